package engine

// The writer fills e.report at e.at. It never writes behind e.room and counts on; the callers cut back to where the last
// whole piece ended.
//
// What writes reports runs only when something is wrong; it is kept from being inlined, which made the module an eighth
// larger.

//go:noinline
func (e *Engine) put(c byte) {
	if e.at < e.room {
		e.report[e.at&(reportSize-1)] = c
	}
	e.at++
}

// bytes writes b, of which only the first part when there is no room for all.
//
//go:noinline
func (e *Engine) bytes(b []byte) {
	if e.at < e.room && e.room <= reportSize {
		copy(e.report[e.at:e.room], b)
	}
	e.at += uint32(len(b))
}

// words writes a text as it is.
//
//go:noinline
func (e *Engine) words(t uint16) { e.bytes(text(t)) }

// quoted writes a text inside a JSON string.
//
//go:noinline
func (e *Engine) quoted(t uint16) { e.escaped(text(t)) }

// escaped writes b inside a JSON string.
//
//go:noinline
func (e *Engine) escaped(b []byte) {
	for i := e.run(b, 0); i < uint(len(b)); i = e.run(b, i+1) {
		e.char(b[i])
	}
}

// run writes what stands from b[i] on that is the same inside a JSON string, and returns the index behind it.
//
//go:noinline
func (e *Engine) run(b []byte, i uint) uint {
	end := plain(b, i)
	if end > i {
		e.bytes(b[i:end])
	}
	return end
}

// char writes a byte of a text inside a JSON string.
//
//go:noinline
func (e *Engine) char(c byte) {
	if c < 0x20 || c == '"' || c == '\\' {
		e.put('\\')
		switch c {
		case '\n':
			c = 'n'
		case '\r':
			c = 'r'
		case '\t':
			c = 't'
		}
		if c < 0x20 {
			e.words(textHex)
			e.put('0' + c>>4)
			c = hexDigit(c & 15)
		}
	}
	e.put(c)
}

// scalar writes a scalar value inside a JSON string.
//
//go:noinline
func (e *Engine) scalar(r rune) {
	if r < 0x80 {
		e.char(byte(r))
		return
	}
	for u := encoded(r); u != 0; u >>= 8 {
		e.put(byte(u))
	}
}

// decoded writes the JSON string that starts at b[i], behind its quote, as text inside a JSON string. It has been read before:
// what is no escape stays as it is.
//
//go:noinline
func (e *Engine) decoded(b []byte, i uint) {
	for {
		if end := unescaped(b, i); end > i && end <= uint(len(b)) {
			e.bytes(b[i:end])
			i = end
		}
		// An escape often stands behind another.
		for i < uint(len(b)) && b[i] == '\\' {
			r, next := escape(b, i)
			if r < 0 {
				return
			}
			e.scalar(r)
			i = next
		}
		if i >= uint(len(b)) || b[i] == '"' {
			return
		}
	}
}

// decimal writes a number in decimal digits.
//
//go:noinline
func (e *Engine) decimal(v int64) {
	if v < 0 {
		e.put('-')
		v = -v
	}
	e.digits(uint64(v))
}

// digits calls itself for all digits but the last.
func (e *Engine) digits(u uint64) {
	front := u / ten()
	if front != 0 {
		e.digits(front)
	}
	e.put(byte('0' + u - front*ten()))
}

// ten keeps the compiler from dividing by a constant: it would write that as a multiplication of twice the width, which wasm
// does not have.
//
//go:noinline
func ten() uint64 { return 10 }

// comma writes a comma between the values of a JSON list.
//
//go:noinline
func (e *Engine) comma() { e.unless('[', ',') }

// unless writes c, if not behind first.
//
//go:noinline
func (e *Engine) unless(first, c byte) {
	if e.report[(e.at-1)&(reportSize-1)] != first {
		e.put(c)
	}
}
