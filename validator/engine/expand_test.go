package engine

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestExpand holds the expanded tables to those that schemas/tables packed: they have the checksums that it wrote.
func TestExpand(t *testing.T) {
	sums, err := os.ReadFile("testdata/tables.sums")
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]any{
		"operations": tables.operations, "services": tables.services, "shapes": tables.shapes, "members": tables.members,
		"slots": tables.slots, "values": tables.values, "patterns": tables.patterns, "states": tables.states,
		"next": compact.next, "loops": compact.loops, "ascii": compact.ascii, "bytes": compact.bytes,
		"top": compact.top, "mid": compact.mid, "leaf": compact.leaf,
		"codes": tables.codes, "looks": tables.looks, "lookEnds": tables.lookEnds,
		"text": compact.text,
	}
	for line := range strings.Lines(string(sums)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, want, _ := strings.Cut(strings.TrimSpace(line), " ")
		records, ok := have[name]
		if !ok {
			t.Errorf("there is no table %s", name)
			continue
		}
		delete(have, name)
		if got := fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%v", records))); got != want {
			t.Errorf("table %s is not what schemas/tables packed", name)
		}
	}
	for name := range have {
		t.Errorf("table %s has no checksum", name)
	}
	if !bytes.Contains(sums, []byte("DO NOT EDIT.")) {
		t.Error("tables.sums does not say that it is generated")
	}
}
