import FormField from "@cloudscape-design/components/form-field";
import type { Shape } from "cognitocheck";
import type { ReactNode } from "react";
import { keyPlace } from "../request/errors";
import { type Entry, entry, string } from "../request/json";
import { child } from "../request/pointer";
import { isSecretEntry } from "../request/sensitive";
import { Leaf } from "./control/leaf";
import { EntryParts } from "./entry-parts";
import { type EntriesProps, EntryRows } from "./entry-rows";
import type { Look } from "./look";
import { Cell, useRowFocus } from "./rows";
import { isLeaf, newValue } from "./shape";
import { useErrorText } from "./state";

export interface EntriesEditorProps {
  readonly label: ReactNode;
  readonly info?: ReactNode;
  readonly description?: ReactNode;
  readonly hint: string;
  readonly name: string;
  readonly keyShape: Shape | undefined;
  readonly valueShape: Shape;
  readonly all: readonly Entry[];
  readonly shown: (entry: Entry) => boolean;
  readonly onChange: (entries: readonly Entry[]) => void;
  readonly pointer: string;
  readonly sensitive: boolean;
  readonly look?: Look | undefined;
  /** The errors of the map itself are shown elsewhere. */
  readonly quiet?: boolean;
}

/** The entries of a map that are shown here: in rows, or in parts where values are too large for a row. */
export function EntriesEditor(props: EntriesEditorProps) {
  const { label, info, description, hint, name, keyShape, valueShape, all, shown, onChange, pointer, look } = props;
  const errorOf = useErrorText();
  const { editor, followAdded, followRemoved } = useRowFocus(pointer);
  const list = all.filter(shown);
  const keyLabel = look?.keyLabel ?? "Key";
  const set = (id: number, change: Partial<Entry>) =>
    onChange(all.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const given: EntriesProps = {
    list,
    valueShape,
    pointer,
    name,
    item: look?.item ?? "entry",
    look,
    keyLabel,
    keyControl: (each, i) => (
      <Cell key={each.id} row={i} place={keyPlace(child(pointer, each.name))} first>
        <Leaf
          shape={keyShape ?? { type: "string" }}
          node={string(each.name)}
          kept
          onChange={(key) => set(each.id, { name: key?.kind === "string" ? key.text : "" })}
          label={`${keyLabel} ${i + 1}`}
          {...(look?.keySuggestions && { suggestions: look.keySuggestions })}
        />
      </Cell>
    ),
    isSecret: (place) => props.sensitive || valueShape.sensitive === true || isSecretEntry(place),
    onSet: (id, node) => set(id, { node }),
    onAdd() {
      onChange([...all, entry("", newValue(valueShape))]);
      followAdded(list.length);
    },
    onRemove(id) {
      onChange(all.filter((each) => each.id !== id));
      followRemoved(list.length - 1);
    },
  };
  return (
    <FormField
      label={label}
      info={info}
      description={description}
      constraintText={hint}
      errorText={props.quiet ? undefined : errorOf(pointer)}
      stretch
    >
      {isLeaf(valueShape) ? <EntryRows {...given} editor={editor} /> : <EntryParts {...given} />}
    </FormField>
  );
}
