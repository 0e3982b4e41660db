// Rules run only when the shapes pass, as at the service. A form tells both at once where that is safe: what a rule
// says of a request must hold whatever becomes of the values that break a shape.
import type { Check, Level, Operation, Report, Violation } from "./types.js";

/** Codes of values that are there and of the right type. A rule reads what is written, and not what is missing. */
const readable = [
  "length.min",
  "length.max",
  "items.min",
  "items.max",
  "entries.min",
  "entries.max",
  "range.min",
  "range.max",
  "pattern",
  "enum",
  "required",
] as const;

const off = Object.fromEntries(readable.map((code) => [code, "off"])) as { readonly [code: string]: Level };

/** The most values of a broken enum that are tried. */
const mostTried = 16;

/** How to change a request: the value at a pointer becomes another one, or undefined takes it away. */
export type Edit = (pointer: string, value: string | undefined) => string | object | undefined;

/**
 * Finds what the rules will say of a request once its shapes pass. A finding is left out where it is at a value that
 * breaks a shape, and where it goes away when such a value is left out or becomes one that its enum allows. Costs a
 * check, and one or a few more for each broken shape, of which it takes up to eight.
 */
export function lookAhead(
  check: Check,
  operation: Operation,
  body: string | object,
  report: Report,
  edit: Edit,
): readonly Violation[] {
  const broken = report.violations.filter(({ code }) => !code.startsWith("rule."));
  if (!broken.length || broken.length > 8 || report.truncated) return [];
  if (broken.some(({ code }) => !(readable as readonly string[]).includes(code))) return [];
  const ahead = check.with({ warnings: false, levels: { ...check.options.levels, ...off } });
  const isRule = ({ code }: Violation) => code.startsWith("rule.");
  const isAt = ({ path, key }: Violation, other: Violation) =>
    (path === other.path && key === other.key) || other.path.startsWith(`${path}/`);
  let found = ahead
    .request(operation, body)
    .violations.filter((violation) => isRule(violation) && !broken.some((each) => isAt(violation, each)));
  const keep = (changed: string | object | undefined) => {
    if (changed === undefined) return;
    const { violations } = ahead.request(operation, changed);
    found = found.filter(({ code, path }) => violations.some((each) => each.code === code && each.path === path));
  };
  for (const { path, code, key, enum: allowed = [] } of broken) {
    if (!found.length) return found;
    if (code === "required" || key) continue;
    keep(edit(path, undefined));
    for (const value of allowed.slice(0, mostTried)) {
      if (!found.length) return found;
      keep(edit(path, value));
    }
  }
  return found;
}
