import Box from "@cloudscape-design/components/box";
import Input from "@cloudscape-design/components/input";
import LiveRegion from "@cloudscape-design/components/live-region";
import SideNavigation, { type SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Operation } from "cognitocheck";
import { useEffect, useMemo, useRef } from "react";
import { texts as words } from "./catalogue";
import { splitOperation } from "./operation";
import { commandOf } from "./request/command";

/** All operations by service, with a search. */
export function Navigation({
  operations,
  current,
  isShown,
  query,
  onQuery,
  onGo,
}: {
  operations: readonly Operation[];
  current: Operation | undefined;
  isShown: boolean;
  query: string;
  onQuery: (query: string) => void;
  onGo: (operation: Operation) => void;
}) {
  const texts = useMemo(
    () =>
      operations.map((operation) =>
        `${operation} ${commandOf(operation)} ${commandOf(operation).replaceAll("-", " ")}`.toLowerCase(),
      ),
    [operations],
  );
  const wantedWords = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operations.filter((_, i) => wantedWords.every((word) => texts[i]!.includes(word)));
  // What Enter goes to: the operation of just this name, or else the first.
  const wanted = wantedWords.join("");
  const best =
    found.find((operation) =>
      [operation, splitOperation(operation)[1]].some((name) => name.toLowerCase() === wanted),
    ) ?? found[0];
  const items = Object.entries(words.services).flatMap(([service, title]): SideNavigationProps.Item[] => {
    const links = found.filter((operation) => operation.startsWith(`${service}.`));
    if (!links.length) return [];
    return [
      {
        type: "section",
        text: words.navigation.section(title, links.length),
        items: links.map((operation) => ({
          type: "link",
          text: splitOperation(operation)[1],
          href: `#/${operation}`,
        })),
      },
    ];
  });
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isShown || !current) return;
    const link = list.current?.querySelector(`a[href="#/${CSS.escape(current)}"]`);
    if (!link) return;
    // scrollIntoView would move the page as well.
    for (let around = link.parentElement; around && around !== document.body; around = around.parentElement) {
      if (around.scrollHeight <= around.clientHeight || getComputedStyle(around).overflowY === "visible") continue;
      const place = link.getBoundingClientRect();
      const frame = around.getBoundingClientRect();
      if (place.top < frame.top || place.bottom > Math.min(frame.bottom, innerHeight))
        around.scrollTop += place.top - frame.top - frame.height / 2;
      return;
    }
  }, [current, isShown]);
  return (
    <div ref={list}>
      <SideNavigation
        header={{ text: words.navigation.title, href: "#/" }}
        activeHref={current && `#/${current}`}
        items={items}
        itemsControl={
          <SpaceBetween size="xs">
            <Input
              type="search"
              value={query}
              ariaLabel={words.navigation.find}
              placeholder={words.navigation.find}
              clearAriaLabel={words.navigation.clear}
              onChange={({ detail }) => onQuery(detail.value)}
              onKeyDown={({ detail }) => {
                if (detail.key === "Enter" && wantedWords.length > 0 && best) onGo(best);
              }}
            />
            {wantedWords.length > 0 && (
              <LiveRegion>
                <Box variant="small" color="text-body-secondary">
                  {found.length === 0 ? words.navigation.none : words.navigation.found(found.length, operations.length)}
                </Box>
              </LiveRegion>
            )}
          </SpaceBetween>
        }
        onFollow={(event) => {
          const operation = operations.find((each) => event.detail.href === `#/${each}`);
          if (!operation) return;
          event.preventDefault();
          onGo(operation);
        }}
      />
    </div>
  );
}
