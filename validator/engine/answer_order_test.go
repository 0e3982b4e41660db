package engine

import (
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// bucketed is the order in which names come out of hash buckets; the later of one bucket comes first where back is set.
func bucketed(names []string, count uint32, bucket func(string) uint32, back bool) []string {
	buckets := make([][]string, count)
	for _, name := range names {
		at := bucket(name)
		if back {
			buckets[at] = append([]string{name}, buckets[at]...)
		} else {
			buckets[at] = append(buckets[at], name)
		}
	}
	return slices.Concat(buckets...)
}

func hashCode(s string) uint32 {
	h := uint32(0)
	for i := range len(s) {
		h = 31*h + uint32(s[i])
	}
	return h
}

// TestOrders: the members of every structure and the values of every enum come in the order of Java's containers.
func TestOrders(t *testing.T) {
	e := new(Engine)
	structures, enums := 0, 0
	for i := range tables.shapes {
		s := &tables.shapes[i]
		var names, got, want []string
		for n := range uint(s.Second) {
			if s.Kind == table.Structure || s.Kind == table.String {
				name := nameIn(s, n)
				if s.Kind == table.Structure {
					name = tables.members[uint(s.Members())+n].Printed
				}
				names = append(names, string(textOf(name)))
			}
		}
		switch s.Kind {
		case table.Structure:
			structures++
			e.rankNames(s)
			capacity := uint32(1)
			for n := len(names); capacity < uint32(n+1) || n >= 3 && float64(capacity) < float64(int(float64(n)/0.75+1)); {
				capacity *= 2
			}
			want = bucketed(names, capacity, func(name string) uint32 {
				h := hashCode(strings.ToLower(name[:1]) + name[1:])
				return (h ^ h>>16) & (capacity - 1)
			}, false)
		case table.String:
			if s.Slots == 0 {
				continue
			}
			enums++
			e.rankNames(s)
			want = bucketed(names, 32, func(name string) uint32 { return hashCode(name) & 31 }, true)
		default:
			continue
		}
		for n := range names {
			got = append(got, names[e.ranks[n]&255])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", names, got, want)
		}
	}
	if structures < 100 || enums < 20 {
		t.Errorf("only %d structures and %d enums", structures, enums)
	}
}

// TestRecordedOrders: the orders that the recordings show.
func TestRecordedOrders(t *testing.T) {
	e := new(Engine)
	e.Reset()
	for name, order := range map[string][2]string{
		"cognito-idp.SignUp":                         {"Password", "Username"},
		"cognito-idp.AdminAddUserToGroup":            {"GroupName", "Username"},
		"cognito-identity.GetCredentialsForIdentity": {"Logins", "IdentityId"},
	} {
		op := e.FindOperation([]byte(name))
		if op < 0 {
			t.Fatalf("%s: %d", name, op)
		}
		s := &tables.shapes[tables.operations[op].Input]
		e.rankNames(s)
		var got []string
		for n := range uint(s.Second) {
			got = append(got, string(textOf(nameIn(s, uint(e.ranks[n]&255)))))
		}
		if slices.Index(got, order[0]) > slices.Index(got, order[1]) {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, want := range [][]string{{"OPTIONAL", "OFF", "ON"}, {"implicit", "client_credentials", "code"}} {
		found := false
		for i := range tables.shapes {
			s := &tables.shapes[i]
			if s.Kind != table.String || int(s.Second) != len(want) {
				continue
			}
			e.rankNames(s)
			var got []string
			for n := range uint(s.Second) {
				got = append(got, string(textOf(nameIn(s, uint(e.ranks[n]&255)))))
			}
			found = found || slices.Equal(got, want)
		}
		if !found {
			t.Errorf("no enum comes out as %q", want)
		}
	}
}
