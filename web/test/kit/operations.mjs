// The number of operations that the schema documents have: what every engine must list.

import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../../schemas/", import.meta.url);

export const operationCount = readdirSync(folder)
  .filter((name) => name.endsWith(".schema.json"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")))
  .reduce((count, document) => count + Object.keys(document["x-operations"]).length, 0);
