import { findBasePath } from "./base-path.js";
import { needCheck } from "./check.js";
import { tellDeveloper } from "./development.js";
import { viewBytes } from "./encode.js";
import { isUndecided, UndecidedError } from "./errors.js";
import { type Ambiguous, type OtherProtocol, recognise } from "./recognise.js";
import type { Check, InvalidReport, Report } from "./types.js";

/**
 * An invalid request, refused before it is signed and sent. The error looks like the service's: its name is the
 * exception's and its message is the service's, so that `error.name === "InvalidParameterException"` and `error
 * instanceof InvalidParameterException` both hold.
 */
export class InvalidRequestError extends Error {
  override readonly name: string;
  readonly $fault = "client";
  readonly $metadata: { readonly attempts: 0; readonly totalRetryDelay: 0 } = { attempts: 0, totalRetryDelay: 0 };

  constructor(readonly report: InvalidReport) {
    super(report.error.message);
    this.name = report.error.type;
  }
}

/** A request to one of the services that was not read: it is in another protocol, or can be read in two ways. */
export class UnreadRequestError extends Error {
  override readonly name = "UnreadRequestError";
}

export interface PluginOptions {
  /**
   * What becomes of a request that could not be decided, such as one over the limit, or in a protocol that is not read.
   * "pass" (default) sends it, "refuse" throws the UndecidedError, or an UnreadRequestError. A request of an operation
   * that the model does not have yet is always sent.
   */
  readonly undecided?: "pass" | "refuse";
  /** Called with each report, valid or not; for warnings, give a check that looks for them. */
  readonly onReport?: (report: Report) => void;
  /** Called when a request could not be decided. */
  readonly onUndecided?: (reason: UndecidedError | UnreadRequestError) => void;
  /**
   * Sends every request, and is called with the error of each that would have been refused. It is how to begin.
   * Default: the error is thrown.
   */
  readonly observe?: (refused: InvalidRequestError | UndecidedError | UnreadRequestError) => void;
}

/** What a client of the AWS SDK for JavaScript takes in `client.middlewareStack.use`. */
export interface Plugin {
  // biome-ignore lint/suspicious/noExplicitAny: the types of a stack's inputs differ from client to client.
  applyToStack(stack: any): void;
}

interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: { readonly [name: string]: string | readonly string[] | null };
  readonly headers: { readonly [name: string]: string };
  readonly body?: unknown;
}

type Next = (args: { request: unknown }) => Promise<unknown>;

/**
 * Makes a plugin for the clients of the AWS SDK for JavaScript v3:
 * `client.middlewareStack.use(cognitocheckPlugin(check))`. It checks the serialised request before it is signed; an
 * invalid one throws an InvalidRequestError and is not sent.
 */
export function cognitocheckPlugin(check: Check, options: PluginOptions = {}): Plugin {
  needCheck(check, "cognitocheckPlugin");
  const { undecided = "pass", onReport, onUndecided, observe } = options;
  if (undecided !== "pass" && undecided !== "refuse")
    throw new TypeError(`undecided is "pass" or "refuse", not ${JSON.stringify(undecided)}`);
  if (observe !== undefined && typeof observe !== "function")
    throw new TypeError("observe is a function, which is called with the error of a request that would be refused");
  const middleware = (next: Next, context?: { readonly clientName?: string }) => async (args: { request: unknown }) => {
    const isOurs = /^Cognito(?:Identity|IdentityProvider|Sync)Client$/.test(context?.clientName ?? "");
    try {
      const report = checkRequest(check, args.request as HttpRequest, isOurs, undecided, onUndecided);
      if (report) {
        onReport?.(report);
        if (!report.valid) throw new InvalidRequestError(report);
      }
    } catch (error) {
      if (!observe || !isRefusal(error)) throw error;
      observe(error);
    }
    return await next(args);
  };
  return {
    applyToStack(stack: { add(middleware: unknown, options: object): void }) {
      stack.add(middleware, {
        step: "build",
        priority: "low",
        name: "cognitocheckMiddleware",
        tags: ["COGNITOCHECK"],
        override: true,
      });
    },
  };
}

function checkRequest(
  check: Check,
  request: HttpRequest,
  isOurs: boolean,
  undecided: "pass" | "refuse",
  onUndecided: PluginOptions["onUndecided"],
): Report | undefined {
  const query = Object.entries(request.query ?? {})
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as string[]) : [value as string | null]).map((one) => [name, one ?? ""]),
    )
    .map((pair) => pair.map(encodeURIComponent).join("="))
    .join("&");
  const header = (name: string) =>
    Object.entries(request.headers).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];
  const recogniseAt = (path: string) => recognise(check, { method: request.method, path, query, header });
  // An endpoint may have a path of its own, below which the service's paths are.
  const found = recogniseAt(request.path) ?? findBasePath(request.path, recogniseAt)?.found;
  if (found?.kind === "unknown" || (!found && !isOurs)) return undefined;
  try {
    if (!found) throw nameless();
    const { body } = request;
    if (found.kind !== "recognised") throw cannotRead(found);
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : viewBytes(body ?? new Uint8Array());
    if (!bytes && !found.bodyless)
      throw new UndecidedError("size", "the body is a stream, whose size is not known; it was not read");
    const read = found.read(bytes ?? new Uint8Array());
    if (!read && isOurs) throw nameless();
    if (!read) return undefined;
    if (read.kind !== "text") throw cannotRead(read);
    return check.request(read.operation, read.text);
  } catch (error) {
    if (!isUndecided(error) && !(error instanceof UnreadRequestError)) throw error;
    onUndecided?.(error);
    if (undecided === "pass") {
      tellDeveloper(() => `a request was sent unread: ${error.message}`);
      return undefined;
    }
    throw error;
  }
}

function nameless(): UnreadRequestError {
  return new UnreadRequestError("the request names no operation of Cognito in a way that is read here");
}

/** Tells whether the error is one by which the plugin refuses a request. */
function isRefusal(error: unknown): error is InvalidRequestError | UndecidedError | UnreadRequestError {
  return error instanceof InvalidRequestError || error instanceof UnreadRequestError || isUndecided(error);
}

function cannotRead(found: Ambiguous | OtherProtocol): UnreadRequestError {
  return new UnreadRequestError(
    found.kind === "ambiguous"
      ? `the request can be read in two ways: ${found.reason}`
      : `the request is in ${found.protocol}, a protocol that is not read here`,
  );
}
