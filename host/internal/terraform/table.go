package terraform

import (
	"maps"
	"slices"
)

// resource is how the provider turns the attributes of a resource into requests.
type resource struct {
	create, update []call
}

// call is a request that the provider sends.
type call struct {
	operation string // the full name
	// any are conditions of which one must hold for the call to be made; without one it is always made.
	any []condition
	// id is the member that has the resource's id; empty where no member has it.
	id string
	// attributes says what is not as the names say, by the attribute's name; those in blocks with the blocks' names before
	// it.
	attributes map[string]attribute
	// constants are members that always have the same value.
	constants map[string]any
	// onlyChanged tells that attributes which do not change are not sent, unless their member is required.
	onlyChanged bool
	// unmanaged are members that the provider has no attribute for. That an update resets them is not said every time.
	unmanaged []string
	// merged tells that members without an attribute are sent as the service has them: nothing is known of them.
	merged bool
}

// attribute is what becomes of an attribute.
type attribute struct {
	// member is the way to the member, divided by dots, from the structure around the attribute's own; empty for the
	// member of that name.
	member string
	// ignored tells that it is not sent.
	ignored bool
	// instead is the attribute that is sent instead, where the plan has it.
	instead string
	// also is another member, from the request, that the value replaces where it changes and the structure around is sent.
	also string
	// label is the attribute's name as people write it, where they write another.
	label string
	// zero says what is sent where the attribute is not set.
	zero zero
	// key is the attribute of a block that becomes the key of a map.
	key string
	// named tells that a map becomes a list of structures with Name and Value.
	named bool
	// added tells that only those elements are sent that are not there yet.
	added bool
	// all are conditions that must hold for it to be sent.
	all []condition
	// unsure tells that releases of the provider differ in what they send.
	unsure bool
}

// zero says what is sent for an attribute that is not set.
type zero int

const (
	dropped zero = iota // nothing, unless the member is required
	sent                // "", 0 or false; by some releases at least, so that it is not certain
)

// condition is a condition on an attribute.
type condition struct {
	is        test
	attribute string
}

type test int

const (
	set     test = iota // it has a value, not "", 0, false or empty
	unset               // it has none
	changed             // it has another value than before
	on                  // it is set, and not "OFF"
)

// The attributes of a user pool that lead to an update of its own.
var userPoolChanges = []condition{
	{changed, "account_recovery_setting"}, {changed, "admin_create_user_config"}, {changed, "auto_verified_attributes"},
	{changed, "deletion_protection"}, {changed, "device_configuration"}, {changed, "email_configuration"},
	{changed, "email_verification_message"}, {changed, "email_verification_subject"}, {changed, "lambda_config"},
	{changed, "name"}, {changed, "password_policy"}, {changed, "sign_in_policy"},
	{changed, "sms_authentication_message"}, {changed, "sms_configuration"}, {changed, "sms_verification_message"},
	{changed, "tags"}, {changed, "tags_all"}, {changed, "user_attribute_update_settings"},
	{changed, "user_pool_add_ons"}, {changed, "user_pool_tier"}, {changed, "verification_message_template"},
}

// userPool says what becomes of attributes of a user pool in CreateUserPool and UpdateUserPool alike. Blocks of
// messages are sent with all of their members, as hashicorp/terraform-provider-aws#13060 says of the invitation.
func userPool(more map[string]attribute) map[string]attribute {
	all := map[string]attribute{
		"name":                                   {member: "PoolName"},
		"password_policy":                        {member: "Policies.PasswordPolicy"},
		"sign_in_policy":                         {member: "Policies.SignInPolicy"},
		"email_configuration.from_email_address": {member: "From"},
		"tags":                                   {member: "UserPoolTags", instead: "tags_all"},
		"tags_all":                               {member: "UserPoolTags", label: "tags"},
		"admin_create_user_config.invite_message_template.email_message": {zero: sent},
		"admin_create_user_config.invite_message_template.email_subject": {zero: sent},
		"admin_create_user_config.invite_message_template.sms_message":   {zero: sent},
		"password_policy.minimum_length":                                 {zero: sent},
	}
	return merge(all, more)
}

// userPoolMFA says what becomes of attributes of a user pool in SetUserPoolMfaConfig.
func userPoolMFA(ifOn ...condition) map[string]attribute {
	return map[string]attribute{
		"sms_configuration": {member: "SmsMfaConfiguration.SmsConfiguration", all: ifOn},
		"sms_authentication_message": {member: "SmsMfaConfiguration.SmsAuthenticationMessage",
			all: append([]condition{{set, "sms_configuration"}}, ifOn...)},
	}
}

// client says what becomes of attributes of a client.
var client = map[string]attribute{"name": {member: "ClientName"}, "client_secret": {ignored: true}}

// resources are the resources, by their types.
//
// They mirror create and update of the provider's resources. Calls that send nothing but ids are left out
// (AdminDisableUser, AdminDeleteUserAttributes, TagResource with what the update of tags has as well).
var resources = map[string]resource{
	"aws_cognito_user_pool": {
		create: []call{
			{
				operation:  "cognito-idp.CreateUserPool",
				attributes: userPool(map[string]attribute{"mfa_configuration": {ignored: true}}),
			},
			{
				operation: "cognito-idp.SetUserPoolMfaConfig", id: "UserPoolId",
				any: []condition{{on, "mfa_configuration"}, {set, "web_authn_configuration"}},
				attributes: merge(userPoolMFA(), map[string]attribute{
					"mfa_configuration":                {all: []condition{{on, "mfa_configuration"}}},
					"software_token_mfa_configuration": {all: []condition{{on, "mfa_configuration"}}},
					"email_mfa_configuration":          {all: []condition{{on, "mfa_configuration"}}},
				}),
			},
		},
		update: []call{
			{
				operation: "cognito-idp.SetUserPoolMfaConfig", id: "UserPoolId",
				any: []condition{
					{changed, "mfa_configuration"}, {changed, "sms_authentication_message"}, {changed, "sms_configuration"},
					{changed, "software_token_mfa_configuration"}, {changed, "web_authn_configuration"},
					{changed, "email_mfa_configuration"},
				},
				attributes: merge(userPoolMFA(condition{on, "mfa_configuration"}), map[string]attribute{
					"email_mfa_configuration": {all: []condition{{on, "mfa_configuration"}}},
				}),
			},
			{
				operation: "cognito-idp.UpdateUserPool", id: "UserPoolId", any: userPoolChanges,
				unmanaged: []string{"AcrConfiguration", "DcrConfiguration", "IssuerConfiguration", "KeyConfiguration"},
				attributes: userPool(map[string]attribute{
					"email_verification_message": {also: "VerificationMessageTemplate.EmailMessage"},
					"email_verification_subject": {also: "VerificationMessageTemplate.EmailSubject"},
					"sms_verification_message":   {also: "VerificationMessageTemplate.SmsMessage"},
					// Where one of the two changes, the provider brings the other in line.
					"lambda_config.pre_token_generation":        {unsure: true},
					"lambda_config.pre_token_generation_config": {unsure: true},
				}),
			},
			{
				operation: "cognito-idp.AddCustomAttributes", id: "UserPoolId", any: []condition{{changed, "schema"}},
				attributes: map[string]attribute{"schema": {member: "CustomAttributes", added: true}},
			},
		},
	},
	"aws_cognito_user_pool_client": {
		create: []call{{operation: "cognito-idp.CreateUserPoolClient", attributes: client}},
		update: []call{{operation: "cognito-idp.UpdateUserPoolClient", id: "ClientId", attributes: client}},
	},
	// The client is there already: another service has made it.
	"aws_cognito_managed_user_pool_client": {
		create: []call{{operation: "cognito-idp.UpdateUserPoolClient", id: "ClientId", attributes: client, merged: true}},
		update: []call{{operation: "cognito-idp.UpdateUserPoolClient", id: "ClientId", attributes: client, merged: true}},
	},
	"aws_cognito_user_pool_domain": {
		create: []call{{operation: "cognito-idp.CreateUserPoolDomain", attributes: domain}},
		update: []call{{operation: "cognito-idp.UpdateUserPoolDomain", attributes: domain}},
	},
	"aws_cognito_user_pool_replica": {
		create: []call{{
			operation: "cognito-idp.CreateUserPoolReplica",
			attributes: map[string]attribute{
				"tags": {member: "UserPoolTags", instead: "tags_all"}, "tags_all": {member: "UserPoolTags", label: "tags"},
			},
		}},
		update: []call{{operation: "cognito-idp.UpdateUserPoolReplica", any: []condition{{changed, "status"}}}},
	},
	"aws_cognito_resource_server": {
		create: []call{{operation: "cognito-idp.CreateResourceServer"}},
		update: []call{{operation: "cognito-idp.UpdateResourceServer"}},
	},
	"aws_cognito_identity_provider": {
		create: []call{{operation: "cognito-idp.CreateIdentityProvider"}},
		update: []call{{operation: "cognito-idp.UpdateIdentityProvider", onlyChanged: true}},
	},
	"aws_cognito_user_group": {
		create: []call{{operation: "cognito-idp.CreateGroup", attributes: group}},
		update: []call{{
			operation: "cognito-idp.UpdateGroup", onlyChanged: true,
			attributes: merge(group, map[string]attribute{"role_arn": {zero: sent}}),
		}},
	},
	"aws_cognito_user": {
		create: []call{
			{operation: "cognito-idp.AdminCreateUser", attributes: user},
			{
				operation: "cognito-idp.AdminSetUserPassword", any: []condition{{set, "password"}},
				constants: map[string]any{"Permanent": true},
			},
		},
		update: []call{
			{
				operation: "cognito-idp.AdminUpdateUserAttributes", any: []condition{{changed, "attributes"}},
				attributes: map[string]attribute{
					"attributes": {member: "UserAttributes", named: true, added: true},
				},
			},
			{
				operation: "cognito-idp.AdminSetUserPassword", any: []condition{{changed, "temporary_password"}},
				attributes: map[string]attribute{
					"temporary_password": {member: "Password"}, "password": {ignored: true},
				},
				constants: map[string]any{"Permanent": false},
			},
			{
				operation: "cognito-idp.AdminSetUserPassword", any: []condition{{changed, "password"}},
				constants: map[string]any{"Permanent": true},
			},
		},
	},
	"aws_cognito_user_in_group": {
		create: []call{{operation: "cognito-idp.AdminAddUserToGroup"}},
	},
	"aws_cognito_risk_configuration": {
		create: []call{{operation: "cognito-idp.SetRiskConfiguration"}},
		update: []call{{operation: "cognito-idp.SetRiskConfiguration"}},
	},
	"aws_cognito_user_pool_ui_customization": {
		create: []call{{operation: "cognito-idp.SetUICustomization"}},
		update: []call{{operation: "cognito-idp.SetUICustomization"}},
	},
	"aws_cognito_managed_login_branding": {
		create: []call{{operation: "cognito-idp.CreateManagedLoginBranding", attributes: branding}},
		update: []call{{
			operation: "cognito-idp.UpdateManagedLoginBranding",
			attributes: merge(branding, map[string]attribute{
				"settings":                    {all: []condition{{changed, "settings"}}},
				"use_cognito_provided_values": {unsure: true},
			}),
		}},
	},
	"aws_cognito_log_delivery_configuration": {
		create: []call{{operation: "cognito-idp.SetLogDeliveryConfiguration"}},
		update: []call{{operation: "cognito-idp.SetLogDeliveryConfiguration"}},
	},
	"aws_cognito_identity_pool": {
		create: []call{{operation: "cognito-identity.CreateIdentityPool", attributes: identityPool}},
		update: []call{{
			operation: "cognito-identity.UpdateIdentityPool", id: "IdentityPoolId", attributes: identityPool,
			any: []condition{
				{changed, "allow_classic_flow"}, {changed, "allow_unauthenticated_identities"},
				{changed, "cognito_identity_providers"}, {changed, "developer_provider_name"},
				{changed, "identity_pool_name"}, {changed, "openid_connect_provider_arns"},
				{changed, "saml_provider_arns"}, {changed, "supported_login_providers"},
			},
		}},
	},
	"aws_cognito_identity_pool_roles_attachment": {
		create: []call{{operation: "cognito-identity.SetIdentityPoolRoles", attributes: roles}},
		update: []call{{
			operation: "cognito-identity.SetIdentityPoolRoles",
			attributes: merge(roles, map[string]attribute{
				"role_mapping": {member: "RoleMappings", key: "identity_provider",
					all: []condition{{changed, "role_mapping"}}},
			}),
		}},
	},
	"aws_cognito_identity_pool_provider_principal_tag": {
		create: []call{{operation: "cognito-identity.SetPrincipalTagAttributeMap"}},
		update: []call{{operation: "cognito-identity.SetPrincipalTagAttributeMap"}},
	},
}

var (
	domain = map[string]attribute{"certificate_arn": {member: "CustomDomainConfig.CertificateArn"}}

	group = map[string]attribute{"name": {member: "GroupName"}}

	// password is set by a call of its own.
	user = map[string]attribute{
		"attributes": {member: "UserAttributes", named: true}, "validation_data": {member: "ValidationData", named: true},
		"password": {ignored: true},
	}

	branding = map[string]attribute{
		// Whether it is taken as base64 or as it is depends on the release.
		"asset.bytes": {unsure: true},
	}

	identityPool = map[string]attribute{
		"cognito_identity_providers.client_id":     {zero: sent},
		"cognito_identity_providers.provider_name": {zero: sent},
		"tags":     {member: "IdentityPoolTags", instead: "tags_all"},
		"tags_all": {member: "IdentityPoolTags", label: "tags"},
	}

	roles = map[string]attribute{
		"role_mapping":              {member: "RoleMappings", key: "identity_provider"},
		"role_mapping.mapping_rule": {member: "RulesConfiguration.Rules"},
	}
)

// ResourceTypes are the types of the resources that plans are checked for, sorted.
func ResourceTypes() []string { return slices.Sorted(maps.Keys(resources)) }

// merge returns all of the attributes; those that come later replace others.
func merge(parts ...map[string]attribute) map[string]attribute {
	all := map[string]attribute{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
