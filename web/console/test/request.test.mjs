// What the console does with a request, without a page: reading and writing JSON, the command, examples, the address.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { load } from "../../dist/node.js";
import { sources } from "./sources.mjs";

let check;
let json;
let pointers;
let commands;
let examples;
let sensitive;
let addresses;
let found;
let taken;
let stop;

before(async () => {
  check = await load(undefined, { warnings: true });
  const modules = await sources();
  stop = modules.stop;
  json = await modules.load("/src/request/json.ts");
  pointers = await modules.load("/src/request/pointer.ts");
  commands = await modules.load("/src/request/command.ts");
  examples = await modules.load("/src/request/examples.ts");
  sensitive = await modules.load("/src/request/sensitive.ts");
  addresses = await modules.load("/src/address.ts");
  found = await modules.load("/src/rules/find.ts");
  taken = await modules.load("/src/request/take-back.ts");
});
after(() => stop());

describe("JSON", () => {
  const kept = [
    '{"b":1,"a":2}',
    '{"a":1,"a":2}',
    "[1.0,1e1,12345678901234567890,-0]",
    '{"\\ud800":"\\udfff"}',
    '{"":[{},[],null,true,false,""]}',
    '"😀\\n"',
  ];
  for (const text of kept) {
    test(`keeps ${text}`, () => assert.equal(json.print(json.parse(text)), text));
  }

  const texts = [
    "",
    " ",
    "{",
    "{}",
    "{}}",
    "[1,]",
    '{"a":1,}',
    "{'a':1}",
    '{"a" 1}',
    "nul",
    "null",
    "01",
    "-",
    "1.",
    "1e",
    "+1",
    '"\t"',
    '"\\x"',
    '"\\u12"',
    '"abc',
    "\ufeff{}",
    "[1 2]",
    "// x\n{}",
    " [ 1 , 2 ] ",
    "NaN",
    "1 2",
    '{"a":"\\""}',
  ];
  for (const text of texts) {
    test(`reads ${JSON.stringify(text)} as JSON.parse does`, () => {
      let value;
      try {
        value = JSON.parse(text);
      } catch {
        assert.equal(json.parse(text), undefined);
        return;
      }
      assert.deepEqual(JSON.parse(json.print(json.parse(text))), value);
    });
  }

  test("agrees with the module about what can be read", () => {
    // Deterministic noise: every text is a valid request that was cut, or in which one character was replaced.
    const whole =
      '{"IdentityPoolId":"a\\u0041:1","IdentityPoolName":"n","AllowUnauthenticatedIdentities":true,"IdentityPoolTags":{"k":"v"},"x":[1,-2.5e3,null]}';
    for (let i = 0; i < whole.length; i++) {
      for (const text of [
        whole.slice(0, i),
        ...['"', "{", "]", ",", "1", "\\", " "].map((character) => whole.slice(0, i) + character + whole.slice(i + 1)),
      ]) {
        if (text === "") continue;
        const broken = check.request("UpdateIdentityPool", text).violations.some(({ code }) => code === "syntax");
        assert.equal(json.parse(text) === undefined, broken, text);
      }
    }
  });

  test("deep nesting is not read, and does not overflow", () =>
    assert.equal(json.parse("[".repeat(100_000)), undefined));

  test("a new member takes its place by the declared order, and the last one leaves nothing", () => {
    const order = ["a", "b", "c"];
    const node = json.withMember(json.parse('{"a":1,"c":3,"z":0}'), "b", json.scalar("2"), order);
    assert.equal(json.print(node), '{"a":1,"b":2,"c":3,"z":0}');
    assert.equal(json.print(json.withMember(json.parse('{"z":0}'), "new", json.scalar("1"), order)), '{"z":0,"new":1}');
    assert.equal(json.withMember(json.parse('{"a":1}'), "a", undefined, order), undefined);
  });

  test("a place in the text is found by its pointer", () => {
    const text = '{\n  "a": { "b/c": [1, "x"] }\n}';
    const root = json.parse(text);
    assert.equal(text.slice(pointers.position(root, "/a/b~1c/1")).slice(0, 3), '"x"');
    assert.equal(text.slice(pointers.position(root, "/a/b~1c", true)).slice(0, 5), '"b/c"');
    assert.equal(pointers.position(root, "/a/none"), undefined);
  });
});

describe("the command", () => {
  test("every operation's command names the operation", () => {
    for (const operation of check.operations())
      assert.equal(check.find(commands.commandOf(operation).replace(/^aws /, "")), operation);
  });

  const cases = {
    "booleans are flags, containers JSON": [
      "cognito-identity.UpdateIdentityPool",
      '{"IdentityPoolId":"us-east-1:0a","IdentityPoolName":"My pool","AllowUnauthenticatedIdentities":false,"AllowClassicFlow":true,"OpenIdConnectProviderARNs":["a b"],"IdentityPoolTags":{"k":"it\'s"}}',
      `aws cognito-identity update-identity-pool \\\n  --identity-pool-id us-east-1:0a \\\n  --identity-pool-name 'My pool' \\\n  --no-allow-unauthenticated-identities \\\n  --allow-classic-flow \\\n  --open-id-connect-provider-arns '["a b"]' \\\n  --identity-pool-tags '{"k":"it'\\''s"}'`,
    ],
    "a value that starts with a hyphen, an empty one, a number": [
      "cognito-idp.CreateGroup",
      '{"GroupName":"-x","Description":"","Precedence":3}',
      "aws cognito-idp create-group \\\n  --group-name=-x \\\n  --description '' \\\n  --precedence 3",
    ],
    "a member that the command line does not know": [
      "cognito-idp.GetGroup",
      '{"GroupName":"g","Nope":1}',
      `aws cognito-idp get-group \\\n  --cli-input-json '{"GroupName":"g","Nope":1}'`,
    ],
    "text that the command line would take for a file": [
      "cognito-idp.GetGroup",
      '{"GroupName":"file://x"}',
      `aws cognito-idp get-group \\\n  --cli-input-json '{"GroupName":"file://x"}'`,
    ],
    "a wrong type deep inside, and a name that occurs twice": [
      "cognito-idp.TagResource",
      '{"Tags":{"a":"1","a":"2"}}',
      `aws cognito-idp tag-resource \\\n  --cli-input-json '{"Tags":{"a":"1","a":"2"}}'`,
    ],
    nothing: ["cognito-idp.ListUserPools", "{}", "aws cognito-idp list-user-pools"],
  };
  for (const [name, [operation, text, want]] of Object.entries(cases)) {
    test(name, () =>
      assert.deepEqual(commands.writeCommand(operation, json.parse(text), check.describe(operation)), {
        text: want,
        hasSecrets: false,
      }),
    );
  }
});

describe("the command of a request with secrets", () => {
  const pem = "-----BEGIN PRIVATE KEY-----\nMIG'\"\\2\n-----END PRIVATE KEY-----";
  const cases = {
    "texts come from variables": [
      "cognito-idp.SignUp",
      { ClientId: "c", Username: "-jane", Password: "a\"b$c`d'e\\f" },
    ],
    "inside JSON they are written as JSON": [
      "cognito-idp.AdminCreateUser",
      {
        UserPoolId: "us-east-1_a",
        Username: "jane",
        UserAttributes: [
          { Name: "email", Value: 'a"b\\c$(d)' },
          { Name: "name", Value: "two words" },
        ],
      },
    ],
    "a PEM comes from a file and keeps its lines": [
      "cognito-idp.CreateIdentityProvider",
      {
        UserPoolId: "us-east-1_a",
        ProviderName: "SignInWithApple",
        ProviderType: "SignInWithApple",
        ProviderDetails: { client_id: "c", private_key: pem },
      },
    ],
    "a name that the command line does not know": ["cognito-idp.SignUp", { Password: "secret value", Nope: 1 }],
  };
  for (const [name, [operation, request]] of Object.entries(cases)) {
    test(name, () => {
      const shape = check.describe(operation);
      const root = json.fromValue(request);
      const leaves = sensitive.sensitiveLeaves(root, shape);
      const { text, hasSecrets } = commands.writeCommand(operation, root, shape, leaves);
      assert.equal(hasSecrets, true);
      assert.doesNotMatch(text, /•/);
      const values = [];
      const walk = (node) => {
        if (node.kind === "object") for (const each of node.entries) walk(each.node);
        else if (node.kind === "array") for (const each of node.items) walk(each);
        else if (leaves.has(node.id)) values.push(node.text);
      };
      walk(root);
      for (const value of values) if (value.length > 4) assert.ok(!text.includes(value), "the secret is not in it");
      // bash runs it, with the secrets typed and an aws that prints what it is given.
      const folder = mkdtempSync(join(tmpdir(), "console-"));
      try {
        writeFileSync(join(folder, "private-key.pem"), pem);
        writeFileSync(join(folder, "aws"), '#!/bin/sh\nfor word in "$@"; do printf "%s\\0" "$word"; done\n', {
          mode: 0o755,
        });
        const typed = values.filter((value) => !value.includes("\n")).map((value) => `${value}\n`);
        const printed = execFileSync("bash", ["-c", text], {
          cwd: folder,
          input: typed.join(""),
          env: { PATH: `${folder}:${process.env.PATH}` },
          stdio: ["pipe", "pipe", "ignore"],
        }).toString();
        const plain = commands.writeCommand(operation, root, shape).text;
        const wanted = execFileSync("bash", ["-c", plain], {
          cwd: folder,
          env: { PATH: `${folder}:${process.env.PATH}` },
        }).toString();
        const words = (output) =>
          output
            .split("\0")
            .slice(0, -1)
            .flatMap((word) => /^(--[\w-]+)=([\s\S]*)$/.exec(word)?.slice(1) ?? [word])
            .map((word) => (/^[{[]/.test(word) ? JSON.parse(word) : word));
        assert.deepEqual(words(printed), words(wanted));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});

describe("what was loaded is taken back", () => {
  const cases = {
    "all of it, when nothing was changed": ['{"a":1}', '{"b":2}', '{"b":2}', '{"a":1}'],
    "but for a member that was changed": ['{"a":1}', '{"a":2,"b":2}', '{"a":2,"b":3}', '{"a":1,"b":3}'],
    "but for a member that was added": ["{}", '{"b":2}', '{"b":2,"c":3}', '{"c":3}'],
    "but for a change inside": ['{"p":{"x":1}}', '{"p":{"x":2,"y":2}}', '{"p":{"x":2,"y":3}}', '{"p":{"x":1,"y":3}}'],
    "a member that was removed stays so": ['{"a":1}', '{"a":2,"b":2}', '{"b":2}', undefined],
  };
  for (const [name, [before, loaded, now, want]] of Object.entries(cases)) {
    test(name, () => {
      const left = taken.takeBack(json.parse(before), json.parse(loaded), json.parse(now));
      assert.equal(left && json.print(left), want);
    });
  }
});

describe("a tree that was read anew", () => {
  const cases = {
    "a value changed": ['{"a":[1,2,{"b":"x"}],"c":{"d":1}}', '{"a":[1,2,{"b":"y"}],"c":{"d":1}}', ["/c", "/a/0"]],
    "an element was removed": ['{"a":[{"b":1},{"b":2},{"b":3}]}', '{"a":[{"b":1},{"b":3}]}', ["/a/0", "/a/1<2"]],
    "an element was added in front": [
      '{"a":[{"b":1},{"b":2}]}',
      '{"a":[{"b":0},{"b":1},{"b":2}]}',
      ["/a/1<0", "/a/2<1"],
    ],
    "nothing changed but the layout": ['{"a":[1,{}]}', '{ "a": [1, {}] }', [""]],
  };
  const at = (root, pointer) =>
    pointer
      .split("/")
      .slice(1)
      .reduce((node, token) => (node.kind === "array" ? node.items[token] : json.member(node, token)), root);
  for (const [name, [before, now, same]] of Object.entries(cases)) {
    test(name, () => {
      const old = json.parse(before);
      const kept = json.reuse(old, json.parse(now));
      assert.equal(json.print(kept), json.print(json.parse(now)));
      for (const each of same) {
        const [pointer, from] = each.split("<");
        const was = from === undefined ? pointer : `${pointer.slice(0, pointer.lastIndexOf("/"))}/${from}`;
        assert.equal(at(kept, pointer), at(old, was), each);
      }
    });
  }
});

describe("examples", () => {
  test("every operation has one, and all are valid but the one that says that it is not", () => {
    for (const operation of check.operations()) {
      const all = examples.examples(operation, check.describe(operation));
      assert.ok(all.length > 0, operation);
      for (const { title, request } of all) {
        const report = check.request(operation, request);
        assert.equal(report.valid, !title.includes("not valid"), `${operation}, ${title}: ${report.json}`);
        const told = report.warnings.filter(({ code }) => code !== "rule.reset-to-default");
        assert.deepEqual(told, [], `${operation}, ${title}`);
      }
    }
  });
});

/** Makes a request in which every text is the given one. */
function filled(shape, text, depth = 0) {
  switch (shape.type) {
    case "structure":
      return Object.fromEntries(shape.members.map(({ name, shape }) => [name, filled(shape, text, depth + 1)]));
    case "list":
      return depth > 6 ? [] : [filled(shape.element, text, depth + 1)];
    case "map":
      return { entry: filled(shape.value, text, depth + 1), client_secret: text, "api.twitter.com": text };
    case "boolean":
      return true;
    case "integer":
    case "long":
    case "timestamp":
      return 1;
    case "document":
      return {};
    default:
      return text;
  }
}

/** Puts a mark into every leaf of a value in a sensitive shape. */
function marked(shape, value, pointer = "", inherited = false) {
  const secret = inherited || sensitive.isSensitive(shape, pointer);
  if (Array.isArray(value)) return value.map((item, i) => marked(shape.element, item, `${pointer}/${i}`, secret));
  if (typeof value === "object" && value !== null && shape.type !== "document") {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const within = shape.members?.find((member) => member.name === name)?.shape ?? shape.value;
        return [name, marked(within, inner, `${pointer}/${name}`, secret)];
      }),
    );
  }
  return secret ? "TOP-SECRET" : value;
}

describe("sensitive values", () => {
  test("no address holds one, for any operation, nor a member that is not known", () => {
    let operations = 0;
    for (const operation of check.operations()) {
      const shape = check.describe(operation);
      const request = { ...marked(shape, filled(shape, "plain")), Pasword: "TOP-SECRET" };
      if (JSON.stringify(request).includes("TOP-SECRET")) operations++;
      const hash = decodeURIComponent(addresses.address(check, operation, json.fromValue(request)));
      assert.ok(!hash.includes("TOP-SECRET"), `${operation}: ${hash}`);
      const back = addresses.readAddress(addresses.address(check, operation, json.fromValue(request)));
      assert.equal(back.name, operation);
      const leaves = sensitive.sensitiveLeaves(json.fromValue(request), shape);
      assert.equal(
        leaves.size > 0,
        JSON.stringify(marked(shape, filled(shape, "plain"))).includes("TOP-SECRET"),
        operation,
      );
    }
    assert.ok(operations > 100);
  });

  test("of maps with secrets and other values, the entries are covered that the corrections name", () => {
    for (const [service, operation, input] of [
      ["cognito-idp", "CreateIdentityProvider", "CreateIdentityProviderRequest"],
      ["cognito-identity", "CreateIdentityPool", "CreateIdentityPoolInput"],
    ]) {
      const { $defs } = JSON.parse(readFileSync(new URL(`../../../schemas/${service}.schema.json`, import.meta.url)));
      const maps = Object.keys($defs).filter((name) => $defs[name]["x-sensitive-keys"]);
      assert.equal(maps.length, 1);
      const reference = `"#/$defs/${maps[0]}"`;
      const { name, shape } = check
        .describe(operation)
        .members.find(({ name }) => JSON.stringify($defs[input].properties[name]).includes(reference));
      for (const key of $defs[maps[0]]["x-sensitive-keys"])
        assert.ok(sensitive.isSensitive(shape.value, `/${name}/${key}`), key);
      assert.ok(!sensitive.isSensitive(shape.value, `/${name}/another`));
    }
  });

  test("secrets of identity providers stay out of the address, and nothing else of them", () => {
    const request = json.fromValue({
      UserPoolId: "p",
      ProviderDetails: { client_id: "id", client_secret: "SECRET", private_key: "SECRET" },
    });
    const hash = decodeURIComponent(addresses.address(check, "cognito-idp.UpdateIdentityProvider", request));
    assert.match(hash, /client_id/);
    assert.ok(!hash.includes("SECRET"));
    assert.ok(!hash.includes("client_secret"));
  });

  test("a wrong type in the place of a member does not carry a value out", () => {
    const request = json.fromValue({
      ClientId: "c",
      Username: { Password: "SECRET" },
      UserAttributes: { Value: "SECRET" },
      AnalyticsMetadata: ["SECRET"],
      ClientMetadata: { a: { b: "SECRET" } },
    });
    assert.ok(!addresses.address(check, "cognito-idp.SignUp", request).includes("SECRET"));
  });

  test("a request that is too long stays out of the address", () => {
    const request = json.fromValue({ PoolName: "x".repeat(20_000) });
    assert.equal(addresses.address(check, "cognito-idp.CreateUserPool", request), "#/cognito-idp.CreateUserPool");
  });

  test("labels are put back as the values that they cover", () => {
    const covers = new sensitive.Covers();
    const root = json.fromValue({ Password: "p4ss", UserAttributes: [{ Value: "one" }, { Value: "two" }] });
    const leaves = sensitive.sensitiveLeaves(root, check.describe("SignUp"));
    const shown = json.printIndented(root, (node) => (leaves.has(node.id) ? covers.label(node) : undefined));
    assert.ok(!/p4ss|one|two/.test(shown));
    // The first element is taken out, so that the second one moves up.
    const edited = JSON.parse(shown);
    edited.UserAttributes.shift();
    edited.Password = [edited.Password, edited.Password];
    const lifted = covers.lift(json.parse(JSON.stringify(edited)));
    assert.equal(json.print(lifted), '{"Password":["p4ss","p4ss"],"UserAttributes":[{"Value":"two"}]}');
    assert.equal(
      covers.liftText(`${shown}]`),
      `${JSON.stringify({ Password: "p4ss", UserAttributes: [{ Value: "one" }, { Value: "two" }] }, null, 2)}]`,
    );
  });

  test("an answer does not show them", () => {
    const root = json.fromValue({ ProviderDetails: { client_id: "visible", client_secret: "hidden-value" } });
    const leaves = sensitive.sensitiveLeaves(root, check.describe("UpdateIdentityProvider"));
    assert.equal(
      sensitive.coverText("Value '{client_id=visible, client_secret=hidden-value}'", root, leaves),
      "Value '{client_id=visible, client_secret=••••••••}'",
    );
  });
});

describe("rules", () => {
  test("are found by all words of a query, and by their codes", () => {
    const ids = (query) => found.findRules(query).map(({ id }) => id);
    assert.deepEqual(ids("  CreateUserPool 203.0.113.0/24 "), [], "all words must be there");
    assert.deepEqual(ids("203.0.113.0/24 SetRiskConfiguration"), ["ip-range"]);
    assert.equal(ids("").length, ids(" ").length);
    assert.equal(found.findRule("rule.ip-range").id, "ip-range");
    assert.equal(found.findRule("rule.team-name"), undefined);
    assert.equal(found.findRule("required"), undefined);
  });

  test("have addresses, as operations do", () => {
    assert.equal(addresses.writeRuleAddress(), "#/rules");
    assert.deepEqual(addresses.readAddress("#/rules"), { rule: "" });
    assert.deepEqual(addresses.readAddress(addresses.writeRuleAddress("token-order")), { rule: "token-order" });
    assert.deepEqual(addresses.readAddress("#/SignUp"), { name: "SignUp" });
  });
});
