import type { CompiledModule } from "./types.js";

/** The module, for a runtime or a bundler that imports .wasm files as WebAssembly.Module. */
declare const module: CompiledModule;
export default module;
