package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// evaluate is the value of the expression whose code is at pc, and where its code ends. It calls itself for operands;
// how deep they nest is bounded by the generator, and by the check of foreign rules.
func (e *Engine) evaluate(b []byte, pc uint) (value, uint) {
	var (
		x, y value
		at   uint
		op   table.Op
		not  value // 1 where the contrary is asked for
	)
expression:
	if e.fuel < 0 {
		return 0, pc // Nothing is decided any more, see runForeignRules.
	}
	e.fuel -= instructionFuel
	at = pc + 1
	op = table.Op(e.codeAt(pc))
	pc = at + uint(op>>table.OpHeader)
	op &= table.OpBits
	switch op {
	case table.OpValue:
		return e.evaluateValue(b, pc)
	case table.OpText:
		return e.constantAt(at), pc
	case table.OpDigit:
		return value(e.codeAt(at)), pc
	case table.OpNumber: // x is 0: a number comes here first, or as the third operand of a choice.
		for k := uint(0); k < 64; k += 16 {
			x |= value(e.wordAt(pc)) << k
			pc += 2
		}
		return x, pc
	case table.OpOnce:
		n := e.codeAt(at) & (table.MaxOnces - 1)
		if e.onceKnown>>n&1 == 0 {
			e.onces[n], _ = e.evaluate(b, pc)
			e.onceKnown |= 1 << n
		}
		return e.onces[n] ^ not, pc + e.wordAt(at+1)
	case table.OpNot:
		not ^= 1
		goto expression
	}
	if e.codeAt(pc) == byte(table.OpValue) { // as most operands are
		x, pc = e.evaluateValue(b, pc+1)
	} else {
		x, pc = e.evaluate(b, pc)
	}
	if e.fuel < 0 {
		return 0, pc // It may have ended anywhere, so that pc says nothing.
	}
	switch op {
	case table.OpHas:
		x = valueOf(x != missing)
	case table.OpIsTrue:
		x = valueOf(x >= 0 && b[x] == 't')
	case table.OpIsCIDR:
		x = valueOf(isCIDR(e.decodeAddress(b, x)))
	case table.OpIsStandard:
		x = e.isStandard(b, x)
	case table.OpKnowsClasses:
		s, i := e.stringAt(b, x)
		unknown, _ := e.findUnknownClass(s, i)
		x = valueOf(unknown == none)
	case table.OpInteger:
		x = e.integerAt(b, x)
	case table.OpSize:
		x = e.sizeOf(b, x)
	case table.OpIs:
		x = valueOf(e.isConstant(b, x, at))
	case table.OpOneOf:
		x, pc = e.findOneOf(b, x, pc)
	case table.OpMatches:
		s, i := e.stringAt(b, x)
		x = e.match(s, i, pc)
		pc += e.wordAt(at)
	case table.OpAll, table.OpExists, table.OpExistsOne, table.OpDistinct:
		x = e.evaluateLoop(b, op, x, uint(e.codeAt(at)), pc)
		pc += e.wordAt(at + 1)
	case table.OpAnd, table.OpOr:
		if x != valueOf(op == table.OpOr) {
			goto expression // the second operand is the value
		}
		pc += e.wordAt(at)
	case table.OpChoose:
		other := e.wordAt(pc)
		pc += 2
		if x == 0 {
			pc += e.wordAt(at)
			goto expression
		}
		x, pc = e.evaluate(b, pc)
		pc += other
	default:
		y, pc = e.evaluate(b, pc)
		x = e.evaluatePair(b, op, x, y, at)
	}
	return x ^ not, pc
}

// evaluatePair is the value of an instruction with two operands. Its own bytes are at at.
func (e *Engine) evaluatePair(b []byte, op table.Op, x, y value, at uint) value {
	switch op {
	case table.OpEqual:
		return valueOf(x == y)
	case table.OpLess:
		return valueOf(x < y)
	case table.OpSeconds:
		return x * e.readUnit(b, y, uint(e.codeAt(at)))
	case table.OpSame:
		return e.isSame(b, x, y)
	}
	s, i := e.stringAt(b, x)
	if op == table.OpIn {
		return valueOf(e.isIn(b, s, i, y))
	}
	t, j := e.stringAt(b, y)
	if op == table.OpAtMost {
		return valueOf(e.isAtMost(s, i, t, j))
	}
	return valueOf(e.compareStrings(op, s, i, t, j))
}

// isSame tells whether the strings at two places are the same.
//
//go:noinline
func (e *Engine) isSame(b []byte, x, y value) value {
	if x >= 0 && y >= 0 && b[x+1] != b[y+1] && b[x+1] != '\\' && b[y+1] != '\\' {
		return 0 // As most are: the first characters differ.
	}
	s, i := e.stringAt(b, x)
	t, j := e.stringAt(b, y)
	return valueOf(e.equalStrings(s, i, t, j))
}

// evaluateValue is the value of an OpValue, whose code after the instruction is at pc, and where that ends.
func (e *Engine) evaluateValue(b []byte, pc uint) (value, uint) {
	from := e.codeAt(pc)
	v := e.vars[from&(varCount-1)]
	for n := from >> table.VariableBits; n > 0; n-- {
		pc++
		v = e.memberAt(b, v, pc)
	}
	return v, pc + 1
}

// instructionFuel is what an instruction costs, beside the bytes that it reads.
const instructionFuel = 8

// isConstant tells whether the string at a place is the constant whose number is at a place in the code.
func (e *Engine) isConstant(b []byte, v value, at uint) bool {
	t, j := e.stringAt(b, e.constantAt(at))
	if v >= 0 && len(t) > 0 && b[v] == '"' && b[v+1] != t[0] && b[v+1] != '\\' && t[0] != '\\' {
		return false // As most are: the first characters differ.
	}
	s, i := e.stringAt(b, v)
	return e.equalStrings(s, i, t, j)
}

// findOneOf tells whether the string at a place is one of the constants whose numbers are at pc, after how many there
// are, and where they end.
func (e *Engine) findOneOf(b []byte, v value, pc uint) (value, uint) {
	found := false
	count := uint(e.codeAt(pc))
	end := pc + count
	for pc < end && !found {
		pc++
		e.fuel -= instructionFuel
		found = e.isConstant(b, v, pc)
	}
	return valueOf(found), end + 1
}

// isIn tells whether the string at s[i] is an element of the list at a place.
func (e *Engine) isIn(b, s []byte, i uint, list value) bool {
	if list < 0 || b[list] != '[' {
		return false
	}
	first, found := uint(list), false
	j := skipBracket(b, first)
	for j < uint(len(b)) && b[j] != ']' && !found {
		found = b[j] == '"' && e.equalStrings(s, i, b, j+1)
		j = skipSeparators(b, e.skipNoted(b, j))
	}
	e.fuel -= int64(j - first)
	return found
}

// sizeOf is the size of what is at a place: the scalar values of a string, the elements of a list or the entries of a
// map.
func (e *Engine) sizeOf(b []byte, v value) value {
	if v < 0 || b[v] == '"' {
		s, i := e.stringAt(b, v)
		_, count := e.skipScalars(s, i, none)
		return value(count)
	}
	return value(e.countValues(b, uint(v)))
}

// integerAt is the whole number at a place, 0 where there is none.
func (e *Engine) integerAt(b []byte, v value) value {
	if v < 0 || b[v] != '-' && b[v]-'0' > 9 {
		return 0
	}
	i := uint(v)
	if d := b[v] - '0'; d <= 9 && i+1 < uint(len(b)) && (b[i+1] == ',' || b[i+1] == '}') {
		return value(d)
	}
	end := skipValue(b, i)
	e.fuel -= int64(end - i)
	return value(readInteger(b[i:end:end]))
}

// isStandard tells whether the string at a place is the name of a standard attribute. Several rules in turn ask for the
// same one.
func (e *Engine) isStandard(b []byte, v value) value {
	if v == e.standardAt {
		return e.standard
	}
	s := &tables.shapes[setStandard]
	e.standardAt = v
	if v >= 0 && b[v] == '"' {
		_, hash := e.readName(b, uint(v)+1)
		e.fuel -= int64(e.nameLength)
		e.standard = valueOf(e.findName(b, s, hash) != none)
		return e.standard
	}
	e.standard = 0
	text, _ := e.stringAt(b[:0:0], v)
	for i := uint(0); i < s.Count(); i++ {
		if string(textOf(item(setStandard, i))) == string(text) {
			e.standard = 1
		}
	}
	return e.standard
}

// decodeAddress is the string at a place without its escapes, empty where it is longer than an address or has other
// characters than ASCII.
func (e *Engine) decodeAddress(b []byte, v value) []byte {
	s, i := e.stringAt(b, v)
	n := uint(0)
	for !endsString(s, i) {
		r, next := DecodeScalar(s, i)
		if uint32(r) >= 0x80 || n == maxDecodedName {
			return b[:0:0]
		}
		e.decodedName[n] = byte(r)
		i = next
		n++
	}
	return e.decodedName[:n]
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
		var r rune
		var next uint
		if edges&table.EdgesRun != 0 {
			state = uint(e.codeAt(at)) + 1
			for edges &= table.MaxEdges; edges > 0; edges-- {
				at++
				c := e.codeAt(at)
				if i < uint(len(s)) && s[i] == c && c != '\\' {
					i++ // A quote is written as an escape.
					continue
				}
				if r, next = readCharacter(s, i); r != rune(c) {
					state = 0
					break
				}
				i = next
			}
		} else {
			here := state + 1
			first, last := rune(0), rune(-1)
			state = 0
			if i < uint(len(s)) && s[i] < 0x80 && s[i] != '"' && s[i] != '\\' {
				r, next = rune(s[i]), i+1
			} else {
				r, next = readCharacter(s, i)
			}
			edges &= table.MaxEdges
			e.fuel -= int64(edges)
			for ; edges > 0 && r >= 0; edges-- {
				first = last + 1
				to := uint(e.codeAt(at))
				last = rune(e.codeAt(at + 1))
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
			i = next
			// What leads back to the state is passed over at once.
			for state == here && i < uint(len(s)) && rune(s[i]) >= first && rune(s[i]) <= last && s[i] < 0x80 &&
				s[i] != '"' && s[i] != '\\' {
				i++
			}
		}
		if state == 0 {
			e.fuel -= int64(i)
			return 0
		}
		state--
	}
}
