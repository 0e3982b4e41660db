// Parameters that are always the same.
//
// The engine's methods take their state by pointer, and in the module there is only one. A parameter for which every
// call passes the same constant, or what its caller was passed, is set to it; binaryen then folds it into every
// address.

import binaryen from "binaryen";
import { constantOf, look, prepend, visitAll } from "./walk.mjs";

/** @typedef {binaryen.ExpressionRef} Ref */

const { i32 } = binaryen;

/**
 * A function of the module.
 *
 * @typedef {object} Called
 * @property {binaryen.FunctionRef} ref
 * @property {binaryen.Type[]} parameters
 * @property {(bigint | null | undefined)[]} values the constant that each is, and that each other local is; undefined:
 *   nothing is known yet; null: it is not always the same
 * @property {{ from: Called, to: number, value: Ref }[]} flows what its locals are set to, by calls or by itself
 */

/**
 * Sets such parameters at the beginning of every function that is only called directly. That has to be done before
 * binaryen optimises: until then a local is set before it is read, so that it is none but what it is set to; and it has
 * no second use.
 *
 * @param {binaryen.Module} module
 */
export function setConstantParameters(module) {
  const functions = readFlows(module);
  let changed = true;
  while (changed) {
    changed = false;
    for (const f of functions)
      for (const { from, to, value } of f.flows) {
        const known = f.values[to];
        const passed = findConstant(from, value);
        if (known === null || passed === undefined || passed === known) continue;
        f.values[to] = known === undefined ? passed : null;
        changed = true;
      }
  }
  for (const { ref, parameters, values } of functions) {
    const sets = parameters.flatMap((type, n) => {
      const v = values[n];
      if (typeof v !== "bigint") return [];
      return [module.local.set(n, type === i32 ? module.i32.const(Number(v)) : module.i64.const(v))];
    });
    if (sets.length) prepend(module, ref, sets);
  }
}

/**
 * @param {binaryen.Module} module
 * @returns {Called[]}
 */
function readFlows(module) {
  const outside = new Set();
  for (let n = 0; n < module.getNumExports(); n++)
    outside.add(binaryen.getExportInfo(module.getExportByIndex(n)).value);
  /** @type {Map<string, Called>} */
  const functions = new Map();
  for (let n = 0; n < module.getNumFunctions(); n++) {
    const ref = module.getFunctionByIndex(n);
    const { name, params } = binaryen.getFunctionInfo(ref);
    const parameters = binaryen.expandType(params);
    const values = parameters.map(() => (outside.has(name) ? null : undefined));
    functions.set(name, { ref, parameters, values, flows: [] });
  }
  for (const from of functions.values())
    visitAll(binaryen.getFunctionInfo(from.ref).body, (x) => {
      const e = look(x);
      if (e.id === binaryen.CallId)
        for (const [to, value] of e.operands.entries()) functions.get(e.target)?.flows.push({ from, to, value });
      if (e.id === binaryen.LocalSetId) from.flows.push({ from, to: e.index, value: e.value });
    });
  return [...functions.values()];
}

/**
 * The constant that an expression is; undefined and null as in Called.
 *
 * @param {Called} f
 * @param {Ref} expression
 * @returns {bigint | null | undefined}
 */
function findConstant(f, expression) {
  const e = look(expression);
  if (e.id === binaryen.ConstId) return constantOf(expression);
  if (e.id === binaryen.UnaryId && e.op === binaryen.ExtendUInt32) {
    const low = findConstant(f, e.value);
    return low && BigInt.asUintN(32, low);
  }
  return e.id === binaryen.LocalGetId ? f.values[e.index] : null;
}
