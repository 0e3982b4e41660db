// The builder's own tree: what a function of Go is between the code that Go compiled and the code of the core. Nothing
// of this file runs; tsc checks the builder against it.
//
// The steps, in order, and the files that do them:
//
//   parse    listing.mjs    what the compiler's listing says of each symbol
//   read     read.mjs       the function's code as a flow graph
//   thread   flow.mjs       every jump leads straight to its block
//   settle   settle.mjs     SP is a known distance, so loads and stores of the stack become slots
//   check    checks.mjs     masks of slices and tests for nil go
//   reduce   structure.mjs  every loop has one entry
//   assign   slots.mjs      slots and registers become variables, functions get signatures
//   prune    live.mjs       values that nobody reads are no longer computed, passed or given
//   place    layout.mjs     what is where in memory; symbols' addresses become constants
//   decide   ranges.mjs, widths.mjs   variables, parameters and results are i32 or i64
//   emit     emit.mjs       the function in the new module
//
// All offsets and sizes are in bytes. An offset on the stack is a distance from what SP is at the function's entry: 0
// to 8 is the address to resume at, arguments and results are from 8 on, the function's own frame below 0.

import type binaryen from "binaryen";

/** A type of wasm by binaryen's number: i32 or i64; floating point is refused when it is read. */
export type Type = binaryen.Type;

/** An operator by binaryen's number. */
export type Operator = binaryen.Operations;

/**
 * A place in Go's source, "validator/engine/read_value.go:49": the file seen from the module's root, and the line. Code
 * that is inlined from another module counts to the place before it.
 */
export type Place = string;

/** A symbol as Go's linker writes it into the wasm name section: "main.__machine_.put" for main.(*machine).put. */
export type LinkerName = string;

// ---------------------------------------------------------------------------------------------- The listing's symbols

/** All that the compiler's listing tells. Set by parse. */
export interface Listing {
  /** The functions of the packages that the listing covers. */
  functions: Map<LinkerName, ListedFunction>;
  /** The variables of these packages, by Go's spelling. */
  data: Map<string, ListedVariable>;
  /** Go's spelling of every function that is in the listing or called from there. */
  spellings: Map<LinkerName, string>;
}

/** A function in the listing. Set by parse. */
export interface ListedFunction {
  /** Go's spelling, "main.(*machine).put". */
  symbol: string;
  /** Where the function begins. */
  place: Place;
  /** The addresses that its code refers to, in the order of the code; without its own, which are for resuming. */
  addresses: Reference[];
  /** Its instructions that are told apart to find places: see Landmark. In the order of the code. */
  landmarks: Landmark[];
  /** Whether it calls methods of interfaces. */
  callsInterfaces: boolean;
}

/** An address in a function's code. Set by parse. */
export interface Reference {
  /** Where in the code, seen from its beginning. */
  at: number;
  /** The symbol, in Go's spelling. */
  symbol: string;
  /** How far into the symbol. */
  offset: number;
  /** The landmark that refers to it, by its number in the function. */
  landmark: number;
}

/**
 * A constant, load, store or call. The code has them in the order in which read.mjs comes upon them, which leads from
 * an expression to its place in the source. Set by parse.
 */
export interface Landmark {
  /** Where in the source it is from. */
  place: Place;
  /** What is called, in Go's spelling; undefined where it is another instruction or an indirect call. */
  callee?: string;
  /** Whether it is a constant that is the address of another symbol. */
  refers: boolean;
}

/** A variable of a package. Set by parse. */
export interface ListedVariable {
  /** Go's kind of symbol: SNOPTRDATA, SNOPTRBSS, SDATA, SBSS, SRODATA. NOPTR says that it holds no pointers. */
  kind: string;
  /** Its size. */
  size: number;
}

// ------------------------------------------------------------------------------------------ Functions and flow graphs

/** A function on its way through the builder. */
export interface Flow {
  /** Set by read. */
  name: LinkerName;
  /** What the listing says of it. Set by read. */
  listed: ListedFunction;
  /** The flow graph; the first is the entry. Set by read; thread, settle and reduce change it. */
  blocks: Block[];
  /** How many constants its code has. Set by read. */
  constants: number;
  /** Stack slots whose address is taken. Set by settle. */
  escapes: Escape[];
  /** The lowest offset on the stack that it uses, 0 or less. Set by settle. */
  lowest: number;
  /** What it takes and gives. Set by assign; its parts get their widths from decide. */
  signature: Signature;
  /**
   * The lowest offset of what must stay in memory, up to 0, since its address is taken: minus the size of the frame
   * that the function needs in the core. 0 where it needs none. Set by assign.
   */
  inMemory: number;
  /** What each statement and exit does to slots and registers, in order. Set by assign. */
  accesses: Map<Statement | Exit, Access[]>;
  /** The access of an expression or statement that has one only. Set by assign. */
  accessOf: Map<object, Access>;
  /** The variables of the signature's parameters, in the same order; undefined where none reads it. Set by assign. */
  parameters: (Variable | undefined)[];
  /** Whether an export calls it, so that its arguments may be anything. Set by core() before decide. */
  exported: boolean;
}

/** Statements that run one after another, and what comes after them. Set by read. */
export interface Block {
  /** In the order in which they run. */
  statements: Statement[];
  /** Where control goes after them. */
  exit: Exit;
}

/** A slot whose address is taken. Set by settle. */
export interface Escape {
  /** The slot's offset on the stack. */
  at: number;
  /** The statement or exit that takes the address. */
  place: Place;
}

// --------------------------------------------------------------------------------------------------- Statements, exits

/**
 * A statement. `a`, `b` and `c` are its expressions in the order of evaluation; each kind says what they are for. All
 * kinds have a `place`, that of the landmark read last. Set by read, unless the kind says otherwise.
 */
export type Statement =
  | SetStatement
  | SetGlobalStatement
  | StoreStatement
  | SetSlotStatement
  | DropStatement
  | CopyStatement
  | FillStatement
  | CallStatement;

/**
 * Sets a wasm local, which is one of Go's registers, PC_B or SP, to `a`. Those of PC_B go in thread, those of SP in
 * settle.
 */
export interface SetStatement {
  kind: "set";
  place: Place;
  /** The index of the wasm local: PC_B, SP, or a register from 2 on. Set by read. */
  local: number;
  a: Expression;
}

/** Sets a wasm global to `a`. Only SP is, and settle takes that out. */
export interface SetGlobalStatement {
  kind: "setglobal";
  place: Place;
  a: Expression;
}

/** Stores the lowest `bytes` bytes of `b` at the address `a` plus `offset`. */
export interface StoreStatement {
  kind: "store";
  place: Place;
  /** How many bytes: 1, 2, 4 or 8. Set by read. */
  bytes: number;
  /** In bytes, added to the address without wrapping. Set by read. */
  offset: number;
  a: Expression;
  b: Expression;
}

/** Stores the lowest `bytes` bytes of `a` in a slot of the stack. Made by settle. */
export interface SetSlotStatement {
  kind: "setslot";
  place: Place;
  /** The slot's offset on the stack. */
  at: number;
  /** How many bytes: 1, 2, 4 or 8. Set by read. */
  bytes: number;
  a: Expression;
}

/** Evaluates `a` and forgets the value. prune leaves none. */
export interface DropStatement {
  kind: "drop";
  place: Place;
  a: Expression;
}

/** memory.copy: to the address `a`, from `b`, `c` bytes. */
export interface CopyStatement {
  kind: "copy";
  place: Place;
  a: Expression;
  b: Expression;
  c: Expression;
}

/** memory.fill: at the address `a`, with the byte `b`, `c` bytes. */
export interface FillStatement {
  kind: "fill";
  place: Place;
  a: Expression;
  b: Expression;
  c: Expression;
}

/** Calls a function. Its arguments and results are on the stack until assign knows the callee's signature. */
export interface CallStatement {
  kind: "call";
  place: Place;
  /** The callee. Set by read. */
  target: LinkerName;
  /** SP at the callee's entry, an offset on the caller's stack. 0 until settle. */
  at: number;
}

/** What comes after a block's statements. Made by read; thread makes jumps of the switches over PC_B. */
export type Exit =
  | { kind: "jump"; to: Block }
  | { kind: "branch"; condition: Expression; yes: Block; no: Block }
  /** To the target of that index, to the last for any higher one. */
  | { kind: "switch"; index: Expression; targets: Block[] }
  | { kind: "return" }
  /** `by` is the function that would end the program, or the reason why control cannot come here. */
  | { kind: "trap"; by: string };

// --------------------------------------------------------------------------------------------------------- Expressions

/**
 * An expression. `a`, `b` and `c` are those inside it, in the order of evaluation. `type` is what it gives. Set by
 * read, unless the kind says otherwise.
 */
export type Expression =
  | ConstantExpression
  | SymbolExpression
  | GetExpression
  | TeeExpression
  | GlobalExpression
  | LoadExpression
  | SlotExpression
  | AddressExpression
  | UnaryExpression
  | BinaryExpression
  | SelectExpression;

/** A number. */
export interface ConstantExpression {
  kind: "const";
  type: Type;
  /** Signed, whatever the type. */
  value: bigint;
}

/** An address in a variable. Made by read; place makes a constant of it. */
export interface SymbolExpression {
  kind: "symbol";
  type: Type;
  /** The variable, in Go's spelling. */
  symbol: string;
  /** How far into the variable. Set by read. */
  offset: number;
}

/** Gives a wasm local, which is one of Go's registers, PC_B or SP. Those of SP go in settle. */
export interface GetExpression {
  kind: "get";
  type: Type;
  /** The index of the wasm local: PC_B, SP, or a register from 2 on. Set by read. */
  local: number;
}

/** Sets a wasm local to `a` and gives it. */
export interface TeeExpression {
  kind: "tee";
  type: Type;
  /** The index of the wasm local: PC_B, SP, or a register from 2 on. Set by read. */
  local: number;
  a: Expression;
}

/** Gives a wasm global, which is SP, or g in the guard against the stack's end. settle takes both out. */
export interface GlobalExpression {
  kind: "global";
  type: Type;
}

/** Loads `bytes` bytes from the address `a` plus `offset`, sign-extended where `signed`. */
export interface LoadExpression {
  kind: "load";
  type: Type;
  /** How many bytes: 1, 2, 4 or 8. Set by read. */
  bytes: number;
  /** Whether the value is sign-extended, else zero-extended. Set by read. */
  signed: boolean;
  /** In bytes, added to the address without wrapping. Set by read. */
  offset: number;
  a: Expression;
}

/** Loads `bytes` bytes from a slot of the stack, sign-extended where `signed`. Made by settle. */
export interface SlotExpression {
  kind: "slot";
  type: Type;
  /** The slot's offset on the stack. */
  at: number;
  /** How many bytes: 1, 2, 4 or 8. Set by read. */
  bytes: number;
  /** Whether the value is sign-extended, else zero-extended. Set by read. */
  signed: boolean;
}

/** The address of a slot of the stack. Made by settle. */
export interface AddressExpression {
  kind: "address";
  type: Type;
  /** The slot's offset on the stack. */
  at: number;
}

/** Gives what an operator makes of `a`. */
export interface UnaryExpression {
  kind: "unary";
  type: Type;
  /** What is done; an operator on integers. Set by read. */
  op: Operator;
  a: Expression;
}

/** Gives what an operator makes of `a` and `b`. */
export interface BinaryExpression {
  kind: "binary";
  type: Type;
  /** What is done; an operator on integers. Set by read. */
  op: Operator;
  a: Expression;
  b: Expression;
}

/** Gives `a` where `c` is not 0, else `b`. All three are evaluated. */
export interface SelectExpression {
  kind: "select";
  type: Type;
  a: Expression;
  b: Expression;
  c: Expression;
}

// ------------------------------------------------------------------------------------- Slots, variables and signatures

/** Something that a statement, exit or expression does to bytes of the stack or to a register. Made by assign. */
export interface Access {
  /** What it does to them. */
  does:
    | "use" // reads the bytes
    | "define" // writes them
    | "spoil" // writes nothing known: a call may leave anything in its arguments and results
    | "enter"; // what the function's callers left there
  /** An offset on the stack. A register is a slot too, of 8 bytes, far above all others. */
  at: number;
  /** How many bytes it is about. */
  bytes: number;
  /** The statement, exit or expression; undefined for what callers left. */
  node?: Statement | Exit | Expression;
  /** The parameter of the callee that a call passes here. */
  parameter?: Part;
  /** The result that a call leaves here, or that a return gives. */
  result?: Part;
  /** The variable to whose bytes it belongs; undefined where they are written but never read. */
  variable?: Variable;
}

/** Numbers from `low` to `high`, both among them, as i64s with a sign. Set by decide. */
export interface Range {
  low: bigint;
  high: bigint;
}

/**
 * A variable: writes to bytes of the stack, or to a register, and all reads that they reach. It becomes one local of
 * the core's function. Made by assign.
 */
export interface Variable extends Range {
  /** The variable that this one turned out to be; null where it is its own. Meaningless after assign. */
  joined: Variable | null;
  /** The offset on the stack where it begins. */
  start: number;
  /** The offset on the stack where it ends, at most 8 more. */
  end: number;
  /** Whether anything that the function does depends on it. Set by prune, which leaves no other. */
  live: boolean;
  /** How many of its lowest bits are read; 64 where all are. Set by decide. */
  demand: number;
  /** Whether it is an i32: with its sign above where `low` is less than 0, else with zeros. Set by decide. */
  narrow: boolean;
}

/** What a function takes and gives. Made by assign; written.mjs and the exports have theirs from the beginning. */
export interface Signature {
  /** From the lowest offset to the highest; they do not overlap. */
  parameters: Part[];
  /** The same; more than one make a tuple. */
  results: Part[];
  /** Where the last argument or result ends, seen from the first argument. */
  extent: number;
}

/** A parameter or a result. */
export interface Part extends Range {
  /** Its offset, seen from the first argument: 8 less than on the callee's stack. */
  at: number;
  /** Its size, at most 8. */
  bytes: number;
  /** Whether anybody reads it. Set by prune, which leaves no other; meaningless for functions written by hand. */
  live: boolean;
  /** How many of its lowest bits are read; 64 where all are. Set by decide. */
  demand: number;
  /** Whether it is an i32, as a variable's. Set by decide; true for functions that are written by hand. */
  narrow: boolean;
}

// ---------------------------------------------------------------------------------------------------------- The module

/** A variable that the core keeps. */
export interface Kept extends ListedVariable {
  /** In Go's spelling. */
  symbol: string;
  /** Its address in the stock reactor. Set when the functions are collected. */
  address: number;
  /** Its address in the core. Set by place, 0 before. */
  at: number;
}

/** What is where in the core's memory, from below: constants, state, stack, input. Set by place. */
export interface Layout {
  /** By Go's spelling, in the order of their addresses. */
  kept: Map<string, Kept>;
  /** The lowest address of the stack, which grows down to it. */
  stackEnd: number;
  /** The stack's size; 0 where no function needs one. */
  stack: number;
  /** The address of the input. */
  start: number;
}

/** One of the reactor's exports. Read from the wrapper that Go writes for it. */
export interface Entry {
  /** The name that hosts know. */
  name: string;
  /** The function that the wrapper calls. */
  target: LinkerName;
  /** How many parameters of type i32 it has. */
  arity: number;
  /** Whether it gives an i32. */
  answers: boolean;
  /** Where the wrapper puts each parameter: `index` is the parameter's number. */
  parameters: (Extent & { index: number })[];
  /** Where it takes the result from. */
  results: Extent[];
}

/** Bytes among the arguments and results, seen from the first argument. */
export interface Extent {
  /** The offset of the first. */
  at: number;
  /** How many. */
  bytes: number;
}

/** A function that is written by hand. */
export interface Written {
  /** Where Go passes its arguments; each is an i32 of the core's function. */
  parameters: Extent[];
  /** Where Go takes its results from; each is an i32. */
  results: Extent[];
  /** Adds the function to the module. */
  write(module: binaryen.Module, name: LinkerName, memory: Memory): void;
}

/** What functions that are written by hand know of the memory. */
export interface Memory {
  /** The address of the input. */
  start: number;
  /** How much more than the input there must be, since it may be read. */
  padding: number;
  /** The size of a page. */
  page: number;
}

/** What a variable consists of, without what is inside its arrays. Printed by Command fields. */
export interface Fields {
  scalars: Field[];
  arrays: Extent[];
}

/** A scalar in a variable. */
export interface Field extends Extent {
  /** The offsets of the structures that it is in, outer ones first. */
  in: number[];
}

/** A function of the finished module. */
export interface Code {
  /** The number of its type in the module. */
  signature: number;
  /** The types of its parameters, by the bytes that say them. */
  parameters: number[];
  /** Those of its other locals. */
  locals: number[];
  /** In the order in which they are in the module. */
  instructions: Instruction[];
}

/** An instruction of the finished module. */
export interface Instruction {
  /** Its first byte. */
  op: number;
  /** All of it. */
  bytes: Uint8Array;
  /** The local that it reads or sets. */
  local?: number;
  /** The number of the function that it calls. */
  callee?: number;
  /** Where it may jump to: how many of the blocks, loops and ifs around it are left. */
  labels?: number[];
}
