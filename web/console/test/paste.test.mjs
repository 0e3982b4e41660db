// What people have, read as a request.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { load } from "../../dist/node.js";
import { sources } from "./sources.mjs";

let check;
let paste;
let json;
let stop;

before(async () => {
  check = await load();
  const modules = await sources();
  stop = modules.stop;
  paste = await modules.load("/src/paste/read.ts");
  json = await modules.load("/src/request/json.ts");
});
after(() => stop());

const pool = "us-east-1_Ab129faBb";
const signUp = {
  ClientId: "abc",
  Username: "jane",
  Password: "p",
  UserAttributes: [{ Name: "email", Value: "a@b.c" }],
};

// By name: the text, the form, the operation, the request, what is left. The last entry is the operation that is open.
const texts = {
  "an aws command": [
    String.raw`$ aws --region us-east-1 cognito-idp sign-up \
      --client-id abc --username jane --password 'p' \
      --user-attributes Name=email,Value=a@b.c --profile dev`,
    "command",
    "cognito-idp.SignUp",
    signUp,
  ],
  "an aws command with JSON, flags and lists of words": [
    `aws cognito-identity update-identity-pool --identity-pool-id="us-east-1:0a" --identity-pool-name "My pool" --no-allow-unauthenticated-identities --allow-classic-flow --open-id-connect-provider-arns a b --identity-pool-tags '{"a":"1"}' --supported-login-providers graph.facebook.com=1,www.amazon.com=2`,
    "command",
    "cognito-identity.UpdateIdentityPool",
    {
      IdentityPoolId: "us-east-1:0a",
      IdentityPoolName: "My pool",
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: true,
      OpenIdConnectProviderARNs: ["a", "b"],
      IdentityPoolTags: { a: "1" },
      SupportedLoginProviders: { "graph.facebook.com": "1", "www.amazon.com": "2" },
    },
  ],
  "an aws command with --cli-input-json, a variable and a file": [
    `aws cognito-idp create-group --cli-input-json '{"GroupName":"a","Precedence":3}' --group-name b --user-pool-id "$POOL" --description file://d.txt --what x`,
    "command",
    "cognito-idp.CreateGroup",
    { GroupName: "b", Precedence: 3 },
    ["--user-pool-id", "--description", "--what"],
  ],
  "an aws command with nested shorthand": [
    "aws cognito-idp create-user-pool --pool-name p --policies 'PasswordPolicy={MinimumLength=8,RequireNumbers=true}' --auto-verified-attributes email phone_number --schema Name=a,AttributeDataType=String,StringAttributeConstraints={MinLength=1,MaxLength=5}",
    "command",
    "cognito-idp.CreateUserPool",
    {
      PoolName: "p",
      Policies: { PasswordPolicy: { MinimumLength: 8, RequireNumbers: true } },
      AutoVerifiedAttributes: ["email", "phone_number"],
      Schema: [
        { Name: "a", AttributeDataType: "String", StringAttributeConstraints: { MinLength: "1", MaxLength: "5" } },
      ],
    },
  ],
  "a command of the SDK for JavaScript": [
    `import { SignUpCommand } from "@aws-sdk/client-cognito-identity-provider";
     // Signs up.
     await client.send(new SignUpCommand({
       ClientId: 'abc', Username: \`jane\`, Password: "p", /* all of them */
       UserAttributes: [{ Name: "email", Value: "a@b.c", }],
       SecretHash: hash(secret),
     }));`,
    "javascript",
    "cognito-idp.SignUp",
    signUp,
    ["SecretHash"],
  ],
  "input that was made before, with names of its own": [
    `const UserPoolId = "${pool}";
     const input: CreateGroupCommandInput = { UserPoolId, GroupName: name ?? "g", Precedence: 1_000, ...rest };
     const command = new CreateGroupCommand(input);`,
    "javascript",
    "cognito-idp.CreateGroup",
    { UserPoolId: pool, Precedence: 1000 },
    ["GroupName"],
  ],
  "a JavaScript object": [
    `{ GroupName: 'g', UserPoolId: "${pool}" }`,
    "javascript",
    "cognito-idp.CreateGroup",
    { GroupName: "g", UserPoolId: pool },
    [],
    "cognito-idp.CreateGroup",
  ],
  "a call of boto3": [
    `client = boto3.client("cognito-idp")
     response = client.create_user_pool(
         PoolName="p",  # its name
         Policies={'PasswordPolicy': {'MinimumLength': 8, 'RequireNumbers': True}},
         LambdaConfig={},
         UserPoolTags=dict(team="x"),
     )`,
    "python",
    "cognito-idp.CreateUserPool",
    {
      PoolName: "p",
      Policies: { PasswordPolicy: { MinimumLength: 8, RequireNumbers: true } },
      LambdaConfig: {},
      UserPoolTags: { team: "x" },
    },
  ],
  "a Python dictionary, and the call that is given it": [
    `params = {'GroupName': 'g', 'UserPoolId': '${pool}', 'Description': None}
     client.create_group(**params)`,
    "python",
    "cognito-idp.CreateGroup",
    { GroupName: "g", UserPoolId: pool, Description: null },
  ],
  "the request syntax of the API reference": [
    `POST / HTTP/1.1
     X-Amz-Target: AWSCognitoIdentityService.UpdateIdentityPool
     {
        "AllowClassicFlow": boolean,
        "CognitoIdentityProviders": [ { "ClientId": "string", "ServerSideTokenCheck": boolean } ],
        "IdentityPoolName": "string",
        "IdentityPoolTags": { "string" : "string" }
     }`,
    "javascript",
    "cognito-identity.UpdateIdentityPool",
    {
      AllowClassicFlow: true,
      CognitoIdentityProviders: [{ ClientId: "string", ServerSideTokenCheck: true }],
      IdentityPoolName: "string",
      IdentityPoolTags: { string: "string" },
    },
  ],
  "the request syntax of the SDK for JavaScript": [
    `const input = { // CreateUserPoolRequest
       PoolName: "STRING_VALUE", // required
       Policies: { PasswordPolicy: { MinimumLength: Number("int"), RequireUppercase: true || false, }, },
       DeletionProtection: "ACTIVE" || "INACTIVE",
       AutoVerifiedAttributes: [ "phone_number" || "email", ],
     };
     const command = new CreateUserPoolCommand(input);`,
    "javascript",
    "cognito-idp.CreateUserPool",
    {
      PoolName: "STRING_VALUE",
      Policies: { PasswordPolicy: { MinimumLength: 1, RequireUppercase: true } },
      DeletionProtection: "ACTIVE",
      AutoVerifiedAttributes: ["phone_number"],
    },
  ],
  "the request syntax of boto3": [
    `response = client.list_users(
       UserPoolId='string',
       AttributesToGet=[
           'string',
       ],
       Limit=123,
     )`,
    "python",
    "cognito-idp.ListUsers",
    { UserPoolId: "string", AttributesToGet: ["string"], Limit: 123 },
  ],
  "CloudFormation in YAML": [
    `Resources:
  Topic:
    Type: AWS::SNS::Topic
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolName: !Sub "\${AWS::StackName}-pool"
      AutoVerifiedAttributes: [email]
      Policies:
        PasswordPolicy:
          MinimumLength: 8
          RequireNumbers: true
      EnabledMfas: [SMS_MFA]
      UserPoolTags:
        team: x
`,
    "cloudformation",
    "cognito-idp.CreateUserPool",
    {
      AutoVerifiedAttributes: ["email"],
      Policies: { PasswordPolicy: { MinimumLength: 8, RequireNumbers: true } },
      UserPoolTags: { team: "x" },
    },
    ["EnabledMfas", "UserPoolName"],
  ],
  "CloudFormation in JSON, with the update's form open": [
    JSON.stringify({
      Client: {
        Type: "AWS::Cognito::UserPoolClient",
        Properties: {
          UserPoolId: { Ref: "Pool" },
          ClientName: "web",
          GenerateSecret: "false",
          RefreshTokenValidity: "30",
        },
      },
    }),
    "cloudformation",
    "cognito-idp.UpdateUserPoolClient",
    { ClientName: "web", RefreshTokenValidity: 30 },
    ["GenerateSecret", "UserPoolId"],
    "cognito-idp.UpdateUserPoolClient",
  ],
  Terraform: [
    `resource "aws_cognito_user_pool" "main" {
  name                     = "p"
  auto_verified_attributes = ["email"]
  # of users
  password_policy {
    minimum_length  = 8
    require_numbers = true
  }
  schema {
    name                = "a"
    attribute_data_type = "String"
    string_attribute_constraints {
      min_length = 1
      max_length = 5
    }
  }
  schema {
    name                = "b"
    attribute_data_type = "Number"
  }
  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }
  sms_configuration {
    sns_caller_arn = aws_iam_role.sms.arn
    external_id    = "x"
  }
  email_verification_message = <<-EOT
    Code {####}
  EOT
  tags = {
    team = "x"
  }
  lifecycle { ignore_changes = [schema] }
}`,
    "terraform",
    "cognito-idp.CreateUserPool",
    {
      PoolName: "p",
      AutoVerifiedAttributes: ["email"],
      Policies: { PasswordPolicy: { MinimumLength: 8, RequireNumbers: true } },
      Schema: [
        { Name: "a", AttributeDataType: "String", StringAttributeConstraints: { MinLength: "1", MaxLength: "5" } },
        { Name: "b", AttributeDataType: "Number" },
      ],
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
      SmsConfiguration: { ExternalId: "x" },
      EmailVerificationMessage: "Code {####}",
      UserPoolTags: { team: "x" },
    },
    ["sns_caller_arn"],
  ],
  "Terraform's maps of roles": [
    `resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = "us-east-1:0a"
  role_mapping {
    identity_provider         = "graph.facebook.com"
    ambiguous_role_resolution = "AuthenticatedRole"
    type                      = "Rules"
    mapping_rule {
      claim      = "isAdmin"
      match_type = "Equals"
      role_arn   = "arn:aws:iam::123456789012:role/a"
      value      = "paid"
    }
  }
  roles = { "authenticated" = "arn:aws:iam::123456789012:role/b" }
}`,
    "terraform",
    "cognito-identity.SetIdentityPoolRoles",
    {
      IdentityPoolId: "us-east-1:0a",
      RoleMappings: {
        "graph.facebook.com": {
          AmbiguousRoleResolution: "AuthenticatedRole",
          Type: "Rules",
          RulesConfiguration: {
            Rules: [
              { Claim: "isAdmin", MatchType: "Equals", RoleARN: "arn:aws:iam::123456789012:role/a", Value: "paid" },
            ],
          },
        },
      },
      Roles: { authenticated: "arn:aws:iam::123456789012:role/b" },
    },
  ],
  "JSON, told by its members where no form is open": [
    '{"ClientId":"abc","Username":"jane","ConfirmationCode":"1"}',
    "json",
    "cognito-idp.ConfirmSignUp",
    { ClientId: "abc", Username: "jane", ConfirmationCode: "1" },
  ],
};

describe("reads", () => {
  for (const [name, [text, form, operation, request, left = [], current]] of Object.entries(texts)) {
    test(name, async () => {
      const read = await paste.readPasted(text, check, current);
      assert.ok(read.request, JSON.stringify(read));
      assert.deepEqual(
        {
          form: read.form,
          operation: read.operation,
          left: [...read.left],
          request: JSON.parse(json.print(read.request)),
        },
        { form, operation, left, request },
      );
    });
  }
});

// By name: the text, what is said of it, and the part of the text where.
const faults = {
  "plain words": ["hello", "nothing"],
  "a value is missing": ["new SignUpCommand({ ClientId: , })", "value", ", })"],
  "a bracket that stays open": ["new SignUpCommand({ ClientId: 'a'", "close", "{ ClientId"],
  "a text that stays open": ["new SignUpCommand({ ClientId: 'a\n })", "string", "'a"],
  "a value without a name": ["client.sign_up({'ClientId': 'a', 5})", "name", "5})"],
  "an operation that is not known": ["aws cognito-idp sing-upp --client-id a", "operation", "sing-upp"],
  "a request of any operation": ["{ what: 1 }", "operation"],
};

describe("says what it cannot read", () => {
  for (const [name, [text, fault, at]] of Object.entries(faults)) {
    test(name, async () => {
      const unread = await paste.readPasted(text, check, undefined);
      assert.equal(unread.fault, fault, JSON.stringify(unread));
      if (at !== undefined) assert.equal(text.slice(unread.at, unread.at + at.length), at);
    });
  }
});
