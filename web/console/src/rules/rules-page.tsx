import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Texts } from "cognitocheck";
import { type Rule, rules } from "cognitocheck/rules";
import { useState } from "react";
import { texts } from "../catalogue";
import { findRules } from "./find";
import { OwnRules } from "./own-rules";
import type { Own } from "./read-own";
import { RuleEntry } from "./rule-entry";

/** All rules of Amazon Cognito, with a search, and the place for rules of the user's own. */
export function RulesPage({
  messages,
  wanted,
  own,
  onOwn,
  onExample,
}: {
  /** The language of the rules' messages; undefined for English. */
  messages: Texts | undefined;
  /** The id of the rule that is open at first; empty for none. */
  wanted: string;
  own: Own | undefined;
  onOwn: (own: Own | undefined) => void;
  onExample: (rule: Rule) => void;
}) {
  const [query, setQuery] = useState("");
  const found = findRules(query, messages);
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={texts.rules.description}>
        {texts.rules.title}
      </Header>
      <SpaceBetween size="l">
        {wanted && !rules.some(({ id }) => id === wanted) && (
          <Alert type="error" header={texts.rules.unknown(wanted)}>
            {texts.rules.below}
          </Alert>
        )}
        <OwnRules own={own} onOwn={onOwn} />
        <Container header={<Header variant="h2">{texts.rules.list}</Header>}>
          <SpaceBetween size="m">
            <Input
              type="search"
              value={query}
              ariaLabel={texts.rules.find}
              placeholder={texts.rules.findBy}
              clearAriaLabel={texts.rules.clear}
              onChange={({ detail }) => setQuery(detail.value)}
            />
            <LiveRegion>
              <Box variant="small" color="text-body-secondary">
                {found.length === 0 ? texts.rules.none : texts.rules.found(found.length, rules.length)}
              </Box>
            </LiveRegion>
            <ul className="places" aria-label={texts.rules.list}>
              {found.map((rule) => (
                <RuleEntry
                  key={rule.id}
                  rule={rule}
                  message={messages?.translate(rule.message) ?? rule.message}
                  isWanted={rule.id === wanted}
                  onExample={onExample}
                />
              ))}
            </ul>
          </SpaceBetween>
        </Container>
      </SpaceBetween>
    </SpaceBetween>
  );
}
