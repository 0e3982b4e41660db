import FormField from "@cloudscape-design/components/form-field";
import { useCaption } from "./caption";
import { Leaf } from "./control/leaf";
import type { FieldProps } from "./field";
import { pickLeafLook } from "./look";
import { PlaceMark } from "./place-mark";
import { useErrorText } from "./state";

/** A value that holds no others, or one that its shape has no field for. */
export function LeafField(props: FieldProps) {
  const { shape, node, onChange, pointer, look, required, sensitive } = props;
  const errorText = useErrorText(pointer);
  const caption = useCaption(props);
  return (
    <PlaceMark place={pointer}>
      <FormField {...caption.above} constraintText={caption.below} errorText={errorText} stretch>
        <Leaf
          shape={shape}
          node={node}
          onChange={onChange}
          required={required === true}
          sensitive={sensitive === true}
          name={caption.name}
          label={caption.label}
          pointer={pointer}
          {...pickLeafLook(caption, look)}
        />
      </FormField>
    </PlaceMark>
  );
}
