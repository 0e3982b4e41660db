package validator

// The writer fills e.report. It never writes behind e.room and counts on; the callers cut back to where the last whole
// piece ended.

//
// What writes reports runs only when something is wrong; it is kept from being inlined, which made the module an eighth
// larger.

// cursor is where the writer stands in e.report, and where it must stop.
type cursor struct {
	at, room uint32
}

//go:noinline
func (e *Engine) put(w cursor, c byte) cursor {
	if w.at < w.room {
		e.report[w.at&(reportSize-1)] = c
	}
	w.at++
	return w
}

// bytes writes b, of which only the first part when there is no room for all.
//
//go:noinline
func (e *Engine) bytes(w cursor, b []byte) cursor {
	if w.at < w.room && w.room <= reportSize {
		copy(e.report[w.at:w.room], b)
	}
	w.at += uint32(len(b))
	return w
}

// words writes a text as it is.
//
//go:noinline
func (e *Engine) words(w cursor, t uint16) cursor { return e.bytes(w, text(t)) }

// quoted writes a text inside a JSON string.
//
//go:noinline
func (e *Engine) quoted(w cursor, t uint16) cursor { return e.escaped(w, text(t)) }

//go:noinline
func (e *Engine) escaped(w cursor, b []byte) cursor {
	for i := uint(0); i < uint(len(b)); {
		if end := plain(b, i); end > i {
			w, i = e.bytes(w, b[i:end]), end
			continue
		}
		w = e.char(w, b[i])
		i++
	}
	return w
}

// char writes a byte of a text inside a JSON string.
//
//go:noinline
func (e *Engine) char(w cursor, c byte) cursor {
	if c >= 0x20 && c != '"' && c != '\\' {
		return e.put(w, c)
	}
	w = e.put(w, '\\')
	switch c {
	case '"', '\\':
		return e.put(w, c)
	case '\n':
		return e.put(w, 'n')
	case '\r':
		return e.put(w, 'r')
	case '\t':
		return e.put(w, 't')
	}
	w = e.put(e.put(e.put(w, 'u'), '0'), '0')
	w = e.put(w, '0'+c>>4)
	return e.put(w, hexDigit(c&15))
}

// rune writes a scalar value inside a JSON string.
//
//go:noinline
func (e *Engine) scalar(w cursor, r rune) cursor {
	if r < 0x80 {
		return e.char(w, byte(r))
	}
	for u := encoded(r); u != 0; u >>= 8 {
		w = e.put(w, byte(u))
	}
	return w
}

// decoded writes the JSON string that starts at b[i], behind its quote, as text inside a JSON string.
//
//go:noinline
func (e *Engine) decoded(w cursor, b []byte, i uint) cursor {
	for i < uint(len(b)) && b[i] != '"' {
		// What is neither an escape nor a control character stays as it is.
		if end, _ := countWide(b, plain(b, i), 0); end > i {
			w, i = e.bytes(w, b[i:end]), end
			continue
		}
		r, next := scalar(b, i)
		if r < 0 {
			break
		}
		w, i = e.scalar(w, r), next
	}
	return w
}

// number writes a number in decimal digits.
//
//go:noinline
func (e *Engine) decimal(w cursor, v int64) cursor {
	u := uint64(v)
	if v < 0 {
		w = e.put(w, '-')
		u = -u
	}
	place := uint64(1)
	for u/place >= 10 {
		place *= 10
	}
	for ; place > 0; place /= 10 {
		w = e.put(w, byte('0'+u/place%10))
	}
	return w
}
