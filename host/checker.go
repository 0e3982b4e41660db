package host

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/sys"
)

// Checker checks requests and responses with the module. All methods may be called from any number of goroutines.
type Checker struct {
	config   config
	pool     *pool
	swapping chan struct{}
	// closed is closed when everything is, and closeErr set before.
	closed   chan struct{}
	closeErr error
}

// New compiles the module, verifies its ABI version and the signature of every export, and puts it through a self-test.
//
// A [*ModuleError] says that the module is not fit. The Checker must be closed. The context bounds only New itself.
func New(ctx context.Context, options ...Option) (*Checker, error) {
	settings := defaultConfig()
	for _, option := range options {
		option(&settings)
	}
	if err := settings.verify(); err != nil {
		return nil, err
	}
	code := settings.module
	if code == nil {
		code = wasm.Module()
	}
	// A checker that lives for long need not keep the code in its settings.
	settings.module = nil
	if settings.cacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(settings.cacheDir)
		if err != nil {
			return nil, fmt.Errorf("compilation cache: %w", err)
		}
		settings.cache = cache
	}
	c := &Checker{config: settings, swapping: make(chan struct{}, 1), closed: make(chan struct{})}
	current, first, err := c.config.verifiedModule(ctx, code)
	if err != nil {
		c.shut()
		return nil, err
	}
	c.pool = newPool(settings.poolSize, current, first, c.shut)
	return c, nil
}

// Check checks the body of a request to the operation, which may be named in any form: "cognito-identity.GetId", the
// X-Amz-Target "AWSCognitoIdentityService.GetId", the command line's "cognito-identity get-id", or "GetId" alone where
// one service has it. An empty body counts as {}.
//
// When every instance is in use it waits for one, as long as the context lasts. The time of a check is linear in the
// size of the body. The body is read during the call only.
func (c *Checker) Check(ctx context.Context, operation string, body []byte) (Report, error) {
	return c.report(ctx, call{kind: kindRequest, operation: operation, body: body})
}

// CheckResponse checks the body of a response of the operation, as Check checks that of a request.
func (c *Checker) CheckResponse(ctx context.Context, operation string, body []byte) (Report, error) {
	return c.report(ctx, call{kind: kindResponse, operation: operation, body: body})
}

// CheckField checks one value of a request, such as a form's field while it is typed: pointer is the JSON Pointer (RFC
// 6901) of a member of the operation's request, value the JSON text of the value. ErrPointer says that no member is
// there.
func (c *Checker) CheckField(ctx context.Context, operation, pointer string, value []byte) (Report, error) {
	if len(pointer) > longestPointer {
		return Report{}, fmt.Errorf("%w: it is %d bytes long", ErrPointer, len(pointer))
	}
	return c.report(ctx, call{kind: kindField, operation: operation, pointer: pointer, body: value})
}

// AppendReport checks a request as Check does and appends the report to dst as JSON, in the form of Report.JSON. It
// spares the decoding when the report is only passed on. On an error dst is returned as it was.
func (c *Checker) AppendReport(ctx context.Context, dst []byte, operation string,
	body []byte) (report []byte, valid bool, err error) {
	return c.appendReport(ctx, nil, dst, call{kind: kindRequest, operation: operation, body: body})
}

// AppendResponseReport is AppendReport for a response.
func (c *Checker) AppendResponseReport(ctx context.Context, dst []byte, operation string,
	body []byte) (report []byte, valid bool, err error) {
	return c.appendReport(ctx, nil, dst, call{kind: kindResponse, operation: operation, body: body})
}

// Describe returns the description of an operation's request as JSON. wasm/ABI.md has the form.
func (c *Checker) Describe(ctx context.Context, operation string) ([]byte, error) {
	return c.describe(ctx, operation, 0)
}

// DescribeResponse is Describe for the operation's response.
func (c *Checker) DescribeResponse(ctx context.Context, operation string) ([]byte, error) {
	return c.describe(ctx, operation, wasm.OptionResponse)
}

func (c *Checker) describe(ctx context.Context, operation string, options uint32) ([]byte, error) {
	var text []byte
	err := c.withInstance(ctx, nil, func(ctx context.Context, i *instance) error {
		found, err := i.of.operation(ctx, i, operation)
		if err != nil {
			return err
		}
		i.stack[0], i.stack[1] = uint64(found.id), uint64(options)
		answer, err := i.call(ctx, exportDescribe)
		if err != nil {
			return err
		}
		if answer != 0 {
			return &ModuleError{During: "describe", Err: fmt.Errorf("answer %d for a good operation id", answer)}
		}
		text, err = i.appendReport(ctx, nil)
		return err
	})
	return text, err
}

// Operations returns the full names of all operations that the current module knows. The slice is the caller's.
func (c *Checker) Operations() []string {
	c.pool.mu.Lock()
	defer c.pool.mu.Unlock()
	return slices.Clone(c.pool.current.names)
}

// Close lets no call start any more, waits for those under way and for sessions that hold an instance, and frees
// everything. Calls that wait for an instance get ErrClosed, and so does a session's next call. When the context ends
// first, Close returns its error and the last call does the rest. Closing again waits in the same way.
func (c *Checker) Close(ctx context.Context) error {
	c.pool.close()
	select {
	case <-c.closed:
		return c.closeErr
	case <-ctx.Done():
		return fmt.Errorf("calls are still under way: %w", ctx.Err())
	}
}

// shut frees what modules share. None has an instance any more.
func (c *Checker) shut() {
	if c.pool != nil {
		c.pool.current.close()
	}
	if c.config.cache != nil {
		c.closeErr = c.config.cache.Close(context.Background())
	}
	close(c.closed)
}

// call is one check.
type call struct {
	kind      kind
	operation string
	pointer   string
	body      []byte
}

func (c *Checker) report(ctx context.Context, asked call) (Report, error) {
	if err := c.admit(asked); err != nil {
		return Report{}, err
	}
	var report Report
	err := c.withInstance(ctx, nil, func(ctx context.Context, i *instance) error {
		found, status, err := c.check(ctx, i, asked)
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

func (c *Checker) appendReport(ctx context.Context, held **instance, dst []byte, asked call) ([]byte, bool, error) {
	if err := c.admit(asked); err != nil {
		return dst, false, err
	}
	grown, valid := dst, false
	err := c.withInstance(ctx, held, func(ctx context.Context, i *instance) error {
		found, status, err := c.check(ctx, i, asked)
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

// validReport returns the report on a valid body, asking i, which has just found one, when it is the first.
func (o *operation) validReport(ctx context.Context, i *instance, k kind) (*validReport, error) {
	if known := o.valid[k].Load(); known != nil {
		return known, nil
	}
	text, err := i.appendReport(ctx, nil)
	if err != nil {
		return nil, err
	}
	report, err := decodeReport(text, 0)
	if err != nil {
		return nil, err
	}
	known := &validReport{report: report, text: text}
	o.valid[k].Store(known)
	return known, nil
}

// admit refuses a call before it waits for an instance.
func (c *Checker) admit(asked call) error {
	if len(asked.body) > c.config.bodyLimit {
		return fmt.Errorf("%w: %d bytes, the limit is %d", ErrTooLarge, len(asked.body), c.config.bodyLimit)
	}
	return nil
}

// check resolves the operation and calls the module. The status is never negative without an error.
func (c *Checker) check(ctx context.Context, i *instance, asked call) (*operation, int32, error) {
	found, err := i.of.operation(ctx, i, asked.operation)
	if err != nil {
		return nil, 0, err
	}
	var options uint32
	if c.config.warnings {
		options |= wasm.OptionWarnings
	}
	if c.config.textTimes {
		options |= wasm.OptionTextTimes
	}
	if asked.kind == kindResponse {
		options |= wasm.OptionResponse
	}
	var status int32
	during := exportCheck
	if asked.kind == kindField {
		during = exportCheckField
		status, err = i.checkField(ctx, found.id, asked.pointer, asked.body, options)
	} else {
		status, err = i.check(ctx, found.id, asked.body, options)
	}
	switch {
	case err != nil:
		return nil, 0, err
	case status >= 0 && status <= wasm.StatusInvalid|wasm.StatusWarned:
		return found, status, nil
	case status == wasm.StatusTooLarge:
		return nil, 0, ErrTooLarge
	case status == wasm.StatusTooManyNames:
		return nil, 0, ErrTooManyNames
	case status == wasm.StatusPointer && asked.kind == kindField:
		return nil, 0, ErrPointer
	case status == wasm.StatusTooCostly:
		return nil, 0, ErrTooCostly
	}
	return nil, 0, &ModuleError{
		During: exportNames[during], Err: fmt.Errorf("status %d is not one that the ABI has here", status),
	}
}

// withInstance runs do on an instance. The instance is kept when do succeeds or says something that is not the module's
// fault; otherwise it is discarded, because after a trap its memory may be in any state. It is kept in held, where the
// next call finds it, or in the pool when held is nil.
func (c *Checker) withInstance(ctx context.Context, held **instance, do func(context.Context, *instance) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for again := false; ; again = true {
		var i *instance
		if held != nil {
			i, *held = *held, nil
		}
		if i == nil {
			var err error
			if i, err = c.pool.acquire(ctx); err != nil {
				return err
			}
		}
		limited, release := i.of.bound(ctx)
		err := do(limited, i)
		late := limited.Err() != nil
		release()
		if err == nil {
			c.keep(i, held)
			return nil
		}
		var failed *ModuleError
		if !errors.As(err, &failed) {
			c.keep(i, held)
			return err
		}
		c.pool.discard(i)
		// The context of an instance's last call can end so late that it closes the instance for the next call.
		stale := !late && exitedWithContext(err)
		if !stale || again {
			return interrupted(ctx, failed)
		}
	}
}

func (c *Checker) keep(i *instance, held **instance) {
	if held != nil {
		*held = i
		return
	}
	c.pool.release(i)
}

// interrupted says why the module ended, where a context's end is the reason: the caller's, or the one that bounds a
// call.
func interrupted(ctx context.Context, failed *ModuleError) error {
	switch {
	case !exitedWithContext(failed):
		return failed
	case ctx.Err() != nil:
		return fmt.Errorf("check interrupted: %w", ctx.Err())
	}
	return &ModuleError{During: failed.During, Err: errors.New("no end in the time that a module has which is not pinned")}
}

// exitedWithContext tells whether a module was closed because a context ended.
func exitedWithContext(err error) bool {
	var exit *sys.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	return exit.ExitCode() == sys.ExitCodeContextCanceled || exit.ExitCode() == sys.ExitCodeDeadlineExceeded
}
