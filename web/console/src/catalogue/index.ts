// The texts of the page in the language that is chosen.
import { english, type Texts } from "./english";

export type { Texts } from "./english";

/** Read when a part of the page is rendered, never kept: the language may change. */
export let texts: Texts = english;

/** Puts other texts in place. What is on the page must then be rendered anew. */
export function speak(next: Texts): void {
  texts = next;
}
