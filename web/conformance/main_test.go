package main

import (
	"bytes"
	"os"
	"testing"
)

// TestFresh tells whether corpus.jsonl is what the validator gives today.
func TestFresh(t *testing.T) {
	var want bytes.Buffer
	if err := write(&want); err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("corpus.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want.Bytes()) {
		t.Error("corpus.jsonl is stale: go run ./web/conformance > web/conformance/corpus.jsonl")
	}
}
