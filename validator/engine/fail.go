package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// The codes that the walk itself finds, in the order of texts.txt. The rules follow.
const (
	codeSyntax = iota
	codeDuplicate
	codeDepth
	codeType
	codeNull
	codeRequired
	codeLengthMin
	codeLengthMax
	codeItemsMin
	codeItemsMax
	codeEntriesMin
	codeEntriesMax
	codeRangeMin
	codeRangeMax
	codePattern
	codeEnum
	codeUnknown
	codeDeprecated
	codeReset
	codeRules
)

// What was found where something else was expected: the actual of a violation "type".
const (
	foundNull = iota
	foundTrue
	foundFalse
	foundNumber
	foundString
	foundList
	foundObject
	// foundText is a string that is not base64.
	foundText
)

// Why JSON is malformed: the actual of a violation "syntax".
const (
	reasonEnd = 1 + iota
	reasonValue
	reasonName
	reasonColon
	reasonElement
	reasonMember
	reasonControl
	reasonEscape
	reasonSurrogate
	reasonUTF8
	reasonNumber
	reasonTrailing
)

// The flags of a violation.
const (
	// flagKey: the key of an entry fails.
	flagKey = 1 << iota
	// flagWarn: it is a warning.
	flagWarn
	// flagRule: it comes from a rule, which ran after the shapes passed.
	flagRule
)

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

type violation struct {
	actual int64
	// offset is where the value starts.
	offset      uint32
	node, next  uint16
	shape       uint16
	code, flags uint8
}

// syntax records malformed JSON at b[i], where the walk stops.
func (e *Engine) breakOff(i uint, reason uint8) uint {
	e.addViolation(codeSyntax, shapeAny, i, int64(reason), 0)
	return stopped
}

// fail records a violation of the value in force: against which shape, where the value starts, what was counted, and the flags.
func (e *Engine) addViolation(code uint8, shape uint16, offset uint, actual int64, flags uint8) {
	if code == codeType || code == codeNull {
		e.illTyped = true
	}
	switch e.levelOf(code) {
	case table.Off:
		return
	case table.Warn:
		flags |= flagWarn
		e.verdict |= StatusWarned
		// Warnings leave room for violations.
		if e.violationCount >= maxViolations/2 || e.nodeCount >= maxNodes/2 {
			e.truncated = true
			return
		}
	default:
		e.verdict |= StatusInvalid
	}
	at := e.leaf
	if e.violationCount >= maxViolations-1 {
		at = 0
	} else if at == 0 && (e.nodeCount < maxNodes-1 || e.depth == 0) {
		at = e.addNodes(offset, shape)
	}
	if at == 0 {
		e.truncated = true
		return
	}
	e.violationCount++
	v := uint16(e.violationCount)
	// Member by member: a literal is put together elsewhere and copied, which takes longer than all the rest here.
	q := &e.violations[v&(maxViolations-1)]
	q.actual, q.offset = actual, uint32(offset)
	q.node, q.next, q.shape = at, 0, shape
	q.code, q.flags = code, flags
	n := &e.nodes[at&(maxNodes-1)]
	if flags&flagKey == 0 && code != codeDuplicate && code != codeUnknown && code != codeDeprecated {
		// What is wrong with a name was recorded before its value was reached: what is shown is the value.
		n.start, n.shape = uint32(offset), shape
	}
	if n.violation == 0 {
		n.violation = v
	} else {
		e.violations[n.lastViolation&(maxViolations-1)].next = v
	}
	n.lastViolation = v
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
