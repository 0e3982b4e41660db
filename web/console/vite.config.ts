import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { aliases } from "./scripts/aliases.mjs";

/**
 * Cloudscape's styles carry 140 kB of fonts as data: URLs, which the page's Content-Security-Policy forbids. The console
 * does without them: the system has fonts.
 */
function withoutFonts(): Plugin {
  return {
    name: "without-fonts",
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type === "asset" && asset.fileName.endsWith(".css"))
          asset.source = String(asset.source).replace(/@font-face\s*\{[^}]*\}/g, "");
      }
    },
  };
}

/** Asks for the page's scripts and styles together with the first script, and not only after it. */
function preloadPage(): Plugin {
  return {
    name: "preload-page",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        const page = Object.values(bundle).find((each) => each.type === "chunk" && each.name === "console");
        if (page?.type !== "chunk") return [];
        const scripts = new Set([page.fileName, ...page.imports]);
        return [...scripts].map((href) => ({
          tag: "link",
          attrs: { rel: "modulepreload", crossorigin: true, href: `./${href}` },
          injectTo: "head" as const,
        }));
      },
    },
  };
}

/** Writes each file compressed beside itself, for hosts that serve what lies there. */
function compressed(): Plugin {
  const compress = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) compress(path);
      else if (/\.(?:js|css|html|svg|wasm)$/.test(entry.name)) {
        const bytes = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(bytes));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    }
  };
  return { name: "compressed", apply: "build", writeBundle: ({ dir = "dist" }) => compress(dir) };
}

export default defineConfig({
  base: "./",
  resolve: {
    alias: aliases("stream.js"),
  },
  plugins: [withoutFonts(), preloadPage(), compressed()],
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
