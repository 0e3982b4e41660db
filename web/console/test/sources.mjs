// The console's modules without React, for tests that need no browser.
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

export async function sources() {
  const root = fileURLToPath(new URL("../", import.meta.url));
  const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: "error",
    appType: "custom",
    resolve: {
      dedupe: ["react"],
      alias: [
        { find: /^cognitocheck\/react\/(\w+)$/, replacement: `${dist}react-$1.js` },
        { find: /^cognitocheck\/(\w+)$/, replacement: `${dist}$1.js` },
        { find: /^cognitocheck$/, replacement: `${dist}node.js` },
      ],
    },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  return { load: (path) => vite.ssrLoadModule(path), stop: () => vite.close() };
}
