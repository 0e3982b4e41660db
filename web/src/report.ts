import type { Report, Texts, ValidReport, Violation } from "./types.js";

/** Reads the report that a module wrote as JSON, and freezes it. Its messages are in the language of the texts given. */
export function parseReport(json: string, texts?: Texts): Report {
  const report = JSON.parse(json) as { -readonly [name in keyof Report]: Report[name] };
  for (const list of [report.violations, report.warnings] as Violation[][]) {
    for (const [i, violation] of list.entries()) {
      if (texts) list[i] = { ...violation, message: texts.tell(violation) };
      if (violation.enum) Object.freeze(violation.enum);
      Object.freeze(list[i]);
    }
    Object.freeze(list);
  }
  Object.freeze(report.model);
  if (report.error) Object.freeze(report.error);
  Object.defineProperty(report, "json", { value: json });
  return Object.freeze(report) as Report;
}

export function parseValidReport(json: string): ValidReport {
  const report = parseReport(json);
  if (!report.valid) throw new TypeError("the module's report contradicts its answer");
  return report;
}
