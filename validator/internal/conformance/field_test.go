package conformance

import (
	"errors"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

func TestCheckField(t *testing.T) {
	const (
		pool     = "cognito-identity.UpdateIdentityPool"
		roles    = "cognito-identity.SetIdentityPoolRoles"
		branding = "cognito-idp.CreateManagedLoginBranding"
		client   = "cognito-idp.CreateUserPoolClient"
		initiate = "cognito-idp.AdminInitiateAuth"
		records  = "cognito-sync.UpdateRecords"
	)
	const at = " failed to satisfy constraint: "
	for name, test := range map[string]struct {
		operation, pointer, value string
		want                      []string
		answer                    string // after "N validation error(s) detected: "
	}{
		"whole body": {
			operation: pool,
			pointer:   "",
			value:     `{"IdentityPoolId":"a:0","IdentityPoolName":"p","AllowUnauthenticatedIdentities":false}`,
		},
		"whole body, member missing": {
			operation: pool,
			value:     `{"IdentityPoolId":"a:0","IdentityPoolName":"p"}`,
			want:      []string{"required /AllowUnauthenticatedIdentities @0"},
			answer:    "Value null at 'allowUnauthenticatedIdentities'" + at + "Member must not be null",
		},
		"whole body, null": {pool, "", ` null`, []string{"type  @1"}, ""},
		"whole body, list": {pool, "", `[]`, []string{"type  @0"}, ""},
		"no rules": {
			operation: roles,
			pointer:   "/Roles",
			value:     `{"authenticated":"this is not an ARN at all"}`,
		},
		"string": {operation: pool, pointer: "/IdentityPoolName", value: `"my pool"`},
		"string, too short": {
			operation: pool,
			pointer:   "/IdentityPoolName",
			value:     ` ""`,
			want:      []string{"length.min /IdentityPoolName 1:0 @1", "pattern /IdentityPoolName @1"},
			answer: "Value '' at 'identityPoolName'" + at +
				"Member must have length greater than or equal to 1; Value '' at 'identityPoolName'" + at +
				`Member must satisfy regular expression pattern: [\w\s+=,.@-]+`,
		},
		"required null": {
			operation: pool,
			pointer:   "/IdentityPoolName",
			value:     "\n null ",
			want:      []string{"required /IdentityPoolName @0"},
			answer:    "Value null at 'identityPoolName'" + at + "Member must not be null",
		},
		"optional null": {operation: pool, pointer: "/AllowClassicFlow", value: `null`},
		"nested required null": {
			operation: roles,
			pointer:   "/RoleMappings/a/Type",
			value:     `null`,
			want:      []string{"required /RoleMappings/a/Type @0"},
			answer:    "Value null at 'roleMappings.a.member.type'" + at + "Member must not be null",
		},
		"nested optional null": {operation: roles, pointer: "/RoleMappings/a/AmbiguousRoleResolution", value: `null`},
		"required in the value": {
			operation: roles,
			pointer:   "/RoleMappings/a",
			value:     ` {}`,
			want:      []string{"required /RoleMappings/a/Type @1"},
			answer:    "Value null at 'roleMappings.a.member.type'" + at + "Member must not be null",
		},
		"null element": {
			operation: pool,
			pointer:   "/OpenIdConnectProviderARNs/3",
			value:     `null`,
			want:      []string{"null /OpenIdConnectProviderARNs/3 @0"},
			answer: "Value '[null]' at 'openIdConnectProviderARNs'" + at +
				"Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length " +
				"greater than or equal to 20, Member must not be null]",
		},
		"null structure element": {
			operation: pool,
			pointer:   "/CognitoIdentityProviders/0",
			value:     `null`,
			want:      []string{"null /CognitoIdentityProviders/0 @0"},
			answer: "Value '[null]' at 'cognitoIdentityProviders'" + at +
				"Member must satisfy constraint: [Member must not be null]",
		},
		"null entry": {
			operation: roles,
			pointer:   "/Roles/authenticated",
			value:     `null`,
			want:      []string{"null /Roles/authenticated @0"},
			answer: "Value '{authenticated=null}' at 'roles'" + at +
				"Map value must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length " +
				"greater than or equal to 20, Member must not be null]",
		},
		"element": {
			operation: pool,
			pointer:   "/OpenIdConnectProviderARNs/0",
			value:     `"short"`,
			want:      []string{"length.min /OpenIdConnectProviderARNs/0 20:5 @0"},
			answer: "Value '[short]' at 'openIdConnectProviderARNs'" + at +
				"Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length " +
				"greater than or equal to 20]",
		},
		"element far out": {
			operation: pool,
			pointer:   "/OpenIdConnectProviderARNs/999999999",
			value:     `"short"`,
			want:      []string{"length.min /OpenIdConnectProviderARNs/999999999 20:5 @0"},
		},
		"element after the last": {
			operation: pool,
			pointer:   "/OpenIdConnectProviderARNs/-",
			value:     `"short"`,
			want:      []string{"length.min /OpenIdConnectProviderARNs/- 20:5 @0"},
			answer: "Value '[short]' at 'openIdConnectProviderARNs'" + at +
				"Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length " +
				"greater than or equal to 20]",
		},
		"in the one after the last": {
			operation: pool,
			pointer:   "/CognitoIdentityProviders/-/ClientId",
			value:     `""`,
			want: []string{
				"length.min /CognitoIdentityProviders/-/ClientId 1:0 @0", "pattern /CognitoIdentityProviders/-/ClientId @0",
			},
			answer: "Value '' at 'cognitoIdentityProviders.1.member.clientId'" + at +
				"Member must have length greater than or equal to 1; Value '' at 'cognitoIdentityProviders.1.member.clientId'" +
				at + `Member must satisfy regular expression pattern: [\w_]+`,
		},
		"member of an element": {
			operation: pool,
			pointer:   "/CognitoIdentityProviders/1/ProviderName",
			value:     `"a b"`,
			want:      []string{"pattern /CognitoIdentityProviders/1/ProviderName @0"},
			answer: "Value 'a b' at 'cognitoIdentityProviders.2.member.providerName'" + at +
				`Member must satisfy regular expression pattern: [\w._:/-]+`,
		},
		"entry": {
			operation: pool,
			pointer:   "/SupportedLoginProviders/graph.facebook.com",
			value:     `"1"`,
		},
		"entry, bad value": {
			operation: pool,
			pointer:   "/SupportedLoginProviders/graph.facebook.com",
			value:     `"a b"`,
			want:      []string{"pattern /SupportedLoginProviders/graph.facebook.com @0"},
			answer: "Value '{graph.facebook.com=}' at 'supportedLoginProviders'" + at +
				`Map value must satisfy constraint: ` +
				`[Member must have length less than or equal to 128, Member must have length greater than or equal to 1, ` +
				`Member must satisfy regular expression pattern: [\w.;_/-]+]`,
		},
		"entry, bad key": {
			operation: roles,
			pointer:   "/Roles/guest",
			value:     `"arn:aws:iam::123456789012:role/a"`,
			want:      []string{"pattern /Roles/guest key @0"},
			answer: "Value '{guest=arn:aws:iam::123456789012:role/a}' at 'roles'" + at +
				"Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length " +
				"greater than or equal to 1, Member must satisfy regular expression pattern: (un)?authenticated]",
		},
		"entry, both bad": {
			operation: roles,
			pointer:   "/Roles/guest",
			value:     ` "short"`,
			want:      []string{"pattern /Roles/guest key @0", "length.min /Roles/guest 20:5 @1"},
			answer: "Value '{guest=short}' at 'roles'" + at +
				"Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length " +
				"greater than or equal to 1, Member must satisfy regular expression pattern: (un)?authenticated]; " +
				"Value '{guest=short}' at 'roles'" + at +
				"Map value must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length " +
				"greater than or equal to 20]",
		},
		"entry, empty key": {
			operation: pool,
			pointer:   "/SupportedLoginProviders/",
			value:     `"1"`,
			want:      []string{"length.min /SupportedLoginProviders/ key 1:0 @0"},
			answer: "Value '{=}' at 'supportedLoginProviders'" + at +
				"Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length " +
				"greater than or equal to 1]",
		},
		"entry, long key": {
			operation: pool,
			pointer:   "/SupportedLoginProviders/" + strings.Repeat("é", 129),
			value:     `"1"`,
			want:      []string{"length.max /SupportedLoginProviders/" + strings.Repeat("é", 129) + " key 128:129 @0"},
		},
		"entry, escapes": {
			operation: pool,
			pointer:   "/SupportedLoginProviders/a~1b~0c~01",
			value:     `""`,
			want: []string{
				"length.min /SupportedLoginProviders/a~1b~0c~01 1:0 @0", "pattern /SupportedLoginProviders/a~1b~0c~01 @0",
			},
			answer: "Value '{a/b~c~1=}' at 'supportedLoginProviders'" + at +
				`Map value must satisfy constraint: ` +
				`[Member must have length less than or equal to 128, Member must have length greater than or equal to 1, ` +
				`Member must satisfy regular expression pattern: [\w.;_/-]+]`,
		},
		"entry, quotes and controls": {
			operation: pool,
			pointer:   "/SupportedLoginProviders/\"\\\x00\n",
			value:     `""`,
			want: []string{
				"length.min /SupportedLoginProviders/\"\\\x00\n 1:0 @0", "pattern /SupportedLoginProviders/\"\\\x00\n @0",
			},
		},
		"key on the way is bad": {
			operation: roles,
			pointer:   "/RoleMappings//Type",
			value:     `"Tokens"`,
			want:      []string{"length.min /RoleMappings/ key 1:0 @0", "enum /RoleMappings//Type @0"},
			answer: "Value '{=RoleMapping(type=Tokens, ambiguousRoleResolution=null, rulesConfiguration=null)}' at " +
				"'roleMappings'" + at +
				"Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length " +
				"greater than or equal to 1]; Value 'Tokens' at 'roleMappings..member.type'" + at +
				"Member must satisfy enum value set: [Rules, Token]",
		},
		"key on the way is bad alone": {
			operation: roles,
			pointer:   "/RoleMappings//RulesConfiguration/Rules/0/Claim",
			value:     `"c"`,
			want:      []string{"length.min /RoleMappings/ key 1:0 @0"},
			answer: "Value '{=RoleMapping(type=null, ambiguousRoleResolution=null, " +
				"rulesConfiguration=RulesConfigurationType(rules=[MappingRule(claim=c, matchType=null, value=null, " +
				"roleARN=null)]))}' at 'roleMappings'" + at +
				"Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length " +
				"greater than or equal to 1]",
		},
		"list": {
			operation: roles,
			pointer:   "/RoleMappings/a/RulesConfiguration/Rules",
			value:     `[ ]`,
			want:      []string{"items.min /RoleMappings/a/RulesConfiguration/Rules 1:0 @0"},
			answer: "Value '[]' at 'roleMappings.a.member.rulesConfiguration.rules'" + at +
				"Member must have length greater than or equal to 1",
		},
		"map":     {operation: pool, pointer: "/IdentityPoolTags", value: `{}`},
		"boolean": {pool, "/AllowClassicFlow", `"true"`, []string{"type /AllowClassicFlow @0"}, ""},
		"number": {
			operation: client,
			pointer:   "/AuthSessionValidity",
			value:     `16`,
			want:      []string{"range.max /AuthSessionValidity 15 @0"},
			answer:    "Value '16' at 'authSessionValidity'" + at + "Member must have value less than or equal to 15",
		},
		"enum": {client, "/ExplicitAuthFlows/0", `"X"`, []string{"enum /ExplicitAuthFlows/0 @0"}, ""},
		"blob": {branding, "/Assets/0/Bytes", `"A"`, []string{"type /Assets/0/Bytes @0"}, ""},
		"long": {
			operation: records,
			pointer:   "/RecordPatches/0/SyncCount",
			value:     `9223372036854775807`,
		},
		"timestamp": {
			operation: records,
			pointer:   "/RecordPatches/0/DeviceLastModifiedDate",
			value:     `"now"`,
			want:      []string{"type /RecordPatches/0/DeviceLastModifiedDate @0"},
		},
		"in the URI":    {records, "/IdentityId", `"x"`, []string{"pattern /IdentityId @0"}, ""},
		"in a header":   {operation: records, pointer: "/ClientContext", value: `"x"`},
		"document":      {operation: branding, pointer: "/Settings", value: `{"a":[null,{"b":1e400}]}`},
		"in a document": {operation: branding, pointer: "/Settings/a/0//b", value: `null`},
		"twice in a document": {
			operation: branding,
			pointer:   "/Settings/a~1b",
			value:     `{"x":1,"\u0078":2}`,
			want:      []string{"duplicate /Settings/a~1b/x @7"},
		},
		"sensitive": {
			operation: initiate,
			pointer:   "/Session",
			value:     `"short"`,
			want:      []string{"length.min /Session 20:5 @0"},
			answer:    "Value at 'session'" + at + "Member must have length greater than or equal to 20",
		},
		"sensitive map": {
			operation: initiate,
			pointer:   "/AuthParameters",
			value:     `{"PASSWORD":1}`,
			want:      []string{"type /AuthParameters @12"},
		},
		"in a sensitive map": {initiate, "/AuthParameters/PASSWORD", `5`, []string{"type /AuthParameters @0"}, ""},
		"null in a sensitive map": {
			operation: initiate,
			pointer:   "/AuthParameters/PASSWORD",
			value:     `null`,
			want:      []string{"null /AuthParameters @0"},
			answer: "Value at 'authParameters'" + at +
				"Map value must satisfy constraint: [Member must have length less than or equal to 131072, " +
				"Member must have length greater than or equal to 0, Member must not be null]",
		},
		"sensitive entry": {
			operation: "cognito-identity.GetId",
			pointer:   "/Logins/a",
			value:     `""`,
			want:      []string{"length.min /Logins/a 1:0 @0"},
			answer: "Value '{a=}' at 'logins'" + at +
				"Map value must satisfy constraint: [Member must have length less than or equal to 50000, " +
				"Member must have length greater than or equal to 1]",
		},
		"sensitive entry, bad key": {
			operation: "cognito-identity.GetId",
			pointer:   "/Logins/",
			value:     `"token"`,
			want:      []string{"length.min /Logins/ key 1:0 @0"},
			answer: "Value '{=}' at 'logins'" + at +
				"Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length " +
				"greater than or equal to 1]",
		},
		"nothing":              {pool, "/IdentityPoolName", ``, []string{"syntax /IdentityPoolName @0"}, ""},
		"white space":          {pool, "/IdentityPoolName", ` `, []string{"syntax /IdentityPoolName @1"}, ""},
		"not JSON":             {pool, "/IdentityPoolName", `my pool`, []string{"syntax /IdentityPoolName @0"}, ""},
		"two values":           {pool, "/IdentityPoolName", `"a" "b"`, []string{"syntax /IdentityPoolName @4"}, ""},
		"member after a value": {pool, "/IdentityPoolName", `"a","b":1}`, []string{"syntax /IdentityPoolName @3"}, ""},
		"closing bracket": {
			operation: pool,
			pointer:   "/CognitoIdentityProviders/0/ClientId",
			value:     `"a"}]}`,
			want:      []string{"syntax /CognitoIdentityProviders/0/ClientId @3"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			report := mustCheckField(t, test.operation, test.pointer, test.value, validator.Options{})
			expect(t, report, test.want...)
			_, failures, _ := strings.Cut(message(report), " detected: ")
			if test.answer != "" && failures != test.answer {
				t.Errorf("answer\n got %s\nwant %s", message(report), test.answer)
			}
			sound(t, report)
		})
	}
}

func TestCheckFieldPointerErrors(t *testing.T) {
	for name, test := range map[string]struct{ operation, pointer string }{
		"no slash":                {"UpdateIdentityPool", "IdentityPoolName"},
		"slash alone":             {"UpdateIdentityPool", "/"},
		"fragment":                {"UpdateIdentityPool", "#/IdentityPoolName"},
		"unknown member":          {"UpdateIdentityPool", "/PoolName"},
		"letter case":             {"UpdateIdentityPool", "/identityPoolName"},
		"slash after":             {"UpdateIdentityPool", "/IdentityPoolName/"},
		"into a string":           {"UpdateIdentityPool", "/IdentityPoolName/0"},
		"into a number":           {"CreateUserPoolClient", "/AuthSessionValidity/0"},
		"into a blob":             {"CreateManagedLoginBranding", "/Assets/0/Bytes/0"},
		"element without a name":  {"UpdateIdentityPool", "/OpenIdConnectProviderARNs/"},
		"element with a sign":     {"UpdateIdentityPool", "/OpenIdConnectProviderARNs/-1"},
		"element plus":            {"UpdateIdentityPool", "/OpenIdConnectProviderARNs/+1"},
		"element with a zero":     {"UpdateIdentityPool", "/OpenIdConnectProviderARNs/01"},
		"element with letters":    {"UpdateIdentityPool", "/OpenIdConnectProviderARNs/1e1"},
		"element in other digits": {"UpdateIdentityPool", "/OpenIdConnectProviderARNs/١"},
		"element too far":         {"UpdateIdentityPool", "/OpenIdConnectProviderARNs/9999999999"},
		"element of 1 MB":         {"UpdateIdentityPool", "/OpenIdConnectProviderARNs/" + strings.Repeat("1", 1<<20)},
		"half an escape":          {"UpdateIdentityPool", "/SupportedLoginProviders/a~"},
		"bad escape":              {"UpdateIdentityPool", "/SupportedLoginProviders/a~2"},
		"not UTF-8":               {"UpdateIdentityPool", "/SupportedLoginProviders/\xff"},
		"not UTF-8, unbounded":    {"CreateManagedLoginBranding", "/Settings/a\xc3"},
		"surrogate":               {"CreateManagedLoginBranding", "/Settings/\xed\xa0\x80"},
		"key of 1 MB":             {"CreateManagedLoginBranding", "/Settings/" + strings.Repeat("a", 1<<20)},
		"too deep":                {"CreateManagedLoginBranding", "/Settings" + strings.Repeat("/a", 128)},
		"no room for empty names": {
			"CreateManagedLoginBranding",
			"/Settings/" + strings.Repeat("a", 1015) + strings.Repeat("/", 20),
		},
		"NUL": {"UpdateIdentityPool", "\x00"},
	} {
		t.Run(name, func(t *testing.T) {
			report, err := operation(t, test.operation).CheckField(test.pointer, []byte(`"x"`), validator.Options{})
			if !errors.Is(err, validator.ErrPointer) {
				t.Errorf("error %v, report %s", err, report.JSON())
			}
		})
	}
}

func TestCheckFieldDepth(t *testing.T) {
	pointer := "/Settings" + strings.Repeat("/a", 120)
	report := mustCheckField(t, "CreateManagedLoginBranding", pointer, strings.Repeat("[", 7)+strings.Repeat("]", 7),
		validator.Options{})
	expect(t, report)
	report = mustCheckField(t, "CreateManagedLoginBranding", pointer, strings.Repeat("[", 8)+strings.Repeat("]", 8),
		validator.Options{})
	expect(t, report, "depth "+pointer+strings.Repeat("/0", 7)+" 128 @7")
}

func TestCheckFieldOptions(t *testing.T) {
	op := operation(t, "CreateManagedLoginBranding")
	fiveBytes := validator.Options{Limit: 5}
	if _, err := op.CheckField("/ClientId", []byte(`"abcd"`), fiveBytes); !errors.Is(err, validator.ErrTooLarge) {
		t.Errorf("error %v", err)
	}
	report := mustCheckField(t, "CreateManagedLoginBranding", "/Assets/0",
		`{"Category":"FAVICON_ICO","ColorMode":"DARK","Extension":"ICO","Size":1}`, validator.Options{Warnings: true})
	expect(t, report)
	if got := briefs(report.Warnings); len(got) != 1 || got[0] != "unknown /Assets/0/Size @63" {
		t.Errorf("warnings %q", got)
	}
	report = mustCheckField(t, "CreateManagedLoginBranding", "/ClientId", `5`,
		validator.Options{Levels: levels(t, "type=off")})
	expect(t, report)
	var none validator.Operation
	if _, err := none.CheckField("", nil, validator.Options{}); !errors.Is(err, validator.ErrOperation) {
		t.Errorf("error %v", err)
	}
}
