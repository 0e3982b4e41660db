package awscli

import (
	"encoding/json"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator"
)

// shape is a shape of a request: what validator.Operation's Describe says of it, as far as it matters here.
type shape struct {
	Type      shapeType `json:"type"`
	Sensitive bool      `json:"sensitive"`
	Min       *int64    `json:"min"` // of the length or the number
	Enum      []string  `json:"enum"`
	Members   []member  `json:"members"` // of a structure, in the model's order
	Element   *shape    `json:"element"` // of a list
	Key       *shape    `json:"key"`     // of a map
	Value     *shape    `json:"value"`   // of a map
}

// member is a member of a structure.
type member struct {
	Name     string `json:"name"`
	Required bool   `json:"required"`
	Shape    *shape `json:"shape"`
}

// shapeType is a shape's type in the words of the description.
type shapeType string

const (
	typeStructure shapeType = "structure"
	typeList      shapeType = "list"
	typeMap       shapeType = "map"
	typeString    shapeType = "string"
	typeBlob      shapeType = "blob"
	typeInteger   shapeType = "integer"
	typeLong      shapeType = "long"
	typeBoolean   shapeType = "boolean"
	typeTimestamp shapeType = "timestamp"
	typeDocument  shapeType = "document"
)

// describe returns the shape of an operation's request. A number that is no operation's has a request without members.
func describe(op validator.Operation) *shape {
	text := op.Describe()
	if len(text) == 0 {
		return &shape{Type: typeStructure}
	}
	var description struct {
		Request *shape `json:"request"`
	}
	if err := json.Unmarshal(text, &description); err != nil {
		panic(err) // The validator writes JSON.
	}
	return description.Request
}

// bareName is the operation's name without its service: UpdateIdentityPool.
func bareName(op validator.Operation) string {
	return strings.TrimPrefix(op.Name(), op.Service()+".")
}

// member returns the member of that name, or nil.
func (s *shape) member(name string) *member {
	for i := range s.Members {
		if s.Members[i].Name == name {
			return &s.Members[i]
		}
	}
	return nil
}

func (s *shape) memberNames() []string {
	var names []string
	for _, m := range s.Members {
		names = append(names, m.Name)
	}
	return names
}

// holdsSecret tells whether a value of the shape may hold something sensitive.
func (s *shape) holdsSecret() bool {
	if s == nil {
		return false
	}
	if s.Sensitive || s.Element.holdsSecret() || s.Key.holdsSecret() || s.Value.holdsSecret() {
		return true
	}
	for _, m := range s.Members {
		if m.Shape.holdsSecret() {
			return true
		}
	}
	return false
}
