// Has Go build the stock reactor of a package, twice, for the core to be made of.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @import { Parts } from "./core.mjs" */
/** @import { Fields } from "./tree.ts" */

/** The release of Go that the core is known to come out of. Another may compile otherwise. */
export const GO = "go1.26.8";

/**
 * Builds a package for wasip1.
 *
 * @param {object} options
 * @param {string} options.root the folder of the Go module
 * @param {string} options.path the package, as go build takes it
 * @param {string} options.listed the pattern of the packages in the listing
 * @param {string} options.state the variable that functions change
 * @param {string} options.scratch a folder for the files
 * @returns {Pick<Parts, "stock" | "shifted" | "listing" | "module" | "fields">} as core() takes them
 */
export function reactor({ root, path, listed, state, scratch }) {
  mkdirSync(scratch, { recursive: true });
  /** @type {(name: string, linker: string) => { bytes: Uint8Array<ArrayBuffer>, log: string }} */
  const build = (name, linker) => {
    const file = join(scratch, `${name}.wasm`);
    const log = join(scratch, `${name}.txt`);
    const flags = ["-buildmode=c-shared", "-trimpath", "-buildvcs=false", `-gcflags=${listed}=-S -B`];
    runGo(root, log, ["build", ...flags, `-ldflags=-w -buildid= ${linker}`, "-o", file, path]);
    return { bytes: new Uint8Array(readFileSync(file)), log };
  };
  const stock = build("stock", "");
  const shifted = build("shifted", "-D=0x4000000"); // the data elsewhere
  const [, module] = /^module (\S+)$/m.exec(readFileSync(join(root, "go.mod"), "utf8")) ?? ["", ""];
  const listing = readFileSync(stock.log, "utf8");
  return { stock: stock.bytes, shifted: shifted.bytes, listing, module, fields: listFields(root, path, state) };
}

/**
 * What a variable of a package consists of, as Command fields tells.
 *
 * @param {string} root the folder of the Go module
 * @param {string} path the package's folder, seen from there
 * @param {string} variable
 * @returns {Fields}
 */
function listFields(root, path, variable) {
  const env = { ...process.env, GOOS: "", GOARCH: "", GOFLAGS: "", GOTOOLCHAIN: GO };
  return JSON.parse(
    execFileSync("go", ["run", "./wasm/core/fields", path, variable], { cwd: root, env, encoding: "utf8" }),
  );
}

/**
 * @param {string} root the folder to run in
 * @param {string} log the file for what Go prints on stderr; the compiler prints its listing there, from the cache too
 * @param {string[]} args
 */
function runGo(root, log, args) {
  const env = {
    ...process.env,
    GOOS: "wasip1",
    GOARCH: "wasm",
    GOWASM: "",
    GOEXPERIMENT: "",
    GOFLAGS: "",
    GOTOOLCHAIN: GO,
  };
  try {
    execFileSync("sh", ["-c", 'log=$1; shift; exec go "$@" 2>"$log"', "sh", log, ...args], {
      cwd: root,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
  } catch (error) {
    const said = readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => /^\S+\.go:\d|^#|^go: /.test(line));
    throw new Error([`go ${args.join(" ")} failed:`, ...said].join("\n"), { cause: error });
  }
}

/**
 * Starts a stock reactor: a new instance, initialised by Go's runtime. It gets no arguments, no environment, no files,
 * zeros for random numbers and a clock that is always at one nanosecond. Node's own WASI would do too, but is
 * experimental and says so on stderr.
 *
 * @param {Uint8Array<ArrayBuffer>} stock the bytes that reactor() gave
 */
export function startReactor(stock) {
  const module = new WebAssembly.Module(stock);
  const view = () => new DataView(/** @type {WebAssembly.Memory} */ (instance.exports.memory).buffer);
  /** @type {Record<string, (...args: number[]) => number>} */
  const calls = {
    // Go's runtime refuses to start where this is 0.
    clock_time_get: (_id, _precision, at) => {
      view().setBigUint64(at, 1n, true);
      return 0;
    },
    proc_exit: (code) => {
      throw new Error(`the stock reactor ended itself with exit code ${code}`);
    },
  };
  for (const { name } of WebAssembly.Module.imports(module)) calls[name] ??= () => 0;
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: calls });
  /** @type {() => void} */ (instance.exports._initialize)();
  return instance;
}
