package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// model is a service while it is read. Its shapes refer to each other from the start; one that is referred to and not
// read yet has no type.
type model struct {
	form    form
	service *schemas.Service
	known   *schemas.Service // as the document at hand has it, or nil
	shapes  map[string]*schemas.Shape
	refused map[string]error // why a shape cannot be read, by its name
	decided []decision       // what patterns were read as
}

func newModel() *model {
	return &model{service: &schemas.Service{}, shapes: map[string]*schemas.Shape{}, refused: map[string]error{}}
}

// refer returns the shape of that name.
func (m *model) refer(name string) *schemas.Shape {
	if m.shapes[name] == nil {
		m.shapes[name] = &schemas.Shape{Name: name}
	}
	return m.shapes[name]
}

// referOrEmpty returns the shape of an input or output, a nameless empty structure for no name.
func (m *model) referOrEmpty(name string) *schemas.Shape {
	if name == "" {
		return &schemas.Shape{Type: schemas.Structure}
	}
	return m.refer(name)
}

// checkMetadata refuses a model without what every operation's name, address and report need.
func checkMetadata(s *schemas.Service) error {
	switch {
	case s.Name == "":
		return errors.New("the model names no endpoint prefix")
	case s.APIVersion == "":
		return errors.New("the model names no API version")
	case s.Protocol == "json" && (s.TargetPrefix == "" || s.JSONVersion == ""):
		return errors.New("protocol json without a target prefix or a JSON version")
	case s.Protocol != "json" && s.Protocol != "rest-json":
		return fmt.Errorf("protocol %q is neither json nor rest-json", s.Protocol)
	}
	return nil
}

// shapeTypes are the types a document may name; a model with any other is refused.
var shapeTypes = []schemas.Type{
	schemas.Structure, schemas.List, schemas.Map, schemas.String, schemas.Blob,
	schemas.Integer, schemas.Long, schemas.Boolean, schemas.Timestamp, schemas.AnyValue,
}

// wayOut is what to do about a shape that cannot be read.
const wayOut = "leave the operations that lead to it out of a copy of the model, " +
	"or add it to schemas, validator/engine and schemas/reference"

// reasons say why a shape of a type is not read, for types that models are known to have.
var reasons = map[schemas.Type]string{
	"union":      "exactly one of its members may be set",
	"double":     "numbers are integers of 32 or 64 bits here",
	"float":      "numbers are integers of 32 or 64 bits here",
	"short":      "numbers are integers of 32 or 64 bits here",
	"byte":       "numbers are integers of 32 or 64 bits here",
	"bigInteger": "numbers are integers of 32 or 64 bits here",
	"bigDecimal": "numbers are integers of 32 or 64 bits here",
	"intEnum":    "its values are numbers",
	"set":        "its elements must differ",
}

// refuseType is the error of a type that no document may name.
func refuseType(kind schemas.Type) error {
	if reason, ok := reasons[kind]; ok {
		return fmt.Errorf("type %s is not read, because %s; %s", kind, reason, wayOut)
	}
	return fmt.Errorf("unknown type %q; %s", kind, wayOut)
}

// checkName refuses names that Smithy's grammar does not have. Names become types in Go and TypeScript and parts of
// JSON Pointers, none of which can hold every character.
func checkName(name string) error {
	for i, r := range name {
		letter := 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || r == '_'
		if !letter && (i == 0 || r < '0' || '9' < r) {
			return fmt.Errorf("the name %q is not of letters from A to Z, digits and _; %s", name, wayOut)
		}
	}
	if name == "" {
		return errors.New("a name is empty")
	}
	return nil
}

// checkEnum refuses what is no set of values, and values that the engine does not print: its reports are JSON and have
// them without an escape.
func checkEnum(values []string) error {
	for i, value := range values {
		switch {
		case slices.Contains(values[:i], value):
			return fmt.Errorf("the enum has the value %q twice; take one out of a copy of the model", value)
		case value == "":
			return fmt.Errorf("the enum has an empty value, for which the engine's tables have no place; %s", wayOut)
		case strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }):
			return fmt.Errorf("the enum's value %q has a character that reports cannot hold without an escape "+
				"(only ASCII from space to ~, without \" and \\); %s", value, wayOut)
		}
	}
	if values != nil && len(values) == 0 {
		return &unclearError{"enum", "an enum without values, which nothing could pass"}
	}
	return nil
}

// checkShape refuses a type that is not known and a constraint that the type cannot have, so that no constraint is lost
// on the way.
func checkShape(s *schemas.Shape) error {
	if !slices.Contains(shapeTypes, s.Type) {
		return refuseType(s.Type)
	}
	number := s.Type == schemas.Integer || s.Type == schemas.Long
	bounded := number || slices.Contains([]schemas.Type{schemas.List, schemas.Map, schemas.String, schemas.Blob}, s.Type)
	switch {
	case s.Type == schemas.List && s.Element == nil:
		return errors.New("a list without a member shape")
	case s.Type == schemas.Map && (s.Key == nil || s.Value == nil):
		return errors.New("a map without a key or a value shape")
	case s.Type != schemas.List && s.Element != nil,
		s.Type != schemas.Map && (s.Key != nil || s.Value != nil),
		s.Type != schemas.Structure && s.Members != nil:
		return fmt.Errorf("type %s with members", s.Type)
	case !bounded && (s.Min != nil || s.Max != nil):
		return fmt.Errorf("type %s with a minimum or a maximum", s.Type)
	case s.Type != schemas.String && (s.ServicePattern != "" || s.Enum != nil):
		return fmt.Errorf("type %s with a pattern or an enum", s.Type)
	case s.Min != nil && s.Max != nil && *s.Min > *s.Max:
		return fmt.Errorf("minimum %d is over maximum %d", *s.Min, *s.Max)
	case !number && (s.Min != nil && *s.Min < 0 || s.Max != nil && *s.Max < 0):
		return errors.New("a negative size")
	}
	return checkEnum(s.Enum)
}

// checkPattern refuses the pattern that a model spells out and leaves empty.
func checkPattern(pattern string) error {
	if pattern == "" {
		return &unclearError{"pattern", "the pattern is empty: the whole string would be empty, " +
			"or anything in Smithy's reading"}
	}
	return nil
}

func checkLocation(m schemas.Member) error {
	switch m.Location {
	case "uri", "querystring", "header", "headers":
		if m.LocationName == "" {
			return fmt.Errorf("location %s without a name", m.Location)
		}
	case "":
		if m.LocationName != "" && m.LocationName != m.Name {
			return fmt.Errorf("named %s in JSON, which no engine here reads", m.LocationName)
		}
	case "statusCode":
	default:
		return fmt.Errorf("unknown location %q", m.Location)
	}
	return nil
}

// finish returns the service as schemas.Parse would: with the shapes that an input or an output leads to, portable
// patterns, and everything sorted by name that has no order of its own.
func (m *model) finish() (*schemas.Service, error) {
	reached, err := m.reach()
	if err != nil {
		return nil, err
	}
	s := m.service
	byName := func(a, b *schemas.Operation) int { return strings.Compare(a.Name, b.Name) }
	slices.SortFunc(s.Operations, byName)
	for _, op := range s.Operations {
		slices.Sort(op.Errors)
		op.Errors = slices.Compact(op.Errors)
	}
	for _, name := range slices.Sorted(maps.Keys(reached)) {
		shape := m.shapes[name]
		for i := range shape.Members {
			member := &shape.Members[i]
			member.Sensitive = member.Sensitive || member.Shape.Sensitive
		}
		for _, member := range shape.Members {
			if err := checkName(member.Name); err != nil {
				return nil, fmt.Errorf("shape %s: member: %w", name, err)
			}
		}
		if shape.ServicePattern != "" {
			if shape.Pattern, err = portablePattern(shape.ServicePattern); err != nil {
				return nil, fmt.Errorf("shape %s: %w; write it in another way in schemas/corrections.yaml", name, err)
			}
		}
		s.Shapes = append(s.Shapes, shape)
	}
	return s, nil
}

// reach returns the names of all shapes that an input or an output leads to.
func (m *model) reach() (map[string]bool, error) {
	reached := map[string]bool{}
	var visit func(s *schemas.Shape, from string) error
	visit = func(s *schemas.Shape, from string) error {
		if s == nil || s.Name == "" || reached[s.Name] {
			return nil
		}
		if err := m.refused[s.Name]; err != nil {
			return fmt.Errorf("shape %s: %w", s.Name, err)
		}
		if err := checkName(s.Name); err != nil {
			return fmt.Errorf("shape: %w", err)
		}
		if s.Type == "" {
			return fmt.Errorf("%s refers to shape %s, which the model does not have", from, s.Name)
		}
		reached[s.Name] = true
		targets := []*schemas.Shape{s.Element, s.Key, s.Value}
		for _, member := range s.Members {
			targets = append(targets, member.Shape)
		}
		for _, target := range targets {
			if err := visit(target, "shape "+s.Name); err != nil {
				return err
			}
		}
		return nil
	}
	for _, op := range m.service.Operations {
		if err := checkName(op.Name); err != nil {
			return nil, fmt.Errorf("operation: %w", err)
		}
		for _, s := range []*schemas.Shape{op.Input, op.Output} {
			if err := visit(s, "operation "+op.Name); err != nil {
				return nil, err
			}
			if s.Type != schemas.Structure {
				return nil, fmt.Errorf("operation %s: shape %s is a %s, not a structure", op.Name, s.Name, s.Type)
			}
		}
	}
	return reached, nil
}
