package rules

import (
	"strings"
	"unicode"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// kind is what an expression's value is. Where CEL has types for shapes, this has words for messages.
type kind string

const (
	unknown     kind = "" // something is wrong with it, and has been said
	boolKind    kind = "a bool"
	intKind     kind = "an int"
	stringKind  kind = "a string"
	listKind    kind = "a list"
	mapKind     kind = "a map"
	structKind  kind = "a structure"
	anyKind     kind = "a value of any type"
	optionalMap kind = `what m[?"key"] is`
)

// value is what is known of a node's value.
type value struct {
	kind      kind
	shape     *schemas.Shape // nil for what has none
	sensitive bool
	// element is the innermost loop whose element the value lies in, or none.
	element loopID
	// loops are those around the node that the value depends on.
	loops loopSet
	// once is whether the node costs what is paid once.
	once bool
}

// kindOf is what the values of a shape are.
func kindOf(shape *schemas.Shape) kind {
	switch shape.Type {
	case schemas.Structure:
		return structKind
	case schemas.List:
		return listKind
	case schemas.Map:
		return mapKind
	case schemas.String, schemas.Blob:
		return stringKind
	case schemas.Integer, schemas.Long:
		return intKind
	case schemas.Boolean:
		return boolKind
	}
	return anyKind
}

// variable is a name that an expression can use.
type variable struct {
	name string
	value
}

// analysis goes through one expression, finds what each node's value is, and refuses what the language does not have,
// what is misspelt and what costs too much. CEL's own check comes after it.
type analysis struct {
	*check
	field     string
	source    []rune
	index     int // of the expression in the field's text
	ast       *ast.AST
	inAnswer  bool
	variables []variable
	loops     []loopCost
	depends   loopSet // the loops that the node depends on, as far as it is visited
	costs     []cost
	values    map[int64]value
	// classes are the calls of unknownClass that stand where one may.
	classes map[int64]bool
	// patterns are the literals that are patterns.
	patterns map[int64]bool
	refused  bool
}

func newAnalysis(c *check, field string, p placeholder, l *Look, parsed *cel.Ast) *analysis {
	a := &analysis{
		check: c, field: field, source: []rune(p.source), index: p.index, ast: parsed.NativeRep(),
		inAnswer: field == "answer", values: map[int64]value{}, classes: map[int64]bool{},
		patterns: map[int64]bool{},
	}
	a.enterPath(l)
	return a
}

// enterPath sets the variables for what the path leads to, and the loops of its steps.
func (a *analysis) enterPath(l *Look) {
	body := value{structKind, l.Operation.Input, l.Operation.Input.Sensitive, noLoop, 0, false}
	self, parent, key := body, value{}, value{}
	for _, s := range l.Path.Steps {
		parent, key = self, value{}
		self = value{kindOf(s.Shape), s.Shape, s.Sensitive, parent.element, parent.loops, false}
		if s.Kind == Each || s.Kind == Keys {
			self.element = a.enterLoop(parent)
			self.loops |= self.element.set()
		}
		if s.Container.Type == schemas.Map && s.Kind != Keys {
			key = self
			key.kind, key.shape = stringKind, s.Container.Key
			key.sensitive = parent.sensitive || s.Container.Key.Sensitive
			if s.Kind == Entry {
				key.sensitive = false // The declaration has it.
			}
		}
	}
	a.variables = []variable{{selfName, self}, {requestName, body}}
	if parent.kind != unknown {
		a.variables = append(a.variables, variable{parentName, parent})
	}
	if key.kind != unknown {
		a.variables = append(a.variables, variable{keyName, key})
	}
}

// declareVariables tells CEL the variables.
func (a *analysis) declareVariables() []cel.EnvOption {
	var options []cel.EnvOption
	for _, v := range a.variables {
		options = append(options, cel.Variable(v.name, a.provider.celType(v.shape)))
	}
	return options
}

// analyze reports whether nothing is wrong.
func (a *analysis) analyze() bool {
	root := a.ast.Expr()
	if a.inAnswer {
		a.classes[root.ID()] = true
	}
	v := a.visit(root)
	switch {
	case v.kind == unknown:
	case a.inAnswer && v.kind != stringKind && v.kind != intKind:
		a.fail(root, "an answer is filled by a string or an int, and this is %s", v.kind)
	case !a.inAnswer && v.kind != boolKind:
		a.fail(root, "holds is a bool, and this is %s; write what must be true", v.kind)
	}
	a.refuseCosts()
	return !a.refused
}

// fail adds an error at a node.
func (a *analysis) fail(e ast.Expr, format string, arguments ...any) value {
	a.refused = true
	a.failed(a.declaration.place(a.field, 0, a.index+a.start(e)), format, arguments...)
	return value{}
}

// start is the index where what a node is about begins: its name for a member, a function or a loop, its operator for
// an operation.
func (a *analysis) start(e ast.Expr) int {
	info := a.ast.SourceInfo()
	if call, ok := info.GetMacroCall(e.ID()); ok && call.AsCall().FunctionName() == "has" {
		e = call.AsCall().Args()[0]
	}
	offsets, ok := info.GetOffsetRange(e.ID())
	if !ok {
		return 0
	}
	i := int(offsets.Start)
	at := func(i int) rune {
		if i < 0 || i >= len(a.source) {
			return 0
		}
		return a.source[i]
	}
	switch e.Kind() {
	case ast.SelectKind:
		// CEL has the place of the dot.
		for i++; unicode.IsSpace(at(i)); i++ {
		}
	case ast.CallKind, ast.ComprehensionKind:
		// CEL has the place of a function's parenthesis.
		if at(i) == '(' {
			for unicode.IsSpace(at(i - 1)) {
				i--
			}
			for at(i-1) == '_' || unicode.IsLetter(at(i-1)) || unicode.IsDigit(at(i-1)) {
				i--
			}
		}
	}
	return i
}

// visit finds what a node's value is.
func (a *analysis) visit(e ast.Expr) value {
	around, costs := a.depends, len(a.costs)
	a.depends = 0
	v := a.find(e)
	v.loops = a.depends
	a.values[e.ID()] = v
	a.settleCosts(costs, v)
	a.depends |= around
	if a.inAnswer && v.sensitive && v.kind != unknown {
		return a.fail(e, "an answer shows nothing of a sensitive value; leave this out")
	}
	return v
}

func (a *analysis) find(e ast.Expr) value {
	switch e.Kind() {
	case ast.LiteralKind:
		return a.findLiteral(e)
	case ast.IdentKind:
		return a.findVariable(e)
	case ast.SelectKind:
		return a.findMember(e)
	case ast.CallKind:
		return a.findCall(e)
	case ast.ComprehensionKind:
		return a.findLoop(e)
	case ast.ListKind:
		return a.fail(e, "a list is written on the right of in only: x in [\"a\", \"b\"]; join other conditions by ||")
	case ast.MapKind:
		return a.fail(e, "a map is not written in an expression; compare with each value by == and ||")
	}
	return a.fail(e, "a structure is not written in an expression; look at its members")
}

func (a *analysis) findVariable(e ast.Expr) value {
	name := e.AsIdent()
	var names []string
	for _, v := range a.variables {
		if v.name == name {
			a.depends |= v.loops
			return v.value
		}
		names = append(names, v.name)
	}
	switch name {
	case parentName:
		return a.fail(e, "there is no parent: self is the body")
	case keyName:
		return a.fail(e, "there is no key: the place leads to no entry of a map; it would be /Map/* or /Map/name")
	}
	if m := a.variables[1].shape.Member(name); m != nil {
		return a.fail(e, "there is no variable %s; write request.%s", name, name)
	}
	advice := Meant(name, names)
	if !strings.HasSuffix(advice, "?") {
		advice += "; a text goes in quotes"
	}
	return a.fail(e, "there is no variable %s%s", name, advice)
}

func (a *analysis) findMember(e ast.Expr) value {
	s := e.AsSelect()
	from := a.visit(s.Operand())
	switch from.kind {
	case unknown:
		return value{}
	case structKind:
	case mapKind:
		if s.IsTestOnly() {
			return a.fail(e, "a map has entries, not members; write %q in m", s.FieldName())
		}
		return a.fail(e, `a map has entries, which may be missing; write m[?%q].orValue("")`, s.FieldName())
	case optionalMap:
		return a.fail(e, `an entry may be missing; write m[?"key"].orValue("") first`)
	default:
		advice := ""
		if f, ok := functions[s.FieldName()]; ok {
			advice = "; write " + f.usage
		}
		return a.fail(e, "only a structure has members, and this is %s%s", from.kind, advice)
	}
	m := from.shape.Member(s.FieldName())
	if m == nil {
		return a.fail(e, "%s has no member %s%s",
			describe(from.shape), s.FieldName(), Meant(s.FieldName(), memberNames(from.shape)))
	}
	v := from
	v.kind, v.shape, v.sensitive = kindOf(m.Shape), m.Shape, from.sensitive || m.Sensitive
	if s.IsTestOnly() {
		v.kind = boolKind
	}
	return v
}

func (a *analysis) findLoop(e ast.Expr) value {
	l, ok := LoopOf(e)
	if !ok {
		return a.fail(e, "a loop is all, exists or exists_one; write xs.exists(x, condition)")
	}
	over := a.visit(l.Range)
	element := over
	switch over.kind {
	case unknown:
		return value{}
	case listKind:
		element.shape = over.shape.Element
	case mapKind:
		element.shape = over.shape.Key
	default:
		return a.fail(e, "a loop goes over a list or the keys of a map, and this is %s", over.kind)
	}
	for _, v := range a.variables {
		if v.name == l.Variable {
			return a.fail(e, "the name %s is taken; give the loop's variable another", l.Variable)
		}
	}
	if strings.HasPrefix(l.Variable, ".") || l.Variable == parentName || l.Variable == keyName {
		return a.fail(e, "the name %s means something else; give the loop's variable another", l.Variable)
	}
	if len(a.loops) == maxLoops {
		return a.fail(e, "at most %d loops are inside of each other; look at more by the place", maxLoops)
	}
	a.readAll(e, l.Range)
	element.kind = kindOf(element.shape)
	element.sensitive = over.sensitive || element.shape.Sensitive
	element.element = a.enterLoop(over)
	element.loops |= element.element.set()
	a.variables = append(a.variables, variable{l.Variable, element})
	predicate := a.visit(l.Predicate)
	a.variables = a.variables[:len(a.variables)-1]
	a.leaveLoop()
	a.depends &^= element.element.set()
	if predicate.kind != unknown && predicate.kind != boolKind {
		return a.fail(l.Predicate, "the condition of a loop is a bool, and this is %s", predicate.kind)
	}
	return value{kind: boolKind, element: noLoop}
}
