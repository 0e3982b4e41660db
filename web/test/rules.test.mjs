// Rules of one's own, as Go compiles conformance/team.yaml, and the list of the rules that come with the module.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { load, ModuleError, RulesError, UndecidedError } from "cognitocheck";
import { cognitocheckPlugin } from "cognitocheck/aws-sdk";
import { texts } from "cognitocheck/de";
import { precheck } from "cognitocheck/edge";
import { FormState } from "cognitocheck/react";
import { rules } from "cognitocheck/rules";
import { answer, assemble, trap } from "./kit/assemble.mjs";

const file = new URL("../conformance/team.rules", import.meta.url);
const pack = new Uint8Array(readFileSync(file));
const codes = ({ violations }) => violations.map(({ code }) => code);
const create = (check, request) => check.request("CreateUserPool", request);
let team;
before(async () => {
  team = await load({ rules: pack });
});

test("the rules are in every report of their load, and in no other", async () => {
  const report = create(team, { PoolName: "pool" });
  assert.deepEqual(
    report.violations.map(({ path, code, message }) => ({ path, code, message })),
    [{ path: "/PoolName", code: "rule.team-name", message: "Begin the name with team-." }],
  );
  assert.equal(report.error.type, "InvalidParameterException");
  assert.equal(create(team, { PoolName: "team-pool" }).valid, true);
  assert.equal(create(await load(), { PoolName: "pool" }).valid, true);
  assert.deepEqual(codes(create(team, {})), ["required"], "the rules come after the shapes");
});

test("levels, warnings, catalogues and schemas know the rules", async () => {
  const warned = await load({ rules: pack, warnings: true, levels: { "rule.team-name": "warn" } });
  const report = create(warned, { PoolName: "pool" });
  assert.equal(report.valid, true);
  assert.deepEqual(
    report.warnings.map(({ code }) => code),
    ["rule.team-name", "rule.team-deletion-protection"],
  );
  assert.deepEqual(codes(create(warned.with({ levels: {} }), { PoolName: "pool" })), ["rule.team-name"]);
  assert.deepEqual(create(warned, { PoolName: "pool" }).violations, [], "each check has levels of its own");
  await assert.rejects(load({ levels: { "rule.team-name": "warn" } }), /no such levels: rule\.team-name=warn/);

  const [violation] = create(team.with({ texts }), { PoolName: "pool" }).violations;
  assert.equal(violation.message, "Begin the name with team-.", "a language without the text keeps it");
  const { issues } = team.schema("CreateUserPool")["~standard"].validate({ PoolName: "pool" });
  assert.deepEqual(issues, [{ message: "Begin the name with team-.", path: ["PoolName"], code: "rule.team-name" }]);
});

test("the pre-check and the SDK's plugin refuse what the rules refuse", async () => {
  const body = JSON.stringify({
    UserPoolId: "eu-west-1_a",
    ClientName: "c",
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["implicit"],
    AllowedOAuthScopes: ["openid"],
    CallbackURLs: ["https://a.example.com"],
  });
  const headers = { "x-amz-target": "AWSCognitoIdentityProviderService.CreateUserPoolClient" };
  const message = "The service may accept this; it is refused here. Use the flow code, with PKCE.";
  const request = () => new Request("http://localhost/", { method: "POST", headers, body });
  const refused = await precheck(team, { undecided: "pass" })(request());
  assert.equal(refused.status, 400);
  assert.deepEqual(await refused.json(), { __type: "InvalidOAuthFlowException", message });
  assert.equal(await precheck(await load(), { undecided: "pass" })(request()), undefined);

  let send;
  cognitocheckPlugin(team).applyToStack({
    add(middleware) {
      send = middleware(() => assert.fail("the request was sent"));
    },
  });
  await assert.rejects(send({ request: { method: "POST", path: "/", headers, body } }), {
    name: "InvalidOAuthFlowException",
    message,
  });
});

test("rules are bytes, a Response, a URL, and promises of them", async () => {
  const server = createServer((request, reply) =>
    request.url === "/team.rules" ? reply.end(pack) : reply.writeHead(404).end("not here"),
  );
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const wide = new Uint8Array(pack.length + 8);
  wide.set(pack, 4);
  for (const source of [
    pack.buffer,
    Buffer.from(pack),
    new DataView(wide.buffer, 4, pack.length),
    file,
    pathToFileURL(file.pathname).href,
    `${origin}/team.rules`,
    new Response(pack),
    fetch(`${origin}/team.rules`),
    Promise.resolve(file),
  ]) {
    assert.deepEqual(codes(create(await load({ rules: source }), { PoolName: "pool" })), ["rule.team-name"]);
  }
  assert.equal(create(await load({ rules: undefined }), { PoolName: "pool" }).valid, true);
  for (const rules of [`${origin}/other.rules?secret`, fetch(`${origin}/other.rules?secret`)]) {
    await assert.rejects(load({ rules }), (error) => {
      assert.ok(error instanceof RulesError, String(error));
      assert.equal(error.message, `cannot read ${origin}/other.rules: status 404`);
      return true;
    });
  }
  server.close();
});

test("rules that cannot be used are refused with what to do", async () => {
  const again = /^the rules are damaged or not for this module: compile them again with cognitocheck rules compile$/;
  const damaged = pack.slice();
  damaged[4] ^= 1;
  const cases = [
    [damaged, again],
    [pack.subarray(1), again],
    [pack.subarray(0, -1), again],
    [new Uint8Array(), again],
    [new Uint8Array(16_385), again],
    [readFileSync(new URL("../conformance/team.yaml", import.meta.url)), again],
    [null, /^rules takes the bytes that cognitocheck rules compile has made/],
    [[1, 2], /^rules takes the bytes/],
    ["team.rules", /^cannot read team\.rules: a path needs new URL/],
    [new URL("file:///nowhere/team.rules"), /^cannot read file:\/\/\/nowhere\/team\.rules: is it there\?$/],
  ];
  for (const [rules, message] of cases) {
    await assert.rejects(load({ rules }), (error) => {
      assert.ok(error instanceof RulesError && error instanceof TypeError, String(error));
      assert.match(error.message, message);
      return true;
    });
  }
  assert.throws(() => team.with({ rules: pack }), { name: "TypeError", message: /write load\(\{ rules \}\)/ });
  assert.doesNotThrow(() => team.with({ rules: undefined }));
});

test("a module from before there were such rules is refused", async () => {
  const old = assemble({ abi_version: answer(1), rules: null });
  for (const options of [undefined, { rules: pack }]) {
    await assert.rejects(load(old, options), (error) => {
      assert.ok(error instanceof ModuleError, String(error));
      assert.match(error.message, /differs in its rules: use the cognitocheck\.wasm of this package/);
      return true;
    });
  }
});

test("rules that read too much of a body leave it undecided", async () => {
  const costly = await load(assemble({ abi_version: answer(1), reserve: answer(1024), check: answer(-5) }), {
    rules: pack,
  });
  assert.throws(
    () => costly.request("SignUp", "{}"),
    (error) => error instanceof UndecidedError && error.reason === "rules" && /simplify them/.test(error.message),
  );
  const target = { "x-amz-target": "AWSCognitoIdentityProviderService.SignUp" };
  const request = new Request("http://localhost/", { method: "POST", headers: target, body: "{}" });
  // The pre-check finds operations by the whole module, and checks by this one.
  const both = {
    with: () => both,
    operations: team.operations.bind(team),
    find: team.find.bind(team),
    request: costly.request.bind(costly),
  };
  const refused = await precheck(both, { undecided: "refuse" })(request);
  assert.equal(refused.status, 413);
  assert.match((await refused.json()).message, /could not be checked: the rules read too much of it\./);
});

test("a pack that no command compiles ends the check of a long body, and harms no other", async () => {
  const costly = await load({
    rules: new URL("../conformance/costly.rules", import.meta.url),
    levels: { required: "off", "items.max": "off" },
  });
  const long = { Schema: Array(20_000).fill({}) };
  for (const body of [long, JSON.stringify(long)]) {
    assert.throws(() => create(costly, body), { name: "UndecidedError", reason: "rules" });
    assert.equal(create(costly, { Schema: [{}, {}] }).valid, true, "a short one is decided");
  }
  assert.throws(() => costly.schema("CreateUserPool").safeParse(long), { reason: "rules" });
  assert.equal(new FormState(costly.schema("CreateUserPool"), long).failure.reason, "rules");
  assert.equal(create(costly.with({ levels: { "rule.costly": "off" } }), { PoolName: "a" }).valid, true);
});

test("the instance after a trap has the rules too", async () => {
  const touchy = await load(
    assemble({
      abi_version: answer(1),
      reserve: answer(1024),
      // Rules that are loaded grow the memory to two pages.
      rules: [0x41, 1, 0x40, 0, 0x1a, ...answer(0)],
      // An empty body traps, and so does any where the memory has not two pages.
      check: [
        0x20,
        1,
        0x45,
        0x04,
        0x40,
        ...trap,
        0x0b,
        0x3f,
        0,
        0x41,
        2,
        0x47,
        0x04,
        0x40,
        ...trap,
        0x0b,
        ...answer(-3),
      ],
    }),
    { rules: pack },
  );
  assert.throws(() => touchy.request("SignUp", "{}"), { reason: "names" });
  assert.throws(() => touchy.request("SignUp", ""), { reason: "trap" });
  assert.throws(() => touchy.request("SignUp", "{}"), { reason: "names" }, "the new instance has loaded them");
});

test("bytes that are changed later change no rules", async () => {
  const given = pack.slice();
  const check = await load({ rules: given });
  given.fill(0);
  assert.deepEqual(codes(create(check, { PoolName: "pool" })), ["rule.team-name"]);
});

test("the list has what the module has: each example breaks its rule, at its level", async () => {
  const check = await load({ warnings: true });
  assert.ok(rules.length > 100, `${rules.length} rules`);
  const operations = new Set(check.operations());
  for (const { id, code, operations: on, level, message, source, example } of rules) {
    assert.equal(code, `rule.${id}`);
    assert.ok(message && source, id);
    assert.ok(on.length > 0 && on.every((name) => operations.has(name)), id);
    assert.ok(on.includes(example.operation), id);
    const report = check.request(example.operation, example.request);
    const found = (level === "warn" ? report.warnings : report.violations).find((one) => one.code === code);
    assert.ok(found, `${id}: ${report.json}`);
    assert.match(found.message, new RegExp(`^${message.split("{key}").map(escapePattern).join(".+")}$`));
  }
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
});

function escapePattern(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
