// Scalars of the state as globals of the module.
//
// What the engine keeps in one place, such as its depth or where it writes, is loaded and stored at a constant address:
// seven bytes for an access, and a test of bounds. As a global it is two bytes, and nothing is tested.
//
// A scalar can be one when nothing else gets at its bytes. Go's types say where scalars and arrays are (see fields),
// and Go's pointers stay within what they were made for, so a scalar stays in memory only
//
//   - where something reads or writes a part of it, or more than it, at a constant address, unless that is a constant
//     for some scalars together: Go writes `x, y = 0, 0` as one store;
//   - where its own address, or that of a structure around it, is in the code as a value or as part of a sum, since
//     that is a pointer to it. So a structure should not begin with an array: its address could be that of either.
//
// The state starts as zeros, and so do the globals. No host knows where the state is.

import binaryen from "binaryen";
import { most } from "./addresses.mjs";
import { changeAll, constantOf, look, setters, visitAll } from "./walk.mjs";

/** @import { Info } from "./binaryen.ts" */
/** @import { Field, Fields, Kept } from "./tree.ts" */

/** @typedef {binaryen.ExpressionRef} Ref */

const { i32, i64 } = binaryen;

/**
 * Makes globals of the scalars of a variable.
 *
 * @param {binaryen.Module} module
 * @param {Kept} variable
 * @param {Fields} fields what it consists of
 * @returns {Field[]} the scalars that are globals now
 */
export function makeGlobals(module, variable, fields) {
  const finder = new Finder(variable, fields);
  const functions = Array.from({ length: module.getNumFunctions() }, (_, n) => module.getFunctionByIndex(n));
  for (const f of functions) finder.readFunction(f);
  const found = finder.findGlobals();
  for (const [name, { bytes }] of found)
    module.addGlobal(name, bytes === 8 ? i64 : i32, true, bytes === 8 ? module.i64.const(0n) : module.i32.const(0));
  for (const f of functions) {
    const { body } = binaryen.getFunctionInfo(f);
    const changed = changeAll(body, (ref) => rewrite(module, ref, variable.at, fields.scalars, found));
    if (changed !== body) setters.Function.setBody(f, changed);
  }
  return [...found.values()];
}

/** @param {number} address */
const nameOf = (address) => `at ${address}`;

/**
 * The address of a load or a store where it is constant, else null.
 *
 * @param {Info} e
 */
function addressOf(e) {
  if (e.id !== binaryen.LoadId && e.id !== binaryen.StoreId) return null;
  const base = constantOf(e.ptr);
  return base === null ? null : Number(base) + e.offset;
}

/** Finds which scalars nothing else gets at. Its addresses are offsets in the variable. */
class Finder {
  /**
   * @param {Kept} variable
   * @param {Fields} fields
   */
  constructor({ at }, { scalars, arrays }) {
    this.start = at;
    this.arrays = arrays;
    /** The scalars that nothing else gets at so far. */
    this.left = new Set(scalars);
    /** The addresses at which scalars are used. */
    this.used = new Set();
  }

  /** @param {binaryen.FunctionRef} f */
  readFunction(f) {
    /** Constants that are no pointers by themselves. */
    const inAddresses = new Set();
    visitAll(binaryen.getFunctionInfo(f).body, (ref) => {
      const e = look(ref);
      if (e.id === binaryen.LoadId || e.id === binaryen.StoreId) {
        const at = addressOf(e);
        if (at === null) this.readSum(e, inAddresses);
        else {
          inAddresses.add(e.ptr);
          const together = e.id === binaryen.StoreId && constantOf(e.value) !== null;
          this.readDirect(at - this.start, e.bytes, together);
        }
      }
      if (e.id === binaryen.ConstId && !inAddresses.has(ref)) this.readPointer(Number(constantOf(ref)) - this.start);
    });
  }

  /**
   * @param {number} at
   * @param {number} bytes
   * @param {boolean} together whether it can be done for each scalar alone
   */
  readDirect(at, bytes, together) {
    const apart = together && !this.arrays.some((a) => at < a.at + a.bytes && at + bytes > a.at);
    for (const s of this.left) {
      if (at >= s.at + s.bytes || at + bytes <= s.at) continue;
      const whole = at <= s.at && at + bytes >= s.at + s.bytes;
      if (whole && (apart || bytes === s.bytes)) this.used.add(s.at);
      else this.left.delete(s);
    }
  }

  /**
   * Reads an address that is a sum. A constant in it is an address together with the offset.
   *
   * @param {Info} access a load or a store
   * @param {Set<Ref>} inAddresses
   */
  readSum({ ptr, offset }, inAddresses) {
    let e = look(ptr);
    if (e.id === binaryen.UnaryId && e.op === binaryen.WrapInt64) e = look(e.value);
    const adds = e.id === binaryen.BinaryId && (e.op === binaryen.AddInt32 || e.op === binaryen.AddInt64);
    const c = adds ? constantOf(e.right) : null;
    if (c !== null) inAddresses.add(e.right);
    this.readPointer(Number(c ?? 0n) + offset - this.start);
  }

  /**
   * Leaves in memory what a pointer to an address may point at, which is no more than an array for one into an array.
   *
   * @param {number} p
   */
  readPointer(p) {
    const array = this.arrays.find(({ at, bytes }) => p >= at && p < at + bytes);
    for (const s of this.left)
      if ((p >= s.at && p < s.at + s.bytes) || ((!array || p === array.at) && s.in.includes(p))) this.left.delete(s);
  }

  /**
   * The scalars that can be globals, by the globals' names, in the order of their addresses.
   *
   * @returns {Map<string, Field>}
   */
  findGlobals() {
    const found = [...this.left].filter((s) => this.used.has(s.at) && [1, 2, 4, 8].includes(s.bytes));
    return new Map(found.map((s) => [nameOf(this.start + s.at), s]));
  }
}

/**
 * A load or store of a global, as that; any other expression as it is.
 *
 * @param {binaryen.Module} module
 * @param {Ref} ref
 * @param {number} start the address of the variable
 * @param {Field[]} scalars all that are in it
 * @param {Map<string, Field>} found
 */
function rewrite(module, ref, start, scalars, found) {
  const e = look(ref);
  const at = addressOf(e);
  if (at === null) return ref;
  const inside = scalars.filter((s) => start + s.at >= at && start + s.at < at + e.bytes);
  const globals = inside.filter((s) => found.has(nameOf(start + s.at)));
  if (globals.length === 0) return ref;
  if (e.id === binaryen.LoadId) {
    const [{ bytes }] = globals;
    return extend(module, e, bytes, module.global.get(nameOf(at), bytes === 8 ? i64 : i32));
  }
  const constant = constantOf(e.value);
  const sets = globals.map((s) => {
    const name = nameOf(start + s.at);
    if (constant === null) return set(module, name, s.bytes, e.value);
    const part = BigInt.asUintN(8 * s.bytes, constant >> BigInt(8 * (start + s.at - at)));
    const wide = module.i64.const(BigInt.asIntN(64, part));
    return module.global.set(name, s.bytes === 8 ? wide : module.i32.const(Number(BigInt.asIntN(32, part))));
  });
  // Others that are stored together with them stay in memory; that they are there too does no harm.
  if (globals.length < inside.length) sets.push(ref);
  return sets.length === 1 ? sets[0] : module.block(null, sets);
}

/**
 * Sets a global to a value. A global of less than 32 bits has zeros above.
 *
 * @param {binaryen.Module} module
 * @param {string} name
 * @param {number} bytes
 * @param {Ref} value
 */
function set(module, name, bytes, value) {
  if (bytes === 8) return module.global.set(name, value);
  const low = binaryen.getExpressionType(value) === i64 ? module.i32.wrap(value) : value;
  const largest = 2 ** (8 * bytes) - 1;
  const fits = bytes === 4 || most(low) <= BigInt(largest);
  return module.global.set(name, fits ? low : module.i32.and(low, module.i32.const(largest)));
}

/**
 * Makes of a global's value what a load gives.
 *
 * @param {binaryen.Module} module
 * @param {Info} load
 * @param {number} bytes
 * @param {Ref} value
 */
function extend(module, load, bytes, value) {
  if (bytes === 8) return value;
  let low = value;
  if (load.isSigned && bytes === 1) low = module.i32.extend8_s(value);
  if (load.isSigned && bytes === 2) low = module.i32.extend16_s(value);
  if (load.type === i32) return low;
  return load.isSigned ? module.i64.extend_s(low) : module.i64.extend_u(low);
}
