package automaton

import (
	"bytes"
	"errors"
	"slices"
	"unicode"
	"unicode/utf8"
)

// The trie takes a code point apart into 11, 7 and 3 bits. For the three services' patterns that is 9.6 kB, 1.3 kB
// after brotli. Of the layouts tried (two and three stages, leaves of 2 to 256 code points as bytes, nibbles or bits)
// the smallest three-stage one is 27 kB, 1.24 kB after brotli; nibbles save 8 bytes here and cost a shift.
const (
	// TopShift takes a code point to its index in Top.
	TopShift = LeafBits + MidBits
	// MidBits is the number of bits of the code point that index a block of Mid.
	MidBits = 7
	// LeafBits is the number of bits of the code point that index a block of Leaf.
	LeafBits = 3
)

// Trie maps a code point to its class in three loads of one byte each:
//
//	m := Top[r>>10]
//	l := Mid[m<<7 | r>>3&127]
//	c := Leaf[l<<3 | r&7]
//
// Below U+0080, where ASCII answers, and at the surrogates it holds the class of U+10FFFF.
type Trie struct {
	Top  []uint8 // number of the block of Mid, for each 1024 code points
	Mid  []uint8 // blocks of 128: number of the block of Leaf, for each 8 code points
	Leaf []uint8 // blocks of 8: the class
}

// Lookup is the class of a scalar value from U+0080 on. It panics for values above U+10FFFF.
func (t *Trie) Lookup(r rune) uint8 {
	m := uint32(t.Top[uint32(r)>>TopShift])
	l := uint32(t.Mid[m<<MidBits|uint32(r)>>LeafBits&(1<<MidBits-1)])
	return t.Leaf[l<<LeafBits|uint32(r)&(1<<LeafBits-1)]
}

func buildTrie(class func(rune) uint8) (Trie, error) {
	values := make([]uint8, unicode.MaxRune+1)
	for r := range values {
		if r < utf8.RuneSelf {
			values[r] = class(unicode.MaxRune)
		} else {
			values[r] = class(rune(r))
		}
	}
	var t Trie
	var leaves []uint8
	var ok, fits bool
	leaves, t.Leaf, ok = share(values, 1<<LeafBits)
	t.Top, t.Mid, fits = share(leaves, 1<<MidBits)
	if !ok || !fits {
		return Trie{}, errors.New("more than 256 distinct blocks in the trie's stage")
	}
	return t, nil
}

// share stores equal blocks of n values once, in ascending order, and tells each block's number.
func share(values []uint8, n int) (numbers, blocks []uint8, ok bool) {
	var distinct [][]uint8
	seen := map[string]bool{}
	for b := range slices.Chunk(values, n) {
		if !seen[string(b)] {
			seen[string(b)] = true
			distinct = append(distinct, b)
		}
	}
	slices.SortFunc(distinct, bytes.Compare)
	for b := range slices.Chunk(values, n) {
		i, _ := slices.BinarySearchFunc(distinct, b, bytes.Compare)
		numbers = append(numbers, uint8(i))
	}
	return numbers, slices.Concat(distinct...), len(distinct) <= 256
}
