import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Violation } from "cognitocheck";
import type { Ref } from "react";
import { writeRuleAddress } from "../address";
import type { Node } from "../request/json";
import type { Verdict } from "../request/judge";
import { writePath } from "../request/pointer";
import { findRule } from "../rules/find";
import { capital } from "../words";

const count = (n: number, one: string) => `${n} ${one}${n === 1 ? "" : "s"}`;

export function VerdictPanel({
  verdict,
  root,
  onCheck,
  onGo,
  headingRef,
}: {
  verdict: Verdict;
  root: Node;
  onCheck: () => void;
  onGo: (violation: Violation) => void;
  headingRef: Ref<HTMLDivElement>;
}) {
  const report = "report" in verdict ? verdict.report : undefined;
  const violations = report?.violations ?? [];
  const warnings = report?.warnings ?? [];
  const text = !report
    ? "Could not decide"
    : report.valid
      ? "Valid"
      : `${count(violations.length, "problem")}${report.truncated ? " or more" : ""}`;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button formAction="none" onClick={onCheck}>
              Check
            </Button>
          }
        >
          Verdict
        </Header>
      }
    >
      <SpaceBetween size="m">
        <div ref={headingRef} tabIndex={-1} className="verdict" data-testid="verdict">
          <StatusIndicator type={report?.valid ? "success" : report ? "error" : "warning"}>{text}</StatusIndicator>
          {warnings.length > 0 && <StatusIndicator type="warning">{count(warnings.length, "warning")}</StatusIndicator>}
        </div>
        {"failure" in verdict && <Box>{verdict.failure}</Box>}
        {violations.length > 0 && <Places list={violations} root={root} onGo={onGo} label="Problems" />}
        {warnings.length > 0 && (
          <ExpandableSection headerText={capital(count(warnings.length, "warning"))} defaultExpanded={false}>
            <Places list={warnings} root={root} onGo={onGo} label="Warnings" />
          </ExpandableSection>
        )}
        {report && (
          <Box variant="small" color="text-body-secondary">
            {report.valid ? "As far as the documented constraints go. " : ""}Service model of {report.model.date}, API
            version {report.model.version}.
          </Box>
        )}
      </SpaceBetween>
      <LiveRegion hidden>{`${text}${warnings.length ? `, ${count(warnings.length, "warning")}` : ""}`}</LiveRegion>
    </Container>
  );
}

/** The code of a violation; that of a rule leads to what is known of the rule. */
function CodeName({ code }: { code: Violation["code"] }) {
  const rule = findRule(code);
  const name = <span className="name">{code}</span>;
  return rule ? <Link href={writeRuleAddress(rule.id)}>{name}</Link> : name;
}

/** What was found, each with a link to its field. */
function Places({
  list,
  root,
  onGo,
  label,
}: {
  list: readonly Violation[];
  root: Node;
  onGo: (violation: Violation) => void;
  label: string;
}) {
  return (
    <ul className="places" aria-label={label}>
      {list.map((violation, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two violations may be alike, and none has a state.
        <li key={i}>
          <Link variant="primary" onFollow={() => onGo(violation)}>
            {writePath(violation.path, root)}
            {violation.key ? " (key)" : ""}
          </Link>
          <Box color="text-body-secondary">
            {violation.message} <CodeName code={violation.code} />
          </Box>
        </li>
      ))}
    </ul>
  );
}
