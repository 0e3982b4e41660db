package host

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
)

// The request of the self-test and two bodies: one is valid and one is not, whatever limits a model sets.
const (
	testOperation = "cognito-identity.UpdateIdentityPool"
	testValidBody = `{"IdentityPoolId":"us-east-1:00000000-0000-0000-0000-000000000000","IdentityPoolName":"test",` +
		`"AllowUnauthenticatedIdentities":false}`
	testInvalidBody = `{"IdentityPoolId":"us-east-1:00000000-0000-0000-0000-000000000000","IdentityPoolName":7,` +
		`"AllowUnauthenticatedIdentities":false}`
	testPath = "/IdentityPoolName"
	testCode = "type"
)

// trialTime is how long a module that is tried out may take, its compilation not counted.
const trialTime = 10 * time.Second

// selfTest verifies the ABI's version and that two known requests get their verdicts, and fills m.names. The instance
// must be fresh: no rules, no levels.
func (m *module) selfTest(ctx context.Context, i *instance) error {
	version, err := i.call(ctx, exportABIVersion)
	if err != nil {
		return err
	}
	if version != wasm.Version {
		return &ModuleError{
			During: "abi_version",
			Err:    fmt.Errorf("the module speaks ABI version %d, this program version %d", version, wasm.Version),
		}
	}
	if m.names, err = i.listOperations(ctx); err != nil {
		return err
	}
	operation, err := m.operation(ctx, i, testOperation)
	if err != nil {
		var failed *ModuleError
		if errors.As(err, &failed) {
			return err
		}
		return &ModuleError{During: "self-test", Err: err}
	}
	status, err := i.check(ctx, operation.id, []byte(testValidBody), 0)
	if err != nil {
		return err
	}
	if status != 0 {
		return &ModuleError{During: "self-test", Err: fmt.Errorf("a valid %s got status %d, not 0", testOperation, status)}
	}
	if status, err = i.check(ctx, operation.id, []byte(testInvalidBody), 0); err != nil {
		return err
	}
	if status != wasm.StatusInvalid {
		return &ModuleError{
			During: "self-test",
			Err:    fmt.Errorf("an invalid %s got status %d, not %d", testOperation, status, wasm.StatusInvalid),
		}
	}
	text, err := i.appendReport(ctx, nil)
	if err != nil {
		return err
	}
	report, err := decodeReport(text, status)
	if err != nil {
		return err
	}
	if report.Operation != testOperation || len(report.Violations) != 1 ||
		report.Violations[0].Path != testPath || report.Violations[0].Code != testCode {
		return &ModuleError{
			During: "self-test", Err: fmt.Errorf("the report on an invalid %s is not as expected", testOperation),
		}
	}
	return nil
}

// verifiedModule compiles code and puts it through the self-test. The instance that went through it comes with it,
// ready for checks.
func (c *config) verifiedModule(ctx context.Context, runtime wazero.Runtime, code []byte) (*module, *instance, error) {
	m, err := compile(experimental.WithCompilationWorkers(ctx, c.compilers()), runtime, code, c.setup)
	if err != nil {
		return nil, nil, err
	}
	i, err := m.instantiate(ctx)
	if err != nil {
		m.close()
		return nil, nil, err
	}
	if err = m.selfTest(ctx, i); err == nil {
		err = i.setUp(ctx, c.setup)
	}
	if err != nil {
		i.close()
		m.close()
		return nil, nil, err
	}
	return m, i, nil
}

// try puts code through the self-test in a runtime of its own, where it can be interrupted.
func (c *config) try(ctx context.Context, code []byte) error {
	runtime := wazero.NewRuntimeWithConfig(ctx, c.runtimeConfig().WithCloseOnContextDone(true))
	defer runtime.Close(context.Background())
	limited, cancel := context.WithTimeout(ctx, trialTime)
	defer cancel()
	_, first, err := c.verifiedModule(limited, runtime, code)
	if err == nil {
		first.close()
	}
	if err != nil && ctx.Err() == nil && limited.Err() != nil {
		return &ModuleError{During: "self-test", Err: fmt.Errorf("no end after %v", trialTime)}
	}
	return err
}

func (c *config) runtimeConfig() wazero.RuntimeConfig {
	return wazero.NewRuntimeConfig().
		WithMemoryLimitPages(uint32(c.memoryLimit / wasmPage)).
		WithCloseOnContextDone(c.interruption)
}
