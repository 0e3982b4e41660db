package schemas

import (
	"bytes"
	"fmt"
	"unicode/utf16"
)

// Format returns the document of a service, which [Parse] reads back: ASCII, two spaces of indentation, one value a
// line, so that a changed model is a small diff. Operations and shapes come in the order that the service has them in,
// which is by name.
func Format(s *Service) []byte {
	about := object{}
	about.set("name", s.Name)
	about.set("apiVersion", s.APIVersion)
	about.set("modelDate", s.ModelDate)
	if s.Corrections != 0 {
		about.set("corrections", int64(s.Corrections))
	}
	about.set("protocol", s.Protocol)
	about.setIf("jsonVersion", s.JSONVersion)
	about.setIf("targetPrefix", s.TargetPrefix)

	operations := object{}
	for _, op := range s.Operations {
		operations.set(op.Name, formatOperation(op))
	}
	defs := object{}
	for _, shape := range s.Shapes {
		defs.set(shape.Name, formatShape(shape))
	}

	document := object{}
	document.set("$schema", "https://json-schema.org/draft/2020-12/schema")
	document.set("$id", documentID(s.Name))
	document.set("title", s.Name)
	document.set("x-service", about)
	document.set("x-operations", operations)
	document.set("$defs", defs)
	var out bytes.Buffer
	writeValue(&out, document, "\n")
	out.WriteByte('\n')
	return out.Bytes()
}

func formatOperation(op *Operation) object {
	http := object{}
	http.set("method", op.Method)
	http.set("requestUri", op.RequestURI)
	if op.ResponseCode != 0 {
		http.set("responseCode", int64(op.ResponseCode))
	}
	o := object{}
	o.setIf("input", op.Input.Name)
	o.setIf("output", op.Output.Name)
	o.set("http", http)
	o.set("errors", op.Errors)
	if op.NoAuth {
		o.set("auth", "none")
	}
	return o
}

// jsonTypes are the JSON types of shapes. A document is of any type.
var jsonTypes = map[Type]string{
	Structure: "object", Map: "object", List: "array", String: "string", Blob: "string",
	Integer: "integer", Long: "integer", Timestamp: "number", Boolean: "boolean",
}

func formatShape(s *Shape) object {
	o := object{}
	o.setIf("type", jsonTypes[s.Type])
	o.set("x-type", string(s.Type))
	o.setIf("x-sensitive", s.Sensitive)
	o.setIf("x-sensitive-keys", s.SensitiveKeys)
	switch s.Type {
	case Structure:
		formatMembers(&o, s.Members)
	case Map:
		o.set("propertyNames", referTo(s.Key))
		o.set("additionalProperties", referTo(s.Value))
		o.setIf("minProperties", s.Min)
		o.setIf("maxProperties", s.Max)
	case List:
		o.set("items", referTo(s.Element))
		o.setIf("minItems", s.Min)
		o.setIf("maxItems", s.Max)
	case String:
		o.setIf("minLength", s.Min)
		o.setIf("maxLength", s.Max)
		o.setIf("pattern", s.Pattern)
		o.setIf("x-pattern", s.ServicePattern)
		o.setIf("enum", s.Enum)
	case Blob:
		o.set("contentEncoding", "base64")
		if s.Max != nil {
			o.set("maxLength", (*s.Max+2)/3*4)
		}
		o.setIf("x-min", s.Min)
		o.setIf("x-max", s.Max)
	case Integer, Long:
		o.setIf("minimum", s.Min)
		o.setIf("maximum", s.Max)
	}
	return o
}

// formatMembers adds the members of a structure.
func formatMembers(o *object, members []Member) {
	var order, required []string
	properties := object{}
	for _, m := range members {
		order = append(order, m.Name)
		property := referTo(m.Shape)
		switch {
		case !m.Required:
			// A member that is null is absent.
			property = object{{"anyOf", []object{property, {{"type", "null"}}}}}
		case m.Shape.Type == AnyValue:
			property.set("type", []string{"array", "boolean", "number", "object", "string"})
		}
		if m.Required {
			required = append(required, m.Name)
		}
		property.setIf("deprecated", m.Deprecated)
		property.setIf("x-location", m.Location)
		property.setIf("x-locationName", m.LocationName)
		property.setIf("x-printed", m.Printed)
		property.setIf("x-sensitive", m.Sensitive && !m.Shape.Sensitive)
		properties.set(m.Name, property)
	}
	o.set("properties", sortNames(properties))
	o.setIf("required", required)
	o.set("x-order", order)
}

func referTo(s *Shape) object {
	return object{{"$ref", "#/$defs/" + s.Name}}
}

// object is a JSON object to be written, its names in this order.
type object []field

type field struct {
	name  string
	value any // object, []object, []string, string, int64 or bool
}

func (o *object) set(name string, value any) {
	*o = append(*o, field{name, value})
}

// setIf leaves out what is empty: absence is how a document says no, none, unknown.
func (o *object) setIf(name string, value any) {
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
	o.set(name, value)
}

// writeValue writes JSON; newline is a line feed and the indentation at hand.
func writeValue(out *bytes.Buffer, value any, newline string) {
	inner := newline + "  "
	switch v := value.(type) {
	case object:
		writeItems(out, "{", "}", len(v), newline, func(i int) {
			writeString(out, v[i].name)
			out.WriteString(": ")
			writeValue(out, v[i].value, inner)
		})
	case []object:
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

// writeString escapes everything outside printable ASCII: patterns hold line terminators, which no editor or diff
// should get to see as such.
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
