import { maxBody, optionResponse, optionWarnings } from "./abi_gen.js";
import { encode, viewBytes } from "./encode.js";
import { type Instance, writeLevels } from "./instance.js";
import { parseReport } from "./report.js";
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

/** The check of a loaded module. */
export class ModuleCheck implements Check {
  readonly #instance: Instance;
  readonly options: CheckOptions;
  readonly #bits: number;
  readonly #levels: string;
  readonly #limit: number;
  readonly texts: Texts | undefined;

  constructor(instance: Instance, options: CheckOptions) {
    this.#instance = instance;
    this.options = options;
    this.#bits = options.warnings ? optionWarnings : 0;
    this.#levels = writeLevels(options.levels);
    const { texts, limit = maxBody } = options;
    if (texts !== undefined && typeof texts?.tell !== "function")
      throw new TypeError('texts are those of a language: import { texts } from "cognitocheck/de", load({ texts })');
    this.texts = texts;
    if (!Number.isInteger(limit) || limit < 1 || limit > maxBody) {
      throw new TypeError(`limit is a whole number of bytes from 1 to ${maxBody}`);
    }
    this.#limit = limit;
    instance.accept(this.#levels);
  }

  request(operation: OperationName, input: Body): Report {
    return this.#check(operation, input, this.#bits);
  }

  response(operation: OperationName, input: Body): Report {
    return this.#check(operation, input, this.#bits | optionResponse);
  }

  field(operation: OperationName, pointer: string, value: unknown): Report {
    if (typeof pointer !== "string") throw new TypeError(`a pointer is a string such as "/List/0/Name"`);
    return this.#check(operation, value ?? null, this.#bits, pointer);
  }

  #check(operation: OperationName, input: unknown, options: number, pointer?: string): Report {
    const instance = this.#instance;
    const id = instance.findId(operation);
    // The text is made before anything is written into the module, since a toJSON may call this check.
    const text =
      typeof input === "string" && pointer === undefined
        ? input
        : (viewBytes(input) ?? encode(input, () => instance.describe(id, options & optionResponse), pointer));
    const outcome = instance.check(id, text, options, this.#levels, this.#limit, pointer);
    if (outcome !== 0) return parseReport(outcome, this.texts);
    instance.valid[id] ??= parseReport(instance.readReport()) as ValidReport;
    return instance.valid[id];
  }

  isRequest<N extends OperationName>(operation: N, value: unknown): value is RequestOf<N> {
    return typeof value === "object" && value !== null && this.request(operation, value).valid;
  }

  schema<N extends OperationName>(operation: N, options?: SchemaOptions): Schema<OperationNamed<N>> {
    return makeSchema(this, this.find(operation) as OperationNamed<N>, options);
  }

  describe(operation: OperationName): Shape {
    return this.#instance.describe(this.#instance.findId(operation), 0);
  }

  describeResponse(operation: OperationName): Shape {
    return this.#instance.describe(this.#instance.findId(operation), optionResponse);
  }

  find(operation: string): Operation {
    return this.operations()[this.#instance.findId(operation)] as Operation;
  }

  operations(): readonly Operation[] {
    return this.#instance.listNames();
  }

  with(options: CheckOptions): Check {
    if ((options as LoadOptions)?.rules !== undefined)
      throw new TypeError("rules are loaded with the module: write load({ rules })");
    return new ModuleCheck(this.#instance, { ...this.options, ...options });
  }
}

/** Throws a TypeError for a value that is no Check. Its message says what to write instead. */
export function needCheck(check: unknown, user: string): asserts check is Check {
  if (typeof (check as Check | undefined)?.request === "function") return;
  if (typeof (check as Promise<unknown> | undefined)?.then === "function") {
    throw new TypeError(`the module is not loaded yet: write ${user}(await load())`);
  }
  throw new TypeError(`${user} takes what load() resolves to: write ${user}(await load())`);
}
