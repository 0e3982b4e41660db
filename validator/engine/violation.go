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

// limit is the bound that a violation tells, if it tells one.
//
//go:noinline
func (v *violation) bound() int64 {
	s := &tables.shapes[v.shape]
	switch {
	case v.code == codeDepth:
		return maxDepth
	case v.code&1 == 0: // the codes of the lower bounds are even
		return s.Min
	}
	return s.Max
}
