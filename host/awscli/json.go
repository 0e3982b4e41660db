package awscli

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// A value is an *object, a []any, a string, a number, a bool, nil, or []byte for what fileb:// brought. A lone
// surrogate in a string, which JSON can spell and UTF-8 cannot, is its three bytes in the form of UTF-8.

// object is a JSON object in the order of its names, each of which it has once.
type object struct {
	names  []string
	values map[string]any
}

func newObject() *object { return &object{values: map[string]any{}} }

// set keeps the place of a name that is there already.
func (o *object) set(name string, v any) {
	if _, ok := o.values[name]; !ok {
		o.names = append(o.names, name)
	}
	o.values[name] = v
}

func (o *object) has(name string) bool {
	_, ok := o.values[name]
	return ok
}

func (o *object) remove(name string) {
	for i, n := range o.names {
		if n == name {
			o.names = append(o.names[:i:i], o.names[i+1:]...)
			delete(o.values, name)
			return
		}
	}
}

// number is a number's text, in JSON.
type number string

// mostDepth is how deep JSON and shorthand syntax may nest here. Python's limit is near; a checker's is far lower.
const mostDepth = 900

// readJSON reads JSON as Python's json.loads does: of two members with one name the last counts, and "\ud800" alone is
// a character. NaN and Infinity, which Python takes, are refused. Errors are in Python's words.
func readJSON(text string) (any, error) {
	r := jsonReader{text: text}
	v, err := r.value(0)
	if err != nil {
		return nil, err
	}
	r.space()
	if r.at < len(text) {
		return nil, r.fail(r.at, "Extra data")
	}
	return v, nil
}

type jsonReader struct {
	text string
	at   int
}

func (r *jsonReader) fail(at int, message string) error {
	before := r.text[:at]
	line := 1 + strings.Count(before, "\n")
	column := 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return fmt.Errorf("%s: line %d column %d (char %d)", message, line, column, utf8.RuneCountInString(before))
}

func (r *jsonReader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\n\r", r.text[r.at]) >= 0 {
		r.at++
	}
}

// next skips white space and tells the byte there, or 0 at the end.
func (r *jsonReader) next() byte {
	r.space()
	if r.at == len(r.text) {
		return 0
	}
	return r.text[r.at]
}

func (r *jsonReader) value(depth int) (any, error) {
	if depth > mostDepth {
		return nil, r.fail(r.at, "Nesting too deep")
	}
	switch c := r.next(); {
	case c == '{':
		return r.object(depth)
	case c == '[':
		return r.array(depth)
	case c == '"':
		r.at++
		return r.string()
	case c == '-' || '0' <= c && c <= '9':
		return r.number()
	}
	for word, v := range map[string]any{"null": nil, "true": true, "false": false} {
		if strings.HasPrefix(r.text[r.at:], word) {
			r.at += len(word)
			return v, nil
		}
	}
	return nil, r.fail(r.at, "Expecting value")
}

func (r *jsonReader) object(depth int) (any, error) {
	out := newObject()
	r.at++
	if r.next() == '}' {
		r.at++
		return out, nil
	}
	for {
		if r.next() != '"' {
			return nil, r.fail(r.at, "Expecting property name enclosed in double quotes")
		}
		r.at++
		name, err := r.string()
		if err != nil {
			return nil, err
		}
		if r.next() != ':' {
			return nil, r.fail(r.at, "Expecting ':' delimiter")
		}
		r.at++
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		out.set(name, v)
		switch r.next() {
		case '}':
			r.at++
			return out, nil
		case ',':
			r.at++
		default:
			return nil, r.fail(r.at, "Expecting ',' delimiter")
		}
	}
}

func (r *jsonReader) array(depth int) (any, error) {
	out := []any{}
	r.at++
	if r.next() == ']' {
		r.at++
		return out, nil
	}
	for {
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
		switch r.next() {
		case ']':
			r.at++
			return out, nil
		case ',':
			r.at++
		default:
			return nil, r.fail(r.at, "Expecting ',' delimiter")
		}
	}
}

// string reads on after the opening quote.
func (r *jsonReader) string() (string, error) {
	var out strings.Builder
	start := r.at - 1
	for r.at < len(r.text) {
		c := r.text[r.at]
		switch {
		case c == '"':
			r.at++
			return out.String(), nil
		case c < ' ':
			return "", r.fail(r.at, "Invalid control character at")
		case c != '\\':
			out.WriteByte(c)
			r.at++
			continue
		}
		r.at++
		if r.at == len(r.text) {
			break
		}
		const from, to = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
		c = r.text[r.at]
		if i := strings.IndexByte(from, c); i >= 0 {
			out.WriteByte(to[i])
			r.at++
			continue
		}
		if c != 'u' {
			return "", r.fail(r.at-1, "Invalid \\escape")
		}
		unit, ok := r.unit()
		if !ok {
			return "", r.fail(r.at, "Invalid \\uXXXX escape")
		}
		if utf16.IsSurrogate(unit) {
			mark := r.at
			if strings.HasPrefix(r.text[r.at:], `\u`) {
				r.at++
				if low, ok := r.unit(); ok {
					if pair := utf16.DecodeRune(unit, low); pair != unicode.ReplacementChar {
						out.WriteRune(pair)
						continue
					}
				}
			}
			r.at = mark
			out.Write([]byte{0xed, byte(0x80 | unit>>6&0x3f), byte(0x80 | unit&0x3f)})
			continue
		}
		out.WriteRune(unit)
	}
	return "", r.fail(start, "Unterminated string starting at")
}

// unit reads u and four hexadecimal digits.
func (r *jsonReader) unit() (rune, bool) {
	if len(r.text) < r.at+5 {
		return 0, false
	}
	n, err := strconv.ParseUint(r.text[r.at+1:r.at+5], 16, 16)
	if err != nil {
		return 0, false
	}
	r.at += 5
	return rune(n), true
}

func (r *jsonReader) number() (any, error) {
	start, end := r.at, r.at
	digits := func() bool {
		from := end
		for end < len(r.text) && '0' <= r.text[end] && r.text[end] <= '9' {
			end++
		}
		return end > from
	}
	if r.text[end] == '-' {
		end++
	}
	if end < len(r.text) && r.text[end] == '0' {
		end++
	} else if !digits() {
		return nil, r.fail(start, "Expecting value")
	}
	whole := end
	if end < len(r.text) && r.text[end] == '.' {
		mark := end
		end++
		if !digits() {
			end = mark
		}
	}
	if end < len(r.text) && (r.text[end] == 'e' || r.text[end] == 'E') {
		mark := end
		end++
		if end < len(r.text) && (r.text[end] == '+' || r.text[end] == '-') {
			end++
		}
		if !digits() {
			end = mark
		}
	}
	r.at = end
	text := r.text[start:end]
	if end > whole {
		return formatFloat(text), nil
	}
	if text == "-0" {
		text = "0"
	}
	return number(text), nil
}

// formatFloat writes a number with a fraction or an exponent as Python does after it has read it. One that is too large
// for a float stays as it is.
func formatFloat(text string) number {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return number(text)
	}
	if f != 0 && (math.Abs(f) < 1e-4 || math.Abs(f) >= 1e16) {
		return number(strconv.FormatFloat(f, 'e', -1, 64))
	}
	out := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(out, ".") {
		out += ".0"
	}
	return number(out)
}

// appendJSON writes a value as Python's json.dumps does. With an indent it begins each element on a line of its own.
func appendJSON(dst []byte, v any, indent string) []byte {
	return appendIndented(dst, v, indent, "\n")
}

func appendIndented(dst []byte, v any, indent, line string) []byte {
	inner, between, end := "", ", ", ""
	if indent != "" {
		inner = line + indent
		between, end = ","+inner, line
	}
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		return strconv.AppendBool(dst, v)
	case number:
		return append(dst, v...)
	case string:
		return appendString(dst, v)
	case []any:
		if len(v) == 0 {
			return append(dst, "[]"...)
		}
		dst = append(dst, '[')
		for i, element := range v {
			if i == 0 {
				dst = append(dst, inner...)
			} else {
				dst = append(dst, between...)
			}
			dst = appendIndented(dst, element, indent, inner)
		}
		return append(append(dst, end...), ']')
	case *object:
		if len(v.names) == 0 {
			return append(dst, "{}"...)
		}
		dst = append(dst, '{')
		for i, name := range v.names {
			if i == 0 {
				dst = append(dst, inner...)
			} else {
				dst = append(dst, between...)
			}
			dst = append(appendString(dst, name), ": "...)
			dst = appendIndented(dst, v.values[name], indent, inner)
		}
		return append(append(dst, end...), '}')
	}
	panic(fmt.Sprintf("awscli: no JSON for a %T", v))
}

func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for len(s) > 0 {
		c, size := utf8.DecodeRuneInString(s)
		if c == utf8.RuneError && size == 1 {
			if len(s) >= 3 && s[0] == 0xed && s[1]&0xe0 == 0xa0 && s[2]&0xc0 == 0x80 {
				// A lone surrogate, as readJSON keeps it.
				c, size = 0xd000|rune(s[1]&0x3f)<<6|rune(s[2]&0x3f), 3
			} else {
				// Python keeps a byte that is not UTF-8 as a surrogate.
				c = 0xdc00 | rune(s[0])
			}
		}
		s = s[size:]
		const plain, escaped = "\"\\\b\f\n\r\t", `"\bfnrt`
		switch i := strings.IndexRune(plain, c); {
		case c < utf8.RuneSelf && i >= 0:
			dst = append(dst, '\\', escaped[i])
		case ' ' <= c && c <= '~':
			dst = append(dst, byte(c))
		case c > 0xffff:
			high, low := utf16.EncodeRune(c)
			dst = fmt.Appendf(dst, "\\u%04x\\u%04x", high, low)
		default:
			dst = fmt.Appendf(dst, "\\u%04x", c)
		}
	}
	return append(dst, '"')
}

// isSpace is Python's str.isspace.
func isSpace(c rune) bool {
	return unicode.IsSpace(c) || 0x1c <= c && c <= 0x1f
}

func trimSpace(s string) string { return strings.TrimFunc(s, isSpace) }
