package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// answer writes the error as the service answers: its type, then its message. It writes whole failures only.
func (e *Engine) writeAnswer(b []byte) {
	// What decides is the first violation that keeps the service from reading the body at all, else the failed constraints,
	// else the first violation of a rule.
	var v *violation
	for i := e.violationCount; i > 0; i-- {
		f := &e.violations[i&(maxViolations-1)]
		if f.flags&flagWarn == 0 && (v == nil || f.code <= codeType || v.code > codeType) {
			v = f
		}
	}
	code := &tables.codes[v.code]
	exception := tables.services[tables.operations[e.operation].Service].Exception
	count := uint32(0)
	if v.code <= codeType {
		exception = textSerialization
	} else if count = e.collectFailures(); count == 0 && code.Exception != 0 {
		exception = code.Exception
	}
	e.writeText(textJSONError)
	e.writeText(exception)
	e.writeText(textJSONMessage)
	switch {
	case v.code == codeType:
		e.writeUnreadable(v)
	case v.code < codeType:
		e.writeTemplate(b, code.Message, v)
	case count > 0:
		e.writeInteger(int64(count))
		detected := uint16(textErrorsDetected)
		if count == 1 {
			detected = textErrorDetected
		}
		e.writeText(detected)
		for i := uint32(0); i < count; i++ {
			mark := e.at
			if i > 0 {
				e.writeText(textBetween)
			}
			e.writeFailure(b, &e.failures[i&(maxViolations-1)])
			if e.at > e.room {
				e.truncated = true
				e.at = mark
				break
			}
		}
	default:
		if v.code < codeRules {
			e.writeText(textRaised)
		}
		mark := e.at
		template := code.Answer
		if template == 0 {
			template = code.Message
		}
		e.writeTemplate(b, template, v)
		if e.at > e.room {
			// With a value that is too long for the report: the sentence for a person shows none.
			e.truncated = true
			e.at = mark
			e.writeTemplate(b, code.Message, v)
		}
	}
}

// serialization writes what the service says when it cannot read a value. The type of the error is exact, the text close.
func (e *Engine) writeUnreadable(v *violation) {
	s := &tables.shapes[v.shape]
	t := nthText(textTokenNull, uint16(v.actual))
	if v.actual < foundList {
		if isCompound(s) {
			t = textUnexpectedField
			if s.Kind == table.Structure && e.nodes[v.node&(maxNodes-1)].stepKind == stepElement {
				t = textUnexpectedPayload
			}
		} else {
			e.writeText(t)
			e.writeText(textConverted)
			t = nthText(textJavaAny, uint16(s.Kind))
		}
	}
	e.writeText(t)
}

// failure is a failed constraint as the service reports it.
type failure struct {
	node, shape uint16
	// code is that of the violation, or one of those below.
	code uint8
}

// The failures that stand for those of several elements or entries.
const (
	gatheredKeys = 200 + iota
	gatheredValues
	gatheredNulls
)

// collect puts the failed constraints into e.failures, in the service's order, and returns how many there are. It brings the
// nodes into that order for good: each leads to the one that is visited next.
func (e *Engine) collectFailures() uint32 {
	e.failureCount = 0
	for n := uint16(1); n != 0; n = e.nodes[n&(maxNodes-1)].next {
		p := &e.nodes[n&(maxNodes-1)]
		s := &tables.shapes[p.shape]
		list := s.Kind == table.List || s.Kind == table.Map
		scalars := list && !isCompound(contentOf(s))
		// The failures of this node, if they are not reported as one with those of its siblings: those of a scalar in a list or
		// a map are, and nulls. Then those of its children that are reported as one: of keys, and of values, or nulls among these.
		own := p.stepKind != stepElement && p.stepKind != stepEntry || isCompound(s)
		keys, values := false, uint8(0)
		for m := n; m != 0; {
			q := &e.nodes[m&(maxNodes-1)]
			for i := q.violation; i != 0; {
				v := &e.violations[i&(maxViolations-1)]
				i = v.next
				key := v.flags&flagKey != 0
				switch {
				case v.flags&flagWarn != 0 || v.code-codeNull > codeEnum-codeNull:
				case m == n:
					if own && !key && v.code != codeNull {
						e.addFailure(n, v.shape, v.code)
					}
				case key:
					keys = true
				case v.code == codeNull:
					values = gatheredNulls
				case scalars:
					values = max(values, gatheredValues)
				}
			}
			m = q.next
			if q == p {
				m = 0
				if list {
					m = p.child
				}
			}
		}
		if keys {
			e.addFailure(n, p.shape, gatheredKeys)
		}
		if values != 0 {
			e.addFailure(n, p.shape, values)
		}
		// Then those of what it contains.
		switch {
		case p.child == 0 || scalars:
		case list:
			e.nodes[p.last&(maxNodes-1)].next = p.next
			p.next = p.child
		case s.Kind == table.Structure:
			e.orderChildren(p, s)
		}
	}
	return e.failureCount
}

// enqueue puts the children of a structure between it and the node that follows, by the rank of their members.
func (e *Engine) orderChildren(p *node, s *table.Shape) {
	e.rankNames(s)
	for c := p.child; c != 0; {
		child := &e.nodes[c&(maxNodes-1)]
		if child.stepKind == stepMember {
			q := &e.queues[child.step&63]
			if q.first == 0 {
				q.first = c
			} else {
				e.nodes[q.last&(maxNodes-1)].next = c
			}
			q.last = c
		}
		c = child.next
	}
	for i := uint32(s.Second); i > 0; {
		i--
		q := &e.queues[e.ranks[i&255]&63]
		if q.first != 0 {
			e.nodes[q.last&(maxNodes-1)].next = p.next
			p.next = q.first
			q.first = 0
		}
	}
}

// queue is a run of nodes, each leading to the next; first is 0 for none, as between two uses.
type queue struct{ first, last uint16 }

//go:noinline
func (e *Engine) addFailure(node, shape uint16, code uint8) {
	e.failures[e.failureCount&(maxViolations-1)] = failure{node, shape, code}
	e.failureCount++
}

// within is the shape of a list's elements or a map's values.
func contentOf(s *table.Shape) *table.Shape {
	if s.Kind == table.List {
		return &tables.shapes[s.First]
	}
	return &tables.shapes[s.Second]
}

// compound tells whether failures inside values of this shape are reported one by one.
func isCompound(s *table.Shape) bool { return s.Kind-table.Structure <= table.Map-table.Structure }

// The constraints of a shape that the service lists: the bits table.HasMin and table.HasMax, and these.
const (
	hasPattern = 4 << iota
	hasEnum
	hasNotNull
)

// failed writes one failure.
func (e *Engine) writeFailure(b []byte, f *failure) {
	p := &e.nodes[f.node&(maxNodes-1)]
	s := &tables.shapes[f.shape]
	e.writeText(textValue)
	switch {
	case s.Flags&table.Sensitive != 0 || p.secret:
	case f.code <= codeRequired:
		e.writeText(textNullValue)
	default:
		e.writeByte('\'')
		e.writeNodeValue(b, f.node, f.shape)
		e.writeText(textShown)
	}
	e.writeText(textAt)
	e.writeServicePath(b, f.node)
	e.writeText(textFailed)
	mask := uint32(1) << (f.code & 1) // the codes of the lower bounds are even
	switch f.code {
	case codeNull, codeRequired:
		mask = hasNotNull
	case codePattern:
		mask = hasPattern
	case codeEnum:
		mask = hasEnum
	case gatheredKeys, gatheredValues, gatheredNulls:
		set, inner := uint16(textKeySet), s.First
		if f.code != gatheredKeys {
			set = textMemberSet
			if s.Kind == table.Map {
				set, inner = textValueSet, s.Second
			}
		}
		e.writeText(set)
		s = &tables.shapes[inner]
		mask = 0
		if s.Kind != table.Structure {
			mask = uint32(s.Flags) & (table.HasMin | table.HasMax)
			if s.Pattern != 0 {
				mask |= hasPattern
			}
			if s.Kind == table.String && s.Names != 0 {
				mask |= hasEnum
			}
		}
		if f.code == gatheredNulls {
			mask |= hasNotNull
		}
	}
	e.writeConstraints(s, mask)
	if f.code >= gatheredKeys {
		e.writeByte(']')
	}
}

// constraints writes those constraints of a shape that the mask picks.
func (e *Engine) writeConstraints(s *table.Shape, mask uint32) {
	first := e.at
	for k := 0; k < 5; k++ {
		bit := uint32(1) << (k & 7)
		if k < 2 {
			bit ^= table.HasMin | table.HasMax // the upper bound first
		}
		if mask&bit == 0 {
			continue
		}
		if e.at != first {
			e.writeText(textComma)
		}
		switch bit {
		case table.HasMax, table.HasMin:
			t := uint16(textLength)
			if s.Kind == table.Integer || s.Kind == table.Long {
				t = textNumber
			}
			e.writeText(t)
			bound := s.Max
			t = textAtMost
			if bit == table.HasMin {
				bound, t = s.Min, textAtLeast
			}
			e.writeText(t)
			e.writeInteger(bound)
		case hasPattern:
			e.writeText(textPattern)
			e.writeQuotedText(tables.patterns[s.Pattern-1].Text)
		case hasEnum:
			e.writeText(textEnumSet)
			e.rankNames(s)
			e.writeValues(s, textComma, true)
			e.writeByte(']')
		default:
			e.writeText(textNotNull)
		}
	}
}

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
