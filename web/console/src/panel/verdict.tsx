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
import { type FormState, placeOf } from "cognitocheck/react";
import { type Ref, useState } from "react";
import { writeRuleAddress } from "../address";
import { texts } from "../catalogue";
import { useRule } from "../rules/use-rule";

/** The most problems that are listed before the others are asked for. */
const mostListed = 20;

export interface VerdictProps {
  readonly form: FormState;
  readonly isUntouched: boolean;
  readonly onCheck: () => void;
  readonly onGo: (violation: Violation) => void;
  readonly headingRef: Ref<HTMLDivElement>;
}

/** What is wrong with the request, and what it still needs. */
export function VerdictPanel({ form, isUntouched, onCheck, onGo, headingRef }: VerdictProps) {
  const { report, failure } = form;
  const { verdict } = texts;
  const all = [...(report?.violations ?? []), ...form.ahead];
  // What is missing where nobody has been yet is no fault.
  const isNeeded = (violation: Violation) => violation.code === "required" && !form.isShown(placeOf(violation));
  const needed = all.filter(isNeeded);
  const problems = all.filter((violation) => !isNeeded(violation));
  const warnings = isUntouched && !form.showsAll ? [] : (report?.warnings ?? []);
  const text = failure
    ? verdict.undecided
    : report?.valid
      ? verdict.valid
      : problems.length
        ? `${verdict.problems(problems.length)}${report?.truncated ? verdict.orMore : ""}`
        : verdict.needed(needed.length);
  const type = failure ? "warning" : report?.valid ? "success" : problems.length ? "error" : "pending";
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button formAction="none" onClick={onCheck}>
              {texts.form.check}
            </Button>
          }
        >
          {verdict.title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <div ref={headingRef} tabIndex={-1} className="verdict" data-testid="verdict">
          <StatusIndicator type={type}>{text}</StatusIndicator>
          {problems.length > 0 && needed.length > 0 && (
            <StatusIndicator type="pending">{verdict.needed(needed.length)}</StatusIndicator>
          )}
          {warnings.length > 0 && <StatusIndicator type="warning">{verdict.warnings(warnings.length)}</StatusIndicator>}
        </div>
        {failure && (
          <Box>
            {form.schema.check.texts?.tellUndecided(failure) ??
              `${failure.message.charAt(0).toUpperCase()}${failure.message.slice(1)}.`}
          </Box>
        )}
        {problems.length > 0 && <Places list={problems} form={form} onGo={onGo} label={verdict.problemList} />}
        {needed.length > 0 && <Places list={needed} form={form} onGo={onGo} label={verdict.neededList} />}
        {warnings.length > 0 && (
          <ExpandableSection headerText={verdict.warnings(warnings.length)} defaultExpanded={false}>
            <Places list={warnings} form={form} onGo={onGo} label={verdict.warningList} />
          </ExpandableSection>
        )}
        {report && (
          <Box variant="small" color="text-body-secondary">
            {report.valid ? verdict.asFar : ""}
            {verdict.model(report.model.date, report.model.version)}
          </Box>
        )}
      </SpaceBetween>
      <LiveRegion hidden>{`${text}${warnings.length ? `, ${verdict.warnings(warnings.length)}` : ""}`}</LiveRegion>
    </Container>
  );
}

/** The code of a rule, which leads to what is known of it. The codes of others say no more than their messages. */
function RuleName({ code }: { code: Violation["code"] }) {
  const rule = useRule(code);
  if (!code.startsWith("rule.")) return null;
  const name = <span className="name">{code}</span>;
  return rule ? <Link href={writeRuleAddress(rule.id)}>{name}</Link> : name;
}

/** What was found, each with a link to its field. */
function Places({
  list,
  form,
  onGo,
  label,
}: {
  list: readonly Violation[];
  form: FormState;
  onGo: (violation: Violation) => void;
  label: string;
}) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? list.slice(0, 500) : list.slice(0, mostListed);
  return (
    <>
      <ul className="places" aria-label={label}>
        {shown.map((violation, i) => {
          const { trail, message } = form.summarise(violation);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two violations may be alike, and none has a state.
            <li key={i}>
              <Link variant="primary" onFollow={() => onGo(violation)}>
                {trail || texts.verdict.request}
                {violation.key ? texts.verdict.key : ""}
              </Link>
              <Box color="text-body-secondary">
                {message} <RuleName code={violation.code} />
              </Box>
            </li>
          );
        })}
      </ul>
      {shown.length < list.length && !isWhole && (
        <Button formAction="none" variant="inline-link" onClick={() => setWhole(true)}>
          {texts.verdict.more(list.length - shown.length)}
        </Button>
      )}
    </>
  );
}
