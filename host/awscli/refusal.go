package awscli

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// refusal is what the aws command line says to a request that it would not send. Before it sends one, botocore looks
// for missing and unknown members, wrong types, and values below a minimum; maximums, patterns and enums it leaves to
// the service. It goes by its own model, and this by the corrected shapes; where a correction changes what botocore
// looks for in requests, TestRefusalsAsReal fails.
type refusal struct{ lines []string }

// validationFailed is the line before those of botocore's validation.
const validationFailed = "Parameter validation failed:"

// validate returns what botocore says of a request, or nothing. Values are given as encode leaves them.
func validate(input *shape, body *object) []string {
	var r refusal
	r.check(input, body, place{})
	if len(r.lines) == 0 {
		return nil
	}
	return append([]string{validationFailed}, r.lines...)
}

// place is where a value is.
type place struct {
	path   string // as in .Schema[0].Name
	secret bool   // the value may hold something sensitive
}

func (p place) String() string {
	if p.path == "" {
		return "input"
	}
	return strings.TrimPrefix(p.path, ".")
}

// name is a name that the command line has, in an error.
func (p place) name(name string) string {
	if p.secret {
		return elided
	}
	return cut(name)
}

// elided is in the place of a value that is not shown.
const elided = "…"

func (r *refusal) say(format string, arguments ...any) {
	r.lines = append(r.lines, fmt.Sprintf(format, arguments...))
}

func (r *refusal) check(s *shape, v any, at place) {
	at.secret = at.secret || s.Sensitive
	if types, ok := pythonTypes[s.Type]; ok && !s.Type.takes(v) {
		r.say("Invalid type for parameter %s, value: %s, type: %s, valid types: %s", at,
			showValue(v, at.secret || s.holdsSecret()), pythonType(v), types)
		return
	}
	switch s.Type {
	case typeStructure:
		r.checkStructure(s, v.(*object), at)
	case typeList:
		list := v.([]any)
		r.checkLength(s, len(list), at)
		for i, element := range list {
			r.check(s.Element, element, place{at.path + "[" + strconv.Itoa(i) + "]", at.secret})
		}
	case typeMap:
		o := v.(*object)
		for _, name := range o.names {
			shown := place{secret: at.secret || s.Key.Sensitive || s.Value.holdsSecret()}.name(name)
			r.check(s.Key, name, place{fmt.Sprintf("%s (key: %s)", at.path, shown), at.secret})
			r.check(s.Value, o.values[name], place{at.path + "." + shown, at.secret})
		}
	case typeString:
		r.checkLength(s, countCharacters(v.(string)), at)
	case typeInteger, typeLong:
		r.checkRange(s, v, at)
	}
}

func (r *refusal) checkStructure(s *shape, o *object, at place) {
	for i := range s.Members {
		m := &s.Members[i]
		if m.Required && !o.has(m.Name) {
			r.say(`Missing required parameter in %s: "%s"`, at, m.Name)
		}
	}
	for _, name := range o.names {
		if s.member(name) == nil {
			r.say(`Unknown parameter in %s: "%s", must be one of: %s`, at, at.name(name), strings.Join(s.memberNames(), ", "))
		}
	}
	for _, name := range o.names {
		if m := s.member(name); m != nil {
			r.check(m.Shape, o.values[name], place{at.path + "." + name, at.secret})
		}
	}
}

func (r *refusal) checkLength(s *shape, length int, at place) {
	if s.Min != nil && int64(length) < *s.Min {
		r.say("Invalid length for parameter %s, value: %d, valid min length: %d", at, length, *s.Min)
	}
}

// checkRange compares a number with its minimum. True and false are numbers to Python.
func (r *refusal) checkRange(s *shape, v any, at place) {
	if s.Min == nil {
		return
	}
	low := false
	switch v := v.(type) {
	case bool:
		low = *s.Min > 1 || *s.Min == 1 && !v
	case number:
		n, err := strconv.ParseInt(string(v), 10, 64)
		// One that is out of range has the sign that its text has.
		low = err == nil && n < *s.Min || err != nil && v[0] == '-'
	}
	if low {
		r.say("Invalid value for parameter %s, value: %s, valid min value: %d", at, showValue(v, at.secret), *s.Min)
	}
}

// pythonTypes are the types that botocore takes for a shape, in its words.
var pythonTypes = map[shapeType]string{
	typeStructure: "<class 'dict'>",
	typeMap:       "<class 'dict'>",
	typeList:      "<class 'list'>, <class 'tuple'>",
	typeString:    "<class 'str'>",
	typeInteger:   "<class 'int'>",
	typeLong:      "<class 'int'>",
	typeBoolean:   "<class 'bool'>",
	typeBlob:      "<class 'bytes'>, <class 'bytearray'>, file-like object",
	typeTimestamp: "<class 'datetime.datetime'>, timestamp-string",
}

// takes tells whether a value has a type that botocore takes for a shape.
func (t shapeType) takes(v any) bool {
	switch v := v.(type) {
	case *object:
		return t == typeStructure || t == typeMap
	case []any:
		return t == typeList
	case string:
		return t == typeString || t == typeBlob
	case number:
		// What could be read as a time is a number by now.
		return t == typeTimestamp || (t == typeInteger || t == typeLong) && v.isWhole()
	case bool:
		return t == typeBoolean || t == typeInteger || t == typeLong
	}
	return false
}

// isWhole tells whether Python reads the number as an int, which has no fraction and no exponent.
func (n number) isWhole() bool { return !strings.ContainsAny(string(n), ".eE") }

func pythonType(v any) string {
	switch v := v.(type) {
	case *object:
		return "<class 'dict'>"
	case []any:
		return "<class 'list'>"
	case string:
		return "<class 'str'>"
	case number:
		if !v.isWhole() {
			return "<class 'float'>"
		}
		return "<class 'int'>"
	case bool:
		return "<class 'bool'>"
	}
	return "<class 'NoneType'>"
}

// showValue writes a value as Python prints it. One that holds others, or may hold something sensitive, is not shown.
func showValue(v any, secret bool) string {
	if secret {
		return elided
	}
	switch v := v.(type) {
	case string:
		return cut(v)
	case number:
		return cut(string(v))
	case bool:
		if v {
			return "True"
		}
		return "False"
	case nil:
		return "None"
	}
	return elided
}

// mostShown is how many bytes of a value are shown.
const mostShown = 200

// cut shortens a text to mostShown bytes.
func cut(text string) string {
	if len(text) <= mostShown {
		return text
	}
	end := mostShown
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + elided
}

// countCharacters counts as Python's len does: a lone surrogate, which has three bytes here, is one.
func countCharacters(text string) int {
	count := 0
	for i := range len(text) {
		if utf8.RuneStart(text[i]) {
			count++
		}
	}
	return count
}
