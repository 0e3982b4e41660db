package host

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
)

// Errors of package validator, which a Checker returns too (wrapped: use errors.Is and errors.As).
var (
	ErrTooLarge     = validator.ErrTooLarge
	ErrTooManyNames = validator.ErrTooManyNames
	ErrPointer      = validator.ErrPointer
	ErrTooCostly    = validator.ErrTooCostly
)

// ErrRules is the error of New and Swap, wrapped, for rules (see WithRules) that the module refuses.
var ErrRules = validator.ErrRules

// Errors of package validator: for the name of an operation, which a Checker returns too, and the error form of an
// invalid report.
type (
	UnknownOperationError   = validator.UnknownOperationError
	AmbiguousOperationError = validator.AmbiguousOperationError
	InvalidError            = validator.InvalidError
)

// ErrClosed is the error of every call on a Checker after Close.
var ErrClosed = errors.New("checker is closed")

// ModuleError is the error for a module that misbehaved: a trap, an answer that its ABI does not allow, an export that
// is missing. It never holds anything of the body.
type ModuleError struct {
	// During says what was being done, such as "check" or "compile".
	During string
	Err    error
}

// Error returns one line; the module's stack, where there is one, is in Err.
func (e *ModuleError) Error() string {
	text, _, _ := strings.Cut(e.Err.Error(), "\n")
	return "module failed in " + e.During + ": " + text
}

func (e *ModuleError) Unwrap() error { return e.Err }

// nameError builds the error for a name that the module refused, from the module's own answer.
func nameError(answer int32, name string, text []byte) error {
	var refused struct {
		Nearest    []string `json:"nearest"`
		Candidates []string `json:"candidates"`
	}
	if err := json.Unmarshal(text, &refused); err != nil {
		return &ModuleError{During: "operation", Err: fmt.Errorf("answer is not readable: %w", err)}
	}
	if answer == wasm.AnswerAmbiguous {
		return &AmbiguousOperationError{Name: name, Candidates: refused.Candidates}
	}
	return &UnknownOperationError{Name: name, Nearest: refused.Nearest}
}

// levelError is the error for levels that the module refused.
func levelError(set setup) error {
	// The module only says no. What it minds is most likely what this program's own validator minds.
	parse := validator.ParseLevels
	if own, err := validator.LoadRules(set.rules); err == nil {
		parse = own.ParseLevels
	}
	if _, err := parse(set.levels); err != nil {
		return err
	}
	return &validator.LevelError{Text: set.levels, Reason: "the module knows no such code or level"}
}
