package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// readEnum reads the string whose first byte is b[i], which must be one of an enum's values, and returns the index
// after its closing quote, or stopped.
func (e *Engine) readEnum(b []byte, i uint, shape table.ShapeID, flags violationFlags) uint {
	s := &tables.shapes[shape]
	// Most values follow the same value as the last time.
	last := &e.guesses[memberCount+uint(shape)]
	guess := &e.guesses[memberCount+shapeCount+uint(s.Values())+uint(*last)]
	if end := matchName(b, i, tables.values[uint(s.Values())+uint(*guess)]); end != none {
		*last = *guess
		e.noteFact(uint(*guess))
		return end
	}
	end, hash := e.readName(b, i)
	if end == stopped {
		return end
	}
	found := e.findName(b, s, hash)
	if found == none {
		e.addViolation(codeEnum, shape, i-1, 0, flags)
		return end
	}
	*last, *guess = uint8(found), uint8(found)
	e.noteFact(found)
	return end
}

// noteFact notes the value of the member that is being read, or of an element of its list: the index in its enum, or 0
// for true.
func (e *Engine) noteFact(value uint) {
	f := &e.frames[e.depth]
	f.facts |= 2 << (uint(f.fact) + value)
}

// checkKey checks the key of a map's entry, which has been read already, against its shape.
func (e *Engine) checkKey(b []byte, i uint, shape table.ShapeID) {
	s := &tables.shapes[shape]
	if s.Slots != 0 {
		e.readEnum(b, i, shape, flagKey)
	} else if s.Flags&(table.HasMin|table.HasMax) != 0 || s.Pattern != 0 {
		e.readString(b, i, shape, flagKey)
	}
}
