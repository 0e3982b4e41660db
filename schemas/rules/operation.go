package rules

import (
	"slices"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// Operations returns the operations of the rule, each once, in the order of its declaration.
func (r *Rule) Operations() []*schemas.Operation {
	var operations []*schemas.Operation
	for _, look := range r.Looks {
		if !slices.Contains(operations, look.Operation) {
			operations = append(operations, look.Operation)
		}
	}
	return operations
}

// OperationNames returns the full names of the rule's operations, in the same order.
func (r *Rule) OperationNames() []string {
	var names []string
	for _, op := range r.Operations() {
		names = append(names, op.FullName())
	}
	return names
}

// OperationOf returns the operation of one of the rule's examples: the one that it names, the rule's first where it
// names none, nil where the rule is not on it, which [CheckExamples] reports.
func (r *Rule) OperationOf(example *Example) *schemas.Operation {
	operations := r.Operations()
	i := slices.IndexFunc(operations, func(op *schemas.Operation) bool {
		return example.On == "" || example.On == op.Name || example.On == op.FullName()
	})
	if i < 0 {
		return nil
	}
	return operations[i]
}
