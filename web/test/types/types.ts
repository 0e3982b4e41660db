// Compiled by test/types.test.mjs, never run.

import type { UpdateIdentityPoolCommandInput } from "@aws-sdk/client-cognito-identity";
import { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { CognitoSyncClient } from "@aws-sdk/client-cognito-sync";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import {
  type BareOperation,
  type Check,
  type CognitoIdp,
  load,
  type Operation,
  type OperationNamed,
  type Report,
  type RequestOf,
  type ResponseOf,
} from "cognitocheck";
import { cognitocheckPlugin, type InvalidRequestError } from "cognitocheck/aws-sdk";
import module from "cognitocheck/cognitocheck.wasm";
import { texts } from "cognitocheck/de";
import { precheck } from "cognitocheck/edge";
import { bindForm } from "cognitocheck/form";
import { parseFormData, textSchema } from "cognitocheck/form-data";
import { rules } from "cognitocheck/rules";
import { type Catalogue, makeTexts } from "cognitocheck/texts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {
  // Its type is the test.
};

const check: Check = await load(new URL("./cognitocheck.wasm", import.meta.url), { warnings: true, texts });

await load(module, { limit: 1000 });
await load({ warnings: true });

// Rules of one's own, and the list of those that come along.
await load({ rules: new Uint8Array() });
await load(module, { rules: fetch("/team.rules") });
// @ts-expect-error rules are given to load
check.with({ rules: new Uint8Array() });
check.request(rules[0]!.example.operation, rules[0]!.example.request);

// Names of operations.
check.request("cognito-idp.SignUp", {});
check.request("SignUp", "{}");
check.request("AWSCognitoIdentityProviderService.SignUp", new Uint8Array());
// @ts-expect-error not an operation
check.request("SignUpp", {});
// @ts-expect-error in two services
check.request("TagResource", {});
check.request("cognito-idp.TagResource", {});
// @ts-expect-error of another service
check.request("AWSCognitoIdentityService.SignUp", {});
same<OperationNamed<"GetId">, "cognito-identity.GetId">(true);
same<OperationNamed<"AWSCognitoIdentityService.GetId">, "cognito-identity.GetId">(true);
same<Extract<BareOperation, "UntagResource">, never>(true);
same<RequestOf<"SignUp">, CognitoIdp.SignUpRequest>(true);
const operation: Operation = check.find("anything");

// A body is no number.
// @ts-expect-error
check.request(operation, 5);

// Bodies are typed: what is known to be misspelt or of another type is an error, what is not known is for the module.
check.request("SignUp", { ClientId: "1", Username: null, UserAttributes: [{ Name: "email" }] });
check.request("InitiateAuth", { AuthFlow: "NO_SUCH_FLOW", AuthParameters: { USERNAME: "a" } });
// @ts-expect-error misspelt
check.request("SignUp", { ClientId: "1", Usernme: "alice" });
// @ts-expect-error misspelt, further inside
check.request("SignUp", { UserAttributes: [{ Nme: "email" }] });
// @ts-expect-error no string
check.request("SignUp", { Username: 5 });
check.response("GetId", { IdentityId: "x" });
// @ts-expect-error of the request
check.response("GetId", { AccountId: "x" });
declare const anything: object;
declare const record: Record<string, unknown>;
declare const draft: { Username?: string };
check.request("SignUp", anything);
check.request("SignUp", record);
check.request("SignUp", draft);
check.request("SignUp", JSON.parse("{}"));
check.request("SetUICustomization", { ImageFile: new Uint8Array(), UserPoolId: "a" });
check.request("CreateManagedLoginBranding", { Settings: { any: [1, { thing: null }] } });
check.request("UpdateRecords", { RecordPatches: [{ DeviceLastModifiedDate: new Date() }] });
check.request(operation, anything);
check.request(operation, { ClientId: "1" });
const parsed = check.schema("GetId").safeParse(record);
if (parsed.success) parsed.data.IdentityPoolId.trim();
else parsed.issues[0]?.path.join(".");
const fields = parseFormData(new FormData(), check.schema("GetId"));
if (fields.success) fields.data.IdentityPoolId.trim();
else fields.errors[""]?.join();
const ofTexts: StandardSchemaV1<unknown, RequestOf<"GetId">> = textSchema(check.schema("cognito-identity.GetId"));
precheck(check, { undecided: "pass", basePath: "/api" });

// The request of an operation fits the SDK's input.
const request: RequestOf<"UpdateIdentityPool"> = {
  IdentityPoolId: "",
  IdentityPoolName: "",
  AllowUnauthenticatedIdentities: true,
};
const input: UpdateIdentityPoolCommandInput = request;
// @ts-expect-error IdentityPoolId is missing
const incomplete: RequestOf<"UpdateIdentityPool"> = { IdentityPoolName: "", AllowUnauthenticatedIdentities: true };
const response: ResponseOf<"GetId"> = {};

// Reports are told apart by valid.
const report: Report = check.request("SignUp", {});
if (report.valid) same<typeof report.error, undefined>(true);
else report.error.message.trim();

// A Standard Schema by the specification's own types.
const schema = check.schema("UpdateIdentityPool");
const standard: StandardSchemaV1<RequestOf<"UpdateIdentityPool">> = schema;
same<StandardSchemaV1.InferOutput<typeof schema>, RequestOf<"cognito-identity.UpdateIdentityPool">>(true);

// Narrowing.
declare const value: unknown;
if (check.isRequest("SignUp", value)) value.ClientId.trim();

// The plugin fits each client.
const plugin = cognitocheckPlugin(check, { undecided: "refuse" });
new CognitoIdentityClient({}).middlewareStack.use(plugin);
new CognitoIdentityProviderClient({}).middlewareStack.use(plugin);
new CognitoSyncClient({}).middlewareStack.use(plugin);
const error: Error & { report: { violations: readonly unknown[] } } = null as unknown as InvalidRequestError;

const answer: Promise<Response | undefined> = precheck(check, { undecided: "pass" })(
  new Request("https://example.com"),
);
// @ts-expect-error undecided has no default
precheck(check, {});

const unbind: () => void = bindForm(document.createElement("form"), schema, {
  submit: ({ IdentityPoolName }) => IdentityPoolName.trim(),
});

export { answer, error, incomplete, input, ofTexts, response, standard, texts, unbind };

// The texts of a language.
check.with({ texts: texts.with({ messages: { required: "{member}?" }, rules: { "Our own.": "Unser." } }) });
// @ts-expect-error no code
texts.with({ messages: { requird: "" } });
const translate = (_of: { messages?: Partial<Catalogue["messages"]>; rules?: Partial<Catalogue["rules"]> }): void => {
  // Its parameter is the test.
};
translate({ messages: { "length.min": "{actual} {limit:a|b} {unit} {limit}" } });
// @ts-expect-error a lost placeholder
translate({ messages: { "length.min": "{actual} {unit} {limit:a|b}" } });
translate({ rules: { "Use GET or POST.": "GET?", "Add {key}: this type of provider needs it.": "{key}?" } });
// @ts-expect-error a lost placeholder
translate({ rules: { "Add {key}: this type of provider needs it.": "key?" } });
// @ts-expect-error a misspelt text
translate({ rules: { "Use GET or PUT.": "GET?" } });
const some = { "Use GET or POST.": "GET?" };
// @ts-expect-error texts are missing
makeTexts("it", { ...({} as Catalogue), rules: some });
