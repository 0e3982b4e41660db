// node --test: functions with fewer locals answer as before.

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { readCode } from "./code.mjs";
import { reduceLocals } from "./registers.mjs";

/** @param {Uint8Array} binary */
const start = (binary) =>
  /** @type {(a: number, b: number) => number} */ (
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(binary))).exports.f
  );

/**
 * The last function of a module, called `f`, as it is and with its locals reduced; fails where they answer differently.
 *
 * @param {string} functions
 */
function reduce(functions) {
  const module = binaryen.parseText(`(module ${functions})`);
  module.setFeatures(binaryen.Features.Multivalue | binaryen.Features.MVP);
  assert.ok(module.validate());
  const binary = module.emitBinary();
  const reduced = reduceLocals(binary);
  const [before, after] = [binary, reduced].map(start);
  for (const a of [0, 1, 2, 7, -3])
    for (const b of [0, 1, 3, 8]) assert.equal(after(a, b), before(a, b), `f(${a}, ${b})`);
  return [binary, reduced].map((bytes) => /** @type {import("./tree.ts").Code} */ (readCode(bytes).at(-1)));
}

/** @param {string} body */
const makeFunction = (body) =>
  `(func $f (export "f") (param $a i32) (param $b i32) (result i32)
     (local $c i32) (local $d i32) (local $e i32) (local $w i64) ${body})`;

/**
 * Bodies of functions of $a and $b with the locals $c, $d and $e, and how many locals are left beside the parameters.
 *
 * @type {[what: string, body: string, locals: number][]}
 */
const bodies = [
  ["a copy", "(local.set $c (local.get $a)) (i32.add (local.get $c) (local.get $b))", 0],
  [
    "a copy of what changes while it is read",
    `(local.set $c (local.get $a)) (local.set $a (i32.add (local.get $b) (i32.const 1)))
     (i32.sub (i32.mul (local.get $a) (local.get $b)) (local.get $c))`,
    1,
  ],
  [
    "a copy that changes while what it is of is read",
    "(local.set $c (i32.add (local.tee $d (local.get $a)) (i32.const 1))) (i32.mul (local.get $c) (local.get $d))",
    0,
  ],
  [
    "two that are exchanged in a loop",
    `(loop $again
       (local.set $c (local.get $a)) (local.set $a (local.get $b)) (local.set $b (local.get $c))
       (br_if $again (i32.lt_u (local.tee $d (i32.add (local.get $d) (i32.const 1))) (i32.const 5))))
     (i32.sub (local.get $a) (local.get $b))`,
    2,
  ],
  ["one that is 0 beside a parameter that nobody reads", "(i32.sub (local.get $c) (local.get $b))", 1],
  ["one that nobody reads", "(local.set $c (local.get $a)) (drop (local.tee $d (i32.const 4))) (local.get $b)", 0],
  [
    "one for two things, one after the other",
    `(local.set $c (i32.add (local.get $a) (local.get $b))) (local.set $d (i32.mul (local.get $c) (local.get $c)))
     (local.set $e (i32.sub (local.get $d) (i32.const 3))) (i32.mul (local.get $e) (local.get $e))`,
    0,
  ],
  [
    "numbers of both widths",
    `(local.set $w (i64.extend_i32_s (local.get $a))) (local.set $c (i32.wrap_i64 (local.get $w)))
     (i32.add (local.get $c) (i32.wrap_i64 (i64.mul (local.get $w) (local.get $w))))`,
    1,
  ],
  [
    "a table of jumps",
    `(block $two (block $one (block $zero (br_table $zero $one $two (local.get $a)))
       (local.set $c (i32.const 5)))
       (local.set $d (local.get $c)) (return (i32.add (local.get $d) (local.get $b))))
     (i32.add (local.get $c) (local.get $d))`,
    2,
  ],
];

for (const [what, body, locals] of bodies)
  test(`the locals of a function: ${what}`, () => {
    const [, after] = reduce(makeFunction(body));
    assert.equal(after.locals.length, locals);
  });

test("results of a call go where they are read", () => {
  const [before, after] = reduce(
    `(func $pair (param $a i32) (result i32 i32) (tuple.make 2 (i32.add (local.get $a) (i32.const 1)) (local.get $a)))
     (func $f (export "f") (param $a i32) (param $b i32) (result i32)
       (local $both (tuple i32 i32)) (local $c i32) (local $d i32)
       (local.set $both (call $pair (local.get $a)))
       (local.set $c (tuple.extract 2 0 (local.get $both)))
       (local.set $d (tuple.extract 2 1 (local.get $both)))
       (i32.sub (i32.mul (local.get $c) (local.get $d)) (local.get $b)))`,
  );
  assert.ok(after.instructions.length <= before.instructions.length - 4);
});

/**
 * Statements at random, with loops that end.
 *
 * @param {(below: number) => number} pick
 * @param {number} depth
 * @returns {string}
 */
function makeStatements(pick, depth) {
  const locals = ["$a", "$b", "$c", "$d", "$e"];
  const local = () => locals[pick(locals.length)];
  /** @type {(depth: number) => string} */
  const value = (left) => {
    if (left === 0 || pick(3) === 0) return pick(3) ? `(local.get ${local()})` : `(i32.const ${pick(9)})`;
    if (pick(5) === 0) return `(local.tee ${local()} ${value(left - 1)})`;
    return `(i32.${["add", "sub", "xor"][pick(3)]} ${value(left - 1)} ${value(left - 1)})`;
  };
  const one = () => {
    const kind = depth > 0 ? pick(8) : pick(5);
    if (kind < 3) return `(local.set ${local()} (local.get ${local()}))`;
    if (kind < 5) return `(local.set ${local()} ${value(2)})`;
    if (kind === 5) return `(if ${value(1)} (then ${makeStatements(pick, depth - 1)}))`;
    if (kind === 6)
      return `(if ${value(1)} (then ${makeStatements(pick, depth - 1)}) (else ${makeStatements(pick, depth - 1)}))`;
    const inside = makeStatements(pick, depth - 1);
    return `(block $out${depth} (loop $again${depth}
      (br_if $out${depth} (i32.gt_u (global.get $steps) (i32.const 40)))
      (global.set $steps (i32.add (global.get $steps) (i32.const 1)))
      ${inside} (br_if $again${depth} ${value(1)})))`;
  };
  return Array.from({ length: 1 + pick(5) }, one).join("\n");
}

test("functions at random answer as before", () => {
  let seed = 11;
  const pick = (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) % below;
  };
  let fewer = 0;
  for (let n = 0; n < 300; n++) {
    const [before, after] = reduce(
      `(global $steps (mut i32) (i32.const 0))
       ${makeFunction(`(global.set $steps (i32.const 0)) ${makeStatements(pick, 3)}
         (i32.add (i32.mul (local.get $c) (i32.const 31))
           (i32.sub (local.get $d) (i32.xor (local.get $e) (local.get $a))))`)}`,
    );
    if (after.instructions.length < before.instructions.length) fewer++;
  }
  assert.ok(fewer > 100);
});
