package engine

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
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

// TestOwnRules: the code of the tables' rules is read to the end of each of its streams, and nothing in it is refused.
func TestOwnRules(t *testing.T) {
	e := new(Engine)
	e.loadOwnRules()
	if e.packAt != 0 {
		t.Error("the code is refused")
	}
	ends := append(compact.at[1:], streamSize)
	for stream := table.StreamRule; stream < table.Streams; stream++ {
		if have, want := e.streamsAt[stream], ends[stream]; have != want {
			t.Errorf("stream %d is read up to %d, and ends at %d", stream, have, want)
		}
	}
}
