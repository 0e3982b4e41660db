import { makeLoad } from "./load.js";

export * from "./shared.js";

/**
 * Loads the module; without an argument it reads the cognitocheck.wasm next to this file, which needs --allow-read for
 * it.
 */
export const load = makeLoad({ own: () => new URL("./cognitocheck.wasm", import.meta.url) });
