package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/validator"
	native "github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
	"github.com/spf13/cobra"
)

// engine is what checks: the module in wazero, or package validator. Its methods may be called by several goroutines.
type engine interface {
	check(ctx context.Context, operation string, response bool, body []byte) (validator.Report, error)
	// session returns what one goroutine checks with that has a run of checks to make.
	session() session
	close() error
}

// session is an engine for one goroutine. It must be released after a run of checks, and may be used again.
type session interface {
	// appendReport appends the report's JSON to dst.
	appendReport(ctx context.Context, dst []byte, operation string, response bool, body []byte) (report []byte, valid bool, err error)
	release()
}

// engineFlags are the flags of the commands that check.
type engineFlags struct {
	name     string
	levels   []string
	warnings bool
}

func (f *engineFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.name, "engine", "wasm", "what checks: `wasm` (the module, in a sandbox) or native")
	flags.StringArrayVar(&f.levels, "level", nil, "turn the severity of a code: `CODE=error|warn|off`; may be repeated")
	flags.BoolVar(&f.warnings, "warnings", true, "look for warnings too")
	complete(cmd, "engine", "wasm", "native")
}

// open makes the engine that the flags ask for, for so many checks at the same time.
func (f *engineFlags) open(ctx context.Context, jobs int) (engine, error) {
	levels, err := f.parseLevels()
	if err != nil {
		return nil, err
	}
	switch f.name {
	case "native":
		e := newNativeEngine(validator.Options{Warnings: f.warnings, Levels: levels})
		e.levels = strings.Join(f.levels, ",")
		return e, nil
	case "wasm":
		options := []host.Option{host.WithPoolSize(jobs), host.WithLevels(strings.Join(f.levels, ","))}
		if f.warnings {
			options = append(options, host.WithWarnings())
		}
		// What compiling leaves behind is little; collecting it several times takes longer than compiling does.
		before := debug.SetGCPercent(400)
		checker, err := host.New(ctx, options...)
		debug.SetGCPercent(before)
		if err != nil {
			return nil, err
		}
		return wasmEngine{checker}, nil
	}
	return nil, fmt.Errorf("--engine is wasm or native, not %q", f.name)
}

func (f *engineFlags) parseLevels() (*validator.Levels, error) {
	for _, setting := range f.levels {
		if _, err := validator.ParseLevels(setting); err != nil {
			return nil, levelError(err)
		}
	}
	return validator.ParseLevels(strings.Join(f.levels, ","))
}

// levelError adds to an error of ParseLevels what may be written instead.
func levelError(err error) error {
	var wrong *validator.LevelError
	if errors.As(err, &wrong) {
		err = fmt.Errorf("--level %q: %s", wrong.Text, wrong.Reason)
	}
	return fmt.Errorf("%w. The codes, errors unless noted: %s", err, strings.Join(levelCodes(), ", "))
}

// levelCodes are the codes whose level can be changed, each with its default level where that is not error.
func levelCodes() []string {
	var list []string
	codes, levels := validator.Codes()
	for i, code := range codes {
		if _, fixed := validator.ParseLevels(code + "=off"); fixed != nil {
			continue
		}
		if levels[i] != "error" {
			code += " (" + levels[i] + ")"
		}
		list = append(list, code)
	}
	return list
}

// wasmEngine checks with the module.
type wasmEngine struct{ checker *host.Checker }

func (e wasmEngine) check(ctx context.Context, operation string, response bool, body []byte) (validator.Report, error) {
	if response {
		return e.checker.CheckResponse(ctx, operation, body)
	}
	return e.checker.Check(ctx, operation, body)
}

func (e wasmEngine) session() session { return wasmSession{e.checker.Session()} }

func (e wasmEngine) close() error { return e.checker.Close(context.Background()) }

type wasmSession struct{ of *host.Session }

func (s wasmSession) appendReport(ctx context.Context, dst []byte, operation string, response bool, body []byte) ([]byte, bool, error) {
	if response {
		return s.of.AppendResponseReport(ctx, dst, operation, body)
	}
	return s.of.AppendReport(ctx, dst, operation, body)
}

func (s wasmSession) release() { s.of.Release() }

// nativeEngine checks with package validator.
type nativeEngine struct {
	options validator.Options
	// levels is the text of options.Levels.
	levels string
	named  map[string]validator.Operation
}

func newNativeEngine(options validator.Options) *nativeEngine {
	e := &nativeEngine{options: options, named: map[string]validator.Operation{}}
	for _, operation := range validator.Operations() {
		e.named[operation.Name()] = operation
	}
	return e
}

func (e *nativeEngine) lookup(name string) (validator.Operation, error) {
	if operation, ok := e.named[name]; ok {
		return operation, nil
	}
	return validator.Lookup(name)
}

func (e *nativeEngine) check(_ context.Context, operation string, response bool, body []byte) (validator.Report, error) {
	found, err := e.lookup(operation)
	if err != nil {
		return validator.Report{}, err
	}
	if response {
		return found.CheckResponse(body, e.options)
	}
	return found.Check(body, e.options)
}

func (e *nativeEngine) session() session {
	s := &nativeSession{of: e, engine: new(native.Engine)}
	if !s.engine.ParseLevels([]byte(e.levels)) {
		panic("cognitocheck: levels that were parsed are refused")
	}
	return s
}

func (e *nativeEngine) operations() []string {
	names := make([]string, 0, len(e.named))
	for name := range e.named {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (e *nativeEngine) close() error { return nil }

// nativeSession takes the report as the engine writes it: decoding it into a validator.Report takes longer than the check.
type nativeSession struct {
	of     *nativeEngine
	engine *native.Engine
}

func (s *nativeSession) appendReport(_ context.Context, dst []byte, operation string, response bool, body []byte) ([]byte, bool, error) {
	found, err := s.of.lookup(operation)
	if err != nil {
		return dst, false, err
	}
	if len(body) > validator.DefaultLimit {
		return dst, false, validator.ErrTooLarge
	}
	var options native.Options
	if s.of.options.Warnings {
		options |= native.OptionWarnings
	}
	if response {
		options |= native.OptionResponse
	}
	switch status := s.engine.Check(body, table.OperationID(found), options); {
	case status == native.StatusTooManyNames:
		return dst, false, validator.ErrTooManyNames
	case status < 0:
		return dst, false, fmt.Errorf("status %d of an operation that is known", status)
	default:
		return append(dst, s.engine.Report(body)...), status&native.StatusInvalid == 0, nil
	}
}

func (s *nativeSession) release() {}

// complete lets a shell complete the values of a flag.
func complete(cmd *cobra.Command, flag string, values ...string) {
	// The only error is a flag that is not there.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

func operationNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return newNativeEngine(validator.Options{}).operations(), cobra.ShellCompDirectiveNoFileComp
}

// codeList is levelCodes for the help: lines of at most 90 characters.
func codeList() string {
	codes := levelCodes()
	var out strings.Builder
	width := 0
	for i, code := range codes {
		if i < len(codes)-1 {
			code += ","
		}
		switch {
		case width == 0:
			out.WriteString("  ")
		case width+len(code) > 86:
			out.WriteString("\n  ")
			width = 0
		default:
			out.WriteString(" ")
			width++
		}
		out.WriteString(code)
		width += len(code)
	}
	return out.String()
}
