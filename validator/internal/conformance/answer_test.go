package conformance

import (
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

// TestShownAfterName: the service's message shows the value, even when its name was found wrong first.
func TestShownAfterName(t *testing.T) {
	report := mustCheck(t, "cognito-identity.GetId", `{"IdentityPoolId":"a:0","IdentityPoolId":"b"}`,
		validator.Options{Levels: levels(t, "duplicate=warn"), Warnings: true})
	const twice = `1 validation error detected: Value 'b' at 'identityPoolId' failed to satisfy constraint: ` +
		`Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`
	if message(report) != twice {
		t.Errorf("duplicate: %s", message(report))
	}
}

// TestAnswers compares the service's answers to the letter.
func TestAnswers(t *testing.T) {
	const (
		pool  = "cognito-identity.UpdateIdentityPool"
		roles = "cognito-identity.SetIdentityPoolRoles"
		start = `{"IdentityPoolId":"a:0","IdentityPoolName":"p","AllowUnauthenticatedIdentities":true,`
		fails = " failed to satisfy constraint: "
		arn   = "Member must have length less than or equal to 2048, Member must have length greater than or equal to 20"
		key   = "Member must have length less than or equal to 128, Member must have length greater than or equal to 1"
	)
	for name, test := range map[string]struct{ operation, body, exception, message string }{
		"one missing": {
			operation: "cognito-identity.GetId",
			body:      `{}`,
			exception: "ValidationException",
			message:   "1 validation error detected: Value null at 'identityPoolId'" + fails + "Member must not be null",
		},
		"null is missing": {
			operation: "cognito-identity.GetId",
			body:      `{"IdentityPoolId":null}`,
			exception: "ValidationException",
			message:   "1 validation error detected: Value null at 'identityPoolId'" + fails + "Member must not be null",
		},
		"sensitive and missing, hash order": {
			operation: "cognito-idp.AdminAddUserToGroup",
			body:      `{"UserPoolId":"us-east-1_abc"}`,
			exception: "InvalidParameterException",
			message: "2 validation errors detected: Value null at 'groupName'" + fails +
				"Member must not be null; Value at 'username'" + fails + "Member must not be null",
		},
		"sensitive, hash order": {
			operation: "cognito-idp.SignUp",
			body:      `{"Username":"","Password":" ","ClientId":"c"}`,
			exception: "InvalidParameterException",
			message: "3 validation errors detected: Value at 'password'" + fails +
				`Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$; Value at 'username'` + fails +
				"Member must have length greater than or equal to 1; Value at 'username'" + fails +
				`Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+`,
		},
		"hash order of a map and an id": {
			operation: "cognito-identity.GetCredentialsForIdentity",
			body:      `{"IdentityId":"x","Logins":{"a":""}}`,
			exception: "ValidationException",
			message: "2 validation errors detected: Value '{a=}' at 'logins'" + fails +
				"Map value must satisfy constraint: [Member must have length less than or equal to 50000, " +
				"Member must have length greater than or equal to 1]; Value 'x' at 'identityId'" + fails +
				`Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`,
		},
		"the exception of cognito-sync": {
			operation: "cognito-sync.ListDatasets",
			body:      `{"IdentityPoolId":"x","IdentityId":"a:0"}`,
			exception: "InvalidParameterException",
			message: "1 validation error detected: Value 'x' at 'identityPoolId'" + fails +
				`Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`,
		},
		"nothing escaped but for JSON": {
			operation: "cognito-identity.GetId",
			body:      `{"IdentityPoolId":"'\"\\\n\u0000é😀"}`,
			exception: "ValidationException",
			message: "1 validation error detected: Value ''\"\\\n\x00é😀' at 'identityPoolId'" + fails +
				`Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`,
		},
		"first letters lowered": {
			operation: "cognito-idp.CreateUserPoolClient",
			body:      `{"UserPoolId":"a_b","ClientName":"c","CallbackURLs":[""],"AllowedOAuthFlows":["x"],"LogoutURLs":[" "]}`,
			exception: "InvalidParameterException",
			message: "3 validation errors detected: Value '[ ]' at 'logoutURLs'" + fails +
				`Member must satisfy constraint: ` +
				`[Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, ` +
				`Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+]; ` +
				"Value '[x]' at 'allowedOAuthFlows'" + fails +
				"Member must satisfy constraint: [Member must satisfy enum value set: [implicit, client_credentials, code]]; " +
				"Value '[]' at 'callbackURLs'" + fails +
				`Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length ` +
				`greater than or equal to 1, Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+]`,
		},
		"a list of scalars": {
			operation: pool,
			body:      start + `"SamlProviderARNs":["a","arn:aws:iam::1:saml-provider/x"]}`,
			exception: "ValidationException",
			message: "1 validation error detected: Value '[a, arn:aws:iam::1:saml-provider/x]' at 'samlProviderARNs'" + fails +
				"Member must satisfy constraint: [" + arn + "]",
		},
		"null in a list of scalars": {
			operation: pool,
			body:      start + `"SamlProviderARNs":[null]}`,
			exception: "ValidationException",
			message: "1 validation error detected: Value '[null]' at 'samlProviderARNs'" + fails +
				"Member must satisfy constraint: [" + arn + ", Member must not be null]",
		},
		"null in a list of structures": {
			operation: "cognito-idp.CreateManagedLoginBranding",
			body:      `{"UserPoolId":"a_b","ClientId":"c","Assets":[null]}`,
			exception: "InvalidParameterException",
			message: "1 validation error detected: Value '[null]' at 'assets'" + fails +
				"Member must satisfy constraint: [Member must not be null]",
		},
		"structures, a blob and null in a list": {
			operation: "cognito-idp.CreateManagedLoginBranding",
			body: `{"UserPoolId":"a_b","ClientId":"c","Assets":[{"Bytes":"QUI=","Extension":"ICO",` +
				`"Category":"FAVICON_ICO"},null]}`,
			exception: "InvalidParameterException",
			message: "2 validation errors detected: Value '[AssetType(category=FAVICON_ICO, colorMode=null, extension=ICO, " +
				"bytes=java.nio.HeapByteBuffer[pos=0 lim=2 cap=2], resourceId=null), null]' at 'assets'" + fails +
				"Member must satisfy constraint: [Member must not be null]; Value null at 'assets.1.member.colorMode'" + fails +
				"Member must not be null",
		},
		"sensitive in a shown structure": {
			operation: "cognito-idp.SignUp",
			body:      `{"ClientId":"c","Username":"u","UserAttributes":[{"Name":"a","Value":"secret"},{"Name":"b"},null]}`,
			exception: "InvalidParameterException",
			message: "1 validation error detected: Value '[AttributeType(name=a, value=), AttributeType(name=b, value=), " +
				"null]' at 'userAttributes'" + fails + "Member must satisfy constraint: [Member must not be null]",
		},
		"elements in their order": {
			operation: "cognito-idp.SignUp",
			body:      `{"ClientId":"c","Username":"u","UserAttributes":[{"Name":""},{"Name":"ok"},{"Value":"v"}]}`,
			exception: "InvalidParameterException",
			message: "3 validation errors detected: Value '' at 'userAttributes.1.member.name'" + fails +
				"Member must have length greater than or equal to 1; Value '' at 'userAttributes.1.member.name'" + fails +
				`Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+; ` +
				`Value null at 'userAttributes.3.member.name'` + fails + "Member must not be null",
		},
		"keys and values of a map": {
			operation: roles,
			body:      `{"IdentityPoolId":"a:0","Roles":{"guest":"b","authenticated":"c"}}`,
			exception: "ValidationException",
			message: "2 validation errors detected: Value '{guest=b, authenticated=c}' at 'roles'" + fails +
				"Map keys must satisfy constraint: [" + key +
				", Member must satisfy regular expression pattern: (un)?authenticated]; Value '{guest=b, authenticated=c}' at " +
				"'roles'" + fails + "Map value must satisfy constraint: [" + arn + "]",
		},
		"null in a map": {
			operation: roles,
			body:      `{"IdentityPoolId":"a:0","Roles":{"authenticated":null}}`,
			exception: "ValidationException",
			message: "1 validation error detected: Value '{authenticated=null}' at 'roles'" + fails +
				"Map value must satisfy constraint: [" + arn + ", Member must not be null]",
		},
		"a map's own failure first": {
			operation: roles,
			body:      `{"IdentityPoolId":"a:0","Roles":{"a":"b","c":"d","e":"f"}}`,
			exception: "ValidationException",
			message: "3 validation errors detected: Value '{a=b, c=d, e=f}' at 'roles'" + fails +
				"Member must have length less than or equal to 2; Value '{a=b, c=d, e=f}' at 'roles'" + fails +
				"Map keys must satisfy constraint: [" + key +
				", Member must satisfy regular expression pattern: (un)?authenticated]; Value '{a=b, c=d, e=f}' at 'roles'" +
				fails + "Map value must satisfy constraint: [" + arn + "]",
		},
		"a map of structures": {
			operation: roles,
			body: `{"IdentityPoolId":"a:0","Roles":{},"RoleMappings":{"a.b/c":{"Type":"t","RulesConfiguration":{` +
				`"Rules":[]}},"":{"Type":"Token"}}}`,
			exception: "ValidationException",
			message: "3 validation errors detected: Value '{a.b/c=RoleMapping(type=t, ambiguousRoleResolution=null, " +
				"rulesConfiguration=RulesConfigurationType(rules=[])), =RoleMapping(type=Token, ambiguousRoleResolution=null, " +
				"rulesConfiguration=null)}' at 'roleMappings'" + fails + "Map keys must satisfy constraint: [" + key +
				"]; Value '[]' at 'roleMappings.a.b/c.member.rulesConfiguration.rules'" + fails +
				"Member must have length greater than or equal to 1; Value 't' at 'roleMappings.a.b/c.member.type'" + fails +
				"Member must satisfy enum value set: [Rules, Token]",
		},
		"null in a map of structures": {
			operation: roles,
			body:      `{"IdentityPoolId":"a:0","Roles":{},"RoleMappings":{"a":null}}`,
			exception: "ValidationException",
			message: "1 validation error detected: Value '{a=null}' at 'roleMappings'" + fails +
				"Map value must satisfy constraint: [Member must not be null]",
		},
		"null under a bad key": {
			operation: roles,
			body:      `{"IdentityPoolId":"a:0","Roles":{},"RoleMappings":{"":null}}`,
			exception: "ValidationException",
			message: "2 validation errors detected: Value '{=null}' at 'roleMappings'" + fails +
				"Map keys must satisfy constraint: [" + key + "]; Value '{=null}' at 'roleMappings'" + fails +
				"Map value must satisfy constraint: [Member must not be null]",
		},
		"white space in a shown container": {
			operation: pool,
			body:      start + "\"SamlProviderARNs\": [ \"a\" ,\n\"b\\u0020\\\"c\" , \"\" ] }",
			exception: "ValidationException",
			message: "1 validation error detected: Value '[a, b \"c, ]' at 'samlProviderARNs'" + fails +
				"Member must satisfy constraint: [" + arn + "]",
		},
		"a number": {
			operation: "cognito-identity.ListIdentityPools",
			body:      `{"MaxResults":0}`,
			exception: "ValidationException",
			message: "1 validation error detected: Value '0' at 'maxResults'" + fails +
				"Member must have value greater than or equal to 1",
		},
		"an enum": {
			operation: "cognito-idp.SetUserPoolMfaConfig",
			body:      `{"UserPoolId":"a_b","MfaConfiguration":"NO"}`,
			exception: "InvalidParameterException",
			message: "1 validation error detected: Value 'NO' at 'mfaConfiguration'" + fails +
				"Member must satisfy enum value set: [OPTIONAL, OFF, ON]",
		},
		"in something sensitive": {
			operation: "cognito-idp.SignUp",
			body:      `{"ClientId":"c","Username":"u","UserContextData":{"IpAddress":"` + strings.Repeat("1", 131073) + `"}}`,
			exception: "InvalidParameterException",
			message: "1 validation error detected: Value at 'userContextData.ipAddress'" + fails +
				"Member must have length less than or equal to 131072",
		},
		"a sensitive map": {
			operation: "cognito-idp.InitiateAuth",
			body:      `{"ClientId":"c","AuthFlow":"CUSTOM_AUTH","AuthParameters":{"a":null}}`,
			exception: "InvalidParameterException",
			message: "1 validation error detected: Value at 'authParameters'" + fails +
				"Map value must satisfy constraint: [Member must have length less than or equal to 131072, " +
				"Member must have length greater than or equal to 0, Member must not be null]",
		},
		"unknown members count for nothing": {
			operation: "cognito-identity.GetId",
			body:      `{"X":1,"IdentityPoolId":"a"}`,
			exception: "ValidationException",
			message: "1 validation error detected: Value 'a' at 'identityPoolId'" + fails +
				`Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`,
		},

		"number for a string": {
			operation: "cognito-identity.GetId",
			body:      `{"IdentityPoolId":5}`,
			exception: "SerializationException",
			message:   "NUMBER_VALUE cannot be converted to String",
		},
		"true for a string": {
			operation: "cognito-identity.GetId",
			body:      `{"IdentityPoolId":true}`,
			exception: "SerializationException",
			message:   "TRUE_VALUE cannot be converted to String",
		},
		"false for a string": {
			operation: "cognito-identity.GetId",
			body:      `{"IdentityPoolId":false}`,
			exception: "SerializationException",
			message:   "FALSE_VALUE cannot be converted to String",
		},
		"string for a number": {
			operation: "cognito-identity.ListIdentityPools",
			body:      `{"MaxResults":"1"}`,
			exception: "SerializationException",
			message:   "STRING_VALUE cannot be converted to Integer",
		},
		"string for a long": {
			operation: "cognito-identity.GetOpenIdTokenForDeveloperIdentity",
			body:      `{"TokenDuration":"1"}`,
			exception: "SerializationException",
			message:   "STRING_VALUE cannot be converted to Long",
		},
		"string for a boolean": {
			operation: pool,
			body:      `{"AllowClassicFlow":"true"}`,
			exception: "SerializationException",
			message:   "STRING_VALUE cannot be converted to Boolean",
		},
		"object for a string": {
			operation: "cognito-identity.GetId",
			body:      `{"IdentityPoolId":{}}`,
			exception: "SerializationException",
			message:   "Start of structure or map found where not expected",
		},
		"list for a string": {
			operation: "cognito-identity.GetId",
			body:      `{"IdentityPoolId":[]}`,
			exception: "SerializationException",
			message:   "Start of list found where not expected",
		},
		"string for a list": {
			operation: pool,
			body:      `{"SamlProviderARNs":"a"}`,
			exception: "SerializationException",
			message:   "Unexpected field type",
		},
		"string for a map": {
			operation: "cognito-identity.GetId",
			body:      `{"Logins":"a"}`,
			exception: "SerializationException",
			message:   "Unexpected field type",
		},
		"number for a structure": {
			operation: "cognito-idp.CreateUserPool",
			body:      `{"Policies":1}`,
			exception: "SerializationException",
			message:   "Unexpected field type",
		},
		"string for a structure in a list": {
			operation: "cognito-idp.SignUp",
			body:      `{"UserAttributes":["a"]}`,
			exception: "SerializationException",
			message:   "Unexpected value type in payload",
		},
		"null as the whole": {
			operation: "cognito-identity.GetId",
			body:      `null`,
			exception: "SerializationException",
			message:   "Unexpected field type",
		},
		"the first one, before constraints": {
			operation: "cognito-identity.GetId",
			body:      `{"AccountId":"x","IdentityPoolId":5,"Logins":[]}`,
			exception: "SerializationException",
			message:   "NUMBER_VALUE cannot be converted to String",
		},
		"not JSON": {
			operation: "cognito-identity.GetId",
			body:      `{"AccountId":"x",`,
			exception: "SerializationException",
			message:   "The JSON breaks here: it ends too early.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			report := mustCheck(t, test.operation, test.body, validator.Options{})
			sound(t, report)
			if report.Error == nil || report.Error.Type != test.exception || report.Error.Message != test.message {
				t.Errorf("\n got %+v\nwant %s %s", report.Error, test.exception, test.message)
			}
			if test.exception != "SerializationException" {
				expectAnswer(t, test.operation, false, []byte(test.body), report)
			}
		})
	}
}
