import { Cleaning } from "./clean.js";
import type {
  Check,
  Issue,
  Operation,
  Report,
  RequestOf,
  SafeParse,
  Schema,
  SchemaOptions,
  Shape,
  Violation,
} from "./types.js";

export function makeSchema<O extends Operation>(check: Check, operation: O, options: SchemaOptions = {}): Schema<O> {
  const { emptyStrings = "present" } = options;
  if (emptyStrings !== "present" && emptyStrings !== "absent") {
    throw new TypeError(`emptyStrings is "present" or "absent"`);
  }
  const describe = (): Shape => check.describe(operation);
  const safeParse = (value: unknown): SafeParse<O> => {
    const cleaning = new Cleaning(describe);
    const body = emptyStrings === "absent" ? cleaning.clean(value) : value;
    const report = checkValue(check, operation, body);
    if (report.valid) return { success: true, data: body as RequestOf<O>, report };
    const issues = report.violations.map((violation) => toIssue(violation, cleaning.pathOf(violation.path, body)));
    return { success: false, issues, report };
  };
  return Object.freeze({
    operation,
    check,
    describe,
    safeParse,
    "~standard": Object.freeze({
      version: 1 as const,
      vendor: "cognitocheck" as const,
      validate(value: unknown) {
        const { success, data, issues } = safeParse(value);
        return success ? { value: data } : { issues };
      },
    }),
  });
}

/** Checks a value that is no text of a request: check.request would take a string or bytes for JSON text. */
function checkValue(check: Check, operation: Operation, value: unknown): Report {
  return check.request(
    operation,
    typeof value === "object" && value !== null ? value : (JSON.stringify(value) ?? "null"),
  );
}

export function toIssue(violation: Violation, path: readonly (string | number)[]): Issue {
  const { path: _path, offset: _offset, member: _member, ...rest } = violation;
  return { ...rest, path };
}
