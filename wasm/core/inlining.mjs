// Functions that binaryen must not copy into their callers.
//
// binaryen looks at a function's size alone when it inlines. A small one that is called in many places makes the module
// larger each time; what Go has left as a call (see go:noinline in the engine) is mostly that.

import binaryen from "binaryen";
import { constantOf, look, visitAll } from "./walk.mjs";

/** With so many calls in the module a function stays one. LOG.md has what others gave. */
const MANY = 8;

/**
 * Marks the functions that are called in many places.
 *
 * @param {binaryen.Module} module
 */
export function keepFunctions(module) {
  /** @type {Map<string, number>} */
  const calls = new Map();
  for (let n = 0; n < module.getNumFunctions(); n++)
    visitAll(binaryen.getFunctionInfo(module.getFunctionByIndex(n)).body, (x) => {
      const e = look(x);
      if (e.id === binaryen.CallId) calls.set(e.target, (calls.get(e.target) ?? 0) + 1);
    });
  for (const [name, count] of calls)
    if (count >= MANY && !isConstant(module, name)) {
      binaryen.setPassArgument("no-inline", name);
      module.runPasses(["no-inline"]);
    }
}

/**
 * Whether a function does nothing but give a constant, which is less than a call.
 *
 * @param {binaryen.Module} module
 * @param {string} name
 */
const isConstant = (module, name) => constantOf(binaryen.getFunctionInfo(module.getFunction(name)).body) !== null;
