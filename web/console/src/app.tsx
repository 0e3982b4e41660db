import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import I18nProvider from "@cloudscape-design/components/i18n";
import Link from "@cloudscape-design/components/link";
import { AmbiguousOperationError, type Check, type Operation, UnknownOperationError } from "cognitocheck";
import type { Rule } from "cognitocheck/rules";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { address, readAddress, writeRuleAddress } from "./address";
import { speak, texts } from "./catalogue";
import { focusFirst } from "./form/focus";
import { Frame, isNarrow } from "./frame";
import { later } from "./later";
import { Menu } from "./menu";
import { Navigation } from "./navigation";
import { splitOperation } from "./operation";
import { StartPage } from "./page/start-page";
import { useDrop } from "./page/use-drop";
import { fileLimit, isForeign } from "./paste/foreign";
import type { Read } from "./paste/read";
import { fromValue, type Node } from "./request/json";
import { takeBack } from "./request/take-back";
import { isOwnRules, type Own, readOwnRules } from "./rules/read-own";
import { keepLanguage, type Language, languages, loadSpeech, type Speech } from "./speech";
import { chooseTheme, type Theme, theme } from "./theme";

const OperationPage = later(async () => (await import("./page/operation-page")).OperationPage);
const RulesPage = later(async () => (await import("./rules/rules-page")).RulesPage);
const ServicePage = later(async () => (await import("./page/service-page")).ServicePage);
const PasteDialog = later(async () => (await import("./paste/paste-dialog")).PasteDialog);

/** What happened, with a way back where there is one. */
interface Notice {
  readonly text: string;
  readonly undo: (() => void) | undefined;
}

interface Route {
  /** Grows with each route, so that a page starts afresh. */
  readonly turn: number;
  /** The id of a rule, empty for the list of rules. */
  readonly rule?: string;
  readonly service?: string;
  readonly operation?: Operation;
  readonly request?: Node;
  readonly type?: string;
  /** The address holds a request that cannot be read. */
  readonly isUnreadable?: true;
  readonly failure?: { readonly text: string; readonly near: readonly Operation[] };
}

/** Puts a language in place, before the page is rendered in it. */
function begin(speech: Speech): Speech {
  speak(speech.page, speech.sentences);
  document.documentElement.lang = speech.tag;
  return speech;
}

export function App({ check: plain, first }: { check: Check; first: Speech }) {
  const [own, setOwn] = useState<Own>();
  const [speech, setSpeech] = useState(() => begin(first));
  const check = useMemo(() => {
    const english = own?.check ?? plain;
    return speech.messages ? english.with({ texts: speech.messages }) : english;
  }, [own, plain, speech]);
  const turn = useRef(0);
  const kept = useRef(new Map<Operation, { readonly request: Node; readonly type: string }>());

  const route = useCallback((): Route => {
    const { rule, name, request, type, isUnreadable } = readAddress(location.hash);
    const next = { turn: ++turn.current };
    if (rule !== undefined) return { ...next, rule };
    if (name === undefined) return next;
    if (Object.hasOwn(texts.services, name)) return { ...next, service: name };
    try {
      const operation = check.find(name);
      const before = kept.current.get(operation);
      // The kept request is complete. The address leaves out sensitive members.
      const isSame = before && location.hash === address(check, operation, before.request, before.type);
      if (request && !isSame) return { ...next, operation, request, ...(type && { type }) };
      return { ...next, operation, ...(before ?? (type ? { type } : {})), ...(isUnreadable && { isUnreadable }) };
    } catch (error) {
      if (error instanceof UnknownOperationError)
        return { ...next, failure: { text: texts.address.unknown(error.operation), near: error.nearest } };
      if (error instanceof AmbiguousOperationError)
        return { ...next, failure: { text: texts.address.ambiguous(error.operation), near: error.candidates } };
      throw error;
    }
  }, [check]);

  const [current, setCurrent] = useState(route);
  const [notice, setNotice] = useState<Notice>();
  const [chosen, setChosen] = useState<Theme>(theme);
  const [query, setQuery] = useState("");
  const [navigationOpen, setNavigationOpen] = useState(() => !isNarrow());
  /** What the dialog for pasting begins with; undefined while it is closed. */
  const [pasted, setPasted] = useState<string>();

  useEffect(() => {
    const follow = () => {
      setNotice(undefined);
      setCurrent(route());
    };
    // The event also comes when the fragment changes, for instance when a link is pasted.
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, [route]);

  const { operation, rule, service } = current;
  const [serviceOf, name] = operation ? splitOperation(operation) : [];
  const title = rule !== undefined ? rule || texts.rules.title : service ? texts.services[service] : name;
  useEffect(() => {
    document.title = title ? `${title} - cognitocheck` : "cognitocheck";
  }, [title]);

  const go = useCallback(
    (operation: Operation) => {
      const before = kept.current.get(operation);
      history.pushState(null, "", address(check, operation, before?.request, before?.type));
      setNotice(undefined);
      setCurrent({ turn: ++turn.current, operation, ...before });
      if (isNarrow()) setNavigationOpen(false);
      scrollTo(0, 0);
      focusFirst("#form");
    },
    [check],
  );

  const keep = useCallback(
    (request: Node, type: string) => {
      if (!operation) return;
      if (request.kind === "object" && !request.entries.length) kept.current.delete(operation);
      else kept.current.set(operation, { request, type });
    },
    [operation],
  );

  const notify = useCallback((text: string, undo?: () => void) => setNotice({ text, undo }), []);

  /** Puts a request into the form of its operation, with a way back that keeps what was changed since. */
  const open = (operation: Operation, request: Node, content: string) => {
    const before = kept.current.get(operation);
    kept.current.set(operation, { request, type: "" });
    go(operation);
    notify(content, () => {
      const now = kept.current.get(operation);
      const left = takeBack(before?.request, request, now?.request);
      if (left) kept.current.set(operation, { request: left, type: before?.type ?? "" });
      else kept.current.delete(operation);
      go(operation);
    });
  };
  const openExample = ({ id, example: { operation, request } }: Rule) =>
    open(operation, fromValue(request), texts.notice.ruleExampleLoaded(id));
  const take = (read: Read) => {
    setPasted(undefined);
    const { forms } = texts.paste;
    const left = read.left.length ? ` ${texts.notice.left(read.left.slice(0, 8).join(", "))}` : "";
    open(read.operation, read.request, `${texts.notice.pasted(forms[read.form])}${left}`);
  };
  const takeForeign = (text: string): boolean => {
    if (!isForeign(text)) return false;
    setPasted(text);
    return true;
  };
  const paste = () => setPasted("");
  /** What imports a request that is dropped; undefined on pages without a form. */
  const dropped = useRef<(file: File) => void>(undefined);
  const takeFile = async (file: File) => {
    if (await isOwnRules(file)) {
      try {
        setOwn(await readOwnRules(file));
        notify(texts.rules.inUse(file.name), () => setOwn(own));
      } catch (error) {
        notify((error as Error).message);
      }
    } else if (dropped.current) dropped.current(file);
    else if (file.size > fileLimit) notify(texts.notice.tooLarge(file.name));
    else setPasted(await file.text());
  };
  const isDragging = useDrop((file) => void takeFile(file));
  useEffect(() => {
    const follow = (event: ClipboardEvent) => {
      const isInField = event
        .composedPath()
        .some(
          (each) =>
            each instanceof Element && each.matches("input, textarea, [contenteditable=true], dialog, [role=dialog]"),
        );
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (isInField || text.trim() === "") return;
      setPasted(text);
    };
    addEventListener("paste", follow);
    return () => removeEventListener("paste", follow);
  }, []);

  const operations = useMemo(() => check.operations(), [check]);
  const choose = (chosen: Theme) => {
    chooseTheme(chosen);
    setChosen(chosen);
  };
  const chooseLanguage = async (id: Language) => {
    try {
      setSpeech(begin(await loadSpeech(id)));
    } catch (error) {
      notify(`${languages[id]}: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    keepLanguage(id);
    setNotice(undefined);
    // The page of the address is made anew, with the request that was kept.
    setCurrent(route());
  };
  const { top, address: words } = texts;

  return (
    <I18nProvider locale={speech.locale} messages={[speech.components]}>
      <button
        type="button"
        className="skip"
        onClick={() => focusFirst(document.getElementById("form") ? "#form" : "main")}
      >
        {top.skip}
      </button>
      <Frame
        bar={
          <>
            <a href={writeRuleAddress()}>{top.rules}</a>
            <Menu
              icon="settings"
              label={top.theme}
              choices={(["system", "light", "dark"] as const).map((id) => ({ id, text: top.themes[id] }))}
              chosen={chosen}
              onChoose={(id) => choose(id as Theme)}
            />
            <Menu
              icon="globe"
              label={`${top.language}: ${languages[speech.language]}`}
              choices={Object.entries(languages).map(([id, text]) => ({ id, text }))}
              chosen={speech.language}
              onChoose={(id) => void chooseLanguage(id as Language)}
            />
          </>
        }
        side={
          <Navigation
            key={speech.language}
            operations={operations}
            current={operation}
            isShown={navigationOpen}
            query={query}
            onQuery={setQuery}
            onGo={go}
          />
        }
        isSideOpen={navigationOpen}
        onSide={setNavigationOpen}
        trail={
          serviceOf && name
            ? [
                {
                  text: texts.services[serviceOf] ?? "",
                  href: `#/${serviceOf}`,
                },
                { text: name, href: `#/${operation}` },
              ]
            : []
        }
        notices={
          notice && (
            <Alert
              type={notice.undo ? "info" : "error"}
              dismissible
              dismissAriaLabel={texts.notice.dismiss}
              onDismiss={() => setNotice(undefined)}
              action={
                notice.undo && (
                  <Button
                    onClick={() => {
                      notice.undo?.();
                      setNotice(undefined);
                    }}
                  >
                    {texts.notice.undo}
                  </Button>
                )
              }
            >
              {notice.text}
            </Alert>
          )
        }
      >
        <Suspense fallback={<p>{texts.start.loading}</p>}>
          {current.isUnreadable && (
            <Alert type="warning" header={words.unreadable}>
              {words.unreadableHelp}
            </Alert>
          )}
          {rule !== undefined ? (
            <RulesPage
              key={current.turn}
              messages={speech.messages}
              wanted={rule}
              own={own}
              onOwn={setOwn}
              onExample={openExample}
            />
          ) : operation ? (
            <OperationPage
              key={current.turn}
              check={check}
              operation={operation}
              words={speech.form}
              request={current.request}
              type={current.type}
              onRequest={keep}
              onForeignText={takeForeign}
              onPaste={paste}
              dropped={dropped}
              notify={notify}
            />
          ) : service ? (
            <ServicePage service={service} operations={operations} />
          ) : current.failure ? (
            <Alert type="error" header={current.failure.text}>
              {current.failure.near.length ? words.didYouMean : words.choose}
              {current.failure.near.map((name, i) => (
                <span key={name}>
                  {i > 0 && words.or}
                  <Link onFollow={() => go(name)}>{name}</Link>
                </span>
              ))}
              {current.failure.near.length ? words.questionMark : ""}
            </Alert>
          ) : (
            <StartPage onPaste={paste} onGo={go} />
          )}
        </Suspense>
      </Frame>
      {isDragging && (
        <div className="drop">
          <div>
            <p>{name ? texts.form.drop(name) : texts.start.drop}</p>
            <p>{texts.rules.dropToo}</p>
          </div>
        </div>
      )}
      {pasted !== undefined && (
        <Suspense>
          <PasteDialog
            check={check}
            operation={operation}
            initial={pasted}
            onTake={take}
            onCancel={() => setPasted(undefined)}
          />
        </Suspense>
      )}
    </I18nProvider>
  );
}
