package rules

import (
	"math"
	"regexp"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// made is the value of an operation or a function.
func made(k kind) value {
	return value{kind: k, element: noLoop}
}

// findLiteral refuses literals of types that the language does not have.
func (a *analysis) findLiteral(e ast.Expr) value {
	switch e.AsLiteral().Type() {
	case types.StringType:
		text, _ := literalString(e)
		if n := len(escapeText(text)); n > maxText && !a.patterns[e.ID()] {
			return a.fail(e, "a text has at most %d bytes in JSON, and this has %d; look at parts of it by startsWith "+
				"or matches", maxText, n)
		}
		return made(stringKind)
	case types.IntType:
		return made(intKind)
	case types.BoolType:
		return made(boolKind)
	case types.NullType:
		return a.fail(e, "null is not written; has(x.Member) tells whether a member is there")
	}
	return a.fail(e, "a literal is a string, a whole number, true or false")
}

// findCall finds what an operation or a function returns.
func (a *analysis) findCall(e ast.Expr) value {
	call := e.AsCall()
	switch name := call.FunctionName(); name {
	case operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot:
		return a.findLogic(e, call.Args())
	case operators.Conditional:
		return a.findChoice(e, call.Args())
	case operators.Equals, operators.NotEquals:
		return a.findEquality(e, call.Args())
	case operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		for _, operand := range call.Args() {
			a.want(operand, intKind, "numbers alone are ordered (numerals in texts by atMost)")
		}
		return made(boolKind)
	case operators.In:
		return a.findIn(e, call.Args()[0], call.Args()[1])
	case operators.OptIndex:
		return a.findEntry(e, call.Args()[0], call.Args()[1])
	}
	return a.findFunction(e, call)
}

// want visits an operand, and refuses it if it is something else.
func (a *analysis) want(e ast.Expr, k kind, why string) value {
	v := a.visit(e)
	if v.kind != unknown && v.kind != k {
		return a.fail(e, "%s, and this is %s", why, v.kind)
	}
	return v
}

func (a *analysis) findLogic(e ast.Expr, operands []ast.Expr) value {
	for _, operand := range operands {
		a.want(operand, boolKind, "&&, || and ! are for bools")
	}
	return made(boolKind)
}

func (a *analysis) findChoice(e ast.Expr, operands []ast.Expr) value {
	a.want(operands[0], boolKind, "what is before ? is a bool")
	yes, no := a.visit(operands[1]), a.visit(operands[2])
	switch {
	case yes.kind == unknown || no.kind == unknown:
		return value{}
	case !isScalar(yes.kind) || !isScalar(no.kind):
		return a.fail(e, "?: chooses between strings, ints or bools; write the condition on both sides of ||")
	case yes.kind != no.kind:
		return a.fail(e, "?: chooses between values of one type, and these are %s and %s", yes.kind, no.kind)
	}
	v := made(yes.kind)
	v.sensitive = yes.sensitive || no.sensitive
	if yes.shape == no.shape {
		v.shape = yes.shape
	}
	return v
}

func isScalar(k kind) bool {
	return k == stringKind || k == intKind || k == boolKind
}

// leaves are the values that a choice is between, or the value itself.
func leaves(e ast.Expr) []ast.Expr {
	if e.Kind() == ast.CallKind && e.AsCall().FunctionName() == operators.Conditional {
		return append(leaves(e.AsCall().Args()[1]), leaves(e.AsCall().Args()[2])...)
	}
	return []ast.Expr{e}
}

// literalString is the string that a node is.
func literalString(e ast.Expr) (string, bool) {
	if e.Kind() != ast.LiteralKind {
		return "", false
	}
	s, ok := e.AsLiteral().(types.String)
	return string(s), ok
}

const noComparison = "lists and maps are not compared; write size(x) == 0, or go through x with all or exists"

func (a *analysis) findEquality(e ast.Expr, operands []ast.Expr) value {
	for i, operand := range operands {
		if text, ok := literalString(operands[1-i]); ok && text == "" && e.AsCall().FunctionName() == operators.Equals {
			a.classes[operand.ID()] = true
		}
	}
	for _, operand := range operands {
		if k := operand.Kind(); k == ast.ListKind || k == ast.MapKind {
			return a.fail(operand, "%s", noComparison)
		}
	}
	left, right := a.visit(operands[0]), a.visit(operands[1])
	if left.kind == unknown || right.kind == unknown {
		return value{}
	}
	for _, v := range []value{left, right} {
		switch v.kind {
		case listKind, mapKind:
			return a.fail(e, "%s", noComparison)
		case structKind:
			return a.fail(e, "structures are not compared; compare their members, or write has(x.Member)")
		case anyKind:
			return a.fail(e, "timestamps and documents are not compared; has(x.Member) tells whether one is there")
		case optionalMap:
			return a.fail(e, `an entry may be missing; write m[?"key"].orValue("")`)
		}
	}
	if left.kind != right.kind {
		return a.fail(e, "values of one type are compared, and these are %s and %s", left.kind, right.kind)
	}
	a.checkEnum(operands[0], operands[1])
	a.checkEnum(operands[1], operands[0])
	a.readBoth(e, operands[0], operands[1])
	return made(boolKind)
}

// checkEnum refuses the literals that a value is compared with and never is.
func (a *analysis) checkEnum(operand, literals ast.Expr) {
	for _, of := range leaves(operand) {
		for _, literal := range leaves(literals) {
			a.checkEnumValue(a.values[of.ID()].shape, literal)
		}
	}
}

// checkEnumValue refuses a literal that is not in the enum of the shape. What is absent reads as "".
func (a *analysis) checkEnumValue(shape *schemas.Shape, literal ast.Expr) {
	text, ok := literalString(literal)
	if !ok || text == "" || shape == nil || len(shape.Enum) == 0 {
		return
	}
	for _, known := range shape.Enum {
		if known == text {
			return
		}
	}
	a.fail(literal, "%s is never %q%s", describe(shape), text, Meant(text, shape.Enum))
}

func (a *analysis) findIn(e, operand, list ast.Expr) value {
	left := a.visit(operand)
	if list.Kind() == ast.ListKind {
		return a.findInLiterals(e, operand, left, list)
	}
	right := a.visit(list)
	if left.kind == unknown || right.kind == unknown {
		return value{}
	}
	var element *schemas.Shape
	switch right.kind {
	case listKind:
		element = right.shape.Element
	case mapKind:
		element = right.shape.Key
	default:
		return a.fail(e, "on the right of in is a list or a map, and this is %s", right.kind)
	}
	if kindOf(element) != stringKind {
		return a.fail(e, "in looks for strings; for a list of others write xs.exists(x, condition)")
	}
	if left.kind != stringKind {
		return a.fail(e, "in looks for a string in a list of strings or the keys of a map, and this is %s", left.kind)
	}
	for _, literal := range leaves(operand) {
		a.checkEnumValue(element, literal)
	}
	a.readAll(e, list)
	return made(boolKind)
}

func (a *analysis) findInLiterals(e, operand ast.Expr, left value, list ast.Expr) value {
	a.values[list.ID()] = made(listKind)
	elements := list.AsList().Elements()
	if len(elements) == 0 {
		return a.fail(list, "nothing is in an empty list; write what it has")
	}
	if list.AsList().Size() > 0 && len(list.AsList().OptionalIndices()) > 0 {
		return a.fail(list, "a list has literals only; leave out the ?")
	}
	for _, element := range elements {
		v := a.visit(element)
		switch {
		case v.kind == unknown || left.kind == unknown:
			return value{}
		case element.Kind() != ast.LiteralKind:
			return a.fail(element, "a list has literals only; compare with this by == and ||")
		case v.kind != left.kind || v.kind == boolKind:
			return a.fail(element, "in looks for a string among strings or an int among ints, and these are %s and %s",
				left.kind, v.kind)
		}
		for _, of := range leaves(operand) {
			a.checkEnumValue(a.values[of.ID()].shape, element)
		}
	}
	return made(boolKind)
}

// findEntry finds what m[?"key"] is, on which orValue must follow.
func (a *analysis) findEntry(e, operand, key ast.Expr) value {
	m := a.visit(operand)
	switch {
	case m.kind == unknown:
		return value{}
	case m.kind == listKind:
		return a.fail(e, "elements have no numbers here; go through the list with all, exists or exists_one")
	case m.kind != mapKind:
		return a.fail(e, "only a map has entries, and this is %s", m.kind)
	}
	name, ok := literalString(key)
	if !ok {
		return a.fail(e, "the key of an entry is a literal; to look at every entry, write at: /Map/*, with key and self")
	}
	a.visit(key)
	a.checkEnumValue(m.shape.Key, key)
	a.readAll(e, operand)
	entry := m
	entry.kind, entry.shape, entry.sensitive = optionalMap, m.shape.Value, m.sensitive || m.shape.HidesEntry(name)
	return entry
}

// is32Bit tells whether a value is an integer of 32 bits.
func (a *analysis) is32Bit(e ast.Expr) bool {
	for _, leaf := range leaves(e) {
		shape := a.values[leaf.ID()].shape
		if leaf.Kind() == ast.LiteralKind {
			if n, ok := leaf.AsLiteral().(types.Int); !ok || n < math.MinInt32 || n > math.MaxInt32 {
				return false
			}
		} else if shape == nil || shape.Type != schemas.Integer {
			return false
		}
	}
	return true
}

// checkPattern refuses what is no constant pattern.
func (a *analysis) checkPattern(e ast.Expr) {
	text, ok := literalString(e)
	if !ok {
		a.fail(e, "a pattern is a literal; write one, or compare by ==, startsWith or in")
		return
	}
	if _, err := regexp.Compile(text); err != nil {
		a.fail(e, "this is no pattern of RE2: %s", describePattern(err))
	}
}
