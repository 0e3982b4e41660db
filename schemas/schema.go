package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// Schema returns the JSON Schema of one operation's request, or of its response:
// self-contained, with only the $defs it needs, and in the standard's vocabulary
// alone, so that a validator which refuses unknown keywords (Ajv in its strict mode)
// takes it as it is.
//
// What x- keywords constrain is spelled out: an integer's 32 or 64 bits as minimum and
// maximum, a blob's base64 text as a pattern. One thing is looser than in the
// documents: a blob's size is a bound on the text's length, which at a maximum that is
// not a multiple of 3 lets up to two bytes more pass.
func Schema(operation string, response bool) ([]byte, error) {
	return Load().Schema(operation, response)
}

// Schema is the function of that name for the model's own documents.
func (m *Model) Schema(operation string, response bool) ([]byte, error) {
	op, err := m.Operation(operation)
	if err != nil {
		return nil, err
	}
	root, side := op.Input, "request"
	if response {
		root, side = op.Output, "response"
	}
	schema := map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"$id":     documentID(op.Service.Name) + ":" + op.Name + ":" + side,
		"title":   op.FullName() + " " + side,
	}
	if root.Name == "" {
		schema["type"] = "object"
	} else {
		defs := map[string]any{}
		if err := m.documents[op.Service.Name].collect(root, defs); err != nil {
			return nil, fmt.Errorf("schema of %s: %w", operation, err)
		}
		schema["$ref"] = "#/$defs/" + root.Name
		schema["$defs"] = defs
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(schema); err != nil {
		return nil, fmt.Errorf("schema of %s: %w", operation, err)
	}
	return out.Bytes(), nil
}

// documentID is the $id of a service's document.
func documentID(service string) string { return "urn:cognitocheck:" + service }

// collect adds the shape and all that it refers to.
func (d *document) collect(s *Shape, defs map[string]any) error {
	if defs[s.Name] != nil {
		return nil
	}
	def, err := dropExtensions(d.defs[s.Name])
	if err != nil {
		return fmt.Errorf("shape %s: %w", s.Name, err)
	}
	defs[s.Name] = def
	switch s.Type {
	case Structure:
		properties := map[string]any{}
		var from map[string]json.RawMessage
		if err := json.Unmarshal(def["properties"].(json.RawMessage), &from); err != nil {
			return fmt.Errorf("shape %s: %w", s.Name, err)
		}
		for name, raw := range from {
			if properties[name], err = dropExtensions(raw); err != nil {
				return fmt.Errorf("shape %s: member %s: %w", s.Name, name, err)
			}
		}
		def["properties"] = properties
	case Integer:
		addBounds(def, s, math.MinInt32, math.MaxInt32)
	case Long:
		addBounds(def, s, math.MinInt64, math.MaxInt64)
	case Blob:
		def["pattern"] = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
		if s.Min != nil && *s.Min > 0 {
			def["minLength"] = (*s.Min + 2) / 3 * 4
		}
	}
	for _, next := range s.targets() {
		if err := d.collect(next, defs); err != nil {
			return err
		}
	}
	return nil
}

// dropExtensions returns a schema without its x- keywords, the values of the others as they
// are written.
func dropExtensions(raw json.RawMessage) (map[string]any, error) {
	var from map[string]json.RawMessage
	if err := json.Unmarshal(raw, &from); err != nil {
		return nil, err
	}
	def := map[string]any{}
	for name, value := range from {
		if !strings.HasPrefix(name, "x-") {
			def[name] = value
		}
	}
	return def, nil
}

func addBounds(def map[string]any, s *Shape, low, high int64) {
	if s.Min == nil {
		def["minimum"] = low
	}
	if s.Max == nil {
		def["maximum"] = high
	}
}

// targets returns the shapes that the shape refers to.
func (s *Shape) targets() []*Shape {
	var targets []*Shape
	for _, m := range s.Members {
		targets = append(targets, m.Shape)
	}
	for _, t := range []*Shape{s.Element, s.Key, s.Value} {
		if t != nil {
			targets = append(targets, t)
		}
	}
	return targets
}
