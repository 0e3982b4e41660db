package reference_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/schemas/trial"
)

var environment = sync.OnceValues(func() (*rules.Environment, error) { return rules.NewEnvironment(schemas.Load()) })

// compileRules compiles the rules of a file's text.
func compileRules(t *testing.T, file, text string) (*reference.Rules, []*rules.Rule) {
	t.Helper()
	declarations, err := rules.Parse(file, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	e, err := environment()
	if err != nil {
		t.Fatal(err)
	}
	var all []*rules.Rule
	for _, d := range declarations {
		rule, err := e.Check(d)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rule)
	}
	compiled, err := reference.CompileRules(e, all)
	if err != nil {
		t.Fatal(err)
	}
	return compiled, all
}

// oneRule is the text of a file with one rule.
func oneRule(on, at, holds, answer string) string {
	text := fmt.Sprintf("- id: r\n  on: [%s]\n  at: %q\n  holds: >-\n    %s\n", on, at, holds)
	if answer != "" {
		text += "  answer: >-\n    " + answer + "\n"
	}
	return text + "  message: m\n  source: s\n  examples: {breaks: {}, passes: {}}\n"
}

// evaluateRule returns the violations of a rule in a body, as pointers with answers.
func evaluateRule(t *testing.T, rule, operation, body string) string {
	t.Helper()
	compiled, _ := compileRules(t, "f", rule)
	op, err := schemas.Load().Operation(operation)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := reference.Decode([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	violations, err := compiled.Evaluate(op, decoded)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, v := range violations {
		if v.ID != "r" {
			t.Errorf("a violation of %q", v.ID)
		}
		found = append(found, "<"+v.Pointer+">"+v.Answer)
	}
	return strings.Join(found, " ")
}

func TestExamplesOfHardRules(t *testing.T) {
	const name = "../rules/testdata/hard.yaml"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	compiled, all := compileRules(t, name, string(text))
	if err := rules.SortRules(all); err != nil {
		t.Error(err)
	}
	for _, rule := range all {
		if err := rules.CheckExamples(rule, compiled.EvaluateBody); err != nil {
			t.Error(err)
		}
	}
}

func TestEvaluateBodyRefuses(t *testing.T) {
	compiled, _ := compileRules(t, "f", oneRule("GetId", "", "false", ""))
	op := schemas.Load().Service("cognito-identity").Operation("GetId")
	for body, want := range map[string]string{
		`{`:                     "decode body",
		`{}`:                    "missing properties: 'IdentityPoolId'",
		`{"IdentityPoolId":1}`:  "expected string, but got number",
		`{"IdentityPoolId":""}`: "length must be >= 1",
	} {
		if _, err := compiled.EvaluateBody(op, []byte(body)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
	found, err := compiled.EvaluateBody(op, []byte(`{"IdentityPoolId":"eu-west-1:0a"}`))
	if err != nil || len(found) != 1 {
		t.Errorf("%v, %v", found, err)
	}
}

// TestDefaults evaluates on requests in which things are absent or null, and on such in which they are not.
func TestDefaults(t *testing.T) {
	const idp = "cognito-idp."
	for name, c := range map[string]struct {
		on, holds string
		is, isNot []string // bodies
	}{
		"a string": {
			on: "CreateUserPool", holds: `self.PoolName == ""`,
			is:    []string{`{}`, `{"PoolName":null}`, `{"PoolName":""}`},
			isNot: []string{`{"PoolName":"a"}`},
		},
		"an int": {
			on: "CreateUserPool", holds: `self.Policies.PasswordPolicy.MinimumLength == 0`,
			is: []string{`{}`, `{"Policies":null}`, `{"Policies":{"PasswordPolicy":{"MinimumLength":null}}}`,
				`{"Policies":{"PasswordPolicy":{"MinimumLength":-0.0}}}`},
			isNot: []string{`{"Policies":{"PasswordPolicy":{"MinimumLength":1}}}`},
		},
		"an int in other digits": {
			on: "CreateUserPool", holds: `self.Policies.PasswordPolicy.MinimumLength == -20`,
			is: []string{`{"Policies":{"PasswordPolicy":{"MinimumLength":-2.0e1}}}`,
				`{"Policies":{"PasswordPolicy":{"MinimumLength":-200e-1}}}`},
			isNot: []string{`{}`, `{"Policies":{"PasswordPolicy":{"MinimumLength":20}}}`},
		},
		"a bool": {
			on: "CreateUserPool", holds: `!self.Policies.PasswordPolicy.RequireNumbers`,
			is:    []string{`{}`, `{"Policies":{}}`, `{"Policies":{"PasswordPolicy":{"RequireNumbers":false}}}`},
			isNot: []string{`{"Policies":{"PasswordPolicy":{"RequireNumbers":true}}}`},
		},
		"a list": {
			on: "CreateUserPool", holds: `size(self.Schema) == 0 && !("email" in self.AliasAttributes)`,
			is:    []string{`{}`, `{"Schema":null}`, `{"Schema":[]}`, `{"AliasAttributes":["phone_number"]}`},
			isNot: []string{`{"Schema":[{}]}`, `{"AliasAttributes":["phone_number","email"]}`},
		},
		"a map": {
			on: "CreateIdentityProvider", holds: `self.ProviderDetails.size() == 0`,
			is:    []string{`{}`, `{"ProviderDetails":null}`, `{"ProviderDetails":{}}`},
			isNot: []string{`{"ProviderDetails":{"a":""}}`},
		},
		"has": {
			on: "CreateUserPool", holds: `has(self.Policies.PasswordPolicy)`,
			is:    []string{`{"Policies":{"PasswordPolicy":{}}}`},
			isNot: []string{`{}`, `{"Policies":null}`, `{"Policies":{}}`, `{"Policies":{"PasswordPolicy":null}}`},
		},
		"has of a default": {
			on: "CreateUserPool", holds: `has(self.PoolName)`,
			is: []string{`{"PoolName":""}`}, isNot: []string{`{}`, `{"PoolName":null}`},
		},
		"has of any value": {
			on: "CreateManagedLoginBranding", holds: `has(self.Settings)`,
			is: []string{`{"Settings":{}}`, `{"Settings":1}`}, isNot: []string{`{}`, `{"Settings":null}`},
		},
		"an entry": {
			on: "CreateIdentityProvider", holds: `self.ProviderDetails[?"a"].orValue("") == "b"`,
			is: []string{`{"ProviderDetails":{"a":"b"}}`},
			isNot: []string{`{}`, `{"ProviderDetails":{}}`, `{"ProviderDetails":{"a":""}}`,
				`{"ProviderDetails":{"b":"b"}}`},
		},
		"a key": {
			on: "CreateIdentityProvider", holds: `"a" in self.ProviderDetails`,
			is: []string{`{"ProviderDetails":{"a":""}}`}, isNot: []string{`{}`, `{"ProviderDetails":{"b":"a"}}`},
		},
		"literals": {
			on: "CreateUserPool", holds: `self.PoolName in ["a", "b"] && size(self.PoolName) in [1, 2]`,
			is: []string{`{"PoolName":"a"}`, `{"PoolName":"b"}`}, isNot: []string{`{}`, `{"PoolName":"ab"}`},
		},
		"sizes of strings": {
			on: "CreateUserPool", holds: `size(self.PoolName) == 2`,
			is:    []string{`{"PoolName":"ab"}`, `{"PoolName":"é😀"}`, `{"PoolName":"\u00e9\ud83d\ude00"}`},
			isNot: []string{`{}`, `{"PoolName":"a"}`, `{"PoolName":"😀"}`},
		},
		"sizes of blobs, in base64": {
			on: "SetUICustomization", holds: `size(self.ImageFile) == 4`,
			is: []string{`{"ImageFile":"AA=="}`}, isNot: []string{`{}`, `{"ImageFile":""}`},
		},
		"parts of texts": {
			on: "CreateUserPool", holds: `self.PoolName.startsWith("é") && self.PoolName.endsWith("b") &&
    self.PoolName.contains("x") && self.PoolName.matches("x{2}")`,
			is:    []string{`{"PoolName":"éxxb"}`, `{"PoolName":"\u00e9axxab"}`},
			isNot: []string{`{}`, `{"PoolName":"xxb"}`, `{"PoolName":"éxx"}`, `{"PoolName":"éxb"}`},
		},
		"all": {
			on: "CreateUserPool", holds: `self.Schema.all(a, a.Required)`,
			is:    []string{`{}`, `{"Schema":[]}`, `{"Schema":[{"Required":true},{"Required":true}]}`},
			isNot: []string{`{"Schema":[{"Required":true},{}]}`},
		},
		"exists": {
			on: "CreateUserPool", holds: `self.Schema.exists(a, a.Required)`,
			is:    []string{`{"Schema":[{},{"Required":true}]}`, `{"Schema":[{"Required":true},{"Required":true}]}`},
			isNot: []string{`{}`, `{"Schema":[]}`, `{"Schema":[{},{}]}`},
		},
		"exists_one": {
			on: "CreateUserPool", holds: `self.Schema.exists_one(a, a.Required)`,
			is:    []string{`{"Schema":[{},{"Required":true}]}`},
			isNot: []string{`{}`, `{"Schema":[{}]}`, `{"Schema":[{"Required":true},{"Required":true}]}`},
		},
		"loops over keys": {
			on: "CreateIdentityProvider", holds: `self.ProviderDetails.all(k, k.startsWith("a"))`,
			is:    []string{`{}`, `{"ProviderDetails":{"a":"x","ab":"x"}}`},
			isNot: []string{`{"ProviderDetails":{"a":"a","b":"a"}}`},
		},
		"a choice": {
			on:    "CreateUserPool",
			holds: `(has(self.Policies) ? self.Policies.PasswordPolicy.MinimumLength : 8) >= 8`,
			is:    []string{`{}`, `{"Policies":{"PasswordPolicy":{"MinimumLength":8}}}`},
			isNot: []string{`{"Policies":{}}`, `{"Policies":{"PasswordPolicy":{"MinimumLength":7}}}`},
		},
		"isCIDR": {
			on: "CreateUserPool", holds: `isCIDR(self.PoolName)`,
			is: []string{`{"PoolName":"192.0.2.0\/24"}`}, isNot: []string{`{}`, `{"PoolName":"192.0.2.0"}`},
		},
		"seconds": {
			on:    "CreateUserPoolClient",
			holds: `seconds(self.AccessTokenValidity, self.TokenValidityUnits.AccessToken, "hours") == 3600`,
			is: []string{`{"AccessTokenValidity":1}`, `{"AccessTokenValidity":1,"TokenValidityUnits":{"AccessToken":null}}`,
				`{"AccessTokenValidity":60,"TokenValidityUnits":{"AccessToken":"minutes"}}`},
			isNot: []string{`{}`, `{"AccessTokenValidity":1,"TokenValidityUnits":{"AccessToken":"days"}}`},
		},
		"atMost": {
			on: "CreateUserPool", holds: `atMost(self.PoolName, "10")`,
			is: []string{`{}`, `{"PoolName":"9"}`, `{"PoolName":"a"}`}, isNot: []string{`{"PoolName":"11"}`},
		},
		"unknownClass": {
			on: "SetUICustomization", holds: `unknownClass(self.CSS) == ""`,
			is:    []string{`{}`, `{"CSS":".a-customizable{}"}`},
			isNot: []string{`{"CSS":".a{}"}`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			rule := oneRule(c.on, "", c.holds, "")
			for _, body := range c.is {
				if have := evaluateRule(t, rule, idp+c.on, body); have != "" {
					t.Errorf("%s breaks it", body)
				}
			}
			for _, body := range c.isNot {
				if have := evaluateRule(t, rule, idp+c.on, body); have != "<>" {
					t.Errorf("%s does not break it", body)
				}
			}
		})
	}
}

// TestPlaces has rules that all values break, so that the violations say what is looked at.
func TestPlaces(t *testing.T) {
	const (
		pool, roles = "cognito-idp.CreateUserPool", "cognito-identity.SetIdentityPoolRoles"
		provider    = "cognito-idp.CreateIdentityProvider"
		auth        = "cognito-idp.InitiateAuth"
		signUp      = "cognito-idp.SignUp"
	)
	for name, c := range map[string]struct{ on, at, answer, body, want string }{
		"the body":            {pool, "", "{self.PoolName}", `{"PoolName":"a"}`, "<>a"},
		"a member":            {pool, "/PoolName", "{self}{parent.MfaConfiguration}", `{"PoolName":"a"}`, "</PoolName>a"},
		"an absent member":    {pool, "/PoolName", "", `{}`, ""},
		"a null member":       {pool, "/PoolName", "", `{"PoolName":null}`, ""},
		"through absent ones": {pool, "/Policies/PasswordPolicy/MinimumLength", "", `{"Policies":{}}`, ""},
		"elements": {pool, "/Schema/*", "{self.Name}{size(parent)}", `{"Schema":[{"Name":"a"},{"Name":"b"}]}`,
			"</Schema/0>a2 </Schema/1>b2"},
		"members of elements": {pool, "/Schema/*/Name", "{self}{parent.AttributeDataType}",
			`{"Schema":[{},{"Name":"b","AttributeDataType":"String"}]}`, "</Schema/1/Name>bString"},
		"optional members of elements": {pool, "/Schema/*/Name?", "{self}{parent.AttributeDataType}",
			`{"Schema":[{"AttributeDataType":"Number"},{"Name":"b"}]}`, "</Schema/0/Name>Number </Schema/1/Name>b"},
		"values": {provider, "/AttributeMapping/*", "{key}={self}",
			`{"AttributeMapping":{"b":"2","a":"1"}}`, "</AttributeMapping/a>a=1 </AttributeMapping/b>b=2"},
		"an entry": {provider, "/ProviderDetails/a", "{key}={self}{size(parent)}",
			`{"ProviderDetails":{"b":"2","a":"1"}}`, "</ProviderDetails/a>a=12"},
		"an absent entry": {provider, "/ProviderDetails/c", "", `{"ProviderDetails":{"b":"2"}}`, ""},
		"an optional entry": {
			provider, "/ProviderDetails/c?", "{key}={self}", `{"ProviderDetails":{}}`, "</ProviderDetails/c>c=",
		},
		"an optional entry of what is there": {provider, "/ProviderDetails/c?", "{key}={self}",
			`{"ProviderDetails":{"c":"d"}}`, "</ProviderDetails/c>c=d"},
		"an optional entry of nothing": {provider, "/ProviderDetails/c?", "", `{}`, ""},
		"an optional entry of what may be nothing": {provider, "/ProviderDetails?/c?", "{key}={self}{size(parent)}", `{}`,
			"</ProviderDetails>c=0"},
		"an optional structure": {pool, "/Policies?/PasswordPolicy?/MinimumLength?", "{self}", `{"Policies":{}}`,
			"</Policies/PasswordPolicy>0"},
		"an optional structure of nothing": {pool, "/Policies?/PasswordPolicy?/MinimumLength?", "{self}", `{"Policies":null}`,
			"</Policies>0"},
		"keys": {provider, "keys of /ProviderDetails", "{self}",
			`{"ProviderDetails":{"b":"2","a~/":"1"}}`, "</ProviderDetails/a~0~1>a~/ </ProviderDetails/b>b"},
		"keys of nothing": {provider, "keys of /ProviderDetails", "{self}", `{}`, ""},
		"an entry with an escaped name": {roles, "/RoleMappings/https:~1~1a/Type", "{self}",
			`{"RoleMappings":{"https://a":{"Type":"Token"}}}`, "</RoleMappings/https:~1~1a/Type>Token"},
		"an entry of what is sensitive": {
			auth, "/AuthParameters/USERNAME", "{key}", `{"AuthParameters":{"USERNAME":"u"}}`, "</AuthParameters>USERNAME",
		},
		"optional entries of it": {
			auth, "/AuthParameters?/USERNAME?", "{key}", `{"AuthParameters":{}}`, "</AuthParameters>USERNAME",
		},
		"optional entries of it without it": {auth, "/AuthParameters?/USERNAME?", "{key}", `{}`, "</AuthParameters>USERNAME"},
		"values of what is sensitive": {
			auth, "/AuthParameters/*", "", `{"AuthParameters":{"a":"","b":""}}`, "</AuthParameters> </AuthParameters>",
		},
		"keys of what is sensitive": {
			auth, "keys of /AuthParameters", "", `{"AuthParameters":{"a":""}}`, "</AuthParameters>",
		},
		"a sensitive member": {
			signUp, "/UserAttributes/*/Value", "{parent.Name}", `{"UserAttributes":[{"Name":"a","Value":"b"}]}`,
			"</UserAttributes/0/Value>a",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if have := evaluateRule(t, oneRule(c.on, c.at, "false", c.answer), c.on, c.body); have != c.want {
				t.Errorf("%s, want %s", have, c.want)
			}
		})
	}
}

func TestAnswers(t *testing.T) {
	for answer, want := range map[string]string{
		"plain":                           "<>plain",
		"{{ and }}":                       "<>{ and }",
		"{self.PoolName}":                 `<>a"b`,
		"a{self.PoolName}{size('é')}z":    `<>aa"b1z`,
		"{self.PoolName == '' ? 1 : -12}": "<>-12",
		"{self.MfaConfiguration}.":        "<>.",
	} {
		have := evaluateRule(t, oneRule("CreateUserPool", "", "false", answer), "cognito-idp.CreateUserPool",
			`{"PoolName":"a\"b"}`)
		if have != want {
			t.Errorf("%s: %s, want %s", answer, have, want)
		}
	}
}

// TestNothingFails makes expressions by chance: all that pass the check have a value on every request, whatever is
// absent in it.
func TestNothingFails(t *testing.T) {
	e, err := environment()
	if err != nil {
		t.Fatal(err)
	}
	op := schemas.Load().Service("cognito-idp").Operation("CreateUserPool")
	bodies := []any{}
	for _, body := range []string{
		`{}`,
		`{"PoolName":"éa","Schema":[{},{"Name":"a","Required":true}],"UserPoolTags":{"a":"b","c":""}}`,
		`{"AliasAttributes":["email"],"Policies":{"PasswordPolicy":{"MinimumLength":8}},"Schema":[]}`,
		`{"Policies":{"PasswordPolicy":null},"UserPoolTags":{},"MfaConfiguration":"ON","Schema":null}`,
	} {
		decoded, err := reference.Decode([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, decoded)
	}
	checked, broken := 0, 0
	for seed := range uint64(4000) {
		holds := trial.Expression(rand.New(rand.NewPCG(seed, 0)), "", 4)
		declarations, err := rules.Parse("f", []byte(oneRule("CreateUserPool", "", holds, "")))
		if err != nil {
			t.Fatal(err)
		}
		rule, err := e.Check(declarations[0])
		if err != nil {
			// What is generated is of the right types; the check must not refuse it for any reason but these.
			if m := err.Error(); !strings.Contains(m, "again and again") && !strings.Contains(m, "is never") {
				t.Fatalf("%s: %s", holds, err)
			}
			continue
		}
		checked++
		compiled, err := reference.CompileRules(e, []*rules.Rule{rule})
		if err != nil {
			t.Fatal(err)
		}
		for _, body := range bodies {
			violations, err := compiled.Evaluate(op, body)
			if err != nil {
				t.Fatalf("%s on %v: %s", holds, body, err)
			}
			broken += len(violations)
		}
	}
	if checked < 2000 || broken < 1000 || broken > 4*checked-1000 {
		t.Errorf("%d checked, %d broken: the expressions try too little", checked, broken)
	}
}
