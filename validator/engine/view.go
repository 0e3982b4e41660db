package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// view is the rules' way through a body that has been read and is well-formed. They walk it again, but only to the
// values that they look at.
//
// The frames are used as the walk used them: a frame for each container that a rule has entered, and in the current one
// a step to the value in view, so that what a rule reports has its place. The walk has left notes, see notes.
type view struct {
	// present has a bit for each of the body's members that is there and not null.
	present uint64
	// facts are what the walk has noted of the body, see table.Member.
	facts uint64
}

// viewBody brings the body into view, and no member.
func (e *Engine) viewBody(b []byte) {
	e.depth = 1
	f := &e.frames[1]
	f.start = uint32(skipSpace(b, 0))
	f.places, f.present, f.facts = 0, e.present, e.facts // the first structure of all
	e.clearStep()
}

// clearStep moves the view from the value back to its container.
func (e *Engine) clearStep() {
	e.frames[e.depth].stepKind = stepNone
	e.leaf = 0
}

// stepToMember steps to the member of the structure in view whose name's number is at a place in the rules' code, and
// returns where its value starts. It is none when the member is missing or null; the step is taken all the same.
//
//go:noinline
func (e *Engine) stepToMember(b []byte, at uint) uint {
	f := &e.frames[e.depth]
	e.clearStep()
	m := e.memberIndexAt(&tables.shapes[f.shape], at)
	if m == none {
		return none
	}
	f.step, f.stepKind = step(m), stepMember
	if f.places == noPlaces {
		_, i := e.findNamed(b, uint(f.start), at)
		return i
	}
	return e.placeOf(f.places, f.present, m)
}

// stepToEntry steps to the entry of the map in view whose key's number is at a place in the rules' code, and returns
// where its value starts. It is none, and no step is taken, when there is no such entry.
//
//go:noinline
func (e *Engine) stepToEntry(b []byte, at uint) uint {
	f := &e.frames[e.depth]
	e.clearStep()
	key, value := e.findNamed(b, uint(f.start), at)
	if value != none {
		f.step, f.stepKind = step(key), stepEntry
	}
	return value
}

// stepToMissing steps to where the entry with the given key of the map in view would be.
func (e *Engine) stepToMissing(key table.Text) {
	f := &e.frames[e.depth]
	e.clearStep()
	f.step, f.stepKind = inPointer|pointerRoom+step(key), stepEntry
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
	// What the walk has noted of its members.
	f.places = noPlaces
	if n := e.noteAt(start); e.isNoted(n, start) {
		f.places, f.present, f.facts = n.places, n.present, n.facts
	}
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

// findEntry finds a name in the object at b[i] and returns where its last one, after the quote, and its value start.
// They are none when there is none, or the value is null. No step is taken.
//
//go:noinline
func (e *Engine) findEntry(b []byte, i uint, name []byte) (uint, uint) {
	first, at, found := i, none, none
	if i >= uint(len(b)) || b[i] != '{' {
		return none, none
	}
	for i = skipBracket(b, i); i < uint(len(b)) && b[i] == '"'; i = skipSeparators(b, e.skipNoted(b, i)) {
		// Most names end here: they differ in their first character.
		j := i + 1
		isName := (len(name) == 0 || b[j] == name[0] || b[j] == '\\') && e.equalStrings(b, j, name, 0)
		i = skipName(b, i)
		if isName {
			if at, found = j, i; i < uint(len(b)) && b[i] == 'n' {
				found = none
			}
		}
	}
	e.fuel -= int64(i - first)
	return at, found
}
