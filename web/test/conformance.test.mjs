import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { operationCount } from "./kit/operations.mjs";
import { project, web } from "./kit/packed.mjs";
import { bundle, serve } from "./kit/worker.mjs";

const run = promisify(execFile);
const corpus = readFileSync(join(web, "conformance/corpus.jsonl"), "utf8");
// The package is packed, so that each runtime finds its entry by the export conditions.
const folder = project(after);
copyFileSync(join(web, "test/kit/conformance.mjs"), join(folder, "conformance.mjs"));
writeFileSync(join(folder, "corpus.jsonl"), corpus);
writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies: { cognitocheck: "*" } }));
writeFileSync(
  join(folder, "main.mjs"),
  `import { readFileSync } from "node:fs";
import { load } from "cognitocheck";
import { conformance } from "./conformance.mjs";
const entry = import.meta.resolve("cognitocheck").split("/").pop();
console.log(JSON.stringify({ entry, ...(await conformance(load, readFileSync(new URL("corpus.jsonl", import.meta.url), "utf8"))) }));
`,
);

function same({ count, failures }) {
  assert.ok(count > 1000, `${count} cases`);
  assert.deepEqual(failures.slice(0, 3), []);
}

for (const [runtime, command, parameters, entry] of [
  ["Node", process.execPath, [], "node.js"],
  [
    "Deno",
    join(web, "node_modules/.bin/deno"),
    ["run", "--no-remote", "--cached-only", "--node-modules-dir=manual", "--allow-read", "--no-prompt"],
    "node.js",
  ],
  ["Bun", join(web, "node_modules/.bin/bun"), ["run"], "node.js"],
]) {
  test(`${runtime} gives the same reports, byte for byte`, async () => {
    const { stdout } = await run(command, [...parameters, "main.mjs"], { cwd: folder, maxBuffer: 1 << 26 });
    const answer = JSON.parse(stdout);
    assert.equal(answer.entry, entry);
    same(answer);
  });
}

test("workerd gives the same reports, byte for byte, cold and warm", async () => {
  const contents = `
import { load } from "cognitocheck";
import { conformance } from "./conformance.mjs";
let calls = 0;
const first = await load();
export default {
  async fetch(request) {
    const warm = calls++ > 0;
    return Response.json({ warm, operations: first.operations().length, ...(await conformance(load, await request.text())) });
  },
};`;
  const modules = await bundle({ contents }, { nodePaths: [join(folder, "node_modules")], resolveDir: folder });
  assert.deepEqual(
    modules.map(({ type }) => type),
    ["ESModule", "CompiledWasm"],
  );
  const worker = serve(modules);
  try {
    for (const warm of [false, true]) {
      const response = await worker.dispatchFetch("http://localhost/", { method: "POST", body: corpus });
      const answer = await response.json();
      assert.equal(answer.warm, warm);
      assert.equal(answer.operations, operationCount);
      same(answer);
    }
  } finally {
    await worker.dispose();
  }
});

test("workerd refuses bytes, and the error says what to do", async () => {
  const contents = `
import { load } from "cognitocheck";
export default {
  async fetch(request) {
    try {
      await load(await request.arrayBuffer());
      return new Response("loaded");
    } catch (error) {
      return new Response(error.name + ": " + error.message);
    }
  },
};`;
  const worker = serve(await bundle({ contents }, { nodePaths: [join(folder, "node_modules")], resolveDir: folder }));
  try {
    const response = await worker.dispatchFetch("http://localhost/", {
      method: "POST",
      body: readFileSync(join(web, "dist/cognitocheck.wasm")),
    });
    assert.match(
      await response.text(),
      /^ModuleError: this runtime compiles no WebAssembly from bytes: import module from/,
    );
  } finally {
    await worker.dispose();
  }
});
