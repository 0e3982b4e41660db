package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// value is a value that an expression works with: a number, 0 or 1 for a bool, or a place. A place is the index of a
// value in the body, missing, or a text, see placeOfText.
type value int64

// missing is the place of a value that is not there.
const missing value = -1

// placeAt is the place of the value at b[i], missing for none: on every system, also where a uint has 32 bits.
func placeAt(i uint) value { return value(int32(i)) }

// placeOfText is the place of a text.
func placeOfText(t table.Text) value { return -2 - value(t) }

// placeOfKey is the place of the key of the value to which a step leads: in the body for an entry that is there,
// otherwise the entry's name that a rule's path gives, missing when it gives none.
func placeOfKey(entry table.Text, kind stepKind, step step) value {
	switch {
	case kind == stepEntry && step&inPointer == 0:
		return value(step) - 1
	case entry != 0:
		return placeOfText(entry)
	}
	return missing
}

// placeOfContainer is the place of the container that starts at b[i], missing for a body without content.
func placeOfContainer(b []byte, i uint32) value {
	if i < uint32(len(b)) {
		return value(i)
	}
	return missing
}

// valueOf is what an expression has for a bool.
func valueOf(b bool) value {
	if b {
		return 1
	}
	return 0
}

// stringAt is where the string at a place is: the bytes, and the index of its first one. It ends at a quote or with the
// bytes. What is no string has no bytes.
//
//go:noinline
func (e *Engine) stringAt(b []byte, v value) ([]byte, uint) {
	if v < missing {
		return e.textOf(table.Text(-2 - v)), 0
	}
	if i := uint(v); i < uint(len(b)) && b[i] == '"' {
		return b, i + 1
	}
	return b, uint(len(b))
}

// endsString tells whether the string ends at b[i].
func endsString(b []byte, i uint) bool { return i >= uint(len(b)) || b[i] == '"' }

// readCharacter is the next character of the string at s[i], below 0 at its end, and the index after it.
//
//go:noinline
func readCharacter(s []byte, i uint) (rune, uint) {
	if endsString(s, i) {
		return -1, i
	}
	return DecodeScalar(s, i)
}

// skipPrefix is the index in x after the string at y[j], when that at x[i] begins with it, else none. Either may have
// escapes.
//
//go:noinline
func (e *Engine) skipPrefix(x []byte, i uint, y []byte, j uint) uint {
	e.fuel += int64(i)
	for !endsString(y, j) {
		if i+8 <= uint(len(x)) && j+8 <= uint(len(y)) {
			w := load64(x, i)
			if w == load64(y, j) && markSpecial(w) == 0 {
				i += 8
				j += 8
				continue
			}
		}
		r, next := rune(-1), i+1
		if !endsString(x, i) {
			if x[i] != '\\' && y[j] != '\\' {
				if x[i] != y[j] {
					e.fuel -= int64(i)
					return none
				}
				i = next
				j++
				continue
			}
			r, next = DecodeScalar(x, i)
		}
		s, after := DecodeScalar(y, j)
		if r != s || r < 0 {
			e.fuel -= int64(i)
			return none
		}
		i, j = next, after
	}
	e.fuel -= int64(i)
	return i
}

// equalStrings tells whether the strings at x[i] and y[j] are the same.
//
//go:noinline
func (e *Engine) equalStrings(x []byte, i uint, y []byte, j uint) bool {
	i = e.skipPrefix(x, i, y, j)
	return i != none && endsString(x, i)
}

// skipScalars is the index after the next n scalar values of the string at b[i], or its end, and how many there were.
//
//go:noinline
func (e *Engine) skipScalars(b []byte, i uint, n uint) (uint, uint) {
	count := uint(0)
	e.fuel += int64(i)
	for count < n && !endsString(b, i) {
		r, next := DecodeScalar(b, i)
		if r < 0 {
			break
		}
		i = next
		count++
	}
	e.fuel -= int64(i)
	return i, count
}

// compareStrings tells whether the string at x[i] starts with that at y[j], ends with it or contains it.
func (e *Engine) compareStrings(op table.Op, x []byte, i uint, y []byte, j uint) bool {
	switch op {
	case table.OpStarts:
		return e.skipPrefix(x, i, y, j) != none
	case table.OpEnds:
		_, long := e.skipScalars(x, i, none)
		_, short := e.skipScalars(y, j, none)
		if long < short {
			return false
		}
		i, _ = e.skipScalars(x, i, long-short)
		return e.equalStrings(x, i, y, j)
	}
	for {
		// Most characters end here: they are not the first one.
		for !endsString(x, i) && !endsString(y, j) && x[i] != y[j] && x[i] != '\\' && y[j] != '\\' {
			e.fuel--
			i++
		}
		if e.skipPrefix(x, i, y, j) != none {
			return true
		}
		next, moved := e.skipScalars(x, i, 1)
		if moved == 0 {
			return false
		}
		i = next
	}
}

// isAtMost tells whether the numeral at x[i] is that at y[j] or less. It is true where one of them is none.
//
//go:noinline
func (e *Engine) isAtMost(x []byte, i uint, y []byte, j uint) bool {
	i, long, negative := e.skipSign(x, i)
	j, short, below := e.skipSign(y, j)
	if long == 0 || short == 0 {
		return true
	}
	if negative != below {
		return negative
	}
	if long != short {
		return long < short != negative
	}
	for ; !endsString(x, i); long-- {
		r, next := DecodeScalar(x, i)
		s, after := DecodeScalar(y, j)
		if r != s {
			return r < s != negative
		}
		i, j = next, after
	}
	return true
}

// skipSign is the index of the first digit that counts of the numeral at b[i]; how many digits do, and one more; and
// whether it is below 0. The number is 0 where there is no numeral.
//
//go:noinline
func (e *Engine) skipSign(b []byte, i uint) (uint, uint, bool) {
	start, count, any, negative := i, uint(1), false, false
	e.fuel += int64(i)
	for first := true; !endsString(b, i); first = false {
		r, next := DecodeScalar(b, i)
		switch {
		case first && (r == '-' || r == '+'):
			negative = r == '-'
		case r < '0' || r > '9':
			e.fuel -= int64(i)
			return i, 0, false
		default:
			any = true
			if count == 1 && r == '0' {
				start = next
			} else {
				count++
			}
		}
		if first && !any {
			start = next
		}
		i = next
	}
	e.fuel -= int64(i)
	if !any {
		count = 0
	}
	return start, count, negative && count > 1 // there is one 0
}
