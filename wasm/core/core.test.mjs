// node --test: the core of a guest with one of everything answers what the stock reactor answers, and what cannot be in
// a core is refused.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { core } from "./core.mjs";
import { reactor, startReactor } from "./reactor.mjs";

/** @import { Fields } from "./tree.ts" */

const here = dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "core-"));
after(() => rmSync(scratch, { recursive: true }));

/** @param {string} name a folder of testdata */
const built = (name) =>
  reactor({
    root: join(here, "..", ".."),
    path: `./wasm/core/testdata/${name}`,
    listed: "./wasm/core/testdata/...",
    state: "state",
    scratch: join(scratch, name),
  });
const variables = { state: "main.state", tables: "main.tables", input: "main.input" };

/**
 * The exports of an instance, as a host sees them.
 *
 * @param {WebAssembly.Instance} instance
 */
const open = ({ exports }) => ({
  memory: /** @type {WebAssembly.Memory} */ (exports.memory),
  names: Object.keys(exports).sort(),
  /** @type {(name: string, ...args: number[]) => number} */
  call: (name, ...args) => /** @type {(...args: number[]) => number} */ (exports[name])(...args),
});

/** @param {Uint8Array<ArrayBuffer>} binary */
const start = (binary) => open(new WebAssembly.Instance(new WebAssembly.Module(binary)));

/**
 * A generator of the same numbers every time.
 *
 * @param {number} seed
 */
function random(seed) {
  let s = seed >>> 0;
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return (s ^ (s >>> 15)) >>> 0;
  };
}

test("the core answers what the stock reactor answers", () => {
  const parts = built("guest");
  const made = core({ ...parts, ...variables });
  assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(made.binary)), []);
  assert.deepEqual(
    made.data.map((d) => d.symbol),
    ["main.tables", "main.state"],
  );
  // Those to which there is a pointer stay in memory, and so does what is in arrays.
  const { scalars } = /** @type {Fields} */ (parts.fields);
  const globals = new Set(made.globals.map((s) => s.at));
  const inMemory = scalars.filter((s) => !globals.has(s.at));
  const counters = scalars.filter((s) => s.in.length > 2);
  assert.deepEqual(inMemory, counters);
  assert.equal(counters.length, 4);

  const stock = open(startReactor(parts.stock));
  const rebuilt = start(made.binary);
  const both = [stock, rebuilt];
  assert.deepEqual(
    rebuilt.names,
    stock.names.filter((n) => n !== "_initialize"),
  );

  const next = random(7);
  const letters = "abc09 ()[]{}\u00ffxyz";
  const edges = [0, 1, 2, 7, 31, 32, 63, 64, 255, 256, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
  const number = () => (next() % 3 ? next() : edges[next() % edges.length]);
  let compared = 0;
  for (let n = 0; n < 60_000; n++) {
    if (n % 16 === 0) {
      const size = next() % 100;
      const bytes = Uint8Array.from({ length: size }, () => letters.charCodeAt(next() % letters.length));
      for (const x of both) {
        const at = x.call("reserve", size); // may grow the memory, which then has another buffer
        new Uint8Array(x.memory.buffer, at, size).set(bytes);
      }
      for (const x of both) x.call("nothing");
    }
    const which = next() % 20;
    const a = number();
    const b = number();
    if (which === 15 && a % 300 > 255) continue; // an index out of range, which nothing tests
    const [want, got] = both.map((x) => x.call("run", which, a, b));
    assert.equal(got, want, `run(${which}, ${a}, ${b})`);
    compared++;
  }
  assert.ok(compared > 50_000);
});

test("the memory grows with the input, up to its limit", () => {
  const { memory, call } = start(core({ ...built("guest"), ...variables }).binary);
  const before = memory.buffer.byteLength;
  const at = call("reserve", 1);
  assert.equal(call("reserve", 1 << 17), at);
  assert.ok(memory.buffer.byteLength >= at + (1 << 17) && memory.buffer.byteLength > before);
  assert.equal(call("reserve", (1 << 17) + 1), 0);
});

test("the same sources make the same bytes", () => {
  const parts = built("guest");
  assert.deepEqual(core({ ...parts, ...variables }).binary, core({ ...parts, ...variables }).binary);
});

test("the start function fills the tables, which the core does not carry", () => {
  const parts = built("started");
  /** @param {string} fill the export that fills the tables */
  const of = (fill) =>
    core({ ...parts, ...variables, compact: "main.compact", start: fill, exports: [fill, "triangle"] });
  const made = of("expand");
  assert.deepEqual(
    made.data.map((d) => d.symbol),
    ["main.compact", "main.tables", "main.state"],
  );
  const { names, call } = start(made.binary);
  assert.deepEqual(names, ["memory", "triangle"]);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 6, 7].map((n) => call("triangle", n)),
    [0, 1, 3, 6, 10, 15, 21, 28],
  );
  assert.ok(!Buffer.from(made.binary).includes(Buffer.of(10, 0, 15, 0, 21, 0)));
  assert.throws(() => of("expand_less"), /does not fill main.tables/);
});

const byCases = "Call the function or method itself, by a switch over the cases.";
const inScalars = "Pass it in scalars.";
const inArrays = "Use an array of a fixed size, in the state or local.";
const inTables = "Move it into the tables or the state, the only variables that the core has.";
const asBytes = "Write its bytes one by one, or keep them in an array of the tables.";

/**
 * Exports that cannot be in a core: the name, what the line in testdata/refused/main.go has, and the message after it.
 *
 * @type {[string, string, string][]}
 */
const refusals = [
  ["literal", `"a literal text"`, `main.literal has the string literal "a literal text". ${asBytes}`],
  ["in_method", `"a method's text"`, `main.(*counter).name has the string literal "a method's text". ${asBytes}`],
  [
    "maps",
    "map[uint32]uint32{",
    "main.maps uses a map (it calls runtime.mapassign_fast32). Search a sorted array of the tables.",
  ],
  ["closure", "add := func", `main.closure makes a function value or a closure of main.closure.func1. ${byCases}`],
  ["function", "return call(n)", `main.function calls a function value or a closure. ${byCases}`],
  ["method", "return s.size()", `main.method calls a method of an interface. ${byCases}`],
  ["allocates", "make([]byte, n)", `main.allocates allocates memory (it calls runtime.makeslice). ${inArrays}`],
  [
    "converts",
    "string(tables[:n&3])",
    `main.converts makes a string (it calls runtime.slicebytetostring). ${inArrays}`,
  ],
  [
    "pointer",
    "pointed.p = &",
    "main.pointer stores a pointer (it calls runtime.gcWriteBarrier1). " +
      "Keep an index instead: variables of the core hold no pointers.",
  ],
  ["other_data", "other[n&3]", `main.otherData refers to the variable main.other. ${inTables}`],
  ["address", "unsafe.Pointer(&other)", `main.address refers to the variable main.other. ${inTables}`],
  ["passes_block", "return block(values)", `main.passesBlock passes an argument as a block of memory. ${inScalars}`],
  ["float", "float64(n)", "main.float computes in floating point. Use integers."],
  [
    "elsewhere",
    "utf8.RuneCount(",
    "main.elsewhere calls runtime.decoderune, " +
      "which is neither in the packages that the core is made of nor written by hand. " +
      "Do without it, or write it in wasm/core/written.mjs.",
  ],
];

test("what cannot be in a core is refused, with its place and what to do next", async (t) => {
  const parts = built("refused");
  const lines = readFileSync(join(here, "testdata", "refused", "main.go"), "utf8").split("\n");
  /** @param {string} name */
  const of = (name) => core({ ...parts, ...variables, exports: [name] });
  assert.ok(of("fine").binary.length > 0);
  for (const [name, line, message] of refusals)
    await t.test(name, () => {
      const number = lines.findIndex((l) => l.includes(line)) + 1;
      assert.ok(number > 0, `main.go has the line ${line}`);
      assert.throws(() => of(name), { message: `wasm/core/testdata/refused/main.go:${number}: ${message}` });
    });
});
