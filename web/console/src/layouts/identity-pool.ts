import type { Layout } from "./layout";

/** UpdateIdentityPool and CreateIdentityPool, in the sections of the AWS console. */
export const identityPool: Layout = {
  sections: [
    { title: "identityPool", members: ["IdentityPoolId", "IdentityPoolName"] },
    { title: "userAccess", members: ["AllowUnauthenticatedIdentities", "AllowClassicFlow"] },
    {
      title: "identityProviders",
      description: "identityProvidersHelp",
      members: [
        "CognitoIdentityProviders",
        "SupportedLoginProviders",
        "OpenIdConnectProviderARNs",
        "SamlProviderARNs",
        "DeveloperProviderName",
      ],
      looks: {
        SupportedLoginProviders: {
          keySuggestions: [
            "graph.facebook.com",
            "accounts.google.com",
            "www.amazon.com",
            "appleid.apple.com",
            "api.twitter.com",
            "www.digits.com",
          ],
        },
      },
    },
    { title: "tags", members: ["IdentityPoolTags"] },
  ],
};
