// workerd compiles no module from bytes: it is imported.
import module from "./cognitocheck.wasm";
import { loader } from "./load.js";

export * from "./shared.js";

/** Loads the module; without an argument it takes the one that the bundle brings. Works at global scope too. */
export const load = loader({ own: () => module });
