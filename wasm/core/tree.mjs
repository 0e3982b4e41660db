// Walks and changes binaryen's expressions in place.

import binaryen from "binaryen";

/** What binaryen knows of an expression; it has no more than the kind of a nop and an unreachable. */
export function look(ref) {
  const id = binaryen.getExpressionId(ref);
  return id === binaryen.NopId || id === binaryen.UnreachableId
    ? { id, type: binaryen.getExpressionType(ref) }
    : binaryen.getExpressionInfo(ref);
}

const kinds = new Map();
const slot = (name, one = true) => ({
  get: (ref) => binaryen[`_Binaryen${name.replace(".", "Get")}`](ref),
  set: (ref, x) => binaryen[`_Binaryen${name.replace(".", "Set")}`](ref, x),
  one,
});
const slots = (kind, ...names) =>
  kinds.set(
    binaryen[`${kind}Id`],
    names.map((n) => slot(`${kind}.${n}`)),
  );
slots("If", "Condition", "IfTrue", "IfFalse");
slots("Loop", "Body");
slots("Break", "Value", "Condition");
slots("Switch", "Value", "Condition");
slots("LocalSet", "Value");
slots("GlobalSet", "Value");
slots("Load", "Ptr");
slots("Store", "Ptr", "Value");
slots("Unary", "Value");
slots("Binary", "Left", "Right");
slots("Select", "IfTrue", "IfFalse", "Condition");
slots("Drop", "Value");
slots("Return", "Value");
slots("MemoryGrow", "Delta");
slots("MemoryCopy", "Dest", "Source", "Size");
slots("MemoryFill", "Dest", "Value", "Size");
slots("TupleExtract", "Tuple");
const lists = new Map([
  [binaryen.BlockId, ["BlockGetNumChildren", "BlockGetChildAt", "BlockSetChildAt"]],
  [binaryen.CallId, ["CallGetNumOperands", "CallGetOperandAt", "CallSetOperandAt"]],
  [binaryen.TupleMakeId, ["TupleMakeGetNumOperands", "TupleMakeGetOperandAt", "TupleMakeSetOperandAt"]],
]);
const leaves = new Set([
  binaryen.ConstId,
  binaryen.LocalGetId,
  binaryen.GlobalGetId,
  binaryen.NopId,
  binaryen.UnreachableId,
  binaryen.MemorySizeId,
]);

/** Calls `visit(child, replace)` on each part of an expression, in the order of evaluation. */
export function parts(ref, visit) {
  const id = binaryen.getExpressionId(ref);
  if (leaves.has(id)) return;
  const list = lists.get(id);
  if (list) {
    const [count, get, set] = list.map((n) => binaryen[`_Binaryen${n}`]);
    for (let n = 0; n < count(ref); n++) visit(get(ref, n), (x) => set(ref, n, x));
    return;
  }
  const known = kinds.get(id);
  if (!known) throw new Error(`an expression of kind ${id}`);
  for (const { get, set } of known) {
    const child = get(ref);
    if (child) visit(child, (x) => set(ref, x));
  }
}

/**
 * Calls `change(ref)` on every expression below `ref`, inner ones first; what it answers takes the expression's place.
 */
export function rewrite(ref, change) {
  parts(ref, (child, replace) => {
    const now = rewrite(child, change);
    if (now !== child) replace(now);
  });
  return change(ref) ?? ref;
}

/** Calls `visit(ref)` on every expression from `ref` down, outer ones first. */
export function each(ref, visit) {
  visit(ref);
  parts(ref, (child) => each(child, visit));
}

/** All functions that the module defines: {ref, info}. */
export function defined(module) {
  const out = [];
  for (let n = 0; n < module.getNumFunctions(); n++) {
    const ref = module.getFunctionByIndex(n);
    const info = binaryen.getFunctionInfo(ref);
    if (info.body) out.push({ ref, info });
  }
  return out;
}

/** The value of a constant as a BigInt, or null. */
export function constantOf(ref) {
  if (binaryen.getExpressionId(ref) !== binaryen.ConstId) return null;
  const { value } = binaryen.getExpressionInfo(ref);
  if (typeof value === "object") return (BigInt(value.high) << 32n) | BigInt(value.low >>> 0);
  return BigInt(value);
}
