// The words around the fields of a form, as data: what a member is called, what it is for, what its bounds are. The
// limits themselves come from the module's description.
import { boundsIn } from "./bounds-in.js";
import { label } from "./label.js";
import type { Member } from "./types.js";

/** What the words say of one member. All that is left out is derived from its name and its shape. */
export interface MemberTexts {
  readonly label?: string;
  /** What the member is for, in a sentence. */
  readonly help?: string;
  /** A value as it looks, the same in all languages. */
  readonly placeholder?: string;
  /** The words for true and false. */
  readonly words?: readonly [string, string];
  /** What one element of a list, or one entry of a map, is called: "tag". */
  readonly item?: string;
  /** What the keys and the values of a map are. */
  readonly keyLabel?: string;
  readonly valueLabel?: string;
}

/** What the bounds of a shape count. */
export type Counted = "characters" | "bytes" | "items" | "entries" | "number";

/** The words of a form in one language. */
export interface FormTexts {
  /** The language, as HTML and Intl name it. */
  readonly language: string;
  /** Bounds, both inclusive, in a sentence: "1 to 128 characters." One of the two is there. */
  bounds(min: number | undefined, max: number | undefined, counted: Counted): string;
  /** What a pattern allows, as a sentence. Given are the module's English words. */
  allowed(english: string): string;
  /** The texts on the elements of a list, and on the keys and values of a map, in front of their hints. */
  readonly each: string;
  readonly key: string;
  readonly value: string;
  /** What one element of a list and one entry of a map is called where the member does not say it. */
  readonly item: string;
  readonly entry: string;
  readonly timestamp: string;
  readonly sensitive: string;
  readonly optional: string;
  readonly deprecated: string;
  /** The words for true and false. */
  readonly words: readonly [string, string];
  readonly location: { readonly [place in NonNullable<Member["location"]>]: string };
  /** What is said of a missing member, by what it takes: a text, a choice, or elements. */
  fillIn(label: string): string;
  choose(label: string): string;
  addTo(label: string): string;
  /** Names the first character that a value must not have, and its place, counted from 1. */
  offending(character: string, place: number): string;
  readonly blankAtStart: string;
  readonly blankAtEnd: string;
  /** Characters that cannot be seen. */
  readonly invisible: { readonly [character: string]: string };
  /** What a member is called that members says nothing of. */
  label(name: string): string;
  /**
   * By the member's name, or by the names that lead to it, joined by dots, as in "CognitoIdentityProviders.ClientId";
   * the longest that fits is used. The placeholders of all languages are the English ones.
   */
  readonly members: { readonly [path: string]: MemberTexts };
}

/** The words in English. */
export const english: FormTexts = {
  language: "en",
  bounds: boundsIn(
    "en",
    {
      atLeast: "At least {n}.",
      upTo: "Up to {n}.",
      exactly: "Exactly {n}.",
      between: "{min} to {n}.",
      orMore: "{n} or more.",
    },
    { characters: " character| characters", bytes: " byte| bytes", items: " item| items", entries: " entry| entries" },
  ),
  allowed: (english) => `${english.charAt(0).toUpperCase()}${english.slice(1)}.`,
  each: "Each",
  key: "Key",
  value: "Value",
  item: "item",
  entry: "entry",
  timestamp: "Seconds since 1970-01-01 00:00 UTC.",
  sensitive: "Sensitive.",
  optional: "optional",
  deprecated: "Deprecated",
  words: ["Yes", "No"],
  location: { uri: "Sent in the path.", querystring: "Sent in the query.", header: "Sent in a header." },
  fillIn: (label) => `Fill in “${label}”.`,
  choose: (label) => `Choose “${label}”.`,
  addTo: (label) => `Add to “${label}”.`,
  offending: (character, place) => `Not allowed: ${character} at place ${place}.`,
  blankAtStart: "Not allowed: the blank at the beginning.",
  blankAtEnd: "Not allowed: the blank at the end.",
  invisible: {
    " ": "the space",
    "\t": "the tab",
    "\n": "the line break",
    "\r": "the line break",
    "\u00a0": "the non-breaking space",
    "\u200b": "the invisible space",
    "\ufeff": "the byte order mark",
  },
  label,
  members: {
    AccessToken: { help: "The access token of the user who is signed in." },
    AcrMapping: { item: "mapping" },
    AdminCreateUserConfig: { label: "Users created by administrators" },
    AliasAttributes: { help: "Attributes that users can sign in with beside their user name." },
    AllowAdminCreateUserOnly: { label: "Only administrators create users" },
    AllowClassicFlow: {
      label: "Basic (classic) authentication",
      help: "Lets the app choose the role itself, with GetOpenIdToken and AssumeRoleWithWebIdentity.",
      words: ["Active", "Inactive"],
    },
    AllowUnauthenticatedIdentities: {
      label: "Guest access",
      help: "Gives temporary credentials to users who have not signed in.",
      words: ["Active", "Inactive"],
    },
    AllowedOAuthFlowsUserPoolClient: { label: "The app client uses OAuth flows" },
    AllowedOAuthScopes: { item: "scope", placeholder: "openid" },
    AllowedScopes: { item: "scope" },
    ApplicationArns: { item: "application" },
    Assets: { item: "asset" },
    AttributeMapping: {
      label: "Attributes",
      help: "Which of the provider's attributes fill those of the user pool.",
      item: "attribute",
      keyLabel: "User pool attribute",
      valueLabel: "Provider attribute",
    },
    AttributesToGet: { item: "attribute" },
    AuthParameters: { item: "parameter", keyLabel: "Parameter" },
    AutoVerifiedAttributes: { help: "Attributes that the service verifies by itself." },
    BlockedIPRangeList: { label: "Blocked IP ranges", item: "range", placeholder: "203.0.113.0/24" },
    CallbackURLs: { item: "URL", placeholder: "https://app.example.com/callback" },
    CertificateArn: {
      placeholder: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6789-abcd-ef0123456789",
    },
    ChallengeResponses: { item: "response", keyLabel: "Parameter" },
    ClientId: { label: "App client ID", placeholder: "1example23456789" },
    ClientMetadata: { item: "value", help: "Handed on to the Lambda functions that the request starts." },
    ClientName: { label: "App client name" },
    ClientSecret: { label: "App client secret" },
    CognitoIdentityProviders: { label: "User pools", item: "user pool" },
    "CognitoIdentityProviders.ProviderName": {
      label: "User pool",
      placeholder: "cognito-idp.us-east-1.amazonaws.com/us-east-1_Ab129faBb",
    },
    "CognitoIdentityProviders.ServerSideTokenCheck": { label: "Server-side token check", words: ["On", "Off"] },
    CSS: { label: "Style sheet (CSS)" },
    CustomAttributes: { item: "attribute" },
    DefaultRedirectURI: { placeholder: "https://app.example.com/callback" },
    DeletionProtection: { help: "Keeps the user pool from being deleted by mistake." },
    DeveloperProviderName: {
      label: "Custom developer provider",
      help: "The name by which your backend refers to its users.",
      placeholder: "login.mycompany.myapp",
    },
    Domain: { placeholder: "my-app" },
    Events: { item: "event" },
    ExplicitAuthFlows: { label: "Authentication flows", help: "The ways in which the app client may sign users in." },
    GenerateSecret: { help: "Gives the app client a secret." },
    HttpHeaders: { label: "HTTP headers", item: "header" },
    IdentityId: { placeholder: "us-east-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789" },
    IdentityIdsToDelete: { label: "Identities to delete", item: "identity" },
    IdentityPoolId: { placeholder: "us-east-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789" },
    IdentityPoolName: { placeholder: "My identity pool" },
    IdentityPoolTags: { item: "tag" },
    IdpIdentifiers: {
      label: "Provider identifiers",
      help: "Names or domains by which a sign-in request finds this provider.",
      item: "identifier",
      placeholder: "example.com",
    },
    InEntityId: { label: "Entity ID in India" },
    InTemplateId: { label: "Template ID in India" },
    LambdaArn: { placeholder: "arn:aws:lambda:us-east-1:123456789012:function:Example" },
    LambdaConfig: { label: "Lambda triggers", help: "The Lambda functions that the user pool calls." },
    LogConfigurations: { item: "configuration" },
    Logins: { item: "login", keyLabel: "Provider", valueLabel: "Token" },
    LoginsToRemove: { item: "login" },
    LogoutURLs: { label: "Sign-out URLs", item: "URL", placeholder: "https://app.example.com/" },
    MaxResults: { label: "Most results", help: "How many results to return at most." },
    MfaConfiguration: { label: "Multi-factor authentication (MFA)" },
    MFAOptions: { item: "option" },
    NextToken: { help: "Where the last answer ended, for the results that follow." },
    OpenIdConnectProviderARNs: {
      label: "OpenID Connect providers",
      item: "provider",
      placeholder: "arn:aws:iam::123456789012:oidc-provider/auth.example.com",
    },
    PaginationToken: { help: "Where the last answer ended, for the results that follow." },
    PoolName: { label: "User pool name" },
    PrincipalTags: { item: "tag" },
    ReadAttributes: { item: "attribute" },
    RecordPatches: { item: "patch" },
    RecoveryMechanisms: { item: "mechanism" },
    RefreshTokenValidity: { help: "In days, unless the token validity units say otherwise." },
    RoleARN: { placeholder: "arn:aws:iam::123456789012:role/Example" },
    RoleArn: { placeholder: "arn:aws:iam::123456789012:role/Example" },
    RoleMappings: { item: "mapping", keyLabel: "Provider" },
    Roles: { item: "role", keyLabel: "Kind of user", valueLabel: "Role" },
    Rules: { item: "rule" },
    SamlProviderARNs: {
      label: "SAML providers",
      item: "provider",
      placeholder: "arn:aws:iam::123456789012:saml-provider/Example",
    },
    Schema: { label: "User attributes", item: "attribute" },
    Scopes: { item: "scope" },
    SkippedIPRangeList: { label: "Skipped IP ranges", item: "range", placeholder: "203.0.113.0/24" },
    SupportedIdentityProviders: { item: "provider", placeholder: "COGNITO" },
    SupportedLoginProviders: {
      label: "Social providers",
      help: "The provider's domain and the ID of your app there. For Twitter and Digits: consumer key;consumer secret.",
      item: "provider",
      keyLabel: "Provider",
      valueLabel: "App ID",
    },
    TagKeys: { item: "tag" },
    Tags: { item: "tag" },
    TemporaryPasswordValidityDays: { label: "Days for which a temporary password is valid" },
    UserAttributeNames: { item: "attribute" },
    UserAttributes: { item: "attribute" },
    UserPoolAddOns: { label: "Add-ons of the user pool" },
    UserPoolId: { placeholder: "us-east-1_Ab129faBb" },
    UserPoolTags: { item: "tag" },
    Username: { label: "User name" },
    ValidationData: { item: "value" },
    WriteAttributes: { item: "attribute" },
  },
};
