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
 * binaryen's class for an expression of each kind, and its parts in the order of evaluation.
 *
 * @type {Map<number, [name: string, ...parts: (keyof Info)[]]>}
 */
const kinds = new Map([
  [binaryen.BlockId, ["Block", "children"]],
  [binaryen.IfId, ["If", "condition", "ifTrue", "ifFalse"]],
  [binaryen.LoopId, ["Loop", "body"]],
  [binaryen.BreakId, ["Break", "value", "condition"]],
  [binaryen.SwitchId, ["Switch", "value", "condition"]],
  [binaryen.CallId, ["Call", "operands"]],
  [binaryen.LocalGetId, ["LocalGet"]],
  [binaryen.LocalSetId, ["LocalSet", "value"]],
  [binaryen.GlobalGetId, ["GlobalGet"]],
  [binaryen.GlobalSetId, ["GlobalSet", "value"]],
  [binaryen.LoadId, ["Load", "ptr"]],
  [binaryen.StoreId, ["Store", "ptr", "value"]],
  [binaryen.ConstId, ["Const"]],
  [binaryen.UnaryId, ["Unary", "value"]],
  [binaryen.BinaryId, ["Binary", "left", "right"]],
  [binaryen.SelectId, ["Select", "ifTrue", "ifFalse", "condition"]],
  [binaryen.DropId, ["Drop", "value"]],
  [binaryen.ReturnId, ["Return", "value"]],
  [binaryen.MemorySizeId, ["MemorySize"]],
  [binaryen.MemoryGrowId, ["MemoryGrow", "delta"]],
  [binaryen.MemoryCopyId, ["MemoryCopy", "dest", "source", "size"]],
  [binaryen.MemoryFillId, ["MemoryFill", "dest", "value", "size"]],
  [binaryen.TupleMakeId, ["TupleMake", "operands"]],
  [binaryen.TupleExtractId, ["TupleExtract", "tuple"]],
  [binaryen.NopId, ["Nop"]],
  [binaryen.UnreachableId, ["Unreachable"]],
]);

/**
 * An expression's class and the expressions directly in it, in the order of evaluation; `at` is the number of one in a
 * list of them.
 *
 * @param {Ref} ref
 */
function listParts(ref) {
  const info = look(ref);
  const [name, ...keys] = kinds.get(info.id) ?? [];
  if (!name) throw new Error(`binaryen made an expression of kind ${info.id}; add its parts to walk.mjs`);
  /** @type {{ key: keyof Info, at?: number, part: Ref }[]} */
  const parts = [];
  for (const key of keys) {
    const part = info[key];
    if (Array.isArray(part))
      for (const [at, one] of part.entries()) parts.push({ key, at, part: /** @type {Ref} */ (one) });
    else if (part) parts.push({ key, part: /** @type {Ref} */ (part) }); // 0 where an optional part is missing
  }
  return { name, parts };
}

/**
 * Calls `visit` on every expression from `ref` down, outer ones first.
 *
 * @param {Ref} ref
 * @param {(ref: Ref) => void} visit
 */
export function visitAll(ref, visit) {
  visit(ref);
  for (const { part } of listParts(ref).parts) visitAll(part, visit);
}

/**
 * Puts what `change` makes of it for every expression from `ref` down, inner ones first.
 *
 * @param {Ref} ref
 * @param {(ref: Ref) => Ref} change
 * @returns {Ref} what takes the place of `ref`
 */
export function changeAll(ref, change) {
  const { name, parts } = listParts(ref);
  const setter = /** @type {Record<string, (...args: number[]) => void>} */ (/** @type {unknown} */ (setters[name]));
  for (const { key, at, part } of parts) {
    const changed = changeAll(part, change);
    if (changed === part) continue;
    if (at === undefined) setter[`set${key[0].toUpperCase()}${key.slice(1)}`](ref, changed);
    else setter[name === "Block" ? "setChildAt" : "setOperandAt"](ref, at, changed);
  }
  return change(ref);
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
