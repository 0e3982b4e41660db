package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// addResets warns of each optional member that the request leaves out, for the operations that replace the whole
// resource: what is left out goes back to its default.
//
// Source: the API reference of UpdateIdentityPool, UpdateUserPool and UpdateUserPoolClient ("If you don't provide a
// value for a parameter, Amazon Cognito sets it to its default value").
func (e *Engine) addResets(b []byte) {
	name := tables.operations[e.operation].Name
	if name != textUpdateIdentityPool && name != textUpdateUserPool && name != textUpdateUserPoolClient ||
		e.levelOf(codeRuleResetToDefault) == table.Off {
		return
	}
	e.viewBody(b)
	f := &e.frames[1]
	if f.start < uint32(len(b)) && b[f.start] != '{' {
		return
	}
	s := &tables.shapes[f.shape]
	for m := uint(0); m < s.Count(); m++ {
		if (s.Required()|e.present)>>(m&63)&1 == 0 && !(name == textUpdateUserPool && isKept(nameIn(s, m))) {
			f.step, f.stepKind = step(m), stepMember
			e.leaf = 0
			e.addViolation(codeRuleResetToDefault, tables.members[uint(s.Members())+m].Shape, uint(f.start), 0, 0)
		}
	}
}

// isKept tells whether a member of UpdateUserPool stays as it is when it is left out.
func isKept(member table.Text) bool {
	for i := range uint(keptCount) {
		if item(setKept, i) == member {
			return true
		}
	}
	return false
}
