import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import * as esbuild from "esbuild";
import { publint } from "publint";
import { build } from "vite";
import { makeFresh, page, serveFolder, titleOf, verdict } from "./kit/fresh.mjs";
import { operationCount } from "./kit/operations.mjs";
import { pack, project, temporary, web } from "./kit/packed.mjs";

const run = promisify(execFile);
const folder = temporary(after);
const tarball = pack(folder);
const fresh = makeFresh(after, folder);

test("publint has nothing to say", async () => {
  const { messages } = await publint({
    pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer },
    level: "suggestion",
    strict: true,
  });
  assert.deepEqual(messages, []);
});

test("are the types wrong? No", async () => {
  const attw = join(web, "node_modules/@arethetypeswrong/cli/dist/index.js");
  // The .wasm has no types of its own kind, and a module alone finds the file beside it.
  const all = [
    attw,
    tarball,
    "--profile",
    "node16",
    "--exclude-entrypoints",
    "./cognitocheck.wasm",
    "./stream",
    "./package.json",
    "--no-emoji",
    "--no-color",
  ];
  await run(process.execPath, all).catch((error) => assert.fail(error.stdout + error.stderr));
});

test("the package has no dependencies, and only what it needs", async () => {
  const manifest = JSON.parse(readFileSync(join(web, "package.json"), "utf8"));
  // React is what an application has that takes cognitocheck/react; the others need nothing.
  assert.deepEqual(
    [manifest.dependencies, manifest.peerDependencies, manifest.peerDependenciesMeta, manifest.sideEffects],
    [undefined, { react: ">=18" }, { react: { optional: true } }, false],
  );
  const { stdout } = await run("tar", ["tzf", tarball]);
  for (const name of stdout.trim().split("\n"))
    assert.match(
      name,
      /^package\/(?:package\.json|README\.md|dist\/(?:cjs\/)?(?:[\w-]+\.(?:js|d\.ts|wasm)|package\.json))$/,
    );
  for (const name of readdirSync(join(web, "dist")).filter((file) => file.endsWith(".js"))) {
    const text = readFileSync(join(web, "dist", name), "latin1");
    const outside =
      name === "react.js"
        ? /^(?:import|export)\b.*\bfrom "(?!\.\/|react")/m
        : /^(?:import|export)\b.*\bfrom "(?!\.\/|node:)/m;
    assert.doesNotMatch(text, outside, name);
  }
});

test("no constraint is repeated outside the module", () => {
  const sources = readdirSync(join(web, "src")).filter((name) => !/_gen\.ts$/.test(name));
  const schemas = ["cognito-identity", "cognito-idp", "cognito-sync"].map((name) =>
    JSON.parse(readFileSync(join(web, `../schemas/${name}.schema.json`), "utf8")),
  );
  const patterns = new Set(
    schemas
      .flatMap(({ $defs }) => Object.values($defs).flatMap((shape) => [shape.pattern, shape["x-pattern"]]))
      .filter((pattern) => pattern?.length > 8),
  );
  for (const name of [...sources.map((source) => `src/${source}`), "examples/page/index.html"]) {
    const text = readFileSync(join(web, name), "utf8");
    for (const pattern of patterns) assert.ok(!text.includes(pattern), `${name}: ${pattern}`);
  }
  assert.doesNotMatch(
    readFileSync(join(web, "examples/page/index.html"), "utf8"),
    /\b(?:pattern|maxlength|minlength|max|min|required)=/,
  );
});

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length / 1000;

/** The size of entries in one bundle, in kB of brotli. */
async function sizeOf(...entries) {
  const contents = entries.map((entry) => `export * from "./dist/${entry}.js";`).join("");
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: web },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return brotli(outputFiles[0].contents);
}

test("the core is at most 5,000 bytes of brotli beside the module", async () => {
  const core = await sizeOf("stream");
  assert.ok(core <= 5, `${core} kB`);
});

test("the READMEs' sizes are those of the files", async () => {
  const readme = readFileSync(join(web, "README.md"), "utf8");
  const told = (pattern) => Number(pattern.exec(readme)?.[1]);
  const module = brotli(readFileSync(join(web, "dist/cognitocheck.wasm")));
  const top = Number(/module is ([\d.]+) kB in brotli/.exec(readFileSync(join(web, "../README.md"), "utf8"))?.[1]);
  const core = await sizeOf("stream");
  const all = await sizeOf("default");
  const sizes = [
    ["cognitocheck.wasm", told(/`cognitocheck\.wasm` \| about ([\d.]+) kB/), module, 1],
    ["cognitocheck.wasm, in the repository's README", top, module, 0.5],
    ["cognitocheck", told(/`cognitocheck` \| ([\d.]+) kB/), all, 0.5],
    ["the text", told(/module as text, ([\d.]+) kB/), all - core, 0.5],
    ["loader and checks", told(/ and ([\d.]+) kB of loader/), core, 0.1],
  ];
  for (const [, name, size, more] of readme.matchAll(/^\| `cognitocheck\/([\w-]+)` \| ([\d.]+) kB( more)?/gm))
    sizes.push([name, Number(size), more ? (await sizeOf("stream", name)) - core : await sizeOf(name), 0.15]);
  assert.ok(sizes.length >= 10);
  for (const [name, said, size, by] of sizes)
    assert.ok(Math.abs(said - size) <= by, `README says ${said} kB of ${name}, it is ${size}`);
});

test("a page that Vite has made holds only the parts in use, and works", async () => {
  const root = await fresh(page, { type: "module" });
  await build({ root, logLevel: "silent", configFile: false, build: { target: "es2022", outDir: "out" } });
  const [script, ...others] = readdirSync(join(root, "out/assets"));
  assert.deepEqual(others, [], "the module is inside");
  const text = readFileSync(join(root, "out/assets", script), "utf8");
  // No forms, no edge, no German, no list of rules.
  assert.doesNotMatch(text, /aria-invalid|x-amzn-ErrorType|Höchstens|CallbackURLs as well/);
  assert.equal(await titleOf(await serveFolder(after, join(root, "out"))), verdict);
});

test("cognitocheck/stream leaves the module out, and Vite finds its file", async () => {
  const main = page["main.js"].replace('"cognitocheck"', '"cognitocheck/stream"');
  const root = await fresh({ ...page, "main.js": main }, { type: "module" });
  await build({ root, logLevel: "silent", configFile: false, build: { outDir: "out", assetsInlineLimit: 0 } });
  const assets = readdirSync(join(root, "out/assets"));
  const wasm = assets.find((name) => name.endsWith(".wasm"));
  const script = assets.find((name) => name.endsWith(".js"));
  assert.ok(wasm && script, assets.join());
  assert.equal(statSync(join(root, "out/assets", wasm)).size, statSync(join(web, "dist/cognitocheck.wasm")).size);
  assert.ok(statSync(join(root, "out/assets", script)).size < 20_000);
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  assert.equal(await titleOf(await serveFolder(after, join(root, "out"), policy)), verdict);
});

test("a project in Node finds the package and its module by their names", async () => {
  const place = project(after);
  writeFileSync(
    join(place, "main.mjs"),
    'import { load } from "cognitocheck"; console.log((await load(new URL(import.meta.resolve("cognitocheck/cognitocheck.wasm")))).operations().length);',
  );
  const { stdout } = await run(process.execPath, ["main.mjs"], { cwd: place });
  assert.equal(stdout.trim(), String(operationCount));
});
