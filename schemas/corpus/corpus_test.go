package corpus

import (
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
)

// TestReferenceEngineAgrees holds jsonschema/v5 on the documents against every verdict
// of the corpus.
func TestReferenceEngineAgrees(t *testing.T) {
	met := map[string]bool{}
	for name, cases := range map[string]iter.Seq[Case]{
		"All": All(), "Random": Random(1, 4000),
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
	var cases []Case
	for _, c := range Documented() {
		cases = append(cases, c.Case)
	}
	for _, c := range Recorded() {
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

// TestSameBytes holds the corpus to giving the same cases every time.
func TestSameBytes(t *testing.T) {
	take := func() []Case {
		cases := slices.Collect(Random(7, 200))
		for _, name := range []string{
			"cognito-identity.SetIdentityPoolRoles", "cognito-idp.CreateTerms", "cognito-sync.UpdateRecords",
		} {
			op, err := schemas.Load().Operation(name)
			if err != nil {
				t.Fatal(err)
			}
			cases = slices.AppendSeq(cases, ForRequest(op, Limit))
		}
		return cases
	}
	if first, second := take(), take(); !reflect.DeepEqual(first, second) {
		t.Error("two runs differ")
	}
	if reflect.DeepEqual(slices.Collect(Random(1, 20)), slices.Collect(Random(2, 20))) {
		t.Error("two seeds give the same")
	}
}

// TestEveryConstraintIsMet holds the variants of every shape to breaking each of its
// constraints, and to reaching each bound without breaking it.
func TestEveryConstraintIsMet(t *testing.T) {
	size := map[schemas.Type]string{
		schemas.String: "length", schemas.Blob: "length", schemas.List: "items", schemas.Map: "entries",
		schemas.Integer: "range", schemas.Long: "range",
	}
	for _, service := range schemas.Load().Services {
		for _, s := range service.Shapes {
			m := newMaker(s.Name, 2_000_000)
			codes, valid := map[string]bool{}, 0
			m.variants(s, func(v variant) bool {
				if len(v.item.want) == 0 {
					valid++
				}
				for _, violation := range v.item.want {
					codes[violation.Code] = true
				}
				return true
			})
			var want []string
			if s.Max != nil {
				want = append(want, size[s.Type]+".max")
			}
			if s.Min != nil && (*s.Min > 0 || size[s.Type] == "range") {
				want = append(want, size[s.Type]+".min")
			}
			if s.Pattern != "" && s.ServicePattern != "(?s).*" {
				want = append(want, "pattern")
			}
			if s.Enum != nil {
				want = append(want, "enum")
			}
			if s.Type != schemas.AnyValue {
				want = append(want, "type")
			}
			for _, member := range s.Members {
				if member.Required {
					want = append(want, "required")
				}
			}
			for _, code := range want {
				if !codes[code] {
					t.Errorf("shape %s: no variant breaks %s", s.Name, code)
				}
			}
			if valid == 0 {
				t.Errorf("shape %s: no variant is valid", s.Name)
			}
			m.reaches(t, s)
		}
	}
}

// reaches fails where no valid string or blob is as long, or as short, as the bound
// allows.
func (m *maker) reaches(t *testing.T, s *schemas.Shape) {
	if s.Type != schemas.String && s.Type != schemas.Blob {
		return
	}
	if s.Name == "RoleType" {
		return // (un)?authenticated has two lengths, neither of them a bound
	}
	for _, bound := range []*int64{s.Min, s.Max} {
		// Patterns that ask for more characters than the minimum.
		if bound == nil || bound == s.Min && s.Pattern != "" && m.shortest(s) > *s.Min {
			continue
		}
		found := false
		m.variants(s, func(v variant) bool {
			size := int64(utf8.RuneCountInString(v.text))
			if s.Type == schemas.Blob {
				fmt.Sscanf(v.name, "bytes %d", &size)
			}
			found = found || len(v.item.want) == 0 && size == *bound
			return !found
		})
		if !found {
			t.Errorf("shape %s: no valid variant of size %d", s.Name, *bound)
		}
	}
}

func (m *maker) shortest(s *schemas.Shape) int64 {
	text, _ := m.pattern(s).Shortest(0, m.random)
	return int64(utf8.RuneCountInString(text))
}

func TestMoreOnDemand(t *testing.T) {
	op, err := schemas.Load().Operation("cognito-idp.CreateManagedLoginBranding")
	if err != nil {
		t.Fatal(err)
	}
	longest := 0
	for c := range ForRequest(op, 2_000_000) {
		longest = max(longest, len(c.Body))
	}
	if longest < 1_333_336 {
		t.Errorf("the longest body has %d bytes: no asset of a million bytes", longest)
	}
}

func validate(t *testing.T, c Case, met map[string]bool) []Violation {
	t.Helper()
	compile := reference.Compile
	if c.Response {
		compile = reference.CompileResponse
	}
	schema, err := compile(c.Operation)
	if err != nil {
		t.Fatal(err)
	}
	v, err := reference.Decode(c.Body)
	if err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	return leaves(schema.Validate(v), func(name string) { met[name] = true })
}
