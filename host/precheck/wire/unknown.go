package wire

import (
	"context"

	"github.com/cognitocheck/cognitocheck/validator"
)

// UnknownError says that a request is to one of the services, and that the checker's model does not have its operation.
// Services gain operations all the time, so that the request is neither valid nor invalid.
type UnknownError struct {
	// Service is the service's name, such as "cognito-idp".
	Service string
	// Operation is the full name as the client has it; empty for a REST request, whose path names none.
	Operation string
	// ModelDate is the day of the service's model, YYYY-MM-DD; empty when the checker does not tell.
	ModelDate string
	// Err is the checker's error, or nil where it was not asked.
	Err error
}

// Error names the operation and the model's day.
func (e *UnknownError) Error() string {
	model, operation := "the model", "operation "+e.Operation
	if e.ModelDate != "" {
		model += " of " + e.ModelDate
	}
	if e.Operation == "" {
		operation = "operation of " + e.Service + " with this method and path"
	}
	return model + " has no " + operation + "; a newer service may have it"
}

// Unwrap returns the checker's error.
func (e *UnknownError) Unwrap() error { return e.Err }

// Unknown makes the error for a request whose operation a checker does not have. It asks the checker once more, for
// another operation of the service, because a report names the model.
func (q *Request) Unknown(ctx context.Context, checker validator.RequestChecker, err error) *UnknownError {
	unknown := &UnknownError{Service: q.Service, Operation: q.Operation, Err: err}
	for _, op := range validator.Operations() {
		if op.Service() != q.Service || op.Name() == q.Operation {
			continue
		}
		if report, err := checker.Check(ctx, op.Name(), nil); err == nil {
			unknown.ModelDate = report.Model.Date
		}
		break
	}
	return unknown
}
