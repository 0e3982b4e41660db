import { maxBody } from "./abi_gen.js";
import { tooLarge } from "./errors.js";
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

/** A request that is one of the services', or may be: the body has the last word. */
export interface Recognised {
  readonly kind: "recognised";
  /** No part of the service's request is in the HTTP body, so that it need not be read. */
  readonly bodyless: boolean;
  /**
   * Makes the JSON text to check from the HTTP body; undefined where the body shows that the request is none of the
   * services'. Throws an UndecidedError when the text is sure to be over the limit.
   */
  read(body: Uint8Array): Text | Ambiguous | undefined;
}

export interface Text {
  readonly kind: "text";
  readonly operation: Operation;
  readonly text: Uint8Array;
}

/** A request of one of the services, to an operation that the module does not know: the service may be newer. */
export interface Unknown {
  readonly kind: "unknown";
  /** What is not known, and the day of the model that lacks it. */
  readonly reason: string;
}

/** A request that may be one of the services', and that another reader could take for another one. */
export interface Ambiguous {
  readonly kind: "ambiguous";
  /** What can be read in two ways. */
  readonly reason: string;
}

/** A request of one of the services in a protocol that is not read here. */
export interface OtherProtocol {
  readonly kind: "protocol";
  /** The protocol's name. */
  readonly protocol: string;
}

/** What a request is; undefined for one that is none of the services'. */
export type Recognition = Recognised | Unknown | Ambiguous | OtherProtocol | undefined;

/**
 * Tells which operation a request is for: by X-Amz-Target (awsJson), by Action (the query form), or by method and path
 * (cognito-sync). A server behind may go by any part that names an operation, so that with two of them the request is
 * ambiguous. An unknown Action could be any service's. limit bounds the text, in bytes.
 *
 * It is the twin of package wire in Go, which says more; web/conformance/requests.jsonl holds both to the same answers.
 */
export function recognise(check: Check, request: WireRequest, limit = maxBody): Recognition {
  const segments = tidyPath(request.path);
  const parameters = readNames(request.query);
  const claims: { ours: boolean; recognise: () => Recognition }[] = [];
  const claim = (ours: boolean, by: () => Recognition) => claims.push({ ours, recognise: by });
  const target = request.header("x-amz-target");
  if (isGiven(target)) claim(mentionsService(target), () => recogniseTarget(check, request, target));
  for (const name of ["x_amz_target", "x-amz_target", "x_amz-target"]) {
    const text = request.header(name);
    if (isGiven(text))
      claim(mentionsService(text), () => ambiguous("a header's name is X-Amz-Target with an underscore"));
  }
  for (const text of parameters.targets)
    claim(mentionsService(text), () => ambiguous("its X-Amz-Target is in the query"));
  for (const action of parameters.actions) {
    claim(!segments.length && isAction(check, action, parameters.versions), () =>
      recogniseAction(check, request, parameters, limit),
    );
  }
  const isRpc = segments.at(-4) === "service" && segments.at(-2) === "operation";
  if (isRpc || isGiven(request.header("smithy-protocol")))
    claim(isRpc && mentionsService(segments.at(-3) as string), () => recogniseProtocol(request));
  if (findByRoot(segments[0])) claim(true, () => recognisePath(check, request, segments, parameters));

  const ours = claims.find((one) => one.ours);
  if (ours) {
    if (claims.length === 1) return ours.recognise();
    return ambiguous(
      "more than one place names an operation, of the X-Amz-Target header, Action and X-Amz-Target in the query, and the path",
    );
  }
  if (segments.length || !mayBeForm(request)) return undefined;
  return {
    kind: "recognised",
    bodyless: false,
    read: (body) => {
      const form = toBinary(body);
      const inside = readBody(request, form);
      const names = joinNames(parameters, inside);
      if (
        !inside.actions.some((action) => isAction(check, action, names.versions)) &&
        !inside.targets.some(mentionsService)
      )
        return undefined;
      if (claims.length) return ambiguous("its body is a form with an Action, and something else names an operation");
      if (!isForm(request) || request.method !== "POST")
        return ambiguous("its body is a form, but it is no POST whose one Content-Type says so");
      return readAction(check, request, names, form, limit);
    },
  };
}

function ambiguous(reason: string): Ambiguous {
  return { kind: "ambiguous", reason };
}

function isGiven(value: string | null | undefined): value is string {
  return value !== null && value !== undefined;
}

/** Tells whether a text that names a service means one of these, however it is written. All have this in common. */
function mentionsService(text: string): boolean {
  return text.toLowerCase().includes("cognito");
}

/**
 * Reads the value of an X-Amz-Target header, with or without a package in lower case before it; undefined for any other
 * text. The operation may be one that the model does not have.
 */
export function readTarget(target: string): { readonly service: string; readonly operation: string } | undefined {
  const [, prefix, operation] = /^(?:[a-z0-9_.]*\.)?([^.]+)\.([A-Za-z0-9]{1,128})$/.exec(target) ?? [];
  const service = services.find((candidate) => candidate.target === prefix && prefix !== undefined);
  return service && operation !== undefined ? { service: service.name, operation } : undefined;
}

/** Recognises an awsJson request. Services and emulators take it at any path. */
function recogniseTarget(check: Check, request: WireRequest, target: string): Recognition {
  const read = readTarget(target);
  if (!read)
    return ambiguous("its X-Amz-Target names a service, but not as the service's clients do, or more than once");
  if (request.method !== "POST") return ambiguous("its X-Amz-Target is for a POST");
  if ((request.header("content-type") ?? "").toLowerCase().includes("cbor"))
    return { kind: "protocol", protocol: "awsCbor" };
  const name = `${read.service}.${read.operation}`;
  const doubt = findAmbiguity(request);
  if (doubt) return doubt;
  const operation = findOperation(check, name);
  if (!operation) return tellUnknown(check, read.service, `operation ${name}`);
  return {
    kind: "recognised",
    bodyless: false,
    read: (body) => {
      if (namesOperation(request, body)) return ambiguous("its body is a form as well, with an Action");
      return { kind: "text", operation, text: body };
    },
  };
}

/** Recognises a request of one of Smithy's RPC v2 protocols. */
function recogniseProtocol(request: WireRequest): Recognition {
  if (request.method === "OPTIONS") return findAmbiguity(request) ?? question;
  const protocol = request.header("smithy-protocol");
  return {
    kind: "protocol",
    protocol: protocol === "rpc-v2-cbor" ? "rpcv2Cbor" : protocol === "rpc-v2-json" ? "rpcv2Json" : "another",
  };
}

/** A browser's question about another request, which is none of the services' and has no body. */
const question: Recognised = {
  kind: "recognised",
  bodyless: false,
  read: (body) => (body.length ? ambiguous("a question with OPTIONS has no body") : undefined),
};

/** Headers that are for one connection, and so are no part of the request: RFC 9110, section 7.6.1. */
const hopByHop =
  /^(?:close|connection|http2-settings|keep-alive|proxy-authenticate|proxy-authorization|proxy-connection|te|trailer|transfer-encoding|upgrade)$/;

/** Looks for what makes a server behind read another request than the one that was recognised. */
function findAmbiguity(request: WireRequest): Ambiguous | undefined {
  const has = (name: string) => isGiven(request.header(name));
  const contentType = request.header("content-type") ?? "";
  if (/#/.test(request.path) || /#/.test(request.query)) return ambiguous("its path or query has a #");
  for (const part of (request.header("connection") ?? "").toLowerCase().split(",")) {
    const name = trimSpace(part);
    // Headers.get throws for what is no name.
    if (!/^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(name) || hopByHop.test(name)) continue;
    if (name === "host" || has(name)) return ambiguous("Connection names a header that would be taken away on the way");
  }
  if (listSigned(request).some((name) => hopByHop.test(name)))
    return ambiguous("its signature covers a header that is taken away on the way");
  for (const name of ["x-http-method-override", "x-http-method", "x-method-override"]) {
    if (has(name) && trimSpace(request.header(name) as string).toUpperCase() !== request.method.toUpperCase())
      return ambiguous("a header overrides its method");
  }
  if (contentType.includes(",")) return ambiguous("it has more than one Content-Type");
  if ((request.header("content-encoding") ?? "").includes(","))
    return ambiguous("it has more than one Content-Encoding");
  if (has("content_type") || has("content_encoding"))
    return ambiguous("a header's name is Content-Type or Content-Encoding with an underscore");
  for (const parameter of contentType.toLowerCase().split(";").slice(1)) {
    const [name = "", value = ""] = parameter.split(/=(.*)/s);
    if (trimSpace(name) === "charset" && !/^(?:utf-?8|(?:us-)?ascii)$/.test(value.replace(/^[ \t"']+|[ \t"']+$/g, "")))
      return ambiguous("its charset is not UTF-8");
  }
  return undefined;
}

/** Lists the headers that the request's signature covers. */
function listSigned(request: WireRequest): string[] {
  const lists = [/signedheaders=([^,]*)/i.exec(request.header("authorization") ?? "")?.[1] ?? ""];
  for (const [name, value] of readParameters(request.query)) if (/^x-amz-signedheaders$/i.test(name)) lists.push(value);
  return lists.flatMap((list) => list.toLowerCase().split(";").map(trimSpace));
}

function trimSpace(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}

/** Tells whether a server may read the body as a form. */
function mayBeForm(request: WireRequest): boolean {
  return mayBeEscaped(request) || isMultipart(request);
}

/**
 * Tells whether a server may read the body as a form whose parameters are like those of a query: it has no
 * Content-Type, or that of such a form among others, or one that is taken away on the way.
 */
function mayBeEscaped(request: WireRequest): boolean {
  const contentType = (request.header("content-type") ?? "").toLowerCase();
  return (
    contentType === "" ||
    (request.header("connection") ?? "").toLowerCase().includes("content-type") ||
    isGiven(request.header("content_type")) ||
    contentType.includes("urlencoded")
  );
}

/** Tells whether the body has parts with names, as browsers send a form with files. */
function isMultipart(request: WireRequest): boolean {
  return (request.header("content-type") ?? "").toLowerCase().includes("multipart");
}

/** Tells whether the body is a form, for every server. */
function isForm(request: WireRequest): boolean {
  return /^[ \t]*application\/x-www-form-urlencoded[ \t]*(?:;|$)/i.test(request.header("content-type") ?? "");
}

/** Says that a service's model does not have what the request is for. Any report on the service names the model. */
function tellUnknown(check: Check, service: string, what: string): Unknown {
  const known = check.operations().find((name) => name.startsWith(`${service}.`));
  const model = known ? `the model of ${check.request(known, "").model.date}` : "the model";
  return { kind: "unknown", reason: `${model} has no ${what}; a newer service may have it` };
}

/**
 * Finds the operation with a full name; undefined where there is none. check.find would go on to look for the nearest
 * names.
 */
function findOperation(check: Check, name: string): Operation | undefined {
  return check.operations().includes(name as Operation) ? (name as Operation) : undefined;
}

/** The parameters of a query or a form that say what a request is for. */
interface Names {
  readonly actions: readonly string[];
  readonly versions: readonly string[];
  readonly targets: readonly string[];
  /** There is a semicolon, at which some servers divide parameters as well. */
  readonly divided: boolean;
}

/** Collects the parameters that say what a request is for. */
function collectNames(parameters: Iterable<readonly [string, string]>, divided: boolean): Names {
  const actions: string[] = [];
  const versions: string[] = [];
  const targets: string[] = [];
  for (const [name, value] of parameters) {
    const list =
      name === "Action" ? actions : name === "Version" ? versions : /^x-amz-target$/i.test(name) ? targets : undefined;
    list?.push(value);
  }
  return { actions, versions, targets, divided };
}

/** Finds those of a query, or of a form like one, divided at & and at semicolons. */
function readNames(text: string): Names {
  return collectNames(splitNames(text), text.includes(";"));
}

function* splitNames(text: string): Generator<[string, string]> {
  // Each character of a name may be escaped as three. Most parameters begin otherwise, and there may be millions.
  for (const [, name = "", value = ""] of text.matchAll(/(?:^|[&;])([AVXx%][^=&;]{0,35})(?=[=&;]|$)=?([^&;]*)/g))
    yield [decodePercent(name, " "), decodePercent(value, " ")];
}

/**
 * Yields the parts of a multipart form that may be such parameters: a name, and behind the next empty line its value.
 */
function* splitParts(text: string): Generator<[string, string]> {
  let name: string | undefined;
  let inValue = false;
  for (const [, line = ""] of text.matchAll(/(?:^|\n)([^\n]*?)\r?(?=\n|$)/g)) {
    if (inValue) yield [name as string, line];
    if (inValue) name = undefined;
    else if (line) name = partName.exec(line)?.[1] ?? name;
    inValue = !inValue && !line && name !== undefined;
  }
}

const partName =
  /(?:^|[; \t])[Nn][Aa][Mm][Ee][ \t]*=[ \t]*"?(Action|Version|[Xx]-[Aa][Mm][Zz]-[Tt][Aa][Rr][Gg][Ee][Tt])(?:["; \t]|$)/;

/** Finds those of a body that may be a form, of one kind or the other. */
function readBody(request: WireRequest, text: string): Names {
  return joinNames(
    readNames(mayBeEscaped(request) ? text : ""),
    collectNames(isMultipart(request) ? splitParts(text) : [], false),
  );
}

function joinNames(a: Names, b: Names): Names {
  return {
    actions: [...a.actions, ...b.actions],
    versions: [...a.versions, ...b.versions],
    targets: [...a.targets, ...b.targets],
    divided: a.divided || b.divided,
  };
}

/**
 * Tells whether a service has the operation that an Action names, unless a Version is that of another service than
 * these.
 */
function isAction(check: Check, action: string, versions: readonly string[]): boolean {
  return (
    services.some((service) => findOperation(check, `${service.name}.${action}`)) &&
    (!versions.length || services.some(({ version }) => versions.includes(version)))
  );
}

/** Tells whether a server may read a body as a form with a parameter that names an operation, of any service. */
export function namesOperation(request: WireRequest, body: Uint8Array): boolean {
  if (!mayBeForm(request)) return false;
  const { actions, targets } = readBody(request, toBinary(body));
  return actions.length + targets.length > 0;
}

/** Recognises the query form with the Action in the query. */
function recogniseAction(check: Check, request: WireRequest, names: Names, limit: number): Recognition {
  if (request.method === "OPTIONS") return findAmbiguity(request) ?? question;
  if (request.method !== "GET" && request.method !== "POST") return ambiguous("its Action is for a GET or a POST");
  const named = nameAction(check, request, names);
  if (named?.kind !== "named") return named;
  return {
    kind: "recognised",
    bodyless: false,
    read: (body) => {
      if (request.method === "POST" && isForm(request)) {
        const form = toBinary(body);
        return readAction(check, request, joinNames(names, readBody(request, form)), form, limit);
      }
      if (body.length) {
        return ambiguous(
          "parameters are in the query, and its body may have more: it must be a POST whose one Content-Type is application/x-www-form-urlencoded",
        );
      }
      return readAction(check, request, names, "", limit);
    },
  };
}

/** Makes the text of a request in the query form. The names are those of its query and its form. */
function readAction(
  check: Check,
  request: WireRequest,
  names: Names,
  form: string,
  limit: number,
): Text | Ambiguous | undefined {
  const named = nameAction(check, request, names);
  if (named?.kind !== "named") return named;
  const { operation } = named;
  return {
    kind: "text",
    operation,
    text: toBytes(writeParameters(check.describe(operation), [request.query, form], limit)),
  };
}

/** Finds the operation that parameters name. */
function nameAction(
  check: Check,
  request: WireRequest,
  { actions, versions, targets, divided }: Names,
): { readonly kind: "named"; readonly operation: Operation } | Ambiguous | undefined {
  const doubt = findAmbiguity(request);
  if (doubt) return doubt;
  if (request.path !== "/" && request.path !== "") return ambiguous("its path is / for some servers only");
  if (divided) return ambiguous(semicolon);
  if (actions.length !== 1 || versions.length > 1 || targets.length)
    return ambiguous("it has more than one Action or Version");
  const [operation, ...others] = services.flatMap((service) => {
    return (versions[0] ?? service.version) === service.version
      ? (findOperation(check, `${service.name}.${actions[0]}`) ?? [])
      : [];
  });
  if (others.length) return ambiguous("several services have the operation: give a Version");
  return operation ? { kind: "named", operation } : ambiguous("the service of its Version does not have its Action");
}

const semicolon = "some servers divide parameters at semicolons: write %3B";

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

/**
 * The segments of a path as a server reads them that decodes it first, and then resolves dots, drops empty segments and
 * parameters after semicolons, and takes a backslash for a slash. None are left of the root.
 */
function tidyPath(path: string): string[] {
  const segments: string[] = [];
  for (const part of decodePercent(path).replace(/\\/g, "/").split("/")) {
    const segment = part.split(";", 1)[0] as string;
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments;
}

function recognisePath(check: Check, request: WireRequest, tidy: readonly string[], { divided }: Names): Recognition {
  if (request.method === "OPTIONS") return findAmbiguity(request) ?? question;
  const doubt = findAmbiguity(request);
  if (doubt) return doubt;
  const segments = request.path.replace(/^\//, "").replace(/\/$/, "").split("/");
  if (segments[0] !== tidy[0] || segments.some((segment) => /^(?:\.|%2e){1,2}$|\\|%5c/i.test(segment)))
    return ambiguous("its path is another one once it is tidied up");
  if (divided) return ambiguous(semicolon);
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
        kind: "recognised",
        bodyless,
        read: (body) => ({
          kind: "text",
          operation,
          text: bodyless ? toBytes(writeObject(outside)) : mergeMembers(outside, body),
        }),
      };
    }
  }
  const root = findByRoot(segments[0]);
  return root && tellUnknown(check, root.name, `operation of ${root.name} with this method and path`);
}

/** Finds the service whose paths begin with a segment. */
function findByRoot(segment: string | undefined): ServiceWire | undefined {
  return services.find(({ paths = [] }) => paths.some(({ path }) => path.split("/")[1] === segment));
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
      if (isGiven(value)) out.push(writeMember(name, shape, value));
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

export function toBinary(body: Uint8Array | Uint16Array): string {
  let text = "";
  // Spreading the units would take four times as long.
  for (let i = 0; i < body.length; i += 0x6000)
    text += String.fromCharCode.apply(null, body.subarray(i, i + 0x6000) as unknown as number[]);
  return text;
}
