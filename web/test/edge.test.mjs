import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { load } from "cognitocheck";
import { precheck, warningsHeader } from "cognitocheck/edge";

let check;
let guard;
before(async () => {
  check = await load();
  guard = precheck(check, { undecided: "refuse" });
});

const origin = "https://cognito.example";
const target = (operation, body, extra = {}) =>
  new Request(`${origin}/`, {
    method: "POST",
    headers: { "X-Amz-Target": operation, "Content-Type": "application/x-amz-json-1.1", ...extra },
    body,
    duplex: "half",
  });
const pool = { IdentityPoolId: "us-east-1:0a1b2c3d", IdentityPoolName: "pool", AllowUnauthenticatedIdentities: false };

async function answer(request, by = guard) {
  const response = await by(request);
  if (!response) return undefined;
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

test("awsJson: an invalid request gets the service's answer", async () => {
  const { status, headers, body } = await answer(
    target("AWSCognitoIdentityService.GetId", '{"IdentityPoolId":"mock é"}'),
  );
  assert.equal(status, 400);
  const message =
    "1 validation error detected: Value 'mock é' at 'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+";
  assert.deepEqual(body, { __type: "ValidationException", message });
  assert.equal(headers.get("content-type"), "application/x-amz-json-1.1");
  assert.equal(headers.get("x-amzn-errortype"), "ValidationException:");
  assert.equal(headers.get("x-amzn-errormessage"), message.replace("é", "?"));
  assert.match(headers.get("x-amzn-requestid"), /^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  assert.equal(headers.get("access-control-allow-origin"), null);
});

test("awsJson: SerializationException has a capital Message", async () => {
  const { headers, body } = await answer(target("AWSCognitoIdentityProviderService.SignUp", '{"UserAttributes":"x"}'));
  assert.deepEqual(body, { __type: "SerializationException", Message: "Unexpected field type" });
  assert.equal(headers.get("x-amzn-errortype"), "SerializationException:");
});

test("awsJson: a valid request goes on with its body", async () => {
  const request = target("AWSCognitoIdentityService.UpdateIdentityPool", JSON.stringify(pool));
  assert.equal(await guard(request), undefined);
  assert.deepEqual(await request.json(), pool);
});

/** A request whose body must not be read. */
function untouched(method = "POST", url = "/", headers = {}) {
  const pull = () => {
    throw new Error("read");
  };
  const body = { body: new ReadableStream({ pull }, { highWaterMark: 0 }), duplex: "half" };
  return new Request(origin + url, { method, headers, ...(method === "GET" || method === "HEAD" ? {} : body) });
}

test("what is not ours goes on unread", async () => {
  for (const request of [
    untouched("POST", "/", { "X-Amz-Target": "DynamoDB_20120810.PutItem", "Content-Type": "application/json" }),
    untouched("POST", "/x", { "X-Amz-Target": "DynamoDB_20120810.PutItem" }),
    untouched("POST", "/", { "Content-Type": "application/json" }),
    untouched("POST", "/x"),
    untouched("GET", "/"),
    untouched("GET", "/?Action=ListUsers&Version=2010-05-08"),
    untouched("GET", "/favicon.ico"),
  ]) {
    const told = [];
    const telling = precheck(check, { undecided: "refuse", onUnrecognised: (one) => told.push(one) });
    assert.equal(await telling(request), undefined, `${request.method} ${request.url}`);
    assert.deepEqual(told, [request]);
  }
});

test("what can be read in two ways is refused, unless told otherwise", async () => {
  const getId = "AWSCognitoIdentityService.GetId";
  const typed = { "X-Amz-Target": getId, "Content-Type": "application/x-amz-json-1.1" };
  for (const request of [
    () => untouched("PUT", "/", typed),
    () => untouched("OPTIONS", "/", { ...typed, Origin: "https://a.test", "Access-Control-Request-Method": "POST" }),
    () => untouched("POST", "/", { "X-Amz-Target": `${getId}, ${getId}` }),
    () => untouched("POST", "/?Action=SignUp", typed),
    () => untouched("POST", "/?%41ction=SignUp", typed),
    () => untouched("GET", "/?Action=TagResource"),
    () => untouched("GET", "/?Action=SignUp&Action=SignUp"),
    () => untouched("POST", "/", { ...typed, "Content-Encoding": "gzip, gzip" }),
    () => new Request(`${origin}/?Action=ListUserPools`, { method: "POST", body: "MaxResults=999" }),
    () => new Request(`${origin}/`, { method: "POST", body: new TextEncoder().encode("Action=SignUp") }),
  ]) {
    const told = [];
    const onUndecided = (error) => told.push(error.name);
    const refused = await answer(request(), precheck(check, { undecided: "pass", onUndecided }));
    assert.deepEqual(
      [refused?.status, refused?.body.__type],
      [400, "MalformedHttpRequestException"],
      request.toString(),
    );
    assert.match(refused.body.message, /^The request could not be checked: it can be read in two ways: /);
    assert.equal(await precheck(check, { undecided: "refuse", ambiguous: "pass", onUndecided })(request()), undefined);
    assert.deepEqual(told, ["AmbiguousRequestError", "AmbiguousRequestError"]);
  }
});

test("a protocol that is not read follows the policy for what is undecided", async () => {
  const request = () =>
    untouched("POST", "/service/AWSCognitoIdentityProviderService/operation/SignUp", {
      "Smithy-Protocol": "rpc-v2-cbor",
      "Content-Type": "application/cbor",
    });
  const told = [];
  assert.equal(
    await precheck(check, { undecided: "pass", onUndecided: (error) => told.push(error.name) })(request()),
    undefined,
  );
  assert.deepEqual(told, ["ProtocolError"]);
  const { status, body } = await answer(request());
  assert.equal(status, 415);
  assert.match(body.message, /it is in rpcv2Cbor, a protocol that is not read here/);
});

test("gzip is one member and nothing after it", async () => {
  const empty = gzipSync("");
  const text = gzipSync('{"IdentityPoolId":"mock"}');
  const zeros = Buffer.alloc(8);
  for (const [body, type] of [
    [text, "ValidationException"],
    [empty, "ValidationException"],
    [Buffer.concat([text, zeros]), "MalformedHttpRequestException"],
    [Buffer.concat([text, zeros, text.subarray(-8)]), "MalformedHttpRequestException"],
    [Buffer.concat([text, Buffer.from("x")]), "MalformedHttpRequestException"],
    [Buffer.concat([text, gzipSync(" ")]), "MalformedHttpRequestException"],
    [Buffer.concat([text, empty]), "MalformedHttpRequestException"],
    [Buffer.concat([empty, text]), "MalformedHttpRequestException"],
    [Buffer.concat([empty, empty]), "MalformedHttpRequestException"],
    [Buffer.concat([empty, zeros]), "MalformedHttpRequestException"],
  ]) {
    const { body: got } = await answer(target("AWSCognitoIdentityService.GetId", body, { "Content-Encoding": "gzip" }));
    assert.equal(got.__type, type, body.toString("hex"));
  }
});

test("the query form", async () => {
  const get = (query) => new Request(`${origin}/?${query}`);
  assert.equal(await guard(get("Action=DeleteUserPool&UserPoolId=us-east-1_a")), undefined);
  assert.match((await answer(get("Action=DeleteUserPool&UserPoolId=us-east-1"))).body.message, /at 'userPoolId'/);
  assert.match((await answer(get("Action=CreateUserPool"))).body.message, /Value null at 'poolName'/);
  assert.equal(
    await guard(
      get(
        "Action=CreateUserPool&PoolName=a+b&AliasAttributes=%5B%22email%22%5D&UserPoolTags={%22a%22:%22b%22}&MfaConfiguration=OFF",
      ),
    ),
    undefined,
  );
  assert.equal(
    (await answer(get("Action=CreateUserPool&PoolName=a&AliasAttributes=email"))).body.__type,
    "SerializationException",
  );
  assert.equal(
    await guard(get("Action=ListIdentityPools&MaxResults=10&X-Amz-Signature=abc&AWSAccessKeyId=x&Version=2014-06-30")),
    undefined,
  );
  assert.match((await answer(get("Action=ListIdentityPools&MaxResults=61"))).body.message, /less than or equal to 60/);
  assert.equal((await answer(get("Action=ListIdentityPools&MaxResults=ten"))).body.__type, "SerializationException");
  assert.equal(
    (await answer(get("Action=ListIdentityPools&MaxResults=1&MaxResults=2"))).body.__type,
    "SerializationException",
    "twice",
  );
  assert.equal(
    await guard(get("Action=CreateIdentityPool&IdentityPoolName=a&AllowUnauthenticatedIdentities=TRUE")),
    undefined,
  );
  assert.match((await answer(get("Action=TagResource&Version=2016-04-18&Tags=%7B%7D"))).body.message, /'resourceArn'/);
  assert.equal(
    (await answer(get("Action=DeleteUserPool&UserPoolId=%FF"))).body.__type,
    "SerializationException",
    "no UTF-8",
  );
  const form = (body) =>
    new Request(`${origin}/?Action=DeleteUserPool`, { method: "POST", body: new URLSearchParams(body) });
  assert.equal(await guard(form({ UserPoolId: "us-east-1_a" })), undefined);
  assert.match((await answer(form({ UserPoolId: "é ü" }))).body.message, /Value 'é ü' at 'userPoolId'/);
});

test("a form is read no further than its JSON may be long", async () => {
  const form = (body) =>
    new Request(`${origin}/?Action=DeleteUserPool`, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
  for (const [limit, body, length] of [
    [100, `a=${"x".repeat(92)}`, 100],
    [100, `a=${"x".repeat(93)}`, 101],
    [100, `a=${"%01".repeat(15)}%5C%22`, 102],
    [108, `${"a=b&".repeat(12)}+=%zz%4`, 109],
    [109, `${"a=b&".repeat(12)}+=%zz%4`, 109],
  ]) {
    const limited = precheck(check, { undecided: "refuse", limit });
    const { status } = await answer(form(body), limited);
    assert.equal(status, length > limit ? 413 : 400, `${body}, limit ${limit}`);
  }
  // Parameters far beyond the limit are not read: each would cost calls of indexOf.
  const { indexOf } = String.prototype;
  let looked = 0;
  String.prototype.indexOf = function (...given) {
    looked++;
    return indexOf.apply(this, given);
  };
  try {
    assert.equal(
      (await answer(form("a&".repeat(500_000)), precheck(check, { undecided: "refuse", limit: 1_000_000 }))).status,
      413,
    );
  } finally {
    String.prototype.indexOf = indexOf;
  }
  assert.ok(looked < 400_000, `${looked} looks`);
});

test("an operation that the model does not have follows the policy for what is undecided", async () => {
  const day = (operation) => check.request(operation, "{}").model.date;
  const cases = [
    [
      () => untouched("POST", "/", { "X-Amz-Target": "AWSCognitoIdentityProviderService.AdminDoNew" }),
      `the model of ${day("cognito-idp.SignUp")} has no operation cognito-idp.AdminDoNew; a newer service may have it`,
    ],
    [
      () => untouched("POST", "/", { "X-Amz-Target": "AWSCognitoIdentityService.SignUp" }),
      `the model of ${day("cognito-identity.GetId")} has no operation cognito-identity.SignUp; a newer service may have it`,
    ],
    ...["/identitypools/us-east-1:0a/devices", "/identitypools/", "/identitypools//identities"].map((path) => [
      () => untouched("POST", path),
      `the model of ${day("cognito-sync.ListDatasets")} has no operation of cognito-sync with this method and path; a newer service may have it`,
    ]),
  ];
  for (const [request, reason] of cases) {
    const told = [];
    const onUndecided = (error) => told.push([error.name, error.message]);
    const pass = precheck(check, { undecided: "pass", unrecognised: "refuse", onUndecided });
    assert.equal(await pass(request()), undefined);
    assert.deepEqual(told, [["UnknownOperationError", reason]]);
    const refused = await answer(
      request(),
      precheck(check, { undecided: "refuse", unrecognised: "pass", onUndecided }),
    );
    assert.deepEqual(
      [refused.status, refused.body],
      [501, { __type: "NotImplemented", message: `The request could not be checked: ${reason}.` }],
    );
    assert.equal(told.length, 2);
  }
  const preflight = new Request(`${origin}/identitypools/us-east-1:0a/devices`, {
    method: "OPTIONS",
    headers: { Origin: "https://app.example", "Access-Control-Request-Method": "POST" },
  });
  assert.equal(await guard(preflight), undefined);
});

test("an unknown operation is not asked for", async () => {
  const { find } = check;
  const asked = [];
  const spied = Object.create(check, {
    with: { value: () => spied },
    request: { value: check.request.bind(check) },
    operations: { value: check.operations.bind(check) },
    find: {
      value: (name) => {
        asked.push(name);
        return find.call(check, name);
      },
    },
  });
  const spying = precheck(spied, { undecided: "pass" });
  assert.equal(await spying(target("AWSCognitoIdentityService.GetIdd", "{}")), undefined);
  assert.equal((await spying(target("AWSCognitoIdentityService.GetId", "{}"))).status, 400);
  assert.deepEqual(asked, []);
});

test("the paths of cognito-sync", async () => {
  const sync = (method, path, body, headers = {}) =>
    new Request(origin + path, { method, headers, ...(body === undefined ? {} : { body }) });
  const dataset = "/identitypools/us-east-1:0a/identities/us-east-1:0a/datasets/d";
  const token = '"SyncSessionToken":"t"';
  assert.equal(await guard(sync("POST", dataset, `{${token}}`)), undefined);
  assert.equal(
    await guard(sync("POST", `${dataset}/`, ` {${token},"RecordPatches":[]}`, { "x-amz-Client-Context": "c" })),
    undefined,
  );
  assert.match((await answer(sync("POST", dataset, ""))).body.message, /Value at 'syncSessionToken'/);
  assert.match((await answer(sync("POST", dataset, "  {  } "))).body.message, /^1 validation error/);
  assert.equal((await answer(sync("POST", dataset, "[]"))).body.__type, "SerializationException");
  assert.equal(
    (await answer(sync("POST", dataset, `{${token},"DatasetName":"d"}`))).body.__type,
    "SerializationException",
    "the name twice",
  );
  assert.match(
    (await answer(sync("POST", dataset.replace("us-east-1:0a", "us-east-1%3AXY"), `{${token}}`))).body.message,
    /Value 'us-east-1:XY' at 'identityPoolId'/,
  );
  assert.equal(await guard(sync("GET", "/identitypools?maxResults=5&nextToken=a%20b&other=1")), undefined);
  assert.equal((await answer(sync("GET", "/identitypools?maxResults=five"))).body.__type, "SerializationException");
  const { headers, body } = await answer(sync("DELETE", dataset.replace(/d$/, "a%2Fb%20c")));
  assert.equal(body.__type, "InvalidParameterException");
  assert.match(body.message, /Value 'a\/b c' at 'datasetName'/);
  assert.equal(headers.get("content-type"), "application/x-amz-json-1.1");
});

test("undecided: refused or let go, as told", async () => {
  const seen = [];
  const pass = precheck(check, { undecided: "pass", limit: 1000, onUndecided: (error) => seen.push(error.message) });
  const refuse = precheck(check, { undecided: "refuse", limit: 1000 });
  const big = `{"IdentityPoolId":"${"x".repeat(1000)}"}`;
  const stream = () =>
    new ReadableStream({
      start(controller) {
        for (const half of [big.slice(0, 500), big.slice(500)]) controller.enqueue(new TextEncoder().encode(half));
        controller.close();
      },
    });
  const cases = [
    [() => big, {}, 413, "RequestEntityTooLargeException", "the body is over the size limit"],
    [stream, {}, 413, "RequestEntityTooLargeException", "the body is over the size limit"],
    [
      () => gzipSync(big),
      { "Content-Encoding": "gzip" },
      413,
      "RequestEntityTooLargeException",
      "the body is over the size limit",
    ],
    [
      () => "{}",
      { "Content-Encoding": "br" },
      415,
      "MalformedHttpRequestException",
      "its content encoding is not known",
    ],
    [
      () => "{}",
      { "Content-Encoding": "gzip" },
      400,
      "MalformedHttpRequestException",
      "its content encoding does not decode",
    ],
  ];
  for (const [body, headers, status, type, reason] of cases) {
    const request = target("AWSCognitoIdentityService.GetId", body(), headers);
    assert.equal(await pass(request), undefined);
    assert.equal(seen.pop(), reason);
    assert.ok((await request.arrayBuffer()).byteLength > 0, "the body is still there");
    const refused = await answer(target("AWSCognitoIdentityService.GetId", body(), headers), refuse);
    assert.deepEqual(
      [refused.status, refused.body],
      [status, { __type: type, message: `The request could not be checked: ${reason}.` }],
    );
  }
  const zipped = target("AWSCognitoIdentityService.GetId", gzipSync('{"IdentityPoolId":"mock"}'), {
    "Content-Encoding": "gzip",
  });
  assert.equal((await answer(zipped)).body.__type, "ValidationException");
});

test("unrecognised requests can be refused, but for a preflight", async () => {
  const closed = precheck(check, { undecided: "pass", unrecognised: "refuse" });
  const refused = await answer(new Request(`${origin}/anything`), closed);
  assert.deepEqual(
    [refused.status, refused.body],
    [400, { __type: "UnknownOperationException", message: "The request names no operation of Amazon Cognito." }],
  );
  const preflight = new Request(`${origin}/`, {
    method: "OPTIONS",
    headers: { Origin: "https://app.example", "Access-Control-Request-Method": "POST" },
  });
  assert.equal(await closed(preflight), undefined);
});

test("a page's SDK may read the answer, warnings included", async () => {
  const warning = precheck(check.with({ warnings: true }), { undecided: "pass" });
  const { headers } = await answer(
    target("AWSCognitoIdentityService.GetId", '{"Nick né/name":1}', { Origin: "https://app.example" }),
    warning,
  );
  assert.equal(headers.get("access-control-allow-origin"), "*");
  assert.match(headers.get("access-control-expose-headers"), /x-amzn-ErrorType/);
  assert.match(headers.get("x-cognitocheck-warnings"), /^unknown;path="\/Nick%20n%C3%A9~1name"$/);
});

test("warnings beyond 16 or 2,048 bytes are counted", () => {
  const many = (count, path) =>
    Array.from({ length: count }, () => ({ code: "unknown", path, message: "", offset: 0 }));
  assert.equal(warningsHeader(many(18, "/a")), `${Array(16).fill('unknown;path="/a"').join(", ")}, more;count=2`);
  assert.equal(warningsHeader(many(2, `/${"x".repeat(3000)}`)), "more;count=2");
  assert.equal(warningsHeader(many(1, '/a"b[0]?#')), 'unknown;path="/a%22b%5B0%5D%3F%23"');
});

test("long messages are cut in the header only", async () => {
  const { headers, body } = await answer(
    target("AWSCognitoIdentityService.GetId", JSON.stringify({ IdentityPoolId: "é\n".repeat(5000) })),
  );
  assert.equal(headers.get("x-amzn-errormessage").length, 1024);
  assert.ok(body.message.length > 10_000);
});

test("reports are told to whoever listens", async () => {
  const reports = [];
  const listening = precheck(check, { undecided: "pass", onReport: (report) => reports.push(report.valid) });
  await listening(target("AWSCognitoIdentityService.GetId", "{}"));
  await listening(target("AWSCognitoIdentityService.UpdateIdentityPool", JSON.stringify(pool)));
  assert.deepEqual(reports, [false, true]);
});

test("one who observes is told of what would be refused, and all goes on", async () => {
  const getId = "AWSCognitoIdentityService.GetId";
  for (const [make, status] of [
    [() => target(getId, "{}"), 400],
    [() => target(getId, "x".repeat(1001)), 413],
    [() => target(getId, "{}", { "Content-Encoding": "br" }), 415],
    [() => target("AWSCognitoIdentityService.MadeUp", "{}"), 501],
    [() => target(`${getId}, ${getId}`, "{}"), 400],
    [() => target("X.Y", "{}"), 400],
    [() => target("AWSCognitoIdentityService.UpdateIdentityPool", JSON.stringify(pool))],
  ]) {
    const told = [];
    const observing = precheck(check, {
      undecided: "refuse",
      unrecognised: "refuse",
      limit: 1000,
      observe: (refused, request) => told.push([refused.status, request]),
    });
    const request = make();
    assert.equal(await observing(request), undefined);
    assert.deepEqual(told, status ? [[status, request]] : []);
    assert.equal(await request.text(), await make().text(), "the body is still there");
  }
});

test("bad use is a TypeError with the way out", async () => {
  for (const [work, message] of [
    [() => precheck(load(), { undecided: "pass" }), /not loaded yet: write precheck\(await load\(\)\)/],
    [() => precheck({}, { undecided: "pass" }), /takes what load\(\) resolves to/],
    [() => precheck(check), /say whether requests that cannot be decided go on or are refused/],
    [() => precheck(check, { undecided: "maybe" }), /say whether/],
    [() => precheck(check, { undecided: "pass", unrecognised: "maybe" }), /unrecognised is "pass" or "refuse"/],
    [() => precheck(check, { undecided: "pass", observe: true }), /observe is a function/],
    [() => precheck(check, { undecided: "pass", ambiguous: "maybe" }), /ambiguous is "pass" or "refuse"/],
  ]) {
    assert.throws(work, (error) => error instanceof TypeError && message.test(error.message));
  }
  const used = target("AWSCognitoIdentityService.GetId", "{}");
  await used.text();
  await assert.rejects(guard(used), /call it first, or give it request\.clone\(\)/);
});

test("the Go pre-check answers the same, to the letter", async () => {
  const twin = precheck(check.with({ warnings: true }), { undecided: "refuse", unrecognised: "refuse", limit: 2000 });
  const lines = readFileSync(new URL("../conformance/wire.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n");
  assert.ok(lines.length > 50);
  for (const line of lines) {
    const { method, url, headers, body, status, answer: want, answerHeaders } = JSON.parse(line);
    const request = new Request(origin + url, {
      method,
      // Each byte of a header's value is one character here.
      headers: Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString("latin1")]),
      ...(body ? { body: Buffer.from(body, "base64") } : {}),
    });
    const response = await twin(request);
    const told = `${method} ${url} ${JSON.stringify(headers)} ${Buffer.from(body ?? "", "base64")}`;
    assert.equal(response?.status ?? 0, status ?? 0, `${told}: ${await response?.clone().text()} ${want}`);
    if (!response) continue;
    assert.equal(await response.text(), want, told);
    assert.deepEqual(
      Object.fromEntries(Object.keys(answerHeaders).map((name) => [name, response.headers.get(name)])),
      answerHeaders,
      told,
    );
    assert.equal(response.headers.has("x-cognitocheck-warnings"), "X-Cognitocheck-Warnings" in answerHeaders, told);
  }
});

test("an API below a path: checked when told, and told to the developer when not", async (t) => {
  const dataset = "/identitypools/us-east-1:0a/identities/us-east-1:0a/datasets/no%20spaces";
  const requests = {
    target: new Request(`${origin}/api/cognito`, {
      method: "POST",
      headers: { "X-Amz-Target": "AWSCognitoIdentityService.GetId" },
      body: '{"IdentityPoolId":"mock"}',
    }),
    path: new Request(`${origin}/api/cognito${dataset}`),
    action: new Request(`${origin}/api/cognito?Action=GetId&IdentityPoolId=mock`),
    slash: new Request(`${origin}/api/cognito/?Action=GetId&IdentityPoolId=mock`),
  };
  for (const basePath of ["/api/cognito", "/api/cognito/"]) {
    const below = precheck(check, { undecided: "refuse", basePath });
    for (const [name, request] of Object.entries(requests))
      assert.equal((await below(request.clone()))?.status, 400, `${name} below ${basePath}`);
    for (const path of ["/api/cognitos", "/api", "/other/api/cognito"])
      assert.equal(await below(new Request(`${origin}${path}${dataset}`)), undefined, path);
    assert.equal((await below(new Request(`${origin}${dataset}`)))?.status, 400, "and as ever elsewhere");
  }
  const warn = t.mock.method(console, "warn", () => undefined);
  const lines = () => warn.mock.calls.map(({ arguments: [text] }) => text);
  for (const name of ["path", "action", "path"]) assert.equal(await guard(requests[name].clone()), undefined, name);
  assert.deepEqual(lines(), [
    'cognitocheck: a request to Cognito below /api/cognito goes on unread: give precheck { basePath: "/api/cognito" }',
  ]);
  process.env.NODE_ENV = "production";
  await guard(new Request(`${origin}/other${dataset}`));
  delete process.env.NODE_ENV;
  await guard(new Request(`${origin}/form`, { method: "POST", body: new URLSearchParams({ a: "b" }) }));
  await guard(new Request(`${origin}/a/b?c=d`));
  assert.equal(lines().length, 1);
  for (const basePath of ["api", "/api?x", null, 5])
    assert.throws(
      () => precheck(check, { undecided: "pass", basePath }),
      /basePath is a path such as "\/api\/cognito"/,
    );
});
