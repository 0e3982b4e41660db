package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// writeNodeValue writes the value of a node as Java prints it.
func (e *Engine) writeNodeValue(b []byte, n nodeID, shape table.ShapeID) {
	p := &e.nodes[n&(maxNodes-1)]
	d := frameID(1)
	for m := p.parent; m != 0; m = e.nodes[m&(maxNodes-1)].parent {
		d++
	}
	e.writeJavaValue(b, uint(p.start), shape, d)
}

// writeJavaValue writes the value at b[i] as Java prints it, inside a JSON string. d is its depth, 1 for the body.
// Sensitive values are printed as nothing.
//
// Of the containers around a field that CheckField was given, that field is all that is known; b[i] is then the field.
// It calls itself for what a value contains, no deeper than the body nests. The cost is linear in the value's size,
// times the depth to which it nests.
func (e *Engine) writeJavaValue(b []byte, i uint, shape table.ShapeID, d frameID) {
	i = skipSeparators(b, i)
	s := &tables.shapes[shape]
	if i >= uint(len(b)) || e.at > e.room || s.Flags&table.Sensitive != 0 {
		return
	}
	c, kind := b[i], s.Kind
	f := &e.frames[d]
	around := d <= e.floor
	if around {
		// A step has the number of the kind of container that it leads out of.
		c, kind = '{', table.Kind(f.stepKind)
		if kind == table.List {
			c = '['
		}
	}
	switch {
	case c == '[' && kind == table.List, c == '{' && (kind == table.Map || kind == table.Structure):
		offsets := &e.offsets[d]
		if kind == table.Structure {
			for m := range offsets {
				offsets[m] = 0
			}
			e.writeText(s.Name)
			c = '('
		}
		e.writeByte(c)
		if around {
			switch kind {
			case table.Structure:
				offsets[f.step&63] = 1 + uint32(i)
			case table.Map:
				e.writeEntryName(b, f.step)
				e.writeByte('=')
				fallthrough
			default:
				e.writeJavaValue(b, i, shapeAtStep(f), d+1)
			}
		} else {
			i = skipSeparators(b, i+1)
			// ] and } differ in the bit 0x20 alone.
			for first := i; i < uint(len(b)) && b[i]|0x20 != '}' && e.at <= e.room; i = skipSeparators(b, skipValue(b, i)) {
				if kind == table.Structure {
					_, hash := e.readName(b, i+1)
					member := e.findName(b, s, hash)
					i = skipName(b, i)
					if member < 64 {
						offsets[member&63] = 1 + uint32(i) // 0 is none. Of a name that comes twice the last value is shown.
					}
				} else {
					if i != first {
						e.writeText(textComma)
					}
					inner := s.Element()
					if kind == table.Map {
						if tables.shapes[inner].Flags&table.Sensitive == 0 {
							e.writeString(b, i+1)
						}
						i = skipName(b, i)
						e.writeByte('=')
						inner = s.Value()
					}
					e.writeJavaValue(b, i, inner, d+1)
				}
			}
		}
		if kind == table.Structure {
			for m := uint(0); m < s.Count(); m++ {
				if m > 0 {
					e.writeText(textComma)
				}
				member := &tables.members[uint(s.Members())+m]
				e.writeLowered(member.Printed)
				e.writeByte('=')
				if offset := offsets[m&63]; offset != 0 {
					e.writeJavaValue(b, uint(offset-1), member.Shape, d+1)
				} else if tables.shapes[member.Shape].Flags&table.Sensitive == 0 {
					e.writeText(textNull)
				}
			}
			c = ')' - 2 // what the closing bracket below is two after
		}
		e.writeByte(c + 2) // in ASCII a closing bracket is two after its opening one
	case c == '"' && kind == table.Blob:
		size := countBlob(b, i+1)
		e.writeText(textBuffer)
		e.writeInteger(size)
		e.writeText(textCapacity)
		e.writeInteger(size)
		e.writeByte(']')
	case c == '"' && !s.Kind.IsContainer():
		e.writeString(b, i+1)
	case kind == table.Any || c == 'n' || !s.Kind.IsContainer() && c != '{' && c != '[':
		end := skipValue(b, i)
		if kind.IsWhole() && c <= '9' {
			// As Java has read it: 1e1 is 10.
			sign := uint(0)
			if c == '-' {
				sign = 1
			}
			// Below 0 there is one number more.
			if value, ok := parseInteger(b[i+sign : end : end]); ok && value < 1<<63+uint64(sign) {
				if sign > 0 {
					value = -value
				}
				e.writeInteger(int64(value))
				return
			}
		}
		e.writeQuoted(b[i:end:end])
	}
	// Of another type than the model has: nothing is known of what is in it.
}
