package rules

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// LoopKind is which of the loops of the language a loop is.
type LoopKind int

// The kinds of loops.
const (
	All LoopKind = iota
	Exists
	ExistsOne
)

// Loop is an all, exists or exists_one over the elements of a list or the keys of a map.
type Loop struct {
	Kind      LoopKind
	Range     ast.Expr
	Variable  string
	Predicate ast.Expr
}

// LoopOf reads a loop back from the comprehension that CEL makes of it.
func LoopOf(e ast.Expr) (Loop, bool) {
	if e.Kind() != ast.ComprehensionKind {
		return Loop{}, false
	}
	c := e.AsComprehension()
	l := Loop{Range: c.IterRange(), Variable: c.IterVar()}
	if c.HasIterVar2() || c.LoopStep().Kind() != ast.CallKind || c.AccuInit().Kind() != ast.LiteralKind {
		return Loop{}, false
	}
	step := c.LoopStep().AsCall()
	switch name := step.FunctionName(); {
	case name == operators.LogicalAnd && c.AccuInit().AsLiteral() == types.True:
		l.Kind, l.Predicate = All, step.Args()[1]
	case name == operators.LogicalOr && c.AccuInit().AsLiteral() == types.False:
		l.Kind, l.Predicate = Exists, step.Args()[1]
	case name == operators.Conditional && c.AccuInit().AsLiteral() == types.IntZero:
		l.Kind, l.Predicate = ExistsOne, step.Args()[0]
	default:
		return Loop{}, false
	}
	return l, true
}
