import Button from "@cloudscape-design/components/button";
import Input from "@cloudscape-design/components/input";
import Textarea from "@cloudscape-design/components/textarea";
import { type ClipboardEvent, useState } from "react";
import { texts } from "../../catalogue";
import { newId, textOf } from "../../request/json";
import { useFormContext } from "../state";
import type { LeafProps } from "./leaf";
import { Autosuggest } from "./list-controls";

/** Names of members whose text is written on several lines. */
const long = /(?:Message|Body|CSS)$/;

export function TextInput({
  node,
  onChange,
  kept,
  required,
  sensitive,
  name = "",
  label,
  placeholder,
  suggestions,
  multiline,
}: LeafProps) {
  const value = textOf(node);
  // An input would drop line breaks.
  const [lines, setLines] = useState(false);
  if (!lines && /[\n\r]/.test(value)) setLines(true);
  const change = ({ detail }: { detail: { value: string } }) =>
    onChange(
      detail.value === "" && !kept ? undefined : { kind: "string", id: node?.id ?? newId(), text: detail.value },
    );
  const common: CommonProps = { value, onChange: change, ariaRequired: required === true, placeholder };
  if (suggestions?.length) {
    return (
      <Autosuggest
        {...common}
        options={suggestions.map((value) => ({ value }))}
        enteredTextLabel={texts.field.use}
        filteringType="auto"
        empty={texts.field.noSuggestion}
        disableBrowserAutocorrect
      />
    );
  }
  if (sensitive) return <SecretText common={common} label={label} lines={lines} multiline={multiline === true} />;
  return multiline || lines || long.test(name) ? (
    <Textarea {...common} {...plain} rows={multiline ? 6 : 4} autoComplete={false} />
  ) : (
    <div onPasteCapture={(event) => keepLines(event, common)}>
      <Input {...common} {...plain} autoComplete={false} />
    </div>
  );
}

/** Keeps the lines of a text that is pasted, such as a PEM: an input would make one line of them. */
function keepLines(event: ClipboardEvent, { value, onChange }: CommonProps): void {
  const pasted = event.clipboardData.getData("text/plain");
  const control = event.target;
  if (!/[\n\r]/.test(pasted.trim()) || !(control instanceof HTMLInputElement)) return;
  event.preventDefault();
  const { selectionStart, selectionEnd } = control;
  const start = selectionStart ?? value.length;
  onChange({ detail: { value: value.slice(0, start) + pasted + value.slice(selectionEnd ?? start) } });
}

interface CommonProps {
  readonly value: string;
  readonly onChange: (event: { detail: { value: string } }) => void;
  readonly ariaRequired: boolean;
  readonly placeholder: string | undefined;
}

const plain = { disableBrowserAutocorrect: true, spellcheck: false };

/** A text that is covered until it is asked for. */
function SecretText({
  common,
  label,
  lines,
  multiline,
}: {
  common: CommonProps;
  label: string;
  /** The text has several lines. */
  lines: boolean;
  multiline: boolean;
}) {
  const { reveal } = useFormContext();
  const [shown, setShown] = useState(false);
  const visible = reveal || shown;
  return (
    <div className="beside" onPasteCapture={(event) => keepLines(event, common)}>
      {visible && (lines || multiline) ? (
        <Textarea {...common} {...plain} rows={4} autoComplete={false} />
      ) : (
        <Input
          {...common}
          {...plain}
          type={visible ? "text" : "password"}
          readOnly={!visible && lines}
          autoComplete="new-password"
        />
      )}
      {!reveal && (
        <Button
          ariaLabel={visible ? texts.field.hideName(label) : texts.field.showName(label)}
          formAction="none"
          onClick={() => setShown(!visible)}
        >
          {visible ? texts.field.hide : texts.field.show}
        </Button>
      )}
    </div>
  );
}
