package awscli

import (
	"fmt"
	"slices"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/validator"
)

// TestDescribe holds the shapes of all requests to those of the documents. It fails on a request that holds itself or
// that is nested deeper than a description goes, which no request is.
func TestDescribe(t *testing.T) {
	operations := validator.Operations()
	if have, want := len(operations), len(schemas.Load().Operations()); have != want {
		t.Errorf("%d operations, the documents have %d", have, want)
	}
	for _, op := range operations {
		want, err := schemas.Load().Operation(op.Name())
		if err != nil {
			t.Fatal(err)
		}
		if bareName(op) != want.Name {
			t.Errorf("%s is called %s, want %s", op, bareName(op), want.Name)
		}
		if err := compareShapes(describe(op), want.Input); err != nil {
			t.Errorf("%s: %v", op, err)
		}
	}
	if s := describe(validator.Operation{}); s.Type != typeStructure || len(s.Members) > 0 {
		t.Errorf("no operation has the request %+v", s)
	}
}

// compareShapes tells where a shape differs from that of the documents.
func compareShapes(have *shape, want *schemas.Shape) error {
	if (have == nil) != (want == nil) {
		return fmt.Errorf("is %v, want %v", have, want)
	}
	if have == nil {
		return nil
	}
	if string(have.Type) != string(want.Type) {
		return fmt.Errorf("is a %s, want a %s", have.Type, want.Type)
	}
	if !slices.Equal(have.Enum, want.Enum) {
		return fmt.Errorf("one of %q, want %q", have.Enum, want.Enum)
	}
	if len(have.Members) != len(want.Members) {
		return fmt.Errorf("%d members, want %d", len(have.Members), len(want.Members))
	}
	for i, m := range have.Members {
		of := want.Members[i]
		if m.Name != of.Name || m.Required != of.Required {
			return fmt.Errorf("member %s, required %t, want %s, %t", m.Name, m.Required, of.Name, of.Required)
		}
		if secret := of.Sensitive || holdsSecret(of.Shape); m.Shape.holdsSecret() != secret {
			return fmt.Errorf("member %s may hold something sensitive: %t, want %t", m.Name, !secret, secret)
		}
		if err := compareShapes(m.Shape, of.Shape); err != nil {
			return fmt.Errorf("%s: %w", m.Name, err)
		}
	}
	for _, part := range []struct {
		name string
		have *shape
		want *schemas.Shape
	}{
		{"element", have.Element, want.Element},
		{"key", have.Key, want.Key},
		{"value", have.Value, want.Value},
	} {
		if err := compareShapes(part.have, part.want); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

// holdsSecret tells whether a value of the document's shape may hold something sensitive.
func holdsSecret(s *schemas.Shape) bool {
	if s == nil {
		return false
	}
	return s.Sensitive || len(s.SensitiveKeys) > 0 ||
		holdsSecret(s.Element) || holdsSecret(s.Key) || holdsSecret(s.Value) ||
		slices.ContainsFunc(s.Members, func(m schemas.Member) bool { return m.Sensitive || holdsSecret(m.Shape) })
}
