import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { CognitoIdentityClient, GetIdCommand } from "@aws-sdk/client-cognito-identity";
import {
  CognitoIdentityProviderClient,
  InvalidParameterException,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { build } from "esbuild";
import { project, temporary, web } from "./kit/packed.mjs";
import { bundle, serve } from "./kit/worker.mjs";

const run = promisify(execFile);
const folder = project(after);

test("the Node script, in a project of its own", async () => {
  copyFileSync(join(web, "examples/node/check.mjs"), join(folder, "check.mjs"));
  await assert.rejects(run(process.execPath, ["check.mjs"], { cwd: folder }), (error) => {
    assert.equal(error.code, 1, error.stderr);
    assert.equal(error.stderr, "");
    const [violation, answer] = error.stdout.split("\n");
    assert.match(violation, /^\/IdentityPoolId: Use a region, a colon and a GUID/);
    assert.match(answer, /^AWS would answer ValidationException: 1 validation error detected: /);
    return true;
  });
  writeFileSync(
    join(folder, "request.json"),
    '{"IdentityPoolId":"us-east-1:0a","IdentityPoolName":"n","AllowUnauthenticatedIdentities":true}',
  );
  const { stdout } = await run(process.execPath, ["check.mjs", "request.json"], { cwd: folder });
  assert.match(stdout, /^valid by the model of \d{4}-\d\d-\d\d\n$/);
});

test("the Lambda function, bundled into one CommonJS file that runs alone", async () => {
  const outfile = join(temporary(after), "index.js");
  const entryPoints = [join(web, "examples/lambda/handler.js")];
  const nodePaths = [join(folder, "node_modules")];
  await build({ entryPoints, bundle: true, platform: "node", format: "cjs", outfile, nodePaths, logLevel: "silent" });
  const { handler } = createRequire(import.meta.url)(outfile);
  const event = (body, more) => ({
    rawPath: "/",
    headers: { "x-amz-target": "AWSCognitoIdentityService.GetId", "content-type": "application/x-amz-json-1.1" },
    requestContext: { http: { method: "POST" } },
    body,
    ...more,
  });
  const refused = await handler(event('{"IdentityPoolId":"mock"}'));
  assert.equal(refused.statusCode, 400);
  assert.equal(JSON.parse(refused.body).__type, "ValidationException");
  assert.equal((await handler(event('{"IdentityPoolId":"us-east-1:0a"}'))).statusCode, 200);
  const encoded = Buffer.from('{"IdentityPoolId":"mock"}').toString("base64");
  assert.equal((await handler(event(encoded, { isBase64Encoded: true }))).statusCode, 400);
  const get = { rawPath: "/health", rawQueryString: "a=b", headers: {}, requestContext: { http: { method: "GET" } } };
  assert.equal((await handler(get)).statusCode, 200);
});

test("the Worker, in workerd, between the AWS SDK and a service", async () => {
  const received = [];
  const service = createServer((request, reply) => {
    let body = "";
    request
      .on("data", (chunk) => (body += chunk))
      .on("end", () => {
        received.push({ target: request.headers["x-amz-target"], url: request.url, body });
        reply.setHeader("Content-Type", "application/x-amz-json-1.1").end('{"UserConfirmed":false,"UserSub":"1"}');
      });
  });
  await new Promise((done) => service.listen(0, "127.0.0.1", done));
  const modules = await bundle(join(web, "examples/worker/worker.js"), { nodePaths: [join(folder, "node_modules")] });
  const worker = serve(modules, { UPSTREAM: `http://127.0.0.1:${service.address().port}` });
  try {
    const endpoint = String(await worker.ready);
    const config = {
      region: "us-east-1",
      endpoint,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
    };
    const idp = new CognitoIdentityProviderClient(config);
    // The Worker is cold at the first request.
    for (const round of ["cold", "warm"]) {
      await assert.rejects(
        idp.send(new SignUpCommand({ ClientId: "1", Username: "a b", Password: "secret" })),
        (error) => {
          assert.ok(error instanceof InvalidParameterException, `${round}: ${error}`);
          assert.match(
            error.message,
            /^1 validation error detected: Value at 'username' failed to satisfy constraint: /,
          );
          assert.equal(error.$metadata.httpStatusCode, 400);
          assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
          return true;
        },
      );
      assert.equal(received.length, 0);
    }
    const identity = new CognitoIdentityClient(config);
    await assert.rejects(identity.send(new GetIdCommand({ IdentityPoolId: "mock" })), { name: "ValidationException" });
    const answer = await idp.send(new SignUpCommand({ ClientId: "1", Username: "alice", Password: "secret" }));
    assert.equal(answer.UserSub, "1");
    assert.deepEqual(
      received.map(({ target, body }) => [target, JSON.parse(body).Username]),
      [["AWSCognitoIdentityProviderService.SignUp", "alice"]],
    );
    // A path that looks like another host stays a path, and the query goes along.
    await fetch(`${endpoint.replace(/\/$/, "")}//127.0.0.1:1/x?maxResults=5`, { headers: { Authorization: "secret" } });
    assert.equal(received.at(-1).url, "//127.0.0.1:1/x?maxResults=5");
  } finally {
    await worker.dispose();
    service.closeAllConnections();
    service.close();
  }
});
