import type { Shape } from "cognitocheck";
import type { Node } from "../../request/json";
import { fits } from "../shape";
import { BlobInput } from "./blob-input";
import { Choice } from "./choice";
import { DocumentInput } from "./document-input";
import { EnumSelect } from "./enum-select";
import { ForeignValue } from "./foreign-value";
import { NumberInput } from "./number-input";
import { TextInput } from "./text-input";

export interface LeafProps {
  readonly shape: Shape;
  readonly node: Node | undefined;
  readonly onChange: (node: Node | undefined) => void;
  /** The value stays there when it is empty, as an element of a list or an entry of a map does. */
  readonly kept?: boolean;
  readonly required?: boolean;
  readonly sensitive?: boolean;
  /** The name of the member, where the value is one. */
  readonly name?: string;
  readonly label: string;
  readonly pointer?: string;
  readonly placeholder?: string;
  readonly suggestions?: readonly string[];
  /** The words for true and false. */
  readonly words?: readonly [string, string];
  readonly multiline?: boolean;
}

/** The control of a value that holds no others. */
export function Leaf(props: LeafProps) {
  const { shape, node } = props;
  if (!fits(shape, node) && node) return <ForeignValue {...props} node={node} />;
  switch (shape.type) {
    case "boolean":
      return (
        <Choice
          {...props}
          values={["true", "false"]}
          read={(node) => (node.kind === "scalar" ? node.text : undefined)}
          write={(id, text) => ({ kind: "scalar", id, text })}
        />
      );
    case "integer":
    case "long":
    case "timestamp":
      return <NumberInput {...props} />;
    case "document":
      return <DocumentInput {...props} />;
    case "blob":
      return <BlobInput {...props} />;
    default:
      return shape.enum ? <EnumSelect {...props} /> : <TextInput {...props} />;
  }
}
