package validator_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestImports: the package imports the standard library alone, and the engine only what a module without Go's runtime
// can have: math/bits and the layout of its own tables.
func TestImports(t *testing.T) {
	const path = "github.com/cognitocheck/cognitocheck/validator"
	for name, want := range map[string][]string{
		".": {
			"bytes", "context", "encoding/json", "fmt", path + "/engine", path + "/engine/table", "strconv", "strings", "sync",
		},
		"./engine":       {path + "/engine/table", "math/bits"},
		"./engine/table": {"math/bits"},
	} {
		out, err := exec.Command("go", "list", "-f", `{{join .Imports " "}}`, name).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if got := strings.Fields(string(out)); !slices.Equal(got, want) {
			t.Errorf("%s imports %q, want %q", name, got, want)
		}
	}
}
