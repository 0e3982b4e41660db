package main

import (
	"bytes"
	"os"
	"testing"
)

// TestFresh tells whether the files are what the validator and the pre-check give today.
func TestFresh(t *testing.T) {
	for name, write := range files {
		var want bytes.Buffer
		if err := write(&want); err != nil {
			t.Fatal(err)
		}
		have, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(have, want.Bytes()) {
			t.Errorf("%s is stale: go run ./web/conformance", name)
		}
	}
}
