package reference

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

// Rules evaluates rules by cel-go. It is safe for concurrent use.
type Rules struct {
	looks map[*schemas.Operation][]look
}

// look is a look of a rule that can be evaluated.
type look struct {
	*rules.Look
	rule  *rules.Rule
	holds cel.Program
	fills []cel.Program
}

// CompileRules prepares rules that the environment has checked.
func CompileRules(e *rules.Environment, all []*rules.Rule) (*Rules, error) {
	r := &Rules{map[*schemas.Operation][]look{}}
	env, err := implementFunctions(e.CEL())
	if err != nil {
		return nil, fmt.Errorf("functions of rules: %w", err)
	}
	for _, rule := range all {
		for i := range rule.Looks {
			l := look{Look: &rule.Looks[i], rule: rule}
			if l.holds, err = env.Program(l.Holds); err != nil {
				return nil, fmt.Errorf("rule %s: %w", rule.ID, err)
			}
			for _, f := range l.Fills {
				fill, err := env.Program(f.Ast)
				if err != nil {
					return nil, fmt.Errorf("rule %s: %w", rule.ID, err)
				}
				l.fills = append(l.fills, fill)
			}
			r.looks[l.Operation] = append(r.looks[l.Operation], l)
		}
	}
	return r, nil
}

// Evaluate returns the violations in a request that [Decode] has decoded and whose types passed. They are in the order
// of the rules, of their places, of list elements, and of the keys of maps as texts. An error would be a fault of
// the language, in which nothing can fail.
func (r *Rules) Evaluate(op *schemas.Operation, body any) ([]rules.Violation, error) {
	var found []rules.Violation
	for _, l := range r.looks[op] {
		start := place{shape: op.Input, value: body, sensitive: op.Input.Sensitive}
		for _, p := range follow(start, l.Path.Steps) {
			variables := p.variables(op, body)
			holds, err := evaluate(l.holds, variables)
			if err != nil {
				return nil, fmt.Errorf("rule %s at %s: %w", l.rule.ID, p.pointer, err)
			}
			if holds == types.True {
				continue
			}
			v := rules.Violation{ID: l.rule.ID, Pointer: p.pointer}
			for i, text := range l.rule.AnswerTexts {
				v.Answer += text
				if i == len(l.fills) {
					break
				}
				fill, err := evaluate(l.fills[i], variables)
				if err != nil {
					return nil, fmt.Errorf("answer of rule %s at %s: %w", l.rule.ID, p.pointer, err)
				}
				v.Answer += fmt.Sprint(fill.Value())
			}
			found = append(found, v)
		}
	}
	return found, nil
}

// EvaluateBody is a [rules.Evaluate]: [Rules.Evaluate] of a request that fails no constraint.
func (r *Rules) EvaluateBody(op *schemas.Operation, body []byte) ([]rules.Violation, error) {
	decoded, err := Decode(body)
	if err != nil {
		return nil, err
	}
	schema, err := Compile(op.FullName())
	if err != nil {
		return nil, err
	}
	if err := schema.Validate(decoded); err != nil {
		return nil, err
	}
	return r.Evaluate(op, decoded)
}

func evaluate(program cel.Program, variables map[string]any) (ref.Val, error) {
	v, _, err := program.Eval(variables)
	return v, err
}

// place is a value of a request.
type place struct {
	shape *schemas.Shape
	value any // nil for what is absent
	// parent is what the value is in; nil for the body.
	parent *place
	key    *string // of an entry's value
	// pointer is how the engine prints where the value is: it ends at the first place that is missing, and before the
	// entries of what is sensitive.
	pointer   string
	ended     bool
	sensitive bool
}

// follow returns the places that steps lead to.
func follow(from place, steps []rules.Step) []place {
	if len(steps) == 0 {
		return []place{from}
	}
	s := steps[0]
	entries, _ := from.value.(map[string]any)
	var found []place
	goOn := func(name string, value any, key *string) {
		if value == nil && !s.Optional {
			return
		}
		p := place{shape: s.Shape, value: value, parent: &from, key: key, sensitive: s.Sensitive}
		p.pointer, p.ended = from.pointer, from.ended
		if s.Container.Type == schemas.Map && from.sensitive {
			p.ended = true
		}
		if !p.ended {
			p.pointer += jsonpointer.Join(name)
		}
		p.ended = p.ended || value == nil
		found = append(found, follow(p, steps[1:])...)
	}
	switch {
	case s.Kind == rules.Member:
		goOn(s.Name, entries[s.Name], nil)
	case s.Kind == rules.Entry:
		goOn(s.Name, entries[s.Name], &s.Name)
	case s.Container.Type == schemas.List:
		elements, _ := from.value.([]any)
		for i, element := range elements {
			goOn(strconv.Itoa(i), element, nil)
		}
	default:
		for _, key := range slices.SortedFunc(maps.Keys(entries), cmp.Compare) {
			if s.Kind == rules.Keys {
				goOn(key, key, nil)
			} else {
				goOn(key, entries[key], &key)
			}
		}
	}
	return found
}

// variables are the values of the variables for self at the place.
func (p *place) variables(op *schemas.Operation, body any) map[string]any {
	variables := map[string]any{"self": celValue(p.shape, p.value), "request": celValue(op.Input, body)}
	if p.parent != nil {
		variables["parent"] = celValue(p.parent.shape, p.parent.value)
	}
	if p.key != nil {
		variables["key"] = types.String(*p.key)
	}
	return variables
}
