package rules

import (
	"slices"

	"cel.dev/cel-go/common/ast"
)

// function is a function of the language.
type function struct {
	usage     string
	isMember  bool // x.f(y)
	isGlobal  bool // f(x, y)
	arguments []kind
	returns   kind
}

var functions = map[string]function{
	"size":           {"size(x) or x.size()", true, true, []kind{unknown}, intKind},
	"startsWith":     {"x.startsWith(y)", true, false, []kind{stringKind, stringKind}, boolKind},
	"endsWith":       {"x.endsWith(y)", true, false, []kind{stringKind, stringKind}, boolKind},
	"contains":       {`x.contains("text")`, true, false, []kind{stringKind, stringKind}, boolKind},
	"matches":        {`x.matches("pattern")`, true, false, []kind{stringKind, stringKind}, boolKind},
	"orValue":        {`m[?"key"].orValue("")`, true, false, []kind{optionalMap, unknown}, unknown},
	isCIDRName:       {"isCIDR(x)", false, true, []kind{stringKind}, boolKind},
	isStandardName:   {"isStandard(x)", false, true, []kind{stringKind}, boolKind},
	secondsName:      {`seconds(n, unit, "hours")`, false, true, []kind{intKind, stringKind, stringKind}, intKind},
	atMostName:       {"atMost(x, y)", false, true, []kind{stringKind, stringKind}, boolKind},
	unknownClassName: {`unknownClass(x) == ""`, false, true, []kind{stringKind}, stringKind},
}

// timeUnits are the units that seconds knows.
var timeUnits = []string{"seconds", "minutes", "hours", "days"}

// findFunction finds what a function returns.
func (a *analysis) findFunction(e ast.Expr, call ast.CallExpr) value {
	name := call.FunctionName()
	f, ok := functions[name]
	if !ok {
		return a.refuse(e, name)
	}
	arguments := call.Args()
	if call.IsMemberFunction() {
		arguments = append([]ast.Expr{call.Target()}, arguments...)
	}
	if len(arguments) != len(f.arguments) || call.IsMemberFunction() && !f.isMember ||
		!call.IsMemberFunction() && !f.isGlobal {
		return a.fail(e, "write %s", f.usage)
	}
	if name == "matches" {
		a.patterns[arguments[1].ID()] = true
	}
	values := make([]value, len(arguments))
	for i, argument := range arguments {
		values[i] = a.visit(argument)
		if values[i].kind == unknown {
			return value{}
		}
		if want := f.arguments[i]; want != unknown && values[i].kind != want {
			return a.fail(argument, "%s takes %s here, and this is %s; write %s", name, want, values[i].kind, f.usage)
		}
	}
	result := made(f.returns)
	switch name {
	case "size":
		if k := values[0].kind; k != stringKind && k != listKind && k != mapKind {
			return a.fail(arguments[0], "strings, lists and maps have a size, and this is %s", k)
		}
		a.readAll(e, arguments[0])
	case "startsWith":
		a.readBoth(e, arguments[0], arguments[1])
	case "endsWith":
		// Both are read from their beginnings.
		a.readAll(e, arguments[0])
		a.readAll(e, arguments[1])
	case "contains":
		if _, ok := literalString(arguments[1]); !ok {
			a.fail(arguments[1], "what a text contains is a literal; write one, or use ==, startsWith or endsWith")
		}
		a.readAll(e, arguments[0])
	case "matches":
		a.checkPattern(arguments[1])
		a.readAll(e, arguments[0])
	case "orValue":
		return a.findOrValue(e, arguments, values)
	case secondsName:
		if !a.is32Bit(arguments[0]) {
			a.fail(arguments[0], "seconds takes an integer of 32 bits, so that nothing overflows; name a member of that type")
		}
		a.checkEnumOfUnits(arguments[2])
	case atMostName:
		a.readAll(e, arguments[0])
		a.readAll(e, arguments[1])
	case unknownClassName:
		if !a.classes[e.ID()] {
			return a.fail(e, `write unknownClass(x) == "" or, in an answer, {unknownClass(x)}`)
		}
		a.readAll(e, arguments[0])
	}
	for _, v := range values {
		result.sensitive = result.sensitive || v.sensitive
	}
	return result
}

func (a *analysis) checkEnumOfUnits(e ast.Expr) {
	text, ok := literalString(e)
	if !ok || !slices.Contains(timeUnits, text) {
		a.fail(e, "the unit that seconds falls back to is a literal%s", Meant(text, timeUnits))
	}
}

// defaults are what absent values of scalar types read as.
var defaults = map[kind]string{stringKind: `""`, intKind: "0", boolKind: "false"}

// findOrValue finds what m[?"key"].orValue("") is.
func (a *analysis) findOrValue(e ast.Expr, arguments []ast.Expr, values []value) value {
	entry := values[0]
	entry.kind = kindOf(entry.shape)
	want, ok := defaults[entry.kind]
	if !ok {
		return a.fail(e, "the entries of this map have no default that can be written; look at them with at: /Map/*")
	}
	if !isDefault(arguments[1]) || values[1].kind != entry.kind {
		return a.fail(arguments[1], "an absent entry reads as its type's default; write orValue(%s)", want)
	}
	return entry
}
