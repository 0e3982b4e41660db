package rules

import (
	"maps"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// Fact is a fact about a request: that a member is there, that a bool is true, or that a string or an element of a list
// has a value of its enum. The engine's walk notes those that guards have.
type Fact struct {
	// Path leads from the body to the member, or to the elements of its list: /Schema/*/Required. In /List/+ the elements
	// are any of the list's, where in /List/* they are those that the rule's place leads to.
	Path string
	// Value is a value of an enum, factTrue, or empty where the fact is that the member is there.
	Value string
}

// factTrue is the value of a bool that is true. WarningFact is the fact that warnings are asked for.
const factTrue = "true"

var WarningFact = Fact{Value: "warnings"}

// Literal is that a fact is so, or is not.
type Literal struct {
	Fact
	Not bool
}

// Guard tells what must be so for a rule to be broken, as far as facts can tell: all literals of one of the
// alternatives. One with an alternative without literals tells nothing, one without alternatives that it never is.
type Guard [][]Literal

// always is the guard that tells nothing.
var always = Guard{{}}

const (
	eachStep = "/*"
	anyStep  = "/+"
	// mostAlternatives bounds a guard while it is made, keptAlternatives that of the engine.
	mostAlternatives = 32
	keptAlternatives = 4
)

// place is a value of the request that an expression names.
type place struct {
	path  string
	shape *schemas.Shape
}

// guarding finds the guard of a rule at a place.
type guarding struct {
	types  map[int64]*types.Type
	places map[string]place // of the variables
	// there are the members on the way to the rule's place that must be there.
	there []place
}

// findGuard finds the guard of a rule that is broken where an expression is false.
func (g *guarding) findGuard(r *Rule, holds ast.Expr) Guard {
	guard := always
	if r.Level != LevelError {
		guard = Guard{{{Fact: WarningFact}}}
	}
	if last := len(g.there) - 1; last >= 0 {
		guard = both(guard, both(present(g.there[0]), present(g.there[last])))
	}
	return both(guard, g.may(holds, false))
}

// newGuarding returns what finds the guard of a rule at the place of a look.
func newGuarding(l *Look) *guarding {
	g := &guarding{types: l.Holds.NativeRep().TypeMap(), places: map[string]place{}}
	at, around := place{shape: l.Operation.Input}, place{}
	g.places[requestName] = at
	for _, s := range l.Path.Steps {
		around = at
		switch {
		case s.Kind == Entry || s.Kind == Keys || at.shape == nil:
			at = place{} // Facts are about members.
			continue
		case s.Kind == Each:
			at = place{at.path + eachStep, s.Shape}
		default:
			at = place{at.path + "/" + s.Name, s.Shape}
		}
		if s.Kind == Member && !s.Optional {
			g.there = append(g.there, at)
		}
	}
	g.places[selfName], g.places[parentName] = at, around
	return g
}

// ownElement is what a loop compares that each element of a list has with what the one has that is looked at: so it is
// so for all of them where no two have the same. It is nil where the loop is another.
func (g *guarding) ownElement(l Loop) ast.Expr {
	list := g.placeOf(l.Range)
	p := l.Predicate
	if list.shape == nil || list.shape.Type != schemas.List || !isMember(list.path) ||
		strings.Contains(list.path, eachStep) || strings.Contains(list.path, anyStep) ||
		p.Kind() != ast.CallKind || p.AsCall().FunctionName() != operators.Equals {
		return nil
	}
	args := p.AsCall().Args()
	inner := g.inside(l, list)
	for i, element := range args {
		of, found := strings.CutPrefix(inner.placeOf(element).path, list.path+anyStep)
		if found && inner.placeOf(args[1-i]).path == list.path+eachStep+of {
			return element
		}
	}
	return nil
}

// inside is what finds guards inside a loop over a list.
func (g *guarding) inside(l Loop, list place) *guarding {
	inner := guarding{types: g.types, places: maps.Clone(g.places)}
	if list.shape != nil {
		inner.places[l.Variable] = place{list.path + anyStep, list.shape.Element}
	}
	return &inner
}

// placeOf is the place that an expression names, none where it is no variable nor a member of a place.
func (g *guarding) placeOf(e ast.Expr) place {
	switch e.Kind() {
	case ast.IdentKind:
		return g.places[e.AsIdent()]
	case ast.SelectKind:
		s := e.AsSelect()
		of := g.placeOf(s.Operand())
		if of.shape == nil || of.shape.Type != schemas.Structure {
			return place{}
		}
		if m := of.shape.Member(s.FieldName()); m != nil {
			return place{of.path + "/" + m.Name, m.Shape}
		}
	}
	return place{}
}

// may is what must be so for a bool to have a value.
func (g *guarding) may(e ast.Expr, want bool) Guard {
	switch e.Kind() {
	case ast.LiteralKind:
		if (e.AsLiteral() == types.True) != want {
			return nil
		}
		return always
	case ast.IdentKind, ast.SelectKind:
		p := g.placeOf(e)
		switch {
		case p.shape == nil:
		case e.Kind() == ast.SelectKind && e.AsSelect().IsTestOnly():
			return Guard{{{Fact{p.path, ""}, !want}}}
		case isMember(p.path):
			return Guard{{{Fact{p.path, factTrue}, !want}}}
		}
	case ast.ComprehensionKind:
		if loop, ok := LoopOf(e); ok {
			return g.mayLoop(loop, want)
		}
	case ast.CallKind:
		return g.mayCall(e, want)
	}
	return always
}

// isMember tells whether a path leads to a member.
func isMember(path string) bool {
	return path != "" && !strings.HasSuffix(path, eachStep) && !strings.HasSuffix(path, anyStep)
}

// present is that a place is there.
func present(p place) Guard {
	if !isMember(p.path) {
		return always
	}
	return Guard{{{Fact: Fact{p.path, ""}}}}
}

func (g *guarding) mayCall(e ast.Expr, want bool) Guard {
	call := e.AsCall()
	args := call.Args()
	switch call.FunctionName() {
	case operators.LogicalNot:
		return g.may(args[0], !want)
	case operators.NotStrictlyFalse:
		return g.may(args[0], want)
	case operators.LogicalAnd, operators.LogicalOr:
		if want == (call.FunctionName() == operators.LogicalAnd) {
			return both(g.may(args[0], want), g.may(args[1], want))
		}
		return either(g.may(args[0], want), g.may(args[1], want))
	case operators.Conditional:
		return g.mayChoose(args, func(e ast.Expr) Guard { return g.may(e, want) })
	case operators.Equals:
		return both(g.mayEqual(args[0], args[1], want), g.mayRead(e, want))
	case operators.NotEquals:
		return both(g.mayEqual(args[0], args[1], !want), g.mayRead(e, want))
	case operators.In:
		return both(g.mayIn(args[0], args[1], want), g.mayRead(e, want))
	}
	return g.mayRead(e, want)
}

// mayChoose is what must be so for a choice to have a value; of says it for each of the two.
func (g *guarding) mayChoose(args []ast.Expr, of func(ast.Expr) Guard) Guard {
	return either(both(g.may(args[0], true), of(args[1])), both(g.may(args[0], false), of(args[2])))
}

func (g *guarding) mayEqual(a, b ast.Expr, want bool) Guard {
	for _, side := range [][2]ast.Expr{{a, b}, {b, a}} {
		if side[1].Kind() == ast.CallKind && side[1].AsCall().FunctionName() == operators.Conditional {
			return g.mayChoose(side[1].AsCall().Args(), func(b ast.Expr) Guard { return g.mayEqual(side[0], b, want) })
		}
	}
	switch {
	case g.types[a.ID()].Kind() == types.BoolKind:
		return either(both(g.may(a, true), g.may(b, want)), both(g.may(a, false), g.may(b, !want)))
	case isText(a):
		a, b = b, a
	}
	if isText(b) {
		return g.mayBeText(a, string(b.AsLiteral().(types.String)), want)
	}
	return always
}

// mayBeText is what must be so for an expression to be a constant text, or not to be.
func (g *guarding) mayBeText(a ast.Expr, text string, want bool) Guard {
	p := g.placeOf(a)
	switch {
	case p.shape == nil || len(p.shape.Enum) == 0:
		return always
	case text == "" && want:
		var none []Literal
		for _, v := range p.shape.Enum {
			none = append(none, Literal{Fact{p.path, v}, true})
		}
		return Guard{none}
	case !slices.Contains(p.shape.Enum, text): // The empty text is none of them.
		return always
	}
	return Guard{{{Fact{p.path, text}, !want}}}
}

// mayIn is what must be so for a value to be in a list, or not to be.
func (g *guarding) mayIn(a, in ast.Expr, want bool) Guard {
	if in.Kind() == ast.ListKind {
		guard, join := Guard(nil), either
		if !want {
			guard, join = always, both
		}
		for _, element := range in.AsList().Elements() {
			if !isText(element) {
				return always
			}
			guard = join(guard, g.mayBeText(a, string(element.AsLiteral().(types.String)), want))
		}
		return guard
	}
	p := g.placeOf(in)
	if isText(a) && p.shape != nil && p.shape.Type == schemas.List && isMember(p.path) {
		text := string(a.AsLiteral().(types.String))
		if slices.Contains(p.shape.Element.Enum, text) {
			return Guard{{{Fact{p.path + anyStep, text}, !want}}}
		}
	}
	return always
}

// mayLoop is what must be so for a loop to have a value.
func (g *guarding) mayLoop(l Loop, want bool) Guard {
	list := g.placeOf(l.Range)
	if list.shape == nil || list.shape.Type != schemas.List {
		list = place{}
	}
	inner := g.inside(l, list)
	if want == (l.Kind == All) {
		// There is no element of which the predicate has the other value: where that is one fact of the elements, none has
		// it. What is no fact of theirs may be so where there is no element.
		other := inner.may(l.Predicate, l.Kind != All).simplified()
		if l.Kind != ExistsOne && isOneFact(other) && inner.isExact(l.Predicate) && list.shape != nil &&
			strings.HasPrefix(other[0][0].Path, list.path+anyStep) {
			return Guard{{{other[0][0].Fact, true}}}
		}
		return always
	}
	// There is an element of which it has this value. What another one is not tells nothing.
	guard := inner.may(l.Predicate, l.Kind != All)
	for i := range guard {
		guard[i] = slices.DeleteFunc(slices.Clone(guard[i]), func(lit Literal) bool {
			return lit.Not && list.shape != nil && strings.HasPrefix(lit.Path, list.path+anyStep)
		})
	}
	return both(present(list), guard.reduced())
}

// isOneFact tells whether a guard is that one fact is so.
func isOneFact(guard Guard) bool { return len(guard) == 1 && len(guard[0]) == 1 && !guard[0][0].Not }

// isExact tells whether a bool has a value whenever its guard says that it may: where it is a fact, or the contrary.
func (g *guarding) isExact(e ast.Expr) bool {
	switch e.Kind() {
	case ast.SelectKind:
		return g.placeOf(e).shape != nil
	case ast.CallKind:
		call := e.AsCall()
		switch call.FunctionName() {
		case operators.LogicalNot, operators.NotStrictlyFalse:
			return g.isExact(call.Args()[0])
		case operators.Equals, operators.NotEquals:
			for i, a := range call.Args() {
				text, ok := literalString(call.Args()[1-i])
				if p := g.placeOf(a); ok && p.shape != nil && slices.Contains(p.shape.Enum, text) {
					return true
				}
			}
		}
	}
	return false
}

// mayRead is what must be so for an expression to have a value of which no more is known than what it is where a member
// is missing.
func (g *guarding) mayRead(e ast.Expr, want bool) Guard {
	guard := always
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(read ast.Expr) {
		p := g.placeOf(read)
		if p.shape == nil || !isMember(p.path) {
			return
		}
		a := assumption{guarding: g, missing: p.path}
		if a.fold(e).value == !want {
			guard = both(guard, present(p))
		}
	}))
	return guard
}

// both is that two guards are so.
func both(a, b Guard) Guard {
	if len(a)*len(b) > mostAlternatives {
		return a
	}
	var all Guard
	for _, x := range a {
		for _, y := range b {
			all = append(all, slices.Concat(x, y))
		}
	}
	return all.reduced()
}

// either is that one of two guards is so.
func either(a, b Guard) Guard { return slices.Concat(a, b).reduced() }

// reduced is a guard without what says nothing more: alternatives that cannot be, and those that another one includes.
func (g Guard) reduced() Guard {
	var all Guard
	for _, literals := range g {
		literals = slices.Clone(literals)
		slices.SortFunc(literals, compareLiterals)
		literals = slices.Compact(literals)
		if !slices.ContainsFunc(literals, func(l Literal) bool {
			return l.Not && slices.Contains(literals, Literal{l.Fact, false})
		}) {
			all = append(all, literals)
		}
	}
	var kept Guard
	for i, x := range all {
		if !slices.ContainsFunc(kept, func(y []Literal) bool { return isPart(y, x) }) &&
			!slices.ContainsFunc(all[i+1:], func(y []Literal) bool { return len(y) < len(x) && isPart(y, x) }) {
			kept = append(kept, x)
		}
	}
	return kept
}

// isPart tells whether all of some literals are among others.
func isPart(some, others []Literal) bool {
	return !slices.ContainsFunc(some, func(l Literal) bool { return !slices.Contains(others, l) })
}

func compareLiterals(a, b Literal) int {
	switch {
	case a.Fact != b.Fact:
		return strings.Compare(a.Path+" "+a.Value, b.Path+" "+b.Value)
	case a.Not == b.Not:
		return 0
	case a.Not:
		return 1
	}
	return -1
}

// within is what a guard says about the values in one container, which a path leads to: the body's is empty.
func (g Guard) within(container string) Guard {
	var all Guard
	for _, literals := range g {
		all = append(all, slices.DeleteFunc(slices.Clone(literals), func(l Literal) bool {
			rest, ok := strings.CutPrefix(l.Path, container)
			// Of an element that lacks something another one may have it.
			return !ok || l.Not && strings.Contains(rest, eachStep)
		}))
	}
	return all.reduced().simplified()
}

// simplified is a guard of so few alternatives that it is worth having, of what all have if there are too many, without
// what follows: that is there what has a value, or something below it.
func (g Guard) simplified() Guard {
	if len(g) > keptAlternatives {
		g = Guard{slices.DeleteFunc(slices.Clone(g[0]), func(l Literal) bool {
			return slices.ContainsFunc(g, func(other []Literal) bool { return !slices.Contains(other, l) })
		})}
	}
	var all Guard
	for _, literals := range g {
		all = append(all, slices.DeleteFunc(slices.Clone(literals), func(l Literal) bool {
			return l.Value == "" && !l.Not && slices.ContainsFunc(literals, func(other Literal) bool {
				return !other.Not && other != l && strings.HasPrefix(other.Path+"/", l.Path+"/")
			})
		}))
	}
	return all
}
