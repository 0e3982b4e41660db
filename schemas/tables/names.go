package main

import (
	"encoding/binary"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
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

// placed is the slots of a set of names, see table.Slots.
func placed(names []string) []uint8 {
	slots := make([]uint8, table.Slots(uint16(len(names))))
	for i, name := range names {
		at := hash(name)
		for slots[at%uint64(len(slots))] != 0 {
			at++
		}
		slots[at%uint64(len(slots))] = uint8(i + 1)
	}
	return slots
}
