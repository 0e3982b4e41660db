import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { keyPlace } from "../request/errors";
import { child } from "../request/pointer";
import { capital } from "../words";
import type { EntriesProps } from "./entry-rows";
import { Part, PartValue } from "./part";
import { useErrorText } from "./state";

/** The entries of a map, each in a section of its own. */
export function EntryParts(props: EntriesProps) {
  const { list, valueShape, pointer, item, look, keyLabel, keyControl, isSecret, onSet, onAdd, onRemove } = props;
  const errorOf = useErrorText();
  return (
    <SpaceBetween size="s">
      {list.map((each, i) => {
        const at = child(pointer, each.name);
        return (
          <Part
            key={each.id}
            pointer={at}
            index={i}
            title={each.name || `${capital(item)} ${i + 1}`}
            text=""
            onRemove={() => onRemove(each.id)}
          >
            <SpaceBetween size="l">
              <FormField
                label={keyLabel}
                errorText={[errorOf(keyPlace(at)), errorOf(at)].filter(Boolean).join(" ") || undefined}
                stretch
              >
                {keyControl(each, i)}
              </FormField>
              <PartValue
                shape={valueShape}
                node={each.node}
                onChange={(value) => onSet(each.id, value)}
                pointer={at}
                sensitive={isSecret(at)}
                look={look}
              />
            </SpaceBetween>
          </Part>
        );
      })}
      <Button formAction="none" onClick={onAdd}>{`Add ${item}`}</Button>
    </SpaceBetween>
  );
}
