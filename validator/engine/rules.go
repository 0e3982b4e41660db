package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// The rules: what the service refuses, or what hurts, although it passes the shapes.
//
// They are functions in the file of their service, one for rules that look at the same members. Directives above a
// function declare its rules, and schemas/tables reads them: rule:id is the code after "rule.", rule:on names the
// operations, rule:level the default severity, rule:exception and rule:answer the service's error (where an answer is
// recorded), rule:text the message for a person. The directives text:NAME and set:NAME declare what they compare with.
//
// A rule runs only on requests whose shape passed, as at the service, and only when its level is not off. It may rely
// on every value having its type: where one has not, no rule runs, even if the level of that is not error.

// runRules looks at the operation's rules in a request whose shape passed.
func (e *Engine) runRules(b []byte) {
	e.detailsRead = false
	first := uint16(0)
	if e.operation > 0 {
		first = tables.ruleEnds[e.operation-1]
	}
	for i := first; i < tables.ruleEnds[e.operation]; i++ {
		code := tables.rules[i]
		if e.levelOf(code) == table.Off {
			continue
		}
		e.viewBody(b)
		e.runRule(b, code)
	}
}
