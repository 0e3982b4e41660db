// node --test: only what is live is left.

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { makeFlow } from "./flow.mjs";
import { prune } from "./live.mjs";
import { assign, makePart } from "./slots.mjs";

/** @import { Block, CallStatement, Expression, Flow, Statement } from "./tree.ts" */

const { i32, i64, AddInt64, WrapInt64 } = binaryen;
const place = "live.go:1";

/** @type {(value: bigint) => Expression} */
const constant = (value) => ({ kind: "const", type: i64, value });
/** @type {(local: number) => Expression} */
const get = (local) => ({ kind: "get", type: i64, local });
/** @type {(local: number, a: Expression) => Expression} */
const tee = (local, a) => ({ kind: "tee", type: i64, local, a });
/** @type {(at: number) => Expression} */
const slot = (at) => ({ kind: "slot", type: i64, at, bytes: 8, signed: false });
/** @type {(a: Expression, b: Expression) => Expression} */
const add = (a, b) => ({ kind: "binary", type: i64, op: AddInt64, a, b });
/** @type {(a: Expression) => Expression} */
const wrap = (a) => ({ kind: "unary", type: i32, op: WrapInt64, a });
/** @type {(local: number, a: Expression) => Statement} */
const set = (local, a) => ({ kind: "set", place, local, a });
/** @type {(at: number, a: Expression) => Statement} */
const setSlot = (at, a) => ({ kind: "setslot", place, at, bytes: 8, a });
/** @type {(address: Expression, value: Expression) => Statement} */
const store = (address, value) => ({ kind: "store", place, bytes: 8, offset: 0, a: wrap(address), b: value });

/** @type {(name: string, blocks: Block[], exported?: boolean) => Flow} */
const makeFunction = (name, blocks, exported = false) => ({
  ...makeFlow(name, { symbol: name, place, addresses: [], landmarks: [], callsInterfaces: false }, blocks, 0),
  exported,
});

test("a result that no caller reads and the parameter that makes it are gone", () => {
  // f(a, b) (c, d) gives a and b; its caller stores c only.
  const callee = makeFunction("f", [
    { statements: [setSlot(24, slot(8)), setSlot(32, slot(16))], exit: { kind: "return" } },
  ]);
  /** @type {CallStatement} */
  const call = { kind: "call", place, target: "f", at: -64 };
  const caller = makeFunction(
    "main",
    [
      {
        statements: [
          setSlot(-56, constant(1n)),
          setSlot(-48, constant(2n)),
          call,
          set(2, slot(-32)),
          store(constant(8n), slot(-40)),
        ],
        exit: { kind: "return" },
      },
    ],
    true,
  );
  const flows = new Map([callee, caller].map((f) => [f.name, f]));
  assign(flows, new Map([["main", { parameters: [], results: [], extent: 0 }]]));
  assert.equal(callee.signature.parameters.length, 2);
  prune(flows);
  assert.deepEqual(
    callee.signature.parameters.map((p) => p.at),
    [0],
  );
  assert.deepEqual(
    callee.signature.results.map((r) => r.at),
    [16],
  );
  assert.equal(callee.blocks[0].statements.length, 1);
  assert.deepEqual(
    caller.blocks[0].statements.map((s) => s.kind),
    ["setslot", "call", "store"],
  );
  assert.equal(caller.accesses.get(call)?.length, 2);
});

test("a variable that only feeds itself is gone, a tee in what is dropped stays", () => {
  /** @type {Block} */
  const loop = { statements: [], exit: { kind: "trap", by: "later" } };
  const entry = { statements: [set(2, constant(0n)), set(3, constant(0n))], exit: { kind: "jump", to: loop } };
  // Register 2 counts for nobody; register 4 is set in the middle of what makes register 5, which nobody reads.
  loop.statements = [
    set(2, add(get(2), constant(1n))),
    set(5, add(tee(4, add(get(3), constant(8n))), get(2))),
    store(get(4), constant(7n)),
    set(3, tee(6, get(4))),
  ];
  loop.exit = { kind: "jump", to: loop };
  const flow = makeFunction("main", [/** @type {Block} */ (entry), loop], true);
  const flows = new Map([["main", flow]]);
  assign(flows, new Map([["main", { parameters: [], results: [], extent: 0 }]]));
  prune(flows);
  assert.deepEqual(
    flow.blocks[0].statements.map((s) => s.kind === "set" && s.local),
    [3],
  );
  const [first, second, third] = loop.statements;
  assert.ok(first.kind === "set" && first.local === 4 && first.a.kind === "binary");
  assert.equal(second.kind, "store");
  assert.ok(third.kind === "set" && third.local === 3 && third.a.kind === "get");
});

test("what a function outside is passed stays", () => {
  /** @type {CallStatement} */
  const call = { kind: "call", place, target: "outside", at: -32 };
  const flow = makeFunction(
    "main",
    [{ statements: [setSlot(-24, constant(1n)), call], exit: { kind: "return" } }],
    true,
  );
  const flows = new Map([["main", flow]]);
  const outside = { parameters: [makePart({ at: 0, bytes: 8 })], results: [makePart({ at: 8, bytes: 8 })], extent: 16 };
  assign(
    flows,
    new Map([
      ["main", { parameters: [], results: [], extent: 0 }],
      ["outside", outside],
    ]),
  );
  prune(flows);
  assert.equal(flow.blocks[0].statements.length, 2);
  assert.deepEqual([outside.parameters.length, outside.results.length], [1, 1]);
});
