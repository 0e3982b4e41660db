package awscli

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// The words of the shorthand syntax, as awscli/shorthand.py has them. \s is Python's.
const (
	startWord    = `!#-&(-+\--<>-Z\\-z\x{7c}-\x{ffff}`
	firstFollow  = `\s\x0b\x1c-\x1f!#-&(-+\--\\^-|~-\x{ffff}`
	secondFollow = `\s\x0b\x1c-\x1f!#-&(-+\--<>-\x{ffff}`
)

var (
	singleQuoted = regexp.MustCompile(`^'(?:\\\\|\\'|[^'])*'`)
	doubleQuoted = regexp.MustCompile(`^"(?:\\\\|\\"|[^"])*"`)
	firstWord    = regexp.MustCompile(`^(?:\\,|[` + startWord + `])(?:\\,|[` + firstFollow + `])*`)
	secondWord   = regexp.MustCompile(`^(?:\\,|[` + startWord + `])(?:\\,|[` + secondFollow + `])*`)
)

// shorthandError says where a text is no shorthand syntax, and shows nothing of the text.
type shorthandError struct {
	what string
	text string
	at   int // in bytes
}

func (e *shorthandError) Error() string {
	return fmt.Sprintf("%s at char %d", e.what, utf8.RuneCountInString(e.text[:e.at]))
}

// shorthand reads KEY=VALUE,KEY=VALUE with values of the forms word, 'word', "word", word,word, [value,value] and
// {KEY=value}. It knows nothing of shapes: what a word becomes, convert decides.
type shorthand struct {
	text string
	at   int
	// load reads the file that a word after KEY@= names with file:// or fileb://. ok is false for another word.
	load  func(word string) (v any, ok bool, err error)
	files bool // the key that is being read has the @
	depth int
}

func readShorthand(text string, load func(string) (any, bool, error)) (*object, error) {
	r := shorthand{text: text, load: load}
	out := newObject()
	for {
		start := r.at
		name, err := r.key()
		if err != nil {
			return nil, err
		}
		v, err := r.values()
		if err != nil {
			return nil, err
		}
		if out.has(name) {
			return nil, r.fail(start, "Second instance of a key, often because of a comma instead of a space,")
		}
		out.set(name, v)
		if r.end() {
			return out, nil
		}
		if err := r.expect(',', true); err != nil {
			return nil, err
		}
	}
}

func (r *shorthand) end() bool { return r.at >= len(r.text) }

// current is the byte at the place, or 0 at the end; a text from a command line has no byte 0, and one from a file is
// none that any word takes.
func (r *shorthand) current() byte {
	if r.end() {
		return 0
	}
	return r.text[r.at]
}

func (r *shorthand) fail(at int, what string) error {
	return &shorthandError{what: what, text: r.text, at: at}
}

func (r *shorthand) space() {
	for !r.end() && strings.IndexByte(" \t\n\r\x0b\x0c", r.text[r.at]) >= 0 {
		r.at++
	}
}

func (r *shorthand) expect(c byte, spaced bool) error {
	if spaced {
		r.space()
	}
	if r.end() {
		return r.fail(r.at, fmt.Sprintf("Expected: '%c', received: 'EOF'", c))
	}
	if r.text[r.at] != c {
		return r.fail(r.at, fmt.Sprintf("Expected: '%c'", c))
	}
	r.at++
	if spaced {
		r.space()
	}
	return nil
}

// key reads KEY= or KEY@=.
func (r *shorthand) key() (string, error) {
	start := r.at
	for !r.end() {
		c := r.text[r.at]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_.#/:", c) >= 0) {
			break
		}
		r.at++
	}
	name := r.text[start:r.at]
	r.space()
	r.files = r.current() == '@'
	if r.files {
		r.at++
	}
	return name, r.expect('=', true)
}

func (r *shorthand) values() (any, error) {
	switch {
	case r.end():
		return "", nil
	case r.current() == '[' || r.current() == '{':
		return r.explicit()
	}
	return r.list()
}

// list reads a word, or words with commas between. The last of them may turn out to be the next key.
func (r *shorthand) list() (any, error) {
	first, err := r.word()
	if err != nil {
		return nil, err
	}
	r.space()
	if r.end() || r.current() != ',' {
		return first, nil
	}
	if err := r.expect(',', true); err != nil {
		return nil, err
	}
	words := []any{first}
	for {
		word, err := r.secondWord()
		if err == nil {
			r.space()
			if r.end() {
				return append(words, word), nil
			}
			err = r.expect(',', true)
		}
		if err == nil {
			words = append(words, word)
			continue
		}
		if _, ok := err.(*shorthandError); !ok || r.end() {
			return nil, err
		}
		r.at = strings.LastIndexByte(r.text[:r.at+1], ',')
		break
	}
	if len(words) == 1 {
		return first, nil
	}
	return words, nil
}

// explicit reads [value,value], {KEY=value} or a word.
func (r *shorthand) explicit() (any, error) {
	if r.depth++; r.depth > mostDepth {
		return nil, r.fail(r.at, "Nesting too deep")
	}
	defer func() { r.depth-- }()
	switch r.current() {
	case '[':
		return r.brackets()
	case '{':
		return r.braces()
	}
	return r.word()
}

func (r *shorthand) brackets() (any, error) {
	if err := r.expect('[', true); err != nil {
		return nil, err
	}
	out := []any{}
	for r.current() != ']' {
		v, err := r.explicit()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
		if err := r.separator(']'); err != nil {
			return nil, err
		}
	}
	return out, r.expect(']', false)
}

func (r *shorthand) braces() (any, error) {
	if err := r.expect('{', true); err != nil {
		return nil, err
	}
	out := newObject()
	for r.current() != '}' {
		name, err := r.key()
		if err != nil {
			return nil, err
		}
		v, err := r.explicit()
		if err != nil {
			return nil, err
		}
		if err := r.separator('}'); err != nil {
			return nil, err
		}
		out.set(name, v)
	}
	return out, r.expect('}', false)
}

// separator reads a comma, unless the end is there.
func (r *shorthand) separator(end byte) error {
	r.space()
	if r.current() == end {
		return nil
	}
	if err := r.expect(',', false); err != nil {
		return err
	}
	r.space()
	return nil
}

func (r *shorthand) word() (any, error) {
	if c := r.current(); c == '\'' || c == '"' {
		return r.quoted(c)
	}
	return r.plain(firstWord)
}

func (r *shorthand) secondWord() (any, error) {
	if c := r.current(); c == '\'' || c == '"' {
		return r.quoted(c)
	}
	if !secondWord.MatchString(r.text[r.at:]) {
		return nil, r.fail(r.at, "Expected: '<second>', received: '<none>'")
	}
	return r.plain(secondWord)
}

// plain reads a word without quotes; no word is the empty one.
func (r *shorthand) plain(form *regexp.Regexp) (any, error) {
	found := form.FindString(r.text[r.at:])
	r.at += len(found)
	return r.resolve(strings.TrimRightFunc(strings.ReplaceAll(found, `\,`, ","), isSpace))
}

func (r *shorthand) quoted(quote byte) (any, error) {
	form, name := singleQuoted, "singled quoted"
	if quote == '"' {
		form, name = doubleQuoted, "double quoted"
	}
	found := form.FindString(r.text[r.at:])
	if found == "" {
		return nil, r.fail(r.at, "Expected: '<"+name+">', received: '<none>'")
	}
	r.at += len(found)
	inner := strings.ReplaceAll(found[1:len(found)-1], `\`+string(quote), string(quote))
	return r.resolve(strings.ReplaceAll(inner, `\\`, `\`))
}

func (r *shorthand) resolve(word string) (any, error) {
	if !r.files {
		return word, nil
	}
	v, ok, err := r.load(word)
	if err != nil || !ok {
		return word, err
	}
	return v, nil
}

// convert gives what shorthand syntax brought the types of the shape: a word becomes a number, true or false, and a
// value where a list is wanted becomes a list of it. What does not fit the shape stays as it is.
func convert(s *shape, v any) (any, error) {
	switch s.Type {
	case typeStructure:
		o, ok := v.(*object)
		if !ok {
			return v, nil
		}
		if s.holdsSecret() && slices.ContainsFunc(o.names, func(name string) bool { return s.member(name) == nil }) {
			return nil, &keyError{s.memberNames()}
		}
		for _, m := range s.Members {
			if !o.has(m.Name) {
				continue
			}
			if m.Shape.Type == typeDocument {
				//lint:ignore ST1005 the aws command line's own words
				return nil, fmt.Errorf("Shorthand syntax does not support document types. Use JSON input for top-level argument "+
					"to specify nested parameter: %s", m.Name)
			}
			converted, err := convert(m.Shape, o.values[m.Name])
			if err != nil {
				return nil, err
			}
			o.values[m.Name] = converted
		}
	case typeList:
		list, ok := v.([]any)
		if !ok {
			return []any{v}, nil // The element is not converted, by the original either.
		}
		for i := range list {
			converted, err := convert(s.Element, list[i])
			if err != nil {
				return nil, err
			}
			list[i] = converted
		}
	case typeMap:
		o, ok := v.(*object)
		if !ok {
			return v, nil
		}
		for name, value := range o.values {
			converted, err := convert(s.Value, value)
			if err != nil {
				return nil, err
			}
			o.values[name] = converted
		}
	case typeInteger, typeLong:
		word, ok := v.(string)
		if ok {
			if n, ok := parseInteger(word); ok {
				return n, nil
			}
		}
		return nil, errNotANumber
	case typeBoolean:
		word, ok := v.(string)
		switch {
		case !ok:
			return nil, errNotABoolean
		case strings.EqualFold(word, "true"):
			return true, nil
		case strings.EqualFold(word, "false"):
			return false, nil
		}
	}
	return v, nil
}
