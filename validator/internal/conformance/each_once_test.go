package conformance

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

// TestEachOnce: names that come twice are found in lists of all lengths, also of more elements than can be compared at
// once.
func TestEachOnce(t *testing.T) {
	declare := func(id, at, holds string) string {
		return "- {id: " + id + ", on: [CreateResourceServer], at: " + at + ", holds: '" + holds + `',
   message: Once., source: a test, examples: {
     breaks: {UserPoolId: a_b, Identifier: i, Name: n, Scopes: [
       {ScopeName: a, ScopeDescription: d}, {ScopeName: a, ScopeDescription: d}]},
     passes: {UserPoolId: a_b, Identifier: i, Name: n, Scopes: [
       {ScopeName: a, ScopeDescription: d}, {ScopeName: b, ScopeDescription: d}]}}}
`
	}
	own, err := validator.LoadRules(packOf(t,
		declare("element", "/Scopes/*", "parent.exists_one(a, a.ScopeName == self.ScopeName)")+
			declare("member", "/Scopes/*/ScopeName", "request.Scopes.exists_one(a, self == a.ScopeName)")))
	if err != nil {
		t.Fatal(err)
	}
	for _, count := range []int{1, 2, 3, 63, 64, 65, 66, 100} {
		for _, same := range [][]int{nil, {0, count - 1}, {0, 1}, {count - 2, count - 1}, {0, count / 2, count - 1}} {
			slices.Sort(same)
			same = slices.Compact(same)
			if len(same) == 1 || len(same) > 0 && (same[0] < 0 || same[len(same)-1] >= count) {
				continue
			}
			var elements, want []string
			for i := range count {
				name := fmt.Sprintf("a%d", i)
				if n := slices.Index(same, i); n >= 0 {
					// The same name, written in two ways.
					name = []string{"twice", `tw\u0069ce`, "twice"}[n]
					want = append(want, fmt.Sprintf("/Scopes/%d rule.element", i),
						fmt.Sprintf("/Scopes/%d/ScopeName rule.member", i))
				}
				elements = append(elements, `{"ScopeName":"`+name+`","ScopeDescription":"d"}`)
			}
			report := mustCheck(t, "CreateResourceServer", `{"UserPoolId":"a_b","Identifier":"i","Name":"n","Scopes":[`+
				strings.Join(elements, ",")+`]}`, validator.Options{Rules: own})
			var have []string
			for _, v := range report.Violations {
				if v.Code == "rule.element" || v.Code == "rule.member" {
					have = append(have, v.Path+" "+v.Code)
				}
			}
			slices.Sort(have)
			slices.Sort(want)
			if !slices.Equal(have, want) {
				t.Errorf("%d elements, the same at %v: %q", count, same, have)
			}
		}
	}
}
