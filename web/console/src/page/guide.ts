// Leads a person to what a violation is about: to its field, or else to its place in the JSON.
import type { Violation } from "cognitocheck";
import { type FormState, placeOf } from "cognitocheck/react";
import type { RefObject } from "react";
import { findPlace, focusIn, focusViolation } from "../form/focus";
import type { View } from "../form/view";
import type { Node } from "../request/json";
import { indexIn } from "../request/pointer";

export interface Guided {
  readonly form: FormState;
  readonly view: View;
  readonly request: Node;
  /** The form can show what is judged. */
  readonly readable: boolean;
  readonly verdictHeading: RefObject<HTMLElement | null>;
  /** Shows what a violation is about in the JSON; undefined for its start. */
  showInJson(violation: Violation | undefined): void;
}

export interface Guide {
  goTo(violation: Violation): void;
  /** Shows all errors and goes to the first one in the form, or to the verdict where there is none. */
  checkAll(): void;
}

export function guide({ form, view, request, readable, verdictHeading, showInJson }: Guided): Guide {
  const reach = (pointers: readonly string[]) => view.reach(pointers, (pointer) => indexIn(request, pointer));
  const goTo = (violation: Violation) => {
    if (!readable || (!violation.path && violation.code !== "required")) {
      showInJson(violation);
      return;
    }
    reach([violation.path]);
    form.visit(placeOf(violation));
    tryOnPage(
      () => focusViolation(violation),
      () => showInJson(violation),
    );
  };
  const checkAll = () => {
    const { report } = form;
    const violations = [...(report?.violations ?? []), ...form.ahead];
    const [first] = violations;
    const unfinished = document.querySelector("[data-unfinished]")?.closest("[data-place]");
    if (!report?.valid) form.showAll();
    if (!readable) {
      showInJson(first);
    } else if (first) {
      // Of a long list only a part is on the page: the part with its first error.
      reach(
        violations
          .slice(0, 50)
          .map(({ path }) => path)
          .reverse(),
      );
      const places = new Set(violations.map(placeOf));
      tryOnPage(
        () => {
          const place = findPlace(places);
          return place !== undefined && focusIn(place);
        },
        () => goTo(first),
      );
    } else if (report && unfinished) {
      focusIn(unfinished);
    } else {
      verdictHeading.current?.focus();
    }
  };
  return { goTo, checkAll };
}

/** The most frames that a section which was opened takes to be on the page. */
const mostFrames = 12;

/** Does something with what was just opened: from the second frame on, until it succeeds or it is too late. */
function tryOnPage(work: () => boolean, otherwise: () => void): void {
  let frame = 0;
  const look = () => {
    frame++;
    if (frame > 1 && work()) return;
    if (frame < mostFrames) requestAnimationFrame(look);
    else otherwise();
  };
  requestAnimationFrame(look);
}
