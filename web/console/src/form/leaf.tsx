// The controls of values that hold no others.
import Autosuggest from "@cloudscape-design/components/autosuggest";
import Button from "@cloudscape-design/components/button";
import FileInput from "@cloudscape-design/components/file-input";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import Textarea from "@cloudscape-design/components/textarea";
import type { Shape } from "cognitocheck";
import { useId, useState } from "react";
import { isNull, type Node, newId, parse, print } from "../request/json";
import { fits } from "./shape";
import { useFormState } from "./state";

export interface LeafProps {
  readonly shape: Shape;
  readonly node: Node | undefined;
  readonly onChange: (node: Node | undefined) => void;
  /** A value is there even when it is empty: an element of a list, an entry of a map. */
  readonly kept?: boolean;
  readonly required?: boolean;
  readonly sensitive?: boolean;
  /** The control has no label of its own. */
  readonly ariaLabel?: string;
  readonly label?: string;
  readonly pointer?: string;
  readonly placeholder?: string;
  readonly suggestions?: readonly string[];
  /** The words for true and false. */
  readonly words?: readonly [string, string];
  readonly multiline?: boolean;
  readonly invalid?: boolean;
}

export function Leaf(props: LeafProps) {
  const { shape, node } = props;
  if (!fits(shape, node) && node) return <Foreign {...props} node={node} />;
  switch (shape.type) {
    case "boolean":
      return (
        <Choice
          {...props}
          values={["true", "false"]}
          read={(node) => (node.kind === "scalar" ? node.text : undefined)}
          write={(id, text) => ({ kind: "scalar", id, text })}
        />
      );
    case "integer":
    case "long":
    case "timestamp":
      return <NumberInput {...props} />;
    case "document":
      return <DocumentInput {...props} />;
    case "blob":
      return <BlobInput {...props} />;
    default:
      return shape.enum ? <EnumSelect {...props} /> : <TextInput {...props} />;
  }
}

const textOf = (node: Node | undefined) =>
  node?.kind === "string" || (node?.kind === "scalar" && !isNull(node)) ? node.text : "";

/** A value of a type that the form has no control for; it stays in the request until it is removed. */
function Foreign({ node, onChange, kept, ariaLabel, label, sensitive }: LeafProps & { node: Node }) {
  const { reveal } = useFormState();
  return (
    <div className="beside">
      <Input
        value={sensitive && !reveal ? "••••••••" : print(node, false)}
        readOnly
        {...(ariaLabel !== undefined && { ariaLabel })}
      />
      <Button
        ariaLabel={`Replace ${ariaLabel ?? label ?? "value"}`}
        formAction="none"
        onClick={() => onChange(kept ? { kind: "string", id: node.id, text: "" } : undefined)}
      >
        Replace
      </Button>
    </div>
  );
}

/** Names of members whose text is written on several lines. */
const long = /(?:Message|Body|CSS)$/;

function TextInput({
  node,
  onChange,
  kept,
  required,
  sensitive,
  ariaLabel,
  label,
  placeholder,
  suggestions,
  multiline,
  invalid,
}: LeafProps) {
  const { reveal } = useFormState();
  const [shown, setShown] = useState(false);
  const value = textOf(node);
  // An input would drop line breaks.
  const [lines, setLines] = useState(false);
  if (!lines && /[\n\r]/.test(value)) setLines(true);
  const change = ({ detail }: { detail: { value: string } }) =>
    onChange(
      detail.value === "" && !kept ? undefined : { kind: "string", id: node?.id ?? newId(), text: detail.value },
    );
  const common = {
    value,
    onChange: change,
    ariaRequired: required ?? false,
    ...(ariaLabel !== undefined && { ariaLabel }),
    ...(placeholder !== undefined && { placeholder }),
    ...(invalid !== undefined && { invalid }),
  };
  if (suggestions?.length) {
    return (
      <Autosuggest
        {...common}
        options={suggestions.map((value) => ({ value }))}
        enteredTextLabel={(text) => `Use “${text}”`}
        filteringType="auto"
        empty="No suggestion"
        disableBrowserAutocorrect
      />
    );
  }
  if (!sensitive) {
    return multiline || lines || long.test(label ?? "") ? (
      <Textarea
        {...common}
        rows={multiline ? 6 : 4}
        disableBrowserAutocorrect
        autoComplete={false}
        spellcheck={false}
      />
    ) : (
      <Input {...common} disableBrowserAutocorrect autoComplete={false} spellcheck={false} />
    );
  }
  const visible = reveal || shown;
  const name = ariaLabel ?? label ?? "value";
  return (
    <div className="beside">
      {visible && (lines || multiline) ? (
        <Textarea {...common} rows={4} disableBrowserAutocorrect autoComplete={false} spellcheck={false} />
      ) : (
        <Input
          {...common}
          type={visible ? "text" : "password"}
          readOnly={!visible && lines}
          disableBrowserAutocorrect
          autoComplete="new-password"
          spellcheck={false}
        />
      )}
      {!reveal && (
        <Button ariaLabel={`${visible ? "Hide" : "Show"} ${name}`} formAction="none" onClick={() => setShown(!visible)}>
          {visible ? "Hide" : "Show"}
        </Button>
      )}
    </div>
  );
}

function NumberInput({ node, onChange, required, ariaLabel, placeholder, invalid }: LeafProps) {
  return (
    <Input
      value={textOf(node)}
      inputMode="decimal"
      autoComplete={false}
      ariaRequired={required ?? false}
      {...(ariaLabel !== undefined && { ariaLabel })}
      {...(placeholder !== undefined && { placeholder })}
      {...(invalid !== undefined && { invalid })}
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

interface ChoiceProps extends LeafProps {
  readonly values: readonly string[];
  read(node: Node): string | undefined;
  write(id: number, text: string): Node;
}

/** Radio buttons for true and false, with a third for a member that may be left out. */
export function Choice({
  node,
  onChange,
  values,
  read,
  write,
  words,
  required,
  kept,
  ariaLabel,
  invalid,
}: ChoiceProps) {
  const value = node && !isNull(node) ? (read(node) ?? null) : required || kept ? null : "";
  return (
    <RadioGroup
      direction="horizontal"
      value={value}
      ariaRequired={required ?? false}
      {...(ariaLabel !== undefined && { ariaLabel })}
      {...(invalid !== undefined && { invalid })}
      items={[
        ...values.map((value, i) => ({ value, label: words?.[i] ?? value })),
        ...(required || kept ? [] : [{ value: "", label: "Not set" }]),
      ]}
      onChange={({ detail }) => onChange(detail.value === "" ? undefined : write(node?.id ?? newId(), detail.value))}
    />
  );
}

function EnumSelect({ shape, node, onChange, kept, required, sensitive, ariaLabel, invalid }: LeafProps) {
  const values = shape.enum ?? [];
  const value = textOf(node);
  const options = [
    ...(required || kept ? [] : [{ value: "", label: "Not set" }]),
    ...values.map((value) => ({ value, label: value })),
    // What the request holds stays to be seen, whether the module allows it or not.
    ...(value !== "" && !values.includes(value) && !sensitive ? [{ value, label: value }] : []),
  ];
  return (
    <Select
      options={options}
      selectedOption={options.find((option) => option.value === value) ?? null}
      placeholder={required || kept ? "Choose a value" : "Not set"}
      filteringType={values.length > 8 ? "auto" : "none"}
      filteringAriaLabel="Find a value"
      ariaRequired={required ?? false}
      {...(ariaLabel !== undefined && { ariaLabel })}
      {...(invalid !== undefined && { invalid })}
      onChange={({ detail }) => {
        const text = detail.selectedOption.value ?? "";
        onChange(text === "" ? undefined : { kind: "string", id: node?.id ?? newId(), text });
      }}
    />
  );
}

/** JSON text of any value. What is not JSON yet stays in the field and out of the request. */
function DocumentInput({ node, onChange, required, ariaLabel, label, invalid, pointer }: LeafProps) {
  const { check, operation } = useFormState();
  const [draft, setDraft] = useState<{
    readonly text: string;
    readonly id: number | undefined;
    readonly broken: boolean;
  }>();
  const mine = draft && draft.id === node?.id ? draft : undefined;
  const value = mine?.text ?? (node ? print(node) : "");
  const broken = mine?.broken === true;
  const message =
    broken && pointer !== undefined
      ? check.field(operation, pointer, new TextEncoder().encode(value)).violations[0]?.message
      : undefined;
  return (
    <>
      <div className="code">
        <Textarea
          value={value}
          rows={8}
          placeholder="JSON"
          ariaRequired={required ?? false}
          ariaLabel={ariaLabel ?? `${label ?? "Value"} as JSON`}
          invalid={invalid === true || broken}
          disableBrowserAutocorrect
          spellcheck={false}
          onChange={({ detail: { value } }) => {
            const empty = value.trim() === "";
            const read = parse(value);
            setDraft(empty ? undefined : { text: value, id: read ? read.id : node?.id, broken: !read });
            if (read || empty) onChange(read);
          }}
        />
      </div>
      {broken && (
        <div className="draft" role="alert" data-unfinished>
          {message ?? "This is not JSON yet."} Until it is, the request keeps{" "}
          {node ? "the last value that was" : "nothing here"}.
        </div>
      )}
    </>
  );
}

function BlobInput({ node, onChange, kept, required, ariaLabel, label, invalid }: LeafProps) {
  const id = useId();
  const value = textOf(node);
  const name = ariaLabel ?? label ?? "value";
  return (
    <div className="beside">
      <Input
        value={value}
        ariaRequired={required ?? false}
        placeholder="Base64, or choose a file"
        autoComplete={false}
        spellcheck={false}
        {...(ariaLabel !== undefined && { ariaLabel })}
        {...(invalid !== undefined && { invalid })}
        onChange={({ detail }) =>
          onChange(
            detail.value === "" && !kept ? undefined : { kind: "string", id: node?.id ?? newId(), text: detail.value },
          )
        }
      />
      <FileInput
        value={[]}
        controlId={id}
        ariaLabel={`Choose a file for ${name}`}
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
        Choose file
      </FileInput>
    </div>
  );
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x6000) text += btoa(String.fromCharCode(...bytes.subarray(i, i + 0x6000)));
  return text;
}
