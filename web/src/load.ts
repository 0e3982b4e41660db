import { makeCheck } from "./check.js";
import { isPlain, tagOf, viewBytes } from "./encode.js";
import { ModuleError, RulesError } from "./errors.js";
import { Instance } from "./instance.js";
import type { PlatformResponse, PlatformURL } from "./platform.js";
import type { Check, CompiledModule, LoadOptions, ModuleSource, RulesSource } from "./types.js";

/** Loads the module. */
export interface Load {
  /**
   * @param source The module: its bytes, a Response, a URL (a string is one too), or a WebAssembly.Module; a promise of
   *   one works as well. Default: the cognitocheck.wasm of this package, which is compiled once.
   * @param options Rules of your own, and the default for all checks; see LoadOptions.
   * @returns A check with an instance of its own. Rejects with a ModuleError, or for the rules with a RulesError.
   */
  (source?: ModuleSource | PromiseLike<ModuleSource>, options?: LoadOptions): Promise<Check>;
  /** Loads the package's own module with options. */
  (options: LoadOptions): Promise<Check>;
}

/** What differs between the runtimes. */
export interface Runtime {
  /** Where this package's own module is. */
  own(): ModuleSource | PromiseLike<ModuleSource>;
  /**
   * Compiles what is no module yet: bytes, or a response of the type application/wasm. Absent where the runtime
   * compiles no module while it runs; some of them refuse code that could.
   */
  compile?(given: PlatformResponse | Uint8Array<ArrayBuffer>): Promise<CompiledModule>;
  /** Reads a URL. Default fetch. */
  read?(url: PlatformURL): PromiseLike<PlatformResponse | Uint8Array>;
}

export function makeLoad({ own, compile, read = (url) => fetch(url) }: Runtime): Load {
  let kept: Promise<CompiledModule> | undefined;
  const ownModule = () => {
    // A failure is not kept, so that the next load tries again.
    kept ??= makeModule(own, read, compile).catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
  return async (source?: ModuleSource | PromiseLike<ModuleSource> | LoadOptions, given?: LoadOptions) => {
    if (typeof WebAssembly !== "object")
      throw new ModuleError("this runtime has no WebAssembly: check the request where there is one");
    // Options are told from a source by their being a plain object.
    if (tagOf(source) === "Object" && isPlain(source as object) && !("then" in (source as object))) {
      given ??= source as LoadOptions;
      source = undefined;
    }
    const { rules, ...options } = given ?? {};
    const other = source as ModuleSource | PromiseLike<ModuleSource> | undefined;
    const [module, pack] = await Promise.all([
      other === undefined ? ownModule() : makeModule(() => other, read, compile),
      rules === undefined ? undefined : readRules(rules, read),
    ]);
    return makeCheck(new Instance(module, pack), options);
  };
}

type Read = NonNullable<Runtime["read"]>;

/** What is loaded, for errors. */
interface Subject {
  readonly name: string;
  readonly Failure: typeof ModuleError | typeof RulesError;
}

const noBytes =
  "this runtime compiles no WebAssembly from bytes: import the file as a module, " +
  'import module from "cognitocheck/cognitocheck.wasm", and call load(module)';

const theModule: Subject = { name: "the module", Failure: ModuleError };
const theRules: Subject = { name: "the rules", Failure: RulesError };

async function makeModule(
  source: () => ModuleSource | PromiseLike<ModuleSource>,
  read: Read,
  compile: Runtime["compile"],
): Promise<CompiledModule> {
  const given = await follow(await source(), theModule, read);
  if (tagOf(given) === "WebAssembly.Module") return given as CompiledModule;
  if (!compile) throw new ModuleError(noBytes);
  // Only this MIME type, without parameters, compiles while it streams.
  if (isResponse(given) && given.headers.get("content-type") === "application/wasm") {
    return compile(given).catch(rethrow);
  }
  const bytes = await takeBytes(given);
  if (!bytes) throw new ModuleError("load takes bytes, a Response, a URL or a WebAssembly.Module");
  if (bytes[0] !== 0 || bytes[1] !== 0x61 || bytes[2] !== 0x73 || bytes[3] !== 0x6d) {
    throw new ModuleError("this is no WebAssembly module; is it a page that says that the file was not found?");
  }
  return compile(bytes as Uint8Array<ArrayBuffer>).catch(rethrow);
}

async function readRules(source: RulesSource | PromiseLike<RulesSource>, read: Read): Promise<Uint8Array> {
  const bytes = await takeBytes(await follow(await source, theRules, read));
  if (!bytes) {
    throw new RulesError("rules takes the bytes that cognitocheck rules compile has made, a Response or a URL");
  }
  return new Uint8Array(bytes);
}

/** Reads what a URL names. Throws for a response that has not found it. */
async function follow<T>(source: T, subject: Subject, read: Read): Promise<T | Response | Uint8Array> {
  let given: T | URL | Response | Uint8Array = typeof source === "string" ? parseURL(source, subject) : source;
  if (given instanceof URL) {
    const url = given;
    try {
      given = await read(url);
    } catch (error) {
      throw unreadable(subject, url.href, "", error);
    }
  }
  if (isResponse(given) && !given.ok) {
    throw unreadable(subject, given.url, `: status ${given.status}`);
  }
  return given;
}

async function takeBytes(given: unknown): Promise<Uint8Array | undefined> {
  return isResponse(given) ? new Uint8Array(await given.arrayBuffer()) : viewBytes(given);
}

function unreadable({ name, Failure }: Subject, url: string, why: string, cause?: unknown): Error {
  return new Failure(`${name} cannot be read from ${stripQuery(url)}${why}`, { cause });
}

/** Takes the query off a URL, since a signature may be in it. */
function stripQuery(url: string): string {
  return (url.split(/[?#]/)[0] as string).slice(0, 200);
}

function parseURL(text: string, subject: Subject): URL {
  try {
    return new URL(text, typeof document === "object" ? document.baseURI : undefined);
  } catch (error) {
    throw new subject.Failure(
      `${JSON.stringify(stripQuery(text))} is no URL: a path needs new URL(path, import.meta.url)`,
      {
        cause: error,
      },
    );
  }
}

function rethrow(error: unknown): never {
  const message = error instanceof Error ? error.message : "";
  let hint = /disallowed by embedder/.test(message) ? noBytes : "the module cannot be compiled";
  if (/Content.Security.Policy|unsafe-eval/i.test(message))
    hint = "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src";
  throw new ModuleError(hint, { cause: error });
}

function isResponse(value: unknown): value is Response {
  return (
    typeof (value as Response | null)?.arrayBuffer === "function" &&
    typeof (value as Response).headers?.get === "function"
  );
}
