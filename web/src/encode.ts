import { cutPointer, escapeToken } from "./location.js";
import type { Shape } from "./types.js";

export const depthLimit = 1000;

/** Describes what a value is of. It is asked for errors only. */
export type Describe = () => Shape | undefined;

/** Why a value has no JSON text, with the objects around the place, from the outermost on, and the names on the way. */
class Fault {
  readonly around: unknown[] = [];
  readonly names: string[] = [];
  constructor(readonly text: string) {}
}

/**
 * Writes a value as JSON text, as the services want it: a Date becomes epoch seconds, bytes become base64, undefined
 * members are left out. Errors say where in the body the fault is; pointer is where the value itself is.
 */
export function encode(value: unknown, describe: Describe, pointer = ""): string {
  try {
    const text = JSON.stringify(isPlainJSON(value, 0) ? value : convert(value, "", 0));
    if (text) return text;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { around, names, text } = error;
    const again = around.findIndex((object, i) => around.indexOf(object) < i);
    const isCircle = again > 0;
    const tokens = (isCircle ? names.slice(0, again) : names).map((name) => `/${escapeToken(name)}`);
    const place = cutPointer(pointer + tokens.join(""), describe()).slice(0, 200);
    throw new TypeError(
      `${place ? `the value at ${place}` : "the body"} is ` +
        (isCircle ? "an object that contains itself: a body is a tree" : text),
    );
  }
  throw new TypeError(`${typeof value} is no JSON value: give an object, JSON text or bytes of it`);
}

/** Tells whether JSON.stringify writes a value as the services want it. It says no for anything unusual. */
function isPlainJSON(value: unknown, depth: number): boolean {
  if (typeof value !== "object")
    return typeof value === "string" || typeof value === "boolean" || value === undefined || Number.isFinite(value);
  if (value === null) return true;
  if (depth > depthLimit) return false;
  if (Array.isArray(value)) return value.every((part) => isPlainJSON(part, depth + 1));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const name in value) if (!isPlainJSON((value as { [name: string]: unknown })[name], depth + 1)) return false;
  return true;
}

/** Makes what JSON.stringify then writes as the services want it. */
function convert(given: unknown, name: string, depth: number): unknown {
  const bytes = viewBytes(given);
  if (bytes) return encodeBase64(bytes);
  const { toJSON } = Object(given) as { toJSON?: unknown };
  const value: unknown = typeof toJSON === "function" && !isDate(given) ? toJSON.call(given, name) : given;
  const fault = findFault(value, depth);
  if (fault) throw new Fault(fault);
  if (isDate(value)) return value.getTime() / 1000;
  if (typeof value === "function") return undefined;
  if (typeof value !== "object" || value === null || isBoxed(value)) return value;
  const isList = Array.isArray(value);
  const parts: [string, unknown][] = Object.entries(isList ? [...value] : value);
  for (const part of parts) {
    try {
      part[1] = convert(part[1], part[0], depth + 1);
    } catch (error) {
      if (error instanceof Fault) {
        error.around.unshift(value);
        error.names.unshift(part[0]);
      }
      throw error;
    }
  }
  return isList ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

/** Tells whether an object is a plain one, of whatever realm. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Tells whether an object holds a string, a number or a boolean, as JSON.stringify takes it. */
function isBoxed(value: unknown): boolean {
  return /^(?:String|Number|Boolean)$/.test(tagOf(value));
}

function isDate(value: unknown): value is Date {
  return tagOf(value) === "Date";
}

/** The name of what a value is made as, such as "Map", in whatever realm. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Says what a value is that JSON cannot hold, and what to give in its place; nothing for all others. */
function findFault(value: unknown, depth: number): string {
  if (typeof value === "number" && !Number.isFinite(value)) return `${value}: give a finite number, or leave it out`;
  if (typeof value === "bigint") return "a BigInt: give Number(value), or JSON text";
  if (typeof value !== "object" || value === null) return "";
  if (depth > depthLimit) return `nested deeper than ${depthLimit} levels`;
  if (Array.isArray(value) || isBoxed(value)) return "";
  const has = (name: PropertyKey) => typeof (value as Record<PropertyKey, unknown>)[name] === "function";
  const tag = tagOf(value);
  const kind = tag === "Object" ? value.constructor?.name || "class instance" : tag;
  let advice = "";
  if (isDate(value)) advice = Number.isNaN(value.getTime()) ? "give a valid one" : "";
  else if (has("then")) advice = "await it";
  else if (has("arrayBuffer")) advice = "give await value.text()";
  else if (has("getAll")) advice = "see cognitocheck/form-data";
  else if (has(Symbol.iterator)) advice = `give ${has("get") ? "Object.fromEntries(value)" : "[...value]"}`;
  else if (!isPlain(value) && !Object.keys(value).length) advice = "give an object with members";
  return advice && `a${/^[AEIO]/.test(kind) ? "n" : ""} ${kind}: ${advice}`;
}

/** Views the bytes of a buffer or of a view of one; undefined for any other value. */
export function viewBytes(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return /ArrayBuffer$/.test(tagOf(value)) ? new Uint8Array(value as ArrayBuffer) : undefined;
}

function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
