package trial

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// value is a JSON value in the place of a shape.
type value struct {
	kind   byte // {, [, a quote, 0 for a number, or t for true, false and null
	text   string
	names  []string // of an object
	inner  []*value
	shape  *schemas.Shape // nil for what no shape tells of
	parent *value
}

// readValue reads a JSON text as a value of a shape.
func readValue(text []byte, shape *schemas.Shape) (*value, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return readNext(d, shape)
}

func readNext(d *json.Decoder, shape *schemas.Shape) (*value, error) {
	token, err := d.Token()
	if err != nil {
		return nil, fmt.Errorf("read a value: %w", err)
	}
	switch token := token.(type) {
	case string:
		return &value{kind: '"', text: token, shape: shape}, nil
	case json.Number:
		return &value{kind: '0', text: token.String(), shape: shape}, nil
	case json.Delim:
		v := &value{kind: byte(token), shape: shape}
		for d.More() {
			name := ""
			if token == '{' {
				key, err := d.Token()
				if err != nil {
					return nil, fmt.Errorf("read a name: %w", err)
				}
				name, _ = key.(string)
			}
			inner, err := readNext(d, shapeOf(shape, name))
			if err != nil {
				return nil, err
			}
			v.add(name, inner)
		}
		_, err := d.Token()
		return v, err
	case bool:
		return &value{kind: 't', text: strconv.FormatBool(token), shape: shape}, nil
	}
	return &value{kind: 't', text: "null", shape: shape}, nil
}

// shapeOf is the shape of what is in a value of a shape; of a structure, of the member with that name.
func shapeOf(shape *schemas.Shape, name string) *schemas.Shape {
	switch {
	case shape == nil:
	case shape.Type == schemas.Structure:
		if m := shape.Member(name); m != nil {
			return m.Shape
		}
	case shape.Type == schemas.List:
		return shape.Element
	case shape.Type == schemas.Map:
		return shape.Value
	}
	return nil
}

// add adds an element, or an entry with that name.
func (v *value) add(name string, inner *value) {
	if v.kind == '{' {
		v.names = append(v.names, name)
	}
	inner.parent = v
	v.inner = append(v.inner, inner)
}

// copyOf is a copy of a value and all that is in it.
func (v *value) copyOf() *value {
	c := &value{kind: v.kind, text: v.text, shape: v.shape}
	for i, inner := range v.inner {
		name := ""
		if v.kind == '{' {
			name = v.names[i]
		}
		c.add(name, inner.copyOf())
	}
	return c
}

// visit calls f with the value and all that is in it.
func (v *value) visit(f func(*value)) {
	f(v)
	for _, inner := range v.inner {
		inner.visit(f)
	}
}

// writing is how a value is written.
type writing struct {
	*rand.Rand
	out strings.Builder
	// odd is whether numbers, strings and white space are written in other ways than the plain one.
	odd bool
}

func (w *writing) write(v *value) {
	w.space()
	switch v.kind {
	case '"':
		w.writeString(v.text)
	case '0':
		w.writeNumber(v.text)
	case '{', '[':
		w.out.WriteByte(v.kind)
		for i, inner := range v.inner {
			if i > 0 {
				w.out.WriteByte(',')
			}
			if v.kind == '{' {
				w.space()
				w.writeString(v.names[i])
				w.space()
				w.out.WriteByte(':')
			}
			w.write(inner)
		}
		w.space()
		w.out.WriteByte(v.kind + 2)
	default:
		w.out.WriteString(v.text)
	}
	w.space()
}

func (w *writing) space() {
	if w.odd && w.IntN(8) == 0 {
		w.out.WriteString([]string{" ", "\n", "\t ", "\r\n"}[w.IntN(4)])
	}
}

// writeString writes a string; an odd one with some of its characters as escapes.
func (w *writing) writeString(text string) {
	w.out.WriteByte('"')
	for _, r := range text {
		switch {
		case w.odd && w.IntN(6) == 0 && r < 0x10000:
			format := []string{`\u%04x`, `\u%04X`}[w.IntN(2)]
			fmt.Fprintf(&w.out, format, r)
		case w.odd && w.IntN(6) == 0 && r >= 0x10000:
			fmt.Fprintf(&w.out, `\u%04x\u%04x`, 0xD800+(r-0x10000)>>10, 0xDC00+(r-0x10000)&0x3FF)
		case w.odd && r == '/' && w.IntN(2) == 0:
			w.out.WriteString(`\/`)
		case r == '"' || r == '\\':
			w.out.WriteByte('\\')
			w.out.WriteRune(r)
		case r < ' ':
			fmt.Fprintf(&w.out, `\u%04x`, r)
		default:
			w.out.WriteRune(r)
		}
	}
	w.out.WriteByte('"')
}

// writeNumber writes a number; an odd whole one in other digits.
func (w *writing) writeNumber(text string) {
	_, err := strconv.ParseInt(text, 10, 64)
	if err == nil && w.odd && text != "0" {
		switch w.IntN(5) {
		case 0:
			text += ".0"
		case 1:
			text += "0e-1"
		case 2:
			text += "E+0"
		case 3:
			if short := strings.TrimRight(text, "0"); short != text {
				text = fmt.Sprint(short, "e", len(text)-len(short))
			}
		}
	}
	w.out.WriteString(text)
}
