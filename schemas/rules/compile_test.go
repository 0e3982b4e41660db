package rules

import (
	"testing"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// TestOwnElement: where a loop asks whether what is looked at is in its list once, it is told for all elements at once
// whether they differ; and nowhere else.
func TestOwnElement(t *testing.T) {
	env, _, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		at, holds string
		distinct  bool
	}{
		"a member of the element": {"/Schema/*", `parent.exists_one(a, a.Name == self.Name)`, true},
		"the member itself":       {"/Schema/*/Name", `request.Schema.exists_one(a, a.Name == self)`, true},
		"of its parent":           {"/Schema/*/Required", `request.Schema.exists_one(a, a.Name == parent.Name)`, true},
		"the other way round":     {"/Schema/*/Name", `request.Schema.exists_one(a, self == a.Name)`, true},
		"a bool":                  {"/Schema/*/Mutable", `request.Schema.exists_one(a, a.Mutable == self)`, true},
		"deeper": {
			"/Schema/*",
			`parent.exists_one(a, a.StringAttributeConstraints.MinLength ==
      self.StringAttributeConstraints.MinLength)`, true,
		},
		"an element that is a text": {
			"/Policies/SignInPolicy/AllowedFirstAuthFactors/*",
			`parent.exists_one(a, a == self)`, true,
		},
		"inside an or": {
			"/Schema/*/Name",
			`self == "" || request.Schema.exists_one(a, a.Name == self)`, true,
		},
		"another member": {"/Schema/*", `parent.exists_one(a, a.Name == self.AttributeDataType)`, false},
		"a member of the member's name": {
			"/Schema/*/Name",
			`request.Schema.exists_one(a, a.AttributeDataType == self)`, false,
		},
		"another list": {
			"/Schema/*/Name",
			`request.AccountRecoverySetting.RecoveryMechanisms.exists_one(a, a.Name == self)`, false,
		},
		"another loop":      {"/Schema/*/Name", `request.Schema.exists(a, a.Name == self)`, false},
		"not of an element": {"/PoolName", `request.Schema.exists_one(a, a.Name == self)`, false},
		"not the same":      {"/Schema/*/Name", `request.Schema.exists_one(a, a.Name != self)`, false},
		"more than the comparison": {
			"/Schema/*/Name",
			`request.Schema.exists_one(a, a.Name == self && a.Mutable)`, false,
		},
		"a constant": {"/Schema/*/Name", `request.Schema.exists_one(a, a.Name == "email")`, false},
	} {
		t.Run(name, func(t *testing.T) {
			declared, err := Parse("test.yaml", []byte("- id: r\n  on: [CreateUserPool]\n  at: "+test.at+"\n  holds: >-\n    "+
				test.holds+"\n  message: m\n  source: s\n  examples: {breaks: {PoolName: a}, passes: {PoolName: b}}\n"))
			if err != nil {
				t.Fatal(err)
			}
			rule, err := env.Check(declared[0])
			if err != nil {
				t.Fatal(err)
			}
			looks, err := Compile([]*Rule{rule})
			if err != nil {
				t.Fatal(err)
			}
			if got := hasInstruction(looks[0].Places[0].Rules[0].Holds, table.OpDistinct); got != test.distinct {
				t.Errorf("it is told at once: %v, want %v", got, test.distinct)
			}
		})
	}
}

func hasInstruction(code Code, op table.Op) bool {
	for i, b := range code.Bytes {
		if code.Streams[i] == table.StreamOp && table.Op(b) == op {
			return true
		}
	}
	return false
}
