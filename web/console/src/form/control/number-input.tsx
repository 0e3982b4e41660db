import Input from "@cloudscape-design/components/input";
import { newId, parse, textOf } from "../../request/json";
import type { LeafProps } from "./leaf";

export function NumberInput({ node, onChange, required, placeholder }: LeafProps) {
  return (
    <Input
      value={textOf(node)}
      inputMode="decimal"
      autoComplete={false}
      ariaRequired={required === true}
      placeholder={placeholder}
      onChange={({ detail: { value } }) => {
        const id = node?.id ?? newId();
        const text = value.trim();
        const isNumber = parse(text)?.kind === "scalar" && /^-?[0-9]/.test(text);
        onChange(
          text === "" ? undefined : isNumber ? { kind: "scalar", id, text } : { kind: "string", id, text: value },
        );
      }}
    />
  );
}
