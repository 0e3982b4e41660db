// For Node, Bun and Deno, which read files.
import { readFile } from "node:fs/promises";
import { compile } from "./compile.js";
import { makeLoad } from "./load.js";
import { readOwnModule } from "./own-module.js";

export * from "./shared.js";

/** Loads the module; without an argument it takes the one inside this package's code. It reads file: URLs. */
export const load = makeLoad({
  own: readOwnModule,
  compile,
  read: (url) => (url.protocol === "file:" ? readFile(url) : fetch(url)),
});
