import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { before, test } from "node:test";
import { runInNewContext } from "node:vm";
import { AmbiguousOperationError, load, ModuleError, UndecidedError, UnknownOperationError } from "cognitocheck";
import { answer, assemble, trap } from "./kit/assemble.mjs";
import { operationCount } from "./kit/operations.mjs";

const pool = { IdentityPoolId: "us-east-1:0a1b2c3d", IdentityPoolName: "pool", AllowUnauthenticatedIdentities: false };
const file = new URL("../dist/cognitocheck.wasm", import.meta.url);
let check;
before(async () => {
  check = await load();
});

test("a valid request, in all forms of a body", () => {
  const text = JSON.stringify(pool);
  for (const body of [
    pool,
    text,
    new TextEncoder().encode(text),
    Buffer.from(text),
    Object.assign(Object.create(null), pool),
  ]) {
    const report = check.request("UpdateIdentityPool", body);
    assert.equal(report.valid, true);
    assert.deepEqual(report, {
      valid: true,
      operation: "cognito-identity.UpdateIdentityPool",
      model: report.model,
      violations: [],
      warnings: [],
    });
    assert.equal(report, check.request("UpdateIdentityPool", body), "valid reports are shared");
  }
});

test("an invalid request: typed violations, the service's answer, the raw JSON", () => {
  const report = check.request("cognito-identity.UpdateIdentityPool", {
    ...pool,
    IdentityPoolId: "Ä",
    IdentityPoolName: undefined,
  });
  assert.equal(report.valid, false);
  assert.deepEqual(
    report.violations.map(({ path, code, offset }) => ({ path, code, offset })),
    [
      { path: "/IdentityPoolId", code: "pattern", offset: 18 },
      { path: "/IdentityPoolName", code: "required", offset: 0 },
    ],
  );
  assert.equal(report.error.type, "ValidationException");
  assert.match(report.error.message, /^2 validation errors detected: /);
  assert.deepEqual(JSON.parse(report.json), JSON.parse(JSON.stringify(report)));
  assert.ok(!Object.keys(report).includes("json"));
  assert.throws(() => {
    report.violations[0].message = "";
  }, TypeError);
});

test("every name of an operation", () => {
  for (const name of [
    "cognito-identity.GetId",
    "GetId",
    "AWSCognitoIdentityService.GetId",
    "cognito-identity get-id",
  ]) {
    assert.equal(check.find(name), "cognito-identity.GetId");
  }
  assert.equal(check.operations().length, operationCount);
});

test("responses, fields, descriptions", () => {
  assert.equal(check.response("GetId", { IdentityId: "x" }).violations[0].code, "pattern");
  assert.equal(check.field("SignUp", "/Username", "alice").valid, true);
  assert.equal(check.field("SignUp", "/Username", new TextEncoder().encode('"alice"')).valid, true);
  assert.equal(
    check.field("SignUp", "/Username", undefined).violations[0]?.code,
    check.field("SignUp", "/Username", null).violations[0]?.code,
  );
  assert.deepEqual(
    check.field("SignUp", "/UserAttributes/7/Name", "").violations.map((v) => v.path),
    ["/UserAttributes/7/Name", "/UserAttributes/7/Name"],
  );
  assert.equal(
    check.field("UpdateIdentityPool", "/IdentityPoolTags/a~1b", "x".repeat(100_000)).violations[0].actual,
    100_000,
  );
  assert.equal(check.isRequest("UpdateIdentityPool", pool), true);
  assert.equal(check.isRequest("UpdateIdentityPool", "{}"), false);
  assert.equal(check.describe("SignUp").members.find(({ name }) => name === "Password").shape.sensitive, true);
  assert.equal(check.describe("SignUp"), check.describe("cognito-idp.SignUp"));
  assert.equal(check.describeResponse("GetId").members[0].name, "IdentityId");
});

test("values as the service wants them", () => {
  const body = {
    RecordPatches: [{ Op: "replace", Key: "k", SyncCount: 0, DeviceLastModifiedDate: new Date(1700000000123) }],
    SyncSessionToken: "t",
  };
  const located = { IdentityPoolId: "us-east-1:0a", IdentityId: "us-east-1:0a", DatasetName: "d" };
  assert.equal(check.request("UpdateRecords", { ...body, ...located }).valid, true, "a Date is epoch seconds");
  const image = (bytes) => check.request("SetUICustomization", { UserPoolId: "us-east-1_a", ImageFile: bytes });
  assert.equal(image(new Uint8Array(131_072).fill(7)).valid, true, "bytes are base64");
  assert.equal(image(new Uint8Array(131_073)).violations[0].actual, 131_073);
  assert.equal(image(new Uint16Array([1, 2]).buffer).valid, true);
  assert.equal(
    check.request("UpdateIdentityPool", { ...pool, DeveloperProviderName: undefined, toString: undefined }).valid,
    true,
  );
  assert.equal(check.request("UpdateIdentityPool", { toJSON: () => pool }).valid, true);
  assert.equal(
    check.request("UpdateIdentityPool", { ...pool, IdentityPoolName: "\ud83d" }).violations[0].code,
    "syntax",
    "half a surrogate pair",
  );
  assert.equal(check.request("SignUp", "").violations[0].code, "required", "nothing is {}");
  assert.equal(check.request("SignUp", []).violations[0].code, "type");
  assert.equal(check.request("SignUp", new Date()).violations[0].code, "type", "a Date is a number");
});

test("bad use is a TypeError with the way out", () => {
  const circle = { UserAttributes: [{}] };
  circle.UserAttributes[0].Name = circle;
  const deep = [];
  let at = deep;
  for (let i = 0; i < 5000; i++) {
    const inner = [];
    at.push(inner);
    at = inner;
  }
  const cases = [
    [() => check.request("SignUpp", {}), /^unknown operation "SignUpp"; did you mean cognito-idp\.SignUp\?$/],
    [() => check.request("no such thing at all", {}), /check\.operations\(\) lists all of them/],
    [() => check.request("x".repeat(1e5), {}), /unknown operation "x{100}…"/],
    [
      () => check.request("TagResource", {}),
      /exists in several services; name one of cognito-identity\.TagResource or cognito-idp\.TagResource/,
    ],
    [() => check.request(undefined, {}), /named by a string such as "cognito-idp\.SignUp", not by undefined/],
    [() => check.request("SignUp", undefined), /^undefined is no JSON value: give an object/],
    [() => check.request("SignUp", { a: Number("abc") }), /the value at \/a is NaN: give a finite number/],
    [() => check.request("SignUp", { a: [-Infinity, 1n] }), /the value at \/a\/0 is -Infinity: give a finite number/],
    [
      () => check.request("SignUp", { a: [{ "b/c": 1n }] }),
      /the value at \/a\/0\/b~1c is a BigInt: give Number\(value\)/,
    ],
    [() => check.request("SignUp", circle), /the value at \/UserAttributes\/0\/Name is an object that contains itself/],
    [() => check.request("SignUp", { a: deep }), /nested deeper than 1000 levels/],
    [() => check.request("SignUp", { a: new Date(NaN) }), /the value at \/a is a Date: give a valid one/],
    [
      () => check.request("SignUp", { ClientMetadata: new Map() }),
      /the value at \/ClientMetadata is a Map: give Object\.fromEntries/,
    ],
    [() => check.request("SignUp", Promise.resolve({ ClientId: "1" })), /the body is a Promise: await it/],
    [() => check.field("SignUp", "/Username", Promise.resolve("a")), /the value at \/Username is a Promise: await it/],
    [
      () => check.field("UpdateIdentityPool", "/IdentityPoolTags", { a: NaN }),
      /the value at \/IdentityPoolTags\/a is NaN/,
    ],
    [() => check.request("SignUp", new Response("{}")), /the body is a Response: give await value.text\(\)/],
    [() => check.request("SignUp", new Blob(["{}"])), /the body is a Blob: give await value.text\(\)/],
    [() => check.request("SignUp", new FormData()), /the body is a FormData: see cognitocheck\/form-data/],
    [() => check.request("SignUp", new URLSearchParams("a=b")), /the body is a URLSearchParams: .*form-data/],
    [() => check.request("SignUp", new Map()), /the body is a Map: give Object\.fromEntries\(value\)/],
    [() => check.request("SignUp", { a: new Set([1]) }), /the value at \/a is a Set: give \[\.\.\.value\]/],
    [
      () => check.request("SignUp", { a: new Headers() }),
      /the value at \/a is a Headers: give Object\.fromEntries\(value\)/,
    ],
    [() => check.request("SignUp", { a: [].values() }), /the value at \/a is an Array Iterator: give \[\.\.\.value\]/],
    [() => check.request("SignUp", { a: /x/ }), /the value at \/a is a RegExp: give an object with members/],
    [() => check.request("SignUp", { a: new WeakMap() }), /the value at \/a is a WeakMap: give an object/],
    [() => check.request("SignUp", new Error("x")), /the body is an Error: give an object/],
    [
      () =>
        check.request(
          "SignUp",
          new (class Draft {
            #name = "";
          })(),
        ),
      /the body is a Draft: give an object/,
    ],
    [() => check.field("SignUp", ["Username"], ""), /a pointer is a string/],
    [() => check.with({ levels: { syntax: "off" } }), /syntax and depth cannot be changed/],
    [() => check.with({ levels: { pattern: "of" } }), /no such levels: pattern=of; write/],
    [() => check.with({ levels: { nosuch: "off" } }), /no such levels: nosuch=off/],
    [() => check.with({ limit: 5e9 }), /limit is a whole number of bytes from 1 to 4194304/],
  ];
  for (const [work, message] of cases) {
    assert.throws(work, (error) => {
      assert.ok(error instanceof TypeError, String(error));
      assert.match(error.message, message);
      return true;
    });
  }
  // Objects of classes with members, and plain objects of another realm, are bodies.
  class Draft {
    ClientId = "1";
    Username = "alice";
  }
  for (const body of [new Draft(), runInNewContext('({ ClientId: "1", Username: "alice" })'), Object(new String("{}"))])
    assert.equal(check.request("SignUp", body).valid, !(body instanceof String));
  assert.throws(
    () => check.request("SignUpp", {}),
    (error) => error instanceof UnknownOperationError && error.nearest[0] === "cognito-idp.SignUp",
  );
  assert.throws(
    () => check.request("TagResource", {}),
    (error) => error instanceof AmbiguousOperationError && error.candidates.length === 2,
  );
  assert.equal(check.request("UpdateIdentityPool", pool).valid, true, "none of it harms the check");
});

test("what cannot be decided is neither valid nor invalid", () => {
  const undecided = (reason) => (error) =>
    error instanceof UndecidedError && !(error instanceof TypeError) && error.reason === reason;
  const limit = 4 << 20;
  const fill = (length, c = "x") => `"${c.repeat(length - 2)}"`;
  for (const body of [fill(limit + 1), fill(limit / 2 + 2, "é"), new Uint8Array(limit + 1), { a: fill(limit) }]) {
    assert.throws(() => check.request("SignUp", body), undecided("size"));
  }
  assert.equal(check.request("SignUp", fill(limit)).violations[0].code, "type", "at the limit");
  assert.equal(
    check.request("SignUp", `"${"é".repeat(limit / 2 - 1)}"`).violations[0].code,
    "type",
    "at the limit, in bytes",
  );
  const small = check.with({ limit: 10 });
  assert.throws(() => small.request("SignUp", '"123456789"'), undecided("size"));
  assert.throws(() => small.request("SignUp", '"1234567é"'), undecided("size"), "bytes count");
  assert.equal(small.request("SignUp", '"12345678"').valid, false);
  assert.throws(() => check.field("SignUp", "/Nope", ""), undecided("pointer"));
  assert.throws(() => check.field("SignUp", `/${"x".repeat(70_000)}`, ""), undecided("pointer"));
  const names = JSON.stringify(Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`n${i}`, ""])));
  assert.throws(() => check.request("SignUp", names), undecided("names"));
  assert.equal(check.request("UpdateIdentityPool", pool).valid, true);
});

test("options: warnings and levels, each check its own", () => {
  const body = { ...pool, Nickname: "x" };
  assert.deepEqual(check.request("UpdateIdentityPool", body).warnings, []);
  const warning = check.with({ warnings: true });
  assert.ok(warning.request("UpdateIdentityPool", body).warnings.some(({ code }) => code === "unknown"));
  const strict = check.with({ levels: { unknown: "error" } });
  assert.equal(strict.request("UpdateIdentityPool", body).violations[0].code, "unknown");
  const lax = warning.with({ levels: { unknown: "off", "rule.reset-to-default": "off" } });
  assert.deepEqual(lax.request("UpdateIdentityPool", body).warnings, []);
  assert.equal(check.request("UpdateIdentityPool", body).valid, true, "the first is as it was");
});

test("no error names a key inside a sensitive member", () => {
  const secret = "hunter2";
  const circle = {};
  circle[secret] = circle;
  const deep = {};
  let at = deep;
  for (let i = 0; i < 1100; i++) at = at[secret] = {};
  const schema = check.schema("InitiateAuth", { emptyStrings: "absent" });
  const cases = [
    ...[NaN, 1n, new Map(), Promise.resolve(), new Date(NaN), circle, deep, [{ [secret]: NaN }]].flatMap((value) => [
      () => check.request("InitiateAuth", { AuthParameters: { [secret]: value } }),
      () => check.field("InitiateAuth", `/AuthParameters/${secret}`, value),
      () => check.field("InitiateAuth", "/AuthParameters", { [secret]: value }),
      () => schema.safeParse({ AuthParameters: { [secret]: value } }),
      () => check.response("AdminInitiateAuth", { ChallengeParameters: { a: NaN }, Session: { [secret]: value } }),
    ]),
    () => check.field("InitiateAuth", `/AuthParameters/${secret}/x`, "a"),
    () => check.field("InitiateAuth", `/ClientId/${secret}`, "a"),
  ];
  for (const work of cases) {
    assert.throws(work, (error) => {
      assert.ok(error instanceof TypeError || error instanceof UndecidedError, String(error));
      assert.doesNotMatch(
        `${error.message}\n${error.stack}\n${error.cause?.stack}`.replaceAll(import.meta.url, ""),
        /hunter2/,
      );
      assert.match(error.message, /AuthParameters|ClientId|ChallengeParameters/);
      return true;
    });
  }
});

test("load takes bytes, a Response, a URL, a module, and promises of them", async () => {
  const bytes = await readFile(file);
  const module = await WebAssembly.compile(bytes);
  const response = (type) => new Response(bytes, { headers: { "Content-Type": type } });
  for (const source of [
    bytes,
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    module,
    file,
    file.href,
    response("application/wasm"),
    response("text/plain"),
    response("Application/WASM; x=1"),
    readFile(file),
    Promise.resolve(response("application/wasm")),
  ]) {
    assert.equal((await load(source)).request("UpdateIdentityPool", pool).valid, true);
  }
  const server = createServer((request, reply) => {
    if (request.url !== "/cognitocheck.wasm") return reply.writeHead(404).end("<h1>Not found</h1>");
    reply.setHeader("Content-Type", "application/octet-stream").end(bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  assert.equal(
    (await load(`${origin}/cognitocheck.wasm`)).operations().length,
    operationCount,
    "whatever the MIME type",
  );
  await assert.rejects(load(`${origin}/nothing.wasm`), { name: "ModuleError", message: /status 404/ });
  await assert.rejects(load(fetch(`${origin}/nothing.wasm`)), { name: "ModuleError", message: /status 404/ });
  server.close();
});

test("a module that cannot be used is refused with the reason", async () => {
  const cases = [
    [
      assemble({ abi_version: answer(2) }),
      /^the module differs in its abi_version: use the cognitocheck\.wasm of this package$/,
    ],
    [assemble({ abi_version: null }), /differs in its abi_version/],
    [assemble({ abi_version: answer(1), describe: null }), /differs in its describe/],
    [new Uint8Array([0, 0x61, 0x73, 0x6d, 9, 9, 9, 9]), /cannot be compiled/],
    [new TextEncoder().encode("<!doctype html>"), /is it a page that says that the file was not found\?/],
    [new Uint8Array(), /is it a page/],
    ["./cognitocheck.wasm", /a path needs new URL\(path, import\.meta\.url\)/],
    [
      new URL("file:///nowhere/cognitocheck.wasm"),
      /^cannot read file:\/\/\/nowhere\/cognitocheck\.wasm: is it there\?$/,
    ],
    [[], /load takes bytes, a Response, a URL or a WebAssembly\.Module/],
    [null, /load takes/],
  ];
  for (const [source, message] of cases) {
    await assert.rejects(load(source), (error) => {
      assert.ok(error instanceof ModuleError && error instanceof TypeError, String(error));
      assert.match(error.message, message);
      return true;
    });
  }
});

test("a trap ends the instance, not the check", async () => {
  // The module traps on each check. Operation ids are lengths, which shows that a new instance works.
  const broken = await load(assemble({ abi_version: answer(1), reserve: answer(1024), check: trap, report: trap }));
  for (let i = 0; i < 3; i++) {
    assert.throws(
      () => broken.request("SignUp", "{}"),
      (error) =>
        error instanceof UndecidedError && error.reason === "trap" && error.cause instanceof WebAssembly.RuntimeError,
    );
  }
  // (local.get 1 is the length) traps for an empty body only.
  const touchy = await load(
    assemble({
      abi_version: answer(1),
      reserve: answer(1024),
      check: [0x20, 1, 0x45, 0x04, 0x40, 0x00, 0x0b, ...answer(-3)],
    }),
  );
  assert.throws(() => touchy.request("SignUp", "{}"), { reason: "names" });
  assert.throws(() => touchy.request("SignUp", ""), { reason: "trap" });
  assert.throws(() => touchy.request("SignUp", "{}"), { reason: "names" }, "the next call has a new instance");
});

test("several live side by side, and bodies of all sizes in turn", async () => {
  const other = await load({ warnings: true, levels: { unknown: "error" } });
  for (const length of [1, 20_000, 70_000, 1_000_000, 3, 4_000_000, 100]) {
    for (const c of ["x", "é", "😀"]) {
      const text = c.repeat(Math.floor(length / c.length / 2));
      const report = check.request("UpdateIdentityPool", { ...pool, IdentityPoolTags: { k: text } });
      const count = [...text].length;
      assert.equal(report.valid, count <= 256);
      if (!report.valid) assert.equal(report.violations[0].actual, count);
      assert.equal(other.request("UpdateIdentityPool", { ...pool, Nickname: c }).violations[0].code, "unknown");
    }
  }
});

test("a toJSON may use the check", () => {
  const nosy = { ...pool, IdentityPoolName: { toJSON: () => (check.request("SignUp", "{}").valid ? "" : "name") } };
  assert.equal(check.request("UpdateIdentityPool", nosy).valid, true);
});

test("a toJSON gets its key as JSON.stringify hands it", () => {
  const keysOf = (write) => {
    const keys = [];
    const spy = {
      toJSON(key) {
        keys.push(key);
        return "x";
      },
    };
    write({ "a/b": spy, "~": spy, "~1": spy, "": spy, list: [spy, { deep: spy }], toJSON: undefined }, spy);
    return keys;
  };
  const want = keysOf((value, spy) => JSON.stringify(value) + JSON.stringify(spy));
  assert.deepEqual(
    keysOf((value, spy) => [check.request("SignUp", value), check.request("SignUp", spy)]),
    want,
  );
});

test("no more than 2,048 names are kept", async () => {
  const { Instance } = WebAssembly;
  let asked = 0;
  // biome-ignore lint/complexity/useArrowFunction: it is called with new.
  WebAssembly.Instance = function (...given) {
    const { exports } = new Instance(...given);
    const operation = (length) => {
      asked++;
      return exports.operation(length);
    };
    return { exports: { ...exports, operation } };
  };
  try {
    const counted = await load();
    const names = Array.from({ length: 2100 }, (_, i) => `p${i}.AWSCognitoIdentityService.GetId`);
    for (const name of names) assert.equal(counted.find(name), "cognito-identity.GetId");
    asked = 0;
    for (const name of names) assert.equal(counted.find(name), "cognito-identity.GetId");
    assert.equal(asked, 2100 - 2048);
  } finally {
    WebAssembly.Instance = Instance;
  }
});
