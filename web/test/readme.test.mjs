import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { project, web } from "./kit/packed.mjs";
import { policy } from "./kit/policy.mjs";

const run = promisify(execFile);
const readme = readFileSync(join(web, "README.md"), "utf8");
const folder = project(after);
for (const scope of ["@aws-sdk", "@hookform", "react-hook-form", "react"])
  symlinkSync(join(web, "node_modules", scope), join(folder, "node_modules", scope));

const examples = [...readme.matchAll(/```js run\n([\s\S]*?)```/g)].map(([, code]) => code);

test("the README's examples run", async (t) => {
  assert.ok(examples.length >= 5);
  for (const [i, code] of examples.entries()) {
    await t.test(code.split("\n").at(-2) || `example ${i + 1}`, async () => {
      const file = `example-${i}.mjs`;
      writeFileSync(join(folder, file), code);
      const { stdout, stderr } = await run(process.execPath, ["--no-warnings", file], { cwd: folder });
      assert.equal(stderr, "");
      assert.notEqual(stdout, "");
    });
  }
});

test("the README's Worker is the one of the examples", () => {
  const code = readFileSync(join(web, "examples/worker/worker.js"), "utf8").replace(/^(\/\/.*\n)+/, "");
  assert.ok(readme.includes(`\`\`\`js\n${code}\`\`\`\n`));
});

test("the README's policy is the one that the browser tests run under", () => {
  assert.ok(readme.includes(`    Content-Security-Policy: ${policy}\n`));
});
