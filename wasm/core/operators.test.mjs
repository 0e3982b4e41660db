// node --test: what operators.mjs makes is what binaryen leaves of it when it optimises.

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { makeLoad } from "./operators.mjs";

const { i32, i64 } = binaryen;

test("a load of four bytes that is zero-extended stays so when binaryen optimises", () => {
  const module = new binaryen.Module();
  module.setMemory(1, 1, "memory");
  const load = makeLoad(module, i32, 4, false, 0, module.local.get(0, i32));
  module.addFunction("load", i32, i64, [], module.i64.extend_u(load));
  module.addFunctionExport("load", "load");
  binaryen.setOptimizeLevel(3);
  module.optimize();
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(module.emitBinary())));
  new Uint8Array(/** @type {WebAssembly.Memory} */ (exports.memory).buffer).fill(0xff, 0, 4);
  assert.equal(/** @type {(address: number) => bigint} */ (exports.load)(0), 0xffffffffn);
});
