package validator

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// TestCollidingNames: names that have the same hash in the tables are told apart, few or many, and a name that comes
// twice is found in every place and in every form in which it can be written.
func TestCollidingNames(t *testing.T) {
	op, err := Lookup("cognito-identity.GetId")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for i := uint32(1); len(names) < 40; i += 0x9E3779B1 {
		front := fmt.Sprintf("%08x", i)
		back := table.Hash(0, binary.LittleEndian.Uint64([]byte(front))) ^ 0x5A5A5A5A5A5A5A5A
		var letters [8]byte
		binary.LittleEndian.PutUint64(letters[:], back)
		if !strings.ContainsFunc(string(letters[:]),
			func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
			names = append(names, front+string(letters[:]))
		}
	}
	for _, count := range []int{2, 3, 15, 16, 17, 40} {
		for _, common := range []string{"", "kkkkkkkk"} {
			for twice := -1; twice < count; twice++ {
				var body strings.Builder
				body.WriteString(`{"IdentityPoolId":"us-east-1:1","Logins":{"plain":"a"`)
				for _, name := range names[:count] {
					fmt.Fprintf(&body, `,"%s%s":"a"`, common, name)
				}
				if twice >= 0 {
					fmt.Fprintf(&body, `,"%s\u%04x%s":"a"`, common, names[twice][0], names[twice][1:])
				}
				body.WriteString(`}}`)
				report, err := op.Check([]byte(body.String()), Options{Levels: mustLevels(t, "entries.max=off,length.max=off")})
				if err != nil {
					t.Fatal(err)
				}
				if report.Valid != (twice < 0) ||
					twice >= 0 && (len(report.Violations) != 1 || report.Violations[0].Code != "duplicate") {
					t.Errorf("%d names, the %d. twice: %s", count, twice, report.JSON())
				}
			}
		}
	}
}

func mustLevels(t *testing.T, settings string) *Levels {
	t.Helper()
	levels, err := ParseLevels(settings)
	if err != nil {
		t.Fatal(err)
	}
	return levels
}
