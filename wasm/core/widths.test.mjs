// node --test: which variables are 32 bits wide, and how many bits of them are read.

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { makeFlow } from "./flow.mjs";
import { assign } from "./slots.mjs";
import { bitsOf, decide } from "./widths.mjs";

/** @import { CallStatement, Expression, Flow, Statement } from "./tree.ts" */

const { i32, i64 } = binaryen;
const place = "widths.go:1";

/** @type {(value: bigint) => Expression} */
const constant = (value) => ({ kind: "const", type: i64, value });
/** @type {(local: number) => Expression} */
const get = (local) => ({ kind: "get", type: i64, local });
/** @type {(op: number, a: Expression, b: Expression) => Expression} */
const binary = (op, a, b) => ({ kind: "binary", type: i64, op, a, b });
/** @type {(op: number, a: Expression, b: Expression) => Expression} */
const compare = (op, a, b) => ({ kind: "binary", type: i32, op, a, b });
/** @type {(op: number, a: Expression) => Expression} */
const unary = (op, a) => ({ kind: "unary", type: i64, op, a });
/** @type {(a: Expression) => Expression} */
const wrap = (a) => ({ kind: "unary", type: i32, op: binaryen.WrapInt64, a });
/** @type {(bytes: number) => Expression} */
const load = (bytes) => ({ kind: "load", type: i64, bytes, signed: false, offset: 64, a: wrap(constant(0n)) });
/** @type {(local: number, a: Expression) => Statement} */
const set = (local, a) => ({ kind: "set", place, local, a });
/** @type {(at: number, bytes: number, a: Expression) => Statement} */
const setSlot = (at, bytes, a) => ({ kind: "setslot", place, at, bytes, a });
/** @type {(at: number, bytes: number) => Expression} */
const slot = (at, bytes) => ({ kind: "slot", type: i64, at, bytes, signed: false });
/** @type {(bytes: number, b: Expression) => Statement} */
const store = (bytes, b) => ({ kind: "store", place, bytes, offset: 8, a: wrap(constant(0n)), b });

/** @type {(name: string, statements: Statement[]) => Flow} */
const makeFunction = (name, statements) => ({
  ...makeFlow(
    name,
    { symbol: name, place, addresses: [], landmarks: [], callsInterfaces: false },
    [{ statements, exit: { kind: "return" } }],
    0,
  ),
  exported: name === "main",
});

/** @param {Flow[]} functions the first is main */
function decideAll(functions) {
  const flows = new Map(functions.map((f) => [f.name, f]));
  assign(flows, new Map([["main", { parameters: [], results: [], extent: 0 }]]));
  decide(flows);
}

const signs = binary(binaryen.SubInt64, load(1), load(2));
const wide = binary(binaryen.SubInt64, load(4), load(4));

/**
 * What register 2 is set to, what reads it, whether it is 32 bits wide then, and how many of its bits are read.
 *
 * @type {[what: string, value: Expression, reads: Statement[], narrow: boolean, bits: number][]}
 */
const registers = [
  ["a byte that is compared", load(1), [store(1, compare(binaryen.LtSInt64, get(2), constant(9n)))], true, 32],
  ["64 bits that are compared", load(8), [store(1, compare(binaryen.EqInt64, get(2), load(8)))], false, 64],
  ["64 bits that are stored", load(8), [store(8, get(2))], false, 64],
  ["64 bits of which 32 are stored", load(8), [store(4, get(2))], true, 32],
  ["64 bits of which 16 and 8 are stored", load(8), [store(2, get(2)), store(1, get(2))], true, 16],
  [
    "64 bits whose upper half is stored",
    load(8),
    [store(4, binary(binaryen.ShrUInt64, get(2), constant(32n)))],
    false,
    64,
  ],
  ["64 bits whose second byte is", load(8), [store(1, binary(binaryen.ShrUInt64, get(2), constant(8n)))], true, 16],
  ["a small number with a sign", signs, [store(8, get(2))], true, 32],
  ["it is compared with another", signs, [store(1, compare(binaryen.LtSInt64, get(2), signs))], true, 32],
  ["it is compared with one of 32 bits", signs, [store(1, compare(binaryen.LtSInt64, get(2), load(4)))], true, 32],
  ["33 bits that are compared", wide, [store(1, compare(binaryen.LtSInt64, get(2), constant(0n)))], false, 64],
  ["33 bits of which 32 are extended", wide, [store(8, unary(binaryen.ExtendS32Int64, get(2)))], true, 32],
  ["a mask that leaves all", load(1), [store(8, binary(binaryen.AndInt64, get(2), constant(255n)))], true, 32],
  ["a mask that leaves a part", load(8), [store(8, binary(binaryen.AndInt64, get(2), constant(127n)))], true, 7],
  ["a mask with a sign", load(8), [store(8, binary(binaryen.AndInt64, get(2), constant(-8n)))], false, 64],
  ["a number by which is shifted", load(8), [store(8, binary(binaryen.ShlInt64, load(8), get(2)))], true, 6],
  ["one that is added up with another", load(8), [store(1, binary(binaryen.AddInt64, get(2), load(8)))], true, 8],
  ["one that is divided", load(8), [store(1, binary(binaryen.DivUInt64, get(2), load(1)))], false, 64],
];

for (const [what, value, reads, narrow, bits] of registers)
  test(`a register: ${what}`, () => {
    const flow = makeFunction("main", [set(2, value), ...reads]);
    decideAll([flow]);
    const variable = flow.accessOf.get(flow.blocks[0].statements[0])?.variable;
    assert.ok(variable);
    assert.deepEqual([variable.narrow, bitsOf(variable)], [narrow, bits]);
  });

const digit = binary(binaryen.AddInt64, load(1), constant(-48n));
const masked = binary(binaryen.AndInt64, digit, constant(255n));

/**
 * Comparisons of what is masked, and whether the mask stays.
 *
 * @type {[what: string, comparison: Expression, stays: boolean][]}
 */
const comparisons = [
  ["a digit", compare(binaryen.LeUInt64, masked, constant(9n)), false],
  ["a digit that it is", compare(binaryen.EqInt64, masked, constant(9n)), false],
  ["what a number below 0 may be", compare(binaryen.LeUInt64, masked, constant(208n)), true],
  ["what no number below 0 is", compare(binaryen.LtUInt64, masked, constant(207n)), false],
  ["a number with a sign", compare(binaryen.LeSInt64, masked, constant(9n)), true],
  [
    "what is larger than the mask",
    compare(binaryen.LeUInt64, binary(binaryen.AndInt64, load(2), constant(255n)), constant(9n)),
    true,
  ],
  ["two numbers", compare(binaryen.LeUInt64, masked, load(1)), true],
];

for (const [what, comparison, stays] of comparisons)
  test(`a mask before a comparison: ${what}`, () => {
    const copy = structuredClone(comparison);
    decideAll([makeFunction("main", [store(1, copy)])]);
    assert.ok(copy.kind === "binary" && copy.a.kind === "binary");
    assert.equal(copy.a.op === binaryen.AndInt64, stays);
  });

test("a register: a counter is not bounded by what it begins with", () => {
  /** @type {Statement[]} */
  const statements = [
    set(2, binary(binaryen.AddInt64, get(2), constant(1n))),
    store(1, compare(binaryen.EqInt64, get(2), load(8))),
  ];
  const flow = makeFunction("main", [set(2, constant(0n))]);
  const loop = { statements, exit: flow.blocks[0].exit };
  loop.exit = { kind: "jump", to: loop };
  flow.blocks[0].exit = { kind: "jump", to: loop };
  flow.blocks.push(loop);
  decideAll([flow]);
  assert.equal(flow.accessOf.get(statements[0])?.variable?.narrow, false);
});

/**
 * What a function does with its parameter of one byte, and how many bits of it count for the caller.
 *
 * @type {[what: string, statement: Statement, bits: number][]}
 */
const parameters = [
  ["stores it", store(1, slot(8, 1)), 8],
  ["stores it as more", store(2, slot(8, 1)), 32],
  ["stores a bit of it", store(1, binary(binaryen.AndInt64, slot(8, 1), constant(1n))), 1],
  ["compares it", store(1, compare(binaryen.EqInt64, slot(8, 1), constant(1n))), 32],
];

for (const [what, statement, bits] of parameters)
  test(`a function with a byte that ${what}`, () => {
    /** @type {CallStatement} */
    const call = { kind: "call", place, target: "f", at: -64 };
    const callee = makeFunction("f", [statement]);
    const caller = makeFunction("main", [setSlot(-56, 1, load(8)), call]);
    decideAll([caller, callee]);
    assert.equal(bitsOf(callee.signature.parameters[0]), bits);
    assert.equal(caller.accesses.get(call)?.[0].variable?.demand, bits);
  });

test("a register that is read in parts has no sign", () => {
  const flow = makeFunction("main", [setSlot(-8, 8, signs), store(4, slot(-4, 4)), store(8, slot(-8, 8))]);
  decideAll([flow]);
  const variable = flow.accessOf.get(flow.blocks[0].statements[0])?.variable;
  assert.equal(variable?.narrow, false);
});
