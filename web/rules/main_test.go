package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFresh holds the files in the repository to package rules.
func TestFresh(t *testing.T) {
	if err := run("..", true); err != nil {
		t.Error(err)
	}
	folder := t.TempDir()
	readme := filepath.Join(folder, "README.md")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(readme, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "src"), 0o755); err != nil {
		t.Fatal(err)
	}
	write("no table")
	if err := run(folder, false); err == nil || !strings.Contains(err.Error(), "are missing") {
		t.Errorf("a README without a place for the table: %v", err)
	}
	write("before\n" + tableBegins + "old\n" + tableEnds + "after\n")
	if err := run(folder, true); err == nil {
		t.Error("an old table is up to date")
	}
	if err := run(folder, false); err != nil {
		t.Fatal(err)
	}
	if err := run(folder, true); err != nil {
		t.Error(err)
	}
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	if s := string(text); !strings.HasPrefix(s, "before\n") || !strings.HasSuffix(s, "after\n") ||
		strings.Contains(s, "old") || !strings.Contains(s, "| `default-redirect-uri` | CreateUserPoolClient, ") {
		t.Errorf("the README is now\n%.300s", s)
	}
}
