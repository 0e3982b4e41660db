package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// envelope is one line of cognitocheck batch. All parts are slices of the line, as they are there.
type envelope struct {
	id        []byte // any JSON value; nil when there is none
	operation []byte // the JSON string
	body      []byte
	response  bool
}

var (
	errNotObject = errors.New(`the line is not a JSON object such as ` +
		`{"id":1,"operation":"service.Operation","request":{}}`)
	errMark = errors.New("the line begins with a byte order mark, which no editor shows: save the file as UTF-8 " +
		"without one")
	errEnd       = errors.New("the line ends inside of the object; write each object in one line")
	errAfter     = errors.New("there is more after the object; put each object on a line of its own")
	errOperation = errors.New(`"operation" is missing`)
	errBody      = errors.New(`"request" is missing, or "response"`)
	errBoth      = errors.New(`both "request" and "response" are there; give one`)
)

// parseEnvelope finds the parts of a line. It does not decode the body, nor look for more in it than its end: what is
// wrong inside is for the check to say. All else is held to RFC 8259, and to having no member twice.
// On an error, what was found of the id is still there.
func parseEnvelope(line []byte) (envelope, error) {
	var e envelope
	i := skipSpace(line, 0)
	if i == len(line) || line[i] != '{' {
		if encodingMark(line[i:]) != "" {
			return e, errMark
		}
		return e, errNotObject
	}
	i = skipSpace(line, i+1)
	if i < len(line) && line[i] == '}' {
		return e, errOperation
	}
	var request, response []byte
	for {
		if i == len(line) {
			return e, errEnd
		}
		if line[i] != '"' {
			return e, fmt.Errorf("a member's name is expected at column %d", i+1)
		}
		start := i
		if i = stringEnd(line, i); i < 0 {
			return e, errEnd
		}
		name := line[start:i]
		i = skipSpace(line, i)
		if i == len(line) {
			return e, errEnd
		}
		if line[i] != ':' {
			return e, fmt.Errorf("a colon is expected at column %d", i+1)
		}
		i = skipSpace(line, i+1)
		start = i
		if i = valueEnd(line, i); i < 0 {
			return e, errEnd
		}
		value := line[start:i]
		if len(value) == 0 {
			return e, fmt.Errorf("a value is expected at column %d", start+1)
		}
		if bytes.IndexByte(name, '\\') >= 0 {
			var decoded string
			if json.Unmarshal(name, &decoded) != nil {
				return e, fmt.Errorf("the member's name before column %d is malformed", start+1)
			}
			name = []byte(`"` + decoded + `"`)
		}
		var part *[]byte
		switch string(name) {
		case `"id"`:
			part = &e.id
		case `"operation"`:
			part = &e.operation
		case `"request"`:
			part = &request
		case `"response"`:
			part = &response
		default:
			if !isPlain(value) && !json.Valid(value) {
				return e, fmt.Errorf("the value at column %d is malformed", start+1)
			}
		}
		if part != nil {
			if *part != nil {
				return e, fmt.Errorf("%s is there twice", name)
			}
			if part == &e.id && !isPlain(value) && (!json.Valid(value) || !utf8.Valid(value)) {
				return e, errors.New(`"id" is not a JSON value`)
			}
			*part = value
		}
		i = skipSpace(line, i)
		if i == len(line) {
			return e, errEnd
		}
		if line[i] == '}' {
			break
		}
		if line[i] != ',' {
			return e, fmt.Errorf("a comma is expected at column %d", i+1)
		}
		i = skipSpace(line, i+1)
	}
	switch {
	case skipSpace(line, i+1) != len(line):
		return e, errAfter
	case e.operation == nil:
		return e, errOperation
	case e.operation[0] != '"':
		return e, errors.New(`"operation" is not a string`)
	case request != nil && response != nil:
		return e, errBoth
	case request != nil:
		e.body = request
	case response != nil:
		e.body, e.response = response, true
	default:
		return e, errBody
	}
	return e, nil
}

// longestName is the length of the longest text that may be an operation's name, in bytes with its quotes. The longest
// names have 70.
const longestName = 1024

// name decodes the operation's name.
func (e *envelope) name() (string, error) {
	if len(e.operation) > longestName {
		return "", fmt.Errorf(`"operation" is %d bytes long; no operation has such a name`, len(e.operation))
	}
	var name string
	if err := json.Unmarshal(e.operation, &name); err != nil {
		return "", errors.New(`"operation" is malformed`)
	}
	return name, nil
}

// skipSpace returns the index of the first byte from i on that is no white space.
func skipSpace(line []byte, i int) int {
	for i < len(line) && (line[i] == ' ' || line[i] == '\t' || line[i] == '\r' || line[i] == '\n') {
		i++
	}
	return i
}

// stringEnd is the index after the string that starts at i, or -1.
func stringEnd(line []byte, i int) int {
	i++
	for quote := i - 1; ; {
		if quote < i {
			next := bytes.IndexByte(line[i:], '"')
			if next < 0 {
				return -1
			}
			quote = i + next
		}
		escape := bytes.IndexByte(line[i:quote], '\\')
		if escape < 0 {
			return quote + 1
		}
		if i += escape + 2; i > len(line) {
			return -1
		}
	}
}

// valueEnd is the index after the value that starts at i, or -1. Of an object or a list it only counts brackets; of
// anything else than a string it goes on to where a value must have ended.
func valueEnd(line []byte, i int) int {
	if i == len(line) {
		return -1
	}
	switch line[i] {
	case '"':
		return stringEnd(line, i)
	case '{', '[':
		return containerEnd(line, i)
	}
	for i < len(line) {
		switch line[i] {
		case ',', '}', ']', ' ', '\t', '\r', '\n':
			return i
		}
		i++
	}
	return -1
}

func containerEnd(line []byte, i int) int {
	depth := 0
	for i < len(line) {
		switch line[i] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"':
			if i = stringEnd(line, i); i < 0 {
				return -1
			}
			continue
		}
		i++
	}
	return -1
}

// isPlain tells whether a value is a short one that needs no closer look: a string of ASCII without escapes, or digits.
func isPlain(value []byte) bool {
	if value[0] == '"' {
		for _, c := range value[1 : len(value)-1] {
			if c < ' ' || c >= 0x7f || c == '\\' {
				return false
			}
		}
		return true
	}
	if value[0] == '0' {
		return len(value) == 1
	}
	for _, c := range value {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
