// The package as npm would publish it, installed in a project.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const web = fileURLToPath(new URL("../../", import.meta.url));

/** Makes a temporary folder that is gone when the tests of this file end. */
export function temporary(after) {
  const folder = mkdtempSync(join(tmpdir(), "cognitocheck-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Packs dist as it was built, and returns the tarball's path. */
export function pack(folder) {
  const out = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
    cwd: web,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const answer = JSON.parse(out);
  const [{ filename }] = Array.isArray(answer) ? answer : Object.values(answer);
  return join(folder, filename);
}

/** Makes a project folder that has the packed package in its node_modules. */
export function project(after) {
  const folder = temporary(after);
  const place = join(folder, "node_modules", "cognitocheck");
  mkdirSync(place, { recursive: true });
  execFileSync("tar", ["xzf", pack(folder), "-C", place, "--strip-components=1"]);
  return folder;
}
