package engine

// The writer fills e.report at e.at. It never writes behind e.room and counts on; the callers cut back to where the last
// whole piece ended.
//
// What writes reports runs only when something is wrong; it is kept from being inlined, which made the module an eighth
// larger.

//go:noinline
func (e *Engine) writeByte(c byte) {
	if e.at < e.room {
		e.report[e.at&(reportSize-1)] = c
	}
	e.at++
}

// bytes writes b, of which only the first part when there is no room for all.
//
//go:noinline
func (e *Engine) writeBytes(b []byte) {
	if e.at < e.room && e.room <= reportSize {
		copy(e.report[e.at:e.room], b)
	}
	e.at += uint32(len(b))
}

// words writes a text as it is.
//
//go:noinline
func (e *Engine) writeText(t uint16) { e.writeBytes(bytesOf(t)) }

// quoted writes a text inside a JSON string.
//
//go:noinline
func (e *Engine) writeQuotedText(t uint16) { e.writeQuoted(bytesOf(t)) }

// escaped writes b inside a JSON string.
//
//go:noinline
func (e *Engine) writeQuoted(b []byte) {
	for i := e.writePlain(b, 0); i < uint(len(b)); i = e.writePlain(b, i+1) {
		e.writeQuotedByte(b[i])
	}
}

// run writes what stands from b[i] on that is the same inside a JSON string, and returns the index behind it.
//
//go:noinline
func (e *Engine) writePlain(b []byte, i uint) uint {
	end := SkipPlain(b, i)
	if end > i {
		e.writeBytes(b[i:end])
	}
	return end
}

// char writes a byte of a text inside a JSON string.
//
//go:noinline
func (e *Engine) writeQuotedByte(c byte) {
	if c < 0x20 || c == '"' || c == '\\' {
		e.writeByte('\\')
		switch c {
		case '\n':
			c = 'n'
		case '\r':
			c = 'r'
		case '\t':
			c = 't'
		}
		if c < 0x20 {
			e.writeText(textHex)
			e.writeByte('0' + c>>4)
			c = hexDigit(c & 15)
		}
	}
	e.writeByte(c)
}

// scalar writes a scalar value inside a JSON string.
//
//go:noinline
func (e *Engine) writeScalar(r rune) {
	if r < 0x80 {
		e.writeQuotedByte(byte(r))
		return
	}
	for u := encodeUTF8(r); u != 0; u >>= 8 {
		e.writeByte(byte(u))
	}
}

// decoded writes the JSON string that starts at b[i], behind its quote, as text inside a JSON string. It has been read before:
// what is no escape stays as it is.
//
//go:noinline
func (e *Engine) writeString(b []byte, i uint) {
	for {
		if end := skipUnescaped(b, i); end > i && end <= uint(len(b)) {
			e.writeBytes(b[i:end])
			i = end
		}
		// An escape often stands behind another.
		for i < uint(len(b)) && b[i] == '\\' {
			r, next := decodeEscape(b, i)
			if r < 0 {
				return
			}
			e.writeScalar(r)
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
func (e *Engine) writeInteger(v int64) {
	if v < 0 {
		e.writeByte('-')
		v = -v
	}
	e.writeDigits(uint64(v))
}

// digits calls itself for all digits but the last.
func (e *Engine) writeDigits(u uint64) {
	front := u / ten()
	if front != 0 {
		e.writeDigits(front)
	}
	e.writeByte(byte('0' + u - front*ten()))
}

// ten keeps the compiler from dividing by a constant: it would write that as a multiplication of twice the width, which wasm
// does not have.
//
//go:noinline
func ten() uint64 { return 10 }

// comma writes a comma between the values of a JSON list.
//
//go:noinline
func (e *Engine) writeComma() { e.writeUnlessAfter('[', ',') }

// unless writes c, if not behind first.
//
//go:noinline
func (e *Engine) writeUnlessAfter(first, c byte) {
	if e.report[(e.at-1)&(reportSize-1)] != first {
		e.writeByte(c)
	}
}

func hexDigit(c byte) byte {
	if c > 9 {
		return 'a' + c - 10
	}
	return '0' + c
}
