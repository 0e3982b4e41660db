package engine

// path writes the JSON Pointer of a node inside a JSON string, and tells whether it is whole: it ends at a sensitive map or
// structure, whose entries may be named after what they hold. It calls itself for the nodes around.
func (e *Engine) writePointer(b []byte, n uint16) bool {
	if n == 0 {
		return true
	}
	p := &e.nodes[n&(maxNodes-1)]
	if !e.writePointer(b, p.parent) || p.hidesStep() {
		return false
	}
	if p.stepKind == stepNone {
		return true
	}
	e.writeByte('/')
	switch {
	case p.stepKind == stepMember:
		e.writeText(tables.members[uint32(tables.shapes[p.container].First)+p.step].Name)
	case p.stepKind != stepElement:
		b, j := e.nameAt(b, p.step)
		for j < uint(len(b)) && b[j] != '"' {
			var r rune
			if r, j = DecodeScalar(b, j); r < 0 {
				break
			}
			if r == '~' || r == '/' {
				e.writeByte('~')
				r = '0' + r&1
			}
			e.writeScalar(r)
		}
	case p.step == newElement:
		e.writeByte('-')
	default:
		e.writeInteger(int64(p.step))
	}
	return true
}

// inPointer marks a step whose name lies in e.pointer, not in the body.
const inPointer = 1 << 31

// nameAt is where the name of an entry lies: in the body, or in what CheckField was given as the pointer.
//
//go:noinline
func (e *Engine) nameAt(b []byte, step uint32) ([]byte, uint) {
	if step&inPointer != 0 {
		return e.pointer[:], uint(step &^ inPointer)
	}
	return b, uint(step)
}
