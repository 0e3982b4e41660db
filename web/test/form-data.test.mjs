import assert from "node:assert/strict";
import { before, test } from "node:test";
import { parse } from "@conform-to/dom";
import { formatIssues, parseSubmission, report } from "@conform-to/dom/future";
import { load } from "cognitocheck";
import { parseFormData, textSchema } from "cognitocheck/form-data";

let check;
before(async () => {
  check = await load();
});

function formData(...entries) {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

const image = [137, 80, 78, 71];
const cases = [
  {
    name: "booleans, numbers, timestamps and blobs from strings",
    operation: "UpdateRecords",
    entries: [
      ["IdentityPoolId", "us-east-1:0a"],
      ["IdentityId", "us-east-1:0a"],
      ["DatasetName", "d"],
      ["SyncSessionToken", "t"],
      ["RecordPatches/0/Op", "replace"],
      ["RecordPatches/0/Key", "k"],
      ["RecordPatches/0/SyncCount", " 7 "],
      ["RecordPatches/0/DeviceLastModifiedDate", "2026-11-28T12:00:00Z"],
    ],
    data: {
      IdentityPoolId: "us-east-1:0a",
      IdentityId: "us-east-1:0a",
      DatasetName: "d",
      SyncSessionToken: "t",
      RecordPatches: [{ Op: "replace", Key: "k", SyncCount: 7, DeviceLastModifiedDate: 1795867200 }],
    },
  },
  {
    name: "base64",
    operation: "SetUICustomization",
    entries: [
      ["UserPoolId", "us-east-1_a"],
      ["ImageFile", Buffer.from(image).toString("base64")],
      ["CSS", ""],
    ],
    data: { UserPoolId: "us-east-1_a", ImageFile: "iVBORw==" },
  },
  ...["on", "true", "TRUE", "1"].map((text) => ({
    name: `a box that is ticked, as ${text}`,
    operation: "CreateIdentityPool",
    entries: [
      ["IdentityPoolName", "n"],
      ["AllowUnauthenticatedIdentities", text],
    ],
    data: { IdentityPoolName: "n", AllowUnauthenticatedIdentities: true },
  })),
  {
    name: "a box that is not ticked, required and not",
    operation: "CreateIdentityPool",
    entries: [["IdentityPoolName", "n"]],
    data: { IdentityPoolName: "n", AllowUnauthenticatedIdentities: false },
  },
  {
    name: "a hidden field before the box",
    operation: "CreateIdentityPool",
    entries: [
      ["IdentityPoolName", "n"],
      ["AllowClassicFlow", "false"],
      ["AllowUnauthenticatedIdentities", "false"],
      ["AllowUnauthenticatedIdentities", "true"],
    ],
    data: { IdentityPoolName: "n", AllowClassicFlow: false, AllowUnauthenticatedIdentities: true },
  },
  ...["ReadAttributes", "ReadAttributes/-", "ReadAttributes[]"].map((list) => ({
    name: `a list by the name ${list}`,
    operation: "CreateUserPoolClient",
    entries: [
      ["UserPoolId", "us-east-1_a"],
      ["ClientName", "c"],
      [list, "email"],
      [list, ""],
      [list, "name"],
      ["RefreshTokenValidity", "30"],
      ["GenerateSecret", "off"],
    ],
    data: {
      UserPoolId: "us-east-1_a",
      ClientName: "c",
      ReadAttributes: ["email", "name"],
      RefreshTokenValidity: 30,
      GenerateSecret: false,
    },
  })),
  ...["SupportedLoginProviders/accounts.google.com", "SupportedLoginProviders.accounts.google.com"].map((google) => ({
    name: `a key with dots by the name ${google}`,
    operation: "CreateIdentityPool",
    entries: [
      ["IdentityPoolName", "n"],
      [google, "1"],
      ["$ACTION_ID_1", ""],
      ["csrf", "x"],
    ],
    data: {
      IdentityPoolName: "n",
      AllowUnauthenticatedIdentities: false,
      SupportedLoginProviders: { "accounts.google.com": "1" },
    },
    foreign: ["$ACTION_ID_1", "csrf"],
  })),
  {
    name: "keys that are typed, structures in maps by names with dots",
    operation: "SetIdentityPoolRoles",
    entries: [
      ["IdentityPoolId", "us-east-1:0a"],
      ["Roles/{1}#key", "authenticated"],
      ["Roles/{1}", "arn:aws:iam::123456789012:role/a"],
      ["RoleMappings.accounts.google.com.Type", "Token"],
      ["RoleMappings.accounts.google.com.AmbiguousRoleResolution", "Deny"],
    ],
    data: {
      IdentityPoolId: "us-east-1:0a",
      Roles: { authenticated: "arn:aws:iam::123456789012:role/a" },
      RoleMappings: { "accounts.google.com": { Type: "Token", AmbiguousRoleResolution: "Deny" } },
    },
  },
  {
    name: "JSON in one field, and gaps between indexes",
    operation: "CreateIdentityPool",
    entries: [
      ["IdentityPoolName", "n"],
      ["IdentityPoolTags", ' {"a":"1"} '],
      ["CognitoIdentityProviders[3].ProviderName", "cognito-idp.us-east-1.amazonaws.com/us-east-1_a"],
      ["CognitoIdentityProviders[3].ClientId", "a"],
      ["CognitoIdentityProviders[1].ClientId", ""],
    ],
    data: {
      IdentityPoolName: "n",
      AllowUnauthenticatedIdentities: false,
      IdentityPoolTags: { a: "1" },
      CognitoIdentityProviders: [{ ProviderName: "cognito-idp.us-east-1.amazonaws.com/us-east-1_a", ClientId: "a" }],
    },
  },
];

for (const { name, operation, entries, data, foreign = [] } of cases) {
  test(`${name}: what is checked is what comes back`, () => {
    for (const given of [formData(...entries), new URLSearchParams(entries)]) {
      const parsed = parseFormData(given, check.schema(operation));
      assert.deepEqual(parsed.issues, undefined, JSON.stringify(parsed.issues));
      assert.deepEqual([parsed.success, parsed.data, parsed.errors, parsed.foreign], [true, data, {}, foreign]);
      assert.equal(check.request(operation, parsed.data).valid, true);
    }
  });
}

test("errors are by the fields' names; a missing field is named as its neighbours are", () => {
  const pool = check.schema("CreateIdentityPool");
  const slashed = parseFormData(
    formData(
      ["CognitoIdentityProviders/7/ClientId", "x y"],
      ["SupportedLoginProviders/accounts.google.com", "é"],
      ["OpenIdConnectProviderARNs/-", ""],
      ["OpenIdConnectProviderARNs/-", "short"],
      ["IdentityPoolTags/{1}#key", ""],
      ["IdentityPoolTags/{1}", "v"],
      ["AllowUnauthenticatedIdentities", "maybe"],
    ),
    pool,
  );
  assert.deepEqual(Object.keys(slashed.errors).sort(), [
    "AllowUnauthenticatedIdentities",
    "CognitoIdentityProviders/7/ClientId",
    "IdentityPoolName",
    "IdentityPoolTags/{1}#key",
    "OpenIdConnectProviderARNs/-",
    "SupportedLoginProviders/accounts.google.com",
  ]);
  const dotted = parseFormData(
    formData(["CustomDomainConfig.x", "1"], ["LambdaConfig.PreTokenGenerationConfig.LambdaVersion", "V1_0"]),
    check.schema("UpdateUserPool"),
  );
  assert.deepEqual(dotted.foreign, ["CustomDomainConfig.x"]);
  assert.deepEqual(
    Object.keys(dotted.errors),
    ["UserPoolId", "LambdaConfig.PreTokenGenerationConfig.LambdaArn"].sort(
      (a, b) => Object.keys(dotted.errors).indexOf(a) - Object.keys(dotted.errors).indexOf(b),
    ),
  );
  assert.match(dotted.errors.UserPoolId[0], /required/);
});

test("a file that was not chosen is left out, another one is refused with the way out", () => {
  const schema = check.schema("SetUICustomization");
  const none = formData(["UserPoolId", "us-east-1_a"], ["ImageFile", new File([], "")]);
  assert.deepEqual(parseFormData(none, schema).data, { UserPoolId: "us-east-1_a" });
  const one = formData(["UserPoolId", "us-east-1_a"], ["ImageFile", new File(["x"], "a.png")]);
  assert.throws(() => parseFormData(one, schema), /the field ImageFile is a file: put its content as base64 text/);
});

test("textSchema reads the objects of texts that libraries make of a FormData", () => {
  const schema = textSchema(check.schema("CreateIdentityPool"));
  const { validate } = schema["~standard"];
  const texts = {
    IdentityPoolName: "n",
    AllowUnauthenticatedIdentities: "on",
    AllowClassicFlow: undefined,
    OpenIdConnectProviderARNs: ["", "arn:aws:iam::123456789012:oidc-provider/example"],
    SupportedLoginProviders: { accounts: { google: { com: "1" } } },
  };
  assert.deepEqual(validate(texts).value, {
    IdentityPoolName: "n",
    AllowUnauthenticatedIdentities: true,
    OpenIdConnectProviderARNs: ["arn:aws:iam::123456789012:oidc-provider/example"],
    SupportedLoginProviders: { "accounts.google.com": "1" },
  });
  const { issues } = validate({
    ...texts,
    OpenIdConnectProviderARNs: ["", "x"],
    SupportedLoginProviders: { accounts: { google: { com: "é" } } },
    CognitoIdentityProviders: [{ ClientId: "x y" }],
  });
  assert.deepEqual(
    new Set(issues.map(({ path }) => JSON.stringify(path))),
    new Set([
      '["OpenIdConnectProviderARNs",1]',
      '["SupportedLoginProviders","accounts","google","com"]',
      '["CognitoIdentityProviders",0,"ClientId"]',
    ]),
  );
  assert.deepEqual(
    validate({ IdentityPoolName: "n", OpenIdConnectProviderARNs: "x" }).issues.map(({ path, code }) => [path, code]),
    [[["OpenIdConnectProviderARNs", 0], "length.min"]],
  );
  for (const value of [undefined, null, {}, []]) assert.equal(validate(value).issues[0].code, "required");
});

// The names of fields as Conform writes them.
const conformed = {
  valid: [
    ["IdentityPoolName", "n"],
    ["AllowUnauthenticatedIdentities", "on"],
    ["OpenIdConnectProviderARNs[0]", ""],
    ["CognitoIdentityProviders[0].ClientId", "c"],
    ["CognitoIdentityProviders[0].ProviderName", "cognito-idp.us-east-1.amazonaws.com/us-east-1_a"],
    ["CognitoIdentityProviders[0].ServerSideTokenCheck", "on"],
    ["SupportedLoginProviders.accounts.google.com", "1"],
  ],
  wrong: [
    ["IdentityPoolName", "née"],
    ["OpenIdConnectProviderARNs[0]", "short"],
    ["CognitoIdentityProviders[0].ClientId", "x y"],
    ["SupportedLoginProviders.accounts.google.com", "é"],
  ],
};
const request = {
  IdentityPoolName: "n",
  AllowUnauthenticatedIdentities: true,
  CognitoIdentityProviders: [
    { ClientId: "c", ProviderName: "cognito-idp.us-east-1.amazonaws.com/us-east-1_a", ServerSideTokenCheck: true },
  ],
  SupportedLoginProviders: { "accounts.google.com": "1" },
};
const wrongNames = conformed.wrong.map(([name]) => name).sort();

test("Conform parses the form, and has the request or the errors by its own names", () => {
  const schema = textSchema(check.schema("CreateIdentityPool"));
  const submit = (entries) =>
    parse(formData(...entries), {
      resolve(payload) {
        const { value, issues } = schema["~standard"].validate(payload);
        return issues ? { error: formatIssues(issues).fieldErrors } : { value };
      },
    });
  const { status, value } = submit(conformed.valid);
  assert.deepEqual([status, value], ["success", request]);
  const { error } = submit(conformed.wrong).reply();
  assert.deepEqual(Object.keys(error).sort(), wrongNames);
  assert.match(error["SupportedLoginProviders.accounts.google.com"][0], /^Use only the letters/);
  assert.match(submit([]).reply().error.IdentityPoolName[0], /is required/);
});

test("Conform's reports take the issues", () => {
  const schema = textSchema(check.schema("CreateIdentityPool"));
  const submission = parseSubmission(formData(...conformed.wrong));
  const { issues } = schema["~standard"].validate(submission.payload);
  const { error } = report(submission, { error: { issues } });
  assert.deepEqual(Object.keys(error.fieldErrors).sort(), wrongNames);
  assert.deepEqual(schema["~standard"].validate(parseSubmission(formData(...conformed.valid)).payload), {
    value: request,
  });
});

test("parseFormData reads the same fields, and names its errors as Conform's fields", () => {
  const schema = check.schema("CreateIdentityPool");
  assert.deepEqual(parseFormData(formData(...conformed.valid), schema).data, request);
  assert.deepEqual(Object.keys(parseFormData(formData(...conformed.wrong), schema).errors).sort(), wrongNames);
});
