package main

import (
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/validator"
)

// Every explained member is a member of a request or a response of at least one of its operations, and every operation
// exists.
func TestExplanationsNameMembers(t *testing.T) {
	for _, e := range explanations {
		var shapes []*schemas.Shape
		for name := range strings.FieldsSeq(e.operations) {
			found, err := validator.Lookup(name)
			if err != nil {
				t.Error(err)
				continue
			}
			op, err := schemas.Load().Operation(found.Name())
			if err != nil {
				t.Fatal(err)
			}
			shapes = append(shapes, op.Input, op.Output)
		}
		for path := range e.members {
			known := false
			for _, shape := range shapes {
				known = known || has(shape, strings.Split(path, "."))
			}
			if !known {
				t.Errorf("%s: no member %s", e.operations, path)
			}
		}
	}
}

func has(shape *schemas.Shape, path []string) bool {
	if shape != nil && shape.Type == schemas.List {
		shape = shape.Element
	}
	if len(path) == 0 {
		return true
	}
	if shape == nil || shape.Type != schemas.Structure {
		return false
	}
	m := shape.Member(path[0])
	return m != nil && has(m.Shape, path[1:])
}

func TestExplain(t *testing.T) {
	for name, c := range map[string]struct{ operation, pointer, want string }{
		"member": {
			operation: "cognito-identity.UpdateIdentityPool",
			pointer:   "/IdentityPoolName",
			want:      "a name of your choice for the pool",
		},
		"in a list": {
			operation: "cognito-identity.UpdateIdentityPool",
			pointer:   "/CognitoIdentityProviders/3/ClientId",
			want:      "the id of the user pool's app client",
		},
		"in a map": {
			operation: "cognito-identity.UpdateIdentityPool",
			pointer:   "/IdentityPoolTags/a~1b",
			want:      "labels for finding, billing and access, key by key",
		},
		"the body":     {operation: "cognito-identity.UpdateIdentityPool"},
		"not covered":  {operation: "cognito-idp.SignUp", pointer: "/Username"},
		"other member": {operation: "cognito-identity.UpdateIdentityPool", pointer: "/Other"},
	} {
		if got := explain(c.operation, c.pointer); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestCheckExplain(t *testing.T) {
	var out, errs strings.Builder
	code := doMain([]string{
		"check", "--operation", "UpdateIdentityPool", "--explain", "--warnings=false", "testdata/sample.json",
	}, strings.NewReader(""), &out, &errs)
	if code != exitInvalid ||
		!strings.Contains(out.String(), "[pattern]\n    IdentityPoolId: the pool's id: its region, a colon and a GUID\n") {
		t.Errorf("exit code %d, output\n%s%s", code, out.String(), errs.String())
	}
}
