// Serves dist as any static host would, with the Content-Security-Policy that the page is made for.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

/** The whole policy. style-src falls back to 'self', since the page needs no inline styles. */
export const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/** The strictest policy under which the page works, for hosts that want to name every directive. */
export const strictPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** Serves a folder on the loopback interface; resolves to the server and its URL. Port 0 takes a free one. */
export function serve(folder, port = 0, contentPolicy = policy) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const known = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!known || (request.method !== "GET" && request.method !== "HEAD")) {
      response
        .writeHead(known ? 405 : 404, { "Content-Type": "text/plain" })
        .end(known ? "method not allowed\n" : "not found\n");
      return;
    }
    // The build has written each file compressed beside itself.
    const accepted = String(request.headers["accept-encoding"] ?? "");
    const encodings = [
      ["br", ".br"],
      ["gzip", ".gz"],
    ].filter(([name]) => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`).test(accepted));
    let sent = { file, encoding: undefined };
    for (const [encoding, ending] of encodings.reverse()) {
      if (await stat(file + ending).catch(() => undefined)) sent = { file: file + ending, encoding };
    }
    response.writeHead(200, {
      ...(sent.encoding && { "Content-Encoding": sent.encoding }),
      Vary: "Accept-Encoding",
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": contentPolicy,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cache-Control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    });
    if (request.method === "HEAD") response.end();
    else createReadStream(sent.file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server
      .once("error", reject)
      .listen(port, "127.0.0.1", () => resolve({ server, url: `http://127.0.0.1:${server.address().port}/` }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = fileURLToPath(new URL("../dist", import.meta.url));
  if (!(await stat(`${dist}/index.html`).catch(() => undefined))) {
    console.error("the console is not built: run npm run build");
    process.exit(1);
  }
  const port = Number(process.env.PORT?.trim() || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    console.error(`PORT is a number from 0 to 65535, not "${process.env.PORT}"`);
    process.exit(1);
  }
  const { url } = await serve(dist, port).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    return serve(dist, 0);
  });
  console.log(`The console is at ${url}`);
}
