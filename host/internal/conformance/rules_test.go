package conformance

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
)

const updateIdentityPool = "cognito-identity.UpdateIdentityPool"

func newChecker(t testing.TB, options ...host.Option) *host.Checker {
	t.Helper()
	checker, err := host.New(t.Context(), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := checker.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return checker
}

// teamRules are rules of a team's own.
const teamRules = `
- id: team-name
  on: [CreateIdentityPool, UpdateIdentityPool]
  at: /IdentityPoolName
  holds: self.startsWith("team-")
  message: Begin the name with team-.
  source: the platform team
  examples:
    breaks: {IdentityPoolName: pool, AllowUnauthenticatedIdentities: false}
    passes: {IdentityPoolName: team-pool, AllowUnauthenticatedIdentities: false}
- id: team-guests
  on: UpdateIdentityPool
  at: /AllowUnauthenticatedIdentities
  holds: "!self"
  level: warn
  message: Let no guests in.
  source: the platform team
  examples:
    breaks: {IdentityPoolId: "a:0", IdentityPoolName: team-pool, AllowUnauthenticatedIdentities: true}
    passes: {IdentityPoolId: "a:0", IdentityPoolName: team-pool, AllowUnauthenticatedIdentities: false}
`

func compileRules(t testing.TB, declarations string) []byte {
	t.Helper()
	pack, _, err := rules.CompileOwn([]rules.File{{Name: "team.yaml", Data: []byte(declarations)}})
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// poolRequest is a request of UpdateIdentityPool.
func poolRequest(name string, guests bool) []byte {
	return fmt.Appendf(nil, `{"IdentityPoolId":"eu-west-1:0a","IdentityPoolName":%q,"AllowUnauthenticatedIdentities":%t}`,
		name, guests)
}

// Rules of one's own give the reports of package validator in every instance, also of a module that comes later.
func TestRules(t *testing.T) {
	pack := compileRules(t, teamRules)
	own, err := validator.LoadRules(pack)
	if err != nil {
		t.Fatal(err)
	}
	const settings = "rule.team-name=warn,rule.team-guests=error"
	levels, err := own.ParseLevels(settings)
	if err != nil {
		t.Fatal(err)
	}
	operation, err := validator.Lookup(updateIdentityPool)
	if err != nil {
		t.Fatal(err)
	}
	given := bytes.Clone(pack)
	for name, test := range map[string]struct {
		checker *host.Checker
		options validator.Options
		invalid []bool // of the bodies
	}{
		"default": {newChecker(t, host.WithRules(given), host.WithWarnings()),
			validator.Options{Rules: own, Warnings: true}, []bool{false, false, true, true}},
		"without warnings": {newChecker(t, host.WithRules(given)), validator.Options{Rules: own},
			[]bool{false, false, true, true}},
		"levels": {newChecker(t, host.WithLevels(settings), host.WithRules(given), host.WithWarnings()),
			validator.Options{Rules: own, Levels: levels, Warnings: true}, []bool{false, true, false, true}},
		"none": {newChecker(t, host.WithWarnings()), validator.Options{Warnings: true},
			[]bool{false, false, false, false}},
	} {
		t.Run(name, func(t *testing.T) {
			clear(given) // The option has taken the rules over.
			for _, swapped := range []bool{false, true} {
				if swapped {
					if err := test.checker.Swap(t.Context(), wasm.Module()); err != nil {
						t.Fatal(err)
					}
				}
				// Each session has an instance of its own.
				first, second := test.checker.Session(), test.checker.Session()
				for i, body := range [][]byte{
					poolRequest("team-a", false), poolRequest("team-a", true), poolRequest("a", false), poolRequest("a", true),
				} {
					want, err := operation.Check(body, test.options)
					if err != nil {
						t.Fatal(err)
					}
					if want.Valid == test.invalid[i] {
						t.Fatalf("%s: valid is %t natively", body, want.Valid)
					}
					for _, s := range []*host.Session{first, second} {
						got, _, err := s.AppendReport(t.Context(), nil, updateIdentityPool, body)
						if err != nil || !bytes.Equal(got, want.JSON()) {
							t.Errorf("%s: %s, %v; want %s", body, got, err, want.JSON())
						}
					}
				}
				first.Release()
				second.Release()
			}
		})
	}
}

func TestRulesRefused(t *testing.T) {
	pack := compileRules(t, teamRules)
	changed := bytes.Clone(pack)
	changed[0]++
	for name, pack := range map[string][]byte{
		"none": nil, "too large": make([]byte, wasm.MaxRules+1), "no rules": []byte("no rules"), "changed": changed,
		"cut": pack[:len(pack)-1],
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := host.New(t.Context(), host.WithRules(pack)); !errors.Is(err, host.ErrRules) {
				t.Errorf("error %v", err)
			}
		})
	}
	_, err := host.New(t.Context(), host.WithRules(pack), host.WithLevels("rule.team-name=off,rule.team-nam=off"))
	var wrong *validator.LevelError
	if !errors.As(err, &wrong) || wrong.Text != "rule.team-nam=off" {
		t.Errorf("error %v", err)
	}
}

// Rules that read too much are no verdict, and leave the instance as it was.
func TestRulesTooCostly(t *testing.T) {
	pack := compileRules(t, costlyRules())
	own, err := validator.LoadRules(pack)
	if err != nil {
		t.Fatal(err)
	}
	native := validator.NewChecker(validator.Options{Rules: own})
	module := newChecker(t, host.WithRules(pack), host.WithPoolSize(1))
	costly := poolTags(2000)
	for range 2 {
		if _, err := native.Check(t.Context(), updateIdentityPool, costly); !errors.Is(err, validator.ErrTooCostly) {
			t.Errorf("natively: %v", err)
		}
		if _, err := module.Check(t.Context(), updateIdentityPool, costly); !errors.Is(err, host.ErrTooCostly) {
			t.Errorf("by the module: %v", err)
		}
		if report, err := module.Check(t.Context(), updateIdentityPool, poolTags(1)); err != nil || !report.Valid {
			t.Errorf("the check after: %s, %v", report.JSON(), err)
		}
	}
}

// costlyRules are rules that together read all tags 600 times.
func costlyRules() string {
	loops := strings.Repeat(` && !self.exists(k, k.startsWith("a"))`, 10)[len(" && "):]
	var all strings.Builder
	for i := range 60 {
		fmt.Fprintf(&all, `
- id: tags-%d
  on: UpdateIdentityPool
  at: /IdentityPoolTags
  holds: '%s'
  message: Begin no tag with a.
  source: the platform team
  examples:
    breaks:
      {IdentityPoolId: "a:0", IdentityPoolName: p, AllowUnauthenticatedIdentities: true, IdentityPoolTags: {a: ""}}
    passes:
      {IdentityPoolId: "a:0", IdentityPoolName: p, AllowUnauthenticatedIdentities: true, IdentityPoolTags: {t: ""}}
`, i, loops)
	}
	return all.String()
}

// poolTags is a request with so many tags.
func poolTags(n int) []byte {
	var tags []string
	for i := range n {
		tags = append(tags, fmt.Sprintf(`"t%d":""`, i))
	}
	body := poolRequest("p", false)
	return fmt.Appendf(body[:len(body)-1], `,"IdentityPoolTags":{%s}}`, strings.Join(tags, ","))
}
