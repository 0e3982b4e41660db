package awscli

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// The nearest names come by distance, those of one distance in the order of the candidates.
func TestNearest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		var out strings.Builder
		for range random.IntN(12) {
			out.WriteByte("abc"[random.IntN(3)])
		}
		return out.String()
	}
	full := 0
	for range 2000 {
		name, candidates := word(), make([]string, random.IntN(30))
		for i := range candidates {
			candidates[i] = word()
		}
		most := 1 + len(name)/5
		var want []string
		for distance := 1; distance <= most; distance++ {
			for _, candidate := range candidates {
				if len(want) < 3 && countEdits(name, candidate, most) == distance {
					want = append(want, candidate)
				}
			}
		}
		if got := nearest(name, candidates); !slices.Equal(got, want) {
			t.Fatalf("%q of %q: %q, want %q", name, candidates, got, want)
		}
		if len(want) == 3 {
			full++
		}
	}
	if full < 100 {
		t.Errorf("only %d names have three relatives", full)
	}
}

// A whole number is written as package big writes it.
func TestWholeNumber(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{"0", "00", "1", "7", "_", "12345678901234567890", "1_000"}
	good := 0
	for range 20_000 {
		text := []string{"", "", "+", "-", "--", "+-"}[random.IntN(6)]
		for range random.IntN(6) {
			text += parts[random.IntN(len(parts))]
		}
		var want string
		if pythonInteger.MatchString(text) {
			n, ok := new(big.Int).SetString(strings.ReplaceAll(strings.TrimPrefix(text, "+"), "_", ""), 10)
			if !ok {
				t.Fatalf("%q is no number", text)
			}
			want = n.String()
			good++
		}
		for _, written := range []string{text, " \t" + text + "\n"} {
			if got, ok := parseInteger(written); ok != (want != "") || string(got) != want {
				t.Errorf("%q: %q, %t, want %q", written, got, ok, want)
			}
		}
	}
	if good < 1000 {
		t.Errorf("only %d numbers", good)
	}
}
