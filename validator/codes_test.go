package validator_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

// TestCodes: each code that is none of a rule has a constant, and each constant is a code.
func TestCodes(t *testing.T) {
	constants := []string{
		validator.CodeSyntax, validator.CodeDuplicate, validator.CodeDepth, validator.CodeType, validator.CodeNull,
		validator.CodeRequired, validator.CodeLengthMin, validator.CodeLengthMax, validator.CodeItemsMin,
		validator.CodeItemsMax, validator.CodeEntriesMin, validator.CodeEntriesMax, validator.CodeRangeMin,
		validator.CodeRangeMax, validator.CodePattern, validator.CodeEnum, validator.CodeUnknown,
	}
	var shapes, rules []string
	for _, code := range validator.Codes() {
		if strings.HasPrefix(code.Name, validator.CodeRule) {
			rules = append(rules, code.Name)
		} else {
			shapes = append(shapes, code.Name)
		}
	}
	if !slices.Equal(shapes, constants) {
		t.Errorf("the codes are %q, the constants %q", shapes, constants)
	}
	for _, name := range []string{validator.CodeDeprecated, validator.CodeResetToDefault} {
		if !slices.Contains(rules, name) {
			t.Errorf("%s is no code", name)
		}
	}
}
