// What has to be loaded before the console is of use, in bytes of brotli: of time no test can be sure.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { start } from "./browser.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

let console_;
before(async () => {
  console_ = await start();
});
after(() => console_?.stop());

/** The files by the names of their chunks; a chunk that only leads to another has the name of its source. */
const always = ["index", "start", "console", "page", "cognitocheck", "en"];
const form = [...always, "operation-page", "form"];

/** Opens a page that gets these files only: the others never come. Gives their names and the sum of their sizes. */
async function openWith(t, hash, names) {
  const context = await console_.browser.newContext({ viewport: { width: 1440, height: 1000 } });
  t.after(() => context.close());
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  let bytes = 0;
  await page.route(/\/assets\//, (route) => {
    const path = new URL(route.request().url()).pathname;
    const name = /([\w-]+?)-[\w-]{8}\.\w+$/.exec(path)?.[1];
    if (!names.includes(name)) return;
    bytes += statSync(`${dist}${path}.br`).size;
    return route.continue();
  });
  // What is held back is waited for in vain.
  await page.goto(console_.url + hash, { waitUntil: "commit" });
  await page.locator("h1").waitFor();
  return { page, weigh: () => bytes + statSync(`${dist}index.html.br`).size + statSync(`${dist}language.js.br`).size };
}

describe("what is loaded before it is of use", () => {
  test("the start page is complete", async (t) => {
    const { page, weigh } = await openWith(t, "", always);
    await page.getByRole("button", { name: "Paste a request" }).waitFor();
    await page
      .getByRole("navigation", { name: "Operations" })
      .getByRole("link", { name: "SignUp", exact: true })
      .waitFor();
    const bytes = weigh();
    assert.ok(bytes <= 150_000, `${bytes} bytes`);
  });

  for (const operation of [
    "cognito-idp.CreateUserPool",
    "cognito-idp.CreateUserPoolClient",
    "cognito-identity.CreateIdentityPool",
  ]) {
    test(`a key in ${operation} is checked and shown`, async (t) => {
      const { page, weigh } = await openWith(t, `#/${operation}`, form);
      const input = page.locator(".form [data-place] input[type=text]").first();
      await input.press("#");
      await input.press("Tab");
      await page.locator('[data-testid="verdict"]').getByText("1 problem").waitFor();
      await page.locator(".form [data-place] input[aria-invalid=true]").first().waitFor();
      const bytes = weigh();
      assert.ok(bytes <= 180_000, `${bytes} bytes`);
    });
  }
});

test("what could not be loaded is asked for again", async (t) => {
  const context = await console_.browser.newContext({ viewport: { width: 1440, height: 1000 } });
  t.after(() => context.close());
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  // The network is down until the page has noticed it.
  let isDown = true;
  page.on("console", (message) => {
    if (message.type() === "warning") isDown = false;
  });
  await page.route(/\/later-[\w-]{8}\.js$/, (route) => (isDown ? route.abort() : route.continue()));
  await page.goto(`${console_.url}#/cognito-idp.CreateGroup`);
  await page.getByRole("tab", { name: "Request JSON" }).waitFor();
  await page.locator("button:enabled", { hasText: "Load an example" }).waitFor();
  await page.locator("#top button:enabled").nth(1).waitFor();
  assert.equal(isDown, false);
});

test("the page asks at once for what every address needs, and it lies there in brotli of the best quality", () => {
  const html = readFileSync(`${dist}index.html`, "utf8");
  for (const name of ["index", "start", "page", "cognitocheck"]) {
    const path = new RegExp(`<(?:link|script)[^>]*"\\./([^"]*/${name}-[\\w-]{8}\\.(?:js|wasm))"`).exec(html)?.[1];
    assert.ok(path, name);
    const best = brotliCompressSync(readFileSync(`${dist}${path}`), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
    });
    assert.equal(statSync(`${dist}${path}.br`).size, best.length, name);
  }
});

test("a key in a field renders that field anew, and no other", async (t) => {
  const page = await console_.open("#/cognito-idp.CreateUserPoolClient");
  t.after(() => page.context().close());
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Debugger.enable");
  const input = page.locator('[data-place="/ClientName"] input');
  await input.press("a");
  await session.send("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  await input.press("b");
  await page.waitForTimeout(300);
  const { result } = await session.send("Profiler.takePreciseCoverage");
  const script = result.find(({ url }) => /\/form-[\w-]{8}\.js$/.test(url));
  const { scriptSource } = await session.send("Debugger.getScriptSource", { scriptId: script.scriptId });
  // Cloudscape's form field is the only one with this property.
  const calls = script.functions
    .map(({ ranges: [{ startOffset, endOffset, count }] }) => ({
      text: scriptSource.slice(startOffset, endOffset),
      count,
    }))
    .filter(({ text }) => text.includes("secondaryControl:") && text.includes("i18nStrings:"))
    .sort((one, other) => one.text.length - other.text.length);
  assert.ok(calls.length > 0 && calls[0].count <= 2, `${calls[0]?.count} form fields were rendered`);
  assert.ok(calls[0].count > 0, "the field itself is rendered");
});
