// Package corpus makes requests and responses with known verdicts, for the tests of
// every engine in this repository.
//
// [All] yields, for each operation, valid bodies and bodies broken in one place:
// every bound at one below, at and one above it, in characters of one to four bytes,
// raw and as \u escapes; members missing, null and of the wrong type; patterns,
// enums, ranges, base64. [Random] yields bodies broken in any number of places.
// [Documented] and [Recorded] hold what the service's own documents show and what the
// service has answered.
//
// What is expected is known from how a body was made, not from an engine. It speaks of
// shapes alone: rules that go beyond the shapes may find more in a body that is valid
// here. The same arguments give the same bytes, always.
package corpus

import (
	"cmp"
	"iter"
	"slices"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// Case is a body with its verdict.
type Case struct {
	// ID is unique among the cases of one function, and says what was done.
	ID string
	// Operation is the full name: cognito-identity.GetId.
	Operation string
	// Response is set where the body is a response.
	Response bool
	// Body is the JSON text.
	Body []byte
	// Want holds the violations, sorted; none for a valid body. Their order in a
	// report, its texts and counts are not the corpus's matter.
	Want []Violation
	// Unknown holds the pointers of members that their structure does not have: not a
	// violation, a warning where asked for.
	Unknown []string
}

// Valid reports whether the body breaks no constraint.
func (c Case) Valid() bool { return len(c.Want) == 0 }

// Violation is one broken constraint.
type Violation struct {
	Pointer string `json:"path"` // RFC 6901; that of the missing member for required
	Code    string `json:"code"`
	Key     bool   `json:"key,omitempty"` // a map's key is wrong, not its value
}

// Sort sorts violations and drops repetitions: a set, to be compared.
func Sort(v []Violation) []Violation {
	slices.SortFunc(v, compare)
	return slices.Compact(v)
}

func compare(a, b Violation) int {
	key := 0
	if a.Key != b.Key {
		key = 1
		if b.Key {
			key = -1
		}
	}
	return cmp.Or(cmp.Compare(a.Pointer, b.Pointer), cmp.Compare(a.Code, b.Code), key)
}

// Limit is the length in bytes up to which [All] makes bodies. It leaves out a few
// bounds of over 50,000 characters or bytes, which [For] makes when it is given more.
const Limit = 200_000

// All yields the cases of every request and every response of the three services, in
// the order of the operations' names.
func All() iter.Seq[Case] {
	return func(yield func(Case) bool) {
		for _, op := range schemas.Load().Operations() {
			for _, response := range []bool{false, true} {
				for c := range makeCases(op, response, Limit) {
					if !yield(c) {
						return
					}
				}
			}
		}
	}
}
