package engine

import (
	"math/bits"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// eight bytes of 0x01, of 0x80, and of the bytes that end a run of plain text.
const (
	ones    = 0x0101010101010101
	highs   = 0x8080808080808080
	spaces  = 0x2020202020202020
	quotes  = 0x2222222222222222
	escapes = 0x5C5C5C5C5C5C5C5C
)

// word is the first eight bytes of b, the first one lowest. It is one load; encoding/binary, which has the same, would bring
// reflect along.
func word(b []byte) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// special has the high bit set of each byte of w that is a quote, a backslash, a control character or not ASCII. Only the
// lowest bit that is set can be relied on.
func markSpecial(w uint64) uint64 {
	q := w ^ quotes
	x := w ^ escapes
	return ((q-ones)&^q | (x-ones)&^x | (w-spaces)&^w | w) & highs
}

// plain is the index of the first byte from i on that ends a run of plain text, or the body's length.
func SkipPlain(b []byte, i uint) uint {
	for i+8 <= uint(len(b)) {
		if m := markSpecial(word(b[i:])); m != 0 {
			return i + uint(bits.TrailingZeros64(m))>>3
		}
		i += 8
	}
	for i < uint(len(b)) && tables.loops[anyGroup][b[i]]&anyMask != 0 {
		i++
	}
	return i
}

// run is the index of the first byte from i on that is not in the set of ASCII bytes that mask, one bit, picks from group, or
// the body's length. Eight bytes are looked up at a time, with one branch for all.
func skipSet(b []byte, i uint, group *[256]uint8, mask uint8) uint {
	for i+8 <= uint(len(b)) {
		w := word(b[i:])
		t0, t1, t2, t3 := group[w&255], group[w>>8&255], group[w>>16&255], group[w>>24&255]
		t4, t5, t6, t7 := group[w>>32&255], group[w>>40&255], group[w>>48&255], group[w>>56]
		if t0&t1&t2&t3&t4&t5&t6&t7&mask != 0 {
			i += 8
			continue
		}
		switch {
		case t0&mask == 0:
			return i
		case t1&mask == 0:
			return i + 1
		case t2&mask == 0:
			return i + 2
		case t3&mask == 0:
			return i + 3
		case t4&mask == 0:
			return i + 4
		case t5&mask == 0:
			return i + 5
		case t6&mask == 0:
			return i + 6
		}
		return i + 7
	}
	for i < uint(len(b)) && group[b[i]]&mask != 0 {
		i++
	}
	return i
}

// text reads the string whose first byte is b[i], against a shape, and returns the index behind its closing quote. Scanning, counting
// of scalar values and matching of the pattern are one pass. flags are those of the violations.
func (e *Engine) readString(b []byte, i uint, shape uint16, flags uint8) uint {
	var (
		s      = &tables.shapes[shape]
		start  = i
		extra  uint // bytes beyond one for each scalar value
		match  = s.Pattern != 0
		state  uint
		before uint // the index before the pattern's first state
		c      byte
		r      rune
		next   uint
		to     uint8
	)
	if match {
		state = uint(tables.patterns[s.Pattern-1].Start)
		before = state - 1
	}
	for {
		if !match {
			i = SkipPlain(b, i)
		}
		for match && i < uint(len(b)) {
			to = tables.next[state<<classBits|uint(tables.bytes[b[i]])]
			if to == 0 {
				break
			}
			i++
			if before+uint(to) == state {
				st := &tables.states[state]
				i = skipSet(b, i, &tables.loops[st.Group&(loopGroups-1)], st.Mask)
				continue
			}
			state = before + uint(to)
		}
		if i >= uint(len(b)) {
			return e.breakOff(i, reasonEnd)
		}
		c = b[i]
		if c == '"' {
			break
		}
		if tables.bytes[c] != noClass {
			match = false // Only a pattern stops at such a byte.
			continue
		}
		if c >= 0x80 {
			to = 0
			if match {
				to = uint8(state - before)
			}
			first := i
			if i, extra = skipWide(b, i, extra, state<<classBits, to); i > first {
				continue
			}
		}
		r, next = DecodeScalar(b, i)
		if r < 0 {
			return e.breakOff(i, uint8(-r))
		}
		extra += next - i - 1
		i = next
		if match {
			to = tables.next[state<<classBits|uint(classOf(r))]
			if match = to != 0; match {
				state = before + uint(to)
			}
		}
	}
	e.checkLength(s, int64(i-start-extra), shape, start, flags)
	if s.Pattern != 0 && (!match || tables.states[state].Accept == 0) {
		e.addViolation(codePattern, shape, start-1, 0, flags)
	}
	return i + 1
}

// length checks the length of the string whose first byte is b[start].
func (e *Engine) checkLength(s *table.Shape, count int64, shape uint16, start uint, flags uint8) {
	if s.Flags&table.HasMax != 0 && count > s.Max {
		e.addViolation(codeLengthMax, shape, start-1, count, flags)
	}
	if s.Flags&table.HasMin != 0 && count < s.Min {
		e.addViolation(codeLengthMin, shape, start-1, count, flags)
	}
}

// runWide goes over the characters beyond ASCII from i on and adds to extra their bytes beyond one each. It stops at what is no such
// character, at the first that does not lead from the state whose row of the automata starts at row to to (0 stands for any), and
// seven bytes before the body's end.
func skipWide(b []byte, i, extra, row uint, to uint8) (uint, uint) {
	ahead := i - extra // the index, were each character one byte
	left := b[i:]
	successors := (*[1 << classBits]uint8)(tables.next[row:])
loop:
	for len(left) >= 8 {
		var (
			w    = uint32(word(left))
			next = left
			r    uint32
		)
		switch {
		case w&0xC0C0F0 == 0x8080E0:
			r = w&0x0F<<12 | w>>2&0xFC0 | w>>16&0x3F
			if r < 0x800 || r>>11 == 0xD800>>11 {
				break loop
			}
			next = left[3:]
		case w&0xC0E0 == 0x80C0:
			r = w&0x1F<<6 | w>>8&0x3F
			if r < 0x80 {
				break loop
			}
			next = left[2:]
		case w&0xC0C0C0F8 == 0x808080F0:
			r = w&0x07<<18 | w<<4&0x3F000 | w>>10&0xFC0 | w>>24&0x3F
			if r-0x10000 >= 0x100000 {
				break loop
			}
			next = left[4:]
		default:
			break loop
		}
		if to != 0 && successors[wideClassOf(rune(r))&(1<<classBits-1)] != to {
			break
		}
		left = next
		ahead++
	}
	i = uint(len(b) - len(left))
	return i, i - ahead
}

// class is the class of a scalar value, the column of the automata's rows.
func classOf(r rune) uint8 {
	if r < 0x80 {
		return tables.ascii[r&127]
	}
	return wideClassOf(r)
}

// enum reads the string whose first byte is b[i], which must be one of the names of a shape.
func (e *Engine) readEnum(b []byte, i uint, shape uint16, flags uint8) uint {
	s := &tables.shapes[shape]
	guess := &e.guesses[uint(len(tables.members))+uint(shape)]
	if uint(*guess) < uint(s.Second) {
		if end := matchName(b, i, tables.names[uint(s.First)+uint(*guess)]); end != stopped {
			return end
		}
	}
	end, hash := e.readName(b, i)
	if end == stopped {
		return end
	}
	found := e.findName(b, s, hash)
	if found == stopped {
		e.addViolation(codeEnum, shape, i-1, 0, flags)
		return end
	}
	*guess = uint8(found)
	return end
}

// key checks the key of a map's entry, which has been read already, against its shape.
func (e *Engine) checkKey(b []byte, i uint, shape uint16) {
	s := &tables.shapes[shape]
	if s.Names != 0 {
		e.readEnum(b, i, shape, flagKey)
	} else if s.Flags&(table.HasMin|table.HasMax) != 0 || s.Pattern != 0 {
		e.readString(b, i, shape, flagKey)
	}
}

// blob reads the string whose first byte is b[i] as standard base64 with padding, and counts the bytes that it stands
// for.
func (e *Engine) readBlob(b []byte, i uint, shape uint16) uint {
	var (
		s      = &tables.shapes[shape]
		start  = i
		count  int64 // characters, padding left out
		pads   int64
		broken bool
	)
	for {
		run := i
		for i < uint(len(b)) && tables.loops[base64Group][b[i]]&base64Mask != 0 {
			i++
		}
		if i > run {
			broken = broken || pads > 0
			count += int64(i - run)
		}
		if i >= uint(len(b)) {
			return e.breakOff(i, reasonEnd)
		}
		if b[i] == '"' {
			break
		}
		r, next := DecodeScalar(b, i)
		if r < 0 {
			return e.breakOff(i, uint8(-r))
		}
		i = next
		switch {
		case r == '=':
			pads++
		case r < 0x80 && tables.loops[base64Group][r&127]&base64Mask != 0: // written as an escape, as some encoders do for the slash
			broken = broken || pads > 0
			count++
		default:
			broken = true
		}
	}
	if broken || pads > 2 || (count+pads)&3 != 0 {
		e.addViolation(codeType, shape, start-1, foundText, 0)
		return i + 1
	}
	count = (count+pads)>>2*3 - pads
	if s.Flags&table.HasMax != 0 && count > s.Max {
		e.addViolation(codeLengthMax, shape, start-1, count, 0)
	}
	if s.Flags&table.HasMin != 0 && count < s.Min {
		e.addViolation(codeLengthMin, shape, start-1, count, 0)
	}
	return i + 1
}
