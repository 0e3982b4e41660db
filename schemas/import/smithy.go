package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// readSmithy reads the JSON AST form. Shape names lose their namespace; a prelude shape (smithy.api#String) becomes one
// of the service, as in botocore's form.
func readSmithy(top object) (*model, error) {
	var version string
	if _, err := top.read("smithy", &version); err != nil {
		return nil, err
	}
	if !strings.HasPrefix(version, "1.") && !strings.HasPrefix(version, "2.") {
		return nil, fmt.Errorf("the version of Smithy, %q, is neither 1 nor 2", version)
	}
	var shapes object
	if ok, err := top.read("shapes", &shapes); err != nil || !ok {
		return nil, missingError("shapes", err)
	}
	m := smithyModel{model: newModel(), from: map[string]smithyShape{}, prelude: map[string]schemas.Type{}}
	root := ""
	for _, f := range shapes {
		var sh smithyShape
		if err := decodeStrict(f.value, &sh); err != nil {
			return nil, fmt.Errorf("shape %s: %w", f.name, err)
		}
		m.from[f.name] = sh
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
		switch m.from[f.name].Type {
		case "service", "operation", "resource":
			continue
		}
		m.refuse(trimNamespace(f.name), m.readShape(f.name))
	}
	return m.model, m.addPrelude()
}

// smithyModel is a model while it is read from Smithy's form.
type smithyModel struct {
	*model
	from    map[string]smithyShape  // by shape id
	prelude map[string]schemas.Type // the prelude's shapes that the model refers to, by name
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

// trimNamespace returns a shape's name without its namespace.
func trimNamespace(id string) string {
	_, name, _ := strings.Cut(id, "#")
	return name
}

func (m *smithyModel) readService(id string) error {
	root := m.from[id]
	if len(root.Resources) > 0 || len(root.Rename) > 0 {
		return errors.New("resources and renamed shapes are not read")
	}
	var about struct {
		EndpointPrefix string `json:"endpointPrefix"`
	}
	if _, err := root.Traits.read("aws.api#service", &about); err != nil {
		return err
	}
	s := m.service
	s.Name = about.EndpointPrefix
	s.APIVersion = root.Version
	switch {
	case root.Traits.has("aws.protocols#awsJson1_1"):
		s.Protocol, s.JSONVersion, s.TargetPrefix = "json", "1.1", trimNamespace(id)
	case root.Traits.has("aws.protocols#awsJson1_0"):
		s.Protocol, s.JSONVersion, s.TargetPrefix = "json", "1.0", trimNamespace(id)
	case root.Traits.has("aws.protocols#restJson1"):
		s.Protocol = "rest-json"
	}
	if err := checkMetadata(s); err != nil {
		return err
	}
	for _, t := range root.Operations {
		op, err := m.readOperation(t.Target, root.Errors)
		if err != nil {
			return fmt.Errorf("operation %s: %w", t.Target, err)
		}
		s.Operations = append(s.Operations, op)
	}
	return nil
}

func (m *smithyModel) readOperation(id string, common []smithyTarget) (*schemas.Operation, error) {
	sh, ok := m.from[id]
	if !ok {
		return nil, errors.New("the model does not have it")
	}
	if sh.Type != "operation" || len(sh.Mixins) > 0 {
		return nil, errors.New("not a plain operation shape")
	}
	op := &schemas.Operation{
		Service: m.service,
		Name:    trimNamespace(id),
		Input:   m.referOrEmpty(structureOf(sh.Input)),
		Output:  m.referOrEmpty(structureOf(sh.Output)),
	}
	for _, t := range slices.Concat(sh.Errors, common) {
		op.Errors = append(op.Errors, trimNamespace(t.Target))
	}
	var auth []string
	listed, err := sh.Traits.read("smithy.api#auth", &auth)
	if err != nil {
		return nil, err
	}
	op.NoAuth = listed && len(auth) == 0 || sh.Traits.has("smithy.api#optionalAuth")

	if m.service.Protocol == "json" {
		op.Method, op.RequestURI = "POST", "/" // awsJson does not read smithy.api#http
		return op, nil
	}
	http := struct {
		Method string `json:"method"`
		URI    string `json:"uri"`
		Code   int    `json:"code"`
	}{Code: 200}
	if ok, err := sh.Traits.read("smithy.api#http", &http); err != nil || !ok {
		return nil, missingError("smithy.api#http", err)
	}
	op.Method, op.RequestURI, op.ResponseCode = http.Method, http.URI, http.Code
	return op, nil
}

// structureOf returns the shape name of an input or output; Unit is none.
func structureOf(t smithyTarget) string {
	if t.Target == "smithy.api#Unit" {
		return ""
	}
	return trimNamespace(t.Target)
}

func (m *smithyModel) readShape(id string) error {
	from := m.from[id]
	if len(from.Mixins) > 0 {
		return errors.New("mixins are not read: flatten them in a copy of the model")
	}
	sh := m.refer(trimNamespace(id))
	if sh.Type != "" {
		return errors.New("another namespace has a shape of that name")
	}
	sh.Type, sh.Sensitive = schemas.Type(from.Type), from.Traits.has("smithy.api#sensitive")
	if err := readConstraints(sh, from.Traits); err != nil {
		return err
	}
	switch from.Type {
	case "structure":
		for _, f := range from.Members {
			member, err := m.readMember(f)
			if err != nil {
				return fmt.Errorf("member %s: %w", f.name, err)
			}
			sh.Members = append(sh.Members, member)
		}
	case "enum":
		sh.Type, sh.Enum = schemas.String, []string{}
		for _, f := range from.Members {
			var value struct {
				Traits object `json:"traits"`
			}
			if err := decodeStrict(f.value, &value); err != nil {
				return fmt.Errorf("member %s: %w", f.name, err)
			}
			text := f.name
			if _, err := value.Traits.read("smithy.api#enumValue", &text); err != nil {
				return fmt.Errorf("member %s: %w", f.name, err)
			}
			sh.Enum = append(sh.Enum, text)
		}
	}
	for _, part := range []struct {
		name string
		raw  json.RawMessage
		into **schemas.Shape
	}{{"member", from.Member, &sh.Element}, {"key", from.Key, &sh.Key}, {"value", from.Value, &sh.Value}} {
		if part.raw == nil {
			continue
		}
		member, err := m.readMember(field{part.name, part.raw})
		if err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
		*part.into = member.Shape
	}
	return checkShape(sh)
}

func readConstraints(s *schemas.Shape, traits object) error {
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
			s.Min, s.Max = b.Min, b.Max
		case "smithy.api#pattern":
			if err = decodeStrict(f.value, &s.ServicePattern); err == nil {
				err = checkPattern(s.ServicePattern)
			}
		case "smithy.api#enum":
			var values []struct {
				Value string `json:"value"`
			}
			err = decodeStrict(f.value, &values)
			s.Enum = []string{}
			for _, v := range values {
				s.Enum = append(s.Enum, v.Value)
			}
		case "smithy.api#timestampFormat":
			err = checkTimestampFormat(f.value)
		case "smithy.api#uniqueItems":
			err = fmt.Errorf("not read, because the elements must differ; %s", wayOut)
		case "smithy.api#sparse":
			err = fmt.Errorf("not read, because null may be among the values; %s", wayOut)
		default:
			err = checkIgnoredTrait(f.name)
		}
		if err != nil {
			return fmt.Errorf("trait %s: %w", f.name, err)
		}
	}
	return nil
}

// smithyIgnored are the traits of Smithy's own that cannot change a verdict. Any that is neither read nor listed is an
// error. idempotencyToken is among them: the client makes one up; in the request it is a member like any other.
var smithyIgnored = strings.Fields("documentation externalDocumentation title tags since examples internal private " +
	"unstable suppress recommended references idRef default addedDefault clientOptional box input output error " +
	"httpError retryable nestedProperties notProperty property sensitive deprecated idempotencyToken hostLabel " +
	"mediaType enumValue xmlName xmlNamespace xmlAttribute xmlFlattened")

// checkIgnoredTrait refuses a trait that nothing here knows. Traits of AWS, of tests and of endpoints are about
// clients.
func checkIgnoredTrait(id string) error {
	name, own := strings.CutPrefix(id, "smithy.api#")
	if own && slices.Contains(smithyIgnored, name) {
		return nil
	}
	if strings.HasPrefix(id, "aws.") || strings.HasPrefix(id, "smithy.") && !own {
		return nil
	}
	return errors.New("not a known trait; if it cannot change a verdict, " +
		"add it to smithyIgnored in schemas/import/smithy.go")
}

func (m *smithyModel) readMember(f field) (schemas.Member, error) {
	member := schemas.Member{Name: f.name}
	var from struct {
		smithyTarget
		Traits object `json:"traits"`
	}
	if err := decodeStrict(f.value, &from); err != nil {
		return member, err
	}
	var err error
	if member.Shape, err = m.referTo(from.smithyTarget); err != nil {
		return member, err
	}
	for _, t := range from.Traits {
		var err error
		switch t.name {
		case "smithy.api#required":
			member.Required = true
		case "smithy.api#deprecated":
			member.Deprecated = true
		case "smithy.api#httpLabel":
			member.Location, member.LocationName = "uri", member.Name
		case "smithy.api#httpQuery":
			member.Location = "querystring"
			err = decodeStrict(t.value, &member.LocationName)
		case "smithy.api#httpHeader":
			member.Location = "header"
			err = decodeStrict(t.value, &member.LocationName)
		case "smithy.api#httpPrefixHeaders":
			member.Location = "headers"
			err = decodeStrict(t.value, &member.LocationName)
		case "smithy.api#httpResponseCode":
			member.Location = "statusCode"
		case "smithy.api#jsonName":
			err = decodeStrict(t.value, &member.LocationName)
		case "smithy.api#timestampFormat":
			err = checkTimestampFormat(t.value)
		case "smithy.api#httpPayload", "smithy.api#httpQueryParams",
			"smithy.api#length", "smithy.api#range", "smithy.api#pattern", "smithy.api#enum":
			err = fmt.Errorf("not read on a member; %s", wayOut)
		default:
			err = checkIgnoredTrait(t.name)
		}
		if err != nil {
			return member, fmt.Errorf("trait %s: %w", t.name, err)
		}
	}
	return member, checkLocation(member)
}

// checkTimestampFormat refuses timestamps that are not numbers in JSON.
func checkTimestampFormat(raw json.RawMessage) error {
	var format string
	if err := decodeStrict(raw, &format); err != nil {
		return err
	}
	if format != "epoch-seconds" && format != "unixTimestamp" {
		return fmt.Errorf("timestamp format %q is not a number, as the services here have it; %s", format, wayOut)
	}
	return nil
}

// preludeTypes are the prelude's shapes that have a type of ours.
var preludeTypes = map[string]schemas.Type{
	"String": schemas.String, "Blob": schemas.Blob, "Timestamp": schemas.Timestamp, "Document": schemas.AnyValue,
	"Boolean": schemas.Boolean, "PrimitiveBoolean": schemas.Boolean,
	"Integer": schemas.Integer, "PrimitiveInteger": schemas.Integer,
	"Long": schemas.Long, "PrimitiveLong": schemas.Long,
}

// referTo returns the target's shape, and remembers one of the prelude for addPrelude.
func (m *smithyModel) referTo(t smithyTarget) (*schemas.Shape, error) {
	if t.Target == "" {
		return nil, errors.New("no target")
	}
	name := trimNamespace(t.Target)
	if strings.HasPrefix(t.Target, "smithy.api#") {
		kind, ok := preludeTypes[name]
		if !ok {
			kind := schemas.Type(strings.ToLower(name[:1]) + name[1:])
			return nil, fmt.Errorf("prelude shape %s: %w", t.Target, refuseType(kind))
		}
		m.prelude[name] = kind
	}
	return m.refer(name), nil
}

// addPrelude gives the prelude's shapes their types. A shape of the model's own may have the name of one if it says the
// same.
func (m *smithyModel) addPrelude() error {
	for _, name := range slices.Sorted(maps.Keys(m.prelude)) {
		shape, kind := m.shapes[name], m.prelude[name]
		if shape.Type == "" {
			shape.Type = kind
		}
		if !isPlain(shape, kind) {
			return fmt.Errorf("smithy.api#%s and the model's own %s differ", name, name)
		}
	}
	return nil
}

// isPlain reports whether the shape is of the type and says nothing more.
func isPlain(s *schemas.Shape, kind schemas.Type) bool {
	return s.Type == kind && !s.Sensitive && s.Min == nil && s.Max == nil && s.ServicePattern == "" && s.Enum == nil
}
