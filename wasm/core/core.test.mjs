// node --test: the core of a guest with one of everything answers what the stock reactor answers, and what cannot be in
// a core is refused.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { core } from "./core.mjs";
import { reactor, startReactor } from "./reactor.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "core-"));
after(() => rmSync(scratch, { recursive: true }));

const built = (name) =>
  reactor({
    root: join(here, "..", ".."),
    path: `./wasm/core/testdata/${name}`,
    listed: "./wasm/core/testdata/...",
    scratch: join(scratch, name),
  });
const variables = { state: "main.state", tables: "main.tables", input: "main.input" };

// A generator of the same numbers every time.
function random(seed) {
  let s = seed >>> 0;
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return (s ^ (s >>> 15)) >>> 0;
  };
}

test("the core answers what the stock reactor answers", async () => {
  const parts = built("guest");
  const made = core({ ...parts, ...variables });
  assert.deepEqual(WebAssembly.Module.imports(await WebAssembly.compile(made.binary)), []);
  assert.deepEqual(
    made.data.map((d) => d.symbol),
    ["main.tables", "main.state"],
  );

  const stock = startReactor(parts.stock);
  const rebuilt = (await WebAssembly.instantiate(made.binary)).instance;
  const both = [stock.exports, rebuilt.exports];
  assert.deepEqual(
    Object.keys(rebuilt.exports).sort(),
    Object.keys(stock.exports)
      .filter((n) => n !== "_initialize")
      .sort(),
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
      for (const x of both) new Uint8Array(x.memory.buffer, x.reserve(size), size).set(bytes);
      for (const x of both) x.nothing();
    }
    const which = next() % 18;
    const a = number();
    const b = number();
    if (which === 15 && a % 300 > 255) continue; // a trap, below
    const [want, got] = both.map((x) => x.run(which, a, b));
    assert.equal(got, want, `run(${which}, ${a}, ${b})`);
    compared++;
  }
  assert.ok(compared > 50_000);

  assert.throws(() => rebuilt.exports.run(15, 299, 0), WebAssembly.RuntimeError); // an index out of range
  const fresh = (await WebAssembly.instantiate(made.binary)).instance.exports;
  const before = fresh.memory.buffer.byteLength;
  const at = fresh.reserve(1);
  assert.equal(fresh.reserve(1 << 17), at);
  assert.ok(fresh.memory.buffer.byteLength >= at + (1 << 17) && fresh.memory.buffer.byteLength > before);
  assert.equal(fresh.reserve((1 << 17) + 1), 0);
});

test("the same sources make the same bytes", () => {
  const parts = built("guest");
  assert.deepEqual(core({ ...parts, ...variables }).binary, core({ ...parts, ...variables }).binary);
});

test("the start function fills the tables, which the core does not carry", async () => {
  const parts = built("started");
  const of = (start, exports) =>
    core({ ...parts, ...variables, compact: "main.compact", start, exports: [start, ...exports] });
  const made = of("expand", ["triangle"]);
  assert.deepEqual(
    made.data.map((d) => d.symbol),
    ["main.compact", "main.tables", "main.state"],
  );
  const { exports } = (await WebAssembly.instantiate(made.binary)).instance;
  assert.deepEqual(Object.keys(exports).sort(), ["memory", "triangle"]);
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7].map(exports.triangle), [0, 1, 3, 6, 10, 15, 21, 28]);
  assert.ok(!Buffer.from(made.binary).includes(Uint8Array.of(10, 0, 15, 0, 21, 0)));
  assert.throws(() => of("expand_less", ["triangle"]), /does not fill the tables/);
});

test("what cannot be in a core is refused", async (t) => {
  const parts = built("refused");
  const of = (name) => core({ ...parts, ...variables, exports: [name] });
  assert.ok(of("fine").binary.length > 0);
  for (const [name, reason] of Object.entries({
    other_data: /refers to main\.other, outside the core's data/,
    allocates: /main\.allocates refers to type:uint8/,
    literal: /main\.literal refers to go:string/,
    maps: /main\.maps refers to/,
    function: /main\.function: a call of a function value/,
    method: /main\.method: a call of a function value or an interface's method/,
    pointer: /main\.pointer: a pointer is stored/,
    float: /floating point/,
    address: /refers to main\.other, outside the core's data/,
    passes_block: /pass it in scalars/,
  }))
    await t.test(name, () => assert.throws(() => of(name), reason));
});
