package corpus

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas"
)

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
