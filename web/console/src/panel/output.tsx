import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import Toggle from "@cloudscape-design/components/toggle";
import type { Report, ServiceError, Shape, Violation } from "cognitocheck";
import { memo, type ReactNode, type Ref, useMemo } from "react";
import { texts } from "../catalogue";
import { writePlace } from "../catalogue/write-place";
import { writeCommand } from "../request/command";
import { type Node, parse, printIndented } from "../request/json";
import { positionOf } from "../request/pointer";
import { type Covers, coverText, sensitiveLeaves } from "../request/sensitive";
import { Code } from "./code";
import { JsonEditor, type JsonEditorRef } from "./json-editor";
import type { Mark } from "./json-element";

export type Tab = "json" | "command" | "answer";

export interface OutputProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly operation: string;
  readonly shape: Shape;
  readonly request: Node;
  /** The JSON as it was typed, where it was. */
  readonly typed: string | undefined;
  readonly onText: (text: string) => void;
  readonly onPaste: (text: string) => boolean;
  readonly report: Report | undefined;
  /** What is marked in the JSON. */
  readonly violations: readonly Violation[];
  /** The text is a request. */
  readonly readable: boolean;
  /** The text that the report is about. */
  readonly judged: string;
  readonly covers: Covers;
  readonly reveal: boolean;
  readonly onReveal: (reveal: boolean) => void;
  readonly editor: Ref<JsonEditorRef>;
}

/** The most places that are marked in the JSON. */
const mostMarks = 100;

/** What comes of the form: the request, the command that sends it, what the service would answer. */
export const Output = memo(function Output(props: OutputProps) {
  const {
    tab,
    onTab,
    operation,
    shape,
    request,
    typed,
    report,
    violations,
    readable,
    judged,
    covers,
    reveal,
    onReveal,
  } = props;
  const leaves = useMemo(() => sensitiveLeaves(request, shape), [request, shape]);
  const toggle = leaves.size > 0 && <RevealToggle reveal={reveal} onReveal={onReveal} />;
  const valid = report?.valid === true;
  const { output } = texts;
  const text = useMemo(() => {
    if (tab !== "json") return "";
    return typed ?? printIndented(request, reveal ? undefined : covers.over(leaves));
  }, [tab, typed, request, reveal, leaves, covers]);
  const marks = useMemo(() => listMarks(text, judged, violations), [text, judged, violations]);
  const json = () => {
    return (
      <SpaceBetween size="s">
        <JsonEditor
          ref={props.editor}
          text={text}
          marks={marks}
          error={readable ? undefined : explainUnreadable(text, report)}
          onText={props.onText}
          onPaste={props.onPaste}
        />
        <Actions copied={text} label={output.copyJson} toggle={toggle} />
      </SpaceBetween>
    );
  };
  const command = () => {
    if (!readable) return <Box>{output.noCommand}</Box>;
    const written = writeCommand(operation, request, shape, reveal ? undefined : leaves);
    return (
      <SpaceBetween size="s">
        {!valid && <Box color="text-body-secondary">{output.refused}</Box>}
        {written.hasSecrets && <Box color="text-body-secondary">{output.secretHelp}</Box>}
        <Code text={written.text} label={output.command} />
        <Actions copied={written.text} label={output.copyCommand} toggle={toggle} />
      </SpaceBetween>
    );
  };
  const cover = (text: string) => (reveal ? text : coverText(text, request, leaves));
  return (
    <Tabs
      variant="container"
      activeTabId={tab}
      onChange={({ detail }) => onTab(detail.activeTabId as Tab)}
      ariaLabel={output.label}
      // Only what is shown is written.
      tabs={[
        { id: "json", label: output.json, content: tab === "json" && json() },
        { id: "command", label: output.command, content: tab === "command" && command() },
        {
          id: "answer",
          label: output.answer,
          content: tab === "answer" && <Answer error={report?.error} valid={valid} cover={cover} toggle={toggle} />,
        },
      ]}
    />
  );
});

function RevealToggle({ reveal, onReveal }: { reveal: boolean; onReveal: (reveal: boolean) => void }) {
  return (
    <Toggle checked={reveal} onChange={({ detail }) => onReveal(detail.checked)} description={texts.output.revealHelp}>
      {texts.output.reveal}
    </Toggle>
  );
}

const noMarks: readonly Mark[] = [];

/** Where the violations of a report are in the text. */
function listMarks(text: string, judged: string, violations: readonly Violation[]): readonly Mark[] {
  if (!violations.length) return noMarks;
  const root = parse(text);
  return violations.slice(0, mostMarks).map((violation) => {
    const [from, to] = positionOf(text, judged, root, violation);
    return { from, to, message: violation.message };
  });
}

function explainUnreadable(text: string, report: Report | undefined): string {
  const violations = report?.violations ?? [];
  const violation = violations.find(({ code }) => code === "syntax") ?? violations[0];
  if (!violation) return texts.output.noRequest;
  const [at] = positionOf(text, text, undefined, violation);
  return `${writePlace(text, at)}: ${violation.message}`;
}

function Answer({
  error,
  valid,
  cover,
  toggle,
}: {
  error: ServiceError | undefined;
  valid: boolean;
  cover: (text: string) => string;
  toggle: ReactNode;
}) {
  const { output } = texts;
  if (error) {
    const body = answerBody({ ...error, message: cover(error.message) });
    return (
      <SpaceBetween size="s">
        <Box color="text-body-secondary">{output.status}</Box>
        <Code text={body} label={output.answer} />
        <Actions copied={body} label={output.copyAnswer} toggle={toggle} />
      </SpaceBetween>
    );
  }
  return <Box>{valid ? output.noRefusal : output.noAnswer}</Box>;
}

/**
 * The body of the service's answer. The error about JSON that does not fit is the one that spells Message with a
 * capital.
 */
function answerBody({ type, message }: ServiceError): string {
  return JSON.stringify(
    type === "SerializationException" ? { __type: type, Message: message } : { __type: type, message },
    null,
    2,
  );
}

function Actions({ copied, label, toggle }: { copied: string; label: string; toggle: ReactNode }) {
  return (
    <div className="actions">
      <CopyToClipboard
        variant="button"
        copyButtonText={texts.output.copy}
        copyButtonAriaLabel={label}
        copySuccessText={texts.output.copied}
        copyErrorText={texts.output.noCopy}
        textToCopy={copied}
      />
      {toggle}
    </div>
  );
}
