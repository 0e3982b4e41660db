// The console is built on the package's dist. This builds a missing dist where the package is installed.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../", import.meta.url));
if (["stream.js", "react.js", "rules.js", "cognitocheck.wasm"].some((name) => !existsSync(`${web}dist/${name}`))) {
  if (!existsSync(`${web}node_modules/typescript`)) {
    console.error("the package is not built: run npm ci && npm run build in the folder above first");
    process.exit(1);
  }
  execFileSync("npm", ["run", "build"], { cwd: web, stdio: "inherit" });
}
