import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import ContentLayout from "@cloudscape-design/components/content-layout";
import FileDropzone, { useFilesDragging } from "@cloudscape-design/components/file-dropzone";
import FileInput from "@cloudscape-design/components/file-input";
import Form from "@cloudscape-design/components/form";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { type Check, type Operation, UndecidedError, type Violation } from "cognitocheck";
import { useEffect, useMemo, useRef, useState } from "react";
import { useController, useForm } from "react-hook-form";
import { address } from "./address";
import { Members, Section } from "./form/field";
import { focusIn, focusPlace } from "./form/place";
import { FormStateProvider } from "./form/state";
import { layouts } from "./layouts";
import { namedType, providerTypeOf } from "./layouts/identity-provider";
import type { LayoutSection } from "./layouts/layout";
import { Output, type Tab } from "./panel/output";
import { type Verdict, VerdictPanel } from "./panel/verdict";
import { command, commandOf } from "./request/command";
import { examples } from "./request/examples";
import { fromValue, type Node, object, parse, print } from "./request/json";
import { chain, position } from "./request/pointer";
import { errorName, requestSchema, type Values } from "./request/schema";
import { Covers, coverText, sensitiveLeaves } from "./request/sensitive";

/** A larger file is no request: the module reads 4 MiB. */
const fileLimit = 8 << 20;

export interface PageProps {
  readonly check: Check;
  readonly operation: Operation;
  readonly request: Node | undefined;
  readonly type: string | undefined;
  /** Keeps the request while other operations are looked at. */
  readonly onRequest: (request: Node, type: string) => void;
  readonly notify: (text: string, undo?: () => void) => void;
}

/** The form of one operation with all that belongs beside it. */
export function OperationPage({ check, operation, request: initial, type: initialType, onRequest, notify }: PageProps) {
  const shape = useMemo(() => check.describe(operation), [check, operation]);
  const form = useForm<Values>({
    resolver: useMemo(() => standardSchemaResolver(requestSchema(check, operation)), [check, operation]),
    mode: "onSubmit",
    reValidateMode: "onSubmit",
    criteriaMode: "all",
    shouldFocusError: false,
    defaultValues: { request: initial ?? object() },
  });
  const { field } = useController({ name: "request", control: form.control });
  const root = field.value as Node;

  // JSON text as it was typed. It is gone as soon as the form is edited.
  const [draft, setDraft] = useState<string>();
  const [type, setType] = useState(initialType ?? "");
  const [showAll, setShowAll] = useState(initial !== undefined);
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const [expanded, setExpanded] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [reveal, setReveal] = useState(false);
  const [tab, setTab] = useState<Tab>("json");
  const covers = useRef(new Covers()).current;
  const verdictHeading = useRef<HTMLDivElement>(null);
  const { areFilesDragging } = useFilesDragging();

  const readable = draft === undefined || read(draft) !== undefined;
  const leaves = useMemo(() => sensitiveLeaves(root, shape), [root, shape]);
  const cover = reveal ? undefined : (node: Node) => (leaves.has(node.id) ? covers.label(node) : undefined);
  const text = draft ?? print(root, true, cover);
  const judged = readable ? print(root, false) : covers.liftText(draft ?? "");

  const verdict = useMemo<Verdict>(() => {
    try {
      return { report: check.request(operation, judged) };
    } catch (error) {
      if (error instanceof UndecidedError)
        return { failure: `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.` };
      throw error;
    }
  }, [check, operation, judged]);
  const report = "report" in verdict ? verdict.report : undefined;

  // The schema's issues, which the resolver left in the state of the form.
  const found = form.formState.errors.request as
    | Record<string, { message?: string; types?: Record<string, string> }>
    | undefined;
  const errors = new Map<string, readonly string[]>();
  if (readable) {
    for (const [name, { message, types }] of Object.entries(found ?? {}))
      errors.set(name, types ? Object.values(types) : message ? [message] : []);
  }

  // The request is one field to react-hook-form, which after a change looks for an error of that name only. This looks
  // for all.
  const { trigger } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of root is what sets it off.
  useEffect(() => void trigger(), [trigger, root]);

  const shownType = providerTypeOf(root, type);
  const keptType = namedType(root) === undefined ? type : "";
  useEffect(() => {
    onRequest(root, keptType);
    const timer = setTimeout(() => history.replaceState(null, "", address(check, operation, root, keptType)), 250);
    return () => clearTimeout(timer);
  }, [check, operation, root, keptType, onRequest]);

  const edit = (request: Node | undefined) => {
    setDraft(undefined);
    field.onChange(request ?? object());
  };
  const editText = (text: string) => {
    setDraft(text);
    setShowAll(true);
    const request = read(text);
    if (request) field.onChange(covers.lift(request));
  };
  /** Puts another request in the place of this one, with a way back. */
  const replace = (title: string, change: () => void) => {
    const before = { root, draft, type, showAll };
    setExpanded(new Map());
    change();
    notify(title, () => {
      field.onChange(before.root);
      setDraft(before.draft);
      setType(before.type);
      setShowAll(before.showAll);
    });
  };
  const load = (index: number) => {
    const example = examples(operation, shape)[index];
    if (!example) return;
    replace("Example loaded.", () => {
      setShowAll(true);
      setType("");
      edit(fromValue(example.request));
    });
  };
  const importFile = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > fileLimit) {
      notify(`${file.name} is too large for a request.`);
      return;
    }
    const text = await file.text();
    replace(`${file.name} imported.`, () => {
      setType("");
      setTab("json");
      editText(text);
      // What can be read is shown as the form writes it, with sensitive values covered.
      if (read(text)) setDraft(undefined);
    });
  };
  const clear = () =>
    replace("Form cleared.", () => {
      setShowAll(false);
      setVisited(new Set());
      setType("");
      edit(object());
    });
  const showValues = (reveal: boolean) => {
    if (readable) setDraft(undefined);
    else if (reveal && draft !== undefined) setDraft(covers.liftText(draft));
    setReveal(reveal);
  };

  const open = (pointers: readonly string[]) =>
    setExpanded(
      (before) => new Map([...before, ...pointers.flatMap(chain).map((pointer) => [pointer, true] as const)]),
    );
  const visit = (name: string) => setVisited((before) => (before.has(name) ? before : new Set([...before, name])));
  const goToText = (violation?: Violation) => {
    setTab("json");
    afterRender(() => {
      const area = document.querySelector<HTMLTextAreaElement>("#request-json textarea");
      if (!area) return;
      const at = violation
        ? (position(parse(area.value), violation.path, violation.key) ?? offsetIn(area.value, judged, violation.offset))
        : 0;
      area.focus();
      area.setSelectionRange(
        at,
        at + (/^(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)/.exec(area.value.slice(at, at + 200))?.[0].length ?? 1),
      );
      const line = area.value.slice(0, at).split("\n").length - 1;
      area.scrollTop = line * Number.parseFloat(getComputedStyle(area).lineHeight) - area.clientHeight / 2;
      area.scrollIntoView({ block: "nearest" });
    });
  };
  const go = (violation: Violation) => {
    const key = violation.key === true;
    if (!readable || (!violation.path && violation.code !== "required")) {
      goToText(violation);
      return;
    }
    open([violation.path]);
    visit(key ? errorName(violation.path, true) : violation.path);
    afterRender(() => {
      if (!focusPlace(violation.path, key)) goToText(violation);
    });
  };
  const checkAll = form.handleSubmit(
    () => {
      const unfinished = document.querySelector("[data-unfinished]")?.closest("[data-place]");
      if (!readable) goToText(report?.violations[0]);
      else if (unfinished) focusIn(unfinished);
      else verdictHeading.current?.focus();
    },
    () => {
      setShowAll(true);
      const violations = report?.violations ?? [];
      if (!readable) {
        goToText(violations[0]);
        return;
      }
      if (!violations.length) {
        verdictHeading.current?.focus();
        return;
      }
      open(violations.map(({ path }) => path));
      afterRender(() => {
        const names = new Set(violations.map(({ path, key }) => (key ? errorName(path, true) : path)));
        const first = [...document.querySelectorAll<HTMLElement>("[data-place]")].find((element) =>
          names.has(element.dataset.place ?? ""),
        );
        if (!(first && focusIn(first))) go(violations[0]!);
      });
    },
  );
  const submit = () => void checkAll();

  const sections = sectionsOf(
    operation,
    shape.members?.map(({ name }) => name) ?? [],
    new Set(shape.members?.filter(({ required }) => required).map(({ name }) => name)),
  );
  const others =
    root.kind === "object"
      ? [...new Set(root.entries.map(({ name }) => name))].filter(
          (name) => !shape.members?.some((each) => each.name === name),
        )
      : [];
  const known = examples(operation, shape);
  const name = operation.slice(operation.indexOf(".") + 1);

  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={commandOf(operation)}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {known.length > 1 ? (
                <ButtonDropdown
                  items={known.map(({ title }, i) => ({ id: String(i), text: title }))}
                  onItemClick={({ detail }) => load(Number(detail.id))}
                >
                  Load an example
                </ButtonDropdown>
              ) : (
                <Button onClick={() => load(0)}>Load an example</Button>
              )}
              <FileInput
                value={[]}
                accept=".json,application/json"
                onChange={({ detail }) => void importFile(detail.value[0])}
              >
                Import JSON
              </FileInput>
              <Button onClick={clear}>Clear</Button>
            </SpaceBetween>
          }
        >
          <span className="breakable">{name}</span>
        </Header>
      }
    >
      <div className="page">
        <div className="split">
          <form
            noValidate
            autoComplete="off"
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            <FormStateProvider
              value={{
                check,
                operation,
                errors,
                showAll,
                visited,
                visit,
                expanded,
                expand: (pointer, open) => setExpanded((before) => new Map(before).set(pointer, open)),
                reveal,
              }}
            >
              <Form actions={<Button variant="primary">Check</Button>}>
                <SpaceBetween size="l">
                  {!readable && (
                    <Alert
                      type="warning"
                      header="The JSON cannot be read as a request"
                      action={
                        <Button formAction="none" onClick={() => setDraft(undefined)}>
                          Go back to it
                        </Button>
                      }
                    >
                      The form shows the last request that could be read. Editing it replaces the text.
                    </Alert>
                  )}
                  {sections.map(({ title, description, members, looks, optional, render }) => {
                    const Render = render;
                    return (
                      <Section key={title} title={title} description={description}>
                        {Render ? (
                          <Render
                            operation={operation}
                            shape={shape}
                            node={root}
                            onChange={edit}
                            type={shownType}
                            chooseType={setType}
                          />
                        ) : members?.length ? (
                          <Members
                            shape={shape}
                            node={root}
                            onChange={edit}
                            pointer=""
                            sensitive={shape.sensitive}
                            looks={looks}
                            only={members}
                            unmarked={optional}
                          />
                        ) : (
                          <Box color="text-body-secondary">This request has no members.</Box>
                        )}
                      </Section>
                    );
                  })}
                  {others.length > 0 && (
                    <Alert type="info" header="In the JSON only">
                      The service does not know{" "}
                      {others.map((name, i) => [i > 0 ? ", " : "", <code key={name}>{name}</code>])}. The request keeps{" "}
                      {others.length === 1 ? "it" : "them"}; edit the JSON to change that.
                    </Alert>
                  )}
                </SpaceBetween>
              </Form>
            </FormStateProvider>
          </form>
          <aside className="aside" aria-label="Verdict and request">
            <div className="judge">
              <VerdictPanel verdict={verdict} root={root} onCheck={submit} onGo={go} headingRef={verdictHeading} />
            </div>
            <div className="output">
              <Output
                tab={tab}
                onTab={setTab}
                text={text}
                onText={editText}
                broken={
                  readable
                    ? undefined
                    : ((report?.violations.find(({ code }) => code === "syntax") ?? report?.violations[0])?.message ??
                      "This is no request.")
                }
                command={readable ? command(operation, root, shape, cover) : undefined}
                error={
                  report?.error && {
                    ...report.error,
                    message: reveal ? report.error.message : coverText(report.error.message, root, leaves),
                  }
                }
                valid={report?.valid === true}
                hasSensitive={leaves.size > 0}
                reveal={reveal}
                onReveal={showValues}
              />
            </div>
          </aside>
        </div>
      </div>
      {areFilesDragging && (
        <div className="drop">
          <FileDropzone onChange={({ detail }) => void importFile(detail.value[0])}>
            <Box fontSize="heading-m">Drop the request of {name} here, as a JSON file</Box>
          </FileDropzone>
        </div>
      )}
    </ContentLayout>
  );
}

/** The request that a text is; undefined for text that is none. An empty text is a request without members, as the module has it. */
function read(text: string): Node | undefined {
  const node = /^[ \t\n\r]*$/.test(text) ? object() : parse(text);
  return node?.kind === "object" ? node : undefined;
}

/** The sections of a form: as it was laid out, or else what is required and what is not. */
function sectionsOf(
  operation: Operation,
  members: readonly string[],
  required: ReadonlySet<string>,
): readonly LayoutSection[] {
  const layout = layouts[operation];
  if (!layout) {
    const needed = members.filter((name) => required.has(name));
    const rest = members.filter((name) => !required.has(name));
    return [
      ...(needed.length || !rest.length ? [{ title: "Required", members: needed }] : []),
      ...(rest.length ? [{ title: "Optional", members: rest, optional: true }] : []),
    ];
  }
  const placed = new Set([
    "UserPoolId",
    "ProviderName",
    "ProviderType",
    "ProviderDetails",
    ...layout.sections.flatMap(({ members }) => members ?? []),
  ]);
  // A newer model may have members that the layout does not know.
  const rest = members.filter((name) => !placed.has(name));
  return [...layout.sections, ...(rest.length ? [{ title: "Other members", members: rest }] : [])];
}

function afterRender(work: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(work));
}

/** The place in a text of UTF-16 units that a byte offset names; the start where the text is not the one that was judged. */
function offsetIn(shown: string, judged: string, offset: number): number {
  return shown === judged ? new TextDecoder().decode(new TextEncoder().encode(judged).subarray(0, offset)).length : 0;
}
