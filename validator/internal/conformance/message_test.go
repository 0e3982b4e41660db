package conformance

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
	"github.com/cognitocheck/cognitocheck/validator"
)

// TestMessages compares the message of each code.
func TestMessages(t *testing.T) {
	const (
		pool     = "cognito-identity.UpdateIdentityPool"
		roles    = "cognito-identity.SetIdentityPoolRoles"
		client   = "cognito-idp.CreateUserPoolClient"
		branding = "cognito-idp.CreateManagedLoginBranding"
		terms    = "cognito-idp.CreateTerms"
		records  = "cognito-sync.UpdateRecords"
	)
	long := strings.Repeat("x", 129)
	for _, test := range []struct{ operation, pointer, value, message, member, allowed string }{
		{pool, "/IdentityPoolName", `nope`, "The JSON breaks here: a value is expected.", "IdentityPoolName", ""},
		{
			operation: pool,
			pointer:   "/IdentityPoolTags",
			value:     `{"a":"","a":""}`,
			message:   "This object has the name twice; keep one.",
			member:    "IdentityPoolTags",
		},
		{branding, "/Settings", strings.Repeat("[", 200), "This is nested deeper than 128 levels.", "Settings", ""},
		{pool, "/IdentityPoolName", `true`, "Use a string here, not true.", "IdentityPoolName", ""},
		{pool, "/IdentityPoolName", `false`, "Use a string here, not false.", "IdentityPoolName", ""},
		{pool, "/IdentityPoolName", `5`, "Use a string here, not this number.", "IdentityPoolName", ""},
		{pool, "/IdentityPoolName", `[]`, "Use a string here, not a list.", "IdentityPoolName", ""},
		{pool, "/IdentityPoolName", `{}`, "Use a string here, not an object.", "IdentityPoolName", ""},
		{pool, "/AllowClassicFlow", `"true"`, "Use true or false here, not a string.", "AllowClassicFlow", ""},
		{pool, "/IdentityPoolTags", `"a"`, "Use an object here, not a string.", "IdentityPoolTags", ""},
		{pool, "/SamlProviderARNs", `{}`, "Use a list here, not an object.", "SamlProviderARNs", ""},
		{pool, "/CognitoIdentityProviders/0", `[]`, "Use an object here, not a list.", "CognitoIdentityProviders", ""},
		{
			operation: client,
			pointer:   "/AuthSessionValidity",
			value:     `3.5`,
			message:   "Use a whole number of 32 bits here, not this number.",
			member:    "AuthSessionValidity",
		},
		{
			operation: client,
			pointer:   "/AuthSessionValidity",
			value:     `"3"`,
			message:   "Use a whole number of 32 bits here, not a string.",
			member:    "AuthSessionValidity",
		},
		{
			operation: records,
			pointer:   "/RecordPatches/0/SyncCount",
			value:     `1e30`,
			message:   "Use a whole number of 64 bits here, not this number.",
			member:    "SyncCount",
		},
		{
			operation: records,
			pointer:   "/RecordPatches/0/DeviceLastModifiedDate",
			value:     `"2026"`,
			message:   "Use a number of seconds here, not a string.",
			member:    "DeviceLastModifiedDate",
		},
		{branding, "/Assets/0/Bytes", `"?"`, "Use base64 text with padding here, not this text.", "Bytes", ""},
		{branding, "/Assets/0/Bytes", `5`, "Use base64 text with padding here, not this number.", "Bytes", ""},
		{
			operation: pool,
			pointer:   "/SamlProviderARNs/0",
			value:     `null`,
			message:   "Null is not allowed in a list or a map; leave it out.",
			member:    "SamlProviderARNs",
		},
		{pool, "/IdentityPoolName", `null`, "IdentityPoolName is required.", "IdentityPoolName", ""},
		{roles, "/RoleMappings/a", `{}`, "Type is required.", "Type", ""},
		{pool, "/IdentityPoolTags/", `""`, "Use at least 1 character; this has 0.", "IdentityPoolTags", ""},
		{pool, "/SamlProviderARNs/0", `""`, "Use at least 20 characters; this has 0.", "SamlProviderARNs", ""},
		{pool, "/IdentityPoolName", `"` + long + `"`, "Use at most 128 characters; this has 129.", "IdentityPoolName", ""},
		{roles, "/RoleMappings/a/RulesConfiguration/Rules", `[]`, "Give at least 1 element; this has 0.", "Rules", ""},
		{
			operation: "cognito-identity.DeleteIdentities",
			pointer:   "/IdentityIdsToDelete",
			value:     `["a:0"` + strings.Repeat(`,"a:0"`, 60) + `]`,
			message:   "Give at most 60 elements; this has 61.",
			member:    "IdentityIdsToDelete",
		},
		{terms, "/Links", `{}`, "Give at least 1 entry; this has 0.", "Links", ""},
		{"cognito-sync.SetCognitoEvents", "/Events", `{"a":"b","c":"d"}`, "Give at most 1 entry; this has 2.", "Events", ""},
		{
			operation: roles,
			pointer:   "/Roles",
			value: `{"authenticated":"arn:aws:iam::1:role/a","unauthenticated":"arn:aws:iam::1:role/a",` +
				`"a":"arn:aws:iam::1:role/a"}`,
			message: "Give at most 2 entries; this has 3.",
			member:  "Roles",
		},
		{client, "/AuthSessionValidity", `2`, "Use 3 or more.", "AuthSessionValidity", ""},
		{client, "/AuthSessionValidity", `16`, "Use 15 or less.", "AuthSessionValidity", ""},
		{
			operation: pool,
			pointer:   "/IdentityPoolName",
			value:     `"#"`,
			message:   "Use only the letters A to Z and a to z, digits, white space and _ + = , . @ -.",
			member:    "IdentityPoolName",
			allowed:   "only the letters A to Z and a to z, digits, white space and _ + = , . @ -",
		},
		{roles, "/RoleMappings/a/Type", `"a"`, "Use one of Token, Rules.", "Type", ""},
		{terms, "/TermsSource", `"a"`, "Use one of LINK.", "TermsSource", ""},
	} {
		report := mustCheckField(t, test.operation, test.pointer, test.value, validator.Options{})
		if len(report.Violations) == 0 {
			t.Errorf("%s %.40s is valid", test.pointer, test.value)
			continue
		}
		v := report.Violations[0]
		if v.Message != test.message || v.Member != test.member || v.Allowed != test.allowed {
			t.Errorf("%s %.40s:\n got %q, %q, %q\nwant %q, %q, %q", test.pointer, test.value, v.Message, v.Member, v.Allowed,
				test.message, test.member, test.allowed)
		}
	}
	report := mustCheck(t, "cognito-idp.SetUICustomization",
		`{"UserPoolId":"a_b","ImageFile":"`+strings.Repeat("AAAA", 43691)+`","More":1}`, validator.Options{Warnings: true})
	if report.Violations[0].Message != "Use at most 131072 bytes; this has 131073." ||
		report.Warnings[0].Message != "The model of "+report.Model.Date+" has no such member; a newer service may." {
		t.Errorf("%s", report.JSON())
	}
	report = mustCheck(t, pool, `{"IdentityPoolId":"a:0","IdentityPoolName":"p","AllowUnauthenticatedIdentities":false}`,
		validator.Options{Warnings: true})
	if report.Warnings[0].Message != "AllowClassicFlow is left out: the service sets it back to its default." {
		t.Errorf("%s", report.JSON())
	}
	report, err := operation(t, "DescribeUserPool").CheckResponse([]byte(`{"UserPool":{"Status":"Enabled"}}`),
		validator.Options{Warnings: true})
	if err != nil || len(report.Warnings) != 1 || report.Warnings[0].Message != "Status is deprecated." {
		t.Errorf("%v %s", err, report.JSON())
	}
}

var placeholder = regexp.MustCompile(`[{}\x00-\x1F]|  |\.\.|\b1 (characters|bytes|elements|entries)\b|\b(0|[2-9]|` +
	`[0-9]{2,}) (character|byte|element|entry)\b`)

// TestMessagesAreWhole: no message of any kind keeps a placeholder, misses its end or repeats a value.
func TestMessagesAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for c := range corpus.Random(3, 6000) {
		report := check(t, c, validator.Options{Warnings: true})
		for _, v := range append(slices.Clone(report.Violations), report.Warnings...) {
			seen[v.Code] = true
			text := strings.ReplaceAll(v.Message, "{####}", "")
			text = strings.ReplaceAll(text, "{##words##}", "")
			if placeholder.MatchString(text) || !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") ||
				!(text[0] >= 'A' && text[0] <= 'Z') && v.Code != "required" && !strings.HasPrefix(v.Code, "rule.") {
				t.Errorf("%s: %q", v.Code, v.Message)
			}
			if v.Code == "pattern" && (v.Pattern == "" || v.Allowed == "" || v.Message != "Use "+v.Allowed+".") ||
				v.Code == "enum" && len(v.Enum) == 0 {
				t.Errorf("%+v", v)
			}
		}
	}
	for _, code := range []string{
		"type", "null", "required", "length.min", "length.max", "pattern", "enum", "unknown", "range.min", "range.max",
	} {
		if !seen[code] {
			t.Errorf("%s was never met", code)
		}
	}
}

// TestViolationsSayTheModel: limit, pattern and enum are those of the model, actual is beyond the limit.
func TestViolationsSayTheModel(t *testing.T) {
	model := loadMarked()
	n := 0
	for c := range corpus.Random(4, 6000) {
		report := check(t, c, validator.Options{})
		for _, v := range report.Violations {
			s := shapeAt(t, model, c, v)
			if s == nil {
				continue
			}
			n++
			var limit *int64
			switch {
			case strings.HasSuffix(v.Code, ".max"):
				limit = s.Max
			case strings.HasSuffix(v.Code, ".min"):
				limit = s.Min
			}
			if (limit == nil) != (v.Limit == nil) || limit != nil && *limit != *v.Limit {
				t.Errorf("%s %s: limit", c.ID, brief(v))
			}
			if v.Actual != nil &&
				(strings.HasSuffix(v.Code, ".max") && *v.Actual <= *v.Limit ||
					strings.HasSuffix(v.Code, ".min") && *v.Actual >= *v.Limit) {
				t.Errorf("%s %s: actual", c.ID, brief(v))
			}
			if (v.Code == "pattern") != (v.Pattern != "") || v.Pattern != "" && v.Pattern != s.ServicePattern {
				t.Errorf("%s %s: pattern %s", c.ID, brief(v), v.Pattern)
			}
			if (v.Code == "enum") != (v.Enum != nil) || v.Enum != nil && !slices.Equal(v.Enum, s.Enum) {
				t.Errorf("%s %s: enum %s", c.ID, brief(v), v.Enum)
			}
		}
	}
	if n < 2500 {
		t.Errorf("only %d violations", n)
	}
}

// shapeAt is the shape that a violation is about; nil inside of documents and of what is hidden or unknown.
func shapeAt(t testing.TB, model *schemas.Model, c corpus.Case, v validator.Violation) *schemas.Shape {
	t.Helper()
	o, err := model.Operation(c.Operation)
	if err != nil {
		t.Fatal(err)
	}
	s := o.Input
	if c.Response {
		s = o.Output
	}
	way := jsonpointer.Split(v.Path)
	for i, name := range way {
		if s.Sensitive && s.Type == schemas.Map {
			return nil
		}
		switch s.Type {
		case schemas.Structure:
			m := s.Member(name)
			if m == nil {
				return nil
			}
			s = m.Shape
		case schemas.List:
			s = s.Element
		case schemas.Map:
			if v.Key && i == len(way)-1 {
				return s.Key
			}
			s = s.Value
		default:
			return nil
		}
	}
	if s.Sensitive && (s.Type == schemas.Map || s.Type == schemas.Structure) {
		return nil
	}
	return s
}

func TestDescribe(t *testing.T) {
	type shape struct {
		Type      string   `json:"type"`
		Sensitive bool     `json:"sensitive"`
		Min       *int64   `json:"min"`
		Max       *int64   `json:"max"`
		Pattern   string   `json:"pattern"`
		Allowed   string   `json:"allowed"`
		Enum      []string `json:"enum"`
		Members   []struct {
			Name       string          `json:"name"`
			Required   bool            `json:"required"`
			Deprecated bool            `json:"deprecated"`
			Location   string          `json:"location"`
			Shape      json.RawMessage `json:"shape"`
		} `json:"members"`
		Element json.RawMessage `json:"element"`
		Key     json.RawMessage `json:"key"`
		Value   json.RawMessage `json:"value"`
	}
	var compare func(t *testing.T, at string, text json.RawMessage, s *schemas.Shape, depth int)
	compare = func(t *testing.T, at string, text json.RawMessage, s *schemas.Shape, depth int) {
		var d shape
		decoder := json.NewDecoder(strings.NewReader(string(text)))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&d); err != nil {
			t.Fatalf("%s: %v in %.200s", at, err, text)
		}
		same := func(a, b *int64) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
		if d.Type != string(s.Type) || d.Sensitive != s.Sensitive || d.Pattern != s.ServicePattern ||
			!slices.Equal(d.Enum, s.Enum) || !same(d.Min, s.Min) || !same(d.Max, s.Max) ||
			(d.Allowed == "") != (d.Pattern == "") {
			t.Errorf("%s: %.300s, want %+v", at, text, s)
		}
		if depth == 8 {
			if d.Members != nil || d.Element != nil || d.Key != nil {
				t.Errorf("%s: deeper than 8", at)
			}
			return
		}
		switch s.Type {
		case schemas.Structure:
			if len(d.Members) != len(s.Members) || d.Members == nil {
				t.Fatalf("%s: %d members, want %d", at, len(d.Members), len(s.Members))
			}
			for i, m := range d.Members {
				want := s.Members[i]
				if m.Name != want.Name || m.Required != want.Required || m.Deprecated != want.Deprecated ||
					m.Location != want.Location {
					t.Errorf("%s: %+v, want %+v", at, m, want)
				}
				compare(t, at+"/"+m.Name, m.Shape, want.Shape, depth+1)
			}
		case schemas.List:
			compare(t, at+"/-", d.Element, s.Element, depth+1)
		case schemas.Map:
			compare(t, at+"/key", d.Key, s.Key, depth+1)
			compare(t, at+"/value", d.Value, s.Value, depth+1)
		}
	}
	for i, o := range loadMarked().Operations() {
		op := validator.Operations()[i]
		var request, response map[string]json.RawMessage
		if err := json.Unmarshal(op.Describe(), &request); err != nil {
			t.Fatalf("%s: %v", op, err)
		}
		if err := json.Unmarshal(op.DescribeResponse(), &response); err != nil {
			t.Fatalf("%s: %v", op, err)
		}
		if len(request) != 2 || len(response) != 2 || string(request["operation"]) != `"`+op.Name()+`"` ||
			string(response["operation"]) != `"`+op.Name()+`"` {
			t.Errorf("%s: %s, %s", op, request["operation"], response["operation"])
		}
		compare(t, op.Name(), request["request"], o.Input, 0)
		compare(t, op.Name()+" response", response["response"], o.Output, 0)
	}
}

func TestCheckResponse(t *testing.T) {
	for name, test := range map[string]struct {
		operation, body string
		want            []string
	}{
		"whole":                              {operation: "cognito-identity.GetId", body: `{"IdentityId":"eu-west-1:0a"}`},
		"empty":                              {operation: "cognito-identity.GetId", body: ``},
		"members of the request are unknown": {operation: "cognito-identity.GetId", body: `{"IdentityPoolId":5}`},
		"bad": {
			operation: "cognito-identity.GetId",
			body:      `{"IdentityId":"x"}`,
			want:      []string{"pattern /IdentityId @14"},
		},
		"required": {
			operation: "cognito-identity.UpdateIdentityPool",
			body:      `{}`,
			want: []string{
				"required /IdentityPoolId @0", "required /IdentityPoolName @0", "required /AllowUnauthenticatedIdentities @0",
			},
		},
		"no rules, no resets": {
			operation: "cognito-identity.UpdateIdentityPool",
			body: `{"IdentityPoolId":"a:0","IdentityPoolName":"p","AllowUnauthenticatedIdentities":false,` +
				`"CognitoIdentityProviders":[{}]}`,
		},
		"no output in the model": {operation: "cognito-idp.DeleteUser", body: `{}`},
		"secret": {
			operation: "cognito-identity.GetCredentialsForIdentity",
			body:      `{"Credentials":{"SecretKey":5}}`,
			want:      []string{"type /Credentials/SecretKey @28"},
		},
		"timestamp": {
			operation: "cognito-identity.GetCredentialsForIdentity",
			body:      `{"IdentityId":"eu-west-1:0a","Credentials":{"Expiration":1.7e9}}`,
		},
		"status in it": {operation: "cognito-sync.GetCognitoEvents", body: `{"Events":{"a":"b"}}`},
		"not JSON": {
			operation: "cognito-identity.GetId",
			body:      `<html>`,
			want:      []string{"syntax  @0"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			report, err := operation(t, test.operation).CheckResponse([]byte(test.body),
				validator.Options{Warnings: name == "no rules, no resets"})
			if err != nil {
				t.Fatal(err)
			}
			expect(t, report, test.want...)
			sound(t, report)
			if report.Error != nil {
				t.Errorf("a response has the answer %+v", report.Error)
			}
			if len(report.Warnings) > 0 {
				t.Errorf("warnings %q", briefs(report.Warnings))
			}
		})
	}
}

// TestNearestMember: an unknown member is told with the member whose name is nearest, if one is like it.
func TestNearestMember(t *testing.T) {
	for name, test := range map[string]struct{ operation, body, question string }{
		"letter case":     {"cognito-idp.CreateUserPool", `{"PoolName":"p","poolName":"p"}`, " Did you mean PoolName?"},
		"a letter more":   {"cognito-idp.CreateUserPool", `{"PoolName":"p","PoolNames":"p"}`, " Did you mean PoolName?"},
		"a letter less":   {"cognito-idp.SignUp", `{"ClientId":"c","Username":"u","Passwrd":"p"}`, " Did you mean Password?"},
		"escapes":         {"cognito-idp.CreateUserPool", `{"PoolName":"p","\u0070oolName":"p"}`, " Did you mean PoolName?"},
		"within":          {"cognito-idp.CreateUserPool", `{"PoolName":"p","Schema":[{"name":"x"}]}`, " Did you mean Name?"},
		"nothing like it": {"cognito-idp.CreateUserPool", `{"PoolName":"p","Zzzzzzzz":"p"}`, ""},
		"beyond ASCII":    {"cognito-idp.CreateUserPool", `{"PoolName":"p","プール":"p"}`, ""},
		"empty":           {"cognito-idp.CreateUserPool", `{"PoolName":"p","":"p"}`, ""},
		"very long, escaped": {
			"cognito-idp.CreateUserPool", `{"\u0050` + strings.Repeat("PoolName", 50) + `":"p","PoolName":"p"}`, "",
		},
		"very long": {
			"cognito-idp.CreateUserPool", `{"` + strings.Repeat("PoolName", 50) + `":"p","PoolName":"p"}`, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			report := mustCheck(t, test.operation, test.body,
				validator.Options{Warnings: true, Levels: levels(t, "rule.reset-to-default=off")})
			if len(report.Warnings) != 1 {
				t.Fatalf("%s", report.JSON())
			}
			want := "The model of " + report.Model.Date + " has no such member; a newer service may." + test.question
			if got := report.Warnings[0].Message; got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
	// An answer is in the service's words, which ask nothing.
	raised := mustCheck(t, "cognito-idp.CreateUserPool", `{"PoolName":"p","poolName":"p"}`,
		validator.Options{Levels: levels(t, "unknown=error")})
	if m := raised.Violations[0].Message; !strings.HasSuffix(m, " Did you mean PoolName?") {
		t.Errorf("violation %q", m)
	}
	if m := message(raised); strings.Contains(m, "?") {
		t.Errorf("answer %q", m)
	}
	// Only the first ones are looked for, so that the cost stays linear.
	body := `{"PoolName":"p"` + strings.Repeat(`,"poolName":1`, 1) + manyUnknown(100) + `}`
	report := mustCheck(t, "cognito-idp.CreateUserPool", body, validator.Options{Warnings: true})
	asked := 0
	for _, w := range report.Warnings {
		if strings.HasSuffix(w.Message, "?") {
			asked++
		}
	}
	if asked != 32 {
		t.Errorf("%d questions", asked)
	}
}

// manyUnknown is so many members whose names are nearly PoolName.
func manyUnknown(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, `,"poolName%c%c":1`, 'a'+i/26, 'a'+i%26)
	}
	return out.String()
}

// TestTextTimes: timestamps are numbers, unless text is asked for as the aws command line prints it.
func TestTextTimes(t *testing.T) {
	for text, ok := range map[string]bool{
		`1.7e9`: true, `"2026-11-28T12:18:24.123000+00:00"`: true, `"2026-11-28T12:18:24Z"`: true,
		`"2026-11-28T12:18:24-05:00"`: true, `"2026-11-28"`: false, `"yesterday"`: false, `""`: false,
		`"2026-11-28T12:18:24"`: false, `"2026-11-28 12:18:24Z"`: false, `"2026-11-28T12:18:24Zulu"`: false,
		`"2026-11-28T12:18:24.` + strings.Repeat("0", 100) + `Z"`: false, `true`: false,
	} {
		body := []byte(`{"IdentityId":"eu-west-1:0a","Credentials":{"Expiration":` + text + `}}`)
		op := operation(t, "cognito-identity.GetCredentialsForIdentity")
		report, err := op.CheckResponse(body, validator.Options{TextTimes: true})
		if err != nil || report.Valid != ok {
			t.Errorf("%s: %s, %v", text, report.JSON(), err)
		}
		if report, err := op.CheckResponse(body, validator.Options{}); err != nil || report.Valid != (text == `1.7e9`) {
			t.Errorf("%s as the service sends it: %s, %v", text, report.JSON(), err)
		}
	}
}
