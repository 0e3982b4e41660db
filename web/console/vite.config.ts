import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

/**
 * Cloudscape's styles carry their fonts as data: URLs, which the page's Content-Security-Policy forbids. This
 * turns them into files.
 */
function fontsAsFiles(): Plugin {
  return {
    name: "fonts-as-files",
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== "asset" || !asset.fileName.endsWith(".css")) continue;
        asset.source = String(asset.source).replace(
          /url\((["']?)data:font\/woff2;[^,]*,([^"')]+)\1\)/g,
          (_all, _quote, data: string) => {
            const source = Buffer.from(data, "base64");
            const name = `font-${createHash("sha256").update(source).digest("hex").slice(0, 8)}.woff2`;
            this.emitFile({ type: "asset", fileName: `assets/${name}`, source });
            return `url(${name})`;
          },
        );
      }
    },
  };
}

export default defineConfig({
  base: "./",
  resolve: {
    // The package's hooks take the React of the page.
    dedupe: ["react"],
    alias: {
      "cognitocheck/react": fileURLToPath(new URL("../dist/react.js", import.meta.url)),
      "cognitocheck/rules": fileURLToPath(new URL("../dist/rules.js", import.meta.url)),
      cognitocheck: fileURLToPath(new URL("../dist/stream.js", import.meta.url)),
    },
  },
  plugins: [fontsAsFiles()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      onwarn(warning, warn) {
        // Cloudscape marks its modules for server rendering, which the console does not use.
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
      },
    },
  },
});
