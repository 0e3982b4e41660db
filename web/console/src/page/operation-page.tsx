import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Check, Operation, Violation } from "cognitocheck";
import { type FormTexts, useCognitoForm } from "cognitocheck/react";
import { type RefObject, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { address } from "../address";
import { texts } from "../catalogue";
import { useStable } from "../form/stable";
import { FormContextProvider } from "../form/state";
import { View } from "../form/view";
import { later } from "../later";
import { namedType, providerTypeOf } from "../layouts/identity-provider";
import type { JsonEditorRef } from "../panel/json-editor";
import type { Tab } from "../panel/output";
import { VerdictPanel } from "../panel/verdict";
import { fileLimit } from "../paste/foreign";
import type { Example } from "../request/examples";
import { fromValue, type Node, object, parse, print, printIndented } from "../request/json";
import { positionOf } from "../request/pointer";
import { Covers, sensitiveLeaves } from "../request/sensitive";
import { takeBack } from "../request/take-back";
import { type Entered, enterText, nothing, readRequest } from "./entered";
import { guide } from "./guide";
import { PageHeader } from "./page-header";
import { RequestForm, ShownContext } from "./request-form";
import { useSettled } from "./use-settled";

const Output = later(async () => (await import("../panel/output")).Output);

/** From this length on, what comes of a request is written after the form is, so that keys are not kept waiting. */
const longRequest = 20_000;

const noViolations: readonly Violation[] = [];

export interface PageProps {
  readonly check: Check;
  readonly operation: Operation;
  readonly words: FormTexts;
  readonly request: Node | undefined;
  readonly type: string | undefined;
  /** Keeps the request while other operations are looked at. */
  readonly onRequest: (request: Node, type: string) => void;
  /** Takes a text that is no JSON; says whether it could be read as something. */
  readonly onForeignText: (text: string) => boolean;
  readonly onPaste: () => void;
  /** Takes what imports a file that is dropped on the page. */
  readonly dropped: RefObject<((file: File) => void) | undefined>;
  readonly notify: (text: string, undo?: () => void) => void;
}

/** The form of one operation, and next to it the verdict and the request. */
export function OperationPage({
  check,
  operation,
  words,
  request: initial,
  type: initialType,
  onRequest,
  onForeignText,
  onPaste,
  dropped,
  notify,
}: PageProps) {
  const shape = useMemo(() => check.describe(operation), [check, operation]);
  const schema = useMemo(() => check.schema(operation), [check, operation]);
  const [covers] = useState(() => new Covers());
  const [view] = useState(() => new View());
  const [entered, setEntered] = useState<Entered>({ request: initial ?? object(), type: initialType ?? "" });
  const form = useCognitoForm(schema, { initial: initial ? print(initial) : "{}", texts: words });
  const latest = useRef(entered);
  const [reveal, setReveal] = useState(false);
  const [tab, setTab] = useState<Tab>("json");
  const verdictHeading = useRef<HTMLDivElement>(null);
  const editor = useRef<JsonEditorRef>(null);

  /** Takes a change, and gives the form what is then to be judged: the one check of the change. */
  const change = (part: Partial<Entered>) => {
    const next = { ...latest.current, ...part };
    latest.current = next;
    setEntered(next);
    const readable = next.text === undefined || readRequest(next.text) !== undefined;
    const judged = readable ? print(next.request) : covers.liftText(next.text ?? "");
    if (judged !== form.body) form.give(judged);
  };

  const { request, text: typed, type } = entered;
  const readable = typed === undefined || readRequest(typed) !== undefined;
  const judged = typeof form.body === "string" ? form.body : "";

  const shownType = providerTypeOf(request, type);
  const keptType = namedType(request) === undefined ? type : "";
  useEffect(() => {
    onRequest(request, keptType);
    const timer = setTimeout(() => history.replaceState(null, "", address(check, operation, request, keptType)), 250);
    return () => clearTimeout(timer);
  }, [check, operation, request, keptType, onRequest]);
  useEffect(() => {
    if (initial) form.showAll();
  }, [initial, form]);

  /** Puts something else in the place of what was entered. Its undoing keeps what was changed since. */
  const replace = (title: string, next: Partial<Entered>) => {
    const before = latest.current;
    view.forget();
    change({ text: undefined, type: "", ...next });
    const loaded = latest.current;
    notify(title, () => {
      const now = latest.current;
      view.forget();
      change(
        now.text === loaded.text
          ? { ...before, request: takeBack(before.request, loaded.request, now.request) ?? object() }
          : { request: takeBack(before.request, loaded.request, now.request) ?? object(), text: undefined },
      );
    });
  };
  const clear = () => {
    form.forgetVisits();
    replace(texts.notice.cleared, nothing());
  };
  const importFile = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > fileLimit) {
      notify(texts.notice.tooLarge(file.name));
      return;
    }
    const text = await file.text();
    // Broken JSON is shown as it is, to be mended.
    const isJson = /\.json$/i.test(file.name) && !text.includes("AWS::Cognito::");
    if (!isJson && onForeignText(text)) return;
    setTab("json");
    form.showAll();
    // What can be read is shown as the form writes it, with sensitive values covered.
    replace(texts.notice.imported(file.name), {
      ...enterText(text, covers, latest.current.request),
      ...(readRequest(text) && { text: undefined }),
    });
  };
  const showValues = (reveal: boolean) => {
    if (readable) change({ text: undefined });
    else if (reveal) change({ text: covers.liftText(typed) });
    setReveal(reveal);
  };
  const showInJson = (violation: Violation | undefined) => {
    setTab("json");
    const text = typed ?? printIndented(request, reveal ? undefined : covers.over(sensitiveLeaves(request, shape)));
    const [from, to] = violation ? positionOf(text, judged, parse(text), violation) : [0, 0];
    requestAnimationFrame(() => editor.current?.select(from, to));
  };
  const { goTo, checkAll } = guide({ form, view, request, readable, verdictHeading, showInJson });

  const context = useMemo(() => ({ form, view, reveal }), [form, view, reveal]);
  // What is missing where nobody has been yet is not marked.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the form is another one inside.
  const violations = useMemo(
    () => form.report?.violations.filter(({ code, path }) => code !== "required" || form.isShown(path)) ?? noViolations,
    [form, form.version],
  );
  const { report } = form;
  const output = useMemo(
    () => ({ request, typed, report, violations, readable, judged }),
    [request, typed, report, violations, readable, judged],
  );
  const shown = useSettled(output, judged.length > longRequest);

  const onLoad = useStable((example: Example) => {
    form.showAll();
    replace(texts.notice.exampleLoaded, { request: fromValue(example.request) });
  });
  const onFile = useStable((file: File | undefined) => void importFile(file));
  useEffect(() => {
    dropped.current = onFile;
    return () => {
      dropped.current = undefined;
    };
  }, [dropped, onFile]);
  const onClear = useStable(clear);
  const onRequestChange = useStable((request: Node | undefined) =>
    change({ request: request ?? object(), text: undefined }),
  );
  const chooseType = useStable((type: string) => change({ type }));
  const onGoBack = useStable(() => change({ text: undefined }));
  const onCheck = useStable(checkAll);
  const onText = useStable((text: string) => {
    form.showAll();
    change(enterText(text, covers, latest.current.request));
  });
  const onReveal = useStable(showValues);
  const shownInForm = useMemo(() => ({ request, type: shownType }), [request, shownType]);

  return (
    <SpaceBetween size="m">
      <PageHeader
        operation={operation}
        shape={shape}
        onLoad={onLoad}
        onFile={onFile}
        onPaste={onPaste}
        onClear={onClear}
      />
      <div className="page">
        <div className="split">
          <FormContextProvider value={context}>
            <ShownContext.Provider value={shownInForm}>
              <RequestForm
                operation={operation}
                shape={shape}
                onChange={onRequestChange}
                chooseType={chooseType}
                readable={readable}
                onGoBack={onGoBack}
                onCheck={onCheck}
              />
            </ShownContext.Provider>
          </FormContextProvider>
          <aside className="aside" aria-label={texts.verdict.panel}>
            <div className="judge">
              <VerdictPanel
                form={form}
                isUntouched={typed === undefined && request.kind === "object" && !request.entries.length}
                onCheck={onCheck}
                onGo={goTo}
                headingRef={verdictHeading}
              />
            </div>
            <div className="output">
              <Suspense>
                <Output
                  {...shown}
                  tab={tab}
                  onTab={setTab}
                  operation={operation}
                  shape={shape}
                  onText={onText}
                  onPaste={onForeignText}
                  covers={covers}
                  reveal={reveal}
                  onReveal={onReveal}
                  editor={editor}
                />
              </Suspense>
            </div>
          </aside>
        </div>
      </div>
    </SpaceBetween>
  );
}
