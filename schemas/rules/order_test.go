package rules_test

import (
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

func TestSortRules(t *testing.T) {
	for name, c := range map[string]struct{ rules, sorted, err string }{
		"none":               {"", "", ""},
		"as they are":        {"b a c", "b a c", ""},
		"one after the next": {"a:b b c", "b a c", ""},
		"a chain":            {"a:b b:c c d", "c b a d", ""},
		"one after two":      {"a:c:b b c", "c b a", ""},
		"two after one":      {"a:c b:c c", "c a b", ""},
		"nothing to do":      {"a b:a c:a:b", "a b c", ""},
		"an unknown one": {"abcd a:abce", "abcd a:abce",
			"f:2:28: rule a: no rule of these files has the id abce; did you mean abcd?"},
		"a circle": {"a:b b:c c:b", "a:b b:c c:b",
			"f:3:28: rule c: the rules are after each other in a circle: b, c, b; take one of these out"},
		"an id twice": {"a b a", "a b a", "g:1:8: rule a: f:1:3 has a rule of this id already; write another id"},
	} {
		t.Run(name, func(t *testing.T) {
			var all []*rules.Rule
			seen := map[string]bool{}
			for i, word := range strings.Fields(c.rules) {
				id, after, _ := strings.Cut(word, ":")
				line := "- {id: " + id + ", on: [a]"
				if after != "" {
					line += ", after: [" + strings.ReplaceAll(after, ":", ", ") + "]"
				}
				file, lines := "f", strings.Repeat("\n", i)
				if seen[id] {
					file, lines = "g", ""
				}
				seen[id] = true
				parsed, err := rules.Parse(file, []byte(lines+line+
					", holds: a, message: m, source: s, examples: {breaks: {}, passes: {}}}"))
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, &rules.Rule{Declaration: parsed[0]})
			}
			err := rules.SortRules(all)
			if err != nil && err.Error() != c.err || err == nil && c.err != "" {
				t.Errorf("%v, want %s", err, c.err)
			}
			var ids []string
			for _, rule := range all {
				ids = append(ids, rule.ID)
			}
			var want []string
			for word := range strings.FieldsSeq(c.sorted) {
				id, _, _ := strings.Cut(word, ":")
				want = append(want, id)
			}
			if strings.Join(ids, " ") != strings.Join(want, " ") {
				t.Errorf("%v, want %v", ids, want)
			}
		})
	}
}
