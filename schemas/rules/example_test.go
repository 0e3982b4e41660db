package rules_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

// TestCheckExamples evaluates by a stand-in: a request breaks rule r at each pointer of its list r, and rule s at /s.
func TestCheckExamples(t *testing.T) {
	evaluate := func(op *schemas.Operation, body []byte) ([]rules.Violation, error) {
		text := string(body)
		if strings.Contains(text, "bad") {
			return nil, errors.New("it is bad")
		}
		found := []rules.Violation{{ID: "s", Pointer: "/s"}}
		for _, pointer := range []string{"", "/a", "/b"} {
			if strings.Contains(text, `"`+pointer+`"`) {
				found = append(found, rules.Violation{ID: "r", Pointer: pointer, Answer: op.Name + pointer})
			}
		}
		return found, nil
	}
	const first = "breaks: {r: [/a, /b]}, passes: {}"
	for name, c := range map[string]struct{ example, want string }{
		"good":                   {first, ""},
		"at its place":           {first + ", at: /b", ""},
		"with its answer":        {first + ", at: /b, answer: CreateUserPool/b", ""},
		"with any of its answer": {first + ", answer: CreateUserPool/b", ""},
		"on another operation":   {first + ", on: UpdateUserPool, answer: UpdateUserPool/b", ""},
		"on one in full":         {first + ", on: cognito-idp.UpdateUserPool, answer: UpdateUserPool/b", ""},
		"at the body":            {"breaks: {r: ['']}, passes: {}, at: ''", ""},
		"not at its place":       {first + ", at: /c", "5:53: the rule is broken at /a, not at /c"},
		"not at the body":        {first + ", at: ''", "5:53: the rule is broken at /a, not at the body"},
		"not with its answer": {first + ", at: /b, answer: CreateUserPool/a",
			`5:65: the answer is "CreateUserPool/b", not "CreateUserPool/a"`},
		"on none of its": {first + ", on: GetId", "5:53: the rule is not on GetId; write CreateUserPool or UpdateUserPool"},
		"that breaks nothing": {"breaks: {}, passes: {}",
			"5:22: this request of CreateUserPool does not break the rule; breaks is a request that does"},
		"that does not pass": {"breaks: {r: [/a]}, passes: {r: [/b]}",
			"5:41: this request of CreateUserPool breaks the rule at /b; passes is a request that does not"},
		"that is no request": {"breaks: {bad: 1}, passes: {bad: 1}",
			"5:22: this is no request of CreateUserPool: it is bad\n5:40: this is no request of CreateUserPool: it is bad"},
	} {
		t.Run(name, func(t *testing.T) {
			declarations, err := rules.Parse("f", []byte("- id: r\n  on: [CreateUserPool, UpdateUserPool]\n  holds: 'true'\n"+
				"  message: m\n  examples: {"+c.example+"}\n  source: s\n"))
			if err != nil {
				t.Fatal(err)
			}
			e, err := environment()
			if err != nil {
				t.Fatal(err)
			}
			rule, err := e.Check(declarations[0])
			if err != nil {
				t.Fatal(err)
			}
			compareErrors(t, rules.CheckExamples(rule, evaluate), c.want)
		})
	}
}
