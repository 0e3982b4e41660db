package validator_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

// reports are bodies whose reports have all members that a report can have.
var reports = []struct {
	operation, body string
	options         validator.Options
}{
	{"cognito-identity.GetId", `{"IdentityPoolId":"a:0"}`, validator.Options{}},
	{
		operation: "cognito-identity.GetId",
		body:      `{"IdentityPoolId":"\u00e9\n\"\ud83d\ude00é🔑\u0001","AccountId":5,"x\t~/é\u2028🔑":1}`,
		options:   validator.Options{Warnings: true},
	},
	{"cognito-identity.GetId", `{`, validator.Options{}},
	{
		operation: "cognito-idp.SignUp",
		body:      `{"UserAttributes":[{},{"Name":""}],"ClientMetadata":{"` + strings.Repeat("k", 200_000) + `":null}}`,
	},
	{
		operation: "cognito-identity.UpdateIdentityPool",
		body:      `{"IdentityPoolTags":{"":"","ü":"` + strings.Repeat("ü", 300) + `"}}`,
	},
	{
		operation: "cognito-idp.CreateUserPool",
		body:      `{"PoolName":"p","MfaConfiguration":"MAYBE","Policies":{"PasswordPolicy":{"MinimumLength":5}}}`,
	},
	{
		operation: "cognito-idp.AdminUpdateUserAttributes",
		body:      `{"UserAttributes":[` + strings.Repeat("1,", 9_999) + `1]}`,
	},
}

// TestReadReport compares what is read from a report with what encoding/json reads, and tells what is cut anywhere.
func TestReadReport(t *testing.T) {
	for _, test := range reports {
		report := mustCheck(t, test.operation, test.body, test.options)
		text := report.JSON()
		var want validator.Members
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		if got, ok := validator.ReadReport(text); !ok || !reflect.DeepEqual(got, validator.Report(want).WithText(text)) ||
			!reflect.DeepEqual(got, report) {
			t.Errorf("%.200s: %t, %+v", text, ok, got)
		}
		for end := range len(text) {
			if end > 1000 && end < len(text)-1000 {
				continue
			}
			if _, ok := validator.ReadReport(text[:end]); ok {
				t.Fatalf("read %.1000s", text[:end])
			}
		}
	}
	for _, text := range []string{
		``, `{}`, `null`, ` {"valid":true}`, `[]`,
		`{"valid":true,"operation":"o","model":{"version":"v","date":"d"},"violations":[],"warnings":[],"more":1}`,
		`{"valid":true,"operation":"\ud800","model":{"version":"v","date":"d"},"violations":[],"warnings":[]}`,
		"{\"valid\":true,\"operation\":\"\xff\",\"model\":{\"version\":\"v\",\"date\":\"d\"},\"violations\":[]," +
			"\"warnings\":[]}",
		`{"valid":true,"operation":"o","model":{"version":"v","date":"d"},"violations":[{"path":"","code":"","message":"",` +
			`"offset":9223372036854775808}],"warnings":[]}`,
		`{"valid":true,"operation":"o","model":{"version":"v","date":"d"},"violations":[{"path":"","code":"","message":"",` +
			`"offset":007}],"warnings":[]}`,
		`{"valid":true,"operation":"o","model":{"version":"v","date":"d"},"violations":[{"path":"","code":"","message":"",` +
			`"offset":00}],"warnings":[]}`,
		`{"valid":true,"operation":"o","model":{"version":"v","date":"d"},"violations":[{"path":"","code":"","message":"",` +
			`"offset":-0}],"warnings":[]}`,
		`{"valid":true,"operation":"o","model":{"version":"v","date":"d"},"violations":[{"path":"","code":"","message":"",` +
			`"offset":-07}],"warnings":[]}`,
	} {
		if report, ok := validator.ReadReport([]byte(text)); ok {
			t.Errorf("read %s as %+v", text, report)
		}
	}
}

// FuzzReadReport holds that what is read at all is what encoding/json reads.
func FuzzReadReport(f *testing.F) {
	for _, test := range reports {
		if len(test.body) < 1000 {
			seed := mustCheck(f, test.operation, test.body, test.options).JSON()
			f.Add(seed)
			f.Add(bytes.ReplaceAll(seed, []byte(":1"), []byte(":01")))
			f.Add(bytes.ReplaceAll(seed, []byte(":1"), []byte(":-0")))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		report, ok := validator.ReadReport(text)
		if !ok {
			return
		}
		var want validator.Members
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatalf("%q is no JSON: %v", text, err)
		}
		if !reflect.DeepEqual(report, validator.Report(want).WithText(text)) {
			t.Fatalf("%q: %+v, want %+v", text, report, want)
		}
	})
}
