package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// codeReader reads the code of rules in its small form, and writes the one that is run (see table.Op). The tables' code
// and that of packs are read in the same way; only what is foreign can be wrong.
type codeReader struct {
	// foreign tells that a pack is read: from packAt to packEnd, counted from packStart. packAt is beyond packEnd once
	// something is wrong. Otherwise streamsAt is where each stream of the tables goes on.
	foreign         bool
	packAt, packEnd uint
	streamsAt       [table.Streams]uint16
	// writeAt is where the code is written next.
	writeAt uint
	// textCounts are how many names and how many constants there are, textsUsed how many of them were referred to so far.
	textCounts, textsUsed [2]uint
	// rule is the number of the last rule. onceCount is how many expressions of the look are evaluated once.
	rule, onceCount uint
}

// The texts that code refers to, as indexes of textCounts.
const (
	ruleName = iota
	ruleConstant
)

// beginCode prepares for code that will be written from a place on.
func (e *Engine) beginCode(at uint) {
	e.packAt, e.writeAt, e.rule = 0, at, 0
	e.textsUsed = [2]uint{}
}

// readByte reads a byte of a stream; a pack has one.
//
//go:noinline
func (e *Engine) readByte(stream uint32) uint {
	if e.foreign {
		e.packAt++
		return uint(e.codeAt(packStart + e.packAt - 1))
	}
	at := &e.streamsAt[stream]
	*at++
	return uint(compact.streams[*at-1])
}

// fail makes the reader give the pack up.
//
//go:noinline
func (e *Engine) fail() { e.packAt = packSize + 1 }

// putByte writes a byte of code.
//
//go:noinline
func (e *Engine) putByte(c uint) {
	if e.writeAt >= codeRoom-1 {
		e.fail()
		return
	}
	e.ruleBytes[e.writeAt] = uint8(c)
	e.writeAt++
}

// copyByte reads a byte of a stream and writes it.
//
//go:noinline
func (e *Engine) copyByte(stream uint32) uint {
	c := e.readByte(stream)
	e.putByte(c)
	return c
}

// leaveWord writes a word that setWord sets, and returns where the code goes on.
//
//go:noinline
func (e *Engine) leaveWord() uint {
	e.putByte(0)
	e.putByte(0)
	return e.writeAt
}

// setWord sets the word before at to the size of what was written since start.
//
//go:noinline
func (e *Engine) setWord(at, start uint) {
	size := e.writeAt - start
	e.ruleBytes[(at-2)&(codeRoom-1)] = uint8(size)
	e.ruleBytes[(at-1)&(codeRoom-1)] = uint8(size >> 8)
}

// copyReference reads a reference to a name or a constant, and writes its number.
//
//go:noinline
func (e *Engine) copyReference(kind uint32) {
	n := e.readByte(table.StreamRuleName + kind)
	if n == 0 {
		e.textsUsed[kind]++
		n = e.textsUsed[kind]
	}
	if n > e.textCounts[kind] {
		e.fail()
	}
	e.putByte(n - 1)
}

// copyBelow reads a byte of an automaton's ways and writes it. It must be below a limit.
//
//go:noinline
func (e *Engine) copyBelow(limit uint) {
	if e.copyByte(table.StreamWay) >= limit {
		e.fail()
	}
}

// readLook reads a look, for the foreign looks from the number first on, and tells where its code is.
func (e *Engine) readLook(first uint32) (look table.Look) {
	e.onceCount = 0
	look.At = uint16(e.writeAt)
	e.copyGuard()
	e.readPath(first)
	look.End = uint16(e.writeAt)
	return look
}

// copyGuard reads a guard and writes it. The facts are numbered anew with each model, so foreign rules have none.
//
//go:noinline
func (e *Engine) copyGuard() {
	n := e.copyByte(table.StreamGuard)
	if n > 0 && e.foreign {
		e.fail()
	}
	for ; n > 0; n-- {
		e.copyByte(table.StreamGuard)
	}
}

// readPath reads the path of the foreign looks from the number first on, which have l.shape where it begins, and what
// comes after it.
func (e *Engine) readPath(first uint32) {
	last := table.StepEnd // the step before, this for none
	for e.packAt <= e.packEnd {
		step := table.PathStep(e.copyByte(table.StreamStep))
		kind := step &^ table.StepOptional
		names := uint(0)
		switch {
		case step == table.StepEnd:
			e.readRules()
			return
		case step == table.StepFork && last != table.StepEnd && last != table.StepKeys && last&table.StepOptional == 0:
			e.stepLooks(first, step)
			for n := e.readByte(table.StreamStep); n > 0; n-- {
				e.stepLooks(first, table.StepEnd)
				at := e.leaveWord()
				e.readPath(first)
				e.setWord(at, at)
			}
			return
		case step == table.StepWhen && !e.foreign:
			e.copyGuard()
			continue
		case kind == table.StepMember:
			names = 1
		case kind == table.StepEntry:
			names = e.copyByte(table.StreamDigit)
		}
		// Nothing but a name can be missing, nothing follows a key, and after what may be missing all may be.
		if step != kind && names == 0 || last&table.StepOptional != 0 && step == kind || last == table.StepKeys {
			e.fail()
		}
		for ; names > 0; names-- {
			e.copyReference(ruleName)
		}
		e.stepLooks(first, kind)
		last = step
	}
}

// stepLooks takes a step with the shapes of the foreign looks from the number first on. StepFork keeps them, once in a
// look, and StepEnd goes back to those.
//
//go:noinline
func (e *Engine) stepLooks(first uint32, step table.PathStep) {
	name := e.ruleNames[(table.MaxNames+uint(e.codeAt(e.writeAt-1)))&(2*table.MaxNames-1)]
	for ; first < e.foreignLookCount; first++ {
		l := &e.foreignLooks[first&(maxForeignLooks-1)]
		leads := true
		switch step {
		case table.StepFork:
			leads = l.fork == shapeAny && l.shape != shapeAny
			l.fork = l.shape
		case table.StepEnd:
			l.shape = l.fork
		default:
			l.shape, leads = shapeAfter(l.shape, step, name)
		}
		if !leads {
			e.fail() // It leads nowhere, or into what no shape tells of.
		}
	}
}

// readRules reads the rules of a place.
func (e *Engine) readRules() {
	for n := e.readByte(table.StreamRule); n > 0; n-- {
		e.rule = (e.rule + e.readByte(table.StreamRule)) & 0xFF
		if number := e.rule; !e.foreign {
			e.putByte(number)
		} else if e.putByte(codeCount + number); number >= uint(e.foreignCodeCount) {
			e.fail()
		}
		at := e.leaveWord()
		e.readExpression(0, 0, typeBool)
		for fills := e.readByte(table.StreamRule); fills > 0; fills-- {
			if e.foreign {
				e.fail() // Foreign rules have no answers, so nothing to fill in.
			}
			e.copyByte(table.StreamRule)
			fill := e.leaveWord()
			e.readExpression(0, 0, anyType)
			e.setWord(fill, fill)
		}
		e.setWord(at, at)
	}
}
