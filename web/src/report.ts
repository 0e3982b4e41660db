import { splitPointer } from "./encode.js";
import type { Messages, Report, Shape, ValidReport, Violation } from "./types.js";

/**
 * Reads the report that a module wrote as JSON, and freezes it. Its texts are those of a catalogue where one is given.
 */
export function parseReport(json: string, messages?: Messages, describe?: () => Shape): Report {
  const report = JSON.parse(json) as { -readonly [name in keyof Report]: Report[name] };
  for (const list of [report.violations, report.warnings] as Violation[][]) {
    for (const [i, violation] of list.entries()) {
      const message = messages?.[violation.code]?.(violation, describe && findShape(describe(), violation));
      if (typeof message === "string") list[i] = { ...violation, message };
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

/** Finds the shape that a violation is about; undefined where the operation has none at its path. */
export function findShape(shape: Shape | undefined, violation: Pick<Violation, "path" | "key">): Shape | undefined {
  const path = splitPointer(violation.path);
  for (const [i, token] of path.entries()) {
    if (violation.key && i === path.length - 1) return shape?.key;
    shape = stepInto(shape, token);
  }
  return shape;
}

/** Finds the shape that a token names inside a shape. */
export function stepInto(shape: Shape | undefined, token: string): Shape | undefined {
  return shape?.members
    ? shape.members.find((member) => member.name === token)?.shape
    : (shape?.element ?? shape?.value);
}
