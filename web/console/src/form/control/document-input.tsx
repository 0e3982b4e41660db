import Textarea from "@cloudscape-design/components/textarea";
import { useMemo, useState } from "react";
import { texts } from "../../catalogue";
import { parse, printIndented } from "../../request/json";
import { useFormContext } from "../state";
import type { LeafProps } from "./leaf";

/** A field for JSON text of any value. Text that is not JSON yet stays in the field and out of the request. */
export function DocumentInput({ node, onChange, required, label, pointer }: LeafProps) {
  const { form } = useFormContext();
  const { check, operation } = form.schema;
  const [draft, setDraft] = useState<{
    readonly text: string;
    readonly id: number | undefined;
    readonly broken: boolean;
  }>();
  const mine = draft && draft.id === node?.id ? draft : undefined;
  const value = mine?.text ?? (node ? printIndented(node) : "");
  const broken = mine?.broken === true;
  const message = useMemo(() => {
    if (!broken || pointer === undefined) return undefined;
    return check.field(operation, pointer, new TextEncoder().encode(value)).violations[0]?.message;
  }, [check, operation, pointer, value, broken]);
  return (
    <>
      <div className="code">
        <Textarea
          value={value}
          rows={8}
          placeholder={texts.field.json}
          ariaRequired={required === true}
          ariaLabel={texts.field.asJson(label)}
          {...(broken && { invalid: true })}
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
          {message ?? texts.field.notJson}
          {node ? texts.field.keepsLast : texts.field.keepsNothing}
        </div>
      )}
    </>
  );
}
