// Builds dist: the compiled sources, and copies of the module and of its types.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const module = fileURLToPath(new URL("../../wasm/cognitocheck.wasm", import.meta.url));
if (!existsSync(module)) {
  console.error("wasm/cognitocheck.wasm is missing; it is built from the sources in wasm/");
  process.exit(1);
}
rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", root], { stdio: "inherit" });
copyFileSync(module, `${root}dist/cognitocheck.wasm`);
copyFileSync(`${root}src/wasm.d.ts`, `${root}dist/wasm.d.ts`);
