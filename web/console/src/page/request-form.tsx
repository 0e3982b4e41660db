import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Operation, Shape } from "cognitocheck";
import { Members } from "../form/members";
import { Section } from "../form/section";
import type { LayoutSection, SectionProps } from "../layouts/layout";
import { listSections } from "../layouts/sections";
import { entriesOf, type Node } from "../request/json";

export interface RequestFormProps {
  readonly operation: Operation;
  readonly shape: Shape;
  readonly request: Node;
  readonly onChange: (request: Node | undefined) => void;
  readonly type: string;
  readonly chooseType: (type: string) => void;
  /** The JSON next to the form is the form's request. */
  readonly readable: boolean;
  /** Gives up the JSON that cannot be read. */
  readonly onGoBack: () => void;
  readonly onCheck: () => void;
}

/** The fields of a request, in sections. */
export function RequestForm(props: RequestFormProps) {
  const { operation, shape, request, onChange, type, chooseType, readable, onGoBack, onCheck } = props;
  const section = { operation, shape, node: request, onChange, type, chooseType };
  return (
    <form
      noValidate
      autoComplete="off"
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onCheck();
      }}
    >
      <Form actions={<Button variant="primary">Check</Button>}>
        <SpaceBetween size="l">
          {!readable && <UnreadableAlert onGoBack={onGoBack} />}
          {listSections(operation, shape).map((layout) => (
            <Section key={layout.title} title={layout.title} description={layout.description}>
              <SectionContent layout={layout} section={section} />
            </Section>
          ))}
          <UnknownAlert shape={shape} request={request} />
        </SpaceBetween>
      </Form>
    </form>
  );
}

function SectionContent({ layout, section }: { layout: LayoutSection; section: SectionProps }) {
  const { members, looks, optional, render: Render } = layout;
  if (Render) return <Render {...section} />;
  if (!members?.length) return <Box color="text-body-secondary">This request has no members.</Box>;
  const { shape, node, onChange } = section;
  return (
    <Members
      shape={shape}
      node={node}
      onChange={onChange}
      pointer=""
      sensitive={shape.sensitive}
      looks={looks}
      only={members}
      unmarked={optional}
    />
  );
}

function UnreadableAlert({ onGoBack }: { onGoBack: () => void }) {
  return (
    <Alert
      type="warning"
      header="The JSON cannot be read as a request"
      action={
        <Button formAction="none" onClick={onGoBack}>
          Go back to it
        </Button>
      }
    >
      The form shows the last request that could be read. Editing it replaces the text.
    </Alert>
  );
}

/** Names the members that the form has no field for. */
function UnknownAlert({ shape, request }: { shape: Shape; request: Node }) {
  const names = new Set(entriesOf(request).map(({ name }) => name));
  const unknown = [...names].filter((name) => !shape.members?.some((member) => member.name === name));
  if (!unknown.length) return null;
  return (
    <Alert type="info" header="In the JSON only">
      The service does not know {unknown.map((name, i) => [i > 0 ? ", " : "", <code key={name}>{name}</code>])}. The
      request keeps {unknown.length === 1 ? "it" : "them"}; edit the JSON to change that.
    </Alert>
  );
}
