// For runtimes that have no entry of their own.
import { loader } from "./load.js";

export * from "./shared.js";

/** Loads the module; without an argument it fetches cognitocheck.wasm from beside this file. */
export const load = loader({ own: () => new URL("./cognitocheck.wasm", import.meta.url) });
