// The console in each of its languages: nothing is left in English, and switching keeps what was entered.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { start } from "./browser.mjs";
import { sources } from "./sources.mjs";

let vite;
let console_;
let speeches;
before(async () => {
  vite = await sources();
  console_ = await start();
  const { languages, loadSpeech } = await vite.load("/src/speech/index.ts");
  speeches = await Promise.all(Object.keys(languages).map(loadSpeech));
});
after(async () => {
  await console_?.stop();
  await vite?.stop();
});

/** What is the same in every language: names, and what a language writes as English does. */
const same =
  /^(?:JSON|CloudFormation|Terraform|SAML|OpenID Connect|Google|Facebook|Login with Amazon|Cognito Sync|Tags|Status|Optional|System|[Nn]otifications|Source|Verdict|Error|Name|Session|Scopes|tag|URL|login|option|Session|Type|Roles|Rôles|Domain|Filter|Description|Base64.*|JWKS.*|Tokens?|Header|No|Parameter|mapping|value|byte|[?].*|\W*)$/;

/** Lists the texts in a catalogue, with the path to each; functions are called with marked arguments. */
function* list(value, path = []) {
  if (typeof value === "string") yield { path: path.join("."), text: value, marks: [] };
  else if (typeof value === "function") {
    for (const n of [1, 5]) {
      const marks = Array.from({ length: value.length }, (_, i) => n + i * 10);
      // Some take names, and not numbers.
      const call = () => {
        try {
          return value(...marks);
        } catch {
          return value(...marks.map(String));
        }
      };
      yield { path: path.join("."), text: call(), marks };
    }
  } else for (const [name, inner] of Object.entries(value)) yield* list(inner, [...path, name]);
}

test("each catalogue of the page says all that the English says", () => {
  const [english, ...others] = speeches;
  const wanted = [...list(english.page)];
  assert.ok(wanted.length > 200);
  for (const { language, page } of others) {
    const have = [...list(page)];
    // What takes no argument may be a plain function: {members} is the same for one and many in some languages.
    const texts = new Map(have.map(({ path, text }) => [path, text]));
    const missing = wanted.filter(({ path }) => !texts.has(path)).map(({ path }) => path);
    assert.deepEqual([...new Set(missing)], [], language);
    const surplus = [...texts.keys()].filter((path) => !wanted.some((each) => each.path === path));
    assert.deepEqual(surplus, [], language);
    for (const { path, text, marks } of have) {
      assert.doesNotMatch(text, /undefined|\[object|NaN/, `${language} ${path}`);
      for (const mark of marks)
        assert.ok(text.includes(String(mark)), `${language} ${path}: ${text} lacks an argument`);
    }
    const untranslated = wanted
      .filter(({ path, text, marks }) => !marks.length && texts.get(path) === text && !same.test(text))
      .map(({ path, text }) => `${path}: ${text}`);
    assert.deepEqual(untranslated, [], language);
  }
});

test("each language says the words around fields that English says", () => {
  const [english, ...others] = speeches;
  for (const { language, form, tag } of others) {
    assert.equal(form.language, tag);
    for (const [path, words] of Object.entries(english.form.members)) {
      for (const [name, text] of Object.entries(words)) {
        // The placeholders of all languages are the English ones.
        if (name === "placeholder") continue;
        const own = form.members[path]?.[name];
        assert.equal(typeof own, typeof text, `${language}: ${path}.${name}`);
        if ((name === "label" || name === "help") && !same.test(text))
          assert.notEqual(own, text, `${language}: ${path}.${name}`);
      }
    }
    for (const [min, max] of [
      [1, undefined],
      [undefined, 5],
      [3, 3],
      [2, 128],
    ]) {
      for (const counted of ["characters", "bytes", "items", "entries", "number"]) {
        const text = form.bounds(min, max, counted);
        assert.doesNotMatch(text, /[{}|]|undefined/);
        for (const n of [min, max]) if (n !== undefined) assert.ok(text.includes(String(n)), text);
        assert.notEqual(text, english.form.bounds(min, max, counted));
      }
    }
    assert.equal(Object.keys(form.invisible).join(), Object.keys(english.form.invisible).join());
  }
});

test("each language has a sentence for each operation", async () => {
  const [english, ...others] = await Promise.all(speeches.map(async ({ sentences }) => (await sentences()).sentences));
  assert.ok(Object.keys(english).length > 100);
  for (const sentences of others) {
    assert.deepEqual(Object.keys(sentences), Object.keys(english));
    for (const [operation, text] of Object.entries(sentences)) {
      assert.match(text, /.{3}[.。]$/, operation);
      assert.notEqual(text, english[operation]);
    }
  }
});

test("the page switches its language, keeps what was entered, and stays in it", { timeout: 120_000 }, async (t) => {
  const page = await console_.open("#/cognito-idp.ChangePassword");
  t.after(() => page.context().close());
  const [english, ...others] = speeches;
  const verdict = page.getByTestId("verdict");
  const place = (pointer) => page.locator(`[data-place="${pointer}"] input`).first();
  await page.locator("h1").waitFor();
  await place("/PreviousPassword").fill("Secret-1 and more");
  await place("/ProposedPassword").fill(" a secret with a blank before it");
  await place("/ProposedPassword").press("Tab");
  let { top } = english.page;
  const { languages } = await vite.load("/src/speech/index.ts");
  for (const speech of [...others, english]) {
    await page.getByRole("button", { name: new RegExp(`^${top.language}`) }).click();
    await page.getByRole("menuitemcheckbox", { name: languages[speech.language] }).click();
    await page.locator(`html[lang="${speech.tag}"]`).waitFor({ state: "attached" });
    ({ top } = speech.page);
    await page.getByRole("link", { name: top.rules, exact: true }).first().waitFor();
    assert.equal(await place("/PreviousPassword").inputValue(), "Secret-1 and more", "a secret stays in the form");
    const label = speech.form.members.AccessToken?.label ?? speech.form.label("AccessToken");
    await page.locator('[data-place="/AccessToken"]').getByText(label).first().waitFor();
    await page.getByRole("heading", { name: speech.page.verdict.title, exact: true }).waitFor();
    await page.getByRole("button", { name: speech.page.form.check, exact: true }).first().click();
    const { sentences } = await speech.sentences();
    await page.getByText(sentences["cognito-idp.ChangePassword"]).first().waitFor();
    const message = speech.form.fillIn(label);
    await page.getByText(message).first().waitFor();
    assert.doesNotMatch(await page.evaluate(() => location.href + JSON.stringify({ ...localStorage })), /[Ss]ecret/);
  }
  await page.getByRole("button", { name: new RegExp(`^${top.language}`) }).click();
  await page.getByRole("menuitemcheckbox", { name: "日本語" }).click();
  await page.locator('html[lang="ja"]').waitFor({ state: "attached" });
  await page.reload();
  await page.locator('html[lang="ja"]').waitFor({ state: "attached" });
  await verdict.waitFor();
  assert.deepEqual(console_.faults, []);
});

test("rules and their messages are in the page's language, and found in it and in English", async (t) => {
  const page = await console_.open("#/rules/default-redirect-uri", { locale: "de-AT" });
  t.after(() => page.context().close());
  await page.locator('html[lang="de"]').waitFor({ state: "attached" });
  await page.getByText("Nehmen Sie diesen URI auch in CallbackURLs auf.").waitFor();
  const search = page.getByRole("searchbox", { name: "Regel suchen" });
  for (const [query, id] of [
    ["Ländervorwahl", "phone-country"],
    ["country code", "phone-country"],
  ]) {
    await search.fill(query);
    await page.locator(`[data-rule="${id}"]`).waitFor();
  }
  await page.goto(
    `${console_.url}#/cognito-idp.CreateGroup?request=${encodeURIComponent('{"GroupName":"a b","UserPoolId":"x"}')}`,
  );
  await page.getByText("eine Region, _ und Buchstaben oder Ziffern").first().waitFor();
  assert.deepEqual(console_.faults, []);
});

test("the browser's language is taken where the page has it", async () => {
  for (const [locale, tag] of [
    ["pt-PT", "pt-BR"],
    ["zh-CN", "zh-Hans"],
    ["zh-TW", "en"],
    ["it-IT", "en"],
    ["fr", "fr"],
  ]) {
    const page = await console_.open("#/rules", { locale });
    await page.locator("h1").waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), tag, locale);
    await page.context().close();
  }
});

describe("before the page is there", () => {
  /** Opens the page in a language, without some of its files; gives what is to be seen of it. */
  async function open(t, language, hold, locale) {
    const context = await console_.browser.newContext({ locale: locale ?? "en-US" });
    t.after(() => context.close());
    if (language) {
      const choice = `localStorage.setItem("cognitocheck-language", ${JSON.stringify(language)})`;
      await context.addInitScript(choice);
    }
    const page = await context.newPage();
    await page.route(/\/page-[\w-]+\.js|\.wasm/, hold);
    await page.goto(console_.url, { waitUntil: "commit" });
    return page;
  }
  const written = async (page) => (await page.locator(".shell").allInnerTexts()).join("");
  const holdBack = () => undefined;

  test("it is in the page's language: what it is, that it loads, and that it cannot start", async (t) => {
    const seen = { loading: new Set(), failed: new Set() };
    for (const { language, tag } of speeches) {
      for (const [state, hold] of [
        ["loading", holdBack],
        ["failed", (route) => route.abort()],
      ]) {
        const page = await open(t, language, hold);
        await page.locator(`.shell[data-state=${state}] [lang="${tag}"] .${state}`).waitFor();
        assert.equal(await page.evaluate(() => document.documentElement.lang), tag);
        const lines = (await written(page)).split("\n").filter(Boolean);
        assert.equal(lines.length, state === "loading" ? 3 : 4, `${language}: ${lines}`);
        for (const line of lines.slice(1, 3)) {
          assert.ok(!seen[state].has(line), line);
          seen[state].add(line);
        }
      }
    }
  });

  test("without a choice it is in the browser's", async (t) => {
    const page = await open(t, undefined, holdBack, "fr-CA");
    await page.locator(".shell[data-state=loading]").waitFor();
    assert.match(await written(page), /La page se charge/);
  });
});

test("all of the menu is in sight on a phone, in each language", async () => {
  for (const { language } of speeches) {
    const page = await console_.open("", {
      viewport: { width: 390, height: 844 },
      prepare: `localStorage.setItem("cognitocheck-language", ${JSON.stringify(language)})`,
    });
    await page.locator("h1").waitFor();
    const right = await page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll("#top a, #top button")].map((each) => each.getBoundingClientRect().right),
      ),
    );
    assert.ok(right <= 390, `${language}: up to ${right}`);
    await page.context().close();
  }
});
