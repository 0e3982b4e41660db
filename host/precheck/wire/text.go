package wire

import (
	"bytes"
	"encoding/json"
	"math"
)

// builder builds a text of at most limit bytes. Once something did not fit, the text is over and of no use.
type builder struct {
	text  []byte
	limit int
	over  bool
}

func appendTo[T string | []byte](b *builder, text T) {
	if len(text) > b.limit-len(b.text) {
		b.over = true
		return
	}
	b.text = append(b.text, text...)
}

// appendMember appends `"name":value,` with the value converted from the text.
func (b *builder) appendMember(name []byte, to conversion, text []byte) {
	appendString(b, name)
	appendTo(b, ":")
	b.appendValue(to, text)
	appendTo(b, ",")
}

// appendValue converts a text to JSON. What does not convert becomes a string, which the checker finds to be of the
// wrong type.
func (b *builder) appendValue(to conversion, text []byte) {
	switch to {
	case toNumber:
		if isNumber(text) {
			appendTo(b, text)
			return
		}
	case toBoolean:
		for _, literal := range []string{"true", "false"} {
			if bytes.EqualFold(text, []byte(literal)) {
				appendTo(b, literal)
				return
			}
		}
	case toJSON:
		if json.Valid(text) {
			appendTo(b, text)
			return
		}
	}
	appendString(b, text)
}

// isNumber tells whether the whole text is a number by RFC 8259.
func isNumber(text []byte) bool {
	return len(text) > 0 && (text[0] == '-' || '0' <= text[0] && text[0] <= '9') &&
		'0' <= text[len(text)-1] && text[len(text)-1] <= '9' && json.Valid(text)
}

// AppendString appends the text as a JSON string. Only what JSON asks for is escaped; bytes that are no UTF-8 stay as
// they are, so that a checker sees them.
func AppendString(dst []byte, text string) []byte {
	b := builder{text: dst, limit: math.MaxInt}
	appendString(&b, text)
	return b.text
}

func appendString[T string | []byte](b *builder, text T) {
	const hex = "0123456789abcdef"
	appendTo(b, `"`)
	start := 0
	for i := 0; i < len(text) && !b.over; i++ {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		appendTo(b, text[start:i])
		start = i + 1
		switch c {
		case '"':
			appendTo(b, `\"`)
		case '\\':
			appendTo(b, `\\`)
		case '\b':
			appendTo(b, `\b`)
		case '\f':
			appendTo(b, `\f`)
		case '\n':
			appendTo(b, `\n`)
		case '\r':
			appendTo(b, `\r`)
		case '\t':
			appendTo(b, `\t`)
		default:
			escape := [...]byte{'\\', 'u', '0', '0', hex[c>>4], hex[c&15]}
			appendTo(b, escape[:])
		}
	}
	appendTo(b, text[start:])
	appendTo(b, `"`)
}

// close ends the object of the members so far with rest, the text of an object after its opening brace; nil means no
// more members.
func (b *builder) close(rest []byte) {
	if next := trimSpace(rest); len(next) == 0 && rest == nil || len(next) > 0 && next[0] == '}' {
		b.text = bytes.TrimSuffix(b.text, []byte(","))
	}
	if rest == nil {
		appendTo(b, "}")
		return
	}
	appendTo(b, rest)
}

// trimSpace returns the text without the white space of JSON at its start.
func trimSpace(text []byte) []byte { return bytes.TrimLeft(text, " \t\n\r") }
