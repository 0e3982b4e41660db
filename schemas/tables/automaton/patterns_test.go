package automaton

// portable holds every pattern of the three services' documents once, translated by hand, under the first shape that
// has it. The fuzz seeds name patterns by their place here: add at the end only, and replace one that no document has
// any more.
var portable = []struct{ shape, pattern string }{
	{"AWSAccountIdType", `^(?:[0-9]+)$`},
	{"AccountId", `^(?:[0-9]+)$`},
	{"ApplicationArn", `^(?:arn:aws:sns:[-0-9a-z]+:[0-9]+:app/[A-Z_]+/[a-zA-Z0-9_.-]+)$`},
	{
		"ArnType",
		`^(?:arn:[A-Za-z0-9_+=/,.@-]+:[A-Za-z0-9_+=/,.@-]+:([A-Za-z0-9_+=/,.@-]*)?:[0-9]+:[A-Za-z0-9_+=/,.@-]+` +
			`(:[A-Za-z0-9_+=/,.@-]+)?(:[A-Za-z0-9_+=/,.@-]+)?)$`,
	},
	{"AssumeRoleArn", "^(?:arn:aws:iam::[0-9]+:role/[^\\n\\r\u0085\u2028\u2029]*)$"},
	{"AttributeNameType", `^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+)$`},
	{"ClaimName", `^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}]+)$`},
	{"ClientIdType", `^(?:[A-Za-z0-9_+]+)$`},
	{"CognitoIdentityProviderClientId", `^(?:[A-Za-z0-9__]+)$`},
	{"CognitoIdentityProviderName", `^(?:[A-Za-z0-9_._:/-]+)$`},
	{"AcrMappingKeyType", `^(?:Level[1234])$`},
	{"DatasetName", `^(?:[a-zA-Z0-9_.:-]+)$`},
	{"DeveloperProviderName", `^(?:[A-Za-z0-9_._-]+)$`},
	{"DeviceKeyType", `^(?:[A-Za-z0-9_-]+_[0-9a-f-]+)$`},
	{
		"PasswordType",
		"^(?:[^ \\t\\n\\x0B\\f\\r]+[^\\n\\r\u0085\u2028\u2029]*[^ \\t\\n\\x0B\\f\\r]+)$",
	},
	{"EmailAddressType", `^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+)$`},
	{"EmailInviteMessageType", `^(?:[\p{L}\p{M}\p{S}\p{N}\p{P} \t\n\x0B\f\r*]*)$`},
	{
		"EmailMfaMessageType",
		`^(?:[\p{L}\p{M}\p{S}\p{N}\p{P} \t\n\x0B\f\r*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P} \t\n\x0B\f\r*]*)$`,
	},
	{"EmailMfaSubjectType", `^(?:[\p{L}\p{M}\p{S}\p{N}\p{P} \t\n\x0B\f\r]+)$`},
	{"EmailNotificationBodyType", `^(?:[\p{L}\p{M}\p{S}\p{N}\p{P} \t\n\x0B\f\r*]+)$`},
	{
		"EmailVerificationMessageByLinkType",
		`^(?:[\p{L}\p{M}\p{S}\p{N}\p{P} \t\n\x0B\f\r*]*\{##` +
			`[\p{L}\p{M}\p{S}\p{N}\p{P} \t\n\x0B\f\r*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P} \t\n\x0B\f\r*]*)$`,
	},
	{"EventIdType", `^(?:[A-Za-z0-9_+-]+)$`},
	{"HexStringType", `^(?:[0-9a-fA-F]+)$`},
	{"IdentityId", `^(?:[A-Za-z0-9_-]+:[0-9a-f-]+)$`},
	{"IdentityPoolName", `^(?:[A-Za-z0-9_ \t\n\x0B\f\r+=,.@-]+)$`},
	{"IdentityProviderId", `^(?:[A-Za-z0-9_.;_/-]+)$`},
	{"IdpIdentifierType", `^(?:[A-Za-z0-9_ \t\n\x0B\f\r+=.@-]+)$`},
	{
		"LanguageIdType",
		`^(?:cognito:(default|dutch|english|french|spanish|german|bahasa-indonesia|italian|japanese|korean|` +
			`portuguese-brazil|chinese-(simplified|traditional)))$`,
	},
	{"LinkUrlType", `^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}]+)$`},
	{
		"ManagedLoginBrandingIdType",
		`^(?:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`,
	},
	{
		"OptionalArnType",
		`^(?:(arn:[A-Za-z0-9_+=/,.@-]+:[A-Za-z0-9_+=/,.@-]+:([A-Za-z0-9_+=/,.@-]*)?:[0-9]+:[A-Za-z0-9_+=/,.@-]+` +
			`(:[A-Za-z0-9_+=/,.@-]+)?(:[A-Za-z0-9_+=/,.@-]+)?)?)$`,
	},
	{"PaginationKey", `^(?:[^ \t\n\x0B\f\r]+)$`},
	{"ProviderNameType", `^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+)$`},
	{"ProviderNameTypeV2", `^(?:[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+)$`},
	{"ResourceIdType", `^(?:[A-Za-z0-9_\- ]+)$`},
	{"ResourceServerIdentifierType", `^(?:[\x21\x23-\x5B\x5D-\x7E]+)$`},
	{"ResourceServerScopeNameType", `^(?:[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+)$`},
	{"RoleType", `^(?:(un)?authenticated)$`},
	{
		"S3ArnType",
		`^(?:arn:[A-Za-z0-9_+=/,.@-]+:[A-Za-z0-9_+=/,.@-]+:::[A-Za-z0-9_+=/,.@-]+(:[A-Za-z0-9_+=/,.@-]+` +
			`)?(:[A-Za-z0-9_+=/,.@-]+)?)$`,
	},
	{"S3BucketType", `^(?:(?:[0-9A-Za-z.\-_]*[0-9A-Za-z\-_])?)$`},
	{"SESConfigurationSet", `^(?:[a-zA-Z0-9_-]+)$`},
	{"SecretCodeType", `^(?:[A-Za-z0-9]+)$`},
	{"SecretHashType", `^(?:[A-Za-z0-9_+=/]+)$`},
	{"SmsInviteMessageType", `^(?:[\s\S]*)$`},
	{"SmsVerificationMessageType", `^(?:[\s\S]*\{####\}[\s\S]*)$`},
	{"TermsNameType", `^(?:(terms-of-use|privacy-policy))$`},
	{"TokenModelType", `^(?:[A-Za-z0-9-_=.]+)$`},
	{"UserImportJobIdType", `^(?:import-[0-9a-zA-Z-]+)$`},
	{"UserPoolIdType", `^(?:[A-Za-z0-9_-]+_[0-9a-zA-Z]+)$`},
}
