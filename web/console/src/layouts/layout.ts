import type { Operation, Shape } from "cognitocheck";
import type { ComponentType } from "react";
import type { Texts } from "../catalogue";
import type { Look } from "../form/look";
import type { Node } from "../request/json";

/** A form laid out by hand. It holds an order; every constraint comes from the module, every word from a catalogue. */
export interface Layout {
  readonly sections: readonly LayoutSection[];
}

export interface LayoutSection {
  /** Its words in the catalogue. */
  readonly title: keyof Texts["sections"];
  readonly description?: keyof Texts["sections"];
  /** The members, in the order of the form. */
  readonly members?: readonly string[];
  readonly looks?: Readonly<Record<string, Look>>;
  /** All members are optional, which the title says. */
  readonly optional?: boolean;
  /** Takes the place of the members' fields. */
  readonly render?: ComponentType<SectionProps>;
}

export interface SectionProps {
  readonly operation: Operation;
  readonly shape: Shape;
  readonly node: Node | undefined;
  readonly onChange: (node: Node | undefined) => void;
  /** The type of provider that the form is laid out for, and how to choose it. */
  readonly type: string;
  readonly chooseType: (type: string) => void;
}
