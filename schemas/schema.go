package schemas

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strings"
)

// RequestSchema returns the JSON Schema of one operation's request: self-contained, with only the $defs it needs, and
// in the standard's vocabulary alone, so that a validator which refuses unknown keywords (Ajv in its strict mode) takes
// it as it is. The error is an *UnknownOperationError.
//
// What x- keywords constrain is spelled out: an integer's 32 or 64 bits as minimum and
// maximum, a blob's base64 text as a pattern. One thing is looser than in the
// documents: a blob's size is a bound on the text's length, which at a maximum that is
// not a multiple of 3 lets up to two bytes more pass.
func RequestSchema(operation string) ([]byte, error) { return Load().RequestSchema(operation) }

// ResponseSchema is RequestSchema for the operation's response.
func ResponseSchema(operation string) ([]byte, error) { return Load().ResponseSchema(operation) }

// RequestSchema is the function of that name for the model's own documents.
func (m *Model) RequestSchema(operation string) ([]byte, error) {
	op, err := m.Operation(operation)
	if err != nil {
		return nil, err
	}
	return op.writeSchema(op.Input, "request"), nil
}

// ResponseSchema is the function of that name for the model's own documents.
func (m *Model) ResponseSchema(operation string) ([]byte, error) {
	op, err := m.Operation(operation)
	if err != nil {
		return nil, err
	}
	return op.writeSchema(op.Output, "response"), nil
}

// writeSchema writes the schema of one side of the operation.
func (op *Operation) writeSchema(root *Shape, side string) []byte {
	schema := object{}
	if root.Name != "" {
		reached := map[*Shape]bool{}
		root.reach(reached)
		defs := object{}
		for shape := range reached {
			defs.set(shape.Name, formatStandard(shape))
		}
		schema.set("$defs", sortNames(defs))
	}
	schema.set("$id", documentID(op.Service.Name)+":"+op.Name+":"+side)
	if root.Name != "" {
		schema.set("$ref", "#/$defs/"+root.Name)
	}
	schema.set("$schema", "https://json-schema.org/draft/2020-12/schema")
	schema.set("title", op.FullName()+" "+side)
	if root.Name == "" {
		schema.set("type", "object")
	}
	var out bytes.Buffer
	writeValue(&out, schema, "\n")
	out.WriteByte('\n')
	return out.Bytes()
}

// documentID is the $id of a service's document.
func documentID(service string) string { return "urn:cognitocheck:" + service }

// reach adds the shape and all that it refers to.
func (s *Shape) reach(reached map[*Shape]bool) {
	if s == nil || reached[s] {
		return
	}
	reached[s] = true
	for _, m := range s.Members {
		m.Shape.reach(reached)
	}
	s.Element.reach(reached)
	s.Key.reach(reached)
	s.Value.reach(reached)
}

// formatStandard is formatShape in the standard's vocabulary.
func formatStandard(s *Shape) object {
	o := formatShape(s)
	switch s.Type {
	case Integer:
		addBounds(&o, s, math.MinInt32, math.MaxInt32)
	case Long:
		addBounds(&o, s, math.MinInt64, math.MaxInt64)
	case Blob:
		o.set("pattern", "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$")
		if s.Min != nil && *s.Min > 0 {
			o.set("minLength", (*s.Min+2)/3*4)
		}
	}
	return dropExtensions(o)
}

// dropExtensions returns a schema without its x- keywords, the others by name.
func dropExtensions(schema object) object {
	standard := object{}
	for _, f := range schema {
		if strings.HasPrefix(f.name, "x-") {
			continue
		}
		if properties, ok := f.value.(object); ok && f.name == "properties" {
			members := object{}
			for _, member := range properties {
				members.set(member.name, dropExtensions(member.value.(object)))
			}
			f.value = members
		}
		standard = append(standard, f)
	}
	return sortNames(standard)
}

// sortNames sorts an object by its names.
func sortNames(o object) object {
	slices.SortFunc(o, func(a, b field) int { return cmp.Compare(a.name, b.name) })
	return o
}

// addBounds adds those of an integer's own bounds that the shape leaves open.
func addBounds(o *object, s *Shape, low, high int64) {
	if s.Min == nil {
		o.set("minimum", low)
	}
	if s.Max == nil {
		o.set("maximum", high)
	}
}
