// Finds between which numbers every variable and expression is.
//
// Go computes everything in 64 bits, whatever the type, and masks where it matters. Most of it is small: a byte that is
// loaded, a length, an index that is masked. An i64 is seen as a signed number here and an i32 as an unsigned one,
// since what Go makes i32 of are addresses and comparisons.

import binaryen from "binaryen";
import { changeExpressions, listNodes } from "./flow.mjs";
import { ARGUMENTS } from "./slots.mjs";

/** @import { Access, BinaryExpression, Exit, Expression, Flow, Part, Range } from "./tree.ts" */
/** @import { Statement, UnaryExpression, Variable } from "./tree.ts" */

const i = binaryen;

/** The largest i32. */
export const WORD = (1n << 32n) - 1n;

/** @type {Range} */
const ALL = { low: -(1n << 63n), high: (1n << 63n) - 1n };
/** @type {Range} */
const WORDS = { low: 0n, high: WORD };
/** @type {Range} */
const BITS = { low: 0n, high: 1n };

/** Ranges are widened to as many bits as one of these, so that they settle. */
const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 17, 18, 20, 24, 31, 32, 33, 48].map(BigInt);

/**
 * The numbers of so many bits.
 *
 * @param {bigint | number} bits
 * @returns {Range}
 */
const unsigned = (bits) => (bits >= 64 ? ALL : { low: 0n, high: (1n << BigInt(bits)) - 1n });

/**
 * The signed numbers of so many bits and a sign.
 *
 * @param {bigint | number} bits
 * @returns {Range}
 */
const signed = (bits) => ({ low: -(1n << BigInt(bits)), high: (1n << BigInt(bits)) - 1n });

/** @type {(inner: Range, outer: Range) => boolean} */
const within = (inner, outer) => inner.low >= outer.low && inner.high <= outer.high;

/** @type {(a: bigint, b: bigint) => bigint} */
const least = (a, b) => (a < b ? a : b);
/** @type {(a: bigint, b: bigint) => bigint} */
const most = (a, b) => (a > b ? a : b);

/** @type {(a: Range, b: Range) => Range} */
const either = (a, b) => ({ low: least(a.low, b.low), high: most(a.high, b.high) });

/**
 * How many bits a number has beside its sign.
 *
 * @param {bigint} n
 */
function countBits(n) {
  const digits = n < 0n ? ~n : n;
  return digits === 0n ? 0n : BigInt(digits.toString(2).length);
}

/**
 * Whether numbers can be told by the lower half of their 64 bits with zeros above.
 *
 * @param {Range} range
 */
export const fitsUnsigned = (range) => within(range, WORDS);

/**
 * Whether numbers can be told by the lower half of their 64 bits with their sign above.
 *
 * @param {Range} range
 */
export const fitsSigned = (range) => within(range, signed(31));

/** @param {Range} range */
export const fits = (range) => fitsUnsigned(range) || fitsSigned(range);

/**
 * Whether an access is about all of its variable.
 *
 * @param {Access} x
 * @param {Variable} v
 */
export const isWhole = (x, v) => x.at <= v.start && x.at + x.bytes >= v.end;

/**
 * Whether a variable is all of a parameter, and nothing else.
 *
 * @param {Variable} v
 * @param {Part} p
 */
export const isOf = (v, p) => v.start === ARGUMENTS + p.at && v.end === v.start + p.bytes;

/**
 * Between which numbers a part of a variable is, with zeros above.
 *
 * @param {Variable | undefined} v
 * @param {{ at: number, bytes: number }} part
 */
function readRange(v, { at, bytes }) {
  const top = unsigned(8 * bytes);
  if (!v) return top;
  if (at === v.start && at + bytes === v.end) return { low: v.low, high: v.high };
  return v.low < 0n ? top : { low: 0n, high: least(v.high, top.high) };
}

/**
 * Between which numbers an expression is.
 *
 * @param {Flow} flow its variables have their ranges
 * @param {Expression} e
 * @returns {Range}
 */
export function rangeOf(flow, e) {
  const top = e.type === i.i32 ? WORDS : ALL;
  switch (e.kind) {
    case "const": {
      const value = e.type === i.i32 ? BigInt.asUintN(32, e.value) : e.value;
      return { low: value, high: value };
    }
    case "load":
      return extend(unsigned(8 * e.bytes), e, top);
    case "slot":
      return extend(readRange(flow.accessOf.get(e)?.variable, e), e, top);
    case "get": {
      const v = flow.accessOf.get(e)?.variable;
      return v && within(v, top) ? { low: v.low, high: v.high } : top;
    }
    case "tee":
      return rangeOf(flow, e.a);
    case "select":
      return either(rangeOf(flow, e.a), rangeOf(flow, e.b));
    case "unary":
      return rangeOfUnary(flow, e, top);
    case "binary": {
      const range = rangeOfBinary(flow, e);
      return within(range, top) ? range : top;
    }
  }
  return top;
}

/**
 * Between which numbers something is that has zeros above or, where `signed`, its sign.
 *
 * @param {Range} range with zeros above
 * @param {{ bytes: number, signed: boolean }} e
 * @param {Range} top what its type has
 */
function extend(range, e, top) {
  if (!within(range, top)) return top;
  const extended = signed(8 * e.bytes - 1);
  if (!e.signed || e.bytes === 8 || within(range, extended)) return range;
  return within(extended, top) ? extended : top;
}

/**
 * @param {Flow} flow
 * @param {UnaryExpression} e
 * @param {Range} top what its type has
 * @returns {Range}
 */
function rangeOfUnary(flow, e, top) {
  /** @type {(range: Range, wanted: Range) => Range} */
  const cut = (range, wanted) => (within(range, wanted) ? range : wanted);
  switch (e.op) {
    case i.EqZInt32:
    case i.EqZInt64:
      return BITS;
    case i.ExtendUInt32:
      return rangeOf(flow, e.a);
    case i.WrapInt64:
      return cut(rangeOf(flow, e.a), WORDS);
    case i.ExtendSInt32:
    case i.ExtendS32Int64:
      return cut(rangeOf(flow, e.a), signed(31));
    case i.ExtendS16Int64:
      return cut(rangeOf(flow, e.a), signed(15));
    case i.ExtendS8Int64:
      return cut(rangeOf(flow, e.a), signed(7));
    case i.ClzInt64:
    case i.CtzInt64:
    case i.PopcntInt64:
      return { low: 0n, high: 64n };
  }
  return top;
}

/**
 * @param {Flow} flow
 * @param {BinaryExpression} e
 * @returns {Range} what does not fit into the type is anything
 */
function rangeOfBinary(flow, e) {
  if (comparisons.has(e.op)) return BITS;
  const a = rangeOf(flow, e.a);
  const b = rangeOf(flow, e.b);
  const shift = e.b.kind === "const" ? e.b.value & 63n : null;
  switch (e.op) {
    case i.AndInt64:
    case i.AndInt32:
      if (a.low < 0n && b.low < 0n) return signed(most(sizeOf(a), sizeOf(b)));
      return { low: 0n, high: least(a.low < 0n ? b.high : a.high, b.low < 0n ? a.high : b.high) };
    case i.OrInt64:
    case i.XorInt64:
    case i.OrInt32:
    case i.XorInt32: {
      const bits = most(sizeOf(a), sizeOf(b));
      return a.low < 0n || b.low < 0n ? signed(bits) : unsigned(bits);
    }
    case i.AddInt64:
      return { low: a.low + b.low, high: a.high + b.high };
    case i.SubInt64:
      return { low: a.low - b.high, high: a.high - b.low };
    case i.MulInt64: {
      const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
      return { low: corners.reduce(least), high: corners.reduce(most) };
    }
    case i.ShlInt64:
      return shift === null ? ALL : { low: a.low << shift, high: a.high << shift };
    case i.ShrSInt64:
      return shift === null ? either(a, BITS) : { low: a.low >> shift, high: a.high >> shift };
    case i.ShrUInt64:
      if (a.low < 0n) return shift ? unsigned(64n - shift) : ALL;
      return shift === null ? { low: 0n, high: a.high } : { low: a.low >> shift, high: a.high >> shift };
    case i.DivUInt64:
      return a.low < 0n ? ALL : { low: 0n, high: a.high };
    case i.RemUInt64:
      return b.low < 0n || b.high === 0n ? ALL : { low: 0n, high: b.high - 1n };
  }
  return e.type === i.i32 ? WORDS : ALL;
}

/**
 * How many bits the numbers of a range have beside their sign.
 *
 * @param {Range} range
 */
const sizeOf = (range) => most(countBits(range.low), countBits(range.high));

/**
 * The operators that compare, of 64 bits: the same of 32 bits.
 *
 * @type {Map<number, number>}
 */
const wide = new Map([
  [i.EqInt64, i.EqInt32],
  [i.NeInt64, i.NeInt32],
  [i.LtSInt64, i.LtSInt32],
  [i.LtUInt64, i.LtUInt32],
  [i.GtSInt64, i.GtSInt32],
  [i.GtUInt64, i.GtUInt32],
  [i.LeSInt64, i.LeSInt32],
  [i.LeUInt64, i.LeUInt32],
  [i.GeSInt64, i.GeSInt32],
  [i.GeUInt64, i.GeUInt32],
]);

/**
 * The operators of 32 bits that compare signed numbers: the same for numbers that have zeros above.
 *
 * @type {Map<number, number>}
 */
const withoutSign = new Map([
  [i.LtSInt32, i.LtUInt32],
  [i.GtSInt32, i.GtUInt32],
  [i.LeSInt32, i.LeUInt32],
  [i.GeSInt32, i.GeUInt32],
]);

/** The operators of 64 bits that compare numbers without a sign, or for being the same. */
const unordered = new Set([i.EqInt64, i.NeInt64, i.LtUInt64, i.GtUInt64, i.LeUInt64, i.GeUInt64]);

const comparisons = new Set([...wide.keys(), ...wide.values()]);

/**
 * The i32 operator that compares the lower halves of two i64 as an operator compares them; undefined where there is
 * none, and for what is no comparison of i64.
 *
 * @param {Flow} flow
 * @param {BinaryExpression} e
 */
export function narrowComparison(flow, e) {
  const op = wide.get(e.op);
  if (op === undefined) return undefined;
  const range = either(rangeOf(flow, e.a), rangeOf(flow, e.b));
  if (fitsUnsigned(range)) return withoutSign.get(op) ?? op;
  return fitsSigned(range) ? op : undefined;
}

/**
 * Takes out of a function the masks of the lowest bits that change nothing: Go masks at every use. Before a comparison
 * with a constant, such a mask may change what is less than 0 too: `c - '0' & 255 <= 9` holds for the same bytes as
 * `c - '0' <= 9` without a sign.
 *
 * @param {Flow} flow its variables have their ranges
 */
export function dropMasks(flow) {
  for (const node of listNodes(flow))
    changeExpressions(node, (e) => {
      if (e.kind !== "binary") return undefined;
      if (countMasked(e) && within(rangeOf(flow, e.a), unsigned(countMasked(e)))) return e.a;
      if (unordered.has(e.op) && e.a.kind === "binary" && e.b.kind === "const") {
        const range = rangeOf(flow, e.a.a);
        const { high } = unsigned(countMasked(e.a));
        if (countMasked(e.a) && range.high <= high && range.low + high >= e.b.value && e.b.value >= 0n) e.a = e.a.a;
      }
      return undefined;
    });
}

/**
 * How many of the lowest bits a mask leaves; 0 for anything else.
 *
 * @param {BinaryExpression} e
 */
export function countMasked({ op, b }) {
  if ((op !== i.AndInt64 && op !== i.AndInt32) || b.kind !== "const" || b.value <= 0n) return 0;
  return (b.value & (b.value + 1n)) === 0n ? Number(countBits(b.value)) : 0;
}

/**
 * Gives every variable in `flows` its range. Parameters and results agree between a function and its callers; those of
 * functions outside `flows` stay as they are.
 *
 * @param {Map<string, Flow>} flows by the linker's names
 */
export function findRanges(flows) {
  const finder = new Finder(flows);
  do {
    finder.changed = false;
    for (const flow of flows.values()) finder.widenAll(flow);
  } while (finder.changed);
}

/** Widens ranges, from 0 alone until nothing changes. */
class Finder {
  changed = false;

  /** @param {Map<string, Flow>} flows */
  constructor(flows) {
    this.flows = flows;
  }

  /**
   * @param {Variable | Part} holder
   * @param {Range} range what it can be, as far as is known
   */
  widen(holder, range) {
    if (within(range, holder)) return;
    if (range.high > holder.high) {
      const bits = countBits(range.high);
      holder.high = (1n << (steps.find((s) => s >= bits) ?? 63n)) - 1n;
    }
    if (range.low < holder.low) {
      const bits = countBits(range.low);
      holder.low = -(1n << (steps.find((s) => s >= bits) ?? 63n));
    }
    this.changed = true;
  }

  /**
   * Widens the range of the variable that an access writes, or a part of it.
   *
   * @param {Access | undefined} x
   * @param {() => Range} value
   */
  widenWritten(x, value) {
    const v = x?.variable;
    if (!x || !v) return;
    const top = unsigned(8 * (v.end - v.start));
    const range = isWhole(x, v) ? value() : top; // else the rest of the variable stays
    this.widen(v, within(range, top) ? range : top);
  }

  /** @param {Flow} flow */
  widenAll(flow) {
    flow.signature.parameters.forEach((p, n) => {
      const v = flow.parameters[n];
      if (flow.exported) this.widen(p, unsigned(8 * p.bytes));
      if (v) this.widen(v, isOf(v, p) ? p : unsigned(8 * (v.end - v.start)));
    });
    for (const node of listNodes(flow)) {
      changeExpressions(node, (e) => {
        if (e.kind === "tee") this.widenWritten(flow.accessOf.get(e), () => rangeOf(flow, e.a));
      });
      if (node.kind === "set" || node.kind === "setslot")
        this.widenWritten(flow.accessOf.get(node), () => rangeOf(flow, node.a));
      for (const x of flow.accesses.get(node) ?? []) {
        // What is read in parts has no sign.
        if (x.does === "use" && x.variable && x.variable.low < 0n && !isWhole(x, x.variable))
          this.widen(x.variable, ALL);
      }
      if (node.kind === "call" || node.kind === "return") this.widenPassed(flow, node);
    }
  }

  /**
   * @param {Flow} flow
   * @param {Statement | Exit} node a call or a return
   */
  widenPassed(flow, node) {
    const outside = node.kind === "call" && !this.flows.has(node.target);
    for (const x of flow.accesses.get(node) ?? []) {
      if (x.does === "use") {
        const range = readRange(x.variable, x);
        if (x.parameter && !outside) this.widen(x.parameter, range);
        if (x.result) this.widen(x.result, range);
      } else if (x.result) {
        const { low, high } = x.result;
        const top = unsigned(8 * x.bytes);
        this.widenWritten(x, () => (within({ low, high }, top) ? { low, high } : top));
      }
    }
  }
}
