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
      if (found) readdress(ref, module.i32.wrap(found.rest), e.offset + Number(found.base));
    });
}

/**
 * The constant to move out of an address, and what is left of the sum, an i64; null where there is none.
 *
 * @param {binaryen.Module} module
 * @param {Ref} address
 * @param {bigint} where
 */
function splitAddress(module, address, where) {
  const e = look(address);
  if (e.id !== binaryen.UnaryId || e.op !== binaryen.WrapInt64) return null;
  const sum = look(e.value);
  if (sum.id !== binaryen.BinaryId || sum.op !== binaryen.AddInt64) return null;
  const c = constantOf(sum.right);
  if (c === null || c <= 0n || c >= 1n << 31n) return null;
  if (most(sum.left) <= WORD) return { base: c, rest: sum.left };
  if (c < where || c >= where + 4096n) return null;
  return { base: where, rest: c === where ? sum.left : module.i64.add(sum.left, module.i64.const(c - where)) };
}

/** @type {(a: bigint, b: bigint) => bigint} */
const least = (a, b) => (a < b ? a : b);

/**
 * An upper bound of an i64 expression, seen as an unsigned number.
 *
 * @param {Ref} ref
 * @returns {bigint}
 */
function most(ref) {
  const e = look(ref);
  const i = binaryen;
  switch (e.id) {
    case i.ConstId:
      return BigInt.asUintN(64, constantOf(ref) ?? ALL);
    case i.LoadId:
      return e.isSigned || e.bytes === 8 ? ALL : (1n << BigInt(8 * e.bytes)) - 1n;
    case i.LocalSetId:
      return most(e.value);
    case i.SelectId: {
      const a = most(e.ifTrue);
      const b = most(e.ifFalse);
      return a > b ? a : b;
    }
    case i.UnaryId:
      if (e.op === i.ExtendUInt32) return WORD;
      return e.op === i.ClzInt64 || e.op === i.CtzInt64 || e.op === i.PopcntInt64 ? 64n : ALL;
    case i.BinaryId:
      return mostBinary(e);
  }
  return ALL;
}

/** @param {Info} e a binary expression */
function mostBinary(e) {
  const i = binaryen;
  const c = constantOf(e.right);
  switch (e.op) {
    case i.AndInt64:
      return least(most(e.left), most(e.right));
    case i.OrInt64:
    case i.XorInt64:
      return (1n << BigInt((most(e.left) | most(e.right)).toString(2).length)) - 1n;
    case i.AddInt64:
      return least(most(e.left) + most(e.right), ALL);
    case i.MulInt64:
      return least(most(e.left) * most(e.right), ALL);
    case i.ShlInt64:
      return c !== null ? least(most(e.left) << (c & 63n), ALL) : ALL;
    case i.ShrUInt64:
      return c !== null ? most(e.left) >> (c & 63n) : most(e.left);
    case i.DivUInt64:
      return most(e.left);
    case i.RemUInt64:
      return c ? c - 1n : ALL;
  }
  return ALL;
}
