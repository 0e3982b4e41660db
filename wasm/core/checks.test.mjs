// node --test: masks of slices and tests for nil go, and nothing that looks like them.

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { dropChecks } from "./checks.mjs";
import { makeFlow } from "./flow.mjs";

/** @import { Block, Expression, Flow } from "./tree.ts" */

const { i64, AndInt64, EqZInt64, ShrSInt64, SubInt64 } = binaryen;
const place = "checks.go:1";

/** @type {(value: bigint) => Expression} */
const constant = (value) => ({ kind: "const", type: i64, value });
/** @type {(local: number) => Expression} */
const get = (local) => ({ kind: "get", type: i64, local });
/** @type {(op: number, a: Expression, b: Expression) => Expression} */
const binary = (op, a, b) => ({ kind: "binary", type: i64, op, a, b });
/** @type {(shift: bigint) => Expression} */
const mask = (shift) => binary(ShrSInt64, binary(SubInt64, constant(0n), get(3)), constant(shift));

/**
 * A function that sets register 2 to `a` unless `a` is 0, where it ends by `by`.
 *
 * @type {(a: Expression, by: string) => Flow}
 */
function makeTested(a, by) {
  /** @type {Block} */
  const goesOn = { statements: [{ kind: "set", place, local: 2, a }], exit: { kind: "return" } };
  /** @type {Block} */
  const ends = { statements: [], exit: { kind: "trap", by } };
  /** @type {Expression} */
  const condition = { kind: "unary", type: binaryen.i32, op: EqZInt64, a: get(4) };
  return makeFlow(
    "f",
    { symbol: "f", place, addresses: [], landmarks: [], callsInterfaces: false },
    [{ statements: [], exit: { kind: "branch", condition, yes: ends, no: goesOn } }, ends, goesOn],
    0,
  );
}

/** @param {Flow} flow */
const listKinds = ({ blocks }) => blocks.map((b) => [...b.statements.map((s) => s.kind), b.exit.kind].join(" "));

test("a test for nil goes, another end of the program stays", () => {
  const nil = makeTested(get(5), "runtime.sigpanic");
  dropChecks(nil);
  assert.deepEqual(listKinds(nil), ["drop set return"]);
  const division = makeTested(get(5), "runtime.panicdivide");
  dropChecks(division);
  assert.deepEqual(listKinds(division), ["branch", "trap", "set return"]);
});

test("the mask of a slice goes, another one stays", () => {
  const set = (/** @type {Flow} */ flow) => {
    dropChecks(flow);
    const s = flow.blocks.flatMap((b) => b.statements).find((x) => x.kind === "set");
    return s?.kind === "set" ? s.a.kind : "";
  };
  assert.equal(set(makeTested(binary(AndInt64, get(5), mask(63n)), "")), "get");
  assert.equal(set(makeTested(binary(AndInt64, mask(63n), get(5)), "")), "get");
  assert.equal(set(makeTested(binary(AndInt64, get(5), mask(62n)), "")), "binary");
});
