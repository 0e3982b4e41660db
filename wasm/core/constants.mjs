// Parameters that are always the same.
//
// The engine's methods take their state by pointer, and in the module there is only one. A parameter for which every
// call passes the same constant, or its caller's own such parameter, is set to it; binaryen then folds it into every
// address.

import binaryen from "binaryen";
import { constantOf, look, prepend, visitAll } from "./walk.mjs";

/** @typedef {binaryen.ExpressionRef} Ref */

const { i32, i64 } = binaryen;

/**
 * A function of the module.
 *
 * @typedef {object} Called
 * @property {binaryen.FunctionRef} ref
 * @property {binaryen.Type[]} parameters
 * @property {(bigint | null | undefined)[]} values the constant that each is; undefined: nothing is known yet; null:
 *   it is
 *   not always the same
 * @property {{ caller: Called, operands: Ref[] }[]} calls
 * @property {Set<number>} written the locals that it sets
 */

/**
 * Sets such parameters at the beginning of every function that is only called directly.
 *
 * @param {binaryen.Module} module
 */
export function setConstantParameters(module) {
  const functions = readCalls(module);
  let changed = true;
  while (changed) {
    changed = false;
    for (const f of functions)
      f.values.forEach((known, n) => {
        const value = mergeCalls(f, n);
        if (value === known) return;
        f.values[n] = value;
        changed = true;
      });
  }
  for (const { ref, parameters, values, written } of functions) {
    const sets = values.flatMap((v, n) => {
      if (typeof v !== "bigint" || written.has(n)) return [];
      return [module.local.set(n, parameters[n] === i32 ? module.i32.const(Number(v)) : module.i64.const(v))];
    });
    if (sets.length) prepend(module, ref, sets);
  }
}

/**
 * @param {binaryen.Module} module
 * @returns {Called[]}
 */
function readCalls(module) {
  const outside = new Set();
  for (let n = 0; n < module.getNumExports(); n++)
    outside.add(binaryen.getExportInfo(module.getExportByIndex(n)).value);
  /** @type {Map<string, Called>} */
  const functions = new Map();
  for (let n = 0; n < module.getNumFunctions(); n++) {
    const ref = module.getFunctionByIndex(n);
    const { name, params } = binaryen.getFunctionInfo(ref);
    const parameters = binaryen.expandType(params);
    const values = parameters.map((t) => (outside.has(name) || (t !== i32 && t !== i64) ? null : undefined));
    functions.set(name, { ref, parameters, values, calls: [], written: new Set() });
  }
  for (const caller of functions.values())
    visitAll(binaryen.getFunctionInfo(caller.ref).body, (x) => {
      const e = look(x);
      if (e.id === binaryen.CallId) functions.get(e.target)?.calls.push({ caller, operands: e.operands });
      if (e.id === binaryen.LocalSetId) caller.written.add(e.index);
    });
  return [...functions.values()];
}

/**
 * What is known of a parameter when all calls are looked at.
 *
 * @param {Called} f
 * @param {number} n the parameter's number
 */
function mergeCalls(f, n) {
  let value = f.values[n];
  for (const { caller, operands } of f.calls) {
    if (value === null) break;
    const passed = findConstant(caller, operands[n]);
    if (passed !== undefined) value = value === undefined || value === passed ? passed : null;
  }
  return value;
}

/**
 * The constant that an operand of a call is; undefined and null as in Called.
 *
 * @param {Called} caller
 * @param {Ref} operand
 */
function findConstant(caller, operand) {
  const e = look(operand);
  if (e.id === binaryen.ConstId) return constantOf(operand);
  const isParameter = e.id === binaryen.LocalGetId && e.index < caller.parameters.length;
  return isParameter && !caller.written.has(e.index) ? caller.values[e.index] : null;
}
