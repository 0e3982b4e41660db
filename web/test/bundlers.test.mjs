// The tools that the package's own development has. web/bundlers has the others.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import * as esbuild from "esbuild";
import * as vite from "vite";
import { makeFresh, page, run, runAlone, serveFolder, server, titleOf, verdict } from "./kit/fresh.mjs";
import { temporary, web } from "./kit/packed.mjs";

const fresh = makeFresh(after, temporary(after));
const bun = join(web, "node_modules/.bin/bun");
const deno = join(web, "node_modules/.bin/deno");
const denoFlags = ["--no-remote", "--node-modules-dir=manual"];

const pages = [
  ["esbuild", (root) => bundle(root, { format: "esm" })],
  ["esbuild, as a classic script", (root) => bundle(root, { format: "iife", charset: "utf8" })],
  ["bun build", (root) => run(root, bun, ["build", "main.js", "--target", "browser", "--outfile", "out/main.js"])],
  [
    "deno bundle",
    (root) => run(root, deno, ["bundle", ...denoFlags, "--platform", "browser", "-o", "out/main.js", "main.js"]),
  ],
];
for (const [tool, build] of pages) {
  test(`a page that ${tool} has made is one file, and works under a policy without connect-src`, async () => {
    const root = await fresh({ ...page, "out/index.html": page["index.html"] });
    await build(root);
    assert.equal(await titleOf(await serveFolder(after, join(root, "out"))), verdict);
  });
}

const programs = [
  ["esbuild, as one CommonJS file for Lambda", (root) => bundle(root, { format: "cjs", platform: "node" }), ".cjs"],
  ["esbuild, as one module for Node", (root) => bundle(root, { format: "esm", platform: "node" }), ".mjs"],
  ["esbuild, for no platform", (root) => bundle(root, { format: "esm", platform: "neutral" }), ".mjs"],
  ["bun build for Node", (root) => run(root, bun, ["build", "main.js", "--target=node", "--outfile=out/main.js"])],
  [
    "bun build for Bun",
    (root) => run(root, bun, ["build", "main.js", "--target=bun", "--outfile=out/main.js"]),
    ".js",
    { command: bun },
  ],
  [
    "deno bundle for Deno, without permissions",
    (root) => run(root, deno, ["bundle", ...denoFlags, "-o", "out/main.js", "main.js"]),
    ".js",
    { command: deno, parameters: ["run", "--no-prompt"] },
  ],
  ["Vite's server build without externals", viteServer],
];
for (const [tool, build, extension = ".mjs", runtime] of programs) {
  test(`a program that ${tool} has made runs alone`, async () => {
    const root = await fresh(server, { type: "module" });
    await build(root);
    assert.equal(await runAlone(after, join(root, "out/main.js"), { as: `main${extension}`, ...runtime }), verdict);
  });
}

async function bundle(root, options) {
  const { warnings } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["main.js"],
    bundle: true,
    minify: true,
    outdir: "out",
    logLevel: "silent",
    ...options,
  });
  assert.deepEqual(warnings, []);
}

async function viteServer(root) {
  await vite.build({
    root,
    logLevel: "silent",
    configFile: false,
    ssr: { noExternal: true },
    build: { ssr: "main.js", outDir: "out" },
  });
}

test("Vite, with a development server", async () => {
  const root = await fresh(page, { type: "module" });
  const listener = await vite.createServer({
    root,
    logLevel: "silent",
    configFile: false,
    cacheDir: join(root, ".vite"),
    server: { host: "127.0.0.1", port: 0 },
  });
  await listener.listen();
  try {
    assert.equal(await titleOf(listener.resolvedUrls.local[0]), verdict);
  } finally {
    await listener.close();
  }
});
