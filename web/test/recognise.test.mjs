import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { load } from "cognitocheck";
import { readTarget, recognise } from "../dist/recognise.js";

let check;
before(async () => {
  check = await load();
});

const lines = readFileSync(new URL("../conformance/requests.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n");

// Package wire has each byte as it came; here each is one character.
const asBytes = (text) => Buffer.from(text ?? "").toString("latin1");

test("what Go recognises, to the letter", () => {
  const seen = {};
  for (const line of lines) {
    const { method, path, query, headers = [], body, is = "", operation, text, reason } = JSON.parse(line);
    const header = (name) => {
      const values = headers.filter(([other]) => other.toLowerCase() === name.toLowerCase());
      return values.length ? values.map(([, value]) => asBytes(value)).join(", ") : null;
    };
    const found = recognise(check, { method, path: asBytes(path), query: asBytes(query), header });
    const read = found?.kind === "recognised" ? found.read(Buffer.from(body ?? "", "base64")) : found;
    const told = `${line}: ${JSON.stringify(read)}`;
    assert.equal(read?.kind ?? "", is, told);
    assert.equal(read?.operation, operation, told);
    assert.equal(read?.reason ?? read?.protocol, reason, told);
    assert.equal(
      read?.text && Buffer.from(read.text).toString("base64"),
      is === "text" ? (text ?? "") : undefined,
      told,
    );
    seen[is] = (seen[is] ?? 0) + 1;
  }
  for (const is of ["", "text", "unknown", "ambiguous", "protocol"]) assert.ok(seen[is] > 50, `${is}: ${seen[is]}`);
});

test("a target is read as the module finds operations by it", () => {
  const targets = new Set(lines.flatMap((line) => JSON.parse(line).headers ?? []).flatMap(([, value]) => value));
  let read = 0;
  for (const target of targets) {
    const found = readTarget(target);
    let name;
    try {
      name = check.find(target);
    } catch (error) {
      assert.match(error.name, /^(?:Unknown|Ambiguous)OperationError$/);
    }
    if (found && name) assert.equal(name, `${found.service}.${found.operation}`);
    // The module has other forms of names as well, which have no service's target in them.
    else if (name) assert.ok(!target.includes("AWS"), target);
    if (found) read++;
  }
  assert.ok(read >= 5);
});
