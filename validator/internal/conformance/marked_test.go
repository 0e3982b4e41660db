package conformance

import (
	"sync"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// loadMarked returns the model as the engine has it: a member, or a map's values, that is sensitive where its shape is
// not has a copy of the shape that is.
var loadMarked = sync.OnceValue(func() *schemas.Model {
	var documents [][]byte
	for _, document := range schemas.Documents() {
		documents = append(documents, document)
	}
	model, err := schemas.New(documents...)
	if err != nil {
		panic(err) // The documents are those that are embedded.
	}
	seen := map[*schemas.Shape]bool{}
	for _, op := range model.Operations() {
		markShape(op.Input, seen)
		markShape(op.Output, seen)
	}
	return model
})

func markShape(s *schemas.Shape, seen map[*schemas.Shape]bool) {
	if s == nil || seen[s] {
		return
	}
	seen[s] = true
	mark := func(target **schemas.Shape, sensitive bool) {
		if sensitive && !(*target).Sensitive {
			marked := **target
			marked.Sensitive = true
			*target = &marked
		}
		markShape(*target, seen)
	}
	switch s.Type {
	case schemas.Structure:
		for i := range s.Members {
			mark(&s.Members[i].Shape, s.Members[i].Sensitive)
		}
	case schemas.List:
		markShape(s.Element, seen)
	case schemas.Map:
		markShape(s.Key, seen)
		mark(&s.Value, s.HidesEntries())
	}
}
