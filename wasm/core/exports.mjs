// The exports: read from the wrappers that Go writes for them, and written anew for the functions with locals.

import binaryen from "binaryen";
import { resultOf } from "./emit.mjs";
import { look, visitAll } from "./walk.mjs";

/** @import { Entry, Part, Signature } from "./tree.ts" */

const { i32 } = binaryen;

/**
 * The exports of the stock reactor, by name.
 *
 * @param {binaryen.Module} source
 * @returns {Entry[]}
 */
export function readExports(source) {
  /** @type {Entry[]} */
  const out = [];
  for (let n = 0; n < source.getNumExports(); n++) {
    const { kind, name, value } = binaryen.getExportInfo(source.getExportByIndex(n));
    if (kind !== binaryen.ExternalFunction || name === "_initialize") continue;
    out.push(readWrapper(name, binaryen.getFunctionInfo(source.getFunction(value))));
  }
  return out.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * @param {string} name
 * @param {binaryen.FunctionInfo} wrapper
 * @returns {Entry}
 */
function readWrapper(name, wrapper) {
  const parameters = binaryen.expandType(wrapper.params);
  const results = binaryen.expandType(wrapper.results);
  if ([...parameters, ...results].some((t) => t !== i32))
    throw new Error(`the export ${name} takes or gives something else than i32`);
  /** @type {Entry} */
  const entry = {
    name,
    target: "",
    arity: parameters.length,
    answers: results.length > 0,
    parameters: [],
    results: [],
  };
  visitAll(wrapper.body, (ref) => {
    const e = look(ref);
    if (e.id === binaryen.CallId && e.operands.length === 1 && e.target.startsWith("main.")) entry.target = e.target;
    if (e.id === binaryen.StoreId) {
      const v = look(e.value);
      if (v.id === binaryen.LocalGetId && v.index < entry.arity)
        entry.parameters.push({ at: e.offset, bytes: e.bytes, index: v.index });
    }
    if (e.id === binaryen.LoadId) entry.results.push({ at: e.offset, bytes: e.bytes });
  });
  if (!entry.target || entry.parameters.length !== entry.arity || entry.results.length !== results.length)
    throw new Error(`the export ${name} is not as Go is known to write it`);
  return entry;
}

/**
 * Adds an export, or makes it the module's start function.
 *
 * @param {binaryen.Module} module
 * @param {Entry} entry
 * @param {Signature} signature of the function that it calls
 * @param {boolean} starts
 */
export function writeExport(module, entry, { parameters, results }, starts) {
  if (results.length > 1) throw new Error(`the export ${entry.name} has several results`);
  const operands = parameters.map((p) => writeOperand(module, entry, p));
  const call = module.call(entry.target, operands, resultOf(results));
  const name = `export ${entry.name}`;
  const takes = binaryen.createType(Array.from({ length: entry.arity }, () => i32));
  const gives = entry.answers ? i32 : binaryen.none;
  const f = module.addFunction(name, takes, gives, [], writeAnswer());
  if (starts) module.setStart(f);
  else module.addFunctionExport(name, entry.name);

  function writeAnswer() {
    if (results.length === 0) return call;
    if (!entry.answers) return module.drop(call);
    return results[0].narrow ? call : module.i32.wrap(call);
  }
}

/**
 * What an export passes: its parameters that are in `p`, put together.
 *
 * @param {binaryen.Module} module
 * @param {Entry} entry
 * @param {Part} p a parameter of the function that it calls
 */
function writeOperand(module, entry, p) {
  const inside = entry.parameters.filter((q) => q.at >= p.at && q.at < p.at + p.bytes);
  if (p.narrow && inside.some((q) => q.at > p.at)) throw new Error(`${entry.name}: two parameters in one`);
  const parts = inside.map((q) => {
    const part = module.local.get(q.index, i32);
    if (p.narrow) return part;
    const wide = module.i64.extend_u(part);
    return q.at > p.at ? module.i64.shl(wide, module.i64.const(BigInt(8 * (q.at - p.at)))) : wide;
  });
  if (parts.length === 0) return p.narrow ? module.i32.const(0) : module.i64.const(0n);
  return parts.reduce((a, b) => module.i64.or(a, b));
}
