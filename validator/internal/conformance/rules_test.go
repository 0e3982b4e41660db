package conformance

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/schemas/trial"
	"github.com/cognitocheck/cognitocheck/validator"
)

// ruleSet is declared rules: those of the service, or those of a pack.
type ruleSet struct {
	name      string
	all       []*rules.Rule
	pack      []byte           // nil for the service's
	own       *validator.Rules // nil for the service's
	reference *reference.Rules
	// every has all rules of the set at the level error, and no other; alone has one rule each, by id.
	every *validator.Levels
	alone map[string]*validator.Levels
}

// undeclared are the rules that no declaration says: they come from the shapes.
var undeclared = []string{"rule.deprecated", "rule.reset-to-default"}

// ruleSets are the service's rules, and the packs that come along.
var ruleSets = sync.OnceValues(func() ([]*ruleSet, error) {
	env, taken, err := rules.Load()
	if err != nil {
		return nil, err
	}
	service, err := newRuleSet("service", env, taken, nil)
	if err != nil {
		return nil, err
	}
	sets := []*ruleSet{service}
	packs, err := trial.Packs(env, taken)
	if err != nil {
		return nil, err
	}
	for _, p := range packs {
		set, err := newRuleSet(p.Name, env, p.Rules, p.Code)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, nil
})

func loadRuleSets(t testing.TB) []*ruleSet {
	t.Helper()
	sets, err := ruleSets()
	if err != nil {
		t.Fatal(err)
	}
	return sets
}

// newRuleSet makes a set of rules that the environment has checked. The pack is nil for the service's.
func newRuleSet(name string, env *rules.Environment, all []*rules.Rule, pack []byte) (*ruleSet, error) {
	s := &ruleSet{name: name, all: all, pack: pack, alone: map[string]*validator.Levels{}}
	var err error
	if s.reference, err = reference.CompileRules(env, all); err != nil {
		return nil, err
	}
	parse := validator.ParseLevels
	if pack != nil {
		if s.own, err = validator.LoadRules(pack); err != nil {
			return nil, err
		}
		parse = s.own.ParseLevels
	}
	var off, every []string
	for _, c := range validator.Codes() {
		if strings.HasPrefix(c.Name, "rule.") {
			off = append(off, c.Name+"=off")
		}
	}
	for _, r := range all {
		off = append(off, "rule."+r.ID+"=off")
		every = append(every, "rule."+r.ID+"=error")
	}
	if s.every, err = parse(strings.Join(append(off, every...), ",")); err != nil {
		return nil, fmt.Errorf("%w; if a rule is new, run make generate first", err)
	}
	for i, r := range all {
		if s.alone[r.ID], err = parse(strings.Join(append(off[:len(off):len(off)], every[i]), ",")); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// evaluate is a rules.Evaluate by native Go of one rule. A report has one answer, which all its violations get.
func (s *ruleSet) evaluate(id string) rules.Evaluate {
	return func(op *schemas.Operation, body []byte) ([]rules.Violation, error) {
		report, err := s.check(op, body, s.alone[id])
		if err != nil {
			return nil, err
		}
		for _, w := range report.Warnings {
			if w.Code == validator.CodeUnknown {
				return nil, fmt.Errorf("%s: %s", w.Path, w.Message) // What is misspelt proves nothing.
			}
		}
		found, err := ruleViolations(report)
		for i := range found {
			found[i].Answer = report.Error.Message
		}
		return found, err
	}
}

// check checks the request of an operation at such levels.
func (s *ruleSet) check(op *schemas.Operation, body []byte, levels *validator.Levels) (validator.Report, error) {
	native, err := validator.Lookup(op.FullName())
	if err != nil {
		return validator.Report{}, err
	}
	return native.Check(body, validator.Options{Warnings: true, Rules: s.own, Levels: levels})
}

// ruleViolations are the rules that the request of a report breaks. The error says which constraint it fails.
func ruleViolations(report validator.Report) ([]rules.Violation, error) {
	var found []rules.Violation
	for _, v := range report.Violations {
		id, ok := strings.CutPrefix(v.Code, "rule.")
		if !ok {
			return nil, fmt.Errorf("%s at %s: %s", v.Code, v.Path, v.Message)
		}
		found = append(found, rules.Violation{ID: id, Pointer: v.Path})
	}
	return found, nil
}

// TestRules tries the examples of all declarations, of the service and of the packs.
func TestRules(t *testing.T) {
	for _, set := range loadRuleSets(t) {
		t.Run(set.name, func(t *testing.T) {
			for _, r := range set.all {
				t.Run(r.ID, func(t *testing.T) {
					if err := rules.CheckExamples(r, set.evaluate(r.ID)); err != nil {
						t.Error(err)
					}
				})
			}
		})
	}
}

// TestCodesOfRules: each code of a rule is declared, with the level that the declaration has, and each declaration has
// its code.
func TestCodesOfRules(t *testing.T) {
	levels := map[string]string{}
	for _, c := range validator.Codes() {
		if strings.HasPrefix(c.Name, "rule.") && !slices.Contains(undeclared, c.Name) {
			levels[c.Name] = c.Level
		}
	}
	service := loadRuleSets(t)[0]
	for _, r := range service.all {
		if have := levels["rule."+r.ID]; have != r.Level {
			t.Errorf("rule %s has the level %q, want %q", r.ID, have, r.Level)
		}
		delete(levels, "rule."+r.ID)
	}
	for code := range levels {
		t.Errorf("%s is not declared", code)
	}
}

// TestExceptions: the answer to the request that breaks an example's rule alone has its exception.
func TestExceptions(t *testing.T) {
	service := loadRuleSets(t)[0]
	for _, r := range service.all {
		for _, e := range r.Examples {
			op := r.Looks[0].Operation
			for _, l := range r.Looks {
				if e.On == l.Operation.Name || e.On == l.Operation.FullName() {
					op = l.Operation
				}
			}
			report, err := service.check(op, e.Breaks, service.alone[r.ID])
			if err != nil {
				t.Fatal(err)
			}
			if report.Error == nil || report.Error.Type != r.Exception {
				t.Errorf("%s: %s answers with %+v, want %s", r.ID, e.Breaks, report.Error, r.Exception)
			}
		}
	}
}

// TestAfterStrings: rules find what follows strings that end in backslashes and quotes, wherever eight bytes end, and
// read no key out of them.
func TestAfterStrings(t *testing.T) {
	op := operation(t, "cognito-idp.UpdateIdentityProvider")
	for n := range 20 {
		for _, end := range []string{``, `\\`, `\"`, `\\\"`, `\"\"`, `\\\\`, `\"\\`, `\",\"client_id\":\"`} {
			value := strings.Repeat("a", n) + strings.Repeat(end, 1+n%3)
			body := `{"UserPoolId":"eu-west-1_a","ProviderName":"x","ProviderDetails":{"` + value + `":"` + value +
				`","token\u005furl":"http://x"}}`
			report, err := op.Check([]byte(body), validator.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(report.Violations) != 1 || report.Violations[0].Path != "/ProviderDetails/token_url" {
				t.Errorf("%s: %s", body, report.JSON())
			}
		}
	}
}

// TestVerificationOfOthers: with the enum turned down, values that the model does not know are not looked for.
func TestVerificationOfOthers(t *testing.T) {
	op := operation(t, "cognito-idp.UpdateUserPool")
	o := validator.Options{Levels: levels(t, "enum=off")}
	for required, want := range map[string]bool{`"new"`: true, `"email","new"`: true, `"new","phone_number"`: false} {
		report, err := op.Check([]byte(`{"UserPoolId":"eu-west-1_a","AutoVerifiedAttributes":["email"],`+
			`"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":[`+required+`]}}`), o)
		if err != nil || report.Valid != want {
			t.Errorf("%s: %s, %v", required, report.JSON(), err)
		}
	}
}

// TestRulesAndDuplicates: where a name comes twice no rule runs, whatever the level of that, for it is not known which
// of the two the service reads.
func TestRulesAndDuplicates(t *testing.T) {
	const email, phone = `{"AttributesRequireVerificationBeforeUpdate":["email"]}`, `null`
	for _, members := range []string{
		`"UserAttributeUpdateSettings":` + email + `,"UserAttributeUpdateSettings":` + phone,
		`"UserAttributeUpdateSettings":` + phone + `,"UserAttributeUpdateSettings":` + email,
		`"UserAttributeUpdateSettings":` + email + `,"UserPoolTags":{"a":"b","\u0061":"c"}`,
		`"UserAttributeUpdateSettings":` + email + `,"X":{"a":1,"a":2}`,
	} {
		report := mustCheck(t, "UpdateUserPool", `{"UserPoolId":"eu-west-1_a",`+members+`}`,
			validator.Options{Levels: levels(t, "duplicate=off")})
		if len(report.Violations) > 0 {
			t.Errorf("%s: %s", members, report.JSON())
		}
	}
}
