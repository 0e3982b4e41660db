package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// readNumber reads the number at b[i] against a shape and returns the index after it, or stopped.
func (e *Engine) readNumber(b []byte, i uint, shape table.ShapeID) uint {
	var (
		s     = &tables.shapes[shape]
		start = i
		n     = uint(len(b))
	)
	if b[i] == '-' {
		i++
	}
	first := i
	var value uint64
	for i < n && b[i]-'0' <= 9 {
		value = value*10 + uint64(b[i]-'0')
		i++
	}
	digits := i - first
	if digits == 0 || digits > 1 && b[first] == '0' {
		return e.breakOff(start, reasonNumber)
	}
	whole := true
	if i < n && b[i] == '.' {
		whole = false
		i++
		from := i
		for i < n && b[i]-'0' <= 9 {
			i++
		}
		if i == from {
			return e.breakOff(start, reasonNumber)
		}
	}
	if i < n && b[i]|0x20 == 'e' {
		whole = false
		i++
		if i < n && (b[i] == '+' || b[i] == '-') {
			i++
		}
		from := i
		for i < n && b[i]-'0' <= 9 {
			i++
		}
		if i == from {
			return e.breakOff(start, reasonNumber)
		}
	}
	switch s.Kind {
	case table.Integer, table.Long:
		ok := true
		if !whole || digits > 18 {
			value, ok = parseInteger(b[first:i:i])
		}
		negative := first > start
		bound := uint64(1) << 63
		if s.Kind == table.Integer {
			bound = 1 << 31
		}
		if !ok || value > bound || value == bound && !negative {
			e.addViolation(codeType, shape, start, foundNumber, 0)
			return i
		}
		v := int64(value)
		if negative {
			v = -v
		}
		if s.Flags&table.HasMax != 0 && v > s.Max {
			e.addViolation(codeRangeMax, shape, start, v, 0)
		}
		if s.Flags&table.HasMin != 0 && v < s.Min {
			e.addViolation(codeRangeMin, shape, start, v, 0)
		}
	case table.Any, table.Timestamp:
	default:
		e.addViolation(codeType, shape, start, foundNumber, 0)
	}
	return i
}

// parseInteger is the value of a number without its sign. It reports false when that is no whole number, or does not
// fit into 64 bits. The text has the grammar of a JSON number: 1.0 and 1e1 are whole.
func parseInteger(text []byte) (uint64, bool) {
	// The exponent, held within bounds that decide the same: a number has fewer digits than 1<<40.
	exponent, end := int64(0), uint(len(text))
	for i := range text {
		if text[i]|0x20 == 'e' {
			end = uint(i)
			negative := text[i+1] == '-'
			for _, c := range text[i+1:] {
				if c-'0' <= 9 && exponent < 1<<40 {
					exponent = exponent*10 + int64(c-'0')
				}
			}
			if negative {
				exponent = -exponent
			}
			break
		}
	}
	// Digits after the point move the exponent down; zeros at the end move it up.
	fraction, seen := int64(0), false
	last := uint(0) // the index after the last digit that is not 0
	zeros := int64(0)
	for i := uint(0); i < end && i < uint(len(text)); i++ {
		c := text[i]
		if c == '.' {
			seen = true
			continue
		}
		if seen {
			fraction++
		}
		zeros++
		if c != '0' {
			last, zeros = i+1, 0
		}
	}
	if last == 0 {
		return 0, true
	}
	exponent += zeros - fraction
	if exponent < 0 {
		return 0, false
	}
	value := uint64(0)
	for i := uint(0); i < last && i < uint(len(text)); i++ {
		c := text[i]
		if c == '.' {
			continue
		}
		if value > (1<<64-1-9)/10 {
			return 0, false
		}
		value = value*10 + uint64(c-'0')
	}
	for ; exponent > 0; exponent-- {
		if value > (1<<64-1-9)/10 {
			return 0, false
		}
		value *= 10
	}
	return value, true
}
