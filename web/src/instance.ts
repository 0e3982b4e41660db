import {
  abiVersion,
  functions,
  maxBody,
  maxInput,
  maxRules,
  statusPointer,
  statusTooCostly,
  statusTooLarge,
  statusTooManyNames,
} from "./abi_gen.js";
import {
  AmbiguousOperationError,
  ModuleError,
  RulesError,
  tooLarge,
  UndecidedError,
  UnknownOperationError,
} from "./errors.js";
import { cutPointer } from "./location.js";
import { freeze } from "./report.js";
import type { CompiledModule, Levels, Operation, Shape, ValidReport } from "./types.js";
import { readUTF8, writeUTF8 } from "./utf8.js";

/**
 * The most names that are kept. Every operation has a handful; the module is asked each time for names beyond these.
 */
const mostNames = 2048;

type Exports = { readonly memory: WebAssembly.Memory } & {
  readonly [name in keyof typeof functions]: (...values: number[]) => number;
};

/**
 * One instance of a module, replaced when it traps. Each call writes the input and reads the answer before it returns,
 * so several callers may share an instance as long as none keeps a view of its memory.
 */
export class Instance {
  readonly #module: CompiledModule;
  readonly #rules: Uint8Array | undefined;
  #exports: Exports | undefined;
  /** The memory. It is empty where it has moved, since the buffer of it is detached then. */
  #memory = new Uint8Array();
  #input = new Uint8Array();
  #pointer = 0;
  #capacity = 0;
  #levels = "";
  readonly #ids = new Map<string, number>();
  readonly #shapes = new Map<number, Shape>();
  #names: readonly Operation[] | undefined;
  /** The reports on valid requests, by operation. */
  readonly valid: ValidReport[] = [];

  /**
   * The rules are a pack; they are kept, so nobody may write into them later. Throws a ModuleError for a module that is
   * not the one for this package, and a RulesError for rules that the module refuses.
   */
  constructor(module: CompiledModule, rules?: Uint8Array) {
    this.#module = module;
    this.#rules = rules;
    this.#run(() => undefined);
  }

  /** Calls into the module. After a trap the instance is dropped, and the next call makes another. */
  #run<T>(work: (exports: Exports) => T): T {
    try {
      return work(this.#start());
    } catch (error) {
      throw this.#giveUp(error);
    }
  }

  #giveUp(error: unknown): unknown {
    if (error instanceof UndecidedError || error instanceof TypeError) return error;
    this.#exports = undefined;
    return new UndecidedError("trap", "the module stopped", { cause: error });
  }

  #start(): Exports {
    if (this.#exports) return this.#exports;
    this.#memory = new Uint8Array();
    this.#capacity = 0;
    this.#levels = "";
    const exports = instantiate(this.#module);
    const rules = this.#rules;
    if (rules && (!rules.length || rules.length > maxRules || exports.rules(this.#put(exports, rules)) !== 0)) {
      throw new RulesError(
        "the rules are damaged or not for this module: compile them again with cognitocheck rules compile",
      );
    }
    this.#exports = exports;
    return exports;
  }

  /** Renews the views of the memory when it has moved. */
  #view(exports: Exports): void {
    if (this.#memory.length) return;
    this.#memory = new Uint8Array(exports.memory.buffer);
    this.#input = this.#memory.subarray(this.#pointer, this.#pointer + this.#capacity);
  }

  /** Makes room for n bytes of input. */
  #reserve(exports: Exports, n: number): void {
    if (n > this.#capacity) {
      const room = Math.min(maxInput, (n + 0xffff) & ~0xffff);
      this.#pointer = exports.reserve(room) >>> 0;
      if (!this.#pointer) throw new RangeError(`no memory for ${n} bytes`);
      this.#capacity = room;
      this.#memory = new Uint8Array();
    }
    this.#view(exports);
  }

  /**
   * Writes text or bytes into the input, from an offset on. Returns their length in bytes, which is limit at the most.
   */
  #put(exports: Exports, text: string | Uint8Array, offset = 0, limit = maxInput): number {
    const length = text.length;
    if (length > limit) throw tooLarge(limit);
    if (typeof text !== "string") {
      this.#reserve(exports, offset + length);
      this.#input.set(text, offset);
      return length;
    }
    // Three bytes for each UTF-16 unit are always enough. Room that is not written to costs no memory.
    this.#reserve(exports, Math.min(maxInput, offset + length * 3));
    const done = writeUTF8(text, offset === 0 ? this.#input : this.#input.subarray(offset));
    if (done.read < length || done.written > limit) throw tooLarge(limit);
    return done.written;
  }

  #use(exports: Exports, levels: string): void {
    if (levels === this.#levels) return;
    if (exports.levels(this.#put(exports, levels)) !== 0) throw noLevels(levels);
    this.#levels = levels;
  }

  /** Throws a TypeError for levels that the module does not know. */
  accept(levels: string): void {
    this.#run((exports) => this.#use(exports, levels));
  }

  /** Finds the number of the operation with a name. */
  findId(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    if (typeof name !== "string")
      throw new TypeError(`an operation is named by a string such as "cognito-idp.SignUp", not by ${typeof name}`);
    // No operation has a name that is longer than this.
    const asked = name.length > 1000 ? `${name.slice(0, 100)}…` : name;
    return this.#run((exports) => {
      const id = exports.operation(this.#put(exports, asked));
      if (id < 0) {
        const { candidates, nearest = [] } = this.#parse(exports) as {
          [list in "candidates" | "nearest"]?: Operation[];
        };
        throw candidates ? new AmbiguousOperationError(asked, candidates) : new UnknownOperationError(asked, nearest);
      }
      if (this.#ids.size < mostNames) this.#ids.set(name, id);
      return id;
    });
  }

  /**
   * Checks a body, or the value at a pointer in it. The answer is 0 for a valid one without warnings, else the report's
   * JSON.
   */
  check(
    id: number,
    body: string | Uint8Array,
    options: number,
    levels: string,
    limit: number,
    pointer?: string,
  ): 0 | string {
    // This is #run without its closure: the check of a valid request makes none.
    try {
      const exports = this.#start();
      this.#use(exports, levels);
      let status: number;
      if (pointer === undefined) {
        status = exports.check(id, this.#put(exports, body, 0, limit), options);
      } else {
        const at = this.#put(exports, pointer);
        if (at > maxInput - maxBody) {
          status = statusPointer;
        } else {
          const length = this.#put(exports, body, at, limit);
          // The value may have moved the memory, so the pointer is written again.
          this.#put(exports, pointer);
          status = exports.check_field(id, at, length, options);
        }
      }
      switch (status) {
        case 0:
          return 0;
        case statusTooLarge:
          throw tooLarge(limit);
        case statusTooManyNames:
          throw new UndecidedError("names", "the body has too many names open at once");
        case statusPointer:
          throw new UndecidedError(
            "pointer",
            `the pointer ${JSON.stringify(cutPointer(pointer as string, this.describe(id, 0)).slice(0, 200))} leads to no member; ` +
              'pointers look like "/List/0/Name"',
          );
        case statusTooCostly:
          throw new UndecidedError(
            "rules",
            "the rules of your own read too much of this body: simplify them, or bound the body",
          );
      }
      if (status < 0) throw new RangeError(`the status is ${status}`);
      return this.#read(exports);
    } catch (error) {
      throw this.#giveUp(error);
    }
  }

  #read(exports: Exports): string {
    const pointer = exports.report() >>> 0;
    const length = exports.report_len() >>> 0;
    this.#view(exports);
    return readUTF8(this.#memory.subarray(pointer, pointer + length));
  }

  #parse(exports: Exports): unknown {
    return freeze(JSON.parse(this.#read(exports)));
  }

  /** Reads the report on the body that was checked last, as JSON. */
  readReport(): string {
    return this.#run((exports) => this.#read(exports));
  }

  describe(id: number, options: number): Shape {
    const key = id * 4 + options;
    let shape = this.#shapes.get(key);
    if (!shape) {
      shape = this.#run((exports) => {
        const status = exports.describe(id, options);
        if (status !== 0) throw new RangeError(`the status is ${status}`);
        const { request, response } = this.#parse(exports) as { [body in "request" | "response"]?: Shape };
        return (request ?? response) as Shape;
      });
      this.#shapes.set(key, shape);
    }
    return shape;
  }

  listNames(): readonly Operation[] {
    this.#names ??= this.#run((exports) => {
      exports.operations();
      return this.#parse(exports) as Operation[];
    });
    return this.#names;
  }
}

function noLevels(levels: string): TypeError {
  return new TypeError(
    `no such levels: ${levels}; write { CODE: "error" | "warn" | "off" }, with codes such as "pattern"; ` +
      "syntax and depth cannot be changed",
  );
}

/** Writes levels as the text that the module reads. Throws a TypeError for levels that cannot be written. */
export function writeLevels(levels: Levels | undefined): string {
  const settings = Object.entries(levels ?? {}).filter(([, level]) => level !== undefined);
  const text = settings.map((setting) => setting.join("=")).join();
  if (settings.some((setting) => /[=,]/.test(setting.join("")))) throw noLevels(text);
  return text;
}

function instantiate(module: CompiledModule): Exports {
  let fault = "cannot be instantiated without imports";
  let cause: unknown;
  try {
    const exports = new WebAssembly.Instance(module, {}).exports as { [name: string]: unknown };
    const version = (exports.abi_version as (() => unknown) | undefined)?.();
    const wrong =
      version !== abiVersion
        ? "abi_version"
        : Object.entries(functions).find(
            ([name, count]) => (exports[name] as ((...values: number[]) => number) | undefined)?.length !== count,
          )?.[0];
    if (!wrong) return exports as unknown as Exports;
    fault = `differs in its ${wrong}`;
  } catch (error) {
    cause = error;
  }
  throw new ModuleError(`the module ${fault}: use the cognitocheck.wasm of this package`, { cause });
}
