import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { CognitoIdentityClient, GetIdCommand, UpdateIdentityPoolCommand } from "@aws-sdk/client-cognito-identity";
import {
  CognitoIdentityProviderClient,
  InvalidParameterException,
  SetUICustomizationCommand,
  SignUpCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CognitoSyncClient,
  ListDatasetsCommand,
  InvalidParameterException as SyncInvalidParameterException,
  UpdateRecordsCommand,
} from "@aws-sdk/client-cognito-sync";
import { load, UndecidedError } from "cognitocheck";
import { cognitocheckPlugin, InvalidRequestError, UnreadRequestError } from "cognitocheck/aws-sdk";

let check;
let server;
let endpoint;
const sent = [];
const credentials = { accessKeyId: "test", secretAccessKey: "test" };

before(async () => {
  check = await load();
  server = createServer((request, reply) => {
    sent.push(`${request.method} ${request.url} ${request.headers["x-amz-target"] ?? ""}`);
    request.resume().on("end", () => reply.setHeader("Content-Type", "application/x-amz-json-1.1").end("{}"));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  endpoint = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

function client(Client, options, plugin = check) {
  sent.length = 0;
  const made = new Client({ region: "us-east-1", endpoint, credentials });
  made.middlewareStack.use(cognitocheckPlugin(plugin, options));
  return made;
}

test("an invalid request throws the service's exception and is not sent", async () => {
  const idp = client(CognitoIdentityProviderClient);
  await assert.rejects(
    idp.send(new SignUpCommand({ ClientId: "not ok", Username: "alice", Password: "secret1234" })),
    (error) => {
      assert.ok(error instanceof InvalidRequestError);
      assert.ok(error instanceof InvalidParameterException, "the SDK's own class knows it");
      assert.equal(error.name, "InvalidParameterException");
      assert.equal(
        error.message,
        "1 validation error detected: Value at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+",
      );
      assert.equal(error.$fault, "client");
      assert.equal(error.report.violations[0].path, "/ClientId");
      return true;
    },
  );
  const identity = client(CognitoIdentityClient);
  await assert.rejects(identity.send(new GetIdCommand({ IdentityPoolId: "mock" })), { name: "ValidationException" });
  assert.deepEqual(sent, []);
});

test("a valid request is sent, signed as ever", async () => {
  const identity = client(CognitoIdentityClient);
  await identity.send(
    new UpdateIdentityPoolCommand({
      IdentityPoolId: "us-east-1:0a",
      IdentityPoolName: "n",
      AllowUnauthenticatedIdentities: false,
    }),
  );
  assert.deepEqual(sent, ["POST / AWSCognitoIdentityService.UpdateIdentityPool"]);
});

test("blobs, and names that two services have", async () => {
  const idp = client(CognitoIdentityProviderClient);
  await assert.rejects(
    idp.send(new SetUICustomizationCommand({ UserPoolId: "us-east-1_a", ImageFile: new Uint8Array(131_073) })),
    (error) => error.report.violations[0].actual === 131_073,
  );
  await assert.rejects(
    idp.send(new TagResourceCommand({ ResourceArn: "x", Tags: {} })),
    (error) => error.report.operation === "cognito-idp.TagResource",
  );
  assert.deepEqual(sent, []);
});

test("cognito-sync: members in the path, the query and headers", async () => {
  const sync = client(CognitoSyncClient);
  const located = { IdentityPoolId: "us-east-1:0a", IdentityId: "us-east-1:0a", DatasetName: "d" };
  await assert.rejects(
    sync.send(new UpdateRecordsCommand({ ...located, DatasetName: "no spaces", SyncSessionToken: "t" })),
    (error) => {
      assert.ok(error instanceof SyncInvalidParameterException);
      assert.equal(error.report.violations[0].path, "/DatasetName");
      return true;
    },
  );
  assert.deepEqual(sent, []);
  const patch = { Op: "replace", Key: "k", SyncCount: 0, DeviceLastModifiedDate: new Date() };
  await sync.send(
    new UpdateRecordsCommand({ ...located, SyncSessionToken: "t", RecordPatches: [patch], ClientContext: "c" }),
  );
  await sync.send(
    new ListDatasetsCommand({
      IdentityPoolId: "us-east-1:0a",
      IdentityId: "us-east-1:0a",
      MaxResults: 5,
      NextToken: "a&b",
    }),
  );
  assert.deepEqual(sent, [
    "POST /identitypools/us-east-1%3A0a/identities/us-east-1%3A0a/datasets/d ",
    "GET /identitypools/us-east-1%3A0a/identities/us-east-1%3A0a/datasets?maxResults=5&nextToken=a%26b ",
  ]);
});

test("an endpoint with a path of its own", async () => {
  const made = (Client, path, options = { undecided: "refuse" }) => {
    sent.length = 0;
    const one = new Client({ region: "us-east-1", endpoint: `${endpoint}${path}`, credentials });
    one.middlewareStack.use(cognitocheckPlugin(check, options));
    return one;
  };
  for (const path of ["/api", "/api/cognito", "/api/cognito/"]) {
    const idp = made(CognitoIdentityProviderClient, path);
    await assert.rejects(idp.send(new SignUpCommand({ ClientId: "not ok", Username: "a" })), InvalidParameterException);
    const sync = made(CognitoSyncClient, path);
    const dataset = { IdentityPoolId: "us-east-1:0a", IdentityId: "us-east-1:0a", DatasetName: "no spaces" };
    await assert.rejects(
      sync.send(new UpdateRecordsCommand({ ...dataset, SyncSessionToken: "t" })),
      SyncInvalidParameterException,
    );
    assert.deepEqual(sent, [], path);
    await sync.send(new ListDatasetsCommand(dataset));
    assert.equal(sent.length, 1);
  }
});

test("a request of the clients that names no operation is refused when told to", async () => {
  const nameless = {
    applyToStack: (stack) =>
      stack.add((next) => (args) => next({ ...args, request: Object.assign(args.request, { headers: {} }) }), {
        step: "build",
        priority: "high",
        name: "nameless",
      }),
  };
  const send = async (options) => {
    const identity = client(CognitoIdentityClient, options);
    identity.middlewareStack.use(nameless);
    await identity.send(new GetIdCommand({ IdentityPoolId: "mock" }));
  };
  await assert.rejects(send({ undecided: "refuse" }), /names no operation of Cognito/);
  assert.deepEqual(sent, []);
  const reasons = [];
  await send({ onUndecided: (reason) => reasons.push(reason.message) }).catch(() => undefined);
  assert.equal(reasons.length, 1);
});

test("what cannot be decided is sent, or thrown as told", async () => {
  const big = { UserPoolId: "us-east-1_a", CSS: "x".repeat(2000) };
  const small = check.with({ limit: 1000 });
  await client(CognitoIdentityProviderClient, {}, small).send(new SetUICustomizationCommand(big));
  assert.equal(sent.length, 1);
  await assert.rejects(
    client(CognitoIdentityProviderClient, { undecided: "refuse" }, small).send(new SetUICustomizationCommand(big)),
    UndecidedError,
  );
  assert.equal(sent.length, 0);
});

test("an operation that the model does not have is sent", async () => {
  const older = Object.create(check, {
    request: { value: check.request.bind(check) },
    operations: { value: () => ["cognito-idp.SignUp"] },
  });
  const command = new TagResourceCommand({ ResourceArn: "not an ARN", Tags: {} });
  await client(CognitoIdentityProviderClient, { undecided: "refuse" }, older).send(command);
  assert.equal(sent.length, 1);
});

test("an endpoint may have a path", async () => {
  sent.length = 0;
  const identity = new CognitoIdentityClient({ region: "us-east-1", endpoint: `${endpoint}/below`, credentials });
  identity.middlewareStack.use(cognitocheckPlugin(check));
  await assert.rejects(identity.send(new GetIdCommand({ IdentityPoolId: "mock" })), InvalidRequestError);
  assert.deepEqual(sent, []);
});

test("what is in another protocol, or can be read in two ways, is told and follows the policy", async () => {
  const target = { "x-amz-target": "AWSCognitoIdentityService.GetId", "content-type": "application/x-amz-json-1.1" };
  for (const [request, reason] of [
    [{ path: "/service/AWSCognitoIdentityService/operation/GetId", headers: {} }, /is in another, a protocol/],
    [{ path: "/", headers: { ...target, "content-type": "application/cbor" } }, /is in awsCbor/],
    [{ path: "/", headers: target, query: { Action: "SignUp" } }, /can be read in two ways/],
    [{ path: "/", headers: { "x-amz-target": target["x-amz-target"] }, body: "&Action=SignUp" }, /in two ways/],
  ]) {
    for (const undecided of ["pass", "refuse"]) {
      const told = [];
      let middleware;
      cognitocheckPlugin(check, { undecided, onUndecided: (error) => told.push(error.message) }).applyToStack({
        add: (given) => {
          middleware = given;
        },
      });
      const send = middleware(async () => "sent")({ request: { method: "POST", ...request } });
      if (undecided === "pass") assert.equal(await send, "sent");
      else await assert.rejects(send, UnreadRequestError);
      assert.match(told.join(), reason);
    }
  }
});

test("one who observes is told of what would be refused, and all is sent", async () => {
  const told = [];
  const observe = (refused) => told.push(refused.constructor);
  const identity = client(CognitoIdentityClient, { observe });
  await identity.send(new GetIdCommand({ IdentityPoolId: "mock" }));
  await identity.send(new GetIdCommand({ IdentityPoolId: "us-east-1:0a" }));
  assert.deepEqual(told, [InvalidRequestError]);
  assert.equal(sent.length, 2);
  const small = client(CognitoIdentityClient, { observe, undecided: "refuse" }, check.with({ limit: 5 }));
  await small.send(new GetIdCommand({ IdentityPoolId: "us-east-1:0a" }));
  assert.deepEqual(told, [InvalidRequestError, UndecidedError]);
  assert.equal(sent.length, 1);
  assert.throws(() => cognitocheckPlugin(check, { observe: true }), /observe is a function/);
  const broken = client(CognitoIdentityClient, {
    observe,
    onReport: () => {
      throw new RangeError("the listener's own");
    },
  });
  await assert.rejects(broken.send(new GetIdCommand({ IdentityPoolId: "mock" })), RangeError);
});

test("reports and warnings are told to whoever listens", async () => {
  const reports = [];
  const identity = client(
    CognitoIdentityClient,
    { onReport: (report) => reports.push(report) },
    check.with({ warnings: true }),
  );
  await identity.send(
    new UpdateIdentityPoolCommand({
      IdentityPoolId: "us-east-1:0a",
      IdentityPoolName: "n",
      AllowUnauthenticatedIdentities: false,
    }),
  );
  assert.ok(reports[0].valid);
  assert.ok(reports[0].warnings.some(({ code }) => code === "rule.reset-to-default"));
});

test("one command, too, and twice does no harm", async () => {
  sent.length = 0;
  const identity = new CognitoIdentityClient({ region: "us-east-1", endpoint, credentials });
  const command = new GetIdCommand({ IdentityPoolId: "mock" });
  command.middlewareStack.use(cognitocheckPlugin(check));
  identity.middlewareStack.use(cognitocheckPlugin(check));
  await assert.rejects(identity.send(command), { name: "ValidationException" });
  assert.throws(() => cognitocheckPlugin(load()), /write cognitocheckPlugin\(await load\(\)\)/);
});
