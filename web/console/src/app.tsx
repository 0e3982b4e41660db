import Alert from "@cloudscape-design/components/alert";
import AppLayoutToolbar, { type AppLayoutToolbarProps } from "@cloudscape-design/components/app-layout-toolbar";
import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import Flashbar, { type FlashbarProps } from "@cloudscape-design/components/flashbar";
import I18nProvider from "@cloudscape-design/components/i18n";
import messages from "@cloudscape-design/components/i18n/messages/all.en";
import Link from "@cloudscape-design/components/link";
import TopNavigation from "@cloudscape-design/components/top-navigation";
import { AmbiguousOperationError, type Check, type Operation, UnknownOperationError } from "cognitocheck";
import type { Rule } from "cognitocheck/rules";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { address, readAddress, writeRuleAddress } from "./address";
import { Navigation, services } from "./navigation";
import { OperationPage } from "./page/operation-page";
import { fromValue, type Node } from "./request/json";
import type { Own } from "./rules/own-rules";
import { RulesPage } from "./rules/rules-page";
import { chooseTheme, type Theme, theme } from "./theme";

const first: Operation = "cognito-identity.UpdateIdentityPool";

/** Up to this width, in pixels, Cloudscape lays the navigation over the page. */
const narrow = 688;

interface Route {
  /** Grows with each route, so that a page starts afresh. */
  readonly turn: number;
  /** The id of a rule, empty for the list of rules. */
  readonly rule?: string;
  readonly operation?: Operation;
  readonly request?: Node;
  readonly type?: string;
  readonly failure?: { readonly text: string; readonly near: readonly Operation[] };
}

export function App({ check: plain }: { check: Check }) {
  const [own, setOwn] = useState<Own>();
  const check = own?.check ?? plain;
  const turn = useRef(0);
  const kept = useRef(new Map<Operation, { readonly request: Node; readonly type: string }>());
  const layout = useRef<AppLayoutToolbarProps.Ref>(null);

  const route = useCallback((): Route => {
    const { rule, name = first, request, type } = readAddress(location.hash);
    const next = { turn: ++turn.current };
    if (rule !== undefined) return { ...next, rule };
    try {
      const operation = check.find(name);
      const before = kept.current.get(operation);
      // The kept request is complete. The address leaves out sensitive members.
      const isSame = before && location.hash === address(check, operation, before.request, before.type);
      if (request && !isSame) return { ...next, operation, request, ...(type && { type }) };
      return { ...next, operation, ...(before ?? (type ? { type } : {})) };
    } catch (error) {
      if (error instanceof UnknownOperationError)
        return { ...next, failure: { text: `There is no operation ${error.operation}.`, near: error.nearest } };
      if (error instanceof AmbiguousOperationError)
        return {
          ...next,
          failure: { text: `Several services have an operation ${error.operation}.`, near: error.candidates },
        };
      throw error;
    }
  }, [check]);

  const [current, setCurrent] = useState(route);
  const [flashes, setFlashes] = useState<readonly FlashbarProps.MessageDefinition[]>([]);
  const [chosen, setChosen] = useState<Theme>(theme);
  const [query, setQuery] = useState("");
  const [navigationOpen, setNavigationOpen] = useState(() => innerWidth > narrow);

  useEffect(() => {
    const follow = () => {
      setFlashes([]);
      setCurrent(route());
    };
    // The event also comes when the fragment changes, for instance when a link is pasted.
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, [route]);

  const { operation, rule } = current;
  const title = rule !== undefined ? rule || "Rules" : operation?.slice(operation.indexOf(".") + 1);
  useEffect(() => {
    document.title = title ? `${title} - cognitocheck` : "cognitocheck";
  }, [title]);

  const go = useCallback(
    (operation: Operation) => {
      const before = kept.current.get(operation);
      history.pushState(null, "", address(check, operation, before?.request, before?.type));
      setFlashes([]);
      setCurrent({ turn: ++turn.current, operation, ...before });
      layout.current?.closeNavigationIfNecessary();
      scrollTo(0, 0);
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

  const notify = useCallback((content: string, undo?: () => void) => {
    const dismiss = () => setFlashes([]);
    setFlashes([
      {
        id: content,
        type: undo ? "info" : "error",
        content,
        dismissible: true,
        dismissLabel: "Dismiss",
        onDismiss: dismiss,
        ...(undo && {
          buttonText: "Undo",
          onButtonClick: () => {
            undo();
            dismiss();
          },
        }),
      },
    ]);
  }, []);

  const openExample = ({ id, example: { operation, request } }: Rule) => {
    const before = kept.current.get(operation);
    kept.current.set(operation, { request: fromValue(request), type: "" });
    go(operation);
    notify(`Example of ${id} loaded.`, () => {
      if (before) kept.current.set(operation, before);
      else kept.current.delete(operation);
      go(operation);
    });
  };

  const operations = useMemo(() => check.operations(), [check]);
  const choose = (chosen: Theme) => {
    chooseTheme(chosen);
    setChosen(chosen);
  };

  return (
    <I18nProvider locale="en" messages={[messages]}>
      <div id="top">
        <TopNavigation
          identity={{ href: "#/", title: "cognitocheck" }}
          i18nStrings={{
            overflowMenuTriggerText: "More",
            overflowMenuTitleText: "More",
            overflowMenuBackIconAriaLabel: "Back",
            overflowMenuDismissIconAriaLabel: "Close",
          }}
          utilities={[
            { type: "button", text: "Rules", href: writeRuleAddress(), disableUtilityCollapse: true },
            {
              type: "menu-dropdown",
              text: "Theme",
              ariaLabel: "Theme",
              disableUtilityCollapse: true,
              items: [
                { itemType: "checkbox", id: "system", text: "System", checked: chosen === "system" },
                { itemType: "checkbox", id: "light", text: "Light", checked: chosen === "light" },
                { itemType: "checkbox", id: "dark", text: "Dark", checked: chosen === "dark" },
              ],
              onItemClick: ({ detail }) => choose(detail.id as Theme),
            },
          ]}
        />
      </div>
      <AppLayoutToolbar
        ref={layout}
        headerSelector="#top"
        toolsHide
        contentType="default"
        maxContentWidth={1700}
        navigationWidth={310}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        ariaLabels={{
          navigation: "Operations",
          navigationToggle: "Open the operations",
          navigationClose: "Close the operations",
          notifications: "Notifications",
        }}
        navigation={
          <Navigation operations={operations} current={operation} query={query} onQuery={setQuery} onGo={go} />
        }
        breadcrumbs={
          operation && (
            <BreadcrumbGroup
              ariaLabel="Where this is"
              items={[
                { text: services[operation.split(".")[0]!] ?? "", href: `#/${operation.split(".")[0]}` },
                { text: operation.split(".")[1]!, href: `#/${operation}` },
              ]}
              onFollow={(event) => {
                // A service has no page of its own: its operations are in the navigation.
                event.preventDefault();
                setQuery(`${operation.split(".")[0]}.`);
                setNavigationOpen(true);
              }}
            />
          )
        }
        notifications={<Flashbar items={flashes} />}
        content={
          rule !== undefined ? (
            <RulesPage key={current.turn} wanted={rule} own={own} onOwn={setOwn} onExample={openExample} />
          ) : operation ? (
            <OperationPage
              key={current.turn}
              check={check}
              operation={operation}
              request={current.request}
              type={current.type}
              onRequest={keep}
              notify={notify}
            />
          ) : (
            <Alert type="error" header={current.failure?.text}>
              {current.failure?.near.length ? "Did you mean " : "Choose one on the left."}
              {current.failure?.near.map((name, i) => (
                <span key={name}>
                  {i > 0 && " or "}
                  <Link onFollow={() => go(name)}>{name}</Link>
                </span>
              ))}
              {current.failure?.near.length ? "?" : ""}
            </Alert>
          )
        }
      />
    </I18nProvider>
  );
}
