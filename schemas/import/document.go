package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"unicode/utf16"
)

// properties is a JSON object to be written, its names in this order.
type properties []property

type property struct {
	name  string
	value any // properties, []string, string, int64 or bool
}

func (p *properties) set(name string, value any) {
	*p = append(*p, property{name, value})
}

// setIf leaves out what is empty: absence is how a document says no, none, unknown.
func (p *properties) setIf(name string, value any) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return
		}
	case bool:
		if !v {
			return
		}
	case []string:
		if len(v) == 0 {
			return
		}
	case *int64:
		if v == nil {
			return
		}
		value = *v
	}
	p.set(name, value)
}

// writeDocument writes the service's JSON Schema document: ASCII, two spaces of
// indentation, one value a line, everything sorted by name that has no order of its
// own, so that a changed model is a small diff.
func writeDocument(s *service, date string) ([]byte, error) {
	reachable, err := s.reachable()
	if err != nil {
		return nil, err
	}
	about := properties{}
	about.set("name", s.name)
	about.set("apiVersion", s.apiVersion)
	about.set("modelDate", date)
	about.set("protocol", s.protocol)
	about.setIf("jsonVersion", s.jsonVersion)
	about.setIf("targetPrefix", s.targetPrefix)

	operations := properties{}
	sorted := slices.Clone(s.operations)
	slices.SortFunc(sorted, func(a, b operation) int { return bytes.Compare([]byte(a.name), []byte(b.name)) })
	for _, op := range sorted {
		operations.set(op.name, operationProperties(op))
	}

	defs := properties{}
	for _, name := range slices.Sorted(maps.Keys(reachable)) {
		def, err := s.shapeProperties(s.shapes[name])
		if err != nil {
			return nil, fmt.Errorf("shape %s: %w", name, err)
		}
		defs.set(name, def)
	}

	document := properties{}
	document.set("$schema", "https://json-schema.org/draft/2020-12/schema")
	document.set("$id", "urn:cognitocheck:"+s.name)
	document.set("title", s.name)
	document.set("x-service", about)
	document.set("x-operations", operations)
	document.set("$defs", defs)
	var out bytes.Buffer
	writeValue(&out, document, "\n")
	out.WriteByte('\n')
	return out.Bytes(), nil
}

func operationProperties(op operation) properties {
	http := properties{}
	http.set("method", op.method)
	http.set("requestUri", op.uri)
	if op.responseCode != 0 {
		http.set("responseCode", int64(op.responseCode))
	}
	p := properties{}
	p.setIf("input", op.input)
	p.setIf("output", op.output)
	p.set("http", http)
	p.set("errors", slices.Compact(slices.Sorted(slices.Values(op.errors))))
	if op.noAuth {
		p.set("auth", "none")
	}
	return p
}

func (all *service) shapeProperties(s *shape) (properties, error) {
	p := properties{}
	switch s.kind {
	case "structure", "map":
		p.set("type", "object")
	case "list":
		p.set("type", "array")
	case "string", "blob":
		p.set("type", "string")
	case "integer", "long":
		p.set("type", "integer")
	case "timestamp":
		p.set("type", "number")
	case "boolean":
		p.set("type", "boolean")
	}
	p.set("x-type", s.kind)
	p.setIf("x-sensitive", s.sensitive)
	switch s.kind {
	case "structure":
		all.structureProperties(&p, s.members)
	case "map":
		p.set("propertyNames", referenceTo(s.key))
		p.set("additionalProperties", referenceTo(s.value))
		p.setIf("minProperties", s.min)
		p.setIf("maxProperties", s.max)
	case "list":
		p.set("items", referenceTo(s.element))
		p.setIf("minItems", s.min)
		p.setIf("maxItems", s.max)
	case "string":
		p.setIf("minLength", s.min)
		p.setIf("maxLength", s.max)
		if s.pattern != "" {
			portable, err := portablePattern(s.pattern)
			if err != nil {
				return nil, err
			}
			p.set("pattern", portable)
			p.set("x-pattern", s.pattern)
		}
		p.setIf("enum", s.enum)
	case "blob":
		p.set("contentEncoding", "base64")
		if s.max != nil {
			p.set("maxLength", (*s.max+2)/3*4)
		}
		p.setIf("x-min", s.min)
		p.setIf("x-max", s.max)
	case "integer", "long":
		p.setIf("minimum", s.min)
		p.setIf("maximum", s.max)
	}
	return p, nil
}

func (all *service) structureProperties(p *properties, members []member) {
	var order, required []string
	var schemas properties
	for _, m := range members {
		order = append(order, m.name)
		target := properties{{"$ref", "#/$defs/" + m.shape}}
		// A member that is null is absent.
		if !m.required {
			target = properties{{"anyOf", []properties{target, {{"type", "null"}}}}}
		} else {
			required = append(required, m.name)
			if all.shapes[m.shape].kind == "document" {
				target.set("type", []string{"array", "boolean", "number", "object", "string"})
			}
		}
		target.setIf("deprecated", m.deprecated)
		target.setIf("x-location", m.location)
		target.setIf("x-locationName", m.locationName)
		target.setIf("x-sensitive", m.sensitive)
		schemas.set(m.name, target)
	}
	slices.SortFunc(schemas, func(a, b property) int { return bytes.Compare([]byte(a.name), []byte(b.name)) })
	p.set("properties", schemas)
	p.setIf("required", required)
	p.set("x-order", order)
}

func referenceTo(shape string) properties {
	return properties{{"$ref", "#/$defs/" + shape}}
}

// writeValue writes JSON; newline is a line feed and the indentation at hand.
func writeValue(out *bytes.Buffer, value any, newline string) {
	inner := newline + "  "
	switch v := value.(type) {
	case properties:
		writeItems(out, "{", "}", len(v), newline, func(i int) {
			writeString(out, v[i].name)
			out.WriteString(": ")
			writeValue(out, v[i].value, inner)
		})
	case []properties:
		writeItems(out, "[", "]", len(v), newline, func(i int) { writeValue(out, v[i], inner) })
	case []string:
		writeItems(out, "[", "]", len(v), newline, func(i int) { writeString(out, v[i]) })
	case string:
		writeString(out, v)
	default:
		fmt.Fprint(out, v)
	}
}

func writeItems(out *bytes.Buffer, open, end string, n int, newline string, item func(int)) {
	out.WriteString(open)
	for i := range n {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(newline + "  ")
		item(i)
	}
	if n > 0 {
		out.WriteString(newline)
	}
	out.WriteString(end)
}

// writeString escapes everything outside printable ASCII: patterns hold line
// terminators, which no editor or diff should get to see as such.
func writeString(out *bytes.Buffer, text string) {
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case ' ' <= r && r <= '~':
			out.WriteRune(r)
		default:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(out, `\u%04x`, unit)
			}
		}
	}
	out.WriteByte('"')
}
