import type { Shape } from "cognitocheck";
import { entriesOf, newId } from "../request/json";
import { writeCaption, writeHint } from "./caption";
import { EntriesEditor } from "./entries-editor";
import type { FieldProps } from "./field";
import { PlaceMark } from "./place-mark";

/** A map, with all its entries. */
export function MapField({ value, ...props }: FieldProps & { value: Shape }) {
  const { shape, node, onChange, pointer, name, look, required, sensitive } = props;
  return (
    <PlaceMark place={pointer}>
      <EntriesEditor
        {...writeCaption(props)}
        hint={writeHint(props)}
        name={look?.label ?? name}
        keyShape={shape.key}
        valueShape={value}
        all={entriesOf(node)}
        shown={() => true}
        onChange={(entries) =>
          onChange(entries.length || required ? { kind: "object", id: node?.id ?? newId(), entries } : undefined)
        }
        pointer={pointer}
        sensitive={sensitive === true}
        look={look}
      />
    </PlaceMark>
  );
}
