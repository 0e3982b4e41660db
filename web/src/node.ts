import { readFile } from "node:fs/promises";
import { loader } from "./load.js";

export * from "./shared.js";

/** Loads the module; without an argument it reads cognitocheck.wasm from beside this file. */
export const load = loader({
  own: () => new URL("./cognitocheck.wasm", import.meta.url),
  read: (url) => (url.protocol === "file:" ? readFile(url) : fetch(url)),
});
