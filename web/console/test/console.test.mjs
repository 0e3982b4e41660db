// The console as people use it: in Chromium, under its Content-Security-Policy, with the module's own verdicts to
// compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, describe, test } from "node:test";
import { load } from "../../dist/node.js";
import { rules } from "../../dist/rules.js";
import { operationCount } from "../../test/kit/operations.mjs";
import { policy } from "../scripts/serve.mjs";
import { measureOverhang, parts, picture, seriousFaults, start } from "./browser.mjs";

let check;
let console_;

before(async () => {
  check = await load(undefined, { warnings: true });
  console_ = await start();
});
after(() => console_?.stop());
afterEach(() => {
  assert.deepEqual(
    console_.faults.splice(0),
    [],
    "console errors, violations of the policy or requests to other origins",
  );
});

let shared;

/** Opens the console: afresh in a page that tests share, or with options in a context of its own. */
async function open(t, hash = "", options) {
  if (options) {
    const page = await console_.open(hash, options);
    t.after(() => page.context().close());
    return { page, ...parts(page) };
  }
  if (shared) {
    await shared.goto("about:blank");
    await shared.goto(console_.url + hash);
    await shared.locator("h1").waitFor();
  }
  shared ??= await console_.open(hash);
  return { page: shared, ...parts(shared) };
}

const messages = (operation, request) => check.request(operation, request).violations.map(({ message }) => message);

test("the page comes with its policy, and nothing looser is in it", async () => {
  const answer = await fetch(console_.url);
  assert.equal(
    answer.headers.get("content-security-policy"),
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
  );
  assert.equal(policy, answer.headers.get("content-security-policy"));
  const html = await answer.text();
  assert.ok(!/<script(?![^>]*src=)|\son\w+=|<style|style=/.test(html), "no inline script or style");
});

test("it works under the strictest policy too", async (t) => {
  const { page } = await open(t, "", {});
  await page.goto(`${console_.strictUrl}#/cognito-idp.CreateIdentityProvider`);
  const { example, verdict, input } = parts(page);
  await example("Google");
  await verdict.getByText("Valid").waitFor();
  await input("/UserPoolId").press("Enter");
  await page.waitForFunction(() => document.activeElement?.dataset.testid === "verdict");
});

test("all operations are found by search; each renders with its example, every section open and every editor with a row", {
  timeout: 80_000,
}, async (t) => {
  const { page } = await open(t);
  const operations = check.operations();
  assert.equal(operations.length, operationCount);
  const members = Object.fromEntries(
    operations.map((operation) => [operation, (check.describe(operation).members ?? []).map(({ name }) => name)]),
  );
  const failures = await page.evaluate(
    async ({ operations, members }) => {
      const failures = [];
      const until = async (what, find) => {
        for (let i = 0; i < 400; i++) {
          const found = find();
          if (found) return found;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        throw new Error(what);
      };
      const buttons = (test) =>
        [...document.querySelectorAll("form button, form [role=button], button")].filter((button) =>
          test(button.textContent.trim(), button),
        );
      const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
      for (const operation of operations) {
        try {
          const search = document.querySelector("input[type=search]");
          setValue.call(search, operation);
          search.dispatchEvent(new InputEvent("input", { bubbles: true }));
          await Promise.resolve();
          search.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, bubbles: true }));
          await until("not found", () => document.querySelector("h1")?.textContent === operation.split(".")[1]);
          for (const name of members[operation])
            await until(`no field for ${name}`, () => document.querySelector(`[data-place="/${name}"]`));
          const example = await until(
            "no example",
            () => buttons((text, button) => text === "Load an example" && !button.disabled)[0],
          );
          example.click();
          if (example.ariaHasPopup) (await until("no menu", () => document.querySelector("[role=menuitem]"))).click();
          await until("the example is not valid", () =>
            document.querySelector("[data-testid=verdict]").textContent.startsWith("Valid"),
          );
          const expand = async () => {
            for (let round = 0; round < 3; round++) {
              const closed = [
                ...document.querySelectorAll(
                  "form [role=button][aria-expanded=false], form button[aria-expanded=false]:not([aria-haspopup])",
                ),
              ];
              if (!closed.length) break;
              for (const each of closed) each.click();
              await Promise.resolve();
            }
          };
          await expand();
          for (const add of buttons((text, button) => /^Add /.test(text) && button.closest("form"))) add.click();
          await expand();
          await until("the page is gone", () => document.querySelector("h1"));
        } catch (error) {
          failures.push(`${operation}: ${error.message}`);
        }
      }
      return failures;
    },
    { operations, members },
  );
  assert.deepEqual(failures, []);
});

test("the search finds by words of the name and of the command, and says when nothing is found", async (t) => {
  const { page } = await open(t);
  const search = page.getByPlaceholder("Find an operation");
  const links = page.getByRole("navigation", { name: "Operations" }).getByRole("link");
  await search.fill("mfa admin");
  assert.deepEqual(await links.filter({ hasNotText: "Operations" }).allInnerTexts(), ["AdminSetUserMFAPreference"]);
  await search.fill("update-identity");
  assert.deepEqual((await links.filter({ hasNotText: "Operations" }).allInnerTexts()).sort(), [
    "UpdateIdentityPool",
    "UpdateIdentityProvider",
  ]);
  await search.fill("no such thing");
  await page.getByText("No operation matches.").first().waitFor();
  await search.fill("listuserpoolclients");
  await search.press("Enter");
  await page.getByRole("heading", { level: 1, name: "ListUserPoolClients", exact: true }).waitFor();
  assert.match(page.url(), /#\/cognito-idp\.ListUserPoolClients$/);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Amazon Cognito requests" }).waitFor();
});

// For each kind of constraint: the field, a text that fails and one that passes. The text next to the field is the
// module's for that request.
const kinds = {
  pattern: ["cognito-idp.DescribeUserPool", "/UserPoolId", "no spaces please", "us-east-1_Ab129faBb"],
  "length.max, counted in characters": ["cognito-idp.CreateUserPool", "/PoolName", "x".repeat(129), "x".repeat(128)],
  "length.min": ["cognito-idp.CreateUserPoolDomain", "/Domain", "", "a"],
  required: ["cognito-idp.GetGroup", "/GroupName", "", "admins"],
  "range.max": ["cognito-idp.ListUserPools", "/MaxResults", "61", "60"],
  "range.min": ["cognito-idp.ListUserPools", "/MaxResults", "0", "1"],
  "type of a number": ["cognito-idp.ListUserPools", "/MaxResults", "ten", "10"],
  "range of a 32 bit integer": ["cognito-idp.ListUserPools", "/MaxResults", "99999999999999999999", "6e1"],
  "an emoji that the pattern does not allow": ["cognito-idp.CreateUserPool", "/PoolName", "pool 👩‍💻", "pool"],
};
for (const [kind, [operation, pointer, bad, good]] of Object.entries(kinds)) {
  test(`typing: ${kind}`, async (t) => {
    const { page, input, problems, verdict, request } = await open(t, `#/${operation}`);
    const field = input(pointer);
    await field.fill(good);
    await field.fill(bad);
    // The field shows nothing before it is left. The verdict is there at once.
    assert.equal(await field.getAttribute("aria-invalid"), null);
    await verdict
      .getByText(/problem|needed/)
      .first()
      .waitFor();
    await field.blur();
    await page.waitForFunction(
      (selector) => document.querySelector(selector)?.getAttribute("aria-invalid") === "true",
      `[data-place="${pointer}"] input`,
    );
    const report = check.request(operation, await request());
    const here = report.violations
      .filter(({ path }) => path === pointer)
      .map(({ code, message }) => (code === "required" ? "Fill in “" : message));
    assert.ok(here.length > 0, "the module has something against it");
    const described = await field.evaluate((element) =>
      element
        .getAttribute("aria-describedby")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent ?? "")
        .join(" "),
    );
    for (const message of here) assert.ok(described.includes(message), `${described} has ${message}`);
    for (const message of here) await problems.filter({ hasText: message }).first().waitFor();
    // Once the field has failed, its error follows each key.
    await field.fill(good);
    await page.waitForFunction(
      (selector) => document.querySelector(selector)?.getAttribute("aria-invalid") === null,
      `[data-place="${pointer}"] input`,
    );
    assert.deepEqual(
      check.request(operation, await request()).violations.filter(({ path }) => path === pointer),
      [],
    );
  });
}

test("emoji are pasted whole and counted as the service counts", async (t) => {
  const { page, input, json, problems } = await open(t, "#/cognito-idp.AddCustomAttributes");
  await page.getByRole("button", { name: "Add attribute" }).click();
  const name = input("/CustomAttributes/0/Name");
  await name.click();
  // 10 scalar values, 14 UTF-16 units.
  await page.keyboard.insertText("👩‍💻👩‍💻👩‍💻a");
  assert.ok((await json.inputValue()).includes("👩‍💻👩‍💻👩‍💻a"));
  await name.fill("😀".repeat(20));
  assert.equal(await problems.filter({ hasText: "Custom attributes 1 › Name" }).count(), 0);
  await name.fill("😀".repeat(21));
  await problems.filter({ hasText: "this has 21" }).waitFor();
});

test("a composed text arrives once, when it is composed", async (t) => {
  const { page, input, request } = await open(t, "#/cognito-idp.CreateGroup");
  await input("/Description").click();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
  await session.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
  await session.send("Input.insertText", { text: "日本" });
  assert.equal((await request()).Description, "日本");
});

/** Counts what a page asks of the module, in globalThis.checks. */
function countChecks() {
  const { Instance } = WebAssembly;
  globalThis.checks = 0;
  // biome-ignore lint/complexity/useArrowFunction: it is called with new.
  WebAssembly.Instance = function (...given) {
    const { exports } = new Instance(...given);
    const counted = { ...exports };
    for (const name of ["check", "check_field"]) {
      // The package looks at the number of a function's parameters, which a proxy keeps.
      counted[name] = new Proxy(exports[name], {
        apply(target, self, args) {
          globalThis.checks++;
          return Reflect.apply(target, self, args);
        },
      });
    }
    return { exports: counted };
  };
}

describe("one check per change", () => {
  const body = { IdentityPoolId: "us-east-1:0a", AllowUnauthenticatedIdentities: true };
  const valid = `#/cognito-identity.UpdateIdentityPool?request=${encodeURIComponent(JSON.stringify(body))}`;

  // Two frames later all effects of a key have run, and what they set in motion.
  const checks = (page) =>
    page.evaluate(
      () =>
        new Promise((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(globalThis.checks)))),
        ),
    );

  test("a key in a field, and one in the JSON", async (t) => {
    const { page, input, json, request } = await open(t, valid, { prepare: countChecks });
    let before = await checks(page);
    assert.ok(before > 0, "the checks are counted");
    const name = input("/IdentityPoolName");
    await name.focus();
    for (const key of "Pool 1") {
      await page.keyboard.press(key);
      assert.equal((await checks(page)) - before, 1, `after ${key}`);
      before++;
    }
    assert.equal((await request()).IdentityPoolName, "Pool 1");
    const text = await json.inputValue();
    await json.fill(text.slice(0, -1));
    assert.equal((await checks(page)) - before, 1, "text that is no request yet");
    await json.fill(text);
    assert.equal((await checks(page)) - before, 2, "the key that makes it one");
  });

  test("what changes nothing in the request checks nothing", async (t) => {
    const {
      page,
      check: button,
      tab,
      input,
      problems,
    } = await open(t, "#/cognito-identity.UpdateIdentityPool", {
      prepare: countChecks,
    });
    await input("/IdentityPoolName").fill("Pool");
    const before = await checks(page);
    await button.click();
    await tab("AWS answer");
    await problems.first().locator("a").click();
    assert.equal((await checks(page)) - before, 0);
  });

  test("a document that is not JSON yet", async (t) => {
    const { page, input } = await open(t, "#/cognito-idp.CreateManagedLoginBranding", { prepare: countChecks });
    const settings = input("/Settings");
    await settings.focus();
    const before = await checks(page);
    await page.keyboard.press("{");
    assert.equal((await checks(page)) - before, 1);
  });
});

describe("editors", () => {
  test("a map: entries are added, judged by key and value, and removed", async (t) => {
    const { page, place, request, problems, json } = await open(t, "#/cognito-identity.UpdateIdentityPool");
    await page.getByRole("button", { name: "Add tag" }).click();
    await page.waitForFunction(
      () =>
        document.activeElement?.closest('[data-place="/IdentityPoolTags"]') &&
        document.activeElement.tagName === "INPUT",
    );
    await page.keyboard.type("team");
    await page.keyboard.press("Tab");
    await page.keyboard.type("identity");
    assert.deepEqual((await request()).IdentityPoolTags, { team: "identity" });
    await page.getByRole("button", { name: "Add tag" }).click();
    await page.waitForFunction(
      () => document.querySelectorAll('[data-place="/IdentityPoolTags"] [data-row]').length === 2,
    );
    await page.keyboard.press("Tab");
    await problems.filter({ hasText: "(key)" }).waitFor();
    const key = place("key:/IdentityPoolTags/").locator("input");
    assert.equal(await key.getAttribute("aria-invalid"), "true");
    await key.fill("team");
    // The request holds the same key twice, as JSON can.
    assert.equal((await json.inputValue()).match(/"team"/g).length, 2);
    await problems.filter({ hasText: "twice" }).waitFor();
    await page
      .getByRole("button", { name: /^Remove tag team/ })
      .last()
      .click();
    assert.deepEqual((await request()).IdentityPoolTags, { team: "identity" });
    await page.getByRole("button", { name: /^Remove tag team/ }).click();
    assert.equal((await request()).IdentityPoolTags, undefined);
    await page.waitForFunction(() => document.activeElement?.textContent === "Add tag");
  });

  test("a list of texts and a list of structures", async (t) => {
    const { input, place, request, problems } = await open(t, "#/cognito-identity.UpdateIdentityPool");
    await place("/SamlProviderARNs").getByRole("button", { name: "Add provider" }).click();
    await input("/SamlProviderARNs/0").fill("too short");
    await problems.filter({ hasText: "SAML providers 1" }).waitFor();
    await place("/CognitoIdentityProviders").getByRole("button", { name: "Add user pool" }).click();
    await input("/CognitoIdentityProviders/0/ProviderName").fill("cognito-idp.us-east-1.amazonaws.com/us-east-1_a");
    await input("/CognitoIdentityProviders/0/ClientId").fill("abc");
    await place("/CognitoIdentityProviders/0/ServerSideTokenCheck").getByText("On", { exact: true }).click();
    assert.deepEqual((await request()).CognitoIdentityProviders, [
      { ProviderName: "cognito-idp.us-east-1.amazonaws.com/us-east-1_a", ClientId: "abc", ServerSideTokenCheck: true },
    ]);
    await place("/SamlProviderARNs").getByRole("button", { name: "Remove provider 1" }).click();
    assert.equal((await request()).SamlProviderARNs, undefined);
  });

  test("a map of structures with a list of structures in it", async (t) => {
    const { page, input, request, verdict, example } = await open(t, "#/cognito-identity.SetIdentityPoolRoles");
    await example();
    await verdict.getByText("Valid").waitFor();
    const before = await request();
    const [name] = Object.keys(before.RoleMappings);
    await page.getByRole("button", { name: "Add rule" }).click();
    await input(`/RoleMappings/${name.replace("/", "~1")}/RulesConfiguration/Rules/1/Claim`).fill("team");
    assert.equal((await request()).RoleMappings[name].RulesConfiguration.Rules[1].Claim, "team");
    await page.getByRole("button", { name: "Remove Rule 2" }).click();
    assert.deepEqual(await request(), before);
  });

  test("choices, flags and numbers", async (t) => {
    const { page, place, input, request } = await open(t, "#/cognito-idp.CreateUserPoolClient");
    await place("/ExplicitAuthFlows").getByRole("button").first().click();
    await page.getByRole("option", { name: "ALLOW_CUSTOM_AUTH" }).click();
    await page.getByRole("option", { name: "ALLOW_USER_SRP_AUTH" }).click();
    await page.keyboard.press("Escape");
    await place("/PreventUserExistenceErrors").getByRole("button").click();
    await page.getByRole("option", { name: "ENABLED" }).click();
    await place("/GenerateSecret").getByText("Yes", { exact: true }).click();
    await input("/RefreshTokenValidity").fill("30");
    assert.deepEqual(await request(), {
      GenerateSecret: true,
      RefreshTokenValidity: 30,
      ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH", "ALLOW_USER_SRP_AUTH"],
      PreventUserExistenceErrors: "ENABLED",
    });
    await place("/GenerateSecret").getByText("Not set").click();
    await input("/RefreshTokenValidity").fill("");
    await place("/PreventUserExistenceErrors").getByRole("button").click();
    await page.getByRole("option", { name: "Not set" }).click();
    assert.deepEqual(Object.keys(await request()), ["ExplicitAuthFlows"]);
  });

  test("a blob from a file, and what is left of it in the command", async (t) => {
    const { page, place, request, tab } = await open(t, "#/cognito-idp.SetUICustomization");
    await place("/ImageFile")
      .locator("input[type=file]")
      .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from([137, 80, 78, 71, 0, 255]) });
    await page.waitForFunction(() => document.querySelector("json-editor").value.includes("iVBORwD/"));
    assert.equal((await request()).ImageFile, "iVBORwD/");
    await tab("AWS command");
    await page.getByRole("region", { name: "AWS command" }).getByText("--image-file fileb://logo.png").waitFor();
  });

  test("a document: what is not JSON yet stays out of the request, and Check leads to it", async (t) => {
    const {
      page,
      input,
      json,
      request,
      example,
      check: button,
    } = await open(t, "#/cognito-idp.CreateManagedLoginBranding");
    await example();
    const settings = input("/Settings");
    await settings.fill('{"a": ');
    await page.getByText("Until it is, the request keeps nothing here.").waitFor();
    assert.equal((await request()).Settings, undefined);
    await button.click();
    await page.waitForFunction(() => document.activeElement?.closest('[data-place="/Settings"]'));
    await settings.fill('{"a": [1.0], "x": 1, "x": 2}');
    assert.equal(await page.getByText("Until it is").count(), 0);
    assert.match(await json.inputValue(), /"a": \[\s+1\.0\s+\],\s+"x": 1,\s+"x": 2/);
  });
});

describe("request JSON", () => {
  test("goes both ways and keeps what the form cannot show", async (t) => {
    const { page, json, input, place, verdict } = await open(t, "#/cognito-identity.UpdateIdentityPool");
    await json.fill(
      '{"Future": {"a": [1, null]}, "IdentityPoolId": "us-east-1:0a", "IdentityPoolName": 5.0, "AllowUnauthenticatedIdentities": true, "SamlProviderARNs": null}',
    );
    assert.equal(await input("/IdentityPoolId").inputValue(), "us-east-1:0a");
    assert.equal(await place("/IdentityPoolName").locator("input").inputValue(), "5.0");
    await page.getByText("The service does not know Future").waitFor();
    await verdict.getByText("1 problem").waitFor();
    await input("/IdentityPoolId").fill("us-east-1:0b");
    assert.equal(
      (await json.inputValue()).replace(/\s+/g, ""),
      '{"Future":{"a":[1,null]},"IdentityPoolId":"us-east-1:0b","IdentityPoolName":5.0,"AllowUnauthenticatedIdentities":true,"SamlProviderARNs":null}',
    );
    await page.getByRole("button", { name: "Replace Identity pool name" }).click();
    await input("/IdentityPoolName").fill("five");
    await verdict.getByText("Valid").waitFor();
  });

  test("text that is no request is judged as it is; the form waits", async (t) => {
    const { page, json, input, tab, verdict, problems } = await open(t, "#/cognito-idp.CreateGroup");
    await input("/GroupName").fill("admins");
    const text = '{"GroupName": "ops", "Precedence": 1,}';
    await json.fill(text);
    await page.getByText("The JSON cannot be read as a request").waitFor();
    assert.equal(await input("/GroupName").inputValue(), "admins");
    assert.deepEqual(
      (await problems.allInnerTexts()).map((text) => text.includes("The JSON breaks here")),
      messages("cognito-idp.CreateGroup", text).map((text) => text.includes("The JSON breaks here")),
    );
    await tab("AWS answer");
    await page.getByRole("region", { name: "AWS answer" }).getByText("SerializationException").waitFor();
    await tab("AWS command");
    await page.getByText("There is no command until the JSON can be read.").waitFor();
    await tab("Request JSON");
    await page.getByRole("button", { name: "Go back to it" }).click();
    assert.deepEqual(JSON.parse(await json.inputValue()), { GroupName: "admins" });
    for (const [text, word] of [
      ["[]", "problem"],
      ["", "problems"],
      ['{"GroupName":"g","UserPoolId":"us-east-1_a"}', "Valid"],
    ]) {
      await json.fill(text);
      await verdict.getByText(word).first().waitFor();
    }
  });

  test("a file is imported by drop and by choice, and undone", async (t) => {
    const { page, json, input, request, verdict } = await open(t, "#/cognito-idp.CreateGroup");
    await input("/GroupName").fill("before");
    const data = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(
        new File(['{"GroupName":"dropped","UserPoolId":"us-east-1_a","Future":1}'], "group.json", {
          type: "application/json",
        }),
      );
      return data;
    });
    await page.dispatchEvent("body", "dragenter", { dataTransfer: data });
    await page.dispatchEvent("body", "dragover", { dataTransfer: data });
    await page.getByText("Drop the request of CreateGroup here").waitFor();
    // Anywhere on the page will do.
    await page.dispatchEvent("h1", "drop", { dataTransfer: data });
    await page.getByText("group.json imported.").waitFor();
    assert.deepEqual(await request(), { GroupName: "dropped", UserPoolId: "us-east-1_a", Future: 1 });
    assert.equal(await input("/GroupName").inputValue(), "dropped");
    await verdict.getByText("Valid").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    assert.deepEqual(await request(), { GroupName: "before" });
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from('{"GroupName":') });
    await page.getByText("bad.json imported.").waitFor();
    assert.equal(await json.inputValue(), '{"GroupName":');
    await page.getByText("The JSON cannot be read as a request").waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    assert.deepEqual(await request(), {});
  });

  test("a body over the module's limit is not decided, and the page says so", async (t) => {
    const { page, verdict } = await open(t, "#/cognito-idp.CreateGroup");
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({
        name: "huge.json",
        mimeType: "application/json",
        buffer: Buffer.from(JSON.stringify({ GroupName: "x".repeat(4 << 20) })),
      });
    await verdict.getByText("Could not decide").waitFor({ timeout: 20_000 });
    await page.getByText("over the limit").waitFor();
  });
});

describe("the address", () => {
  test("holds the operation and the request, without what is sensitive or not known", async (t) => {
    const { page, input, place, json, request } = await open(t, "#/cognito-idp.AdminCreateUser");
    await input("/UserPoolId").fill("us-east-1_a");
    await input("/Username").fill("very-secret-user");
    await place("/UserAttributes").getByRole("button", { name: "Add attribute" }).click();
    await input("/UserAttributes/0/Name").fill("email");
    await input("/UserAttributes/0/Value").fill("secret@example.com");
    await page
      .getByRole("switch", { name: "Show sensitive values" })
      .or(page.getByRole("checkbox", { name: "Show sensitive values" }))
      .check();
    await json.fill(JSON.stringify({ ...(await request()), TemporaryPasswort: "misspelt-secret" }));
    await page.waitForFunction(() => location.hash.includes("email"));
    await page.waitForTimeout(400);
    const url = page.url();
    assert.ok(!/secret/i.test(decodeURIComponent(url)), url);
    await page.goto("about:blank");
    await page.goto(url);
    await page.getByRole("heading", { level: 1, name: "AdminCreateUser" }).waitFor();
    assert.deepEqual(await request(), { UserPoolId: "us-east-1_a", UserAttributes: [{ Name: "email" }] });
    assert.equal(await input("/UserPoolId").inputValue(), "us-east-1_a");
  });

  test("takes every form of a name, keeps requests while others are looked at, and says when there is no such operation", async (t) => {
    const { page, input, find } = await open(t, "#/AWSCognitoIdentityProviderService.CreateGroup");
    await input("/GroupName").fill("admins");
    await find("cognito-idp.GetGroup");
    await find("cognito-idp.CreateGroup");
    assert.equal(await input("/GroupName").inputValue(), "admins");
    await find("cognito-idp.SignUp");
    await input("/Username").fill("jane");
    await find("cognito-idp.GetGroup");
    // Going back brings the request, with the members that the address does not hold.
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "SignUp" }).waitFor();
    assert.equal(await input("/Username").inputValue(), "jane");
    await page.evaluate(() => (location.hash = "#/CreateGrupe"));
    await page.getByText("There is no operation CreateGrupe.").waitFor();
    await page
      .getByRole("button", { name: "cognito-idp.CreateGroup" })
      .or(page.getByRole("link", { name: "cognito-idp.CreateGroup" }))
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: "CreateGroup" }).waitFor();
    await page.evaluate(() => (location.hash = "#/TagResource"));
    await page.getByText("Several services have an operation TagResource.").waitFor();
    await page.evaluate(() => (location.hash = "#/cognito-idp.CreateGroup?request=%7Bbroken"));
    await page.getByRole("heading", { level: 1, name: "CreateGroup" }).waitFor();
  });
});

describe("sensitive values", () => {
  test("are covered in the form, the JSON and the command until they are asked for", async (t) => {
    const { page, input, json, tab, request, verdict } = await open(t, "#/cognito-idp.SignUp");
    await input("/ClientId").fill("1example23456789");
    await input("/Username").fill("jane");
    const password = input("/Password");
    await password.fill("Correct-horse-9");
    assert.equal(await password.getAttribute("type"), "password");
    assert.ok(!/Correct-horse|jane|1example/.test(await json.inputValue()));
    await verdict.getByText("Valid").waitFor();
    await tab("AWS command");
    const command = page.getByRole("region", { name: "AWS command" });
    assert.ok(!(await command.textContent()).includes("Correct-horse"));
    await tab("Request JSON");
    // The covered JSON can be edited around them.
    await json.fill((await json.inputValue()).replace("{", '{ "SecretHash": "abc=",'));
    assert.equal(await password.inputValue(), "Correct-horse-9");
    assert.equal(await input("/SecretHash").inputValue(), "abc=");
    await page.getByRole("button", { name: "Show Password" }).click();
    assert.equal(await password.getAttribute("type"), "text");
    await page.getByRole("button", { name: "Hide Password" }).click();
    await page.getByText("Show sensitive values").click();
    assert.equal((await request()).Password, "Correct-horse-9");
    assert.equal(await password.getAttribute("type"), "text");
  });

  test("the answer does not show the secret of an identity provider", async (t) => {
    const { page, input, example, tab } = await open(t, "#/cognito-idp.CreateIdentityProvider");
    await example("Google");
    await input("/ProviderDetails/client_secret").fill("hidden-value-😀");
    await input("/UserPoolId").fill("no pool");
    await tab("AWS answer");
    const answer = page.getByRole("region", { name: "AWS answer" });
    await answer.getByText("InvalidParameterException").waitFor();
    assert.ok(!(await answer.textContent()).includes("hidden-value"));
  });
});

describe("check", () => {
  test("moves the focus to the first field that fails, and every entry of the summary to its own", async (t) => {
    const { page, check: button, input, problems, example, json } = await open(t, "#/cognito-idp.CreateUserPool");
    await button.click();
    await page.waitForFunction(() => document.activeElement?.closest('[data-place="/PoolName"]'));
    assert.equal(await input("/PoolName").getAttribute("aria-invalid"), "true");
    await example();
    await json.fill(
      (await json.inputValue())
        .replace('"MinimumLength": 12', '"MinimumLength": 1')
        .replace('"team": "identity"', '"": "identity"'),
    );
    // Closed sections open for it.
    await page.getByRole("button", { name: "Policies", exact: true }).click();
    await page.waitForFunction(() => !document.querySelector('[data-place="/Policies/PasswordPolicy/MinimumLength"]'));
    await button.click();
    await page.waitForFunction(() =>
      document.activeElement?.closest('[data-place="/Policies/PasswordPolicy/MinimumLength"]'),
    );
    await problems.filter({ hasText: "User pool tags" }).locator("a").first().click();
    await page.waitForFunction(() => document.activeElement?.closest('[data-place="key:/UserPoolTags/"]'));
  });

  test("a problem that no field shows leads to its place in the JSON", async (t) => {
    const { page, json } = await open(t, "#/cognito-idp.ListUserPools");
    await json.fill('{\n  "MaxResults": 1,\n  "Nope": {"a": true}\n}');
    await page.getByRole("button", { name: "1 warning" }).click();
    await page.getByRole("list", { name: "Warnings" }).locator("a").click();
    await page.waitForFunction(() => document.activeElement?.localName === "json-editor");
    assert.equal(await json.selected(), "{");
  });

  test("tells that a request is valid, and Enter checks too", async (t) => {
    const { page, input, verdict } = await open(t, "#/cognito-idp.ListUserPools");
    await input("/MaxResults").fill("10");
    await input("/MaxResults").press("Enter");
    await page.waitForFunction(() => document.activeElement?.dataset.testid === "verdict");
    assert.match(await verdict.textContent(), /^Valid/);
  });
});

test("what AWS would answer and the command are the module's and the request's, and are copied", async (t) => {
  const { page, example, tab } = await open(t, "#/cognito-identity.UpdateIdentityPool", {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await example("Sample of the reference page");
  await tab("AWS answer");
  const answer = page.getByRole("region", { name: "AWS answer" });
  const body = JSON.parse(await answer.textContent());
  assert.deepEqual(Object.keys(body), ["__type", "message"]);
  assert.equal(body.__type, "ValidationException");
  assert.equal(
    body.message,
    "1 validation error detected: Value 'us-east-1:c1731993-c776-4ae2-86c6-554aeEXAMPLE' at 'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
  );
  await page.getByRole("button", { name: "Copy answer" }).click();
  assert.deepEqual(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())), body);
  await example("Example of the command line reference");
  await tab("AWS command");
  await page.getByRole("button", { name: "Copy command" }).click();
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    `aws cognito-identity update-identity-pool \\\n  --identity-pool-id us-west-2:11111111-1111-1111-1111-111111111111 \\\n  --identity-pool-name MyIdentityPool \\\n  --no-allow-unauthenticated-identities \\\n  --cognito-identity-providers '[{"ProviderName":"cognito-idp.us-west-2.amazonaws.com/us-west-2_111111111","ClientId":"3n4b5urk1ft4fl3mg5e62d9ado","ServerSideTokenCheck":false}]'`,
  );
});

describe("laid-out forms", () => {
  test("UpdateIdentityPool has the sections of the AWS console, and a field for every member", async (t) => {
    const { page } = await open(t, "#/cognito-identity.UpdateIdentityPool");
    assert.deepEqual(await page.locator("form h2").allInnerTexts(), [
      "Identity pool",
      "User access",
      "Identity providers",
      "Tags",
    ]);
    for (const { name } of check.describe("UpdateIdentityPool").members)
      assert.equal(await page.locator(`[data-place="/${name}"]`).count(), 1, name);
  });

  const fields = {
    SAML: ["MetadataURL", "MetadataFile", "IDPSignout", "IDPInit", "EncryptedResponses", "RequestSigningAlgorithm"],
    "OpenID Connect": [
      "client_id",
      "client_secret",
      "authorize_scopes",
      "attributes_request_method",
      "oidc_issuer",
      "authorize_url",
      "token_url",
      "attributes_url",
      "jwks_uri",
    ],
    Google: ["client_id", "client_secret", "authorize_scopes"],
    Facebook: ["client_id", "client_secret", "authorize_scopes", "api_version"],
    "Login with Amazon": ["client_id", "client_secret", "authorize_scopes"],
    "Sign in with Apple": ["client_id", "team_id", "key_id", "private_key", "authorize_scopes"],
  };
  for (const operation of ["CreateIdentityProvider", "UpdateIdentityProvider"]) {
    test(`${operation} shows the details of the type, and its examples are valid`, async (t) => {
      const { page, example, verdict, place } = await open(t, `#/cognito-idp.${operation}`);
      for (const [title, keys] of Object.entries(fields)) {
        await page.getByRole("radio", { name: title, exact: true }).check();
        await place(`/ProviderDetails/${keys[0]}`).waitFor();
        const shown = await page
          .locator('[data-place^="/ProviderDetails/"]')
          .evaluateAll((all) => all.map((each) => each.dataset.place.slice("/ProviderDetails/".length)));
        assert.deepEqual(shown, keys, title);
      }
      for (const title of Object.keys(fields)) {
        await example(title);
        await verdict.getByText("Valid").waitFor();
        assert.equal(await page.getByRole("radio", { name: title, exact: true }).isChecked(), true, title);
        assert.equal(await page.getByText("No details").count(), 1, `${title}: every key has its field`);
      }
    });
  }

  test("the type of an update is told by the request, and can be chosen against it", async (t) => {
    const { page, json, place } = await open(t, "#/cognito-idp.UpdateIdentityProvider");
    const isChosen = (name) => page.getByRole("radio", { name, exact: true }).isChecked();
    await json.fill('{"ProviderDetails": {"oidc_issuer": "https://a"}}');
    assert.equal(await isChosen("OpenID Connect"), true);
    await json.fill('{"ProviderName": "SignInWithApple"}');
    assert.equal(await isChosen("Sign in with Apple"), true);
    await page.getByRole("radio", { name: "SAML" }).check();
    await place("/ProviderDetails/MetadataURL").waitFor();
    await page.waitForFunction(() => location.hash.includes("type=SAML"));
    await page.reload();
    await place("/ProviderDetails/MetadataURL").waitFor();
    assert.equal(await isChosen("SAML"), true);
  });

  test("a social type names the provider; a type that was given up leaves its details to be seen", async (t) => {
    const { page, input, request, problems, place } = await open(t, "#/cognito-idp.CreateIdentityProvider");
    await page.getByRole("radio", { name: "Google" }).check();
    assert.deepEqual(await request(), { ProviderName: "Google", ProviderType: "Google" });
    await input("/UserPoolId").fill("us-east-1_a");
    await input("/ProviderDetails/client_id").fill("id");
    await input("/ProviderDetails/client_secret").fill("secret");
    await page.getByRole("radio", { name: "SAML" }).check();
    const now = await request();
    assert.equal(now.ProviderName, undefined);
    await input("/ProviderName").fill("MySAML");
    assert.deepEqual(Object.keys(now.ProviderDetails), ["client_id", "client_secret"]);
    assert.equal(
      await place("/ProviderDetails").getByText("What the request holds beside the fields above.").count(),
      1,
    );
    await problems.filter({ hasText: "MetadataURL or MetadataFile" }).waitFor();
    await place("/ProviderDetails/MetadataFile")
      .locator("input[type=file]")
      .setInputFiles({ name: "m.xml", mimeType: "text/xml", buffer: Buffer.from('<md a="b"/>') });
    await page.waitForFunction(
      () => document.querySelector('[data-place="/ProviderDetails/MetadataFile"] textarea')?.value === '<md a="b"/>',
    );
    assert.equal(await problems.filter({ hasText: "MetadataURL or MetadataFile" }).count(), 0);
  });
});

describe("rules", () => {
  const list = (page) => page.getByRole("list", { name: "Rules of Amazon Cognito" }).getByRole("listitem");
  const toRules = (page) => page.getByRole("link", { name: "Rules", exact: true }).click();

  test("all are listed, and found by words of name, operation, text and source", async (t) => {
    const { page } = await open(t);
    await toRules(page);
    await page.getByRole("heading", { level: 1, name: "Rules" }).waitFor();
    assert.equal(await page.title(), "Rules - cognitocheck");
    assert.equal(await list(page).count(), rules.length);
    const search = page.getByPlaceholder("Find a rule");
    for (const words of ["DEFAULT-redirect", "createuserpoolclient CallbackURLs as well", "cfg-rec-default-redirect"]) {
      await search.fill(words);
      await page.getByText(`1 of ${rules.length} rules`).first().waitFor();
      assert.equal(await list(page).getAttribute("data-rule"), "default-redirect-uri", words);
    }
    await search.fill("nothing at all");
    await page.getByText("No rule matches.").first().waitFor();
    assert.equal(await list(page).count(), 0);
  });

  test("one has its operations, answer and source; its example is opened, and undone", async (t) => {
    const { page, input, request, problems } = await open(t, "#/cognito-idp.CreateUserPoolClient");
    await input("/ClientName").fill("before");
    await toRules(page);
    await page.getByPlaceholder("Find a rule").fill("default-redirect-uri");
    const rule = rules.find(({ id }) => id === "default-redirect-uri");
    await page.getByRole("button", { name: rule.id }).click();
    for (const text of [...rule.operations, rule.answer, rule.source, "Error"]) {
      await list(page).getByText(text, { exact: true }).waitFor();
    }
    const shown = await page.getByRole("region", { name: "A request of" }).textContent();
    assert.deepEqual(JSON.parse(shown), rule.example.request);
    await page.getByRole("button", { name: `Open the example of ${rule.id}` }).click();
    await problems.getByText(rule.code).waitFor();
    assert.deepEqual(await request(), rule.example.request);
    await page.getByRole("button", { name: "Undo" }).click();
    await problems.getByText(rule.code).waitFor({ state: "detached" });
    assert.deepEqual(await request(), { ClientName: "before" });
  });

  test("an address names one, and says where there is none", async (t) => {
    const { page } = await open(t, "#/rules/token-order");
    await page.waitForFunction(() => document.activeElement?.dataset.rule === "token-order");
    // Its first line is in view.
    await page.waitForFunction(() => {
      const { top } = document.activeElement.getBoundingClientRect();
      return top > 56 && top < 200;
    });
    await page.getByRole("button", { name: "Open the example of token-order" }).waitFor();
    await page.goto(`${console_.url}#/rules/nothing`);
    await page.getByText("There is no rule nothing.").waitFor();
  });

  test("a violation leads to its rule, and back leads to the request", async (t) => {
    const { page, json, problems, request } = await open(t, "#/cognito-idp.SetUserPoolMfaConfig");
    const body = { UserPoolId: "us-east-1_a", MfaConfiguration: "ON" };
    await json.fill(JSON.stringify(body));
    await page.waitForFunction(() => location.hash.includes("request="));
    await problems.getByRole("link", { name: "rule.mfa-none" }).click();
    await page.waitForFunction(() => document.activeElement?.dataset.rule === "mfa-none");
    await page.goBack();
    await problems.getByText("rule.mfa-none").waitFor();
    assert.deepEqual(await request(), body);
    await json.fill("{}");
    await problems.getByText("Fill in “User pool ID”.").waitFor();
    assert.equal(await problems.getByText("required").count(), 0, "other codes say no more than their messages");
  });

  test("compiled rules of one's own are in use until they are removed; damaged ones are refused", async (t) => {
    const { page, find, json, request, verdict, problems } = await open(t, "#/rules");
    const pack = readFileSync(new URL("../../conformance/team.rules", import.meta.url));
    const choose = (name, buffer) =>
      page
        .locator('input[type=file][accept=".rules"]')
        .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
    await choose("team.rules", pack);
    await page.getByText("team.rules is in use").waitFor();
    await find("cognito-idp.CreateUserPool");
    await json.fill('{"PoolName": "pool"}');
    await problems.getByText("Begin the name with team-.").waitFor();
    assert.equal(await problems.getByRole("link", { name: "rule.team-name" }).count(), 0);

    await toRules(page);
    await choose("bad.rules", pack.subarray(1));
    await page.getByText("bad.rules: the rules are damaged or not for this module: compile them again").waitFor();
    await page.getByText("team.rules is in use").waitFor();
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByText("team.rules is in use").waitFor({ state: "detached" });
    await find("cognito-idp.CreateUserPool");
    await verdict.getByText("Valid").waitFor();
    assert.deepEqual(await request(), { PoolName: "pool" });
  });
});

describe("appearance", () => {
  const shots = {
    "update-identity-pool-light": [
      "cognito-identity.UpdateIdentityPool",
      "Sample of the reference page",
      { colorScheme: "light" },
    ],
    "create-identity-provider-dark": ["cognito-idp.CreateIdentityProvider", "OpenID Connect", { colorScheme: "dark" }],
    "update-identity-provider-narrow": [
      "cognito-idp.UpdateIdentityProvider",
      "SAML",
      { viewport: { width: 400, height: 860 } },
    ],
    "set-identity-pool-roles-narrow-dark": [
      "cognito-identity.SetIdentityPoolRoles",
      undefined,
      { viewport: { width: 400, height: 860 }, colorScheme: "dark" },
    ],
    "create-user-pool-light": ["cognito-idp.CreateUserPool", undefined, { colorScheme: "light" }],
    "create-user-pool-client-tablet": [
      "cognito-idp.CreateUserPoolClient",
      "Web app",
      { viewport: { width: 1024, height: 1000 } },
    ],
  };
  const judged = ["update-identity-pool-light", "create-identity-provider-dark", "set-identity-pool-roles-narrow-dark"];
  for (const [name, [operation, title, options]] of Object.entries(shots)) {
    test(`${name}: nothing sticks out${judged.includes(name) ? ", axe-core finds nothing serious" : ""}`, async (t) => {
      const { page, example, check: button, tab } = await open(t, `#/${operation}`, options);
      await example(title);
      await button.click();
      await page.waitForTimeout(150);
      assert.deepEqual(await measureOverhang(page, "form *, aside *"), { page: 0, parts: [] });
      await picture(page, name);
      if (!judged.includes(name)) return;
      assert.deepEqual(await seriousFaults(page), []);
      for (const each of ["AWS command", "AWS answer"]) {
        await tab(each);
        assert.deepEqual(await seriousFaults(page, ".output"), [], each);
      }
    });
  }

  for (const [name, options] of Object.entries({
    "rules-light": { colorScheme: "light" },
    "rules-narrow-dark": { viewport: { width: 400, height: 860 }, colorScheme: "dark" },
  })) {
    test(`${name}: nothing sticks out, axe-core finds nothing serious`, async (t) => {
      const { page } = await open(t, "#/rules/default-redirect-uri", options);
      const example = page.getByRole("button", { name: "Open the example of default-redirect-uri" });
      await example.waitFor();
      assert.deepEqual(await measureOverhang(page, "main *"), { page: 0, parts: [] });
      await picture(page, name);
      assert.deepEqual(await seriousFaults(page), []);
      await example.click();
      await page.getByRole("link", { name: "rule.default-redirect-uri" }).waitFor();
      assert.deepEqual(await seriousFaults(page, ".judge"), []);
    });
  }

  test("a form with many errors, sections and rows open", async (t) => {
    const { page, json, check: button } = await open(t, "#/cognito-idp.SetRiskConfiguration", { colorScheme: "dark" });
    await json.fill(
      JSON.stringify({
        ClientId: 5,
        CompromisedCredentialsRiskConfiguration: { EventFilter: ["NO"], Actions: { EventAction: "" } },
        RiskExceptionConfiguration: { BlockedIPRangeList: [null, "x"] },
        AccountTakeoverRiskConfiguration: { Actions: { LowAction: { Notify: "x" } } },
        Nope: {},
      }),
    );
    await button.click();
    await page.waitForTimeout(150);
    await picture(page, "errors-dark");
    assert.deepEqual(await seriousFaults(page), []);
  });

  test("follows the system, and a choice that is kept overrules it", async (t) => {
    const { page } = await open(t, "", { colorScheme: "light" });
    const isDark = () => page.evaluate(() => document.body.classList.contains("awsui-dark-mode"));
    assert.equal(await isDark(), false);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForFunction(() => document.body.classList.contains("awsui-dark-mode"));
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Light" }).click();
    assert.equal(await isDark(), false);
    await page.reload();
    await page.locator("h1").waitFor();
    assert.equal(await isDark(), false);
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemcheckbox", { name: "System" }).click();
    assert.equal(await isDark(), true);
  });

  test("on a narrow screen the operations open over the page and close when one is chosen", async (t) => {
    const { page } = await open(t, "", { viewport: { width: 400, height: 860 } });
    await page.getByRole("button", { name: "Open the operations" }).click();
    const search = page.getByPlaceholder("Find an operation");
    await search.fill("sign up");
    await picture(page, "search-narrow");
    await page.getByRole("link", { name: "SignUp", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "SignUp" }).waitFor();
    await page.waitForFunction(
      () =>
        !document
          .querySelector("input[type=search]")
          ?.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    );
  });
});

test("the keyboard alone is enough", async (t) => {
  const { page, verdict } = await open(t);
  const press = async (key, until) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press(key);
      if (await page.evaluate(until)) return;
    }
    assert.fail(`${key} never led to ${until}`);
  };
  await press("Tab", () => document.activeElement?.type === "search");
  await page.keyboard.type("create group");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "CreateGroup" }).waitFor();
  await press("Tab", () => document.activeElement?.closest('[data-place="/GroupName"]'));
  await page.keyboard.type("admins");
  await page.keyboard.press("Tab");
  await page.keyboard.type("us-east-1_a");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.dataset.testid === "verdict");
  await verdict.getByText("Valid").waitFor();
  await press("Tab", () => document.activeElement?.role === "tab");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("region", { name: "AWS command" }).waitFor();
});
