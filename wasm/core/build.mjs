// Builds ../cognitocheck.wasm, or with --check proves that the file there is what the sources build, byte for byte.
//
//   node wasm/core/build.mjs           writes wasm/cognitocheck.wasm and prints what is in it
//   node wasm/core/build.mjs --check   compares only; exits 1 when they differ

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants as zlib } from "node:zlib";
import { core } from "./core.mjs";

const GO = "go1.26.8"; // another release may compile otherwise
const MODULE = "github.com/cognitocheck/cognitocheck";
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const artifact = join(root, "wasm", "cognitocheck.wasm");
const scratch = join(root, ".build", "core");

function build(out, linker, listing) {
  const file = join(scratch, out);
  const args = ["build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false", `-gcflags=${MODULE}/...=-S`, `-ldflags=-w -buildid= ${linker}`, "-o", file, "./wasm/guest"];
  const env = { ...process.env, GOOS: "wasip1", GOARCH: "wasm", GOWASM: "", GOEXPERIMENT: "", GOFLAGS: "", GOTOOLCHAIN: GO };
  // The compiler prints its listing on stderr, from the cache too.
  const log = join(scratch, `${out}.listing`);
  try {
    execFileSync("sh", ["-c", 'log=$1; shift; exec go "$@" 2>"$log"', "sh", log, ...args], { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
  } catch (error) {
    process.stderr.write(readFileSync(log, "utf8").split("\n").filter((line) => /^\S+\.go:\d|^#|^go: /.test(line)).join("\n") + "\n");
    throw new Error(`go build failed: ${error.message}`);
  }
  return { bytes: readFileSync(file), listing: listing ? readFileSync(log, "utf8") : "" };
}

function main() {
  const check = process.argv.includes("--check");
  mkdirSync(scratch, { recursive: true });
  const stock = build("stock.wasm", "", true);
  const shifted = build("shifted.wasm", "-D=0x4000000", false);
  const made = core({
    stock: stock.bytes, shifted: shifted.bytes, listing: stock.listing,
    state: "main.state", tables: `${MODULE}/validator.tables`, input: "main.input",
  });
  const brotli = brotliCompressSync(made.binary, { params: { [zlib.BROTLI_PARAM_QUALITY]: 11, [zlib.BROTLI_PARAM_LGWIN]: 24 } }).length;
  const say = (line) => process.stdout.write(`${line}\n`);
  say(`functions of the engine and the guest: ${made.functions.length}`);
  say(`functions of the runtime, written anew: ${made.written.join(", ")}`);
  say(`ends of the line, now unreachable: ${made.ends.join(", ")}`);
  for (const d of made.data) say(`data: ${d.symbol}, ${d.size} bytes at ${d.at}`);
  say(`stack: ${made.stack} bytes; input at ${made.start}, at most ${made.limit} bytes`);
  say(`${made.binary.length} bytes, ${brotli} in brotli`);
  if (!check) {
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
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
