import FormField from "@cloudscape-design/components/form-field";
import type { Shape } from "cognitocheck";
import { itemsOf, type Node, newId } from "../request/json";
import { child } from "../request/pointer";
import { writeCaption, writeHint } from "./caption";
import type { FieldProps } from "./field";
import { hint } from "./hint";
import { ListParts, type ListProps } from "./list-parts";
import { ListRows } from "./list-rows";
import { PlaceMark } from "./place-mark";
import { useRowFocus } from "./rows";
import { fitsRow, isLeaf, newValue } from "./shape";
import { useErrorText } from "./state";

/** A list: in rows, or in parts where its elements are too large for a row. */
export function ListField({ element, ...props }: FieldProps & { element: Shape }) {
  const { node, onChange, pointer, name, look, required, sensitive } = props;
  const errorOf = useErrorText();
  const { editor, followAdded, followRemoved } = useRowFocus(pointer);
  const list = itemsOf(node);
  const change = (items: readonly Node[]) => onChange({ kind: "array", id: node?.id ?? newId(), items });
  const given: ListProps = {
    element,
    list,
    pointer,
    name: look?.label ?? name,
    item: look?.item ?? "item",
    look,
    sensitive: sensitive === true || element.sensitive === true,
    onSet: (index, value) => change(list.map((each, i) => (i === index ? value : each))),
    onAdd() {
      change([...list, newValue(element)]);
      followAdded(list.length);
    },
    onRemove(index) {
      const rest = list.filter((_, i) => i !== index);
      if (rest.length || required) change(rest);
      else onChange(undefined);
      followRemoved(rest.length);
    },
  };
  // These violations are about an element as a whole: it is null, say, or occurs twice.
  const outer = isLeaf(element) ? [] : list.flatMap((_, i) => errorOf(child(pointer, i)) ?? []);
  const errorText = [errorOf(pointer), ...new Set(outer)].filter(Boolean).join(" ");
  return (
    <PlaceMark place={pointer}>
      <FormField
        {...writeCaption(props)}
        constraintText={[writeHint(props), ...hintsOfColumns(element, look)].filter(Boolean).join(" ")}
        errorText={errorText || undefined}
        stretch
      >
        {isLeaf(element) || fitsRow(element) ? <ListRows {...given} editor={editor} /> : <ListParts {...given} />}
      </FormField>
    </PlaceMark>
  );
}

/** Lists the hints of the members of a row, which has no place for a hint at each. */
function hintsOfColumns(element: Shape, look: FieldProps["look"]): string[] {
  if (!fitsRow(element)) return [];
  return (element.members ?? []).flatMap(({ name, shape }) => {
    const text = hint(shape);
    return text ? `${look?.members?.[name]?.label ?? name}: ${text}` : [];
  });
}
