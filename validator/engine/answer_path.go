package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// writeServicePath writes a node's path as the service does. It calls itself for the nodes around it.
func (e *Engine) writeServicePath(b []byte, n nodeID) {
	if n == 0 {
		return
	}
	p := &e.nodes[n]
	e.writeServicePath(b, p.parent)
	if p.hidesStep() || p.stepKind == stepNone {
		return
	}
	e.writeUnlessAfter('\'', '.')
	t := textMemberStep
	switch p.stepKind {
	case stepMember:
		e.writeLowered(tables.members[step(tables.shapes[p.container].Members())+p.step].Printed)
		t = 0
	case stepElement:
		e.writeInteger(int64(p.step&^newElement) + 1)
	default:
		e.writeEntryName(b, p.step)
	}
	e.writeText(t)
}

// writeLowered writes a member's name with its first letter lowered.
//
//go:noinline
func (e *Engine) writeLowered(t table.Text) {
	name := textOf(t)
	e.writeByte(toLower(name[0]))
	e.writeBytes(name[1:])
}
