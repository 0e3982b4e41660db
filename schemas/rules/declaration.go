package rules

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
)

// Declaration is a rule as its file has it. [Parse] makes them. It is read-only.
type Declaration struct {
	// ID is lower-case words and digits, joined by hyphens, at most 48 bytes. The rule's code is "rule." and it.
	ID string
	// On are the operations, by full or bare names.
	On []string
	// At are the places whose values are looked at. The body is the empty text, and the default.
	At []string
	// Holds is the expression. The rule is broken where it is false.
	Holds string
	// Level is error, warn or off; by default error.
	Level string
	// Exception is what the service answers with; by default InvalidParameterException.
	Exception string
	// Answer is the service's text, a template; empty where none is recorded. At most 255 bytes.
	Answer string
	// Message is for a person: what to do. At most 255 bytes in one line; {key} is its only placeholder. It is empty where
	// Answer says that, without placeholders; then Answer is the message too.
	Message string
	// After are ids of rules that the service looks at before this one.
	After []string
	// Source is where the rule is known from.
	Source string
	// Examples are requests that break the rule and their nearest that do not, at least one.
	Examples []Example

	Position
	fields map[string][]text // by key, the texts that are written there
}

// place is where the scalar value with that index is in a field's text of that number, or where that text begins for an
// index of -1. It is the rule's own place where the field has no such text.
func (d *Declaration) place(field string, number, index int) Position {
	texts := d.fields[field]
	if number >= len(texts) {
		return d.Position
	}
	return texts[number].at(index)
}

// Told is what a person is told: the message, or the answer where that says enough.
func (d *Declaration) Told() string {
	if d.Message == "" {
		return d.Answer
	}
	return d.Message
}

// Example is a request that breaks a rule, and the nearest that does not.
type Example struct {
	Breaks, Passes json.RawMessage
	On             string // the operation; by default the first of the rule
	At             string // the JSON Pointer at which Breaks breaks the rule; by default any
	Answer         string // the filled answer; by default any

	Position
	at, answer, on, breaks, passes Position
	hasAt                          bool
}

// The levels of a rule.
const (
	LevelError = "error"
	LevelWarn  = "warn"
	LevelOff   = "off"
)

// DefaultException is what a rule answers with that names no exception. A warning has it too, for those who set its
// level to error.
const DefaultException = "InvalidParameterException"

// The bounds of what a rule says, in bytes.
const (
	maxID   = 48
	maxText = 255
)

var (
	fieldNames = []string{
		"id", "on", "at", "holds", "level", "exception", "answer", "message", "after", "source", "examples",
	}
	requiredFields = []string{"id", "on", "holds", "source", "examples"}
	exampleNames   = []string{"breaks", "passes", "on", "at", "answer"}
)

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Parse reads the declarations of a file, in their order. The name of the file is for positions alone. The error is one
// *Error, or several joined: all that is wrong with the form of the file.
func Parse(file string, data []byte) ([]*Declaration, error) {
	d, body, err := parseDocument(file, data)
	if err != nil {
		return nil, err
	}
	list, ok := body.(*ast.SequenceNode)
	if !ok || len(list.Values) == 0 {
		at := Position{file, 1, 1}
		if body != nil {
			at = d.place(body)
		}
		return nil, d.failed(at, "", "the file is not a list of rules; begin each with - id:")
	}
	var all []*Declaration
	var failures []error
	ids := map[string]Position{}
	for _, n := range list.Values {
		r := &reader{document: d, declaration: &Declaration{Position: d.place(n), fields: map[string][]text{}}}
		r.read(n)
		id := r.declaration.ID
		if other, ok := ids[id]; ok {
			r.failed(r.declaration.fields["id"][0].start, "line %d has a rule of this id already; write another id",
				other.Line)
		}
		if id != "" {
			ids[id] = r.declaration.Position
		}
		all = append(all, r.declaration)
		failures = append(failures, r.failures...)
	}
	if err := errors.Join(failures...); err != nil {
		return nil, err
	}
	return all, nil
}

// reader reads one declaration.
type reader struct {
	*document
	declaration *Declaration
	failures    []error
}

func (r *reader) failed(at Position, format string, a ...any) {
	r.failures = append(r.failures, r.document.failed(at, r.declaration.ID, format, a...))
}

func (r *reader) read(n ast.Node) {
	d := r.declaration
	// The id comes first: all errors name it.
	d.ID = findID(n)
	values, ok := r.readFields(n, "a rule", fieldNames)
	if !ok {
		return
	}
	d.ID = r.readText(values, "id")
	if d.ID != "" && (!idForm.MatchString(d.ID) || len(d.ID) > maxID) {
		r.failed(r.start("id"), "the id %q is not lower-case words and digits joined by hyphens, of at most %d bytes",
			d.ID, maxID)
	}
	d.On = r.readTexts(values, "on")
	d.At = r.readTexts(values, "at")
	d.Holds = r.readText(values, "holds")
	d.Level = r.readText(values, "level")
	d.Exception = r.readText(values, "exception")
	d.Answer = r.readText(values, "answer")
	d.Message = r.readText(values, "message")
	d.After = r.readTexts(values, "after")
	d.Source = r.readText(values, "source")
	r.readExamples(values["examples"])
	var missing []string
	for _, name := range requiredFields {
		// What YAML reads in another way than it was meant can swallow the keys after it.
		if values[name] == nil && len(r.failures) == 0 {
			missing = append(missing, name)
		}
	}
	if values["message"] == nil && values["answer"] == nil && len(r.failures) == 0 {
		missing = append(missing, "message")
	}
	if len(missing) > 0 {
		r.failed(d.Position, "the rule lacks %s; add what is missing", strings.Join(missing, ", "))
	}
	if len(d.At) == 0 {
		d.At = []string{""}
	}
	if d.Level == "" {
		d.Level = LevelError
	} else if levels := []string{LevelError, LevelWarn, LevelOff}; !slices.Contains(levels, d.Level) {
		r.failed(r.start("level"), "the level is %s, not %q", oneOf(levels), d.Level)
	}
	if d.Exception == "" {
		d.Exception = DefaultException
	}
	answer := r.checkTemplate("answer", d.Answer)
	if d.Message == "" && answer != nil && len(answer.placeholders) > 0 {
		r.failed(d.Position, "the answer shows a value, which a message never does; write a message as well")
	}
	if t := r.checkTemplate("message", d.Message); t != nil {
		for _, p := range t.placeholders {
			if p.source != keyName {
				r.failed(d.fields["message"][0].at(p.index),
					"a message says what to do, never a value; its only placeholder is {key}")
			}
		}
	}
	if slices.Contains(d.After, d.ID) {
		r.failed(r.start("after"), "the rule is not after itself; take its id out")
	}
}

// findID returns the id of a declaration as far as it is one, for messages.
func findID(n ast.Node) string {
	mapping, _ := entries(n)
	for _, entry := range mapping {
		if entry.Key.GetToken().Value == "id" {
			return strings.TrimSpace(entry.Value.GetToken().Value)
		}
	}
	return ""
}

// start is where the text of a field begins.
func (r *reader) start(name string) Position {
	return r.declaration.fields[name][0].start
}

// readFields returns the values of a mapping by key. It refuses other keys than the names.
func (r *reader) readFields(n ast.Node, what string, names []string) (map[string]ast.Node, bool) {
	mapping, ok := entries(n)
	if !ok {
		r.failed(r.place(n), "%s is a mapping; write one of %s", what, strings.Join(names, ", "))
		return nil, false
	}
	values := map[string]ast.Node{}
	for _, entry := range mapping {
		at, name := r.place(entry.Key), entry.Key.GetToken().Value
		if !slices.Contains(names, name) {
			r.failed(at, "%s has no key %q%s", what, name, Meant(name, names))
			continue
		}
		if _, isNull := entry.Value.(*ast.NullNode); isNull {
			r.refuseEmpty(at, name, "empty")
		}
		values[name] = entry.Value
	}
	return values, true
}

// refuseEmpty refuses a field that says nothing, and says how it may be mended.
func (r *reader) refuseEmpty(at Position, name, what string) {
	advice := "leave it out, or say what it is"
	if slices.Contains(requiredFields, name) {
		advice = "say what it is"
	}
	r.failed(at, "%s is %s; %s", name, what, advice)
}

// readText reads a field that is a text. It is empty where the field is missing or no text, which is refused.
func (r *reader) readText(values map[string]ast.Node, name string) string {
	texts := r.readTexts(values, name)
	if len(texts) == 0 {
		return ""
	}
	if _, isList := values[name].(*ast.SequenceNode); isList {
		r.failed(r.place(values[name]), "%s is one text, not a list", name)
	}
	return texts[0]
}

// readTexts reads a field that is a text or a list of texts.
func (r *reader) readTexts(values map[string]ast.Node, name string) []string {
	value := values[name]
	if value == nil {
		return nil
	}
	nodes := []ast.Node{value}
	if list, ok := value.(*ast.SequenceNode); ok {
		nodes = list.Values
		if len(nodes) == 0 {
			r.refuseEmpty(r.place(value), name, "an empty list")
		}
	}
	var read []string
	for _, n := range nodes {
		t, ok := r.text(n)
		line := strings.TrimSuffix(t.value, "\n")
		switch _, isNull := n.(*ast.NullNode); {
		case isNull:
			// readFields has refused it, or it is an element.
			if n != value {
				r.failed(r.place(n), "this element of %s is empty; take it out", name)
			}
			continue
		case !ok:
			r.failed(r.place(n), "%s is a text; put it in quotes, or in a block after >-", name)
			continue
		case strings.TrimSpace(line) == "" && (line != "" || name != "at"):
			r.refuseEmpty(t.start, name, "empty")
		case name != "holds" && strings.ContainsFunc(line, unicode.IsControl):
			r.failed(t.start, "%s is one line of characters that can be seen; write it in a block after >-", name)
		case slices.Contains(read, line):
			r.failed(t.start, "%s has %q twice; take one out", name, line)
		}
		r.declaration.fields[name] = append(r.declaration.fields[name], t)
		read = append(read, line)
	}
	return read
}

// checkTemplate checks the form of a text with placeholders. It returns nil for a bad one.
func (r *reader) checkTemplate(name, value string) *template {
	if len(value) > maxText {
		r.failed(r.start(name), "%s has %d bytes; write at most %d", name, len(value), maxText)
	}
	t, index, err := parseTemplate(value)
	if err != nil {
		r.failed(r.declaration.fields[name][0].at(index), "%s", err)
		return nil
	}
	return &t
}

func (r *reader) readExamples(n ast.Node) {
	nodes := []ast.Node{n}
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return // which is refused already
	case *ast.SequenceNode:
		nodes = n.Values
		if len(nodes) == 0 {
			r.failed(r.place(n), "there is no example; write one")
		}
	}
	for _, n := range nodes {
		r.readExample(n)
	}
}

func (r *reader) readExample(n ast.Node) {
	e := Example{Position: r.place(n)}
	values, ok := r.readFields(n, "an example", exampleNames)
	if !ok {
		return
	}
	for _, part := range []struct {
		name string
		json *json.RawMessage
		at   *Position
	}{{"breaks", &e.Breaks, &e.breaks}, {"passes", &e.Passes, &e.passes}} {
		value := values[part.name]
		if value == nil {
			r.failed(e.Position, "%s is missing: the example's request", part.name)
			continue
		}
		*part.at = r.place(value)
		body, err := r.json(value, r.declaration.ID)
		switch {
		case err != nil:
			r.failures = append(r.failures, err)
		case body[0] != '{':
			r.failed(*part.at, "%s is a request, a mapping of its members", part.name)
		}
		*part.json = body
	}
	for _, part := range []struct {
		name  string
		value *string
		at    *Position
	}{{"on", &e.On, &e.on}, {"at", &e.At, &e.at}, {"answer", &e.Answer, &e.answer}} {
		value := values[part.name]
		if value == nil {
			continue
		}
		t, ok := r.text(value)
		if !ok {
			r.failed(r.place(value), "%s is a text; put it in quotes", part.name)
			continue
		}
		*part.value, *part.at = strings.TrimSuffix(t.value, "\n"), t.start
	}
	e.hasAt = values["at"] != nil
	r.declaration.Examples = append(r.declaration.Examples, e)
}
