import FormField from "@cloudscape-design/components/form-field";
import type { Shape } from "cognitocheck";
import { texts } from "../catalogue";
import { itemsOf, type Node, newId, string } from "../request/json";
import { useCaption } from "./caption";
import { Multiselect } from "./control/list-controls";
import type { FieldProps } from "./field";
import { PlaceMark } from "./place-mark";
import { useErrorTextBelow } from "./state";
import { windowSize } from "./view";

/** A list of values that the module names. */
export function ChoicesField({ element, ...props }: FieldProps & { element: Shape }) {
  const { node, onChange, pointer, required } = props;
  const errorText = useErrorTextBelow(pointer);
  const caption = useCaption(props);
  const values = itemsOf(node).map((item) => textOf(item) ?? "…");
  const allowed = element.enum ?? [];
  const choose = (chosen: readonly string[]) => {
    const items = keepItems(itemsOf(node), chosen);
    onChange(items.length || required ? { kind: "array", id: node?.id ?? newId(), items } : undefined);
  };
  return (
    <PlaceMark place={pointer}>
      <FormField {...caption.above} constraintText={caption.below} errorText={errorText} stretch>
        <Multiselect
          options={[...new Set([...allowed, ...values])].map((value) => ({ value, label: value }))}
          selectedOptions={values.map((value) => ({ value, label: value }))}
          tokenLimit={windowSize}
          placeholder={texts.field.chooseValues}
          filteringType={allowed.length > 8 ? "auto" : "none"}
          filteringAriaLabel={texts.field.findValue}
          ariaRequired={required === true}
          deselectAriaLabel={({ label }) => texts.field.removeValue(label ?? "")}
          onChange={({ detail }) => choose(detail.selectedOptions.map((option) => option.value ?? ""))}
        />
      </FormField>
    </PlaceMark>
  );
}

function textOf(node: Node): string | undefined {
  return node.kind === "string" || node.kind === "scalar" ? node.text : undefined;
}

/** The items with these texts: those that were there before, and new ones. */
function keepItems(before: readonly Node[], texts: readonly string[]): readonly Node[] {
  const left = [...before];
  return texts.map((text) => {
    const at = left.findIndex((item) => textOf(item) === text);
    return at < 0 ? string(text) : left.splice(at, 1)[0]!;
  });
}
