// Finds the variables of Go functions behind their stack slots and registers.
//
// Go for wasm passes every argument and result, and spills every value, through its stack in linear memory, and uses
// one wasm local for each of 16 registers. A slot that is only ever read and written at a known distance from SP, and
// every register, holds variables: its writes and the reads that they reach make up a web, and a web becomes a wasm
// local. Reads that the function's entry reaches are its parameters; what callers read after a call are its results.
// Only variables whose address is taken stay in memory.

import { expressions, successors } from "./flow.mjs";

/** Where arguments begin, seen from SP at the callee's entry: the resume address lies below them. */
export const ARGUMENTS = 8;

/** Where registers begin, as if they were slots far above all others. */
const REGISTERS = 1 << 30;

class Web {
  constructor() {
    this.parent = null;
    this.start = Infinity;
    this.end = -Infinity;
    this.uses = 0;
  }
  root() {
    let w = this;
    while (w.parent) w = w.parent;
    return w;
  }
  join(other) {
    const a = this.root();
    const b = other.root();
    if (a === b) return a;
    b.parent = a;
    a.start = Math.min(a.start, b.start);
    a.end = Math.max(a.end, b.end);
    a.uses += b.uses;
    return a;
  }
  cover(at, bytes) {
    const w = this.root();
    w.start = Math.min(w.start, at);
    w.end = Math.max(w.end, at + bytes);
    return w;
  }
  use() {
    this.root().uses++;
  }
}

/** Ranges that do not overlap: [{at, bytes}], sorted; those that overlap are joined. */
function ranges(list) {
  const sorted = [...list].sort((x, y) => x.at - y.at);
  const out = [];
  for (const r of sorted) {
    const last = out[out.length - 1];
    if (last && r.at < last.at + last.bytes) last.bytes = Math.max(last.bytes, r.at + r.bytes - last.at);
    else out.push({ at: r.at, bytes: r.bytes });
  }
  return out;
}

/**
 * The definitions that reach each use of a slot. `effects(statement)` lists what a statement does in order:
 * {def, at, bytes, key} or {use, at, bytes, key}; exits the same. Calls `reach(use, definitions)`.
 */
function reaching(flow, effects, entry, reach) {
  const apply = (state, list, visit) => {
    for (const x of list) {
      if (x.use) {
        if (!visit) continue;
        const found = new Set();
        for (let byte = x.at; byte < x.at + x.bytes; byte++) {
          const defs = state.get(byte);
          if (defs) for (const d of defs) found.add(d);
          else found.add(entry(byte));
        }
        visit(x, found);
      } else for (let byte = x.at; byte < x.at + x.bytes; byte++) state.set(byte, [x]);
    }
  };
  const all = new Map(flow.blocks.map((b) => [b, [...b.statements, b.exit].flatMap(effects)]));
  const into = new Map([[flow.blocks[0], new Map()]]);
  const work = [flow.blocks[0]];
  while (work.length) {
    const b = work.shift();
    const state = new Map(into.get(b));
    apply(state, all.get(b));
    for (const next of successors(b.exit)) {
      const had = into.get(next);
      if (!had) {
        into.set(next, new Map(state));
        work.push(next);
        continue;
      }
      let changed = false;
      for (const byte of new Set([...had.keys(), ...state.keys()])) {
        const old = had.get(byte) ?? [entry(byte)];
        const add = (state.get(byte) ?? [entry(byte)]).filter((d) => !old.includes(d));
        if (add.length) {
          had.set(byte, [...old, ...add]);
          changed = true;
        } else if (!had.has(byte)) had.set(byte, old);
      }
      if (changed && !work.includes(next)) work.push(next);
    }
  }
  for (const b of flow.blocks) apply(new Map(into.get(b)), all.get(b), reach);
}

/**
 * Gives every function in `flows` (a Map by name) its parameters and results, and its slots their webs. `fixed` holds
 * the signatures of functions that are not in `flows`, and of those that the host calls: name → {parameters, results},
 * each a list of {at, bytes} seen from the first argument.
 */
export function assign(flows, fixed) {
  const signature = (name) => {
    const s = flows.get(name)?.signature ?? fixed.get(name);
    if (!s) throw new Error(`a call of ${name}, whose signature is not known`);
    return s;
  };
  const memory = (flow) => {
    // the part of a function's own frame that must stay in memory: from here up to 0
    if (flow.escapes.length === 0) return 0;
    let calls = -Infinity; // where the last argument of a call ends
    for (const b of flow.blocks)
      for (const s of b.statements)
        if (s.k === "call") calls = Math.max(calls, s.at + ARGUMENTS + signature(s.target).extent);
    for (const at of flow.escapes) {
      if (at >= 0) throw new Error(`${flow.name}: the address of a parameter or result is taken; pass it in scalars`);
      if (at < calls) throw new Error(`${flow.name}: an argument is passed as a block of memory; pass it in scalars`);
    }
    return Math.max(calls, flow.lowest);
  };

  // How far the arguments and results of each function go.
  for (const flow of flows.values()) {
    let extent = 0;
    const see = (e) => {
      if ((e.k === "slot" || e.k === "setslot") && e.at >= 0) extent = Math.max(extent, e.at + e.bytes - ARGUMENTS);
    };
    for (const b of flow.blocks)
      for (const s of [...b.statements, b.exit]) {
        see(s);
        expressions(s, see);
      }
    for (const r of [...(fixed.get(flow.name)?.parameters ?? []), ...(fixed.get(flow.name)?.results ?? [])])
      extent = Math.max(extent, r.at + r.bytes);
    flow.signature = { parameters: [], results: [], extent };
  }
  for (const flow of flows.values()) flow.memory = memory(flow);

  const parts = (flow, final) => (s) => {
    const out = [];
    expressions(s, (e) => {
      if (e.k === "slot" && !(e.at < 0 && e.at >= flow.memory))
        out.push({ use: true, at: e.at, bytes: e.bytes, node: e });
      if (e.k === "get") out.push({ use: true, at: REGISTERS + 8 * e.n, bytes: 8, node: e });
      if (e.k === "tee") out.push({ def: true, at: REGISTERS + 8 * e.n, bytes: 8, node: e });
    });
    if (s.k === "set") out.push({ def: true, at: REGISTERS + 8 * s.n, bytes: 8, node: s });
    if (s.k === "setslot" && !(s.at < 0 && s.at >= flow.memory))
      out.push({ def: true, at: s.at, bytes: s.bytes, node: s });
    if (s.k === "call") {
      const { parameters, results, extent } = signature(s.target);
      const base = s.at + ARGUMENTS;
      if (final)
        for (const p of parameters) out.push({ use: true, at: base + p.at, bytes: p.bytes, node: s, parameter: p });
      out.push({ def: true, at: s.at, bytes: ARGUMENTS + extent, node: s, spoilt: true });
      if (final) for (const r of results) out.push({ def: true, at: base + r.at, bytes: r.bytes, node: s, result: r });
    }
    if (s.k === "return" && final)
      for (const r of flow.signature.results)
        out.push({ use: true, at: ARGUMENTS + r.at, bytes: r.bytes, node: s, result: r });
    return out;
  };

  // What is read decides what is passed: first the loads alone.
  const demanded = new Map([...flows.keys()].map((name) => [name, []]));
  const given = new Map([...flows.keys()].map((name) => [name, []]));
  for (const flow of flows.values()) {
    const cache = new Map();
    const effects = memo(parts(flow, false));
    const entry = (byte) => {
      if (!cache.has(byte)) cache.set(byte, { entry: true, at: byte, bytes: 1 });
      return cache.get(byte);
    };
    reaching(flow, effects, entry, (use, defs) => {
      for (const d of defs) {
        if (d.entry && d.at >= ARGUMENTS && d.at < REGISTERS)
          given.get(flow.name).push({ at: use.at - ARGUMENTS, bytes: use.bytes });
        if (d.spoilt && flows.has(d.node.target))
          demanded.get(d.node.target).push({ at: use.at - d.node.at - ARGUMENTS, bytes: use.bytes });
      }
    });
  }
  for (const flow of flows.values()) {
    flow.signature.parameters = ranges([...given.get(flow.name), ...(fixed.get(flow.name)?.parameters ?? [])]);
    flow.signature.results = ranges([...demanded.get(flow.name), ...(fixed.get(flow.name)?.results ?? [])]);
  }

  // Then the webs, with the arguments of calls and the results of returns among the uses.
  for (const flow of flows.values()) {
    const effects = memo(parts(flow, true));
    const entries = new Map();
    const webOf = new Map();
    const web = (x) => {
      if (!webOf.has(x)) {
        const w = new Web();
        if (!x.spoilt && !x.entry) w.cover(x.at, x.bytes);
        webOf.set(x, w);
      }
      return webOf.get(x);
    };
    const entry = (byte) => {
      if (!entries.has(byte)) entries.set(byte, { entry: true, at: byte, bytes: 1 });
      return entries.get(byte);
    };
    reaching(flow, effects, entry, (use, defs) => {
      const w = web(use);
      w.cover(use.at, use.bytes);
      w.use();
      for (const d of defs) {
        if (d.spoilt) throw new Error(`${flow.name}: what a call of ${d.node.target} left at ${d.at} is read`);
        if (d.entry && d.at < ARGUMENTS)
          throw new Error(`${flow.name}: the slot at ${d.at} is read before it is written`);
        w.join(web(d));
      }
    });
    flow.effects = effects;
    flow.effect = new Map(
      flow.blocks
        .flatMap((b) => [...b.statements, b.exit])
        .flatMap(effects)
        .map((x) => [x.node, x]),
    );
    flow.all = [...webOf.keys()].filter((x) => !x.entry && !x.spoilt);
    flow.web = (x) => webOf.get(x)?.root();
    flow.parameters = flow.signature.parameters.map((p) => {
      let w = null;
      for (let byte = p.at; byte < p.at + p.bytes; byte++) {
        const e = entries.get(ARGUMENTS + byte);
        const found = e && webOf.get(e)?.root();
        if (!found) continue;
        if (w && w !== found) throw new Error(`${flow.name}: a parameter in two parts`);
        w = found;
      }
      return { ...p, web: w };
    });
    for (const w of new Set([...webOf.values()].map((x) => x.root()))) {
      if (w.end - w.start > 8) throw new Error(`${flow.name}: a variable of ${w.end - w.start} bytes at ${w.start}`);
    }
  }
}

function memo(of) {
  const cache = new Map();
  return (s) => {
    if (!cache.has(s)) cache.set(s, of(s));
    return cache.get(s);
  };
}
