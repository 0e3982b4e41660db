// Walks and changes binaryen's expressions in place.

import binaryen from "binaryen";

/** @import { Info, Setters } from "./binaryen.ts" */

/** @typedef {binaryen.ExpressionRef} Ref */

/** binaryen's classes with setters. */
export const setters = /** @type {Setters} */ (/** @type {unknown} */ (binaryen));

/**
 * What binaryen knows of an expression; it has no more than the kind of a nop and an unreachable.
 *
 * @param {Ref} ref
 * @returns {Info}
 */
export function look(ref) {
  const id = binaryen.getExpressionId(ref);
  const info =
    id === binaryen.NopId || id === binaryen.UnreachableId
      ? { id, type: binaryen.getExpressionType(ref) }
      : binaryen.getExpressionInfo(ref);
  return /** @type {Info} */ (info);
}

/**
 * The parts of an expression of each kind, in the order of evaluation.
 *
 * @type {Map<number, (keyof Info)[]>}
 */
const parts = new Map([
  [binaryen.BlockId, ["children"]],
  [binaryen.IfId, ["condition", "ifTrue", "ifFalse"]],
  [binaryen.LoopId, ["body"]],
  [binaryen.BreakId, ["value", "condition"]],
  [binaryen.SwitchId, ["value", "condition"]],
  [binaryen.CallId, ["operands"]],
  [binaryen.LocalGetId, []],
  [binaryen.LocalSetId, ["value"]],
  [binaryen.GlobalGetId, []],
  [binaryen.GlobalSetId, ["value"]],
  [binaryen.LoadId, ["ptr"]],
  [binaryen.StoreId, ["ptr", "value"]],
  [binaryen.ConstId, []],
  [binaryen.UnaryId, ["value"]],
  [binaryen.BinaryId, ["left", "right"]],
  [binaryen.SelectId, ["ifTrue", "ifFalse", "condition"]],
  [binaryen.DropId, ["value"]],
  [binaryen.ReturnId, ["value"]],
  [binaryen.MemorySizeId, []],
  [binaryen.MemoryGrowId, ["delta"]],
  [binaryen.MemoryCopyId, ["dest", "source", "size"]],
  [binaryen.MemoryFillId, ["dest", "value", "size"]],
  [binaryen.TupleMakeId, ["operands"]],
  [binaryen.TupleExtractId, ["tuple"]],
  [binaryen.NopId, []],
  [binaryen.UnreachableId, []],
]);

/**
 * Calls `visit` on every expression from `ref` down, outer ones first.
 *
 * @param {Ref} ref
 * @param {(ref: Ref) => void} visit
 */
export function visitAll(ref, visit) {
  visit(ref);
  const info = look(ref);
  const known = parts.get(info.id);
  if (!known) throw new Error(`binaryen made an expression of kind ${info.id}; add its parts to walk.mjs`);
  for (const key of known) {
    const part = info[key];
    if (Array.isArray(part)) for (const one of part) visitAll(/** @type {Ref} */ (one), visit);
    else if (part) visitAll(/** @type {Ref} */ (part), visit); // 0 where an optional part is missing
  }
}

/**
 * The value of an i32 or i64 constant, signed; null for any other expression.
 *
 * @param {Ref} ref
 * @returns {bigint | null}
 */
export function constantOf(ref) {
  if (binaryen.getExpressionId(ref) !== binaryen.ConstId) return null;
  // index.d.ts still has the form that i64 constants had before binaryen answered BigInts.
  const { value } = /** @type {{ value: number | bigint }} */ (
    /** @type {unknown} */ (binaryen.getExpressionInfo(ref))
  );
  return BigInt(value);
}

/**
 * Gives the load or store `ref` another address and another offset in bytes.
 *
 * @param {Ref} ref
 * @param {Ref} address an i32
 * @param {number} offset
 */
export function readdress(ref, address, offset) {
  const kind = binaryen.getExpressionId(ref) === binaryen.LoadId ? setters.Load : setters.Store;
  kind.setPtr(ref, address);
  kind.setOffset(ref, offset);
}

/**
 * Puts `code` in front of the body of a function.
 *
 * @param {binaryen.Module} module
 * @param {binaryen.FunctionRef} f
 * @param {Ref[]} code statements that leave nothing
 */
export function prepend(module, f, code) {
  const { body } = binaryen.getFunctionInfo(f);
  const type = binaryen.getExpressionType(body);
  setters.Function.setBody(f, module.block(null, [...code, body], type));
}
