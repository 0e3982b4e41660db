package rules

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// document is a YAML file whose nodes are read with their places.
type document struct {
	file    string
	lines   [][]rune
	anchors map[string][]byte // the JSON of the requests' parts that have a name
}

// parseDocument returns the file's one document, or nil for a file without any.
func parseDocument(file string, data []byte) (*document, ast.Node, error) {
	d := &document{file: file, anchors: map[string][]byte{}}
	switch {
	case IsPack(data):
		return nil, nil, d.failed(Position{file, 1, 1}, "", "the file is compiled already; give the YAML that it was made of")
	case !utf8.Valid(data):
		return nil, nil, d.failed(Position{file, 1, 1}, "", "the file is neither a compiled pack nor YAML in UTF-8")
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	for line := range strings.SplitSeq(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n") {
		d.lines = append(d.lines, []rune(line))
	}
	parsed, err := parser.ParseBytes(data, 0)
	if err != nil {
		var syntax *yaml.SyntaxError
		if !errors.As(err, &syntax) {
			return nil, nil, &Error{Position: Position{file, 1, 1}, Message: err.Error()}
		}
		return nil, nil, d.failed(d.position(syntax.Token), "", "%s", describeYAML(syntax.Message))
	}
	var body ast.Node
	for _, document := range parsed.Docs {
		switch {
		case document.Body == nil:
		case body != nil:
			return nil, nil, d.failed(d.place(document.Body), "", "a second document begins; write one list")
		default:
			body = document.Body
		}
	}
	return d, body, nil
}

// describeYAML says what is wrong with what is no YAML.
func describeYAML(message string) string {
	key, _, twice := strings.Cut(message, " already defined at ")
	switch {
	case twice:
		return strings.Replace(key, "mapping key", "the key", 1) + " is there already; take one out"
	case strings.Contains(message, "\t"):
		return "this is not YAML: there is a tab; indent by spaces"
	}
	return "this is not YAML: " + message + "; all keys of a rule begin in one column, and an expression or a text with " +
		"characters of YAML's own goes in quotes, or in a block after >-"
}

func (d *document) failed(at Position, rule, format string, a ...any) error {
	return &Error{at, rule, fmt.Sprintf(format, a...)}
}

func (d *document) position(t *token.Token) Position {
	if t == nil || t.Position == nil {
		return Position{d.file, 1, 1}
	}
	return Position{d.file, t.Position.Line, t.Position.Column}
}

// place is where a node begins.
func (d *document) place(n ast.Node) Position {
	if mapping, ok := n.(*ast.MappingNode); ok && !mapping.IsFlowStyle && len(mapping.Values) > 0 {
		n = mapping.Values[0].Key
	}
	return d.position(n.GetToken())
}

// entries are the entries of a mapping.
func entries(n ast.Node) ([]*ast.MappingValueNode, bool) {
	if mapping, ok := n.(*ast.MappingNode); ok {
		return mapping.Values, true
	}
	return nil, false
}

// text reads a string.
func (d *document) text(n ast.Node) (text, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return align(n.Value, d.place(n), d.lines), true
	case *ast.LiteralNode:
		return align(n.Value.Value, d.place(n), d.lines), true
	}
	return text{}, false
}

// maxRequest bounds what the names of parts can make of a request, in bytes.
const maxRequest = 1 << 20

// number is a number as JSON writes it.
var number = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// json writes a node as JSON, with the members in their order and the digits of numbers as they are.
func (d *document) json(n ast.Node, rule string) ([]byte, error) {
	var b bytes.Buffer
	err := d.writeJSON(&b, n, rule)
	return b.Bytes(), err
}

func (d *document) writeJSON(b *bytes.Buffer, n ast.Node, rule string) error {
	if members, ok := entries(n); ok {
		b.WriteByte('{')
		for i, member := range members {
			if i > 0 {
				b.WriteByte(',')
			}
			key := member.Key.GetToken().Value
			if t, ok := d.text(member.Key); ok {
				key = t.value
			} else if member.Key.IsMergeKey() {
				return d.failed(d.place(member.Key), rule, "a mapping is not merged into another; write its members here")
			}
			b.Write(plainjson.Marshal(key))
			b.WriteByte(':')
			if err := d.writeJSON(b, member.Value, rule); err != nil {
				return err
			}
		}
		b.WriteByte('}')
		return nil
	}
	if t, ok := d.text(n); ok {
		b.Write(plainjson.Marshal(t.value))
		return nil
	}
	switch n := n.(type) {
	case *ast.AnchorNode:
		start := b.Len()
		if err := d.writeJSON(b, n.Value, rule); err != nil {
			return err
		}
		d.anchors[n.Name.GetToken().Value] = bytes.Clone(b.Bytes()[start:])
	case *ast.AliasNode:
		name := n.Value.GetToken().Value
		part, known := d.anchors[name]
		switch {
		case !known:
			return d.failed(d.place(n), rule, "nothing in the requests before this is named &%s", name)
		case b.Len()+len(part) > maxRequest:
			return d.failed(d.place(n), rule, "the request grows beyond %d bytes; write a smaller one", maxRequest)
		}
		b.Write(part)
	case *ast.SequenceNode:
		b.WriteByte('[')
		for i, element := range n.Values {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := d.writeJSON(b, element, rule); err != nil {
				return err
			}
		}
		b.WriteByte(']')
	case *ast.NullNode:
		b.WriteString("null")
	case *ast.BoolNode:
		fmt.Fprint(b, n.Value)
	case *ast.IntegerNode, *ast.FloatNode:
		if digits := n.GetToken().Value; number.MatchString(digits) {
			b.WriteString(digits)
			return nil
		}
		return d.failed(d.place(n), rule, "%s is no number of JSON; write it in decimal, or a text in quotes",
			n.GetToken().Value)
	default:
		return d.failed(d.place(n), rule, "a request has texts, numbers, true, false, null, lists and mappings only; "+
			"a text with characters of YAML's own goes in quotes")
	}
	return nil
}
