import assert from "node:assert/strict";
import { before, test } from "node:test";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { FieldApi, FormApi } from "@tanstack/form-core";
import { load } from "cognitocheck";
import { texts } from "cognitocheck/de";
import { createFormControl } from "react-hook-form";

const pool = { IdentityPoolId: "us-east-1:0a1b2c3d", IdentityPoolName: "pool", AllowUnauthenticatedIdentities: false };
let check;
before(async () => {
  check = await load();
});

test("validate is synchronous and hands a valid value on as it is", () => {
  const schema = check.schema("UpdateIdentityPool");
  assert.equal(schema.operation, "cognito-identity.UpdateIdentityPool");
  assert.deepEqual([schema["~standard"].version, schema["~standard"].vendor], [1, "cognitocheck"]);
  const result = schema["~standard"].validate(pool);
  assert.equal(result.value, pool);
  assert.equal(result.issues, undefined);
});

test("issues have paths with numbers for lists only, messages, codes and parameters", () => {
  const { issues } = check.schema("UpdateIdentityPool")["~standard"].validate({
    ...pool,
    CognitoIdentityProviders: [{}, { ClientId: "x y" }],
    SupportedLoginProviders: { 0: "", "a/b~c": "é" },
    IdentityPoolTags: { ["k".repeat(129)]: "v" },
    OpenIdConnectProviderARNs: ["x".repeat(2049)],
  });
  const at = (...path) => issues.filter((issue) => JSON.stringify(issue.path) === JSON.stringify(path));
  assert.equal(at("CognitoIdentityProviders", 1, "ClientId")[0].code, "pattern");
  assert.deepEqual(
    at("SupportedLoginProviders", "0").map(({ code }) => code),
    ["length.min", "pattern"],
  );
  assert.equal(at("SupportedLoginProviders", "a/b~c")[0].code, "pattern");
  const [key] = at("IdentityPoolTags", "k".repeat(129));
  assert.deepEqual([key.key, key.limit, key.actual], [true, 128, 129]);
  const [arn] = at("OpenIdConnectProviderARNs", 0);
  assert.deepEqual(
    [arn.code, arn.limit, arn.actual, arn.message],
    ["length.max", 2048, 2049, "Use at most 2048 characters; this has 2049."],
  );
});

test("what is no object is an issue, never JSON text", () => {
  for (const value of ["{}", JSON.stringify(pool), 5, null, undefined, true]) {
    const { issues } = check.schema("UpdateIdentityPool")["~standard"].validate(value);
    assert.deepEqual([issues[0].code, issues[0].path], ["type", []], String(value));
  }
});

test("empty strings can be absent", () => {
  const schema = check.schema("CreateIdentityPool", { emptyStrings: "absent" });
  const given = {
    IdentityPoolName: "n",
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: "",
    OpenIdConnectProviderARNs: [""],
    CognitoIdentityProviders: [{ ProviderName: "" }],
    IdentityPoolTags: {},
  };
  assert.equal(check.schema("CreateIdentityPool")["~standard"].validate(given).value, undefined);
  assert.deepEqual(schema["~standard"].validate(given).value, {
    IdentityPoolName: "n",
    AllowUnauthenticatedIdentities: true,
    OpenIdConnectProviderARNs: [],
    CognitoIdentityProviders: [],
    IdentityPoolTags: {},
  });
  assert.deepEqual(
    schema["~standard"].validate({ IdentityPoolName: "" }).issues.map(({ code }) => code),
    ["required", "required"],
  );
  assert.throws(() => check.schema("GetId", { emptyStrings: "maybe" }), TypeError);
});

test("safeParse returns what was checked, and issues at the places in what was given", () => {
  const schema = check.schema("CreateIdentityPool", { emptyStrings: "absent" });
  const given = {
    IdentityPoolName: "n",
    AllowUnauthenticatedIdentities: false,
    DeveloperProviderName: "",
    OpenIdConnectProviderARNs: ["", "arn:aws:iam::123456789012:oidc-provider/example", ""],
    SupportedLoginProviders: { accounts: { google: { com: "1" } }, "graph.facebook.com": "2" },
  };
  const { success, data, issues, report } = schema.safeParse(given);
  assert.deepEqual([success, issues, report.valid], [true, undefined, true]);
  assert.deepEqual(data, {
    IdentityPoolName: "n",
    AllowUnauthenticatedIdentities: false,
    OpenIdConnectProviderARNs: ["arn:aws:iam::123456789012:oidc-provider/example"],
    SupportedLoginProviders: { "accounts.google.com": "1", "graph.facebook.com": "2" },
  });
  assert.equal(check.request("CreateIdentityPool", data).valid, true, "what is handed on is what was checked");
  const wrong = schema.safeParse({
    ...given,
    OpenIdConnectProviderARNs: ["", "", "short"],
    SupportedLoginProviders: { accounts: { google: { com: "é" } }, graph: "é" },
    CognitoIdentityProviders: [{ ClientId: "" }, { ClientId: "x y" }],
  });
  assert.equal(wrong.data, undefined);
  assert.deepEqual(
    wrong.issues.map(({ path }) => path),
    [
      ["OpenIdConnectProviderARNs", 2],
      ["SupportedLoginProviders", "accounts", "google", "com"],
      ["SupportedLoginProviders", "graph"],
      ["CognitoIdentityProviders", 1, "ClientId"],
    ].sort(
      (a, b) =>
        wrong.issues.findIndex(({ path }) => path[0] === a[0]) - wrong.issues.findIndex(({ path }) => path[0] === b[0]),
    ),
  );
  const roles = check.schema("SetIdentityPoolRoles", { emptyStrings: "absent" }).safeParse({
    IdentityPoolId: "us-east-1:0a",
    Roles: { authenticated: "arn:aws:iam::123456789012:role/a" },
    RoleMappings: {
      accounts: { google: { com: { Type: "Token", AmbiguousRoleResolution: "Deny" } } },
      graph: { x: { Type: "No" } },
    },
  });
  assert.deepEqual(
    roles.issues.map(({ path }) => path),
    [["RoleMappings", "graph", "x", "Type"]],
  );
  for (const value of [5, null, "{}", undefined])
    assert.equal(check.schema("GetId").safeParse(value).issues[0].code, "type", String(value));
});

test("what is too deep is the same TypeError with empty strings absent", () => {
  const nested = (depth, wrap) => {
    let value = "";
    for (let i = 0; i < depth; i++) value = wrap(value);
    return { ClientMetadata: value };
  };
  const circle = { UserAttributes: [{}] };
  circle.UserAttributes[0].Name = circle;
  const errorOf = (value, emptyStrings) => {
    try {
      check.schema("SignUp", { emptyStrings })["~standard"].validate(value);
    } catch (error) {
      return error;
    }
  };
  for (const value of [
    nested(20_000, (a) => ({ a })),
    nested(20_000, (a) => [a]),
    nested(1001, (a) => ({ "a/b": a })),
    circle,
  ]) {
    const want = errorOf(value, "present");
    const got = errorOf(value, "absent");
    assert.ok(got instanceof TypeError, String(got));
    assert.equal(got.message, want.message);
  }
  assert.equal(
    errorOf(
      nested(1000, (a) => ({ a })),
      "absent",
    ),
    undefined,
  );
});

test("react-hook-form's resolver", async () => {
  const resolver = standardSchemaResolver(check.with({ texts }).schema("UpdateIdentityPool"));
  const options = { fields: {}, shouldUseNativeValidation: false };
  assert.deepEqual(await resolver(pool, undefined, options), { values: pool, errors: {} });
  const { errors } = await resolver(
    { ...pool, IdentityPoolName: undefined, OpenIdConnectProviderARNs: ["x"] },
    undefined,
    options,
  );
  assert.equal(errors.IdentityPoolName.message, "IdentityPoolName fehlt.");
  assert.equal(errors.OpenIdConnectProviderARNs[0].message, "Mindestens 20 Zeichen; hier sind es 1.");
});

// Keys with dots, as the fields of a form name them, and the form's own way to its errors.
const google = "SupportedLoginProviders.accounts.google.com";
const created = { IdentityPoolName: "n", AllowUnauthenticatedIdentities: false };

test("react-hook-form: a field whose name has the dots of a key gets its error, and its value is sent", async () => {
  const schema = check.schema("CreateIdentityPool", { emptyStrings: "absent" });
  const { subscribe, register, handleSubmit, getFieldState } = createFormControl({
    resolver: standardSchemaResolver(schema),
    defaultValues: { ...created, DeveloperProviderName: "" },
  });
  // Someone listens, as a component does: errors are kept for those only.
  subscribe({ formState: { errors: true }, callback: () => undefined });
  const field = register(google);
  const type = (value) => field.onChange({ type: "change", target: { name: google, value } });
  const sent = [];
  const submit = handleSubmit((value) => sent.push(value));
  await type("é");
  await submit();
  assert.match(getFieldState(google).error.message, /^Use only the letters/);
  assert.deepEqual(sent, []);
  await type("1");
  await submit();
  assert.equal(getFieldState(google).error, undefined);
  assert.deepEqual(sent, [{ ...created, SupportedLoginProviders: { "accounts.google.com": "1" } }]);
});

test("TanStack Form: a field whose name has the dots of a key gets its error", async () => {
  const schema = check.schema("CreateIdentityPool", { emptyStrings: "absent" });
  const sent = [];
  const form = new FormApi({
    defaultValues: { ...created, SupportedLoginProviders: {} },
    validators: { onChange: schema },
    onSubmit: ({ value }) => sent.push(schema.safeParse(value).data),
  });
  form.mount();
  const field = new FieldApi({ form, name: google });
  field.mount();
  field.setValue("é");
  await form.handleSubmit();
  assert.match(field.state.meta.errors[0].message, /^Use only the letters/);
  assert.deepEqual(sent, []);
  field.setValue("1");
  await form.handleSubmit();
  assert.deepEqual(field.state.meta.errors, []);
  assert.deepEqual(sent, [{ ...created, SupportedLoginProviders: { "accounts.google.com": "1" } }]);
});

test("TanStack Form", async () => {
  let sent;
  const form = new FormApi({
    defaultValues: { ...pool, IdentityPoolName: "", OpenIdConnectProviderARNs: ["x"] },
    validators: { onChange: check.schema("UpdateIdentityPool") },
    onSubmit: ({ value }) => {
      sent = value;
    },
  });
  form.mount();
  await form.handleSubmit();
  assert.equal(sent, undefined);
  const errors = form.state.errorMap.onChange ?? form.state.errors[0];
  assert.match(errors.IdentityPoolName[0].message, /at least 1 character/);
  assert.ok(Object.keys(errors).some((name) => name.startsWith("OpenIdConnectProviderARNs")));
  form.setFieldValue("IdentityPoolName", "name");
  form.setFieldValue("OpenIdConnectProviderARNs", []);
  await form.handleSubmit();
  assert.equal(sent.IdentityPoolName, "name");
});
