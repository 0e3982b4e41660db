package schemas

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

type definition struct {
	Type       Type                `json:"x-type"`
	Sensitive  bool                `json:"x-sensitive"`
	Hidden     []string            `json:"x-sensitive-keys"`
	Order      []string            `json:"x-order"`
	Required   []string            `json:"required"`
	Properties map[string]property `json:"properties"`

	Items                reference `json:"items"`
	PropertyNames        reference `json:"propertyNames"`
	AdditionalProperties reference `json:"additionalProperties"`

	MinLength     *int64 `json:"minLength"`
	MaxLength     *int64 `json:"maxLength"`
	MinItems      *int64 `json:"minItems"`
	MaxItems      *int64 `json:"maxItems"`
	MinProperties *int64 `json:"minProperties"`
	MaxProperties *int64 `json:"maxProperties"`
	Minimum       *int64 `json:"minimum"`
	Maximum       *int64 `json:"maximum"`
	MinBytes      *int64 `json:"x-min"`
	MaxBytes      *int64 `json:"x-max"`

	Pattern        string   `json:"pattern"`
	ServicePattern string   `json:"x-pattern"`
	Enum           []string `json:"enum"`
}

type reference struct {
	Ref string `json:"$ref"`
}

type property struct {
	reference
	AnyOf        []reference `json:"anyOf"`
	Deprecated   bool        `json:"deprecated"`
	Sensitive    bool        `json:"x-sensitive"`
	Location     string      `json:"x-location"`
	LocationName string      `json:"x-locationName"`
	Printed      string      `json:"x-printed"`
}

// name returns the shape that the reference leads to.
func (r reference) name() (string, error) {
	name, ok := strings.CutPrefix(r.Ref, "#/$defs/")
	if !ok || name == "" {
		return "", fmt.Errorf("reference %q does not lead into $defs", r.Ref)
	}
	return name, nil
}

// Parse reads one document.
func Parse(document []byte) (*Service, error) {
	var top struct {
		Service struct {
			Name         string `json:"name"`
			APIVersion   string `json:"apiVersion"`
			ModelDate    string `json:"modelDate"`
			Corrections  int    `json:"corrections"`
			Protocol     string `json:"protocol"`
			JSONVersion  string `json:"jsonVersion"`
			TargetPrefix string `json:"targetPrefix"`
		} `json:"x-service"`
		Operations map[string]struct {
			Input  string `json:"input"`
			Output string `json:"output"`
			HTTP   struct {
				Method       string `json:"method"`
				RequestURI   string `json:"requestUri"`
				ResponseCode int    `json:"responseCode"`
			} `json:"http"`
			Errors []string `json:"errors"`
			Auth   string   `json:"auth"`
		} `json:"x-operations"`
		Defs map[string]definition `json:"$defs"`
	}
	if err := json.Unmarshal(document, &top); err != nil {
		return nil, fmt.Errorf("schema document: %w", err)
	}
	if top.Service.Name == "" {
		return nil, errors.New("schema document: no service name")
	}
	s := &Service{
		Name:         top.Service.Name,
		APIVersion:   top.Service.APIVersion,
		ModelDate:    top.Service.ModelDate,
		Corrections:  top.Service.Corrections,
		Protocol:     top.Service.Protocol,
		JSONVersion:  top.Service.JSONVersion,
		TargetPrefix: top.Service.TargetPrefix,
	}
	failed := func(format string, a ...any) error {
		return fmt.Errorf("schema document of %s: %w", s.Name, fmt.Errorf(format, a...))
	}

	shapes := map[string]*Shape{}
	for _, name := range slices.Sorted(maps.Keys(top.Defs)) {
		shape, err := top.Defs[name].shape(name)
		if err != nil {
			return nil, failed("shape %s: %w", name, err)
		}
		shapes[name] = shape
		s.Shapes = append(s.Shapes, shape)
	}
	for _, shape := range s.Shapes {
		if err := top.Defs[shape.Name].connect(shape, shapes); err != nil {
			return nil, failed("shape %s: %w", shape.Name, err)
		}
	}

	for _, name := range slices.Sorted(maps.Keys(top.Operations)) {
		from := top.Operations[name]
		op := &Operation{
			Service:      s,
			Name:         name,
			Method:       from.HTTP.Method,
			RequestURI:   from.HTTP.RequestURI,
			ResponseCode: from.HTTP.ResponseCode,
			NoAuth:       from.Auth == "none",
		}
		if len(from.Errors) > 0 {
			op.Errors = from.Errors
		}
		for _, side := range []struct {
			name  string
			shape **Shape
		}{{from.Input, &op.Input}, {from.Output, &op.Output}} {
			*side.shape = &Shape{Type: Structure}
			if side.name == "" {
				continue
			}
			shape := shapes[side.name]
			if shape == nil || shape.Type != Structure {
				return nil, failed("operation %s: %s is not a structure of $defs", name, side.name)
			}
			*side.shape = shape
		}
		s.Operations = append(s.Operations, op)
	}
	return s, nil
}

// shape returns the shape without what it refers to.
func (d definition) shape(name string) (*Shape, error) {
	s := &Shape{
		Name: name, Type: d.Type, Sensitive: d.Sensitive, SensitiveKeys: d.Hidden,
		Pattern: d.Pattern, ServicePattern: d.ServicePattern, Enum: d.Enum,
	}
	switch d.Type {
	case List:
		s.Min, s.Max = d.MinItems, d.MaxItems
	case Map:
		s.Min, s.Max = d.MinProperties, d.MaxProperties
	case String:
		s.Min, s.Max = d.MinLength, d.MaxLength
	case Blob:
		s.Min, s.Max = d.MinBytes, d.MaxBytes
	case Integer, Long:
		s.Min, s.Max = d.Minimum, d.Maximum
	case Structure, Boolean, Timestamp, AnyValue:
	default:
		return nil, fmt.Errorf("unknown x-type %q", d.Type)
	}
	if (s.Pattern == "") != (s.ServicePattern == "") {
		return nil, errors.New("pattern and x-pattern must stand together")
	}
	return s, nil
}

// connect sets what the shape refers to.
func (d definition) connect(s *Shape, shapes map[string]*Shape) error {
	follow := func(r reference) (*Shape, error) {
		name, err := r.name()
		if err != nil {
			return nil, err
		}
		if shapes[name] == nil {
			return nil, fmt.Errorf("shape %s is missing", name)
		}
		return shapes[name], nil
	}
	var err error
	switch s.Type {
	case List:
		s.Element, err = follow(d.Items)
	case Map:
		if s.Key, err = follow(d.PropertyNames); err == nil {
			s.Value, err = follow(d.AdditionalProperties)
		}
	case Structure:
		if len(d.Order) != len(d.Properties) {
			return fmt.Errorf("x-order names %d members of %d", len(d.Order), len(d.Properties))
		}
		for _, name := range d.Order {
			p, ok := d.Properties[name]
			if !ok {
				return fmt.Errorf("x-order names %s, which is not a property", name)
			}
			target := p.reference
			required := slices.Contains(d.Required, name)
			if !required {
				if len(p.AnyOf) != 2 {
					return fmt.Errorf("member %s: want anyOf a shape or null", name)
				}
				target = p.AnyOf[0]
			}
			shape, err := follow(target)
			if err != nil {
				return fmt.Errorf("member %s: %w", name, err)
			}
			s.Members = append(s.Members, Member{
				Name: name, Shape: shape, Required: required,
				Deprecated: p.Deprecated, Sensitive: p.Sensitive || shape.Sensitive,
				Location: p.Location, LocationName: p.LocationName, Printed: p.Printed,
			})
		}
	}
	return err
}
