package conformance

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/schemas/trial"
	"github.com/cognitocheck/cognitocheck/validator"
)

var environment = sync.OnceValues(func() (*rules.Environment, error) { return rules.NewEnvironment(schemas.Load()) })

// onlyTypes are levels at which a request fails for its values' types alone, and breaks no rule of the service's.
var onlyTypes = sync.OnceValue(func() *validator.Levels {
	var off []string
	for _, code := range validator.Codes() {
		if !code.Fixed && code.Name != "type" && code.Name != "null" && code.Name != "duplicate" {
			off = append(off, code.Name+"=off")
		}
	}
	levels, err := validator.ParseLevels(strings.Join(off, ","))
	if err != nil {
		panic(err)
	}
	return levels
})

// chanceRules makes so many rules by chance. Those that the check refuses for what they cost are left out.
func chanceRules(t testing.TB, r *rand.Rand, count int) []*rules.Rule {
	t.Helper()
	env, err := environment()
	if err != nil {
		t.Fatal(err)
	}
	var all []*rules.Rule
	for i := range count {
		place := trial.Places[r.IntN(len(trial.Places))]
		holds := trial.Expression(r, place, r.IntN(5))
		declared, err := rules.Parse("f", fmt.Appendf(nil, "- id: r%d\n  on: [%s]\n  at: %q\n  holds: >-\n    %s\n"+
			"  message: Do.\n  source: s\n  examples: {breaks: {}, passes: {}}\n", i, trial.Operation, place, holds))
		if err != nil {
			t.Fatal(err)
		}
		rule, err := env.Check(declared[0])
		if err != nil {
			if m := err.Error(); !strings.Contains(m, "again and again") && !strings.Contains(m, "is never") {
				t.Fatalf("%s: %s: %s", place, holds, err)
			}
			continue
		}
		all = append(all, rule)
	}
	return all
}

// compareExpressions compiles rules to a pack, and holds what it finds in bodies to what cel-go finds by the rules. It
// returns how many violations there were.
func compareExpressions(t testing.TB, all []*rules.Rule, bodies [][]byte) int {
	t.Helper()
	env, err := environment()
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := reference.CompileRules(env, all)
	if err != nil {
		t.Fatal(err)
	}
	pack, err := rules.WritePack(all, nil)
	if err != nil {
		t.Fatalf("%s: %v", describeRules(all), err)
	}
	own, err := validator.LoadRules(pack)
	if err != nil {
		t.Fatalf("%s: %v", describeRules(all), err)
	}
	op, err := schemas.Load().Operation(trial.Operation)
	if err != nil {
		t.Fatal(err)
	}
	looks, err := rules.Compile(all)
	if err != nil {
		t.Fatal(err)
	}
	guards := map[string][]rules.Guard{}
	for _, l := range looks {
		for _, p := range l.Places {
			for _, r := range p.Rules {
				guards[r.Rule.ID] = append(guards[r.Rule.ID], r.Guard)
			}
		}
	}
	native := operation(t, trial.Operation)
	broken := 0
	for _, body := range bodies {
		report, err := native.Check(body, validator.Options{Rules: own, Levels: onlyTypes()})
		if err != nil {
			t.Fatal(err)
		}
		found, err := ruleViolations(report)
		if err != nil {
			t.Fatalf("%s: %v", body, err)
		}
		decoded, err := reference.Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		want, err := compiled.Evaluate(op, decoded)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range want {
			if !slices.ContainsFunc(guards[v.ID], func(g rules.Guard) bool { return allows(g, decoded, v.Pointer) }) {
				t.Errorf("%s: %s\nbroken at %s, and the guard %v tells that it is not", describeRules(all), body, v.Pointer,
					guards[v.ID])
			}
		}
		for _, r := range all {
			of := func(violations []rules.Violation) (pointers []string) {
				for _, v := range violations {
					if v.ID == r.ID {
						pointers = append(pointers, v.Pointer)
					}
				}
				slices.Sort(pointers)
				return pointers
			}
			if have, want := of(found), of(want); !slices.Equal(have, want) {
				t.Errorf("%s: %s\n%s\nnative %q\ncel-go %q", r.At[0], r.Holds, body, have, want)
			}
		}
		broken += len(want)
	}
	return broken
}

func describeRules(all []*rules.Rule) string {
	var text strings.Builder
	for _, r := range all {
		fmt.Fprintf(&text, "%s: %s\n", r.At[0], r.Holds)
	}
	return text.String()
}

// TestExpressions compiles rules made by chance, and compares native Go with cel-go on bodies made by chance.
func TestExpressions(t *testing.T) {
	compared, broken, count := 0, 0, 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		all := chanceRules(t, r, 6)
		var bodies [][]byte
		for range 12 {
			bodies = append(bodies, trial.Body(r))
		}
		if len(all) > 0 {
			broken += compareExpressions(t, all, bodies)
		}
		count += len(all)
		compared += len(all) * len(bodies)
	}
	t.Logf("%d expressions, %d times on a body, %d violations", count, compared, broken)
	if count < 1000 || broken < 5000 {
		t.Errorf("%d expressions, %d violations: they try too little", count, broken)
	}
}

// FuzzExpressions compares native Go with cel-go on rules and bodies made by chance.
func FuzzExpressions(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, seed+1)
	}
	f.Fuzz(func(t *testing.T, seed, other uint64) {
		if all := chanceRules(t, rand.New(rand.NewPCG(seed, 3)), 4); len(all) > 0 {
			r := rand.New(rand.NewPCG(other, 4))
			compareExpressions(t, all, [][]byte{trial.Body(r), trial.Body(r), trial.Body(r), trial.Body(r)})
		}
	})
}

// FuzzMatches compares matches() with Go's regexp, for any pattern that the compiler takes and any text.
func FuzzMatches(f *testing.F) {
	for _, pattern := range []string{
		"", "a", "^a", "a$", "^$", "a|b", "^(a|b)*$", "[^a]", ".", `\.`, "a.*b", "^.{2,3}$", "(ab)+", "[é-😀]", `^\d+$`,
		`\w\s\W`,
		"x?", "a{2}b", "^abc", "abcabd", "(?i)ab", "(?s).", "[[:alpha:]]", `\pL`, "^https://[^#]+$",
		"^(?:[a-z0-9]|[a-z-]{2})+$",
	} {
		for _, text := range []string{"", "a", "ab", "aab", "b\n", "éa", "😀x", "abcabcabd", "https://a#b", "AB\"\\", "12 3"} {
			f.Add(pattern, text)
		}
	}
	env, err := environment()
	if err != nil {
		f.Fatal(err)
	}
	native := operation(f, trial.Operation)
	f.Fuzz(func(t *testing.T, pattern, text string) {
		want, err := regexp.Compile(pattern)
		if err != nil || !utf8.ValidString(text) || strings.ContainsFunc(pattern, func(r rune) bool {
			return unicode.IsControl(r) || !unicode.IsPrint(r)
		}) {
			return
		}
		// As a string of CEL's, in a string of YAML's.
		source, err := json.Marshal("self.matches(" + strconv.Quote(pattern) + ")")
		if err != nil {
			t.Fatal(err)
		}
		declared, err := rules.Parse("f", fmt.Appendf(nil, "- id: r\n  on: [%s]\n  at: /PoolName\n  holds: %s\n"+
			"  message: Do.\n  source: s\n  examples: {breaks: {}, passes: {}}\n", trial.Operation, source))
		if err != nil {
			t.Fatal(err)
		}
		rule, err := env.Check(declared[0])
		if err != nil {
			return
		}
		pack, err := rules.WritePack([]*rules.Rule{rule}, nil)
		if err != nil {
			return // The automaton is too large, or the pattern asks for more than it can.
		}
		own, err := validator.LoadRules(pack)
		if err != nil {
			t.Fatal(err)
		}
		body, err := json.Marshal(map[string]string{"PoolName": text})
		if err != nil {
			t.Fatal(err)
		}
		report, err := native.Check(body, validator.Options{Rules: own, Levels: onlyTypes()})
		if err != nil || report.Valid != want.MatchString(text) {
			t.Errorf("%q matches %q is %t, %v", text, pattern, report.Valid, err)
		}
	})
}
