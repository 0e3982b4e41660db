package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// The rules: what the service refuses, or what hurts, although it passes the shapes.
//
// They are declared in schemas/rules and compiled to a code (see table.Op) that is run here. Rules that belong to one
// place are looked at together, so that a list is read once for all of them: that is a look.
//
// A rule runs only on requests whose shape passed, as at the service, and only when its level is not off. It may rely
// on every value having its type, and each name being there once: where that is not so, no rule runs, even if the level
// of that is not error.

// ruleState is what the rule that is being looked at works with.
type ruleState struct {
	onceKnown uint8
	// fuel is how many more bytes may be read, an instruction being as much as some; below 0 nothing is evaluated any
	// more.
	fuel int64
	// entry is the name of the entry that the last step of a path led to, 0 for none.
	entry table.Text
	// standard tells whether the string at standardAt is the name of a standard attribute, see isStandard.
	standardAt, standard value
	// beyond tells that the container of the value that is looked at is missing too.
	beyond bool
	// keyed tells that a key is looked at.
	keyed bool
	// lookEnd is where the code of the look ends.
	lookEnd uint
	// vars are the places of the variables: the value that is looked at, the container that it is in, its key, the body,
	// and the variables of the loops that are open (see table.Variable).
	vars [varCount]value
	// onces are the values of what is evaluated once for all values of the look; onceKnown has a bit for each that was.
	onces [table.MaxOnces]value
	// elements are what the elements of a list have, see table.OpDistinct.
	elements [maxDistinct]value
}

// varCount is how many variables there are.
const varCount = 1 << table.VariableBits

// setVars sets the variables for a value that is looked at.
func (e *Engine) setVars(b []byte, self, parent, key value) {
	e.vars[table.VarSelf], e.vars[table.VarParent], e.vars[table.VarKey] = self, parent, key
	e.vars[table.VarRequest] = placeOfContainer(b, e.frames[1].start)
}

// endlessFuel is for rules whose cost was bounded when they were compiled.
const endlessFuel = 1 << 62

// runRules looks at the operation's rules in a request whose shape passed.
func (e *Engine) runRules(b []byte) {
	first := uint16(0)
	if e.operation > 0 {
		first = tables.lookEnds[e.operation-1]
	}
	e.loadOwnRules()
	e.fuel, e.namesStart = endlessFuel, 0
	// Otherwise nobody asked for warnings, and no level was raised.
	if e.options&OptionWarnings != 0 || e.levels.set {
		e.facts |= 1 << table.WarningFact
	}
	for i := first; i < tables.lookEnds[e.operation]; i++ {
		// Most looks end here.
		if l := &e.ownLooks[tables.looks[i]]; e.mayBreak(uint(l.At), e.facts) {
			e.look(b, l)
		}
	}
	e.runForeignRules(b)
}

// mayBreak tells whether some rule behind the guard at pc may be broken, where the facts are these.
func (e *Engine) mayBreak(pc uint, facts uint64) bool {
	end := pc + uint(e.codeAt(pc))
	if end == pc {
		return true
	}
	lacks := uint8(0)
	for pc < end {
		pc++
		fact := e.codeAt(pc)
		lacks |= uint8(facts>>(fact&63)&1) ^ fact>>6&1
		if fact >= table.GuardLast {
			if lacks == 0 {
				return true
			}
			lacks = 0
		}
	}
	return false
}

// look looks at the rules of a look.
//
//go:noinline
func (e *Engine) look(b []byte, l *table.Look) {
	e.viewBody(b)
	e.lookEnd = uint(l.End)
	e.onceKnown, e.entry = 0, 0
	e.standardAt, e.standard = missing, 0
	pc := uint(l.At)
	pc += 1 + uint(e.codeAt(pc))
	if table.PathStep(e.codeAt(pc)) != table.StepEnd {
		e.follow(b, pc)
		return
	}
	// The body itself.
	e.setVars(b, placeOfContainer(b, e.frames[1].start), missing, missing)
	e.runRulesAt(b, pc+1)
}

// follow follows the path at pc from the container in view, and looks at the rules of each value that it reaches.
func (e *Engine) follow(b []byte, pc uint) {
	step := table.PathStep(e.codeAt(pc))
	pc++
	e.beyond = false
	f := &e.frames[e.depth]
	if step == table.StepWhen {
		// Where nothing was noted of the structure, its facts are not known.
		if f.places != noPlaces && !e.mayBreak(pc, f.facts) {
			return
		}
		pc += 2 + uint(e.codeAt(pc))
		step = table.PathStep(e.codeAt(pc - 1))
	}
	switch step {
	case table.StepEach, table.StepKeys:
		for i := e.stepToFirst(b); i != none && e.fuel >= 0; i = e.stepToNext(b) {
			e.fuel -= longContainer
			if e.keyed = step == table.StepKeys; e.keyed {
				i = uint(f.step) - 1
			}
			e.arrive(b, pc, i)
		}
		e.keyed = false
		return
	}
	optional := step&table.StepOptional != 0
	if step&^table.StepOptional == table.StepMember {
		if i := e.stepToMember(b, pc); i != none || optional {
			e.arrive(b, pc+1, i)
		}
		return
	}
	end := pc + uint(e.codeAt(pc))
	for at := pc; at < end; {
		at++
		e.entry = e.ruleNameAt(at)
		i := e.stepToEntry(b, at)
		if i == none && optional {
			e.stepToMissing(e.entry)
		}
		if i != none || optional {
			e.arrive(b, end+1, i)
		}
	}
}

// arrive goes on from the value at b[i], to which the last step led: into it, where the path goes on at pc, or to the
// rules.
func (e *Engine) arrive(b []byte, pc, i uint) {
	step := table.PathStep(e.codeAt(pc))
	pc++
	switch {
	case step == table.StepEnd:
		e.runRulesHere(b, pc, i)
	// The steps after one that leads nowhere lead nowhere too.
	case i == none && step&^table.StepOptional == table.StepMember:
		e.beyond = true
		e.arrive(b, pc+1, i)
	case i == none:
		e.beyond = true
		end := pc + uint(e.codeAt(pc))
		for at := pc; at < end; {
			at++
			e.entry = e.ruleNameAt(at)
			e.arrive(b, end+1, i)
		}
	case step == table.StepFork:
		e.enter(i)
		for end := e.lookEnd; pc < end; pc = e.lookEnd {
			e.lookEnd = pc + 2 + e.wordAt(pc)
			if table.PathStep(e.codeAt(pc+2)) == table.StepEnd {
				// The value itself, which is there.
				e.beyond = false
				e.leave()
				e.runRulesHere(b, pc+3, i)
				e.enter(i)
			} else {
				e.follow(b, pc+2)
			}
		}
		e.leave()
	default:
		e.enter(i)
		e.follow(b, pc-1)
		e.leave()
	}
}

// runRulesHere looks at the rules at pc, with self the value at b[i] to which the last step led.
func (e *Engine) runRulesHere(b []byte, pc, i uint) {
	f := &e.frames[e.depth]
	parent := missing
	if !e.beyond {
		parent = placeOfContainer(b, f.start)
	}
	e.setVars(b, placeAt(i), parent, placeOfKey(e.entry, f.stepKind, f.step))
	e.runRulesAt(b, pc)
}

// runRulesAt looks at the rules at pc, with the variables as they are.
func (e *Engine) runRulesAt(b []byte, pc uint) {
	for pc < e.lookEnd {
		code := table.CodeID(e.codeAt(pc))
		next := pc + 3 + e.wordAt(pc+1)
		if e.levelOf(code) != table.Off {
			if holds, fills := e.evaluate(b, pc+3); holds == 0 && e.fuel >= 0 {
				e.breakRule(code, fills)
			}
		}
		pc = next
	}
}

// breakRule reports a rule at the value in view. fills is where the code of its answer's placeholders is.
//
//go:noinline
func (e *Engine) breakRule(rule table.CodeID, fills uint) {
	f := &e.frames[e.depth]
	i := uint(e.vars[table.VarSelf])
	flags := violationFlags(0)
	if i == none {
		i = uint(f.start)
		flags |= flagNoSelf
	}
	if e.vars[table.VarParent] == missing {
		flags |= flagNoParent
	}
	if e.keyed {
		flags |= flagKey
	}
	depth := e.depth
	if f.stepKind == stepNone {
		e.depth = 0 // the body itself
	}
	e.addViolation(rule, f.shape, i, int64(fills)|int64(e.entry)<<32, flags)
	e.depth = depth
}
