package engine

// DecodeScalar decodes the Unicode scalar value at b[i] inside a JSON string, an escape or UTF-8, and returns it with
// the index after it. A value below 0 says that there is none: it is the reason, with all bits inverted. Package
// unicode/utf8 is not used: its tables would have to come along into the module.
func DecodeScalar(b []byte, i uint) (rune, uint) {
	n := uint(len(b))
	if i >= n {
		return ^reasonEnd, i
	}
	c := b[i]
	switch {
	case c == '\\':
		return decodeEscape(b, i)
	case c < 0x20:
		return ^reasonControl, i
	case c < 0x80:
		return rune(c), i + 1
	}
	// The first of two bytes has 5 bits of the character, that of three 4, that of four 3, and each other byte 6.
	size := uint(2)
	if c >= 0xE0 {
		size++
	}
	if c >= 0xF0 {
		size++
	}
	r := rune(c) & (0x7F >> size)
	for k := uint(1); k < size; k++ {
		if i+k >= n || b[i+k]&0xC0 != 0x80 {
			return ^reasonUTF8, i
		}
		r = r<<6 | rune(b[i+k]&0x3F)
	}
	if c >= 0xC2 && c < 0xF5 && r >= 0x80<<(4*size-8+size>>2) && uint32(r-0xD800) >= 0x800 && r <= 0x10FFFF {
		return r, i + size
	}
	return ^reasonUTF8, i
}

// decodeEscape decodes the escape at b[i], a backslash, as DecodeScalar does.
func decodeEscape(b []byte, i uint) (rune, uint) {
	if i+1 >= uint(len(b)) {
		return ^reasonEnd, i
	}
	switch c := b[i+1]; c {
	case '"', '\\', '/':
		return rune(c), i + 2
	case 'b':
		return '\b', i + 2
	case 'f':
		return '\f', i + 2
	case 'n':
		return '\n', i + 2
	case 'r':
		return '\r', i + 2
	case 't':
		return '\t', i + 2
	case 'u':
		r := decodeUnit(b, i)
		switch {
		case r < 0:
			return ^reasonEscape, i
		case r < 0xD800 || r > 0xDFFF:
			return r, i + 6
		case r < 0xDC00:
			if low := decodeUnit(b, i+6); low >= 0xDC00 && low <= 0xDFFF {
				return (r-0xD800)<<10 + (low - 0xDC00) + 0x10000, i + 12
			}
		}
		return ^reasonSurrogate, i
	}
	return ^reasonEscape, i
}

// decodeUnit is the UTF-16 unit of the escape \uXXXX at b[i], or −1 where there is none.
func decodeUnit(b []byte, i uint) rune {
	if i+6 > uint(len(b)) || b[i] != '\\' || b[i+1] != 'u' {
		return -1
	}
	// All four digits at once, a byte each: a letter has the bit 0x40, and its value is nine more than its low four bits.
	w := uint32(b[i+2]) | uint32(b[i+3])<<8 | uint32(b[i+4])<<16 | uint32(b[i+5])<<24
	letters := w >> 6 & 0x01010101
	v := w&0x0F0F0F0F + letters*9
	if v&0xF0F0F0F0 != 0 || w|letters<<5 != v+0x30303030+(v+0x06060606)>>4&0x01010101*39 {
		return -1
	}
	return rune(v&15<<12 | v>>8&15<<8 | v>>16&15<<4 | v>>24)
}

// encodeUTF8 is the UTF-8 form of a scalar value, its first byte lowest.
func encodeUTF8(r rune) uint64 {
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
