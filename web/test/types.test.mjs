import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { web } from "./kit/packed.mjs";

test("the types say what types.ts expects of them", () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(web, "node_modules/typescript/bin/tsc"), "-p", join(web, "test/types")],
    { encoding: "utf8" },
  );
  assert.equal(status, 0, stdout);
});
