import { maxBody } from "./abi_gen.js";
import { findBasePath, needBasePath, stripBasePath } from "./base-path.js";
import { needCheck } from "./check.js";
import { tellDeveloper } from "./development.js";
import { isUndecided } from "./errors.js";
import type { PlatformRequest, PlatformResponse } from "./platform.js";
import {
  type Ambiguous,
  namesOperation,
  type OtherProtocol,
  recognise,
  toBinary,
  type Unknown,
  type WireRequest,
} from "./recognise.js";
import type { Check, InvalidReport, Report, ServiceError, Violation } from "./types.js";

export interface PrecheckOptions {
  /**
   * What becomes of a request that could not be decided: its body is over the limit, or does not decode, or it is to an
   * operation of the services that the model does not have, which a newer service may. "pass" lets the request through
   * unchanged, "refuse" answers it with an error. There is no default: you choose between a checker that may let an
   * invalid request through and one that may refuse a valid one.
   */
  readonly undecided: "pass" | "refuse";
  /**
   * What becomes of a request that is none of the services': it goes to another service or another path. "pass"
   * (default) lets it through; its body is not read, unless one at / may be a form that names the operation, by its
   * Content-Type or for want of one. "refuse" answers 400, except for a browser's CORS preflight.
   */
  readonly unrecognised?: "pass" | "refuse";
  /**
   * What becomes of a request to the services that can be read in two ways, such as one with two targets: what is
   * behind could read the other one. "refuse" (default) answers 400 with the reason, "pass" lets it through.
   */
  readonly ambiguous?: "pass" | "refuse";
  /**
   * The path below which the API is, such as "/api/cognito". It is taken off the paths of requests before they are
   * looked at; the request itself stays as it is. Default none.
   */
  readonly basePath?: string;
  /** The largest body that is checked, in bytes, both as sent and as decoded. Default and maximum 4 MiB. */
  readonly limit?: number;
  /** Called with the report on each request that was checked, before the answer. */
  readonly onReport?: (report: Report, request: PlatformRequest) => void;
  /**
   * Called with the reason when a request could not be decided. Its name is "UnknownOperationError" where the model
   * does not have the operation; its message then names the operation and the model's day. It is
   * "AmbiguousRequestError" where the request can be read in two ways, and "ProtocolError" where it is in a protocol
   * that is not read.
   */
  readonly onUndecided?: (reason: Error, request: PlatformRequest) => void;
  /** Called when a request is let through that is none of the services'. */
  readonly onUnrecognised?: (request: PlatformRequest) => void;
  /**
   * Lets every request through, and is called with the answer of each that would have been refused. It is how to begin.
   * Default: requests are refused.
   */
  readonly observe?: (refused: PlatformResponse, request: PlatformRequest) => void;
}

/**
 * Resolves to the service's answer to an invalid request, and to undefined for other requests. The body stays readable.
 */
export type Precheck = (request: PlatformRequest) => Promise<PlatformResponse | undefined>;

/**
 * Makes a pre-check for whatever is in front of the services: a Worker, a service worker, a route handler. It knows
 * awsJson 1.1 (X-Amz-Target), the paths of cognito-sync and the query form (/?Action=…). A valid request costs a copy
 * of its body in memory and the check.
 */
export function precheck(check: Check, options: PrecheckOptions): Precheck {
  needCheck(check, "precheck");
  const {
    undecided,
    unrecognised = "pass",
    ambiguous = "refuse",
    basePath = "",
    limit = maxBody,
    onReport,
    onUndecided,
    onUnrecognised,
    observe,
  } = options ?? {};
  if (!isPolicy(undecided)) {
    throw new TypeError(
      "say whether requests that cannot be decided go on or are refused: " +
        'precheck(check, { undecided: "pass" }) or "refuse"',
    );
  }
  if (!isPolicy(unrecognised))
    throw new TypeError(`unrecognised is "pass" or "refuse", not ${JSON.stringify(unrecognised)}`);
  if (!isPolicy(ambiguous)) throw new TypeError(`ambiguous is "pass" or "refuse", not ${JSON.stringify(ambiguous)}`);
  const base = needBasePath(basePath);
  if (observe !== undefined && typeof observe !== "function")
    throw new TypeError("observe is a function, which is called with the answer of a request that would be refused");
  const limited = check.with({ limit });

  const guard: Precheck = async (request) => {
    try {
      const url = new URL(request.url);
      const wire: WireRequest = {
        method: request.method,
        path: stripBasePath(url.pathname, base),
        query: url.search.slice(1),
        header: (name) => request.headers.get(name),
      };
      const found = recognise(limited, wire, limit);
      const read =
        found?.kind === "recognised"
          ? found.read(found.bodyless ? new Uint8Array() : await readBody(request, wire, limit))
          : found;
      if (!read) {
        if (unrecognised === "refuse" && !isPreflight(request)) return answer(request, 400, foreign);
        onUnrecognised?.(request);
        tellDeveloper(() => sayUnread(limited, wire));
        return undefined;
      }
      if (read.kind !== "text") throw toTroubleOf(read);
      const report = limited.request(read.operation, read.text);
      onReport?.(report, request);
      return report.valid ? undefined : refusal(report, request);
    } catch (error) {
      const trouble = toTrouble(error);
      if (!trouble) throw error;
      onUndecided?.(trouble, request);
      if ((trouble.name === ambiguousName ? ambiguous : undecided) === "pass") return undefined;
      return answer(request, trouble.status, {
        type: trouble.type,
        message: `The request could not be checked: ${trouble.message}.`,
      });
    }
  };
  if (!observe) return guard;
  return async (request) => {
    const refused = await guard(request);
    if (refused) observe(refused, request);
    return undefined;
  };
}

/** Says that a request would be read with a base path; undefined where it would not. */
function sayUnread(check: Check, wire: WireRequest): string | undefined {
  const below = findBasePath(wire.path, (path) => recognise(check, { ...wire, path }));
  const isAction = /(?:^|&)Action=/.test(wire.query) && recognise(check, { ...wire, path: "/" })?.kind === "recognised";
  const base = below?.base ?? (isAction && wire.path !== "/" ? wire.path.replace(/\/+$/, "") : undefined);
  if (base === undefined) return undefined;
  return `a request to Cognito below ${base} goes on unread: give precheck { basePath: ${JSON.stringify(base)} }`;
}

const foreign = { type: "UnknownOperationException", message: "The request names no operation of Amazon Cognito." };

function isPolicy(value: unknown): value is "pass" | "refuse" {
  return value === "pass" || value === "refuse";
}

/** Tells whether a request is a browser's question about another one, which has no body, nor headers of that one. */
function isPreflight({ method, headers, body }: PlatformRequest): boolean {
  return (
    method === "OPTIONS" &&
    headers.has("origin") &&
    headers.has("access-control-request-method") &&
    !headers.has("x-amz-target") &&
    !body
  );
}

/** The reason why a request could not be decided, and the answer that gives it. */
class Trouble extends Error {
  override readonly name: string;
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    options: ErrorOptions & { name?: string } = {},
  ) {
    super(message, options);
    this.name = options.name ?? "UndecidedError";
  }
}

const ambiguousName = "AmbiguousRequestError";

function toTroubleOf(found: Unknown | Ambiguous | OtherProtocol): Trouble {
  switch (found.kind) {
    case "unknown":
      return new Trouble(501, "NotImplemented", found.reason, { name: "UnknownOperationError" });
    case "ambiguous":
      return new Trouble(400, "MalformedHttpRequestException", `it can be read in two ways: ${found.reason}`, {
        name: ambiguousName,
      });
    default:
      return new Trouble(
        415,
        "MalformedHttpRequestException",
        `it is in ${found.protocol}, a protocol that is not read here`,
        { name: "ProtocolError" },
      );
  }
}

function tooLarge(): Trouble {
  return new Trouble(413, "RequestEntityTooLargeException", "the body is over the size limit");
}

function toTrouble(error: unknown): Trouble | undefined {
  if (error instanceof Trouble) return error;
  if (!isUndecided(error)) return undefined;
  switch (error.reason) {
    case "size":
      return tooLarge();
    case "rules":
      return new Trouble(413, "RequestEntityTooLargeException", "the rules read too much of it", { cause: error });
    case "names":
      return new Trouble(413, "RequestEntityTooLargeException", "too many names are open at once", { cause: error });
    default:
      return new Trouble(503, "ServiceUnavailable", "the checker failed", { cause: error });
  }
}

/** Reads a request's body and decodes it. It reads limit bytes at the most. The request's own body stays readable. */
async function readBody(request: Request, wire: WireRequest, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  if (request.bodyUsed)
    throw new TypeError("the request's body was read before the pre-check: call it first, or give it request.clone()");
  if (!request.body) return new Uint8Array();
  const encoding = (request.headers.get("content-encoding") ?? "").trim().toLowerCase();
  const body = await collect((request.clone() as { body: ReadableStream<Uint8Array<ArrayBuffer>> }).body, limit);
  if (encoding === "" || encoding === "identity" || !body.length) return body;
  if (!/^(?:x-)?gzip$/.test(encoding) || typeof DecompressionStream !== "function")
    throw new Trouble(415, "MalformedHttpRequestException", "its content encoding is not known");
  let text: Uint8Array<ArrayBuffer>;
  try {
    text = await collect(new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip")), limit);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw undecodable(error);
  }
  if (!endsWithin(body, text)) throw undecodable();
  if (namesOperation(wire, body)) {
    throw toTroubleOf({
      kind: "ambiguous",
      reason: "its body is a form before its Content-Encoding is undone",
    });
  }
  return text;
}

function undecodable(cause?: unknown): Trouble {
  return new Trouble(400, "MalformedHttpRequestException", "its content encoding does not decode", { cause });
}

/**
 * Tells whether a gzip body is one member of RFC 1952 and nothing after it. Some runtimes take more members, or leave
 * out zeros and what follows them. The member ends with the sum and the length of its text.
 */
function endsWithin(body: Uint8Array, text: Uint8Array): boolean {
  const end = new Uint8Array(8);
  const view = new DataView(end.buffer);
  view.setUint32(0, sumUp(text), true);
  view.setUint32(4, text.length, true);
  const bytes = toBinary(body);
  const zeros = "\0".repeat(8);
  // Before it there may be members with nothing in them.
  if (bytes.includes(`${zeros}\x1f\x8b`)) return false;
  if (text.length) return bytes.indexOf(toBinary(end), 10) === bytes.length - 8;
  // With nothing in it, the last block is one of two.
  return bytes.endsWith(`\x03\0${zeros}`) || bytes.endsWith(`\xff\xff${zeros}`);
}

/** The sum of RFC 1952, a CRC-32. */
function sumUp(text: Uint8Array): number {
  sums ??= Uint32Array.from({ length: 256 }, (_, value) => {
    let sum = value;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    return sum;
  });
  let sum = -1;
  for (const byte of text) sum = (sum >>> 8) ^ (sums[(sum ^ byte) & 0xff] as number);
  return ~sum >>> 0;
}

let sums: Uint32Array | undefined;

async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      // This is not awaited, since the other half of a clone may never be read.
      reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0] as Uint8Array<ArrayBuffer>;
  const text = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    text.set(chunk, at);
    at += chunk.length;
  }
  return text;
}

/**
 * Makes the service's answer to an invalid request. Where the request has an Origin header, a page of any origin may
 * read the answer: otherwise the page's SDK would see a network error in place of the exception.
 */
export function refusal(report: InvalidReport, request?: PlatformRequest): PlatformResponse {
  return answer(request, 400, report.error, report.warnings);
}

function answer(
  request: Request | undefined,
  status: number,
  { type, message }: ServiceError,
  warnings: readonly Violation[] = [],
): Response {
  const headers = new Headers({
    "Content-Type": "application/x-amz-json-1.1",
    "Cache-Control": "no-store",
    "x-amzn-ErrorType": `${type}:`,
    "x-amzn-ErrorMessage": message
      .slice(0, 2048)
      .replace(/[^ -~]/gu, "?")
      .slice(0, 1024),
    "x-amzn-RequestId": crypto.randomUUID(),
  });
  if (warnings.length) headers.set("X-Cognitocheck-Warnings", warningsHeader(warnings));
  if (request?.headers.has("origin")) {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set(
      "Access-Control-Expose-Headers",
      "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,X-Cognitocheck-Warnings,Date",
    );
  }
  const body = type === "SerializationException" ? { __type: type, Message: message } : { __type: type, message };
  return new Response(JSON.stringify(body), { status, headers });
}

/**
 * Writes a report's warnings as the value of the header X-Cognitocheck-Warnings: a list of `code;path="pointer"` by RFC
 * 9651. Warnings beyond 16 items or 2,048 bytes are only counted.
 */
export function warningsHeader(warnings: readonly Violation[]): string {
  let text = "";
  for (const [i, { code, path }] of warnings.entries()) {
    const item = `${code};path="${escapePath(path)}"`;
    const more = `more;count=${warnings.length - i}`;
    const comma = i > 0 ? ", " : "";
    if (i === 16 || text.length + 2 + item.length + 2 + more.length > 2048) return text + comma + more;
    text += comma + item;
  }
  return text;
}

/** Percent-encodes the characters that the header does not allow. */
function escapePath(path: string): string {
  return encodeURI(path).replace(/[?#[\]]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
