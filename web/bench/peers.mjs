// What a user could pick instead: Ajv on the published schemas, and a valibot schema written by hand.
import Ajv2020 from "ajv/dist/2020.js";
import * as v from "valibot";
import { documents } from "./schemas.mjs";

/** Ajv 2020 with all errors and Unicode lengths; answers a function that compiles the request of an operation. */
export function ajv() {
  const { all, requests } = documents();
  const engine = new Ajv2020({ allErrors: true, unicode: true, strict: false, validateFormats: false, logger: false });
  for (const document of all) engine.addSchema(document);
  return (operation) => engine.getSchema(requests.get(operation));
}

const optional = (schema) => v.nullish(schema);
// UTF-16 units, as is usual by hand: quicker than counting characters, and the same for these bodies.
const length = (min, max) => v.pipe(v.string(), v.minLength(min), v.maxLength(max));
const text = (min, max, pattern) => v.pipe(v.string(), v.minLength(min), v.maxLength(max), v.regex(pattern));
const arn = length(20, 2048);

/** UpdateIdentityPool as somebody would write it by hand, with every constraint of the model. */
export const updateIdentityPool = v.object({
  IdentityPoolId: text(1, 55, /^(?:[\w-]+:[0-9a-f-]+)$/),
  IdentityPoolName: text(1, 128, /^(?:[\w\s+=,.@-]+)$/),
  AllowUnauthenticatedIdentities: v.boolean(),
  AllowClassicFlow: optional(v.boolean()),
  SupportedLoginProviders: optional(
    v.pipe(v.record(length(1, 128), text(1, 128, /^(?:[\w.;_/-]+)$/)), v.maxEntries(10)),
  ),
  DeveloperProviderName: optional(text(1, 128, /^(?:[\w._-]+)$/)),
  OpenIdConnectProviderARNs: optional(v.array(arn)),
  CognitoIdentityProviders: optional(
    v.array(
      v.object({
        ProviderName: optional(text(1, 128, /^(?:[\w._:/-]+)$/)),
        ClientId: optional(text(1, 128, /^(?:[\w_]+)$/)),
        ServerSideTokenCheck: optional(v.boolean()),
      }),
    ),
  ),
  SamlProviderARNs: optional(v.array(arn)),
  IdentityPoolTags: optional(v.record(length(1, 128), length(0, 256))),
});

export const parse = (value) => v.safeParse(updateIdentityPool, value);
