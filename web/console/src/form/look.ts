import type { ReactNode } from "react";
import type { LeafProps } from "./control/leaf";

/** How a laid-out form shows a member. Properties that are left out come from the module's description. */
export interface Look {
  readonly label?: string;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  /** The words for true and false. */
  readonly words?: readonly [string, string];
  readonly suggestions?: readonly string[];
  /** For a map. */
  readonly keyLabel?: string;
  readonly valueLabel?: string;
  readonly keySuggestions?: readonly string[];
  /** The name of one element or entry, such as "tag". */
  readonly item?: string;
  /** The looks of the members of a structure, or of a list's elements. */
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
