import type { PlatformResponse } from "./platform.js";

/** Compiles bytes, or a response of the type application/wasm while it streams. */
export function compile(given: PlatformResponse | Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  return given instanceof Uint8Array ? WebAssembly.compile(given) : WebAssembly.compileStreaming(given);
}
