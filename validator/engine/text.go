package engine

// text is the text that stands at t, behind its length.
func bytesOf(t uint16) []byte {
	start := uint(t) + 1
	return tables.text[start : start+uint(tables.text[t])]
}

// says tells whether b from i to end is the text t.
//
//go:noinline
func isTextBetween(b []byte, i, end uint, t uint16) bool {
	return string(b[i:end]) == string(bytesOf(t))
}

// following is the text behind t.
//
//go:noinline
func nextText(t uint16) uint16 { return t + 1 + uint16(tables.text[t]) }

// nth is the n-th text behind t.
//
//go:noinline
func nthText(t, n uint16) uint16 {
	for ; n > 0; n-- {
		t = nextText(t)
	}
	return t
}
