import { readFile } from "node:fs/promises";
import { makeLoad } from "./load.js";

export * from "./shared.js";

/** Loads the module; without an argument it reads the cognitocheck.wasm next to this file. */
export const load = makeLoad({
  own: () => new URL("./cognitocheck.wasm", import.meta.url),
  read: (url) => (url.protocol === "file:" ? readFile(url) : fetch(url)),
});
