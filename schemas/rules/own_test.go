package rules_test

import (
	"errors"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

func TestCompileOwn(t *testing.T) {
	baseline, err := rules.Pack("baseline")
	if err != nil {
		t.Fatal(err)
	}
	pack, own, err := rules.CompileOwn([]rules.File{baseline})
	if err != nil || len(pack) == 0 || len(own) < 10 {
		t.Fatalf("%d bytes, %d rules, %v", len(pack), len(own), err)
	}
	// The same file under two names has each id twice.
	again := rules.File{Name: "again.yaml", Data: baseline.Data}
	var wrong *rules.Error
	if _, _, err := rules.CompileOwn([]rules.File{baseline, again}); !errors.As(err, &wrong) ||
		wrong.File != "again.yaml" {
		t.Errorf("error %v", err)
	}
}

func TestFindID(t *testing.T) {
	ids := []string{"baseline-mfa", "baseline-tags"}
	for id, want := range map[string]string{
		"baseline-tags":      "",
		"rule.baseline-tags": "",
		"rule.baseline-tag":  "there is no rule baseline-tag; did you mean baseline-tags?",
		"x":                  "there is no rule x; write baseline-mfa or baseline-tags",
	} {
		i, err := rules.FindID(ids, id)
		if want == "" && (err != nil || i != 1) || want != "" && (err == nil || err.Error() != want) {
			t.Errorf("%s: %d, %v; want %q", id, i, err, want)
		}
	}
}
