import FormField from "@cloudscape-design/components/form-field";
import type { Shape } from "cognitocheck";
import { english, pointerTo, writeFieldTexts, writeHint } from "cognitocheck/react";
import { itemsOf, type Node, newId } from "../request/json";
import { useCaption } from "./caption";
import type { FieldProps } from "./field";
import { ListParts, type ListProps } from "./list-parts";
import { ListRows } from "./list-rows";
import { Pager } from "./pager";
import { PlaceMark } from "./place-mark";
import { useRowFocus } from "./rows";
import { fitsRow, isLeaf, newValue } from "./shape";
import { useStable } from "./stable";
import { useErrorText, useErrorTexts, useFormContext, useWindow } from "./state";

/** A list: in rows, or in parts where its elements are too large for a row. */
export function ListField({ element, ...props }: FieldProps & { element: Shape }) {
  const { node, onChange, pointer, path, look, required, sensitive } = props;
  const { form } = useFormContext();
  const caption = useCaption(props);
  const { editor, followAdded, followRemoved } = useRowFocus(pointer);
  const list = itemsOf(node);
  const window = useWindow(pointer, list.length);
  const change = (items: readonly Node[]) => onChange({ kind: "array", id: node?.id ?? newId(), items });
  const given: ListProps = {
    element,
    list,
    window,
    pointer,
    path,
    texts: caption,
    look,
    sensitive: sensitive === true || element.sensitive === true,
    onSet: useStable((index: number, value: Node) => change(list.map((each, i) => (i === index ? value : each)))),
    onAdd: useStable(() => {
      change([...list, newValue(element)]);
      window.move(list.length);
      followAdded(list.length);
    }),
    onRemove: useStable((index: number) => {
      const rest = list.filter((_, i) => i !== index);
      if (rest.length || required) change(rest);
      else onChange(undefined);
      followRemoved(rest.length - window.from);
    }),
  };
  const error = useErrorText(pointer);
  // These violations are about an element as a whole: it is null, say, or occurs twice.
  const places = isLeaf(element)
    ? []
    : list.slice(window.from, window.to).map((_, i) => pointerTo(pointer, window.from + i));
  const errorOf = useErrorTexts(places);
  const errorText = [error, ...new Set(places.map(errorOf))].filter(Boolean).join(" ");
  const columns = fitsRow(element) ? (element.members ?? []) : [];
  const hints = columns.flatMap(({ name, shape }) => {
    // A row has no place for a hint at each of its members.
    const hint = writeHint(shape, form.texts);
    return hint ? `${writeFieldTexts(`${path}.${name}`, shape, form.texts, english).label}: ${hint}` : [];
  });
  return (
    <PlaceMark place={pointer}>
      <FormField
        {...caption.above}
        constraintText={[caption.below, ...hints].filter(Boolean).join(" ")}
        errorText={errorText || undefined}
        stretch
      >
        <Pager window={window} item={caption.item} />
        {isLeaf(element) || fitsRow(element) ? <ListRows {...given} editor={editor} /> : <ListParts {...given} />}
      </FormField>
    </PlaceMark>
  );
}
