// The console's modules without React, for tests that need no browser.
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

export async function sources() {
  const root = fileURLToPath(new URL("../", import.meta.url));
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: "error",
    appType: "custom",
    resolve: {
      dedupe: ["react"],
      alias: {
        "cognitocheck/react": fileURLToPath(new URL("../../dist/react.js", import.meta.url)),
        "cognitocheck/rules": fileURLToPath(new URL("../../dist/rules.js", import.meta.url)),
        cognitocheck: fileURLToPath(new URL("../../dist/node.js", import.meta.url)),
      },
    },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  return { load: (path) => vite.ssrLoadModule(path), stop: () => vite.close() };
}
