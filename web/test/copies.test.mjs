// A program may have this package twice, as ES modules and as CommonJS. What one copy throws, the other one knows.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { before, describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import * as modules from "cognitocheck";
import * as modulePlugin from "cognitocheck/aws-sdk";
import * as moduleEdge from "cognitocheck/edge";
import * as moduleReact from "cognitocheck/react";

const require = createRequire(import.meta.url);
const commonJS = require("cognitocheck");
const target = "AWSCognitoIdentityProviderService.SignUp";
const long = { ClientMetadata: { a: "x".repeat(1000) } };

// By name: the copy that checks, and the other copy's parts that take its check.
const pairs = {
  "a check of CommonJS in ES modules": [commonJS, { ...modulePlugin, ...moduleEdge, ...moduleReact }],
  "a check of ES modules in CommonJS": [
    modules,
    { ...require("cognitocheck/aws-sdk"), ...require("cognitocheck/edge"), ...require("cognitocheck/react") },
  ],
};
for (const [name, [{ load }, parts]] of Object.entries(pairs)) {
  describe(name, () => {
    let check;
    before(async () => {
      check = await load({ limit: 100 });
    });

    test("the errors are of two classes with one name", () => {
      assert.notEqual(commonJS.UndecidedError, modules.UndecidedError);
      assert.throws(() => check.request("SignUp", long), { name: "UndecidedError", reason: "size" });
    });

    test("a form's state has it as its failure", () => {
      const form = new parts.FormState(check.schema("SignUp"), long);
      assert.deepEqual([form.report, form.failure?.reason], [undefined, "size"]);
      form.give({});
      assert.deepEqual([form.report?.valid, form.failure], [false, undefined]);
    });

    test("the pre-check answers it", async () => {
      const guard = parts.precheck(check.with({ levels: {} }), { undecided: "refuse", limit: 50 });
      const body = JSON.stringify(long);
      const answer = await guard(
        new Request("http://idp/", { method: "POST", headers: { "x-amz-target": target }, body }),
      );
      assert.equal(answer?.status, 413);
    });

    for (const undecided of ["pass", "refuse"]) {
      test(`the plugin does as told: ${undecided}`, async () => {
        const told = [];
        const send = pluginOf(parts, check, { undecided, onUndecided: ({ reason }) => told.push(reason) });
        const sent = send(JSON.stringify(long));
        if (undecided === "pass") assert.equal(await sent, "sent");
        else await assert.rejects(sent, { name: "UndecidedError" });
        assert.deepEqual(told, ["size"]);
      });
    }
  });
}

/** Returns what sends a body through the plugin, as a client would. */
function pluginOf({ cognitocheckPlugin }, check, options) {
  let middleware;
  cognitocheckPlugin(check, options).applyToStack({
    add(made) {
      middleware = made;
    },
  });
  const handle = middleware(async () => "sent", { clientName: "CognitoIdentityProviderClient" });
  return (body) => handle({ request: { method: "POST", path: "/", headers: { "X-Amz-Target": target }, body } });
}

test("the plugin reads bytes of another realm, as Jest's environments have them", async () => {
  const send = pluginOf(modulePlugin, await modules.load(), { undecided: "refuse" });
  await assert.rejects(send(runInNewContext("new Uint8Array([0x7b, 0x7d])")), { name: "InvalidParameterException" });
});
