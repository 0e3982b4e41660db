package reference

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// Differences holds, by name, every way in which jsonschema/v5 on the documents says
// something else than a report should, with the reason. [Leaves] makes up for each.
// The corpus's own test fails where one is never met.
var Differences = map[string]string{
	"null is absent": "an optional member is written anyOf a shape or null, so that a value which is neither also " +
		"fails to be null: that failure is dropped",
	"required null": "a required member that is null is absent for the service: type becomes required",
	"null within":   "null in a list or a map has a code of its own: type becomes null",
	"type alone": "JSON Schema goes on to compare a number that is out of its type's range, or to measure a text " +
		"that is not base64: codes beside a type at the same place are dropped",
	"blob text length": "a blob's maxLength bounds the text and follows from the bound on bytes, which fails with it: " +
		"the two are one length.max",
	"empty name": "jsonschema/v5 leaves a map's empty name out of a location: it is put back where the keyword's " +
		"location shows a map",
	"escaped locations": "jsonschema/v5 percent-encodes what RFC 6901 leaves as it is",
	"names in one text": "all missing members stand in one message: they become a violation each",
}

// codes are the report's codes by jsonschema's keywords.
var codes = map[string]string{
	"type": "type", "x-type": "type", "required": "required",
	"minLength": "length.min", "maxLength": "length.max", "x-min": "length.min", "x-max": "length.max",
	"minItems": "items.min", "maxItems": "items.max", "minProperties": "entries.min", "maxProperties": "entries.max",
	"minimum": "range.min", "maximum": "range.max", "pattern": "pattern", "enum": "enum",
}

// Leaves returns what the Validate method of a schema of package schemas has found, in
// a report's terms, sorted; none for nil. It panics on an error that is no validation
// error, or that holds a keyword which the documents do not use.
func Leaves(err error) []corpus.Violation {
	return leaves(err, func(string) {})
}

// leaves calls met with the name of each difference it makes up for.
func leaves(err error, met func(string)) []corpus.Violation {
	if err == nil {
		return nil
	}
	var top *jsonschema.ValidationError
	if !errors.As(err, &top) {
		panic(fmt.Sprintf("reference: not a validation error: %v", err))
	}
	var found []corpus.Violation
	var visit func(*jsonschema.ValidationError)
	visit = func(e *jsonschema.ValidationError) {
		for _, cause := range e.Causes {
			visit(cause)
		}
		if len(e.Causes) == 0 {
			found = append(found, leaf(e, met)...)
		}
	}
	visit(top)

	typed, seen := map[corpus.Violation]bool{}, map[corpus.Violation]bool{}
	for _, v := range found {
		if v.Code == "type" {
			typed[v] = true
		}
	}
	var kept []corpus.Violation
	for _, v := range found {
		if v.Code == "length.max" && seen[v] {
			met("blob text length")
		}
		seen[v] = true
		if v.Code != "type" && typed[corpus.Violation{Pointer: v.Pointer, Code: "type", Key: v.Key}] {
			met("type alone")
			continue
		}
		kept = append(kept, v)
	}
	return corpus.Sort(kept)
}

var quotedName = regexp.MustCompile(`'([^']*)'`)

func leaf(e *jsonschema.ValidationError, met func(string)) []corpus.Violation {
	at, keyword := locate(e.KeywordLocation)
	code, ok := codes[keyword]
	if !ok {
		panic(fmt.Sprintf("reference: keyword %s at %s", keyword, e.KeywordLocation))
	}
	v := corpus.Violation{Pointer: at.pointer(e, met), Code: code, Key: at.last == "propertyNames"}
	switch {
	case keyword == "type" && at.orNull:
		met("null is absent")
		return nil
	case keyword == "type" && strings.HasSuffix(e.Message, "but got null"):
		switch at.last {
		case "items", "additionalProperties":
			met("null within")
			v.Code = "null"
		case "properties":
			met("required null")
			v.Code = "required"
		}
	case keyword == "required":
		var each []corpus.Violation
		for _, name := range quotedName.FindAllStringSubmatch(e.Message, -1) {
			each = append(each, corpus.Violation{Pointer: v.Pointer + jsonpointer.Join(name[1]), Code: code})
		}
		if len(each) > 1 {
			met("names in one text")
		}
		return each
	}
	return []corpus.Violation{v}
}

// keywordPlace is what a keyword location says of the instance.
type keywordPlace struct {
	moves  []string // the keywords that lead one level down in the instance, in order
	last   string   // the last of them
	orNull bool     // the second branch of anyOf a shape or null
}

// locate reads a keyword location.
func locate(location string) (keywordPlace, string) {
	var p keywordPlace
	path := strings.Split(strings.TrimPrefix(location, "/"), "/")
	keyword := path[len(path)-1]
	for i := 0; i < len(path)-1; i++ {
		switch path[i] {
		case "$ref":
			continue
		case "anyOf":
			i++
			p.orNull = path[i] == "1"
			continue
		case "properties":
			i++
			p.last = "properties"
		case "items", "additionalProperties", "propertyNames":
			p.last = path[i]
		default:
			panic(fmt.Sprintf("reference: keyword location %s", location))
		}
		p.moves = append(p.moves, p.last)
		p.orNull = false
	}
	return p, keyword
}

// pointer returns the instance's location as RFC 6901 writes it.
func (p keywordPlace) pointer(e *jsonschema.ValidationError, met func(string)) string {
	pointer, err := url.PathUnescape(e.InstanceLocation)
	if err != nil {
		panic(fmt.Sprintf("reference: location %s: %v", e.InstanceLocation, err))
	}
	if pointer != e.InstanceLocation {
		met("escaped locations")
	}
	if strings.Count(pointer, "/") == len(p.moves) {
		return pointer
	}
	// One move is through the empty name, which leaves no trace in the location.
	met("empty name")
	through := -1
	for i, move := range p.moves {
		if move == "additionalProperties" || move == "propertyNames" {
			if through >= 0 {
				panic(fmt.Sprintf("reference: location %s does not tell which name is empty", e.InstanceLocation))
			}
			through = i
		}
	}
	tokens := strings.Split(pointer, "/") // the first is what precedes the first slash
	return strings.Join(slices.Insert(tokens, through+1, ""), "/")
}
