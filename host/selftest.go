package host

import (
	"context"
	"errors"
	"fmt"

	"github.com/cognitocheck/cognitocheck/wasm"
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
// ready for checks. A module that nobody vouches for has trialTime for all of that.
func (c *config) verifiedModule(ctx context.Context, code []byte) (*module, *instance, error) {
	trial, cancel := context.WithTimeout(ctx, c.trialTime)
	defer cancel()
	m, err := c.compile(trial, code)
	if err != nil {
		return nil, nil, c.lateError(ctx, trial, err)
	}
	if !m.interruptible {
		trial = context.Background()
	}
	i, err := m.instantiate(trial)
	if err == nil {
		if err = m.selfTest(trial, i); err == nil {
			err = i.setUp(trial, c.setup)
		}
		if err != nil {
			i.close()
		}
	}
	if err != nil {
		m.close()
		return nil, nil, c.lateError(ctx, trial, err)
	}
	return m, i, nil
}

// lateError says why a trial ended that came to no end by itself.
func (c *config) lateError(ctx, trial context.Context, err error) error {
	switch {
	case trial.Err() == nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return &ModuleError{During: "self-test", Err: fmt.Errorf("no end after %v", c.trialTime)}
}
