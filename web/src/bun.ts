import { makeLoad } from "./load.js";

export * from "./shared.js";

declare const Bun: { file(url: URL): { bytes(): Promise<Uint8Array> } };

/** Loads the module; without an argument it reads the cognitocheck.wasm next to this file. */
export const load = makeLoad({
  own: () => new URL("./cognitocheck.wasm", import.meta.url),
  read: (url) => (url.protocol === "file:" ? Bun.file(url).bytes() : fetch(url)),
});
