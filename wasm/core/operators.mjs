// Makes binaryen's expressions for an operator, a load or a store that is known by number, through its public API.

import binaryen from "binaryen";
import { look, setters } from "./walk.mjs";

/** @typedef {binaryen.ExpressionRef} Ref */
/** @typedef {(module: binaryen.Module, a: Ref) => Ref} MakeUnary */
/** @typedef {(module: binaryen.Module, a: Ref, b: Ref) => Ref} MakeBinary */

const b = binaryen;

/** @type {Map<number, MakeUnary>} */
const unaries = new Map([
  [b.ClzInt32, (m, a) => m.i32.clz(a)],
  [b.CtzInt32, (m, a) => m.i32.ctz(a)],
  [b.PopcntInt32, (m, a) => m.i32.popcnt(a)],
  [b.EqZInt32, (m, a) => m.i32.eqz(a)],
  [b.ExtendS8Int32, (m, a) => m.i32.extend8_s(a)],
  [b.ExtendS16Int32, (m, a) => m.i32.extend16_s(a)],
  [b.WrapInt64, (m, a) => m.i32.wrap(a)],
  [b.ClzInt64, (m, a) => m.i64.clz(a)],
  [b.CtzInt64, (m, a) => m.i64.ctz(a)],
  [b.PopcntInt64, (m, a) => m.i64.popcnt(a)],
  [b.EqZInt64, (m, a) => m.i64.eqz(a)],
  [b.ExtendS8Int64, (m, a) => m.i64.extend8_s(a)],
  [b.ExtendS16Int64, (m, a) => m.i64.extend16_s(a)],
  [b.ExtendS32Int64, (m, a) => m.i64.extend32_s(a)],
  [b.ExtendSInt32, (m, a) => m.i64.extend_s(a)],
  [b.ExtendUInt32, (m, a) => m.i64.extend_u(a)],
]);

/**
 * The operators that there are for both widths: for i32, for i64, and the method of module.i32 and module.i64.
 *
 * @type {[number, number, IntegerMethod][]}
 * @typedef {"add" | "sub" | "mul" | "div_s" | "div_u" | "rem_s" | "rem_u" | "and" | "or" | "xor"} Arithmetic
 * @typedef {"shl" | "shr_s" | "shr_u" | "rotl" | "rotr"} Shift
 * @typedef {"eq" | "ne" | "lt_s" | "lt_u" | "gt_s" | "gt_u" | "le_s" | "le_u" | "ge_s" | "ge_u"} Comparison
 * @typedef {Arithmetic | Shift | Comparison} IntegerMethod
 */
const both = [
  [b.AddInt32, b.AddInt64, "add"],
  [b.SubInt32, b.SubInt64, "sub"],
  [b.MulInt32, b.MulInt64, "mul"],
  [b.DivSInt32, b.DivSInt64, "div_s"],
  [b.DivUInt32, b.DivUInt64, "div_u"],
  [b.RemSInt32, b.RemSInt64, "rem_s"],
  [b.RemUInt32, b.RemUInt64, "rem_u"],
  [b.AndInt32, b.AndInt64, "and"],
  [b.OrInt32, b.OrInt64, "or"],
  [b.XorInt32, b.XorInt64, "xor"],
  [b.ShlInt32, b.ShlInt64, "shl"],
  [b.ShrSInt32, b.ShrSInt64, "shr_s"],
  [b.ShrUInt32, b.ShrUInt64, "shr_u"],
  [b.RotLInt32, b.RotLInt64, "rotl"],
  [b.RotRInt32, b.RotRInt64, "rotr"],
  [b.EqInt32, b.EqInt64, "eq"],
  [b.NeInt32, b.NeInt64, "ne"],
  [b.LtSInt32, b.LtSInt64, "lt_s"],
  [b.LtUInt32, b.LtUInt64, "lt_u"],
  [b.GtSInt32, b.GtSInt64, "gt_s"],
  [b.GtUInt32, b.GtUInt64, "gt_u"],
  [b.LeSInt32, b.LeSInt64, "le_s"],
  [b.LeUInt32, b.LeUInt64, "le_u"],
  [b.GeSInt32, b.GeSInt64, "ge_s"],
  [b.GeUInt32, b.GeUInt64, "ge_u"],
];

/** @type {Map<number, MakeBinary>} */
const binaries = new Map(
  both.flatMap(([narrow, wide, method]) => [
    [narrow, (m, x, y) => m.i32[method](x, y)],
    [wide, (m, x, y) => m.i64[method](x, y)],
  ]),
);

/**
 * Whether an operator is one on integers, as all of the core's are.
 *
 * @param {number} op binaryen's number of it
 */
export const isKnown = (op) => unaries.has(op) || binaries.has(op);

/**
 * @param {binaryen.Module} module
 * @param {number} op binaryen's number of the operator
 * @param {Ref} a
 */
export function makeUnary(module, op, a) {
  const make = unaries.get(op);
  if (!make) throw new Error(`operator ${op}, which is not one on integers`);
  return make(module, a);
}

/**
 * @param {binaryen.Module} module
 * @param {number} op binaryen's number of the operator
 * @param {Ref} x evaluated first
 * @param {Ref} y
 */
export function makeBinary(module, op, x, y) {
  const make = binaries.get(op);
  if (!make) throw new Error(`operator ${op}, which is not one on integers`);
  return make(module, x, y);
}

/** @type {[IntegerMethod, IntegerMethod][]} */
const opposite = [
  ["eq", "ne"],
  ["lt_s", "ge_s"],
  ["lt_u", "ge_u"],
  ["gt_s", "le_s"],
  ["gt_u", "le_u"],
];

/**
 * The comparison that holds where this one does not.
 *
 * @type {Map<number, MakeBinary>}
 */
const opposites = new Map(
  both.flatMap(([narrow, wide, method]) => {
    const pair = opposite.find((p) => p.includes(method));
    const other = pair?.find((m) => m !== method);
    if (!other) return [];
    return [
      [narrow, (m, x, y) => m.i32[other](x, y)],
      [wide, (m, x, y) => m.i64[other](x, y)],
    ];
  }),
);

/**
 * A condition that holds where another one does not.
 *
 * @param {binaryen.Module} module
 * @param {Ref} condition an i32, which goes into what is made
 */
export function negate(module, condition) {
  const e = look(condition);
  const compare = e.id === b.BinaryId ? opposites.get(e.op) : undefined;
  if (compare) return compare(module, e.left, e.right);
  return e.id === b.UnaryId && e.op === b.EqZInt32 ? e.value : module.i32.eqz(condition);
}

/**
 * A load of `bytes` bytes, aligned or not, zero-extended or, where `signed`, sign-extended.
 *
 * @param {binaryen.Module} module
 * @param {binaryen.Type} type i32 or i64
 * @param {number} bytes 1, 2, 4 or 8
 * @param {boolean} signed means nothing where `bytes` is all that the type has
 * @param {number} offset in bytes, added to the address without wrapping
 * @param {Ref} address
 */
export function makeLoad(module, type, bytes, signed, offset, address) {
  const { i32, i64 } = module;
  if (type === b.i32) {
    if (bytes === 4) return markUnsigned(i32.load(offset, 1, address));
    if (bytes === 2) return signed ? i32.load16_s(offset, 1, address) : i32.load16_u(offset, 1, address);
    return signed ? i32.load8_s(offset, 1, address) : i32.load8_u(offset, 1, address);
  }
  if (bytes === 8) return markUnsigned(i64.load(offset, 1, address));
  if (bytes === 4) return signed ? i64.load32_s(offset, 1, address) : i64.load32_u(offset, 1, address);
  if (bytes === 2) return signed ? i64.load16_s(offset, 1, address) : i64.load16_u(offset, 1, address);
  return signed ? i64.load8_s(offset, 1, address) : i64.load8_u(offset, 1, address);
}

/**
 * i32.load marks what it makes as a signed load, and binaryen 132 then optimises i64.extend_i32_u(i32.load) to
 * i64.load32_s, which is wrong from 2^31 on.
 *
 * @param {Ref} load
 */
function markUnsigned(load) {
  setters.Load.setSigned(load, false);
  return load;
}

/**
 * A store of the lowest `bytes` bytes of a value, aligned or not.
 *
 * @param {binaryen.Module} module
 * @param {number} bytes 1, 2, 4 or 8
 * @param {number} offset in bytes, added to the address without wrapping
 * @param {Ref} address
 * @param {Ref} value an i64 where `bytes` is 8, an i32 otherwise
 */
export function makeStore(module, bytes, offset, address, value) {
  if (bytes === 8) return module.i64.store(offset, 1, address, value);
  if (bytes === 4) return module.i32.store(offset, 1, address, value);
  if (bytes === 2) return module.i32.store16(offset, 1, address, value);
  return module.i32.store8(offset, 1, address, value);
}
