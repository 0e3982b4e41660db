// The console as people meet it: where they begin, what they paste, what it tells them and when, by keyboard and phone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, describe, test } from "node:test";
import { measureOverhang, parts, picture, seriousFaults, start } from "./browser.mjs";

let console_;
before(async () => {
  console_ = await start();
});
after(() => console_?.stop());
afterEach(() => assert.deepEqual(console_.faults.splice(0), []));

async function open(t, hash = "", options = {}) {
  const page = await console_.open(hash, options);
  t.after(() => page.context().close());
  return { page, ...parts(page) };
}

const phone = { viewport: { width: 390, height: 844 } };

describe("the start", () => {
  for (const [name, options] of Object.entries({ desktop: {}, "phone, dark": { ...phone, colorScheme: "dark" } })) {
    test(`says what the page is, and leads on (${name})`, async (t) => {
      const { page } = await open(t, "", options);
      await page.getByText("Nothing is sent to AWS or to anybody else.").waitFor();
      assert.deepEqual(await measureOverhang(page, "main *"), { page: 0, parts: [] });
      assert.deepEqual(await seriousFaults(page), []);
      await picture(page, `start-${name.split(",")[0]}`);
      await page.getByRole("link", { name: "SignUp" }).last().click();
      await page.getByRole("heading", { level: 1, name: "SignUp" }).waitFor();
    });
  }

  test("something is there before the scripts are", async () => {
    const html = await (await fetch(console_.url)).text();
    assert.match(html, /what AWS will say of it, before anything is sent/);
  });

  test("files come compressed to those who take it", async () => {
    const encoding = async (accept) =>
      (await fetch(console_.url, { headers: { "Accept-Encoding": accept } })).headers.get("content-encoding");
    assert.equal(await encoding("gzip, br"), "br");
    assert.equal(await encoding("gzip"), "gzip");
    assert.equal(await encoding("identity"), null);
    assert.equal(await encoding("br;q=0"), null);
  });

  test("a service has an address, with its operations in sentences", async (t) => {
    const { page } = await open(t, "#/cognito-sync");
    await page.getByText("Deletes a dataset of an identity.").waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await page.getByRole("list").getByRole("link", { name: "DeleteDataset" }).last().click();
    await page.getByRole("heading", { level: 1, name: "DeleteDataset" }).waitFor();
    await page.getByRole("navigation", { name: "Where this is" }).getByRole("link", { name: "Cognito Sync" }).click();
    await page.getByText("Deletes a dataset of an identity.").waitFor();
  });

  test("an operation has a sentence and a link to its reference", async (t) => {
    const { page } = await open(t, "#/cognito-idp.SignUp");
    await page.getByText("Signs a new user up.").waitFor();
    const link = page.getByRole("link", { name: "API reference" });
    assert.equal(
      await link.getAttribute("href"),
      "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html",
    );
    assert.match(await link.getAttribute("rel"), /noreferrer/);
  });

  test("a link that was cut says so", async (t) => {
    const { page, request } = await open(t, "#/cognito-idp.CreateGroup?request=%7B%22GroupName%22%3A%22adm");
    await page.getByText("The link's request cannot be read").waitFor();
    assert.deepEqual(await request(), {});
  });
});

describe("messages", () => {
  test("an untouched form shows no red, and says what it needs", async (t) => {
    const { page, verdict, input } = await open(t, "#/cognito-identity.UpdateIdentityPool");
    await verdict.getByText("3 members needed").waitFor();
    assert.deepEqual(await page.getByRole("list", { name: "Still needed" }).getByRole("listitem").allInnerTexts(), [
      "Fill in “Identity pool ID”.",
      "Fill in “Identity pool name”.",
      "Choose “Guest access”.",
    ]);
    assert.equal(await page.locator("[aria-invalid=true], [class*=status-error]").count(), 0);
    // A field that was left empty is a problem, and says it once.
    await input("/IdentityPoolId").focus();
    await page.keyboard.press("Tab");
    await verdict.getByText("1 problem").waitFor();
    assert.equal(await page.locator("form").getByText("Fill in “Identity pool ID”.", { exact: true }).count(), 1);
  });

  test("the hint stays beside the error, which names the character", async (t) => {
    const { page, input, place } = await open(t, "#/cognito-idp.CreateUserPool");
    await input("/PoolName").fill("my!pool");
    await page.keyboard.press("Tab");
    await place("/PoolName").getByText("Not allowed: ! at place 3.").waitFor();
    await place("/PoolName").getByText("1 to 128 characters.").waitFor();
    await input("/PoolName").fill("pool\u200b");
    await place("/PoolName").getByText("the invisible space at place 5").waitFor();
  });

  test("shapes and rules speak in one wave", async (t) => {
    const { json, problems } = await open(t, "#/cognito-idp.CreateUserPoolClient");
    await json.fill(
      '{"UserPoolId": "us-east-1_a ", "ClientName": "c", "DefaultRedirectURI": "https://b", "CallbackURLs": ["https://a"]}',
    );
    await problems.filter({ hasText: "the blank at the end" }).waitFor();
    await problems.filter({ hasText: "Add this URI to CallbackURLs as well." }).waitFor();
    assert.equal(await problems.count(), 2);
  });
});

describe("long lists", () => {
  const roles = (count) => ({
    IdentityPoolId: "us-east-1:0a",
    Roles: {},
    RoleMappings: {
      "graph.facebook.com": {
        Type: "Rules",
        AmbiguousRoleResolution: "Deny",
        RulesConfiguration: {
          Rules: Array.from({ length: count }, (_, i) => ({
            Claim: `c${i}`,
            MatchType: "Equals",
            Value: i === 33 ? "" : "v",
            RoleARN: "arn:aws:iam::123456789012:role/a",
          })),
        },
      },
    },
  });

  test("are on the page in parts, and a problem leads to its own", async (t) => {
    const { page, json, place, problems } = await open(t, "#/cognito-identity.SetIdentityPoolRoles");
    await json.fill(JSON.stringify(roles(400)));
    await page.getByText("Rules 1 to 20 of 400").waitFor();
    assert.ok((await page.locator("form input").count()) < 60, "few inputs are on the page");
    await page.getByRole("button", { name: "Later" }).click();
    await page.getByText("Rules 21 to 40 of 400").waitFor();
    await page.getByRole("button", { name: "Earlier" }).click();
    await problems.locator("a").first().click();
    await page.getByText("Rules 21 to 40 of 400").waitFor();
    const at = "/RoleMappings/graph.facebook.com/RulesConfiguration/Rules/33/Value";
    await page.waitForFunction((at) => document.activeElement?.closest(`[data-place="${at}"]`), at);
    await place(at).locator("input").fill("v");
    await page.getByRole("button", { name: "Add rule" }).click();
    await page.getByText("Rules 401 to 401 of 401").waitFor();
    assert.deepEqual(await seriousFaults(page, "form"), []);
  });

  test("thousands are answered, too, with the first problems", async (t) => {
    const { page, json, verdict, problems } = await open(t, "#/cognito-identity.SetIdentityPoolRoles");
    const request = roles(4000);
    for (const rule of request.RoleMappings["graph.facebook.com"].RulesConfiguration.Rules) rule.Value = "";
    await json.fill(JSON.stringify(request));
    await verdict.getByText(/problems/).waitFor();
    assert.equal(await problems.count(), 20);
    await page.getByRole("button", { name: /^Show .* more$/ }).click();
    assert.equal(await problems.count(), 500);
  });
});

describe("a file that is dropped", () => {
  const pack = [...readFileSync(new URL("../../conformance/team.rules", import.meta.url))];

  /** Drops a file on the heading of the page. */
  const drop = async (page, name, bytes) => {
    const data = await page.evaluateHandle(
      ({ name, bytes }) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name));
        return data;
      },
      { name, bytes },
    );
    await page.dispatchEvent("h1", "dragenter", { dataTransfer: data });
    await page.getByText("or rules that cognitocheck rules compile has made").waitFor();
    await page.dispatchEvent("h1", "drop", { dataTransfer: data });
  };
  const text = (value) => [...new TextEncoder().encode(value)];

  for (const [title, hash, name] of [
    ["rules on a form", "#/cognito-idp.CreateUserPool", "team.rules"],
    ["rules on the start page", "", "team.rules"],
    ["rules on the list of rules", "#/rules", "team.rules"],
    ["rules of another name", "#/cognito-idp.CreateUserPool", "download"],
  ]) {
    test(`${title} are in use, until that is undone`, async (t) => {
      const { page, problems, find, json, verdict } = await open(t, hash);
      await drop(page, name, pack);
      await page.getByText(`${name} is in use`).first().waitFor();
      if (!hash.includes(".")) await find("cognito-idp.CreateUserPool");
      await json.fill('{"PoolName": "pool"}');
      await problems.getByText("Begin the name with team-.").waitFor();
      if (!hash.includes(".")) return;
      await page.getByRole("button", { name: "Undo" }).click();
      await verdict.getByText("Valid").waitFor();
    });
  }

  for (const [title, bytes] of [
    ["damaged rules", pack.slice(0, 40)],
    ["the source of rules", text("rule team-name: …")],
    ["nothing", []],
  ]) {
    test(`${title} in the place of rules: the page says how to make them, and keeps the form`, async (t) => {
      const { page, input } = await open(t, "#/cognito-idp.CreateUserPool");
      await input("/PoolName").fill("kept");
      await drop(page, "bad.rules", bytes);
      await page
        .getByText("bad.rules: the rules are damaged or not for this module: compile them again with")
        .waitFor();
      assert.equal(await input("/PoolName").inputValue(), "kept");
    });
  }

  test("a request on the start page is read as one that is pasted", async (t) => {
    const { page } = await open(t);
    await drop(page, "create.sh", text("aws cognito-idp create-group --group-name a --user-pool-id us-east-1_a"));
    await page.getByTestId("pasted").getByText("This is a request of CreateGroup.").waitFor();
  });
});

describe("paste", () => {
  const paste = (page, text) =>
    page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }, text);

  test("anywhere on the page, into the form of the operation that the text names, and undone", async (t) => {
    const { page, request, verdict, input } = await open(t);
    await paste(page, "aws cognito-idp create-group --group-name a --user-pool-id us-east-1_a --what x");
    await page.getByTestId("pasted").getByText("This is a request of CreateGroup.").waitFor();
    await page.getByTestId("pasted").getByText("--what").waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await page.getByRole("button", { name: "Take it over" }).click();
    await page.getByRole("heading", { level: 1, name: "CreateGroup" }).waitFor();
    await verdict.getByText("Valid").waitFor();
    assert.deepEqual(await request(), { GroupName: "a", UserPoolId: "us-east-1_a" });
    // What was typed since stays.
    await input("/Precedence").fill("5");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForFunction(() => document.querySelector('[data-place="/GroupName"] input')?.value === "");
    assert.deepEqual(await request(), { Precedence: 5 });
  });

  test("code into the JSON becomes JSON", async (t) => {
    const { page, json, request } = await open(t, "#/cognito-idp.CreateGroup");
    await json.content.click();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "{ GroupName: 'a', UserPoolId: \"us-east-1_a\" }");
      document
        .querySelector("json-editor")
        .shadowRoot.querySelector(".cm-content")
        .dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true }),
        );
    });
    await page.getByRole("button", { name: "Take it over" }).click();
    assert.deepEqual(await request(), { GroupName: "a", UserPoolId: "us-east-1_a" });
  });

  test("what cannot be read says where", async (t) => {
    const { page } = await open(t, "#/cognito-idp.CreateGroup");
    await page.getByRole("button", { name: "Paste", exact: true }).click();
    await page.getByRole("textbox", { name: "What you have" }).fill("new CreateGroupCommand({\n  GroupName: ,\n})");
    await page.getByText("Line 2, column 14: a value belongs here.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Take it over" }).isDisabled(), true);
  });
});

describe("the JSON", () => {
  test("has line numbers and points at the place", async (t) => {
    const { page, json, problems } = await open(t, "#/cognito-idp.ListUserPools");
    await json.fill('{\n  "MaxResults": 61\n}');
    const faulty = page.locator("json-editor .cm-lineNumbers .cm-faulty-line");
    await faulty.waitFor();
    assert.equal((await faulty.first().textContent()).trim(), "2");
    assert.equal(await page.locator("json-editor .cm-fault").textContent(), "61");
    await problems.locator("a").click();
    await json.fill('{\n  "MaxResults": }');
    await page.getByRole("alert").getByText("Line 2, column 17:").waitFor();
    await problems.locator("a").click();
    await page.waitForFunction(() => document.querySelector("json-editor").selected === "}");
  });
});

describe("secrets", () => {
  const pem = "-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----\n";

  test("a PEM that is pasted into a covered field keeps its lines; the command has neither it nor dots", async (t) => {
    const { page, input, request, place, tab } = await open(t, "#/cognito-idp.CreateIdentityProvider");
    await page.getByRole("radio", { name: "Sign in with Apple" }).check();
    await input("/ProviderDetails/client_id").fill("c");
    const key = input("/ProviderDetails/private_key");
    await key.focus();
    await key.evaluate((element, pem) => {
      const data = new DataTransfer();
      data.setData("text/plain", pem);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, pem);
    await tab("AWS command");
    const command = await page.getByRole("region", { name: "AWS command" }).textContent();
    assert.doesNotMatch(command, /•|MIGT/);
    assert.match(command, /COGNITO_PRIVATE_KEY=\$\(cat private-key\.pem\)/);
    await tab("Request JSON");
    await page.getByText("Show sensitive values").click();
    assert.equal((await request()).ProviderDetails.private_key, pem);
    assert.equal(await place("/ProviderDetails/private_key").locator("textarea").inputValue(), pem);
  });
});

describe("the keyboard", () => {
  const active = (page) => page.evaluate(() => document.activeElement?.closest("[data-place]")?.dataset.place ?? "");

  test("skips to the form; an operation that is chosen is in sight and its form has the focus", async (t) => {
    const { page } = await open(t, "#/cognito-idp.VerifyUserAttribute");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the form");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.closest('[data-place="/AccessToken"]'));
    const inSight = await page.evaluate(() => {
      const { top, bottom } = document
        .querySelector('a[href="#/cognito-idp.VerifyUserAttribute"]')
        .getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    });
    assert.equal(inSight, true);
    const search = page.getByPlaceholder("Find an operation");
    await search.fill("create group");
    await search.press("Enter");
    await page.getByRole("heading", { level: 1, name: "CreateGroup" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[data-place="/GroupName"]'));
    assert.equal(await active(page), "/GroupName");
  });

  test("a phone with the operations open is clean", async (t) => {
    const { page } = await open(t, "#/cognito-idp.CreateGroup", phone);
    await page.getByRole("button", { name: "Open the operations" }).click();
    await page.getByPlaceholder("Find an operation").waitFor();
    await page.waitForTimeout(300);
    assert.deepEqual(await seriousFaults(page), []);
  });
});
