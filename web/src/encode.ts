import { cutPointer, escapeToken } from "./location.js";
import type { Shape } from "./types.js";

export const depthLimit = 1000;

/** Describes what a value is of. It is asked for errors only. */
export type Describe = () => Shape | undefined;

/**
 * Writes a value as JSON text, as the services want it: a Date becomes epoch seconds, bytes become base64, undefined
 * members are left out. Errors say where in the body the fault is; pointer is where the value itself is.
 */
export function encode(value: unknown, describe: Describe, pointer = ""): string {
  if (isPlainJSON(value, 0)) return JSON.stringify(value);
  // The objects from the value itself to the one at hand, with their names. JSON.stringify has put the value into an
  // object of its own.
  const around: { object: unknown; key: string }[] = [];
  const text = JSON.stringify(value, function (this: unknown, key, given: unknown) {
    const own = (this as Record<string, unknown>)[key];
    const bytes = viewBytes(own);
    if (bytes) return encodeBase64(bytes);
    // JSON.stringify has made a text of a Date already.
    const part = isDate(own) ? own : given;
    while (around.length && around.at(-1)?.object !== this) around.pop();
    const isRoot = pointer === "" && !around.length;
    const fault = around.some(({ object }) => object === part && typeof part === "object")
      ? "an object that contains itself: a body is a tree"
      : around.length > depthLimit
        ? `nested deeper than ${depthLimit} levels`
        : findFault(part, isRoot);
    if (fault) {
      const keys = around.length ? [...around.slice(1).map((place) => place.key), key] : [];
      const inside = cutPointer(pointer + keys.map((name) => `/${escapeToken(name)}`).join(""), describe());
      throw new TypeError(`${isRoot ? "the body" : `the value at ${inside.slice(0, 200)}`} is ${fault}`);
    }
    if (isDate(part)) return part.getTime() / 1000;
    if (typeof part === "object" && part !== null) around.push({ object: part, key });
    return part;
  });
  if (text === undefined)
    throw new TypeError(`a ${typeof value} is no JSON value: give an object, JSON text or bytes of JSON text`);
  return text;
}

/** Tells whether an object is a plain one, of whatever realm. */
export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isDate(value: unknown): value is Date {
  return tagOf(value) === "Date";
}

/** The name of what a value is made as, such as "Map", in whatever realm. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Says what a value is that JSON cannot hold, and what to give in its place; undefined for all others. */
function findFault(value: unknown, isRoot: boolean): string | undefined {
  if (typeof value === "number" && !Number.isFinite(value))
    return `${value}, which JSON cannot hold: give a finite number, or leave it out`;
  if (typeof value === "bigint") return "a BigInt: give Number(value), or JSON text";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if (isDate(value)) {
    if (isRoot) return "a Date: give an object";
    return Number.isNaN(value.getTime()) ? "an invalid Date" : undefined;
  }
  const has = (name: PropertyKey) => typeof (value as Record<PropertyKey, unknown>)[name] === "function";
  const tag = tagOf(value);
  const kind = tag === "Object" ? value.constructor?.name || "class instance" : tag;
  if (has("then")) return "a promise: await it";
  if (has("arrayBuffer")) return `a ${kind}: give await value.text()`;
  if (/^(?:String|Number|Boolean)$/.test(kind)) return undefined;
  if (has("getAll") && has("set")) return `a ${kind}: give readForm(form, schema), or see cognitocheck/form-data`;
  if (has(Symbol.iterator)) return `a ${kind}: give ${has("get") ? "Object.fromEntries(value)" : "[...value]"}`;
  if (!isPlain(value) && !Object.keys(value).length)
    return `a ${kind}, which has no members of its own: give an object`;
  return undefined;
}

/** Tells whether JSON.stringify writes a value as encode does. It says no for anything unusual. */
function isPlainJSON(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if (depth > depthLimit) return false;
  if (Array.isArray(value)) {
    for (const element of value) if (element !== undefined && !isPlainJSON(element, depth + 1)) return false;
    return true;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined && !isPlainJSON(member, depth + 1)) return false;
  }
  return true;
}

/** Views the bytes of a buffer or of a view of one; undefined for any other value. */
export function viewBytes(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return /^(?:Shared)?ArrayBuffer$/.test(tagOf(value)) ? new Uint8Array(value as ArrayBuffer) : undefined;
}

function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x6000) {
    text += btoa(String.fromCharCode(...bytes.subarray(i, i + 0x6000)));
  }
  return text;
}
