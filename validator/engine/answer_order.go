package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// rankNames puts the indexes of names into Engine.ranks, in its low bytes.
//
// The members of a structure come in the order in which the service reports their failures: that of a Java 8 HashMap
// over their lower-camel names, by bucket, then as declared. The values of an enum come in the order in which the
// service lists them: by the low five bits of their hash, and from the last declared to the first within equal bits.
// Both orders are derived from recorded answers.
//
//go:noinline
func (e *Engine) rankNames(s *table.Shape) {
	count := uint32(s.Count())
	capacity := uint32(32)
	if s.Kind == table.Structure {
		threshold := count + 1
		if count >= 3 {
			threshold = count*4/3 + 1
		}
		for capacity = 1; capacity < threshold; {
			capacity *= 2
		}
	}
	for i := uint32(0); i < count; i++ {
		index := i
		if s.Kind != table.Structure {
			index = count - 1 - i
		}
		// java.lang.String.hashCode of an ASCII name.
		h := uint32(0)
		name := nameIn(s, uint(index))
		if s.Kind == table.Structure {
			name = tables.members[uint(s.Members())+uint(index)].Printed
		}
		for j, c := range textOf(name) {
			if j == 0 && s.Kind == table.Structure {
				c = toLower(c)
			}
			h = 31*h + uint32(c)
		}
		if s.Kind == table.Structure {
			h ^= h >> 16
		}
		h &= capacity - 1
		// After those of the same bucket.
		at := i
		for at > 0 && uint32(e.ranks[(at-1)&255])>>8 > h {
			e.ranks[at&255] = e.ranks[(at-1)&255]
			at--
		}
		e.ranks[at&255] = uint16(h<<8 | index)
	}
}
