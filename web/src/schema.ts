import { enter, escapeToken, splitPointer } from "./encode.js";
import type { Check, Issue, Operation, RequestOf, Schema, SchemaOptions, Shape, Violation } from "./types.js";

export function makeSchema<O extends Operation>(check: Check, operation: O, options: SchemaOptions = {}): Schema<O> {
  const { emptyStrings = "present" } = options;
  if (emptyStrings !== "present" && emptyStrings !== "absent") {
    throw new TypeError(`emptyStrings is "present" or "absent", not ${JSON.stringify(emptyStrings)}`);
  }
  return Object.freeze({
    operation,
    check,
    describe: (): Shape => check.describe(operation),
    "~standard": Object.freeze({
      version: 1 as const,
      vendor: "cognitocheck" as const,
      validate(value: unknown) {
        const body = emptyStrings === "absent" ? (dropEmpty(value) ?? {}) : value;
        // check.request would take a string or bytes for JSON text. undefined is no request.
        const report =
          typeof body === "object" && body !== null
            ? check.request(operation, body)
            : check.request(operation, JSON.stringify(body) ?? "null");
        if (report.valid) return { value: body as RequestOf<O> };
        return { issues: report.violations.map((violation) => toIssue(violation, body)) };
      },
    }),
  });
}

function toIssue(violation: Violation, value: unknown): Issue {
  const { path, offset: _offset, member: _member, ...rest } = violation;
  return { ...rest, path: toPath(path, value) };
}

/** Turns a JSON Pointer into the list of keys and indexes that lead there inside a value. */
export function toPath(pointer: string, value: unknown): (string | number)[] {
  return splitPointer(pointer).map((token) => {
    const key = Array.isArray(value) ? Number(token) : token;
    value = (value as Record<string | number, unknown> | null | undefined)?.[key];
    return key;
  });
}

/**
 * Drops the empty strings in a value, and the objects in which nothing else is left; undefined where nothing is left at
 * all. Throws a TypeError for a value that is too deep, as encode does.
 */
export function dropEmpty(value: unknown, pointer = "", around: object[] = []): unknown {
  if (value === "") return undefined;
  if (typeof value !== "object" || value === null) return value;
  const isList = Array.isArray(value);
  const prototype = Object.getPrototypeOf(value);
  if (!isList && prototype !== Object.prototype && prototype !== null) return value;
  enter(value, pointer, around);
  const all: [string | number, unknown][] = isList ? [...value.entries()] : Object.entries(value);
  const rest: [string | number, unknown][] = [];
  for (const [name, member] of all) {
    const kept = dropEmpty(member, `${pointer}/${escapeToken(String(name))}`, around);
    if (kept !== undefined) rest.push([name, kept]);
  }
  around.pop();
  if (isList) return rest.map(([, element]) => element);
  return rest.length || !all.length ? Object.fromEntries(rest) : undefined;
}
