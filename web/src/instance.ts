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
import { AmbiguousOperationError, ModuleError, RulesError, UndecidedError, UnknownOperationError } from "./errors.js";
import { cutPointer } from "./location.js";
import { freeze } from "./report.js";
import type { CompiledModule, Levels, Operation, Shape } from "./types.js";
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
  #buffer: ArrayBuffer | undefined;
  #memory = new Uint8Array();
  #input = new Uint8Array();
  #pointer = 0;
  #capacity = 0;
  #levels = "";
  readonly #ids = new Map<string, number>();
  readonly #shapes = new Map<number, Shape>();
  #names: readonly Operation[] | undefined;

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
      this.#exports ??= this.#start();
      return work(this.#exports);
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
    this.#buffer = undefined;
    this.#capacity = 0;
    this.#levels = "";
    const exports = instantiate(this.#module);
    if (this.#rules) this.#load(exports, this.#rules);
    return exports;
  }

  #load(exports: Exports, rules: Uint8Array): void {
    const isPack = rules.length > 0 && rules.length <= maxRules;
    if (!isPack || exports.rules(this.#put(exports, rules, 0, maxRules)) !== 0) {
      throw new RulesError(
        "the rules are damaged or not for this module: compile them again with cognitocheck rules compile",
      );
    }
  }

  /** Renews the views of the memory when it has moved. */
  #view(exports: Exports): void {
    const buffer = exports.memory.buffer as ArrayBuffer;
    if (buffer === this.#buffer) return;
    this.#buffer = buffer;
    this.#memory = new Uint8Array(buffer);
    this.#input = this.#memory.subarray(this.#pointer, this.#pointer + this.#capacity);
  }

  /** Makes room for n bytes of input. */
  #reserve(exports: Exports, n: number): void {
    if (n > this.#capacity) {
      const room = Math.min(maxInput, (n + 0xffff) & ~0xffff);
      const pointer = exports.reserve(room) >>> 0;
      if (pointer === 0) throw new UndecidedError("trap", `the module has no memory for ${n} bytes`);
      this.#pointer = pointer;
      this.#capacity = room;
      this.#buffer = undefined;
    }
    this.#view(exports);
  }

  /**
   * Writes text or bytes into the input, from an offset on. Returns their length in bytes, which is limit at the most.
   */
  #put(exports: Exports, text: string | Uint8Array, offset: number, limit: number): number {
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
    const length = this.#put(exports, levels, 0, maxInput);
    if (exports.levels(length) !== 0) throw new TypeError(`no such levels: ${levels}; ${levelsHint}`);
    this.#levels = levels;
  }

  /** Throws a TypeError for levels that the module does not know. */
  accept(levels: string): void {
    if (levels !== this.#levels) this.#run((exports) => this.#use(exports, levels));
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
      const id = exports.operation(this.#put(exports, asked, 0, maxInput));
      if (id >= 0) {
        if (this.#ids.size < mostNames) this.#ids.set(name, id);
        return id;
      }
      const answer = JSON.parse(this.#readReport(exports)) as { nearest?: Operation[]; candidates?: Operation[] };
      throw answer.candidates
        ? new AmbiguousOperationError(asked, answer.candidates)
        : new UnknownOperationError(asked, answer.nearest ?? []);
    });
  }

  /** Checks a body. The answer is 0 for a valid one without warnings, else the report's JSON. */
  check(id: number, body: string | Uint8Array, options: number, levels: string, limit: number): 0 | string {
    // This is #run without its closure: the check of a valid request makes none.
    try {
      this.#exports ??= this.#start();
      const exports = this.#exports;
      if (levels !== this.#levels) this.#use(exports, levels);
      const status = exports.check(id, this.#put(exports, body, 0, limit), options);
      return status === 0 ? 0 : this.#readOutcome(exports, status, limit, id);
    } catch (error) {
      throw this.#giveUp(error);
    }
  }

  /** Checks one value, given as JSON text. The answer is that of check. */
  checkField(
    id: number,
    pointer: string,
    value: string | Uint8Array,
    options: number,
    levels: string,
    limit: number,
  ): 0 | string {
    return this.#run((exports) => {
      if (levels !== this.#levels) this.#use(exports, levels);
      const name = this.#put(exports, pointer, 0, maxInput);
      if (name > maxInput - maxBody) throw new UndecidedError("pointer", "the pointer is over 64 KiB long");
      const length = this.#put(exports, value, name, limit);
      // The value may have moved the memory, so the pointer is written again.
      this.#put(exports, pointer, 0, maxInput);
      const status = exports.check_field(id, name, length, options);
      return status === 0 ? 0 : this.#readOutcome(exports, status, limit, id, pointer);
    });
  }

  #readOutcome(exports: Exports, status: number, limit: number, id: number, pointer = ""): string {
    switch (status) {
      case statusTooLarge:
        throw tooLarge(limit);
      case statusTooManyNames:
        throw new UndecidedError("names", "the body has too many names open at once");
      case statusPointer:
        throw new UndecidedError(
          "pointer",
          `the pointer ${JSON.stringify(cutPointer(pointer, this.describe(id, 0)))} leads to no member; pointers look ` +
            'like "/List/0/Name"',
        );
      case statusTooCostly:
        throw new UndecidedError(
          "rules",
          "the rules of your own read too much of this body: simplify them, or bound the body",
        );
    }
    if (status < 0) throw new UndecidedError("trap", `the module answered ${status}`);
    return this.#readReport(exports);
  }

  #readReport(exports: Exports): string {
    const pointer = exports.report() >>> 0;
    const length = exports.report_len() >>> 0;
    this.#view(exports);
    return readUTF8(this.#memory.subarray(pointer, pointer + length));
  }

  /** Reads the report on the body that was checked last and found valid, as JSON. */
  readValidReport(): string {
    return this.#run((exports) => this.#readReport(exports));
  }

  describe(id: number, options: number): Shape {
    const key = id * 4 + options;
    let shape = this.#shapes.get(key);
    if (!shape) {
      shape = this.#run((exports) => {
        if (exports.describe(id, options) !== 0)
          throw new UndecidedError("trap", "the module describes no such operation");
        const text = JSON.parse(this.#readReport(exports)) as { request?: Shape; response?: Shape };
        return freeze((text.request ?? text.response) as Shape);
      });
      this.#shapes.set(key, shape);
    }
    return shape;
  }

  listNames(): readonly Operation[] {
    this.#names ??= this.#run((exports) => {
      exports.operations();
      return Object.freeze(JSON.parse(this.#readReport(exports)) as Operation[]);
    });
    return this.#names;
  }
}

const levelsHint =
  'write { CODE: "error" | "warn" | "off" }, with codes such as "pattern"; syntax and depth cannot be changed';

/** Writes levels as the text that the module reads. Throws a TypeError for levels that cannot be written. */
export function writeLevels(levels: Levels | undefined): string {
  if (levels === undefined) return "";
  if (typeof levels !== "object" || levels === null) throw new TypeError(`levels is an object: ${levelsHint}`);
  const settings = Object.entries(levels).filter(([, level]) => level !== undefined);
  for (const [code, level] of settings) {
    if (/[=,]/.test(code) || (level !== "error" && level !== "warn" && level !== "off")) {
      throw new TypeError(`no such level: ${code}: ${JSON.stringify(level)}; ${levelsHint}`);
    }
  }
  return settings.map(([code, level]) => `${code}=${level}`).join();
}

export function tooLarge(limit: number): UndecidedError {
  return new UndecidedError("size", `the body is over the limit of ${limit} bytes; it was not read`);
}

function instantiate(module: CompiledModule): Exports {
  const refuse = (fault: string, options?: ErrorOptions): never => {
    throw new ModuleError(`the module ${fault}: use the cognitocheck.wasm of this package`, options);
  };
  let exports: Record<string, unknown>;
  try {
    exports = new WebAssembly.Instance(module, {}).exports;
  } catch (error) {
    return refuse("cannot be instantiated without imports", { cause: error });
  }
  const version = exports.abi_version as undefined | (() => unknown);
  const spoken = version ? version() : refuse("is another, it has no abi_version");
  if (spoken !== abiVersion) refuse(`speaks version ${spoken} of the ABI, this package version ${abiVersion}`);
  for (const [name, count] of Object.entries(functions))
    if ((exports[name] as ((...values: number[]) => number) | undefined)?.length !== count)
      refuse(`is another, its function ${name} is missing`);
  return exports as unknown as Exports;
}
