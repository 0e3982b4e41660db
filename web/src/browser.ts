import { loader } from "./load.js";

export * from "./shared.js";

/**
 * Loads the module; without an argument it fetches cognitocheck.wasm from beside this file, as bundlers that know
 * `new URL(…, import.meta.url)` place it. The page needs 'wasm-unsafe-eval' in script-src.
 */
export const load = loader({ own: () => new URL("./cognitocheck.wasm", import.meta.url) });
