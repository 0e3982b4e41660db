import { bodyLimit, tooLarge } from "./instance.js";
import { literal } from "./literal.js";
import type { Check, Member, Operation, Shape } from "./types.js";
import { services } from "./wire_gen.js";

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
  /** A label in braces is the member that stands there. */
  readonly path: string;
  /** Members that stand in the query, with the parameter's name. */
  readonly query?: { readonly [member: string]: string };
  /** Members that stand in headers, with the header's name. */
  readonly header?: { readonly [member: string]: string };
}

/** The parts of an HTTP request that tell its operation. */
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
  /** Nothing of the service's request stands in the HTTP body: it need not be read. */
  readonly bodyless: boolean;
  /** The JSON text to check, given the HTTP body. Throws an UndecidedError when it is sure to be over the limit. */
  text(body: Uint8Array): Uint8Array;
}

/**
 * Tells which operation a request is of: by X-Amz-Target (awsJson 1.1), by Action (the query form), or by method and path
 * (cognito-sync). undefined for any other request, one of an operation that the module does not know included. limit is the
 * text's, in bytes.
 */
export function recognise(check: Check, request: WireRequest, limit = bodyLimit): Recognised | undefined {
  if (request.path !== "/" && request.path !== "") return byPath(check, request);
  if (request.method === "POST") {
    const target = request.header("x-amz-target");
    if (target !== null && target !== undefined) return byTarget(check, target);
  }
  return request.method === "POST" || request.method === "GET" ? byAction(check, request, limit) : undefined;
}

function byTarget(check: Check, target: string): Recognised | undefined {
  const dot = target.indexOf(".");
  const service = services.find((candidate) => candidate.target === target.slice(0, dot));
  if (!service || !/^[A-Za-z0-9]{1,128}$/.test(target.slice(dot + 1))) return undefined;
  const operation = known(check, `${service.name}.${target.slice(dot + 1)}`);
  return operation && { operation, bodyless: false, text: (body) => body };
}

/** known is the operation of a full name, undefined where the module has none. check.find would look for names that are near. */
function known(check: Check, name: string): Operation | undefined {
  return check.operations().includes(name as Operation) ? (name as Operation) : undefined;
}

function byAction(check: Check, request: WireRequest, limit: number): Recognised | undefined {
  const actions: string[] = [];
  const versions: string[] = [];
  for (const [name, value] of parameters(request.query)) {
    if (name === "Action") actions.push(value);
    if (name === "Version") versions.push(value);
  }
  if (actions.length !== 1 || versions.length > 1) return undefined;
  const [operation, ...others] = services.flatMap((service) => {
    return (versions[0] ?? service.version) === service.version
      ? (known(check, `${service.name}.${actions[0]}`) ?? [])
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
      bytes(sent(check.describe(operation), isForm ? [request.query, binary(body)] : [request.query], limit)),
  };
}

/** Parameters of the query form that are no members: what names the operation, and what signs the request. */
const unsent =
  /^(?:Action|Version|AWSAccessKeyId|Signature|SignatureMethod|SignatureVersion|Timestamp|SecurityToken|Expires|[Xx]-[Aa][Mm][Zz]-.*)$/s;

/** sent is an object of the parameters in query strings and forms, of which no more is made than the limit allows. */
function sent(request: Shape, texts: readonly string[], limit: number): string {
  const shapes = new Map(request.members?.map(({ name, shape }) => [name, shape]));
  let out = "{";
  for (const text of texts) {
    for (const [name, value] of parameters(text)) {
      if (unsent.test(name)) continue;
      // What is over the limit as it came need not be escaped to show it.
      if (out.length + name.length + value.length > limit) throw tooLarge(limit);
      out += `${out === "{" ? "" : ","}${member(name, shapes.get(name), value)}`;
      if (out.length >= limit) throw tooLarge(limit);
    }
  }
  return `${out}}`;
}

function byPath(check: Check, request: WireRequest): Recognised | undefined {
  const segments = request.path.replace(/^\//, "").replace(/\/$/, "").split("/");
  for (const service of services) {
    for (const wire of service.paths ?? []) {
      const labels = wire.method === request.method ? labelsOf(wire.path.slice(1).split("/"), segments) : undefined;
      if (!labels) continue;
      const operation = known(check, `${service.name}.${wire.operation}`);
      if (!operation) return undefined;
      const members = check.describe(operation).members ?? [];
      const bodyless = members.every((candidate) => candidate.location);
      const outside = located(members, wire, labels, request);
      return { operation, bodyless, text: (body) => (bodyless ? bytes(object(outside)) : merged(outside, body)) };
    }
  }
  return undefined;
}

/** labelsOf is the members in a path, undefined where it is not the template's. */
function labelsOf(template: string[], segments: string[]): [string, string][] | undefined {
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

/** located is the members that stand in the path, the query and headers, as JSON text. */
function located(
  members: readonly Member[],
  wire: PathWire,
  labels: [string, string][],
  request: WireRequest,
): string[] {
  const shapeOf = (name: string) => members.find((candidate) => candidate.name === name)?.shape;
  const out = labels.map(([name, value]) => member(name, shapeOf(name), value));
  for (const { name, shape } of members) {
    const parameter = wire.query?.[name];
    const field = wire.header?.[name];
    if (parameter !== undefined) {
      for (const [given, value] of parameters(request.query))
        if (given === parameter) out.push(member(name, shape, value));
    } else if (field !== undefined) {
      const value = request.header(field);
      if (value !== null && value !== undefined) out.push(member(name, shape, value));
    }
  }
  return out;
}

/** merged is a body with more members put in front; a body that is no object stays as it is. */
function merged(members: string[], body: Uint8Array): Uint8Array {
  const space = (from: number) => {
    while ([0x20, 0x09, 0x0a, 0x0d].includes(body[from] as number)) from++;
    return from;
  };
  const start = space(0);
  if (start === body.length) return bytes(object(members));
  if (body[start] !== 0x7b) return body;
  const closed = body[space(start + 1)] === 0x7d;
  const front = bytes(`{${members.join()}${closed || !members.length ? "" : ","}`);
  const text = new Uint8Array(front.length + body.length - start - 1);
  text.set(front);
  text.set(body.subarray(start + 1), front.length);
  return text;
}

// What follows handles text as strings in which each character is a byte, so that bytes that are no UTF-8 reach the module as
// they are.

/** parameters are those of a query string or a form: split at & only, + is a space. */
function* parameters(text: string): Generator<[string, string]> {
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

/** decodePercent decodes what is percent-encoded; an invalid escape stays as it is. plus is what a + stands for. */
function decodePercent(text: string, plus = "+"): string {
  if (!/[%+]/.test(text)) return text;
  const out = new Uint16Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    if (unit === 0x2b) unit = plus.charCodeAt(0);
    if (unit === 0x25) {
      const high = hexDigit(text.charCodeAt(i + 1));
      const low = hexDigit(text.charCodeAt(i + 2));
      if (high >= 0 && low >= 0) {
        unit = high * 16 + low;
        i += 2;
      }
    }
    out[length++] = unit;
  }
  return binary(out.subarray(0, length));
}

/** hexDigit is a digit's value, -1 for what is none, the NaN beyond a text's end included. */
function hexDigit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function object(members: string[]): string {
  return `{${members.join()}}`;
}

function member(name: string, shape: Shape | undefined, text: string): string {
  return `${JSON.stringify(name)}:${literal(shape, text)}`;
}

/** bytes of a string in which each character is one; what is more is no byte, and becomes its UTF-8. */
function bytes(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) return new TextEncoder().encode(text);
    out[i] = unit;
  }
  return out;
}

function binary(body: Uint8Array | Uint16Array): string {
  let text = "";
  // Spreading the units would take four times as long.
  for (let i = 0; i < body.length; i += 0x6000)
    text += String.fromCharCode.apply(null, body.subarray(i, i + 0x6000) as unknown as number[]);
  return text;
}
