package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// readSmithy reads the JSON AST form. Shape names lose their namespace; a prelude
// shape (smithy.api#String) becomes one of the service, as in botocore's form.
func readSmithy(top object) (*service, error) {
	var version string
	if _, err := top.read("smithy", &version); err != nil {
		return nil, err
	}
	if !strings.HasPrefix(version, "1.") && !strings.HasPrefix(version, "2.") {
		return nil, fmt.Errorf("the version of Smithy, %q, is neither 1 nor 2", version)
	}
	var shapes object
	if ok, err := top.read("shapes", &shapes); err != nil || !ok {
		return nil, missing("shapes", err)
	}
	m := smithyModel{shapes: map[string]smithyShape{}, out: &service{shapes: map[string]*shape{}}}
	root := ""
	for _, f := range shapes {
		var sh smithyShape
		if err := decodeStrict(f.value, &sh); err != nil {
			return nil, fmt.Errorf("shape %s: %w", f.name, err)
		}
		m.shapes[f.name] = sh
		if sh.Type == "service" {
			if root != "" {
				return nil, fmt.Errorf("two services, %s and %s", root, f.name)
			}
			root = f.name
		}
	}
	if root == "" {
		return nil, errors.New("no service shape")
	}
	if err := m.readService(root); err != nil {
		return nil, fmt.Errorf("service %s: %w", root, err)
	}
	for _, f := range shapes {
		sh := m.shapes[f.name]
		switch sh.Type {
		case "service", "operation", "resource":
			continue
		}
		read, err := readSmithyShape(sh)
		if err != nil {
			return nil, fmt.Errorf("shape %s: %w", f.name, err)
		}
		name := local(f.name)
		if _, ok := m.out.shapes[name]; ok {
			return nil, fmt.Errorf("shape %s: another namespace has a shape of that name", f.name)
		}
		m.out.shapes[name] = read
	}
	for _, name := range slices.Sorted(maps.Keys(m.out.shapes)) {
		if err := m.resolve(m.out.shapes[name]); err != nil {
			return nil, fmt.Errorf("shape %s: %w", name, err)
		}
	}
	return m.out, nil
}

type smithyModel struct {
	shapes map[string]smithyShape
	out    *service
}

type smithyTarget struct {
	Target string `json:"target"`
}

type smithyShape struct {
	Type       string            `json:"type"`
	Traits     object            `json:"traits"`
	Members    object            `json:"members"`
	Member     json.RawMessage   `json:"member"`
	Key        json.RawMessage   `json:"key"`
	Value      json.RawMessage   `json:"value"`
	Mixins     []smithyTarget    `json:"mixins"`
	Version    string            `json:"version"`
	Operations []smithyTarget    `json:"operations"`
	Resources  []smithyTarget    `json:"resources"`
	Rename     map[string]string `json:"rename"`
	Input      smithyTarget      `json:"input"`
	Output     smithyTarget      `json:"output"`
	Errors     []smithyTarget    `json:"errors"`
}

// local returns a shape's name without its namespace.
func local(id string) string {
	_, name, _ := strings.Cut(id, "#")
	return name
}

func (m *smithyModel) readService(id string) error {
	root := m.shapes[id]
	if len(root.Resources) > 0 || len(root.Rename) > 0 {
		return errors.New("resources and renamed shapes are not read")
	}
	var about struct {
		EndpointPrefix string `json:"endpointPrefix"`
	}
	if _, err := root.Traits.read("aws.api#service", &about); err != nil {
		return err
	}
	s := m.out
	s.name = about.EndpointPrefix
	s.apiVersion = root.Version
	switch {
	case root.Traits.has("aws.protocols#awsJson1_1"):
		s.protocol, s.jsonVersion, s.targetPrefix = "json", "1.1", local(id)
	case root.Traits.has("aws.protocols#awsJson1_0"):
		s.protocol, s.jsonVersion, s.targetPrefix = "json", "1.0", local(id)
	case root.Traits.has("aws.protocols#restJson1"):
		s.protocol = "rest-json"
	}
	if err := s.checkMetadata(); err != nil {
		return err
	}
	for _, t := range root.Operations {
		op, err := m.readOperation(t.Target, root.Errors)
		if err != nil {
			return fmt.Errorf("operation %s: %w", t.Target, err)
		}
		s.operations = append(s.operations, op)
	}
	return nil
}

func (m *smithyModel) readOperation(id string, common []smithyTarget) (operation, error) {
	sh, ok := m.shapes[id]
	if !ok {
		return operation{}, errors.New("the model does not have it")
	}
	if sh.Type != "operation" || len(sh.Mixins) > 0 {
		return operation{}, errors.New("not a plain operation shape")
	}
	op := operation{name: local(id), input: structureOf(sh.Input), output: structureOf(sh.Output)}
	for _, t := range slices.Concat(sh.Errors, common) {
		op.errors = append(op.errors, local(t.Target))
	}
	var auth []string
	listed, err := sh.Traits.read("smithy.api#auth", &auth)
	if err != nil {
		return operation{}, err
	}
	op.noAuth = listed && len(auth) == 0 || sh.Traits.has("smithy.api#optionalAuth")

	if m.out.protocol == "json" {
		op.method, op.uri = "POST", "/" // awsJson does not read smithy.api#http
		return op, nil
	}
	http := struct {
		Method string `json:"method"`
		URI    string `json:"uri"`
		Code   int    `json:"code"`
	}{Code: 200}
	if ok, err := sh.Traits.read("smithy.api#http", &http); err != nil || !ok {
		return operation{}, missing("smithy.api#http", err)
	}
	op.method, op.uri, op.responseCode = http.Method, http.URI, http.Code
	return op, nil
}

// structureOf returns the shape name of an input or output; Unit is none.
func structureOf(t smithyTarget) string {
	if t.Target == "smithy.api#Unit" {
		return ""
	}
	return local(t.Target)
}

func readSmithyShape(from smithyShape) (*shape, error) {
	if len(from.Mixins) > 0 {
		return nil, errors.New("mixins are not read")
	}
	sh := &shape{kind: from.Type, sensitive: from.Traits.has("smithy.api#sensitive"), addedAnchors: true}
	if err := sh.readConstraints(from.Traits); err != nil {
		return nil, err
	}
	switch from.Type {
	case "set":
		return nil, errors.New("sets are not read: their elements must be unique")
	case "structure":
		for _, f := range from.Members {
			m, err := readSmithyMember(f)
			if err != nil {
				return nil, fmt.Errorf("member %s: %w", f.name, err)
			}
			sh.members = append(sh.members, m)
		}
	case "enum":
		sh.kind = "string"
		for _, f := range from.Members {
			var m struct {
				Traits object `json:"traits"`
			}
			if err := decodeStrict(f.value, &m); err != nil {
				return nil, fmt.Errorf("member %s: %w", f.name, err)
			}
			value := f.name
			if _, err := m.Traits.read("smithy.api#enumValue", &value); err != nil {
				return nil, fmt.Errorf("member %s: %w", f.name, err)
			}
			sh.enum = append(sh.enum, value)
		}
	}
	for _, part := range []struct {
		raw  json.RawMessage
		into *string
		name string
	}{{from.Member, &sh.element, "member"}, {from.Key, &sh.key, "key"}, {from.Value, &sh.value, "value"}} {
		if part.raw == nil {
			continue
		}
		m, err := readSmithyMember(field{part.name, part.raw})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
		*part.into = m.shape
	}
	return sh, sh.check()
}

func (s *shape) readConstraints(traits object) error {
	type bounds struct {
		Min *int64 `json:"min"`
		Max *int64 `json:"max"`
	}
	for _, f := range traits {
		var err error
		switch f.name {
		case "smithy.api#length", "smithy.api#range":
			var b bounds
			err = decodeStrict(f.value, &b)
			s.min, s.max = b.Min, b.Max
		case "smithy.api#pattern":
			err = decodeStrict(f.value, &s.pattern)
		case "smithy.api#enum":
			var values []struct {
				Value string `json:"value"`
			}
			err = decodeStrict(f.value, &values)
			for _, v := range values {
				s.enum = append(s.enum, v.Value)
			}
		case "smithy.api#timestampFormat":
			err = checkTimestampFormat(f.value)
		case "smithy.api#uniqueItems", "smithy.api#sparse", "smithy.api#mixin":
			err = errors.New("not read")
		}
		if err != nil {
			return fmt.Errorf("trait %s: %w", f.name, err)
		}
	}
	return nil
}

func readSmithyMember(f field) (member, error) {
	m := member{name: f.name}
	var from struct {
		smithyTarget
		Traits object `json:"traits"`
	}
	if err := decodeStrict(f.value, &from); err != nil {
		return m, err
	}
	if from.Target == "" {
		return m, errors.New("no target")
	}
	m.shape = from.Target
	for _, t := range from.Traits {
		var err error
		switch t.name {
		case "smithy.api#required":
			m.required = true
		case "smithy.api#deprecated":
			m.deprecated = true
		case "smithy.api#httpLabel":
			m.location, m.locationName = "uri", m.name
		case "smithy.api#httpQuery":
			m.location = "querystring"
			err = decodeStrict(t.value, &m.locationName)
		case "smithy.api#httpHeader":
			m.location = "header"
			err = decodeStrict(t.value, &m.locationName)
		case "smithy.api#httpPrefixHeaders":
			m.location = "headers"
			err = decodeStrict(t.value, &m.locationName)
		case "smithy.api#httpResponseCode":
			m.location = "statusCode"
		case "smithy.api#jsonName":
			err = decodeStrict(t.value, &m.locationName)
		case "smithy.api#timestampFormat":
			err = checkTimestampFormat(t.value)
		case "smithy.api#httpPayload", "smithy.api#httpQueryParams",
			"smithy.api#length", "smithy.api#range", "smithy.api#pattern", "smithy.api#enum":
			err = errors.New("not read on a member")
		}
		if err != nil {
			return m, fmt.Errorf("trait %s: %w", t.name, err)
		}
	}
	return m, m.checkLocation()
}

// checkTimestampFormat refuses timestamps that are not numbers in JSON.
func checkTimestampFormat(raw json.RawMessage) error {
	var format string
	if err := decodeStrict(raw, &format); err != nil {
		return err
	}
	if format != "epoch-seconds" && format != "unixTimestamp" {
		return fmt.Errorf("timestamp format %q is not a number", format)
	}
	return nil
}

// preludeTypes are the prelude's shapes that have a type of ours.
var preludeTypes = map[string]string{
	"String": "string", "Blob": "blob", "Boolean": "boolean", "PrimitiveBoolean": "boolean",
	"Integer": "integer", "PrimitiveInteger": "integer", "Long": "long", "PrimitiveLong": "long",
	"Timestamp": "timestamp", "Document": "document",
}

// resolve turns the shape ids that a shape refers to into names, and adds the prelude
// shapes among them.
func (m *smithyModel) resolve(sh *shape) error {
	references := []*string{&sh.element, &sh.key, &sh.value}
	for i := range sh.members {
		references = append(references, &sh.members[i].shape)
	}
	for _, id := range references {
		name := local(*id)
		if strings.HasPrefix(*id, "smithy.api#") {
			kind, ok := preludeTypes[name]
			if !ok {
				return fmt.Errorf("prelude shape %s has no type of ours", *id)
			}
			prelude := &shape{kind: kind}
			if own, ok := m.out.shapes[name]; ok && !own.plain(kind) {
				return fmt.Errorf("%s and the model's own %s differ", *id, name)
			}
			m.out.shapes[name] = prelude
		}
		*id = name
	}
	return nil
}

// plain reports whether the shape is of the type and says nothing more.
func (s *shape) plain(kind string) bool {
	return s.kind == kind && !s.sensitive && s.min == nil && s.max == nil && s.pattern == "" && s.enum == nil
}

// dropAddedAnchors takes the ^ and $ off patterns to which the form added them. The
// form adds them to every pattern, so whether the service's own text had the pair
// cannot be seen in it: a pattern keeps the pair if known, the texts of an earlier
// document by shape, has it so, and loses it otherwise. The verdict is the same
// either way, because patterns match whole strings; only the text that a message
// quotes is at stake.
func (s *service) dropAddedAnchors(known map[string]string) {
	for name, sh := range s.shapes {
		if !sh.addedAnchors || known[name] == sh.pattern {
			continue
		}
		bare, start := strings.CutPrefix(sh.pattern, "^")
		bare, end := strings.CutSuffix(bare, "$")
		escaped := (len(bare)-len(strings.TrimRight(bare, `\`)))%2 == 1
		if start && end && !escaped {
			sh.pattern = bare
		}
	}
}
