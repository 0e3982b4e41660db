// Builds ../cognitocheck.wasm, or with --check proves that the file there is what the sources build, byte for byte.
//
//   node wasm/core/build.mjs           writes wasm/cognitocheck.wasm and prints what is in it
//   node wasm/core/build.mjs --check   compares only; exits 1 when they differ

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants as zlib } from "node:zlib";
import { core } from "./core.mjs";
import { reactor } from "./reactor.mjs";

const MODULE = "github.com/cognitocheck/cognitocheck";
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const artifact = join(root, "wasm", "cognitocheck.wasm");

function main() {
  const scratch = join(root, ".build", "core");
  const made = core({
    ...reactor({ root, path: "./wasm/guest", listed: `${MODULE}/...`, state: "state", scratch }),
    state: "main.state",
    tables: `${MODULE}/validator/engine.tables`,
    compact: `${MODULE}/validator/engine.compact`,
    start: "expand",
    input: "main.input",
  });
  const brotli = brotliCompressSync(made.binary, {
    params: { [zlib.BROTLI_PARAM_QUALITY]: 11, [zlib.BROTLI_PARAM_LGWIN]: 24 },
  }).length;
  const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);
  say(`functions of the engine and the guest: ${made.functions.length}`);
  say(`functions of the runtime and the guest, written anew: ${made.written.join(", ")}`);
  say(`ends of the line, now unreachable: ${made.ends.join(", ")}`);
  for (const d of made.data) say(`data: ${d.symbol}, ${d.size} bytes at ${d.at}`);
  say(`globals: ${made.globals.length} scalars of the state`);
  say(`stack: ${made.stack} bytes; input at ${made.start}, at most ${made.limit} bytes`);
  say(`${made.binary.length} bytes, ${brotli} in brotli`);
  if (!process.argv.includes("--check")) {
    writeFileSync(artifact, made.binary);
    say("wrote wasm/cognitocheck.wasm");
    return 0;
  }
  if (Buffer.compare(readFileSync(artifact), made.binary) !== 0) {
    process.stderr.write("wasm/cognitocheck.wasm is not what the sources build; run node wasm/core/build.mjs\n");
    return 1;
  }
  say("wasm/cognitocheck.wasm is what the sources build");
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
