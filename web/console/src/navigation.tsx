import Box from "@cloudscape-design/components/box";
import Input from "@cloudscape-design/components/input";
import LiveRegion from "@cloudscape-design/components/live-region";
import SideNavigation, { type SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Operation } from "cognitocheck";
import { useMemo } from "react";
import { commandOf } from "./request/command";

/** The services as administrators call them. */
export const services: Readonly<Record<string, string>> = {
  "cognito-identity": "Identity pools",
  "cognito-idp": "User pools",
  "cognito-sync": "Cognito Sync",
};

/** All operations by service, with a search. */
export function Navigation({
  operations,
  current,
  query,
  onQuery,
  onGo,
}: {
  operations: readonly Operation[];
  current: Operation | undefined;
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
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operations.filter((_, i) => words.every((word) => texts[i]!.includes(word)));
  // What Enter goes to: the operation of just this name, or else the first.
  const wanted = words.join("");
  const best =
    found.find((operation) =>
      [operation, operation.slice(operation.indexOf(".") + 1)].some((name) => name.toLowerCase() === wanted),
    ) ?? found[0];
  const items = Object.entries(services).flatMap(([service, title]): SideNavigationProps.Item[] => {
    const links = found.filter((operation) => operation.startsWith(`${service}.`));
    if (!links.length) return [];
    return [
      {
        type: "section",
        text: `${title} (${links.length})`,
        items: links.map((operation) => ({
          type: "link",
          text: operation.slice(service.length + 1),
          href: `#/${operation}`,
        })),
      },
    ];
  });
  return (
    <SideNavigation
      header={{ text: "Operations", href: "#/" }}
      activeHref={current && `#/${current}`}
      items={items}
      itemsControl={
        <SpaceBetween size="xs">
          <Input
            type="search"
            value={query}
            ariaLabel="Find an operation"
            placeholder="Find an operation"
            clearAriaLabel="Clear the search"
            onChange={({ detail }) => onQuery(detail.value)}
            onKeyDown={({ detail }) => {
              if (detail.key === "Enter" && words.length > 0 && best) onGo(best);
            }}
          />
          {words.length > 0 && (
            <LiveRegion>
              <Box variant="small" color="text-body-secondary">
                {found.length === 0 ? "No operation matches." : `${found.length} of ${operations.length} operations`}
              </Box>
            </LiveRegion>
          )}
        </SpaceBetween>
      }
      onFollow={(event) => {
        event.preventDefault();
        const operation = operations.find((each) => event.detail.href === `#/${each}`);
        if (operation) onGo(operation);
      }}
    />
  );
}
