import type { FieldTexts } from "cognitocheck/react";
import type { LeafProps } from "./control/leaf";

/** How a laid-out form shows a member, beside its words. */
export interface Look {
  readonly suggestions?: readonly string[];
  /** For a map. */
  readonly keySuggestions?: readonly string[];
  readonly multiline?: boolean;
}

/** Picks what the control of a value takes of its words and its look. */
export function pickLeafLook(
  { placeholder, words }: Pick<FieldTexts, "placeholder" | "words">,
  look?: Look,
): Pick<LeafProps, "placeholder" | "words" | "suggestions" | "multiline"> {
  return {
    words,
    ...(placeholder !== undefined && { placeholder }),
    ...(look?.suggestions && { suggestions: look.suggestions }),
    ...(look?.multiline && { multiline: true }),
  };
}
