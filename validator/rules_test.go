package validator

import (
	"strings"
	"testing"
)

// ruleCases has, for each rule, a request that breaks it, the nearest that does not, and what the service answers.
var ruleCases = map[string][]struct {
	operation, broken, path, kept string
	exception, answer             string
}{
	"cognito-identity-provider": {
		{
			"cognito-identity.CreateIdentityPool",
			`{"IdentityPoolName":"p","AllowUnauthenticatedIdentities":false,"CognitoIdentityProviders":[` +
				`{"ProviderName":"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"},{"ProviderName":"eu-west-1_a"}]}`,
			"/CognitoIdentityProviders/1/ProviderName",
			`{"IdentityPoolName":"p","AllowUnauthenticatedIdentities":false,"CognitoIdentityProviders":[` +
				`{"ProviderName":"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"},` +
				`{"ProviderName":"cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_a"}]}`,
			"InvalidParameterException", "Invalid Cognito Identity Provider",
		},
		{
			"cognito-identity.UpdateIdentityPool",
			`{"IdentityPoolId":"eu-west-1:0a","IdentityPoolName":"p","AllowUnauthenticatedIdentities":false,` +
				`"CognitoIdentityProviders":[{"ClientId":"a","ProviderName":null}]}`,
			"/CognitoIdentityProviders/0/ProviderName",
			`{"IdentityPoolId":"eu-west-1:0a","IdentityPoolName":"p","AllowUnauthenticatedIdentities":false,` +
				`"CognitoIdentityProviders":[` +
				`{"ClientId":"a","ProviderName":"cognito-idp.\u0065u-west-1.amazonaws.com\/eu-west-1_a"}]}`,
			"InvalidParameterException", "Invalid Cognito Identity Provider",
		},
	},
	"login-provider-secret": {{
		"cognito-identity.CreateIdentityPool",
		`{"IdentityPoolName":"p","AllowUnauthenticatedIdentities":false,"SupportedLoginProviders":{` +
			`"graph.facebook.com":"1","api.twitter.com":"key"}}`,
		"/SupportedLoginProviders/api.twitter.com",
		`{"IdentityPoolName":"p","AllowUnauthenticatedIdentities":false,"SupportedLoginProviders":{` +
			`"graph.facebook.com":"1","api.twitter.com":"key;secret"}}`,
		"", "",
	}},
	"role-mapping-provider": {{
		"cognito-identity.SetIdentityPoolRoles",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{},"RoleMappings":{"https://accounts.google.com":{"Type":"Token",` +
			`"AmbiguousRoleResolution":"Deny"}}}`,
		"/RoleMappings/https:~1~1accounts.google.com",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{},"RoleMappings":{"accounts.google.com":{"Type":"Token",` +
			`"AmbiguousRoleResolution":"Deny"}}}`,
		"InvalidParameterException",
		"(https://accounts.google.com) is not a valid RoleMapping ProviderName or is not a configured provider.",
	}},
	"role-mapping-rule-count": {{
		"cognito-identity.SetIdentityPoolRoles",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{},"RoleMappings":{"a.b":` + mappingOf(26) + `}}`,
		"/RoleMappings/a.b/RulesConfiguration",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{},"RoleMappings":{"a.b":` + mappingOf(25) + `}}`,
		"InvalidParameterException", "The number of rules in the request exceeded 25.",
	}},
	"domain-prefix": {
		{
			"cognito-idp.CreateUserPoolDomain",
			`{"UserPoolId":"eu-west-1_a","Domain":"PF_Probe_Domain"}`,
			"/Domain",
			`{"UserPoolId":"eu-west-1_a","Domain":"pf-probe-2"}`,
			"InvalidParameterException", invalidPrefix,
		},
		{
			"cognito-idp.CreateUserPoolDomain",
			`{"UserPoolId":"eu-west-1_a","Domain":"ends-"}`,
			"/Domain",
			`{"UserPoolId":"eu-west-1_a","Domain":"auth.example.com","CustomDomainConfig":{` +
				`"CertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a"}}`,
			"InvalidParameterException", invalidPrefix,
		},
		{
			"cognito-idp.CreateUserPoolDomain",
			`{"UserPoolId":"eu-west-1_a","Domain":"\u002dstarts","CustomDomainConfig":null}`,
			"/Domain",
			`{"UserPoolId":"eu-west-1_a","Domain":"9"}`,
			"InvalidParameterException", invalidPrefix,
		},
	},
	"role-arn": {{
		"cognito-identity.SetIdentityPoolRoles",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{"authenticated":"this is no role at all"}}`,
		"/Roles/authenticated",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{"authenticated":"arn:aws:iam::123456789012:role/a"}}`,
		"NotAuthorizedException", "Access to Role 'this is no role at all' is forbidden.",
	}},
	"role-mapping-ambiguous": {{
		"cognito-identity.SetIdentityPoolRoles",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{},"RoleMappings":{"a":{"Type":"Token"}}}`,
		"/RoleMappings/a/AmbiguousRoleResolution",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{},"RoleMappings":{"a":{"Type":"Token","AmbiguousRoleResolution":"Deny"}}}`,
		"InvalidParameterException", "",
	}},
	"role-mapping-rules": {{
		"cognito-identity.SetIdentityPoolRoles",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{},"RoleMappings":{"a":{"Type":"Rules","AmbiguousRoleResolution":"Deny"}}}`,
		"/RoleMappings/a/RulesConfiguration",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{},"RoleMappings":{"a":{"Type":"Rules","AmbiguousRoleResolution":"Deny",` +
			`"RulesConfiguration":{"Rules":[{"Claim":"c","MatchType":"Equals","Value":"v",` +
			`"RoleARN":"arn:aws:iam::123456789012:role/a"}]}}}}`,
		"InvalidParameterException", "",
	}},
	"role-mapping-token": {{
		"cognito-identity.SetIdentityPoolRoles",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{},"RoleMappings":{"a":{"Type":"Token","AmbiguousRoleResolution":"Deny",` +
			`"RulesConfiguration":{"Rules":[{"Claim":"c","MatchType":"Equals","Value":"v",` +
			`"RoleARN":"arn:aws:iam::123456789012:role/a"}]}}}}`,
		"/RoleMappings/a/RulesConfiguration",
		`{"IdentityPoolId":"eu-west-1:0a","Roles":{},"RoleMappings":{"a":{"Type":"Token","AmbiguousRoleResolution":"Deny",` +
			`"RulesConfiguration":null}}}`,
		"InvalidParameterException", "",
	}},
	"saml-metadata": {{
		"cognito-idp.CreateIdentityProvider",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderType":"SAML","ProviderDetails":{"IDPSignout":"true"}}`,
		"/ProviderDetails",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderType":"SAML","ProviderDetails":{"IDPSignout":"true",` +
			`"MetadataURL":"https://a"}}`,
		"InvalidParameterException", "At least one of the MetadataURL or MetadataFile should be provided.",
	}},
	"provider-name": {{
		"cognito-idp.CreateIdentityProvider",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"google","ProviderType":"Google","ProviderDetails":{"client_id":"a",` +
			`"client_secret":"b","authorize_scopes":"email"}}`,
		"/ProviderName",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"Google","ProviderType":"Google","ProviderDetails":{"client_id":"a",` +
			`"client_secret":"b","authorize_scopes":"email"}}`,
		"InvalidParameterException", "Provider google cannot be of type Google.",
	}},
	"provider-details-required": {
		{
			"cognito-idp.CreateIdentityProvider",
			`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderType":"OIDC","ProviderDetails":{"client_id":"a",` +
				`"authorize_scopes":"openid","oidc_issuer":"https://a"}}`,
			"/ProviderDetails/attributes_request_method",
			`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderType":"OIDC","ProviderDetails":{"client_id":"a",` +
				`"authorize_scopes":"openid","oidc_issuer":"https://a","attributes_request_method":"GET"}}`,
			"InvalidParameterException", "",
		},
		{
			"cognito-idp.UpdateIdentityProvider",
			`{"UserPoolId":"eu-west-1_a","ProviderName":"SignInWithApple","ProviderDetails":{"client_id":"a",` +
				`"authorize_scopes":"email","team_id":"t","key_id":"k"}}`,
			"/ProviderDetails/private_key",
			`{"UserPoolId":"eu-west-1_a","ProviderName":"SignInWithApple","ProviderDetails":{"client_id":"a",` +
				`"authorize_scopes":"email","team_id":"t","key_id":"k","private_key":"p"}}`,
			"InvalidParameterException", "",
		},
		{
			"cognito-idp.UpdateIdentityProvider",
			`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderDetails":{"client_id":"a",` +
				`"attributes_request_method":"GET","jwks_uri":"https://a","oidc_issuer":"https://a"}}`,
			"/ProviderDetails/authorize_scopes",
			`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderDetails":{"jwks_uri":"https://a",` +
				`"MetadataURL":"https://a"}}`,
			"InvalidParameterException", "",
		},
	},
	"provider-details-endpoints": {{
		"cognito-idp.CreateIdentityProvider",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderType":"OIDC","ProviderDetails":{"client_id":"a",` +
			`"authorize_scopes":"openid","attributes_request_method":"GET","authorize_url":"https://a",` +
			`"token_url":"https://a","attributes_url":"https://a"}}`,
		"/ProviderDetails",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderType":"OIDC","ProviderDetails":{"client_id":"a",` +
			`"authorize_scopes":"openid","attributes_request_method":"GET","authorize_url":"https://a",` +
			`"token_url":"https://a","attributes_url":"https://a","jwks_uri":"https://a"}}`,
		"InvalidParameterException", "",
	}},
	"provider-details-metadata": {{
		"cognito-idp.CreateIdentityProvider",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderType":"SAML","ProviderDetails":{"MetadataFile":"<a/>",` +
			`"MetadataURL":"https://a"}}`,
		"/ProviderDetails/MetadataFile",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderType":"SAML","ProviderDetails":{"MetadataFile":"<a/>"}}`,
		"InvalidParameterException", "",
	}},
	"provider-details-scopes": {
		{
			"cognito-idp.UpdateIdentityProvider",
			`{"UserPoolId":"eu-west-1_a","ProviderName":"Facebook","ProviderDetails":{"client_id":"a","client_secret":"b",` +
				`"authorize_scopes":"public_profile, emails"}}`,
			"/ProviderDetails/authorize_scopes",
			`{"UserPoolId":"eu-west-1_a","ProviderName":"Facebook","ProviderDetails":{"client_id":"a","client_secret":"b",` +
				`"authorize_scopes":"public_profile, email"}}`,
			"InvalidParameterException", "",
		},
		{
			"cognito-idp.CreateIdentityProvider",
			`{"UserPoolId":"eu-west-1_a","ProviderName":"SignInWithApple","ProviderType":"SignInWithApple",` +
				`"ProviderDetails":{"client_id":"a","authorize_scopes":"email openid","team_id":"t","key_id":"k",` +
				`"private_key":"p"}}`,
			"/ProviderDetails/authorize_scopes",
			`{"UserPoolId":"eu-west-1_a","ProviderName":"Google","ProviderType":"Google","ProviderDetails":{"client_id":"a",` +
				`"client_secret":"b","authorize_scopes":"email openid"}}`,
			"InvalidParameterException", "",
		},
	},
	"provider-details-boolean": {{
		"cognito-idp.UpdateIdentityProvider",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderDetails":{"MetadataURL":"https://a","IDPSignout":"yes"}}`,
		"/ProviderDetails/IDPSignout",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderDetails":{"MetadataURL":"https://a",` +
			`"IDPSignout":"false"}}`,
		"InvalidParameterException", "",
	}},
	"provider-details-method": {{
		"cognito-idp.CreateIdentityProvider",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderType":"OIDC","ProviderDetails":{"client_id":"a",` +
			`"authorize_scopes":"openid","oidc_issuer":"https://a","attributes_request_method":"PUT"}}`,
		"/ProviderDetails/attributes_request_method",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderType":"OIDC","ProviderDetails":{"client_id":"a",` +
			`"authorize_scopes":"openid","oidc_issuer":"https://a","attributes_request_method":"POST"}}`,
		"InvalidParameterException", "",
	}},
	"provider-details-url": {{
		"cognito-idp.UpdateIdentityProvider",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderDetails":{"MetadataURL":"http://a"}}`,
		"/ProviderDetails/MetadataURL",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderDetails":{"MetadataURL":"https://a"}}`,
		"InvalidParameterException", "",
	}},
	"provider-details-certificate": {{
		"cognito-idp.UpdateIdentityProvider",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderDetails":{"MetadataURL":"https://a",` +
			`"ActiveEncryptionCertificate":"c"}}`,
		"/ProviderDetails/ActiveEncryptionCertificate",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"abc","ProviderDetails":{"MetadataURL":"https://a"}}`,
		"InvalidParameterException", "",
	}},
	"provider-details-response": {{
		"cognito-idp.UpdateIdentityProvider",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"Google","ProviderDetails":{"client_id":"a","client_secret":"b",` +
			`"authorize_scopes":"email","token_url":"https://a"}}`,
		"/ProviderDetails/token_url",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"Google","ProviderDetails":{"client_id":"a","client_secret":"b",` +
			`"authorize_scopes":"email"}}`,
		"", "",
	}},
	"provider-details-unknown": {{
		"cognito-idp.UpdateIdentityProvider",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"Google","ProviderDetails":{"client_id":"a","client_secret":"b",` +
			`"authorize_scopes":"email","team_id":"t"}}`,
		"/ProviderDetails/team_id",
		`{"UserPoolId":"eu-west-1_a","ProviderName":"Google","ProviderDetails":{"client_id":"a","client_secret":"b",` +
			`"authorize_scopes":"email"}}`,
		"", "",
	}},
	"branding-settings": {
		{
			"cognito-idp.CreateManagedLoginBranding",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","UseCognitoProvidedValues":true,"Settings":{}}`,
			"/Settings",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","UseCognitoProvidedValues":false,"Settings":{}}`,
			"InvalidParameterException", "useCognitoProvidedValues or settings should be specified (but not both)",
		},
		{
			"cognito-idp.CreateManagedLoginBranding",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c"}`,
			"/Settings",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","UseCognitoProvidedValues":true,"Settings":null}`,
			"InvalidParameterException", "useCognitoProvidedValues or settings should be specified (but not both)",
		},
	},
	"custom-attribute-required": {{
		"cognito-idp.CreateUserPool",
		`{"PoolName":"p","Schema":[{"Name":"email","Required":true},{"Name":"tenant","Required":true}]}`,
		"/Schema/1/Required",
		`{"PoolName":"p","Schema":[{"Name":"email","Required":true},{"Name":"tenant","Required":false}]}`,
		"InvalidParameterException", "Required custom attributes are not supported currently.",
	}},
	"verification-before-update": {{
		"cognito-idp.UpdateUserPool",
		`{"UserPoolId":"eu-west-1_a","AutoVerifiedAttributes":["phone_number"],"UserAttributeUpdateSettings":{` +
			`"AttributesRequireVerificationBeforeUpdate":["phone_number","email"]}}`,
		"/UserAttributeUpdateSettings/AttributesRequireVerificationBeforeUpdate/1",
		`{"UserPoolId":"eu-west-1_a","AutoVerifiedAttributes":["phone_number","\u0065mail"],"UserAttributeUpdateSettings":{` +
			`"AttributesRequireVerificationBeforeUpdate":["phone_number","email"]}}`,
		"InvalidParameterException",
		"All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
	}},
	"unused-account-validity": {{
		"cognito-idp.CreateUserPool",
		`{"PoolName":"p","AdminCreateUserConfig":{"UnusedAccountValidityDays":7},` +
			`"Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":7}}}`,
		"/AdminCreateUserConfig/UnusedAccountValidityDays",
		`{"PoolName":"p","AdminCreateUserConfig":{"UnusedAccountValidityDays":7},` +
			`"Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":null}}}`,
		"InvalidParameterException",
		"Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
	}},
	"callback-urls": {
		{
			"cognito-idp.CreateUserPoolClient",
			`{"UserPoolId":"eu-west-1_a","ClientName":"c","AllowedOAuthFlows":["implicit"],"CallbackURLs":[]}`,
			"/CallbackURLs",
			`{"UserPoolId":"eu-west-1_a","ClientName":"c","AllowedOAuthFlows":["implicit"],"CallbackURLs":["https://a"]}`,
			"InvalidOAuthFlowException", "CallbackUrls can not be empty when code flow or implicit flow is selected",
		},
		{
			"cognito-idp.UpdateUserPoolClient",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","AllowedOAuthFlows":["code"]}`,
			"/CallbackURLs",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","AllowedOAuthFlows":["client_credentials"]}`,
			"InvalidOAuthFlowException", "CallbackUrls can not be empty when code flow or implicit flow is selected",
		},
	},
	"client-credentials-openid": {{
		"cognito-idp.CreateUserPoolClient",
		`{"UserPoolId":"eu-west-1_a","ClientName":"c","AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":[` +
			`"a/b","openid"]}`,
		"/AllowedOAuthScopes",
		`{"UserPoolId":"eu-west-1_a","ClientName":"c","AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":[` +
			`"a/b","openids"]}`,
		"InvalidOAuthFlowException", "openid is not supported with client_credentials flow",
	}},
	"token-validity": {
		{
			"cognito-idp.CreateUserPoolClient",
			`{"UserPoolId":"eu-west-1_a","ClientName":"c","AccessTokenValidity":4,"TokenValidityUnits":{` +
				`"AccessToken":"minutes"}}`,
			"/AccessTokenValidity",
			`{"UserPoolId":"eu-west-1_a","ClientName":"c","AccessTokenValidity":5,"TokenValidityUnits":{` +
				`"AccessToken":"minutes"}}`,
			"InvalidParameterException", "Invalid range for token validity.",
		},
		{
			"cognito-idp.UpdateUserPoolClient",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","IdTokenValidity":25}`,
			"/IdTokenValidity",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","IdTokenValidity":2.4e1}`,
			"InvalidParameterException", "Invalid range for token validity.",
		},
		{
			"cognito-idp.UpdateUserPoolClient",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","RefreshTokenValidity":3651}`,
			"/RefreshTokenValidity",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","RefreshTokenValidity":0,"TokenValidityUnits":{` +
				`"RefreshToken":"seconds"}}`,
			"InvalidParameterException", "Invalid range for token validity.",
		},
	},
	"mfa-off": {{
		"cognito-idp.SetUserPoolMfaConfig",
		`{"UserPoolId":"eu-west-1_a","MfaConfiguration":"OFF","SoftwareTokenMfaConfiguration":{"Enabled":true}}`,
		"/MfaConfiguration",
		`{"UserPoolId":"eu-west-1_a","MfaConfiguration":"OFF","SoftwareTokenMfaConfiguration":{"Enabled":false}}`,
		"InvalidParameterException", "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
	}},
	"mfa-none": {{
		"cognito-idp.SetUserPoolMfaConfig",
		`{"UserPoolId":"eu-west-1_a","MfaConfiguration":"OPTIONAL"}`,
		"/MfaConfiguration",
		`{"UserPoolId":"eu-west-1_a","MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{}}`,
		"InvalidParameterException",
		"Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.",
	}},
	"auth-username": {
		{
			"cognito-idp.InitiateAuth",
			`{"ClientId":"c","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"PASSWORD":"p"}}`,
			"/AuthParameters",
			`{"ClientId":"c","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"PASSWORD":"p","USERNAME":"u"}}`,
			"InvalidParameterException", "Missing required parameter USERNAME",
		},
		{
			"cognito-idp.AdminInitiateAuth",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","AuthFlow":"ADMIN_USER_PASSWORD_AUTH"}`,
			"/AuthParameters",
			`{"UserPoolId":"eu-west-1_a","ClientId":"c","AuthFlow":"CUSTOM_AUTH"}`,
			"InvalidParameterException", "Missing required parameter USERNAME",
		},
	},
	"attribute-sub": {{
		"cognito-idp.UpdateUserAttributes",
		`{"AccessToken":"a","UserAttributes":[{"Name":"email","Value":"a@b"},{"Name":"sub","Value":"x"}]}`,
		"/UserAttributes/1/Name",
		`{"AccessToken":"a","UserAttributes":[{"Name":"email","Value":"a@b"},{"Name":"subs","Value":"x"}]}`,
		"InvalidParameterException", "Cannot modify the non-mutable attribute sub",
	}},
	"phone-number": {{
		"cognito-idp.SignUp",
		`{"ClientId":"c","Username":"u","Password":"pw","UserAttributes":[{"Name":"phone_number","Value":"0123"}]}`,
		"/UserAttributes/0/Value",
		`{"ClientId":"c","Username":"u","Password":"pw","UserAttributes":[{"Name":"phone_number","Value":"+0123"}]}`,
		"InvalidParameterException", "Invalid phone number format.",
	}},
}

// invalidPrefix is what the service answers for a domain that is no prefix.
const invalidPrefix = "The domain name contains an invalid character. Domain names can only contain lower-case " +
	"letters, numbers, and hyphens. Please enter a different name that follows this format: " +
	`^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$`

// mappingOf is a mapping with so many rules.
func mappingOf(rules int) string {
	const rule = `,{"Claim":"c","MatchType":"Equals","Value":"v","RoleARN":"arn:aws:iam::123456789012:role/a"}`
	return `{"Type":"Rules","AmbiguousRoleResolution":"Deny","RulesConfiguration":{"Rules":[` +
		strings.Repeat(rule, rules)[1:] + `]}}`
}

func TestRules(t *testing.T) {
	for _, known := range Codes() {
		code := known.Name
		id, ok := strings.CutPrefix(code, "rule.")
		if !ok || id == "deprecated" || id == "reset-to-default" {
			continue
		}
		if len(ruleCases[id]) == 0 {
			t.Errorf("rule %s has no cases", id)
		}
		for _, c := range ruleCases[id] {
			op, err := Lookup(c.operation)
			if err != nil {
				t.Fatal(err)
			}
			report, err := op.Check([]byte(c.broken), Options{Warnings: true})
			if err != nil {
				t.Fatal(err)
			}
			list := report.Violations
			if known.Level == "warn" {
				list = report.Warnings
			} else if report.Valid || report.Error == nil || report.Error.Type != c.exception {
				t.Errorf("%s: %s: error is %+v, want %s", id, c.broken, report.Error, c.exception)
			} else if c.answer != "" && report.Error.Message != c.answer {
				t.Errorf("%s: answer %q, want %q", id, report.Error.Message, c.answer)
			}
			found := false
			for _, v := range list {
				if v.Code == code {
					found = true
					if v.Path != c.path {
						t.Errorf("%s: path %s, want %s", id, v.Path, c.path)
					}
				} else if v.Code != "rule.reset-to-default" {
					t.Errorf("%s: %s also breaks %s", id, c.broken, v.Code)
				}
			}
			if !found {
				t.Errorf("%s: not found in %s", id, report.JSON())
			}
			kept := op
			report, err = kept.Check([]byte(c.kept), Options{Warnings: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range append(report.Violations, report.Warnings...) {
				if v.Code != "rule.reset-to-default" {
					t.Errorf("%s: %s breaks %s at %s", id, c.kept, v.Code, v.Path)
				}
			}
		}
	}
}

// TestAfterStrings: rules find what follows strings that end in backslashes and quotes, wherever eight bytes
// end, and read no key out of them.
func TestAfterStrings(t *testing.T) {
	op, err := Lookup("cognito-idp.UpdateIdentityProvider")
	if err != nil {
		t.Fatal(err)
	}
	for n := range 20 {
		for _, end := range []string{``, `\\`, `\"`, `\\\"`, `\"\"`, `\\\\`, `\"\\`, `\",\"client_id\":\"`} {
			value := strings.Repeat("a", n) + strings.Repeat(end, 1+n%3)
			body := `{"UserPoolId":"eu-west-1_a","ProviderName":"x","ProviderDetails":{"` + value + `":"` + value +
				`","Metadata\u0055RL":"http://x"}}`
			report, err := op.Check([]byte(body), Options{Warnings: true})
			if err != nil {
				t.Fatal(err)
			}
			if len(report.Violations) != 1 || report.Violations[0].Path != "/ProviderDetails/MetadataURL" ||
				len(report.Warnings) != 1 || report.Warnings[0].Code != "rule.provider-details-unknown" {
				t.Errorf("%s: %s", body, report.JSON())
			}
		}
	}
}

// TestVerificationOfOthers: with the enum turned down, values that the model does not know are not looked for.
func TestVerificationOfOthers(t *testing.T) {
	op, err := Lookup("cognito-idp.UpdateUserPool")
	if err != nil {
		t.Fatal(err)
	}
	levels, err := ParseLevels("enum=off")
	if err != nil {
		t.Fatal(err)
	}
	for required, want := range map[string]bool{`"new"`: true, `"email","new"`: true, `"new","phone_number"`: false} {
		report, err := op.Check([]byte(`{"UserPoolId":"eu-west-1_a","AutoVerifiedAttributes":["email"],`+
			`"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":[`+required+`]}}`),
			Options{Levels: levels})
		if err != nil || report.Valid != want {
			t.Errorf("%s: %s, %v", required, report.JSON(), err)
		}
	}
}
