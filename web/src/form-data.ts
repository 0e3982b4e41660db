import { Layout, type Step } from "./layout.js";
import { escapeToken, stepInto } from "./location.js";
import { splitName } from "./reading.js";
import { toIssue } from "./schema.js";
import type { Issue, Operation, Report, RequestOf, SafeParse, Schema, Shape, StandardSchema } from "./types.js";
import { isJSON, writeLiteral } from "./write-literal.js";

/** What a FormData or a URLSearchParams is of, for this file. */
export interface FormEntries {
  [Symbol.iterator](): Iterator<[string, unknown]>;
}

/** What became of the fields of a form: the request to send, or what to show next to which field. */
export type ParsedFormData<O extends Operation = Operation> = {
  /**
   * The messages by the names of fields, as the form has them; "" is for what belongs to no field. A member that the
   * form has no field for is named as its neighbours are.
   */
  readonly errors: { readonly [name: string]: readonly string[] };
  /** The names of fields that begin with no member, such as a token against forgery: nothing of them was read. */
  readonly foreign: readonly string[];
} & SafeParse<O>;

/**
 * Reads the request of an operation from the fields of a form, as a server action or a route handler gets them, and
 * checks it. The shapes say what the texts are: numbers, booleans, elements of lists, entries of maps. Empty fields and
 * files that nobody chose are left out, and a boolean that is required and not there is false, since a box that is not
 * ticked sends nothing.
 *
 * A field's name is as bindForm has it (`CognitoIdentityProviders/0/ClientId`), or as form libraries write it
 * (`CognitoIdentityProviders[0].ClientId`, `SupportedLoginProviders.accounts.google.com`). Several fields with the name
 * of a list are its elements.
 *
 * Throws a TypeError for a file, and an UndecidedError where the check could not decide.
 */
export function parseFormData<O extends Operation>(entries: FormEntries, schema: Schema<O>): ParsedFormData<O> {
  const texts: Text[] = [];
  const foreign: string[] = [];
  let isDotted = false;
  for (const [name, value] of entries) {
    const isKey = name.endsWith("#key");
    const bare = isKey ? name.slice(0, -4) : name;
    const dotted = /^\w+[.[]/.test(bare);
    const labels = dotted ? bare.replace(/\[([^\]]*)\]/g, ".$1").split(".") : splitName(bare);
    if (!stepInto(schema.describe(), labels[0] as string)) {
      foreign.push(name);
      continue;
    }
    isDotted ||= dotted;
    if (typeof value === "string") texts.push({ name, labels, isKey, text: value });
    else if ((value as { size?: number } | null)?.size !== 0)
      throw new TypeError(`the field ${name} is a file: put its content as base64 text in its place`);
  }
  const { report, data, issues, names } = readTexts(schema, texts, isDotted ? joinDotted : joinSlashed);
  const errors: { [name: string]: string[] } = {};
  for (const [i, { message }] of report.violations.entries()) {
    const name = names[i] as string;
    errors[name] = [...(errors[name] ?? []), message];
  }
  return { errors, foreign, ...(report.valid ? { success: true, data, report } : { success: false, issues, report }) };
}

/**
 * Makes a Standard Schema for objects that hold texts, which libraries such as Conform make of a FormData: it reads
 * them as parseFormData does, and hands the request on.
 */
export function textSchema<O extends Operation>(schema: Schema<O>): StandardSchema<unknown, RequestOf<O>> {
  return Object.freeze({
    "~standard": Object.freeze({
      version: 1 as const,
      vendor: "cognitocheck" as const,
      validate(value: unknown) {
        const { report, data, issues } = readTexts(schema, listTexts(value, []), joinDotted);
        return report.valid ? { value: data } : { issues };
      },
    }),
  });
}

/** The text of a field, and the names that lead to what it holds. */
interface Text {
  readonly name: string;
  readonly labels: readonly string[];
  readonly isKey?: boolean;
  readonly text: string;
}

function* listTexts(value: unknown, labels: readonly string[]): Generator<Text> {
  if (labels.length > 100) throw new TypeError("the form's values are nested deeper than 100 levels");
  if (typeof value === "object" && value !== null && typeof (value as { size?: unknown }).size !== "number") {
    for (const [label, part] of Object.entries(value)) yield* listTexts(part, [...labels, label]);
  } else if (value !== undefined && value !== null && (value as { size?: unknown }).size !== 0) {
    if (typeof value === "object") throw new TypeError(`the field ${joinDotted(labels)} is a file: give base64 text`);
    yield { name: joinDotted(labels), labels, text: String(value) };
  }
}

function readTexts<O extends Operation>(
  schema: Schema<O>,
  texts: Iterable<Text>,
  join: (path: readonly (string | number)[]) => string,
): { report: Report; data: RequestOf<O>; issues: Issue[]; names: string[] } {
  const request = schema.describe();
  const layout = new Layout<string>(request);
  for (const { name, labels, isKey, text } of texts) {
    const steps = resolve(labels, request);
    let shape: Shape | undefined = request;
    for (const { label } of steps) shape = stepInto(shape, label);
    if (shape?.type === "list" && !/^\s*\[/.test(text)) {
      steps.push({ label: "-" });
      shape = shape.element;
    }
    const part = layout.place(steps);
    (isKey ? part.keyFields : part.fields).push(name);
    if (isKey) part.key = text;
    else if (text !== "") part.value = { text: writeText(shape, text) };
  }
  for (const { name, required, shape } of request.members ?? [])
    if (required && shape.type === "boolean") layout.place([{ label: name }]).value ??= { text: "false", weak: true };
  const json = layout.write();
  const report = schema.check.request(schema.operation, json);
  return {
    report,
    data: (report.valid ? JSON.parse(json) : undefined) as RequestOf<O>,
    issues: report.violations.map((violation) => toIssue(violation, layout.pathOf(violation.path))),
    names: report.violations.map((violation) =>
      violation.path === "" ? "" : (layout.fieldOf(violation) ?? join(layout.pathOf(violation.path))),
    ),
  };
}

/** Makes steps of labels. Keys of maps that are split at their dots are one step. */
function resolve(labels: readonly string[], request: Shape): Step[] {
  const steps: Step[] = [];
  let shape: Shape | undefined = request;
  for (let i = 0; i < labels.length; ) {
    let end = i + 1;
    if (shape?.type === "map") {
      const value: Shape | undefined = shape.value;
      while (end < labels.length && !begins(value, labels[end] as string)) end++;
    }
    const taken = labels.slice(i, end);
    const isIndex = shape?.type === "list" && /^\d+$/.test(taken[0] as string);
    const label = shape?.type === "list" && taken[0] === "" ? "-" : taken.join(".");
    steps.push({ label, path: isIndex ? [Number(taken[0])] : taken });
    shape = stepInto(shape, label);
    i = end;
  }
  return steps;
}

/** Tells whether a label leads into a value of a shape. */
function begins(shape: Shape | undefined, label: string): boolean {
  if (shape?.type === "structure") return stepInto(shape, label) !== undefined;
  return shape?.type === "list" && /^(?:\d*|-)$/.test(label);
}

/** Writes the text of a field as JSON of its member's type. */
function writeText(shape: Shape | undefined, text: string): string {
  switch (shape?.type) {
    case "string":
    case "blob":
      return JSON.stringify(text);
    case "boolean":
      return writeLiteral(shape, /^(?:on|1)$/i.test(text) ? "true" : /^(?:off|0)$/i.test(text) ? "false" : text);
    case "timestamp": {
      const date = /^\d{4}-\d\d-\d\d(?:T.*)?$/.test(text) ? Date.parse(text) : Number.NaN;
      return Number.isNaN(date) ? writeLiteral(shape, text.trim()) : String(date / 1000);
    }
  }
  return isJSON(text) || shape?.type !== "document" ? writeLiteral(shape, text.trim()) : JSON.stringify(text);
}

function joinDotted(path: readonly (string | number)[]): string {
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : i ? `.${part}` : part)).join("");
}

function joinSlashed(path: readonly (string | number)[]): string {
  return path.map((part) => escapeToken(String(part))).join("/");
}
