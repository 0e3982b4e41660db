package engine

import (
	"math/bits"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// readName reads the string whose first byte is b[i], and returns the index after its closing quote, or stopped, and
// the hash of the name. It leaves in e where the name's bytes are, for findName, and how many scalar values they are.
func (e *Engine) readName(b []byte, i uint) (uint, uint64) {
	var (
		hash uint64
		j    = i
	)
	for j+8 <= uint(len(b)) {
		w := load64(b, j)
		m := markSpecial(w)
		if m == 0 {
			hash = table.Hash(hash, w)
			j += 8
			continue
		}
		n := uint(bits.TrailingZeros64(m)) >> 3
		if b[j+n] != '"' {
			// An escape or a character beyond ASCII: the name is read anew from its start, since all of it must be decoded.
			break
		}
		if n > 0 {
			// n is at most 7. With &63 Go leaves out its own test for shifts of 64 bits and more.
			hash = table.Hash(hash, w&(1<<(n<<3&63)-1))
		}
		e.nameStart, e.nameEnd, e.nameLength = uint32(i), uint32(j+n), uint32(j+n-i)
		return j + n + 1, hash
	}
	return e.readEscapedName(b, i)
}

// readEscapedName is readName for a name with escapes or characters beyond ASCII, or one less than eight bytes before
// the body's end.
func (e *Engine) readEscapedName(b []byte, i uint) (uint, uint64) {
	var (
		hash   uint64
		length uint
	)
	e.nameStart, e.nameEnd, e.nameLength = 1, 0, 0 // The end before the start: the name is in decodedName.
	for {
		w, n, next := readChunk(b, i)
		if n == 0 {
			r, _ := DecodeScalar(b, i)
			if r != '"' {
				return e.breakOff(i, uint8(^r)), 0
			}
			e.decodedLength = uint32(length)
			return i + 1, hash
		}
		hash = table.Hash(hash, w)
		i = next
		// A character has one byte that does not begin with the bits 10.
		e.nameLength += uint32(n) - uint32(bits.OnesCount64(w&^(w<<1)&highs))
		for ; n > 0; n-- {
			// A longer name is in no table, so only its length is of interest.
			if length < maxDecodedName {
				e.decodedName[length&(maxDecodedName-1)] = byte(w)
			}
			length++
			w >>= 8
		}
	}
}

// lastName is the name that was read last from b. It is empty when it has escapes, or characters beyond ASCII, and is
// longer than every name in the tables.
//
//go:noinline
func (e *Engine) lastName(b []byte) []byte {
	if e.nameEnd >= e.nameStart {
		return b[e.nameStart:e.nameEnd:e.nameEnd]
	}
	if e.decodedLength <= maxDecodedName {
		return e.decodedName[:e.decodedLength]
	}
	return b[:0:0]
}

// readChunk reads what comes next of the name at b[i]: as many whole characters as eight bytes of UTF-8 hold. It
// returns the bytes, the first one lowest, zeros after the last; how many they are, 0 at the closing quote and at what
// is no character; and the index after them. Two ways to write one name are divided alike, so that their hashes are the
// same.
func readChunk(b []byte, i uint) (w uint64, n, next uint) {
	if i+8 <= uint(len(b)) {
		w = load64(b, i)
		m := markSpecial(w)
		if m == 0 {
			return w, 8, i + 8
		}
		n = uint(bits.TrailingZeros64(m)) >> 3
		w &= 1<<(n<<3&63) - 1
		i += n
	}
	for i < uint(len(b)) && b[i] != '"' {
		r, after := DecodeScalar(b, i)
		if r < 0 {
			break
		}
		u := encodeUTF8(r)
		size := uint(bits.Len64(u)+7) >> 3
		if r == 0 { // U+0000 has no bits, but is a byte.
			size = 1
		}
		if n+size > 8 { // Characters are never divided: the next chunk starts with this one.
			break
		}
		w |= u << (n << 3 & 63)
		n += size
		i = after
	}
	return w, n, i
}

// matchName is the index after the closing quote when the string whose first byte is b[i] is the text t. It is none
// when that is another string, or when more than a comparison of bytes would be needed to tell.
func matchName(b []byte, i uint, t table.Text) uint {
	n, p := uint(compact.text[t]), uint(t)+1
	// Names in the tables have no backslash. So a quote after n equal bytes ends the string: it is not an escaped one.
	if i+n+8 > uint(len(b)) || p+n+8 > uint(len(compact.text)) || b[i+n] != '"' {
		return none
	}
	for ; n >= 8; n -= 8 {
		if load64(b, i) != load64(compact.text[:], p) {
			return none
		}
		i += 8
		p += 8
	}
	if (load64(b, i)^load64(compact.text[:], p))&(1<<(n<<3&63)-1) != 0 {
		return none
	}
	return i + n + 1
}

// findName is the index of the name that was read last among the members of a structure or the values of an enum, or
// none.
func (e *Engine) findName(b []byte, s *table.Shape, hash uint64) uint {
	if s.Slots == 0 {
		return none
	}
	// Slots are never full (see table.Slots), so a free one ends the search.
	for mask := uint64(table.Slots(uint16(s.Count())) - 1); ; hash++ {
		slot := uint(tables.slots[(uint64(s.Slots)-1+hash&mask)&(slotCount-1)])
		if slot == 0 {
			return none
		}
		want := textOf(nameIn(s, slot-1))
		// Go compares the bytes; the conversions copy nothing.
		if e.nameEnd >= e.nameStart {
			if string(b[e.nameStart:e.nameEnd:e.nameEnd]) == string(want) {
				return slot - 1
			}
		} else if e.decodedLength <= maxDecodedName && string(e.decodedName[:e.decodedLength]) == string(want) {
			return slot - 1
		}
	}
}
