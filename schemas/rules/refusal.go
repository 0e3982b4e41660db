package rules

import (
	"errors"
	"maps"
	"regexp/syntax"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

const (
	noArithmetic = "there is no arithmetic, and texts are not joined; compare numbers with each other and durations by " +
		"seconds, and look at parts of a text by startsWith, endsWith, contains or matches"
	noConversion = "values are not converted; compare what is of one type, and numerals in texts by atMost"
	noOtherLoop  = "a loop is all, exists or exists_one; write xs.exists(x, condition)"
	noOptional   = `what may be missing is read as m[?"key"].orValue("") in a map and x.Member in a structure`
	noTime       = "there are no times; has(x.Member) tells whether one is there, and seconds reads a duration"
	loopUsage    = "a loop has a variable and a condition; write xs.all(x, condition)"
)

// refusals say what to write instead of what CEL has and this language leaves out.
var refusals = map[string]string{
	operators.Add:       noArithmetic,
	operators.Subtract:  noArithmetic,
	operators.Multiply:  noArithmetic,
	operators.Divide:    noArithmetic,
	operators.Modulo:    noArithmetic,
	operators.Negate:    noArithmetic,
	operators.OptSelect: "an absent member reads as its type's default; write x.Member",

	"int": noConversion, "uint": noConversion, "double": noConversion, "string": noConversion, "bool": noConversion,
	"bytes": noConversion, "type": noConversion, "dyn": noConversion,

	"timestamp": noTime, "duration": noTime,

	"map": noOtherLoop, "filter": noOtherLoop, "existsOne": "write xs.exists_one(x, condition)",
	"all": loopUsage, "exists": loopUsage, "exists_one": loopUsage,

	"or": noOptional, "value": noOptional, "hasValue": noOptional, "optMap": noOptional, "optFlatMap": noOptional,
	"of": noOptional, "none": noOptional, "ofNonZeroValue": noOptional, "first": noOptional, "last": noOptional,
}

// refuse says what to write instead of a function.
func (a *analysis) refuse(e ast.Expr, name string) value {
	if name == operators.Index {
		if from := a.visit(e.AsCall().Args()[0]); from.kind == mapKind {
			return a.fail(e, `an entry may be missing; write m[?"key"].orValue("")`)
		}
		return a.fail(e, "elements have no numbers here; go through the list with all, exists or exists_one")
	}
	if instead, ok := refusals[name]; ok {
		return a.fail(e, "%s", instead)
	}
	known := append(slices.Sorted(maps.Keys(functions)), "all", "exists", "exists_one", "has")
	return a.fail(e, "there is no function %s%s", name, Meant(name, known))
}

// isDefault tells whether a node is the literal that absent values of its type read as.
func isDefault(e ast.Expr) bool {
	if e.Kind() != ast.LiteralKind {
		return false
	}
	switch e.AsLiteral() {
	case types.String(""), types.IntZero, types.False:
		return true
	}
	return false
}

// describeSyntax says what is wrong with an expression that CEL cannot parse.
func describeSyntax(message string) string {
	message, _ = strings.CutPrefix(message, "Syntax error: ")
	message, _, _ = strings.Cut(message, " expecting ")
	switch {
	case message == "invalid argument to has() macro":
		return "has takes a member; write has(x.Member)"
	case message == "argument must be a simple name":
		return loopUsage
	case strings.HasPrefix(message, "no viable alternative at input '."):
		return "this is not CEL: " + message + "; a name that is a word of the language goes in backticks: x.`in`"
	}
	return "this is not CEL: " + message
}

// describePattern says what is wrong with a pattern.
func describePattern(err error) string {
	var wrong *syntax.Error
	if errors.As(err, &wrong) {
		return wrong.Code.String() + " at " + wrong.Expr
	}
	return err.Error()
}
