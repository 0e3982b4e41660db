// Decides which variables fit 32 bits.
//
// Go computes everything in 64 bits, whatever the type, and masks where it matters. A variable is an i32 when all that
// is ever written to it is known to be below 2^32, or when nothing that reads it looks at its upper half.

import binaryen from "binaryen";
import { changeExpressions, listNodes } from "./flow.mjs";
import { ARGUMENTS } from "./slots.mjs";

/** @import { Access, BinaryExpression, Exit, Expression, Flow, Part, Statement, UnaryExpression } from "./tree.ts" */
/** @import { Variable } from "./tree.ts" */

const i = binaryen;
const ALL = (1n << 64n) - 1n;
export const WORD = (1n << 32n) - 1n;
const steps = [1n, 0xffn, 0xffffn, 0x7fffffffn, WORD]; // bounds are raised to one of these, so that they settle

/**
 * The i32 operators that compare two numbers below 2^32 as i64 operators do.
 *
 * @type {Map<number, number>}
 */
const comparisons = new Map([
  [i.EqInt64, i.EqInt32],
  [i.NeInt64, i.NeInt32],
  [i.LtSInt64, i.LtUInt32],
  [i.LtUInt64, i.LtUInt32],
  [i.GtSInt64, i.GtUInt32],
  [i.GtUInt64, i.GtUInt32],
  [i.LeSInt64, i.LeUInt32],
  [i.LeUInt64, i.LeUInt32],
  [i.GeSInt64, i.GeUInt32],
  [i.GeUInt64, i.GeUInt32],
]);

/** @type {Set<number>} */
const narrowComparisons = new Set([
  ...[i.EqInt32, i.NeInt32, i.LtSInt32, i.LtUInt32, i.GtSInt32],
  ...[i.GtUInt32, i.LeSInt32, i.LeUInt32, i.GeSInt32, i.GeUInt32],
]);

/**
 * The i32 operator that compares two numbers below 2^32 as this i64 operator does; undefined for any other operator.
 *
 * @param {number} op
 */
export const narrowComparison = (op) => comparisons.get(op);

/** @param {number} op */
const compares = (op) => comparisons.has(op) || narrowComparisons.has(op);

/**
 * The largest number of so many bytes, at most 8.
 *
 * @param {number} bytes
 */
const largest = (bytes) => (1n << BigInt(8 * Math.min(8, bytes))) - 1n;

/** @type {(a: bigint, b: bigint) => bigint} */
const least = (a, b) => (a < b ? a : b);

/**
 * An upper bound of an expression, seen as an unsigned number.
 *
 * @param {Flow} flow its variables have their bounds
 * @param {Expression} e
 * @returns {bigint}
 */
export function most(flow, e) {
  const top = e.type === i.i32 ? WORD : ALL;
  const bound = () => flow.accessOf.get(e)?.variable?.bound ?? ALL;
  switch (e.kind) {
    case "const":
      return BigInt.asUintN(e.type === i.i32 ? 32 : 64, e.value);
    case "load":
      return e.signed ? top : least(largest(e.bytes), top);
    case "slot":
      return e.signed ? top : least(bound(), least(largest(e.bytes), top));
    case "get":
      return least(bound(), top);
    case "tee":
      return most(flow, e.a);
    case "select": {
      const a = most(flow, e.a);
      const b = most(flow, e.b);
      return a > b ? a : b;
    }
    case "unary":
      return mostUnary(flow, e, top);
    case "binary":
      return mostBinary(flow, e, top);
  }
  return top;
}

/**
 * @param {Flow} flow
 * @param {UnaryExpression} e
 * @param {bigint} top the largest number of its type
 */
function mostUnary(flow, e, top) {
  switch (e.op) {
    case i.EqZInt32:
    case i.EqZInt64:
      return 1n;
    case i.ExtendUInt32:
      return most(flow, e.a);
    case i.WrapInt64:
      return least(most(flow, e.a), WORD);
    case i.ClzInt64:
    case i.CtzInt64:
    case i.PopcntInt64:
      return 64n;
  }
  return top;
}

/**
 * @param {Flow} flow
 * @param {BinaryExpression} e
 * @param {bigint} top the largest number of its type
 */
function mostBinary(flow, e, top) {
  if (compares(e.op)) return 1n;
  const a = () => most(flow, e.a);
  const b = () => most(flow, e.b);
  const shift = e.b.kind === "const" ? e.b.value & 63n : null;
  switch (e.op) {
    case i.AndInt64:
    case i.AndInt32:
      return least(a(), b());
    case i.OrInt64:
    case i.XorInt64:
    case i.OrInt32:
    case i.XorInt32:
      return (1n << BigInt((a() | b()).toString(2).length)) - 1n;
    case i.AddInt64:
      return least(a() + b(), top);
    case i.MulInt64:
      return least(a() * b(), top);
    case i.ShlInt64:
      return shift === null ? top : least(a() << shift, top);
    case i.ShrUInt64:
      return shift === null ? a() : a() >> shift;
    case i.DivUInt64:
      return a();
    case i.RemUInt64: {
      const divisor = b();
      return divisor ? divisor - 1n : top;
    }
  }
  return top;
}

/**
 * Gives every variable in `flows` its bound and decides whether it is narrow. Parameters and results agree between a
 * function and its callers; those of functions outside `flows` stay as they are.
 *
 * @param {Map<string, Flow>} flows by the linker's names
 */
export function decide(flows) {
  const bounds = new Bounds(flows);
  do {
    bounds.changed = false;
    for (const flow of flows.values()) bounds.raiseAll(flow);
    for (const flow of flows.values())
      if (flow.exported) for (const p of flow.signature.parameters) bounds.raise(p, largest(p.bytes));
  } while (bounds.changed);

  // Narrow is what is bounded, and what is read for its lower half only; that is assumed until a use says otherwise.
  for (const flow of flows.values()) {
    for (const p of [...flow.signature.parameters, ...flow.signature.results]) p.narrow = true;
    for (const { variable } of [...flow.accesses.values()].flat()) if (variable) variable.narrow = true;
  }
  const widths = new Widths(flows);
  do {
    widths.changed = false;
    for (const flow of flows.values()) widths.widenAll(flow);
  } while (widths.changed);

  // What exports take as a whole keeps its 64 bits, unless it fits.
  for (const flow of flows.values())
    if (flow.exported) for (const r of flow.signature.results) if (r.bytes > 4 && !fits(r)) r.narrow = false;
}

/** @param {Variable | Part} holder */
const fits = (holder) => holder.bound <= WORD;

/** Upper bounds, from 0 upwards until nothing changes. */
class Bounds {
  changed = false;

  /** @param {Map<string, Flow>} flows */
  constructor(flows) {
    this.flows = flows;
  }

  /**
   * @param {Variable | Part} holder
   * @param {bigint} v what it can be, as far as is known
   */
  raise(holder, v) {
    if (v <= holder.bound) return;
    holder.bound = steps.find((s) => s >= v) ?? ALL;
    this.changed = true;
  }

  /**
   * Raises the bound of the variable that an access writes, or a part of it.
   *
   * @param {Access | undefined} x
   * @param {() => bigint} value
   */
  raiseWritten(x, value) {
    const v = x?.variable;
    if (!x || !v) return;
    const whole = x.at <= v.start && x.at + x.bytes >= v.end; // else the rest of the variable stays
    this.raise(v, whole ? least(value(), largest(v.end - v.start)) : largest(v.end - v.start));
  }

  /** @param {Flow} flow */
  raiseAll(flow) {
    flow.signature.parameters.forEach((p, n) => {
      const v = flow.parameters[n];
      if (!v) return;
      const whole = v.start === ARGUMENTS + p.at && v.end === ARGUMENTS + p.at + p.bytes;
      this.raise(v, whole ? least(p.bound, largest(p.bytes)) : largest(v.end - v.start));
    });
    for (const node of listNodes(flow)) {
      changeExpressions(node, (e) => {
        if (e.kind === "tee") this.raiseWritten(flow.accessOf.get(e), () => most(flow, e.a));
      });
      if (node.kind === "set" || node.kind === "setslot") {
        const wide = node.kind === "setslot" && node.a.type === i.i32;
        this.raiseWritten(flow.accessOf.get(node), () => (wide ? WORD : most(flow, node.a)));
      }
      if (node.kind === "call" || node.kind === "return") this.raisePassed(flow, node);
    }
  }

  /**
   * @param {Flow} flow
   * @param {Statement | Exit} node a call or a return
   */
  raisePassed(flow, node) {
    const outside = node.kind === "call" && !this.flows.has(node.target);
    for (const x of flow.accesses.get(node) ?? []) {
      const value = least(x.variable?.bound ?? ALL, largest(x.bytes));
      if (x.does === "use") {
        if (x.parameter && !outside) this.raise(x.parameter, value);
        if (x.result) this.raise(x.result, value);
      } else if (x.result) {
        const { bound } = x.result;
        this.raiseWritten(x, () => least(bound, largest(x.bytes)));
      }
    }
  }
}

/** What cannot be an i32, from nothing upwards until nothing changes. */
class Widths {
  changed = false;

  /** @param {Map<string, Flow>} flows */
  constructor(flows) {
    this.flows = flows;
  }

  /** @param {Variable | Part | undefined} holder */
  widen(holder) {
    if (!holder?.narrow || fits(holder)) return;
    holder.narrow = false;
    this.changed = true;
  }

  /**
   * @param {Access | undefined} x
   * @param {boolean} low whether only the lower half of what it reads is looked at
   */
  widenRead(x, low) {
    const v = x?.variable;
    if (!x || !v) return;
    const from = x.at - v.start;
    if (from >= 4 || (!low && from + x.bytes > 4)) this.widen(v);
  }

  /** @param {Flow} flow */
  widenAll(flow) {
    flow.signature.parameters.forEach((p, n) => {
      const v = flow.parameters[n];
      if (v && !v.narrow) this.widen(p);
    });
    for (const node of listNodes(flow)) this.widenNode(flow, node);
  }

  /**
   * @param {Flow} flow
   * @param {Statement | Exit} s
   */
  widenNode(flow, s) {
    switch (s.kind) {
      case "set":
        return this.widenIn(flow, s.a, flow.accessOf.get(s)?.variable?.narrow ?? true);
      case "setslot":
        return this.widenIn(flow, s.a, s.bytes <= 4 || (flow.accessOf.get(s)?.variable?.narrow ?? false));
      case "store":
        this.widenIn(flow, s.a, true);
        return this.widenIn(flow, s.b, s.bytes <= 4);
      case "copy":
      case "fill":
        for (const e of [s.a, s.b, s.c]) this.widenIn(flow, e, true);
        return;
      case "branch":
        return this.widenIn(flow, s.condition, true);
      case "switch":
        return this.widenIn(flow, s.index, true);
      case "call":
        for (const x of flow.accesses.get(s) ?? []) {
          if (x.parameter) this.widenRead(x, x.parameter.narrow);
          if (x.result && x.variable?.narrow === false && this.flows.has(s.target)) this.widen(x.result);
        }
        return;
      case "return":
        for (const x of flow.accesses.get(s) ?? []) if (x.result) this.widenRead(x, x.result.narrow);
    }
  }

  /**
   * @param {Flow} flow
   * @param {Expression} e
   * @param {boolean} low whether only the lower half of it is looked at
   * @returns {void}
   */
  widenIn(flow, e, low) {
    switch (e.kind) {
      case "get":
      case "slot":
        return this.widenRead(flow.accessOf.get(e), low);
      case "tee": {
        const v = flow.accessOf.get(e)?.variable;
        if (!low) this.widen(v);
        return this.widenIn(flow, e.a, v ? v.narrow : low);
      }
      case "load":
        return this.widenIn(flow, e.a, true);
      case "select":
        this.widenIn(flow, e.a, low);
        this.widenIn(flow, e.b, low);
        return this.widenIn(flow, e.c, true);
      case "unary":
        return this.widenIn(flow, e.a, readsLow(flow, e));
      case "binary": {
        const [a, b] = readLows(flow, e, low);
        this.widenIn(flow, e.a, a);
        this.widenIn(flow, e.b, b);
      }
    }
  }
}

/**
 * Whether a unary operator looks at the lower half of its operand only.
 *
 * @param {Flow} flow
 * @param {UnaryExpression} e
 */
function readsLow(flow, e) {
  switch (e.op) {
    case i.WrapInt64:
    case i.ExtendUInt32:
    case i.ExtendS8Int64:
    case i.ExtendS16Int64:
    case i.ExtendS32Int64:
      return true;
    case i.EqZInt64:
      return most(flow, e.a) <= WORD;
  }
  return e.type === i.i32 && e.a.type === i.i32;
}

/**
 * Whether a binary operator looks at the lower halves of its operands only.
 *
 * @param {Flow} flow
 * @param {BinaryExpression} e
 * @param {boolean} low whether only the lower half of its result is looked at
 * @returns {[boolean, boolean]}
 */
function readLows(flow, e, low) {
  const narrow = (/** @type {Expression} */ x) => most(flow, x) <= WORD;
  if (compares(e.op)) {
    const both = narrow(e.a) && narrow(e.b);
    return [both, both];
  }
  switch (e.op) {
    case i.AddInt64:
    case i.SubInt64:
    case i.MulInt64:
    case i.OrInt64:
    case i.XorInt64:
      return [low, low];
    case i.AndInt64: {
      const masked = low || narrow(e.a) || narrow(e.b);
      return [masked, masked];
    }
    case i.ShlInt64:
      return [low && e.b.kind === "const" && (e.b.value & 63n) < 32n, true];
    case i.ShrUInt64:
    case i.ShrSInt64:
    case i.RotLInt64:
      return [false, true];
  }
  return [e.type === i.i32, e.type === i.i32];
}
