package reference_test

import (
	"os"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

// checkFile reads and checks the rules of a file.
func checkFile(t *testing.T, name string) []*rules.Rule {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return checkText(t, name, string(data))
}

func checkText(t *testing.T, name, text string) []*rules.Rule {
	t.Helper()
	declarations, err := rules.Parse(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var all []*rules.Rule
	for _, d := range declarations {
		rule, err := environment(t).Check(d)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rule)
	}
	return all
}

func environment(t *testing.T) *rules.Environment {
	t.Helper()
	e, err := rules.NewEnvironment(schemas.Load())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestExamplesOfHardRules(t *testing.T) {
	all := checkFile(t, "../rules/testdata/hard.yaml")
	compiled, err := reference.CompileRules(environment(t), all)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range all {
		if err := rules.CheckExamples(rule, compiled.EvaluateBody); err != nil {
			t.Error(err)
		}
	}
}
