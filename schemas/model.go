package schemas

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Type is a shape's type in the service model.
type Type string

// The types of shapes, as x-type names them.
const (
	Structure Type = "structure"
	List      Type = "list"
	Map       Type = "map"
	String    Type = "string"
	Blob      Type = "blob"
	Integer   Type = "integer" // 32 bits, signed
	Long      Type = "long"    // 64 bits, signed
	Boolean   Type = "boolean"
	Timestamp Type = "timestamp" // a number: seconds since 1970
	AnyValue  Type = "document"  // any JSON value
)

// Model is a set of services. It and everything that it leads to are read-only once
// made, and safe for concurrent use.
type Model struct {
	Services []*Service // by name

	documents map[string][]byte
}

// Service is one service.
type Service struct {
	Name         string // the endpoint prefix: cognito-idp
	APIVersion   string // 2016-04-18
	ModelDate    string // the day of the facts, YYYY-MM-DD
	Corrections  int    // how many corrections lie on the model
	Protocol     string // "json" (awsJson) or "rest-json"
	JSONVersion  string // "1.1"; empty for rest-json
	TargetPrefix string // X-Amz-Target is TargetPrefix.Operation; empty for rest-json
	Operations   []*Operation
	Shapes       []*Shape // every shape that an input or an output leads to, by name
}

// Operation is one operation of a service.
type Operation struct {
	Service       *Service
	Name          string // the bare name: UpdateIdentityPool
	Input, Output *Shape // structures, never nil; a nameless empty one where the model has none
	Method        string // of the HTTP request
	RequestURI    string // the URI template: /identitypools/{IdentityPoolId}
	ResponseCode  int    // of a success; 0 where the model does not say
	Errors        []string
	NoAuth        bool // the request is not signed
}

// FullName returns the name with the service: cognito-identity.UpdateIdentityPool.
func (o *Operation) FullName() string {
	return o.Service.Name + "." + o.Name
}

// Target returns the value of the X-Amz-Target header, or nothing for rest-json.
func (o *Operation) Target() string {
	if o.Service.TargetPrefix == "" {
		return ""
	}
	return o.Service.TargetPrefix + "." + o.Name
}

// Shape is a shape with its constraints. Which fields mean something depends on Type.
type Shape struct {
	Name      string
	Type      Type
	Sensitive bool

	Members    []Member // of a structure, in declared order
	Element    *Shape   // of a list
	Key, Value *Shape   // of a map

	// SensitiveKeys are the keys of a map whose values are sensitive. The engine shows no value of such a map; an answer
	// of a rule may show that of another key.
	SensitiveKeys []string

	// Min and Max are inclusive and nil where there is no bound: Unicode scalar values
	// of a string, decoded bytes of a blob, elements, entries, or a number's range.
	Min, Max *int64

	Pattern        string   // portable text, for RE2, ECMA-262 with flag u and Java
	ServicePattern string   // the service's own text, for messages
	Enum           []string // in declared order
}

// Member is a member of a structure.
type Member struct {
	Name         string
	Shape        *Shape
	Required     bool
	Deprecated   bool
	Sensitive    bool   // the member, or its shape
	Location     string // uri, querystring, header, headers, statusCode; empty for the body
	LocationName string // the name there
	Printed      string // the name that the service prints, where it is another
}

// HidesEntry tells whether the value of a map's entry is sensitive.
func (s *Shape) HidesEntry(key string) bool {
	return s.Value.Sensitive || slices.Contains(s.SensitiveKeys, key)
}

// HidesEntries tells whether some entry's value is sensitive.
func (s *Shape) HidesEntries() bool { return s.Value.Sensitive || len(s.SensitiveKeys) > 0 }

// Member returns the member of that name, or nil.
func (s *Shape) Member(name string) *Member {
	for i := range s.Members {
		if s.Members[i].Name == name {
			return &s.Members[i]
		}
	}
	return nil
}

// Operation returns the operation of that bare name, or nil.
func (s *Service) Operation(name string) *Operation {
	i, ok := slices.BinarySearchFunc(s.Operations, name,
		func(o *Operation, name string) int { return strings.Compare(o.Name, name) })
	if !ok {
		return nil
	}
	return s.Operations[i]
}

// Shape returns the shape of that name, or nil.
func (s *Service) Shape(name string) *Shape {
	i, ok := slices.BinarySearchFunc(s.Shapes, name,
		func(s *Shape, name string) int { return strings.Compare(s.Name, name) })
	if !ok {
		return nil
	}
	return s.Shapes[i]
}

// Documents returns the model's documents by service name. The map and the bytes are the caller's own.
func (m *Model) Documents() map[string][]byte {
	documents := map[string][]byte{}
	for name, d := range m.documents {
		documents[name] = bytes.Clone(d)
	}
	return documents
}

// Service returns the service of that name, or nil.
func (m *Model) Service(name string) *Service {
	for _, s := range m.Services {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Operations returns the operations of all services, by full name.
func (m *Model) Operations() []*Operation {
	var operations []*Operation
	for _, s := range m.Services {
		operations = append(operations, s.Operations...)
	}
	return operations
}

// UnknownOperationError says that no operation has the name, which is not of the form
// service.Operation or names nothing.
type UnknownOperationError struct{ Name string }

func (e *UnknownOperationError) Error() string {
	return fmt.Sprintf("unknown operation %q", e.Name)
}

// Operation returns the operation of that full name, service.Operation, or an
// *UnknownOperationError.
func (m *Model) Operation(name string) (*Operation, error) {
	service, bare, _ := strings.Cut(name, ".")
	if s := m.Service(service); s != nil {
		if op := s.Operation(bare); op != nil {
			return op, nil
		}
	}
	return nil, &UnknownOperationError{name}
}

// Load returns the model of the embedded documents. It is read once, at the first
// call, in about 10 ms.
func Load() *Model {
	return load()
}

var load = sync.OnceValue(func() *Model {
	var documents [][]byte
	for _, name := range services {
		documents = append(documents, readEmbedded(name))
	}
	m, err := New(documents...)
	if err != nil {
		panic(err) // The documents are compiled in.
	}
	return m
})

// New returns the model of the documents, one per service, as the import command
// writes them.
func New(documents ...[]byte) (*Model, error) {
	m := &Model{documents: map[string][]byte{}}
	for _, document := range documents {
		s, err := Parse(document)
		if err != nil {
			return nil, err
		}
		if m.documents[s.Name] != nil {
			return nil, fmt.Errorf("service %s: two documents", s.Name)
		}
		m.documents[s.Name] = document
		m.Services = append(m.Services, s)
	}
	slices.SortFunc(m.Services, func(a, b *Service) int { return strings.Compare(a.Name, b.Name) })
	return m, nil
}
