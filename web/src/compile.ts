import type { PlatformResponse } from "./platform.js";

/** Compiles bytes, or a response of the type application/wasm while it streams. */
export async function compile(given: PlatformResponse | Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  if (given instanceof Uint8Array) return WebAssembly.compile(given);
  if (typeof WebAssembly.compileStreaming === "function") return WebAssembly.compileStreaming(given);
  return WebAssembly.compile(await given.arrayBuffer());
}
