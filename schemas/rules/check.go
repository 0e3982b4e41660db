package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// Rule is a checked declaration.
type Rule struct {
	*Declaration
	// Looks are one for each operation and place: the places of the first operation, of the second, and so on.
	Looks []Look
	// AnswerTexts are the texts of Answer before, between and after what is filled in: one more than each look has
	// fills. There is none where the rule has no answer.
	AnswerTexts []string
	// MessageTexts are the texts of Message before, between and after the key of the look's last step; those of Answer
	// where there is no message.
	MessageTexts []string
}

// Look is a rule at one place of one operation's request.
type Look struct {
	Operation *schemas.Operation
	Path      Path
	Holds     *cel.Ast // of type bool
	Fills     []Fill   // the placeholders of the answer, in order
	// Once are nodes of Holds that are the same for all values of the look and must be computed once, before any of its
	// loops: doing so in a loop would not be linear. They are bools, ints or strings; none is inside another.
	Once []int64

	values map[int64]value
}

// Fill is an expression in braces of an answer.
type Fill struct {
	Source string
	Ast    *cel.Ast // of type string or int

	values map[int64]value
}

// ShapeOf returns the shape of the value that a node of Holds has: for has(x.Member) that of the member. It is nil for
// what is of no shape: a literal, what an operator or a function returns, and a choice between values of two shapes.
func (l *Look) ShapeOf(exprID int64) *schemas.Shape {
	return l.values[exprID].shape
}

// ShapeOf is [Look.ShapeOf] for the nodes of the fill.
func (f *Fill) ShapeOf(exprID int64) *schemas.Shape {
	return f.values[exprID].shape
}

// Check checks a declaration that Parse made, in some 0.1 ms for each operation and place. The error is one *Error, or
// several joined: all that is wrong with it.
func (e *Environment) Check(d *Declaration) (*Rule, error) {
	c := &check{Environment: e, declaration: d, reported: map[Error]bool{}}
	rule := &Rule{Declaration: d}
	if d.Answer != "" {
		rule.AnswerTexts = c.template("answer", d.Answer).texts
	}
	message := c.template("message", d.Message)
	rule.MessageTexts = message.texts
	if d.Message == "" {
		rule.MessageTexts = rule.AnswerTexts
	}
	operations := c.operations()
	c.checkException(operations)
	for _, op := range operations {
		for i, at := range d.At {
			path, err := resolvePath(at, op.Input)
			var wrong *pathError
			if errors.As(err, &wrong) {
				c.failed(c.declaration.place("at", i, wrong.index), "%s", wrong)
				continue
			}
			if len(message.placeholders) > 0 && !endsInEntry(path) {
				c.failed(c.declaration.place("message", 0, message.placeholders[0].index),
					"{key} is the name of an entry, and %s names none; write the message without it", describePath(path))
			}
			if look, ok := c.look(op, path); ok {
				rule.Looks = append(rule.Looks, look)
			}
		}
	}
	if err := errors.Join(c.failures...); err != nil {
		return nil, err
	}
	return rule, nil
}

// check is the check of one declaration.
type check struct {
	*Environment
	declaration *Declaration
	failures    []error
	reported    map[Error]bool
}

// failed adds an error, once: most are the same for all operations of the rule.
func (c *check) failed(at Position, format string, a ...any) {
	failure := Error{at, c.declaration.ID, fmt.Sprintf(format, a...)}
	if !c.reported[failure] {
		c.reported[failure] = true
		c.failures = append(c.failures, &failure)
	}
}

// template reads a text whose form Parse has checked.
func (c *check) template(name, value string) template {
	t, index, err := parseTemplate(value)
	if err != nil {
		c.failed(c.declaration.place(name, 0, index), "%s", err)
	}
	return t
}

// operations finds the operations of the declaration.
func (c *check) operations() []*schemas.Operation {
	var found []*schemas.Operation
	for i, name := range c.declaration.On {
		at := c.declaration.place("on", i, 0)
		op, err := c.findOperation(name)
		switch {
		case err != nil:
			c.failed(at, "%s", err)
		case slices.Contains(found, op):
			c.failed(at, "%s is there already; take one out", op.FullName())
		default:
			found = append(found, op)
		}
	}
	return found
}

// findOperation finds an operation by its full name, or by its bare one where one service alone has it.
func (e *Environment) findOperation(name string) (*schemas.Operation, error) {
	if op, err := e.model.Operation(name); err == nil {
		return op, nil
	}
	var found []*schemas.Operation
	var full, all []string
	for _, op := range e.model.Operations() {
		if op.Name == name {
			found = append(found, op)
			full = append(full, op.FullName())
		}
		if strings.Contains(name, ".") {
			all = append(all, op.FullName())
		} else {
			all = append(all, op.Name)
		}
	}
	switch len(found) {
	case 0:
		advice := Meant(name, all)
		if advice == "" {
			advice = "; 'cognitocheck operations' lists them"
		}
		return nil, fmt.Errorf("there is no operation %s%s", name, advice)
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("several services have an operation %s; write %s", name, oneOf(full))
}

// checkException refuses an exception that no operation of the rule's services answers with.
func (c *check) checkException(operations []*schemas.Operation) {
	if _, written := c.declaration.fields["exception"]; !written || len(operations) == 0 {
		return
	}
	var known []string
	for _, op := range operations {
		for _, other := range op.Service.Operations {
			known = append(known, other.Errors...)
		}
	}
	slices.Sort(known)
	known = slices.Compact(known)
	if name := c.declaration.Exception; !slices.Contains(known, name) {
		advice := Meant(name, known)
		if full := name + "Exception"; slices.Contains(known, full) {
			advice = "; write " + full
		}
		c.failed(c.declaration.place("exception", 0, 0), "no operation of the service answers with %s%s", name, advice)
	}
}

// look checks the declaration's expressions for one place.
func (c *check) look(op *schemas.Operation, path Path) (Look, bool) {
	l := Look{Operation: op, Path: path}
	before := len(c.failures)
	l.Holds, l.values = c.expression("holds", placeholder{source: c.declaration.Holds}, &l)
	if l.Holds != nil {
		l.Once = collectOnce(l.Holds.NativeRep().Expr(), l.values)
	}
	for _, p := range c.template("answer", c.declaration.Answer).placeholders {
		f := Fill{Source: p.source}
		f.Ast, f.values = c.expression("answer", p, &l)
		l.Fills = append(l.Fills, f)
	}
	return l, len(c.failures) == before && l.Holds != nil
}

// expression checks one expression of a field for one place.
func (c *check) expression(name string, p placeholder, l *Look) (*cel.Ast, map[int64]value) {
	parsed, issues := c.cel.Parse(p.source)
	if issues.Err() != nil {
		// Those after the first come from it.
		first := issues.Errors()[0]
		index := indexOf(p.source, first.Location.Line(), first.Location.Column())
		c.failed(c.declaration.place(name, 0, p.index+index), "%s", describeSyntax(first.Message, p.source, index))
		return nil, nil
	}
	a := newAnalysis(c, name, p, l, parsed)
	if !a.analyze() {
		return nil, nil
	}
	env, err := c.cel.Extend(a.declareVariables()...)
	if err != nil {
		c.failed(c.declaration.place(name, 0, p.index), "%s", err)
		return nil, nil
	}
	checked, issues := env.Check(parsed)
	if issues.Err() != nil {
		for _, failure := range issues.Errors() {
			index := indexOf(p.source, failure.Location.Line(), failure.Location.Column())
			c.failed(c.declaration.place(name, 0, p.index+index), "%s", failure.Message)
		}
		return nil, nil
	}
	return checked, a.values
}

// indexOf is the index of the scalar value at a line, from 1, and a column, from 0.
func indexOf(source string, line, column int) int {
	index := 0
	for text := range strings.SplitSeq(source, "\n") {
		if line--; line <= 0 {
			break
		}
		index += len([]rune(text)) + 1
	}
	return index + max(column, 0)
}

func endsInEntry(p Path) bool {
	return len(p.Steps) > 0 && p.Steps[len(p.Steps)-1].Kind == Entry
}

func describePath(p Path) string {
	if p.Text == "" {
		return "the body"
	}
	return p.Text
}
