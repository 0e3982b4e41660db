// The public types of the package. Field names are those of the report's JSON, which is the same from every engine.

import type { english } from "./english_gen.js";
import type { UndecidedError } from "./errors.js";
import type { Operations } from "./operations_gen.js";
import type { PlatformResponse, PlatformURL } from "./platform.js";

export type { Operations } from "./operations_gen.js";

/** The full name of an operation, such as "cognito-identity.UpdateIdentityPool". */
export type Operation = keyof Operations;

type ServiceOf<O extends Operation> = O extends `${infer Service}.${string}` ? Service : never;
type BareOf<O extends Operation> = O extends `${string}.${infer Bare}` ? Bare : never;
type Shared<Bare extends string> =
  Bare extends BareOf<Operation>
    ? IsUnion<Extract<Operation, `${string}.${Bare}`>> extends true
      ? Bare
      : never
    : never;
type IsUnion<T, U = T> = [T] extends [never] ? false : T extends U ? ([U] extends [T] ? false : true) : false;

/** The name of a service, such as "cognito-idp". */
export type Service = ServiceOf<Operation>;

/**
 * An operation's name without its service. TagResource, UntagResource and ListTagsForResource exist twice and are left
 * out.
 */
export type BareOperation = Exclude<BareOf<Operation>, Shared<BareOf<Operation>>>;

/**
 * The names by which an operation is found: its full name, its bare name where only one service has it, or its
 * X-Amz-Target. The form of the command line ("cognito-identity update-identity-pool") works too, as `as
 * OperationName`.
 */
export type OperationName =
  | Operation
  | BareOperation
  | `AWSCognitoIdentityService.${BareOf<Extract<Operation, `cognito-identity.${string}`>>}`
  | `AWSCognitoIdentityProviderService.${BareOf<Extract<Operation, `cognito-idp.${string}`>>}`;

/** The full name of the operation that an OperationName finds. */
export type OperationNamed<N extends OperationName> = N extends Operation
  ? N
  : N extends `AWSCognitoIdentityService.${infer Bare}`
    ? Extract<Operation, `cognito-identity.${Bare}`>
    : N extends `AWSCognitoIdentityProviderService.${infer Bare}`
      ? Extract<Operation, `cognito-idp.${Bare}`>
      : Extract<Operation, `${string}.${N}`>;

/** The request of an operation. Timestamps are a Date or epoch seconds, blobs bytes or base64 text. */
export type RequestOf<N extends OperationName> = Operations[OperationNamed<N>]["request"];

/** The response of an operation. */
export type ResponseOf<N extends OperationName> = Operations[OperationNamed<N>]["response"];

/** Any JSON value. A document shape takes it. */
export type JSONValue = null | boolean | number | string | JSONValue[] | { [key: string]: JSONValue };

/**
 * A body: JSON text, JSON text as UTF-8, or an object. In an object a Date becomes epoch seconds, bytes
 * become base64, and members that are undefined are left out.
 */
export type Body = string | Uint8Array | object;

/**
 * A body before it was checked: any member may be missing or null, and a word of an enumeration be any string. A
 * literal with a misspelt member does not fit, and neither does one with a value of a wrong type; an object whose
 * members are not known does.
 */
export type Draft<T> = JSONValue extends T
  ? T
  : T extends string
    ? T | (string & {})
    : T extends number | boolean | null | undefined | Date | Uint8Array
      ? T
      : T extends readonly (infer Element)[]
        ? readonly (Draft<Element> | null)[]
        : { readonly [Name in keyof T]?: Draft<T[Name]> | null | undefined };

/** The kind of a violation. Codes are stable: a new one is a minor release, a changed one a major release. */
export type Code =
  | "syntax"
  | "duplicate"
  | "depth"
  | "type"
  | "null"
  | "required"
  | "length.min"
  | "length.max"
  | "items.min"
  | "items.max"
  | "entries.min"
  | "entries.max"
  | "range.min"
  | "range.max"
  | "pattern"
  | "enum"
  | "unknown"
  | `rule.${string}`;

/** One failure, or one warning. It never holds a value of the body. */
export interface Violation {
  /** The JSON Pointer (RFC 6901) of the value that fails. For "required" it is that of the missing member. */
  readonly path: string;
  readonly code: Code;
  /** A short sentence for a person: in English, or in the language of CheckOptions.texts. */
  readonly message: string;
  /** The name of the nearest member that holds the value; absent for the body itself. */
  readonly member?: string;
  /** The key of a map's entry fails, not the value under it. */
  readonly key?: true;
  /**
   * The documented bound: characters (Unicode scalar values), decoded bytes of a blob, elements, entries, or the number
   * itself.
   */
  readonly limit?: number;
  /** What was counted, in the unit of limit. */
  readonly actual?: number;
  /** The service's own text of the pattern. It is for reading, not for RegExp: its dialect is Java's. */
  readonly pattern?: string;
  /** What the pattern allows, in English words. */
  readonly allowed?: string;
  /** The values that are allowed. */
  readonly enum?: readonly string[];
  /** Where the value starts in the body, in bytes of UTF-8; for a missing member, where its structure starts. */
  readonly offset: number;
}

/** The error that the service itself would answer with. */
export interface ServiceError {
  /** The exception's name, such as "InvalidParameterException". */
  readonly type: string;
  readonly message: string;
}

interface ReportBase {
  readonly operation: Operation;
  /** The service model that the constraints come from: its API version and the day on which it was taken. */
  readonly model: { readonly version: string; readonly date: string };
  /** In document order. Empty when the body is valid. */
  readonly violations: readonly Violation[];
  /** Findings that do not change the verdict; empty unless asked for. */
  readonly warnings: readonly Violation[];
  /** There was more to report than a report holds. The verdict is not affected. */
  readonly truncated?: true;
  /**
   * The report as the module wrote it, byte for byte that of every other engine. It is not enumerable:
   * JSON.stringify(report) leaves it out. It is in English, whatever CheckOptions.texts say.
   */
  readonly json: string;
}

export interface ValidReport extends ReportBase {
  readonly valid: true;
  readonly error?: undefined;
}

export interface InvalidReport extends ReportBase {
  readonly valid: false;
  readonly error: ServiceError;
}

/** The verdict on one body. Reports are frozen; those of valid bodies are shared. */
export type Report = ValidReport | InvalidReport;

/** How much a code weighs. Warnings are looked for only when asked. */
export type Level = "error" | "warn" | "off";

/**
 * Severities by code, for instance `{ unknown: "error", "rule.reset-to-default": "off" }`. Codes that are not named
 * keep their default: everything is an error except "unknown" and the rules that say otherwise. syntax and depth cannot
 * be changed.
 */
export type Levels = { readonly [code in Code]?: Level };

/** The texts for persons in a language: what cognitocheck/de and the like have. */
export interface Texts {
  /** The BCP 47 tag of the language, such as "de", for the attribute lang. */
  readonly language: string;
  /**
   * Says a violation or a warning in the language. The texts of rules of your own stay as they are, unless `with` gives
   * them.
   */
  tell(violation: Pick<Violation, "code" | "message">): string;
  /** Says in the language why something could not be checked. */
  tellUndecided(error: Pick<UndecidedError, "reason" | "message">): string;
  /** Translates the message of a rule, the words for what a pattern allows, or a message of a form itself. */
  translate(english: string): string;
  /** Makes the same texts with some of your own in their place. */
  with(own: OwnTexts): Texts;
}

/**
 * Texts of your own, or for rules of your own. Placeholders are those of the English in its place; see Catalogue in
 * cognitocheck/texts.
 */
export interface OwnTexts {
  /** By code: `{ required: "Please fill in {member}." }`. */
  readonly messages?: { readonly [code in keyof typeof english]?: string };
  /** The messages of rules, by the rule's own: `{ "Begin the name with team-.": "…" }`. */
  readonly rules?: { readonly [english: string]: string };
  readonly words?: { readonly [english: string]: string };
  readonly undecided?: { readonly [reason in UndecidedError["reason"]]?: string };
  readonly forms?: { readonly [text in FormMessage]?: string };
}

/** The messages that bindForm has of its own, beside those of the module. */
export type FormMessage = "This is no JSON.";

export interface CheckOptions {
  /** Look for warnings as well. Default false: a valid body is then read once and nothing else is done. */
  readonly warnings?: boolean;
  /** Default: the defaults of Levels. */
  readonly levels?: Levels;
  /** The largest body that is checked, in bytes of UTF-8. Default and maximum 4 MiB (4,194,304). */
  readonly limit?: number;
  /** The language of Violation.message: the texts of cognitocheck/de or another. Default: the module's English. */
  readonly texts?: Texts;
}

/** What load takes: the options of all checks, and what is loaded beside the module. */
export interface LoadOptions extends CheckOptions {
  /**
   * Rules of your own, which `cognitocheck rules compile` has made from their declarations: at most 16 KiB, or a
   * promise of them. Their violations have the codes `rule.ID` and are in the reports of all checks of this load;
   * levels take these codes too. Default none. Rules that cannot be used make load reject with a RulesError.
   */
  readonly rules?: RulesSource | PromiseLike<RulesSource>;
}

/** Compiled rules: their bytes, a response that holds them, or a URL to fetch. */
export type RulesSource = ArrayBuffer | ArrayBufferView | PlatformResponse | PlatformURL | string;

/** The module: its bytes, a response that holds them, a URL to fetch, or the compiled module. */
export type ModuleSource = CompiledModule | ArrayBuffer | ArrayBufferView | PlatformResponse | PlatformURL | string;

/** A WebAssembly.Module, which has no members; it is told from options, and from options that are misspelt. */
export type CompiledModule = { readonly [option in keyof LoadOptions]?: never };

/** The type of the values of a shape. */
export type ShapeType =
  | "structure"
  | "list"
  | "map"
  | "string"
  | "blob"
  | "integer"
  | "long"
  | "boolean"
  | "timestamp"
  | "document";

/**
 * A shape with its constraints, as the module describes it. A shape that contains itself is described eight levels
 * deep.
 */
export interface Shape {
  readonly type: ShapeType;
  /** Values of it must appear in no output, log or error. */
  readonly sensitive?: true;
  /** The bounds of the length (characters, decoded bytes, elements, entries) or of the number; both inclusive. */
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly allowed?: string;
  readonly enum?: readonly string[];
  /** Of a structure, in the declared order. */
  readonly members?: readonly Member[];
  /** Of a list. */
  readonly element?: Shape;
  /** Of a map. */
  readonly key?: Shape;
  readonly value?: Shape;
}

export interface Member {
  readonly name: string;
  readonly required?: true;
  readonly deprecated?: true;
  /** The part of the HTTP request that the member is sent in, where that is not the body. */
  readonly location?: "uri" | "querystring" | "header";
  readonly shape: Shape;
}

/** Standard Schema, version 1 (https://standardschema.dev). */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "cognitocheck";
    readonly validate: (
      value: unknown,
    ) => { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly Issue[] };
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/**
 * A violation in the form of Standard Schema. path holds names of members and keys as strings, and indexes of lists as
 * numbers.
 */
export interface Issue {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly code: Code;
  readonly key?: true;
  readonly limit?: number;
  readonly actual?: number;
  readonly pattern?: string;
  readonly allowed?: string;
  readonly enum?: readonly string[];
}

export interface SchemaOptions {
  /**
   * What becomes of an empty string in an object, such as an untouched field of a form. "present" (default) keeps it.
   * "absent" makes a request of what a form holds: it leaves empty strings out of what is checked and handed on, and so
   * the structures and maps in which nothing else is left; and keys of maps that a form library has split at their
   * dots, as in `{ accounts: { google: { com: "…" } } }`, are one key again.
   */
  readonly emptyStrings?: "present" | "absent";
}

/** What became of a value: the request to send, or the issues; the report either way. */
export type SafeParse<O extends Operation = Operation> =
  | {
      readonly success: true;
      /** What was checked, which is what to send: with emptyStrings "absent" not the value given. */
      readonly data: RequestOf<O>;
      readonly issues?: undefined;
      readonly report: ValidReport;
    }
  | {
      readonly success: false;
      readonly data?: undefined;
      /** Their paths lead to the places in the value given. */
      readonly issues: readonly Issue[];
      readonly report: InvalidReport;
    };

/** Checks the requests of one operation. */
export interface Schema<O extends Operation = Operation> extends StandardSchema<RequestOf<O>> {
  readonly operation: O;
  readonly check: Check;
  /** The shape of the request. */
  describe(): Shape;
  /**
   * Checks a value and returns what to send, as the libraries do that hand on the value they were given: submit its
   * data, not the form's values.
   */
  safeParse(value: unknown): SafeParse<O>;
}

/**
 * A loaded module with its options. All calls are synchronous. Several can live side by side; checks made by `with`
 * share one instance of the module.
 *
 * Three outcomes are never blended: a report says valid or invalid; a check that could not decide throws an
 * UndecidedError; bad use throws a TypeError.
 */
export interface Check {
  /** The language of its messages; undefined for the module's English. */
  readonly texts: Texts | undefined;
  /** The options that the check was made with. */
  readonly options: CheckOptions;
  /** Checks a request. An empty string is {}. */
  request<N extends OperationName>(operation: N, input: string | Uint8Array | Draft<RequestOf<N>>): Report;
  /** Checks a response. */
  response<N extends OperationName>(operation: N, input: string | Uint8Array | Draft<ResponseOf<N>>): Report;
  /**
   * Checks one value against the member of the request that a JSON Pointer names, as if nothing else were known: no
   * rules are run. Elements of lists are named by an index or "-", entries of maps by their keys, which are checked
   * too. A string is the value itself, not JSON text; for JSON text give bytes.
   */
  field(operation: OperationName, pointer: string, value: unknown): Report;
  /** Tells whether a value is a valid request. */
  isRequest<N extends OperationName>(operation: N, value: unknown): value is RequestOf<N>;
  /** Makes a Standard Schema for the requests of an operation. */
  schema<N extends OperationName>(operation: N, options?: SchemaOptions): Schema<OperationNamed<N>>;
  /** Describes the shape of an operation's request. The answer is shared and frozen. */
  describe(operation: OperationName): Shape;
  /** Describes the shape of an operation's response. */
  describeResponse(operation: OperationName): Shape;
  /** Finds the full name of an operation by any of its names. */
  find(operation: string): Operation;
  /** Lists the full names of all operations, sorted by service and name. */
  operations(): readonly Operation[];
  /**
   * Makes the same check with other options. Options that are not named stay as they are, and so do the rules that were
   * loaded. It costs nothing.
   */
  with(options: CheckOptions): Check;
}
