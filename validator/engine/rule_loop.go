package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// evaluateLoop is the value of a loop over what is at a place, with the variable of the given number. The code of its
// second operand is at pc.
func (e *Engine) evaluateLoop(b []byte, op table.Op, of value, number, pc uint) value {
	variable := &e.vars[(uint(table.VarLoop)+number)&(varCount-1)]
	// Most predicates compare the element, or a member of it, with what is the same for all.
	other, at := missing, none
	if table.Op(e.codeAt(pc)) == table.OpSame && e.codeAt(pc+1) == byte(table.OpValue) &&
		uint(e.codeAt(pc+2)&(varCount-1)) == uint(table.VarLoop)+number {
		at = pc + 3 + uint(e.codeAt(pc+2)>>table.VariableBits)
		if e.codeAt(at) == byte(table.OpValue) && uint(e.codeAt(at+1)&(varCount-1)) < uint(table.VarLoop)+number {
			other, _ = e.evaluateValue(b, at+1)
		} else {
			at = none
		}
	}
	found := uint(0)
	isText := table.Op(e.codeAt(pc)) == table.OpValue
	i := uint(of)
	if of < 0 || b[i]|0x20 != '{' {
		i = none
	}
	first := i
	i = skipBracket(b, i)
	e.fuel -= int64(i - first)
	for i < uint(len(b)) && b[i]|0x20 != '}' && e.fuel >= 0 {
		*variable = value(i)
		next := i
		if b[uint(of)] == '{' {
			next = skipName(b, i)
		}
		next = skipSeparators(b, e.skipNoted(b, next))
		e.fuel -= int64(next - i)
		i = next
		v := value(0)
		if at == none {
			v, _ = e.evaluate(b, pc)
		} else {
			v, _ = e.evaluateValue(b, pc+2)
			v = e.isSame(b, v, other)
			e.fuel -= instructionFuel
		}
		if op == table.OpDistinct {
			if found == maxDistinct || e.isElement(b, v, found, isText) {
				return 0
			}
			e.elements[found&(maxDistinct-1)] = v
			found++
			continue
		}
		if v == 0 && op == table.OpAll {
			return 0
		}
		if found += uint(v); found > 0 && op == table.OpExists || found > 1 && op == table.OpExistsOne {
			break
		}
	}
	return valueOf(op == table.OpAll || op == table.OpDistinct || found > 0 && (op == table.OpExists || found == 1))
}

// maxDistinct is of how many elements OpDistinct tells that they differ. Of more it says that they do not.
const maxDistinct = 64

// isElement tells whether a value is one of the first elements of a list.
func (e *Engine) isElement(b []byte, v value, count uint, isText bool) bool {
	e.fuel -= int64(count)
	for k := uint(0); k < count; k++ {
		other := e.elements[k&(maxDistinct-1)]
		if v == other || isText && e.isSame(b, v, other) != 0 {
			return true
		}
	}
	return false
}
