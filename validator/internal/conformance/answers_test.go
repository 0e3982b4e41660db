package conformance

import (
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/validator"
)

// openAnswers are the recorded refusals that are answered in other words, and why.
var openAnswers = map[string]string{
	"amplifycli-8266-idp-details": "of 2021; in 2026 the service said clientId, clientSecret and authorizeScopes",
	"usercode-not-digits": "the order of two failures of one member is not stable, and its value was shown: it was no " +
		"sensitive member yet",
}

// TestRecordedAnswers holds the verdicts to those that the live service gave: what it accepted is valid, and what it
// refused is invalid with its exception and its words.
func TestRecordedAnswers(t *testing.T) {
	accepted, open := 0, map[string]bool{}
	all := corpus.Answers()
	for _, c := range all {
		report, err := operation(t, c.Operation).Check(c.Body, validator.Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.ID, err)
		}
		if report.Valid != c.Accepted || !c.Accepted && c.Error != "" && report.Error.Type != c.Error {
			t.Errorf("%s, %s: %s\nwant accepted %t, %s", c.ID, c.Source, report.JSON(), c.Accepted, c.Error)
			continue
		}
		if c.Accepted {
			accepted++
			continue
		}
		same := strings.Contains(report.Error.Message, c.Message)
		open[c.ID] = !same
		if known := openAnswers[c.ID] != ""; same == known {
			t.Errorf("%s, %s: in the recorded words is %t, listed as open is %t: %s\nwant %s",
				c.ID, c.Source, same, known, report.Error.Message, c.Message)
		}
	}
	for id := range openAnswers {
		if !open[id] {
			t.Errorf("%s is listed as open, and there is no such answer", id)
		}
	}
	if accepted < 26 || len(all) < 206 {
		t.Errorf("only %d answers, %d of them acceptances", len(all), accepted)
	}
}
