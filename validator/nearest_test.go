package validator

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestNearest: the names that an error offers are those that a plain count of differing letters finds.
func TestNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	operations := Operations()
	for range 1500 {
		name := []byte(operations[r.IntN(len(operations))].Name())
		for range 1 + r.IntN(12) {
			at := r.IntN(len(name) + 1)
			switch r.IntN(3) {
			case 0:
				name = slices.Insert(name, at, byte('a'+r.IntN(26)))
			case 1:
				name = slices.Delete(name, min(at, len(name)-1), len(name))
				name = append(name, "Pool"...)
			default:
				name[min(at, len(name)-1)] ^= 0x20
			}
		}
		_, err := Lookup(string(name))
		var unknown *UnknownOperationError
		if !errors.As(err, &unknown) {
			continue // it still is a name, or one of several services
		}
		if want := nearest(string(name), operations); !slices.Equal(unknown.Nearest, want) {
			t.Errorf("%s: %q, want %q", name, unknown.Nearest, want)
		}
	}
}

func nearest(name string, operations []Operation) []string {
	type candidate struct {
		name     string
		distance int
	}
	part := name[strings.LastIndexByte(name, '.')+1:]
	var all []candidate
	for _, o := range operations {
		bare := o.Name()[strings.IndexByte(o.Name(), '.')+1:]
		if d := distance(strings.ToLower(part), strings.ToLower(bare)); d*2 <= len(part) && len(part) < 64 {
			all = append(all, candidate{o.String(), d})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return a.distance - b.distance })
	var names []string
	for _, c := range all[:min(3, len(all))] {
		names = append(names, c.name)
	}
	return names
}

func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
