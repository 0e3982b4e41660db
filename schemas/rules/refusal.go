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
	noParts      = "texts are not taken apart, joined or changed; look at parts of one by startsWith, endsWith, " +
		"contains or matches"
	noCase    = `texts are not changed; a pattern can pass over the case: x.matches("(?i)^team-")`
	noOrder   = "lists are as they come; go through one with all, exists or exists_one, or take its size"
	noAddress = "write isCIDR(x) for a range of addresses, and x.matches(pattern) for the rest"
	noUnique  = "write xs.all(x, xs.exists_one(y, y == x))"
	noSets    = "go through one list with all or exists, and look in the other by in"
	noNames   = "nothing is given a name of its own, but by a loop; write it where it is used"
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

	"map": noOtherLoop, "filter": noOtherLoop, "transformList": noOtherLoop, "transformMap": noOtherLoop,
	"transformMapEntry": noOtherLoop, "existsOne": "write xs.exists_one(x, condition)",
	"all": loopUsage, "exists": loopUsage, "exists_one": loopUsage,

	"lowerAscii": noCase, "upperAscii": noCase, "toLowerCase": noCase, "toUpperCase": noCase, "toLower": noCase,
	"toUpper": noCase, "lower": noCase, "upper": noCase,

	"substring": noParts, "charAt": noParts, "indexOf": noParts, "lastIndexOf": noParts, "replace": noParts,
	"split": noParts, "join": noParts, "trim": noParts, "reverse": noParts, "format": noParts, "quote": noParts,
	"concat": noParts, "find": noParts, "findAll": noParts, "extract": noParts, "extractAll": noParts,

	"hasPrefix": "write x.startsWith(y)", "hasSuffix": "write x.endsWith(y)", "includes": `write x.contains("text")`,
	"length": "write size(x)", "len": "write size(x)", "count": "write size(x)",
	"any": "write xs.exists(x, condition)", "some": "write xs.exists(x, condition)",
	"every": "write xs.all(x, condition)", "forAll": "write xs.all(x, condition)",

	"slice": noOrder, "flatten": noOrder, "sort": noOrder, "sortBy": noOrder, "distinct": noOrder, "range": noOrder,
	"isSorted": noOrder, "sum": noOrder, "min": noOrder, "max": noOrder,
	"unique": noUnique, "intersects": noSets, "equivalent": noSets, "hasAll": noSets, "hasAny": noSets,
	"hasOnly": noSets, "hasExactly": noSets,

	"greatest": noArithmetic, "least": noArithmetic, "abs": noArithmetic, "ceil": noArithmetic, "floor": noArithmetic,
	"round": noArithmetic, "trunc": noArithmetic, "sign": noArithmetic, "sqrt": noArithmetic, "isNaN": noArithmetic,
	"isInf": noArithmetic, "isFinite": noArithmetic, "bitAnd": noArithmetic, "bitOr": noArithmetic,
	"bitXor": noArithmetic, "bitNot": noArithmetic, "bitShiftLeft": noArithmetic, "bitShiftRight": noArithmetic,

	"ip": noAddress, "cidr": noAddress, "isIP": noAddress, "isIp": noAddress, "isIpPrefix": noAddress, "url": noAddress,
	"isURL": noAddress, "isUri": noAddress, "isHostname": noAddress, "isEmail": noAddress, "containsIP": noAddress,
	"containsCIDR": noAddress, "family": noAddress, "masked": noAddress, "prefixLength": noAddress,
	"isCanonical": noAddress, "isLoopback": noAddress, "isUnspecified": noAddress, "isGlobalUnicast": noAddress,
	"isLinkLocalUnicast": noAddress, "isLinkLocalMulticast": noAddress,

	"now": noTime, "getFullYear": noTime, "getMonth": noTime, "getDate": noTime, "getDayOfWeek": noTime,
	"getDayOfMonth": noTime, "getDayOfYear": noTime,
	"getHours": noTime, "getMinutes": noTime, "getSeconds": noTime, "getMilliseconds": noTime,

	"encode": noConversion, "decode": noConversion, "parse": noConversion, "bind": noNames, "block": noNames,

	"or": noOptional, "value": noOptional, "hasValue": noOptional, "optMap": noOptional, "optFlatMap": noOptional,
	"of": noOptional, "none": noOptional, "ofNonZeroValue": noOptional, "first": noOptional, "last": noOptional,
	"unwrap": noOptional, "unwrapOpt": noOptional,
}

// refuse says what to write instead of a function.
func (a *analysis) refuse(e ast.Expr, name string) value {
	if name == operators.Index {
		switch from := a.visit(e.AsCall().Args()[0]); from.kind {
		case unknown:
			return value{}
		case mapKind:
			return a.fail(e, `an entry may be missing; write m[?"key"].orValue("")`)
		case structKind:
			return a.fail(e, "a structure has members; write x.Member")
		case stringKind:
			return a.fail(e, "%s", noParts)
		}
		return a.fail(e, "elements have no numbers here; go through the list with all, exists or exists_one")
	}
	if instead, ok := refusals[name]; ok {
		return a.fail(e, "%s", instead)
	}
	known := append(slices.Sorted(maps.Keys(functions)), "all", "exists", "exists_one", "has")
	advice := Meant(name, known)
	if advice == "" {
		advice = "; there are " + strings.Join(known, ", ")
	}
	return a.fail(e, "there is no function %s%s", name, advice)
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

// describeSyntax says what is wrong with an expression that CEL cannot parse, at the scalar value with that index.
func describeSyntax(message, source string, index int) string {
	message, _ = strings.CutPrefix(message, "Syntax error: ")
	message, _, _ = strings.Cut(message, " expecting ")
	switch {
	case message == "invalid argument to has() macro":
		return "has takes a member; write has(x.Member)"
	case message == "argument must be a simple name":
		return loopUsage
	case message == "invalid int literal":
		return "this int has more than 64 bits; write a smaller one"
	case strings.HasPrefix(message, "no viable alternative at input '."):
		return "this is not CEL: " + message + "; a name that is a word of the language goes in backticks: x.`in`"
	case message == "mismatched input '<EOF>'":
		return "this is not CEL: it ends too early"
	case message == "invalid unicode code point":
		return "this is not CEL: an escape that is no character; write the character itself"
	}
	message = strings.ReplaceAll(message, "'<EOF>'", "the end")
	return "this is not CEL: " + message + describeMistake(source, index)
}

// mistakes are what is written in other languages, at the place where CEL stumbles, and what CEL has instead.
var mistakes = []struct{ is, advice string }{
	{"=", "equality is written =="},
	{"&", "conditions are joined by &&"},
	{"|", "conditions are joined by ||"},
	{"and ", "conditions are joined by &&"},
	{"or ", "conditions are joined by ||"},
	{"if ", "a choice is written condition ? x : y"},
	{"if(", "a choice is written condition ? x : y"},
	{"\u201c", "a text is in plain quotes"},
	{"\u2018", "a text is in plain quotes"},
}

// describeMistake says what was meant at an index, in words that continue a sentence, where that is plain.
func describeMistake(source string, index int) string {
	characters := []rune(source)
	rest := string(characters[min(index, len(characters)):])
	before := strings.TrimSpace(string(characters[:min(index, len(characters))]))
	for _, m := range mistakes {
		if strings.HasPrefix(rest, m.is) {
			return "; " + m.advice
		}
	}
	switch {
	case before == "not" || strings.HasSuffix(before, " not"):
		return "; the contrary of x is !x"
	case !strings.HasPrefix(rest, `"`) && !strings.HasPrefix(rest, "'"):
	case strings.Count(rest, rest[:1]) > 1 && strings.Contains(rest, `\`):
		return `; a backslash in quotes is written twice, or once in r"…"`
	case strings.Count(rest, rest[:1]) == 1:
		return "; the quote is not closed; where # begins a comment of YAML's, put the expression in a block after >-"
	}
	return ""
}

// describePattern says what is wrong with a pattern.
func describePattern(err error) string {
	var wrong *syntax.Error
	if errors.As(err, &wrong) {
		advice := ""
		if slices.ContainsFunc([]string{"(?=", "(?!", "(?<"}, func(look string) bool {
			return strings.HasPrefix(wrong.Expr, look)
		}) {
			advice = "; nothing looks ahead or behind: write several matches, joined by &&"
		}
		return wrong.Code.String() + " at " + wrong.Expr + advice
	}
	return err.Error()
}
