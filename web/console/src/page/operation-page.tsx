import Box from "@cloudscape-design/components/box";
import ContentLayout from "@cloudscape-design/components/content-layout";
import FileDropzone, { useFilesDragging } from "@cloudscape-design/components/file-dropzone";
import type { Check, Operation } from "cognitocheck";
import { useEffect, useMemo, useRef, useState } from "react";
import { address } from "../address";
import { FormStateProvider } from "../form/state";
import { namedType, providerTypeOf } from "../layouts/identity-provider";
import { Output, type Tab } from "../panel/output";
import { VerdictPanel } from "../panel/verdict";
import { command } from "../request/command";
import { collectErrors } from "../request/errors";
import { fromValue, type Node, object, print, printIndented } from "../request/json";
import { judge } from "../request/judge";
import { Covers, coverText, sensitiveLeaves } from "../request/sensitive";
import { type Entered, enterText, nothing, readRequest } from "./entered";
import { guide } from "./guide";
import { PageHeader } from "./page-header";
import { RequestForm } from "./request-form";
import { useVisits } from "./visits";

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

/** The form of one operation, and next to it the verdict and the request. */
export function OperationPage({ check, operation, request: initial, type: initialType, onRequest, notify }: PageProps) {
  const shape = useMemo(() => check.describe(operation), [check, operation]);
  const [covers] = useState(() => new Covers());
  const [entered, setEntered] = useState<Entered>({
    request: initial ?? object(),
    type: initialType ?? "",
    showAll: initial !== undefined,
  });
  const change = (part: Partial<Entered>) => setEntered((before) => ({ ...before, ...part }));
  const visits = useVisits();
  const [reveal, setReveal] = useState(false);
  const [tab, setTab] = useState<Tab>("json");
  const verdictHeading = useRef<HTMLDivElement>(null);
  const { areFilesDragging } = useFilesDragging();

  const { request, text: typed, type, showAll } = entered;
  const readable = typed === undefined || readRequest(typed) !== undefined;
  const leaves = useMemo(() => sensitiveLeaves(request, shape), [request, shape]);
  const cover = reveal ? undefined : (node: Node) => (leaves.has(node.id) ? covers.label(node) : undefined);
  const judged = readable ? print(request) : covers.liftText(typed);

  // This is the only check of a change: errors next to fields, verdict and answer all come from this report.
  const verdict = useMemo(() => judge(check, operation, judged), [check, operation, judged]);
  const report = "report" in verdict ? verdict.report : undefined;
  const errors = useMemo(() => collectErrors(readable ? report : undefined), [readable, report]);

  const shownType = providerTypeOf(request, type);
  const keptType = namedType(request) === undefined ? type : "";
  useEffect(() => {
    onRequest(request, keptType);
    const timer = setTimeout(() => history.replaceState(null, "", address(check, operation, request, keptType)), 250);
    return () => clearTimeout(timer);
  }, [check, operation, request, keptType, onRequest]);

  /** Puts something else in the place of all that was entered, with a way back. */
  const replace = (title: string, next: Partial<Entered>) => {
    visits.forgetSections();
    change({ text: undefined, type: "", ...next });
    notify(title, () => setEntered(entered));
  };
  const clear = () => {
    visits.forgetVisits();
    replace("Form cleared.", nothing());
  };
  const importFile = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > fileLimit) {
      notify(`${file.name} is too large for a request.`);
      return;
    }
    const text = await file.text();
    setTab("json");
    // What can be read is shown as the form writes it, with sensitive values covered.
    replace(`${file.name} imported.`, { ...enterText(text, covers), ...(readRequest(text) && { text: undefined }) });
  };
  const showValues = (reveal: boolean) => {
    if (readable) change({ text: undefined });
    else if (reveal) change({ text: covers.liftText(typed) });
    setReveal(reveal);
  };
  const { goTo, checkAll } = guide({
    verdict,
    judged,
    readable,
    visits,
    verdictHeading,
    showJson: () => setTab("json"),
    showErrors: () => change({ showAll: true }),
  });

  return (
    <ContentLayout
      header={
        <PageHeader
          operation={operation}
          shape={shape}
          onLoad={(example) => replace("Example loaded.", { request: fromValue(example.request), showAll: true })}
          onFile={(file) => void importFile(file)}
          onClear={clear}
        />
      }
    >
      <div className="page">
        <div className="split">
          <FormStateProvider value={{ check, operation, errors, showAll, reveal, ...visits }}>
            <RequestForm
              operation={operation}
              shape={shape}
              request={request}
              onChange={(request) => change({ request: request ?? object(), text: undefined })}
              type={shownType}
              chooseType={(type) => change({ type })}
              readable={readable}
              onGoBack={() => change({ text: undefined })}
              onCheck={checkAll}
            />
          </FormStateProvider>
          <aside className="aside" aria-label="Verdict and request">
            <div className="judge">
              <VerdictPanel
                verdict={verdict}
                root={request}
                onCheck={checkAll}
                onGo={goTo}
                headingRef={verdictHeading}
              />
            </div>
            <div className="output">
              <Output
                tab={tab}
                onTab={setTab}
                text={typed ?? printIndented(request, cover)}
                onText={(text) => change(enterText(text, covers))}
                report={report}
                readable={readable}
                command={readable ? command(operation, request, shape, cover) : undefined}
                coverAnswer={(text) => (reveal ? text : coverText(text, request, leaves))}
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
            <Box fontSize="heading-m">
              Drop the request of {operation.slice(operation.indexOf(".") + 1)} here, as a JSON file
            </Box>
          </FileDropzone>
        </div>
      )}
    </ContentLayout>
  );
}
