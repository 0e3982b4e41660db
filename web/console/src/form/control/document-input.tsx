import Textarea from "@cloudscape-design/components/textarea";
import { useMemo, useState } from "react";
import { parse, printIndented } from "../../request/json";
import { useFormState } from "../state";
import type { LeafProps } from "./leaf";

/** A field for JSON text of any value. Text that is not JSON yet stays in the field and out of the request. */
export function DocumentInput({ node, onChange, required, label, pointer }: LeafProps) {
  const { check, operation } = useFormState();
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
          placeholder="JSON"
          ariaRequired={required === true}
          ariaLabel={`${label} as JSON`}
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
          {message ?? "This is not JSON yet."} Until it is, the request keeps{" "}
          {node ? "the last value that was" : "nothing here"}.
        </div>
      )}
    </>
  );
}
