import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import Textarea from "@cloudscape-design/components/textarea";
import Toggle from "@cloudscape-design/components/toggle";
import type { ServiceError } from "cognitocheck";

export type Tab = "json" | "command" | "answer";

/** What comes of the form: the request, the command that sends it, what the service would answer. */
export function Output({
  tab,
  onTab,
  text,
  onText,
  broken,
  command,
  error,
  valid,
  hasSensitive,
  reveal,
  onReveal,
}: {
  tab: Tab;
  onTab: (tab: Tab) => void;
  text: string;
  onText: (text: string) => void;
  broken: string | undefined;
  command: string | undefined;
  error: ServiceError | undefined;
  valid: boolean;
  hasSensitive: boolean;
  reveal: boolean;
  onReveal: (reveal: boolean) => void;
}) {
  const covered = hasSensitive && (
    <Toggle
      checked={reveal}
      onChange={({ detail }) => onReveal(detail.checked)}
      description="They are covered here, in the form and in what is copied."
    >
      Show sensitive values
    </Toggle>
  );
  const answer = error && answerBody(error);
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
              <div className="code json" id="request-json">
                <FormField label="Request as JSON" errorText={broken} description="Edit here or in the form." stretch>
                  <Textarea
                    value={text}
                    rows={15}
                    onChange={({ detail }) => onText(detail.value)}
                    disableBrowserAutocorrect
                    spellcheck={false}
                  />
                </FormField>
              </div>
              <div className="actions">
                <Copy text={text} name="JSON" />
                {covered}
              </div>
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
                <div className="actions">
                  <Copy text={command} name="command" />
                  {covered}
                </div>
              </SpaceBetween>
            ),
        },
        {
          id: "answer",
          label: "AWS answer",
          content: answer ? (
            <SpaceBetween size="s">
              <Box color="text-body-secondary">HTTP status 400 with this body:</Box>
              <Code text={answer} label="AWS answer" />
              <div className="actions">
                <Copy text={answer} name="answer" />
                {covered}
              </div>
            </SpaceBetween>
          ) : valid ? (
            <Box>
              No refusal: the request keeps to the documented constraints. Whether the resource exists and you may
              change it, only the service knows.
            </Box>
          ) : (
            <Box>There is no answer to show.</Box>
          ),
        },
      ]}
    />
  );
}

/** The body of the service's answer. The error about JSON that does not fit is the one that spells Message with a capital. */
function answerBody({ type, message }: ServiceError): string {
  return JSON.stringify(
    type === "SerializationException" ? { __type: type, Message: message } : { __type: type, message },
    null,
    2,
  );
}

function Copy({ text, name }: { text: string; name: string }) {
  return (
    <CopyToClipboard
      variant="button"
      copyButtonText="Copy"
      copyButtonAriaLabel={`Copy ${name}`}
      copySuccessText="Copied"
      copyErrorText="The browser does not let the page copy"
      textToCopy={text}
    />
  );
}

function Code({ text, label }: { text: string; label: string }) {
  return (
    <pre className="code block" role="region" aria-label={label} tabIndex={0}>
      {text}
    </pre>
  );
}
