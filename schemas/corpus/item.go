package corpus

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
)

// item is a JSON value with what is wrong in it, pointers relative to the value.
type item struct {
	json    string
	want    []Violation
	unknown []string
}

func valid(json string) item { return item{json: json} }

func broken(json string, codes ...string) item {
	it := item{json: json}
	for _, code := range codes {
		it.want = append(it.want, Violation{Code: code})
	}
	return it
}

// under returns what is wrong in the item as seen from around it.
func (it item) under(token string) ([]Violation, []string) {
	if len(it.want)+len(it.unknown) == 0 {
		return nil, nil
	}
	return it.below(jsonpointer.Join(token))
}

// below returns what is wrong in the item with prefix before each pointer.
func (it item) below(prefix string) ([]Violation, []string) {
	var want []Violation
	for _, v := range it.want {
		v.Pointer = prefix + v.Pointer
		want = append(want, v)
	}
	var unknown []string
	for _, pointer := range it.unknown {
		unknown = append(unknown, prefix+pointer)
	}
	return want, unknown
}

// entry is a name of an object with its value.
type entry struct {
	name  string
	value item
	raw   string      // the name as JSON text, where it is not quote(name)
	want  []Violation // of the name itself, as a map's key: codes only
}

// object puts entries together, in their order.
func object(entries []entry) item {
	var out strings.Builder
	var it item
	out.WriteByte('{')
	for i, e := range entries {
		if i > 0 {
			out.WriteByte(',')
		}
		raw := e.raw
		if raw == "" {
			raw = quote(e.name)
		}
		out.WriteString(raw + ":" + e.value.json)
		want, unknown := e.value.under(e.name)
		it.want = append(it.want, want...)
		it.unknown = append(it.unknown, unknown...)
		for _, v := range e.want {
			it.want = append(it.want, Violation{jsonpointer.Join(e.name), v.Code, true})
		}
	}
	out.WriteByte('}')
	it.json = out.String()
	return it
}

// list puts elements together.
func list(elements []item) item {
	var out strings.Builder
	var it item
	out.WriteByte('[')
	for i, e := range elements {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(e.json)
		want, unknown := e.under(fmt.Sprint(i))
		it.want = append(it.want, want...)
		it.unknown = append(it.unknown, unknown...)
	}
	out.WriteByte(']')
	it.json = out.String()
	return it
}

// quote writes a JSON string with as few escapes as RFC 8259 asks for.
func quote(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r < ' ':
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
	return out.String()
}

// quoteEscaped writes a JSON string in which every character is a \u escape, astral
// ones a surrogate pair, in upper and lower case by turns.
func quoteEscaped(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for i, unit := range utf16.Encode([]rune(text)) {
		if i%2 == 0 {
			fmt.Fprintf(&out, `\u%04X`, unit)
		} else {
			fmt.Fprintf(&out, `\u%04x`, unit)
		}
	}
	out.WriteByte('"')
	return out.String()
}
