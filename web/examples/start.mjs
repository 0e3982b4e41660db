// Starts an example as it lies: node web/examples/start.mjs page | react | next | worker | lambda | node
// It builds the package and installs what the example needs where that has not been done.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("./", import.meta.url));
const web = join(here, "..");
const tools = join(web, "bundlers");
const run = (command, parameters, cwd) => execFileSync(command, parameters, { cwd, stdio: "inherit" });
const port = process.env.PORT ?? "8080";

const examples = {
  page() {
    const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
    const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; form-action 'self'";
    createServer((request, reply) => {
      const { pathname } = new URL(request.url, "http://localhost");
      const [, name, file] = /^\/(cognitocheck\/)?([\w.-]*)$/.exec(pathname) ?? [];
      const path = join(name ? join(web, "dist") : join(here, "page"), file || "index.html");
      if (file === undefined || !existsSync(path)) return reply.writeHead(404).end();
      const headers = { "Content-Type": types[extname(path)] ?? "text/plain", "Content-Security-Policy": policy };
      return reply.writeHead(200, headers).end(readFileSync(path));
    }).listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
  },
  react: () => startTool("vite7/bin/vite.js", ["--host", "127.0.0.1", "--port", port], "react"),
  next: () => startTool("next/dist/bin/next", ["dev", "-H", "127.0.0.1", "-p", port], "next"),
  async worker() {
    const { bundle, serve } = await import("../test/kit/worker.mjs");
    const modules = await bundle(join(place("worker"), "worker.js"), { nodePaths: [join(tools, "node_modules")] });
    const upstream = process.env.UPSTREAM ?? "https://cognito-idp.us-east-1.amazonaws.com";
    console.log(String(await serve(modules, { UPSTREAM: upstream }).ready));
  },
  async lambda() {
    const { build } = await import("esbuild");
    const outfile = join(web, "../.build/lambda/index.cjs");
    const entry = join(place("lambda"), "handler.js");
    await build({ entryPoints: [entry], bundle: true, platform: "node", format: "cjs", outfile });
    const { handler } = createRequire(import.meta.url)(outfile);
    const headers = { "x-amz-target": "AWSCognitoIdentityService.GetId", "content-type": "application/x-amz-json-1.1" };
    const event = { rawPath: "/", headers, requestContext: { http: { method: "POST" } } };
    for (const IdentityPoolId of ["mock", "us-east-1:0a1b2c3d"])
      console.log(await handler({ ...event, body: JSON.stringify({ IdentityPoolId }) }));
  },
  node() {
    // It ends with 1 for an invalid request, which is no fault of the example.
    const parameters = ["check.mjs", ...process.argv.slice(3)];
    process.exitCode = spawnSync(process.execPath, parameters, { cwd: place("node"), stdio: "inherit" }).status;
  },
};

/** Copies an example to where the tools and the packed package are, and returns its folder there. */
function place(name) {
  const folder = join(tools, ".projects", `example-${name}`);
  run("mkdir", ["-p", folder], web);
  run("cp", ["-R", `${join(here, name)}/.`, folder], web);
  run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], web);
  const { version } = JSON.parse(readFileSync(join(web, "package.json"), "utf8"));
  const archive = join(folder, `cognitocheck-${version}.tgz`);
  run("npm", ["install", "--prefix", folder, "--offline", "--no-audit", "--no-fund", "--silent", archive], folder);
  return folder;
}

function startTool(file, parameters, name) {
  if (!existsSync(join(tools, "node_modules"))) run("npm", ["ci"], tools);
  spawn(process.execPath, [join(tools, "node_modules", file), ...parameters], { cwd: place(name), stdio: "inherit" });
}

const start = examples[process.argv[2]];
if (!start) {
  console.error(`node start.mjs ${Object.keys(examples).join(" | ")}`);
  process.exit(2);
}
if (!existsSync(join(web, "node_modules"))) run("npm", ["ci"], web);
if (!existsSync(join(web, "dist"))) run("npm", ["run", "build"], web);
await start();
