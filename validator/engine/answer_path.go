package engine

// javaPath writes a node's path as the service does. It calls itself for the nodes around it.
func (e *Engine) writeServicePath(b []byte, n uint16) {
	if n == 0 {
		return
	}
	p := &e.nodes[n&(maxNodes-1)]
	e.writeServicePath(b, p.parent)
	if p.hidesStep() || p.stepKind == stepNone {
		return
	}
	e.writeUnlessAfter('\'', '.')
	t := uint16(textMemberStep)
	switch p.stepKind {
	case stepMember:
		e.writeLowered(tables.members[uint32(tables.shapes[p.container].First)+p.step].Name)
		t = 0
	case stepElement:
		e.writeInteger(int64(p.step&^newElement) + 1)
	default:
		e.writeEntryName(b, p.step)
	}
	e.writeText(t)
}

// camel writes a member's name with its first letter lowered.
//
//go:noinline
func (e *Engine) writeLowered(t uint16) {
	name := bytesOf(t)
	e.writeByte(toLower(name[0]))
	e.writeBytes(name[1:])
}
