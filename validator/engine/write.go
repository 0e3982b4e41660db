package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// writer writes the report into its memory at the index at. It never writes beyond room but counts on; the callers cut
// back to where the last whole piece ended.
//
// What writes reports runs only when something is wrong. It is kept from being inlined, which made the module's code a
// fifth larger.
type writer struct {
	reportLength uint32
	// at is where the next byte goes, room where the writer must stop.
	at, room uint32
	// offsets has the places of a structure's members, for each depth, while the structure is written in Java's order.
	offsets [maxDepth + 1][64]uint32
	// ranks and queues put names and nodes into the service's order, failures is what the service reports: no more than
	// one for each violation.
	ranks        [256]uint16
	queues       [64]queue
	failures     [maxViolations]failure
	failureCount uint32
	// nearestCount is how many violations have named the nearest member.
	nearestCount uint32

	report [reportSize]byte
}

// reportSize is the size of the longest report, in bytes: 512 KiB.
const reportSize = 512 << 10

// writeByte writes one byte as it is.
//
//go:noinline
func (e *Engine) writeByte(c byte) {
	if e.at < e.room {
		e.report[e.at&(reportSize-1)] = c
	}
	e.at++
}

// writeBytes writes b as it is, cut where there is no more room.
//
//go:noinline
func (e *Engine) writeBytes(b []byte) {
	if e.at < e.room && e.room <= reportSize {
		copy(e.report[e.at:e.room], b)
	}
	e.at += uint32(len(b))
}

// writeText writes a text as it is.
//
//go:noinline
func (e *Engine) writeText(t table.Text) { e.writeBytes(e.textOf(t)) }

// writeQuotedText writes a text inside a JSON string.
//
//go:noinline
func (e *Engine) writeQuotedText(t table.Text) { e.writeQuoted(e.textOf(t)) }

// writeQuoted writes b inside a JSON string.
//
//go:noinline
func (e *Engine) writeQuoted(b []byte) {
	for i := e.writePlain(b, 0); i < uint(len(b)); i = e.writePlain(b, i+1) {
		e.writeQuotedByte(b[i])
	}
}

// writePlain writes the bytes from b[i] on that are the same inside a JSON string, and returns the index after them.
//
//go:noinline
func (e *Engine) writePlain(b []byte, i uint) uint {
	end := skipPlain(b, i)
	if end > i {
		e.writeBytes(b[i:end:end])
	}
	return end
}

// writeQuotedByte writes a byte of a text inside a JSON string.
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

// writeScalar writes a scalar value inside a JSON string.
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

// writeString writes the JSON string whose first byte is b[i] as text inside a JSON string. It has been read before, so
// what is no escape stays as it is.
//
//go:noinline
func (e *Engine) writeString(b []byte, i uint) {
	for {
		if end := skipUnescaped(b, i); end > i && end <= uint(len(b)) {
			e.writeBytes(b[i:end:end])
			i = end
		}
		// An escape often follows another.
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

// writeInteger writes a number in decimal digits.
//
//go:noinline
func (e *Engine) writeInteger(v int64) {
	if v < 0 {
		e.writeByte('-')
		v = -v
	}
	e.writeDigits(uint64(v))
}

// writeDigits writes a number's digits. It calls itself for all but the last.
func (e *Engine) writeDigits(u uint64) {
	front := u / ten()
	if front != 0 {
		e.writeDigits(front)
	}
	e.writeByte(byte('0' + u - front*ten()))
}

// ten keeps the compiler from dividing by a constant: it would write that as a multiplication of twice the width, which
// wasm does not have.
//
//go:noinline
func ten() uint64 { return 10 }

// writeComma writes a comma between the values of a JSON list.
//
//go:noinline
func (e *Engine) writeComma() { e.writeUnlessAfter('[', ',') }

// writeUnlessAfter writes c, unless the last byte is first.
//
//go:noinline
func (e *Engine) writeUnlessAfter(first, c byte) {
	if e.report[(e.at-1)&(reportSize-1)] != first {
		e.writeByte(c)
	}
}

// hexDigit is the digit for a number below 16.
func hexDigit(c byte) byte {
	if c > 9 {
		return 'a' + c - 10
	}
	return '0' + c
}
