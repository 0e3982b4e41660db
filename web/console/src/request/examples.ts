// Requests to start from. Those of the reference pages where they have one; else what the operation needs, with
// plausible values.
import type { Operation, Shape } from "cognitocheck";

export interface Example {
  readonly title: string;
  readonly request: unknown;
}

const userPool = "us-east-1_Ab129faBb";
const identityPool = "us-east-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789";
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

/** Values for members by their names. */
const values: Readonly<Record<string, unknown>> = {
  AccessToken: "eyJraWQiOiJleGFtcGxlIn0.eyJzdWIiOiJleGFtcGxlIn0.c2lnbmF0dXJl",
  AttributeName: "email",
  AuthParameters: { USERNAME: "jane", PASSWORD: "Correct-horse-9" },
  CallerArn: "arn:aws:iam::123456789012:user/Example",
  CertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6789-abcd-ef0123456789",
  Claim: "isAdmin",
  ClientId: "1example23456789",
  ClientName: "web-app",
  ClientSecretId: "1example23456789--1700000000",
  CloudWatchLogsRoleArn: role("CognitoImport"),
  Code: "123456",
  ConfirmationCode: "123456",
  CredentialId: "AbCdEf0123456789",
  DatasetName: "settings",
  DeveloperProviderName: "login.mycompany.myapp",
  DeveloperUserIdentifier: "jane",
  DestinationUserIdentifier: "jane",
  SourceUserIdentifier: "jane.doe",
  DeviceId: "device-1",
  DeviceKey: "us-east-1_0a1b2c3d-4e5f-6789-abcd-ef0123456789",
  Domain: "my-app",
  EventId: "0a1b2c3d-4e5f-6789-abcd-ef0123456789",
  FeedbackToken: "eyJleGFtcGxlIjp0cnVlfQ.c2lnbmF0dXJl",
  GroupName: "admins",
  Identifier: "https://api.example.com",
  IdentityId: identityPool,
  IdentityIdsToDelete: [identityPool],
  IdentityPoolId: identityPool,
  IdentityPoolName: "MyIdentityPool",
  IdentityProviderName: "accounts.google.com",
  IdpIdentifier: "example.com",
  IpAddress: "192.0.2.1",
  JobId: "import-Ab12Cd34Ef",
  JobName: "spring-import",
  Key: "theme",
  LambdaArn: "arn:aws:lambda:us-east-1:123456789012:function:Example",
  LambdaVersion: "V1_0",
  Logins: { "accounts.google.com": "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl" },
  LoginsToRemove: ["accounts.google.com"],
  ManagedLoginBrandingId: "0a1b2c3d-4e5f-4789-abcd-ef0123456789",
  MaxResults: 10,
  Name: "Example",
  Password: "Correct-horse-9",
  PoolName: "my-app-users",
  PrimaryRoute53HealthCheckId: "0a1b2c3d-4e5f-6789-abcd-ef0123456789",
  ProposedPassword: "Correct-horse-10",
  ProviderName: "MyProvider",
  RefreshToken: "eyJjdHkiOiJKV1QifQ.e30.c2lnbmF0dXJl",
  RegionName: "us-west-2",
  RequestedLimitValue: 100,
  ResourceArn: `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${userPool}`,
  Roles: { authenticated: role("Authenticated"), unauthenticated: role("Guest") },
  ScopeDescription: "Read orders",
  ScopeName: "orders.read",
  SecondaryRegion: "us-west-2",
  ServerName: "app.example.com",
  ServerPath: "/sign-in",
  SourceArn: "arn:aws:ses:us-east-1:123456789012:identity/no-reply@example.com",
  Subject: "New sign-in",
  SyncCount: 1,
  SyncSessionToken: "example-session-token",
  TagKeys: ["team"],
  Tags: { team: "identity" },
  TermsId: "0a1b2c3d-4e5f-4789-abcd-ef0123456789",
  TermsName: "terms-of-use",
  Token: "eyJjdHkiOiJKV1QifQ.e30.c2lnbmF0dXJl",
  UserAttributeNames: ["nickname"],
  UserAttributes: [{ Name: "email", Value: "jane@example.com" }],
  UserCode: "123456",
  UserPoolId: userPool,
  Username: "jane",
  UserPoolTags: { team: "identity" },
};

const reference = {
  IdentityPoolName: "MyIdentityPool",
  AllowUnauthenticatedIdentities: true,
  SupportedLoginProviders: {
    "www.amazon.com": "amzn1.application-oa2-client.188a56d827a7d6555a8b67a5d",
    "graph.facebook.com": "7346241598935555",
    "accounts.google.com": "123456789012.apps.googleusercontent.com",
    "api.twitter.com": "xvz1evFS4wEEPTGEFPHBog;kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
    "www.digits.com": "xvz1evFS4wEEPTGEFPHBog;kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
  },
};

const providerDetails: Readonly<
  Record<
    string,
    {
      readonly name: string;
      readonly type: string;
      readonly details: Readonly<Record<string, string>>;
      readonly mapping: Readonly<Record<string, string>>;
    }
  >
> = {
  SAML: {
    name: "MySAML",
    type: "SAML",
    details: {
      MetadataURL: "https://auth.example.com/sso/saml/metadata",
      IDPInit: "true",
      IDPSignout: "true",
      EncryptedResponses: "true",
      RequestSigningAlgorithm: "rsa-sha256",
    },
    mapping: { email: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" },
  },
  "OpenID Connect": {
    name: "MyOIDC",
    type: "OIDC",
    details: {
      client_id: "1example23456789",
      client_secret: "provider-app-client-secret",
      authorize_scopes: "openid profile email",
      attributes_request_method: "GET",
      oidc_issuer: "https://auth.example.com",
      authorize_url: "https://auth.example.com/authorize",
      token_url: "https://example.com/token",
      attributes_url: "https://auth.example.com/userInfo",
      jwks_uri: "https://auth.example.com/.well-known/jwks.json",
    },
    mapping: { email: "email", username: "sub" },
  },
  Google: {
    name: "Google",
    type: "Google",
    details: {
      client_id: "1example23456789.apps.googleusercontent.com",
      client_secret: "provider-app-client-secret",
      authorize_scopes: "email profile openid",
    },
    mapping: { email: "email", username: "sub" },
  },
  Facebook: {
    name: "Facebook",
    type: "Facebook",
    details: {
      client_id: "1example23456789",
      client_secret: "provider-app-client-secret",
      authorize_scopes: "public_profile, email",
      api_version: "v17.0",
    },
    mapping: { email: "email", username: "id" },
  },
  "Login with Amazon": {
    name: "LoginWithAmazon",
    type: "LoginWithAmazon",
    details: {
      client_id: "amzn1.application-oa2-client.1example23456789",
      client_secret: "provider-app-client-secret",
      authorize_scopes: "profile postal_code",
    },
    mapping: { email: "email", username: "user_id" },
  },
  "Sign in with Apple": {
    name: "SignInWithApple",
    type: "SignInWithApple",
    details: {
      client_id: "com.example.cognito",
      team_id: "3EXAMPLE",
      key_id: "2EXAMPLE",
      private_key: "1EXAMPLE",
      authorize_scopes: "email name",
    },
    mapping: { email: "email", username: "sub" },
  },
};

const providers = (isUpdate: boolean): Example[] =>
  Object.entries(providerDetails).map(([title, { name, type, details, mapping }]) => ({
    title,
    request: {
      UserPoolId: userPool,
      ProviderName: name,
      ...(!isUpdate && { ProviderType: type }),
      ProviderDetails: details,
      AttributeMapping: mapping,
      IdpIdentifiers: ["example.com"],
    },
  }));

const poolSettings = {
  Policies: {
    PasswordPolicy: {
      MinimumLength: 12,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      PasswordHistorySize: 5,
      TemporaryPasswordValidityDays: 7,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] },
  },
  DeletionProtection: "ACTIVE",
  AutoVerifiedAttributes: ["email"],
  VerificationMessageTemplate: {
    DefaultEmailOption: "CONFIRM_WITH_CODE",
    EmailSubject: "Your code",
    EmailMessage: "Your code is {####}.",
  },
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
  MfaConfiguration: "OPTIONAL",
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
  AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: "verified_email" }] },
  UserPoolTags: { team: "identity" },
  UserPoolTier: "ESSENTIALS",
};

const clientSettings = {
  ClientName: "web-app",
  RefreshTokenValidity: 30,
  AccessTokenValidity: 60,
  IdTokenValidity: 60,
  TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
  ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  SupportedIdentityProviders: ["COGNITO"],
  CallbackURLs: ["https://app.example.com/callback"],
  LogoutURLs: ["https://app.example.com/"],
  AllowedOAuthFlows: ["code"],
  AllowedOAuthScopes: ["openid", "email"],
  AllowedOAuthFlowsUserPoolClient: true,
  PreventUserExistenceErrors: "ENABLED",
  EnableTokenRevocation: true,
};

const smsAnswer = {
  ChallengeName: "SMS_MFA",
  Session: "AYABeExampleSession0a1b2c3d",
  ChallengeResponses: { USERNAME: "jane", SMS_MFA_CODE: "123456" },
};

const written: { readonly [operation in Operation]?: readonly Example[] } = {
  "cognito-identity.UpdateIdentityPool": [
    {
      title: "Corrected sample",
      request: { IdentityPoolId: "us-east-1:c1731993-c776-4ae2-86c6-554ae0000000", ...reference },
    },
    {
      title: "Sample of the reference page (its ID is not valid)",
      request: { IdentityPoolId: "us-east-1:c1731993-c776-4ae2-86c6-554aeEXAMPLE", ...reference },
    },
    {
      title: "Example of the command line reference",
      request: {
        IdentityPoolId: "us-west-2:11111111-1111-1111-1111-111111111111",
        IdentityPoolName: "MyIdentityPool",
        AllowUnauthenticatedIdentities: false,
        CognitoIdentityProviders: [
          {
            ProviderName: "cognito-idp.us-west-2.amazonaws.com/us-west-2_111111111",
            ClientId: "3n4b5urk1ft4fl3mg5e62d9ado",
            ServerSideTokenCheck: false,
          },
        ],
      },
    },
  ],
  "cognito-identity.LookupDeveloperIdentity": [
    { title: "By the user's identifier", request: { IdentityPoolId: identityPool, DeveloperUserIdentifier: "jane" } },
  ],
  "cognito-identity.CreateIdentityPool": [{ title: "Social providers", request: reference }],
  "cognito-identity.SetIdentityPoolRoles": [
    {
      title: "Roles by rules",
      request: {
        IdentityPoolId: identityPool,
        Roles: { authenticated: role("Authenticated"), unauthenticated: role("Guest") },
        RoleMappings: {
          [`cognito-idp.us-east-1.amazonaws.com/${userPool}:1example23456789`]: {
            Type: "Rules",
            AmbiguousRoleResolution: "AuthenticatedRole",
            RulesConfiguration: {
              Rules: [{ Claim: "isAdmin", MatchType: "Equals", Value: "true", RoleARN: role("Admin") }],
            },
          },
        },
      },
    },
  ],
  "cognito-idp.CreateIdentityProvider": providers(false),
  "cognito-idp.UpdateIdentityProvider": providers(true),
  "cognito-idp.CreateUserPool": [
    {
      title: "Sign-in with email",
      request: {
        PoolName: "my-app-users",
        ...poolSettings,
        SmsConfiguration: { SnsCallerArn: role("CognitoSms"), ExternalId: "my-app" },
        UsernameAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
      },
    },
  ],
  "cognito-idp.AddCustomAttributes": [
    {
      title: "A text",
      request: {
        UserPoolId: userPool,
        CustomAttributes: [{ Name: "team", AttributeDataType: "String", Mutable: true }],
      },
    },
  ],
  "cognito-idp.UpdateUserPool": [{ title: "All common settings", request: { UserPoolId: userPool, ...poolSettings } }],
  "cognito-idp.CreateUserPoolClient": [
    { title: "Web app", request: { UserPoolId: userPool, ...clientSettings } },
    {
      title: "Machine to machine",
      request: {
        UserPoolId: userPool,
        ClientName: "worker",
        GenerateSecret: true,
        AllowedOAuthFlows: ["client_credentials"],
        AllowedOAuthScopes: ["https://api.example.com/orders.read"],
        AllowedOAuthFlowsUserPoolClient: true,
      },
    },
  ],
  "cognito-idp.UpdateUserPoolClient": [
    { title: "Web app", request: { UserPoolId: userPool, ClientId: "1example23456789", ...clientSettings } },
  ],
  "cognito-idp.SetUserPoolMfaConfig": [
    {
      title: "Authenticator apps, optional",
      request: { UserPoolId: userPool, SoftwareTokenMfaConfiguration: { Enabled: true }, MfaConfiguration: "OPTIONAL" },
    },
  ],
  "cognito-idp.AdminCreateUser": [
    {
      title: "Invite by email",
      request: {
        UserPoolId: userPool,
        Username: "jane",
        UserAttributes: [
          { Name: "email", Value: "jane@example.com" },
          { Name: "email_verified", Value: "true" },
        ],
        DesiredDeliveryMediums: ["EMAIL"],
      },
    },
  ],
  "cognito-idp.SignUp": [
    {
      title: "With email and phone",
      request: {
        ClientId: "1example23456789",
        Username: "jane",
        Password: "Correct-horse-9",
        UserAttributes: [
          { Name: "email", Value: "jane@example.com" },
          { Name: "phone_number", Value: "+12065550100" },
        ],
      },
    },
  ],
  "cognito-idp.InitiateAuth": [
    {
      title: "User name and password",
      request: {
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "jane", PASSWORD: "Correct-horse-9" },
        ClientId: "1example23456789",
      },
    },
  ],
  "cognito-idp.AdminInitiateAuth": [
    {
      title: "User name and password",
      request: {
        UserPoolId: userPool,
        ClientId: "1example23456789",
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "jane", PASSWORD: "Correct-horse-9" },
      },
    },
  ],
  "cognito-idp.RespondToAuthChallenge": [
    { title: "Code from a text message", request: { ClientId: "1example23456789", ...smsAnswer } },
  ],
  "cognito-idp.AdminRespondToAuthChallenge": [
    {
      title: "Code from a text message",
      request: { UserPoolId: userPool, ClientId: "1example23456789", ...smsAnswer },
    },
  ],
  "cognito-idp.AssociateSoftwareToken": [
    { title: "Of a user who is signed in", request: { AccessToken: values.AccessToken } },
  ],
  "cognito-idp.SetRiskConfiguration": [
    {
      title: "Block compromised credentials",
      request: {
        UserPoolId: userPool,
        CompromisedCredentialsRiskConfiguration: {
          EventFilter: ["SIGN_IN", "SIGN_UP"],
          Actions: { EventAction: "BLOCK" },
        },
        RiskExceptionConfiguration: { BlockedIPRangeList: ["203.0.113.0/24"], SkippedIPRangeList: ["192.0.2.0/24"] },
      },
    },
  ],
  "cognito-idp.CreateManagedLoginBranding": [
    {
      title: "Cognito's own style",
      request: { UserPoolId: userPool, ClientId: "1example23456789", UseCognitoProvidedValues: true },
    },
  ],
  "cognito-idp.UpdateManagedLoginBranding": [
    {
      title: "Cognito's own style",
      request: {
        UserPoolId: userPool,
        ManagedLoginBrandingId: values.ManagedLoginBrandingId,
        UseCognitoProvidedValues: true,
      },
    },
  ],
  "cognito-sync.UpdateRecords": [
    {
      title: "One record",
      request: {
        IdentityPoolId: identityPool,
        IdentityId: identityPool,
        DatasetName: "settings",
        RecordPatches: [{ Op: "replace", Key: "theme", Value: "dark", SyncCount: 1 }],
        SyncSessionToken: "example-session-token",
      },
    },
  ],
};

/** The examples of an operation; there is at least one. */
export function examples(operation: Operation, shape: Shape): readonly Example[] {
  return written[operation] ?? [{ title: "Example", request: needed(shape) ?? {} }];
}

/** The text, repeated until it is as long as asked. */
function fill(text: string, length: number): string {
  return text.length < length ? text.repeat(Math.ceil(length / text.length)) : text;
}

/** What a shape needs, without the members that may be left out. */
function needed(shape: Shape, name = ""): unknown {
  const value = values[name];
  switch (shape.type) {
    case "structure":
      return Object.fromEntries(
        (shape.members ?? []).filter(({ required }) => required).map(({ name, shape }) => [name, needed(shape, name)]),
      );
    case "list":
      return Array.isArray(value) ? value : [needed(shape.element!, name.replace(/s$/, ""))];
    case "map":
      return typeof value === "object" ? value : { Example: needed(shape.value!) };
    case "boolean":
      return true;
    case "integer":
    case "long":
    case "timestamp":
      return typeof value === "number" ? value : Math.max(1, shape.min ?? 1);
    case "blob":
      return btoa("example");
    case "document":
      return {};
    case "string":
      return shape.enum?.[0] ?? (typeof value === "string" ? value : fill("Example", shape.min ?? 0));
  }
}
