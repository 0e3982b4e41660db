package main

import (
	"fmt"
	"slices"
)

// Field names of botocore's form that cannot change a verdict. Any field that is
// neither read nor listed is an error.
var (
	botocoreShapeIgnored  = []string{"documentation", "exception", "fault", "error", "box", "synthetic"}
	botocoreMemberIgnored = []string{"documentation", "box", "deprecatedMessage", "deprecatedSince", "jsonvalue"}
)

// readBotocore reads the service-2.json form.
func readBotocore(top object) (*service, error) {
	var metadata struct {
		APIVersion     string `json:"apiVersion"`
		EndpointPrefix string `json:"endpointPrefix"`
		JSONVersion    string `json:"jsonVersion"`
		Protocol       string `json:"protocol"`
		TargetPrefix   string `json:"targetPrefix"`
	}
	if _, err := top.read("metadata", &metadata); err != nil {
		return nil, err
	}
	s := &service{
		name:         metadata.EndpointPrefix,
		apiVersion:   metadata.APIVersion,
		protocol:     metadata.Protocol,
		targetPrefix: metadata.TargetPrefix,
		shapes:       map[string]*shape{},
	}
	if s.protocol == "json" {
		s.jsonVersion = metadata.JSONVersion
	}
	if err := s.checkMetadata(); err != nil {
		return nil, err
	}

	var operations, shapes object
	if ok, err := top.read("operations", &operations); err != nil || !ok {
		return nil, missing("operations", err)
	}
	if ok, err := top.read("shapes", &shapes); err != nil || !ok {
		return nil, missing("shapes", err)
	}
	for _, f := range operations {
		op, err := readBotocoreOperation(f)
		if err != nil {
			return nil, fmt.Errorf("operation %s: %w", f.name, err)
		}
		s.operations = append(s.operations, op)
	}
	for _, f := range shapes {
		sh, err := readBotocoreShape(f)
		if err != nil {
			return nil, fmt.Errorf("shape %s: %w", f.name, err)
		}
		s.shapes[f.name] = sh
	}
	return s, nil
}

// checkMetadata refuses a model without what every operation's name, address and
// report need.
func (s *service) checkMetadata() error {
	switch {
	case s.name == "":
		return fmt.Errorf("the model names no endpoint prefix")
	case s.apiVersion == "":
		return fmt.Errorf("the model names no API version")
	case s.protocol == "json" && (s.targetPrefix == "" || s.jsonVersion == ""):
		return fmt.Errorf("protocol json without a target prefix or a JSON version")
	case s.protocol != "json" && s.protocol != "rest-json":
		return fmt.Errorf("protocol %q is neither json nor rest-json", s.protocol)
	}
	return nil
}

func missing(name string, err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("%q is missing", name)
}

func readBotocoreOperation(f field) (operation, error) {
	type reference struct {
		Shape string `json:"shape"`
	}
	var model struct {
		HTTP struct {
			Method       string `json:"method"`
			RequestURI   string `json:"requestUri"`
			ResponseCode int    `json:"responseCode"`
		} `json:"http"`
		Input    reference   `json:"input"`
		Output   reference   `json:"output"`
		Errors   []reference `json:"errors"`
		AuthType string      `json:"authtype"`
	}
	if err := decodeStrict(f.value, &model); err != nil {
		return operation{}, err
	}
	op := operation{
		name:         f.name,
		input:        model.Input.Shape,
		output:       model.Output.Shape,
		method:       model.HTTP.Method,
		uri:          model.HTTP.RequestURI,
		responseCode: model.HTTP.ResponseCode,
		noAuth:       model.AuthType == "none",
	}
	if op.method == "" || op.uri == "" {
		return operation{}, fmt.Errorf("no HTTP method or request URI")
	}
	for _, e := range model.Errors {
		op.errors = append(op.errors, e.Shape)
	}
	return op, nil
}

func readBotocoreShape(f field) (*shape, error) {
	var fields object
	if err := decodeStrict(f.value, &fields); err != nil {
		return nil, err
	}
	sh := &shape{}
	var members object
	var required []string
	var document bool
	var target struct {
		Shape string `json:"shape"`
	}
	for _, f := range fields {
		var err error
		switch f.name {
		case "type":
			err = decodeStrict(f.value, &sh.kind)
		case "sensitive":
			err = decodeStrict(f.value, &sh.sensitive)
		case "document":
			err = decodeStrict(f.value, &document)
		case "members":
			err = decodeStrict(f.value, &members)
		case "required":
			err = decodeStrict(f.value, &required)
		case "min":
			err = decodeStrict(f.value, &sh.min)
		case "max":
			err = decodeStrict(f.value, &sh.max)
		case "pattern":
			err = decodeStrict(f.value, &sh.pattern)
		case "enum":
			err = decodeStrict(f.value, &sh.enum)
		case "timestampFormat":
			err = checkTimestampFormat(f.value)
		case "member", "key", "value":
			target.Shape = ""
			if err = decodeStrict(f.value, &target); err == nil && target.Shape == "" {
				err = fmt.Errorf("no shape")
			}
			switch f.name {
			case "member":
				sh.element = target.Shape
			case "key":
				sh.key = target.Shape
			case "value":
				sh.value = target.Shape
			}
		default:
			if !slices.Contains(botocoreShapeIgnored, f.name) {
				err = fmt.Errorf("not a known field of a shape")
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%q: %w", f.name, err)
		}
	}
	for _, f := range members {
		m, err := readBotocoreMember(f)
		if err != nil {
			return nil, fmt.Errorf("member %s: %w", f.name, err)
		}
		if i := slices.Index(required, m.name); i >= 0 {
			m.required = true
			required = slices.Delete(required, i, i+1)
		}
		sh.members = append(sh.members, m)
	}
	if len(required) > 0 {
		return nil, fmt.Errorf("requires %s, which is not a member", required[0])
	}
	if document {
		sh.kind, sh.members = "document", nil
	}
	return sh, sh.check()
}

func readBotocoreMember(f field) (member, error) {
	var fields object
	m := member{name: f.name}
	if err := decodeStrict(f.value, &fields); err != nil {
		return m, err
	}
	for _, f := range fields {
		var err error
		switch f.name {
		case "shape":
			err = decodeStrict(f.value, &m.shape)
		case "deprecated":
			err = decodeStrict(f.value, &m.deprecated)
		case "sensitive":
			err = decodeStrict(f.value, &m.sensitive)
		case "location":
			err = decodeStrict(f.value, &m.location)
		case "locationName":
			err = decodeStrict(f.value, &m.locationName)
		case "timestampFormat":
			err = checkTimestampFormat(f.value)
		default:
			if !slices.Contains(botocoreMemberIgnored, f.name) {
				err = fmt.Errorf("not a known field of a member")
			}
		}
		if err != nil {
			return m, fmt.Errorf("%q: %w", f.name, err)
		}
	}
	if m.shape == "" {
		return m, fmt.Errorf("no shape")
	}
	return m, m.checkLocation()
}

func (m member) checkLocation() error {
	switch m.location {
	case "uri", "querystring", "header", "headers":
		if m.locationName == "" {
			return fmt.Errorf("location %s without a name", m.location)
		}
	case "":
		if m.locationName != "" && m.locationName != m.name {
			return fmt.Errorf("named %s in JSON, which no engine here reads", m.locationName)
		}
	case "statusCode":
	default:
		return fmt.Errorf("unknown location %q", m.location)
	}
	return nil
}

// check refuses a type that is not known and a constraint that the type cannot
// have, so that no constraint is lost on the way.
func (s *shape) check() error {
	if !shapeTypes[s.kind] {
		return fmt.Errorf("unknown type %q", s.kind)
	}
	bounded := slices.Contains([]string{"list", "map", "string", "blob", "integer", "long"}, s.kind)
	switch {
	case s.kind == "list" && s.element == "":
		return fmt.Errorf("a list without a member shape")
	case s.kind == "map" && (s.key == "" || s.value == ""):
		return fmt.Errorf("a map without a key or a value shape")
	case s.kind != "list" && s.element != "", s.kind != "map" && s.key+s.value != "", s.kind != "structure" && s.members != nil:
		return fmt.Errorf("type %s with members", s.kind)
	case !bounded && (s.min != nil || s.max != nil):
		return fmt.Errorf("type %s with a minimum or a maximum", s.kind)
	case s.kind != "string" && (s.pattern != "" || s.enum != nil):
		return fmt.Errorf("type %s with a pattern or an enum", s.kind)
	case s.min != nil && s.max != nil && *s.min > *s.max:
		return fmt.Errorf("minimum %d is over maximum %d", *s.min, *s.max)
	case s.kind != "integer" && s.kind != "long" && (s.min != nil && *s.min < 0 || s.max != nil && *s.max < 0):
		return fmt.Errorf("a negative size")
	}
	return nil
}
