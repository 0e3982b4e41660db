import FormField from "@cloudscape-design/components/form-field";
import { writeCaption, writeHint } from "./caption";
import { Leaf } from "./control/leaf";
import type { FieldProps } from "./field";
import { pickLeafLook } from "./look";
import { PlaceMark } from "./place-mark";
import { useErrorText } from "./state";

/** A value that holds no others, or one that its shape has no field for. */
export function LeafField(props: FieldProps) {
  const { shape, node, onChange, pointer, name, look, required, sensitive } = props;
  const errorText = useErrorText()(pointer);
  return (
    <PlaceMark place={pointer}>
      <FormField
        {...writeCaption(props)}
        constraintText={errorText ? undefined : writeHint(props)}
        errorText={errorText}
        stretch
      >
        <Leaf
          shape={shape}
          node={node}
          onChange={onChange}
          required={required === true}
          sensitive={sensitive === true}
          label={look?.label ?? name}
          pointer={pointer}
          {...pickLeafLook(look)}
        />
      </FormField>
    </PlaceMark>
  );
}
