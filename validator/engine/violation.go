package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// violationFlags are the flags of a violation.
type violationFlags uint8

// The flags of a violation.
const (
	// flagKey: the key of an entry fails.
	flagKey violationFlags = 1 << iota
	// flagWarn: it is a warning.
	flagWarn
	// flagNoSelf: what breaks a rule is missing. flagNoParent: so is what it would be in, or it is the body.
	flagNoSelf
	flagNoParent
)

// violation is one violation or warning.
type violation struct {
	// actual is what was counted; for the code type, what was found; for syntax, the reason; for a rule, where the code of
	// its answer's placeholders is, and in the high half the name of the entry where it was broken.
	actual int64
	// offset is where the value starts.
	offset uint32
	node   nodeID
	// next is the next violation at the same node.
	next  violationID
	shape table.ShapeID
	code  table.CodeID
	flags violationFlags
}

// breakOff reports malformed JSON at b[i], for a reason of the set reason, and returns stopped.
//
//go:noinline
func (e *Engine) breakOff(i uint, reason uint8) uint {
	e.addViolation(codeSyntax, shapeAny, i, int64(reason), 0)
	return stopped
}

// addViolation adds a violation of the value that is being read. shape is the value's shape, offset where it starts,
// actual what was counted. The code's level may make the violation a warning, or nothing.
func (e *Engine) addViolation(code table.CodeID, shape table.ShapeID, offset uint, actual int64, flags violationFlags) {
	if code == codeType || code == codeNull || code == codeDuplicate {
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
		if e.code(code).Class == table.Unreadable && !e.unreadable {
			// It decides the answer, even when there is no room for it below.
			e.unreadable = true
			e.unreadableBy = violation{actual: actual, offset: uint32(offset), shape: shape, code: code}
			e.unreadableStep = e.frames[e.depth].stepKind
		}
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
	v := violationID(e.violationCount)
	// Member by member: a literal is put together elsewhere and copied, which takes longer than all the rest here.
	q := &e.violations[v]
	q.actual, q.offset = actual, uint32(offset)
	q.node, q.next, q.shape = at, 0, shape
	q.code, q.flags = code, flags
	n := &e.nodes[at]
	if flags&flagKey == 0 && code != codeDuplicate && code != codeUnknown && code != codeRuleDeprecated {
		// What is wrong with a name was recorded before its value was reached: what is shown is the value.
		n.start, n.shape = uint32(offset), shape
	}
	if n.violation == 0 {
		n.violation = v
	} else {
		e.violations[n.lastViolation].next = v
	}
	n.lastViolation = v
}

// boundOf is the bound that a violation tells, if it tells one.
//
//go:noinline
func (e *Engine) boundOf(v *violation) int64 {
	s := &tables.shapes[v.shape]
	switch e.code(v.code).Bound {
	case table.Lower:
		return s.Min
	case table.Upper:
		return s.Max
	}
	return maxDepth
}
