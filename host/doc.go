// Package host runs the validation module in a Go program.
//
// A [Checker] compiles the module once and keeps a bounded pool of instances of it, so that any number of goroutines
// may check at the same time:
//
//	checker, err := host.New(ctx)
//	if err != nil {
//		return err
//	}
//	defer checker.Close(ctx)
//	report, err := checker.Check(ctx, "cognito-identity.UpdateIdentityPool", body)
//
// Where a goroutine checks without a pause, a [Session] of the Checker keeps an instance for it.
//
// Rules of one's own come with [WithRules]; they stay when the module is exchanged.
//
// The verdicts, and the reports byte for byte, are those of package validator, which a Go program may also use directly
// and which is faster. What the module adds is a sandbox with a memory limit, and that the tables can be exchanged
// while the program runs ([Checker.Swap]).
//
// Three outcomes are never blended: a valid body (Report.Valid), an invalid one (Report.Violations and Report.Error),
// and a check that could not be made (an error). An error is one of
//
//   - a typed error of package validator: [ErrTooLarge], [ErrTooManyNames], [ErrPointer], [ErrTooCostly],
//     [*UnknownOperationError], [*AmbiguousOperationError];
//   - the context's error, while waiting for an instance (and during a check, see [WithInterruption]);
//   - [ErrClosed];
//   - a [*ModuleError], when the module itself misbehaved. The instance that did so is never used again, the others and
//     the Checker stay as they are.
package host
