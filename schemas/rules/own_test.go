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
	for id, want := range map[string]string{
		own[0].ID:               "",
		"rule." + own[0].ID:     "",
		"rule." + own[0].ID[1:]: "there is no rule " + own[0].ID[1:] + "; did you mean " + own[0].ID + "?",
		"x":                     "there is no rule x",
	} {
		found, err := rules.Find(own, id)
		if want == "" && (err != nil || found != own[0]) || want != "" && (err == nil || err.Error() != want) {
			t.Errorf("%s: %v, %v; want %q", id, found, err, want)
		}
	}
}
