package validator_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestImports holds the package to what a small module needs: of the standard library, sync for the pool of engines and
// math/bits, and what these need themselves; nothing from outside.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	allowed := []string{
		"github.com/cognitocheck/cognitocheck/validator", "github.com/cognitocheck/cognitocheck/validator/table",
		"errors", "math/bits", "runtime", "sync", "sync/atomic", "unsafe",
	}
	for _, path := range strings.Fields(string(out)) {
		if !slices.Contains(allowed, path) && !strings.HasPrefix(path, "internal/") && !strings.HasPrefix(path, "runtime/") {
			t.Errorf("imports %s", path)
		}
	}
	out, err = exec.Command("go", "list", "-f", `{{join .Imports " "}}`, ".", "./table").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got := strings.Fields(string(out)); !slices.Equal(got, []string{"github.com/cognitocheck/cognitocheck/validator/table", "math/bits", "sync", "math/bits"}) {
		t.Errorf("imports %q itself", got)
	}
}
