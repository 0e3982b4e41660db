// Package awssdk checks the requests of aws-sdk-go-v2's clients before they are signed and sent:
//
//	cfg.APIOptions = append(cfg.APIOptions, awssdk.Check(checker))
//	client := cognitoidentityprovider.NewFromConfig(cfg)
//
// An operation whose request is invalid returns an error without anything having left the process. errors.As finds in
// it a *validator.InvalidError, which has the report, and a smithy.APIError, which has the exception and the message
// that the service would have answered with:
//
//	var invalid *validator.InvalidError
//	if errors.As(err, &invalid) {
//		for _, violation := range invalid.Report.Violations {
//			…
//		}
//	}
//
// The checker may have rules of one's own: host.WithRules, or validator.Options.Rules.
//
// What the SDK checks itself, that required members are not nil, it checks first and reports in its own way.
package awssdk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/aws/smithy-go"
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

// Check returns an API option, for aws.Config or for the options of one client or one call, that checks each request
// once: after it is serialised, before it is signed, and not again when it is sent again.
//
// An invalid request ends the operation with an [*Error]. One that could not be checked ends it with the checker's
// error, unless [PassUndecided] is given. Requests of other services go on unchecked, and so do those to operations
// that the checker's model does not have, because the service may be newer: PassUndecided is told of them, with a
// [*wire.UnknownError] that names the operation and the model's day. The three Cognito services' clients are known,
// cognito-sync's as well.
func Check(checker validator.RequestChecker, options ...Option) func(*middleware.Stack) error {
	c := &check{checker: checker}
	for _, option := range options {
		option(c)
	}
	return func(stack *middleware.Stack) error {
		return stack.Serialize.Add(c, middleware.After)
	}
}

// check is the middleware.
type check struct {
	checker validator.RequestChecker
	passed  func(ctx context.Context, operation string, err error)
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
	recognised, ok := recognise(request)
	if !ok {
		return next.HandleSerialize(ctx, in)
	}
	request, body, err := read(request)
	if err != nil {
		return middleware.SerializeOutput{}, middleware.Metadata{}, fmt.Errorf("cognitocheck: read the body: %w", err)
	}
	in.Request = request
	report, err := c.checker.Check(ctx, recognised.Operation, recognised.JSON(body))
	switch {
	case err == nil && !report.Valid:
		return middleware.SerializeOutput{}, middleware.Metadata{}, &Error{Invalid: &validator.InvalidError{Report: report}}
	case err == nil:
	case errors.As(err, new(*validator.UnknownOperationError)):
		if c.passed != nil {
			c.passed(ctx, recognised.Operation, recognised.Unknown(ctx, c.checker, err))
		}
	case c.passed != nil:
		c.passed(ctx, recognised.Operation, err)
	default:
		return middleware.SerializeOutput{}, middleware.Metadata{}, fmt.Errorf("cognitocheck: could not check the "+
			"request: %w", err)
	}
	return next.HandleSerialize(ctx, in)
}

// recognise looks at the target first, because an endpoint may put a path before the service's own.
func recognise(request *smithyhttp.Request) (wire.Request, bool) {
	if targets := request.Header["X-Amz-Target"]; len(targets) > 0 {
		return recogniser().Target(targets)
	}
	return recogniser().Recognise(request.Request)
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

// Error says that a request is invalid and was not sent. It is a smithy.APIError, and unwraps to its
// *validator.InvalidError.
type Error struct {
	Invalid *validator.InvalidError
}

var _ smithy.APIError = (*Error)(nil)

// Error names the operation and the first violations. It holds no value of the request.
func (e *Error) Error() string { return "not sent: " + e.Invalid.Error() }

// Unwrap returns the *validator.InvalidError.
func (e *Error) Unwrap() error { return e.Invalid }

// ErrorCode is the name of the exception that the service would have answered with.
func (e *Error) ErrorCode() string { return e.service().Type }

// ErrorMessage is the message that the service would have answered with. It shows values as the service does, those of
// sensitive members not.
func (e *Error) ErrorMessage() string { return e.service().Message }

// ErrorFault is always the client's.
func (e *Error) ErrorFault() smithy.ErrorFault { return smithy.FaultClient }

func (e *Error) service() validator.ServiceError {
	if answer := e.Invalid.Report.Error; answer != nil {
		return *answer
	}
	return validator.ServiceError{}
}
