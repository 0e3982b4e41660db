package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// The rules look at a body that has been read and found well-formed. They walk it with a focus: a frame for each container
// they have gone into, and in the innermost one a step to the value they look at, so that what they report has its place.

// focusBody puts the focus on the body.
func (e *Engine) viewBody(b []byte) {
	e.depth = 1
	e.frames[1].start = uint32(skipSpace(b, 0))
	e.clearStep()
}

// leave takes the step of the innermost frame back, so that the container itself is in focus.
//
//go:noinline
func (e *Engine) clearStep() {
	e.frames[e.depth].stepKind = stepNone
	e.leaf = 0
}

// member steps to a member of the structure in focus and returns where its value starts; stopped when it is missing or null,
// with the step taken all the same.
//
//go:noinline
func (e *Engine) stepToMember(b []byte, name uint16) uint {
	f := &e.frames[e.depth]
	s := &tables.shapes[f.shape]
	e.clearStep()
	for m := uint(0); m < uint(s.Second); m++ {
		if tables.members[uint(s.First)+m].Name != name {
			continue
		}
		f.step, f.stepKind = uint32(m), stepMember
		if e.depth == 1 {
			if e.present>>(m&63)&1 == 0 {
				return stopped
			}
			return skipSpace(b, uint(e.top[m&63]))
		}
		return e.findMember(b, uint(f.start), name)
	}
	return stopped
}

// firstOf goes into the list or map that is a member of the structure in focus, steps to its first element or entry and returns where
// its value starts; stopped when it is empty or missing.
//
//go:noinline
func (e *Engine) stepToFirstOf(b []byte, name uint16) uint {
	i := e.stepToMember(b, name)
	if i == stopped {
		return stopped
	}
	e.enter(i)
	return e.stepToFirst(b)
}

// entry steps to the entry of the map in focus with the given key and returns where its value starts; stopped, and no step,
// when there is none.
//
//go:noinline
func (e *Engine) stepToEntry(b []byte, key uint16) uint {
	f := &e.frames[e.depth]
	for value := e.stepToFirst(b); value != stopped; value = e.stepToNext(b) {
		if isText(b, uint(f.step), key) {
			return value
		}
	}
	return stopped
}

// missingEntry steps to where the entry with the given key of the map in focus would be.
func (e *Engine) stepToMissing(key uint16) {
	f := &e.frames[e.depth]
	e.clearStep()
	at := e.pointerLength
	if e.keepToken(bytesOf(key)) {
		f.step, f.stepKind = at|inPointer, stepEntry
	}
}

// into goes into the container at b[i], to which the last step led.
func (e *Engine) enter(i uint) { e.pushFrame(uint32(i), shapeAtStep(&e.frames[e.depth])) }

// enclose makes a container of the given shape the innermost frame.
//
//go:noinline
func (e *Engine) pushFrame(start uint32, shape uint16) {
	s := &tables.shapes[shape]
	secret := e.frames[e.depth].secret || s.Flags&table.Sensitive != 0
	e.depth++
	f := &e.frames[e.depth]
	f.start, f.step, f.shape, f.kind, f.secret, f.node = start, 0, shape, uint8(s.Kind), secret, e.leaf
	e.clearStep()
}

// stepShape is the shape of that to which a frame's step leads.
//
//go:noinline
func shapeAtStep(f *frame) uint16 {
	s := &tables.shapes[f.shape]
	switch f.stepKind {
	case stepMember:
		return tables.members[uint32(s.First)+f.step].Shape
	case stepEntry:
		return s.Second
	}
	return s.First
}

// first steps to the first element or entry of the list or map in focus and returns where its value starts; stopped, and no
// step, when it is empty.
//
//go:noinline
func (e *Engine) stepToFirst(b []byte) uint {
	f := &e.frames[e.depth]
	f.count = 0
	f.next = uint32(skipBracket(b, uint(f.start)))
	return e.stepToNext(b)
}

// next steps to the element or entry behind the one that first or next stepped to; stopped, and no step, behind the last.
//
//go:noinline
func (e *Engine) stepToNext(b []byte) uint {
	f := &e.frames[e.depth]
	e.clearStep()
	i := uint(f.next)
	if i >= uint(len(b)) || b[i] == ']' || b[i] == '}' {
		return stopped
	}
	if f.kind == uint8(table.List) {
		f.step, f.stepKind = f.count, stepElement
		f.count++
	} else {
		f.step, f.stepKind = uint32(i+1), stepEntry
		i = skipName(b, i)
	}
	f.next = uint32(skipSeparators(b, e.skipNoted(b, i)))
	return i
}

// skip is the index behind the value at b[i]. Where a long container ends, the walk has left a note of: without it each rule
// would read the whole body again.
func (e *Engine) skipNoted(b []byte, i uint) uint {
	start := uint32(i)
	if n := &e.ends[(start^start>>6)&63]; n.start == start && n.generation == e.generation {
		return uint(n.end)
	}
	return skipValue(b, i)
}

// lookup finds a name in the object at b[i] and returns where its value starts; stopped when it is not there or null, or when
// there is no object because i is stopped.
//
//go:noinline
func (e *Engine) findMember(b []byte, i uint, name uint16) uint {
	for i = skipBracket(b, i); i < uint(len(b)) && b[i] == '"'; i = skipSeparators(b, e.skipNoted(b, i)) {
		// Most names end here: they differ in their first character.
		found := (b[i+1] == bytesOf(name)[0] || b[i+1] == '\\') && isText(b, i+1, name)
		i = skipName(b, i)
		if found {
			if i < uint(len(b)) && b[i] == 'n' {
				return stopped
			}
			return i
		}
	}
	return stopped
}

// inside is where the first element or name of the container at b[i] starts, or its closing bracket; the body's end when there is no
// container because i is stopped.
//
//go:noinline
func skipBracket(b []byte, i uint) uint {
	if i >= uint(len(b)) {
		return uint(len(b))
	}
	return skipSpace(b, i+1)
}

// equal tells whether the string whose first byte is b[i] says t.
//
//go:noinline
func isText(b []byte, i uint, t uint16) bool {
	i = skipText(b, i, t)
	return i < uint(len(b)) && b[i] == '"'
}

// starts is the index behind the text t when the string whose first byte is b[i] starts with it, else stopped; so it is when i is
// stopped. t is ASCII without quotes and backslashes.
//
//go:noinline
func skipText(b []byte, i uint, t uint16) uint {
	for _, c := range bytesOf(t) {
		if i < uint(len(b)) && b[i] == c {
			i++
			continue
		}
		if i >= uint(len(b)) || b[i] != '\\' {
			return stopped
		}
		r, next := DecodeScalar(b, i)
		if r != rune(c) {
			return stopped
		}
		i = next
	}
	return i
}

// named is the index among the texts of a set of what the string says whose first byte is b[i]; stopped when it is none of them.
//
//go:noinline
func (e *Engine) indexIn(b []byte, i uint, set uint16) uint {
	_, hash := e.readName(b, i)
	return e.findName(b, &tables.shapes[set], hash)
}

// is tells whether the value at b[i] is the string t.
//
//go:noinline
func isString(b []byte, i uint, t uint16) bool {
	return i < uint(len(b)) && b[i] == '"' && isText(b, i+1, t)
}

// yes tells whether the value at b[i] is true.
//
//go:noinline
func isTrue(b []byte, i uint) bool { return i < uint(len(b)) && b[i] == 't' }

// holds tells whether the list at b[i] has the string t among its elements.
//
//go:noinline
func contains(b []byte, i uint, t uint16) bool {
	for i = skipBracket(b, i); i < uint(len(b)) && b[i] != ']'; i = skipSeparators(b, skipValue(b, i)) {
		if isString(b, i, t) {
			return true
		}
	}
	return false
}

// empty tells whether the list at b[i] has no elements; so has one that is missing.
func isEmpty(b []byte, i uint) bool {
	i = skipBracket(b, i)
	return i >= uint(len(b)) || b[i] == ']'
}

// whole is the value of the whole number at b[i], which has been found to be one of 32 bits.
func readInteger(b []byte, i uint) int64 {
	digits := i
	if b[i] == '-' {
		digits++
	}
	v, _ := parseInteger(b[digits:skipValue(b, i)])
	if digits > i {
		return -int64(v)
	}
	return int64(v)
}

// broken reports a rule at the value in focus; i is where the value starts.
//
//go:noinline
func (e *Engine) breakRule(rule uint8, i uint) { e.breakRuleBy(rule, i, 0) }

// brokenMember reports a rule at a member of the structure at b[i], to which the last step led. The focus stays where it is.
//
//go:noinline
func (e *Engine) breakRuleAt(b []byte, rule uint8, i uint, name uint16) {
	e.enter(i)
	e.breakRule(rule, e.stepToMember(b, name))
	e.leaf = e.frames[e.depth].node
	e.depth--
}

// brokenBy is broken with the place of another value, which the answer shows.
func (e *Engine) breakRuleBy(rule uint8, i, other uint) {
	f := &e.frames[e.depth]
	if i == stopped {
		i = uint(f.start)
	}
	e.addViolation(rule, f.shape, i, int64(other), flagRule)
}
