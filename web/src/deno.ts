import { loader } from "./load.js";

export * from "./shared.js";

/** Loads the module; without an argument it reads cognitocheck.wasm from beside this file, which needs --allow-read for it. */
export const load = loader({ own: () => new URL("./cognitocheck.wasm", import.meta.url) });
