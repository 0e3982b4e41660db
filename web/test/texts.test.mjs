// The languages: each has all texts of the catalogue, with their values, wherever the module says them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { load, UndecidedError } from "cognitocheck";
import { rules } from "cognitocheck/rules";
import { buildSync } from "esbuild";
// The lists are no entry of the package: only its types and its tests have a use for them.
import { ruleTexts, words } from "../dist/catalogue_gen.js";
import { english } from "../dist/english_gen.js";
import { languages } from "./kit/languages.mjs";

/** What may stand for each placeholder, and what a translation must have of it. */
const samples = {
  limit: ["7"],
  actual: ["1", "12"],
  s: ["s"],
  ies: ["ies"],
  member: ["AMember"],
  key: ["a_key"],
  enum: ["ONE, TWO"],
  date: ["2026-08-07"],
  nearest: ["", " Did you mean AMember?"],
  unit: ["character", "byte"],
  expected: ["a list", "true or false"],
  found: ["this number", "null"],
  reason: ["a colon is expected", "it ends too early"],
  allowed: words.filter((text) => text.length > "this number".length && !text.includes("{member}")),
};
const placeholder = /\{(\w+)\}/;
/** What no text may have left when its values are filled in. The service's own {####} is none. */
const unfilled = /\{\w|undefined/;

/** Makes the English texts of a template, each with the values in it that must be in its translation as they are. */
function* fill(template, values = []) {
  const [before, name, ...rest] = template.split(placeholder);
  if (name === undefined) {
    yield { text: before, values };
    return;
  }
  const after = rest.map((part, i) => (i % 2 ? `{${part}}` : part)).join("");
  assert.ok(samples[name], `the test has no sample for {${name}}`);
  for (const sample of samples[name]) {
    const verbatim = ["limit", "actual", "member", "key", "enum", "date"].includes(name) ? [sample] : [];
    for (const { text, values: all } of fill(after, [...values, ...verbatim])) {
      yield { text: before + sample + text, values: all };
    }
  }
}

/** Fails for a translation that is the English, has a value less, or has a placeholder left. */
function assertTranslated(translation, text, values) {
  assert.notEqual(translation, text);
  assert.doesNotMatch(translation, unfilled, text);
  for (const value of values) assert.ok(translation.includes(value), `${translation}: the value ${value} is missing`);
}

let check;
before(async () => {
  check = await load();
});

for (const [name, texts] of languages) {
  test(`${name}: the messages of all codes`, () => {
    for (const [code, template] of Object.entries(english)) {
      for (const { text, values } of fill(template)) {
        assertTranslated(texts.tell({ code, message: text }), text, values);
      }
    }
  });

  test(`${name}: the messages of all rules, in reports and in lists`, () => {
    for (const template of ruleTexts) {
      const known = placeholder.test(template) ? ["{key}"] : [];
      const listed = texts.translate(template);
      assert.notEqual(listed, template);
      assert.deepEqual(listed.match(/\{\w+\}/g) ?? [], known, listed);
      for (const { text, values } of fill(template)) {
        assertTranslated(texts.tell({ code: "rule.any", message: text }), text, values);
      }
    }
    for (const { message } of rules) assert.notEqual(texts.translate(message), message);
  });

  test(`${name}: the names and values of the service stay as they are`, () => {
    const names = (text) =>
      text.match(/\b[A-Z][a-z]+(?:[A-Z][a-zA-Z]+)+\b|\b[A-Z]+(?:_[A-Z0-9]+)+\b|\b[a-z]+_[a-z_]+\b/g) ?? [];
    // Where the English is the service's own sentence, the translation says what to do in other words.
    const reworded = new Set(
      ruleTexts.filter((text) => rules.some(({ message, answer }) => message === text && answer === text)),
    );
    for (const text of ruleTexts) {
      if (reworded.has(text)) continue;
      for (const one of names(text)) assert.ok(texts.translate(text).includes(one), `${texts.translate(text)}: ${one}`);
    }
  });

  test(`${name}: all words`, () => {
    const same = new Set(["null", "true", "false"]);
    for (const text of words) {
      const translation = texts.translate(text);
      if (!same.has(text)) assert.notEqual(translation, text);
      assert.equal(translation.includes("{####}"), text.includes("{####}"), translation);
      assert.equal(/\{##[^#{}]+##\}/.test(translation), text.includes("{##words##}"), translation);
      for (const [example] of text.matchAll(/(?<=as in )\S+/g)) assert.ok(translation.includes(example), translation);
    }
  });

  test(`${name}: what could not be checked`, () => {
    for (const reason of ["size", "names", "pointer", "rules", "trap"]) {
      const error = new UndecidedError(reason, "in English");
      assert.match(texts.tellUndecided(error), /.{10}/);
      assert.notEqual(texts.tellUndecided(error), error.message);
    }
  });

  test(`${name}: what a form says itself`, () => {
    const message = "This is no JSON.";
    assert.match(texts.translate(message), /JSON/);
    assert.notEqual(texts.translate(message), message);
    assert.equal(texts.with({ forms: { [message]: "!" } }).translate(message), "!");
  });

  test(`${name}: the conformance corpus`, async () => {
    const lines = readFileSync(new URL("../conformance/corpus.jsonl", import.meta.url), "utf8")
      .trim()
      .split("\n");
    const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const own = readFileSync(new URL("../conformance/team.yaml", import.meta.url), "utf8");
    const checks = new Map([[undefined, check]]);
    const codes = new Set();
    for (const line of lines) {
      const { operation, response, pointer, body = "", base64, rules, warnings = true, levels = "" } = JSON.parse(line);
      if (!checks.has(rules)) checks.set(rules, await load({ rules: bytes(rules) }));
      const pairs = levels
        .split(",")
        .filter(Boolean)
        .map((one) => one.split("="));
      const options = { warnings, levels: Object.fromEntries(pairs) };
      const input = base64 ? bytes(base64) : new TextEncoder().encode(body);
      const [plain, said] = [{}, { texts }].map((more) => {
        const on = checks.get(rules).with({ ...options, ...more });
        return pointer === undefined
          ? on[response ? "response" : "request"](operation, input)
          : on.field(operation, pointer, input);
      });
      assert.equal(said.json, plain.json);
      for (const list of ["violations", "warnings"]) {
        assert.deepEqual(
          said[list].map(({ message: _, ...rest }) => rest),
          plain[list].map(({ message: _, ...rest }) => rest),
        );
        for (const [i, { code, message, member, limit }] of said[list].entries()) {
          const { message: text } = plain[list][i];
          codes.add(code);
          if (message === text) assert.ok(own.includes(text), `${code}: ${text} is not translated`);
          assert.doesNotMatch(message, unfilled, text);
          if (text.includes(String(limit))) assert.ok(message.includes(String(limit)), message);
          if (text.includes(`${member} `)) assert.ok(message.includes(member), message);
        }
      }
    }
    assert.ok(codes.size > 20, `${codes.size} codes`);
  });
}

test("every rule that is broken says so in the language", () => {
  const [, texts] = languages[0];
  const all = check.with({ texts, warnings: true });
  for (const { code, message, example } of rules) {
    const report = all.request(example.operation, JSON.stringify(example.request));
    const told = [...report.violations, ...report.warnings].filter((violation) => violation.code === code);
    assert.ok(told.length, code);
    for (const violation of told) assert.notEqual(violation.message.slice(0, 9), message.slice(0, 9), code);
  }
});

test("texts of one's own, and for rules of one's own", () => {
  const [, texts] = languages.find(([name]) => name === "de");
  const own = texts.with({
    messages: { required: "Bitte {member} angeben." },
    rules: {
      "Begin the name with team-.": "Beginnen Sie den Namen mit team-.",
      "{key} is not ours.": "Nicht unser: {key}.",
    },
  });
  assert.equal(own.tell({ code: "required", message: "PoolName is required." }), "Bitte PoolName angeben.");
  assert.equal(texts.tell({ code: "required", message: "PoolName is required." }), "PoolName fehlt.");
  assert.equal(
    own.tell({ code: "rule.x", message: "Begin the name with team-." }),
    "Beginnen Sie den Namen mit team-.",
  );
  assert.equal(own.tell({ code: "rule.x", message: "{limit} is not ours." }), "Nicht unser: {limit}.");
  assert.equal(own.language, "de");
  const bad = [
    [{ messages: { requird: "x" } }, /there is no code "requird"; the codes are syntax, /],
    [{ messages: { "rule.x": "x" } }, /the text of rule\.x goes into rules, by the rule's message/],
    [
      { messages: { required: "{membr} fehlt." } },
      /there is no value for \{membr\}; the English is "\{member\} is required\."/,
    ],
    [{ messages: { required: () => "x" } }, /is a string, not function/],
    [{ rules: { "Ours.": "{key}" } }, /there is no value for \{key\}; the English is "Ours\."/],
  ];
  for (const [given, message] of bad) assert.throws(() => texts.with(given), { name: "TypeError", message });
  for (const given of [null, {}, { required: () => "x" }, "de"]) {
    assert.throws(() => check.with({ texts: given }), { name: "TypeError", message: /texts are those of a language/ });
  }
});

test("a message that is not of the catalogue stays as it is", () => {
  for (const [, texts] of languages) {
    for (const [code, message] of [
      ["length.max", "Use no more than 3 letters."],
      ["pattern", "Use words that a newer module has."],
      ["rule.own", "PoolName is required."],
      ["newer", "PoolName is required."],
    ]) {
      assert.equal(texts.tell({ code, message }), message);
    }
  }
});

test("numbers take the form of the word that goes with them", () => {
  const few = "Give at most 1 element; this has 2.";
  const many = "Give at most 5 elements; this has 6.";
  const cases = [
    ["de", "items.max", few, "Höchstens 1 Element; hier sind es 2."],
    ["de", "items.max", many, "Höchstens 5 Elemente; hier sind es 6."],
    ["es", "length.max", "Use at most 1 character; this has 2.", "Use como máximo 1 carácter; aquí hay 2."],
    ["es", "length.max", "Use at most 5 characters; this has 6.", "Use como máximo 5 caracteres; aquí hay 6."],
    ["fr", "entries.max", "Give at most 0 entries; this has 2.", "Indiquez au plus 0 entrée\u00a0; ici\u00a0: 2."],
    ["fr", "length.min", "Use at least 2 bytes; this has 1.", "Utilisez au moins 2 octets\u00a0; ici\u00a0: 1."],
    ["ja", "items.max", many, "要素を 5 個以下にしてください。現在は 6 個です。"],
    ["pt", "entries.min", "Give at least 1 entry; this has 0.", "Informe pelo menos 1 entrada; aqui há 0."],
    ["zh", "length.max", "Use at most 5 characters; this has 6.", "请最多使用 5 个字符；当前为 6 个。"],
  ];
  for (const [language, code, message, want] of cases) {
    const [, texts] = languages.find(([name]) => name === language);
    assert.equal(texts.tell({ code, message }), want);
  }
});

test("the README has the size of each language", () => {
  const web = fileURLToPath(new URL("../", import.meta.url));
  const readme = readFileSync(join(web, "README.md"), "utf8");
  for (const [name] of languages) {
    const { outputFiles } = buildSync({
      entryPoints: [join(web, `dist/${name}.js`)],
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
    });
    const size = brotliCompressSync(outputFiles[0].contents).length / 1000;
    const told = Number(new RegExp(`\\| \`cognitocheck/${name}\` \\| ([\\d.]+) kB \\|`).exec(readme)?.[1]);
    assert.ok(Math.abs(told - size) < 0.15, `README says ${told} kB of ${name}, it is ${size}`);
  }
});
