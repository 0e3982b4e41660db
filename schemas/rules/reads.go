package rules

import (
	"slices"

	"cel.dev/cel-go/common/ast"

	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
)

// Reads returns what the rule reads of a request of the operation in order to judge the value at a JSON Pointer: the
// places, each as the tokens that lead to it from the body. All that is below a place counts as read. A place without
// tokens is the body.
//
// It errs on the side of too much: whoever does not know a value leaves out each rule that reads it.
func (r *Rule) Reads(operation, pointer string) [][]string {
	var places [][]string
	for i := range r.Looks {
		l := &r.Looks[i]
		if l.Operation.FullName() != operation {
			continue
		}
		self := jsonpointer.Split(pointer)
		if len(l.Path.Steps) > 0 {
			places = append(places, self)
		}
		places = append(places, readBy(l.Holds.NativeRep().Expr(), self)...)
		for _, f := range l.Fills {
			places = append(places, readBy(f.Ast.NativeRep().Expr(), self)...)
		}
	}
	return places
}

// readBy finds what an expression reads when self is the value at those tokens.
func readBy(e ast.Expr, self []string) [][]string {
	var places [][]string
	var visit func(ast.Expr)
	visit = func(e ast.Expr) {
		// The longest way of members from a variable: request.Policies.PasswordPolicy.
		var members []string
		root := e
		for root.Kind() == ast.SelectKind {
			members = append(members, root.AsSelect().FieldName())
			root = root.AsSelect().Operand()
		}
		slices.Reverse(members)
		if root.Kind() == ast.IdentKind {
			switch root.AsIdent() {
			case requestName:
				places = append(places, members)
			case selfName:
				places = append(places, slices.Concat(self, members))
			case parentName:
				places = append(places, slices.Concat(self[:max(len(self)-1, 0)], members))
			}
			return // Other variables are those of loops, whose ranges are visited, and the key of self.
		}
		if root != e {
			visit(root)
			return
		}
		visitChildren(e, visit)
	}
	visit(e)
	return places
}

// visitChildren visits what an expression is made of, one level below.
func visitChildren(e ast.Expr, visit func(ast.Expr)) {
	switch e.Kind() {
	case ast.CallKind:
		call := e.AsCall()
		if call.IsMemberFunction() {
			visit(call.Target())
		}
		for _, argument := range call.Args() {
			visit(argument)
		}
	case ast.ListKind:
		for _, element := range e.AsList().Elements() {
			visit(element)
		}
	case ast.ComprehensionKind:
		loop := e.AsComprehension()
		for _, part := range []ast.Expr{loop.IterRange(), loop.AccuInit(), loop.LoopCondition(), loop.LoopStep(),
			loop.Result()} {
			visit(part)
		}
	}
}
