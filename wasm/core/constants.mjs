// Parameters that are always the same.
//
// The engine's methods take their state by pointer, and in the module there is only one. A parameter for which every
// call passes the same constant, or its caller's own such parameter, is set to it; binaryen then folds it into every
// address.

import binaryen from "binaryen";
import { constantOf, look, prepend, visitAll } from "./walk.mjs";

const { i32, i64 } = binaryen;

/** Does so in every function of the module that is only called directly. Answers how many parameters were found. */
export function steady(module) {
  const functions = new Map();
  for (let n = 0; n < module.getNumFunctions(); n++) {
    const ref = module.getFunctionByIndex(n);
    const info = binaryen.getFunctionInfo(ref);
    functions.set(info.name, {
      ref,
      info,
      parameters: binaryen.expandType(info.params),
      calls: [],
      written: new Set(),
    });
  }
  for (const f of functions.values())
    visitAll(f.info.body, (x) => {
      const e = look(x);
      if (e.id === binaryen.CallId) functions.get(e.target)?.calls.push({ from: f, operands: e.operands });
      if (e.id === binaryen.LocalSetId) f.written.add(e.index);
    });
  const outside = new Set();
  for (let n = 0; n < module.getNumExports(); n++)
    outside.add(binaryen.getExportInfo(module.getExportByIndex(n)).value);

  // undefined: nothing known yet; null: not one constant
  const values = new Map();
  for (const [name, f] of functions)
    values.set(
      f,
      f.parameters.map((t) => (outside.has(name) || (t !== i32 && t !== i64) ? null : undefined)),
    );
  const constantIn = (from, operand) => {
    const e = look(operand);
    if (e.id === binaryen.ConstId) return constantOf(operand);
    if (e.id === binaryen.LocalGetId && e.index < from.parameters.length && !from.written.has(e.index))
      return values.get(from)[e.index];
    return null;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const f of functions.values()) {
      const mine = values.get(f);
      for (let n = 0; n < mine.length; n++) {
        if (mine[n] === null) continue;
        let v = mine[n];
        for (const call of f.calls) {
          const w = constantIn(call.from, call.operands[n]);
          if (w === undefined) continue;
          v = v === undefined || v === w ? w : null;
          if (v === null) break;
        }
        if (v !== mine[n]) {
          mine[n] = v;
          changed = true;
        }
      }
    }
  }
  let found = 0;
  for (const f of functions.values()) {
    const sets = values
      .get(f)
      .flatMap((v, n) =>
        typeof v === "bigint" && !f.written.has(n)
          ? [module.local.set(n, f.parameters[n] === i32 ? module.i32.const(Number(v)) : module.i64.const(v))]
          : [],
      );
    if (!sets.length) continue;
    found += sets.length;
    prepend(module, f.ref, sets);
  }
  return found;
}
