// Measures a module in Node:  node size.mjs FILE [OPERATION < BODY] Writes {bytes, brotli, imports, functions} and,
// with an operation, {first}: the milliseconds from the bytes of the module to the first verdict.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const [file, operation] = process.argv.slice(2);
const bytes = readFileSync(file);
if (operation) {
  const body = readFileSync(0);
  const encoder = new TextEncoder();
  const start = process.hrtime.bigint();
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {});
  const put = (text) => new Uint8Array(exports.memory.buffer, exports.reserve(text.length), text.length).set(text);
  const name = encoder.encode(operation);
  put(name);
  const id = exports.operation(name.length);
  put(body);
  const status = exports.check(id, body.length, 0);
  const first = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`the status is ${status}`);
  console.log(JSON.stringify({ first }));
} else {
  const module = new WebAssembly.Module(bytes);
  console.log(
    JSON.stringify({
      bytes: bytes.length,
      brotli: brotliCompressSync(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_LGWIN]: 24,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }).length,
      imports: WebAssembly.Module.imports(module).length,
    }),
  );
}
