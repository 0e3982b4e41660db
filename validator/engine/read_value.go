package engine

import (
	"math/bits"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// space is the index of the first byte from i on that is no white space.
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

// walk reads a body. An empty one is {}.
func (e *Engine) readBody(b []byte, shape uint16) uint {
	e.frames[0].secret = false
	i := skipSpace(b, 0)
	if i < uint(len(b)) {
		return e.readValue(b, i, shape)
	}
	e.depth = 1
	e.frames[1] = frame{shape: shape, kind: uint8(tables.shapes[shape].Kind)}
	e.addMissing(&tables.shapes[shape])
	e.depth = 0
	return i
}

// walkFrom reads the value at b[i:] against a shape, in one pass, and returns the index behind it, or stopped where the walk had
// to stop: at malformed JSON, too deep a nesting, or with e.status set.
func (e *Engine) readValue(b []byte, i uint, shape uint16) uint {
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

value:
	i = skipSpace(b, i)
	if i >= uint(len(b)) {
		return e.breakOff(i, reasonEnd)
	}
	s = &tables.shapes[shape]
	c = b[i]
	switch {
	case c == '"':
		switch {
		case s.Kind == table.String && s.Names == 0:
			i = e.readString(b, i+1, shape, 0)
		case s.Kind == table.String:
			i = e.readEnum(b, i+1, shape, 0)
		case s.Kind == table.Blob:
			i = e.readBlob(b, i+1, shape)
		default:
			if s.Kind != table.Any {
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
		e.depth++
		f = &e.frames[e.depth]
		f.secret = secret
		f.start = uint32(i)
		f.base = e.nameCount
		f.count = 0
		f.seen = 0
		f.present = 0
		f.shape = shape
		f.kind = uint8(s.Kind)
		f.array = c == '['
		f.stepKind = stepNone
		f.guess = uint16(len(tables.members)) + shape
		f.node = e.leaf
		if e.leaf != 0 {
			e.nodes[e.leaf].start = uint32(i)
			e.nodes[e.leaf].shape = shape
		}
		i = skipSpace(b, i+1)
		if i >= uint(len(b)) {
			return e.breakOff(i, reasonEnd)
		}
		if b[i] == c+2 { // The closing brackets stand two behind the opening ones in ASCII.
			i++
			goto closed
		}
		if c == '{' {
			goto key
		}
		f.stepKind = stepElement
		goto element
	case c == '-' || c-'0' <= 9:
		i = e.readNumber(b, i, shape)
		if i == stopped {
			return i
		}
	case c == 't' && i+4 <= uint(len(b)) && b[i+1] == 'r' && b[i+2] == 'u' && b[i+3] == 'e':
		if s.Kind != table.Boolean && s.Kind != table.Any {
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
			if s.Kind != table.Any {
				e.addViolation(codeType, shape, i, foundNull, 0)
			}
		case f.stepKind == stepMember:
			f.present &^= 1 << (f.step & 63)
			if e.depth == e.floor {
				e.addAbsent(f)
			}
		case f.stepKind == stepElement || f.stepKind == stepEntry:
			if f.kind != uint8(table.Any) {
				e.addViolation(codeNull, shape, i, 0, 0)
			}
		}
		i += 4
	default:
		return e.breakOff(i, reasonValue)
	}

after:
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
		goto key
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

element:
	e.leaf = 0
	f.step = f.count
	shape = tables.shapes[f.shape].First
	goto value

key:
	e.leaf = 0
	f.stepKind = stepNone
	if b[i] != '"' {
		return e.breakOff(i, reasonName)
	}
	start = i + 1
	s = &tables.shapes[f.shape]
	if f.kind == uint8(table.Structure) {
		guess := &e.guesses[f.guess]
		member = uint(*guess)
		if member < uint(s.Second) {
			end = matchName(b, start, tables.members[uint(s.First)+member].Name)
		} else {
			end = stopped
		}
		if end == stopped {
			end, hash = e.readName(b, start)
			if end == stopped {
				return end
			}
			member = e.findName(b, s, hash)
		}
		if member < 64 {
			*guess = uint8(member)
			f.guess = s.First + uint16(member)
			f.step = uint32(member)
			f.stepKind = stepMember
			bit := uint64(1) << (member & 63)
			if f.seen&bit != 0 {
				e.addViolation(codeDuplicate, f.shape, i, 0, 0)
			}
			f.seen |= bit
			f.present |= bit
			m := &tables.members[uint(s.First)+member]
			shape = m.Shape
			if m.Flags&table.Deprecated != 0 {
				e.addViolation(codeDeprecated, shape, i, 0, 0)
			}
			goto colon
		}
		f.step = uint32(start)
		f.stepKind = stepUnknown
		shape = shapeAny
		e.addViolation(codeUnknown, shapeAny, i, 0, 0)
	} else {
		end, hash = e.readName(b, start)
		if end == stopped {
			return end
		}
		f.step = uint32(start)
		f.stepKind = stepEntry
		shape = shapeAny
		if f.kind == uint8(table.Map) {
			shape = s.Second
			if keys := &tables.shapes[s.First]; keys.Pattern == 0 && keys.Names == 0 {
				e.checkLength(keys, int64(e.nameLength), s.First, start, flagKey)
			} else {
				e.checkKey(b, start, s.First)
			}
		}
	}
	e.addName(b, f, start, hash)
	if e.status != 0 {
		return stopped
	}

colon:
	i = skipSpace(b, end)
	if i >= uint(len(b)) {
		return e.breakOff(i, reasonEnd)
	}
	if b[i] != ':' {
		return e.breakOff(i, reasonColon)
	}
	i++
	if e.depth == 1 && f.stepKind == stepMember {
		e.top[f.step&63] = uint32(i)
	}
	goto value

closed:
	// What lies in a container of no known shape is not looked for: its own end is enough.
	if i-uint(f.start) >= longContainer && f.kind|e.frames[e.depth-1].kind != uint8(table.Any) {
		e.noteEnd(f.start, uint32(i))
	}
	s = &tables.shapes[f.shape]
	switch f.kind {
	case uint8(table.Structure):
		e.nameCount = f.base
		if uint64(s.Min)&^f.present != 0 {
			e.addMissing(s)
		}
		if e.depth == 1 {
			e.present = f.present
		}
		e.depth--
	case uint8(table.List):
		e.depth--
		e.checkSize(s, f, codeItemsMin)
	case uint8(table.Map):
		e.nameCount = f.base
		e.depth--
		e.checkSize(s, f, codeEntriesMin)
	default:
		e.nameCount = f.base
		e.depth--
	}
	e.leaf = f.node
	f = &e.frames[e.depth]
	goto after
}

// size checks the number of elements or entries of the container f, which has just been closed. The code for too many
// stands behind the one for too few.
func (e *Engine) checkSize(s *table.Shape, f *frame, tooFew uint8) {
	if s.Flags&(table.HasMin|table.HasMax) == 0 {
		return
	}
	count := int64(f.count)
	if s.Flags&table.HasMax != 0 && count > s.Max {
		e.leaf = f.node
		e.addViolation(tooFew+1, f.shape, uint(f.start), count, 0)
	}
	if s.Flags&table.HasMin != 0 && count < s.Min {
		e.leaf = f.node
		e.addViolation(tooFew, f.shape, uint(f.start), count, 0)
	}
}

// missing reports the required members that the structure in force lacks.
func (e *Engine) addMissing(s *table.Shape) {
	f := &e.frames[e.depth]
	for lacks := uint64(s.Min) &^ f.present; lacks != 0; lacks &= lacks - 1 {
		f.step = uint32(bits.TrailingZeros64(lacks))
		f.stepKind = stepMember
		e.leaf = 0
		full := e.nodeCount >= maxNodes-1
		e.addViolation(codeRequired, tables.members[uint32(s.First)+f.step].Shape, uint(f.start), 0, 0)
		if full {
			break // There is no room for the others either.
		}
	}
}

// absent reports the required member that CheckField was given as null.
func (e *Engine) addAbsent(f *frame) {
	s := &tables.shapes[f.shape]
	if uint64(s.Min)>>(f.step&63)&1 != 0 {
		e.addViolation(codeRequired, tables.members[uint32(s.First)+f.step].Shape, uint(f.start), 0, 0)
	}
}
