import type { Violation } from "cognitocheck";
import { keyPlace, type Place, splitPointer } from "cognitocheck/react";
import { chain } from "../request/pointer";

const focusable =
  'input:not([type="hidden"]):not([disabled]), textarea, select, button:not([aria-disabled="true"]), [tabindex="0"]';

/**
 * Moves the focus to where a value or a key is edited, or else to what it is in. Tells whether there was such a place.
 */
export function focusViolation({ path, key }: Violation): boolean {
  const places: Place[] = key ? [keyPlace(path), path] : [path];
  // A value in a list of choices is edited where the list is.
  const parent = chain(path)[1];
  if (parent !== undefined && (/^\d+$/.test(splitPointer(path).at(-1) ?? "") || key)) places.push(parent);
  return places.some((place) => {
    const target = document.querySelector(`[data-place="${CSS.escape(place)}"]`);
    return target !== null && focusIn(target);
  });
}

/** Moves the focus to the first control in an element that takes it. Tells whether there was one. */
export function focusIn(target: Element): boolean {
  for (const candidate of target.querySelectorAll<HTMLElement>(focusable)) {
    if (candidate.offsetParent === null && getComputedStyle(candidate).position !== "fixed") continue;
    candidate.focus();
    if (document.activeElement !== candidate) continue;
    candidate.scrollIntoView({ block: "center" });
    return true;
  }
  return false;
}

/** Finds the first element on the page that is one of these places. */
export function findPlace(places: ReadonlySet<Place>): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>("[data-place]")].find((element) =>
    places.has(element.dataset.place ?? ""),
  );
}

/** Moves the focus into an element as soon as it is on the page: to its first field, or to itself. */
export function focusFirst(selector: string): void {
  const deadline = performance.now() + 5000;
  const before = document.querySelector(selector);
  const start = performance.now();
  const look = () => {
    const target = document.querySelector<HTMLElement>(selector);
    // The page that is left may have such an element too; it goes away soon.
    if (target && (target !== before || performance.now() - start > 100)) {
      const field = [...target.querySelectorAll<HTMLElement>(":is(input:not([type=hidden]), textarea, select)")].find(
        (each) => each.checkVisibility(),
      );
      (field ?? target).focus({ preventScroll: true });
      return;
    }
    if (performance.now() < deadline) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
