package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// writePointer writes the JSON Pointer of a node inside a JSON string, and reports whether it is whole: it ends at a
// sensitive map or structure, whose entries may be named after what they hold. It calls itself for the nodes around.
func (e *Engine) writePointer(b []byte, n nodeID) bool {
	if n == 0 {
		return true
	}
	p := &e.nodes[n]
	if !e.writePointer(b, p.parent) || p.hidesStep() {
		return false
	}
	if p.stepKind == stepNone {
		return true
	}
	e.writeByte('/')
	switch {
	case p.stepKind == stepMember:
		e.writeText(tables.members[step(tables.shapes[p.container].Members())+p.step].Name)
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

// nameAt is where the name of an entry is: in the body, in Engine.pointer, or in a text that is written as JSON writes
// it.
//
//go:noinline
func (e *Engine) nameAt(b []byte, step step) ([]byte, uint) {
	at := step &^ inPointer
	switch {
	case at == step:
		return b, uint(step)
	case at < pointerRoom:
		return e.pointer[:], uint(at)
	}
	return e.textOf(table.Text(at - pointerRoom)), 0
}
