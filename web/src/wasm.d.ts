/** The module, for a runtime or a bundler that imports .wasm files as WebAssembly.Module. */
declare const module: WebAssembly.Module;
export default module;
