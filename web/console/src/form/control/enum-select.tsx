import { texts } from "../../catalogue";
import { newId, textOf } from "../../request/json";
import type { LeafProps } from "./leaf";
import { Select } from "./list-controls";

export function EnumSelect({ shape, node, onChange, kept, required, sensitive }: LeafProps) {
  const values = shape.enum ?? [];
  const value = textOf(node);
  const options = [
    ...(required || kept ? [] : [{ value: "", label: texts.field.notSet }]),
    ...values.map((value) => ({ value, label: value })),
    // The value in the request stays visible, whether the module allows it or not.
    ...(value !== "" && !values.includes(value) && !sensitive ? [{ value, label: value }] : []),
  ];
  return (
    <Select
      options={options}
      selectedOption={options.find((option) => option.value === value) ?? null}
      placeholder={required || kept ? texts.field.chooseValue : texts.field.notSet}
      filteringType={values.length > 8 ? "auto" : "none"}
      filteringAriaLabel={texts.field.findValue}
      ariaRequired={required === true}
      onChange={({ detail }) => {
        const text = detail.selectedOption.value ?? "";
        onChange(text === "" ? undefined : { kind: "string", id: node?.id ?? newId(), text });
      }}
    />
  );
}
