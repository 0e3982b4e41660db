package rules_test

import (
	"os"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

func TestHardRules(t *testing.T) {
	data, err := os.ReadFile("testdata/hard.yaml")
	if err != nil {
		t.Fatal(err)
	}
	declarations, err := rules.Parse("testdata/hard.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	e, err := rules.NewEnvironment(schemas.Load())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range declarations {
		rule, err := e.Check(d)
		if err != nil {
			t.Error(err)
			continue
		}
		if want := len(d.On) * len(d.At); len(rule.Looks) != want {
			t.Errorf("%s: %d looks, want %d", d, len(rule.Looks), want)
		}
	}
}
