package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
)

// form is one of the two forms in which models are published.
type form string

const (
	botocoreForm form = "botocore"
	smithyForm   form = "Smithy"
)

// keptFile is the name of the file that keeps a service's model: after the service, and as the form is published.
func (f form) keptFile(service string) string {
	if f == smithyForm {
		return service + ".smithy.json"
	}
	return service + ".service-2.json"
}

// other returns the other form.
func (f form) other() form {
	if f == smithyForm {
		return botocoreForm
	}
	return smithyForm
}

// prose are the names under which a model has texts for people, examples and rules for clients.
var prose = []string{
	"documentation", "documentationUrl", "deprecatedMessage", "deprecatedSince", "examples",
	"smithy.api#documentation", "smithy.api#externalDocumentation", "smithy.api#examples", "smithy.api#title",
}

// named are the objects in a model whose names are a service's own, so that none of them is prose.
var named = []string{"operations", "shapes", "members"}

// formatFacts returns a model without prose: the names in the order that they have, one space of indentation.
func formatFacts(model []byte) ([]byte, error) {
	bare, err := dropProse(model, false)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, bare, "", " "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// dropProse returns a JSON value without prose at any depth. ownNames says that the names of the object itself are the
// service's.
func dropProse(value []byte, ownNames bool) ([]byte, error) {
	value = bytes.TrimSpace(value)
	switch {
	case len(value) > 0 && value[0] == '{':
		var fields object
		if err := json.Unmarshal(value, &fields); err != nil {
			return nil, err
		}
		return formatObject(fields, ownNames)
	case len(value) > 0 && value[0] == '[':
		var items []json.RawMessage
		if err := json.Unmarshal(value, &items); err != nil {
			return nil, err
		}
		for i, item := range items {
			bare, err := dropProse(item, false)
			if err != nil {
				return nil, err
			}
			items[i] = bare
		}
		return joinJSON("[", items, "]"), nil
	}
	return value, nil
}

func formatObject(fields object, ownNames bool) ([]byte, error) {
	var kept []json.RawMessage
	for _, f := range fields {
		if !ownNames && isProse(f.name) {
			continue
		}
		bare, err := dropProse(f.value, !ownNames && slices.Contains(named, f.name))
		if err != nil {
			return nil, fmt.Errorf("%q: %w", f.name, err)
		}
		if !ownNames && f.name == "traits" && bytes.Equal(bare, []byte("{}")) {
			continue // It had nothing but prose.
		}
		if !ownNames && f.name == "smithy.api#deprecated" {
			bare = []byte("{}") // It says since when, and what instead.
		}
		kept = append(kept, slices.Concat(plainjson.Marshal(f.name), []byte(":"), bare))
	}
	return joinJSON("{", kept, "}"), nil
}

func isProse(name string) bool {
	return slices.Contains(prose, name) ||
		strings.HasPrefix(name, "smithy.rules#") || strings.HasPrefix(name, "smithy.test#")
}

// joinJSON writes an array or an object of values, or of names with values.
func joinJSON[T ~[]byte](open string, parts []T, end string) []byte {
	out := []byte(open)
	for i, part := range parts {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, part...)
	}
	return append(out, end...)
}

// removeOtherForm removes the file that keeps the service in the other form, so that one model of it is kept. It
// reports whether there was one.
func removeOtherForm(dir, service string, f form) (path string, removed bool, err error) {
	path = filepath.Join(dir, f.other().keptFile(service))
	switch err := os.Remove(path); {
	case err == nil:
		return path, true, nil
	case os.IsNotExist(err):
		return path, false, nil
	default:
		return path, false, err
	}
}
