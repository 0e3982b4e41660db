package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// view is the rules' way through a body that has been read and is well-formed. They walk it again, but only to the
// values that they look at.
//
// The frames are used as the walk used them: a frame for each container that a rule has entered, and in the current one
// a step to the value in view, so that what a rule reports has its place. The walk leaves notes, so that a rule need
// not read the body from its start: where each member's value is, which members there are, and where long containers
// end.
type view struct {
	// top holds where the value of each of the body's members starts, before white space.
	top [64]uint32
	// present has a bit for each of the body's members that is there and not null.
	present uint64
	// ends are where long containers end. A note from an earlier check bears another generation.
	ends       [maxEnds]containerEnd
	generation uint32
}

// viewBody brings the body into view, and no member.
func (e *Engine) viewBody(b []byte) {
	e.depth = 1
	e.frames[1].start = uint32(skipSpace(b, 0))
	e.clearStep()
}

// clearStep moves the view from the value back to its container.
//
//go:noinline
func (e *Engine) clearStep() {
	e.frames[e.depth].stepKind = stepNone
	e.leaf = 0
}

// stepToMember steps to a member of the structure in view and returns where its value starts. It is none when the
// member is missing or null; the step is taken all the same.
//
//go:noinline
func (e *Engine) stepToMember(b []byte, name table.Text) uint {
	f := &e.frames[e.depth]
	s := &tables.shapes[f.shape]
	e.clearStep()
	for m := uint(0); m < s.Count(); m++ {
		if tables.members[uint(s.Members())+m].Name != name {
			continue
		}
		f.step, f.stepKind = step(m), stepMember
		if e.depth == 1 {
			if e.present>>(m&63)&1 == 0 {
				return none
			}
			return skipSpace(b, uint(e.top[m&63]))
		}
		return e.findMember(b, uint(f.start), e.textOf(name))
	}
	return none
}

// stepToEntry steps to the entry with the given key of the map in view and returns where its value starts. It is none,
// and no step is taken, when there is no such entry.
//
//go:noinline
func (e *Engine) stepToEntry(b []byte, key table.Text) uint {
	f := &e.frames[e.depth]
	for value := e.stepToFirst(b); value != none; value = e.stepToNext(b) {
		if e.equalStrings(b, uint(f.step), e.textOf(key), 0) {
			return value
		}
	}
	return none
}

// stepToMissing steps to where the entry with the given key of the map in view would be.
func (e *Engine) stepToMissing(key table.Text) {
	f := &e.frames[e.depth]
	e.clearStep()
	at := step(e.pointerLength)
	if e.keepToken(e.textOf(key)) {
		f.step, f.stepKind = at|inPointer, stepEntry
	}
}

// leave goes back from the container in view to the one around it, where its node stays that of the value.
func (e *Engine) leave() {
	e.leaf = e.frames[e.depth].node
	e.depth--
}

// enter goes into the container at b[i], to which the last step led.
func (e *Engine) enter(i uint) { e.pushFrame(uint32(i), shapeAtStep(&e.frames[e.depth])) }

// pushFrame makes a container of the given shape the current frame.
//
//go:noinline
func (e *Engine) pushFrame(start uint32, shape table.ShapeID) {
	s := &tables.shapes[shape]
	secret := e.frames[e.depth].secret || s.Flags&table.Sensitive != 0
	e.depth++
	f := &e.frames[e.depth]
	f.start, f.step, f.shape, f.kind, f.secret, f.node = start, 0, shape, s.Kind, secret, e.leaf
	e.clearStep()
}

// stepToFirst steps to the first element or entry of the list or map in view and returns where its value starts. It is
// none, and no step is taken, when there is no element.
//
//go:noinline
func (e *Engine) stepToFirst(b []byte) uint {
	f := &e.frames[e.depth]
	f.count = 0
	f.next = uint32(skipBracket(b, uint(f.start)))
	return e.stepToNext(b)
}

// stepToNext steps to the element or entry after the one that was stepped to last, as stepToFirst does.
//
//go:noinline
func (e *Engine) stepToNext(b []byte) uint {
	f := &e.frames[e.depth]
	e.clearStep()
	i := uint(f.next)
	if i >= uint(len(b)) || b[i] == ']' || b[i] == '}' {
		return none
	}
	if f.kind == table.List {
		f.step, f.stepKind = step(f.count), stepElement
		f.count++
	} else {
		f.step, f.stepKind = step(i+1), stepEntry
		i = skipName(b, i)
	}
	f.next = uint32(skipSeparators(b, e.skipNoted(b, i)))
	return i
}

// findMember finds a name in the object at b[i] and returns where its value starts. It is none when the value is
// missing or null. No step is taken.
//
//go:noinline
func (e *Engine) findMember(b []byte, i uint, name []byte) uint {
	first := i
	if i >= uint(len(b)) || b[i] != '{' || len(name) == 0 {
		return none
	}
	for i = skipBracket(b, i); i < uint(len(b)) && b[i] == '"'; i = skipSeparators(b, e.skipNoted(b, i)) {
		// Most names end here: they differ in their first character.
		found := (b[i+1] == name[0] || b[i+1] == '\\') && e.equalStrings(b, i+1, name, 0)
		i = skipName(b, i)
		if found {
			e.fuel -= int64(i - first)
			if i < uint(len(b)) && b[i] == 'n' {
				return none
			}
			return i
		}
	}
	e.fuel -= int64(i - first)
	return none
}
