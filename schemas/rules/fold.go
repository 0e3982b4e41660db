package rules

import (
	"regexp"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// assumption is that a place of the request is missing. An expression is folded under it: what depends on nothing else
// becomes a constant.
type assumption struct {
	*guarding
	missing string // its path
}

// folded is what is known of an expression under an assumption: nothing when value is nil; else its value, a bool, an
// int64 or a string, or absent for a list, a map or a structure without content.
type folded struct{ value any }

// absent is the value of a container that is not there.
type absent struct{}

// unfolded is what is known of most expressions.
var unfolded = folded{}

// isMissing tells whether an expression is the place, or one below it.
func (a *assumption) isMissing(e ast.Expr) bool {
	path := a.placeOf(e).path
	return path == a.missing || strings.HasPrefix(path, a.missing+"/")
}

// fold is what is known of an expression.
func (a *assumption) fold(e ast.Expr) folded {
	switch e.Kind() {
	case ast.LiteralKind:
		switch v := e.AsLiteral().(type) {
		case types.Bool:
			return folded{bool(v)}
		case types.Int:
			return folded{int64(v)}
		case types.String:
			return folded{string(v)}
		}
	case ast.IdentKind:
		if a.isMissing(e) {
			return a.nothing(e)
		}
	case ast.SelectKind:
		return a.foldSelect(e)
	case ast.ComprehensionKind:
		loop := e.AsComprehension()
		if a.fold(loop.IterRange()).value == (absent{}) {
			return folded{loop.AccuInit().AsLiteral() == types.True}
		}
	case ast.CallKind:
		return a.foldCall(e.AsCall())
	}
	return unfolded
}

// nothing is the value of an expression that is not there.
func (a *assumption) nothing(e ast.Expr) folded {
	switch a.types[e.ID()].Kind() {
	case types.BoolKind:
		return folded{false}
	case types.IntKind:
		return folded{int64(0)}
	case types.StringKind:
		return folded{""}
	}
	return folded{absent{}}
}

func (a *assumption) foldSelect(e ast.Expr) folded {
	s := e.AsSelect()
	switch {
	case !a.isMissing(e) && a.fold(s.Operand()).value != (absent{}):
		return unfolded
	case s.IsTestOnly():
		return folded{false}
	}
	return a.nothing(e)
}

func (a *assumption) foldCall(call ast.CallExpr) folded {
	args := call.Args()
	if call.IsMemberFunction() {
		args = append([]ast.Expr{call.Target()}, args...)
	}
	known := make([]any, len(args))
	for i, arg := range args {
		known[i] = a.fold(arg).value
	}
	switch name := call.FunctionName(); name {
	case operators.LogicalAnd, operators.LogicalOr:
		ends := name == operators.LogicalOr
		if known[0] == ends || known[1] == ends {
			return folded{ends}
		}
		if known[0] != nil && known[1] != nil {
			return folded{!ends}
		}
		return unfolded
	case operators.Conditional:
		switch {
		case known[0] == true:
			return folded{known[1]}
		case known[0] == false:
			return folded{known[2]}
		case known[1] != nil && known[1] == known[2]:
			return folded{known[1]}
		}
		return unfolded
	case operators.In:
		return a.foldIn(args[1], known)
	case operators.NotStrictlyFalse:
		return folded{known[0]}
	case operators.OptIndex:
		if known[0] == (absent{}) {
			return folded{absent{}}
		}
		return unfolded
	case "orValue":
		if known[0] == (absent{}) {
			return folded{known[1]}
		}
		return unfolded
	}
	for _, k := range known {
		if k == nil {
			return unfolded
		}
	}
	return foldConstants(call.FunctionName(), known)
}

// foldIn is whether a known value is in a list of constants, or something in what is not there.
func (a *assumption) foldIn(in ast.Expr, known []any) folded {
	if known[1] == (absent{}) {
		return folded{false}
	}
	if in.Kind() != ast.ListKind || known[0] == nil {
		return unfolded
	}
	for _, element := range in.AsList().Elements() {
		if a.fold(element).value == known[0] {
			return folded{true}
		}
	}
	return folded{false}
}

// foldConstants is the value of a function of constants, where it is one of those that rules use.
func foldConstants(name string, known []any) folded {
	switch name {
	case operators.LogicalNot:
		return folded{known[0] == false}
	case operators.Equals:
		return folded{known[0] == known[1]}
	case operators.NotEquals:
		return folded{known[0] != known[1]}
	case "size":
		switch v := known[0].(type) {
		case absent:
			return folded{int64(0)}
		case string:
			return folded{int64(len([]rune(v)))}
		}
	case secondsName:
		if known[0] == int64(0) {
			return folded{int64(0)}
		}
	}
	if s, ok := known[0].(string); ok && len(known) == 2 {
		if t, ok := known[1].(string); ok {
			return foldStrings(name, s, t)
		}
	}
	if m, ok := known[0].(int64); ok && len(known) == 2 {
		if n, ok := known[1].(int64); ok {
			switch name {
			case operators.Less:
				return folded{m < n}
			case operators.LessEquals:
				return folded{m <= n}
			case operators.Greater:
				return folded{m > n}
			case operators.GreaterEquals:
				return folded{m >= n}
			}
		}
	}
	return unfolded
}

// foldStrings is the value of a function of two constant strings.
func foldStrings(name, s, t string) folded {
	switch name {
	case "startsWith":
		return folded{strings.HasPrefix(s, t)}
	case "endsWith":
		return folded{strings.HasSuffix(s, t)}
	case "contains":
		return folded{strings.Contains(s, t)}
	case "matches":
		if pattern, err := regexp.Compile(t); err == nil {
			return folded{pattern.MatchString(s)}
		}
	case atMostName:
		if s == "" || t == "" {
			return folded{true}
		}
	}
	return unfolded
}
