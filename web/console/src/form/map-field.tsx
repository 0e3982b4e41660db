import type { Shape } from "cognitocheck";
import { entriesOf, newId } from "../request/json";
import { useCaption } from "./caption";
import { EntriesEditor } from "./entries-editor";
import type { FieldProps } from "./field";
import { PlaceMark } from "./place-mark";

/** A map, with all its entries. */
export function MapField({ value, ...props }: FieldProps & { value: Shape }) {
  const { shape, node, onChange, pointer, path, look, required, sensitive } = props;
  const caption = useCaption(props);
  return (
    <PlaceMark place={pointer}>
      <EntriesEditor
        {...caption.above}
        hint={caption.below}
        texts={caption}
        path={path}
        keyShape={shape.key}
        valueShape={value}
        all={entriesOf(node)}
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
