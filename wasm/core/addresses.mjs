// Moves what is constant in an address into the offset of the load or store.
//
// Go adds up addresses in 64 bits, wasm wraps the sum to 32 and adds the instruction's offset without wrapping, so the
// two agree only where the rest of the sum is a number from 0 on. That is known of what fits 32 bits unsigned, and of
// every index that Go has checked against the length of what it indexes: for `where`, the start of the input, only that
// very address is moved.

import binaryen from "binaryen";
import { constantOf, look, readdress, visitAll } from "./walk.mjs";

/** @import { Info } from "./binaryen.ts" */

/** @typedef {binaryen.ExpressionRef} Ref */

const ALL = (1n << 64n) - 1n;
const WORD = (1n << 32n) - 1n;

/**
 * Does so in every function.
 *
 * @param {binaryen.Module} module
 * @param {bigint} where
 */
export function fold(module, where) {
  for (let n = 0; n < module.getNumFunctions(); n++)
    visitAll(binaryen.getFunctionInfo(module.getFunctionByIndex(n)).body, (ref) => {
      const e = look(ref);
      if (e.id !== binaryen.LoadId && e.id !== binaryen.StoreId) return;
      const found = splitAddress(module, e.ptr, where);
      if (found) readdress(ref, found.rest, e.offset + Number(found.base));
    });
}

/**
 * The constant to move out of an address, and what is left of the sum, an i32; null where there is none.
 *
 * @param {binaryen.Module} module
 * @param {Ref} address
 * @param {bigint} where
 */
function splitAddress(module, address, where) {
  const e = look(address);
  const wide = e.id === binaryen.UnaryId && e.op === binaryen.WrapInt64;
  const sum = wide ? look(e.value) : e;
  if (sum.id !== binaryen.BinaryId || sum.op !== (wide ? binaryen.AddInt64 : binaryen.AddInt32)) return null;
  const c = constantOf(sum.right);
  if (c === null || c <= 0n || c >= 1n << 31n) return null;
  const low = (/** @type {Ref} */ x) => (wide ? module.i32.wrap(x) : x);
  if (most(sum.left) <= WORD - (wide ? 0n : c)) return { base: c, rest: low(sum.left) };
  if (!wide || c < where || c >= where + 4096n) return null;
  return {
    base: where,
    rest: low(c === where ? sum.left : module.i64.add(sum.left, module.i64.const(c - where))),
  };
}

/** @type {(a: bigint, b: bigint) => bigint} */
const least = (a, b) => (a < b ? a : b);

/**
 * An upper bound of an expression, seen as an unsigned number.
 *
 * @param {Ref} ref
 * @returns {bigint}
 */
export function most(ref) {
  const e = look(ref);
  const i = binaryen;
  const top = e.type === i.i32 ? WORD : ALL;
  switch (e.id) {
    case i.ConstId:
      return BigInt.asUintN(e.type === i.i32 ? 32 : 64, constantOf(ref) ?? ALL);
    case i.LoadId:
      return e.isSigned || e.bytes === 8 ? top : (1n << BigInt(8 * e.bytes)) - 1n;
    case i.LocalSetId:
      return most(e.value);
    case i.SelectId: {
      const a = most(e.ifTrue);
      const b = most(e.ifFalse);
      return a > b ? a : b;
    }
    case i.UnaryId:
      if (e.op === i.ExtendUInt32 || e.op === i.WrapInt64) return least(most(e.value), WORD);
      return [i.ClzInt64, i.CtzInt64, i.PopcntInt64].includes(e.op) ? 64n : top;
    case i.BinaryId:
      return mostBinary(e, top);
  }
  return top;
}

/**
 * @param {Info} e a binary expression
 * @param {bigint} top the largest number of its type
 */
function mostBinary(e, top) {
  const i = binaryen;
  const c = constantOf(e.right);
  const count = c !== null && c >= 0n && c < 32n ? c : null;
  /** @type {(n: bigint) => bigint} */
  const whole = (n) => (n > top ? top : n); // a sum that does not fit wraps around to anything
  switch (e.op) {
    case i.AndInt64:
    case i.AndInt32:
      return least(most(e.left), most(e.right));
    case i.OrInt64:
    case i.XorInt64:
    case i.OrInt32:
    case i.XorInt32:
      return (1n << BigInt((most(e.left) | most(e.right)).toString(2).length)) - 1n;
    case i.AddInt64:
    case i.AddInt32:
      return whole(most(e.left) + most(e.right));
    case i.MulInt64:
    case i.MulInt32:
      return whole(most(e.left) * most(e.right));
    case i.ShlInt64:
    case i.ShlInt32:
      return count !== null ? whole(most(e.left) << count) : top;
    case i.ShrUInt64:
    case i.ShrUInt32:
      return count !== null ? most(e.left) >> count : most(e.left);
    case i.DivUInt64:
    case i.DivUInt32:
      return most(e.left);
    case i.RemUInt64:
    case i.RemUInt32:
      return c ? c - 1n : top;
  }
  return top;
}
