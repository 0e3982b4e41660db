// Leads a person to what a violation is about: to its field, or else to its place in the JSON.
import type { Violation } from "cognitocheck";
import type { RefObject } from "react";
import { findPlace, focusIn, focusViolation } from "../form/focus";
import { placeOf } from "../request/errors";
import { parse } from "../request/json";
import type { Verdict } from "../request/judge";
import { position } from "../request/pointer";
import type { Visits } from "./visits";

export interface Guided {
  readonly verdict: Verdict;
  /** The text that the verdict is about, and whether the form can show it. */
  readonly judged: string;
  readonly readable: boolean;
  readonly visits: Visits;
  readonly verdictHeading: RefObject<HTMLElement | null>;
  showJson(): void;
  showErrors(): void;
}

export interface Guide {
  goTo(violation: Violation): void;
  /** Shows all errors and goes to the first one in the form, or to the verdict where there is none. */
  checkAll(): void;
}

export function guide({ verdict, judged, readable, visits, verdictHeading, showJson, showErrors }: Guided): Guide {
  const report = "report" in verdict ? verdict.report : undefined;
  const goToText = (violation: Violation | undefined) => {
    showJson();
    afterRender(() => selectInJson(violation, judged));
  };
  const goTo = (violation: Violation) => {
    if (!readable || (!violation.path && violation.code !== "required")) {
      goToText(violation);
      return;
    }
    visits.reach([violation.path]);
    visits.visit(placeOf(violation));
    afterRender(() => {
      if (!focusViolation(violation)) goToText(violation);
    });
  };
  const goToFirst = (violations: readonly [Violation, ...Violation[]]) => {
    visits.reach(violations.map(({ path }) => path));
    afterRender(() => {
      const first = findPlace(new Set(violations.map(placeOf)));
      if (!(first && focusIn(first))) goTo(violations[0]);
    });
  };
  const checkAll = () => {
    const [first, ...others] = report?.violations ?? [];
    const unfinished = document.querySelector("[data-unfinished]")?.closest("[data-place]");
    if (!report?.valid) showErrors();
    if (!readable) goToText(first);
    else if (first) goToFirst([first, ...others]);
    else if (report && unfinished) focusIn(unfinished);
    else verdictHeading.current?.focus();
  };
  return { goTo, checkAll };
}

/** Selects the value, or the key, that a violation is about in the JSON next to the form. */
function selectInJson(violation: Violation | undefined, judged: string): void {
  const area = document.querySelector<HTMLTextAreaElement>("#request-json textarea");
  if (!area) return;
  const at = violation
    ? (position(parse(area.value), violation.path, violation.key) ?? offsetIn(area.value, judged, violation.offset))
    : 0;
  const token = /^(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)/.exec(area.value.slice(at, at + 200))?.[0];
  area.focus();
  area.setSelectionRange(at, at + (token?.length ?? 1));
  const line = area.value.slice(0, at).split("\n").length - 1;
  area.scrollTop = line * Number.parseFloat(getComputedStyle(area).lineHeight) - area.clientHeight / 2;
  area.scrollIntoView({ block: "nearest" });
}

/**
 * The place in a text of UTF-16 units that a byte offset names; the start where the text is not the one that was
 * judged.
 */
function offsetIn(shown: string, judged: string, offset: number): number {
  return shown === judged ? new TextDecoder().decode(new TextEncoder().encode(judged).subarray(0, offset)).length : 0;
}

function afterRender(work: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(work));
}
