import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { artifacts, launch, open, servePages } from "./kit/browser.mjs";
import { policy } from "./kit/policy.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser;
let pages;
before(async () => {
  browser = await launch();
  pages = await servePages();
});
after(async () => {
  await browser?.close();
  pages?.close();
});

/** Finds the error of a control as a person perceives it. */
function errorOf(page, selector) {
  return page
    .locator(selector)
    .first()
    .evaluate((control) => {
      const texts = (control.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id))
        .filter((element) => element && !element.hidden && element.getClientRects().length)
        .map((element) => element.textContent);
      return {
        invalid: control.getAttribute("aria-invalid"),
        text: texts.join(" "),
        custom: control.validationMessage,
      };
    });
}

async function serious(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

const fine = { invalid: null, text: "", custom: "" };

test("the page under its policy: errors on blur, live from then on, submit blocked and unblocked", async () => {
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
  const { page, trouble, context } = await open(browser, `${pages.origin}/page/`);
  const output = page.locator("pre code");
  const id = "#id";

  // Nothing is shown before a control is left.
  await page.locator(id).click();
  await page.keyboard.type("us-east-1:XY");
  assert.deepEqual([(await errorOf(page, id)).invalid, (await errorOf(page, id)).text], [null, ""]);
  await page.keyboard.press("Tab");
  const wrong = await errorOf(page, id);
  assert.equal(wrong.invalid, "true");
  assert.match(wrong.text, /^Use a region, a colon and a GUID in lower case/);
  assert.equal(wrong.custom, wrong.text);

  // Once shown, the error goes with the key that mends the text.
  await page.locator(id).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  assert.equal((await errorOf(page, id)).invalid, "true");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("0a");
  assert.deepEqual(await errorOf(page, id), fine);

  // Submit is blocked; the first error has the focus, the others are shown.
  await page.locator("form").evaluate((form) => form.addEventListener("submit", () => (globalThis.leaked = true)));
  await page.locator("button.primary").click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "name");
  assert.equal((await errorOf(page, "#name")).text, "IdentityPoolName is required.");
  assert.equal(await output.textContent(), "Nothing sent yet.");
  assert.equal(await page.evaluate(() => globalThis.leaked), undefined, "no other listener hears of it");
  assert.deepEqual(await serious(page), []);
  await page.screenshot({ path: join(artifacts, "page-errors-light.png"), fullPage: true });

  // A valid form is sent.
  await page.locator("#name").fill("My pool");
  await page.keyboard.press("Enter");
  assert.deepEqual(JSON.parse(await output.textContent()), {
    IdentityPoolId: "us-east-1:0a",
    IdentityPoolName: "My pool",
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
  });
  assert.equal(await page.evaluate(() => globalThis.leaked), true);
  assert.equal(page.url(), `${pages.origin}/page/`);
  assert.deepEqual(trouble, []);
  await context.close();
});

test("maps and lists: rows that come and go, keys that are typed", async () => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/page/`);
  await page.locator("#id").fill("us-east-1:0a");
  await page.locator("#name").fill("My pool");
  await page.locator("#google").fill("é");
  await page.locator("#facebook").fill("7346241598935555");
  const add = (name) => page.locator(`[data-add="${name}"]`).click();
  for (let i = 0; i < 3; i++) await add("IdentityPoolTags");
  for (let i = 0; i < 2; i++) await add("OpenIdConnectProviderARNs");
  for (let i = 0; i < 2; i++) await add("CognitoIdentityProviders");
  const tag = (i, part) =>
    page.locator(`[data-rows="IdentityPoolTags"] .row:nth-child(${i}) input`).nth(part === "key" ? 0 : 1);
  await tag(1, "key").fill("team");
  await tag(1, "value").fill("login");
  await tag(2, "key").fill("team");
  await tag(3, "value").fill("no key");
  await page.locator('[name="OpenIdConnectProviderARNs/-"]').nth(1).fill("short");
  await page.locator('[name="CognitoIdentityProviders/6/ClientId"]').fill("not ok");

  const shown = async () => {
    await page.locator("button.primary").click();
    return page.locator('[aria-invalid="true"]').evaluateAll((controls) => controls.map(({ name }) => name));
  };
  const first = await shown();
  assert.deepEqual(first, [
    "SupportedLoginProviders/accounts.google.com",
    "CognitoIdentityProviders/6/ClientId",
    "OpenIdConnectProviderARNs/-",
    "IdentityPoolTags/{1}#key",
    "IdentityPoolTags/{2}#key",
  ]);
  assert.match((await errorOf(page, '[name="IdentityPoolTags/{1}#key"]')).text, /has the name twice/);
  assert.match((await errorOf(page, '[name="IdentityPoolTags/{2}#key"]')).text, /at least 1 character/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "google");
  assert.deepEqual(await serious(page), []);
  await page.screenshot({ path: join(artifacts, "page-rows-light.png"), fullPage: true });
  await page.emulateMedia({ colorScheme: "dark" });
  assert.deepEqual(await serious(page), []);
  await page.screenshot({ path: join(artifacts, "page-rows-dark.png"), fullPage: true });
  await page.setViewportSize({ width: 360, height: 740 });
  assert.ok(
    (await page.evaluate(() => document.documentElement.scrollWidth)) <= 360,
    "nothing is wider than the screen",
  );
  await page.screenshot({ path: join(artifacts, "page-rows-narrow.png"), fullPage: true });

  // A row that is removed takes its error along. The numbers then have gaps.
  await page.locator('[data-rows="IdentityPoolTags"] .row:nth-child(2) [data-remove]').click();
  await tag(2, "key").fill("owner");
  await page.locator("#google").fill("123.apps.googleusercontent.com");
  await page
    .locator('[name="OpenIdConnectProviderARNs/-"]')
    .nth(1)
    .fill("arn:aws:iam::123456789012:oidc-provider/example");
  await page.locator('[name="CognitoIdentityProviders/6/ClientId"]').fill("ok");
  assert.deepEqual(await shown(), ["CognitoIdentityProviders/6/ProviderName"], "then the rules beyond the shapes");
  await page
    .locator('[name="CognitoIdentityProviders/6/ProviderName"]')
    .fill("cognito-idp.us-east-1.amazonaws.com/us-east-1_a");
  assert.deepEqual(await shown(), []);
  assert.deepEqual(JSON.parse(await page.locator("pre code").textContent()), {
    IdentityPoolId: "us-east-1:0a",
    IdentityPoolName: "My pool",
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
    SupportedLoginProviders: {
      "accounts.google.com": "123.apps.googleusercontent.com",
      "graph.facebook.com": "7346241598935555",
    },
    CognitoIdentityProviders: [{ ProviderName: "cognito-idp.us-east-1.amazonaws.com/us-east-1_a", ClientId: "ok" }],
    OpenIdConnectProviderARNs: ["arn:aws:iam::123456789012:oidc-provider/example"],
    IdentityPoolTags: { team: "login", owner: "no key" },
  });
  assert.deepEqual(trouble, []);
  await context.close();
});

test("emoji that are pasted count as one character each", async () => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/page/`);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator('[data-add="IdentityPoolTags"]').click();
  const key = '[name="IdentityPoolTags/{0}#key"]';
  await page.evaluate(() => navigator.clipboard.writeText("😀".repeat(128)));
  await page.locator(key).focus();
  await page.keyboard.press("Control+V");
  await page.keyboard.press("Tab");
  assert.deepEqual(await errorOf(page, key), fine, "128 characters, 256 units of UTF-16");
  await page.evaluate(() => navigator.clipboard.writeText("👩‍👩‍👧"));
  await page.locator(key).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Control+V");
  await page.keyboard.press("Tab");
  assert.equal((await errorOf(page, key)).text, "Use at most 128 characters; this has 133.");
  assert.deepEqual(trouble, []);
  await context.close();
});

test("text from an input method is checked once it is composed", async () => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/page/`);
  const session = await context.newCDPSession(page);
  const name = "#name";
  await page.locator(name).focus();
  await page.keyboard.type("é");
  await page.keyboard.press("Tab");
  assert.equal((await errorOf(page, name)).invalid, "true");
  await page.locator(name).fill("");
  assert.equal((await errorOf(page, name)).text, "IdentityPoolName is required.");
  await page.locator(name).focus();
  for (const text of ["n", "に", "にh", "にほ", "にほん"]) {
    await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    assert.equal(
      (await errorOf(page, name)).text,
      "IdentityPoolName is required.",
      `nothing changes while ${text} is composed`,
    );
  }
  await session.send("Input.insertText", { text: "日本" });
  assert.equal(await page.locator(name).inputValue(), "日本");
  assert.match((await errorOf(page, name)).text, /^Use only the letters A to Z/);
  assert.deepEqual(trouble, []);
  await context.close();
});

// A field, a value that fails, the text of its error, and a value that passes.
const input = (name, more = "") => `<label>Field <input name="${name}" ${more}></label>`;
const kinds = [
  ["required", "GetId", input("IdentityPoolId"), "", /^IdentityPoolId is required\.$/, "us-east-1:0a"],
  [
    "length.max",
    "CreateGroup",
    `${input("GroupName")}<input type=hidden name=UserPoolId value=us-east-1_a>`,
    "x".repeat(129),
    /at most 128 characters; this has 129/,
    "group",
  ],
  [
    "length.min",
    "UpdateIdentityPool",
    input("OpenIdConnectProviderARNs/-"),
    "x",
    /at least 20 characters; this has 1/,
    "x".repeat(20),
    { partial: true },
  ],
  ["pattern", "CreateUserPool", input("PoolName"), "née", /^Use only the letters A to Z/, "pool"],
  ["range.max", "ListIdentityPools", input("MaxResults", "inputmode=numeric"), "61", /^Use 60 or less\.$/, " 60 "],
  ["range.min", "ListIdentityPools", input("MaxResults", "type=number"), "0", /^Use 1 or more\.$/, "1"],
  [
    "type",
    "ListIdentityPools",
    input("MaxResults"),
    "ten",
    /^Use a whole number of 32 bits here, not a string\.$/,
    "1e1",
  ],
  [
    "enum",
    "SetUserPoolMfaConfig",
    `${input("MfaConfiguration")}<input type=hidden name=UserPoolId value=us-east-1_a>`,
    "on",
    /^Use one of OFF, ON, OPTIONAL\.$/,
    "OFF",
  ],
  [
    "items.max",
    "DeleteIdentities",
    `<label>Field <select multiple name=IdentityIdsToDelete>${Array.from({ length: 61 }, (_, i) => `<option>us-east-1:${i}</option>`).join("")}</select></label>`,
    Array.from({ length: 61 }, (_, i) => `us-east-1:${i}`),
    /at most 60 elements; this has 61/,
    ["us-east-1:1"],
  ],
  [
    "entries.max",
    "GetId",
    `${Array.from({ length: 10 }, (_, i) => `<input type=hidden name="Logins/p${i}" value=t>`).join("")}${input("Logins/example.com")}<input type=hidden name=IdentityPoolId value=us-east-1:0a>`,
    "token",
    /at most 10 entries; this has 11/,
    "",
  ],
  [
    "length.min of a key",
    "TagResource",
    `${input("Tags/{a}#key")}<input type=hidden name="Tags/{a}" value=v><input type=hidden name=ResourceArn value=arn:aws:cognito-idp:us-east-1:1:userpool/a>`,
    "",
    /at least 1 character; this has 0/,
    "key",
    { operation: "cognito-idp.TagResource" },
  ],
  [
    "base64",
    "SetUICustomization",
    `${input("ImageFile")}<input type=hidden name=UserPoolId value=us-east-1_a>`,
    "%%%",
    /base64 text with padding/,
    "AAAA",
  ],
  [
    "JSON in one field",
    "CreateManagedLoginBranding",
    `<label>Field <textarea name=Settings></textarea></label><input type=hidden name=UserPoolId value=us-east-1_a><input type=hidden name=ClientId value=c>`,
    "",
    /useCognitoProvidedValues|Settings/i,
    '{"a":[1,{"b":null}]}',
  ],
  [
    "a boolean in a list of choices",
    "CreateIdentityPool",
    `<label>Field <select name=AllowUnauthenticatedIdentities><option></option><option>true</option><option>false</option></select></label><input type=hidden name=IdentityPoolName value=n>`,
    "",
    /is required/,
    "true",
  ],
  [
    "a number that does not fit",
    "CreateGroup",
    `${input("Precedence")}<input type=hidden name=GroupName value=g><input type=hidden name=UserPoolId value=us-east-1_a>`,
    "12345678901",
    /whole number of 32 bits/,
    "2147483647",
  ],
];

test("a wrong value of each kind is told next to its field", async (t) => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/kinds/kinds.html`);
  for (const [kind, bare, fields, wrong, message, right, { partial = false, operation = bare } = {}] of kinds) {
    await t.test(kind, async () => {
      const rest = partial
        ? "<input type=hidden name=IdentityPoolId value=us-east-1:0a><input type=hidden name=IdentityPoolName value=n><input type=checkbox name=AllowUnauthenticatedIdentities aria-label=guests>"
        : "";
      await page.evaluate(([name, html]) => globalThis.make(name, html), [operation, fields + rest]);
      const field = page.locator("label > *");
      const set = (value) =>
        Array.isArray(value) || fields.includes("<select") ? field.selectOption(value) : field.fill(value);
      const name = await field.getAttribute("name");
      await set(wrong);
      await page.locator("button").click();
      assert.deepEqual(await page.evaluate(() => globalThis.sent), []);
      const error = await errorOf(page, `[name="${name}"]`);
      assert.match(error.custom, message);
      assert.match(error.text, message);
      await set(right);
      await page.locator("button").click();
      assert.equal((await page.evaluate(() => globalThis.sent)).length, 1);
      assert.equal((await errorOf(page, `[name="${name}"]`)).custom, "");
    });
  }
  assert.deepEqual(trouble, []);
  await context.close();
});

test("boxes, radio buttons and hidden halves make the request that they show", async () => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/kinds/kinds.html`);
  const boxes = ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"]
    .map((flow) => `<label><input type=checkbox name="ExplicitAuthFlows/-" value=${flow}> ${flow}</label>`)
    .join("");
  const radios = ["LEGACY", "ENABLED"]
    .map((value) => `<label><input type=radio name=PreventUserExistenceErrors value=${value}> ${value}</label>`)
    .join("");
  await page.evaluate(
    (html) => globalThis.make("CreateUserPoolClient", html),
    `${input("UserPoolId")}${input("ClientName")}${boxes}${radios}
    <input type=checkbox name=GenerateSecret><input name="AnalyticsConfiguration/ApplicationId"><input type=checkbox name="AnalyticsConfiguration/UserDataShared">
    <input name="RefreshTokenValidity" value=30><input name=_csrf value=secret><input name=ReadAttributes/- value=email disabled>`,
  );
  await page.locator('[name="UserPoolId"]').fill("us-east-1_a");
  await page.locator('[name="ClientName"]').fill("app");
  await page.locator("[value=ALLOW_CUSTOM_AUTH]").check();
  await page.locator("[value=ALLOW_USER_AUTH]").check();
  await page.locator("[value=LEGACY]").check();
  const request = {
    UserPoolId: "us-east-1_a",
    ClientName: "app",
    ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH"],
    PreventUserExistenceErrors: "LEGACY",
    GenerateSecret: false,
    RefreshTokenValidity: 30,
  };
  assert.deepEqual(await page.evaluate(() => globalThis.readForm()), request);
  await page.locator('[name="AnalyticsConfiguration/ApplicationId"]').fill("a");
  assert.deepEqual((await page.evaluate(() => globalThis.readForm())).AnalyticsConfiguration, {
    ApplicationId: "a",
    UserDataShared: false,
  });
  await page.locator('[name="AnalyticsConfiguration/ApplicationId"]').fill("");
  await page.locator('[name="AnalyticsConfiguration/UserDataShared"]').check();
  assert.deepEqual((await page.evaluate(() => globalThis.readForm())).AnalyticsConfiguration, { UserDataShared: true });
  assert.deepEqual(trouble, []);
  await context.close();
});

test("JSON in a field: what is no JSON says where, and errors inside name the member", async () => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/kinds/kinds.html`);
  const cases = [
    ["SignUp", "UserAttributes", '[{"Name":"a",}]', /^1:14: The JSON breaks here/],
    ["SignUp", "UserAttributes", '[\n  {"Näme": "ä" "b"}]', /^2:16: The JSON breaks here/],
    ["SignUp", "UserAttributes", "[1] [2]", /^1:5: The JSON breaks here/],
    ["SignUp", "UserAttributes", "email", /^1:1: The JSON breaks here/],
    ["SignUp", "ClientMetadata", "{'a': 1}", /^1:2: The JSON breaks here/],
    ["CreateManagedLoginBranding", "Settings", '{"a":', /^1:6: The JSON (?:breaks|ends)/],
    ["SignUp", "UserAttributes", '[{"Name":"email"},{"Name":""}]', /^1\/Name: Use at least 1 character/],
    ["SignUp", "UserAttributes", "{}", /^Use a list here/],
    ["SetIdentityPoolRoles", "RoleMappings/accounts.google.com", '{"Type":"x"}', /^Type: Use one of /],
    ["SetIdentityPoolRoles", "RoleMappings/a~1b", '{"Type"}', /^1:8: The JSON breaks here/],
    ["CreateIdentityPool", "CognitoIdentityProviders/0", "{", /^1:2: The JSON /],
    ["CreateManagedLoginBranding", "Settings", "[".repeat(200), /^1:\d+: This is nested deeper than 128 levels\.$/],
    ["CreateIdentityPool", "CognitoIdentityProviders/-", '{"ClientId":"x y"}', /^ClientId: Use only /],
  ];
  for (const [operation, name, text, message] of cases) {
    const markup = `<label>Field <textarea name="${name}"></textarea></label>`;
    await page.evaluate(([one, html]) => globalThis.make(one, html), [operation, markup]);
    await page.locator("textarea").fill(text);
    await page.locator("button").click();
    assert.match((await errorOf(page, "textarea")).text, message, text);
    assert.deepEqual(await page.evaluate(() => globalThis.sent), []);
  }
  // A valid form with text that is no JSON is not sent either, although a document may be a text.
  await page.evaluate(
    (html) => globalThis.make("CreateManagedLoginBranding", html),
    '<input name=UserPoolId value=us-east-1_a><input name=ClientId value=c><label>Field <textarea name=Settings>{"a"}</textarea></label>',
  );
  await page.locator("button").click();
  assert.deepEqual(await page.evaluate(() => globalThis.sent), []);
  assert.deepEqual(trouble, []);
  await context.close();
});

test("a control that belongs to nothing is told to the developer, on a page of this machine", async () => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/kinds/kinds.html`);
  for (let i = 0; i < 2; i++) {
    await page.evaluate(
      (html) => globalThis.make("GetId", html),
      '<input name=IdentityPoolID><input name="Logins/accounts.google.com"><input><button name=go>Go</button>',
    );
  }
  assert.equal(trouble.length, 1, trouble.join());
  assert.match(
    trouble[0],
    /^console: cognitocheck: the control "IdentityPoolID" is in no request of cognito-identity\.GetId, and is not checked\. .*Did you mean IdentityPoolId\?/,
  );
  await context.close();
});

test("an error elsewhere in the form, a place of its own for it, German", async () => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/kinds/kinds.html`);
  const make = (fields, options) =>
    page.evaluate(([html, more]) => globalThis.make("GetId", html, more), [fields, options]);
  // The form has no field for IdentityPoolId, so its error belongs to no control.
  await make(input("AccountId"));
  await page.locator("button").click();
  const made = page.locator("form > p.cognitocheck-error");
  assert.equal(await made.textContent(), "IdentityPoolId is required.");
  assert.ok(await made.evaluate((element) => element === document.activeElement), "it has the focus");
  await make(`${input("AccountId")}<p id=mine data-error-for=""></p>`, { deutsch: true });
  await page.locator("button").click();
  assert.equal(await page.locator("#mine").textContent(), "IdentityPoolId fehlt.");
  await make(
    `<p data-error-for="IdentityPoolId"></p><label>Field <input name="/IdentityPoolId" aria-describedby=hint></label><p id=hint>Like us-east-1:0a</p>`,
  );
  await page.locator("button").click();
  assert.match(await page.locator("input").getAttribute("aria-describedby"), /^hint cognitocheck-/);
  assert.deepEqual(trouble, []);
  await context.close();
});

test("one click sends, although the field that is left errs; reset and unbind take everything back", async () => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/kinds/kinds.html`);
  await page.evaluate(
    (html) => globalThis.make("UpdateIdentityPool", html),
    `${input("IdentityPoolId")}${input("IdentityPoolName")}<input type=checkbox name=AllowUnauthenticatedIdentities><button type=reset>Reset</button>`,
  );
  await page.locator('[name="IdentityPoolId"]').fill("x");
  // An error would appear above the button between press and release. The click must count all the same.
  await page.getByText("Send").click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "IdentityPoolId");
  assert.equal(await page.locator('[aria-invalid="true"]').count(), 2);
  await page.getByText("Reset").click();
  await page.waitForFunction(() => !document.querySelector("[aria-invalid]"));
  await page.locator('[name="IdentityPoolId"]').fill("x");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator("[aria-invalid]").count(), 1);
  assert.deepEqual(
    await page.evaluate(() => [
      document.querySelector("form").noValidate,
      document.querySelector("form").checkValidity(),
    ]),
    [true, false],
  );
  await page.evaluate(() => globalThis.unbind());
  assert.equal(await page.locator("[aria-invalid], [aria-describedby], .cognitocheck-error").count(), 0);
  assert.deepEqual(
    await page.evaluate(() => [
      document.querySelector("form").noValidate,
      document.querySelector("form").checkValidity(),
    ]),
    [false, true],
  );
  assert.deepEqual(await page.evaluate(() => globalThis.refusals), [
    'TypeError: bindForm takes a form element: bindForm(document.querySelector("form"), check.schema("SignUp"))',
    "TypeError: bindForm takes a schema: bindForm(form, check.schema(operation))",
  ]);
  assert.deepEqual(trouble, []);
  await context.close();
});

test("without a submit function the form is submitted as ever, once it is valid", async () => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/kinds/kinds.html`);
  await page.evaluate((html) => {
    globalThis.make("GetId", html, { native: true });
    Object.assign(document.querySelector("form"), { method: "post", action: "/sent" });
  }, input("IdentityPoolId"));
  await page.locator("button").click();
  assert.deepEqual(pages.posted, []);
  await page.locator("input").fill("us-east-1:0a");
  await Promise.all([page.waitForRequest((request) => request.method() === "POST"), page.locator("button").click()]);
  assert.deepEqual(pages.posted, ["/sent"]);
  assert.deepEqual(trouble, []);
  await context.close();
});

test("a wrong MIME type does no harm; a policy without wasm-unsafe-eval is named", async () => {
  const octets = await servePages({ wasmType: "application/octet-stream" });
  const { trouble, context } = await open(browser, `${octets.origin}/kinds/kinds.html`);
  assert.deepEqual(trouble, []);
  await context.close();
  octets.close();

  const strict = await servePages({ csp: "default-src 'none'; script-src 'self'; connect-src 'self'" });
  const other = await browser.newContext();
  const closed = await other.newPage();
  const [error] = await Promise.all([
    closed.waitForEvent("pageerror"),
    closed.goto(`${strict.origin}/kinds/kinds.html`),
  ]);
  assert.match(
    error.message,
    /the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src/,
  );
  await other.close();
  strict.close();
});

test("Chromium gives the same reports as native Go, byte for byte", async () => {
  const { page, trouble, context } = await open(browser, `${pages.origin}/kinds/kinds.html`);
  const { count, failures } = await page.evaluate(async () => {
    const [{ load }, { conformance }, corpus] = await Promise.all([
      import("/kinds/cognitocheck/stream.js"),
      import("/kit/conformance.mjs"),
      fetch("/corpus/corpus.jsonl").then((response) => response.text()),
    ]);
    return conformance(load, corpus);
  });
  assert.ok(count > 1000, `${count} cases`);
  assert.deepEqual(failures.slice(0, 3), []);
  assert.deepEqual(trouble, []);
  await context.close();
});
