import { needCheck } from "./check.js";
import { UndecidedError } from "./errors.js";
import { bodyLimit } from "./instance.js";
import { recognise, type WireRequest } from "./recognise.js";
import type { Check, InvalidReport, Report, ServiceError, Violation } from "./types.js";

export interface PrecheckOptions {
  /**
   * What becomes of a request to one of the services that could not be decided: its body is over the limit, or in an encoding
   * that does not decode. "pass" lets it go on as it came, "refuse" answers it with an error. There is no default: it is the
   * choice between a checker that may fail open and one that may be in the way.
   */
  readonly undecided: "pass" | "refuse";
  /**
   * What becomes of a request that is not to an operation of the services: to another service, another path, an operation that
   * the model does not have. Default "pass"; its body is not read. "refuse" answers 400, except for a browser's CORS preflight.
   */
  readonly unrecognised?: "pass" | "refuse";
  /** The largest body that is checked, in bytes, as it is sent and once it is decoded. Default and maximum 4 MiB. */
  readonly limit?: number;
  /** Called with the report on each request that was checked, before the answer. */
  readonly onReport?: (report: Report, request: Request) => void;
  /** Called with the reason when a request could not be decided. */
  readonly onUndecided?: (reason: Error, request: Request) => void;
}

/** A pre-check: the service's answer to an invalid request, undefined to go on. The request's body stays readable. */
export type Precheck = (request: Request) => Promise<Response | undefined>;

/**
 * Makes a pre-check for whatever stands in front of the services: a Worker, a service worker, a route handler. It knows awsJson 1.1
 * (X-Amz-Target), the paths of cognito-sync and the query form (/?Action=…). A valid request costs a copy of its body in memory
 * and the check.
 */
export function precheck(check: Check, options: PrecheckOptions): Precheck {
  needCheck(check, "precheck");
  const { undecided, unrecognised = "pass", limit = bodyLimit, onReport, onUndecided } = options ?? {};
  if (!isPolicy(undecided)) {
    throw new TypeError(
      'say whether requests that cannot be decided go on or are refused: precheck(check, { undecided: "pass" }) or "refuse"',
    );
  }
  if (!isPolicy(unrecognised))
    throw new TypeError(`unrecognised is "pass" or "refuse", not ${JSON.stringify(unrecognised)}`);
  const limited = check.with({ limit });

  return async (request) => {
    try {
      const url = new URL(request.url);
      const wire: WireRequest = {
        method: request.method,
        path: url.pathname,
        query: url.search.slice(1),
        header: (name) => request.headers.get(name),
      };
      const found = recognise(limited, wire, limit);
      if (!found) return unrecognised === "pass" || isPreflight(request) ? undefined : answer(request, 400, unknown);
      const body = found.bodyless ? new Uint8Array() : await read(request, limit);
      const report = limited.request(found.operation, found.text(body));
      onReport?.(report, request);
      return report.valid ? undefined : refusal(report, request);
    } catch (error) {
      const trouble = troubleOf(error);
      if (!trouble) throw error;
      onUndecided?.(trouble, request);
      if (undecided === "pass") return undefined;
      return answer(request, trouble.status, {
        type: trouble.type,
        message: `The request could not be checked: ${trouble.message}.`,
      });
    }
  };
}

const unknown = { type: "UnknownOperationException", message: "The request names no operation of Amazon Cognito." };

function isPolicy(value: unknown): value is "pass" | "refuse" {
  return value === "pass" || value === "refuse";
}

function isPreflight({ method, headers }: Request): boolean {
  return method === "OPTIONS" && headers.has("origin") && headers.has("access-control-request-method");
}

/** Why a request could not be decided, and the answer that says so. */
class Trouble extends Error {
  override readonly name = "UndecidedError";
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

function tooLarge(): Trouble {
  return new Trouble(413, "RequestEntityTooLargeException", "the body is over the size limit");
}

function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof Trouble) return error;
  if (!(error instanceof UndecidedError)) return undefined;
  switch (error.reason) {
    case "size":
      return tooLarge();
    case "names":
      return new Trouble(413, "RequestEntityTooLargeException", "too many names are open at once", { cause: error });
    default:
      return new Trouble(503, "ServiceUnavailable", "the checker failed", { cause: error });
  }
}

/** read is the bytes of a request's body, decoded, of which at most limit are read. The request keeps its own. */
async function read(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  if (request.bodyUsed)
    throw new TypeError("the request's body was read before the pre-check: call it first, or give it request.clone()");
  if (!request.body) return new Uint8Array();
  const encodings = (request.headers.get("content-encoding") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
  const body = await collect((request.clone() as { body: ReadableStream<Uint8Array<ArrayBuffer>> }).body, limit);
  if (!encodings.length || !body.length) return body;
  if (
    encodings.length > 1 ||
    !/^(?:x-)?gzip$/.test(encodings[0] as string) ||
    typeof DecompressionStream !== "function"
  ) {
    throw new Trouble(415, "MalformedHttpRequestException", "its content encoding is not known");
  }
  try {
    return await collect(new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip")), limit);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble(400, "MalformedHttpRequestException", "its content encoding does not decode", { cause: error });
  }
}

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
      // Not awaited: the other half of a clone may never be read.
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
 * The service's answer to an invalid request. With an Origin header in the request it may be read by a page of any origin, or its
 * SDK would see a network error in place of the exception.
 */
export function refusal(report: InvalidReport, request?: Request): Response {
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
 * The value of the header X-Cognitocheck-Warnings for a report's warnings: a list by RFC 9651 of `code;path="pointer"`, of which
 * what is beyond 16 items or 2,048 bytes is only counted.
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

/** escapePath percent-encodes what may not stand in the header. */
function escapePath(path: string): string {
  return encodeURI(path).replace(/[?#[\]]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
