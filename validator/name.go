package validator

import (
	"math/bits"

	"github.com/cognitocheck/cognitocheck/validator/table"
)

// name reads the string whose first byte is b[i], and returns the index behind its closing quote and the hash of the
// name. It leaves in e where the name's bytes are, for find.
func (e *Engine) name(b []byte, i uint) (uint, uint64) {
	var (
		hash uint64
		j    = i
	)
	for j+8 <= uint(len(b)) {
		w := word(b[j:])
		m := special(w)
		if m == 0 {
			hash = table.Hash(hash, w)
			j += 8
			continue
		}
		n := uint(bits.TrailingZeros64(m)) >> 3
		if b[j+n] != '"' {
			break
		}
		if n > 0 {
			hash = table.Hash(hash, w&(1<<(n<<3&63)-1))
		}
		e.nameStart, e.nameEnd, e.wordLength = uint32(i), uint32(j+n), 0
		return j + n + 1, hash
	}
	return e.decodedName(b, i)
}

// decodedName is name for one that has escapes or other than ASCII in it, or that stands near the body's end.
func (e *Engine) decodedName(b []byte, i uint) (uint, uint64) {
	var (
		hash, w uint64
		shift   uint
		length  uint32
	)
	e.nameStart, e.nameEnd = 1, 0
	for {
		if i < uint(len(b)) && b[i] == '"' {
			break
		}
		r, next := scalar(b, i)
		if r < 0 {
			return e.syntax(i, uint8(-r)), 0
		}
		i = next
		for u := encoded(r); ; u >>= 8 {
			if length < maxWord {
				e.word[length&(maxWord-1)] = byte(u)
			}
			length++
			w |= u & 0xFF << (shift & 63)
			shift += 8
			if shift == 64 {
				hash = table.Hash(hash, w)
				w, shift = 0, 0
			}
			if u < 0x100 {
				break
			}
		}
	}
	if shift > 0 {
		hash = table.Hash(hash, w)
	}
	e.wordLength = length
	return i + 1, hash
}

// encoded is the UTF-8 form of a scalar value, its first byte lowest.
func encoded(r rune) uint64 {
	u := uint64(r)
	switch {
	case r < 0x80:
		return u
	case r < 0x800:
		return 0xC0 | u>>6 | (0x80|u&0x3F)<<8
	case r < 0x10000:
		return 0xE0 | u>>12 | (0x80|u>>6&0x3F)<<8 | (0x80|u&0x3F)<<16
	}
	return 0xF0 | u>>18 | (0x80|u>>12&0x3F)<<8 | (0x80|u>>6&0x3F)<<16 | (0x80|u&0x3F)<<24
}

// behindName is the index behind the closing quote when the string whose first byte is b[i] is the text t; stopped when it
// is not, or when that cannot be told quickly.
func behindName(b []byte, i uint, t uint16) uint {
	n, p := uint(tables.text[t]), uint(t)+1
	if i+n+8 > uint(len(b)) || p+n+8 > uint(len(tables.text)) || b[i+n] != '"' {
		return stopped
	}
	for ; n >= 8; n -= 8 {
		if word(b[i:]) != word(tables.text[p:]) {
			return stopped
		}
		i += 8
		p += 8
	}
	if (word(b[i:])^word(tables.text[p:]))&(1<<(n<<3&63)-1) != 0 {
		return stopped
	}
	return i + n + 1
}

// find is the index of the name that was read last among the members of a structure or the values of an enum; stopped when it
// is not among them.
func (e *Engine) find(b []byte, s *table.Shape, hash uint64) uint {
	if s.Names == 0 {
		return stopped
	}
	for mask := uint64(table.Slots(s.Second) - 1); ; hash++ {
		slot := uint(tables.slots[(uint64(s.Names)-1+hash&mask)&(slotCount-1)])
		if slot == 0 {
			return stopped
		}
		want := text(nameOf(s, slot-1))
		if e.nameEnd >= e.nameStart {
			if string(b[e.nameStart:e.nameEnd]) == string(want) {
				return slot - 1
			}
		} else if e.wordLength <= maxWord && string(e.word[:e.wordLength]) == string(want) {
			return slot - 1
		}
	}
}

// nameOf is the text of a member of a structure, or of a value of an enum.
func nameOf(s *table.Shape, i uint) uint16 {
	if s.Kind == table.Structure {
		return tables.members[uint(s.First)+i].Name
	}
	return tables.names[uint(s.First)+i]
}
