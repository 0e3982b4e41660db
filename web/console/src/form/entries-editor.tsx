import FormField from "@cloudscape-design/components/form-field";
import type { Shape } from "cognitocheck";
import { type FieldTexts, keyPlace, pointerTo } from "cognitocheck/react";
import type { ReactNode } from "react";
import { type Entry, entry, type Node, string } from "../request/json";
import { isSensitive } from "../request/sensitive";
import { EntryParts } from "./entry-parts";
import { type EntriesProps, EntryRows } from "./entry-rows";
import type { Look } from "./look";
import { Pager } from "./pager";
import { RowLeaf, useRowFocus } from "./rows";
import { isLeaf, newValue } from "./shape";
import { useStable } from "./stable";
import { useErrorText, useWindow } from "./state";

export interface EntriesEditorProps {
  readonly label: ReactNode;
  readonly info?: ReactNode;
  readonly description?: ReactNode;
  readonly hint: string;
  readonly texts: Pick<FieldTexts, "label" | "item" | "keyLabel" | "valueLabel" | "placeholder" | "words">;
  readonly path: string;
  readonly keyShape: Shape | undefined;
  readonly valueShape: Shape;
  readonly all: readonly Entry[];
  /** Tells which entries are shown here; default all. */
  readonly shown?: (entry: Entry) => boolean;
  readonly onChange: (entries: readonly Entry[]) => void;
  readonly pointer: string;
  readonly sensitive: boolean;
  readonly look?: Look | undefined;
  /** The errors of the map itself are shown elsewhere. */
  readonly quiet?: boolean;
}

/** The entries of a map that are shown here: in rows, or in parts where values are too large for a row. */
export function EntriesEditor(props: EntriesEditorProps) {
  const { label, info, description, hint, texts, path, keyShape, valueShape, all, shown, onChange, pointer, look } =
    props;
  const errorText = useErrorText(pointer);
  const { editor, followAdded, followRemoved } = useRowFocus(pointer);
  const list = shown ? all.filter(shown) : all;
  const window = useWindow(pointer, list.length);
  const set = (id: number, change: Partial<Entry>) =>
    onChange(all.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const given: EntriesProps = {
    list,
    window,
    valueShape,
    pointer,
    path,
    texts,
    look,
    keyControl: (each, row) => (
      <RowLeaf
        key={each.id}
        row={row}
        place={keyPlace(pointerTo(pointer, each.name))}
        first
        shape={keyShape ?? { type: "string" }}
        // The name is part of the entry; the value of the control is made anew when it changes.
        node={nameNode(each)}
        kept
        onRow={(_, key) => set(each.id, { name: key?.kind === "string" ? key.text : "" })}
        label={`${texts.keyLabel} ${row + 1}`}
        {...(look?.keySuggestions && { suggestions: look.keySuggestions })}
      />
    ),
    isSecret: (place) => props.sensitive || isSensitive(valueShape, place),
    onSet: useStable((id: number, node: Node) => set(id, { node })),
    onAdd: useStable(() => {
      onChange([...all, entry("", newValue(valueShape))]);
      window.move(list.length);
      followAdded(list.length);
    }),
    onRemove: useStable((id: number) => {
      onChange(all.filter((each) => each.id !== id));
      followRemoved(list.length - 1 - window.from);
    }),
  };
  return (
    <FormField
      label={label}
      info={info}
      description={description}
      constraintText={hint}
      errorText={props.quiet ? undefined : errorText}
      stretch
    >
      <Pager window={window} item={texts.item} />
      {isLeaf(valueShape) ? <EntryRows {...given} editor={editor} /> : <EntryParts {...given} />}
    </FormField>
  );
}

const nameNodes = new WeakMap<Entry, Node>();

function nameNode(entry: Entry): Node {
  const known = nameNodes.get(entry);
  if (known) return known;
  const node = string(entry.name);
  nameNodes.set(entry, node);
  return node;
}
