package terraform

import (
	"strings"
	"testing"
)

// The requests are those that the provider sends: for configurations of its documentation, as its plan would have them,
// and for what it drops, defaults or turns into several calls.
//
// Source: website/docs/r and internal/service of hashicorp/terraform-provider-aws, of 2025 and 2026.
func TestRequests(t *testing.T) {
	for name, test := range map[string]struct {
		change resourceChange
		// want are the operations' bare names and bodies, divided by lines.
		want string
	}{
		"pool": {
			resourceChange{kind: "user_pool", after: `{"name":"mypool","mfa_configuration":"OFF","schema":[],"tags":null,
				"deletion_protection":"INACTIVE","alias_attributes":null,"lambda_config":[]}`},
			`CreateUserPool {"PoolName":"mypool","DeletionProtection":"INACTIVE"}`,
		},
		"pool with MFA": {
			resourceChange{kind: "user_pool", after: `{"name":"p","mfa_configuration":"ON",
				"sms_authentication_message":"Your code is {####}",
				"sms_configuration":[{"external_id":"example","sns_caller_arn":"arn:aws:iam::123456789012:role/sms",
				"sns_region":"us-east-1"}],"software_token_mfa_configuration":[{"enabled":true}]}`, unknown: `{"id":true}`},
			`CreateUserPool {"PoolName":"p","SmsAuthenticationMessage":"Your code is {####}","SmsConfiguration":` +
				`{"SnsCallerArn":"arn:aws:iam::123456789012:role/sms","ExternalId":"example","SnsRegion":"us-east-1"}}
SetUserPoolMfaConfig {"UserPoolId":"OPEN","SmsMfaConfiguration":{"SmsAuthenticationMessage":"Your code is {####}",` +
				`"SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::123456789012:role/sms","ExternalId":"example",` +
				`"SnsRegion":"us-east-1"}},"SoftwareTokenMfaConfiguration":{"Enabled":true},"MfaConfiguration":"ON"}`,
		},
		"pool with passkeys and no MFA": {
			resourceChange{kind: "user_pool", after: `{"id":"eu-west-1_a","name":"p","mfa_configuration":"OFF",
				"software_token_mfa_configuration":[{"enabled":true}],
				"web_authn_configuration":[{"relying_party_id":"example.com","user_verification":"preferred"}]}`},
			`CreateUserPool {"PoolName":"p"}
SetUserPoolMfaConfig {"UserPoolId":"eu-west-1_a","WebAuthnConfiguration":{"RelyingPartyId":"example.com",` +
				`"UserVerification":"preferred"}}`,
		},
		"pool with account recovery": {
			resourceChange{kind: "user_pool", after: `{"name":"mypool","account_recovery_setting":[{"recovery_mechanism":[
				{"name":"verified_email","priority":1},{"name":"verified_phone_number","priority":2}]}]}`},
			`CreateUserPool {"PoolName":"mypool","AccountRecoverySetting":{"RecoveryMechanisms":[` +
				`{"Priority":1,"Name":"verified_email"},{"Priority":2,"Name":"verified_phone_number"}]}}`,
		},
		"pool's blocks": {
			resourceChange{kind: "user_pool", after: `{"name":"p","password_policy":[{"minimum_length":8,
				"require_lowercase":true,"require_numbers":false,"temporary_password_validity_days":0}],
				"sign_in_policy":[{"allowed_first_auth_factors":["PASSWORD","WEB_AUTHN"]}],
				"email_configuration":[{"email_sending_account":"DEVELOPER","from_email_address":"a@b.c","source_arn":null,
				"configuration_set":""}],"username_configuration":[{"case_sensitive":false}],
				"user_pool_add_ons":[{"advanced_security_mode":"AUDIT","advanced_security_additional_flows":[]}],
				"lambda_config":[{"kms_key_id":null,"custom_sms_sender":[],"pre_token_generation_config":[
				{"lambda_arn":"arn:x","lambda_version":"V2_0"}]}],"user_pool_tier":"ESSENTIALS",
				"schema":[{"name":"a","attribute_data_type":"String","mutable":false,"required":null,
				"string_attribute_constraints":[{"min_length":"","max_length":"10"}],"number_attribute_constraints":[]}],
				"tags":{"a":"b"},"tags_all":{"a":"b","team":"x"}}`},
			`CreateUserPool {"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireLowercase":true},` +
				`"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"LambdaConfig":` +
				`{"PreTokenGenerationConfig":{"LambdaVersion":"V2_0","LambdaArn":"arn:x"}},"EmailConfiguration":` +
				`{"EmailSendingAccount":"DEVELOPER","From":"a@b.c"},"UserPoolTags":{"a":"b","team":"x"},"Schema":[{"Name":"a",` +
				`"AttributeDataType":"String","StringAttributeConstraints":{"MaxLength":"10"}}],"UserPoolAddOns":` +
				`{"AdvancedSecurityMode":"AUDIT"},"UsernameConfiguration":{"CaseSensitive":false},"UserPoolTier":"ESSENTIALS"}`,
		},
		"pool without tags_all": {
			resourceChange{kind: "user_pool", after: `{"name":"p","tags":{"a":"b"}}`},
			`CreateUserPool {"PoolName":"p","UserPoolTags":{"a":"b"}}`,
		},
		"pool's invitation in part": {
			resourceChange{kind: "user_pool", after: `{"name":"p","admin_create_user_config":[
				{"allow_admin_create_user_only":true,"invite_message_template":[{"email_message":"{username} {####}",
				"email_subject":"Hello","sms_message":null}]}]}`},
			`CreateUserPool {"PoolName":"p","AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true,` +
				`"InviteMessageTemplate":{"SMSMessage":"","EmailMessage":"{username} {####}","EmailSubject":"Hello"}}}`,
		},
		"change of a pool": {
			resourceChange{kind: "user_pool", action: "update",
				before: `{"id":"eu-west-1_a","name":"p","mfa_configuration":"OFF","email_verification_subject":"a",
					"verification_message_template":[{"email_subject":"a","default_email_option":"CONFIRM_WITH_CODE"}],
					"schema":[{"name":"a","attribute_data_type":"String"}]}`,
				after: `{"id":"eu-west-1_a","name":"p","mfa_configuration":"OFF","email_verification_subject":"b",
					"verification_message_template":[{"email_subject":"a","default_email_option":"CONFIRM_WITH_CODE"}],
					"schema":[{"name":"a","attribute_data_type":"String"},{"name":"b","attribute_data_type":"Number"}]}`},
			`UpdateUserPool {"UserPoolId":"eu-west-1_a","EmailVerificationSubject":"b","VerificationMessageTemplate":` +
				`{"EmailSubject":"b","DefaultEmailOption":"CONFIRM_WITH_CODE"},"MfaConfiguration":"OFF","PoolName":"p"}
AddCustomAttributes {"UserPoolId":"eu-west-1_a","CustomAttributes":[{"Name":"b","AttributeDataType":"Number"}]}`,
		},
		"change of a pool's MFA": {
			resourceChange{kind: "user_pool", action: "update",
				before: `{"id":"eu-west-1_a","name":"p","mfa_configuration":"ON","software_token_mfa_configuration":[]}`,
				after: `{"id":"eu-west-1_a","name":"p","mfa_configuration":"OFF",
					"software_token_mfa_configuration":[{"enabled":false}],
					"sms_configuration":[{"external_id":"x","sns_caller_arn":"arn:x"}]}`},
			`SetUserPoolMfaConfig {"UserPoolId":"eu-west-1_a","SoftwareTokenMfaConfiguration":{},"MfaConfiguration":"OFF"}
UpdateUserPool {"UserPoolId":"eu-west-1_a","MfaConfiguration":"OFF","SmsConfiguration":{"SnsCallerArn":"arn:x",` +
				`"ExternalId":"x"},"PoolName":"p"}`,
		},
		"nothing of a pool that is sent": {
			resourceChange{kind: "user_pool", action: "update", before: `{"id":"a","name":"p","domain":"x"}`,
				after: `{"id":"a","name":"p","domain":"y"}`},
			"",
		},
		"client": {
			resourceChange{kind: "user_pool_client", after: `{"name":"client","user_pool_id":"eu-west-1_a",
				"allowed_oauth_flows":["code"],"allowed_oauth_flows_user_pool_client":true,"callback_urls":["https://example.com"],
				"logout_urls":[],"default_redirect_uri":"","generate_secret":true,"access_token_validity":0,
				"token_validity_units":[{"access_token":"hours","id_token":"hours","refresh_token":"days"}],
				"refresh_token_rotation":[{"feature":"ENABLED","retry_grace_period_seconds":10}]}`,
				unknown: `{"id":true}`},
			`CreateUserPoolClient {"UserPoolId":"eu-west-1_a","ClientName":"client","GenerateSecret":true,` +
				`"TokenValidityUnits":{"AccessToken":"hours","IdToken":"hours","RefreshToken":"days"},` +
				`"CallbackURLs":["https://example.com"],"AllowedOAuthFlows":["code"],"AllowedOAuthFlowsUserPoolClient":true,` +
				`"RefreshTokenRotation":{"Feature":"ENABLED","RetryGracePeriodSeconds":10}}`,
		},
		"change of a client": {
			resourceChange{kind: "user_pool_client", action: "update", before: `{"id":"abc","name":"client"}`,
				after: `{"id":"abc","name":"client","user_pool_id":"eu-west-1_a","client_secret":"s","generate_secret":true}`},
			`UpdateUserPoolClient {"UserPoolId":"eu-west-1_a","ClientId":"abc","ClientName":"client"}`,
		},
		"managed client": {
			resourceChange{kind: "managed_user_pool_client", after: `{"name_prefix":"AmazonOpenSearchService-x",
				"user_pool_id":"eu-west-1_a","id_token_validity":5}`, unknown: `{"id":true,"name":true}`},
			`UpdateUserPoolClient {"UserPoolId":"eu-west-1_a","ClientId":"OPEN","ClientName":"OPEN","IdTokenValidity":5}`,
		},
		"domain": {
			resourceChange{kind: "user_pool_domain", after: `{"domain":"auth.example.com","user_pool_id":"eu-west-1_a",
				"certificate_arn":"arn:aws:acm:us-east-1:123456789012:certificate/x","managed_login_version":2}`},
			`CreateUserPoolDomain {"Domain":"auth.example.com","UserPoolId":"eu-west-1_a","ManagedLoginVersion":2,` +
				`"CustomDomainConfig":{"CertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/x"}}`,
		},
		"resource server": {
			resourceChange{kind: "resource_server", after: `{"identifier":"https://example.com","name":"example",
				"user_pool_id":"eu-west-1_a","scope":[{"scope_name":"sample-scope","scope_description":"a Sample Scope"}]}`,
				unknown: `{"scope_identifiers":true}`},
			`CreateResourceServer {"UserPoolId":"eu-west-1_a","Identifier":"https://example.com","Name":"example",` +
				`"Scopes":[{"ScopeName":"sample-scope","ScopeDescription":"a Sample Scope"}]}`,
		},
		"identity provider": {
			resourceChange{kind: "identity_provider", after: `{"user_pool_id":"eu-west-1_a","provider_name":"Google",
				"provider_type":"Google","provider_details":{"authorize_scopes":"email","client_id":"x","client_secret":"y"},
				"attribute_mapping":{"email":"email","username":"sub"},"idp_identifiers":null}`},
			`CreateIdentityProvider {"UserPoolId":"eu-west-1_a","ProviderName":"Google","ProviderType":"Google",` +
				`"ProviderDetails":{"authorize_scopes":"email","client_id":"x","client_secret":"y"},` +
				`"AttributeMapping":{"email":"email","username":"sub"}}`,
		},
		"change of an identity provider": {
			resourceChange{kind: "identity_provider", action: "update",
				before: `{"user_pool_id":"a","provider_name":"Google","provider_type":"Google","provider_details":{"a":"b"}}`,
				after: `{"user_pool_id":"a","provider_name":"Google","provider_type":"Google","provider_details":{"a":"b"},
					"idp_identifiers":["x"]}`},
			`UpdateIdentityProvider {"UserPoolId":"a","ProviderName":"Google","IdpIdentifiers":["x"]}`,
		},
		"group": {
			resourceChange{kind: "user_group", after: `{"name":"g","user_pool_id":"eu-west-1_a","precedence":42,
				"description":"Managed by Terraform","role_arn":null}`},
			`CreateGroup {"GroupName":"g","UserPoolId":"eu-west-1_a","Description":"Managed by Terraform","Precedence":42}`,
		},
		"user": {
			resourceChange{kind: "user", after: `{"user_pool_id":"eu-west-1_a","username":"example","password":"Tr0ub4dor&3",
				"attributes":{"terraform":"true","email":"a@b.c","custom:x":"1"},"enabled":true,
				"desired_delivery_mediums":["EMAIL"],"validation_data":null,"client_metadata":{"a":"b"}}`},
			`AdminCreateUser {"UserPoolId":"eu-west-1_a","Username":"example","UserAttributes":[{"Name":"custom:x",` +
				`"Value":"1"},{"Name":"email","Value":"a@b.c"},{"Name":"custom:terraform","Value":"true"}],` +
				`"DesiredDeliveryMediums":["EMAIL"],"ClientMetadata":{"a":"b"}}
AdminSetUserPassword {"UserPoolId":"eu-west-1_a","Username":"example","Password":"Tr0ub4dor&3","Permanent":true}`,
		},
		"change of a user": {
			resourceChange{kind: "user", action: "update",
				before: `{"user_pool_id":"a","username":"u","attributes":{"email":"a@b.c","name":"x"},"temporary_password":null}`,
				after: `{"user_pool_id":"a","username":"u","attributes":{"email":"a@b.c","name":"y"},
					"temporary_password":"Tr0ub4dor&3"}`},
			`AdminUpdateUserAttributes {"UserPoolId":"a","Username":"u","UserAttributes":[{"Name":"name","Value":"y"}]}
AdminSetUserPassword {"UserPoolId":"a","Username":"u","Password":"Tr0ub4dor&3","Permanent":false}`,
		},
		"user in a group": {
			resourceChange{kind: "user_in_group", after: `{"user_pool_id":"eu-west-1_a","group_name":"g","username":"u"}`},
			`AdminAddUserToGroup {"UserPoolId":"eu-west-1_a","Username":"u","GroupName":"g"}`,
		},
		"risk configuration": {
			resourceChange{kind: "risk_configuration", after: `{"user_pool_id":"eu-west-1_a","client_id":null,
				"account_takeover_risk_configuration":[{"actions":[{"high_action":[{"event_action":"BLOCK","notify":false}],
				"low_action":[],"medium_action":[]}],"notify_configuration":[]}],
				"risk_exception_configuration":[{"blocked_ip_range_list":["10.10.10.10/32"],"skipped_ip_range_list":null}]}`},
			`SetRiskConfiguration {"UserPoolId":"eu-west-1_a","AccountTakeoverRiskConfiguration":{"Actions":{"HighAction":` +
				`{"Notify":false,"EventAction":"BLOCK"}}},"RiskExceptionConfiguration":{"BlockedIPRangeList":["10.10.10.10/32"]}}`,
		},
		"UI customization": {
			resourceChange{kind: "user_pool_ui_customization", after: `{"user_pool_id":"eu-west-1_a","client_id":"ALL",
				"css":".label-customizable {font-weight: 400;}","image_file":"aGVsbG8="}`},
			`SetUICustomization {"UserPoolId":"eu-west-1_a","ClientId":"ALL","CSS":".label-customizable {font-weight: 400;}",` +
				`"ImageFile":"aGVsbG8="}`,
		},
		"managed login branding": {
			resourceChange{kind: "managed_login_branding", after: `{"user_pool_id":"eu-west-1_a","client_id":"abc",
				"settings":"{\"components\":{\"a\":1}}","use_cognito_provided_values":null,"asset":[{"bytes":"aGVsbG8=",
				"category":"PAGE_HEADER_BACKGROUND","color_mode":"DARK","extension":"SVG","resource_id":null}]}`,
				unknown: `{"settings_all":true}`},
			`CreateManagedLoginBranding {"UserPoolId":"eu-west-1_a","ClientId":"abc","Settings":{"components":{"a":1}},` +
				`"Assets":[{"Category":"PAGE_HEADER_BACKGROUND","ColorMode":"DARK","Extension":"SVG","Bytes":"aGVsbG8="}]}`,
		},
		"log delivery": {
			resourceChange{kind: "log_delivery_configuration", after: `{"user_pool_id":"eu-west-1_a","log_configurations":[
				{"event_source":"userNotification","log_level":"ERROR","firehose_configuration":[],"s3_configuration":[],
				"cloud_watch_logs_configuration":[{"log_group_arn":"arn:aws:logs:us-east-1:1:log-group:x"}]}]}`},
			`SetLogDeliveryConfiguration {"UserPoolId":"eu-west-1_a","LogConfigurations":[{"LogLevel":"ERROR","EventSource":` +
				`"userNotification","CloudWatchLogsConfiguration":{"LogGroupArn":"arn:aws:logs:us-east-1:1:log-group:x"}}]}`,
		},
		"identity pool": {
			resourceChange{kind: "identity_pool", after: `{"identity_pool_name":"identity pool",
				"allow_unauthenticated_identities":false,"allow_classic_flow":false,"cognito_identity_providers":[{"client_id":
				"abc","provider_name":"cognito-idp.us-east-1.amazonaws.com/us-east-1_Tv0493apJ","server_side_token_check":false}],
				"supported_login_providers":{"graph.facebook.com":"7346241598935552"},"saml_provider_arns":["arn:s"],
				"openid_connect_provider_arns":["arn:o"],"tags_all":{}}`},
			`CreateIdentityPool {"IdentityPoolName":"identity pool","AllowUnauthenticatedIdentities":false,` +
				`"SupportedLoginProviders":{"graph.facebook.com":"7346241598935552"},"OpenIdConnectProviderARNs":["arn:o"],` +
				`"CognitoIdentityProviders":[{"ProviderName":"cognito-idp.us-east-1.amazonaws.com/us-east-1_Tv0493apJ",` +
				`"ClientId":"abc"}],"SamlProviderARNs":["arn:s"]}`,
		},
		"tags of an identity pool alone": {
			resourceChange{kind: "identity_pool", action: "update", before: `{"id":"a","identity_pool_name":"a"}`,
				after: `{"id":"a","identity_pool_name":"a","tags":{"a":"b"},"tags_all":{"a":"b"}}`},
			"",
		},
		"roles": {
			resourceChange{kind: "identity_pool_roles_attachment", after: `{"identity_pool_id":"us-east-1:a",
				"role_mapping":[{"identity_provider":"graph.facebook.com","ambiguous_role_resolution":"AuthenticatedRole",
				"type":"Rules","mapping_rule":[{"claim":"isAdmin","match_type":"Equals","role_arn":"arn:r","value":"paid"}]}],
				"roles":{"authenticated":"arn:a"}}`},
			`SetIdentityPoolRoles {"IdentityPoolId":"us-east-1:a","Roles":{"authenticated":"arn:a"},"RoleMappings":` +
				`{"graph.facebook.com":{"Type":"Rules","AmbiguousRoleResolution":"AuthenticatedRole","RulesConfiguration":` +
				`{"Rules":[{"Claim":"isAdmin","MatchType":"Equals","Value":"paid","RoleARN":"arn:r"}]}}}}`,
		},
		"principal tags": {
			resourceChange{kind: "identity_pool_provider_principal_tag", after: `{"identity_pool_id":"us-east-1:a",
				"identity_provider_name":"cognito-idp.x","use_defaults":false,"principal_tags":{"test":"value"}}`},
			`SetPrincipalTagAttributeMap {"IdentityPoolId":"us-east-1:a","IdentityProviderName":"cognito-idp.x",` +
				`"PrincipalTags":{"test":"value"}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, r := range requestsOf(t, test.change) {
				_, bare, _ := strings.Cut(r.Operation, ".")
				body := string(r.Body)
				for _, m := range r.body.members {
					if m.open {
						body = strings.Replace(body, `"`+m.name+`":`+string(encoded(m.node)), `"`+m.name+`":"OPEN"`, 1)
					}
				}
				got = append(got, bare+" "+body)
			}
			if text := strings.Join(got, "\n"); text != test.want {
				t.Errorf("requests\n%s\nwant\n%s", text, test.want)
			}
		})
	}
}
