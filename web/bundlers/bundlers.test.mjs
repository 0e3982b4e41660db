// One fresh project for each bundler that people have: npm install of the packed package, build, run.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { makeFresh, page, run, runAlone, serveFolder, server, titleOf, verdict } from "../test/kit/fresh.mjs";

const here = fileURLToPath(new URL("./", import.meta.url));
const tool = (name) => join(here, "node_modules", name);
const fresh = makeFresh(after, join(here, ".projects"));
const node = process.execPath;
const rollup = tool("rollup/dist/bin/rollup");

/** Starts a server, waits for the line that says so, and returns its address. */
async function start(cwd, file, parameters, ready = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+/) {
  const child = spawn(node, [file, ...parameters], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
  });
  after(() => child.kill());
  let text = "";
  return await new Promise((done, fail) => {
    const read = (chunk) => {
      text += chunk;
      const found = ready.exec(text);
      if (found) done(found[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => fail(new Error(`${file} has ended:\n${text}`)));
  });
}

for (const major of [5, 6, 7]) {
  const vite = tool(`vite${major}/bin/vite.js`);
  test(`Vite ${major}: development server, build, server build without externals`, async () => {
    const root = await fresh(
      { ...page, "server.js": server["main.js"], "server.config.js": "export default { ssr: { noExternal: true } };" },
      { type: "module" },
    );
    const address = await start(root, vite, ["--host", "127.0.0.1", "--port", String(5170 + major), "--strictPort"]);
    assert.equal(await titleOf(address), verdict);
    await run(root, node, [vite, "build"]);
    assert.equal(await titleOf(await serveFolder(after, join(root, "dist"))), verdict);
    await run(root, node, [vite, "build", "--config", "server.config.js", "--ssr", "server.js", "--outDir", "out"]);
    assert.equal(await runAlone(after, join(root, "out/server.js"), { as: "main.mjs" }), verdict);
  });
}

test("Parcel 2", async () => {
  const root = await fresh(page);
  const build = ["build", "index.html", "--dist-dir", "out", "--no-cache", "--public-url", "/"];
  await run(root, node, [tool("parcel/lib/bin.js"), ...build]);
  assert.equal(await titleOf(await serveFolder(after, join(root, "out"))), verdict);
});

// Of the entry that loads a file Parcel makes an import map inside the page, which the policy has to allow.
for (const [what, entry, policy] of [
  ["all of them", "cognitocheck", undefined],
  [
    "the module as a file",
    "cognitocheck/stream",
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self'",
  ],
]) {
  test(`Parcel 2 with the line for subpaths: ${what}`, async () => {
    const { exports } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    const paths = Object.keys(exports).filter((path) => !/\.(?:wasm|json)$|stream/.test(path));
    const names = [...paths.map((path) => `cognitocheck${path.slice(1)}`), entry];
    const main = `${names.map((name, i) => `import * as entry${i} from "${name}";`).join("\n")}
const entries = { ${names.map((name, i) => `"${name}": entry${i}`).join(", ")} };
const empty = Object.keys(entries).filter((name) => !Object.keys(entries[name]).length);
entries["${entry}"].load({ texts: entries["cognitocheck/de"].texts }).then((check) => {
  const { violations } = check.request("UpdateIdentityPool", "{}");
  const { issues } = entries["cognitocheck/form-data"].parseFormData(new FormData(), check.schema("GetId"));
  document.title = [...empty, ...violations.map(({ code }) => code), issues[0].message].join();
});
`;
    const root = await fresh({ ...page, "main.js": main }, { "@parcel/resolver-default": { packageExports: true } });
    const build = ["build", "index.html", "--dist-dir", "out", "--no-cache", "--public-url", "/"];
    await run(root, node, [tool("parcel/lib/bin.js"), ...build]);
    const hasFile = readdirSync(join(root, "out")).some((name) => name.endsWith(".wasm"));
    assert.equal(hasFile, entry === "cognitocheck/stream");
    assert.equal(
      await titleOf(await serveFolder(after, join(root, "out"), policy)),
      `${verdict},IdentityPoolId fehlt.`,
    );
  });
}

test("plain Rollup with node-resolve, as a module, a classic script and CommonJS", async () => {
  const root = await fresh({ ...page, "server.js": server["main.js"], "iife/index.html": page["index.html"] });
  const plain = ["--plugin", "node-resolve", "--failAfterWarnings"];
  await run(root, node, [rollup, "main.js", ...plain, "--format", "iife", "--file", "iife/main.js"]);
  assert.equal(await titleOf(await serveFolder(after, join(root, "iife"))), verdict);
  await run(root, node, [rollup, "server.js", ...plain, "--format", "es", "--file", "out/main.mjs"]);
  assert.equal(await runAlone(after, join(root, "out/main.mjs")), verdict);
  await run(root, node, [rollup, "server.js", ...plain, "--format", "cjs", "--file", "out/main.cjs"]);
  assert.equal(await runAlone(after, join(root, "out/main.cjs")), verdict);
});

test("webpack 5, for a page, for Node, for a web worker", async () => {
  const configuration = `module.exports = ["web", "node", "webworker"].map((target) => ({
  mode: "production", target, entry: target === "web" ? "./main.js" : "./server.js",
  output: { path: __dirname + "/out", filename: target + ".js" },
}));`;
  const compile = `require(${JSON.stringify(tool("webpack"))})(require("./webpack.config.cjs"), (error, stats) => {
  if (error || stats.hasErrors()) { console.error(error ?? stats.toString()); process.exitCode = 1; }
});`;
  const root = await fresh({
    ...page,
    "server.js": server["main.js"],
    "webpack.config.cjs": configuration,
    "compile.cjs": compile,
    "out/index.html": page["index.html"].replace("main.js", "web.js"),
  });
  await run(root, node, ["compile.cjs"]);
  assert.equal(await titleOf(await serveFolder(after, join(root, "out"))), verdict);
  assert.equal(await runAlone(after, join(root, "out/node.js")), verdict);
  assert.equal(await runAlone(after, join(root, "out/webworker.js")), verdict);
});

const check = `import { load } from "cognitocheck";
export const verdict = async () =>
  (await load()).request("UpdateIdentityPool", "{}").violations.map(({ code }) => code).join();
`;
const next = {
  "verdict.js": check,
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(here)} }, outputFileTracingRoot: ${JSON.stringify(here)} };\n`,
  "app/layout.js":
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n',
  "app/page.js": `import { verdict } from "../verdict.js";
export const dynamic = "force-dynamic";
export default async function Page() { return <p id="server">{await verdict()}</p>; }
`,
  "app/node/route.js": `import { verdict } from "../../verdict.js";
export const GET = async () => new Response(await verdict());
`,
  "app/edge/route.js": `import { verdict } from "../../verdict.js";
export const runtime = "edge";
export const GET = async () => new Response(await verdict());
`,
  "app/client/page.js": `"use client";
import { useEffect } from "react";
import { verdict } from "../../verdict.js";
export default function Page() {
  useEffect(() => { verdict().then((text) => { document.title = text; }); }, []);
  return <p>client</p>;
}
`,
  "middleware.js": `import { NextResponse } from "next/server";
import { verdict } from "./verdict.js";
export async function middleware() {
  return NextResponse.next({ headers: { "x-verdict": await verdict() } });
}
`,
};
const nextTool = tool("next/dist/bin/next");

async function probeNext(address) {
  const home = await fetch(address);
  const html = await home.text();
  assert.match(html, new RegExp(`<p id="server">${verdict}</p>`), "server component");
  assert.equal(home.headers.get("x-verdict"), verdict, "middleware");
  assert.equal(await (await fetch(`${address}/node`)).text(), verdict, "route handler in Node");
  assert.equal(await (await fetch(`${address}/edge`)).text(), verdict, "route handler at the edge");
  assert.equal(await titleOf(`${address}/client`), verdict, "client component");
}

for (const [name, flags, port] of [
  ["Turbopack", [], "5181"],
  ["webpack", ["--webpack"], "5182"],
]) {
  test(`Next 16 with ${name}, built and started`, async () => {
    const root = await fresh(next);
    await run(root, node, [nextTool, "build", ...flags]);
    await probeNext(await start(root, nextTool, ["start", "-p", port, "-H", "127.0.0.1"], /http:\/\/127\.0\.0\.1:\d+/));
  });
  test(`Next 16 with ${name}, in development`, async () => {
    const root = await fresh(next);
    await probeNext(
      await start(
        root,
        nextTool,
        ["dev", ...flags, "-p", `${Number(port) + 2}`, "-H", "127.0.0.1"],
        /http:\/\/127\.0\.0\.1:\d+/,
      ),
    );
  });
}
