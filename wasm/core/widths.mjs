// Decides which variables fit 32 bits.
//
// Go computes everything in 64 bits, whatever the type, and masks where it matters. A variable is an i32 when all that
// is ever written to it is known to be below 2^32, or when nothing that reads it looks at its upper half.

import binaryen from "binaryen";
import { expressions } from "./flow.mjs";

const ALL = (1n << 64n) - 1n;
export const WORD = (1n << 32n) - 1n;
const steps = [1n, 0xffn, 0xffffn, 0x7fffffffn, WORD]; // bounds are raised to one of these, so that they settle

const comparisons = new Map();
for (const name of ["Eq", "Ne", "LtS", "LtU", "GtS", "GtU", "LeS", "LeU", "GeS", "GeU"]) {
  comparisons.set(binaryen[`${name}Int64`], binaryen[`${name.replace(/S$/, "U")}Int32`]);
  comparisons.set(binaryen[`${name}Int32`], null);
}

/**
 * The i32 operator that compares two numbers below 2^32 as this i64 operator does; undefined when it compares nothing.
 */
export const comparison = (op) => comparisons.get(op);

/** An upper bound of an expression, seen as an unsigned number. `bound` knows those of variables: node → BigInt. */
export function most(e, bound) {
  const i = binaryen;
  const top = e.t === i.i32 ? WORD : ALL;
  const cap = (v) => (v > top ? top : v);
  const of = (x) => most(x, bound);
  switch (e.k) {
    case "const":
      return BigInt.asUintN(e.t === i.i32 ? 32 : 64, BigInt(e.v));
    case "load":
      return e.signed ? top : cap((1n << BigInt(8 * e.bytes)) - 1n);
    case "slot": {
      const v = cap((1n << BigInt(8 * e.bytes)) - 1n);
      const b = bound(e);
      return e.signed ? top : b < v ? b : v;
    }
    case "get":
      return cap(bound(e));
    case "tee":
      return of(e.a);
    case "select": {
      const a = of(e.a);
      const b = of(e.b);
      return a > b ? a : b;
    }
    case "unary":
      switch (e.op) {
        case i.EqZInt32:
        case i.EqZInt64:
          return 1n;
        case i.ExtendUInt32:
          return of(e.a);
        case i.WrapInt64: {
          const a = of(e.a);
          return a <= WORD ? a : WORD;
        }
        case i.ClzInt64:
        case i.CtzInt64:
        case i.PopcntInt64:
          return 64n;
      }
      return top;
    case "binary": {
      if (comparisons.has(e.op)) return 1n;
      switch (e.op) {
        case i.AndInt64:
        case i.AndInt32: {
          const a = of(e.a);
          const b = of(e.b);
          return a < b ? a : b;
        }
        case i.OrInt64:
        case i.XorInt64:
        case i.OrInt32:
        case i.XorInt32:
          return (1n << BigInt((of(e.a) | of(e.b)).toString(2).length)) - 1n;
        case i.AddInt64:
          return cap(of(e.a) + of(e.b));
        case i.MulInt64:
          return cap(of(e.a) * of(e.b));
        case i.ShlInt64:
          return e.b.k === "const" ? cap(of(e.a) << (e.b.v & 63n)) : top;
        case i.ShrUInt64:
          return e.b.k === "const" ? of(e.a) >> (e.b.v & 63n) : of(e.a);
        case i.DivUInt64:
          return of(e.a);
        case i.RemUInt64: {
          const b = of(e.b);
          return b ? b - 1n : top;
        }
      }
    }
  }
  return top;
}

/**
 * Gives every web in `flows` its `bound` and decides whether it is `narrow`, an i32. Parameters and results agree
 * between a function and its callers: `signature(name)` holds them, each {at, bytes}; their `narrow` is set here too.
 * Those of functions outside `flows` stay as they are.
 */
export function decide(flows) {
  const webs = new Set();
  for (const flow of flows.values()) {
    flow.boundOf = (node) => {
      const x = flow.effect.get(node);
      const w = x && flow.web(x);
      return w ? w.bound : ALL;
    };
    for (const x of flow.all) {
      const w = flow.web(x);
      if (w) {
        w.bound = 0n;
        w.narrow = true;
        webs.add(w);
      }
    }
    for (const p of flow.parameters)
      if (p.web) {
        webs.add(p.web);
        p.web.bound = 0n;
        p.web.narrow = true;
      }
    for (const p of [...flow.signature.parameters, ...flow.signature.results]) p.bound = 0n;
  }
  const outside = (name) => !flows.has(name);
  const raise = (holder, v) => {
    if (v <= holder.bound) return false;
    holder.bound = steps.find((s) => s >= v) ?? ALL;
    return true;
  };
  const size = (bytes) => (1n << BigInt(8 * bytes)) - 1n;
  const least = (a, b) => (a < b ? a : b);

  // Upper bounds, from 0 upwards until nothing changes.
  for (let changed = true; changed; ) {
    changed = false;
    for (const flow of flows.values()) {
      const of = (e) => most(e, flow.boundOf);
      const write = (node, v, at, bytes) => {
        const x = flow.effect.get(node);
        const w = x && flow.web(x);
        if (!w) return;
        const part = at > w.start || at + bytes < w.end; // the rest of the variable stays
        if (raise(w, part ? size(w.end - w.start) : least(v, size(Math.min(8, w.end - w.start))))) changed = true;
      };
      for (const p of flow.parameters) {
        if (!p.web) continue;
        const whole = p.web.start === 8 + p.at && p.web.end === 8 + p.at + p.bytes;
        const s = flow.signature.parameters.find((q) => q.at === p.at);
        if (raise(p.web, whole ? least(s.bound, size(p.bytes)) : size(Math.min(8, p.web.end - p.web.start))))
          changed = true;
      }
      for (const b of flow.blocks)
        for (const s of [...b.statements, b.exit]) {
          expressions(s, (e) => {
            if (e.k === "tee") {
              const x = flow.effect.get(e);
              write(e, of(e.a), x.at, x.bytes);
            }
          });
          if (s.k === "set" || s.k === "setslot") {
            const x = flow.effect.get(s);
            if (x) write(s, s.t === binaryen.i32 ? WORD : of(s.a), x.at, x.bytes);
          }
          if (s.k === "call" || s.k === "return")
            for (const x of flow.effects(s)) {
              const w = flow.web(x);
              if (
                x.use &&
                x.parameter &&
                !outside(s.target) &&
                raise(x.parameter, least(w ? w.bound : ALL, size(x.bytes)))
              )
                changed = true;
              if (x.use && x.result && raise(x.result, least(w ? w.bound : ALL, size(x.bytes)))) changed = true;
              if (x.def && x.result && w) {
                const part = x.at > w.start || x.at + x.bytes < w.end;
                const v = outside(s.target) ? size(x.bytes) : least(x.result.bound, size(x.bytes));
                if (raise(w, part ? size(w.end - w.start) : v)) changed = true;
              }
            }
        }
    }
    for (const flow of flows.values())
      if (flow.entered) for (const p of flow.signature.parameters) if (raise(p, size(p.bytes))) changed = true;
  }

  // Narrow is what is bounded, and what is read for its lower half only; that is assumed until a use says otherwise.
  for (const flow of flows.values())
    for (const p of [...flow.signature.parameters, ...flow.signature.results]) p.narrow = true;
  const exact = (holder) => holder.bound <= WORD;
  for (let changed = true; changed; ) {
    changed = false;
    const widen = (holder) => {
      if (holder.narrow && !exact(holder)) {
        holder.narrow = false;
        changed = true;
      }
    };
    for (const flow of flows.values()) {
      const of = (e) => most(e, flow.boundOf);
      const holder = (node) => {
        const x = flow.effect.get(node);
        return x && flow.web(x);
      };
      const read = (x, w, low) => {
        if (w && (x.at - w.start >= 4 || (!low && x.at - w.start + x.bytes > 4))) widen(w);
      };
      // `low`: only the lower half of e is looked at
      const visit = (e, low) => {
        const i = binaryen;
        switch (e.k) {
          case "get":
          case "slot":
            read(flow.effect.get(e), holder(e), low);
            return;
          case "tee": {
            const w = holder(e);
            if (w && !low) widen(w);
            visit(e.a, w ? w.narrow : low);
            return;
          }
          case "load":
            return visit(e.a, true);
          case "select":
            visit(e.a, low);
            visit(e.b, low);
            visit(e.c, true);
            return;
          case "unary":
            if (e.op === i.WrapInt64) return visit(e.a, true);
            if (e.op === i.ExtendUInt32) return visit(e.a, true);
            if (e.op === i.EqZInt64) return visit(e.a, of(e.a) <= WORD);
            if (e.op === i.ExtendS8Int64 || e.op === i.ExtendS16Int64 || e.op === i.ExtendS32Int64)
              return visit(e.a, true);
            return visit(e.a, e.t === i.i32 && e.a.t === i.i32);
          case "binary": {
            if (comparisons.has(e.op)) {
              const both = of(e.a) <= WORD && of(e.b) <= WORD;
              visit(e.a, both);
              visit(e.b, both);
              return;
            }
            switch (e.op) {
              case i.AddInt64:
              case i.SubInt64:
              case i.MulInt64:
              case i.OrInt64:
              case i.XorInt64:
                visit(e.a, low);
                visit(e.b, low);
                return;
              case i.AndInt64: {
                const mask = low || of(e.a) <= WORD || of(e.b) <= WORD;
                visit(e.a, mask);
                visit(e.b, mask);
                return;
              }
              case i.ShlInt64:
                visit(e.a, low && e.b.k === "const" && (e.b.v & 63n) < 32n);
                visit(e.b, true);
                return;
              case i.ShrUInt64:
              case i.ShrSInt64:
              case i.RotlInt64:
                visit(e.a, false);
                visit(e.b, true);
                return;
              default:
                visit(e.a, e.t === i.i32);
                visit(e.b, e.t === i.i32);
                return;
            }
          }
          default:
            return;
        }
      };
      for (const p of flow.parameters) {
        const s = flow.signature.parameters.find((q) => q.at === p.at);
        if (p.web && !p.web.narrow) widen(s);
      }
      for (const b of flow.blocks)
        for (const s of [...b.statements, b.exit]) {
          switch (s.k) {
            case "set":
              visit(s.a, holder(s)?.narrow ?? true);
              break;
            case "setslot": {
              const w = holder(s);
              visit(s.a, s.bytes <= 4 || (w ? w.narrow : false));
              break;
            }
            case "store":
              visit(s.a, true);
              visit(s.b, s.bytes <= 4);
              break;
            case "copy":
            case "fill":
              visit(s.a, true);
              visit(s.b, true);
              visit(s.c, true);
              break;
            case "drop":
              visit(s.a, true);
              break;
            case "branch":
              visit(s.condition, true);
              break;
            case "switch":
              visit(s.index, true);
              break;
            case "call":
              for (const x of flow.effects(s)) {
                const w = flow.web(x);
                if (x.use && x.parameter) read(x, w, x.parameter.narrow);
                if (x.def && x.result && w && !w.narrow && !outside(s.target)) widen(x.result);
              }
              break;
            case "return":
              for (const x of flow.effects(s)) {
                const w = flow.web(x);
                if (x.result) read(x, w, x.result.narrow);
              }
              break;
          }
        }
    }
  }
  // A variable that is written in parts keeps its 64 bits, unless it fits.
  for (const flow of flows.values())
    if (flow.entered) for (const r of flow.signature.results) if (r.bytes > 4) r.narrow = r.narrow && exact(r);
}
