// Makes the core module out of the reactor that Go builds: the engine's functions and data, and nothing of Go's
// runtime. See README.md beside this file for the way.

import binaryen from "binaryen";
import { fold } from "./addresses.mjs";
import { steady } from "./constants.mjs";
import { emit, resultOf } from "./emit.mjs";
import { ends, expressions, read, settle, thread, tidy } from "./flow.mjs";
import { parse } from "./listing.mjs";
import { startReactor } from "./reactor.mjs";
import { assign } from "./slots.mjs";
import { reduce } from "./structure.mjs";
import { look } from "./walk.mjs";
import { decide } from "./widths.mjs";
import { host, runtime } from "./written.mjs";

const { i32, i64 } = binaryen;
const PAGE = 65536;
const FIRST = 1024; // nothing lies below: binaryen may fold smaller offsets into an address
const PADDING = 64; // bytes that may be read behind the input
const up = (n, to) => Math.ceil(n / to) * to;

/**
 * Builds the core module.
 *
 * `stock` and `shifted` are the bytes of the same reactor, the second linked with its data elsewhere (-ldflags=-D=…): a
 * constant in which they differ is an address. `listing` is what -gcflags=-S printed. `state` and `tables` name the two
 * variables that the core keeps, `input` the one that the module's memory replaces, `exports` those that are wanted
 * (all), `level` other numbers for optimise(), to try them. With `start`, the name of an export, and `compact`, of a
 * third variable, the module holds that instead of the tables, and its start function fills the tables; whether it does
 * is tried out. Answers the binary and what it is made of: the functions, those written anew, the ends, the data and
 * the functions with a frame in memory. Throws where the core would need anything else.
 */
export function core({ stock, shifted, listing, state, tables, compact, start: starts, input, exports, level = {} }) {
  const source = open(stock);
  const moved = open(shifted);
  const { functions, data } = parse(listing);
  const entries = exported(source).filter((e) => !exports || exports.includes(e.name));

  // Every function that an export needs, read and taken apart.
  const flows = new Map();
  const written = new Map([...runtime(), ...host()]);
  const used = new Set();
  const ended = new Set();
  const reached = new Map();
  const via = new Map();
  const work = entries.map((e) => e.target);
  while (work.length) {
    const name = work.pop();
    if (flows.has(name) || used.has(name)) continue;
    if (written.has(name)) {
      used.add(name);
      continue;
    }
    const symbol = functions.get(name);
    if (!symbol)
      throw new Error(`the core reaches ${[...chain(via, name)].join(" ← ")}, which is not on the short list`);
    const elsewhere = [];
    read(moved, name, (v) => {
      elsewhere.push(v);
      return v;
    });
    const addresses = [...symbol.addresses];
    const flow = read(source, name, (v, n) => {
      if (elsewhere[n] === v) return v;
      const a = addresses.shift();
      if (!a) throw new Error(`${name}: an address that the listing does not have`);
      const variable = data.get(a.symbol);
      if (![state, tables, compact].includes(a.symbol) || !variable)
        throw new Error(`${name} refers to ${a.symbol}, outside the core's data`);
      if (!variable.kind.startsWith("SNOPTR")) throw new Error(`${a.symbol} holds pointers`);
      const address = Number(v) - a.offset;
      const known = reached.get(a.symbol) ?? { ...variable, address };
      if (known.address !== address) throw new Error(`${name}: ${a.symbol} at two addresses`);
      reached.set(a.symbol, known);
      return { symbol: a.symbol, offset: a.offset };
    });
    if (addresses.length)
      throw new Error(`${name} refers to ${addresses.map((a) => a.symbol).join(", ")}, which is not data of the core`);
    if (flow.constants !== elsewhere.length) throw new Error(`${name}: the two builds differ`);
    tidy(flow);
    thread(flow);
    settle(flow);
    reduce(flow);
    flows.set(name, flow);
    for (const b of flow.blocks) {
      if (b.exit.k === "trap" && ends.test(b.exit.by)) ended.add(b.exit.by);
      for (const s of b.statements)
        if (s.k === "call" && !via.has(s.target)) {
          via.set(s.target, name);
          work.push(s.target);
        }
    }
  }

  // Where things lie: constants, state, the stack of the few functions that need one, the input.
  const layout = new Map();
  let top = FIRST;
  for (const symbol of compact ? [compact, tables, state] : [tables, state]) {
    const variable = reached.get(symbol);
    if (!variable) continue;
    top = up(top, 64);
    layout.set(symbol, { ...variable, at: top });
    top += variable.size;
  }

  // The functions written here keep their types.
  const fixed = new Map([...used].map((name) => [name, extent(written.get(name))]));
  for (const e of entries) if (flows.has(e.target)) fixed.set(e.target, extent(e));
  assign(flows, fixed);
  const stack = deepest(flows, entries);
  top = up(top, 16);
  const stackEnd = top;
  top = up(top + stack, 64);
  const start = top;
  const limit = data.get(input)?.size;
  if (!limit) throw new Error(`the listing has no ${input}`);

  for (const flow of flows.values())
    for (const b of flow.blocks)
      for (const s of [...b.statements, b.exit])
        expressions(s, (e) => {
          if (e.k === "const" && typeof e.v === "object") {
            const at = BigInt(layout.get(e.v.symbol).at + e.v.offset);
            return { ...e, v: e.t === i64 ? at : Number(at) };
          }
        });

  const signature = (name) => flows.get(name)?.signature ?? fixed.get(name);
  for (const e of entries) if (flows.has(e.target)) flows.get(e.target).entered = true;
  for (const name of used)
    for (const r of [...fixed.get(name).parameters, ...fixed.get(name).results]) r.narrow = false;
  decide(flows);

  const module = new binaryen.Module();
  module.setFeatures(
    binaryen.Features.MutableGlobals |
      binaryen.Features.SignExt |
      binaryen.Features.BulkMemory |
      binaryen.Features.BulkMemoryOpt |
      binaryen.Features.NontrappingFPToInt |
      binaryen.Features.Multivalue,
  );
  const pages = [up(start + PAGE / 4 + PADDING, PAGE) / PAGE, up(start + limit + PADDING, PAGE) / PAGE];
  module.setMemory(...pages, "memory");
  if (stack) {
    module.addGlobal("stack", i32, true, module.i32.const(stackEnd + stack));
    module.addGlobal("stack end", i32, false, module.i32.const(stackEnd));
  }
  for (const name of used) written.get(name).write(module, name, { start, limit, padding: PADDING, page: PAGE });
  for (const flow of flows.values()) emit(module, flow, signature, "stack");
  for (const e of entries) entry(module, e, signature(e.target), e.name === starts);

  if (!module.validate()) throw new Error("binaryen finds the module invalid");
  optimise(module, start, level);
  // The constants come last: binaryen would cut them at every run of zeros, which compresses worse than the zeros do.
  const constants = layout.get(compact ?? tables);
  module.setMemory(
    ...pages,
    null,
    constants
      ? [
          {
            name: "constants",
            offset: module.i32.const(constants.at),
            data: bytesOf(source, constants),
            passive: false,
          },
        ]
      : [],
  );
  const initial = layout.get(state);
  if (initial && bytesOf(source, initial).some((b) => b !== 0)) throw new Error(`${state} does not start as zeros`);
  if (!module.validate()) throw new Error("binaryen finds the optimised module invalid");
  const binary = module.emitBinary();
  if (compact) filled(binary, layout.get(tables), stock);
  return {
    binary,
    text: () => module.emitText(),
    functions: [...flows.keys()].sort(),
    written: [...used].sort(),
    ends: [...ended].sort(),
    framed: [...flows.values()]
      .filter((f) => f.memory < 0)
      .map((f) => f.name)
      .sort(),
    data: [...layout].map(([symbol, { at, size }]) => ({ symbol, at, size })),
    stack,
    start,
    limit,
  };
}

function open(bytes) {
  const module = binaryen.readBinary(bytes);
  return module;
}

function* chain(via, name) {
  for (let n = name; n; n = via.get(n)) yield n;
}

/**
 * The reactor's exports: {name, target, parameters, results, types}, read from the wrappers that Go writes for them.
 */
function exported(module) {
  const out = [];
  for (let n = 0; n < module.getNumExports(); n++) {
    const e = binaryen.getExportInfo(module.getExportByIndex(n));
    if (e.kind !== binaryen.ExternalFunction || e.name === "_initialize") continue;
    const f = binaryen.getFunctionInfo(module.getFunction(e.value));
    const types = { parameters: binaryen.expandType(f.params), results: binaryen.expandType(f.results) };
    const found = { name: e.name, types, parameters: [], results: [] };
    const visit = (ref) => {
      if (!ref) return;
      const x = look(ref);
      if (x.id === binaryen.ConstId) return;
      if (x.id === binaryen.CallId && x.operands.length === 1 && x.target.startsWith("main.")) found.target = x.target;
      if (x.id === binaryen.StoreId) {
        const v = look(x.value);
        if (v.id === binaryen.LocalGetId && v.index < types.parameters.length)
          found.parameters.push({ at: x.offset, bytes: x.bytes, index: v.index });
      }
      if (x.id === binaryen.LoadId) found.results.push({ at: x.offset, bytes: x.bytes });
      for (const key of ["condition", "ifTrue", "ifFalse", "body", "value", "ptr", "left", "right"])
        if (typeof x[key] === "number") visit(x[key]);
      for (const child of x.children ?? x.operands ?? []) visit(child);
    };
    visit(f.body);
    if ([...types.parameters, ...types.results].some((t) => t !== i32))
      throw new Error(`the export ${e.name} takes or gives something else than i32`);
    if (
      !found.target ||
      found.parameters.length !== types.parameters.length ||
      found.results.length !== types.results.length
    )
      throw new Error(`the export ${e.name} is not as Go is known to write it`);
    out.push(found);
  }
  return out.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const extent = (s) => ({
  ...s,
  extent: [...s.parameters, ...s.results].reduce((m, r) => Math.max(m, r.at + r.bytes), 0),
});

/**
 * Adds and exports the function that the host calls; or, when it is the one that starts the module, has it start the
 * module.
 */
function entry(module, e, { parameters, results }, starts) {
  const operands = parameters.map((p) => {
    let v = null;
    for (const q of e.parameters) {
      if (q.at < p.at || q.at >= p.at + p.bytes) continue;
      if (p.narrow && q.at > p.at) throw new Error(`${e.name}: two parameters in one`);
      let part = module.local.get(q.index, i32);
      if (!p.narrow) part = module.i64.extend_u(part);
      if (q.at > p.at) part = module.i64.shl(part, module.i64.const(BigInt(8 * (q.at - p.at))));
      v = v ? module.i64.or(v, part) : part;
    }
    return v ?? (p.narrow ? module.i32.const(0) : module.i64.const(0n));
  });
  if (results.length > 1) throw new Error(`${e.name}: an export with several results`);
  const call = module.call(e.target, operands, resultOf(results));
  const body =
    results.length === 0
      ? call
      : e.types.results.length === 0
        ? module.drop(call)
        : results[0].narrow
          ? call
          : module.i32.wrap(call);
  const name = `export ${e.name}`;
  const f = module.addFunction(
    name,
    binaryen.createType(e.types.parameters),
    binaryen.createType(e.types.results),
    [],
    body,
  );
  if (starts) module.setStart(f);
  else module.addFunctionExport(name, e.name);
}

/**
 * Throws unless a new instance of the core holds the tables that the stock reactor, initialised by Go's runtime, holds.
 */
function filled(binary, { at, address, size }, stock) {
  const core = new WebAssembly.Instance(new WebAssembly.Module(binary));
  const reactor = startReactor(stock);
  const have = new Uint8Array(core.exports.memory.buffer, at, size);
  const want = new Uint8Array(reactor.exports.memory.buffer, address, size);
  if (Buffer.compare(have, want) !== 0) throw new Error("the start function does not fill the tables as Go does");
}

/** The bytes that `variable` starts with. */
function bytesOf(module, { address, size }) {
  const out = new Uint8Array(size);
  for (let n = 0; n < module.getNumDataSegments(); n++) {
    const s = module.getDataSegmentInfo(module.getDataSegmentByIndex(n));
    const from = Math.max(address, s.offset);
    const to = Math.min(address + size, s.offset + s.data.byteLength);
    if (from < to) out.set(new Uint8Array(s.data, from - s.offset, to - from), from - address);
  }
  return out;
}

/**
 * The bytes of stack that the deepest chain of calls needs; 64 KiB where a function with a frame in memory can call
 * itself, which then traps at the stack's end.
 */
function deepest(flows, entries) {
  const known = new Map();
  const chain = [];
  let circle = false;
  const depth = (name) => {
    const flow = flows.get(name);
    if (!flow) return 0;
    if (known.has(name)) return known.get(name);
    const at = chain.indexOf(name);
    if (at >= 0) {
      circle ||= chain.slice(at).some((n) => flows.get(n).memory < 0);
      return 0;
    }
    chain.push(name);
    let below = 0;
    for (const b of flow.blocks)
      for (const s of b.statements) if (s.k === "call") below = Math.max(below, depth(s.target));
    chain.pop();
    const d = below + up(-flow.memory, 16);
    known.set(name, d);
    return d;
  };
  const all = Math.max(0, ...entries.map((e) => depth(e.target)));
  return circle ? PAGE : all;
}

function optimise(module, start, { inline = 40, one = 200, always = 8, shrink = 0, rounds = 3 } = {}) {
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(shrink);
  binaryen.setLowMemoryUnused(true);
  binaryen.setZeroFilledMemory(true);
  binaryen.setAlwaysInlineMaxSize(always);
  binaryen.setFlexibleInlineMaxSize(inline);
  binaryen.setOneCallerInlineMaxSize(one);
  binaryen.setAllowInliningFunctionsWithLoops(false);
  for (let round = 0; round < rounds; round++) {
    module.optimize();
    steady(module);
  }
  module.optimize();
  fold(module, BigInt(start));
  module.optimize();
}
