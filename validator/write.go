package validator

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

// bytes writes b from i to end, of which only the first part when there is no room for all.
//
//go:noinline
func (e *Engine) bytes(b []byte, i, end uint) {
	to := e.at + uint32(end-i)
	if e.at < e.room && i <= uint(len(b)) && e.room <= reportSize {
		copy(e.report[e.at:min(to, e.room)], b[i:])
	}
	e.at = to
}

// words writes a text as it is.
//
//go:noinline
func (e *Engine) words(t uint16) {
	e.bytes(tables.text[:], uint(t)+1, uint(following(t)))
}

// quoted writes a text inside a JSON string.
//
//go:noinline
func (e *Engine) quoted(t uint16) {
	e.escaped(tables.text[:], uint(t)+1, uint(following(t)))
}

// escaped writes b from i to end inside a JSON string.
//
//go:noinline
func (e *Engine) escaped(b []byte, i, end uint) {
	for i = e.run(b, i, end); i < end && i < uint(len(b)); i = e.run(b, i+1, end) {
		e.char(b[i])
	}
}

// run writes what stands from b[i] on, up to end, that is the same inside a JSON string, and returns the index behind it.
//
//go:noinline
func (e *Engine) run(b []byte, i, end uint) uint {
	start := i
	for i < end && i < uint(len(b)) && tables.loops[anyGroup][b[i]]&anyMask != 0 {
		i++
	}
	e.bytes(b, start, i)
	return i
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

// decoded writes the JSON string that starts at b[i], behind its quote, as text inside a JSON string.
//
//go:noinline
func (e *Engine) decoded(b []byte, i uint) {
	for i < uint(len(b)) && b[i] != '"' {
		// What is neither an escape nor a control character stays as it is.
		run := i
		if i, _ = countWide(b, plain(b, i), 0); i > run {
			e.bytes(b, run, i)
			continue
		}
		var r rune
		if r, i = scalar(b, i); r < 0 {
			return
		}
		e.scalar(r)
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
