import { later } from "../later";
import { entriesOf, member, type Node } from "../request/json";
import type { Layout } from "./layout";
import { providerTypes } from "./provider-details";

const Provider = later(async () => (await import("./provider-sections")).Provider);
const ProviderDetails = later(async () => (await import("./provider-sections")).ProviderDetails);

/** Reads the type that a request names; an update names none. */
export function namedType(node: Node | undefined): string | undefined {
  const type = member(node, "ProviderType");
  return type?.kind === "string" ? type.text : undefined;
}

/**
 * Finds the type that a request is about: the one that it names, the one that was chosen, the one that a social
 * provider is named after, or the only one that has such a detail.
 */
export function providerTypeOf(node: Node | undefined, chosen: string): string {
  const said = namedType(node) ?? chosen;
  if (said) return said;
  const name = member(node, "ProviderName");
  if (name?.kind === "string" && providerTypes[name.text]?.social) return name.text;
  const keys = new Set(entriesOf(member(node, "ProviderDetails")).map((entry) => entry.name));
  return Object.entries(providerTypes).find(([, { marks }]) => marks.some((mark) => keys.has(mark)))?.[0] ?? "";
}

/** CreateIdentityProvider and UpdateIdentityProvider, in the sections of the AWS console. */
export const identityProvider: Layout = {
  sections: [
    { title: "provider", render: Provider },
    { title: "providerDetails", render: ProviderDetails },
    {
      title: "attributeMapping",
      members: ["AttributeMapping"],
      looks: {
        AttributeMapping: {
          keySuggestions: [
            "email",
            "email_verified",
            "phone_number",
            "name",
            "given_name",
            "family_name",
            "nickname",
            "preferred_username",
            "picture",
            "profile",
            "birthdate",
            "gender",
            "locale",
            "zoneinfo",
            "address",
            "website",
            "updated_at",
            "username",
          ],
        },
      },
    },
    {
      title: "identifiers",
      members: ["IdpIdentifiers"],
    },
  ],
};
