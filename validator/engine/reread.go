package engine

import "math/bits"

// The functions of this file read JSON that was found well-formed before, so they check less. An index may be none:
// then there is no value, and nothing is found in it.

// skipBracket is the index of the first element or name of the container at b[i], or of its closing bracket. It is the
// body's end when i is none.
//
//go:noinline
func skipBracket(b []byte, i uint) uint {
	if i >= uint(len(b)) {
		return uint(len(b))
	}
	return skipSpace(b, i+1)
}

// readInteger is the value of a number, which has been found to be a whole one of 32 bits.
func readInteger(text []byte) int64 {
	if text[0] == '-' {
		v, _ := parseInteger(text[1:len(text):len(text)])
		return -int64(v)
	}
	v, _ := parseInteger(text)
	return int64(v)
}

// skipValue is the index after the value at b[i].
//
//go:noinline
func skipValue(b []byte, i uint) uint {
	depth := uint(0)
	for i < uint(len(b)) {
		c := b[i]
		switch {
		case c == '"':
			if i = skipString(b, i); depth == 0 {
				return i
			}
			continue
		case c|0x20 == '{':
			depth++
		case c|0x20 == '}':
			if depth <= 1 {
				return i + depth
			}
			depth--
		case depth == 0 && (c == ',' || c <= ' '):
			return i
		}
		i++
	}
	return i
}

// skipString is the index after the string whose opening quote is b[i]. It looks for quotes alone, and from each one
// back: a quote with an odd number of backslashes before it is part of the text.
//
//go:noinline
func skipString(b []byte, i uint) uint {
	for {
		i = findQuote(b, i+1)
		first := i
		for first-1 < uint(len(b)) && b[first-1] == '\\' {
			first--
		}
		if (i-first)&1 == 0 || i >= uint(len(b)) {
			return i + 1
		}
	}
}

// findQuote is the index of the first quote from i on, or the body's length.
func findQuote(b []byte, i uint) uint {
	for i+8 <= uint(len(b)) {
		q := load64(b, i) ^ quotes
		if m := (q - ones) &^ q & highs; m != 0 {
			return i + uint(bits.TrailingZeros64(m))>>3
		}
		i += 8
	}
	for i < uint(len(b)) && b[i] != '"' {
		i++
	}
	return i
}

// skipUnescaped is the index of the first quote or backslash from i on, or the body's length.
//
//go:noinline
func skipUnescaped(b []byte, i uint) uint {
	for i+8 <= uint(len(b)) {
		q := load64(b, i)
		x := q ^ escapes
		q ^= quotes
		if m := ((q-ones)&^q | (x-ones)&^x) & highs; m != 0 {
			return i + uint(bits.TrailingZeros64(m))>>3
		}
		i += 8
	}
	for i < uint(len(b)) && b[i] != '"' && b[i] != '\\' {
		i++
	}
	return i
}

// skipName is the index of the value of the entry whose name starts at b[i], a quote.
//
//go:noinline
func skipName(b []byte, i uint) uint { return skipSeparators(b, skipString(b, i)) }

// skipSeparators is the index of what follows white space, commas and colons: the next value, name or closing bracket.
//
//go:noinline
func skipSeparators(b []byte, i uint) uint {
	for i < uint(len(b)) && (b[i] <= ' ' || b[i] == ',' || b[i] == ':') {
		i++
	}
	return i
}

// countBlob counts the bytes that the base64 text at b[i] encodes.
func countBlob(b []byte, i uint) int64 {
	count, pads := int64(0), int64(0)
	for i < uint(len(b)) && b[i] != '"' {
		var r rune
		r, i = DecodeScalar(b, i)
		if r < 0 {
			break
		}
		count++
		if r == '=' {
			pads++
		}
	}
	return count>>2*3 - pads
}
