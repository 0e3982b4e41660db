// Runs the conformance corpus on a load function, in any runtime.

const bytesOf = (line) =>
  line.base64 ? Uint8Array.from(atob(line.base64), (c) => c.charCodeAt(0)) : new TextEncoder().encode(line.body ?? "");

/** Returns how many cases there were, and the reports that are not what was expected. */
export async function conformance(load, text) {
  const check = await load();
  const failures = [];
  let count = 0;
  for (const row of text.split("\n")) {
    if (row === "") continue;
    const line = JSON.parse(row);
    const levels = Object.fromEntries(
      (line.levels ?? "")
        .split(",")
        .filter(Boolean)
        .map((one) => one.split("=")),
    );
    const on = check.with({ warnings: line.warnings ?? false, levels });
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
