package conformance

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

// allows tells whether a guard lets a rule be broken at a JSON Pointer of a decoded body. Guards are how the engine
// passes over most rules, so one that says too much would hide a violation.
func allows(guard rules.Guard, body any, pointer string) bool {
	at := jsonpointer.Split(pointer)
	return slices.ContainsFunc(guard, func(literals []rules.Literal) bool {
		return !slices.ContainsFunc(literals, func(l rules.Literal) bool {
			return l.Fact != rules.WarningFact && isFact(body, strings.Split(l.Path, "/")[1:], at, l.Value) == l.Not
		})
	})
}

// isFact tells whether a fact is so of a value: its path goes on from there, and at goes on to where the rule is
// broken.
func isFact(of any, path, at []string, value string) bool {
	switch {
	case len(path) > 0:
		return isFactWithin(of, path, at, value)
	case of == nil || value == "":
		return of != nil
	}
	return of == value || of == true && value == "true"
}

func isFactWithin(of any, path, at []string, value string) bool {
	if elements, ok := of.([]any); ok {
		if path[0] == "*" {
			i, err := strconv.Atoi(at[0])
			return err == nil && isFact(elements[i], path[1:], at[1:], value)
		}
		return slices.ContainsFunc(elements, func(e any) bool { return isFact(e, path[1:], nil, value) })
	}
	members, _ := of.(map[string]any)
	name := path[0]
	if name == "*" {
		name = at[0]
	}
	if len(at) > 0 && at[0] == name {
		at = at[1:]
	} else {
		at = nil
	}
	return isFact(members[name], path[1:], at, value)
}
