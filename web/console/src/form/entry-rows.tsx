import AttributeEditor, { type AttributeEditorProps } from "@cloudscape-design/components/attribute-editor";
import type { Shape } from "cognitocheck";
import { keyPlace, pointerTo } from "cognitocheck/react";
import type { ReactNode, RefObject } from "react";
import { texts } from "../catalogue";
import type { Entry, Node } from "../request/json";
import type { EntriesEditorProps } from "./entries-editor";
import { type Look, pickLeafLook } from "./look";
import { layOut, RowLeaf } from "./rows";
import { useErrorTexts, type Window } from "./state";

/** The properties of the editors of a map's entries. */
export interface EntriesProps {
  readonly list: readonly Entry[];
  readonly window: Window;
  readonly valueShape: Shape;
  readonly pointer: string;
  readonly path: string;
  readonly texts: EntriesEditorProps["texts"];
  readonly look: Look | undefined;
  readonly keyControl: (entry: Entry, row: number) => ReactNode;
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
  const { list, window, valueShape, pointer, texts: own, look, keyControl, isSecret, onSet, onAdd, onRemove } = props;
  const { item, valueLabel } = own;
  const shown = list.slice(window.from, window.to);
  const pointerOf = (entry: Entry) => pointerTo(pointer, entry.name);
  const errorOf = useErrorTexts(shown.flatMap((each) => [pointerOf(each), keyPlace(pointerOf(each))]));
  return (
    <AttributeEditor<Entry>
      ref={editor}
      items={shown}
      definition={[
        {
          label: own.keyLabel,
          control: (each, i) => keyControl(each, window.from + i),
          errorText: (each) => errorOf(keyPlace(pointerOf(each))),
        },
        {
          label: valueLabel,
          control: (each, i) => (
            <RowLeaf
              key={each.id}
              row={window.from + i}
              place={pointerOf(each)}
              first={false}
              shape={valueShape}
              node={each.node}
              kept
              onRow={(_, value) => onSet(each.id, value ?? { kind: "string", id: each.node.id, text: "" })}
              sensitive={isSecret(pointerOf(each))}
              label={`${valueLabel} ${window.from + i + 1}`}
              {...pickLeafLook(own, look)}
            />
          ),
          errorText: (each) => errorOf(pointerOf(each)),
        },
      ]}
      gridLayout={layOut(2)}
      empty={texts.field.noItems(item)}
      addButtonText={texts.field.add(item)}
      removeButtonText={texts.field.remove}
      removeButtonAriaLabel={(each) =>
        texts.field.removeFrom(item, each.name || window.from + shown.indexOf(each) + 1, own.label)
      }
      onAddButtonClick={onAdd}
      onRemoveButtonClick={({ detail }) => onRemove(shown[detail.itemIndex]!.id)}
    />
  );
}
