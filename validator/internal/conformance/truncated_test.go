package conformance

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/validator"
)

// many is a list of n elements.
func many(n int, element func(int) string) string {
	var b strings.Builder
	b.WriteByte('[')
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(element(i))
	}
	b.WriteByte(']')
	return b.String()
}

// whole checks that a report is sound, and that an answer about constraints ends where a failure ends.
func whole(t *testing.T, report validator.Report) {
	t.Helper()
	sound(t, report)
	if n := len(report.JSON()); n >= 512<<10 {
		t.Errorf("the report has %d bytes", n)
	}
	head, failures, ok := strings.Cut(message(report), " detected: ")
	if !ok || failures == "" {
		return
	}
	if !strings.HasSuffix(head, "validation error") && !strings.HasSuffix(head, "validation errors") {
		t.Errorf("head %q", head)
	}
	const constraint = "' failed to satisfy constraint: M"
	if last := strings.LastIndex(failures, constraint); last < 0 || strings.HasSuffix(failures, "; ") {
		t.Errorf("cut at %q", failures[max(0, len(failures)-80):])
	}
}

func TestTruncated(t *testing.T) {
	const (
		pool  = "cognito-identity.UpdateIdentityPool"
		roles = "cognito-identity.SetIdentityPoolRoles"
		start = `{"IdentityPoolId":"a:0","IdentityPoolName":"p","AllowUnauthenticatedIdentities":true,`
	)
	long := strings.Repeat("é\\u0000\U0001F600", 120_000)
	for name, test := range map[string]struct {
		operation, body string
		options         validator.Options
		violations      int // at least
		truncated       bool
		answer          string // how it begins
	}{
		"1,000 elements": {
			pool, start + `"OpenIdConnectProviderARNs":` + many(1000, func(int) string { return `""` }) + "}",
			validator.Options{},
			900, false, "1 validation error detected: Value '[, , ",
		},
		"10,000 elements": {
			pool, start + `"OpenIdConnectProviderARNs":` + many(10_000, func(int) string { return `"a"` }) + "}",
			validator.Options{},
			1000, true, "1 validation error detected: Value '[a, a, ",
		},
		"10,000 structures": {
			pool, start + `"CognitoIdentityProviders":` +
				many(10_000, func(i int) string { return `{"ClientId":"\"` + fmt.Sprint(i) + `"}` }) + "}", validator.Options{},
			600, true, "2046 validation errors detected: Value '\"0' at 'cognitoIdentityProviders.1.member.clientId' failed",
		},
		"10,000 nulls": {
			pool, start + `"CognitoIdentityProviders":` + many(10_000, func(i int) string { return `null` }) + "}",
			validator.Options{},
			1000, true, "1 validation error detected: Value '[null, null, ",
		},
		"10,000 wrong types": {
			pool, start + `"CognitoIdentityProviders":` + many(10_000, func(i int) string { return `{"ClientId":5}` }) + "}",
			validator.Options{},
			1000, true, "NUMBER_VALUE cannot be converted to String",
		},
		"10,000 duplicates": {
			pool, "{" + strings.TrimSuffix(strings.Repeat(`"IdentityPoolId":"a:0",`, 10_000), ",") + "}", validator.Options{},
			1000, true, "This object has the name twice; keep one.",
		},
		"10,000 required": {
			"cognito-idp.SignUp",
			`{"ClientId":"c","Username":"u","UserAttributes":` + many(10_000, func(i int) string { return `{}` }) + "}",
			validator.Options{},
			1000, true, "2046 validation errors detected: Value null at 'userAttributes.1.member.name' failed",
		},
		"10,000 warnings and one violation": {
			"cognito-identity.GetId",
			strings.TrimSuffix(strings.Replace(many(10_000, func(i int) string { return fmt.Sprintf(`"u%d":1`, i) }), "[", "{",
				1), "]") + `,"IdentityPoolId":"x"}`, validator.Options{Warnings: true},
			1, true, "1 validation error detected: Value 'x' at 'identityPoolId'",
		},
		"one long value": {
			"cognito-identity.GetId", `{"IdentityPoolId":"` + long + `"}`, validator.Options{},
			2, true, "2 validation errors detected: ",
		},
		"a long value after a short one": {
			"cognito-identity.GetId", `{"AccountId":"x","IdentityPoolId":"` + long + `"}`, validator.Options{},
			3, true,
			"3 validation errors detected: Value 'x' at 'accountId' failed to satisfy constraint: Member must satisfy regular " +
				"expression pattern: \\d+",
		},
		"a body that cannot be read, beyond the last violation that is kept": {
			pool, start + `"OpenIdConnectProviderARNs":` + many(10_000, func(int) string { return `"a"` }) +
				`,"SupportedLoginProviders":5}`, validator.Options{},
			1000, true, "Unexpected",
		},
		"a list of long values": {
			pool, start + `"OpenIdConnectProviderARNs":` +
				many(100, func(int) string { return `"` + strings.Repeat("\\u001f", 3000) + `"` }) + "}", validator.Options{},
			100, true, "1 validation error detected: ",
		},
		"a long key": {
			pool, start + `"IdentityPoolTags":{"` + long + `":""}}`, validator.Options{},
			0, true, "1 validation error detected: ",
		},
		"long keys": {
			pool, start + `"IdentityPoolTags":{"` + strings.Repeat("~/\\\"", 20_000) + `1":"","` +
				strings.Repeat("\U0001F600", 20_000) + `2":"","3` + strings.Repeat("x", 200_000) + `":""}}`, validator.Options{},
			1, true, "1 validation error detected: Value '{",
		},
		"a long value in the answer of a rule": {
			roles, `{"IdentityPoolId":"a:0","Roles":{"authenticated":"` + long + `"}}`,
			validator.Options{Levels: levels(t, "length.max=off")},
			1, true, "Give the role as an ARN, as in arn:aws:iam::123456789012:role/example.",
		},
		"a long key in the answer of a rule": {
			roles, `{"IdentityPoolId":"a:0","Roles":{},"RoleMappings":{"a://` + strings.Repeat("x", 190_000) +
				`":{"Type":"Token","AmbiguousRoleResolution":"Deny"}}}`, validator.Options{Levels: levels(t, "length.max=off")},
			1, false, "(a://xxx",
		},
		"long unknown names": {
			"cognito-identity.GetId",
			`{"` + strings.Repeat("\\u001F", 60_000) + `":1,"` + strings.Repeat("y", 300_000) + `":1,"z":1}`,
			validator.Options{Warnings: true},
			1, true, "1 validation error detected: Value null at 'identityPoolId'",
		},
	} {
		t.Run(name, func(t *testing.T) {
			report := mustCheck(t, test.operation, test.body, test.options)
			whole(t, report)
			if len(report.Violations) < test.violations || report.Valid || report.Truncated != test.truncated {
				t.Errorf("%d violations, truncated %v", len(report.Violations), report.Truncated)
			}
			if !strings.HasPrefix(message(report), test.answer) {
				t.Errorf("answer %.200s", message(report))
			}
		})
	}
}

// TestEveryLength cuts reports at every place: values of all lengths around those at which the parts of a report are
// full.
func TestEveryLength(t *testing.T) {
	op := operation(t, "cognito-identity.SetIdentityPoolRoles")
	off := levels(t, "length.max=off")
	for _, letter := range []string{"a", "\\n", "\\u0001", "é", "\U0001F600"} {
		size := map[string]int{"a": 1, "\\n": 2, "\\u0001": 6, "é": 2, "\U0001F600": 4}[letter]
		for extra := range 16 {
			n := (512<<10-64-400)/size - 8 + extra
			for _, body := range []string{
				`{"IdentityPoolId":"a:0","Roles":{"authenticated":"` + strings.Repeat(letter, n) + `"}}`,
				`{"IdentityPoolId":"` + strings.Repeat(letter, n-extra+extra*7) + `","Roles":{}}`,
			} {
				report, err := op.Check([]byte(body), validator.Options{Levels: off})
				if err != nil {
					t.Fatal(err)
				}
				text := report.JSON()
				if !utf8.Valid(text) || len(text) >= 512<<10 || !strings.HasSuffix(string(text), "}") {
					t.Fatalf("%q %d: %d bytes, ends in %q", letter, n, len(text), text[max(0, len(text)-100):])
				}
				if extra%8 == 0 {
					whole(t, report)
				}
			}
		}
	}
}

// TestTruncatedByPlaces: where the places of violations run out between two missing members, the report says that one
// is left out.
func TestTruncatedByPlaces(t *testing.T) {
	nested := func(depth int) string {
		return strings.Repeat("[", depth) + `{"a":1,"a":1}` + strings.Repeat("]", depth)
	}
	for depth := 1; depth <= 120; depth++ {
		body := `{"x":[` + strings.Repeat(nested(100)+",", 39) + nested(depth) + `]}`
		report := mustCheck(t, "cognito-identity.SetIdentityPoolRoles", body, validator.Options{})
		if all := len(report.Violations) == 42; report.Truncated == all {
			t.Errorf("depth %d: %d of 42 violations, truncated %v", depth, len(report.Violations), report.Truncated)
		}
	}
}
