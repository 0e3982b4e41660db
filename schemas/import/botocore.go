package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// Field names of botocore's form that cannot change a verdict. Any field that is
// neither read nor listed is an error.
var (
	botocoreOperationIgnored = []string{
		"name", "documentation", "documentationUrl", "deprecated", "deprecatedMessage", "deprecatedSince",
		"idempotent", "readonly", "endpoint", "endpointdiscovery", "endpointoperation", "auth", "unsignedPayload",
		"staticContextParams", "operationContextParams", "httpChecksum", "httpChecksumRequired",
	}
	botocoreShapeIgnored = []string{
		"documentation", "exception", "fault", "error", "retryable", "box", "synthetic",
		"deprecated", "deprecatedMessage", "deprecatedSince", // a member's own is what warnings are of
	}
	botocoreMemberIgnored = []string{
		"documentation", "box", "deprecatedMessage", "deprecatedSince", "jsonvalue", "contextParam", "hostLabel",
		"idempotencyToken", // the client makes one up; in the request it is a member like any other
	}
)

// readBotocore reads the service-2.json form.
func readBotocore(top object) (*model, error) {
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
	m := newModel()
	s := m.service
	s.Name, s.APIVersion = metadata.EndpointPrefix, metadata.APIVersion
	s.Protocol, s.TargetPrefix = metadata.Protocol, metadata.TargetPrefix
	if s.Protocol == "json" {
		s.JSONVersion = metadata.JSONVersion
	}
	if err := checkMetadata(s); err != nil {
		return nil, err
	}

	var operations, shapes object
	if ok, err := top.read("operations", &operations); err != nil || !ok {
		return nil, missingError("operations", err)
	}
	if ok, err := top.read("shapes", &shapes); err != nil || !ok {
		return nil, missingError("shapes", err)
	}
	for _, f := range operations {
		op, err := m.readBotocoreOperation(f)
		if err != nil {
			return nil, fmt.Errorf("operation %s: %w", f.name, err)
		}
		s.Operations = append(s.Operations, op)
	}
	for _, f := range shapes {
		m.refuse(f.name, m.readBotocoreShape(f))
	}
	return m, nil
}

// botocoreOperationRead are the fields of an operation that are read.
var botocoreOperationRead = []string{"http", "input", "output", "errors", "authtype"}

// unknownFieldError is the error of a field that is neither read nor in that list.
func unknownFieldError(name, of, list string) error {
	return fmt.Errorf("%q: not a known field of %s; if it cannot change a verdict, "+
		"add it to %s in schemas/import/botocore.go", name, of, list)
}

func missingError(name string, err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("%q is missing", name)
}

// botocoreReference is a reference to a shape.
type botocoreReference struct {
	Shape string `json:"shape"`
}

func (m *model) readBotocoreOperation(f field) (*schemas.Operation, error) {
	var from struct {
		HTTP struct {
			Method       string `json:"method"`
			RequestURI   string `json:"requestUri"`
			ResponseCode int    `json:"responseCode"`
		} `json:"http"`
		Input    botocoreReference   `json:"input"`
		Output   botocoreReference   `json:"output"`
		Errors   []botocoreReference `json:"errors"`
		AuthType string              `json:"authtype"`
	}
	var fields object
	if err := decodeStrict(f.value, &fields); err != nil {
		return nil, err
	}
	for _, f := range fields {
		if !slices.Contains(botocoreOperationRead, f.name) && !slices.Contains(botocoreOperationIgnored, f.name) {
			return nil, unknownFieldError(f.name, "an operation", "botocoreOperationIgnored")
		}
	}
	if err := decodeStrict(f.value, &from); err != nil {
		return nil, err
	}
	op := &schemas.Operation{
		Service:      m.service,
		Name:         f.name,
		Input:        m.referOrEmpty(from.Input.Shape),
		Output:       m.referOrEmpty(from.Output.Shape),
		Method:       from.HTTP.Method,
		RequestURI:   from.HTTP.RequestURI,
		ResponseCode: from.HTTP.ResponseCode,
		NoAuth:       from.AuthType == "none",
	}
	if op.Method == "" || op.RequestURI == "" {
		return nil, errors.New("no HTTP method or request URI")
	}
	for _, e := range from.Errors {
		op.Errors = append(op.Errors, e.Shape)
	}
	return op, nil
}

func (m *model) readBotocoreShape(f field) error {
	var fields object
	if err := decodeStrict(f.value, &fields); err != nil {
		return err
	}
	sh := m.refer(f.name)
	var members object
	var required []string
	var document, union bool
	var patternError error
	for _, f := range fields {
		var err error
		switch f.name {
		case "type":
			err = decodeStrict(f.value, &sh.Type)
		case "sensitive":
			err = decodeStrict(f.value, &sh.Sensitive)
		case "document":
			err = decodeStrict(f.value, &document)
		case "union":
			err = decodeStrict(f.value, &union)
		case "members":
			err = decodeStrict(f.value, &members)
		case "required":
			err = decodeStrict(f.value, &required)
		case "min":
			err = decodeStrict(f.value, &sh.Min)
		case "max":
			err = decodeStrict(f.value, &sh.Max)
		case "pattern":
			if err = decodeStrict(f.value, &sh.ServicePattern); err == nil {
				patternError = checkPattern(sh.ServicePattern)
			}
		case "enum":
			err = decodeStrict(f.value, &sh.Enum)
		case "timestampFormat":
			err = checkTimestampFormat(f.value)
		case "member":
			sh.Element, err = m.readBotocoreReference(f)
		case "key":
			sh.Key, err = m.readBotocoreReference(f)
		case "value":
			sh.Value, err = m.readBotocoreReference(f)
		default:
			if !slices.Contains(botocoreShapeIgnored, f.name) {
				return unknownFieldError(f.name, "a shape", "botocoreShapeIgnored")
			}
		}
		if err != nil {
			return fmt.Errorf("%q: %w", f.name, err)
		}
	}
	for _, f := range members {
		member, err := m.readBotocoreMember(f)
		if err != nil {
			return fmt.Errorf("member %s: %w", f.name, err)
		}
		if i := slices.Index(required, member.Name); i >= 0 {
			member.Required = true
			required = slices.Delete(required, i, i+1)
		}
		sh.Members = append(sh.Members, member)
	}
	if len(required) > 0 {
		return fmt.Errorf("requires %s, which is not a member", required[0])
	}
	if document {
		sh.Type, sh.Members = schemas.AnyValue, nil
	}
	if union {
		return refuseType("union")
	}
	if patternError != nil {
		return patternError
	}
	return checkShape(sh)
}

func (m *model) readBotocoreReference(f field) (*schemas.Shape, error) {
	var target botocoreReference
	if err := decodeStrict(f.value, &target); err != nil {
		return nil, err
	}
	if target.Shape == "" {
		return nil, errors.New("no shape")
	}
	return m.refer(target.Shape), nil
}

func (m *model) readBotocoreMember(f field) (schemas.Member, error) {
	var fields object
	member := schemas.Member{Name: f.name}
	if err := decodeStrict(f.value, &fields); err != nil {
		return member, err
	}
	var target string
	for _, f := range fields {
		var err error
		switch f.name {
		case "shape":
			err = decodeStrict(f.value, &target)
		case "deprecated":
			err = decodeStrict(f.value, &member.Deprecated)
		case "sensitive":
			err = decodeStrict(f.value, &member.Sensitive)
		case "location":
			err = decodeStrict(f.value, &member.Location)
		case "locationName":
			err = decodeStrict(f.value, &member.LocationName)
		case "timestampFormat":
			err = checkTimestampFormat(f.value)
		default:
			if !slices.Contains(botocoreMemberIgnored, f.name) {
				return member, unknownFieldError(f.name, "a member", "botocoreMemberIgnored")
			}
		}
		if err != nil {
			return member, fmt.Errorf("%q: %w", f.name, err)
		}
	}
	if target == "" {
		return member, errors.New("no shape")
	}
	member.Shape = m.refer(target)
	return member, checkLocation(member)
}
