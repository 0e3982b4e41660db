import { makeLoad } from "./load.js";

export * from "./shared.js";

/**
 * Loads the module; without an argument it fetches the cognitocheck.wasm next to this file, where bundlers
 * that know `new URL(…, import.meta.url)` put it. The page needs 'wasm-unsafe-eval' in script-src.
 */
export const load = makeLoad({ own: () => new URL("./cognitocheck.wasm", import.meta.url) });
