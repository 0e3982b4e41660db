package awssdk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/cognitocheck/cognitocheck/validator"
)

// Error says that a request is invalid and was not sent. It is a smithy.APIError, and unwraps to its
// *validator.InvalidError and to its exception.
type Error struct {
	Invalid *validator.InvalidError
	// Exception is the client's own error for what the service would have answered with, such as a
	// *types.InvalidParameterException; a *smithy.GenericAPIError where the client has none for the operation, as for
	// ValidationException and SerializationException; nil where the client's answers cannot be read here.
	Exception error
}

var _ smithy.APIError = (*Error)(nil)

// Error names the operation and the first violations. It holds no value of the request.
func (e *Error) Error() string { return "not sent: " + e.Invalid.Error() }

// Unwrap returns the *validator.InvalidError and the exception.
func (e *Error) Unwrap() []error {
	if e.Exception == nil {
		return []error{e.Invalid}
	}
	return []error{e.Invalid, e.Exception}
}

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

// exception is what the client itself reads in the service's answer. The client's types are found without this package
// knowing any client.
func (c *check) exception(ctx context.Context, answer *validator.ServiceError) error {
	if c.deserializer == nil || answer == nil {
		return nil
	}
	body, err := json.Marshal(map[string]string{"__type": answer.Type, "message": answer.Message})
	if err != nil {
		return nil // Strings can always be written.
	}
	response := &http.Response{
		StatusCode: http.StatusBadRequest,
		// cognito-sync, whose protocol is REST, has the name in the header.
		Header: http.Header{"X-Amzn-Errortype": {answer.Type}, "Content-Type": {"application/x-amz-json-1.1"}},
		Body:   io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}
	_, _, err = c.deserializer.HandleDeserialize(ctx, middleware.DeserializeInput{}, answered{response})
	var exception smithy.APIError
	if !errors.As(err, &exception) || exception.ErrorCode() != answer.Type {
		return nil
	}
	return err
}

// answered is the end of a stack in which the answer is there already.
type answered struct{ response *http.Response }

func (a answered) HandleDeserialize(context.Context, middleware.DeserializeInput) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	response := &smithyhttp.Response{Response: a.response}
	return middleware.DeserializeOutput{RawResponse: response}, middleware.Metadata{}, nil
}
