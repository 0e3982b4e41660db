import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { keyPlace, pointerTo } from "cognitocheck/react";
import type { ReactNode } from "react";
import { texts } from "../catalogue";
import type { Entry, Node } from "../request/json";
import type { EntriesProps } from "./entry-rows";
import { mostOpen } from "./list-parts";
import { Part, PartValue } from "./part";
import { useStable } from "./stable";
import { useErrorText } from "./state";

/** The entries of a map, each in a section of its own. */
export function EntryParts(props: EntriesProps) {
  const { list, window, keyControl, onAdd } = props;
  return (
    <SpaceBetween size="s">
      {list.slice(window.from, window.to).map((each, i) => (
        <EntryPart
          key={each.id}
          {...props}
          entry={each}
          index={window.from + i}
          keyControlOf={keyControl(each, window.from + i)}
        />
      ))}
      <Button formAction="none" onClick={onAdd}>
        {texts.field.add(props.texts.item)}
      </Button>
    </SpaceBetween>
  );
}

function EntryPart({
  entry,
  index,
  keyControlOf,
  list,
  valueShape,
  pointer,
  path,
  texts: own,
  isSecret,
  onSet,
  onRemove,
}: EntriesProps & { entry: Entry; index: number; keyControlOf: ReactNode }) {
  const at = pointerTo(pointer, entry.name);
  const keyError = useErrorText(keyPlace(at));
  const error = useErrorText(at);
  const change = useStable((value: Node) => onSet(entry.id, value));
  return (
    <Part
      pointer={at}
      index={index}
      title={entry.name || texts.field.numbered(own.item, index + 1)}
      text=""
      isOpen={list.length <= mostOpen || entry.name === ""}
      onRemove={() => onRemove(entry.id)}
    >
      <SpaceBetween size="l">
        <FormField label={own.keyLabel} errorText={[keyError, error].filter(Boolean).join(" ") || undefined} stretch>
          {keyControlOf}
        </FormField>
        <PartValue
          shape={valueShape}
          node={entry.node}
          onChange={change}
          pointer={at}
          path={path}
          sensitive={isSecret(at)}
        />
      </SpaceBetween>
    </Part>
  );
}
