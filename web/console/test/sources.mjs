// The console's modules without React, for tests that need no browser.
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { aliases } from "../scripts/aliases.mjs";

export async function sources() {
  const root = fileURLToPath(new URL("../", import.meta.url));
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: "error",
    appType: "custom",
    resolve: { alias: aliases("node.js") },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  return { load: (path) => vite.ssrLoadModule(path), stop: () => vite.close() };
}
