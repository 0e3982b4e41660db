import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import Textarea from "@cloudscape-design/components/textarea";
import Toggle from "@cloudscape-design/components/toggle";
import type { Report, ServiceError } from "cognitocheck";
import type { ReactNode } from "react";
import { Code } from "./code";

export type Tab = "json" | "command" | "answer";

export interface OutputProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  /** The request as JSON. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly report: Report | undefined;
  /** The text is a request. */
  readonly readable: boolean;
  readonly command: string | undefined;
  /** Covers the sensitive values in the service's answer. */
  readonly coverAnswer: (text: string) => string;
  readonly hasSensitive: boolean;
  readonly reveal: boolean;
  readonly onReveal: (reveal: boolean) => void;
}

/** What comes of the form: the request, the command that sends it, what the service would answer. */
export function Output(props: OutputProps) {
  const { tab, onTab, text, onText, report, readable, command, coverAnswer, hasSensitive, reveal, onReveal } = props;
  const toggle = hasSensitive && <RevealToggle reveal={reveal} onReveal={onReveal} />;
  const valid = report?.valid === true;
  return (
    <Tabs
      variant="container"
      activeTabId={tab}
      onChange={({ detail }) => onTab(detail.activeTabId as Tab)}
      ariaLabel="What comes of the form"
      tabs={[
        {
          id: "json",
          label: "Request JSON",
          content: (
            <SpaceBetween size="s">
              <JsonText text={text} onText={onText} errorText={readable ? undefined : explainUnreadable(report)} />
              <Actions copied={text} name="JSON" toggle={toggle} />
            </SpaceBetween>
          ),
        },
        {
          id: "command",
          label: "AWS command",
          content:
            command === undefined ? (
              <Box>There is no command until the JSON can be read.</Box>
            ) : (
              <SpaceBetween size="s">
                {!valid && <Box color="text-body-secondary">The service would refuse this request as it is.</Box>}
                <Code text={command} label="AWS command" />
                <Actions copied={command} name="command" toggle={toggle} />
              </SpaceBetween>
            ),
        },
        {
          id: "answer",
          label: "AWS answer",
          content: <Answer error={report?.error} valid={valid} cover={coverAnswer} toggle={toggle} />,
        },
      ]}
    />
  );
}

function RevealToggle({ reveal, onReveal }: { reveal: boolean; onReveal: (reveal: boolean) => void }) {
  return (
    <Toggle
      checked={reveal}
      onChange={({ detail }) => onReveal(detail.checked)}
      description="They are covered here, in the form and in what is copied."
    >
      Show sensitive values
    </Toggle>
  );
}

function JsonText({
  text,
  onText,
  errorText,
}: {
  text: string;
  onText: (text: string) => void;
  errorText: string | undefined;
}) {
  return (
    <div className="code json" id="request-json">
      <FormField label="Request as JSON" errorText={errorText} description="Edit here or in the form." stretch>
        <Textarea
          value={text}
          rows={15}
          onChange={({ detail }) => onText(detail.value)}
          disableBrowserAutocorrect
          spellcheck={false}
        />
      </FormField>
    </div>
  );
}

function explainUnreadable(report: Report | undefined): string {
  const violations = report?.violations ?? [];
  return (violations.find(({ code }) => code === "syntax") ?? violations[0])?.message ?? "This is no request.";
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
  if (error) {
    const body = answerBody({ ...error, message: cover(error.message) });
    return (
      <SpaceBetween size="s">
        <Box color="text-body-secondary">HTTP status 400 with this body:</Box>
        <Code text={body} label="AWS answer" />
        <Actions copied={body} name="answer" toggle={toggle} />
      </SpaceBetween>
    );
  }
  return (
    <Box>
      {valid
        ? "No refusal: the request keeps to the documented constraints. " +
          "Whether the resource exists and you may change it, only the service knows."
        : "There is no answer to show."}
    </Box>
  );
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

function Actions({ copied, name, toggle }: { copied: string; name: string; toggle: ReactNode }) {
  return (
    <div className="actions">
      <CopyToClipboard
        variant="button"
        copyButtonText="Copy"
        copyButtonAriaLabel={`Copy ${name}`}
        copySuccessText="Copied"
        copyErrorText="The browser does not let the page copy"
        textToCopy={copied}
      />
      {toggle}
    </div>
  );
}
