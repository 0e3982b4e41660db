// For runtimes that have no entry of their own.
import { makeLoad } from "./load.js";

export * from "./shared.js";

/** Loads the module; without an argument it fetches the cognitocheck.wasm next to this file. */
export const load = makeLoad({ own: () => new URL("./cognitocheck.wasm", import.meta.url) });
