package conformance

import (
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
	"github.com/cognitocheck/cognitocheck/validator"
)

// shapesOnly are levels at which no rule runs: the corpus speaks of shapes alone.
func shapesOnly(t testing.TB) *validator.Levels {
	var off []string
	for _, c := range validator.Codes() {
		if strings.HasPrefix(c.Name, "rule.") {
			off = append(off, c.Name+"=off")
		}
	}
	levels, err := validator.ParseLevels(strings.Join(off, ","))
	if err != nil {
		t.Fatal(err)
	}
	return levels
}

func check(t testing.TB, c corpus.Case, o validator.Options) validator.Report {
	t.Helper()
	op, err := validator.Lookup(c.Operation)
	if err != nil {
		t.Fatal(err)
	}
	do := op.Check
	if c.Response {
		do = op.CheckResponse
	}
	report, err := do(c.Body, o)
	if err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	return report
}

// found gives the violations of a report in the corpus's terms.
func found(list []validator.Violation) []corpus.Violation {
	var all []corpus.Violation
	for _, v := range list {
		all = append(all, corpus.Violation{Pointer: v.Path, Code: v.Code, Key: v.Key})
	}
	return corpus.Sort(all)
}

// hiddenSteps cuts what the validator leaves out on purpose, and nothing else differs between corpus and validator: the
// names of entries in sensitive maps, and of unknown members in sensitive structures, are not printed, so that their
// violations are reported at the map or the structure.
type hiddenSteps struct{ model *schemas.Model }

func (h hiddenSteps) cut(c corpus.Case, pointer string) string {
	operation, err := h.model.Operation(c.Operation)
	if err != nil {
		panic(err)
	}
	shape := operation.Input
	if c.Response {
		shape = operation.Output
	}
	way := jsonpointer.Split(pointer)
	secret := false
	for i, name := range way {
		if shape == nil {
			break
		}
		secret = secret || shape.Sensitive
		switch shape.Type {
		case schemas.Structure:
			m := shape.Member(name)
			if m == nil {
				if secret {
					return jsonpointer.Join(way[:i]...)
				}
				return pointer
			}
			shape = m.Shape
		case schemas.List:
			shape = shape.Element
		case schemas.Map:
			if secret {
				return jsonpointer.Join(way[:i]...)
			}
			shape = shape.Value
		default:
			if secret {
				return jsonpointer.Join(way[:i]...)
			}
			return pointer
		}
	}
	return pointer
}

func (h hiddenSteps) want(c corpus.Case) []corpus.Violation {
	var all []corpus.Violation
	for _, v := range c.Want {
		v.Pointer = h.cut(c, v.Pointer)
		all = append(all, v)
	}
	return corpus.Sort(all)
}

func TestCorpus(t *testing.T) {
	h := hiddenSteps{loadMarked()}
	o := validator.Options{Warnings: true, Levels: shapesOnly(t)}
	count := 0
	one := func(c corpus.Case) {
		count++
		report := check(t, c, o)
		if got, want := found(report.Violations), h.want(c); !slices.Equal(got, want) {
			t.Errorf("%s %s\nbody %.400s\n got %v\nwant %v", c.Operation, c.ID, c.Body, got, want)
		}
		var unknown []string
		for _, w := range report.Warnings {
			if w.Code == "unknown" {
				unknown = append(unknown, w.Path)
			}
		}
		var want []string
		for _, p := range c.Unknown {
			want = append(want, h.cut(c, p))
		}
		slices.Sort(unknown)
		slices.Sort(want)
		if !slices.Equal(unknown, want) {
			t.Errorf("%s %s: unknown %q, want %q", c.Operation, c.ID, unknown, want)
		}
		sane(t, c, report)
		expectAnswer(t, c.Operation, c.Response, c.Body, report)
		if t.Failed() && count%1000 == 0 {
			t.FailNow()
		}
	}
	for c := range corpus.All() {
		one(c)
	}
	made := count
	for c := range corpus.Random(1, 10_000) {
		one(c)
	}
	t.Logf("%d bodies made, %d at random", made, count-made)
	if made < 50000 {
		t.Errorf("only %d bodies made", made)
	}
}

// sane checks that the report on a case is sound and that its answer has the service's form.
func sane(t testing.TB, c corpus.Case, report validator.Report) {
	t.Helper()
	sound(t, report)
	if report.Error == nil {
		return
	}
	n, rest, ok := strings.Cut(report.Error.Message, " validation error")
	if !ok {
		if report.Error.Type != "SerializationException" && !strings.HasPrefix(report.Violations[0].Code, "rule.") {
			t.Errorf("%s %s: odd answer %s", c.Operation, c.ID, report.Error.Message)
		}
		return
	}
	plural := n != "1"
	if plural != strings.HasPrefix(rest, "s detected: ") {
		t.Errorf("%s %s: %s", c.Operation, c.ID, report.Error.Message)
	}
}

func TestDocumented(t *testing.T) {
	for _, c := range corpus.Documented() {
		report := check(t, c.Case, validator.Options{})
		if got := found(report.Violations); !slices.Equal(got, c.Want) {
			t.Errorf("%s (%s): got %v, want %v", c.ID, c.Source, got, c.Want)
		}
	}
	if n := len(corpus.Documented()); n < 20 {
		t.Errorf("only %d examples", n)
	}
}

// unstable names the recorded cases whose order within one member is not stable at the service: they are compared as
// sets.
var unstable = map[string]string{
	"client-id-empty-signup":  "length and pattern of one member",
	"username-empty-signup":   "length and pattern of one member",
	"confirmation-code-empty": "length and pattern of one member",
}

func TestRecorded(t *testing.T) {
	for _, c := range corpus.Recorded() {
		report := check(t, c.Case, validator.Options{})
		if report.Error == nil || report.Error.Type != c.Error {
			t.Errorf("%s: error %+v, want %s", c.ID, report.Error, c.Error)
			continue
		}
		got, want := report.Error.Message, c.Message
		if unstable[c.ID] != "" {
			got, want = sortedFailures(got), sortedFailures(want)
		}
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", c.ID, got, want)
		}
	}
}

func sortedFailures(message string) string {
	head, rest, _ := strings.Cut(message, ": ")
	failures := strings.Split(rest, "; ")
	slices.Sort(failures)
	return head + ": " + strings.Join(failures, "; ")
}
