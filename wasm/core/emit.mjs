// Writes a flow, its slots turned to locals, as a function of the new module.

import binaryen from "binaryen";
import { ARGUMENTS } from "./slots.mjs";
import { structure } from "./structure.mjs";

const { i32, i64 } = binaryen;
const mask = (bytes) => (bytes >= 8 ? -1n : (1n << BigInt(8 * bytes)) - 1n);

/** Adds `flow` to `module`. `stack` names the global that points at the stack in memory, for the few that need it. */
export function emit(module, flow, signature, stack) {
  const raw = (fn, ...args) => binaryen[`_Binaryen${fn}`](module.ptr, ...args);
  const types = flow.parameters.map(() => i64);
  const locals = [];
  const fresh = (type) => { locals.push(type); return types.length + locals.length - 1; };
  const registers = new Map();
  const register = (n) => { if (!registers.has(n)) registers.set(n, fresh(flow.locals[n])); return registers.get(n); };
  const webs = new Map();
  const c64 = (v) => module.i64.const(v);
  const before = [];

  flow.parameters.forEach((p, n) => {
    if (!p.web) return;
    const start = ARGUMENTS + p.at;
    if (p.web.start === start && p.web.end === start + p.bytes) { webs.set(p.web, n); return; }
    if (!webs.has(p.web)) webs.set(p.web, fresh(i64));
    const w = webs.get(p.web);
    let v = module.local.get(n, i64);
    if (start > p.web.start) v = module.i64.shl(v, c64(BigInt(8 * (start - p.web.start))));
    before.push(module.local.set(w, module.i64.or(module.local.get(w, i64), v)));
  });
  const variable = (web) => { if (!webs.has(web)) webs.set(web, fresh(i64)); return webs.get(web); };

  // A part of a variable, zero-extended.
  const part = (web, at, bytes) => {
    let v = module.local.get(variable(web), i64);
    if (at > web.start) v = module.i64.shr_u(v, c64(BigInt(8 * (at - web.start))));
    if (at + bytes < web.end) v = module.i64.and(v, c64(mask(bytes)));
    return v;
  };
  // Sets a part of a variable to v, of which only the part's bytes may be set.
  const put = (web, at, bytes, v) => {
    const n = variable(web);
    if (at === web.start && at + bytes === web.end) return module.local.set(n, v);
    const shift = BigInt(8 * (at - web.start));
    const moved = shift ? module.i64.shl(v, c64(shift)) : v;
    return module.local.set(n, module.i64.or(module.i64.and(module.local.get(n, i64), c64(BigInt.asIntN(64, ~(mask(bytes) << shift)))), moved));
  };
  const extend = (v, bytes) => (bytes === 1 ? module.i64.extend8_s(v) : bytes === 2 ? module.i64.extend16_s(v) : bytes === 4 ? module.i64.extend32_s(v) : v);

  const frame = -flow.memory;
  const base = frame ? fresh(i32) : -1;
  const address = (at) => { // i32
    if (!frame) throw new Error(`${flow.name}: an address on a stack that it does not have`);
    return module.i32.add(module.local.get(base, i32), module.i32.const(at - flow.memory));
  };

  const expression = (e) => {
    switch (e.k) {
      case "const": return e.t === i64 ? c64(e.v) : module.i32.const(e.v);
      case "get": return module.local.get(register(e.n), e.t);
      case "tee": return module.local.tee(register(e.n), expression(e.a), e.t);
      case "load": { const p = place(e); return raw("Load", e.bytes, e.signed, p.offset, 1, e.t, p.address, 0); }
      case "unary": return raw("Unary", e.op, expression(e.a));
      case "binary":
        // A mask that changes nothing: Go masks to 32 bits at every use.
        if (e.op === binaryen.AndInt64 && e.b.k === "const" && e.b.v > 0n && (e.b.v & (e.b.v + 1n)) === 0n && most(e.a) <= e.b.v) return expression(e.a);
        { const a = expression(e.a); return raw("Binary", e.op, a, expression(e.b)); }
      case "select": { const a = expression(e.a), b = expression(e.b); return raw("Select", expression(e.c), a, b); }
      case "address": return e.t === i64 ? module.i64.extend_u(address(e.at)) : address(e.at);
      case "slot": {
        const x = flow.effect.get(e);
        if (!x) return raw("Load", e.bytes, e.signed, e.at - flow.memory, 1, e.t, module.local.get(base, i32), 0);
        let v = part(flow.web(x), e.at, e.bytes);
        if (e.signed && !(e.t === i32 && e.bytes === 4)) v = extend(v, e.bytes);
        return e.t === i32 ? module.i32.wrap(v) : v;
      }
      default: throw new Error(`${flow.name}: an expression ${e.k}`);
    }
  };

  // The address of a load or store: what is constant in it goes into the offset where no sum can wrap around.
  const place = (e) => {
    let offset = e.offset;
    let a = e.a;
    if (a.k === "unary" && a.op === binaryen.WrapInt64) {
      let inner = a.a;
      let sum = 0n;
      const terms = [];
      const walk = (x) => {
        if (x.k === "binary" && x.op === binaryen.AddInt64) { walk(x.a); walk(x.b); }
        else if (x.k === "const") sum += x.v;
        else terms.push(x);
      };
      walk(inner);
      const limit = terms.reduce((s, t) => s + most(t), 0n);
      if (sum > 0n && sum < 1n << 31n && limit < 1n << 32n) {
        offset += Number(sum);
        const code = terms.map(expression).reduce((x, y) => (x ? module.i64.add(x, y) : y), null);
        return { offset, address: code ? module.i32.wrap(code) : module.i32.const(0) };
      }
    }
    return { offset, address: expression(a) };
  };

  const narrow = (v, e, bytes) => {
    if (e.t === i32) v = module.i64.extend_u(v);
    const had = e.t === i32 ? 1n << 32n : most(e);
    return bytes < 8 && had > mask(bytes) ? module.i64.and(v, c64(mask(bytes))) : v;
  };

  const statement = (s) => {
    switch (s.k) {
      case "set": return [module.local.set(register(s.n), expression(s.a))];
      case "drop": return [module.drop(expression(s.a))];
      case "store": {
        const p = place(s);
        return [raw("Store", s.bytes, p.offset, 1, p.address, expression(s.b), s.t, 0)];
      }
      case "setslot": {
        const x = flow.effect.get(s);
        if (!x) return [raw("Store", s.bytes, s.at - flow.memory, 1, module.local.get(base, i32), expression(s.a), s.t, 0)];
        const web = flow.web(x);
        if (!web || web.uses === 0) return pure(s.a) ? [] : [module.drop(expression(s.a))];
        return [put(web, s.at, s.bytes, narrow(expression(s.a), s.a, s.bytes))];
      }
      case "copy": { const a = expression(s.a), b = expression(s.b); return [module.memory.copy(a, b, expression(s.c))]; }
      case "fill": { const a = expression(s.a), b = expression(s.b); return [module.memory.fill(a, b, expression(s.c))]; }
      case "call": {
        const list = flow.effects(s);
        const { parameters, results } = signature(s.target);
        const uses = list.filter((x) => x.parameter);
        const operands = parameters.map((p) => {
          const x = uses.find((u) => u.parameter === p);
          return part(flow.web(x), x.at, x.bytes);
        });
        const type = results.length === 0 ? binaryen.none : results.length === 1 ? i64 : binaryen.createType(results.map(() => i64));
        const code = module.call(s.target, operands, type);
        if (results.length === 0) return [code];
        const defs = results.map((r) => list.find((x) => x.result === r));
        const wanted = defs.map((d) => flow.web(d)).map((w) => (w && w.uses ? w : null));
        if (!wanted.some(Boolean)) return [module.drop(code)];
        if (results.length === 1) return [put(wanted[0], defs[0].at, defs[0].bytes, code)];
        const tuple = fresh(type);
        return [module.local.set(tuple, code), ...defs.flatMap((d, n) => (wanted[n] ? [put(wanted[n], d.at, d.bytes, module.tuple.extract(module.local.get(tuple, type), n))] : []))];
      }
      default: throw new Error(`${flow.name}: a statement ${s.k}`);
    }
  };

  const body = structure(flow, {
    statements: (b) => b.statements.flatMap(statement),
    condition: (exit) => expression(exit.condition),
    leave: (exit) => {
      if (exit.k === "trap") return [module.unreachable()];
      const values = flow.effects(exit).filter((x) => x.result).map((x) => part(flow.web(x), x.at, x.bytes));
      const pop = frame ? [module.global.set(stack, module.i32.add(module.local.get(base, i32), module.i32.const(frame)))] : [];
      if (values.length === 0) return [...pop, module.return()];
      return [...pop, module.return(values.length === 1 ? values[0] : module.tuple.make(values))];
    },
    block: (label, code) => module.block(label, code, binaryen.none),
    loop: (label, code) => module.loop(label, module.block(null, code, binaryen.none)),
    if: (condition, yes, no) => module.if(condition, module.block(null, yes, binaryen.none), no.length ? module.block(null, no, binaryen.none) : undefined),
    jump: (label) => module.br(label),
    table: (exit, labels) => module.switch(labels.slice(0, -1), labels[labels.length - 1], expression(exit.index)),
  });
  const push = frame ? [
    module.local.set(base, module.i32.sub(module.global.get(stack, i32), module.i32.const(frame))),
    module.if(module.i32.lt_s(module.local.get(base, i32), module.global.get(`${stack} end`, i32)), module.unreachable()),
    module.global.set(stack, module.local.get(base, i32)),
  ] : [];
  const { results } = flow.signature;
  const type = results.length === 0 ? binaryen.none : results.length === 1 ? i64 : binaryen.createType(results.map(() => i64));
  module.addFunction(flow.name, binaryen.createType(types), type, locals, module.block(null, [...push, ...before, ...body, module.unreachable()], binaryen.none));
}

const comparisons = new Set([
  "Eq", "Ne", "LtS", "LtU", "GtS", "GtU", "LeS", "LeU", "GeS", "GeU",
].flatMap((name) => [binaryen[`${name}Int32`], binaryen[`${name}Int64`]]));
const isBit = (e) => e.t === i32 && ((e.k === "binary" && comparisons.has(e.op)) || (e.k === "unary" && (e.op === binaryen.EqZInt64 || e.op === binaryen.EqZInt32)));

/** An upper bound of an i64 expression, seen as an unsigned number. */
export function most(e) {
  const all = (1n << 64n) - 1n;
  switch (e.k) {
    case "const": return BigInt.asUintN(64, BigInt(e.v));
    case "load": case "slot": return e.signed ? all : BigInt.asUintN(64, mask(e.bytes));
    case "tee": return most(e.a);
    case "select": { const a = most(e.a), b = most(e.b); return a > b ? a : b; }
    case "unary":
      if (e.op === binaryen.ExtendUInt32) return isBit(e.a) ? 1n : (1n << 32n) - 1n;
      if (e.op === binaryen.ClzInt64 || e.op === binaryen.CtzInt64 || e.op === binaryen.PopcntInt64) return 64n;
      return all;
    case "binary": {
      const a = () => most(e.a), b = () => most(e.b);
      const cap = (v) => (v > all ? all : v);
      switch (e.op) {
        case binaryen.AndInt64: { const x = a(), y = b(); return x < y ? x : y; }
        case binaryen.OrInt64: case binaryen.XorInt64: { const x = a() | b(); return (1n << BigInt(x.toString(2).length)) - 1n; }
        case binaryen.AddInt64: { const x = a() + b(); return x > all ? all : x; }
        case binaryen.MulInt64: return cap(a() * b());
        case binaryen.ShlInt64: return e.b.k === "const" ? cap(a() << (e.b.v & 63n)) : all;
        case binaryen.ShrUInt64: return e.b.k === "const" ? a() >> (e.b.v & 63n) : a();
        case binaryen.RemUInt64: { const y = b(); return e.b.k === "const" && y ? y - 1n : all; }
        case binaryen.DivUInt64: return a();
      }
      return all;
    }
  }
  return all;
}

function pure(e) {
  if (e.k === "tee") return false;
  return ["a", "b", "c"].every((key) => !e[key] || pure(e[key]));
}
