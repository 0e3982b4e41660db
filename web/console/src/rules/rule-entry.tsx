import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import type { Rule } from "cognitocheck/rules";
import { useEffect, useRef, useState } from "react";
import { texts } from "../catalogue";
import { Code } from "../panel/code";

/** One rule: what it says, and when it is open, all that is known of it. */
export function RuleEntry({
  rule,
  message,
  isWanted,
  onExample,
}: {
  rule: Rule;
  /** Its message in the language of the page. */
  message: string;
  /** The address names it: it is open and has the focus. */
  isWanted: boolean;
  onExample: (rule: Rule) => void;
}) {
  const [expanded, setExpanded] = useState(isWanted);
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isWanted) return;
    place.current?.focus({ preventScroll: true });
    // The page above it takes its place in the next frames.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => place.current?.scrollIntoView()));
    return () => cancelAnimationFrame(frame);
  }, [isWanted]);
  return (
    <li ref={place} tabIndex={-1} className="rule" data-rule={rule.id}>
      <ExpandableSection
        headerText={rule.id}
        headerDescription={message}
        expanded={expanded}
        onChange={({ detail }) => setExpanded(detail.expanded)}
      >
        {expanded && (
          <div className="nested">
            <KeyValuePairs
              columns={2}
              items={[
                {
                  label: texts.rules.operations,
                  value: rule.operations.map((operation, i) => (
                    <span key={operation}>
                      {i > 0 && ", "}
                      <Link href={`#/${operation}`}>{operation}</Link>
                    </span>
                  )),
                },
                { label: texts.rules.level, value: texts.rules.levels[rule.level] },
                { label: texts.rules.answer, value: rule.answer ?? texts.rules.notRecorded },
                { label: texts.rules.source, value: <span className="breakable">{rule.source}</span> },
              ]}
            />
            <Code
              text={JSON.stringify(rule.example.request, null, 2)}
              label={texts.rules.breaking(rule.example.operation, rule.id)}
            />
            <div>
              <Button onClick={() => onExample(rule)} ariaLabel={texts.rules.openOf(rule.id)}>
                {texts.rules.open}
              </Button>
            </div>
          </div>
        )}
      </ExpandableSection>
    </li>
  );
}
