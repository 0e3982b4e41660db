import type { Report, Texts, Violation } from "./types.js";

/**
 * Reads the report that a module wrote as JSON, and freezes it. Its messages are in the language of the texts given.
 */
export function parseReport(json: string, texts?: Texts): Report {
  const report = JSON.parse(json) as { -readonly [name in keyof Report]: Report[name] };
  if (texts) {
    for (const violation of [...report.violations, ...report.warnings] as {
      -readonly [name in keyof Violation]: Violation[name];
    }[])
      violation.message = texts.tell(violation);
  }
  Object.defineProperty(report, "json", { value: json });
  return freeze(report) as Report;
}

/** Freezes a value of JSON, and all in it. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) freeze(inner);
    Object.freeze(value);
  }
  return value;
}
