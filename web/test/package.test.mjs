import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { publint } from "publint";
import { build, preview } from "vite";
import { launch } from "./kit/browser.mjs";
import { operationCount } from "./kit/operations.mjs";
import { pack, project, temporary, web } from "./kit/packed.mjs";

const run = promisify(execFile);
const folder = temporary(after);
const tarball = pack(folder);

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
  // The .wasm has no types, and the entries are ESM only: what require() finds in them is left out.
  const all = [
    attw,
    tarball,
    "--profile",
    "esm-only",
    "--exclude-entrypoints",
    "./cognitocheck.wasm",
    "./package.json",
    "--no-emoji",
    "--no-color",
  ];
  await run(process.execPath, all).catch((error) => assert.fail(error.stdout + error.stderr));
});

test("the package has no dependencies, and only what it needs", async () => {
  const manifest = JSON.parse(readFileSync(join(web, "package.json"), "utf8"));
  assert.deepEqual(
    [manifest.dependencies, manifest.peerDependencies, manifest.sideEffects],
    [undefined, undefined, false],
  );
  const { stdout } = await run("tar", ["tzf", tarball]);
  for (const name of stdout.trim().split("\n"))
    assert.match(name, /^package\/(?:package\.json|README\.md|dist\/[\w-]+\.(?:js|d\.ts|wasm))$/);
  for (const name of readdirSync(join(web, "dist"))) {
    const text = readFileSync(join(web, "dist", name), "latin1");
    if (name.endsWith(".js")) assert.doesNotMatch(text, /^(?:import|export)\b.*\bfrom "(?!\.\/|node:)/m, name);
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

test("the README's sizes are those of the files", () => {
  const readme = readFileSync(join(web, "README.md"), "utf8");
  const size = (path) =>
    brotliCompressSync(readFileSync(join(web, path)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const module = size("dist/cognitocheck.wasm");
  const told = Number(/`cognitocheck\.wasm` \| about (\d+) kB/.exec(readme)?.[1]);
  assert.ok(Math.abs(told - module / 1000) < 1, `README says ${told} kB, it is ${module} bytes`);
  const top = Number(/module is ([\d.]+) kB in brotli/.exec(readFileSync(join(web, "../README.md"), "utf8"))?.[1]);
  assert.ok(Math.abs(top - module / 1000) < 0.5, `the repository's README says ${top} kB, it is ${module} bytes`);
});

test("a fresh Vite project installs the tarball, builds and works", async () => {
  const app = join(folder, "app");
  mkdirSync(app);
  writeFileSync(join(app, "package.json"), JSON.stringify({ name: "app", private: true, type: "module" }));
  writeFileSync(join(app, "index.html"), '<!doctype html><script type="module" src="main.js"></script>');
  writeFileSync(
    join(app, "main.js"),
    `import { load } from "cognitocheck";
load().then((check) => {
  document.title = check.request("UpdateIdentityPool", "{}").violations.map(({ code }) => code).join();
});
`,
  );
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: app });
  await build({ root: app, logLevel: "silent", configFile: false, build: { target: "es2022", assetsInlineLimit: 0 } });
  const assets = readdirSync(join(app, "dist/assets"));
  const wasm = assets.find((name) => name.endsWith(".wasm"));
  const script = assets.find((name) => name.endsWith(".js"));
  assert.ok(wasm && script, assets.join());
  assert.equal(statSync(join(app, "dist/assets", wasm)).size, statSync(join(web, "dist/cognitocheck.wasm")).size);
  // The bundle holds only the parts in use: no forms, no edge, no German, no list of rules.
  const size = statSync(join(app, "dist/assets", script)).size;
  assert.ok(size < 20_000, `${size} bytes of script`);
  const text = readFileSync(join(app, "dist/assets", script), "utf8");
  assert.doesNotMatch(text, /aria-invalid|x-amzn-ErrorType|Höchstens|CallbackURLs as well/);
  const server = await preview({
    root: app,
    logLevel: "silent",
    configFile: false,
    preview: { host: "127.0.0.1", port: 0 },
  });
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls.local[0]);
    await page.waitForFunction(() => document.title !== "");
    assert.equal(await page.title(), "required,required,required");
  } finally {
    await browser.close();
    await server.close();
  }
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
