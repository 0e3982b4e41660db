package conformance

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

func TestParseLevelsErrors(t *testing.T) {
	for name, test := range map[string]struct{ settings, text, reason string }{
		"word alone":       {"unknown", "unknown", "write CODE=error, CODE=warn or CODE=off"},
		"nothing between":  {"unknown=off,,type=off", "", "write CODE=error, CODE=warn or CODE=off"},
		"comma alone":      {",", "", "write CODE=error, CODE=warn or CODE=off"},
		"comma at the end": {"type=off,", "", "write CODE=error, CODE=warn or CODE=off"},
		"no such code":     {"type=off,lenght.max=off,enum=off", "lenght.max=off", "there is no such code"},
		"no code":          {"=off", "=off", "there is no such code"},
		"letter case":      {"Type=off", "Type=off", "there is no such code"},
		"white space":      {"type=off, enum=off", " enum=off", "there is no such code"},
		"rule, no dot":     {"rule=off", "rule=off", "there is no such code"},
		"fixed: syntax":    {"syntax=warn", "syntax=warn", "the level of this code cannot be changed"},
		"fixed: depth":     {"depth=error", "depth=error", "the level of this code cannot be changed"},
		"no such level":    {"type=info", "type=info", "a level is error, warn or off"},
		"no level":         {"type=", "type=", "a level is error, warn or off"},
		"fixed":            {"type=fixed", "type=fixed", "a level is error, warn or off"},
		"two equals":       {"type=off=off", "type=off=off", "there is no such code"},
		"NUL":              {"type=off\x00", "type=off\x00", "a level is error, warn or off"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := validator.ParseLevels(test.settings)
			var bad *validator.LevelError
			if !errors.As(err, &bad) {
				t.Fatalf("levels %v, error %v", l, err)
			}
			if l != nil || bad.Text != test.text || bad.Reason != test.reason {
				t.Errorf("levels %v, text %q, reason %q", l, bad.Text, bad.Reason)
			}
			if !strings.Contains(err.Error(), test.reason) {
				t.Errorf("error %q", err)
			}
		})
	}
}

// TestLevels sets each code to each level: its violation becomes an error, a warning or nothing, and the verdict
// follows.
func TestLevels(t *testing.T) {
	const roles = "cognito-identity.SetIdentityPoolRoles"
	breaks := map[string]struct{ operation, body string }{
		"duplicate":  {"cognito-identity.GetId", `{"IdentityPoolId":"a:0","IdentityPoolId":"a:1"}`},
		"type":       {"cognito-identity.GetId", `{"IdentityPoolId":5}`},
		"null":       {"cognito-identity.GetId", `{"IdentityPoolId":"a:0","Logins":{"a":null}}`},
		"required":   {"cognito-identity.GetId", `{}`},
		"length.min": {"cognito-identity.GetId", `{"IdentityPoolId":"a:0","Logins":{"":"t"}}`},
		"length.max": {"cognito-identity.GetId", `{"IdentityPoolId":"a:` + strings.Repeat("0", 60) + `"}`},
		"items.min": {
			roles,
			`{"IdentityPoolId":"a:0","Roles":{},"RoleMappings":{"a.b":{"Type":"Rules","AmbiguousRoleResolution":"Deny",` +
				`"RulesConfiguration":{"Rules":[]}}}}`,
		},
		"items.max": {
			"cognito-identity.DeleteIdentities",
			`{"IdentityIdsToDelete":["a:0"` + strings.Repeat(`,"a:0"`, 60) + `]}`,
		},
		"entries.min": {
			"cognito-idp.CreateTerms",
			`{"UserPoolId":"a_b","ClientId":"c","TermsName":"terms-of-use","TermsSource":"LINK","Enforcement":"NONE",` +
				`"Links":{}}`,
		},
		"entries.max": {
			"cognito-identity.GetId",
			`{"IdentityPoolId":"a:0","Logins":{"0":"t","1":"t","2":"t","3":"t","4":"t","5":"t","6":"t","7":"t","8":"t",` +
				`"9":"t","10":"t"}}`,
		},
		"range.min": {"cognito-identity.ListIdentityPools", `{"MaxResults":0}`},
		"range.max": {"cognito-identity.ListIdentityPools", `{"MaxResults":61}`},
		"pattern":   {"cognito-identity.GetId", `{"IdentityPoolId":"a"}`},
		"enum": {
			"cognito-idp.CreateTerms",
			`{"UserPoolId":"a_b","ClientId":"c","TermsName":"terms-of-use","TermsSource":"TEXT","Enforcement":"NONE"}`,
		},
		"unknown": {"cognito-identity.GetId", `{"IdentityPoolId":"a:0","PoolId":"a:0"}`},
		"rule.reset-to-default": {
			"cognito-identity.UpdateIdentityPool",
			`{"IdentityPoolId":"a:0","IdentityPoolName":"p","AllowUnauthenticatedIdentities":false,"AllowClassicFlow":false,` +
				`"SupportedLoginProviders":{},"DeveloperProviderName":"d","OpenIdConnectProviderARNs":[],` +
				`"CognitoIdentityProviders":[],"SamlProviderARNs":[]}`,
		},
		"rule.role-arn":   {roles, `{"IdentityPoolId":"a:0","Roles":{"authenticated":"this is no role at all"}}`},
		"rule.deprecated": {}, // in responses only
	}
	for _, known := range validator.Codes() {
		code := known.Name
		c, ok := breaks[code]
		if !ok && !strings.HasPrefix(code, "rule.") && !known.Fixed {
			t.Errorf("%s: not tested", code)
		}
		if c.body == "" {
			continue
		}
		if known.Level != "error" && known.Level != "warn" {
			t.Errorf("%s is %s by default", code, known.Level)
		}
		if fixed := code == "syntax" || code == "depth"; known.Fixed != fixed {
			t.Errorf("%s: fixed is %t", code, known.Fixed)
		}
		for _, level := range []string{"", "error", "warn", "off"} {
			for _, warnings := range []bool{false, true} {
				o := validator.Options{Warnings: warnings}
				in := level
				if level == "" {
					in = known.Level
				} else {
					o.Levels = levels(t, code+"="+level)
				}
				report := mustCheck(t, c.operation, c.body, o)
				sound(t, report)
				want := [2][]string{}
				switch {
				case in == "error":
					want[0] = []string{code}
				case in == "warn" && warnings:
					want[1] = []string{code}
				}
				for j, list := range [][]validator.Violation{report.Violations, report.Warnings} {
					if got := codes(list); got != strings.Join(want[j], " ") {
						t.Errorf("%s=%s, warnings %v: %s %q, want %q", code, level, warnings, []string{"violations", "warnings"}[j], got,
							want[j])
					}
				}
				if report.Valid != (in != "error") {
					t.Errorf("%s=%s: valid is %v", code, level, report.Valid)
				}
			}
		}
	}
}

// TestLevelsTogether: what is turned down neither shows in the answer nor counts in it; what is turned up answers when
// nothing else does.
func TestLevelsTogether(t *testing.T) {
	const body = `{"IdentityPoolId":"` + "aa" + `","AccountId":"x","More":1,"Logins":{"":"t"}}`
	for settings, want := range map[string]string{
		"":              "3 ValidationException accountId identityPoolId logins",
		"pattern=warn":  "1 ValidationException logins",
		"pattern=off":   "1 ValidationException logins",
		"unknown=error": "3 ValidationException accountId identityPoolId logins",
		"unknown=error,pattern=off,length.min=off": "0 ValidationException",
		"pattern=off,length.min=off":               "valid",
		"pattern=warn,length.min=warn":             "valid",
		"pattern=off,pattern=error": "3 ValidationException accountId identityPoolId " +
			"logins",
		"pattern=off,length.min=off,unknown=error,unknown=warn,type=off": "valid",
	} {
		report := mustCheck(t, "cognito-identity.GetId", body, validator.Options{Levels: levels(t, settings), Warnings: true})
		sound(t, report)
		got := "valid"
		if report.Error != nil {
			count := strings.Count(report.Error.Message, "Value ")
			if count > 0 && !strings.HasPrefix(report.Error.Message, fmt.Sprint(count, " validation error")) {
				t.Errorf("%s: %s", settings, report.Error.Message)
			}
			got = fmt.Sprint(count, " ", report.Error.Type)
			var members []string
			for _, m := range []string{"identityPoolId", "accountId", "logins"} {
				if strings.Contains(report.Error.Message, "at '"+m+"'") {
					members = append(members, m)
				}
			}
			slices.Sort(members)
			got = strings.Join(append([]string{got}, members...), " ")
			if count == 0 &&
				report.Error.Message != "The service may accept this; it is refused here. "+
					"The model of "+report.Model.Date+" has no such member; a newer service may." {
				t.Errorf("%s: %s", settings, report.Error.Message)
			}
		}
		if got != want {
			t.Errorf("%s: got %s, want %s\n%s", settings, got, want, report.JSON())
		}
	}
}

// TestIllTyped: with the type check turned down, values of the wrong type reach the rules and the service's text.
// Nothing may hang, fail or give away what a sensitive member holds.
func TestIllTyped(t *testing.T) {
	values := []string{
		`5`, `-1e400`, `true`, `false`, `"x"`, `"e"`, `"\u0022"`, `""`, `[]`, `{}`, `[5]`, "[\n5\n]", `["a"]`, `[null]`,
		`[[]]`, `[{}]`, `[[{"a":1}]]`,
		`{"a":5}`, `{"a":null}`, `{"a":[]}`, `{"a":{}}`, `{"":{"":{}}}`, `"true\n"`, "5\n", " 5 ", "[ ]", "{ }",
		`[{"Name":5,"Value":[]}]`, `[1,2]`,
	}
	ignore := levels(t, "type=off,null=off,required=off")
	mild := levels(t, "type=warn,null=warn,duplicate=warn,items.min=error")
	for _, op := range validator.Operations() {
		names := topMembers(t, op)
		for _, v := range values {
			// Each member alone, all of them, and each together with a failure, so that all that can be shown is shown.
			bodies := []string{}
			var whole []string
			for _, name := range names {
				bodies = append(bodies, `{"`+name+`":`+v+`}`)
				whole = append(whole, `"`+name+`":`+v)
			}
			bodies = append(bodies, "{"+strings.Join(whole, ",")+"}")
			for _, body := range bodies {
				for _, o := range []validator.Options{{Levels: ignore}, {Levels: mild, Warnings: true}} {
					report, err := op.Check([]byte(body), o)
					if err != nil {
						t.Errorf("%s %s: %v", op, body, err)
					}
					if report.Valid && report.Error != nil {
						t.Errorf("%s %s: %s", op, body, report.JSON())
					}
				}
			}
		}
	}
}

// TestIllTypedShown: a value of the wrong type is not shown, because it may hold something sensitive.
func TestIllTypedShown(t *testing.T) {
	for name, test := range map[string]struct{ operation, body, want string }{
		"object for a string in a map": {
			"cognito-identity.GetId", `{"IdentityPoolId":"a:0","Logins":{"":{"secret":"marker"},"b":["marker"],"c":5}}`,
			"Value '{=, b=, c=}' at 'logins'",
		},
		"object for a string in a list": {
			"cognito-identity.UpdateIdentityPool",
			`{"IdentityPoolId":"a:0","IdentityPoolName":"p","AllowUnauthenticatedIdentities":true,` +
				`"OpenIdConnectProviderARNs":["",{"a":"marker"},["marker"],5,true,null]}`,
			"Value '[, , , 5, true, null]' at 'openIdConnectProviderARNs'",
		},
		"list for a string among many": {
			"cognito-idp.SetRiskConfiguration",
			`{"UserPoolId":"a_b","RiskExceptionConfiguration":{"BlockedIPRangeList":["1",["marker"]` +
				strings.Repeat(`,"1"`, 200) + `]}}`,
			"Value '[1, , 1, 1",
		},
	} {
		t.Run(name, func(t *testing.T) {
			report := mustCheck(t, test.operation, test.body,
				validator.Options{Levels: levels(t, "type=off,null=off,items.max=error")})
			if !strings.Contains(message(report), test.want) {
				t.Errorf("got %s, want %s", message(report), test.want)
			}
			if strings.Contains(string(report.JSON()), "marker") {
				t.Errorf("shown: %s", report.JSON())
			}
		})
	}
}

// TestZeroLevels: nothing needs to be prepared for the defaults, neither levels nor an engine.
func TestZeroLevels(t *testing.T) {
	op := operation(t, "cognito-identity.SetIdentityPoolRoles")
	const body = `{"IdentityPoolId":1,"Roles":{},"Extra":1}`
	want, err := op.Check([]byte(body), validator.Options{Warnings: true})
	if err != nil {
		t.Fatal(err)
	}
	if codes(want.Violations) != "type" || codes(want.Warnings) != "unknown" {
		t.Fatalf("%s", want.JSON())
	}
	zero, err := op.Check([]byte(body), validator.Options{Warnings: true, Levels: new(validator.Levels)})
	if err != nil || string(zero.JSON()) != string(want.JSON()) {
		t.Errorf("zero levels: %v, %s", err, zero.JSON())
	}
	e := new(engine.Engine)
	e.Check([]byte(body), table.OperationID(op.ID()), engine.OptionWarnings)
	if report := e.Report([]byte(body)); string(report) != string(want.JSON()) {
		t.Errorf("zero engine: %s", report)
	}
}
