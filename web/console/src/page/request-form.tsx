import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Operation, Shape } from "cognitocheck";
import { createContext, memo, Suspense, useContext } from "react";
import { texts } from "../catalogue";
import { Members } from "../form/members";
import { Section } from "../form/section";
import type { LayoutSection, SectionProps } from "../layouts/layout";
import { listSections } from "../layouts/sections";
import { splitOperation } from "../operation";
import { entriesOf, type Node, object } from "../request/json";

/** What the form shows. It comes as a context, so that a key renders fields anew and not all that is around them. */
interface Shown {
  readonly request: Node;
  /** The type of provider. */
  readonly type: string;
}

export const ShownContext = createContext<Shown>({ request: object(), type: "" });

export interface RequestFormProps {
  readonly operation: Operation;
  readonly shape: Shape;
  readonly onChange: (request: Node | undefined) => void;
  readonly chooseType: (type: string) => void;
  /** The JSON next to the form is the form's request. */
  readonly readable: boolean;
  /** Gives up the JSON that cannot be read. */
  readonly onGoBack: () => void;
  readonly onCheck: () => void;
}

/** The fields of a request, in sections. Its properties stay the same while the request is edited. */
export const RequestForm = memo(function RequestForm(props: RequestFormProps) {
  const { operation, shape, onChange, chooseType, readable, onGoBack, onCheck } = props;
  const section = { operation, shape, onChange, chooseType };
  return (
    <form
      noValidate
      autoComplete="off"
      className="form"
      id="form"
      tabIndex={-1}
      aria-label={texts.form.region(splitOperation(operation)[1])}
      onSubmit={(event) => {
        event.preventDefault();
        onCheck();
      }}
    >
      <Form actions={<Button variant="primary">{texts.form.check}</Button>}>
        <SpaceBetween size="l">
          {!readable && <UnreadableAlert onGoBack={onGoBack} />}
          {listSections(operation, shape).map((layout) => (
            <Section
              key={layout.title}
              title={texts.sections[layout.title]}
              description={layout.description && texts.sections[layout.description]}
            >
              <SectionContent layout={layout} section={section} />
            </Section>
          ))}
          <UnknownAlert shape={shape} />
        </SpaceBetween>
      </Form>
    </form>
  );
});

function SectionContent({ layout, section }: { layout: LayoutSection; section: Omit<SectionProps, "node" | "type"> }) {
  const { request: node, type } = useContext(ShownContext);
  const { members, looks, optional, render: Render } = layout;
  if (Render)
    return (
      <Suspense fallback={texts.start.loading}>
        <Render {...section} node={node} type={type} />
      </Suspense>
    );
  if (!members?.length) return <Box color="text-body-secondary">{texts.form.none}</Box>;
  const { shape, onChange } = section;
  return (
    <Members
      shape={shape}
      node={node}
      onChange={onChange}
      pointer=""
      path=""
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
      header={texts.form.unreadable}
      action={
        <Button formAction="none" onClick={onGoBack}>
          {texts.form.goBack}
        </Button>
      }
    >
      {texts.form.unreadableHelp}
    </Alert>
  );
}

/** The most names that are listed. */
const mostNames = 20;

/** Names the members that the form has no field for. */
function UnknownAlert({ shape }: { shape: Shape }) {
  const { request } = useContext(ShownContext);
  const names = new Set(entriesOf(request).map(({ name }) => name));
  for (const { name } of shape.members ?? []) names.delete(name);
  const unknown = [...names];
  if (!unknown.length) return null;
  return (
    <Alert type="info" header={texts.form.jsonOnly}>
      {texts.form.unknown}
      {unknown.slice(0, mostNames).map((name, i) => [i > 0 ? ", " : "", <code key={name}>{name}</code>])}
      {unknown.length > mostNames && " …"}
      {texts.form.keeps(unknown.length)}
    </Alert>
  );
}
