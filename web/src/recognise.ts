import { maxBody } from "./abi_gen.js";
import { tooLarge } from "./instance.js";
import type { Check, Member, Operation, Shape } from "./types.js";
import { services } from "./wire_gen.js";
import { writeLiteral } from "./write-literal.js";

/** How the requests of a service look on the wire. */
export interface ServiceWire {
  readonly name: string;
  readonly version: string;
  /** The prefix of its X-Amz-Target, for awsJson 1.1. */
  readonly target?: string;
  /** Its operations by method and path, for REST-JSON. */
  readonly paths?: readonly PathWire[];
}

export interface PathWire {
  readonly operation: string;
  readonly method: string;
  /** A label in braces is the name of the member that is there. */
  readonly path: string;
  /** Members that are sent in the query, with the parameter's name. */
  readonly query?: { readonly [member: string]: string };
  /** Members that are sent in headers, with the header's name. */
  readonly header?: { readonly [member: string]: string };
}

/** The parts of an HTTP request that say which operation it is for. */
export interface WireRequest {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  /** Still percent-encoded, without the question mark. */
  readonly query: string;
  /** The value of a header, several joined by ", ". */
  header(name: string): string | null | undefined;
}

/** A request of one of the services. */
export interface Recognised {
  readonly operation: Operation;
  /** No part of the service's request is in the HTTP body, so that it need not be read. */
  readonly bodyless: boolean;
  /**
   * Makes the JSON text to check from the HTTP body. Throws an UndecidedError when the text is sure to be over the
   * limit.
   */
  text(body: Uint8Array): Uint8Array;
}

/** A request of one of the services, to an operation that the module does not know: the service may be newer. */
export interface Unknown {
  readonly operation?: undefined;
  /** What is not known, and the day of the model that lacks it. */
  readonly unknown: string;
}

/**
 * Tells which operation a request is for: by X-Amz-Target (awsJson 1.1), by Action (the query form), or by method and
 * path (cognito-sync). The answer is undefined for any other request; an unknown Action could be any service's. limit
 * bounds the text, in bytes.
 */
export function recognise(check: Check, request: WireRequest, limit = maxBody): Recognised | Unknown | undefined {
  if (request.path !== "/" && request.path !== "") return recognisePath(check, request);
  if (request.method === "POST") {
    const target = request.header("x-amz-target");
    if (target !== null && target !== undefined) return recogniseTarget(check, target);
  }
  return request.method === "POST" || request.method === "GET" ? recogniseAction(check, request, limit) : undefined;
}

function recogniseTarget(check: Check, target: string): Recognised | Unknown | undefined {
  const dot = target.indexOf(".");
  const service = services.find((candidate) => candidate.target === target.slice(0, dot));
  if (!service || !/^[A-Za-z0-9]{1,128}$/.test(target.slice(dot + 1))) return undefined;
  const name = `${service.name}.${target.slice(dot + 1)}`;
  const operation = findOperation(check, name);
  return operation
    ? { operation, bodyless: false, text: (body) => body }
    : tellUnknown(check, service.name, `operation ${name}`);
}

/** Says that a service's model does not have what the request is for. Any report on the service names the model. */
function tellUnknown(check: Check, service: string, what: string): Unknown {
  const known = check.operations().find((name) => name.startsWith(`${service}.`));
  const model = known ? `the model of ${check.request(known, "").model.date}` : "the model";
  return { unknown: `${model} has no ${what}; a newer service may have it` };
}

/**
 * Finds the operation with a full name; undefined where there is none. check.find would go on to look for the nearest
 * names.
 */
function findOperation(check: Check, name: string): Operation | undefined {
  return check.operations().includes(name as Operation) ? (name as Operation) : undefined;
}

function recogniseAction(check: Check, request: WireRequest, limit: number): Recognised | undefined {
  const actions: string[] = [];
  const versions: string[] = [];
  for (const [name, value] of readParameters(request.query)) {
    if (name === "Action") actions.push(value);
    if (name === "Version") versions.push(value);
  }
  if (actions.length !== 1 || versions.length > 1) return undefined;
  const [operation, ...others] = services.flatMap((service) => {
    return (versions[0] ?? service.version) === service.version
      ? (findOperation(check, `${service.name}.${actions[0]}`) ?? [])
      : [];
  });
  if (!operation || others.length) return undefined;
  const isForm =
    request.method === "POST" &&
    /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(request.header("content-type") ?? "");
  return {
    operation,
    bodyless: !isForm,
    text: (body) =>
      toBytes(
        writeParameters(check.describe(operation), isForm ? [request.query, toBinary(body)] : [request.query], limit),
      ),
  };
}

/** Parameters of the query form that are no members: they name the operation or sign the request. */
const unsent =
  /^(?:Action|Version|AWSAccessKeyId|Signature|SignatureMethod|SignatureVersion|Timestamp|SecurityToken|Expires|[Xx]-[Aa][Mm][Zz]-.*)$/s;

/** Writes the parameters in query strings and forms as a JSON object. It stops where the object is over the limit. */
function writeParameters(request: Shape, texts: readonly string[], limit: number): string {
  const shapes = new Map(request.members?.map(({ name, shape }) => [name, shape]));
  let out = "{";
  for (const text of texts) {
    for (const [name, value] of readParameters(text)) {
      if (unsent.test(name)) continue;
      // A value that is over the limit before it is escaped is over it afterwards.
      if (out.length + name.length + value.length > limit) throw tooLarge(limit);
      out += `${out === "{" ? "" : ","}${writeMember(name, shapes.get(name), value)}`;
      if (out.length >= limit) throw tooLarge(limit);
    }
  }
  return `${out}}`;
}

function recognisePath(check: Check, request: WireRequest): Recognised | Unknown | undefined {
  const segments = request.path.replace(/^\//, "").replace(/\/$/, "").split("/");
  for (const service of services) {
    for (const wire of service.paths ?? []) {
      const labels = wire.method === request.method ? matchLabels(wire.path.slice(1).split("/"), segments) : undefined;
      if (!labels) continue;
      const name = `${service.name}.${wire.operation}`;
      const operation = findOperation(check, name);
      if (!operation) return tellUnknown(check, service.name, `operation ${name}`);
      const members = check.describe(operation).members ?? [];
      const bodyless = members.every((candidate) => candidate.location);
      const outside = collectLocated(members, wire, labels, request);
      return {
        operation,
        bodyless,
        text: (body) => (bodyless ? toBytes(writeObject(outside)) : mergeMembers(outside, body)),
      };
    }
  }
  // A browser's question about another request is none of the service's.
  const root = services.find(({ paths = [] }) => paths.some(({ path }) => path.split("/")[1] === segments[0]));
  return root && request.method !== "OPTIONS"
    ? tellUnknown(check, root.name, `operation of ${root.name} with this method and path`)
    : undefined;
}

/** Finds the members in a path; undefined where the path does not match the template. */
function matchLabels(template: string[], segments: string[]): [string, string][] | undefined {
  if (template.length !== segments.length) return undefined;
  const labels: [string, string][] = [];
  for (const [i, part] of template.entries()) {
    const segment = segments[i] as string;
    if (!part.startsWith("{")) {
      if (part !== segment) return undefined;
      continue;
    }
    if (segment === "" || /%(?![0-9A-Fa-f]{2})/.test(segment)) return undefined;
    labels.push([part.slice(1, -1), decodePercent(segment)]);
  }
  return labels;
}

/** Collects the members that are sent in the path, the query and headers, as JSON text. */
function collectLocated(
  members: readonly Member[],
  wire: PathWire,
  labels: [string, string][],
  request: WireRequest,
): string[] {
  const shapeOf = (name: string) => members.find((candidate) => candidate.name === name)?.shape;
  const out = labels.map(([name, value]) => writeMember(name, shapeOf(name), value));
  for (const { name, shape } of members) {
    const parameter = wire.query?.[name];
    const field = wire.header?.[name];
    if (parameter !== undefined) {
      for (const [given, value] of readParameters(request.query))
        if (given === parameter) out.push(writeMember(name, shape, value));
    } else if (field !== undefined) {
      const value = request.header(field);
      if (value !== null && value !== undefined) out.push(writeMember(name, shape, value));
    }
  }
  return out;
}

/** Puts members in front of those in a body. A body that is no object stays as it is. */
function mergeMembers(members: string[], body: Uint8Array): Uint8Array {
  const space = (from: number) => {
    while ([0x20, 0x09, 0x0a, 0x0d].includes(body[from] as number)) from++;
    return from;
  };
  const start = space(0);
  if (start === body.length) return toBytes(writeObject(members));
  if (body[start] !== 0x7b) return body;
  const closed = body[space(start + 1)] === 0x7d;
  const front = toBytes(`{${members.join()}${closed || !members.length ? "" : ","}`);
  const text = new Uint8Array(front.length + body.length - start - 1);
  text.set(front);
  text.set(body.subarray(start + 1), front.length);
  return text;
}

// The functions below handle text as strings in which each character is a byte, so that bytes that are no UTF-8 reach
// the module unchanged.

/** Reads the parameters of a query string or a form. They are split at & only; + is a space. */
function* readParameters(text: string): Generator<[string, string]> {
  // Not text.split("&"): a body of 4 MiB may have millions of parts.
  let end: number;
  for (let start = 0; start < text.length; start = end + 1) {
    end = text.indexOf("&", start);
    if (end < 0) end = text.length;
    if (end === start) continue;
    const piece = text.slice(start, end);
    const equals = piece.indexOf("=");
    yield equals < 0
      ? [decodePercent(piece, " "), ""]
      : [decodePercent(piece.slice(0, equals), " "), decodePercent(piece.slice(equals + 1), " ")];
  }
}

/** Decodes percent-encoded text. An invalid escape stays as it is. plus is what a + becomes. */
function decodePercent(text: string, plus = "+"): string {
  if (!/[%+]/.test(text)) return text;
  const out = new Uint16Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    if (unit === 0x2b) unit = plus.charCodeAt(0);
    if (unit === 0x25) {
      const high = readHexDigit(text.charCodeAt(i + 1));
      const low = readHexDigit(text.charCodeAt(i + 2));
      if (high >= 0 && low >= 0) {
        unit = high * 16 + low;
        i += 2;
      }
    }
    out[length++] = unit;
  }
  return toBinary(out.subarray(0, length));
}

/** Reads a hexadecimal digit; -1 for any other unit, and for the NaN after the end of a text. */
function readHexDigit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function writeObject(members: string[]): string {
  return `{${members.join()}}`;
}

function writeMember(name: string, shape: Shape | undefined, text: string): string {
  return `${JSON.stringify(name)}:${writeLiteral(shape, text)}`;
}

/** Turns a string in which each character is a byte into bytes. A string with other characters becomes UTF-8. */
function toBytes(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) return new TextEncoder().encode(text);
    out[i] = unit;
  }
  return out;
}

function toBinary(body: Uint8Array | Uint16Array): string {
  let text = "";
  // Spreading the units would take four times as long.
  for (let i = 0; i < body.length; i += 0x6000)
    text += String.fromCharCode.apply(null, body.subarray(i, i + 0x6000) as unknown as number[]);
  return text;
}
