// Fresh projects that have the packed package installed, and what a page or a program in them says.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, dirname, extname, join } from "node:path";
import { promisify } from "node:util";
import { launch } from "./browser.mjs";
import { pack, temporary } from "./packed.mjs";

const execute = promisify(execFile);

/** What the programs below say of the request {}: three members are missing. */
export const verdict = "required,required,required";

/** A program that checks a request, and says what is wrong with it. */
export const program = (say) => `import { load } from "cognitocheck";
load().then((check) => {
  ${say}(check.request("UpdateIdentityPool", "{}").violations.map(({ code }) => code).join());
});
`;

/** The sources of a page that has its verdict as its title, without top-level await for old output formats. */
export const page = {
  "index.html": '<!doctype html><title></title><script type="module" src="./main.js"></script>\n',
  "main.js": program("(title => { document.title = title; })"),
};

/** The source of a program for a server, which prints its verdict. */
export const server = { "main.js": program("console.log") };

/** Makes fresh projects in folders below place, each with the given files. Tools are found above it. */
export function makeFresh(after, place) {
  const tarball = pack(temporary(after));
  return async (files, manifest = {}) => {
    mkdirSync(place, { recursive: true });
    const folder = mkdtempSync(join(place, "project-"));
    after(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "fresh", private: true, ...manifest }));
    await run(folder, "npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", tarball]);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return folder;
  };
}

/** Runs a command in a folder, and returns what it printed. */
export async function run(cwd, command, parameters, env = {}) {
  const done = await execute(command, parameters, {
    cwd,
    maxBuffer: 1 << 26,
    env: { ...process.env, NODE_OPTIONS: "", NEXT_TELEMETRY_DISABLED: "1", ...env },
  }).catch((error) => assert.fail(`${command} ${parameters.join(" ")}\n${error.stdout}\n${error.stderr}`));
  return done.stdout.trim();
}

/** Runs a program as the only file of an empty folder, so that nothing beside it can be found. */
export async function runAlone(after, file, { command = process.execPath, parameters = [], as = basename(file) } = {}) {
  const folder = temporary(after);
  copyFileSync(file, join(folder, as));
  return await run(folder, command, [...parameters, as]);
}

/** Opens a page, and returns its title once it has one. What goes wrong before is the error. */
export async function titleOf(url) {
  const browser = await launch();
  const tab = await browser.newPage();
  const trouble = [];
  tab.on("pageerror", (error) => trouble.push(String(error)));
  tab.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
  try {
    await tab.goto(url);
    await tab.waitForFunction(() => document.title !== "", undefined, { timeout: 30_000 });
    return await tab.title();
  } catch (error) {
    return assert.fail(`${error}\n${trouble.join("\n")}`);
  } finally {
    await browser.close();
  }
}

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/** A policy that lets a page run its scripts and compile WebAssembly, and do nothing else. */
const narrow = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

/** Serves a folder under a policy. */
export async function serveFolder(after, folder, policy = narrow) {
  const listener = createServer((request, reply) => {
    const { pathname } = new URL(request.url, "http://localhost");
    try {
      const body = readFileSync(join(folder, pathname === "/" ? "index.html" : pathname));
      reply
        .setHeader("Content-Type", types[extname(pathname || ".html")] ?? "text/html")
        .setHeader("Content-Security-Policy", policy)
        .end(body);
    } catch {
      reply.writeHead(404).end();
    }
  });
  await new Promise((done) => listener.listen(0, "127.0.0.1", done));
  after(() => {
    listener.closeAllConnections();
    listener.close();
  });
  return `http://127.0.0.1:${listener.address().port}/`;
}
