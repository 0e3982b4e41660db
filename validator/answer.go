package validator

import "github.com/cognitocheck/cognitocheck/validator/table"

// answer writes the error as the service answers: its type, then its message. It writes whole failures only; room is what
// it may use.
func (e *Engine) answer(w cursor, b []byte) cursor {
	service := &tables.services[tables.operations[e.operation].Service]
	if v := e.malformed(); v != 0 {
		w = e.words(e.words(w, textJSONError), textSerialization)
		w = e.words(w, textJSONMessage)
		return e.serialization(w, b, v)
	}
	_, count := e.failures(cursor{0, 0}, b, 0)
	if count > 0 {
		w = e.words(e.words(w, textJSONError), service.Exception)
		w = e.words(w, textJSONMessage)
		w = e.decimal(w, int64(count))
		detected := uint16(textErrorsDetected)
		if count == 1 {
			detected = textErrorDetected
		}
		w = e.words(w, detected)
		w, _ = e.failures(w, b, count)
		return w
	}
	for i := uint32(1); i <= e.violationCount; i++ {
		v := &e.violations[i&(maxViolations-1)]
		if v.flags&flagWarn != 0 {
			continue
		}
		code := &tables.codes[v.code]
		exception, template := code.Exception, code.Answer
		if exception == 0 {
			exception = service.Exception
		}
		if template == 0 {
			template = code.Message
		}
		w = e.words(e.words(w, textJSONError), exception)
		mark := e.words(w, textJSONMessage)
		if v.code < codeRules {
			mark = e.words(mark, textRaised)
		}
		if w = e.filled(mark, b, template, v); w.at > w.room {
			// With a value that is too long for the report: the sentence for a person shows none.
			e.truncated = true
			w = e.filled(mark, b, code.Message, v)
		}
		return w
	}
	return e.words(e.words(e.words(w, textJSONError), service.Exception), textJSONMessage)
}

// malformed is the first violation that keeps the service from reading the body at all, 0 where there is none.
func (e *Engine) malformed() uint32 {
	for i := uint32(1); i <= e.violationCount; i++ {
		v := &e.violations[i&(maxViolations-1)]
		if v.flags&flagWarn == 0 && v.code <= codeType {
			return i
		}
	}
	return 0
}

// serialization writes what the service says when it cannot read a value. The type of the error is exact, the text close.
func (e *Engine) serialization(w cursor, b []byte, i uint32) cursor {
	v := &e.violations[i&(maxViolations-1)]
	if v.code != codeType {
		return e.filled(w, b, tables.codes[v.code].Message, v)
	}
	kind := tables.shapes[v.shape].Kind
	switch {
	case v.actual == foundText:
		return e.quoted(w, textNotBase64)
	case v.actual == foundObject:
		return e.quoted(w, textStartOfStructure)
	case v.actual == foundList:
		return e.quoted(w, textStartOfList)
	case kind == table.Structure && e.nodes[v.node&(maxNodes-1)].stepKind == stepElement:
		return e.quoted(w, textUnexpectedPayload)
	case kind == table.Structure || kind == table.List || kind == table.Map:
		return e.quoted(w, textUnexpectedField)
	}
	w = e.quoted(w, nth(textTokenNull, uint16(v.actual)))
	w = e.quoted(w, textConverted)
	return e.quoted(w, nth(textJavaAny, uint16(kind)))
}

// failures writes the failed constraints in the service's order and returns how many there are. With count 0 it counts
// only.
func (e *Engine) failures(w cursor, b []byte, count uint32) (cursor, uint32) {
	total := uint32(0)
	depth := uint(0)
	n := uint16(1)
	if e.nodeCount == 0 {
		return w, 0
	}
	for {
		// The failures of this node …
		shape := e.nodes[n&(maxNodes-1)].shape
		s := &tables.shapes[shape]
		if !e.gathered(n) {
			for v := e.nodes[n&(maxNodes-1)].violation; v != 0; v = e.violations[v&(maxViolations-1)].next {
				f := &e.violations[v&(maxViolations-1)]
				if f.flags&(flagWarn|flagKey) == 0 && failure(f.code) {
					w = e.failed(w, b, n, f.code, f.shape, total, count)
					total++
				}
			}
		}
		keys, values, nulls := e.gather(n)
		if keys {
			w = e.failed(w, b, n, gatheredKeys, shape, total, count)
			total++
		}
		if values || nulls {
			code := uint8(gatheredValues)
			if nulls {
				code = gatheredNulls
			}
			w = e.failed(w, b, n, code, shape, total, count)
			total++
		}
		// … then those of what it contains.
		p := &e.visits[depth&255]
		p.node, p.child, p.rank = n, 0, 0
		if s.Kind == table.Structure && e.nodes[n&(maxNodes-1)].child != 0 {
			e.rankMembers(s)
			copy(p.order[:], e.ranks[:])
		}
		descend := s.Kind == table.Structure || (s.Kind == table.List || s.Kind == table.Map) && compound(within(s))
		if !descend {
			p.child = noChild
		}
		for {
			next := e.nextChild(&e.visits[depth&255])
			if next != 0 {
				n = next
				depth++
				break
			}
			if depth == 0 {
				return w, total
			}
			depth--
		}
	}
}

// visit is a node whose children are being visited: of a structure by the rank of its members, else as they come.
type visit struct {
	node, child uint16
	rank        uint8
	order       [64]uint8
}

const noChild = ^uint16(0)

// nextChild is the next child of a visited node in the service's order, 0 behind the last.
func (e *Engine) nextChild(p *visit) uint16 {
	n := &e.nodes[p.node&(maxNodes-1)]
	if p.child == noChild {
		return 0
	}
	s := &tables.shapes[n.shape]
	if s.Kind != table.Structure {
		c := n.child
		if p.child != 0 {
			c = e.nodes[p.child&(maxNodes-1)].next
		}
		p.child = c
		if c == 0 {
			p.child = noChild
		}
		return c
	}
	for ; uint16(p.rank) < s.Second; p.rank++ {
		member := uint32(p.order[p.rank&63])
		c := n.child
		if p.child != 0 {
			c = e.nodes[p.child&(maxNodes-1)].next
		}
		for c != 0 {
			m := &e.nodes[c&(maxNodes-1)]
			if m.stepKind == stepMember && m.step == member {
				p.child = c
				return c
			}
			c = m.next
		}
		p.child = 0
	}
	p.child = noChild
	return 0
}

// within is the shape of a list's elements or a map's values.
func within(s *table.Shape) *table.Shape {
	if s.Kind == table.List {
		return &tables.shapes[s.First]
	}
	return &tables.shapes[s.Second]
}

// compound tells whether failures inside values of this shape are reported one by one.
func compound(s *table.Shape) bool {
	return s.Kind == table.Structure || s.Kind == table.List || s.Kind == table.Map
}

// failure tells whether the code is of a failed constraint.
func failure(code uint8) bool { return code >= codeNull && code <= codeEnum }

// gathered tells whether the failures of a node are reported as one with those of its siblings: it is a scalar in a list or
// a map.
func (e *Engine) gathered(n uint16) bool {
	p := &e.nodes[n&(maxNodes-1)]
	if p.stepKind != stepElement && p.stepKind != stepEntry {
		return false
	}
	if p.violation != 0 && e.violations[p.violation&(maxViolations-1)].code == codeNull {
		return true
	}
	return !compound(&tables.shapes[p.shape])
}

// gather tells which failures of the children are reported as one: of keys, of values, and whether nulls are among these.
func (e *Engine) gather(n uint16) (keys, values, nulls bool) {
	s := &tables.shapes[e.nodes[n&(maxNodes-1)].shape]
	if s.Kind != table.List && s.Kind != table.Map {
		return false, false, false
	}
	scalars := !compound(within(s))
	for c := e.nodes[n&(maxNodes-1)].child; c != 0; c = e.nodes[c&(maxNodes-1)].next {
		for v := e.nodes[c&(maxNodes-1)].violation; v != 0; v = e.violations[v&(maxViolations-1)].next {
			f := &e.violations[v&(maxViolations-1)]
			switch {
			case f.flags&flagWarn != 0 || !failure(f.code):
			case f.flags&flagKey != 0:
				keys = true
			case f.code == codeNull:
				nulls = true
			case scalars:
				values = true
			}
		}
	}
	return keys, values, nulls
}

// The failures that stand for those of several elements or entries.
const (
	gatheredKeys = 200 + iota
	gatheredValues
	gatheredNulls
)

// failed writes one failure, number index of count, unless there is no room left for it. With count 0 it writes nothing.
func (e *Engine) failed(w cursor, b []byte, n uint16, code uint8, shape uint16, index, count uint32) cursor {
	if count == 0 || w.room == 0 {
		return w
	}
	mark := w
	if index > 0 {
		w = e.words(w, textBetween)
	}
	w = e.words(w, textValue)
	p := &e.nodes[n&(maxNodes-1)]
	s := &tables.shapes[shape]
	missing := code == codeRequired
	switch {
	case s.Flags&table.Sensitive != 0 || p.secret:
	case missing || code == codeNull:
		w = e.put(e.words(w, textNull), ' ')
	default:
		w = e.put(w, '\'')
		w = e.shown(w, b, n, shape)
		w = e.put(e.put(w, '\''), ' ')
	}
	w = e.words(w, textAt)
	w = e.javaPath(w, b, n)
	w = e.words(w, textFailed)
	switch code {
	case codeRequired, codeNull:
		w = e.words(w, textNotNull)
	case codeLengthMax, codeItemsMax, codeEntriesMax, codeRangeMax:
		w = e.atMost(w, s)
	case codeLengthMin, codeItemsMin, codeEntriesMin, codeRangeMin:
		w = e.atLeast(w, s)
	case codePattern:
		w = e.matching(w, s)
	case codeEnum:
		w = e.oneOf(w, s)
	case gatheredKeys:
		w = e.put(e.constraints(e.words(w, textKeySet), &tables.shapes[s.First], false), ']')
	default:
		set := uint16(textValueSet)
		if s.Kind == table.List {
			set = textMemberSet
		}
		w = e.put(e.constraints(e.words(w, set), within(s), code == gatheredNulls), ']')
	}
	if w.at > w.room {
		e.truncated = true
		mark.room = 0
		return mark
	}
	return w
}

//go:noinline
func (e *Engine) atMost(w cursor, s *table.Shape) cursor {
	t := uint16(textLengthMax)
	if s.Kind == table.Integer || s.Kind == table.Long {
		t = textValueMax
	}
	return e.decimal(e.words(w, t), s.Max)
}

//go:noinline
func (e *Engine) atLeast(w cursor, s *table.Shape) cursor {
	t := uint16(textLengthMin)
	if s.Kind == table.Integer || s.Kind == table.Long {
		t = textValueMin
	}
	return e.decimal(e.words(w, t), s.Min)
}

//go:noinline
func (e *Engine) matching(w cursor, s *table.Shape) cursor {
	return e.quoted(e.words(w, textPattern), tables.patterns[s.Pattern-1].Text)
}

func (e *Engine) oneOf(w cursor, s *table.Shape) cursor {
	w = e.words(w, textEnumSet)
	e.rankValues(s)
	for i := uint(0); i < uint(s.Second); i++ {
		if i > 0 {
			w = e.put(e.put(w, ','), ' ')
		}
		w = e.quoted(w, nameOf(s, uint(e.ranks[i&255])))
	}
	return e.put(w, ']')
}

// constraints writes all constraints of a shape, as the service does for elements, keys and values.
func (e *Engine) constraints(w cursor, s *table.Shape, null bool) cursor {
	first := w.at
	if s.Kind != table.Structure {
		if s.Flags&table.HasMax != 0 {
			w = e.atMost(w, s)
		}
		if s.Flags&table.HasMin != 0 {
			w = e.atLeast(e.comma(w, first), s)
		}
		if s.Pattern != 0 {
			w = e.matching(e.comma(w, first), s)
		}
		if s.Kind == table.String && s.Names != 0 {
			w = e.oneOf(e.comma(w, first), s)
		}
	}
	if null {
		w = e.words(e.comma(w, first), textNotNull)
	}
	return w
}

//go:noinline
func (e *Engine) comma(w cursor, first uint32) cursor {
	if w.at == first {
		return w
	}
	return e.put(e.put(w, ','), ' ')
}

// javaPath writes a node's path as the service does.
func (e *Engine) javaPath(w cursor, b []byte, n uint16) cursor {
	first := w.at
	count := e.chainTo(n)
	for i := uint(0); i < count; i++ {
		p := &e.nodes[e.chain[i&255]&(maxNodes-1)]
		if p.hidden() || p.stepKind == stepNone {
			continue
		}
		if w.at != first {
			w = e.put(w, '.')
		}
		switch p.stepKind {
		case stepMember:
			w = e.camel(w, tables.members[uint32(tables.shapes[p.container].First)+p.step].Name)
		case stepElement:
			w = e.words(e.decimal(w, int64(p.step&^newElement)+1), textMemberStep)
		default:
			names, j := e.nameAt(b, p.step)
			w = e.words(e.decoded(w, names, j), textMemberStep)
		}
	}
	return w
}

// camel writes a member's name with its first letter lowered.
//
//go:noinline
func (e *Engine) camel(w cursor, t uint16) cursor {
	name := text(t)
	if len(name) == 0 {
		return w
	}
	return e.escaped(e.put(w, lower(name[0])), name[1:])
}
