package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// The rules: what the service refuses, or what hurts, although it passes the shapes. They are functions in the file of their
// service, one for rules that look at the same members, declared by the directives above them, which schemas/tables reads: rule:id is
// the code behind "rule.", rule:on names the operations, rule:level the default severity, rule:exception and rule:answer the service's
// error (where an answer is recorded), rule:text the message for a person. A rule runs only on requests whose shape passed, as at the
// service, and only when its level is not off. It may rely on every value having its type: where one has not, no rule runs, even if the
// level of that is not error.

// rules runs the operation's rules on a request whose shape passed.
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

// rule runs one rule.
func (e *Engine) runRule(b []byte, code uint8) {
	switch code {
	case ruleCognitoIdentityProvider:
		e.ruleCognitoIdentityProvider(b)
	case ruleLoginProviderSecret:
		e.ruleLoginProviderSecret(b)
	case ruleRoleMappingProvider:
		e.ruleRoleMappingProvider(b)
	case ruleRoleArn:
		e.ruleRoleArn(b)
	case ruleRoleMappingAmbiguous, ruleRoleMappingRules, ruleRoleMappingToken:
		e.ruleRoleMapping(b, code)
	case ruleProviderName:
		e.ruleProviderName(b)
	case ruleBrandingSettings:
		e.ruleBrandingSettings(b)
	case ruleCustomAttributeRequired:
		e.ruleCustomAttributeRequired(b)
	case ruleVerificationBeforeUpdate:
		e.ruleVerificationBeforeUpdate(b)
	case ruleUnusedAccountValidity:
		e.ruleUnusedAccountValidity(b)
	case ruleCallbackUrls:
		e.ruleCallbackUrls(b)
	case ruleClientCredentialsOpenid:
		e.ruleClientCredentialsOpenid(b)
	case ruleTokenValidity:
		e.ruleTokenValidity(b)
	case ruleMfaOff, ruleMfaNone:
		e.ruleMfa(b, code)
	case ruleAuthUsername:
		e.ruleAuthUsername(b)
	case ruleAttributeSub, rulePhoneNumber:
		e.ruleUserAttributes(b, code)
	default:
		e.runDetailRule(b, code)
	}
}
