package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// evaluate is the value of the expression whose code is at pc, and where its code ends. It calls itself for operands;
// how deep they nest is bounded by the generator, and by the check of foreign rules.
func (e *Engine) evaluate(b []byte, pc uint) (value, uint) {
	if e.fuel < 0 {
		return 0, pc // Nothing is decided any more, see runForeignRules.
	}
	at := pc + 1
	op := table.Op(e.codeAt(pc))
	pc = at + uint(op>>table.OpHeader)
	op &= table.OpBits
	switch op {
	case table.OpSelf:
		return e.self, pc
	case table.OpParent:
		return e.parent, pc
	case table.OpKey:
		return e.key, pc
	case table.OpRequest:
		return value(e.frames[1].start), pc
	case table.OpVar:
		return e.vars[e.codeAt(at)&(table.MaxVars-1)], pc
	case table.OpText:
		return e.constantAt(at), pc
	case table.OpDigit:
		return value(e.codeAt(at)), pc
	case table.OpNumber:
		v := value(0)
		for k := uint(0); k < 64; k += 16 {
			v |= value(e.wordAt(pc)) << k
			pc += 2
		}
		return v, pc
	case table.OpOnce:
		n := e.codeAt(at) & (table.MaxOnces - 1)
		if e.onceKnown>>n&1 == 0 {
			e.onces[n], _ = e.evaluate(b, pc)
			e.onceKnown |= 1 << n
		}
		return e.onces[n], pc + e.wordAt(at+1)
	}
	other := uint(0) // the size of what OpChoose has not chosen
	x, pc := e.evaluate(b, pc)
	switch op {
	case table.OpMember:
		return e.memberAt(b, x, e.ruleNameAt(at)), pc
	case table.OpHas:
		return valueOf(x != missing), pc
	case table.OpIsTrue:
		return valueOf(x >= 0 && b[x] == 't'), pc
	case table.OpIsCIDR:
		return valueOf(isCIDR(e.nameAtPlace(b, x))), pc
	case table.OpKnowsClasses:
		s, i := e.stringAt(b, x)
		return valueOf(findUnknownClass(s, i) == none), pc
	case table.OpNot:
		return x ^ 1, pc
	case table.OpInteger:
		return integerAt(b, x), pc
	case table.OpSize:
		return e.sizeOf(b, x), pc
	case table.OpOneOf:
		return e.findOneOf(b, x, pc)
	case table.OpMatches:
		s, i := e.stringAt(b, x)
		return e.match(s, i, pc), pc + e.wordAt(at)
	case table.OpAll, table.OpExists, table.OpExistsOne:
		return e.evaluateLoop(b, op, x, uint(e.codeAt(at)), pc), pc + e.wordAt(at+1)
	case table.OpAnd, table.OpOr:
		if x == valueOf(op == table.OpOr) {
			return x, pc + e.wordAt(at)
		}
	case table.OpChoose:
		other = e.wordAt(pc)
		pc += 2
		if x == 0 {
			pc += e.wordAt(at)
			other = 0
		}
	}
	y, pc := e.evaluate(b, pc)
	switch op {
	case table.OpAnd, table.OpOr:
		return y, pc
	case table.OpChoose:
		return y, pc + other
	case table.OpEqual:
		return valueOf(x == y), pc
	case table.OpLess:
		return valueOf(x < y), pc
	case table.OpSeconds:
		return x * e.readUnit(b, y, uint(e.codeAt(at))), pc
	}
	s, i := e.stringAt(b, x)
	if op == table.OpIn {
		return valueOf(e.isIn(b, s, i, y)), pc
	}
	t, j := e.stringAt(b, y)
	if op == table.OpAtMost {
		return valueOf(isAtMost(s, i, t, j)), pc
	}
	return valueOf(e.compareStrings(op, s, i, t, j)), pc
}

// memberAt is the place of a member of the structure, or an entry of the map, at a place.
func (e *Engine) memberAt(b []byte, of value, name table.Text) value {
	i := uint(of)
	if of < 0 {
		return missing
	}
	if i != uint(e.frames[1].start) {
		return value(e.findMember(b, i, e.textOf(name)))
	}
	// The body: the walk has noted where its members are.
	s := &tables.shapes[e.frames[1].shape]
	for m := uint(0); m < s.Count(); m++ {
		if tables.members[uint(s.Members())+m].Name != name {
			continue
		}
		if e.present>>(m&63)&1 == 0 {
			break
		}
		return value(skipSpace(b, uint(e.top[m&63])))
	}
	return missing
}

// evaluateLoop is the value of a loop over what is at a place, with the variable of the given number. The code of its
// second operand is at pc.
func (e *Engine) evaluateLoop(b []byte, op table.Op, of value, number, pc uint) value {
	variable := &e.vars[number&(table.MaxVars-1)]
	found := uint(0)
	i := uint(of)
	if of < 0 || b[i]|0x20 != '{' {
		i = none
	}
	for i = skipBracket(b, i); i < uint(len(b)) && b[i]|0x20 != '}' && e.fuel >= 0; {
		*variable = value(i)
		next := i
		if b[uint(of)] == '{' {
			next = skipName(b, i)
		}
		next = skipSeparators(b, e.skipNoted(b, next))
		e.fuel -= int64(next - i)
		i = next
		v, _ := e.evaluate(b, pc)
		if v == 0 && op == table.OpAll {
			return 0
		}
		if found += uint(v); found > 0 && op == table.OpExists || found > 1 {
			break
		}
	}
	return valueOf(op == table.OpAll || found > 0 && (op == table.OpExists || found == 1))
}

// findOneOf tells whether the string at a place is one of the constants whose numbers are at pc, after how many there are,
// and where they end.
func (e *Engine) findOneOf(b []byte, v value, pc uint) (value, uint) {
	s, i := e.stringAt(b, v)
	found := false
	count := uint(e.codeAt(pc))
	end := pc + count
	for pc < end && !found {
		pc++
		t, j := e.stringAt(b, e.constantAt(pc))
		found = e.equalStrings(s, i, t, j)
	}
	return valueOf(found), end + 1
}

// isIn tells whether the string at s[i] is an element of the list at a place.
func (e *Engine) isIn(b, s []byte, i uint, list value) bool {
	if list < 0 || b[list] != '[' {
		return false
	}
	first := uint(list)
	for j := skipBracket(b, first); j < uint(len(b)) && b[j] != ']'; j = skipSeparators(b, e.skipNoted(b, j)) {
		if b[j] == '"' && e.equalStrings(s, i, b, j+1) {
			return true
		}
		e.fuel -= int64(j - first)
		first = j
	}
	return false
}

// sizeOf is the size of what is at a place: the scalar values of a string, the elements of a list or the entries of a
// map.
func (e *Engine) sizeOf(b []byte, v value) value {
	if v < 0 || b[v] == '"' {
		s, i := e.stringAt(b, v)
		_, count := e.skipScalars(s, i, none)
		return value(count)
	}
	e.fuel -= longContainer
	return value(e.countValues(b, uint(v)))
}

// integerAt is the whole number at a place, 0 where there is none.
func integerAt(b []byte, v value) value {
	if v < 0 || b[v] != '-' && b[v]-'0' > 9 {
		return 0
	}
	return value(readInteger(b, uint(v)))
}

// nameAtPlace is the string at a place without its escapes, empty when it is longer than a name of the tables.
func (e *Engine) nameAtPlace(b []byte, v value) []byte {
	if v < 0 || b[v] != '"' {
		return b[:0]
	}
	e.readName(b, uint(v)+1)
	return e.lastName(b)
}

// readUnit is the unit of time that the string at a place names, in seconds; where it names none, that of the item
// otherwise of the set timeUnit.
//
//go:noinline
func (e *Engine) readUnit(b []byte, of value, otherwise uint) value {
	unit := otherwise
	s, i := e.stringAt(b, of)
	for k := range uint(timeUnitCount) {
		if e.equalStrings(s, i, textOf(item(setTimeUnit, k)), 0) {
			unit = k
		}
	}
	switch unit {
	case timeUnitSeconds:
		return 1
	case timeUnitMinutes:
		return 60
	case timeUnitHours:
		return 60 * 60
	}
	return 24 * 60 * 60
}

// match tells whether the automaton at pc finds its pattern in the string at s[i].
func (e *Engine) match(s []byte, i uint, pc uint) value {
	e.fuel += int64(i)
	state := uint(0)
	for {
		at := pc + e.wordAt(pc+1+2*state)
		edges := uint(e.codeAt(at))
		at++
		if edges&table.EdgesFound != 0 || edges&table.EdgesRun == 0 && endsString(s, i) {
			e.fuel -= int64(i)
			return valueOf(edges&(table.EdgesFound|table.EdgesAccept) != 0)
		}
		r, next := readCharacter(s, i)
		if edges&table.EdgesRun != 0 {
			state = uint(e.codeAt(at)) + 1
			for edges &= table.MaxEdges; edges > 0; edges-- {
				at++
				if r != rune(e.codeAt(at)) {
					state = 0
					break
				}
				i = next
				r, next = readCharacter(s, i)
			}
		} else {
			i = next
			state = 0
			for edges &= table.MaxEdges; edges > 0; edges-- {
				to, last := uint(e.codeAt(at)), rune(e.codeAt(at+1))
				at += 2
				if last >= 0x80 {
					last = (last&0x7F)<<16 | rune(e.wordAt(at))
					at += 2
				}
				if r <= last {
					state = to
					break
				}
			}
			if r < 0 {
				state = 0
			}
		}
		if state == 0 {
			e.fuel -= int64(i)
			return 0
		}
		state--
	}
}
