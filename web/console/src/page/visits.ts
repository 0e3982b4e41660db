import { useState } from "react";
import type { Place } from "../request/errors";
import { chain } from "../request/pointer";

/** What was looked at in a form: the fields that were left, and the sections that were opened or closed. */
export interface Visits {
  readonly visited: ReadonlySet<Place>;
  visit(place: Place): void;
  /** Whether a section is open, by pointer, where that was changed. */
  readonly expanded: ReadonlyMap<string, boolean>;
  expand(pointer: string, open: boolean): void;
  /** Opens the sections that the values at these pointers are in. */
  reach(pointers: readonly string[]): void;
  forgetVisits(): void;
  forgetSections(): void;
}

export function useVisits(): Visits {
  const [visited, setVisited] = useState<ReadonlySet<Place>>(new Set());
  const [expanded, setExpanded] = useState<ReadonlyMap<string, boolean>>(new Map());
  return {
    visited,
    visit: (place) => setVisited((before) => (before.has(place) ? before : new Set([...before, place]))),
    expanded,
    expand: (pointer, open) => setExpanded((before) => new Map(before).set(pointer, open)),
    reach: (pointers) =>
      setExpanded(
        (before) => new Map([...before, ...pointers.flatMap(chain).map((pointer) => [pointer, true] as const)]),
      ),
    forgetVisits: () => setVisited(new Set()),
    forgetSections: () => setExpanded(new Map()),
  };
}
