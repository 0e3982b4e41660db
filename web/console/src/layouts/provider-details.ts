// The keys of ProviderDetails by type of provider, from the examples of requests in the API reference of
// CreateIdentityProvider and UpdateIdentityProvider.

/** One key of ProviderDetails. */
export interface Detail {
  readonly key: string;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly control?: "switch" | "secret" | "document";
  /** Values to choose from. */
  readonly values?: readonly string[];
}

export interface ProviderType {
  readonly label: string;
  readonly details: readonly Detail[];
  /** Keys that only this type has. They tell the type of a request that does not name it. */
  readonly marks: readonly string[];
  /** The provider is named like its type. */
  readonly social: boolean;
}

const client = (id: string, scopes: string, separator = "spaces"): Detail[] => [
  { key: "client_id", label: "Client ID", placeholder: id },
  { key: "client_secret", label: "Client secret", control: "secret" },
  {
    key: "authorize_scopes",
    label: "Authorized scopes",
    description: `Separated by ${separator}.`,
    placeholder: scopes,
  },
];

export const providerTypes: Readonly<Record<string, ProviderType>> = {
  SAML: {
    label: "SAML",
    social: false,
    marks: ["MetadataURL", "MetadataFile", "IDPSignout", "IDPInit", "EncryptedResponses", "RequestSigningAlgorithm"],
    details: [
      {
        key: "MetadataURL",
        label: "Metadata document URL",
        description: "A URL or the document itself, not both.",
        placeholder: "https://auth.example.com/sso/saml/metadata",
      },
      { key: "MetadataFile", label: "Metadata document", control: "document" },
      {
        key: "IDPSignout",
        label: "Sign-out flow",
        description: "Signs users out of the provider too.",
        control: "switch",
      },
      {
        key: "IDPInit",
        label: "IdP-initiated sign-in",
        description: "Accepts sign-in that starts at the provider.",
        control: "switch",
      },
      {
        key: "EncryptedResponses",
        label: "Encrypted assertions",
        description: "Requires the provider to encrypt its assertions.",
        control: "switch",
      },
      {
        key: "RequestSigningAlgorithm",
        label: "Request signing",
        description: "Signs the requests to the provider.",
        values: ["rsa-sha256"],
      },
    ],
  },
  OIDC: {
    label: "OpenID Connect",
    social: false,
    marks: ["oidc_issuer", "jwks_uri", "attributes_request_method"],
    details: [
      ...client("1example23456789", "openid profile email"),
      { key: "attributes_request_method", label: "Attribute request method", values: ["GET", "POST"] },
      {
        key: "oidc_issuer",
        label: "Issuer URL",
        description: "The endpoints are read from its discovery document.",
        placeholder: "https://auth.example.com",
      },
      {
        key: "authorize_url",
        label: "Authorization endpoint",
        description: "This and the next three are needed when the issuer cannot be discovered.",
        placeholder: "https://auth.example.com/authorize",
      },
      { key: "token_url", label: "Token endpoint", placeholder: "https://auth.example.com/token" },
      { key: "attributes_url", label: "UserInfo endpoint", placeholder: "https://auth.example.com/userInfo" },
      { key: "jwks_uri", label: "JWKS endpoint", placeholder: "https://auth.example.com/.well-known/jwks.json" },
    ],
  },
  Google: {
    label: "Google",
    social: true,
    marks: [],
    details: client("1example23456789.apps.googleusercontent.com", "email profile openid"),
  },
  Facebook: {
    label: "Facebook",
    social: true,
    marks: ["api_version"],
    details: [
      ...client("1example23456789", "public_profile, email", "commas"),
      { key: "api_version", label: "API version", placeholder: "v17.0" },
    ],
  },
  LoginWithAmazon: {
    label: "Login with Amazon",
    social: true,
    marks: [],
    details: client("amzn1.application-oa2-client.1example23456789", "profile postal_code"),
  },
  SignInWithApple: {
    label: "Sign in with Apple",
    social: true,
    marks: ["team_id", "key_id", "private_key"],
    details: [
      { key: "client_id", label: "Services ID", placeholder: "com.example.cognito" },
      { key: "team_id", label: "Team ID" },
      { key: "key_id", label: "Key ID" },
      { key: "private_key", label: "Private key", control: "secret" },
      {
        key: "authorize_scopes",
        label: "Authorized scopes",
        description: "Separated by spaces.",
        placeholder: "email name",
      },
    ],
  },
};
