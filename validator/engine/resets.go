package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// resets warns of each optional member that the request leaves out, for the operations that replace the whole resource:
// what is left out goes back to its default.
//
// Source: the API reference of UpdateIdentityPool, UpdateUserPool and UpdateUserPoolClient ("If you don't provide a value
// for a parameter, Amazon Cognito sets it to its default value").
func (e *Engine) addResets(b []byte) {
	if !replacesResource(tables.operations[e.operation].Name) || e.levelOf(codeReset) == table.Off {
		return
	}
	e.viewBody(b)
	f := &e.frames[1]
	if f.start < uint32(len(b)) && b[f.start] != '{' {
		return
	}
	s := &tables.shapes[f.shape]
	for m := uint(0); m < uint(s.Second); m++ {
		if (uint64(s.Min)|e.present)>>(m&63)&1 == 0 {
			f.step, f.stepKind = uint32(m), stepMember
			e.leaf = 0
			e.addViolation(codeReset, tables.members[uint(s.First)+m].Shape, uint(f.start), 0, 0)
		}
	}
}

// replaces tells whether the operation replaces the whole resource. The names stand in one service each.
func replacesResource(name uint16) bool {
	return name == textUpdateIdentityPool || name == textUpdateUserPool || name == textUpdateUserPoolClient
}
