import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { project, web } from "./kit/packed.mjs";
import { policy } from "./kit/policy.mjs";

const run = promisify(execFile);
const readme = readFileSync(join(web, "README.md"), "utf8");
const folder = project(after);
for (const scope of ["@aws-sdk", "@hookform", "react-hook-form", "react", "react-dom"])
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

test("the README's form in React is rendered, with its words and its errors", async () => {
  const [, code] = /```jsx\n([\s\S]*?)```/.exec(readme);
  const program = `${code}
import { load } from "cognitocheck";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
console.log(renderToStaticMarkup(createElement(CreateGroup, { check: await load() })));
`;
  const { code: made } = await transform(program, { loader: "jsx", jsx: "automatic" });
  writeFileSync(join(folder, "form.mjs"), made);
  const { stdout } = await run(process.execPath, ["--no-warnings", "form.mjs"], { cwd: folder });
  const labels = {};
  for (const [id, label, name] of [
    ...stdout.matchAll(/<label for="([^"]+)">([^<]+)<\/label><input id="\1"[^>]* name="([^"]+)"/g),
  ].map(([, ...found]) => found)) {
    labels[name] = label;
    assert.match(stdout, new RegExp(`<small id="${id}hint">`));
  }
  assert.deepEqual(labels, { "/UserPoolId": "User pool ID", "/GroupName": "Group name", "/Precedence": "Precedence" });
  assert.match(stdout, /<button>Create<\/button><\/form>/);
});

test("the README's Worker is the one of the examples", () => {
  const code = readFileSync(join(web, "examples/worker/worker.js"), "utf8").replace(/^(\/\/.*\n)+/, "");
  assert.ok(readme.includes(`\`\`\`js\n${code}\`\`\`\n`));
});

test("the README's policy is the one that the browser tests run under", () => {
  assert.ok(readme.includes(`    Content-Security-Policy: ${policy}\n`));
});
