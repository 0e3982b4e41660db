// node --test: an else is gone where an arm leaves, and only there.

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { dropElses } from "./elses.mjs";

/**
 * Functions of $a and $b, by what is special: the body, and how often the module has `else` and `unreachable` in the
 * end.
 *
 * @type {[what: string, body: string, elses: number, unreachables: number][]}
 */
const bodies = [
  ["no arm leaves", "(if (result i32) (local.get $a) (then (local.get $b)) (else (i32.const 9)))", 1, 0],
  [
    "the first arm leaves",
    "(if (result i32) (local.get $a) (then (return (i32.const 1))) (else (local.get $b)))",
    0,
    0,
  ],
  [
    "the second arm leaves",
    `(if (result i32) (i32.lt_s (local.get $a) (local.get $b))
       (then (i32.add (local.get $a) (i32.const 7))) (else (return (i32.const 1))))`,
    0,
    0,
  ],
  [
    "both leave",
    `(block $out
       (if (i32.gt_u (local.get $a) (i32.const 1))
         (then (local.set $b (i32.const 5)) (br $out))
         (else (local.set $b (i32.const 6)) (br $out))))
     (local.get $b)`,
    0,
    0,
  ],
  [
    "both only jump",
    `(block $one (block $two (if (i32.eqz (local.get $a)) (then (br $one)) (else (br $two)))) (return (i32.const 2)))
     (i32.const 1)`,
    0,
    0,
  ],
  [
    "a value that is set",
    `(local.set $b (if (result i32) (local.get $a) (then (return (i32.const 1))) (else (i32.const 4))))
     (i32.add (local.get $b) (i32.const 1))`,
    0,
    0,
  ],
  [
    "a value that comes after another one",
    `(i32.add (local.tee $b (i32.const 3))
       (if (result i32) (local.get $a) (then (return (local.get $b))) (else (local.get $b))))`,
    1,
    0,
  ],
  [
    "a loop that is left in an else",
    `(loop $again
       (if (i32.gt_s (local.get $a) (local.get $b))
         (then (local.set $a (i32.sub (local.get $a) (i32.const 3))) (br $again))
         (else (return (i32.add (local.get $a) (i32.const 10))))))`,
    0,
    0,
  ],
  [
    "a loop that is gone round at its end",
    `(loop $again
       (if (i32.gt_s (local.get $a) (i32.const 0)) (then (return (local.get $a))))
       (local.set $a (i32.add (local.get $a) (local.get $b)))
       (br $again))`,
    0,
    1,
  ],
];

/** @param {Uint8Array} binary */
const start = (binary) =>
  /** @type {(a: number, b: number) => number} */ (
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(binary))).exports.f
  );

for (const [what, body, elses, unreachables] of bodies)
  test(`the elses of a function: ${what}`, () => {
    const module = binaryen.parseText(
      `(module (func (export "f") (param $a i32) (param $b i32) (result i32) ${body}))`,
    );
    const before = start(module.emitBinary());
    dropElses(module);
    assert.ok(module.validate());
    const binary = module.emitBinary();
    const after = start(binary);
    for (const a of [0, 1, 2, 7]) for (const b of [1, 3, 8]) assert.equal(after(a, b), before(a, b), `f(${a}, ${b})`);
    const text = binaryen.readBinary(binary).emitText();
    const count = (/** @type {string} */ instruction) => text.split(`(${instruction}`).length - 1;
    assert.deepEqual([count("else"), count("unreachable")], [elses, unreachables]);
  });
