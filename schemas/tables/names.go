package main

import (
	"encoding/binary"
	"fmt"

	"github.com/cognitocheck/cognitocheck/validator/table"
)

// hash is the hash of a whole name, see table.Hash.
func hash(name string) uint64 {
	var h uint64
	for b := []byte(name); len(b) > 0; {
		var word [8]byte
		b = b[copy(word[:], b):]
		h = table.Hash(h, binary.LittleEndian.Uint64(word[:]))
	}
	return h
}

// perfect finds the seed that puts the names of a set into different slots, and gives the slots.
func perfect(names []string) (table.NameSet, []uint8, error) {
	hashes := make([]uint64, len(names))
	for i, name := range names {
		hashes[i] = hash(name)
	}
	size := uint8(1)
	for 1<<size < len(names) {
		size++
	}
	for ; size <= 12; size++ {
	seeds:
		for seed := range 1 << 16 {
			s := table.NameSet{Seed: uint16(seed), Shift: 64 - size}
			slots := make([]uint8, 1<<size)
			for i, h := range hashes {
				at := s.Slot(h)
				if slots[at] != 0 {
					continue seeds
				}
				slots[at] = uint8(i + 1)
			}
			return s, slots, nil
		}
	}
	return table.NameSet{}, nil, fmt.Errorf("no perfect hash for %d names, of which the first is %q", len(names), names[0])
}
