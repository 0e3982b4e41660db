package host

import "context"

// Session checks as its Checker does, and keeps the instance between calls: it takes a lock once instead of twice for
// each check, and where several goroutines check without a pause, each stays with the memory that its core knows. One
// goroutine at a time may use it.
//
// The instance counts for WithPoolSize, and Close and the end of a swapped module wait for it: until Release, or until
// the session's next call, which gives it back whatever else comes of the call, and takes an instance of the new module
// or gets ErrClosed. So a session is for a run of checks without a pause, and released after it.
type Session struct {
	checker *Checker
	// held is nil until the first call.
	held *instance
}

// Session returns a session. It takes an instance with the first call.
func (c *Checker) Session() *Session { return &Session{checker: c} }

// Release gives the instance back. The next call takes another.
func (s *Session) Release() {
	if s.held != nil {
		s.checker.pool.release(s.held)
		s.held = nil
	}
}

// AppendReport is Checker.AppendReport.
func (s *Session) AppendReport(ctx context.Context, dst []byte, operation string,
	body []byte) (report []byte, valid bool, err error) {
	return s.appendReport(ctx, dst, call{kind: kindRequest, operation: operation, body: body})
}

// AppendResponseReport is Checker.AppendResponseReport.
func (s *Session) AppendResponseReport(ctx context.Context, dst []byte, operation string,
	body []byte) (report []byte, valid bool, err error) {
	return s.appendReport(ctx, dst, call{kind: kindResponse, operation: operation, body: body})
}

func (s *Session) appendReport(ctx context.Context, dst []byte, asked call) ([]byte, bool, error) {
	if s.held != nil && s.held.of.left.Load() {
		s.Release()
	}
	return s.checker.appendReport(ctx, &s.held, dst, asked)
}
