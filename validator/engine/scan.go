package engine

import "math/bits"

// Eight bytes of 0x01, of 0x80, and of the bytes that end a run of plain text.
const (
	ones    = 0x0101010101010101
	highs   = 0x8080808080808080
	spaces  = 0x2020202020202020
	quotes  = 0x2222222222222222
	escapes = 0x5C5C5C5C5C5C5C5C
)

// load64 is eight bytes of b from i on, the first one lowest. It is one load; encoding/binary, which has the same,
// would bring reflect along. Of a slice whose capacity is known Go finds the start without a test.
func load64(b []byte, i uint) uint64 {
	w := b[i : i+8 : i+8]
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24 |
		uint64(w[4])<<32 | uint64(w[5])<<40 | uint64(w[6])<<48 | uint64(w[7])<<56
}

// store64 writes w to eight bytes of b from i on, its lowest byte first.
func store64(b []byte, i uint, w uint64) {
	b = b[i : i+8 : i+8]
	b[0], b[1], b[2], b[3] = byte(w), byte(w>>8), byte(w>>16), byte(w>>24)
	b[4], b[5], b[6], b[7] = byte(w>>32), byte(w>>40), byte(w>>48), byte(w>>56)
}

// markSpecial sets the high bit of each byte of w that is a quote, a backslash, a control character or not ASCII. Only
// the lowest bit that is set is certain: a borrow may set others above it.
func markSpecial(w uint64) uint64 {
	q := w ^ quotes
	x := w ^ escapes
	return ((q-ones)&^q | (x-ones)&^x | (w-spaces)&^w | w) & highs
}

// skipPlain is the index of the first byte from i on that is a quote, a backslash, a control character or not ASCII, or
// the length of b.
func skipPlain(b []byte, i uint) uint {
	for i+8 <= uint(len(b)) {
		if m := markSpecial(load64(b, i)); m != 0 {
			return i + uint(bits.TrailingZeros64(m))>>3
		}
		i += 8
	}
	for i < uint(len(b)) && compact.loops[anyGroup][b[i]]&anyMask != 0 {
		i++
	}
	return i
}

// SkipLiteral is the index of the first byte from i on that is a quote, a backslash, a control character or no UTF-8,
// or the length of b.
func SkipLiteral(b []byte, i uint) uint {
	for {
		i = skipPlain(b, i)
		if i >= uint(len(b)) || b[i] < 0x80 {
			return i
		}
		wide, _ := skipWide(b, i, 0, 0, 0)
		if wide > i {
			i = wide
			continue
		}
		r, next := DecodeScalar(b, i)
		if r < 0 {
			return i
		}
		i = next
	}
}

// skipSet is the index of the first byte from i on that is not in the set of ASCII bytes that mask, one bit, picks from
// group, or the body's length. Eight bytes are looked up at a time, with one branch for all.
func skipSet(b []byte, i uint, group *[256]uint8, mask uint8) uint {
	for i+8 <= uint(len(b)) {
		w := load64(b, i)
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

// skipWide skips characters beyond ASCII from i on. It returns the index after them, and extra with the bytes added
// that they have beyond one each.
//
// row is where a pattern's state starts in compact.next, to the number of its successor: skipWide goes on as long as
// each character leads to that one. With to 0 every character will do. It also stops at what is no such character, and
// seven bytes before the body's end.
func skipWide(b []byte, i, extra, row uint, to uint8) (uint, uint) {
	ahead := i - extra // the index, were each character one byte
	successors := (*[1 << classBits]uint8)(compact.next[row:])
loop:
	for i+8 <= uint(len(b)) {
		var (
			w    = uint32(load64(b, i))
			size uint
			r    uint32
		)
		switch {
		// The first byte is the lowest of w. What UTF-8 forbids is left to DecodeScalar, which knows why.
		case w&0xC0C0F0 == 0x8080E0: // 1110xxxx 10xxxxxx 10xxxxxx, but no overlong form and no surrogate
			r = w&0x0F<<12 | w>>2&0xFC0 | w>>16&0x3F
			if r < 0x800 || r>>11 == 0xD800>>11 {
				break loop
			}
			size = 3
		case w&0xC0E0 == 0x80C0: // 110xxxxx 10xxxxxx
			r = w&0x1F<<6 | w>>8&0x3F
			if r < 0x80 {
				break loop
			}
			size = 2
		case w&0xC0C0C0F8 == 0x808080F0: // 11110xxx and three more; below U+10000 the subtraction wraps around
			r = w&0x07<<18 | w<<4&0x3F000 | w>>10&0xFC0 | w>>24&0x3F
			if r-0x10000 >= 0x100000 {
				break loop
			}
			size = 4
		default:
			break loop
		}
		if to != 0 && successors[wideClassOf(rune(r))&(1<<classBits-1)] != to {
			break
		}
		i += size
		ahead++
	}
	return i, i - ahead
}
