// Parameters that are always the same.
//
// The engine's methods take their state by pointer, and in the module there is only one; what they check is always
// where the input begins. A parameter for which every call passes the same constant, or what its caller was passed, or
// a result that is always the same, is set to it; binaryen then folds it into every address.

import binaryen from "binaryen";
import { constantOf, look, prepend, visitAll } from "./walk.mjs";

/** @import { Info } from "./binaryen.ts" */

/** @typedef {binaryen.ExpressionRef} Ref */

const { i32 } = binaryen;

/** Where a function's results are among what is known of it, after its locals. */
const RESULTS = 1 << 20;

/**
 * A function of the module.
 *
 * @typedef {object} Called
 * @property {binaryen.FunctionRef} ref
 * @property {binaryen.Type[]} parameters
 * @property {Map<number, bigint | null>} values the constant that each local and each result is; null: it is not always
 *   the same; none: nothing is known yet
 * @property {{ from: Called, to: number, value: Ref }[]} flows what its locals and results are set to, by calls or by
 *   itself
 */

/** @typedef {Map<string, Called>} Functions by their names */

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
    for (const { flows, values } of functions.values())
      for (const { from, to, value } of flows) {
        const known = values.get(to);
        const passed = findConstant(functions, from, value);
        if (known === null || passed === undefined || passed === known) continue;
        values.set(to, known === undefined ? passed : null);
        changed = true;
      }
  }
  for (const { ref, parameters, values } of functions.values()) {
    const sets = parameters.flatMap((type, n) => {
      const v = values.get(n);
      if (typeof v !== "bigint") return [];
      return [module.local.set(n, type === i32 ? module.i32.const(Number(v)) : module.i64.const(v))];
    });
    if (sets.length) prepend(module, ref, sets);
  }
}

/**
 * @param {binaryen.Module} module
 * @returns {Functions}
 */
function readFlows(module) {
  const outside = new Set();
  for (let n = 0; n < module.getNumExports(); n++)
    outside.add(binaryen.getExportInfo(module.getExportByIndex(n)).value);
  /** @type {Functions} */
  const functions = new Map();
  for (let n = 0; n < module.getNumFunctions(); n++) {
    const ref = module.getFunctionByIndex(n);
    const { name, params } = binaryen.getFunctionInfo(ref);
    const parameters = binaryen.expandType(params);
    /** @type {Called["values"]} */
    const values = new Map(outside.has(name) ? parameters.map((_, at) => [at, null]) : []);
    functions.set(name, { ref, parameters, values, flows: [] });
  }
  for (const from of functions.values()) {
    /** @param {Ref} value what it gives */
    const addResults = (value) => {
      const e = look(value);
      const results = e.id === binaryen.TupleMakeId ? e.operands : [value];
      if (results.length !== binaryen.expandType(binaryen.getFunctionInfo(from.ref).results).length)
        throw new Error(`${binaryen.getFunctionInfo(from.ref).name} returns a tuple that is not made there`);
      for (const [n, result] of results.entries()) from.flows.push({ from, to: RESULTS + n, value: result });
    };
    const { body, results } = binaryen.getFunctionInfo(from.ref);
    visitAll(body, (x) => {
      const e = look(x);
      if (e.id === binaryen.CallId)
        for (const [to, value] of e.operands.entries()) functions.get(e.target)?.flows.push({ from, to, value });
      if (e.id === binaryen.LocalSetId) from.flows.push({ from, to: e.index, value: e.value });
      if (e.id === binaryen.ReturnId && e.value) addResults(e.value);
    });
    if (results !== binaryen.none && binaryen.getExpressionType(body) === results) addResults(body);
  }
  return functions;
}

/**
 * The constant that an expression is; null where it is not always the same, undefined as long as nothing is known.
 *
 * @param {Functions} functions
 * @param {Called} f the function that it is in
 * @param {Ref} expression
 * @returns {bigint | null | undefined}
 */
function findConstant(functions, f, expression) {
  const e = look(expression);
  switch (e.id) {
    case binaryen.ConstId:
      return constantOf(expression);
    case binaryen.UnaryId: {
      if (e.op !== binaryen.ExtendUInt32) return null;
      const low = findConstant(functions, f, e.value);
      return low && BigInt.asUintN(32, low);
    }
    case binaryen.LocalGetId:
      return f.values.get(e.index);
    case binaryen.CallId:
      return functions.get(e.target)?.values.get(RESULTS);
    case binaryen.TupleExtractId:
      return findExtracted(functions, f, e);
  }
  return null;
}

/**
 * The constant that a call's result is, of a tuple in a local; null and undefined as in findConstant.
 *
 * @param {Functions} functions
 * @param {Called} f
 * @param {Info} e takes it out of the tuple
 */
function findExtracted(functions, f, e) {
  const tuple = look(e.tuple);
  const [flow, ...others] = f.flows.filter((x) => tuple.id === binaryen.LocalGetId && x.to === tuple.index);
  const call = flow && others.length === 0 ? look(flow.value) : null;
  if (call?.id !== binaryen.CallId) return null;
  return functions.get(call.target)?.values.get(RESULTS + e.index);
}
