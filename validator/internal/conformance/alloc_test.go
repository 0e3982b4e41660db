//go:build !race

// Under the race detector sync.Pool drops values at random, so that allocations cannot be counted.

package conformance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// TestNoAllocation: a valid body costs no allocation, small or large, with warnings or without, and neither does a
// field.
func TestNoAllocation(t *testing.T) {
	list := func(n int, element string) string {
		return "[" + strings.TrimSuffix(strings.Repeat(element+",", n), ",") + "]"
	}
	var tags strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&tags, `"k%d":"%s",`, i, strings.Repeat("é", i%60))
	}
	bodies := map[string]struct{ operation, body string }{
		"empty":   {"cognito-idp.GetTokensFromRefreshToken", `{"ClientId":"a","RefreshToken":"b"}`},
		"small":   {"cognito-identity.GetId", `{"IdentityPoolId":"eu-west-1:0a"}`},
		"escapes": {"cognito-identity.GetId", `{"\u0049dentityPoolId":"\u0065u-west-1:0a"}`},
		"unknown names": {
			"cognito-identity.GetId",
			`{"IdentityPoolId":"eu-west-1:0a","X":{"a":[1,2.5e3,null,true,{"b":"c"}]}}`,
		},
		"20,000 tags": {
			"cognito-identity.TagResource",
			`{"ResourceArn":"arn:aws:cognito-identity:x","Tags":{` + strings.TrimSuffix(tags.String(), ",") + `}}`,
		},
		"10,000 structures": {
			"cognito-idp.SignUp",
			`{"ClientId":"c","Username":"u","Password":"pw","UserAttributes":` +
				list(10_000, `{"Name":"custom:a","Value":"pä\n"}`) + `}`,
		},
		"a long string": {
			"cognito-identity.GetId",
			`{"IdentityPoolId":"eu-west-1:0a","X":"` + strings.Repeat("a", 1<<20) + `"}`,
		},
		"a long blob": {
			"cognito-idp.SetUICustomization",
			`{"UserPoolId":"a_b","ImageFile":"` + strings.Repeat("QUJD", 40_000) + `"}`,
		},
		"deep": {
			"cognito-idp.CreateManagedLoginBranding",
			`{"UserPoolId":"a_b","ClientId":"c","Settings":` + strings.Repeat(`{"a":`, 127) + "1" + strings.Repeat("}", 127) +
				`}`,
		},
		"rules run": {
			"cognito-identity.SetIdentityPoolRoles",
			`{"IdentityPoolId":"a:0","Roles":{"authenticated":"arn:aws:iam::123456789012:role/a"},` +
				`"RoleMappings":{"a.b":{"Type":"Token","AmbiguousRoleResolution":"Deny"}}}`,
		},
	}
	for name, b := range bodies {
		op := operation(t, b.operation)
		body := []byte(b.body)
		for _, o := range []validator.Options{{}, {Limit: 8 << 20}, {Levels: levels(t, "unknown=off")}} {
			if report, err := op.Check(body, o); err != nil || !report.Valid {
				t.Fatalf("%s: %v %.500s", name, err, report.JSON())
			}
			if n := testing.AllocsPerRun(20, func() { op.Check(body, o) }); n != 0 {
				t.Errorf("%s: %v allocations", name, n)
			}
		}
	}
	n := 0
	for c := range corpus.All() {
		if !c.Valid() || len(c.ID)%7 != 0 || len(c.Body) > 20_000 {
			continue
		}
		op := operation(t, c.Operation)
		do := op.Check
		if c.Response {
			do = op.CheckResponse
		}
		if report, err := do(c.Body, validator.Options{}); err != nil || !report.Valid {
			continue // a rule
		}
		if n++; n > 1000 {
			break
		}
		if allocations := testing.AllocsPerRun(5, func() { do(c.Body, validator.Options{}) }); allocations != 0 {
			t.Errorf("%s: %v allocations", c.ID, allocations)
		}
	}
	op := operation(t, "cognito-identity.SetIdentityPoolRoles")
	value := []byte(`"Equals"`)
	if n := testing.AllocsPerRun(20, func() {
		op.CheckField("/RoleMappings/graph.facebook.com/RulesConfiguration/Rules/0/MatchType", value, validator.Options{})
	}); n != 0 {
		t.Errorf("a field: %v allocations", n)
	}
}

// TestEngineNeverAllocates: nothing that the module exports does, reports least of all.
func TestEngineNeverAllocates(t *testing.T) {
	e := new(engine.Engine)
	e.Reset()
	bodies := [][]byte{
		[]byte(`{}`), []byte(`{"IdentityPoolId":5,"x":[1,"a`),
		[]byte(`{"IdentityPoolId":"#","IdentityPoolName":"","SupportedLoginProviders":{"":""},"CognitoIdentityProviders":[` +
			`{"ClientId":"#"},null],"OpenIdConnectProviderARNs":["",null]}`),
		[]byte(`{"IdentityPoolId":"a:0","IdentityPoolName":"p","AllowUnauthenticatedIdentities":false,` +
			`"CognitoIdentityProviders":[{}]}`),
	}
	names := [][]byte{
		[]byte("cognito-identity.UpdateIdentityPool"), []byte("TagResource"), []byte("sign-upp"),
		[]byte("nothing of this kind"),
	}
	settings := [][]byte{[]byte("unknown=error,rule.reset-to-default=off"), []byte("none=off"), nil}
	pointer, value := []byte("/SupportedLoginProviders/a~1b"), []byte(`""`)
	id := table.OperationID(operation(t, "cognito-identity.UpdateIdentityPool").ID())
	if n := testing.AllocsPerRun(10, func() {
		for _, b := range bodies {
			for options := engine.Options(0); options < 8; options++ {
				e.Check(b, id, options)
				e.Report(b)
			}
		}
		for _, name := range names {
			e.FindOperation(name)
			e.Report(name)
		}
		for _, s := range settings {
			e.ParseLevels(s)
		}
		e.CheckField(pointer, value, id, engine.OptionWarnings)
		e.Report(value)
		e.ListOperations()
		e.Report(nil)
		e.Describe(id, engine.OptionResponse)
		e.Report(nil)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
