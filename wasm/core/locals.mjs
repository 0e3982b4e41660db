// The locals of a function in the new module, and the code that reads and writes variables and parts of them.

import binaryen from "binaryen";
import { ARGUMENTS } from "./slots.mjs";

/** @import { Flow, Part, Range, Variable } from "./tree.ts" */

/** @typedef {binaryen.ExpressionRef} Ref */

const { i32, i64 } = binaryen;

/**
 * The largest number of so many bytes, as an i64 constant has it.
 *
 * @param {number} bytes
 */
export const mask = (bytes) => (bytes >= 8 ? -1n : (1n << BigInt(8 * bytes)) - 1n);

/** @param {Part | Variable} holder */
export const typeOf = (holder) => (holder.narrow ? i32 : i64);

export class Locals {
  /**
   * @param {binaryen.Module} module
   * @param {Flow} flow
   */
  constructor(module, flow) {
    this.module = module;
    this.parameters = flow.signature.parameters.map(typeOf);
    /** @type {binaryen.Type[]} The types of those that are not parameters. */
    this.types = [];
    /** @type {Map<Variable, number>} */
    this.indexes = new Map();
    /** @type {Ref[]} What takes arguments apart at the function's beginning. */
    this.prologue = [];
    flow.signature.parameters.forEach((p, n) => {
      const v = flow.parameters[n];
      if (v) this.bindParameter(p, n, v);
    });
  }

  /**
   * Adds a local.
   *
   * @param {binaryen.Type} type
   * @returns {number} its index
   */
  add(type) {
    this.types.push(type);
    return this.parameters.length + this.types.length - 1;
  }

  /**
   * @param {Variable} v
   * @returns {number} the index of its local
   */
  indexOf(v) {
    const index = this.indexes.get(v) ?? this.add(typeOf(v));
    this.indexes.set(v, index);
    return index;
  }

  /** @param {bigint} v */
  make64(v) {
    return this.module.i64.const(BigInt.asIntN(64, v));
  }

  /** @param {bigint} v */
  make32(v) {
    return this.module.i32.const(Number(BigInt.asIntN(32, v)));
  }

  /**
   * Makes an i64 of an i32, with its sign above where it may have one.
   *
   * @param {Range} range between which numbers it is
   * @param {Ref} low
   */
  extend(range, low) {
    return range.low < 0n ? this.module.i64.extend_s(low) : this.module.i64.extend_u(low);
  }

  /**
   * Makes a parameter's local that of its variable where they are alike; else the argument is copied.
   *
   * @param {Part} p
   * @param {number} n its number
   * @param {Variable} v
   */
  bindParameter(p, n, v) {
    const { module } = this;
    const start = ARGUMENTS + p.at;
    if (v.start === start && v.end === start + p.bytes && v.narrow === p.narrow) {
      this.indexes.set(v, n);
      return;
    }
    const index = this.indexOf(v);
    const shift = BigInt(8 * (start - v.start));
    let argument = module.local.get(n, this.parameters[n]);
    if (v.narrow) {
      if (!p.narrow) argument = module.i32.wrap(argument);
      if (shift) argument = shift < 32n ? module.i32.shl(argument, this.make32(shift)) : this.make32(0n);
      argument = module.i32.or(module.local.get(index, i32), argument);
    } else {
      if (p.narrow) argument = this.extend(p, argument);
      if (shift) argument = module.i64.shl(argument, this.make64(shift));
      argument = module.i64.or(module.local.get(index, i64), argument);
    }
    this.prologue.push(module.local.set(index, argument));
  }

  /**
   * Reads a part of a variable, zero-extended to 64 bits.
   *
   * @param {Variable} v
   * @param {number} at where the part begins, an offset on the stack
   * @param {number} bytes
   */
  readFull(v, at, bytes) {
    const { module } = this;
    const n = this.indexOf(v);
    let code = v.narrow ? this.extend(v, module.local.get(n, i32)) : module.local.get(n, i64);
    if (at > v.start) code = module.i64.shr_u(code, this.make64(BigInt(8 * (at - v.start))));
    if (at + bytes < v.end) code = module.i64.and(code, this.make64(mask(bytes)));
    return code;
  }

  /**
   * Reads the lower half of a part of a variable, zero-extended to 32 bits.
   *
   * @param {Variable} v
   * @param {number} at where the part begins, an offset on the stack
   * @param {number} bytes
   */
  readLow(v, at, bytes) {
    const { module } = this;
    const shift = BigInt(8 * (at - v.start));
    let code;
    if (v.narrow) {
      if (shift >= 32n) return this.make32(0n);
      code = module.local.get(this.indexOf(v), i32);
      if (shift) code = module.i32.shr_u(code, this.make32(shift));
    } else {
      code = module.local.get(this.indexOf(v), i64);
      code = module.i32.wrap(shift ? module.i64.shr_u(code, this.make64(shift)) : code);
    }
    return at + bytes < v.end && bytes < 4 ? module.i32.and(code, this.make32(mask(bytes))) : code;
  }

  /**
   * Sets a part of a variable.
   *
   * @param {Variable} v
   * @param {number} at where the part begins, an offset on the stack
   * @param {number} bytes
   * @param {(low: boolean) => Ref} value makes an i32 where `low`, else an i64; only the part's bytes may be set in it
   */
  write(v, at, bytes, value) {
    const { module } = this;
    const n = this.indexOf(v);
    const shift = BigInt(8 * (at - v.start));
    const rest = ~(mask(bytes) << shift);
    const whole = at === v.start && at + bytes === v.end;
    if (whole) return module.local.set(n, value(v.narrow));
    if (v.narrow) {
      if (shift >= 32n) return module.drop(value(true));
      const part = shift ? module.i32.shl(value(true), this.make32(shift)) : value(true);
      return module.local.set(n, module.i32.or(module.i32.and(module.local.get(n, i32), this.make32(rest)), part));
    }
    const part = shift ? module.i64.shl(value(false), this.make64(shift)) : value(false);
    return module.local.set(n, module.i64.or(module.i64.and(module.local.get(n, i64), this.make64(rest)), part));
  }
}
