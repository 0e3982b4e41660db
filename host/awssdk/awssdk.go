// Package awssdk checks the requests of aws-sdk-go-v2's clients before they are signed and sent:
//
//	cfg.APIOptions = append(cfg.APIOptions, awssdk.Check(checker))
//	client := cognitoidentityprovider.NewFromConfig(cfg)
//
// The checker is a *validator.Checker, which checks natively, or a *host.Checker, which runs the module; this package
// needs neither wazero nor any client. It may have rules of one's own: validator.Options.Rules, or host.WithRules.
//
// An operation whose request is invalid returns an error without anything having left the process, and without
// credentials having been asked for. errors.As finds in it what it finds in the service's answer, the client's own
// exception or a smithy.APIError with its name and message, and a *validator.InvalidError, which has the report:
//
//	var refused *types.InvalidParameterException
//	if errors.As(err, &refused) {
//		…
//	}
//	var invalid *validator.InvalidError
//	if errors.As(err, &invalid) {
//		for _, violation := range invalid.Report.Violations {
//			…
//		}
//	}
//
// Warnings, which a checker gives when it is told to (validator.Options.Warnings, host.WithWarnings), go to the
// function that [OnWarnings] has been given.
//
// Begin with [Observe]: nothing is refused then, and a function is told of what would be.
//
// What the SDK checks itself, that required members are not nil, it checks first and reports in its own way.
package awssdk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"sync"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/cognitocheck/cognitocheck/host/precheck/wire"
	"github.com/cognitocheck/cognitocheck/validator"
)

// Option changes a setting of Check.
type Option func(*check)

// PassUndecided lets requests go on that could not be checked, and tells report why; nil tells nobody. It also tells of
// requests to operations that the checker's model does not have. Default: the
// operation returns the error. report may be called by several goroutines.
func PassUndecided(report func(ctx context.Context, operation string, err error)) Option {
	return func(c *check) {
		c.passed = report
		if report == nil {
			c.passed = func(context.Context, string, error) {}
		}
	}
}

// OnWarnings tells report of each checked request that has warnings; they are in Report.Warnings. Default, and for nil:
// nobody is told. A checker looks for warnings only when it is told to. report may be called by several goroutines, and
// is called before the request goes on or is refused.
func OnWarnings(report func(ctx context.Context, report validator.Report)) Option {
	return func(c *check) { c.warned = report }
}

// Observe lets every request go on, and tells report of each that would be refused: refused is the error that the
// operation would have returned, an [*Error] with the report of an invalid request. It is how to begin. Default, and
// for nil: requests are refused. report may be called by several goroutines, before the request goes on.
func Observe(report func(ctx context.Context, operation string, refused error)) Option {
	return func(c *check) { c.observed = report }
}

// Check returns an API option, for aws.Config or for the options of one client or one call, that checks each request
// once: after it is serialised, before it is signed, and not again when it is sent again.
//
// An invalid request ends the operation with an [*Error]. One that could not be checked ends it with the checker's
// error, unless [PassUndecided] is given; so does one in a protocol that is not read here, with a
// [*wire.ProtocolError]. Requests of other services go on unchecked, and so do those to operations
// that the checker's model does not have, because the service may be newer: PassUndecided is told of them, with a
// [*wire.UnknownError] that names the operation and the model's day. The three Cognito services' clients are known,
// cognito-sync's as well.
//
// The API option of a nil checker is an error, which each call of a client returns before it does anything.
func Check(checker validator.RequestChecker, options ...Option) func(*middleware.Stack) error {
	c := check{checker: checker}
	for _, option := range options {
		option(&c)
	}
	return func(stack *middleware.Stack) error {
		if isNil(checker) {
			return errors.New("awssdk: the checker is nil; give Check a *validator.Checker or a *host.Checker")
		}
		step := c
		// Clients of services that have no exceptions, and stacks that are not a client's, may have none.
		step.deserializer, _ = stack.Deserialize.Get("OperationDeserializer")
		return stack.Serialize.Add(&step, middleware.After)
	}
}

// isNil reports whether there is no checker, or one whose methods have nothing to work on.
func isNil(checker validator.RequestChecker) bool {
	v := reflect.ValueOf(checker)
	return !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil()
}

// check is the middleware, in one operation's stack.
type check struct {
	checker validator.RequestChecker
	passed  func(ctx context.Context, operation string, err error)
	warned  func(ctx context.Context, report validator.Report)
	// observed is told of what goes on although it would be refused; nil where it is refused.
	observed func(ctx context.Context, operation string, refused error)
	// deserializer is the client's own step that reads answers of the operation; nil where the stack has none.
	deserializer middleware.DeserializeMiddleware
}

var recogniser = sync.OnceValue(wire.New)

// ID names the middleware in its stack.
func (c *check) ID() string { return "cognitocheck" }

// HandleSerialize checks the request that the steps before it have serialised.
func (c *check) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (
	middleware.SerializeOutput, middleware.Metadata, error,
) {
	request, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return next.HandleSerialize(ctx, in)
	}
	recognised, err := recogniser().Recognise(request.Request)
	if errors.Is(err, wire.ErrUnrecognised) {
		return next.HandleSerialize(ctx, in)
	}
	var text []byte
	if err == nil {
		var body []byte
		if request, body, err = read(request); err != nil {
			return middleware.SerializeOutput{}, middleware.Metadata{}, fmt.Errorf("cognitocheck: read the body: %w", err)
		}
		in.Request = request
		if recognised, text, err = recognised.Read(body, math.MaxInt); errors.Is(err, wire.ErrUnrecognised) {
			return next.HandleSerialize(ctx, in)
		}
	}
	var report validator.Report
	if err == nil {
		report, err = c.checker.Check(ctx, recognised.Operation, text)
	}
	if err == nil && c.warned != nil && len(report.Warnings) > 0 {
		c.warned(ctx, report)
	}
	var refused error
	switch {
	case err == nil && report.Valid:
	case err == nil:
		refused = &Error{Invalid: &validator.InvalidError{Report: report}, Exception: c.exception(ctx, report.Error)}
	case errors.As(err, new(*validator.UnknownOperationError)):
		if c.passed != nil {
			c.passed(ctx, recognised.Operation, recognised.Unknown(ctx, c.checker, err))
		}
	case c.passed != nil:
		c.passed(ctx, recognised.Operation, err)
	default:
		refused = fmt.Errorf("cognitocheck: could not check the request: %w", err)
	}
	if refused != nil {
		if c.observed == nil {
			return middleware.SerializeOutput{}, middleware.Metadata{}, refused
		}
		c.observed(ctx, recognised.Operation, refused)
	}
	return next.HandleSerialize(ctx, in)
}

// read returns the body, and the request with the body to be read again.
func read(request *smithyhttp.Request) (*smithyhttp.Request, []byte, error) {
	stream := request.GetStream()
	if stream == nil {
		return request, nil, nil
	}
	body, err := io.ReadAll(stream)
	if err != nil {
		return request, nil, err
	}
	if request.IsStreamSeekable() {
		return request, body, request.RewindStream()
	}
	request, err = request.SetStream(bytes.NewReader(body))
	return request, body, err
}
