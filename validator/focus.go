package validator

import "github.com/cognitocheck/cognitocheck/validator/table"

// The rules look at a body that has been read and found well-formed. They walk it with a focus: a frame for each container
// they have gone into, and in the innermost one a step to the value they look at, so that what they report has its place.

// focusBody puts the focus on the body.
func (e *Engine) focusBody(b []byte) {
	e.depth = 1
	f := &e.frames[1]
	*f = frame{
		start: uint32(space(b, 0)), shape: tables.operations[e.operation].Input, kind: uint8(table.Structure),
	}
	e.leave()
}

// leave takes the step of the innermost frame back, so that the container itself is in focus.
//
//go:noinline
func (e *Engine) leave() {
	e.frames[e.depth].stepKind = stepNone
	e.leaf = 0
}

// member steps to a member of the structure in focus and returns where its value starts; stopped when it is missing or null,
// with the step taken all the same.
//
//go:noinline
func (e *Engine) member(b []byte, name uint16) uint {
	f := &e.frames[e.depth]
	s := &tables.shapes[f.shape]
	e.leave()
	for m := uint(0); m < uint(s.Second); m++ {
		if tables.members[uint(s.First)+m].Name != name {
			continue
		}
		f.step, f.stepKind = uint32(m), stepMember
		if e.depth == 1 {
			if e.present>>(m&63)&1 == 0 {
				return stopped
			}
			return space(b, uint(e.top[m&63]))
		}
		return present(b, lookup(b, uint(f.start), name))
	}
	return stopped
}

// present is i, or stopped where null stands.
//
//go:noinline
func present(b []byte, i uint) uint {
	if i < uint(len(b)) && b[i] == 'n' {
		return stopped
	}
	return i
}

// entry steps to the entry of the map in focus with the given key and returns where its value starts; stopped, and no step,
// when there is none.
//
//go:noinline
func (e *Engine) entry(b []byte, key uint16) uint {
	f := &e.frames[e.depth]
	for value := e.first(b); value != stopped; value = e.next(b) {
		if equal(b, uint(f.step), key) {
			return value
		}
	}
	return stopped
}

// missingEntry steps to where the entry with the given key of the map in focus would be.
func (e *Engine) missingEntry(key uint16) {
	f := &e.frames[e.depth]
	e.leave()
	at := e.pointerLength
	if e.keep(text(key)) {
		f.step, f.stepKind = at|inPointer, stepEntry
	}
}

// into goes into the container at b[i], to which the last step led.
//
//go:noinline
func (e *Engine) into(i uint) {
	f := &e.frames[e.depth]
	shape := stepShape(f)
	secret := f.secret || tables.shapes[shape].Flags&table.Sensitive != 0
	e.depth++
	e.frames[e.depth] = frame{
		start: uint32(i), shape: shape, kind: uint8(tables.shapes[shape].Kind), secret: secret, node: e.leaf,
	}
	e.leaf = 0
}

// stepShape is the shape of that to which a frame's step leads.
func stepShape(f *frame) uint16 {
	s := &tables.shapes[f.shape]
	switch f.stepKind {
	case stepMember:
		return tables.members[uint32(s.First)+f.step].Shape
	case stepEntry:
		return s.Second
	}
	return s.First
}

// out goes back to where into was called.
//
//go:noinline
func (e *Engine) out() {
	e.leaf = e.frames[e.depth].node
	e.depth--
}

// first steps to the first element or entry of the list or map in focus and returns where its value starts; stopped, and no
// step, when it is empty.
//
//go:noinline
func (e *Engine) first(b []byte) uint {
	f := &e.frames[e.depth]
	f.count = 0
	f.next = uint32(space(b, uint(f.start)+1))
	return e.next(b)
}

// next steps to the element or entry behind the one that first or next stepped to; stopped, and no step, behind the last.
//
//go:noinline
func (e *Engine) next(b []byte) uint {
	f := &e.frames[e.depth]
	e.leave()
	i := uint(f.next)
	if i >= uint(len(b)) || b[i] == ']' || b[i] == '}' {
		return stopped
	}
	if f.kind == uint8(table.List) {
		f.step, f.stepKind = f.count, stepElement
		f.count++
	} else {
		f.step, f.stepKind = uint32(i+1), stepEntry
		i = behindColon(b, i)
	}
	f.next = uint32(separator(b, e.skip(b, i)))
	return i
}

// skip is the index behind the value at b[i]. Where a long container ends, the walk has left a note of: without it each rule
// would read the whole body again.
func (e *Engine) skip(b []byte, i uint) uint {
	start := uint32(i)
	if n := &e.ends[(start^start>>6)&63]; n.start == start && n.generation == e.generation {
		return uint(n.end)
	}
	return skip(b, i)
}

// lookup finds a name in the object at b[i] and returns where its value starts, stopped when it is not there.
//
//go:noinline
func lookup(b []byte, i uint, name uint16) uint {
	for i = space(b, i+1); i < uint(len(b)) && b[i] == '"'; {
		if end := behindName(b, i+1, name); end != stopped {
			return space(b, space(b, end)+1)
		}
		value := behindColon(b, i)
		if equal(b, i+1, name) {
			return value
		}
		i = separator(b, skip(b, value))
	}
	return stopped
}

// equal tells whether the string whose first byte is b[i] says t.
//
//go:noinline
func equal(b []byte, i uint, t uint16) bool {
	i, ok := starts(b, i, t)
	return ok && i < uint(len(b)) && b[i] == '"'
}

// starts tells whether the string whose first byte is b[i] starts with t, and where it goes on. t is ASCII.
//
//go:noinline
func starts(b []byte, i uint, t uint16) (uint, bool) {
	for _, c := range text(t) {
		if i < uint(len(b)) && b[i] != '\\' {
			if b[i] != c || c == '"' {
				return i, false
			}
			i++
			continue
		}
		r, next := scalar(b, i)
		if r != rune(c) || i >= uint(len(b)) || b[i] == '"' {
			return i, false
		}
		i = next
	}
	return i, true
}

// is tells whether the value at b[i] is the string t.
//
//go:noinline
func is(b []byte, i uint, t uint16) bool {
	return i < uint(len(b)) && b[i] == '"' && equal(b, i+1, t)
}

// yes tells whether the value at b[i] is true.
//
//go:noinline
func yes(b []byte, i uint) bool { return i < uint(len(b)) && b[i] == 't' }

// blank tells whether the value at b[i] is the empty string.
func blank(b []byte, i uint) bool { return i+1 < uint(len(b)) && b[i] == '"' && b[i+1] == '"' }

// holds tells whether the list at b[i] has the string t among its elements.
//
//go:noinline
func holds(b []byte, i uint, t uint16) bool {
	if i >= uint(len(b)) {
		return false
	}
	for i = space(b, i+1); i < uint(len(b)) && b[i] != ']'; i = separator(b, skip(b, i)) {
		if is(b, i, t) {
			return true
		}
	}
	return false
}

// empty tells whether the list at b[i] has no elements; so has one that is missing.
//
//go:noinline
func empty(b []byte, i uint) bool {
	if i >= uint(len(b)) {
		return true
	}
	i = space(b, i+1)
	return i >= uint(len(b)) || b[i] == ']'
}

// whole is the value of the whole number at b[i], which has been found to be one of 32 bits.
func whole(b []byte, i uint) int64 {
	end := skip(b, i)
	if i < end && b[i] == '-' {
		v, _ := integer(b[i+1 : end])
		return -int64(v)
	}
	v, _ := integer(b[i:end])
	return int64(v)
}

// broken reports a rule at the value in focus; i is where the value starts.
//
//go:noinline
func (e *Engine) broken(rule uint8, i uint) { e.brokenBy(rule, i, 0) }

// brokenBy is broken with the place of another value, which the answer shows.
func (e *Engine) brokenBy(rule uint8, i, other uint) {
	f := &e.frames[e.depth]
	if i == stopped {
		i = uint(f.start)
	}
	e.failWith(rule, f.shape, i, int64(other), flagRule)
}
