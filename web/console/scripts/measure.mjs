// Measures what people wait for: the first view over a slow line, pasting a long request, and keys in its form and its
// JSON. It fails on nothing.
//
//     npm run measure            # all
//     npm run measure -- keys    # view or keys
import { parts, start } from "../test/browser.mjs";

const rule = (i) => ({
  Claim: `custom:team-${i}`,
  MatchType: "Equals",
  Value: `member-${i}`,
  RoleARN: `arn:aws:iam::123456789012:role/Role${i}`,
});
const roles = (mappings, rules) => ({
  IdentityPoolId: "us-east-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789",
  Roles: { authenticated: "arn:aws:iam::123456789012:role/Authenticated" },
  RoleMappings: Object.fromEntries(
    Array.from({ length: mappings }, (_, i) => [
      `cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool${i}:1example23456789`,
      {
        Type: "Rules",
        AmbiguousRoleResolution: "Deny",
        RulesConfiguration: { Rules: Array.from({ length: rules }, (_, k) => rule(i * rules + k)) },
      },
    ]),
  ),
});
const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** Requests by what they are: the operation, the body, the field that is typed into. */
const requests = {
  "SetIdentityPoolRoles, 16 × 25 rules": ["cognito-identity.SetIdentityPoolRoles", roles(16, 25), "/IdentityPoolId"],
  "SetIdentityPoolRoles, 1 × 400 rules": ["cognito-identity.SetIdentityPoolRoles", roles(1, 400), "/IdentityPoolId"],
  "SetIdentityPoolRoles, 160 × 25 rules": ["cognito-identity.SetIdentityPoolRoles", roles(160, 25), "/IdentityPoolId"],
  "SetIdentityPoolRoles, 1 × 4,000 rules": ["cognito-identity.SetIdentityPoolRoles", roles(1, 4000), "/IdentityPoolId"],
  "CreateUserPool, 100 kB of tags": [
    "cognito-idp.CreateUserPool",
    {
      PoolName: "p",
      UserPoolTags: Object.fromEntries(many(1600, (i) => [`key-${i}`, `value ${"x".repeat(40)} ${i}`])),
    },
    "/PoolName",
  ],
  "AdminCreateUser, 100 kB of attributes": [
    "cognito-idp.AdminCreateUser",
    {
      UserPoolId: "us-east-1_a",
      Username: "jane",
      UserAttributes: many(1300, (i) => ({ Name: `custom:a${i}`, Value: `value ${"x".repeat(30)} ${i}` })),
    },
    "/UserPoolId",
  ],
  "CreateUserPoolClient, 100 kB of URLs": [
    "cognito-idp.CreateUserPoolClient",
    {
      UserPoolId: "us-east-1_a",
      ClientName: "c",
      CallbackURLs: many(1800, (i) => `https://app.example.com/${"x".repeat(25)}/${i}`),
    },
    "/ClientName",
  ],
  "CreateUserPool, 100 kB in one text": [
    "cognito-idp.CreateUserPool",
    { PoolName: "p", EmailVerificationMessage: "{####} ".padEnd(100_000, "x") },
    "/PoolName",
  ],
  "CreateManagedLoginBranding, 100 kB of settings": [
    "cognito-idp.CreateManagedLoginBranding",
    {
      UserPoolId: "us-east-1_a",
      ClientId: "c",
      Settings: { list: many(2500, (i) => ({ a: i, b: `text ${i}`, c: [true] })) },
    },
    "/UserPoolId",
  ],
};

const what = process.argv[2];
const console_ = await start();
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Types keys, and tells how long each kept the page: from the event until its effects are drawn. */
async function typeKeys(page, keys) {
  const times = [];
  for (const key of keys) {
    await page.evaluate(() => {
      globalThis.keyDone = new Promise((resolve) => {
        addEventListener(
          "keydown",
          () => {
            const start = performance.now();
            // The work of the key and of what it renders, and the wait for the frame that shows it.
            setTimeout(() => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start))));
          },
          { capture: true, once: true },
        );
      });
    });
    await page.keyboard.press(key);
    times.push(await page.evaluate(() => globalThis.keyDone));
    await page.waitForTimeout(300);
  }
  return times;
}

if (what === undefined || what === "keys") {
  for (const [title, [operation, body, pointer]] of Object.entries(requests)) {
    const page = await console_.open(`#/${operation}`);
    const { input } = parts(page);
    page.setDefaultTimeout(120_000);
    await page.locator(`[data-place="${pointer}"]`).waitFor();
    await page.waitForTimeout(500);
    const text = JSON.stringify(body, null, 2);
    const started = Date.now();
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "r.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await page.waitForFunction(
      (wanted) => document.querySelector(`[data-place="${wanted}"] input`)?.value !== "",
      pointer,
    );
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    const pasted = Date.now() - started;
    await page.waitForTimeout(1000);
    await input(pointer).focus();
    await page.keyboard.press("End");
    const field = await typeKeys(page, "abcdefgh");
    const editor = page.locator("json-editor .cm-content").or(page.locator("#request-json textarea"));
    await editor.first().click({ position: { x: 40, y: 30 } });
    const json = await typeKeys(page, "    ");
    console.log(
      `${title} (${Math.round(text.length / 1000)} kB): loaded ${pasted} ms; a key in the form ${median(field).toFixed(0)} ms (most ${Math.max(...field).toFixed(0)}), in the JSON ${median(json).toFixed(0)} ms`,
    );
    await page.context().close();
  }
}

if (what === undefined || what === "view") {
  for (const [title, hash] of [
    ["start page", ""],
    ["CreateUserPool", "#/cognito-idp.CreateUserPool"],
    ["SignUp", "#/cognito-idp.SignUp"],
    ["rules", "#/rules"],
  ]) {
    const context = await console_.browser.newContext({ viewport: { width: 1440, height: 1000 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 150,
      downloadThroughput: (1.6 * 1024 * 1024) / 8,
      uploadThroughput: (750 * 1024) / 8,
    });
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const started = Date.now();
    await page.goto(`${console_.url}${hash}`, { waitUntil: "commit" });
    await page.locator("h1").waitFor();
    const first = Date.now() - started;
    if (hash.includes(".")) {
      await page.locator("[data-place] input, .form input").first().press("1");
      await page.waitForFunction(() => document.querySelector("[data-place] input, .form input").value === "1");
    }
    const usable = Date.now() - started;
    const paint = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    );
    const atUse = bytes;
    await page.waitForLoadState("networkidle");
    console.log(
      `${title}: first paint ${paint.toFixed(0)} ms, heading ${first} ms, usable ${usable} ms (${Math.round(atUse / 1000)} kB), all ${Date.now() - started} ms (${Math.round(bytes / 1000)} kB)`,
    );
    await context.close();
  }
}
await console_.stop();
