// Takes out of a function what Go puts in for its garbage collector and against nil pointers.

import binaryen from "binaryen";
import { changeExpressions, listNodes, tidy } from "./flow.mjs";
import { isPure } from "./values.mjs";

/** @import { Block, Expression, Flow } from "./tree.ts" */

const { AndInt64, ShrSInt64, SubInt64 } = binaryen;

/** Where Go's code ends when a pointer is nil. */
const NIL = "runtime.sigpanic";

/**
 * Takes the masks of slices and the tests for nil out of a function whose stack is settled.
 *
 * @param {Flow} flow
 */
export function dropChecks(flow) {
  for (const node of listNodes(flow)) changeExpressions(node, unmask);
  for (const b of flow.blocks) {
    if (b.exit.kind !== "branch") continue;
    const { yes, no, condition } = b.exit;
    const [ends, goesOn] = isNil(yes) ? [yes, no] : [no, yes];
    if (!isNil(ends)) continue;
    b.statements.push({ kind: "drop", place: flow.listed.place, a: condition });
    b.exit = { kind: "jump", to: goesOn };
  }
  tidy(flow);
}

/** @param {Block} b */
const isNil = ({ exit }) => exit.kind === "trap" && exit.by === NIL;

/**
 * Of s[i:], Go moves the pointer by i & (0-capacity)>>63, where the capacity is that of the new slice: by nothing where
 * it is 0, so that no pointer is behind the end of what the collector knows. Here nothing is collected, and nothing is
 * read from a slice without capacity: i alone will do.
 *
 * @param {Expression} e
 * @returns {Expression | undefined}
 */
function unmask(e) {
  if (e.kind !== "binary" || e.op !== AndInt64) return undefined;
  if (isSliceMask(e.b)) return e.a;
  return isSliceMask(e.a) ? e.b : undefined;
}

/** @param {Expression} e */
function isSliceMask(e) {
  if (e.kind !== "binary" || e.op !== ShrSInt64 || !isConstant(e.b, 63n) || !isPure(e)) return false;
  return e.a.kind === "binary" && e.a.op === SubInt64 && isConstant(e.a.a, 0n);
}

/** @type {(e: Expression, value: bigint) => boolean} */
const isConstant = (e, value) => e.kind === "const" && e.value === value;
