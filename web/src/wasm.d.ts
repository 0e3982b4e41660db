/** The module, where a runtime or a bundler imports .wasm files as WebAssembly.Module. */
declare const module: WebAssembly.Module;
export default module;
