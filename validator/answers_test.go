package validator_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/validator"
)

// open names, one a line, the recorded refusals that no rule decides yet, or answers in other words.
//
//go:embed testdata/open-answers.txt
var open string

// TestRecordedAnswers holds the verdicts to those that the live service gave: what it accepted is valid, and what it
// refused is invalid with its exception and its words. Those that are known to differ are listed; one that no longer
// does fails too.
func TestRecordedAnswers(t *testing.T) {
	known := map[string]bool{}
	for id := range strings.FieldsSeq(open) {
		known[id] = true
	}
	accepted := 0
	for _, c := range corpus.Answers() {
		report, err := operation(t, c.Operation).Check(c.Body, validator.Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.ID, err)
		}
		same := report.Valid == c.Accepted
		if same && !c.Accepted {
			same = (c.Error == "" || report.Error.Type == c.Error) && strings.Contains(report.Error.Message, c.Message)
		}
		if c.Accepted {
			accepted++
			if known[c.ID] {
				t.Errorf("%s was accepted: that may not stay open", c.ID)
			}
		}
		if same == known[c.ID] {
			t.Errorf("%s, %s: as recorded is %t, listed as open is %t: %s\nwant %s: %s",
				c.ID, c.Source, same, known[c.ID], report.JSON(), c.Error, c.Message)
		}
		delete(known, c.ID)
	}
	for id := range known {
		t.Errorf("%s is listed as open, and there is no such answer", id)
	}
	if accepted < 20 {
		t.Errorf("only %d acceptances", accepted)
	}
}
