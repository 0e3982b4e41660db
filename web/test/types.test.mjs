import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { project, web } from "./kit/packed.mjs";

function compile(folder) {
  const tsc = join(web, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
}

test("the types say what types.ts expects of them", () => compile(join(web, "test/types")));

const entries = [
  "cognitocheck",
  "cognitocheck/form",
  "cognitocheck/edge",
  "cognitocheck/aws-sdk",
  "cognitocheck/rules",
];
const moduleEntries = [...entries, "cognitocheck/stream", "cognitocheck/cognitocheck.wasm"];
const program = `
async function main(): Promise<void> {
  const check = await first.load({ warnings: true });
  const report: first.Report = check.request("SignUp", {});
  if (!report.valid) report.error.message.trim();
  await first.load(new Uint8Array());
  // @ts-expect-error a misspelt option
  await first.load({ warning: true });
}
void main;
`;
const imports = (names) =>
  names.map(
    (name, i) => `import * as ${i ? `entry${i}` : "first"} from "${name}";\nvoid ${i ? `entry${i}` : "first"};\n`,
  );

// The libraries of the language alone: neither the DOM's nor Node's types.
const projects = [
  ["module", { module: "NodeNext", lib: ["ES2022"] }, "main.mts", moduleEntries],
  ["CommonJS", { module: "NodeNext", lib: ["ES2022"] }, "main.cts", entries],
  ["bundler", { module: "ESNext", moduleResolution: "bundler", lib: ["ES2022"] }, "main.ts", moduleEntries],
  ["old library", { module: "ESNext", moduleResolution: "bundler", lib: ["ES2020"] }, "main.ts", moduleEntries],
  ["DOM", { module: "ESNext", moduleResolution: "bundler", lib: ["ES2022", "DOM"] }, "main.ts", moduleEntries],
];
for (const [name, options, file, names] of projects) {
  test(`the types are clean without other libraries: ${name}`, () => {
    const folder = project(after);
    // cognitocheck/form asks for the DOM's types itself, so a project has it alone.
    for (const group of options.lib.includes("DOM")
      ? [names]
      : [names.filter((entry) => !/form$/.test(entry)), names]) {
      writeFileSync(join(folder, file), imports(group).join("") + program);
      const compilerOptions = {
        target: "ES2020",
        types: [],
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        ...options,
      };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
      compile(folder);
    }
  });
}
