package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// readBlob reads the string whose first byte is b[i] as standard base64 with padding, counts the bytes that it encodes,
// and returns the index after its closing quote, or stopped.
func (e *Engine) readBlob(b []byte, i uint, shape table.ShapeID) uint {
	var (
		s      = &tables.shapes[shape]
		start  = i
		count  int64 // characters, padding left out
		pads   int64
		broken bool
	)
	for {
		run := i
		for i < uint(len(b)) && compact.loops[base64Group][b[i]]&base64Mask != 0 {
			i++
		}
		if i > run {
			broken = broken || pads > 0
			count += int64(i - run)
		}
		if i >= uint(len(b)) {
			return e.breakOff(i, reasonEnd)
		}
		if b[i] == '"' {
			break
		}
		r, next := DecodeScalar(b, i)
		if r < 0 {
			return e.breakOff(i, uint8(^r))
		}
		i = next
		switch {
		case r == '=':
			pads++
		case r < 0x80 && compact.loops[base64Group][r&127]&base64Mask != 0:
			// It is written as an escape, as some encoders do for the slash.
			broken = broken || pads > 0
			count++
		default:
			broken = true
		}
	}
	if broken || pads > 2 || (count+pads)&3 != 0 {
		e.addViolation(codeType, shape, start-1, foundText, 0)
		return i + 1
	}
	e.checkLength(s, (count+pads)>>2*3-pads, shape, start, 0)
	return i + 1
}
