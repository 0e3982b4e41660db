// The entry without the module inside.
import { compile } from "./compile.js";
import { makeLoad } from "./load.js";

export * from "./shared.js";

/**
 * Loads the module; without an argument it fetches the cognitocheck.wasm next to this file, where bundlers that know
 * `new URL(…, import.meta.url)` put it, and compiles it while it streams.
 */
export const load = makeLoad({ own: () => new URL("./cognitocheck.wasm", import.meta.url), compile });
