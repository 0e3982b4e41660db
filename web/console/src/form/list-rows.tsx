import AttributeEditor, { type AttributeEditorProps } from "@cloudscape-design/components/attribute-editor";
import type { Member } from "cognitocheck";
import { english, type FormTexts, type Place, pointerTo, writeFieldTexts } from "cognitocheck/react";
import type { RefObject } from "react";
import { texts } from "../catalogue";
import { member, type Node, withMember } from "../request/json";
import { isSensitive } from "../request/sensitive";
import type { ListProps } from "./list-parts";
import { pickLeafLook } from "./look";
import { layOut, RowLeaf } from "./rows";
import { useErrorTexts, useFormContext } from "./state";

type Column = AttributeEditorProps.FieldDefinition<Node>;
type ErrorOf = (place: Place) => string | undefined;

/** The elements of a list, each in a row. */
export function ListRows({
  editor,
  ...props
}: ListProps & { readonly editor: RefObject<AttributeEditorProps.Ref | null> }) {
  const { element, list, window, pointer, onAdd, onRemove } = props;
  const { form } = useFormContext();
  const { item } = props.texts;
  const shown = list.slice(window.from, window.to);
  const errorOf = useErrorTexts(
    shown.flatMap((_, i) => {
      const row = pointerTo(pointer, window.from + i);
      return element.members ? element.members.map(({ name }) => pointerTo(row, name)) : row;
    }),
  );
  const columns = element.members
    ? element.members.map((each, column) => memberColumn(props, each, column === 0, errorOf, form.texts))
    : [valueColumn(props, errorOf, form.texts)];
  return (
    <AttributeEditor
      ref={editor}
      items={shown}
      definition={columns}
      addButtonText={texts.field.add(item)}
      removeButtonText={texts.field.remove}
      removeButtonAriaLabel={(each) => texts.field.removeItem(item, window.from + shown.indexOf(each) + 1)}
      gridLayout={layOut(columns.length)}
      empty={texts.field.noItems(item)}
      onAddButtonClick={onAdd}
      onRemoveButtonClick={({ detail }) => onRemove(window.from + detail.itemIndex)}
    />
  );
}

/** The one column of a list of values that hold no others. */
function valueColumn(
  { element, window, pointer, texts: own, look, sensitive, onSet }: ListProps,
  errorOf: ErrorOf,
  words: FormTexts,
): Column {
  return {
    label: own.item === words.item ? words.value : texts.field.numbered(own.item, 0).replace(/ 0$/, ""),
    control: (node, i) => {
      const index = window.from + i;
      return (
        <RowLeaf
          key={node.id}
          row={index}
          place={pointerTo(pointer, index)}
          first
          shape={element}
          node={node}
          kept
          onRow={onSetKept}
          sensitive={sensitive}
          label={`${own.label} ${index + 1}`}
          {...pickLeafLook(own, look)}
        />
      );
    },
    errorText: (_, i) => errorOf(pointerTo(pointer, window.from + i)),
  };

  function onSetKept(index: number, value: Node | undefined, node: Node | undefined): void {
    onSet(index, value ?? { kind: "string", id: node!.id, text: "" });
  }
}

/** The column of one member in a list of structures. */
function memberColumn(
  { element, list, window, pointer, path, sensitive, onSet }: ListProps,
  { name, shape, required }: Member,
  first: boolean,
  errorOf: ErrorOf,
  words: FormTexts,
): Column {
  const order = element.members?.map((each) => each.name) ?? [];
  const own = writeFieldTexts(`${path}.${name}`, shape, words, english);
  const placeIn = (row: number) => pointerTo(pointerTo(pointer, row), name);
  const onSetMember = (row: number, value: Node | undefined) => {
    const node = list[row]!;
    onSet(row, withMember(node, name, value, order) ?? { kind: "object", id: node.id, entries: [] });
  };
  return {
    label: (
      <>
        {own.label}
        {!required && <i> - {words.optional}</i>}
      </>
    ),
    control: (node, i) => {
      const index = window.from + i;
      return (
        <RowLeaf
          key={node.id}
          row={index}
          place={placeIn(index)}
          first={first}
          shape={shape}
          node={member(node, name)}
          onRow={onSetMember}
          required={required === true}
          sensitive={sensitive || isSensitive(shape, placeIn(index))}
          label={`${own.label} ${index + 1}`}
          {...pickLeafLook(own)}
        />
      );
    },
    errorText: (_, i) => errorOf(placeIn(window.from + i)),
  };
}
