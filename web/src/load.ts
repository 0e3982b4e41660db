import { ModuleCheck } from "./check.js";
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

  async function loadModule(source: ModuleSource | PromiseLike<ModuleSource>): Promise<CompiledModule> {
    const given = await follow(source, ModuleError, read);
    if (tagOf(given) === "WebAssembly.Module") return given as CompiledModule;
    if (!compile) throw new ModuleError(noBytes);
    try {
      // Only this MIME type, without parameters, compiles while it streams.
      const streams =
        isResponse(given) &&
        given.headers.get("content-type") === "application/wasm" &&
        "compileStreaming" in WebAssembly;
      const code = streams ? given : await takeBytes(given);
      if (code) return await compile(code as Response | Uint8Array<ArrayBuffer>);
    } catch (error) {
      const message = String(error);
      throw new ModuleError(
        /disallowed by embedder/.test(message)
          ? noBytes
          : /Content.Security.Policy|unsafe-eval/i.test(message)
            ? "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src"
            : "the module cannot be compiled; is it a page that says that the file was not found?",
        { cause: error },
      );
    }
    throw new ModuleError("load takes bytes, a Response, a URL or a WebAssembly.Module");
  }

  const loadOwn = () => {
    // A failure is not kept, so that the next load tries again.
    kept ??= loadModule(own()).catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };

  return async (source?: ModuleSource | PromiseLike<ModuleSource> | LoadOptions, given?: LoadOptions) => {
    if (typeof WebAssembly !== "object")
      throw new ModuleError("this runtime has no WebAssembly: check the request where there is one");
    // Options are told from a source by their being a plain object.
    if (tagOf(source) === "Object" && isPlain(source) && !("then" in (source as object))) {
      given ??= source as LoadOptions;
      source = undefined;
    }
    const { rules, ...options } = given ?? {};
    const [module, pack] = await Promise.all([
      source === undefined ? loadOwn() : loadModule(source as ModuleSource | PromiseLike<ModuleSource>),
      rules === undefined ? undefined : readRules(rules, read),
    ]);
    return new ModuleCheck(new Instance(module, pack), options);
  };
}

type Read = NonNullable<Runtime["read"]>;

const noBytes =
  "this runtime compiles no WebAssembly from bytes: " +
  'import module from "cognitocheck/cognitocheck.wasm", load(module)';

async function readRules(source: RulesSource | PromiseLike<RulesSource>, read: Read): Promise<Uint8Array> {
  const bytes = await takeBytes(await follow(source, RulesError, read));
  if (!bytes) {
    throw new RulesError("rules takes the bytes that cognitocheck rules compile has made, a Response or a URL");
  }
  return new Uint8Array(bytes);
}

/** Reads what a URL names. Throws for a response that has not found it. */
async function follow(source: unknown, Failure: typeof ModuleError | typeof RulesError, read: Read): Promise<unknown> {
  let given = await source;
  let cause: unknown;
  try {
    if (typeof given === "string") given = new URL(given, globalThis.document?.baseURI);
    if (given instanceof URL) given = await read(given);
    if (!isResponse(given) || given.ok) return given;
  } catch (error) {
    cause = error;
  }
  const { status, url = given } = given as Partial<Response>;
  // A signature may be in the query.
  const [address = ""] = String(url).split(/[?#]/);
  const why = status ? `status ${status}` : "is it there?";
  throw new Failure(
    `cannot read ${address.slice(0, 200)}: ` +
      (typeof given === "string" ? "a path needs new URL(path, import.meta.url)" : why),
    { cause },
  );
}

async function takeBytes(given: unknown): Promise<Uint8Array | undefined> {
  return isResponse(given) ? new Uint8Array(await given.arrayBuffer()) : viewBytes(given);
}

function isResponse(value: unknown): value is Response {
  return (
    typeof (value as Response | null)?.arrayBuffer === "function" &&
    typeof (value as Response).headers?.get === "function"
  );
}
