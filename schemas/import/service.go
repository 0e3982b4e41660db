package main

import "fmt"

// service is what both forms of a model are read into: facts only.
type service struct {
	name         string // the endpoint prefix
	apiVersion   string
	protocol     string // "json" or "rest-json"
	jsonVersion  string // empty for rest-json
	targetPrefix string // empty for rest-json
	operations   []operation
	shapes       map[string]*shape
}

type operation struct {
	name          string
	input, output string // shape names; empty where the model has none
	method, uri   string
	responseCode  int // 0 where the model has none
	errors        []string
	noAuth        bool
}

// shapeTypes are the types a document may name; a model with any other is refused.
var shapeTypes = map[string]bool{
	"structure": true, "list": true, "map": true, "string": true, "blob": true,
	"integer": true, "long": true, "boolean": true, "timestamp": true, "document": true,
}

type shape struct {
	kind         string // one of shapeTypes
	sensitive    bool
	members      []member // of a structure, in declared order
	element      string   // of a list
	key, value   string   // of a map
	min, max     *int64
	pattern      string   // the text as the service has it
	enum         []string // declared order
	addedAnchors bool     // the pattern's text may carry anchors that the form added
}

type member struct {
	name         string
	shape        string
	required     bool
	deprecated   bool
	sensitive    bool
	location     string // uri, querystring, header, headers, statusCode
	locationName string
}

// targets returns the names of the shapes that the shape refers to.
func (s *shape) targets() []string {
	var names []string
	for _, m := range s.members {
		names = append(names, m.shape)
	}
	for _, name := range []string{s.element, s.key, s.value} {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// reachable returns the names of all shapes that an input or an output leads to.
func (s *service) reachable() (map[string]bool, error) {
	found := map[string]bool{}
	var visit func(name, from string) error
	visit = func(name, from string) error {
		if found[name] {
			return nil
		}
		sh, ok := s.shapes[name]
		if !ok {
			return fmt.Errorf("%s refers to shape %s, which the model does not have", from, name)
		}
		found[name] = true
		for _, target := range sh.targets() {
			if err := visit(target, "shape "+name); err != nil {
				return err
			}
		}
		return nil
	}
	for _, op := range s.operations {
		for _, name := range []string{op.input, op.output} {
			if name == "" {
				continue
			}
			if err := visit(name, "operation "+op.name); err != nil {
				return nil, err
			}
			if kind := s.shapes[name].kind; kind != "structure" {
				return nil, fmt.Errorf("operation %s: shape %s is a %s, not a structure", op.name, name, kind)
			}
		}
	}
	return found, nil
}
