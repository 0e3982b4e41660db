// Runs the conformance corpus on a load function, in any runtime.

const decodeBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const bytesOf = (line) => (line.base64 ? decodeBase64(line.base64) : new TextEncoder().encode(line.body ?? ""));

/** Returns how many cases there were, and the reports that are not what was expected. */
export async function conformance(load, text) {
  // One check for all without rules of their own, and one for each pack of rules.
  const checks = new Map([[undefined, await load()]]);
  const failures = [];
  let count = 0;
  for (const row of text.split("\n")) {
    if (row === "") continue;
    const line = JSON.parse(row);
    const { rules } = line;
    if (!checks.has(rules)) checks.set(rules, await load({ rules: decodeBase64(rules) }));
    const levels = Object.fromEntries(
      (line.levels ?? "")
        .split(",")
        .filter(Boolean)
        .map((one) => one.split("=")),
    );
    const on = checks.get(rules).with({ warnings: line.warnings ?? false, levels });
    const body = bytesOf(line);
    const forms = line.base64 || line.pointer !== undefined ? [body] : [body, line.body ?? ""];
    for (const form of forms) {
      const report =
        line.pointer !== undefined
          ? on.field(line.operation, line.pointer, form)
          : on[line.response ? "response" : "request"](line.operation, form);
      count++;
      if (report.json !== line.report) failures.push({ id: line.id, have: report.json, want: line.report });
    }
  }
  return { count, failures };
}
