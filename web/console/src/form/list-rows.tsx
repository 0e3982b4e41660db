import AttributeEditor, { type AttributeEditorProps } from "@cloudscape-design/components/attribute-editor";
import type { Member } from "cognitocheck";
import type { RefObject } from "react";
import type { Place } from "../request/errors";
import { member, type Node, withMember } from "../request/json";
import { child } from "../request/pointer";
import { isSecretEntry } from "../request/sensitive";
import { capital, plural } from "../words";
import { writeLabel } from "./caption";
import { Leaf } from "./control/leaf";
import type { ListProps } from "./list-parts";
import { pickLeafLook } from "./look";
import { Cell, layOut } from "./rows";
import { useErrorText } from "./state";

type Column = AttributeEditorProps.FieldDefinition<Node>;
type ErrorOf = (place: Place) => string | undefined;

/** The elements of a list, each in a row. */
export function ListRows({
  editor,
  ...props
}: ListProps & { readonly editor: RefObject<AttributeEditorProps.Ref | null> }) {
  const { element, list, item, onAdd, onRemove } = props;
  const errorOf = useErrorText();
  const columns = element.members
    ? element.members.map((each, column) => memberColumn(props, each, column === 0, errorOf))
    : [valueColumn(props, errorOf)];
  return (
    <AttributeEditor
      ref={editor}
      items={list}
      definition={columns}
      addButtonText={`Add ${item}`}
      removeButtonText="Remove"
      removeButtonAriaLabel={(each) => `Remove ${item} ${list.indexOf(each) + 1}`}
      gridLayout={layOut(columns.length)}
      empty={`No ${plural(item)}`}
      onAddButtonClick={onAdd}
      onRemoveButtonClick={({ detail }) => onRemove(detail.itemIndex)}
    />
  );
}

/** The one column of a list of values that hold no others. */
function valueColumn({ element, pointer, name, look, sensitive, onSet }: ListProps, errorOf: ErrorOf): Column {
  return {
    label: look?.item ? capital(look.item) : "Value",
    control: (node, i) => (
      <Cell key={node.id} row={i} place={child(pointer, i)} first>
        <Leaf
          shape={element}
          node={node}
          kept
          onChange={(value) => onSet(i, value ?? { kind: "string", id: node.id, text: "" })}
          sensitive={sensitive}
          label={`${name} ${i + 1}`}
          {...pickLeafLook(look)}
        />
      </Cell>
    ),
    errorText: (_, i) => errorOf(child(pointer, i)),
  };
}

/** The column of one member in a list of structures. */
function memberColumn(
  { element, pointer, look: listLook, sensitive, onSet }: ListProps,
  { name, shape, required }: Member,
  first: boolean,
  errorOf: ErrorOf,
): Column {
  const order = element.members?.map((each) => each.name) ?? [];
  const look = listLook?.members?.[name];
  const placeIn = (row: number) => child(child(pointer, row), name);
  return {
    label: writeLabel({ name, look, required }),
    control: (node, i) => (
      <Cell key={node.id} row={i} place={placeIn(i)} first={first}>
        <Leaf
          shape={shape}
          node={member(node, name)}
          onChange={(value) =>
            onSet(i, withMember(node, name, value, order) ?? { kind: "object", id: node.id, entries: [] })
          }
          required={required === true}
          sensitive={sensitive || shape.sensitive === true || isSecretEntry(placeIn(i))}
          label={`${look?.label ?? name} ${i + 1}`}
          {...pickLeafLook(look)}
        />
      </Cell>
    ),
    errorText: (_, i) => errorOf(placeIn(i)),
  };
}
