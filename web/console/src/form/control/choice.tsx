import RadioGroup from "@cloudscape-design/components/radio-group";
import { texts } from "../../catalogue";
import { isNull, type Node, newId } from "../../request/json";
import type { LeafProps } from "./leaf";

export interface ChoiceProps extends Omit<LeafProps, "shape" | "label"> {
  readonly values: readonly string[];
  read(node: Node): string | undefined;
  write(id: number, text: string): Node;
}

/** Radio buttons for true and false, with a third for a member that may be left out. */
export function Choice({ node, onChange, values, read, write, words, required, kept }: ChoiceProps) {
  const value = node && !isNull(node) ? (read(node) ?? null) : required || kept ? null : "";
  return (
    <RadioGroup
      direction="horizontal"
      value={value}
      ariaRequired={required === true}
      items={[
        ...values.map((value, i) => ({ value, label: words?.[i] ?? value })),
        ...(required || kept ? [] : [{ value: "", label: texts.field.notSet }]),
      ]}
      onChange={({ detail }) => onChange(detail.value === "" ? undefined : write(node?.id ?? newId(), detail.value))}
    />
  );
}
