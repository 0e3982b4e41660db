import AttributeEditor, { type AttributeEditorProps } from "@cloudscape-design/components/attribute-editor";
import type { Shape } from "cognitocheck";
import type { ReactNode, RefObject } from "react";
import { keyPlace } from "../request/errors";
import type { Entry, Node } from "../request/json";
import { child } from "../request/pointer";
import { plural } from "../words";
import { Leaf } from "./control/leaf";
import { type Look, pickLeafLook } from "./look";
import { Cell, layOut } from "./rows";
import { useErrorText } from "./state";

/** The properties of the editors of a map's entries. */
export interface EntriesProps {
  readonly list: readonly Entry[];
  readonly valueShape: Shape;
  readonly pointer: string;
  /** The names of the map and of one entry. */
  readonly name: string;
  readonly item: string;
  readonly look: Look | undefined;
  readonly keyLabel: string;
  readonly keyControl: (entry: Entry, index: number) => ReactNode;
  readonly isSecret: (pointer: string) => boolean;
  readonly onSet: (id: number, value: Node) => void;
  readonly onAdd: () => void;
  readonly onRemove: (id: number) => void;
}

/** The entries of a map, each in a row. */
export function EntryRows({
  editor,
  ...props
}: EntriesProps & { readonly editor: RefObject<AttributeEditorProps.Ref | null> }) {
  const { list, valueShape, pointer, name, item, look, keyLabel, keyControl, isSecret, onSet, onAdd, onRemove } = props;
  const errorOf = useErrorText();
  const valueLabel = look?.valueLabel ?? "Value";
  const pointerOf = (entry: Entry) => child(pointer, entry.name);
  return (
    <AttributeEditor<Entry>
      ref={editor}
      items={list}
      definition={[
        { label: keyLabel, control: keyControl, errorText: (each) => errorOf(keyPlace(pointerOf(each))) },
        {
          label: valueLabel,
          control: (each, i) => (
            <Cell key={each.id} row={i} place={pointerOf(each)} first={false}>
              <Leaf
                shape={valueShape}
                node={each.node}
                kept
                onChange={(value) => onSet(each.id, value ?? { kind: "string", id: each.node.id, text: "" })}
                sensitive={isSecret(pointerOf(each))}
                label={`${valueLabel} ${i + 1}`}
                {...pickLeafLook(look)}
              />
            </Cell>
          ),
          errorText: (each) => errorOf(pointerOf(each)),
        },
      ]}
      gridLayout={layOut(2)}
      empty={`No ${plural(item)}`}
      addButtonText={`Add ${item}`}
      removeButtonText="Remove"
      removeButtonAriaLabel={(each) => `Remove ${item} ${each.name || list.indexOf(each) + 1} from ${name}`}
      onAddButtonClick={onAdd}
      onRemoveButtonClick={({ detail }) => onRemove(list[detail.itemIndex]!.id)}
    />
  );
}
