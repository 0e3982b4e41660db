// Makes the core module out of the reactor that Go builds: the engine's functions and data, and nothing of Go's
// runtime. See README.md beside this file for the way, and tree.ts for the steps.

import binaryen from "binaryen";
import { fold } from "./addresses.mjs";
import { orderByType } from "./code.mjs";
import { collect } from "./collect.mjs";
import { setConstantParameters } from "./constants.mjs";
import { dropElses } from "./elses.mjs";
import { emit, STACK, STACK_END } from "./emit.mjs";
import { readExports, writeExport } from "./exports.mjs";
import { makeGlobals } from "./globals.mjs";
import { keepFunctions } from "./inlining.mjs";
import { PAGE, place, readInitial, roundUp } from "./layout.mjs";
import { parse } from "./listing.mjs";
import { prune } from "./live.mjs";
import { WORD } from "./ranges.mjs";
import { startReactor } from "./reactor.mjs";
import { reduceLocals } from "./registers.mjs";
import { assign, makePart } from "./slots.mjs";
import { decide } from "./widths.mjs";
import { host, runtime } from "./written.mjs";

/** @import { FindSignature } from "./slots.mjs" */
/** @import { Extent, Field, Fields, Kept, Layout, Signature } from "./tree.ts" */

const { i32 } = binaryen;
const PADDING = 64; // bytes that may be read after the input

/**
 * @typedef {object} Parts what the core is made of
 * @property {Uint8Array<ArrayBuffer>} stock the stock reactor
 * @property {Uint8Array<ArrayBuffer>} shifted the same linked with its data elsewhere (-ldflags=-D=…): a constant in
 *   which
 *   the two differ is an address
 * @property {string} listing what -gcflags=-S printed
 * @property {string} module the path of the Go module
 * @property {string} state the variable that functions change, in Go's spelling
 * @property {Fields} [fields] what it consists of; without, all of it stays in memory
 * @property {string} tables the variable of constants
 * @property {string} input the variable that the end of the module's memory replaces
 * @property {string[]} [exports] the exports that are wanted; without, all
 * @property {string} [compact] the variable that the module holds instead of the tables
 * @property {string} [start] with `compact`, the export that fills the tables: it becomes the start function, and
 *   whether
 *   it fills them as Go does is tried out
 */

/**
 * @typedef {object} Core the core and what it is made of
 * @property {Uint8Array<ArrayBuffer>} binary
 * @property {string[]} functions the functions that Go compiled, by the linker's names
 * @property {string[]} written the functions written by hand
 * @property {string[]} ends the functions, ends of the program, that are unreachable now
 * @property {{ symbol: string, at: number, size: number }[]} data the variables, their addresses and sizes in bytes
 * @property {Field[]} globals the scalars of the state that are globals
 * @property {number} stack the stack's size in bytes
 * @property {number} start the address of the input
 * @property {number} limit the largest input in bytes
 */

/**
 * Builds the core module. Throws where the core would need anything else.
 *
 * @param {Parts} parts
 * @returns {Core}
 */
export function core(parts) {
  const { state, tables, compact, input } = parts;
  const source = binaryen.readBinary(parts.stock);
  const listing = parse(parts.listing, parts.module);
  const entries = readExports(source).filter((e) => !parts.exports || parts.exports.includes(e.name));
  const byHand = new Map([...runtime(), ...host()]);
  const order = compact ? [compact, tables, state] : [tables, state];
  const { flows, written, ended, kept } = collect(
    source,
    binaryen.readBinary(parts.shifted),
    listing,
    entries,
    new Set(order),
    new Set(byHand.keys()),
  );
  const limit = listing.data.get(input)?.size;
  if (!limit) throw new Error(`the listing has no ${input}`);

  /** @type {Map<string, Signature>} */
  const fixed = new Map();
  for (const [name, { parameters, results }] of byHand)
    if (written.has(name)) fixed.set(name, narrow(makeSignature(parameters, results)));
  for (const e of entries) {
    const flow = flows.get(e.target);
    if (!flow) continue;
    flow.exported = true;
    fixed.set(e.target, makeSignature(e.parameters, e.results));
  }
  assign(flows, fixed);
  prune(flows);
  const layout = place(flows, entries, kept, order);
  decide(flows);

  const module = makeModule(layout, limit);
  for (const name of written)
    byHand.get(name)?.write(module, name, { start: layout.start, padding: PADDING, page: PAGE });
  /** @type {FindSignature} */
  const signatureOf = (name) => flows.get(name)?.signature ?? /** @type {Signature} */ (fixed.get(name));
  for (const flow of flows.values()) emit(module, flow, signatureOf);
  for (const e of entries) writeExport(module, e, signatureOf(e.target), e.name === parts.start);
  if (!module.validate()) throw new Error("binaryen finds the module invalid");
  const globals = optimise(module, layout, layout.kept.get(state), parts.fields);
  addConstants(module, source, layout, limit, compact ?? tables);

  const initial = layout.kept.get(state);
  if (initial && readInitial(source, initial).some((b) => b !== 0)) throw new Error(`${state} does not start as zeros`);
  if (!module.validate()) throw new Error("binaryen finds the optimised module invalid");
  const binary = orderByType(reduceLocals(new Uint8Array(module.emitBinary())));
  if (compact) for (const symbol of order.slice(0, 2)) expectFilled(binary, layout.kept.get(symbol), parts.stock);
  return {
    binary,
    functions: [...flows.keys()].sort(),
    written: [...written].sort(),
    ends: [...ended].sort(),
    data: [...layout.kept.values()].map(({ symbol, at, size }) => ({ symbol, at, size })),
    globals,
    stack: layout.stack,
    start: layout.start,
    limit,
  };
}

/**
 * @param {Extent[]} parameters
 * @param {Extent[]} results
 * @returns {Signature}
 */
function makeSignature(parameters, results) {
  const extent = Math.max(0, ...[...parameters, ...results].map((r) => r.at + r.bytes));
  return { parameters: parameters.map(makePart), results: results.map(makePart), extent };
}

/**
 * Makes every part an i32, as functions that are written by hand have them: addresses and lengths, and the memory has
 * no more than 32 bits.
 *
 * @param {Signature} signature
 */
function narrow(signature) {
  for (const part of [...signature.parameters, ...signature.results]) {
    part.narrow = true;
    part.high = WORD;
    part.demand = 32;
  }
  return signature;
}

/**
 * The module before it has any function.
 *
 * @param {Layout} layout
 * @param {number} limit the largest input in bytes
 */
function makeModule({ start, stackEnd, stack }, limit) {
  const { Features } = binaryen;
  const module = new binaryen.Module();
  module.setFeatures(
    Features.MutableGlobals |
      Features.SignExt |
      Features.BulkMemory |
      Features.BulkMemoryOpt |
      Features.NontrappingFPToInt |
      Features.Multivalue,
  );
  const [initial, maximum] = countPages(start, limit);
  module.setMemory(initial, maximum, "memory");
  if (stack) {
    module.addGlobal(STACK, i32, true, module.i32.const(stackEnd + stack));
    module.addGlobal(STACK_END, i32, false, module.i32.const(stackEnd));
  }
  return module;
}

/**
 * The pages that the memory has at first and at most.
 *
 * @param {number} start the address of the input
 * @param {number} limit the largest input in bytes
 */
function countPages(start, limit) {
  return [PAGE / 4, limit].map((bytes) => roundUp(start + bytes + PADDING, PAGE) / PAGE);
}

/**
 * Adds the constants, as one segment. They come after binaryen has optimised: it would cut them at every run of zeros,
 * which compresses worse than the zeros do.
 *
 * @param {binaryen.Module} module
 * @param {binaryen.Module} source
 * @param {Layout} layout
 * @param {number} limit the largest input in bytes
 * @param {string} symbol the variable of constants
 */
function addConstants(module, source, layout, limit, symbol) {
  const constants = layout.kept.get(symbol);
  const [initial, maximum] = countPages(layout.start, limit);
  const segments = constants
    ? [
        {
          name: "constants",
          offset: module.i32.const(constants.at),
          data: readInitial(source, constants),
          passive: false,
        },
      ]
    : [];
  module.setMemory(initial, maximum, null, segments);
}

/**
 * Throws unless a variable of constants holds in a new instance of the core what it holds in the stock reactor, after
 * Go's runtime has initialised it.
 *
 * @param {Uint8Array<ArrayBuffer>} binary
 * @param {Kept | undefined} variable
 * @param {Uint8Array<ArrayBuffer>} stock
 */
function expectFilled(binary, variable, stock) {
  if (!variable) throw new Error("no function refers to the tables, or none to their small form");
  const { symbol, at, address, size } = variable;
  const made = new WebAssembly.Instance(new WebAssembly.Module(binary));
  /** @type {(instance: WebAssembly.Instance, from: number) => Uint8Array} */
  const readMemory = ({ exports }, from) =>
    new Uint8Array(/** @type {WebAssembly.Memory} */ (exports.memory).buffer, from, size);
  if (Buffer.compare(readMemory(made, at), readMemory(startReactor(stock), address)) !== 0)
    throw new Error(`the start function does not fill ${symbol} as Go does`);
}

/**
 * Has binaryen optimise, and helps it before and between its passes.
 *
 * @param {binaryen.Module} module
 * @param {Layout} layout
 * @param {Kept | undefined} state the variable that functions change
 * @param {Fields | undefined} fields what it consists of
 * @returns {Field[]} the scalars that are globals now
 */
function optimise(module, { start }, state, fields) {
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setLowMemoryUnused(true);
  binaryen.setZeroFilledMemory(true);
  // Sizes are numbers of expressions. LOG.md has what others gave.
  binaryen.setAlwaysInlineMaxSize(8);
  binaryen.setFlexibleInlineMaxSize(40);
  binaryen.setOneCallerInlineMaxSize(200);
  binaryen.setAllowInliningFunctionsWithLoops(false);
  setConstantParameters(module);
  keepFunctions(module);
  module.optimize();
  fold(module, BigInt(start));
  module.optimize();
  const globals = state && fields ? makeGlobals(module, state, fields) : [];
  module.optimize();
  module.runPasses(["reorder-globals-always"]);
  dropElses(module);
  return globals;
}
