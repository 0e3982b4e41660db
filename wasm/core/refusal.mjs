// Says why a function cannot be in the core: where, what, and what to do next.

/** @import { Landmark, ListedFunction, Place } from "./tree.ts" */

const GUIDE = "wasm/core/README.md";
const UNKNOWN = `The builder does not know that code: see "When another Go release comes" in ${GUIDE}.`;
const ARRAYS = "Use an array of a fixed size, in the state or local.";
export const CALLS = "Call the function or method itself, by a switch over the cases.";
const DATA = "Move it into the tables or the state, the only variables that the core has.";

/**
 * @param {ListedFunction} listed the function
 * @param {Place} place
 * @param {string} what the sentence after the function's name
 * @param {string} [next] a sentence that says what to do
 */
export function refusal(listed, place, what, next = UNKNOWN) {
  return new Error(`${place}: ${listed.symbol} ${what}. ${next}`);
}

/**
 * Functions of Go's runtime by what a program does that calls them.
 *
 * @type {[RegExp, string, string][]}
 */
const callees = [
  [/^runtime\.gcWriteBarrier/, "stores a pointer", "Keep an index instead: variables of the core hold no pointers."],
  [/^runtime\.(map|makemap)|^internal\/runtime\/maps\./, "uses a map", "Search a sorted array of the tables."],
  [/^runtime\.(newobject|makeslice|growslice|mallocgc)/, "allocates memory", ARRAYS],
  [/^runtime\.(concat|slicebytetostring|stringtoslice|intstring)/, "makes a string", ARRAYS],
  [/^runtime\.(conv|assert|typeAssert|interfaceSwitch|ifaceeq|efaceeq)/, "uses an interface value", CALLS],
  [/^runtime\.(newproc|chan|select|gopark|defer)/, "uses goroutines, channels or defer", "Do without."],
];

/**
 * What a function does that calls `callee`, and what to do instead.
 *
 * @param {string} callee in Go's spelling
 * @returns {[string, string]}
 */
export function explainCall(callee) {
  const known = callees.find(([pattern]) => pattern.test(callee));
  return known
    ? [`${known[1]} (it calls ${callee})`, known[2]]
    : [
        `calls ${callee}, which is neither in the packages that the core is made of nor written by hand`,
        "Do without it, or write it in wasm/core/written.mjs.",
      ];
}

/**
 * What a function does that refers to a function's address, and what to do instead.
 *
 * @param {string} symbol in Go's spelling
 * @returns {[string, string]}
 */
export function explainFunctionValue(symbol) {
  return [`makes a function value or a closure of ${symbol}`, CALLS];
}

/**
 * What a function does that refers to `symbol`, and what to do instead.
 *
 * @param {string} symbol in Go's spelling
 * @param {Landmark[]} following the landmarks from the reference on
 * @returns {[string, string]}
 */
export function explainReference(symbol, following) {
  if (symbol.startsWith("go:string."))
    return [
      `has the string literal ${symbol.slice("go:string.".length)}`,
      "Write its bytes one by one, or keep them in an array of the tables.",
    ];
  if (symbol.startsWith("go:itab.")) return [`makes an interface value (it refers to ${symbol})`, CALLS];
  if (symbol === "runtime.writeBarrier") return explainCall("runtime.gcWriteBarrier");
  if (symbol.startsWith("type:")) {
    const { callee } = following.find((l) => l.callee) ?? {};
    return callee && callees.some(([pattern]) => pattern.test(callee))
      ? explainCall(callee)
      : [`needs ${symbol} at run time`, CALLS];
  }
  return [`refers to the variable ${symbol}`, DATA];
}
