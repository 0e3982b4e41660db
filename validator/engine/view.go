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

	// details holds where the keys of ProviderDetails that the rules know are, the last one for all others, and provider
	// the type that they tell, once the first of those rules has read them.
	details     [detailCount + 1]detailPlace
	provider    providerTypes
	detailsRead bool
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
		return e.findMember(b, uint(f.start), name)
	}
	return none
}

// stepToFirstOf enters the list or map that is a member of the structure in view, steps to its first element or entry
// and returns where its value starts. It is none when the container is empty or missing.
//
//go:noinline
func (e *Engine) stepToFirstOf(b []byte, name table.Text) uint {
	i := e.stepToMember(b, name)
	if i == none {
		return none
	}
	e.enter(i)
	return e.stepToFirst(b)
}

// stepToEntry steps to the entry with the given key of the map in view and returns where its value starts. It is none,
// and no step is taken, when there is no such entry.
//
//go:noinline
func (e *Engine) stepToEntry(b []byte, key table.Text) uint {
	f := &e.frames[e.depth]
	for value := e.stepToFirst(b); value != none; value = e.stepToNext(b) {
		if equalsText(b, uint(f.step), key) {
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
	if e.keepToken(textOf(key)) {
		f.step, f.stepKind = at|inPointer, stepEntry
	}
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
// missing or null, or when i is none. No step is taken.
//
//go:noinline
func (e *Engine) findMember(b []byte, i uint, name table.Text) uint {
	for i = skipBracket(b, i); i < uint(len(b)) && b[i] == '"'; i = skipSeparators(b, e.skipNoted(b, i)) {
		// Most names end here: they differ in their first character.
		found := (b[i+1] == textOf(name)[0] || b[i+1] == '\\') && equalsText(b, i+1, name)
		i = skipName(b, i)
		if found {
			if i < uint(len(b)) && b[i] == 'n' {
				return none
			}
			return i
		}
	}
	return none
}

// findItem is the item of a set of texts that the string whose first byte is b[i] says, or none.
//
//go:noinline
func (e *Engine) findItem(b []byte, i uint, set table.ShapeID) uint {
	_, hash := e.readName(b, i)
	return e.findName(b, &tables.shapes[set], hash)
}

// breakRule reports a rule at the value in view, which starts at b[i].
//
//go:noinline
func (e *Engine) breakRule(rule table.CodeID, i uint) { e.breakRuleBy(rule, i, 0) }

// breakRuleAt reports a rule at a member of the structure at b[i], to which the last step led. The view stays where it
// is.
//
//go:noinline
func (e *Engine) breakRuleAt(b []byte, rule table.CodeID, i uint, name table.Text) {
	e.enter(i)
	e.breakRule(rule, e.stepToMember(b, name))
	e.leaf = e.frames[e.depth].node
	e.depth--
}

// breakRuleBy is breakRule with the place of another value, which the answer shows.
func (e *Engine) breakRuleBy(rule table.CodeID, i, other uint) {
	f := &e.frames[e.depth]
	if i == none {
		i = uint(f.start)
	}
	e.addViolation(rule, f.shape, i, int64(other), flagRule)
}
