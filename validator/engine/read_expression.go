package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// The types of expressions. anyType is whatever the expression's is.
const (
	typeBool  = 'b'
	typeInt   = 'i'
	typeValue = 'v'
	anyType   = '?'
)

// instructionLetters is how many characters the text Instructions has for each instruction: its type, and what follows
// it, in this order. Small letters are not counted as its own bytes.
//
//	C D      constant; digit
//	L O S    the number of the loop's variable; the number of what is evaluated once; a size
//	b i v u  operand of that type; a value that is an OpText
//	x        operand of any type, the same each time. The size is that of it
//	y z      bool that may use the loop's variable; operand of any type that may. The size is that of it
//	t        the size of the second x
//	a        automaton. The size is that of it
//	n q k    variable and names; eight bytes; constants after how many there are
const instructionLetters = 6

// readExpression reads an expression, inside so many others and with so many variables, of the type that is wanted, and
// returns its type.
func (e *Engine) readExpression(nested, vars uint, want uint8) uint8 {
	opAt := e.writeAt
	op := e.copyByte(table.StreamOp)
	if nested++; nested > table.MaxNested || op >= uint(table.OpCount) || e.packAt > e.packEnd {
		e.fail()
		return anyType
	}
	letters := textOf(textInstructions)[op*instructionLetters:]
	result := letters[0]
	inner, sizeAt, nextAt := vars, uint(0), uint(0)
	for i := 1; i < instructionLetters && letters[i] != '-'; i++ {
		at, letter := e.writeAt, letters[i]
		switch letter {
		case 'C':
			e.copyReference(ruleConstant)
		case 'D':
			e.copyByte(table.StreamDigit)
		case 'L':
			if vars >= table.MaxVars {
				e.fail()
			}
			e.putByte(vars)
			inner++
		case 'O':
			// Each number is used once, so that its value has one type.
			if e.onceCount >= table.MaxOnces {
				e.fail()
			}
			e.putByte(e.onceCount)
			e.onceCount++
		case 'S':
			sizeAt = e.leaveWord()
		case 't':
			nextAt = e.leaveWord()
		case 'u':
			// In what is not constant it could look for too long.
			if e.readExpression(nested, vars, typeValue); table.Op(e.codeAt(at))&table.OpBits != table.OpText {
				e.fail()
			}
		case typeBool, typeInt, typeValue:
			e.readExpression(nested, vars, letter)
		case 'x':
			result = e.readExpression(nested, vars, result)
			e.setWord(sizeAt, at)
			sizeAt = nextAt
		case 'y':
			e.readExpression(nested, inner, typeBool)
			e.setWord(sizeAt, at)
		case 'z':
			e.readExpression(nested, inner, anyType)
			e.setWord(sizeAt, at)
		case 'a':
			e.readAutomaton()
			e.setWord(sizeAt, at)
		case 'n':
			from := e.copyByte(table.StreamVariable)
			if from&(varCount-1) >= uint(table.VarLoop)+vars {
				e.fail()
			}
			for n := from >> table.VariableBits; n > 0; n-- {
				e.copyReference(ruleName)
			}
		case 'q':
			for range 8 {
				e.copyByte(table.StreamDigit)
			}
		case 'k':
			for n := e.copyByte(table.StreamDigit); n > 0; n-- {
				e.copyReference(ruleConstant)
			}
		}
		if letter < 'a' {
			e.ruleBytes[opAt&(codeRoom-1)] += uint8(e.writeAt-at) << table.OpHeader
		}
	}
	if result != want && want != anyType {
		e.fail()
	}
	return result
}

// readAutomaton reads an automaton.
func (e *Engine) readAutomaton() {
	start := e.writeAt
	states := e.copyByte(table.StreamEdges)
	if states == 0 {
		e.fail()
	}
	first := e.writeAt
	for range states {
		e.leaveWord()
	}
	for i := range states {
		e.setWord(first+2*i+2, start)
		edges := e.copyByte(table.StreamEdges)
		n := edges & table.MaxEdges
		if edges&table.EdgesRun == 0 {
			for ; n > 0; n-- {
				e.copyBelow(states + 1)
				if e.copyByte(table.StreamLast) >= 0x80 {
					e.copyByte(table.StreamLast)
					e.copyByte(table.StreamLast)
				}
			}
			continue
		}
		if n == 0 {
			e.fail() // It could lead to itself for ever.
		}
		e.copyBelow(states)
		for ; n > 0; n-- {
			e.copyByte(table.StreamRun)
		}
	}
}
