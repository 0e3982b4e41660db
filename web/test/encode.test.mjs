// An object is written as JSON.stringify writes it, but for dates and bytes.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import { encode } from "../dist/encode.js";

/** What is written, by JSON.stringify alone: a Date is epoch seconds, bytes are base64. */
function expected(value) {
  return JSON.stringify(value, function (key, given) {
    const own = this[key];
    if (ArrayBuffer.isView(own)) return Buffer.from(own.buffer, own.byteOffset, own.byteLength).toString("base64");
    if (own instanceof ArrayBuffer) return Buffer.from(own).toString("base64");
    if (own instanceof Date) return own.getTime() / 1000;
    return given;
  });
}

class Draft {
  Name = "n";
  Missing = undefined;
  #hidden = 1;
  get hidden() {
    return this.#hidden;
  }
}
function Old() {
  this.Name = "n";
}
Old.prototype.inherited = new Date(0);
const own = JSON.parse('{"__proto__":{"a":1},"constructor":"c","toString":"s"}');
const cases = {
  "nothing unusual": { a: "b", c: [1, true, null, { d: "e" }] },
  "undefined and functions": { a: undefined, b: () => 1, c: [undefined, () => 1, Symbol("s")], [Symbol("k")]: 1 },
  "holes in a list": { a: Object.assign(Array(4), { 1: 1, 3: new Date(5) }) },
  "characters that are escaped": {
    '"\\\n\u2028\u0001/': '"\\\n\u2028\u0001\u007fé😀',
    half: "\ud83d",
    other: "\udc00a",
  },
  numbers: { a: -0, b: 1e21, c: 1e-7, d: 0.1, e: 2 ** 53, f: -5e-324 },
  "names of Object.prototype": { own, list: [own, new Date(0)] },
  "no prototype": Object.assign(Object.create(null), { a: 1, b: Object.create(null) }),
  "a class": { a: new Draft(), b: [new Draft()] },
  "an inherited Date": { a: new Old() },
  "boxed values": { a: Object("s"), b: Object(1), c: Object(false), d: [Object("t")] },
  dates: { a: new Date(1700000000123), b: [new Date(0)], c: { d: new Date(-1) } },
  bytes: {
    a: new Uint8Array([0, 255, 7]),
    b: Buffer.from("x"),
    c: new Uint16Array([1, 2]).buffer,
    d: new DataView(new ArrayBuffer(3), 1),
  },
  "a toJSON": {
    a: { toJSON: (key) => `<${key}>` },
    b: [{ toJSON: (key) => ({ key }) }],
    c: { toJSON: () => undefined },
  },
  "a toJSON that gives the object itself": {
    a: {
      b: 1,
      toJSON() {
        return this;
      },
    },
  },
  "a toJSON on a list and on a class": {
    a: Object.assign([1], { toJSON: () => "list" }),
    b: new (class {
      toJSON = () => ["class"];
    })(),
  },
  "a URL": { a: new URL("https://example.com/a?b") },
  "an accessor": {
    get a() {
      return { b: new Date(1000) };
    },
  },
  "numbers as names": { 2: "b", 1: "a", x: new Date(0) },
};
describe("as JSON.stringify", () => {
  for (const [name, value] of Object.entries(cases)) test(name, () => assert.equal(written(value), expected(value)));

  test("a BigInt where its prototype has a toJSON", () => {
    BigInt.prototype.toJSON = function () {
      return String(this);
    };
    try {
      assert.equal(written({ a: [1n] }), '{"a":["1"]}');
    } finally {
      delete BigInt.prototype.toJSON;
    }
  });

  test("objects of another realm", () => {
    const value = runInNewContext('({ a: [{ b: "c" }], d: new Date(2000), e: new Uint8Array([1]), f: undefined })');
    assert.equal(written(value), '{"a":[{"b":"c"}],"d":2,"e":"AQ=="}');
  });

  test("two thousand values at random", () => {
    let seed = 1;
    const below = (n) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * n);
    };
    const leaves = [
      () => String.fromCharCode(...Array.from({ length: below(12) }, () => below(below(4) ? 128 : 65_536))),
      () => (below(2) ? below(1e9) / 2 ** below(40) : -below(100)),
      () => below(2) === 1,
      () => null,
      () => undefined,
      () => () => 1,
      () => new Date(below(2 ** 31) * 1000 + below(1000)),
      () => new Uint8Array(below(5)).fill(below(256)),
      () => Object(["s", 1, true][below(3)]),
    ];
    const make = (depth) => {
      const kind = depth ? below(6) : 0;
      if (kind < 2) return leaves[below(leaves.length)]();
      const parts = Array.from({ length: below(5) }, () => make(depth - 1));
      if (kind === 2) return parts;
      const members = Object.fromEntries(parts.map((part) => [leaves[0](), part]));
      if (kind === 3) return { toJSON: () => members };
      return kind === 4 ? Object.assign(new Draft(), members) : members;
    };
    for (let i = 0; i < 2000; i++) {
      const value = { a: make(4), b: make(2) };
      assert.equal(written(value), expected(value), `value ${i}`);
    }
  });
});

function written(value) {
  return encode(value, () => undefined);
}
