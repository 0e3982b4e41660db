// Workers in real workerd, from a bundle as wrangler makes it: the conditions of a Worker, the .wasm left as a module.

import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

/** Bundles an entry, and returns the modules of the Worker. Packages are found in nodePaths. */
export async function bundle(entry, { nodePaths, resolveDir }) {
  const modules = new Map();
  const wasm = {
    name: "wasm",
    setup(esbuild) {
      esbuild.onResolve({ filter: /\.wasm$/ }, async ({ path, importer, resolveDir: from, kind, pluginData }) => {
        if (pluginData === "resolved") return undefined;
        const found = await esbuild.resolve(path, { importer, resolveDir: from, kind, pluginData: "resolved" });
        const name = `./${basename(found.path)}`;
        modules.set(name, readFileSync(found.path));
        return { path: name, external: true };
      });
    },
  };
  const from =
    typeof entry === "string"
      ? { entryPoints: [entry] }
      : { stdin: { contents: entry.contents, resolveDir: resolveDir ?? dirname(nodePaths[0]) } };
  const { outputFiles } = await build({
    ...from,
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    nodePaths,
    write: false,
    plugins: [wasm],
    logLevel: "silent",
  });
  return [
    { type: "ESModule", path: "worker.js", contents: outputFiles[0].text },
    ...[...modules].map(([path, contents]) => ({ type: "CompiledWasm", path: path.slice(2), contents })),
  ];
}

export function serve(modules, bindings = {}) {
  return new Miniflare({ modules, bindings, compatibilityDate: "2026-01-01", host: "127.0.0.1", port: 0 });
}
