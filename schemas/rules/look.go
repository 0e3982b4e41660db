package rules

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"cel.dev/cel-go/common/ast"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// CompiledLook is rules that look at the same place of requests, or at places below one: for the engine, which then
// goes through the values once.
type CompiledLook struct {
	// Operations are the full names of the operations.
	Operations []string
	// Path leads to the values, or to what the places have in common.
	Path   []CompiledStep
	Places []CompiledPlace
}

// CompiledPlace is a place below that of a look, and the rules there.
type CompiledPlace struct {
	Path  []CompiledStep
	Rules []CompiledRule
}

// CompiledStep is a step of a path. A step to an entry leads to those of several names, one after the other.
type CompiledStep struct {
	Kind     StepKind
	Optional bool
	Names    []string
}

// CompiledRule is a rule at the place of a look.
type CompiledRule struct {
	Rule *Rule
	// Guard tells what must be so for it to be broken.
	Guard Guard
	// Holds is its expression, Fills are those of its answer.
	Holds Code
	Fills []CompiledFill
}

// CompiledFill is an expression of an answer.
type CompiledFill struct {
	Code  Code
	Shown table.Fill
}

// mostFills is how many expressions an answer may have: the placeholders' bytes are three.
const mostFills = 3

// Compile compiles checked rules, sorted (see SortRules), to looks.
func Compile(rules []*Rule) ([]*CompiledLook, error) {
	var looks []*CompiledLook
	byKey := map[string]*CompiledLook{}
	for _, r := range rules {
		places, err := compileRule(r)
		if err != nil {
			var placed *placedError
			if errors.As(err, &placed) {
				return nil, &Error{r.place("holds", 0, placed.index), r.ID, err.Error()}
			}
			return nil, r.failed("holds", "%w", err)
		}
		for _, l := range places {
			// Places below each value of a list or a map are gone to from the value. Other places stay apart where they have
			// other guards: those spare the look.
			key := fmt.Sprintf("%q %v", l.Operations, l.Path)
			if !goesThrough(l.Path) {
				key += fmt.Sprintf(" %v %v", l.Places[0].Path, l.Places[0].Rules[0].Guard)
			}
			same, ok := byKey[key]
			if !ok || same.onces()+l.onces() > table.MaxOnces {
				byKey[key] = l
				looks = append(looks, l)
				continue
			}
			same.add(l.Places[0])
		}
	}
	return looks, nil
}

// goesThrough tells whether a path leads to several values of a list or a map.
func goesThrough(path []CompiledStep) bool {
	return slices.ContainsFunc(path, func(s CompiledStep) bool { return s.Kind == Each || s.Kind == Keys })
}

// add adds the rules of a place.
func (l *CompiledLook) add(place CompiledPlace) {
	for i := range l.Places {
		if fmt.Sprint(l.Places[i].Path) == fmt.Sprint(place.Path) {
			l.Places[i].Rules = append(l.Places[i].Rules, place.Rules...)
			return
		}
	}
	l.Places = append(l.Places, place)
}

// compileRule compiles a rule to a look for each of its places, but for entries of one map, which are one.
func compileRule(r *Rule) ([]*CompiledLook, error) {
	var looks []*CompiledLook
	byCode := map[string]*CompiledLook{}
	for i := range r.Looks {
		l, err := compileLook(r, &r.Looks[i])
		if err != nil {
			return nil, err
		}
		// The code names members, not shapes, so that it is the same for operations alike.
		code := fmt.Sprintf("%v %v", l.Places[0].Rules[0].Guard, l.Places[0].Rules[0].Holds)
		key := fmt.Sprintf("%v %v %s", l.Path, l.Places[0].Path, code)
		if same, ok := byCode[key]; ok {
			same.Operations = append(same.Operations, l.Operations...)
			continue
		}
		byCode[key] = l
		looks = append(looks, l)
	}
	return joinEntries(looks), nil
}

// joinEntries makes one look of those that differ in the name of an entry alone.
func joinEntries(looks []*CompiledLook) []*CompiledLook {
	var joined []*CompiledLook
	byKey := map[string]*CompiledLook{}
	for _, l := range looks {
		last := l.lastStep()
		if last == nil || last.Kind != Entry {
			joined = append(joined, l)
			continue
		}
		names := last.Names
		last.Names = nil
		key := fmt.Sprintf("%q %v %v %v %v", l.Operations, l.Path, l.Places[0].Path, l.Places[0].Rules[0].Guard,
			l.Places[0].Rules[0].Holds)
		last.Names = names
		if same, ok := byKey[key]; ok {
			same.lastStep().Names = append(same.lastStep().Names, names...)
			continue
		}
		byKey[key] = l
		joined = append(joined, l)
	}
	return joined
}

// onces is how many expressions of the look's rules are evaluated once.
func (l *CompiledLook) onces() int {
	count := 0
	for _, p := range l.Places {
		for _, r := range p.Rules {
			count += r.Holds.Onces
		}
	}
	return count
}

// lastStep is the last step to the look's only place, nil where that is the body.
func (l *CompiledLook) lastStep() *CompiledStep {
	for _, path := range [][]CompiledStep{l.Places[0].Path, l.Path} {
		if len(path) > 0 {
			return &path[len(path)-1]
		}
	}
	return nil
}

// dividePath divides a path after its last step through a list or a map.
func dividePath(path Path) (common, rest []CompiledStep) {
	for _, s := range path.Steps {
		step := CompiledStep{Kind: s.Kind, Optional: s.Optional}
		if s.Kind == Member || s.Kind == Entry {
			step.Names = []string{s.Name}
		}
		rest = append(rest, step)
		if s.Kind == Each || s.Kind == Keys {
			common, rest = append(common, rest...), nil
		}
	}
	if common == nil {
		return rest, nil
	}
	return common, rest
}

// compileLook compiles one place of a rule in one operation.
func compileLook(r *Rule, l *Look) (*CompiledLook, error) {
	native := l.Holds.NativeRep()
	c := newCompiler(native)
	c.once = l.Once
	c.places = newGuarding(l)
	holds, err := c.compileBool(native.Expr())
	if err != nil {
		return nil, err
	}
	if len(l.Fills) > mostFills {
		return nil, fmt.Errorf("the answer has %d placeholders, more than %d", len(l.Fills), mostFills)
	}
	switch {
	case holds.Depth > table.MaxNested:
		return nil, fmt.Errorf("the expression nests %d deep, more than %d; divide the rule into several", holds.Depth,
			table.MaxNested)
	case holds.Onces > table.MaxOnces:
		return nil, fmt.Errorf("%d parts of the expression are evaluated once for all values of the place, more than %d; "+
			"divide the rule into several", holds.Onces, table.MaxOnces)
	}
	rule := CompiledRule{Rule: r, Guard: c.places.findGuard(r, native.Expr()), Holds: holds}
	for _, fill := range l.Fills {
		compiled, err := compileFill(fill.Ast.NativeRep())
		if err != nil {
			return nil, err
		}
		rule.Fills = append(rule.Fills, compiled)
	}
	common, rest := dividePath(l.Path)
	return &CompiledLook{
		Operations: []string{l.Operation.FullName()}, Path: common,
		Places: []CompiledPlace{{rest, []CompiledRule{rule}}},
	}, nil
}

// newCompiler returns a compiler for an expression.
func newCompiler(native *ast.AST) *compiler {
	return &compiler{native: native, types: native.TypeMap()}
}

// compileFill compiles an expression of an answer.
func compileFill(native *ast.AST) (fill CompiledFill, err error) {
	e := native.Expr()
	c := newCompiler(native)
	if call, ok := unknownClassCall(e); ok {
		fill.Shown = table.FillClass
		fill.Code, err = c.compileValue(call.Args()[0])
	} else if native.TypeMap()[e.ID()].TypeName() == "int" {
		fill.Shown = table.FillInteger
		fill.Code, err = c.compileInt(e)
	} else {
		fill.Code, err = c.compileValue(e)
	}
	return fill, err
}

// failed is an error of a rule, at what it says in a field.
func (r *Rule) failed(field, format string, a ...any) error {
	return &Error{r.place(field, 0, -1), r.ID, fmt.Errorf(format, a...).Error()}
}

// BitOf gives the number of the bit that the engine has for the fact of a literal, as far as what is in one container
// is concerned, which a path leads to. It is false where the engine does not note it, or the bit may be about more.
type BitOf func(l *CompiledLook, container string, literal Literal) (byte, bool)

// Encode writes the look as the tables and packs have it, see table.Op. step is what is added to the number of the rule
// before, see [StepNumbers].
func (l *CompiledLook) Encode(step func(*Rule) byte, bitOf BitOf) (Code, error) {
	code := l.encodeGuard(l.guard(), "", bitOf)
	code.add(encodePath(l.Path))
	if len(l.Places) > 1 {
		code.add(codeOfBytes(table.StreamStep, byte(table.StepFork), byte(len(l.Places))))
	}
	for _, p := range l.Places {
		if l.guardsPlace(p) {
			if when := l.encodeGuard(p.guard(), l.container(), bitOf); len(when.Bytes) > 1 {
				code.add(codeOfBytes(table.StreamStep, byte(table.StepWhen)), when)
			}
		}
		code.add(encodePath(p.Path), codeOfBytes(table.StreamStep, byte(table.StepEnd)),
			codeOfBytes(table.StreamRule, byte(len(p.Rules))))
		if max(len(l.Places), len(p.Rules)) > math.MaxUint8 {
			return Code{}, l.firstRule().failed("at", "there are more than %d rules or places below here; divide them",
				math.MaxUint8)
		}
		for _, r := range p.Rules {
			code.add(codeOfBytes(table.StreamRule, step(r.Rule)), r.Holds,
				codeOfBytes(table.StreamRule, byte(len(r.Fills))))
			for _, fill := range r.Fills {
				code.add(codeOfBytes(table.StreamRule, byte(fill.Shown)), fill.Code)
			}
		}
	}
	return code, nil
}

// guard is that of the place's rules.
func (p *CompiledPlace) guard() Guard {
	var all Guard
	for _, r := range p.Rules {
		all = either(all, r.Guard)
	}
	return all
}

// guard is that of all rules of the look.
func (l *CompiledLook) guard() Guard {
	var all Guard
	for _, p := range l.Places {
		all = either(all, p.guard())
	}
	return all
}

// container is the path to the values of the list or the map that the look's path leads through.
func (l *CompiledLook) container() string {
	path := ""
	for _, s := range l.Path {
		if s.Kind == Member {
			path += "/" + s.Names[0]
		} else {
			path += eachStep
		}
	}
	return path
}

// guardsPlace tells whether a place has a guard of its own: one that is a member of a structure in a list or a map, and
// not only if that member is there, which going to it tells.
func (l *CompiledLook) guardsPlace(p CompiledPlace) bool {
	if len(p.Path) == 0 || p.Path[0].Kind != Member || !goesThrough(l.Path) {
		return false
	}
	first := Literal{Fact: Fact{Path: l.container() + "/" + p.Path[0].Names[0]}}
	guard := p.guard().within(l.container())
	return len(guard) != 1 || len(guard[0]) != 1 || guard[0][0] != first || p.Path[0].Optional
}

// Literals are those of all guards of the look, each as often as they have it.
func (l *CompiledLook) Literals() []Literal {
	guards := l.guard().within("")
	for _, p := range l.Places {
		if l.guardsPlace(p) {
			guards = append(guards, p.guard().within(l.container())...)
		}
	}
	return slices.Concat(guards...)
}

// encodeGuard writes what a guard says about the values in a container.
func (l *CompiledLook) encodeGuard(guard Guard, container string, bitOf BitOf) Code {
	var noted Guard
	bits := map[Fact]byte{}
	for _, literals := range guard.within(container) {
		noted = append(noted, slices.DeleteFunc(literals, func(literal Literal) bool {
			if bitOf == nil {
				return true
			}
			bit, ok := bitOf(l, container, literal)
			bits[literal.Fact] = bit
			return !ok
		}))
	}
	var all []byte
	for _, literals := range noted.reduced() {
		for i, literal := range literals {
			b := bits[literal.Fact]
			if !literal.Not {
				b |= table.GuardHas
			}
			if i == len(literals)-1 {
				b |= table.GuardLast
			}
			all = append(all, b)
		}
	}
	return codeOfBytes(table.StreamGuard, slices.Insert(all, 0, byte(len(all)))...)
}

// firstRule is the first of the look's rules.
func (l *CompiledLook) firstRule() *Rule { return l.Places[0].Rules[0].Rule }

// ruleWith is the first of the look's rules whose code refers to a text; the first of all where it is a step's.
func (l *CompiledLook) ruleWith(text string) *Rule {
	for _, p := range l.Places {
		for _, r := range p.Rules {
			is := func(reference Reference) bool { return reference.Text == text }
			if slices.ContainsFunc(r.Holds.Names, is) || slices.ContainsFunc(r.Holds.Constants, is) {
				return r.Rule
			}
		}
	}
	return l.firstRule()
}

// encodePath writes the steps of a path.
func encodePath(path []CompiledStep) Code {
	var code Code
	for _, s := range path {
		step := steps[s.Kind]
		if s.Optional {
			step |= table.StepOptional
		}
		code.add(codeOfBytes(table.StreamStep, byte(step)))
		if s.Kind == Entry {
			code.add(codeOfBytes(table.StreamDigit, byte(len(s.Names))))
		}
		for _, name := range s.Names {
			code.add(codeOfName(name))
		}
	}
	return code
}

// steps are the engine's steps.
var steps = map[StepKind]table.PathStep{
	Member: table.StepMember, Entry: table.StepEntry, Each: table.StepEach, Keys: table.StepKeys,
}
