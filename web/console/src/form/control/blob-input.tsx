import FileInput from "@cloudscape-design/components/file-input";
import Input from "@cloudscape-design/components/input";
import { useId } from "react";
import { texts } from "../../catalogue";
import { newId, textOf } from "../../request/json";
import type { LeafProps } from "./leaf";

export function BlobInput({ node, onChange, kept, required, label }: LeafProps) {
  const id = useId();
  const value = textOf(node);
  return (
    <div className="beside">
      <Input
        value={value}
        ariaRequired={required === true}
        placeholder={texts.field.base64}
        autoComplete={false}
        spellcheck={false}
        onChange={({ detail }) =>
          onChange(
            detail.value === "" && !kept ? undefined : { kind: "string", id: node?.id ?? newId(), text: detail.value },
          )
        }
      />
      <FileInput
        value={[]}
        controlId={id}
        ariaLabel={texts.field.chooseFileFor(label)}
        ariaLabelledby=""
        ariaDescribedby=""
        invalid={false}
        onChange={async ({ detail }) => {
          const file = detail.value[0];
          if (!file) return;
          onChange({
            kind: "string",
            id: node?.id ?? newId(),
            text: base64(new Uint8Array(await file.arrayBuffer())),
            file: file.name,
          });
        }}
      >
        {texts.field.chooseFile}
      </FileInput>
    </div>
  );
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x6000) text += btoa(String.fromCharCode(...bytes.subarray(i, i + 0x6000)));
  return text;
}
