package wire

import (
	"bytes"
	"iter"
)

// splitParameters yields the parameters of a query string or a form in order. It splits at & only, takes + for a space,
// and leaves a percent sign that no two hexadecimal digits follow as it is. A name and a value last until the next
// ones.
func splitParameters(text []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(name, value []byte) bool) {
		var names, values []byte
		for name, value := range splitEscaped(text, "&") {
			if !yield(unescape(&names, name, ' '), unescape(&values, value, ' ')) {
				return
			}
		}
	}
}

// splitEscaped yields the parameters as they are there, split at the dividers.
func splitEscaped(text []byte, dividers string) iter.Seq2[[]byte, []byte] {
	return func(yield func(name, value []byte) bool) {
		for len(text) > 0 {
			piece := text
			if end := bytes.IndexAny(text, dividers); end >= 0 {
				piece, text = text[:end], text[end+1:]
			} else {
				text = nil
			}
			if len(piece) == 0 {
				continue
			}
			if name, value, _ := bytes.Cut(piece, []byte("=")); !yield(name, value) {
				return
			}
		}
	}
}

// unescape returns the bytes that an escaped text means, in the buffer when they are others. They may not be UTF-8.
// A plus stands for the byte that is given.
func unescape(buffer *[]byte, text []byte, plus byte) []byte {
	if bytes.IndexByte(text, '+') < 0 && bytes.IndexByte(text, '%') < 0 {
		return text
	}
	if cap(*buffer) < len(text) {
		*buffer = make([]byte, 0, len(text))
	}
	out := (*buffer)[:0]
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '+':
			c = plus
		case c == '%' && i+2 < len(text):
			high, low := hexDigit(text[i+1]), hexDigit(text[i+2])
			if high >= 0 && low >= 0 {
				c = byte(high<<4 | low)
				i += 2
			}
		}
		out = append(out, c)
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c - 'a' + 10)
	case 'A' <= c && c <= 'F':
		return int(c - 'A' + 10)
	}
	return -1
}
