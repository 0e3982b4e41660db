package wire

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// appendMember appends `"name":value,` with the text converted to the type of the member's shape; member is nil for a name
// that is no member's.
func appendMember(dst []byte, name string, member *schemas.Member, text string) []byte {
	dst = append(AppendString(dst, name), ':')
	of := schemas.String
	if member != nil {
		of = member.Shape.Type
	}
	return append(appendValue(dst, of, text), ',')
}

// appendValue converts a text to JSON. What does not convert becomes a string, which the checker finds to be of the wrong
// type.
func appendValue(dst []byte, of schemas.Type, text string) []byte {
	switch of {
	case schemas.Integer, schemas.Long, schemas.Timestamp:
		if isNumber(text) {
			return append(dst, text...)
		}
	case schemas.Boolean:
		for _, literal := range []string{"true", "false"} {
			if strings.EqualFold(text, literal) {
				return append(dst, literal...)
			}
		}
	case schemas.Structure, schemas.List, schemas.Map, schemas.AnyValue:
		if json.Valid([]byte(text)) {
			return append(dst, text...)
		}
	}
	return AppendString(dst, text)
}

// isNumber tells whether the whole text is a number by RFC 8259.
func isNumber(text string) bool {
	return text != "" && (text[0] == '-' || '0' <= text[0] && text[0] <= '9') &&
		'0' <= text[len(text)-1] && text[len(text)-1] <= '9' && json.Valid([]byte(text))
}

// AppendString appends the text as a JSON string. Only what JSON asks for is escaped; bytes that are no UTF-8 stay as
// they are, so that a checker sees them.
func AppendString(dst []byte, text string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, text[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, `\b`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	dst = append(dst, text[start:]...)
	return append(dst, '"')
}

// object returns an object of the located members and then rest, the text of an object after its opening brace; nil stands
// for no more members.
func object(located, rest []byte) []byte {
	if next := trimSpace(rest); len(next) == 0 && rest == nil || len(next) > 0 && next[0] == '}' {
		located = bytes.TrimSuffix(located, []byte(","))
	}
	if rest == nil {
		rest = []byte("}")
	}
	text := make([]byte, 0, 1+len(located)+len(rest))
	text = append(text, '{')
	text = append(text, located...)
	return append(text, rest...)
}

// trimSpace returns the text without the white space of JSON at its start.
func trimSpace(text []byte) []byte { return bytes.TrimLeft(text, " \t\n\r") }
