// Finds the variables that Go keeps in stack slots and registers.
//
// Go for wasm passes every argument and result, and spills every value, through its stack in linear memory, and uses
// one wasm local for each of 16 registers. A slot that is only ever read and written at a known distance from SP, and
// every register, holds variables: writes and the reads that they reach make up a variable, which becomes a wasm local.
// What a function reads of what its callers left there are its parameters; what callers read after a call are its
// results. Only variables whose address is taken stay in memory.

import { changeExpressions, listNodes, successors } from "./flow.mjs";
import { refusal } from "./refusal.mjs";

/** @import { Access, Block, CallStatement, Exit, Expression, Extent, Flow, Part, Statement } from "./tree.ts" */
/** @import { Signature, Variable } from "./tree.ts" */

/** Where arguments begin, seen from SP at the callee's entry: the resume address is below them. */
export const ARGUMENTS = 8;

/** Where registers begin, as if they were slots far above all others. */
const REGISTERS = 1 << 30;

const SCALARS = "Pass it in scalars.";

/**
 * What a call of the function of that name takes and gives.
 *
 * @callback FindSignature
 * @param {string} name the linker's
 * @returns {Signature}
 */

/**
 * Gives every function in `flows` its signature, and its slots and registers their variables.
 *
 * @param {Map<string, Flow>} flows by the linker's names
 * @param {Map<string, Signature>} fixed the signatures of functions that are not in `flows`, and of those that exports
 *   call
 */
export function assign(flows, fixed) {
  /** @type {FindSignature} */
  const signatureOf = (name) => {
    const s = flows.get(name)?.signature ?? fixed.get(name);
    if (!s) throw new Error(`a call of ${name}, whose signature is not known`);
    return s;
  };
  for (const flow of flows.values())
    flow.signature = { parameters: [], results: [], extent: findExtent(flow, fixed.get(flow.name)) };
  for (const flow of flows.values()) flow.inMemory = findMemory(flow, signatureOf);
  findSignatures(flows, fixed, signatureOf);
  for (const flow of flows.values()) {
    flow.accesses = new Map(listNodes(flow).map((node) => [node, listAccesses(flow, node, signatureOf, true)]));
    flow.accessOf = new Map();
    for (const list of flow.accesses.values()) for (const x of list) if (x.node) flow.accessOf.set(x.node, x);
    findVariables(flow);
  }
}

/**
 * How far a function's arguments and results go, seen from the first argument.
 *
 * @param {Flow} flow
 * @param {Signature} [fixed] what the exports that call it pass and take
 */
function findExtent(flow, fixed) {
  let extent = fixed?.extent ?? 0;
  /** @param {Statement | Exit | Expression} e */
  const see = (e) => {
    if ((e.kind === "slot" || e.kind === "setslot") && e.at >= 0) extent = Math.max(extent, e.at + e.bytes - ARGUMENTS);
  };
  for (const node of listNodes(flow)) {
    see(node);
    changeExpressions(node, see);
  }
  return extent;
}

/**
 * The lowest offset of the part of a function's own frame that must stay in memory; that part goes up to 0.
 *
 * @param {Flow} flow
 * @param {FindSignature} signatureOf
 */
function findMemory(flow, signatureOf) {
  if (flow.escapes.length === 0) return 0;
  let callsEnd = -Infinity; // where the last argument or result of a call ends
  for (const s of listNodes(flow))
    if (s.kind === "call") callsEnd = Math.max(callsEnd, s.at + ARGUMENTS + signatureOf(s.target).extent);
  for (const { at, place } of flow.escapes) {
    if (at >= 0) throw refusal(flow.listed, place, "takes the address of a parameter or result", SCALARS);
    if (at < callsEnd) throw refusal(flow.listed, place, "passes an argument as a block of memory", SCALARS);
  }
  return Math.max(callsEnd, flow.lowest);
}

/**
 * What a statement or an exit does to slots and registers, in order.
 *
 * @param {Flow} flow
 * @param {Statement | Exit} node
 * @param {FindSignature} signatureOf
 * @param {boolean} passed whether calls and returns use and define what signatures say; else calls only spoil
 */
function listAccesses(flow, node, signatureOf, passed) {
  /** @type {Access[]} */
  const out = [];
  /** @param {{ at: number }} slot */
  const stays = ({ at }) => at < 0 && at >= flow.inMemory;
  /** @type {(does: Access["does"], local: number, node: Access["node"]) => void} */
  const addRegister = (does, local, node) => out.push({ does, at: REGISTERS + 8 * local, bytes: 8, node });
  changeExpressions(node, (e) => {
    if (e.kind === "slot" && !stays(e)) out.push({ does: "use", at: e.at, bytes: e.bytes, node: e });
    if (e.kind === "get") addRegister("use", e.local, e);
    if (e.kind === "tee") addRegister("define", e.local, e);
  });
  if (node.kind === "set") addRegister("define", node.local, node);
  if (node.kind === "setslot" && !stays(node)) out.push({ does: "define", at: node.at, bytes: node.bytes, node });
  if (node.kind === "call") out.push(...listCallAccesses(node, signatureOf(node.target), passed));
  if (node.kind === "return" && passed)
    for (const r of flow.signature.results)
      out.push({ does: "use", at: ARGUMENTS + r.at, bytes: r.bytes, node, result: r });
  return out;
}

/**
 * @param {CallStatement} call
 * @param {Signature} signature
 * @param {boolean} passed
 * @returns {Access[]}
 */
function listCallAccesses(call, { parameters, results, extent }, passed) {
  const base = call.at + ARGUMENTS;
  /** @type {Access} */
  const spoil = { does: "spoil", at: call.at, bytes: ARGUMENTS + extent, node: call };
  if (!passed) return [spoil];
  return [...parameters.map((p) => use(base + p.at, p)), spoil, ...results.map((r) => define(base + r.at, r))];

  /** @type {(at: number, p: Part) => Access} */
  function use(at, p) {
    return { does: "use", at, bytes: p.bytes, node: call, parameter: p };
  }
  /** @type {(at: number, r: Part) => Access} */
  function define(at, r) {
    return { does: "define", at, bytes: r.bytes, node: call, result: r };
  }
}

/**
 * Finds what each function takes and gives: what is read decides what is passed.
 *
 * @param {Map<string, Flow>} flows
 * @param {Map<string, Signature>} fixed
 * @param {FindSignature} signatureOf
 */
function findSignatures(flows, fixed, signatureOf) {
  /** @returns {Map<string, Extent[]>} */
  const listForEach = () => new Map([...flows.keys()].map((name) => [name, []]));
  const taken = listForEach();
  const given = listForEach();
  for (const flow of flows.values()) {
    const accesses = new Map(listNodes(flow).map((node) => [node, listAccesses(flow, node, signatureOf, false)]));
    visitReaching(flow, accesses, ({ at, bytes }, found) => {
      for (const d of found) {
        if (d.does === "enter" && d.at >= ARGUMENTS && d.at < REGISTERS)
          taken.get(flow.name)?.push({ at: at - ARGUMENTS, bytes });
        if (d.does === "spoil" && d.node?.kind === "call")
          given.get(d.node.target)?.push({ at: at - d.node.at - ARGUMENTS, bytes });
      }
    });
  }
  for (const flow of flows.values()) {
    const wanted = fixed.get(flow.name);
    flow.signature.parameters = joinOverlapping([...(taken.get(flow.name) ?? []), ...(wanted?.parameters ?? [])]);
    flow.signature.results = joinOverlapping([...(given.get(flow.name) ?? []), ...(wanted?.results ?? [])]);
  }
}

/**
 * Parts that do not overlap, from the lowest to the highest; extents that overlap are joined.
 *
 * @param {Extent[]} list
 */
function joinOverlapping(list) {
  /** @type {Part[]} */
  const out = [];
  for (const { at, bytes } of [...list].sort((x, y) => x.at - y.at)) {
    const last = out[out.length - 1];
    if (last && at < last.at + last.bytes) last.bytes = Math.max(last.bytes, at + bytes - last.at);
    else out.push(makePart({ at, bytes }));
  }
  return out;
}

/**
 * @param {Extent} extent
 * @returns {Part}
 */
export const makePart = ({ at, bytes }) => ({ at, bytes, live: false, low: 0n, high: 0n, demand: 0, narrow: false });

/**
 * Calls `reach(use, found)` for each use with all definitions that reach it, those of callers among them.
 *
 * @param {Flow} flow
 * @param {Map<Statement | Exit, Access[]>} accesses
 * @param {(use: Access, found: Set<Access>) => void} reach
 */
function visitReaching(flow, accesses, reach) {
  /** @type {Map<number, Access>} */
  const entries = new Map();
  /** @param {number} byte */
  const enter = (byte) => {
    const known = entries.get(byte) ?? { does: "enter", at: byte, bytes: 1 };
    entries.set(byte, known);
    return known;
  };
  /** @typedef {Map<number, Access[]>} State what is in each byte; what callers left where it has none */
  /** @type {(state: State, b: Block, visit?: typeof reach) => void} */
  const apply = (state, b, visit) => {
    for (const x of [...b.statements, b.exit].flatMap((node) => accesses.get(node) ?? [])) {
      const bytes = Array.from({ length: x.bytes }, (_, n) => x.at + n);
      if (x.does !== "use") for (const byte of bytes) state.set(byte, [x]);
      else visit?.(x, new Set(bytes.flatMap((byte) => state.get(byte) ?? [enter(byte)])));
    }
  };
  /** @type {Map<Block, State>} */
  const into = new Map([[flow.blocks[0], new Map()]]);
  const work = [flow.blocks[0]];
  for (let b = work.shift(); b; b = work.shift()) {
    const state = new Map(into.get(b));
    apply(state, b);
    for (const next of successors(b.exit)) {
      const had = into.get(next);
      if (!had) into.set(next, new Map(state));
      if (!had || (mergeState(had, state, enter) && !work.includes(next))) work.push(next);
    }
  }
  for (const b of flow.blocks) apply(new Map(into.get(b)), b, reach);
}

/**
 * Adds to a block's state what one more way into it brings.
 *
 * @param {Map<number, Access[]>} had
 * @param {Map<number, Access[]>} state
 * @param {(byte: number) => Access} enter
 * @returns {boolean} whether that was anything new
 */
function mergeState(had, state, enter) {
  let changed = false;
  for (const byte of new Set([...had.keys(), ...state.keys()])) {
    const old = had.get(byte) ?? [enter(byte)];
    const added = (state.get(byte) ?? [enter(byte)]).filter((d) => !old.includes(d));
    changed ||= added.length > 0;
    if (added.length || !had.has(byte)) had.set(byte, [...old, ...added]);
  }
  return changed;
}

/**
 * Gives each access its variable, and the function's parameters theirs.
 *
 * @param {Flow} flow
 */
function findVariables(flow) {
  /** @type {(place: string, what: string) => never} */
  const fail = (place, what) => {
    throw refusal(flow.listed, place, what);
  };
  /** @type {Map<number, Access>} What callers left, by the byte. */
  const entered = new Map();
  /** @type {Access[]} */
  const known = [];
  /** @param {Access} x */
  const variableOf = (x) => {
    if (!x.variable) {
      x.variable = makeVariable();
      known.push(x);
      if (x.does === "use" || x.does === "define") cover(x.variable, x);
      if (x.does === "enter") entered.set(x.at, x);
    }
    return x.variable;
  };
  visitReaching(flow, flow.accesses, (use, found) => {
    const place = use.node && "place" in use.node ? use.node.place : flow.listed.place;
    const v = variableOf(use);
    for (const d of found) {
      if (d.does === "spoil" && d.node?.kind === "call")
        fail(d.node.place, `reads what a call of ${d.node.target} left at ${d.at}`);
      if (d.does === "enter" && d.at < ARGUMENTS) fail(place, `reads the slot at ${d.at} before it writes it`);
      join(v, variableOf(d));
    }
  });
  for (const x of known) {
    const v = root(variableOf(x));
    x.variable = v;
    if (v.end - v.start > 8) fail(flow.listed.place, `has a variable of ${v.end - v.start} bytes at ${v.start}`);
  }
  flow.parameters = flow.signature.parameters.map((p) => {
    const found = new Set();
    for (let byte = p.at; byte < p.at + p.bytes; byte++) found.add(entered.get(ARGUMENTS + byte)?.variable);
    found.delete(undefined);
    if (found.size > 1) fail(flow.listed.place, `has a parameter in ${found.size} parts`);
    return [...found][0];
  });
}

/** @returns {Variable} */
const makeVariable = () => ({
  joined: null,
  start: Infinity,
  end: -Infinity,
  live: false,
  low: 0n,
  high: 0n,
  demand: 0,
  narrow: false,
});

/** @param {Variable} v */
function root(v) {
  while (v.joined) v = v.joined;
  return v;
}

/**
 * Makes one variable of two.
 *
 * @param {Variable} v
 * @param {Variable} w
 */
function join(v, w) {
  const a = root(v);
  const b = root(w);
  if (a === b) return;
  b.joined = a;
  a.start = Math.min(a.start, b.start);
  a.end = Math.max(a.end, b.end);
}

/**
 * @param {Variable} v
 * @param {Extent} extent
 */
function cover(v, { at, bytes }) {
  v.start = Math.min(v.start, at);
  v.end = Math.max(v.end, at + bytes);
}
