package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

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

// named is the index among the texts of a set of what the string says whose first byte is b[i]; stopped when it is none of them.
//
//go:noinline
func (e *Engine) indexIn(b []byte, i uint, set uint16) uint {
	_, hash := e.readName(b, i)
	return e.findName(b, &tables.shapes[set], hash)
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
