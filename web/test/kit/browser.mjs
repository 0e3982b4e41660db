// Debian's Chromium, and a server of the pages under the Content-Security-Policy that the README names.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import { web } from "./packed.mjs";
import { policy } from "./policy.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** The folder for screenshots, which is not part of the repository. */
export const artifacts = join(web, "../.build/web");
mkdirSync(artifacts, { recursive: true });

export async function launch() {
  if (!existsSync(executablePath)) {
    throw new Error(
      `the browser tests need Chromium at ${executablePath}: apt-get install -y chromium, or name another with CHROMIUM=`,
    );
  }
  return await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".mjs": "text/javascript",
  ".jsonl": "application/jsonl",
  ".wasm": "application/wasm",
};
const folders = { page: "examples/page", kinds: "test/pages", kit: "test/kit", corpus: "conformance" };

/** Serves /page/ and /kinds/, each with dist as cognitocheck/ in it. */
export async function servePages({ csp = policy, wasmType = "application/wasm" } = {}) {
  const posted = [];
  const server = createServer((request, reply) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const [, folder, ...rest] = pathname.split("/");
    if (request.method === "POST") {
      posted.push(pathname);
      return reply.writeHead(204).end();
    }
    if (pathname === "/favicon.ico") return reply.writeHead(204).end();
    const name = rest.join("/");
    const file = name.startsWith("cognitocheck/")
      ? join(web, "dist", name.slice(13))
      : join(web, folders[folder] ?? "nowhere", name || "index.html");
    if (name.includes("..") || !existsSync(file)) return reply.writeHead(404).end();
    const type = extname(file) === ".wasm" ? wasmType : types[extname(file)];
    reply
      .writeHead(200, { "Content-Type": type, "Content-Security-Policy": csp, "X-Content-Type-Options": "nosniff" })
      .end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    posted,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Opens a page and keeps its faults: errors on the console, requests to other origins. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") trouble.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => trouble.push(`error: ${error}`));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  await page.locator("html[data-ready]").waitFor({ state: "attached", timeout: 20_000 });
  return { page, trouble, context };
}
