package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// The types of expressions, as the text RuleOperands writes them. typeNone is that of what is no expression.
const (
	typeNone  = 0
	typeBool  = 'b'
	typeInt   = 'i'
	typeValue = 'v'
)

// readExpression reads the code of an expression, inside so many others and with so many variables, and returns its
// type.
//
// The text RuleOperands has three characters for each instruction: its result, and its operands b, i or v. What comes
// before them in the code is told by the instruction.
func (e *Engine) readExpression(nested, vars uint) uint8 {
	code := e.readByte()
	op := table.Op(code) & table.OpBits
	signature := textOf(textRuleOperands)
	if nested++; nested > table.MaxNested || e.readAt > e.readEnd || op >= table.OpCount ||
		uint(op)*3+3 > uint(len(signature)) {
		return typeNone
	}
	signature = signature[op*3:]
	result, first, second := signature[0], signature[1], signature[2]
	size, inner, start := none, vars, e.readAt
	switch op {
	case table.OpValue:
		from := e.readByte()
		if from&(varCount-1) >= uint(table.VarLoop)+vars {
			e.fail()
		}
		for n := from >> table.VariableBits; n > 0; n-- {
			e.readNumberBelow(e.packNameCount)
		}
	case table.OpText, table.OpIs:
		e.readNumberBelow(e.packConstantCount)
	case table.OpNumber:
		e.readAt += 8
	case table.OpDigit, table.OpSeconds:
		e.readByte()
	case table.OpMatches, table.OpAnd, table.OpOr:
		size = e.readWord()
	case table.OpAll, table.OpExists, table.OpExistsOne:
		if e.readByte() != vars || vars >= table.MaxVars {
			e.fail()
		}
		size = e.readWord()
		inner++
	case table.OpOnce:
		// Each number is used once, so that its value has one type.
		if e.readByte() != e.onceCount || e.onceCount >= table.MaxOnces {
			e.fail()
		}
		e.onceCount++
		size = e.readWord()
	case table.OpChoose:
		size = e.readWord()
	}
	if e.readAt-start != code>>table.OpHeader && op != table.OpNumber && op != table.OpValue {
		e.fail()
	}
	switch op {
	case table.OpOnce:
		return e.readSized(nested, vars, size, typeNone)
	case table.OpChoose:
		if e.readExpression(nested, vars) != typeBool {
			return typeNone
		}
		other := e.readWord()
		if result = e.readSized(nested, vars, size, typeNone); result == typeNone {
			return typeNone
		}
		return e.readSized(nested, vars, other, result)
	}
	if first != '-' && e.readExpression(nested, vars) != first {
		return typeNone
	}
	switch {
	case op == table.OpContains && table.Op(e.codeAt(packStart+e.readAt))&table.OpBits != table.OpText:
		e.fail() // In what is not constant it could look for too long.
	case op == table.OpOneOf:
		for n := e.readByte(); n > 0; n-- {
			e.readNumberBelow(e.packConstantCount)
		}
	case op == table.OpMatches:
		e.readAutomaton(size)
	case second != '-' && size == none:
		if e.readExpression(nested, vars) != second {
			return typeNone
		}
	case second != '-':
		if e.readSized(nested, inner, size, second) == typeNone {
			return typeNone
		}
	}
	return result
}

// readSized reads an expression of the given size in bytes, and returns its type: the one that is wanted, any where
// none is.
//
//go:noinline
func (e *Engine) readSized(nested, vars, size uint, want uint8) uint8 {
	end := e.readAt + size
	if t := e.readExpression(nested, vars); e.readAt == end && (t == want || want == typeNone) {
		return t
	}
	return typeNone
}

// readAutomaton reads an automaton of the given size in bytes.
func (e *Engine) readAutomaton(size uint) {
	start := e.readAt
	end := start + size
	states := e.readByte()
	if states == 0 {
		e.fail()
	}
	for state := uint(0); state < states && e.readAt <= end; state++ {
		e.readAt = start + 1 + 2*state
		e.readAt = start + e.readWord()
		edges := e.readByte()
		isRun := edges&table.EdgesRun != 0
		edges &= table.MaxEdges
		if isRun {
			if edges == 0 {
				e.fail() // It could lead to itself for ever.
			}
			e.readNumberBelow(states)
			e.readAt += edges
			edges = 0
		}
		for ; edges > 0 && e.readAt < end; edges-- {
			e.readNumberBelow(states + 1)
			if e.readByte() >= 0x80 {
				e.readWord()
			}
		}
		if edges > 0 {
			e.fail()
		}
	}
	if e.readAt > end {
		e.fail()
	} else {
		e.readAt = end
	}
}
