import type { Layout } from "./layout";

/** UpdateIdentityPool and CreateIdentityPool, in the sections of the AWS console. */
export const identityPool: Layout = {
  sections: [
    {
      title: "Identity pool",
      members: ["IdentityPoolId", "IdentityPoolName"],
      looks: {
        IdentityPoolId: { label: "Identity pool ID", placeholder: "us-east-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789" },
        IdentityPoolName: { label: "Identity pool name", placeholder: "My identity pool" },
      },
    },
    {
      title: "User access",
      members: ["AllowUnauthenticatedIdentities", "AllowClassicFlow"],
      looks: {
        AllowUnauthenticatedIdentities: {
          label: "Guest access",
          description: "Gives temporary credentials to users who have not signed in.",
          words: ["Active", "Inactive"],
        },
        AllowClassicFlow: {
          label: "Basic (classic) authentication",
          description: "Lets the app choose the role itself, with GetOpenIdToken and AssumeRoleWithWebIdentity.",
          words: ["Active", "Inactive"],
        },
      },
    },
    {
      title: "Identity providers",
      description: "Whose tokens the pool exchanges for credentials.",
      members: [
        "CognitoIdentityProviders",
        "SupportedLoginProviders",
        "OpenIdConnectProviderARNs",
        "SamlProviderARNs",
        "DeveloperProviderName",
      ],
      looks: {
        CognitoIdentityProviders: {
          label: "User pools",
          item: "user pool",
          members: {
            ProviderName: {
              label: "User pool",
              placeholder: "cognito-idp.us-east-1.amazonaws.com/us-east-1_Ab129faBb",
            },
            ClientId: { label: "App client ID" },
            ServerSideTokenCheck: { label: "Server-side token check", words: ["On", "Off"] },
          },
        },
        SupportedLoginProviders: {
          label: "Social providers",
          description:
            "The provider's domain and the ID of your app there. For Twitter and Digits: consumer key;consumer secret.",
          item: "provider",
          keyLabel: "Provider",
          valueLabel: "App ID",
          keySuggestions: [
            "graph.facebook.com",
            "accounts.google.com",
            "www.amazon.com",
            "appleid.apple.com",
            "api.twitter.com",
            "www.digits.com",
          ],
        },
        OpenIdConnectProviderARNs: {
          label: "OpenID Connect providers",
          item: "provider",
          placeholder: "arn:aws:iam::123456789012:oidc-provider/auth.example.com",
        },
        SamlProviderARNs: {
          label: "SAML providers",
          item: "provider",
          placeholder: "arn:aws:iam::123456789012:saml-provider/Example",
        },
        DeveloperProviderName: {
          label: "Custom developer provider",
          description: "The name by which your backend refers to its users.",
          placeholder: "login.mycompany.myapp",
        },
      },
    },
    {
      title: "Tags",
      members: ["IdentityPoolTags"],
      looks: { IdentityPoolTags: { label: "Identity pool tags", item: "tag" } },
    },
  ],
};
