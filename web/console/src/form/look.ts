import type { ReactNode } from "react";
import type { LeafProps } from "./control/leaf";

/** How a laid-out form shows a member; what is left out comes from the module's description. */
export interface Look {
  readonly label?: string;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  /** The words for true and false. */
  readonly words?: readonly [string, string];
  readonly suggestions?: readonly string[];
  /** Of a map. */
  readonly keyLabel?: string;
  readonly valueLabel?: string;
  readonly keySuggestions?: readonly string[];
  /** What one element or entry is called: "tag". */
  readonly item?: string;
  /** Of the members of a structure, or of those of a list's elements. */
  readonly members?: Readonly<Record<string, Look>>;
  readonly multiline?: boolean;
}

/** Picks what the control of a value takes of a look. */
export function pickLeafLook(
  look: Look | undefined,
): Pick<LeafProps, "placeholder" | "words" | "suggestions" | "multiline"> {
  return {
    ...(look?.placeholder !== undefined && { placeholder: look.placeholder }),
    ...(look?.words && { words: look.words }),
    ...(look?.suggestions && { suggestions: look.suggestions }),
    ...(look?.multiline && { multiline: true }),
  };
}
