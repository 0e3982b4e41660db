// The texts of the page in the language that is chosen.
import { english, type Texts } from "./english";
import type { Sentences } from "./sentences";

export type { Texts } from "./english";

/** Loads the sentences on operations. */
export type LoadSentences = () => Promise<{ readonly sentences: Sentences }>;

/** Read when a part of the page is rendered, never kept: the language may change. */
export let texts: Texts = english;
export let loadSentences: LoadSentences = () => import("./sentences");

/** Puts other texts in place. What is on the page must then be rendered anew. */
export function speak(next: Texts, sentences: LoadSentences): void {
  texts = next;
  loadSentences = sentences;
}
