import FileInput from "@cloudscape-design/components/file-input";
import FormField from "@cloudscape-design/components/form-field";
import type { Shape } from "cognitocheck";
import { texts } from "../catalogue";
import { Choice } from "../form/control/choice";
import { Leaf } from "../form/control/leaf";
import { PlaceMark } from "../form/place-mark";
import { useErrorText } from "../form/state";
import { type Node, newId } from "../request/json";
import type { Detail } from "./provider-details";

export interface DetailFieldProps {
  readonly type: string;
  readonly detail: Detail;
  readonly pointer: string;
  readonly shape: Shape;
  readonly node: Node | undefined;
  readonly onChange: (node: Node | undefined) => void;
}

/** One entry of ProviderDetails, with the control that suits it. */
export function DetailField({ type, detail, pointer, shape, node, onChange }: DetailFieldProps) {
  const errorText = useErrorText(pointer);
  const { placeholder, control, values, multiline } = detail;
  const { details } = texts.provider;
  const words = details[`${type}.${detail.key}`] ?? details[detail.key];
  const label = words?.label ?? detail.key;
  return (
    <PlaceMark place={pointer}>
      <FormField
        label={label}
        info={<span className="name">{detail.key}</span>}
        description={words?.help}
        errorText={errorText}
        stretch
        {...(control === "document" && {
          secondaryControl: (
            <DocumentFile label={label} onText={(text) => onChange(write(node?.id ?? newId(), text))} />
          ),
        })}
      >
        {control === "switch" && (!node || node.kind === "string") ? (
          <Choice
            node={node}
            onChange={onChange}
            values={["true", "false"]}
            words={[texts.provider.on, texts.provider.off]}
            read={(node) => (node.kind === "string" ? node.text : undefined)}
            write={write}
          />
        ) : (
          <Leaf
            shape={values ? { ...shape, enum: values } : shape}
            node={node}
            onChange={onChange}
            sensitive={control === "secret"}
            label={label}
            pointer={pointer}
            multiline={control === "document" || multiline === true}
            {...(placeholder !== undefined && { placeholder })}
          />
        )}
      </FormField>
    </PlaceMark>
  );
}

function write(id: number, text: string): Node {
  return { kind: "string", id, text };
}

/** A button that reads a metadata document from a file. */
function DocumentFile({ label, onText }: { label: string; onText: (text: string) => void }) {
  return (
    <FileInput
      value={[]}
      accept=".xml,text/xml,application/xml"
      ariaLabel={texts.field.chooseFileFor(label)}
      onChange={async ({ detail: { value } }) => {
        const text = await value[0]?.text();
        if (text !== undefined) onText(text);
      }}
    >
      {texts.field.chooseFile}
    </FileInput>
  );
}
