package host

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cognitocheck/cognitocheck/host/internal/sandbox"
	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
)

// module is one compiled module in a runtime of its own, and what is known of it. Calls of one module may run at the
// same time, each on an instance of its own.
type module struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	set      setup
	names    []string
	// interruptible tells that a context can end a call.
	interruptible bool
	// longestCall bounds a call, or is 0 for one that needs no bound.
	longestCall time.Duration

	// live counts the instances that exist or are being made. Pool's lock guards it.
	live int
	// left says that no session may go on with an instance of it: another module is current, or the pool is closed.
	left atomic.Bool

	// operations maps every name that was resolved so far, in whatever form, to its operation. It is replaced as a
	// whole, so that reading it takes no lock.
	operations atomic.Pointer[map[string]*operation]
	resolving  sync.Mutex
}

// mostNames bounds module.operations: every operation has a handful of names, what is over goes to the module each
// time.
const mostNames = 2048

// longestName is the length of the longest name that is handed to a module, in bytes. No operation's name comes near
// it.
const longestName = 1024

// operation is what is known of an operation of one module.
type operation struct {
	id uint32
	// valid holds the report on a valid body once there was one: it is always the same.
	valid [kindCount]atomic.Pointer[validReport]
}

// validReport is a report and its JSON.
type validReport struct {
	report Report
	text   []byte
}

// kind tells the entries of operation.valid apart.
type kind int

const (
	kindRequest kind = iota
	kindResponse
	kindField
	kindCount
)

// compile compiles code in a new runtime and verifies its exports. The module has no instance yet.
func (c *config) compile(ctx context.Context, code []byte) (*module, error) {
	m := &module{set: c.setup, interruptible: c.interruption}
	m.operations.Store(&map[string]*operation{})
	workers := c.compilers()
	vouched, err := c.vouch(code)
	if err != nil {
		return nil, &ModuleError{During: "compile", Err: err}
	}
	if !vouched {
		confined, err := sandbox.Confine(code)
		if err != nil {
			return nil, &ModuleError{During: "compile", Err: err}
		}
		code, m.interruptible, m.longestCall = confined, true, c.longestCall
		workers = 2 // A single one does not look whether the context has ended.
	}
	settings := wazero.NewRuntimeConfig().
		WithMemoryLimitPages(uint32(c.memoryLimit / wasmPage)).
		WithCloseOnContextDone(m.interruptible)
	if c.cache != nil {
		settings = settings.WithCompilationCache(c.cache)
	}
	m.runtime = wazero.NewRuntimeWithConfig(ctx, settings)
	if err := m.compile(experimental.WithCompilationWorkers(ctx, workers), code); err != nil {
		m.close()
		return nil, err
	}
	return m, nil
}

func (m *module) compile(ctx context.Context, code []byte) (err error) {
	if m.compiled, err = m.runtime.CompileModule(ctx, code); err != nil {
		return &ModuleError{During: "compile", Err: err}
	}
	if err := verifySignatures(m.compiled, m.set); err != nil {
		return &ModuleError{During: "compile", Err: err}
	}
	return nil
}

// bound returns the context that calls run under: with an end for a module that nobody vouches for, and empty for one
// that does not heed it, because then it only costs. The function releases it.
func (m *module) bound(ctx context.Context) (context.Context, context.CancelFunc) {
	switch {
	case m.longestCall > 0:
		return context.WithTimeout(ctx, m.longestCall)
	case m.interruptible:
		return ctx, keepContext
	}
	return context.Background(), keepContext
}

func keepContext() {}

// instantiate makes an instance with nothing set in it.
func (m *module) instantiate(ctx context.Context) (*instance, error) {
	module, memory, err := sandbox.Instantiate(ctx, m.runtime, m.compiled)
	if err != nil {
		return nil, &ModuleError{During: "instantiate", Err: err}
	}
	return &instance{of: m, guest: module, owned: memory, memory: module.ExportedMemory(wasm.Memory)}, nil
}

// newInstance makes an instance that is ready for checks.
func (m *module) newInstance(ctx context.Context) (*instance, error) {
	i, err := m.instantiate(ctx)
	if err != nil {
		return nil, err
	}
	if err := i.setUp(ctx, m.set); err != nil {
		i.close()
		return nil, err
	}
	return i, nil
}

// operation finds an operation by any of its names, asking i when the name is new.
func (m *module) operation(ctx context.Context, i *instance, name string) (*operation, error) {
	if known, ok := (*m.operations.Load())[name]; ok {
		return known, nil
	}
	if len(name) > longestName {
		return nil, &UnknownOperationError{Name: name[:longestName] + "…"}
	}
	id, err := i.operation(ctx, name)
	if err != nil {
		return nil, err
	}
	switch {
	case id == wasm.AnswerUnknown || id == wasm.AnswerAmbiguous:
		text, err := i.appendReport(ctx, nil)
		if err != nil {
			return nil, err
		}
		return nil, nameError(id, name, text)
	case id < 0:
		return nil, &ModuleError{During: "operation", Err: fmt.Errorf("answer %d is not in the ABI", id)}
	}
	return m.remember(name, uint32(id)), nil
}

func (m *module) remember(name string, id uint32) *operation {
	m.resolving.Lock()
	defer m.resolving.Unlock()
	known := *m.operations.Load()
	if existing, ok := known[name]; ok {
		return existing
	}
	found := &operation{id: id}
	for _, other := range known {
		if other.id == id {
			found = other
			break
		}
	}
	if len(known) < mostNames {
		grown := make(map[string]*operation, len(known)+1)
		maps.Copy(grown, known)
		grown[name] = found
		m.operations.Store(&grown)
	}
	return found
}

func (m *module) close() {
	// Closing a runtime fails for resources (files, sockets) only, which none here has.
	_ = m.runtime.Close(context.Background())
}
