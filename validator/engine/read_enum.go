package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// enum reads the string whose first byte is b[i], which must be one of the names of a shape.
func (e *Engine) readEnum(b []byte, i uint, shape uint16, flags uint8) uint {
	s := &tables.shapes[shape]
	guess := &e.guesses[uint(len(tables.members))+uint(shape)]
	if uint(*guess) < uint(s.Second) {
		if end := matchName(b, i, tables.names[uint(s.First)+uint(*guess)]); end != stopped {
			return end
		}
	}
	end, hash := e.readName(b, i)
	if end == stopped {
		return end
	}
	found := e.findName(b, s, hash)
	if found == stopped {
		e.addViolation(codeEnum, shape, i-1, 0, flags)
		return end
	}
	*guess = uint8(found)
	return end
}

// key checks the key of a map's entry, which has been read already, against its shape.
func (e *Engine) checkKey(b []byte, i uint, shape uint16) {
	s := &tables.shapes[shape]
	if s.Names != 0 {
		e.readEnum(b, i, shape, flagKey)
	} else if s.Flags&(table.HasMin|table.HasMax) != 0 || s.Pattern != 0 {
		e.readString(b, i, shape, flagKey)
	}
}
