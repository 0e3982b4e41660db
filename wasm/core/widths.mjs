// Decides which variables are 32 bits wide.
//
// A variable is an i32 when all that is ever written to it fits (see ranges.mjs), or when nothing that reads it looks
// at its upper half. How many of its lowest bits are looked at is found for each, so that what is above them need not
// be masked: Go masks what it makes a byte of, and again whatever reads it.

import binaryen from "binaryen";
import { listNodes } from "./flow.mjs";
import {
  countMasked,
  dropMasks,
  findRanges,
  fits,
  fitsUnsigned,
  isOf,
  isWhole,
  narrowComparison,
  rangeOf,
} from "./ranges.mjs";

/** @import { Access, BinaryExpression, Exit, Expression, Flow, Part, Statement, UnaryExpression } from "./tree.ts" */
/** @import { Variable } from "./tree.ts" */

const i = binaryen;

/**
 * Gives every variable in `flows` its range and decides whether it is narrow. Parameters and results agree between a
 * function and its callers; those of functions outside `flows` stay as they are.
 *
 * @param {Map<string, Flow>} flows by the linker's names
 */
export function decide(flows) {
  findRanges(flows);
  for (const flow of flows.values()) dropMasks(flow);
  const demands = new Demands(flows);
  do {
    demands.changed = false;
    for (const flow of flows.values()) demands.raiseAll(flow);
  } while (demands.changed);
  for (const { signature, accesses } of flows.values()) {
    const variables = [...accesses.values()].flatMap((list) => list.flatMap((x) => x.variable ?? []));
    for (const holder of [...signature.parameters, ...signature.results, ...variables])
      holder.narrow = fits(holder) || holder.demand <= 32;
  }
}

/**
 * How many of the lowest bits matter of what is written to a variable or passed.
 *
 * @param {Variable | Part} holder
 */
export const bitsOf = (holder) => (fits(holder) ? Math.min(32, holder.demand) : holder.demand);

/**
 * Whether what is written to so many bytes of a variable has to be masked.
 *
 * @param {Flow} flow
 * @param {Expression} e
 * @param {Variable} v
 * @param {number} bytes
 */
export function needsMask(flow, e, v, bytes) {
  if (bytes >= 8 || (bytes === v.end - v.start && v.demand <= 8 * bytes)) return false;
  const { low, high } = rangeOf(flow, e);
  return low < 0n || high >= 1n << BigInt(8 * bytes);
}

/** How many bits are read of what, from none upwards until nothing changes. */
class Demands {
  changed = false;

  /** @param {Map<string, Flow>} flows */
  constructor(flows) {
    this.flows = flows;
  }

  /**
   * @param {Variable | Part | undefined} holder
   * @param {number} bits
   */
  raise(holder, bits) {
    if (!holder || holder.demand >= bits) return;
    holder.demand = bits;
    this.changed = true;
  }

  /**
   * @param {Access | undefined} x what reads
   * @param {number} bits how many of the lowest bits of what it reads are looked at
   */
  raiseRead(x, bits) {
    const v = x?.variable;
    if (!x || !v) return;
    if (isWhole(x, v)) return this.raise(v, bits);
    const from = x.at - v.start;
    this.raise(v, from < 4 && from + Math.min(x.bytes, Math.ceil(bits / 8)) <= 4 ? 32 : 64);
  }

  /** @param {Flow} flow */
  raiseAll(flow) {
    flow.signature.parameters.forEach((p, n) => {
      const v = flow.parameters[n];
      if (v) this.raise(p, isOf(v, p) ? v.demand : 64);
    });
    if (flow.exported) for (const r of flow.signature.results) this.raise(r, 64);
    for (const node of listNodes(flow)) this.raiseNode(flow, node);
  }

  /**
   * @param {Flow} flow
   * @param {Statement | Exit} s
   */
  raiseNode(flow, s) {
    switch (s.kind) {
      case "set": {
        const v = flow.accessOf.get(s)?.variable;
        return this.raiseIn(flow, s.a, v ? bitsOf(v) : 0);
      }
      case "setslot": {
        const v = flow.accessOf.get(s)?.variable;
        if (!v) return this.raiseIn(flow, s.a, 8 * s.bytes);
        const whole = s.bytes === v.end - v.start;
        return this.raiseIn(flow, s.a, needsMask(flow, s.a, v, s.bytes) ? 8 * s.bytes : whole ? bitsOf(v) : 64);
      }
      case "store":
        this.raiseIn(flow, s.a, 32);
        return this.raiseIn(flow, s.b, 8 * s.bytes);
      case "copy":
      case "fill":
        for (const e of [s.a, s.b, s.c]) this.raiseIn(flow, e, 32);
        return;
      case "branch":
        return this.raiseIn(flow, s.condition, 32);
      case "switch":
        return this.raiseIn(flow, s.index, 32);
      case "call":
        for (const x of flow.accesses.get(s) ?? []) {
          if (x.parameter) this.raiseRead(x, bitsOf(x.parameter));
          if (x.result && x.variable && this.flows.has(s.target))
            this.raise(x.result, isWhole(x, x.variable) ? bitsOf(x.variable) : 64);
        }
        return;
      case "return":
        for (const x of flow.accesses.get(s) ?? []) if (x.result) this.raiseRead(x, bitsOf(x.result));
    }
  }

  /**
   * @param {Flow} flow
   * @param {Expression} e
   * @param {number} bits how many of its lowest bits are looked at
   * @returns {void}
   */
  raiseIn(flow, e, bits) {
    switch (e.kind) {
      case "get":
        return this.raiseRead(flow.accessOf.get(e), bits);
      case "slot": {
        const all = 8 * e.bytes;
        return this.raiseRead(flow.accessOf.get(e), e.signed ? Math.min(bits, all) : bits > all ? 64 : bits);
      }
      case "tee": {
        const v = flow.accessOf.get(e)?.variable;
        this.raise(v, bits);
        return this.raiseIn(flow, e.a, v ? bitsOf(v) : bits);
      }
      case "load":
        return this.raiseIn(flow, e.a, 32);
      case "select":
        this.raiseIn(flow, e.a, bits);
        this.raiseIn(flow, e.b, bits);
        return this.raiseIn(flow, e.c, 32);
      case "unary":
        return this.raiseIn(flow, e.a, readsOfUnary(flow, e, bits));
      case "binary": {
        const [a, b] = readsOfBinary(flow, e, bits);
        this.raiseIn(flow, e.a, a);
        this.raiseIn(flow, e.b, b);
      }
    }
  }
}

/**
 * How many of the lowest bits of its operand a unary operator looks at.
 *
 * @param {Flow} flow
 * @param {UnaryExpression} e
 * @param {number} bits how many of those of its result are looked at
 */
function readsOfUnary(flow, e, bits) {
  switch (e.op) {
    case i.WrapInt64:
    case i.ExtendUInt32:
    case i.ExtendS32Int64:
      return Math.min(bits, 32);
    case i.ExtendS16Int64:
      return Math.min(bits, 16);
    case i.ExtendS8Int64:
      return Math.min(bits, 8);
    case i.EqZInt64:
      return fits(rangeOf(flow, e.a)) ? 32 : 64;
  }
  return e.type === i.i32 && e.a.type === i.i32 ? 32 : 64;
}

/**
 * How many of the lowest bits of its operands a binary operator looks at.
 *
 * @param {Flow} flow
 * @param {BinaryExpression} e
 * @param {number} bits how many of those of its result are looked at
 * @returns {[number, number]}
 */
function readsOfBinary(flow, e, bits) {
  if (narrowComparison(flow, e) !== undefined) return [32, 32];
  const count = e.b.kind === "const" ? Number(e.b.value & 63n) : null;
  switch (e.op) {
    case i.AddInt64:
    case i.SubInt64:
    case i.MulInt64:
    case i.OrInt64:
    case i.XorInt64:
      return [bits, bits];
    case i.AndInt64: {
      const masked = countMasked(e);
      if (masked) return [Math.min(bits, masked), bits];
      const fitting = [e.a, e.b].some((part) => fitsUnsigned(rangeOf(flow, part)));
      return fitting ? [Math.min(32, bits), Math.min(32, bits)] : [bits, bits];
    }
    case i.ShlInt64:
      return [bits <= 32 && count !== null && count < 32 ? bits : 64, 6];
    case i.ShrUInt64:
    case i.ShrSInt64:
      return [count !== null && bits + count <= 32 ? bits + count : 64, 6];
    case i.RotLInt64:
      return [64, 6];
  }
  return e.a.type === i.i32 ? [32, 32] : [64, 64];
}
