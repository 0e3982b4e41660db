// The keys of ProviderDetails, without their words, by type of provider, from the examples of requests in the API reference of
// CreateIdentityProvider and UpdateIdentityProvider.

/** One key of ProviderDetails. */
export interface Detail {
  readonly key: string;
  readonly placeholder?: string;
  readonly control?: "switch" | "secret" | "document";
  /** Values to choose from. */
  readonly values?: readonly string[];
  /** It may be written on several lines. */
  readonly multiline?: true;
}

export interface ProviderType {
  readonly details: readonly Detail[];
  /** Keys that only this type has. They tell the type of a request that does not name it. */
  readonly marks: readonly string[];
  /** The provider is named like its type. */
  readonly social: boolean;
}

const client = (id: string, scopes: string): Detail[] => [
  { key: "client_id", placeholder: id },
  { key: "client_secret", control: "secret" },
  {
    key: "authorize_scopes",
    placeholder: scopes,
  },
];

export const providerTypes: Readonly<Record<string, ProviderType>> = {
  SAML: {
    social: false,
    marks: ["MetadataURL", "MetadataFile", "IDPSignout", "IDPInit", "EncryptedResponses", "RequestSigningAlgorithm"],
    details: [
      {
        key: "MetadataURL",
        placeholder: "https://auth.example.com/sso/saml/metadata",
      },
      { key: "MetadataFile", control: "document" },
      {
        key: "IDPSignout",
        control: "switch",
      },
      {
        key: "IDPInit",
        control: "switch",
      },
      {
        key: "EncryptedResponses",
        control: "switch",
      },
      {
        key: "RequestSigningAlgorithm",
        values: ["rsa-sha256"],
      },
    ],
  },
  OIDC: {
    social: false,
    marks: ["oidc_issuer", "jwks_uri", "attributes_request_method"],
    details: [
      ...client("1example23456789", "openid profile email"),
      { key: "attributes_request_method", values: ["GET", "POST"] },
      {
        key: "oidc_issuer",
        placeholder: "https://auth.example.com",
      },
      {
        key: "authorize_url",
        placeholder: "https://auth.example.com/authorize",
      },
      { key: "token_url", placeholder: "https://auth.example.com/token" },
      { key: "attributes_url", placeholder: "https://auth.example.com/userInfo" },
      { key: "jwks_uri", placeholder: "https://auth.example.com/.well-known/jwks.json" },
    ],
  },
  Google: {
    social: true,
    marks: [],
    details: client("1example23456789.apps.googleusercontent.com", "email profile openid"),
  },
  Facebook: {
    social: true,
    marks: ["api_version"],
    details: [...client("1example23456789", "public_profile, email"), { key: "api_version", placeholder: "v17.0" }],
  },
  LoginWithAmazon: {
    social: true,
    marks: [],
    details: client("amzn1.application-oa2-client.1example23456789", "profile postal_code"),
  },
  SignInWithApple: {
    social: true,
    marks: ["team_id", "key_id", "private_key"],
    details: [
      { key: "client_id", placeholder: "com.example.cognito" },
      { key: "team_id" },
      { key: "key_id" },
      { key: "private_key", control: "secret", multiline: true },
      {
        key: "authorize_scopes",
        placeholder: "email name",
      },
    ],
  },
};
