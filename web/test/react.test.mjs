// The form's state and the hooks on it: what is said where, in the form's own words, and when.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { load } from "cognitocheck";
import { english, FormState, label, useCognitoForm, useField, writeFieldTexts } from "cognitocheck/react";
import { rules } from "cognitocheck/rules";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

let check;
before(async () => {
  check = await load();
});

const labels = {
  IdentityPoolId: "Identity pool ID",
  OpenIdConnectProviderARNs: "OpenID Connect provider ARNs",
  SMSMfaSettings: "SMS MFA settings",
  MFAOptions: "MFA options",
  CallbackURLs: "Callback URLs",
  AllowedOAuthFlows: "Allowed OAuth flows",
  WebAuthnConfiguration: "WebAuthn configuration",
  S3Configuration: "S3 configuration",
  PrimaryRoute53HealthCheckId: "Primary Route 53 health check ID",
  CSS: "CSS",
  headerName: "Header name",
  SSOSession: "SSO session",
  Username: "User name",
};
describe("a member is called", () => {
  for (const [name, want] of Object.entries(labels)) test(`${name}: ${want}`, () => assert.equal(label(name), want));
});

test("no label of any operation is torn apart or in capitals by mistake", () => {
  const walk = (shape, path) => {
    for (const member of shape.members ?? []) {
      assert.match(label(member.name), /^[A-Z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*$/, `${path}.${member.name}`);
      walk(member.shape, `${path}.${member.name}`);
    }
    if (shape.element) walk(shape.element, path);
    if (shape.value) walk(shape.value, path);
  };
  for (const operation of check.operations()) walk(check.describe(operation), operation);
});

// The labels that a language writes as English does. All others are translated.
const writtenAlike = {
  de: "Claim Domain Filter Name Scopes Session Status Tags Token",
  es: "Roles Token",
  fr: "Actions Description Permanent Session Type",
  ja: "",
  pt: "Logins Status Tags Token",
  zh: "",
};
describe("each label of each member of each operation is translated", () => {
  for (const [language, alike] of Object.entries(writtenAlike)) {
    test(language, async () => {
      const { formTexts } = await import(`cognitocheck/react/${language}`);
      const same = new Set();
      const walk = (shape, path) => {
        for (const { name, shape: inner } of shape.members ?? []) {
          const own = path ? `${path}.${name}` : name;
          const told = writeFieldTexts(own, inner, formTexts).label;
          if (told === writeFieldTexts(own, inner, english).label) same.add(told);
          walk(inner, own);
        }
        if (shape.element) walk(shape.element, path);
        if (shape.value) walk(shape.value, path);
      };
      for (const operation of check.operations()) walk(check.describe(operation), "");
      assert.deepEqual([...same].sort(), alike.split(" ").filter(Boolean));
    });
  }
});

// By name: the operation, the request, the place, the message there.
const messages = {
  "a missing text": ["GetGroup", {}, "/GroupName", "Fill in “Group name”."],
  "a missing choice": ["CreateIdentityPool", {}, "/AllowUnauthenticatedIdentities", "Choose “Guest access”."],
  "a missing list": ["AddCustomAttributes", {}, "/CustomAttributes", "Add to “Custom attributes”."],
  "a blank at the end": [
    "GetGroup",
    { UserPoolId: "us-east-1_a " },
    "/UserPoolId",
    /^Not allowed: the blank at the end\. /,
  ],
  "a line break at the beginning": [
    "GetGroup",
    { UserPoolId: "\nus-east-1_a" },
    "/UserPoolId",
    /^Not allowed: the blank at the beginning\. /,
  ],
  "a character": ["CreateUserPool", { PoolName: "my!pool" }, "/PoolName", /^Not allowed: ! at place 3\. /],
  "the first of several characters": [
    "CreateUserPool",
    { PoolName: "a#b!c" },
    "/PoolName",
    /^Not allowed: # at place 2\. /,
  ],
  "a character that cannot be seen": [
    "CreateUserPool",
    { PoolName: "a\u200bb" },
    "/PoolName",
    /^Not allowed: the invisible space at place 2\. /,
  ],
  "an emoji counts as one": ["CreateUserPool", { PoolName: "😀!" }, "/PoolName", /^Not allowed: 😀 at place 1\. /],
  "capitals in the reference page's sample": [
    "UpdateIdentityPool",
    { IdentityPoolId: "us-east-1:c1731993-c776-4ae2-86c6-554aeEXAMPLE" },
    "/IdentityPoolId",
    /^Not allowed: E at place 40\. /,
  ],
  "nothing is named where no character is to blame": ["GetGroup", { UserPoolId: "useast1" }, "/UserPoolId", /^Use /],
  "a key": [
    "SetIdentityPoolRoles",
    { Roles: { "authenticated ": "arn:aws:iam::123456789012:role/a" } },
    "key:/Roles/authenticated ",
    /^Not allowed: the blank at the end\. /,
  ],
  "a sensitive value is not named": ["SignUp", { ClientId: "a!b" }, "/ClientId", /^Use /],
};
describe("says of", () => {
  for (const [name, [operation, request, place, want]] of Object.entries(messages)) {
    test(name, () => {
      const form = new FormState(check.schema(operation), request);
      assert.equal(form.errorAt(place), undefined, "nothing before the field was left");
      form.visit(place);
      if (typeof want === "string") assert.equal(form.errorAt(place), want);
      else assert.match(form.errorAt(place) ?? "", want);
      form.give(JSON.stringify(request));
      assert.notEqual(form.errorAt(place), undefined, "JSON text is judged as the object is");
    });
  }
});

describe("shapes and rules in one wave", () => {
  const body = {
    UserPoolId: "us-east-1_a",
    ClientName: "c",
    DefaultRedirectURI: "https://b",
    CallbackURLs: ["https://a"],
  };
  const codes = (request, operation = "CreateUserPoolClient") =>
    new FormState(check.schema(operation), request).ahead.map(({ code }) => code);

  test("a rule speaks beside a broken shape elsewhere", () => {
    assert.deepEqual(codes({ ...body, ClientName: "!" }), ["rule.default-redirect-uri"]);
    assert.deepEqual(codes({ ...body, UserPoolId: undefined }), ["rule.default-redirect-uri"]);
    assert.deepEqual(codes(body), [], "and by itself where all shapes pass");
  });

  test("a rule about the broken value waits", () => {
    assert.deepEqual(codes({ ...body, DefaultRedirectURI: "no uri" }), []);
    assert.deepEqual(codes({ PoolName: "!", UserPoolTier: "LITE", MfaConfiguration: "ONN" }, "CreateUserPool"), []);
    assert.deepEqual(codes({ ...body, CallbackURLs: 5 }), [], "a wrong type");
    assert.deepEqual(codes('{"ClientName"'), [], "broken JSON");
  });

  test("no finding goes away when the shapes are mended", () => {
    const lines = readFileSync(new URL("../conformance/corpus.jsonl", import.meta.url), "utf8")
      .trim()
      .split("\n");
    const requests = rules.map(({ example }) => [example.operation, example.request]);
    for (const line of lines) {
      const { operation, body, response } = JSON.parse(line);
      if (response || typeof body !== "string") continue;
      const report = check.request(operation, body);
      if (report.valid) requests.push([operation, JSON.parse(body || "{}")]);
    }
    assert.ok(requests.length > 300, `${requests.length} requests`);
    let found = 0;
    for (const [operation, request] of requests) {
      const whole = check.request(operation, request).violations.map(({ code, path }) => code + path);
      const schema = check.schema(operation);
      for (const { name, required, shape } of schema.describe().members ?? []) {
        const broken = { ...request };
        if (typeof broken[name] === "string" && !shape.sensitive) broken[name] = `${broken[name]}\u0001 `;
        else if (required) delete broken[name];
        else continue;
        for (const { code, path } of new FormState(schema, broken).ahead) {
          found++;
          assert.ok(whole.includes(code + path), `${operation} without a good ${name}: ${code} at ${path}`);
        }
      }
    }
    assert.ok(found > 50, `${found} findings`);
  });
});

test("a form sets values by pointer, and leaves out what becomes empty", () => {
  const form = new FormState(check.schema("CreateUserPool"));
  form.set("/PoolName", "p");
  form.set("/Policies/PasswordPolicy/MinimumLength", 8);
  form.set("/AliasAttributes/-", "email");
  assert.deepEqual(form.body, {
    PoolName: "p",
    Policies: { PasswordPolicy: { MinimumLength: 8 } },
    AliasAttributes: ["email"],
  });
  assert.deepEqual(form.request, form.body);
  form.set("/Policies/PasswordPolicy/MinimumLength", undefined);
  form.set("/AliasAttributes/0", undefined);
  assert.deepEqual(form.body, { PoolName: "p" });
  assert.equal(form.read("/PoolName"), "p");
  form.set("/PoolName", undefined);
  assert.equal(form.request, undefined);
});

test("listeners are told of each change, and of no other", () => {
  const form = new FormState(check.schema("GetGroup"));
  let told = 0;
  const stop = form.subscribe(() => told++);
  form.set("/GroupName", "g");
  form.visit("/GroupName");
  form.visit("/GroupName");
  stop();
  form.set("/GroupName", "h");
  assert.equal(told, 2);
});

function Page({ schema }) {
  const form = useCognitoForm(schema, { initial: { GroupName: "a b" } });
  form.visit("/GroupName");
  return createElement(Name, { form, pointer: "/GroupName" });
}

function Name({ form, pointer }) {
  const field = useField(form, pointer);
  return createElement(
    "p",
    null,
    createElement("label", { htmlFor: field.control.id }, field.label),
    createElement("input", field.control),
    createElement("small", { id: field.hintId }, field.hint),
    createElement("em", { id: field.errorId }, field.error),
  );
}

test("the hooks give a field with its words and what a control takes", () => {
  const markup = renderToStaticMarkup(createElement(Page, { schema: check.schema("CreateGroup") }));
  assert.match(markup, /<label for="[^"]+">Group name<\/label>/);
  assert.match(markup, /value="a b"/);
  assert.match(markup, /aria-required="true" aria-invalid="true" aria-describedby="[^ "]+ [^ "]+"/);
  assert.match(markup, /1 to 128 characters\./);
  assert.match(markup, /Not allowed: the space at place 2\./);
});
