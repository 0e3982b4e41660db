// One fresh project for each runtime that people have: import and require, with no bundler.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { makeFresh, program, run, server, verdict } from "../test/kit/fresh.mjs";

const here = fileURLToPath(new URL("./", import.meta.url));
const tool = (name) => join(here, "node_modules", name);
const fresh = makeFresh(after, join(here, ".projects"));
const required = program("console.log").replace(/import (.*) from (.*);/, "const $1 = require($2);");

for (const version of ["20.0", "20.18"]) {
  test(`Node ${version}: import and require`, async () => {
    const node = tool(`node-${version}/bin/node`);
    assert.ok(existsSync(node), "the versions are of Node for Linux on x64: run this on such a machine");
    assert.match(await run(here, node, ["--version"]), new RegExp(`^v${version}\\.`));
    const root = await fresh({ "main.mjs": server["main.js"], "main.cjs": required });
    assert.equal(await run(root, node, ["main.mjs"]), verdict);
    assert.equal(await run(root, node, ["main.cjs"]), verdict);
  });
}

/** The sources of Jest's tests, with a line that takes names from a package. */
const jestTests = (take) => ({
  check: `${take("load, UndecidedError", "cognitocheck")}
test("checks", async () => {
  const check = await load();
  const codes = (body) => check.request("UpdateIdentityPool", body).violations.map(({ code }) => code).join();
  expect(codes({})).toBe(${JSON.stringify(verdict)});
  expect(codes({ IdentityPoolName: "Grüße 😀" })).toContain("pattern");
  expect(codes({ IdentityPoolName: "\\ud83d" })).toBe("syntax");
  expect(check.request("SignUp", { Username: "a b" }).violations.at(-1).message).toMatch(/ is required/);
  expect(() => check.request("SignUp", { ClientMetadata: { a: "é".repeat(3e6) } })).toThrow(UndecidedError);
  expect(check.request("SignUp", { ClientMetadata: { a: "é".repeat(1e6) } }).valid).toBe(false);
});
`,
  form: `${take("load", "cognitocheck")}
${take("bindForm", "cognitocheck/form")}
test("binds a form", async () => {
  document.body.innerHTML = '<form><label>Name <input name="IdentityPoolId"></label><button>Send</button></form>';
  const form = document.querySelector("form");
  bindForm(form, (await load()).schema("GetId"), { submit: () => { throw new Error("sent"); } });
  document.querySelector("button").click();
  expect(document.querySelector(".cognitocheck-error").textContent).toBe("IdentityPoolId is required.");
});
`,
});
const commonJS = jestTests((names, from) => `const { ${names} } = require("${from}");`);
const modules = jestTests((names, from) => `import { ${names} } from "${from}";`);

for (const environment of ["node", "jsdom"]) {
  test(`Jest 30 in its environment ${environment}, by require and by import`, async () => {
    const root = await fresh({
      "check.test.cjs": commonJS.check,
      "check.test.mjs": modules.check,
      ...(environment === "jsdom" && { "form.test.cjs": commonJS.form, "form.test.mjs": modules.form }),
    });
    const jest = ["--rootDir", root, "--env", environment, "--no-cache", "--testMatch", "**/*.test.{cjs,mjs}"];
    await run(root, process.execPath, [tool("jest/bin/jest.js"), ...jest], {
      NODE_OPTIONS: "--experimental-vm-modules",
    });
  });
}
