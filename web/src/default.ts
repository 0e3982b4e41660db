// For browsers, bundlers, and all runtimes that have no entry of their own.
import { compile } from "./compile.js";
import { makeLoad } from "./load.js";
import { readOwnModule } from "./own-module.js";

export * from "./shared.js";

/** Loads the module; without an argument it takes the one inside this package's code. */
export const load = makeLoad({ own: readOwnModule, compile });
