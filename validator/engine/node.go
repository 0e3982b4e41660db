package engine

// node is a place in the body at which, or below which, something is wrong. The nodes form a tree in document order.
type node struct {
	start                    uint32
	step                     uint32
	parent, next             uint16
	child, last              uint16
	violation, lastViolation uint16
	shape                    uint16
	stepKind                 uint8
	secret                   bool
	// container is the shape that the step leads out of.
	container uint16
}

// place makes the node of the value in force, and those of the containers around it where they are missing; 0 when there is no room.
func (e *Engine) addNodes(offset uint, shape uint16) uint16 {
	if e.nodeCount == 0 {
		e.nodeCount = 1
		e.nodes[1] = node{start: uint32(offset), shape: shape}
		if e.depth > 0 {
			e.nodes[1].start, e.nodes[1].shape = e.frames[1].start, e.frames[1].shape
		}
	}
	if e.depth == 0 {
		e.leaf = 1
		return 1
	}
	// The containers around a node have nodes too: from the innermost one that has, it is down only.
	e.frames[1].node = 1
	d := e.depth
	for e.frames[d].node == 0 {
		d--
	}
	for ; d < e.depth; d++ {
		f := &e.frames[d+1]
		f.node = e.addNode(&e.frames[d], f.start, f.shape)
		if f.node == 0 {
			return 0
		}
	}
	e.leaf = e.addNode(&e.frames[d], uint32(offset), shape)
	return e.leaf
}

// branch adds a node under that of the frame f, for the step that f has taken; 0 when there is no room.
//
//go:noinline
func (e *Engine) addNode(f *frame, start uint32, shape uint16) uint16 {
	if e.nodeCount >= maxNodes-1 {
		return 0
	}
	e.nodeCount++
	n := uint16(e.nodeCount)
	q := &e.nodes[n&(maxNodes-1)]
	q.start, q.step = start, f.step
	q.parent, q.next, q.child, q.last = f.node, 0, 0, 0
	q.violation, q.lastViolation = 0, 0
	q.shape, q.stepKind, q.secret, q.container = shape, f.stepKind, f.secret, f.shape
	p := &e.nodes[f.node&(maxNodes-1)]
	if p.child == 0 {
		p.child = n
	} else {
		e.nodes[p.last&(maxNodes-1)].next = n
	}
	p.last = n
	return n
}

// after is the node that follows n in document order; 0 behind the last.
func (e *Engine) nextNode(n uint16) uint16 {
	if c := e.nodes[n&(maxNodes-1)].child; c != 0 {
		return c
	}
	for n != 0 {
		p := &e.nodes[n&(maxNodes-1)]
		if p.next != 0 {
			return p.next
		}
		n = p.parent
	}
	return 0
}

// memberOf is the text of the name of the member that a node is, or the nearest around it; 0 for the body itself.
//
//go:noinline
func (e *Engine) memberOf(n uint16) uint16 {
	for n != 0 {
		p := &e.nodes[n&(maxNodes-1)]
		if p.stepKind == stepMember {
			return tables.members[uint32(tables.shapes[p.container].First)+p.step].Name
		}
		n = p.parent
	}
	return 0
}

// hidden tells whether a step may not be printed: it is the name of an entry in something sensitive.
func (n *node) hidesStep() bool {
	return n.secret && (n.stepKind == stepEntry || n.stepKind == stepUnknown)
}
