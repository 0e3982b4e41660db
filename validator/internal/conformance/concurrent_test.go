package conformance

import (
	"bytes"
	"slices"
	"sync"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/validator"
)

// TestConcurrent checks the same bodies from several goroutines, each in an order of its own, with rules of one's own
// and without: engines are shared one after another, reports never.
func TestConcurrent(t *testing.T) {
	cases := slices.Collect(corpus.Random(9, 400))
	for i := range cases {
		if i%5 == 0 {
			cases[i] = corpus.Case{ID: "own", Operation: "cognito-idp.CreateUserPool", Body: []byte(ownBody)}
		}
	}
	raised := levels(t, "unknown=error,pattern=warn")
	packs := [][]byte{packOf(t, ownRules), loadRuleSets(t)[1].pack}
	load := func(pack []byte) *validator.Rules {
		own, err := validator.LoadRules(pack)
		if err != nil {
			t.Error(err)
		}
		return own
	}
	options := []validator.Options{
		{}, {Warnings: true}, {Warnings: true, Levels: raised}, {Warnings: true, Rules: load(packs[0])},
		{Warnings: true, Rules: load(packs[1])},
	}
	want := make([][][]byte, len(options))
	for i, o := range options {
		for _, c := range cases {
			want[i] = append(want[i], check(t, c, o).JSON())
		}
	}
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			for n := range cases {
				at := (n*(2*g+1) + g*37) % len(cases)
				i := (n + g) % len(options)
				o := options[i]
				if o.Rules != nil && n%7 == 0 {
					o.Rules = load(packs[i-3])
				}
				report := check(t, cases[at], o)
				if !bytes.Equal(report.JSON(), want[i][at]) {
					t.Errorf("%s: got %s, want %s", cases[at].ID, report.JSON(), want[i][at])
				}
				// A report is the caller's own.
				report.Violations = append(report.Violations, validator.Violation{Path: "/mine"})
				report.Warnings = append(report.Warnings, validator.Violation{Path: "/mine"})
				if _, err := validator.Lookup("SignUpp"); err == nil {
					t.Error("found")
				}
				op := operation(t, "SignUp")
				op.Describe()
				op.DescribeResponse()
			}
		})
	}
	all.Wait()
}
