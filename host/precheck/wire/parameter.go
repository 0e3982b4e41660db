package wire

import (
	"iter"
	"strings"
)

// parameters yields the parameters of a query string or a form in order. It splits at & only, takes + for a space, and
// leaves a percent sign that no two hexadecimal digits follow as it is.
func parameters(text string) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for text != "" {
			var piece string
			piece, text, _ = strings.Cut(text, "&")
			if piece == "" {
				continue
			}
			name, value, _ := strings.Cut(piece, "=")
			if !yield(unescape(name), unescape(value)) {
				return
			}
		}
	}
}

// unescape returns the bytes that an escaped text stands for. They may not be UTF-8.
func unescape(text string) string {
	if !strings.ContainsAny(text, "+%") {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '+':
			c = ' '
		case c == '%' && i+2 < len(text):
			high, low := hexDigit(text[i+1]), hexDigit(text[i+2])
			if high >= 0 && low >= 0 {
				c = byte(high<<4 | low)
				i += 2
			}
		}
		out = append(out, c)
	}
	return string(out)
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
