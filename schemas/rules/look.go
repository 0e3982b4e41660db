package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// CompiledLook is rules that look at the same place of requests, for the engine: their values are gone through once.
type CompiledLook struct {
	// Operations are the full names of the operations.
	Operations []string
	// Need are the members of the body that must be there for one of the rules to be broken, Lack those that must not.
	Need, Lack []string
	Path       Path
	Rules      []CompiledRule
}

// CompiledRule is a rule at the place of a look.
type CompiledRule struct {
	Rule *Rule
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
			return nil, r.failed("%w", err)
		}
		for _, l := range places {
			// Rules of single values stay apart where they need other members: a comparison spares the look.
			key := strings.Join(l.Operations, " ") + "\n" + l.Path.Text
			several := slices.ContainsFunc(l.Path.Steps, func(s Step) bool { return s.Kind == Each || s.Kind == Keys })
			if !several {
				key += fmt.Sprintf("\n%q\n%q", l.Need, l.Lack)
			}
			same, ok := byKey[key]
			if !ok {
				byKey[key] = l
				looks = append(looks, l)
				continue
			}
			same.Rules = append(same.Rules, l.Rules...)
			same.Need = intersect(same.Need, l.Need)
			same.Lack = intersect(same.Lack, l.Lack)
		}
	}
	return looks, nil
}

// compileRule compiles a rule to a look for each of its places.
func compileRule(r *Rule) ([]*CompiledLook, error) {
	var looks []*CompiledLook
	byCode := map[string]*CompiledLook{}
	for i := range r.Looks {
		l := &r.Looks[i]
		compiled, err := compileLook(r, l)
		if err != nil {
			return nil, err
		}
		// The code names members, not shapes, so that it is the same for operations alike.
		key := fmt.Sprintf("%s\n%q\n%q\n%v", l.Path.Text, compiled.Need, compiled.Lack, compiled.Rules[0].Holds)
		if same, ok := byCode[key]; ok {
			same.Operations = append(same.Operations, compiled.Operations...)
			continue
		}
		byCode[key] = compiled
		looks = append(looks, compiled)
	}
	return looks, nil
}

// compileLook compiles one place of a rule in one operation.
func compileLook(r *Rule, l *Look) (*CompiledLook, error) {
	native := l.Holds.NativeRep()
	c := newCompiler(l, native)
	c.once = l.Once
	holds, err := c.compileBool(native.Expr())
	if err != nil {
		return nil, err
	}
	if len(l.Fills) > mostFills {
		return nil, fmt.Errorf("the answer has %d placeholders, more than %d", len(l.Fills), mostFills)
	}
	rule := CompiledRule{Rule: r, Holds: holds}
	for _, fill := range l.Fills {
		compiled, err := compileFill(l, fill.Ast.NativeRep())
		if err != nil {
			return nil, err
		}
		rule.Fills = append(rule.Fills, compiled)
	}
	need, lack := findPresence(native.Expr(), native.TypeMap(), l.Path)
	return &CompiledLook{
		Operations: []string{l.Operation.FullName()}, Need: need, Lack: lack, Path: l.Path, Rules: []CompiledRule{rule},
	}, nil
}

// newCompiler returns a compiler for an expression of a look.
func newCompiler(l *Look, native *ast.AST) *compiler {
	c := &compiler{types: native.TypeMap()}
	if n := len(l.Path.Steps); n > 0 && l.Path.Steps[n-1].Kind == Entry {
		c.key, c.keyKnown = l.Path.Steps[n-1].Name, true
	}
	return c
}

// compileFill compiles an expression of an answer.
func compileFill(l *Look, native *ast.AST) (fill CompiledFill, err error) {
	e := native.Expr()
	c := newCompiler(l, native)
	if call, ok := unknownClassCall(e); ok {
		fill.Shown = table.FillClass
		fill.Code, err = c.compileValue(call.Args()[0])
	} else if native.TypeMap()[e.ID()].TypeName() == "int" {
		fill.Shown = table.FillInteger
		fill.Code, err = c.compileInt(e)
	} else {
		fill.Code, err = c.compileValue(e)
	}
	if err == nil && len(fill.Code.Bytes) > math.MaxUint16 {
		err = errTooLong
	}
	return fill, err
}

// failed is an error of a rule as a whole.
func (r *Rule) failed(format string, a ...any) error {
	return &Error{r.Position, r.ID, fmt.Errorf(format, a...).Error()}
}

// intersect is what two sorted lists have both.
func intersect(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return !slices.Contains(b, s) })
}

// Encode writes the look as the engine reads it, see table.Op. codeOf is the number of a rule's code.
func (l *CompiledLook) Encode(codeOf func(*Rule) byte) (Code, error) {
	var body Code
	for _, members := range [][]string{l.Need, l.Lack} {
		body.add(codeOfByte(byte(len(members))))
		for _, m := range members {
			body.add(codeOfName(m))
		}
	}
	for _, s := range l.Path.Steps {
		step := steps[s.Kind]
		if s.Optional {
			step |= table.StepOptional
		}
		body.add(codeOfByte(byte(step)))
		if s.Kind == Member || s.Kind == Entry {
			body.add(codeOfName(s.Name))
		}
	}
	body.add(codeOfByte(byte(table.StepEnd)))
	for _, r := range l.Rules {
		rule := r.Holds
		for _, fill := range r.Fills {
			rule.add(codeOfByte(byte(fill.Shown)), codeOfWord(len(fill.Code.Bytes)), fill.Code)
		}
		if len(rule.Bytes) > math.MaxUint16 {
			return Code{}, r.Rule.failed("%w", errTooLong)
		}
		body.add(codeOfByte(codeOf(r.Rule)), codeOfWord(len(rule.Bytes)), rule)
	}
	if len(body.Bytes) > math.MaxUint16 {
		return Code{}, l.Rules[0].Rule.failed("%w", errTooLong)
	}
	if len(body.Onces) > table.MaxOnces {
		return Code{}, l.Rules[0].Rule.failed("the rules at this place have %d expressions that are evaluated once, more than %d",
			len(body.Onces), table.MaxOnces)
	}
	for i, at := range body.Onces {
		body.Bytes[at] = byte(i)
	}
	whole := codeOfWord(len(body.Bytes))
	whole.add(body)
	return whole, nil
}

// steps are the engine's steps.
var steps = map[StepKind]table.PathStep{
	Member: table.StepMember, Entry: table.StepEntry, Each: table.StepEach, Keys: table.StepKeys,
}
