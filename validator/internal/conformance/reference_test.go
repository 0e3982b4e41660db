package conformance

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/schemas/trial"
	"github.com/cognitocheck/cognitocheck/validator"
)

// comparison counts what was compared.
type comparison struct {
	bodies, refused, broken, answers int
	met                              map[string]bool // the ids of the rules that were broken
}

// compare holds the rules that native Go finds broken in a request to those that cel-go does: the same rules at the
// same pointers. Of each rule the first answer is compared. A request that fails its shapes breaks no rule.
func (c *comparison) compare(t testing.TB, set *ruleSet, op *schemas.Operation, body []byte) {
	t.Helper()
	report, err := set.check(op, body, set.every)
	if err != nil {
		t.Fatalf("%s %.2000s: %v", op.FullName(), body, err)
	}
	found, failed := ruleViolations(report)
	want, refused := set.reference.EvaluateBody(op, body)
	if refused != nil || slices.ContainsFunc(report.Violations, func(v validator.Violation) bool {
		return v.Code == "duplicate" // of which cel-go does not learn
	}) {
		if failed == nil {
			t.Errorf("%s %.2000s: the reference says %v, found %v", op.FullName(), body, refused, found)
		}
		c.refused++
		return
	}
	c.bodies++
	c.broken += len(found)
	var have, others []string
	for i, v := range found {
		have = append(have, v.ID+" "+v.Pointer)
		c.met[v.ID] = true
		if message := report.Violations[i].Message; !slices.Contains(messagesOf(set.all, v.ID, op), message) {
			t.Errorf("%s %.2000s: %s at %s says %q", op.FullName(), body, v.ID, v.Pointer, message)
		}
	}
	for _, v := range want {
		others = append(others, v.ID+" "+v.Pointer)
	}
	slices.Sort(have)
	slices.Sort(others)
	if failed != nil || !slices.Equal(have, others) && !report.Truncated {
		t.Errorf("%s %.2000s: error %v\nnative %q\ncel-go %q", op.FullName(), body, failed, have, others)
		return
	}
	if set.own == nil {
		c.compareAnswers(t, set, op, body, found, want)
	}
}

// messagesOf are the messages that the rule with that id may have at its places in an operation.
func messagesOf(all []*rules.Rule, id string, op *schemas.Operation) []string {
	var messages []string
	for _, r := range all {
		for _, l := range r.Looks {
			if r.ID != id || l.Operation != op {
				continue
			}
			key := ""
			if steps := l.Path.Steps; len(steps) > 0 {
				key = steps[len(steps)-1].Name
			}
			messages = append(messages, strings.Join(r.MessageTexts, key))
		}
	}
	return messages
}

// compareAnswers compares the answers with each rule alone.
func (c *comparison) compareAnswers(
	t testing.TB, set *ruleSet, op *schemas.Operation, body []byte, found, want []rules.Violation,
) {
	t.Helper()
	seen := map[string]bool{}
	for _, v := range found {
		if seen[v.ID] {
			continue
		}
		seen[v.ID] = true
		report, err := set.check(op, body, set.alone[v.ID])
		if err != nil {
			t.Fatal(err)
		}
		first, answer := report.Violations[0], report.Error.Message
		if !slices.ContainsFunc(want, func(w rules.Violation) bool {
			return w.ID == v.ID && w.Pointer == first.Path && (w.Answer == answer || w.Answer == "" || report.Truncated)
		}) {
			t.Errorf("%s %.2000s: %s at %s answers %q\ncel-go %q", op.FullName(), body, v.ID, first.Path, answer, want)
		}
		c.answers++
	}
}

// TestRulesOfCorpus compares native Go with cel-go on the requests of the corpus, and on those that are recorded.
func TestRulesOfCorpus(t *testing.T) {
	model := schemas.Load()
	for _, set := range loadRuleSets(t) {
		c := comparison{met: map[string]bool{}}
		one := func(operation string, body []byte) {
			op, err := model.Operation(operation)
			if err != nil {
				t.Fatal(err)
			}
			c.compare(t, set, op, body)
		}
		for all := range corpus.All() {
			if !all.Response && all.Valid() {
				one(all.Operation, all.Body)
			}
		}
		for random := range corpus.Random(4, 10_000) {
			if !random.Response {
				one(random.Operation, random.Body)
			}
		}
		for _, answered := range corpus.Answers() {
			one(answered.Operation, answered.Body)
		}
		t.Logf("%s: %d requests, %d others fail their shapes, %d violations, %d answers, %d of %d rules", set.name,
			c.bodies, c.refused, c.broken, c.answers, len(c.met), len(set.all))
		if c.bodies < 10_000 || c.broken < 1000 {
			t.Errorf("%s: only %d requests and %d violations", set.name, c.bodies, c.broken)
		}
	}
}

// poolOf makes requests of the examples of rules.
func poolOf(t testing.TB, all []*rules.Rule) *trial.Pool {
	t.Helper()
	pool, err := trial.NewPool(trial.Examples(all))
	if err != nil {
		t.Fatal(err)
	}
	return pool
}

// TestRulesOfMutants compares native Go with cel-go on requests that are made of the rules' examples.
func TestRulesOfMutants(t *testing.T) {
	for i, set := range loadRuleSets(t) {
		c, pool := comparison{met: map[string]bool{}}, poolOf(t, set.all)
		r := rand.New(rand.NewPCG(uint64(i), 1))
		for range 40_000 {
			request := pool.Make(r)
			c.compare(t, set, request.Operation, request.Body)
		}
		t.Logf("%s: %d requests, %d others fail their shapes, %d violations, %d answers", set.name, c.bodies, c.refused,
			c.broken, c.answers)
		for _, rule := range set.all {
			if !c.met[rule.ID] {
				t.Errorf("rule %s was never broken", rule.ID)
			}
		}
	}
}

// FuzzRules compares native Go with cel-go on any request, and on one that was made of it.
func FuzzRules(f *testing.F) {
	sets := loadRuleSets(f)
	model := schemas.Load()
	all := model.Operations()
	pools := map[*ruleSet]*trial.Pool{}
	for i, set := range sets {
		pools[set] = poolOf(f, set.all)
		for _, example := range trial.Examples(set.all) {
			f.Add(uint16(slices.Index(all, example.Operation)), byte(i), uint64(0), []byte(example.Body))
			f.Add(uint16(slices.Index(all, example.Operation)), byte(i), uint64(i+1), []byte(example.Body))
		}
	}
	f.Fuzz(func(t *testing.T, id uint16, number byte, seed uint64, body []byte) {
		set, op := sets[int(number)%len(sets)], all[int(id)%len(all)]
		if _, err := reference.Decode(body); err != nil || len(body) > 100_000 || len(differences(body)) > 0 {
			return
		}
		c := comparison{met: map[string]bool{}}
		c.compare(t, set, op, body)
		if seed != 0 {
			request := pools[set].Change(rand.New(rand.NewPCG(seed, 0)), trial.Request{Operation: op, Body: body})
			c.compare(t, set, op, request.Body)
		}
	})
}
