import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { Check, Operation } from "cognitocheck";
import { useEffect, useState } from "react";
import { texts } from "../catalogue";
import { writePlace } from "../catalogue/write-place";
import { splitOperation } from "../operation";
import { entriesOf } from "../request/json";
import { type Read, readPasted, type Unread } from "./read";

/** Takes a text, says what it is, and hands on the request in it. */
export function PasteDialog({
  check,
  operation,
  initial,
  onTake,
  onCancel,
}: {
  check: Check;
  operation: Operation | undefined;
  initial: string;
  onTake: (read: Read) => void;
  onCancel: () => void;
}) {
  const [text, setText] = useState(initial);
  const [outcome, setOutcome] = useState<Read | Unread>();
  const { paste, notice } = texts;
  useEffect(() => {
    let isLast = true;
    if (text.trim() === "") setOutcome(undefined);
    else void readPasted(text, check, operation).then((read) => isLast && setOutcome(read));
    return () => {
      isLast = false;
    };
  }, [text, check, operation]);
  const read = outcome && "request" in outcome ? outcome : undefined;
  return (
    <Modal
      visible
      size="large"
      header={paste.title}
      closeAriaLabel={paste.cancel}
      onDismiss={onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onCancel}>
              {paste.cancel}
            </Button>
            <Button variant="primary" disabled={!read} onClick={() => read && onTake(read)}>
              {paste.take}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <FormField
        label={paste.label}
        description={paste.help}
        errorText={outcome && "fault" in outcome ? explain(outcome, text) : undefined}
        stretch
      >
        <div className="code">
          <Textarea
            value={text}
            rows={14}
            autoFocus
            spellcheck={false}
            disableBrowserAutocorrect
            onChange={({ detail }) => setText(detail.value)}
          />
        </div>
      </FormField>
      {read && (
        <div role="status" data-testid="pasted">
          <div>
            {paste.read(paste.forms[read.form], entriesOf(read.request).length)}{" "}
            {notice.notThisOperation(splitOperation(read.operation)[1])}
          </div>
          {read.left.length > 0 && <div>{notice.left(read.left.slice(0, 8).join(", "))}</div>}
        </div>
      )}
    </Modal>
  );
}

function explain({ fault, at }: Unread, text: string): string {
  const { paste } = texts;
  if (fault === "nothing") return paste.nothing;
  if (fault === "operation") return paste.noOperation;
  return `${writePlace(text, at ?? 0)}: ${paste.expected[fault]}.`;
}
