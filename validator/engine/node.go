package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// findings are what is wrong with a body: violations and warnings, each at a node. The nodes are a tree in document
// order, which has only the places at which, or below which, something is wrong.
//
// Nodes and violations are numbered from 1, 0 is none, so that a new frame has none. What finds no room is dropped, and
// truncated says so.
type findings struct {
	verdict   Status
	truncated bool
	// illTyped tells that a value has the wrong type, is null in a list or map, or has its name twice. It is set even
	// where the severity is off.
	illTyped bool
	// unreadable tells that the service cannot read the body, unreadableBy is the first violation that says so, and
	// unreadableStep what step leads to its value.
	unreadable     bool
	unreadableBy   violation
	unreadableStep stepKind

	nodeCount, violationCount uint32
	nodes                     [maxNodes]node
	violations                [maxViolations]violation
}

// The sizes of findings: powers of two, so that a mask keeps an index within. None grows with the body.
const (
	maxNodes      = 4096
	maxViolations = 4096
)

// nodeID is the index of a node, 0 for none.
type nodeID uint16

// violationID is the index of a violation, 0 for none.
type violationID uint16

// node is a place in the body at which, or below which, something is wrong.
type node struct {
	// start is where the value starts.
	start uint32
	step  step
	// parent is the container's node, next the next one in it; child and last are the first and the last in this one.
	parent, next nodeID
	child, last  nodeID
	// violation and lastViolation are the first and the last at this node.
	violation, lastViolation violationID
	shape                    table.ShapeID
	stepKind                 stepKind
	secret                   bool
	// container is the shape that the step leads out of.
	container table.ShapeID
}

// addNodes adds the node of the value that is being read, and those of the containers around it where they are missing.
// It returns 0 when there is no room.
func (e *Engine) addNodes(offset uint, shape table.ShapeID) nodeID {
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
	// The containers around a node have nodes too: from the innermost one that has one, all further ones lack it.
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

// addNode adds a node to that of the frame f, for the step that f has taken. It returns 0 when there is no room.
//
//go:noinline
func (e *Engine) addNode(f *frame, start uint32, shape table.ShapeID) nodeID {
	if e.nodeCount >= maxNodes-1 {
		return 0
	}
	e.nodeCount++
	n := nodeID(e.nodeCount)
	q := &e.nodes[n]
	q.start, q.step = start, f.step
	q.parent, q.next, q.child, q.last = f.node, 0, 0, 0
	q.violation, q.lastViolation = 0, 0
	q.shape, q.stepKind, q.secret, q.container = shape, f.stepKind, f.secret, f.shape
	p := &e.nodes[f.node]
	if p.child == 0 {
		p.child = n
	} else {
		e.nodes[p.last].next = n
	}
	p.last = n
	return n
}

// nextNode is the node that follows n in document order, 0 after the last.
func (e *Engine) nextNode(n nodeID) nodeID {
	if c := e.nodes[n].child; c != 0 {
		return c
	}
	for n != 0 {
		p := &e.nodes[n]
		if p.next != 0 {
			return p.next
		}
		n = p.parent
	}
	return 0
}

// memberOf is the name of the member that a node is, or of the nearest around it; the empty text for the body itself.
//
//go:noinline
func (e *Engine) memberOf(n nodeID) table.Text {
	for n != 0 {
		p := &e.nodes[n]
		if p.stepKind == stepMember {
			return tables.members[step(tables.shapes[p.container].Members())+p.step].Name
		}
		n = p.parent
	}
	return 0
}

// hidesStep tells whether a node's step must not be printed: it is the name of an entry in something sensitive.
func (n *node) hidesStep() bool {
	return n.secret && (n.stepKind == stepEntry || n.stepKind == stepUnknown)
}
