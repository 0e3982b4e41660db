package wasm_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestFresh holds that the module in the repository is what its sources build, byte for byte, so that host and web run
// the engine that the other tests have tested.
func TestFresh(t *testing.T) {
	// What the test reads, go test knows of: a result in its cache counts until one of these, or the engine, changes.
	for _, pattern := range []string{"core/*.mjs", "core/package-lock.json", "guest/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			if _, err := os.ReadFile(file); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := os.Stat("core/node_modules"); err != nil {
		t.Fatal("the module's builder is not installed: cd wasm/core && npm ci (make test does it)")
	}
	if out, err := exec.CommandContext(t.Context(), "node", "core/build.mjs", "--check").CombinedOutput(); err != nil {
		t.Errorf("the module is stale, or cannot be built: run make module and commit it: %v\n%s", err, out)
	}
}
