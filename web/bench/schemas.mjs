// The published schemas, as a user of Ajv would take them.
import { readFileSync } from "node:fs";

const services = ["cognito-identity", "cognito-idp", "cognito-sync"];

/** The schema documents, and for each operation the place of its request in them. */
export function documents() {
  const all = services.map((name) =>
    JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), "utf8")),
  );
  const requests = new Map();
  for (const document of all) {
    for (const [name, { input }] of Object.entries(document["x-operations"])) {
      requests.set(`${document.title}.${name}`, `${document.$id}#/$defs/${input}`);
    }
  }
  return { all, requests };
}
