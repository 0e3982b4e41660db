// Vercel's edge runtime and Next's middleware compile no module from bytes, so the module is imported.
import module from "./cognitocheck.wasm?module";
import { makeLoad } from "./load.js";

export * from "./shared.js";

/** Loads the module; without an argument it takes the module in the bundle. It works at global scope too. */
export const load = makeLoad({ own: () => module });
