package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// foreignRules are rules that did not come with the tables: a user's own, in the form that table.PackSignature tells.
// Each is checked before the first is used, so that no bytes can make the engine trap, loop or read what is not theirs.
type foreignRules struct {
	// Of the foreign codes and looks so many are in use.
	foreignCodeCount, foreignLookCount uint32
	foreignCodes                       [maxForeignCodes]table.Code
	foreignLooks                       [maxForeignLooks]foreignLook
}

// foreignLook is a look of foreign rules at an operation.
type foreignLook struct {
	table.Look
	operation table.OperationID
	// shape is the shape that the path has led to, while it is read, fork the one at its fork, shapeAny before that.
	shape, fork table.ShapeID
}

const (
	// packSize is the size of the largest pack of foreign rules, in bytes: a power of two, so that a mask keeps an
	// index within.
	packSize        = table.MaxPack
	maxForeignCodes = table.MaxPackRules
	maxForeignLooks = table.MaxPackLooks
	// Of what the foreign rules of one check may read: so many bytes, and so many times the body.
	foreignFuel        = 1 << 20
	foreignFuelForByte = 256
)

// The code of a violation is a byte, those of foreign rules included.
const _ = uint8(codeCount + maxForeignCodes - 1)

// BadRules is the module's answer for a pack of rules that it refuses.
const BadRules = -1

// code is what is known of a code of violations.
//
//go:noinline
func (e *Engine) code(id table.CodeID) *table.Code {
	if uint(id) < codeCount {
		return &tables.codes[id]
	}
	return &e.foreignCodes[(uint(id)-codeCount)&(maxForeignCodes-1)]
}

// runForeignRules looks at the foreign rules of the operation. Where they would read too much, the check is given up.
func (e *Engine) runForeignRules(b []byte) {
	e.fuel, e.namesStart = foreignFuel+foreignFuelForByte*int64(len(b)), table.MaxNames
	for i := range e.foreignLookCount {
		l := &e.foreignLooks[i&(maxForeignLooks-1)]
		if l.operation == e.operation {
			e.look(b, &l.Look)
		}
	}
	if e.fuel < 0 {
		e.status = StatusTooCostly
	}
}

// LoadRules takes over a pack of foreign rules, in place of those before, for all checks from now on; an empty one has
// none. It reports false for a pack that is damaged, too large, or not for these tables: then there are none. The
// levels are back to their defaults. The time is linear in the pack's size, and in the number of its names times that
// of the tables' texts.
func (e *Engine) LoadRules(pack []byte) bool {
	e.Reset()
	e.foreignCodeCount, e.foreignLookCount = 0, 0
	if len(pack) > packSize {
		return false
	}
	copy(e.ruleBytes[packStart:], pack)
	e.foreign, e.packEnd = true, uint(len(pack))
	e.beginCode(packCodeStart)
	if len(pack) > 0 {
		e.readPack()
	}
	e.forget()
	if e.packAt != e.packEnd {
		e.foreignCodeCount, e.foreignLookCount = 0, 0
	}
	return e.packAt == e.packEnd
}

// readPack reads the pack to its end.
func (e *Engine) readPack() {
	if e.wordAt(packStart) != table.PackSignature&0xFFFF || e.wordAt(packStart+2) != table.PackSignature>>16 {
		e.fail()
	}
	e.packAt += 4
	e.textCounts[ruleName] = e.readByte(0)
	for i := range e.textCounts[ruleName] {
		e.ruleNames[table.MaxNames+i&(table.MaxNames-1)] = e.readText()
	}
	e.textCounts[ruleConstant] = e.readByte(0)
	for i := range e.textCounts[ruleConstant] {
		e.ruleConstants[table.MaxNames+i&(table.MaxNames-1)] = e.readText()
	}
	for n := e.readCount(); n > 0; n-- {
		c := &e.foreignCodes[e.foreignCodeCount&(maxForeignCodes-1)]
		c.Name, c.Message, c.Exception = e.readText(), e.readText(), e.readText()
		c.Class = table.Accepted
		c.Level = table.Level(e.readByte(0))
		if c.Level > table.Off || e.hasCode(c.Name) || n > maxForeignCodes ||
			!isPrintable(e.textOf(c.Name)) || !isPrintable(e.textOf(c.Message)) || !isPrintable(e.textOf(c.Exception)) {
			e.fail()
		}
		e.foreignCodeCount++
	}
	for n := e.readCount(); n > 0; n-- {
		e.readLooks()
	}
}

// isPrintable tells whether a text is UTF-8 without control characters. So it has no placeholders either.
func isPrintable(text []byte) bool {
	for i := uint(0); i < uint(len(text)); {
		r, next := DecodeScalar(text, i)
		if text[i] == '\\' {
			next = i + 1 // here it is no escape
		} else if r < 0 {
			return false
		}
		i = next
	}
	return true
}

// hasCode tells whether a code of the tables, or a foreign one, has the name.
func (e *Engine) hasCode(name table.Text) bool {
	for id := table.CodeID(0); uint32(id) < codeCount+e.foreignCodeCount; id++ {
		if string(e.textOf(e.code(id).Name)) == string(e.textOf(name)) {
			return true
		}
	}
	return false
}

// readCount reads how many of something follow: at most as many as the pack has bytes left.
//
//go:noinline
func (e *Engine) readCount() uint {
	n := e.readByte(0)
	if n > e.packEnd-e.packAt {
		e.fail()
		return 0
	}
	return n
}

// readText reads a string of the pack: the text of the tables that says the same, if there is one. A name must be the
// tables' own to be found in a shape.
//
//go:noinline
func (e *Engine) readText() table.Text {
	t := table.Text(textSize + e.packAt&(packSize-1))
	size := e.readByte(0)
	e.packAt += size
	if e.packAt > e.packEnd {
		e.fail()
		return 0
	}
	for known := uint(0); known < textSize; known += uint(compact.text[known]) + 1 {
		if string(textOf(table.Text(known))) == string(e.textOf(t)) {
			return table.Text(known)
		}
	}
	return t
}

// readLooks reads a look, and keeps it for each of its operations.
func (e *Engine) readLooks() {
	first := e.foreignLookCount
	for n := e.readCount(); n > 0; n-- {
		id := e.FindOperation(e.textOf(e.readText()))
		if id < 0 || e.foreignLookCount >= maxForeignLooks {
			e.fail()
			return
		}
		e.foreignLooks[e.foreignLookCount&(maxForeignLooks-1)] = foreignLook{
			operation: id, shape: tables.operations[id].Input,
		}
		e.foreignLookCount++
	}
	look := e.readLook(first)
	for k := first; k < e.foreignLookCount; k++ {
		e.foreignLooks[k&(maxForeignLooks-1)].Look = look
	}
}

// shapeAfter is the shape to which a step leads from a shape. It reports false where it leads nowhere.
func shapeAfter(shape table.ShapeID, step table.PathStep, name table.Text) (table.ShapeID, bool) {
	s := &tables.shapes[shape]
	switch {
	case step == table.StepMember && s.Kind == table.Structure:
		if m := tables.memberIndex(s, name); m != none {
			return tables.members[uint(s.Members())+m].Shape, true
		}
	case step == table.StepEach && s.Kind == table.List:
		return s.Element(), true
	case (step == table.StepEntry || step == table.StepEach) && s.Kind == table.Map:
		return s.Value(), true
	case step == table.StepKeys && s.Kind == table.Map:
		return s.Key(), true
	}
	return shapeAny, false
}
