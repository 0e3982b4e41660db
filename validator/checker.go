package validator

import (
	"context"

	"github.com/cognitocheck/cognitocheck/validator/engine"
)

// RequestChecker is what checks requests for middleware. *Checker and host's *Checker are two. It must be safe for
// concurrent use.
type RequestChecker interface {
	// Check checks the body of a request to the operation, which may be named in any form that Lookup takes. The error for
	// an operation that it does not know is an *UnknownOperationError.
	Check(ctx context.Context, operation string, body []byte) (Report, error)
}

// Checker checks requests and responses natively, by the operation's name, with the methods of package host's Checker.
// It does what Lookup and an Operation's methods do, with the same Options for each check.
//
// All methods may be called from any number of goroutines. A context that has ended is an error at once; a check that
// has begun is not interrupted: its time is linear in the body's size.
type Checker struct {
	options Options
}

// NewChecker returns a Checker with the given options. It costs next to nothing.
func NewChecker(o Options) *Checker { return &Checker{options: o} }

// Check checks the body of a request to the operation. An empty body counts as {}.
func (c *Checker) Check(ctx context.Context, operation string, body []byte) (Report, error) {
	op, err := c.find(ctx, operation)
	if err != nil {
		return Report{}, err
	}
	return op.Check(body, c.options)
}

// CheckResponse checks the body of a response of the operation, as Check checks that of a request.
func (c *Checker) CheckResponse(ctx context.Context, operation string, body []byte) (Report, error) {
	op, err := c.find(ctx, operation)
	if err != nil {
		return Report{}, err
	}
	return op.CheckResponse(body, c.options)
}

// CheckField checks one value of a request, as Operation.CheckField does.
func (c *Checker) CheckField(ctx context.Context, operation, pointer string, value []byte) (Report, error) {
	op, err := c.find(ctx, operation)
	if err != nil {
		return Report{}, err
	}
	return op.CheckField(pointer, value, c.options)
}

// AppendReport checks a request as Check does and appends the report to dst as JSON, in the form of Report.JSON. It
// spares the decoding when the report is only passed on. On an error dst is returned as it was.
func (c *Checker) AppendReport(
	ctx context.Context, dst []byte, operation string, body []byte,
) (report []byte, valid bool, err error) {
	s := c.Session()
	defer s.Release()
	return s.AppendReport(ctx, dst, operation, body)
}

// AppendResponseReport is AppendReport for a response.
func (c *Checker) AppendResponseReport(
	ctx context.Context, dst []byte, operation string, body []byte,
) (report []byte, valid bool, err error) {
	s := c.Session()
	defer s.Release()
	return s.AppendResponseReport(ctx, dst, operation, body)
}

// Describe returns the description of an operation's request as JSON. wasm/ABI.md has the form.
func (c *Checker) Describe(ctx context.Context, operation string) ([]byte, error) {
	op, err := c.find(ctx, operation)
	if err != nil {
		return nil, err
	}
	return op.Describe(), nil
}

// DescribeResponse is Describe for the operation's response.
func (c *Checker) DescribeResponse(ctx context.Context, operation string) ([]byte, error) {
	op, err := c.find(ctx, operation)
	if err != nil {
		return nil, err
	}
	return op.DescribeResponse(), nil
}

// Operations returns the full names of all operations. The slice is the caller's.
func (c *Checker) Operations() []string {
	var names []string
	for _, op := range Operations() {
		names = append(names, op.Name())
	}
	return names
}

// Close does nothing: a Checker holds nothing that must be freed.
func (c *Checker) Close(context.Context) error { return nil }

// find is the operation that a call names.
func (c *Checker) find(ctx context.Context, name string) (Operation, error) {
	if err := ctx.Err(); err != nil {
		return Operation{}, err
	}
	return Lookup(name)
}

// Session is a Checker for one goroutine that keeps its memory between calls, for a run of checks without a pause.
type Session struct {
	checker *Checker
	// held is nil until the first call.
	held *engine.Engine
}

// Session returns a session. It takes its memory with the first call.
func (c *Checker) Session() *Session { return &Session{checker: c} }

// Release gives the memory back. The next call takes other memory.
func (s *Session) Release() {
	if s.held != nil {
		s.checker.options.engines().Put(s.held)
		s.held = nil
	}
}

// AppendReport is Checker.AppendReport.
func (s *Session) AppendReport(
	ctx context.Context, dst []byte, operation string, body []byte,
) (report []byte, valid bool, err error) {
	return s.appendReport(ctx, dst, operation, body, 0)
}

// AppendResponseReport is Checker.AppendResponseReport.
func (s *Session) AppendResponseReport(
	ctx context.Context, dst []byte, operation string, body []byte,
) (report []byte, valid bool, err error) {
	return s.appendReport(ctx, dst, operation, body, engine.OptionResponse)
}

func (s *Session) appendReport(
	ctx context.Context, dst []byte, operation string, body []byte, side engine.Options,
) ([]byte, bool, error) {
	op, err := s.checker.find(ctx, operation)
	if err != nil {
		return dst, false, err
	}
	o := s.checker.options
	if err := o.admit(body); err != nil {
		return dst, false, err
	}
	if s.held == nil {
		s.held = o.engines().Get().(*engine.Engine)
	}
	s.held.SetLevels(o.levels())
	status := s.held.Check(body, op.id(), side|o.bits())
	if err := undecidedBy(status); err != nil {
		return dst, false, err
	}
	return append(dst, s.held.Report(body)...), status&engine.StatusInvalid == 0, nil
}
