package host

import (
	"context"
	"errors"

	"github.com/cognitocheck/cognitocheck/wasm"
)

// Session checks as its Checker does, and keeps the instance between calls: it takes a lock once instead of twice for each
// check, and where several goroutines check without a pause, each stays with the memory that its core knows. One goroutine at
// a time may use it.
//
// The instance counts for WithPoolSize, Close waits for it, and after a Swap the session goes on with the old module. So a
// session is for a run of checks without a pause, and released after it.
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
func (s *Session) AppendReport(ctx context.Context, dst []byte, operation string, body []byte) (report []byte, valid bool, err error) {
	return s.appendReport(ctx, dst, call{kind: kindRequest, operation: operation, body: body})
}

// AppendResponseReport is Checker.AppendResponseReport.
func (s *Session) AppendResponseReport(ctx context.Context, dst []byte, operation string, body []byte) (report []byte, valid bool, err error) {
	return s.appendReport(ctx, dst, call{kind: kindResponse, operation: operation, body: body})
}

// call is one check.
type call struct {
	kind      kind
	operation string
	pointer   string
	body      []byte
}

func (s *Session) report(ctx context.Context, asked call) (Report, error) {
	if err := s.checker.admit(asked); err != nil {
		return Report{}, err
	}
	var report Report
	err := s.withInstance(ctx, func(ctx context.Context, i *instance) error {
		found, status, err := s.checker.check(ctx, i, asked)
		if err != nil {
			return err
		}
		if status == 0 {
			known, err := found.validReport(ctx, i, asked.kind)
			if err == nil {
				report = known.report
			}
			return err
		}
		text, err := i.appendReport(ctx, nil)
		if err != nil {
			return err
		}
		report, err = decodeReport(text, status)
		return err
	})
	return report, err
}

func (s *Session) appendReport(ctx context.Context, dst []byte, asked call) ([]byte, bool, error) {
	if err := s.checker.admit(asked); err != nil {
		return dst, false, err
	}
	grown, valid := dst, false
	err := s.withInstance(ctx, func(ctx context.Context, i *instance) error {
		found, status, err := s.checker.check(ctx, i, asked)
		if err != nil {
			return err
		}
		valid = status&wasm.StatusInvalid == 0
		if status == 0 {
			known, err := found.validReport(ctx, i, asked.kind)
			if err == nil {
				grown = append(dst, known.text...)
			}
			return err
		}
		grown, err = i.appendReport(ctx, dst)
		return err
	})
	if err != nil {
		return dst, false, err
	}
	return grown, valid, nil
}

// withInstance runs do on the instance, which is kept when do succeeds or says something that is not the module's fault;
// otherwise it is discarded, because after a trap its memory may be in any state.
func (s *Session) withInstance(ctx context.Context, do func(context.Context, *instance) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c := s.checker
	for again := false; ; again = true {
		i := s.held
		if i == nil {
			var err error
			if i, err = c.pool.acquire(ctx); err != nil {
				return c.interrupted(ctx, err)
			}
		}
		// After a panic nobody has it.
		s.held = nil
		err := do(c.callContext(ctx), i)
		if err == nil {
			s.held = i
			return nil
		}
		var failed *ModuleError
		if !errors.As(err, &failed) {
			s.held = i
			return err
		}
		c.pool.discard(i)
		// The context of an instance's last call can end so late that it closes the instance for the next call.
		stale := c.config.interruption && ctx.Err() == nil && exitedWithContext(err)
		if !stale || again {
			return c.interrupted(ctx, err)
		}
	}
}
