// Controls that open a list. They are the largest, so they come after the form: until then their place holds their
// value.
import type { AutosuggestProps } from "@cloudscape-design/components/autosuggest";
import Input from "@cloudscape-design/components/input";
import type { MultiselectProps } from "@cloudscape-design/components/multiselect";
import type { SelectProps } from "@cloudscape-design/components/select";
import { Suspense } from "react";
import { later } from "../../later";

const lists = () => import("./lists");
const LoadedSelect = later(async () => (await lists()).Select);
const LoadedMultiselect = later(async () => (await lists()).Multiselect);
const LoadedAutosuggest = later(async () => (await lists()).Autosuggest);

function Waiting({ value, placeholder }: { value: string | undefined; placeholder: string | undefined }) {
  return <Input value={value ?? ""} placeholder={placeholder} disabled />;
}

export function Select(props: SelectProps) {
  return (
    <Suspense fallback={<Waiting value={props.selectedOption?.label} placeholder={props.placeholder} />}>
      <LoadedSelect {...props} />
    </Suspense>
  );
}

export function Multiselect(props: MultiselectProps) {
  return (
    <Suspense fallback={<Waiting value="" placeholder={props.placeholder} />}>
      <LoadedMultiselect {...props} />
    </Suspense>
  );
}

export function Autosuggest(props: AutosuggestProps) {
  return (
    <Suspense fallback={<Waiting value={props.value} placeholder={props.placeholder} />}>
      <LoadedAutosuggest {...props} />
    </Suspense>
  );
}
