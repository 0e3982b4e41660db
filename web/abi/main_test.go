package main

import (
	"path/filepath"
	"testing"
)

// TestFresh holds the file in the repository to package wasm.
func TestFresh(t *testing.T) {
	if err := run("../src/abi_gen.ts", true); err != nil {
		t.Error(err)
	}
	stale := filepath.Join(t.TempDir(), "abi_gen.ts")
	if err := run(stale, true); err == nil {
		t.Error("a missing file is up to date")
	}
	if err := run(stale, false); err != nil {
		t.Fatal(err)
	}
	if err := run(stale, true); err != nil {
		t.Error(err)
	}
}
