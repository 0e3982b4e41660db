package reference

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// Compile returns the validator for the request of an operation of the embedded documents, given by its full name
// (cognito-identity.UpdateIdentityPool). It is [Engine.Compile] of one engine for the whole process.
func Compile(operation string) (*jsonschema.Schema, error) {
	return embedded().Compile(operation)
}

// CompileResponse is [Compile] for the response.
func CompileResponse(operation string) (*jsonschema.Schema, error) {
	return embedded().CompileResponse(operation)
}

var embedded = sync.OnceValue(func() *Engine {
	e, err := New(schemas.Load())
	if err != nil {
		panic(err) // The documents are compiled in.
	}
	return e
})

// Engine compiles the shapes of a model. It is safe for concurrent use.
type Engine struct {
	model *schemas.Model

	mu       sync.Mutex // guards compiler, which is not safe for concurrent use
	compiler *jsonschema.Compiler
}

// New returns an engine of the model's documents.
func New(model *schemas.Model) (*Engine, error) {
	compiler, err := newCompiler()
	if err != nil {
		return nil, err
	}
	for name, document := range model.Documents() {
		if err := compiler.AddResource(documentURL(name), bytes.NewReader(document)); err != nil {
			return nil, fmt.Errorf("schema document of %s: %w", name, err)
		}
	}
	return &Engine{model: model, compiler: compiler}, nil
}

// emptyURL is the schema of an operation that has no input or no output.
const emptyURL = "urn:cognitocheck:empty"

// newCompiler returns a compiler that knows x-type, without documents.
func newCompiler() (*jsonschema.Compiler, error) {
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
	return c, c.AddResource(emptyURL, strings.NewReader(`{"type":"object","x-type":"structure"}`))
}

func documentURL(service string) string {
	return "urn:cognitocheck:" + service
}

// Compile returns the validator for the request of an operation, given by its full name. The first call for an
// operation compiles, in the order of a millisecond; later calls return the same schema, which is safe for concurrent
// use. The error for an unknown name is a *schemas.UnknownOperationError.
//
// Give Validate what [Decode] returns.
func (e *Engine) Compile(operation string) (*jsonschema.Schema, error) {
	op, err := e.model.Operation(operation)
	if err != nil {
		return nil, err
	}
	return e.compile(op, op.Input)
}

// CompileResponse is Compile for the response. An operation without output has an empty structure as its response.
func (e *Engine) CompileResponse(operation string) (*jsonschema.Schema, error) {
	op, err := e.model.Operation(operation)
	if err != nil {
		return nil, err
	}
	return e.compile(op, op.Output)
}

// compile compiles a shape of the operation. The compiler keeps what it compiled.
func (e *Engine) compile(op *schemas.Operation, shape *schemas.Shape) (*jsonschema.Schema, error) {
	url := emptyURL
	if shape.Name != "" {
		url = documentURL(op.Service.Name) + "#/$defs/" + shape.Name
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	schema, err := e.compiler.Compile(url)
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", op.FullName(), err)
	}
	return schema, nil
}
