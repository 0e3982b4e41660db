package rules

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/cognitocheck/cognitocheck/schemas/tables/automaton"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// compiler compiles the checked expressions of a look to the engine's code.
type compiler struct {
	native *ast.AST
	types  map[int64]*types.Type
	// once are the nodes that are evaluated once for all values.
	once []int64
	// places tells where the values are that an expression names, nil where that is of no interest.
	places *guarding
	// vars are the loop variables that are open, by their numbers.
	vars []string
}

// placedError is what is wrong at the scalar value of the expression with that index.
type placedError struct {
	index int
	error
}

// at is an error at a node.
func (c *compiler) at(e ast.Expr, err error) error {
	offsets, _ := c.native.SourceInfo().GetOffsetRange(e.ID())
	return &placedError{int(offsets.Start), err}
}

// compileBool compiles an expression of type bool.
func (c *compiler) compileBool(e ast.Expr) (Code, error) { return c.compileOnce(e, c.compileEachBool) }

// compileOnce compiles an expression so that it is evaluated once for all values of the look, where that is needed.
func (c *compiler) compileOnce(e ast.Expr, compile func(ast.Expr) (Code, error)) (Code, error) {
	code, err := compile(e)
	if err != nil || !slices.Contains(c.once, e.ID()) {
		return code, err
	}
	return evaluatedOnce(code), nil
}

// evaluatedOnce is code that is evaluated once for all values of the look.
func evaluatedOnce(code Code) Code {
	once := codeOf(table.OpOnce, code)
	once.Onces++
	return once
}

// compileEachBool compiles an expression of type bool, to be evaluated for each value.
func (c *compiler) compileEachBool(e ast.Expr) (Code, error) {
	switch e.Kind() {
	case ast.LiteralKind:
		n := int64(0)
		if e.AsLiteral() != types.True {
			n = 1
		}
		return codeOf(table.OpEqual, codeOfInt(0), codeOfInt(n)), nil
	case ast.IdentKind:
		return c.wrap(table.OpIsTrue, e)
	case ast.SelectKind:
		if s := e.AsSelect(); s.IsTestOnly() {
			value, err := c.compileMember(s.FieldName(), s.Operand())
			return codeOf(table.OpHas, value), err
		}
		return c.wrap(table.OpIsTrue, e)
	case ast.ComprehensionKind:
		if loop, ok := LoopOf(e); ok {
			code, err := c.compileLoop(loops[loop.Kind], loop.Range, loop.Variable,
				func() (Code, error) { return c.compileBool(loop.Predicate) })
			if err != nil || loop.Kind != ExistsOne || c.places == nil {
				return code, err
			}
			if element := c.places.ownElement(loop); element != nil {
				return c.orDistinct(loop, element, code)
			}
			return code, nil
		}
	case ast.CallKind:
		return c.compileBoolCall(e.AsCall())
	}
	return Code{}, unexpected(e)
}

// compileBoolCall compiles a call whose result is a bool.
func (c *compiler) compileBoolCall(call ast.CallExpr) (Code, error) {
	args := call.Args()
	switch name := call.FunctionName(); name {
	case operators.LogicalNot:
		return c.not(c.compileBool(args[0]))
	case operators.NotStrictlyFalse:
		return c.compileBool(args[0])
	case operators.LogicalAnd, operators.LogicalOr:
		op := table.OpAnd
		if name == operators.LogicalOr {
			op = table.OpOr
		}
		// The first operand alone decides on most requests.
		first, err := c.compileBool(args[0])
		if err != nil {
			return Code{}, err
		}
		second, err := c.compileBool(args[1])
		return codeOf(op, first, second), err
	case operators.Conditional:
		return c.choose(args, c.compileBool)
	case operators.Equals:
		return c.compileEqual(args[0], args[1])
	case operators.NotEquals:
		return c.not(c.compileEqual(args[0], args[1]))
	case operators.Less:
		return c.compileLess(args[0], args[1])
	case operators.Greater:
		return c.compileLess(args[1], args[0])
	case operators.LessEquals:
		return c.not(c.compileLess(args[1], args[0]))
	case operators.GreaterEquals:
		return c.not(c.compileLess(args[0], args[1]))
	case operators.In:
		return c.compileIn(args[0], args[1])
	case "startsWith":
		return c.pair(table.OpStarts, call.Target(), args[0])
	case "endsWith":
		return c.pair(table.OpEnds, call.Target(), args[0])
	case "contains":
		return c.pair(table.OpContains, call.Target(), args[0])
	case "matches":
		subject := args[0]
		pattern := args[len(args)-1]
		if call.IsMemberFunction() {
			subject = call.Target()
		}
		return c.compileMatches(subject, pattern)
	case isCIDRName:
		return c.wrap(table.OpIsCIDR, args[0])
	case isStandardName:
		return c.wrap(table.OpIsStandard, args[0])
	case atMostName:
		return c.pair(table.OpAtMost, args[0], args[1])
	case "orValue":
		return c.wrap(table.OpIsTrue, call.Target())
	default:
		return Code{}, fmt.Errorf("the engine has no instruction for %s", name)
	}
}

// compileEqual compiles a comparison of two strings, numbers or bools.
func (c *compiler) compileEqual(a, b ast.Expr) (Code, error) {
	switch c.types[a.ID()].Kind() {
	case types.IntKind:
		return c.pairOfInts(table.OpEqual, a, b)
	case types.BoolKind:
		first, err := c.compileBool(a)
		if err != nil {
			return Code{}, err
		}
		second, err := c.compileBool(b)
		if err != nil {
			return Code{}, err
		}
		other, err := c.not(second, nil)
		return codeOf(table.OpChoose, first, second, other), err
	}
	if isText(a) {
		a, b = b, a
	}
	if call, ok := unknownClassCall(a); ok {
		if !isText(b) || b.AsLiteral() != types.String("") {
			return Code{}, errors.New(`compare unknownClass() with "" alone`)
		}
		return c.wrap(table.OpKnowsClasses, call.Args()[0])
	}
	if isText(b) {
		value, err := c.compileValue(a)
		return codeOf(table.OpIs, codeOfConstant(string(b.AsLiteral().(types.String))), value), err
	}
	return c.pair(table.OpSame, a, b)
}

// compileLess compiles a < b.
func (c *compiler) compileLess(a, b ast.Expr) (Code, error) { return c.pairOfInts(table.OpLess, a, b) }

// compileIn compiles whether a value is in a list or a key of a map.
func (c *compiler) compileIn(a, in ast.Expr) (Code, error) {
	if in.Kind() == ast.ListKind {
		return c.compileOneOf(a, in.AsList().Elements())
	}
	if c.types[in.ID()].Kind() != types.MapKind {
		return c.pair(table.OpIn, a, in)
	}
	if isText(a) {
		value, err := c.compileMember(string(a.AsLiteral().(types.String)), in)
		return codeOf(table.OpHas, value), err
	}
	// Each key is compared with a value, in a loop whose variable has no name.
	return c.compileLoop(table.OpExists, in, "", func() (Code, error) {
		variable := codeOfVariable(table.VarLoop + table.Variable(len(c.vars)-1))
		value, err := c.compileValue(a)
		return codeOf(table.OpSame, variable, value), err
	})
}

// compileOneOf compiles whether a value is one of some constants.
func (c *compiler) compileOneOf(a ast.Expr, of []ast.Expr) (Code, error) {
	if c.types[a.ID()].Kind() == types.IntKind {
		return c.compileOneOfInts(a, of)
	}
	value, err := c.compileValue(a)
	if err != nil {
		return Code{}, err
	}
	if len(of) > math.MaxUint8 {
		return Code{}, fmt.Errorf("a list of %d constants, more than %d", len(of), math.MaxUint8)
	}
	texts := codeOfBytes(table.StreamDigit, byte(len(of)))
	for _, element := range of {
		if !isText(element) {
			return Code{}, unexpected(element)
		}
		texts.add(codeOfConstant(string(element.AsLiteral().(types.String))))
	}
	return codeOf(table.OpOneOf, value, texts), nil
}

// compileOneOfInts compiles whether a number is one of some constants: one of the first half or of the second, so that
// the code nests little.
func (c *compiler) compileOneOfInts(a ast.Expr, of []ast.Expr) (Code, error) {
	if len(of) == 1 {
		return c.pairOfInts(table.OpEqual, a, of[0])
	}
	first, err := c.compileOneOfInts(a, of[:len(of)/2])
	if err != nil {
		return Code{}, err
	}
	second, err := c.compileOneOfInts(a, of[len(of)/2:])
	return codeOf(table.OpOr, first, second), err
}

// compileMatches compiles whether a string matches a constant pattern.
func (c *compiler) compileMatches(subject, pattern ast.Expr) (Code, error) {
	value, err := c.compileValue(subject)
	if err != nil {
		return Code{}, err
	}
	search, err := automaton.BuildSearch(string(pattern.AsLiteral().(types.String)))
	if err != nil {
		return Code{}, c.at(pattern, fmt.Errorf("this pattern is not compiled: %w", errors.Unwrap(err)))
	}
	machine, err := encodeAutomaton(search)
	if err != nil {
		return Code{}, c.at(pattern, err)
	}
	return codeOf(table.OpMatches, value, machine), nil
}

// compileLoop compiles a loop, as the macros all, exists and exists_one have written one. compile compiles what is
// evaluated for each element, inside the loop.
func (c *compiler) compileLoop(
	op table.Op, over ast.Expr, variable string, compile func() (Code, error),
) (Code, error) {
	if len(c.vars) == table.MaxVars {
		return Code{}, fmt.Errorf("loops within each other, more than %d; divide the rule into several", table.MaxVars)
	}
	of, err := c.compileValue(over)
	if err != nil {
		return Code{}, err
	}
	c.vars = append(c.vars, variable)
	body, err := compile()
	c.vars = c.vars[:len(c.vars)-1]
	return codeOf(op, of, body), err
}

// orDistinct is the code of a loop, itself in code, that is true for every element of its list where no two have the
// same. That is told once for all of them.
func (c *compiler) orDistinct(loop Loop, element ast.Expr, code Code) (Code, error) {
	compile := c.compileEachValue
	switch c.types[element.ID()].Kind() {
	case types.IntKind:
		compile = c.compileEachInt
	case types.BoolKind:
		compile = c.compileEachBool
	}
	distinct, err := c.compileLoop(table.OpDistinct, loop.Range, loop.Variable,
		func() (Code, error) { return compile(element) })
	return codeOf(table.OpOr, evaluatedOnce(distinct), code), err
}

// loops are the engine's instructions for loops.
var loops = map[LoopKind]table.Op{All: table.OpAll, Exists: table.OpExists, ExistsOne: table.OpExistsOne}

// compileInt compiles an expression of type int.
func (c *compiler) compileInt(e ast.Expr) (Code, error) { return c.compileOnce(e, c.compileEachInt) }

// compileEachInt compiles an expression of type int, to be evaluated for each value.
func (c *compiler) compileEachInt(e ast.Expr) (Code, error) {
	switch e.Kind() {
	case ast.LiteralKind:
		return codeOfInt(int64(e.AsLiteral().(types.Int))), nil
	case ast.IdentKind, ast.SelectKind:
		return c.wrap(table.OpInteger, e)
	case ast.CallKind:
		call := e.AsCall()
		switch call.FunctionName() {
		case operators.Negate:
			if a := call.Args()[0]; a.Kind() == ast.LiteralKind {
				return codeOfInt(-int64(a.AsLiteral().(types.Int))), nil
			}
		case "size":
			if call.IsMemberFunction() {
				return c.wrap(table.OpSize, call.Target())
			}
			return c.wrap(table.OpSize, call.Args()[0])
		case operators.Conditional:
			return c.choose(call.Args(), c.compileInt)
		case "orValue":
			return c.wrap(table.OpInteger, e)
		case secondsName:
			return c.compileSeconds(call.Args())
		}
	}
	return Code{}, unexpected(e)
}

// compileSeconds compiles a call of seconds(). timeUnits are in the order of the engine's set.
func (c *compiler) compileSeconds(args []ast.Expr) (Code, error) {
	n, err := c.compileInt(args[0])
	if err != nil {
		return Code{}, err
	}
	unit, err := c.compileValue(args[1])
	if err != nil {
		return Code{}, err
	}
	for i, name := range timeUnits {
		if isText(args[2]) && args[2].AsLiteral() == types.String(name) {
			return codeOf(table.OpSeconds, codeOfBytes(table.StreamDigit, byte(i)), n, unit), nil
		}
	}
	return Code{}, fmt.Errorf("the third argument of seconds() is one of %q", timeUnits)
}

// compileValue compiles an expression whose value is in the request: a string, a list, a map or a structure.
func (c *compiler) compileValue(e ast.Expr) (Code, error) {
	return c.compileOnce(e, c.compileEachValue)
}

// compileEachValue compiles an expression whose value is in the request, to be evaluated for each value.
func (c *compiler) compileEachValue(e ast.Expr) (Code, error) {
	switch e.Kind() {
	case ast.LiteralKind:
		if isText(e) {
			return codeOf(table.OpText, codeOfConstant(string(e.AsLiteral().(types.String)))), nil
		}
	case ast.IdentKind:
		return c.compileVariable(e.AsIdent())
	case ast.SelectKind:
		if s := e.AsSelect(); !s.IsTestOnly() {
			return c.compileMember(s.FieldName(), s.Operand())
		}
	case ast.CallKind:
		call := e.AsCall()
		switch call.FunctionName() {
		case operators.Conditional:
			return c.choose(call.Args(), c.compileValue)
		case "orValue":
			return c.compileEntry(call.Target())
		case operators.OptIndex:
			return c.compileEntry(e)
		}
	}
	return Code{}, unexpected(e)
}

// compileEntry compiles m[?"key"].
func (c *compiler) compileEntry(e ast.Expr) (Code, error) {
	if e.Kind() == ast.CallKind && e.AsCall().FunctionName() == operators.OptIndex {
		if args := e.AsCall().Args(); isText(args[1]) {
			return c.compileMember(string(args[1].AsLiteral().(types.String)), args[0])
		}
		return Code{}, errors.New("the key after [? must be a constant string")
	}
	return Code{}, unexpected(e)
}

// compileMember compiles the access to a member of a structure, or an entry of a map.
func (c *compiler) compileMember(name string, of ast.Expr) (Code, error) {
	value, err := c.compileValue(of)
	if err != nil {
		return Code{}, err
	}
	if table.Op(value.Bytes[0]) != table.OpValue {
		return Code{}, unexpected(of)
	}
	if value.Bytes[1]>>table.VariableBits == maxSteps {
		return Code{}, fmt.Errorf("%s is more than %d members deep", name, maxSteps)
	}
	value.Bytes[1] += 1 << table.VariableBits
	value.add(codeOfName(name))
	return value, nil
}

// maxSteps is how many members deep a value may be.
const maxSteps = 1<<(8-table.VariableBits) - 1

// compileVariable compiles a variable.
func (c *compiler) compileVariable(name string) (Code, error) {
	if i := slices.Index(c.vars, name); i >= 0 {
		return codeOfVariable(table.VarLoop + table.Variable(i)), nil
	}
	switch name {
	case selfName:
		return codeOfVariable(table.VarSelf), nil
	case parentName:
		return codeOfVariable(table.VarParent), nil
	case requestName:
		return codeOfVariable(table.VarRequest), nil
	case keyName:
		return codeOfVariable(table.VarKey), nil
	}
	return Code{}, fmt.Errorf("the engine has no variable %s", name)
}

// codeOfVariable is the code of a variable's value.
func codeOfVariable(v table.Variable) Code {
	return codeOf(table.OpValue, codeOfBytes(table.StreamVariable, byte(v)))
}

// wrap is the code of an instruction with one value.
func (c *compiler) wrap(op table.Op, e ast.Expr) (Code, error) {
	value, err := c.compileValue(e)
	return codeOf(op, value), err
}

// pair is the code of an instruction with two values, pairOfInts with two numbers.
func (c *compiler) pair(op table.Op, a, b ast.Expr) (Code, error) {
	return compilePair(op, a, b, c.compileValue)
}
func (c *compiler) pairOfInts(op table.Op, a, b ast.Expr) (Code, error) {
	return compilePair(op, a, b, c.compileInt)
}

func compilePair(op table.Op, a, b ast.Expr, compile func(ast.Expr) (Code, error)) (Code, error) {
	first, err := compile(a)
	if err != nil {
		return Code{}, err
	}
	second, err := compile(b)
	return codeOf(op, first, second), err
}

// not is the code of a negation, where there was no error.
func (c *compiler) not(code Code, err error) (Code, error) {
	if err == nil && table.Op(code.Bytes[0]) == table.OpNot {
		return codeWithout(code, 1), nil
	}
	return codeOf(table.OpNot, code), err
}

// codeWithout is code without its first bytes, which refer to nothing.
func codeWithout(code Code, first int) Code {
	rest := Code{Bytes: code.Bytes[first:], Streams: code.Streams[first:], Onces: code.Onces, Depth: code.Depth - 1}
	for _, r := range code.Names {
		rest.Names = append(rest.Names, Reference{r.At - first, r.Text})
	}
	for _, r := range code.Constants {
		rest.Constants = append(rest.Constants, Reference{r.At - first, r.Text})
	}
	return rest
}

// choose compiles the three operands of a conditional expression.
func (c *compiler) choose(args []ast.Expr, compile func(ast.Expr) (Code, error)) (Code, error) {
	condition, err := c.compileBool(args[0])
	if err != nil {
		return Code{}, err
	}
	then, err := compile(args[1])
	if err != nil {
		return Code{}, err
	}
	otherwise, err := compile(args[2])
	return codeOf(table.OpChoose, condition, then, otherwise), err
}

// codeOfInt is the code of a constant number.
func codeOfInt(n int64) Code {
	if n >= 0 && n <= math.MaxUint8 {
		return codeOf(table.OpDigit, codeOfBytes(table.StreamDigit, byte(n)))
	}
	return codeOf(table.OpNumber,
		codeOfBytes(table.StreamDigit, binary.LittleEndian.AppendUint64(nil, uint64(n))...))
}

// isText tells whether an expression is a constant string.
func isText(e ast.Expr) bool {
	if e.Kind() != ast.LiteralKind {
		return false
	}
	_, ok := e.AsLiteral().(types.String)
	return ok
}

// unknownClassCall is the call of unknownClass() that an expression is, if it is one.
func unknownClassCall(e ast.Expr) (ast.CallExpr, bool) {
	if e.Kind() == ast.CallKind && e.AsCall().FunctionName() == unknownClassName {
		return e.AsCall(), true
	}
	return nil, false
}

// unexpected is the error for an expression that the check should have refused.
func unexpected(e ast.Expr) error {
	return fmt.Errorf("the engine has no code for expression %d of kind %d; the check should have refused it", e.ID(),
		e.Kind())
}
