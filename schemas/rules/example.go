package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// Violation is where a request breaks a rule.
type Violation struct {
	ID      string // the rule's
	Pointer string // the JSON Pointer of self; shorter where something on the way is missing or sensitive
	Answer  string // filled; empty where the rule has none
}

// Evaluate finds the violations of rules in the request of an operation. Its error says why the body is no request of
// it, such as a constraint that it fails.
type Evaluate func(op *schemas.Operation, body []byte) ([]Violation, error)

// CheckExamples tries the examples of a rule: what breaks it must, at the place and with the answer that are given, and
// what passes must not. Other rules do not count. The error is one *Error, or several joined.
func CheckExamples(rule *Rule, evaluate Evaluate) error {
	var failures []error
	for i := range rule.Examples {
		t := trial{rule: rule, example: &rule.Examples[i], evaluate: evaluate}
		t.run()
		failures = append(failures, t.failures...)
	}
	return errors.Join(failures...)
}

// trial tries one example.
type trial struct {
	rule     *Rule
	example  *Example
	evaluate Evaluate
	failures []error
}

func (t *trial) failed(at Position, format string, a ...any) {
	t.failures = append(t.failures, &Error{at, t.rule.ID, fmt.Sprintf(format, a...)})
}

func (t *trial) run() {
	e := t.example
	op := t.rule.OperationOf(e)
	if op == nil {
		t.failed(e.on, "the rule is not on %s; write %s", e.On, t.describeOperations())
		return
	}
	if violations, ok := t.try(op, e.Breaks, e.breaks); ok {
		t.compare(op, violations)
	}
	if violations, ok := t.try(op, e.Passes, e.passes); ok && len(violations) > 0 {
		t.failed(e.passes, "this request of %s breaks the rule at %s; passes is a request that does not",
			op.Name, describePointer(violations[0].Pointer))
	}
}

// describeOperations names the operations of the rule, one of which an example is of.
func (t *trial) describeOperations() string {
	var names []string
	for _, op := range t.rule.Operations() {
		names = append(names, op.Name)
	}
	return oneOf(names)
}

// try returns the violations of the rule in a request.
func (t *trial) try(op *schemas.Operation, body []byte, at Position) ([]Violation, bool) {
	all, err := t.evaluate(op, body)
	if err != nil {
		t.failed(at, "this is no request of %s: %s", op.Name, strings.TrimSpace(err.Error()))
		return nil, false
	}
	return slices.DeleteFunc(all, func(v Violation) bool { return v.ID != t.rule.ID }), true
}

// compare holds the violations of the request that breaks the rule to what the example says of them.
func (t *trial) compare(op *schemas.Operation, violations []Violation) {
	e := t.example
	if len(violations) == 0 {
		t.failed(e.breaks, "this request of %s does not break the rule; breaks is a request that does", op.Name)
		return
	}
	at := slices.DeleteFunc(slices.Clone(violations), func(v Violation) bool { return e.hasAt && v.Pointer != e.At })
	if len(at) == 0 {
		t.failed(e.at, "the rule is broken at %s, not at %s",
			describePointer(violations[0].Pointer), describePointer(e.At))
		return
	}
	switch {
	case e.Answer == "":
	case at[0].Answer == "":
		t.failed(e.answer, "the rule has no answer; take this out")
	case !slices.ContainsFunc(at, func(v Violation) bool { return v.Answer == e.Answer }):
		t.failed(e.answer, "the answer is %q, not %q", at[0].Answer, e.Answer)
	}
}

// describePointer names the place of a violation.
func describePointer(pointer string) string {
	if pointer == "" {
		return "the body"
	}
	return pointer
}
