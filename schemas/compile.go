package schemas

import (
	"bytes"
	"fmt"
	"io"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// Compile returns the reference engine's validator for the request of an operation,
// by full name (cognito-identity.UpdateIdentityPool). The first call for an operation
// compiles, in the order of a millisecond; later calls return the same schema. The
// schema and this function are safe for concurrent use.
//
// Give Validate what [Decode] returns. The schema knows constraints only: duplicate
// names and invalid UTF-8 are gone once JSON is decoded.
func Compile(operation string) (*jsonschema.Schema, error) {
	return Load().Compile(operation)
}

// CompileResponse is [Compile] for the response. An operation without output has an
// empty structure as its response.
func CompileResponse(operation string) (*jsonschema.Schema, error) {
	return Load().CompileResponse(operation)
}

// Compile is the function of that name for the model's own documents.
func (m *Model) Compile(operation string) (*jsonschema.Schema, error) {
	return m.compile(operation, false)
}

// CompileResponse is the function of that name for the model's own documents.
func (m *Model) CompileResponse(operation string) (*jsonschema.Schema, error) {
	return m.compile(operation, true)
}

// compiler guards jsonschema's compiler, which is not safe for concurrent use. It
// keeps what it compiled, by location.
type compiler struct {
	mu sync.Mutex
	c  *jsonschema.Compiler
}

// emptyURL is the schema of an operation that has no input or no output.
const emptyURL = "urn:cognitocheck:empty"

func (m *Model) compile(operation string, response bool) (*jsonschema.Schema, error) {
	op, err := m.Operation(operation)
	if err != nil {
		return nil, err
	}
	shape := op.Input
	if response {
		shape = op.Output
	}
	url := emptyURL
	if shape.Name != "" {
		url = documentURL(op.Service.Name) + "#/$defs/" + shape.Name
	}

	m.compiler.mu.Lock()
	defer m.compiler.mu.Unlock()
	if m.compiler.c == nil {
		if m.compiler.c, err = m.newCompiler(); err != nil {
			return nil, err
		}
	}
	schema, err := m.compiler.c.Compile(url)
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", operation, err)
	}
	return schema, nil
}

func (m *Model) newCompiler() (*jsonschema.Compiler, error) {
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("%s is not one of the documents", url)
	}
	meta, err := jsonschema.CompileString("urn:cognitocheck:x-type", xTypeMeta)
	if err != nil {
		return nil, err
	}
	c.RegisterExtension("x-type", meta, xTypeCompiler{})
	if err := c.AddResource(emptyURL, bytes.NewReader([]byte(`{"type":"object","x-type":"structure"}`))); err != nil {
		return nil, err
	}
	for name, d := range m.documents {
		if err := c.AddResource(documentURL(name), bytes.NewReader(d.data)); err != nil {
			return nil, fmt.Errorf("schema document of %s: %w", name, err)
		}
	}
	return c, nil
}

func documentURL(service string) string {
	return "urn:cognitocheck:" + service
}
