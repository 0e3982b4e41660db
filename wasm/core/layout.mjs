// Where things are in the core's memory: constants, state, the stack of the few functions that need one, the input.

import { changeExpressions, listNodes } from "./flow.mjs";

/** @import binaryen from "binaryen" */
/** @import { Segments } from "./binaryen.ts" */
/** @import { Entry, Flow, Kept, Layout } from "./tree.ts" */

/** The size of a page of wasm's memory in bytes. */
export const PAGE = 65536;
/** Nothing is below this address: binaryen may fold smaller offsets into an address. */
const FIRST = 1024;

/** @type {(n: number, to: number) => number} */
export const roundUp = (n, to) => Math.ceil(n / to) * to;

/**
 * Gives each variable its address, and makes constants of the addresses in the functions.
 *
 * @param {Map<string, Flow>} flows
 * @param {Entry[]} entries
 * @param {Map<string, Kept>} kept
 * @param {string[]} order the variables, from the lowest address on; those that are not kept are left out
 * @returns {Layout}
 */
export function place(flows, entries, kept, order) {
  /** @type {Map<string, Kept>} */
  const placed = new Map();
  let top = FIRST;
  for (const symbol of order) {
    const variable = kept.get(symbol);
    if (!variable) continue;
    const at = roundUp(top, 64);
    placed.set(symbol, { ...variable, at });
    top = at + variable.size;
  }
  for (const node of [...flows.values()].flatMap(listNodes))
    changeExpressions(node, (e) => {
      if (e.kind !== "symbol") return undefined;
      const variable = placed.get(e.symbol);
      if (!variable) throw new Error(`${e.symbol} is not placed`);
      return { kind: "const", type: e.type, value: BigInt(variable.at + e.offset) };
    });
  const stack = findDepth(flows, entries);
  const stackEnd = roundUp(top, 16);
  return { kept: placed, stackEnd, stack, start: roundUp(stackEnd + stack, 64) };
}

/**
 * The bytes of stack that the deepest chain of calls needs; 64 KiB where a function with a frame in memory can call
 * itself, which then traps at the stack's end.
 *
 * @param {Map<string, Flow>} flows
 * @param {Entry[]} entries
 */
function findDepth(flows, entries) {
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @type {string[]} */
  const chain = [];
  let circle = false;
  /** @type {(name: string) => number} */
  const depthOf = (name) => {
    const flow = flows.get(name);
    if (!flow) return 0;
    const found = known.get(name);
    if (found !== undefined) return found;
    const at = chain.indexOf(name);
    if (at >= 0) {
      circle ||= chain.slice(at).some((n) => (flows.get(n)?.inMemory ?? 0) < 0);
      return 0;
    }
    chain.push(name);
    let below = 0;
    for (const s of listNodes(flow)) if (s.kind === "call") below = Math.max(below, depthOf(s.target));
    chain.pop();
    const depth = below + roundUp(-flow.inMemory, 16);
    known.set(name, depth);
    return depth;
  };
  const deepest = Math.max(0, ...entries.map((e) => depthOf(e.target)));
  return circle ? PAGE : deepest;
}

/**
 * The bytes that a variable of the stock reactor starts with.
 *
 * @param {binaryen.Module} source
 * @param {Kept} variable
 */
export function readInitial(source, { address, size }) {
  const out = new Uint8Array(size);
  const segments = /** @type {Segments} */ (/** @type {unknown} */ (source));
  for (let n = 0; n < segments.getNumDataSegments(); n++) {
    const { offset, data } = segments.getDataSegmentInfo(source.getDataSegmentByIndex(n));
    const from = Math.max(address, offset);
    const to = Math.min(address + size, offset + data.byteLength);
    if (from < to) out.set(new Uint8Array(data, from - offset, to - from), from - address);
  }
  return out;
}
