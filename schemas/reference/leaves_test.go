package reference

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/corpus"
)

// TestReferenceEngineAgrees holds jsonschema/v5 on the documents against every verdict
// of the corpus.
func TestReferenceEngineAgrees(t *testing.T) {
	met := map[string]bool{}
	for name, cases := range map[string]iter.Seq[corpus.Case]{
		"All": corpus.All(), "Random": corpus.Random(1, 4000),
	} {
		count, valid, wrong, codes := 0, 0, 0, map[string]int{}
		ids := map[string]bool{}
		for c := range cases {
			count++
			if c.Valid() {
				valid++
			}
			for _, v := range c.Want {
				codes[fmt.Sprint(v.Code, map[bool]string{true: " of a key"}[v.Key])]++
			}
			if ids[c.ID] {
				t.Errorf("two cases are called %s", c.ID)
			}
			ids[c.ID] = true
			if got := validate(t, c, met); !slices.Equal(got, c.Want) {
				t.Errorf("%s\nbody %.300s\ngot  %v\nwant %v", c.ID, c.Body, got, c.Want)
				if wrong++; wrong == 20 {
					t.Fatal("too many")
				}
			}
		}
		t.Logf("%s: %d cases, %d of them valid; violations %v", name, count, valid, codes)
	}
	for name := range Differences {
		if !met[name] {
			t.Errorf("difference %q was never met", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(met)) {
		if Differences[name] == "" {
			t.Errorf("difference %q is not in the list", name)
		}
	}
}

func TestDocumentedAndRecorded(t *testing.T) {
	var cases []corpus.Case
	for _, c := range corpus.Documented() {
		cases = append(cases, c.Case)
	}
	for _, c := range corpus.Recorded() {
		cases = append(cases, c.Case)
		if c.Error == "" || c.Message == "" || c.Source == "" || c.Valid() {
			t.Errorf("%s: not a whole record", c.ID)
		}
	}
	if len(cases) != 26+17 {
		t.Errorf("%d cases, want 43", len(cases))
	}
	for _, c := range cases {
		if got := validate(t, c, map[string]bool{}); !slices.Equal(got, c.Want) {
			t.Errorf("%s\ngot  %v\nwant %v", c.ID, got, c.Want)
		}
	}
}

func validate(t *testing.T, c corpus.Case, met map[string]bool) []corpus.Violation {
	t.Helper()
	compile := Compile
	if c.Response {
		compile = CompileResponse
	}
	schema, err := compile(c.Operation)
	if err != nil {
		t.Fatal(err)
	}
	v, err := Decode(c.Body)
	if err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	return leaves(schema.Validate(v), func(name string) { met[name] = true })
}
