import type { ReactNode } from "react";
import { chain, tokens } from "../request/pointer";
import { errorName } from "../request/schema";
import { useFormState } from "./state";

/** Marks where in the page a value of the request is edited: errors are shown once it was left, and links lead to it. */
export function Place({ pointer, isKey = false, children }: { pointer: string; isKey?: boolean; children: ReactNode }) {
  const { visit } = useFormState();
  const name = isKey ? errorName(pointer, true) : pointer;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the event bubbles up from the controls inside.
    <div data-place={name} className="place" onBlur={() => visit(name)}>
      {children}
    </div>
  );
}

const focusable =
  'input:not([type="hidden"]):not([disabled]), textarea, select, button:not([aria-disabled="true"]), [tabindex="0"]';

/** Moves the focus to where a value is edited, or else to what it stands in. Tells whether there was such a place. */
export function focusPlace(pointer: string, isKey = false): boolean {
  const names = isKey ? [errorName(pointer, true), pointer] : [pointer];
  // A value in a list of choices is edited where the list is; beyond that it is not in the form.
  const parent = chain(pointer)[1];
  if (parent !== undefined && (/^\d+$/.test(tokens(pointer).at(-1) ?? "") || isKey)) names.push(parent);
  for (const name of names) {
    const target = document.querySelector(`[data-place="${CSS.escape(name)}"]`);
    if (target && focusIn(target)) return true;
  }
  return false;
}

/** Moves the focus to the first thing in an element that takes it. */
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
