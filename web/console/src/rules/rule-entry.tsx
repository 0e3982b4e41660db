import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import type { Rule } from "cognitocheck/rules";
import { useEffect, useRef, useState } from "react";
import { Code } from "../panel/code";

const levels: Readonly<Record<Rule["level"], string>> = { error: "Error", warn: "Warning", off: "Off" };

/** One rule: what it says, and when it is open, all that is known of it. */
export function RuleEntry({
  rule,
  isWanted,
  onExample,
}: {
  rule: Rule;
  /** The address names it: it is open and has the focus. */
  isWanted: boolean;
  onExample: (rule: Rule) => void;
}) {
  const [expanded, setExpanded] = useState(isWanted);
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isWanted) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView();
  }, [isWanted]);
  return (
    <li ref={place} tabIndex={-1} className="rule" data-rule={rule.id}>
      <ExpandableSection
        headerText={rule.id}
        headerDescription={rule.message}
        expanded={expanded}
        onChange={({ detail }) => setExpanded(detail.expanded)}
      >
        {expanded && (
          <div className="nested">
            <KeyValuePairs
              columns={2}
              items={[
                {
                  label: "Operations",
                  value: rule.operations.map((operation, i) => (
                    <span key={operation}>
                      {i > 0 && ", "}
                      <Link href={`#/${operation}`}>{operation}</Link>
                    </span>
                  )),
                },
                { label: "Level", value: levels[rule.level] },
                { label: "AWS answer", value: rule.answer ?? "Not recorded" },
                { label: "Source", value: <span className="breakable">{rule.source}</span> },
              ]}
            />
            <Code
              text={JSON.stringify(rule.example.request, null, 2)}
              label={`A request of ${rule.example.operation} that breaks ${rule.id}`}
            />
            <div>
              <Button onClick={() => onExample(rule)} ariaLabel={`Open the example of ${rule.id}`}>
                Open the example
              </Button>
            </div>
          </div>
        )}
      </ExpandableSection>
    </li>
  );
}
