package engine

import (
	"math/bits"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// skipSpace is the index of the first byte from i on that is no white space.
func skipSpace(b []byte, i uint) uint {
	for i < uint(len(b)) {
		c := b[i]
		if c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			break
		}
		i++
	}
	return i
}

// readBody reads a body. An empty one is {}.
func (e *Engine) readBody(b []byte, shape table.ShapeID) uint {
	e.frames[0].secret = false
	i := skipSpace(b, 0)
	if i < uint(len(b)) {
		return e.readValue(b, i, shape)
	}
	e.depth = 1
	e.frames[1] = frame{shape: shape, kind: tables.shapes[shape].Kind}
	e.addMissing(&tables.shapes[shape])
	e.depth = 0
	return i
}

// readValue reads the value at b[i] against a shape, with all that it contains, in one pass. It returns the index after
// it, or stopped.
//
// It is one function because the states share their variables: with a function for each state, every byte of structure
// would cost a call, and the frame would be loaded anew. RATIONALE.md has the figures. The labels are the states:
//
//	state       where i is                      what may come           where it goes
//	value       at a value or the white space   any value               afterValue; after [ element or closed,
//	            before it                                               after { name or closed
//	element     after [ or a comma in a list    a value                 value
//	name        at the first byte of a name     a name in quotes        colon
//	colon       after a name                    a colon                 value
//	closed      after ] or }                    nothing: it judges      afterValue of the container around it
//	                                            the container
//	afterValue  after a value                   a comma, ] or };        element, name, closed; it returns
//	                                            nothing at the floor    at the floor
func (e *Engine) readValue(b []byte, i uint, shape table.ShapeID) uint {
	var (
		f      *frame
		s      *table.Shape
		c      byte
		start  uint
		end    uint
		member uint
		hash   uint64
		secret bool
	)
	f = &e.frames[e.depth]

value: // The value has the shape; f.step leads to it.
	i = skipSpace(b, i)
	if i >= uint(len(b)) {
		return e.breakOff(i, reasonEnd)
	}
	if f.places != noPlaces && f.stepKind == stepMember {
		// Where a name comes twice, the rules see its last value.
		e.places[(f.places+uint32(f.step))&(maxPlaces-1)] = uint32(i)
	}
	s = &tables.shapes[shape]
	c = b[i]
	switch {
	case c == '"':
		switch {
		case s.Kind == table.String && s.Slots == 0:
			i = e.readString(b, i+1, shape, 0)
		case s.Kind == table.String:
			i = e.readEnum(b, i+1, shape, 0)
		case s.Kind == table.Blob:
			i = e.readBlob(b, i+1, shape)
		default:
			if s.Kind != table.Any && !(s.Kind == table.Timestamp && e.options&OptionTextTimes != 0 && isTime(b, i+1)) {
				e.addViolation(codeType, shape, i, foundString, 0)
			}
			i = e.readString(b, i+1, shapeAny, 0)
		}
		if i == stopped {
			return i
		}
	case c == '{' || c == '[':
		if e.depth >= maxDepth {
			e.addViolation(codeDepth, shape, i, 0, 0)
			return stopped
		}
		// A value of the wrong type is read on as one of any type, so that its JSON is checked. It stays secret.
		secret = s.Flags&table.Sensitive != 0
		if c == '{' && s.Kind != table.Structure && s.Kind != table.Map ||
			c == '[' && s.Kind != table.List {
			if s.Kind != table.Any {
				found := int64(foundObject)
				if c == '[' {
					found = foundList
				}
				e.addViolation(codeType, shape, i, found, 0)
			}
			shape = shapeAny
			s = &tables.shapes[shapeAny]
		}
		secret = f.secret || secret
		// Member by member: a literal is put together elsewhere and copied, which takes longer.
		e.depth++
		f = &e.frames[e.depth]
		f.secret = secret
		f.start = uint32(i)
		f.base = e.nameCount
		f.count = 0
		f.seen = 0
		f.present = 0
		f.facts = 0
		f.fact = table.Facts
		if c == '[' {
			f.fact = e.frames[e.depth-1].fact
		}
		f.shape = shape
		f.kind = s.Kind
		f.array = c == '['
		f.stepKind = stepNone
		f.guess = memberCount + uint16(shape)
		f.places = noPlaces
		if s.Kind == table.Structure && e.depth <= maxNotedDepth {
			f.places = e.reservePlaces(s)
		}
		f.node = e.leaf
		if e.leaf != 0 {
			e.nodes[e.leaf].start = uint32(i)
			e.nodes[e.leaf].shape = shape
		}
		i = skipSpace(b, i+1)
		if i >= uint(len(b)) {
			return e.breakOff(i, reasonEnd)
		}
		if b[i] == c+2 { // In ASCII a closing bracket is two after its opening one.
			i++
			goto closed
		}
		if c == '{' {
			goto name
		}
		f.stepKind = stepElement
		goto element
	case c == '-' || c-'0' <= 9: // c is unsigned: what comes before '0' wraps around to more than 9.
		i = e.readNumber(b, i, shape)
		if i == stopped {
			return i
		}
	case c == 't' && i+4 <= uint(len(b)) && b[i+1] == 'r' && b[i+2] == 'u' && b[i+3] == 'e':
		if s.Kind == table.Boolean {
			e.noteFact(0)
		} else if s.Kind != table.Any {
			e.addViolation(codeType, shape, i, foundTrue, 0)
		}
		i += 4
	case c == 'f' && i+5 <= uint(len(b)) && b[i+1] == 'a' && b[i+2] == 'l' && b[i+3] == 's' && b[i+4] == 'e':
		if s.Kind != table.Boolean && s.Kind != table.Any {
			e.addViolation(codeType, shape, i, foundFalse, 0)
		}
		i += 5
	case c == 'n' && i+4 <= uint(len(b)) && b[i+1] == 'u' && b[i+2] == 'l' && b[i+3] == 'l':
		switch {
		case e.depth == 0:
			// No container could lack the body itself: null in its place has the wrong type.
			if s.Kind != table.Any {
				e.addViolation(codeType, shape, i, foundNull, 0)
			}
		case f.stepKind == stepMember:
			// A member that is null is absent. It was counted as present when its name was read.
			f.present &^= 1 << (f.step & 63)
			f.facts &^= 1 << f.fact
			if e.depth == e.floor {
				// The value that CheckField was given. The walk never closes the structure around it, which is where required
				// members are reported.
				e.addAbsent(f)
			}
		case f.stepKind == stepElement || f.stepKind == stepEntry:
			if f.kind != table.Any {
				e.addViolation(codeNull, shape, i, 0, 0)
			}
		}
		i += 4
	default:
		return e.breakOff(i, reasonValue)
	}

afterValue: // f.step leads to the value that has just ended.
	if e.depth == e.floor {
		return i
	}
	i = skipSpace(b, i)
	if i >= uint(len(b)) {
		return e.breakOff(i, reasonEnd)
	}
	c = b[i]
	i++
	if c == ',' {
		if f.array {
			f.count++
			goto element
		}
		i = skipSpace(b, i)
		if i >= uint(len(b)) {
			return e.breakOff(i, reasonEnd)
		}
		goto name
	}
	if f.array {
		if c != ']' {
			return e.breakOff(i-1, reasonElement)
		}
		f.count++
		goto closed
	}
	if c != '}' {
		return e.breakOff(i-1, reasonMember)
	}
	goto closed

element: // In a list, before its next element.
	e.leaf = 0
	f.step = step(f.count)
	shape = tables.shapes[f.shape].Element()
	goto value

name: // In a structure, a map or an unknown object, before its next name.
	e.leaf = 0
	f.stepKind = stepNone
	if b[i] != '"' {
		return e.breakOff(i, reasonName)
	}
	start = i + 1
	s = &tables.shapes[f.shape]
	if f.kind == table.Structure {
		// Most names follow the same name as the last time.
		guess := &e.guesses[f.guess]
		member = uint(*guess)
		if member < s.Count() {
			end = matchName(b, start, tables.members[uint(s.Members())+member].Name)
		} else {
			end = none
		}
		if end == none {
			end, hash = e.readName(b, start)
			if end == stopped {
				return end
			}
			member = e.findName(b, s, hash)
		}
		if member < 64 { // a structure has at most 64 members; none is more
			*guess = uint8(member)
			f.guess = uint16(s.Members()) + uint16(member)
			f.step = step(member)
			f.stepKind = stepMember
			bit := uint64(1) << (member & 63)
			if f.seen&bit != 0 {
				e.addViolation(codeDuplicate, f.shape, i, 0, 0)
			}
			f.seen |= bit
			f.present |= bit
			m := &tables.members[uint(s.Members())+member]
			shape = m.Shape
			f.fact = m.FactBit()
			f.facts |= 1 << f.fact
			if m.Flags&table.Deprecated != 0 {
				e.addViolation(codeRuleDeprecated, shape, i, 0, 0)
			}
			goto colon
		}
		f.step = step(start)
		f.stepKind = stepUnknown
		shape = shapeAny
		e.addViolation(codeUnknown, shapeAny, i, 0, 0)
	} else {
		end, hash = e.readName(b, start)
		if end == stopped {
			return end
		}
		f.step = step(start)
		f.stepKind = stepEntry
		shape = shapeAny
		if f.kind == table.Map {
			shape = s.Value()
			if keys := &tables.shapes[s.Key()]; keys.Pattern == 0 && keys.Slots == 0 {
				e.checkLength(keys, int64(e.nameLength), s.Key(), start, flagKey)
			} else {
				e.checkKey(b, start, s.Key())
			}
		}
	}
	// A structure's own members need no list: seen has a bit for each.
	e.addName(b, f, start, hash)
	if e.status != 0 {
		return stopped
	}

colon: // After a name, before its value, which has the shape.
	i = skipSpace(b, end)
	if i >= uint(len(b)) {
		return e.breakOff(i, reasonEnd)
	}
	if b[i] != ':' {
		return e.breakOff(i, reasonColon)
	}
	i++
	goto value

closed: // After the container of frame f.
	// Rules never look inside an unknown container, so only its own end is remembered.
	if f.places != noPlaces || i-uint(f.start) >= longContainer && f.kind|e.frames[e.depth-1].kind != table.Any {
		e.noteContainer(f, uint32(i))
	}
	s = &tables.shapes[f.shape]
	switch f.kind {
	case table.Structure:
		e.nameCount = f.base
		if s.Required()&^f.present != 0 {
			e.addMissing(s)
		}
		if e.depth == 1 {
			e.present, e.facts = f.present, f.facts
		}
		e.depth--
	case table.List:
		e.depth--
		e.checkCount(s, f, codeItemsMin, codeItemsMax)
	case table.Map:
		e.nameCount = f.base
		e.depth--
		e.checkCount(s, f, codeEntriesMin, codeEntriesMax)
	default:
		e.nameCount = f.base
		e.depth--
	}
	e.frames[e.depth].facts |= f.facts
	// A syntax error after the container is reported at it. It may have a node already, and must not get a second one.
	e.leaf = f.node
	f = &e.frames[e.depth]
	goto afterValue
}

// checkCount checks the number of elements or entries of the container of frame f, which has just been closed.
func (e *Engine) checkCount(s *table.Shape, f *frame, tooFew, tooMany table.CodeID) {
	if s.Flags&(table.HasMin|table.HasMax) == 0 {
		return
	}
	count := int64(f.count)
	if s.Flags&table.HasMax != 0 && count > s.Max {
		e.leaf = f.node
		e.addViolation(tooMany, f.shape, uint(f.start), count, 0)
	}
	if s.Flags&table.HasMin != 0 && count < s.Min {
		e.leaf = f.node
		e.addViolation(tooFew, f.shape, uint(f.start), count, 0)
	}
}

// addMissing reports the required members that the current frame's structure lacks.
func (e *Engine) addMissing(s *table.Shape) {
	f := &e.frames[e.depth]
	for lacks := s.Required() &^ f.present; lacks != 0; lacks &= lacks - 1 {
		f.step = step(bits.TrailingZeros64(lacks))
		f.stepKind = stepMember
		e.leaf = 0
		full := e.nodeCount >= maxNodes-1 // before the call: the last free node still takes this member
		e.addViolation(codeRequired, tables.members[step(s.Members())+f.step].Shape, uint(f.start), 0, 0)
		if full {
			break // There is no room for the others either.
		}
	}
}

// addAbsent reports the required member that CheckField was given as null.
func (e *Engine) addAbsent(f *frame) {
	s := &tables.shapes[f.shape]
	if s.Required()>>(f.step&63)&1 != 0 {
		e.addViolation(codeRequired, tables.members[step(s.Members())+f.step].Shape, uint(f.start), 0, 0)
	}
}
