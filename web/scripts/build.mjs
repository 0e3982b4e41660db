// Builds dist: the compiled sources as ES modules and, in dist/cjs, as CommonJS; the module, as a file and as text.
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writeText } from "./write-text.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = `${root}dist/`;
const module = fileURLToPath(new URL("../../wasm/cognitocheck.wasm", import.meta.url));
if (!existsSync(module)) {
  console.error("wasm/cognitocheck.wasm is missing; it is built from the sources in wasm/");
  process.exit(1);
}
rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", root], { stdio: "inherit" });
copyFileSync(module, `${dist}cognitocheck.wasm`);
writeFileSync(`${dist}module-text.js`, writeText(readFileSync(module)));
for (const name of ["wasm", "module-text"]) copyFileSync(`${root}src/${name}.d.ts`, `${dist}${name}.d.ts`);

// These have no form as CommonJS: they find the module by an import of the bundler's, or by import.meta.url.
const modulesOnly = /^(?:workerd|edge-light|stream)\./;
const all = readdirSync(dist).filter((name) => !modulesOnly.test(name));
await build({
  entryPoints: all.filter((name) => name.endsWith(".js")).map((name) => dist + name),
  format: "cjs",
  target: "es2022",
  outdir: `${dist}cjs`,
});
for (const name of all) if (name.endsWith(".d.ts")) cpSync(dist + name, `${dist}cjs/${name}`);
writeFileSync(`${dist}cjs/package.json`, '{ "type": "commonjs" }\n');
