// Writes a flow as a function of the new module, its variables as locals of the width that widths.mjs found.

import binaryen from "binaryen";
import { makeBinary, makeLoad, makeStore, makeUnary } from "./operators.mjs";
import { ARGUMENTS } from "./slots.mjs";
import { structure } from "./structure.mjs";
import { comparison, most, WORD } from "./widths.mjs";

const { i32, i64, none } = binaryen;
const mask = (bytes) => (bytes >= 8 ? -1n : (1n << BigInt(8 * bytes)) - 1n);

/** The wasm type of a list of parameters or results. */
export const typeOf = (list) => list.map((p) => (p.narrow ? i32 : i64));
export const resultOf = (list) =>
  list.length === 0 ? none : list.length === 1 ? typeOf(list)[0] : binaryen.createType(typeOf(list));

/** Operators on i64 of which the lower half of the result depends only on the lower halves of the operands. */
const halves = new Map([
  [binaryen.AddInt64, binaryen.AddInt32],
  [binaryen.SubInt64, binaryen.SubInt32],
  [binaryen.MulInt64, binaryen.MulInt32],
  [binaryen.AndInt64, binaryen.AndInt32],
  [binaryen.OrInt64, binaryen.OrInt32],
  [binaryen.XorInt64, binaryen.XorInt32],
]);

/** Adds `flow` to `module`. `stack` names the global that points at the stack in memory, for the few that need it. */
export function emit(module, flow, signature, stack) {
  const unary = (op, a) => makeUnary(module, op, a);
  const binary = (op, a, b) => makeBinary(module, op, a, b);
  const types = typeOf(flow.signature.parameters);
  const locals = [];
  const fresh = (type) => {
    locals.push(type);
    return types.length + locals.length - 1;
  };
  const c64 = (v) => module.i64.const(v);
  const c32 = (v) => module.i32.const(Number(BigInt.asIntN(32, v)));
  const bound = (e) => most(e, flow.boundOf);
  const before = [];
  const webs = new Map();
  const variable = (web) => {
    if (!webs.has(web)) webs.set(web, fresh(web.narrow ? i32 : i64));
    return webs.get(web);
  };
  const webOf = (node) => {
    const x = flow.effect.get(node);
    return x && flow.web(x);
  };

  flow.parameters.forEach((p, n) => {
    if (!p.web) return;
    const start = ARGUMENTS + p.at;
    const { narrow } = flow.signature.parameters[n];
    if (p.web.start === start && p.web.end === start + p.bytes && Boolean(p.web.narrow) === Boolean(narrow)) {
      webs.set(p.web, n);
      return;
    }
    const w = variable(p.web);
    const shift = BigInt(8 * (start - p.web.start));
    let v = module.local.get(n, types[n]);
    if (p.web.narrow) {
      if (!narrow) v = module.i32.wrap(v);
      if (shift) v = shift < 32n ? module.i32.shl(v, c32(shift)) : c32(0n);
      before.push(module.local.set(w, module.i32.or(module.local.get(w, i32), v)));
    } else {
      if (narrow) v = module.i64.extend_u(v);
      if (shift) v = module.i64.shl(v, c64(shift));
      before.push(module.local.set(w, module.i64.or(module.local.get(w, i64), v)));
    }
  });

  // A part of a variable, zero-extended: all 64 bits of it, or the lower half.
  const readFull = (w, at, bytes) => {
    const n = variable(w);
    let v = w.narrow ? module.i64.extend_u(module.local.get(n, i32)) : module.local.get(n, i64);
    if (at > w.start) v = module.i64.shr_u(v, c64(BigInt(8 * (at - w.start))));
    if (at + bytes < w.end) v = module.i64.and(v, c64(mask(bytes)));
    return v;
  };
  const readLow = (w, at, bytes) => {
    const shift = BigInt(8 * (at - w.start));
    let v;
    if (w.narrow) {
      if (shift >= 32n) return c32(0n);
      v = module.local.get(variable(w), i32);
      if (shift) v = module.i32.shr_u(v, c32(shift));
    } else {
      v = module.local.get(variable(w), i64);
      v = module.i32.wrap(shift ? module.i64.shr_u(v, c64(shift)) : v);
    }
    return at + bytes < w.end && bytes < 4 ? module.i32.and(v, c32(mask(bytes))) : v;
  };
  // Sets a part of a variable. `value(low)` makes the code, of which only the part's bytes may be set.
  const write = (w, at, bytes, value) => {
    const n = variable(w);
    const shift = BigInt(8 * (at - w.start));
    const whole = at === w.start && at + bytes === w.end;
    if (w.narrow) {
      if (whole) return module.local.set(n, value(true));
      if (shift >= 32n) return module.drop(value(true));
      const v = shift ? module.i32.shl(value(true), c32(shift)) : value(true);
      return module.local.set(
        n,
        module.i32.or(module.i32.and(module.local.get(n, i32), c32(~(mask(bytes) << shift))), v),
      );
    }
    if (whole) return module.local.set(n, value(false));
    const v = shift ? module.i64.shl(value(false), c64(shift)) : value(false);
    return module.local.set(
      n,
      module.i64.or(module.i64.and(module.local.get(n, i64), c64(BigInt.asIntN(64, ~(mask(bytes) << shift)))), v),
    );
  };

  const frame = -flow.memory;
  const base = frame ? fresh(i32) : -1;
  const address = (at) => {
    if (!frame) throw new Error(`${flow.name}: an address on a stack that it does not have`);
    return module.i32.add(module.local.get(base, i32), module.i32.const(at - flow.memory));
  };

  // The value of an i32 expression.
  const word = (e) => {
    switch (e.k) {
      case "const":
        return module.i32.const(e.v);
      case "get":
      case "slot":
        return low(e);
      case "load": {
        const p = place(e);
        return makeLoad(module, i32, e.bytes, e.signed, p.offset, p.address);
      }
      case "unary":
        if (e.op === binaryen.WrapInt64) return low(e.a);
        if (e.op === binaryen.EqZInt64) {
          // Go tests a comparison's result by comparing it with 0.
          if (e.a.k === "unary" && e.a.op === binaryen.ExtendUInt32) return module.i32.eqz(word(e.a.a));
          return bound(e.a) <= WORD ? module.i32.eqz(low(e.a)) : module.i64.eqz(full(e.a));
        }
        return unary(e.op, e.a.t === i64 ? full(e.a) : word(e.a));
      case "binary": {
        const narrowed = comparison(e.op);
        if (narrowed && bound(e.a) <= WORD && bound(e.b) <= WORD) {
          const a = low(e.a);
          return binary(narrowed, a, low(e.b));
        }
        const of = e.a.t === i64 ? full : word;
        const a = of(e.a);
        return binary(e.op, a, of(e.b));
      }
      case "select": {
        const a = word(e.a);
        const b = word(e.b);
        return module.select(word(e.c), a, b);
      }
      case "address":
        return address(e.at);
      default:
        throw new Error(`${flow.name}: an i32 expression ${e.k}`);
    }
  };

  // The lower half of an i64 expression (of an i32 expression, all of it).
  const low = (e) => {
    if (e.t === i32 && e.k !== "get" && e.k !== "slot") return word(e);
    switch (e.k) {
      case "const":
        return c32(e.v);
      case "get":
        return readLow(webOf(e), webOf(e).start, 8);
      case "tee": {
        const w = webOf(e);
        if (!w) return low(e.a);
        return w.narrow ? module.local.tee(variable(w), low(e.a), i32) : module.i32.wrap(full(e));
      }
      case "slot": {
        const w = webOf(e);
        if (!w)
          return makeLoad(module, i32, Math.min(4, e.bytes), e.signed, e.at - flow.memory, module.local.get(base, i32));
        const v = readLow(w, e.at, e.bytes);
        if (!e.signed || e.bytes >= 4) return v;
        return e.bytes === 1 ? module.i32.extend8_s(v) : module.i32.extend16_s(v);
      }
      case "load": {
        const p = place(e);
        return makeLoad(module, i32, Math.min(4, e.bytes), e.signed, p.offset, p.address);
      }
      case "unary":
        switch (e.op) {
          case binaryen.ExtendUInt32:
            return word(e.a);
          case binaryen.ExtendS32Int64:
            return low(e.a);
          case binaryen.ExtendS16Int64:
            return module.i32.extend16_s(low(e.a));
          case binaryen.ExtendS8Int64:
            return module.i32.extend8_s(low(e.a));
          case binaryen.PopcntInt64:
            if (bound(e.a) <= WORD) return module.i32.popcnt(low(e.a));
            break;
        }
        return module.i32.wrap(full(e));
      case "binary": {
        if (e.op === binaryen.AndInt64 && e.b.k === "const" && (e.b.v & WORD) === WORD) return low(e.a);
        const half = halves.get(e.op);
        if (half !== undefined) {
          const a = low(e.a);
          return binary(half, a, low(e.b));
        }
        const count = e.b.k === "const" ? e.b.v & 63n : -1n;
        if (e.op === binaryen.ShlInt64 && count >= 0n)
          return count < 32n ? module.i32.shl(low(e.a), c32(count)) : pure(e.a) ? c32(0n) : module.i32.wrap(full(e));
        if (bound(e.a) <= WORD) {
          if (e.op === binaryen.ShrUInt64 && count >= 0n)
            return count < 32n ? module.i32.shr_u(low(e.a), c32(count)) : module.i32.wrap(full(e));
          if (bound(e.b) <= WORD && (e.op === binaryen.DivUInt64 || e.op === binaryen.RemUInt64)) {
            const a = low(e.a);
            return binary(e.op === binaryen.DivUInt64 ? binaryen.DivUInt32 : binaryen.RemUInt32, a, low(e.b));
          }
        }
        return module.i32.wrap(full(e));
      }
      case "select": {
        const a = low(e.a);
        const b = low(e.b);
        return module.select(word(e.c), a, b);
      }
      case "address":
        return address(e.at);
      default:
        throw new Error(`${flow.name}: an expression ${e.k}`);
    }
  };

  // All 64 bits of an i64 expression.
  const full = (e) => {
    if (e.t === i32) return module.i64.extend_u(word(e));
    switch (e.k) {
      case "const":
        return c64(e.v);
      case "get":
        return readFull(webOf(e), webOf(e).start, 8);
      case "tee": {
        const w = webOf(e);
        if (!w) return full(e.a);
        if (w.narrow) return module.i64.extend_u(module.local.tee(variable(w), low(e.a), i32));
        return module.local.tee(variable(w), full(e.a), i64);
      }
      case "slot": {
        const w = webOf(e);
        if (!w) return makeLoad(module, i64, e.bytes, e.signed, e.at - flow.memory, module.local.get(base, i32));
        const v = readFull(w, e.at, e.bytes);
        if (!e.signed) return v;
        return e.bytes === 1
          ? module.i64.extend8_s(v)
          : e.bytes === 2
            ? module.i64.extend16_s(v)
            : e.bytes === 4
              ? module.i64.extend32_s(v)
              : v;
      }
      case "load": {
        const p = place(e);
        return makeLoad(module, i64, e.bytes, e.signed, p.offset, p.address);
      }
      case "unary":
        return unary(e.op, e.a.t === i64 ? full(e.a) : word(e.a));
      case "binary": {
        if (e.op === binaryen.AndInt64) {
          // A mask that changes nothing: Go masks to 32 bits at every use.
          if (e.b.k === "const" && e.b.v > 0n && (e.b.v & (e.b.v + 1n)) === 0n && bound(e.a) <= e.b.v) return full(e.a);
          if (bound(e) <= WORD && hasNarrow(e)) return module.i64.extend_u(low(e));
        }
        if (
          (e.op === binaryen.ShrUInt64 || e.op === binaryen.DivUInt64 || e.op === binaryen.RemUInt64) &&
          bound(e.a) <= WORD &&
          bound(e.b) <= WORD &&
          hasNarrow(e.a) &&
          (e.op !== binaryen.ShrUInt64 || (e.b.k === "const" && (e.b.v & 63n) < 32n))
        )
          return module.i64.extend_u(low(e));
        if (
          (e.op === binaryen.AddInt64 ||
            e.op === binaryen.MulInt64 ||
            e.op === binaryen.ShlInt64 ||
            e.op === binaryen.OrInt64 ||
            e.op === binaryen.XorInt64) &&
          bound(e) <= WORD &&
          hasNarrow(e)
        )
          return module.i64.extend_u(low(e));
        const a = full(e.a);
        return binary(e.op, a, full(e.b));
      }
      case "select": {
        const a = full(e.a);
        const b = full(e.b);
        return module.select(word(e.c), a, b);
      }
      case "address":
        return module.i64.extend_u(address(e.at));
      default:
        throw new Error(`${flow.name}: an expression ${e.k}`);
    }
  };
  // Whether the value comes from a variable of 32 bits.
  const hasNarrow = (e) => {
    if (e.k === "get" || e.k === "slot") return Boolean(webOf(e)?.narrow);
    if (e.k === "load") return e.bytes <= 4;
    return ["a", "b"].some((key) => e[key] && hasNarrow(e[key]));
  };

  // The address of a load or store: what is constant in it goes into the offset where no sum can wrap around.
  const place = (e) => {
    const a = e.a;
    if (a.k === "unary" && a.op === binaryen.WrapInt64) {
      let sum = 0n;
      const terms = [];
      const walk = (x) => {
        if (x.k === "binary" && x.op === binaryen.AddInt64) {
          walk(x.a);
          walk(x.b);
        } else if (x.k === "const") sum += x.v;
        else terms.push(x);
      };
      walk(a.a);
      const limit = terms.reduce((s, t) => s + bound(t), 0n);
      if (sum > 0n && sum < 1n << 31n && limit <= WORD) {
        const code = terms.map(low).reduce((x, y) => (x ? module.i32.add(x, y) : y), null);
        return { offset: e.offset + Number(sum), address: code ?? module.i32.const(0) };
      }
    }
    return { offset: e.offset, address: word(a) };
  };

  // What is written into `bytes` bytes of a variable.
  const value = (e, bytes) => (lower) => {
    if (lower) {
      const v = low(e);
      return bytes < 4 && bound(e) > mask(bytes) ? module.i32.and(v, c32(mask(bytes))) : v;
    }
    if (bytes === 4 && bound(e) > WORD) return module.i64.extend_u(low(e));
    const v = full(e);
    return bytes < 8 && bound(e) > mask(bytes) ? module.i64.and(v, c64(mask(bytes))) : v;
  };

  const statement = (s) => {
    switch (s.k) {
      case "set": {
        const w = webOf(s);
        if (!w || w.uses === 0) return pure(s.a) ? [] : [module.drop(low(s.a))];
        return [module.local.set(variable(w), w.narrow ? low(s.a) : full(s.a))];
      }
      case "drop":
        return pure(s.a) ? [] : [module.drop(low(s.a))];
      case "store": {
        const p = place(s);
        return [makeStore(module, s.bytes, p.offset, p.address, s.bytes <= 4 ? low(s.b) : full(s.b))];
      }
      case "setslot": {
        const x = flow.effect.get(s);
        if (!x)
          return [
            makeStore(
              module,
              s.bytes,
              s.at - flow.memory,
              module.local.get(base, i32),
              s.bytes <= 4 ? low(s.a) : full(s.a),
            ),
          ];
        const w = flow.web(x);
        if (!w || w.uses === 0) return pure(s.a) ? [] : [module.drop(low(s.a))];
        return [write(w, s.at, s.bytes, value(s.a, s.bytes))];
      }
      case "copy": {
        const a = word(s.a);
        const b = word(s.b);
        return [module.memory.copy(a, b, word(s.c))];
      }
      case "fill": {
        const a = word(s.a);
        const b = word(s.b);
        return [module.memory.fill(a, b, word(s.c))];
      }
      case "call": {
        const list = flow.effects(s);
        const { parameters, results } = signature(s.target);
        const uses = list.filter((x) => x.parameter);
        const operands = parameters.map((p) => {
          const x = uses.find((u) => u.parameter === p);
          const w = flow.web(x);
          return p.narrow ? readLow(w, x.at, x.bytes) : readFull(w, x.at, x.bytes);
        });
        const type = resultOf(results);
        const code = module.call(s.target, operands, type);
        if (results.length === 0) return [code];
        const defs = results.map((r) => list.find((x) => x.result === r));
        const wanted = defs.map((d) => flow.web(d)).map((w) => (w?.uses ? w : null));
        if (!wanted.some(Boolean)) return [module.drop(code)];
        const take = (n, v) => {
          const { narrow } = results[n];
          return write(wanted[n], defs[n].at, defs[n].bytes, (lower) =>
            narrow === lower ? v : lower ? module.i32.wrap(v) : module.i64.extend_u(v),
          );
        };
        if (results.length === 1) return [take(0, code)];
        const tuple = fresh(type);
        return [
          module.local.set(tuple, code),
          ...results.flatMap((_, n) =>
            wanted[n] ? [take(n, module.tuple.extract(module.local.get(tuple, type), n))] : [],
          ),
        ];
      }
      default:
        throw new Error(`${flow.name}: a statement ${s.k}`);
    }
  };

  const body = structure(flow, {
    statements: (b) => b.statements.flatMap(statement),
    condition: (exit) => word(exit.condition),
    leave: (exit) => {
      if (exit.k === "trap") return [module.unreachable()];
      const list = flow.effects(exit).filter((x) => x.result);
      const values = list.map((x) =>
        x.result.narrow ? readLow(flow.web(x), x.at, x.bytes) : readFull(flow.web(x), x.at, x.bytes),
      );
      const pop = frame
        ? [module.global.set(stack, module.i32.add(module.local.get(base, i32), module.i32.const(frame)))]
        : [];
      if (values.length === 0) return [...pop, module.return()];
      return [...pop, module.return(values.length === 1 ? values[0] : module.tuple.make(values))];
    },
    block: (label, code) => module.block(label, code, none),
    loop: (label, code) => module.loop(label, module.block(null, code, none)),
    if: (condition, yes, no) =>
      module.if(condition, module.block(null, yes, none), no.length ? module.block(null, no, none) : undefined),
    jump: (label) => module.br(label),
    table: (exit, labels) => module.switch(labels.slice(0, -1), labels[labels.length - 1], word(exit.index)),
  });
  const push = frame
    ? [
        module.local.set(base, module.i32.sub(module.global.get(stack, i32), module.i32.const(frame))),
        module.if(
          module.i32.lt_s(module.local.get(base, i32), module.global.get(`${stack} end`, i32)),
          module.unreachable(),
        ),
        module.global.set(stack, module.local.get(base, i32)),
      ]
    : [];
  module.addFunction(
    flow.name,
    binaryen.createType(types),
    resultOf(flow.signature.results),
    locals,
    module.block(null, [...push, ...before, ...body, module.unreachable()], none),
  );
}

/** Whether an expression can be left out. */
function pure(e) {
  if (e.k === "tee") return false;
  return ["a", "b", "c"].every((key) => !e[key] || pure(e[key]));
}
