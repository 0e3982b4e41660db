// Writes expressions as code of the new module, in 32 bits where that is enough.

import binaryen from "binaryen";
import { listParts } from "./flow.mjs";
import { mask } from "./locals.mjs";
import { makeBinary, makeLoad, makeUnary } from "./operators.mjs";
import { countMasked, fits, fitsSigned, fitsUnsigned, narrowComparison, rangeOf, WORD } from "./ranges.mjs";
import { bitsOf, needsMask } from "./widths.mjs";

/** @import { Locals } from "./locals.mjs" */
/** @import { BinaryExpression, Expression, Flow, SlotExpression } from "./tree.ts" */
/** @import { TeeExpression, UnaryExpression, Variable } from "./tree.ts" */

/** @typedef {binaryen.ExpressionRef} Ref */

const { i32, i64 } = binaryen;

/**
 * Operators on i64 where the lower half of the result depends on the lower halves of the operands only, and the same on
 * i32.
 *
 * @type {Map<number, number>}
 */
const halves = new Map([
  [binaryen.AddInt64, binaryen.AddInt32],
  [binaryen.SubInt64, binaryen.SubInt32],
  [binaryen.MulInt64, binaryen.MulInt32],
  [binaryen.AndInt64, binaryen.AndInt32],
  [binaryen.OrInt64, binaryen.OrInt32],
  [binaryen.XorInt64, binaryen.XorInt32],
]);

/** Operators on i64 that may as well be done in 32 bits where the result fits. */
const exact = new Set([...halves.keys(), binaryen.ShlInt64]);

/**
 * Whether an expression can be left out.
 *
 * @param {Expression} e
 * @returns {boolean}
 */
export function isPure(e) {
  return e.kind !== "tee" && listParts(e).every(isPure);
}

export class Values {
  /**
   * @param {binaryen.Module} module
   * @param {Flow} flow
   * @param {Locals} locals
   */
  constructor(module, flow, locals) {
    this.module = module;
    this.flow = flow;
    this.locals = locals;
    /** The local that holds the address of the function's frame in memory; -1 where it has none. */
    this.frame = flow.inMemory < 0 ? locals.add(i32) : -1;
  }

  /** @param {object} node */
  variableOf(node) {
    return this.flow.accessOf.get(node)?.variable;
  }

  /** @param {Expression} e */
  fits(e) {
    return fits(rangeOf(this.flow, e));
  }

  /** @param {Expression} e */
  fitsUnsigned(e) {
    return fitsUnsigned(rangeOf(this.flow, e));
  }

  /**
   * @param {Expression} e
   * @param {string} what
   * @returns {never}
   */
  fail(e, what) {
    throw new Error(`${this.flow.listed.symbol}: ${what} ${e.kind}`);
  }

  /** The address of the function's frame in memory. */
  writeFrame() {
    return this.module.local.get(this.frame, i32);
  }

  /**
   * Where a slot is in the frame.
   *
   * @param {{ at: number }} slot
   */
  offsetInFrame({ at }) {
    return at - this.flow.inMemory;
  }

  /** @param {{ at: number }} slot */
  writeAddress(slot) {
    if (this.frame < 0) throw new Error(`${this.flow.listed.symbol}: an address on a stack that it does not have`);
    return this.module.i32.add(this.writeFrame(), this.module.i32.const(this.offsetInFrame(slot)));
  }

  /**
   * The value of an i32 expression.
   *
   * @param {Expression} e
   * @param {number} [bits] how many of its lowest bits matter
   * @returns {Ref}
   */
  writeWord(e, bits = 32) {
    const { module } = this;
    switch (e.kind) {
      case "const":
        return module.i32.const(Number(e.value));
      case "get":
      case "slot":
        return this.writeLow(e, bits);
      case "load": {
        const { offset, address } = this.writePlace(e);
        return makeLoad(module, i32, e.bytes, e.signed, offset, address);
      }
      case "unary":
        if (e.op === binaryen.WrapInt64) return this.writeLow(e.a, bits);
        if (e.op === binaryen.EqZInt64) return this.writeIsZero(e.a);
        return makeUnary(module, e.op, this.writeWhole(e.a));
      case "binary": {
        const narrowed = narrowComparison(this.flow, e);
        if (narrowed !== undefined) {
          const a = this.writeLow(e.a);
          return makeBinary(module, narrowed, a, this.writeLow(e.b));
        }
        const a = this.writeWhole(e.a);
        return makeBinary(module, e.op, a, e.a.type === i64 ? this.writeFull(e.b) : this.writeWord(e.b));
      }
      case "select": {
        const a = this.writeWord(e.a);
        const b = this.writeWord(e.b);
        return module.select(this.writeWord(e.c), a, b);
      }
      case "address":
        return this.writeAddress(e);
      default:
        return this.fail(e, "an i32 expression");
    }
  }

  /**
   * All of an expression, in its own type.
   *
   * @param {Expression} e
   */
  writeWhole(e) {
    return e.type === i64 ? this.writeFull(e) : this.writeWord(e);
  }

  /**
   * Whether an i64 expression is 0. Go tests a comparison's result by comparing it with 0.
   *
   * @param {Expression} e
   */
  writeIsZero(e) {
    const { module } = this;
    if (e.kind === "unary" && e.op === binaryen.ExtendUInt32) return module.i32.eqz(this.writeWord(e.a));
    return this.fits(e) ? module.i32.eqz(this.writeLow(e)) : module.i64.eqz(this.writeFull(e));
  }

  /**
   * The lower half of an i64 expression; of an i32 expression, all of it.
   *
   * @param {Expression} e
   * @param {number} [bits] how many of its lowest bits matter
   * @returns {Ref}
   */
  writeLow(e, bits = 32) {
    const { module, locals } = this;
    if (e.type === i32 && e.kind !== "get" && e.kind !== "slot") return this.writeWord(e, bits);
    switch (e.kind) {
      case "const":
        return locals.make32(e.value);
      case "get": {
        const v = this.variableOf(e) ?? this.fail(e, "no variable for");
        return locals.readLow(v, v.start, 8);
      }
      case "tee": {
        const v = this.variableOf(e);
        if (!v) return this.writeLow(e.a, bits);
        if (v.narrow) return module.local.tee(locals.indexOf(v), this.writeLow(e.a, bitsOf(v)), i32);
        return module.i32.wrap(this.writeFull(e));
      }
      case "slot":
        return this.writeLowSlot(e);
      case "load": {
        const { offset, address } = this.writePlace(e);
        return makeLoad(module, i32, Math.min(4, e.bytes), e.signed, offset, address);
      }
      case "unary":
        return this.writeLowUnary(e, bits);
      case "binary":
        return this.writeLowBinary(e, bits);
      case "select": {
        const a = this.writeLow(e.a, bits);
        const b = this.writeLow(e.b, bits);
        return module.select(this.writeWord(e.c), a, b);
      }
      case "address":
        return this.writeAddress(e);
      default:
        return this.fail(e, "an expression");
    }
  }

  /** @param {SlotExpression} e */
  writeLowSlot(e) {
    const { module } = this;
    const v = this.variableOf(e);
    if (!v) return makeLoad(module, i32, Math.min(4, e.bytes), e.signed, this.offsetInFrame(e), this.writeFrame());
    const code = this.locals.readLow(v, e.at, e.bytes);
    if (!e.signed || e.bytes >= 4) return code;
    return e.bytes === 1 ? module.i32.extend8_s(code) : module.i32.extend16_s(code);
  }

  /**
   * @param {UnaryExpression} e
   * @param {number} bits how many of its lowest bits matter
   * @returns {Ref}
   */
  writeLowUnary(e, bits) {
    const { module } = this;
    switch (e.op) {
      case binaryen.ExtendUInt32:
        return this.writeWord(e.a, bits);
      case binaryen.ExtendS32Int64:
        return this.writeLow(e.a, bits);
      case binaryen.ExtendS16Int64:
        return bits <= 16 ? this.writeLow(e.a, bits) : module.i32.extend16_s(this.writeLow(e.a, 16));
      case binaryen.ExtendS8Int64:
        return bits <= 8 ? this.writeLow(e.a, bits) : module.i32.extend8_s(this.writeLow(e.a, 8));
      case binaryen.PopcntInt64:
        if (this.fits(e.a)) return module.i32.popcnt(this.writeLow(e.a));
    }
    return module.i32.wrap(this.writeFull(e));
  }

  /**
   * @param {BinaryExpression} e
   * @param {number} bits how many of its lowest bits matter
   * @returns {Ref}
   */
  writeLowBinary(e, bits) {
    const { module, locals } = this;
    const masked = countMasked(e);
    if (masked) {
      if (masked >= bits) return this.writeLow(e.a, bits);
      return module.i32.and(this.writeLow(e.a, masked), this.writeLow(e.b));
    }
    const half = halves.get(e.op);
    if (half !== undefined) {
      const a = this.writeLow(e.a, bits);
      return makeBinary(module, half, a, this.writeLow(e.b, bits));
    }
    const count = e.b.kind === "const" ? Number(e.b.value & 63n) : -1;
    switch (e.op) {
      case binaryen.ShlInt64:
        if (count < 0) break;
        if (count < 32) return module.i32.shl(this.writeLow(e.a, bits), module.i32.const(count));
        if (isPure(e.a)) return locals.make32(0n);
        break;
      case binaryen.ShrUInt64:
      case binaryen.ShrSInt64:
        return this.writeLowShift(e, count, bits) ?? module.i32.wrap(this.writeFull(e));
      case binaryen.DivUInt64:
      case binaryen.RemUInt64: {
        if (!this.fitsUnsigned(e.a) || !this.fitsUnsigned(e.b)) break;
        const a = this.writeLow(e.a);
        const b = this.writeLow(e.b);
        return e.op === binaryen.DivUInt64 ? module.i32.div_u(a, b) : module.i32.rem_u(a, b);
      }
    }
    return module.i32.wrap(this.writeFull(e));
  }

  /**
   * A shift to the right in 32 bits; null where that is not enough.
   *
   * @param {BinaryExpression} e
   * @param {number} count by how many bits, less than 0 where that is not constant
   * @param {number} bits how many of its lowest bits matter
   */
  writeLowShift(e, count, bits) {
    const { module } = this;
    if (count < 0) return null;
    if (count + bits <= 32) return module.i32.shr_u(this.writeLow(e.a, count + bits), module.i32.const(count));
    if (count < 32 && this.fitsUnsigned(e.a)) return module.i32.shr_u(this.writeLow(e.a), module.i32.const(count));
    if (e.op === binaryen.ShrUInt64 || !fitsSigned(rangeOf(this.flow, e.a))) return null;
    return module.i32.shr_s(this.writeLow(e.a), module.i32.const(Math.min(31, count)));
  }

  /**
   * All 64 bits of an expression; an i32 is zero-extended.
   *
   * @param {Expression} e
   * @returns {Ref}
   */
  writeFull(e) {
    const { module, locals } = this;
    if (e.type === i32) return module.i64.extend_u(this.writeWord(e));
    switch (e.kind) {
      case "const":
        return locals.make64(e.value);
      case "get": {
        const v = this.variableOf(e) ?? this.fail(e, "no variable for");
        return locals.readFull(v, v.start, 8);
      }
      case "tee":
        return this.writeFullTee(e);
      case "slot":
        return this.writeFullSlot(e);
      case "load": {
        const { offset, address } = this.writePlace(e);
        return makeLoad(module, i64, e.bytes, e.signed, offset, address);
      }
      case "unary":
        return this.writeFullUnary(e);
      case "binary":
        return this.writeFullBinary(e);
      case "select": {
        const a = this.writeFull(e.a);
        const b = this.writeFull(e.b);
        return module.select(this.writeWord(e.c), a, b);
      }
      case "address":
        return module.i64.extend_u(this.writeAddress(e));
      default:
        return this.fail(e, "an expression");
    }
  }

  /** @param {TeeExpression} e */
  writeFullTee(e) {
    const { module, locals } = this;
    const v = this.variableOf(e);
    if (!v) return this.writeFull(e.a);
    if (v.narrow) return locals.extend(v, module.local.tee(locals.indexOf(v), this.writeLow(e.a, bitsOf(v)), i32));
    return module.local.tee(locals.indexOf(v), this.writeFull(e.a), i64);
  }

  /** @param {SlotExpression} e */
  writeFullSlot(e) {
    const { module } = this;
    const v = this.variableOf(e);
    if (!v) return makeLoad(module, i64, e.bytes, e.signed, this.offsetInFrame(e), this.writeFrame());
    const code = this.locals.readFull(v, e.at, e.bytes);
    if (!e.signed) return code;
    switch (e.bytes) {
      case 1:
        return module.i64.extend8_s(code);
      case 2:
        return module.i64.extend16_s(code);
      case 4:
        return module.i64.extend32_s(code);
      default:
        return code;
    }
  }

  /**
   * @param {UnaryExpression} e
   * @returns {Ref}
   */
  writeFullUnary(e) {
    const { module } = this;
    if (e.op === binaryen.ExtendS32Int64) {
      const range = rangeOf(this.flow, e.a);
      if (fitsSigned(range)) return this.writeFull(e.a);
      if (this.hasNarrow(e.a)) return module.i64.extend_s(this.writeLow(e.a));
    }
    return makeUnary(module, e.op, this.writeWhole(e.a));
  }

  /**
   * @param {BinaryExpression} e
   * @returns {Ref}
   */
  writeFullBinary(e) {
    const { module, locals } = this;
    if (this.isBetterLow(e)) return locals.extend(rangeOf(this.flow, e), this.writeLow(e));
    const a = this.writeFull(e.a);
    return makeBinary(module, e.op, a, this.writeFull(e.b));
  }

  /**
   * Whether an i64 operator can be done in 32 bits and its operands come from variables of 32 bits.
   *
   * @param {BinaryExpression} e
   */
  isBetterLow(e) {
    if (exact.has(e.op)) return this.fits(e) && this.hasNarrow(e);
    const count = e.b.kind === "const" ? e.b.value & 63n : null;
    switch (e.op) {
      case binaryen.ShrUInt64:
        return count !== null && count < 32n && this.fitsUnsigned(e.a) && this.hasNarrow(e.a);
      case binaryen.ShrSInt64:
        return count !== null && fitsSigned(rangeOf(this.flow, e.a)) && this.hasNarrow(e.a);
      case binaryen.DivUInt64:
      case binaryen.RemUInt64:
        return this.fitsUnsigned(e.a) && this.fitsUnsigned(e.b) && this.hasNarrow(e.a);
    }
    return false;
  }

  /**
   * Whether a value comes from a variable or a load of 32 bits.
   *
   * @param {Expression} e
   * @returns {boolean}
   */
  hasNarrow(e) {
    if (e.kind === "get" || e.kind === "slot") return Boolean(this.variableOf(e)?.narrow);
    if (e.kind === "load") return e.bytes <= 4;
    if (e.kind === "select") return this.hasNarrow(e.a) || this.hasNarrow(e.b);
    return listParts(e).some((part) => this.hasNarrow(part));
  }

  /**
   * The address of a load or store: what is constant in it goes into the offset where no sum can wrap around.
   *
   * @param {{ offset: number, a: Expression }} e
   */
  writePlace({ offset, a }) {
    const { module, flow } = this;
    if (a.kind !== "unary" || a.op !== binaryen.WrapInt64) return { offset, address: this.writeWord(a) };
    const { sum, terms } = addUp(a.a);
    const ranges = terms.map((t) => rangeOf(flow, t));
    const wraps = ranges.some((r) => r.low < 0n) || ranges.reduce((total, r) => total + r.high, 0n) > WORD;
    if (sum <= 0n || sum >= 1n << 31n || wraps) return { offset, address: this.writeWord(a) };
    const [first, ...rest] = terms.map((t) => this.writeLow(t));
    const address = rest.reduce((x, y) => module.i32.add(x, y), first ?? module.i32.const(0));
    return { offset: offset + Number(sum), address };
  }

  /**
   * What is written into so many bytes of a variable.
   *
   * @param {Expression} e
   * @param {Variable} v
   * @param {number} bytes
   * @param {boolean} low whether an i32 is wanted
   */
  writePart(e, v, bytes, low) {
    const { module, locals } = this;
    const masked = needsMask(this.flow, e, v, bytes);
    if (low) {
      const code = this.writeLow(e, masked ? 8 * bytes : bytes === v.end - v.start ? bitsOf(v) : 32);
      return masked && bytes < 4 ? module.i32.and(code, locals.make32(mask(bytes))) : code;
    }
    if (masked && bytes === 4) return module.i64.extend_u(this.writeLow(e));
    const code = this.writeFull(e);
    return masked ? module.i64.and(code, locals.make64(mask(bytes))) : code;
  }
}

/**
 * The constants in an i64 sum, added up, and its other terms.
 *
 * @param {Expression} e
 * @returns {{ sum: bigint, terms: Expression[] }}
 */
function addUp(e) {
  if (e.kind === "const") return { sum: e.value, terms: [] };
  if (e.kind !== "binary" || e.op !== binaryen.AddInt64) return { sum: 0n, terms: [e] };
  const a = addUp(e.a);
  const b = addUp(e.b);
  return { sum: a.sum + b.sum, terms: [...a.terms, ...b.terms] };
}
