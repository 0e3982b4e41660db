package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// readString reads the string whose first byte is b[i] against a shape, and returns the index after its closing quote,
// or stopped. Scanning, counting of scalar values and matching of the pattern are one pass. flags are those of the
// violations.
//
// A pattern without a match is given up, and the rest read as plain text.
func (e *Engine) readString(b []byte, i uint, shape table.ShapeID, flags violationFlags) uint {
	var (
		s      = &tables.shapes[shape]
		start  = i
		extra  uint // bytes beyond one for each scalar value
		match  = s.Pattern != 0
		noted  bool // tells that the pattern's runs are noted
		state  uint
		before uint // the index before the pattern's first state, since successors are numbered from 1
		c      byte
		r      rune
		next   uint
		to     uint8
	)
	if match {
		p := &tables.patterns[s.Pattern-1]
		state = uint(p.Start)
		before = state - 1
		// Keys are not noted: those of a field's pointer are not in the body.
		if noted = p.Long && flags&flagKey == 0; noted {
			i, state = e.resumeMatch(b, i, s.Pattern)
		}
	}
	for {
		if !match {
			i = skipPlain(b, i)
		}
		for match && i < uint(len(b)) {
			to = compact.next[state<<classBits|uint(compact.bytes[b[i]])]
			if to == 0 {
				break // The pattern fails, or the byte is a quote, a backslash, a control character or not ASCII.
			}
			i++
			if before+uint(to) == state {
				// A state that leads back to itself: eight bytes at a time.
				st := &tables.states[state]
				i = skipSet(b, i, &compact.loops[st.Group&(loopGroupCount-1)], st.Mask)
				if noted && extra == 0 {
					e.noteRun(s.Pattern, i-start, state)
				}
				continue
			}
			if before+uint(to) == state+1 {
				state++ // Most states lead to the next one, and it need not wait for the table.
				continue
			}
			state = before + uint(to)
		}
		if i >= uint(len(b)) {
			return e.breakOff(i, reasonEnd)
		}
		c = b[i]
		if c == '"' {
			break
		}
		if compact.bytes[c] != noClass {
			match = false // Only a pattern stops at such a byte.
			continue
		}
		if c >= 0x80 {
			// A run of characters that all leave the pattern in its state is skipped at once; with 0, any run is.
			to = 0
			if match {
				to = uint8(state - before)
			}
			first := i
			if i, extra = skipWide(b, i, extra, state<<classBits, to); i > first {
				continue
			}
		}
		r, next = DecodeScalar(b, i)
		if r < 0 {
			return e.breakOff(i, uint8(^r))
		}
		extra += next - i - 1
		i = next
		if match {
			to = compact.next[state<<classBits|uint(classOf(r))]
			if match = to != 0; match {
				state = before + uint(to)
			}
		}
	}
	e.checkLength(s, int64(i-start-extra), shape, start, flags)
	if s.Pattern != 0 && (!match || tables.states[state].Accept == 0) {
		e.addViolation(codePattern, shape, start-1, 0, flags)
	}
	return i + 1
}

// checkLength checks the length, in scalar values, of the string whose first byte is b[start]. Violations are at the
// quote before it, where the value starts.
func (e *Engine) checkLength(s *table.Shape, count int64, shape table.ShapeID, start uint, flags violationFlags) {
	if s.Flags&table.HasMax != 0 && count > s.Max {
		e.addViolation(codeLengthMax, shape, start-1, count, flags)
	}
	if s.Flags&table.HasMin != 0 && count < s.Min {
		e.addViolation(codeLengthMin, shape, start-1, count, flags)
	}
}
