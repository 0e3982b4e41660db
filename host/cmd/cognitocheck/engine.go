package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

// checker is what checks: the module in wazero (*host.Checker), or package validator (*validator.Checker). Its methods
// may be called by several goroutines.
type checker interface {
	validator.RequestChecker
	CheckResponse(ctx context.Context, operation string, body []byte) (validator.Report, error)
	Operations() []string
	Close(ctx context.Context) error
}

// session is a checker for one goroutine. It must be released after a run of checks, and may be used again.
type session interface {
	AppendReport(ctx context.Context, dst []byte, operation string, body []byte) (report []byte, valid bool, err error)
	AppendResponseReport(ctx context.Context, dst []byte, operation string, body []byte) (
		report []byte, valid bool, err error)
	Release()
}

// newSession returns what one goroutine checks with that has a run of checks to make.
func newSession(c checker) session {
	if module, ok := c.(*host.Checker); ok {
		return module.Session()
	}
	return c.(*validator.Checker).Session()
}

// engineFlags are the flags of the commands that check.
type engineFlags struct {
	name     string
	levels   []string
	rules    rulesFlag
	warnings bool
}

func (f *engineFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.name, "engine", "wasm", "what checks: `wasm` (the module, in a sandbox) or native")
	flags.StringArrayVar(&f.levels, "level", nil, "turn the severity of a code: `CODE=error|warn|off`; may be repeated")
	flags.BoolVar(&f.warnings, "warnings", true, "look for warnings too")
	f.rules.add(cmd)
	complete(cmd, "engine", "wasm", "native")
	// The only error is a flag that is not there.
	_ = cmd.RegisterFlagCompletionFunc("level", func(_ *cobra.Command, _ []string, begun string) (
		[]string, cobra.ShellCompDirective,
	) {
		return completeLevel(begun)
	})
}

// completeLevel completes a setting of --level: the code, then what it may be.
func completeLevel(begun string) ([]string, cobra.ShellCompDirective) {
	code, _, named := strings.Cut(begun, "=")
	var all []string
	if named {
		for _, level := range []string{rules.LevelError, rules.LevelWarn, rules.LevelOff} {
			all = append(all, code+"="+level)
		}
		return all, cobra.ShellCompDirectiveNoFileComp
	}
	for _, name := range levelNames(ownRules{}) {
		all = append(all, name+"=")
	}
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// open makes the checker that the flags ask for, for so many checks at the same time.
func (f *engineFlags) open(ctx context.Context, jobs int) (checker, error) {
	s, err := f.read()
	if err != nil {
		return nil, err
	}
	return f.openFor(ctx, jobs, s, numberTimes)
}

// engineSettings are the flags of rules and levels, read.
type engineSettings struct {
	own    ownRules
	rules  *validator.Rules // own, loaded; nil where there are none
	levels *validator.Levels
}

func (f *engineFlags) read() (engineSettings, error) {
	var s engineSettings
	var err error
	if s.own, err = f.rules.read(); err != nil {
		return s, err
	}
	if s.rules, err = s.own.load(); err != nil {
		return s, err
	}
	s.levels, err = f.parseLevels(s)
	return s, err
}

// openFor is open for bodies whose timestamps have the form.
func (f *engineFlags) openFor(ctx context.Context, jobs int, s engineSettings, form timeForm) (checker, error) {
	switch f.name {
	case "native":
		return validator.NewChecker(validator.Options{
			Warnings: f.warnings, Levels: s.levels, Rules: s.rules, TextTimes: form == textTimes,
		}), nil
	case "wasm":
		options := append(f.hostOptions(s.own), host.WithPoolSize(jobs))
		if form == textTimes {
			options = append(options, host.WithTextTimes())
		}
		// What compiling leaves is little; collecting it several times takes longer than compiling does.
		before := debug.SetGCPercent(400)
		module, err := host.New(ctx, options...)
		debug.SetGCPercent(before)
		if err != nil {
			return nil, err
		}
		return module, nil
	}
	return nil, fmt.Errorf("--engine is wasm or native, not %q", f.name)
}

// hostOptions are the flags as options of the module's host.
func (f *engineFlags) hostOptions(own ownRules) []host.Option {
	options := []host.Option{host.WithLevels(strings.Join(f.levels, ","))}
	if own.pack != nil {
		options = append(options, host.WithRules(own.pack))
	}
	if f.warnings {
		options = append(options, host.WithWarnings())
	}
	return options
}

// checkers are the checkers of one command: one for requests and for responses as the services send them, and one for
// responses with timestamps as text, which is made when it is first needed.
type checkers struct {
	checker
	// open makes the other one.
	open func() (checker, error)
	mu   sync.Mutex
	// forTexts is nil before it is needed.
	forTexts checker
}

// openBoth makes the checkers that the flags ask for, for so many checks at the same time.
func (f *engineFlags) openBoth(ctx context.Context, jobs int) (*checkers, error) {
	s, err := f.read()
	if err != nil {
		return nil, err
	}
	first, err := f.openFor(ctx, jobs, s, numberTimes)
	if err != nil {
		return nil, err
	}
	return &checkers{
		checker: first,
		open:    func() (checker, error) { return f.openFor(ctx, jobs, s, textTimes) },
	}, nil
}

// texts returns the checker for responses with timestamps as text.
func (c *checkers) texts() (checker, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.forTexts == nil {
		made, err := c.open()
		if err != nil {
			return nil, err
		}
		c.forTexts = made
	}
	return c.forTexts, nil
}

// Close closes both.
func (c *checkers) Close(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	err := c.checker.Close(ctx)
	if c.forTexts != nil {
		err = errors.Join(err, c.forTexts.Close(ctx))
	}
	return err
}

func (f *engineFlags) parseLevels(s engineSettings) (*validator.Levels, error) {
	parse := validator.ParseLevels
	if s.rules != nil {
		parse = s.rules.ParseLevels
	}
	for _, setting := range f.levels {
		if _, err := parse(setting); err != nil {
			return nil, levelError(err, s.own)
		}
	}
	return parse(strings.Join(f.levels, ","))
}

// levelError adds to an error of ParseLevels what may be written instead.
func levelError(err error, own ownRules) error {
	var wrong *validator.LevelError
	if !errors.As(err, &wrong) {
		return err
	}
	text := fmt.Sprintf("--level %q: %s", wrong.Text, wrong.Reason)
	code, _, _ := strings.Cut(wrong.Text, "=")
	names := levelNames(own)
	if slices.Contains(names, code) {
		return errors.New(text)
	}
	if near := rules.Meant(code, names); near != "" {
		return errors.New(text + near)
	}
	begun := slices.DeleteFunc(names, func(name string) bool { return !strings.HasPrefix(name, code) })
	if code != "" && 0 < len(begun) && len(begun) <= 3 {
		return fmt.Errorf("%s; did you mean %s?", text, strings.Join(begun, " or "))
	}
	return fmt.Errorf("%s; 'cognitocheck check --help' lists Cognito's", text)
}

// levelNames are the names of the codes whose level can be changed, also of rules of one's own.
func levelNames(own ownRules) []string {
	var names []string
	for _, code := range validator.Codes() {
		if !code.Fixed {
			names = append(names, code.Name)
		}
	}
	for _, r := range own.declared {
		names = append(names, validator.CodeRule+r.ID)
	}
	return names
}

// levelCodes are the codes whose level can be changed, each with its default level where that is not error.
func levelCodes() []string {
	var list []string
	for _, code := range validator.Codes() {
		if !code.Fixed {
			list = append(list, describeCode(code))
		}
	}
	return list
}

// describeCode is a code with its default level where that is not error.
func describeCode(code validator.Code) string {
	if code.Level != "error" {
		return code.Name + " (" + code.Level + ")"
	}
	return code.Name
}

// closeChecker frees what a checker holds. The command ends, so nothing waits for it and nothing can be done about an
// error.
func closeChecker(c checker) { _ = c.Close(context.Background()) }

// complete lets a shell complete the values of a flag.
func complete(cmd *cobra.Command, flag string, values ...string) {
	// The only error is a flag that is not there.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

func operationNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return validator.NewChecker(validator.Options{}).Operations(), cobra.ShellCompDirectiveNoFileComp
}

// targetNames are the values of the X-Amz-Target header.
func targetNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, op := range schemas.Load().Operations() {
		if target := op.Target(); target != "" {
			names = append(names, target)
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// listCodes lists the level codes for the help, in lines of at most 90 characters.
func listCodes() string { return "  " + strings.Join(wrapWords(levelCodes(), 88), "\n  ") }
