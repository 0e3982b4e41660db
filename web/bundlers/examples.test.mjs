// The examples as they lie, each from its one command.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "../test/kit/browser.mjs";

const start = fileURLToPath(new URL("../examples/start.mjs", import.meta.url));
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Starts an example that serves, and returns its address. */
function serve(name, port) {
  // It is the leader of a group, so that what it has started ends with it.
  const child = spawn(process.execPath, [start, name], {
    env: { ...process.env, PORT: port, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
    detached: true,
  });
  after(() => process.kill(-child.pid));
  let text = "";
  return new Promise((done, fail) => {
    const read = (chunk) => {
      text += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
      if (found) done(found[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => fail(new Error(text)));
  });
}

test("node and lambda", () => {
  const node = spawnSync(process.execPath, [start, "node"], { encoding: "utf8" });
  assert.equal(node.status, 1, node.stderr);
  assert.match(node.stdout, /AWS would answer ValidationException/);
  const lambda = spawnSync(process.execPath, [start, "lambda"], { encoding: "utf8" });
  assert.equal(lambda.status, 0, lambda.stderr);
  assert.match(lambda.stdout, /statusCode: 400[\s\S]*statusCode: 200/);
});

test("worker", async () => {
  const answer = await fetch(await serve("worker", "0"), {
    method: "POST",
    headers: { "X-Amz-Target": "AWSCognitoIdentityService.GetId", "Content-Type": "application/x-amz-json-1.1" },
    body: '{"IdentityPoolId":"mock"}',
  });
  assert.equal(answer.status, 400);
  assert.equal((await answer.json()).__type, "ValidationException");
});

test("page", async () => {
  const page = await browser.newPage();
  await page.goto(await serve("page", "8181"));
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  await page.locator("button.primary").click();
  assert.ok((await page.locator('[aria-invalid="true"]').count()) >= 2);
  await page.close();
});

test("react: TanStack Form and Formik send what was checked", async () => {
  const page = await browser.newPage();
  await page.goto(await serve("react", "8182"));
  for (const [id, arn] of [
    ["tanstack", "OpenIdConnectProviderARNs[0]"],
    ["formik", "OpenIdConnectProviderARNs.0"],
  ]) {
    const form = page.locator(`#${id}`);
    const field = (name) => form.locator(`[name="${name}"]`);
    await field("IdentityPoolName").fill("née");
    await field(arn).fill("short");
    await field("SupportedLoginProviders.accounts.google.com").fill("é");
    await form.locator("button").click();
    const errors = form.locator("em");
    await page.waitForFunction(
      (one) => [...document.querySelectorAll(`#${one} em`)].filter((em) => em.textContent !== "").length === 3,
      id,
    );
    assert.match(await errors.first().textContent(), /^Use only the letters A to Z/);
    await field("IdentityPoolName").fill(`by ${id}`);
    await field(arn).fill("");
    await field("SupportedLoginProviders.accounts.google.com").fill("1");
    await form.locator("button").click();
    await page.waitForFunction((one) => document.querySelector("pre").textContent.includes(one), id);
    assert.deepEqual(JSON.parse(await page.locator("pre").textContent()), {
      IdentityPoolName: `by ${id}`,
      AllowUnauthenticatedIdentities: false,
      OpenIdConnectProviderARNs: [],
      SupportedLoginProviders: { "accounts.google.com": "1" },
    });
  }
  await page.close();
});

test("next: the server action answers, with scripts and without", async () => {
  const address = await serve("next", "8183");
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(address);
    if (javaScriptEnabled) await page.waitForLoadState("networkidle");
    await page.locator('[name="OpenIdConnectProviderARNs/-"]').fill("short");
    await page.locator("form button").click();
    await page.getByText("IdentityPoolName is required.").waitFor();
    await page.getByText("at least 20 characters").waitFor();
    await page.locator('[name="IdentityPoolName"]').fill("My pool");
    await page.locator('[name="OpenIdConnectProviderARNs/-"]').fill("");
    await page.locator('[name="SupportedLoginProviders/accounts.google.com"]').fill("1");
    await page.locator('[name="AllowUnauthenticatedIdentities"]').check();
    await page.locator("form button").click();
    await page.getByText('"My pool"').waitFor();
    assert.deepEqual(JSON.parse(await page.locator("pre").textContent()), {
      IdentityPoolName: "My pool",
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { "accounts.google.com": "1" },
    });
    await context.close();
  }
});
