import { maxBody, optionResponse, optionWarnings } from "./abi_gen.js";
import { encode, viewBytes } from "./encode.js";
import { type Instance, writeLevels } from "./instance.js";
import { parseReport, parseValidReport } from "./report.js";
import { makeSchema } from "./schema.js";
import type {
  Body,
  Check,
  CheckOptions,
  LoadOptions,
  Operation,
  OperationName,
  OperationNamed,
  Report,
  RequestOf,
  Schema,
  SchemaOptions,
  Shape,
  Texts,
  ValidReport,
} from "./types.js";

/** What the checks of one loaded module share. */
interface Shared {
  readonly instance: Instance;
  readonly valid: ValidReport[];
}

class ModuleCheck implements Check {
  readonly #shared: Shared;
  readonly options: CheckOptions;
  readonly #bits: number;
  readonly #levels: string;
  readonly #limit: number;
  readonly texts: Texts | undefined;

  constructor(shared: Shared, options: CheckOptions) {
    this.#shared = shared;
    this.options = options;
    this.#bits = options.warnings ? optionWarnings : 0;
    this.#levels = writeLevels(options.levels);
    this.texts = readTexts(options.texts);
    const limit = options.limit ?? maxBody;
    if (!Number.isInteger(limit) || limit < 1 || limit > maxBody) {
      throw new TypeError(`limit is a whole number of bytes from 1 to ${maxBody}, not ${String(limit)}`);
    }
    this.#limit = limit;
    shared.instance.accept(this.#levels);
  }

  request(operation: OperationName, input: Body): Report {
    return this.#checkBody(operation, input, this.#bits);
  }

  response(operation: OperationName, input: Body): Report {
    return this.#checkBody(operation, input, this.#bits | optionResponse);
  }

  #checkBody(operation: OperationName, input: Body, options: number): Report {
    const { instance } = this.#shared;
    const id = instance.findId(operation);
    // The text is made before anything is written into the module, since a toJSON may call this check.
    const describe = () => instance.describe(id, options & optionResponse);
    const text = typeof input === "string" ? input : (viewBytes(input) ?? encode(input, describe));
    return this.#makeReport(id, instance.check(id, text, options, this.#levels, this.#limit));
  }

  field(operation: OperationName, pointer: string, value: unknown): Report {
    const { instance } = this.#shared;
    const id = instance.findId(operation);
    if (typeof pointer !== "string")
      throw new TypeError(`a pointer is a string such as "/List/0/Name", not ${typeof pointer}`);
    const describe = () => instance.describe(id, 0);
    const text = value === undefined ? "null" : (viewBytes(value) ?? encode(value, describe, pointer));
    return this.#makeReport(id, instance.checkField(id, pointer, text, this.#bits, this.#levels, this.#limit));
  }

  #makeReport(id: number, outcome: 0 | string): Report {
    const { instance, valid } = this.#shared;
    if (outcome === 0) {
      valid[id] ??= parseValidReport(instance.readValidReport());
      return valid[id];
    }
    return parseReport(outcome, this.texts);
  }

  isRequest<N extends OperationName>(operation: N, value: unknown): value is RequestOf<N> {
    return typeof value === "object" && value !== null && this.request(operation, value).valid;
  }

  schema<N extends OperationName>(operation: N, options?: SchemaOptions): Schema<OperationNamed<N>> {
    return makeSchema(this, this.find(operation) as OperationNamed<N>, options);
  }

  describe(operation: OperationName): Shape {
    return this.#shared.instance.describe(this.#shared.instance.findId(operation), 0);
  }

  describeResponse(operation: OperationName): Shape {
    return this.#shared.instance.describe(this.#shared.instance.findId(operation), optionResponse);
  }

  find(operation: string): Operation {
    const { instance } = this.#shared;
    return instance.listNames()[instance.findId(operation)] as Operation;
  }

  operations(): readonly Operation[] {
    return this.#shared.instance.listNames();
  }

  with(options: CheckOptions): Check {
    if ((options as LoadOptions)?.rules !== undefined)
      throw new TypeError("rules are loaded with the module: write load({ rules })");
    return new ModuleCheck(this.#shared, { ...this.options, ...options });
  }
}

export function makeCheck(instance: Instance, options: CheckOptions): Check {
  return new ModuleCheck({ instance, valid: [] }, options);
}

/** Throws a TypeError for texts that are none. Its message says what to write instead. */
function readTexts(texts: Texts | undefined): Texts | undefined {
  if (texts !== undefined && typeof texts?.tell !== "function") {
    throw new TypeError('texts are those of a language: import { texts } from "cognitocheck/de", load({ texts })');
  }
  return texts;
}

/** Throws a TypeError for a value that is no Check. Its message says what to write instead. */
export function needCheck(check: unknown, user: string): asserts check is Check {
  if (typeof (check as Check | undefined)?.request === "function") return;
  if (typeof (check as Promise<unknown> | undefined)?.then === "function") {
    throw new TypeError(`the module is not loaded yet: write ${user}(await load())`);
  }
  throw new TypeError(`${user} takes what load() resolves to: write ${user}(await load())`);
}
