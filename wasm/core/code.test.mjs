// node --test: functions in the order of their types answer as before.

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { orderByType, readCode } from "./code.mjs";

/** @param {Uint8Array} binary */
const open = (binary) =>
  /** @type {Record<string, (n: number) => number>} */ (
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(binary))).exports
  );

test("functions are in the order of their types, and calls, exports and the start function lead to them", () => {
  const module = binaryen.parseText(`(module
    (memory (export "memory") 1)
    (global $started (mut i32) (i32.const 0))
    (func $first (export "first") (param i32) (result i32) (i32.add (call $last (local.get 0)) (i32.const 1)))
    (func $begin (global.set $started (i32.const 40)))
    (func $two (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
    (func $middle (export "middle") (param i32) (result i32) (call $two (call $last (local.get 0)) (i32.const 5)))
    (func $again (call $begin))
    (func $last (param i32) (result i32) (i32.mul (local.get 0) (global.get $started)))
    (func (export "ask") (param i32) (result i32) (call $again) (call $first (call $middle (local.get 0))))
    (start $begin))`);
  const binary = module.emitBinary();
  const ordered = orderByType(binary);
  const signatures = readCode(ordered).map((f) => f.signature);
  assert.deepEqual(
    signatures,
    [...signatures].sort((a, b) => a - b),
  );
  assert.notDeepEqual(
    readCode(binary).map((f) => f.signature),
    signatures,
  );
  const [before, after] = [binary, ordered].map(open);
  assert.deepEqual(Object.keys(after), Object.keys(before));
  for (const name of ["first", "middle", "ask"])
    for (const n of [0, 1, 7, -3]) assert.equal(after[name](n), before[name](n), `${name}(${n})`);
});
