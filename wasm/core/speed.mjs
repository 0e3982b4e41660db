// Measures how much faster the core is than the stock reactor that it is made of, in this Node's V8. It proves nothing
// and fails on no time.
//
//   node wasm/core/speed.mjs   after node wasm/core/build.mjs, which leaves the stock reactor in .build/core

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startReactor } from "./reactor.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const ROUNDS = 60;

/** @typedef {Record<string, (...args: number[]) => number>} Calls */

/**
 * Bodies of about so many bytes, by what they are.
 *
 * @type {[string, string, unknown][]}
 */
const bodies = [
  ["a small body", "cognito-identity.UpdateIdentityPool", makePool(3)],
  ["many short strings", "cognito-identity.UpdateIdentityPool", makePool(45)],
  ["60 attributes", "cognito-idp.AdminUpdateUserAttributes", makeUser(60)],
  ["400 attributes", "cognito-idp.AdminUpdateUserAttributes", makeUser(400)],
  ["violations", "cognito-identity.UpdateIdentityPool", { IdentityPoolId: "x", IdentityPoolName: "", Extra: 1 }],
];

/** @param {number} tags how many */
function makePool(tags) {
  return {
    IdentityPoolId: "us-east-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789",
    IdentityPoolName: "pool name",
    AllowUnauthenticatedIdentities: true,
    IdentityPoolTags: Object.fromEntries(Array.from({ length: tags }, (_, n) => [`tag${n}`, `value of it ${n}`])),
  };
}

/** @param {number} attributes how many */
function makeUser(attributes) {
  const list = Array.from({ length: attributes }, (_, n) => ({ Name: `custom:a${n}`, Value: "v".repeat(100) + n }));
  return { UserPoolId: "us-east-1_abcdef", Username: "someone", UserAttributes: list };
}

/**
 * Puts a body into an instance and answers the function that checks it.
 *
 * @param {WebAssembly.Instance} instance
 * @param {string} operation
 * @param {string} body
 */
function prepare({ exports }, operation, body) {
  const calls = /** @type {Calls} */ (exports);
  const memory = /** @type {WebAssembly.Memory} */ (exports.memory);
  /** @param {string} text */
  const put = (text) => {
    const bytes = new TextEncoder().encode(text);
    const at = calls.reserve(bytes.length); // may grow the memory, which then has another buffer
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
    return bytes.length;
  };
  const id = calls.operation(put(operation));
  const length = put(body);
  return () => calls.check(id, length, 0);
}

/** @param {number[]} times */
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];

const stock = startReactor(new Uint8Array(readFileSync(join(root, ".build", "core", "stock.wasm"))));
const module = new WebAssembly.Module(readFileSync(join(root, "wasm", "cognitocheck.wasm")));
const instances = [stock, new WebAssembly.Instance(module)];
for (const [what, operation, value] of bodies) {
  const body = JSON.stringify(value);
  const checks = instances.map((instance) => prepare(instance, operation, body));
  const calls = Math.max(20, Math.round(400_000 / body.length));
  /** @type {number[][]} */
  const times = [[], []];
  for (let round = -5; round < ROUNDS; round++)
    checks.forEach((check, n) => {
      const start = process.hrtime.bigint();
      for (let call = 0; call < calls; call++) check();
      if (round >= 0) times[n].push(Number(process.hrtime.bigint() - start) / calls / 1000);
    });
  const [slow, fast] = times.map(median);
  const measured = `stock ${slow.toFixed(2)} µs, core ${fast.toFixed(2)} µs, ${(slow / fast).toFixed(1)} ×`;
  process.stdout.write(`${what}, ${body.length} bytes: ${measured}\n`);
}
