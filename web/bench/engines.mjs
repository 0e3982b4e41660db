// Runs the module in an engine on the chunks of host/bench/engines:  node engines.mjs node|chromium|workerd URL
// Writes the engine's version to standard output.
import { readFileSync } from "node:fs";
import { answer, serve } from "./answer.mjs";

const wasm = new URL("../../wasm/cognitocheck.wasm", import.meta.url);
const [engine, base] = process.argv.slice(2);

const engines = {
  async node() {
    console.log(`Node ${process.versions.node}, V8 ${process.versions.v8}`);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)), {});
    await serve(base, (chunk) => answer(exports, chunk));
  },

  async chromium() {
    const { chromium } = await import("playwright-core");
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      args: ["--no-sandbox"],
    });
    try {
      console.log(`Chromium ${browser.version()}`);
      const page = await browser.newPage();
      await page.goto(`${base}/page`);
      await page.evaluate(async (base) => {
        const { answer, serve } = await import(`${base}/answer.mjs`);
        const { instance } = await WebAssembly.instantiateStreaming(fetch(`${base}/cognitocheck.wasm`), {});
        await serve(base, (chunk) => answer(instance.exports, chunk));
      }, base);
    } finally {
      await browser.close();
    }
  },

  async workerd() {
    const { Miniflare } = await import("miniflare");
    const { default: version } = await import("workerd/package.json", { with: { type: "json" } });
    const text = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
    const miniflare = new Miniflare({
      compatibilityDate: "2026-01-01",
      modules: [
        { type: "ESModule", path: "worker.mjs", contents: text("worker.mjs") },
        { type: "ESModule", path: "answer.mjs", contents: text("answer.mjs") },
        { type: "CompiledWasm", path: "cognitocheck.wasm", contents: readFileSync(wasm) },
      ],
    });
    try {
      console.log(`workerd ${version.version}`);
      await serve(base, async (chunk) => {
        const response = await miniflare.dispatchFetch("http://worker/", { method: "POST", body: chunk });
        if (!response.ok) throw new Error(`workerd: ${response.status} ${await response.text()}`);
        return new Uint8Array(await response.arrayBuffer());
      });
    } finally {
      await miniflare.dispose();
    }
  },
};

if (!Object.hasOwn(engines, engine ?? "") || !base) {
  console.error("usage: node engines.mjs node|chromium|workerd URL");
  process.exit(2);
}
await engines[engine]();
