package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// The members, values and parts of values that the rules compare with.
//
//text:CognitoIdentityProviders CognitoIdentityProviders
//text:ProviderName ProviderName
//text:SupportedLoginProviders SupportedLoginProviders
//text:RoleMappings RoleMappings
//text:Roles Roles
//text:Type Type
//text:AmbiguousRoleResolution AmbiguousRoleResolution
//text:RulesConfiguration RulesConfiguration
//text:Rules Rules
//text:IdpHost cognito-idp.
//text:AmazonHost .amazonaws.com
//text:China .cn
//text:Slash /
//text:Scheme ://
//text:ARN arn:
//
// The login providers whose value is a key and a secret.
//
//set:secretProvider Twitter=api.twitter.com Digits=www.digits.com

// ruleCognitoIdentityProvider: an entry of CognitoIdentityProviders names a user pool as
// cognito-idp.REGION.amazonaws.com/POOL.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id cognito-identity-provider
//rule:on cognito-identity.CreateIdentityPool cognito-identity.UpdateIdentityPool
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Invalid Cognito Identity Provider
//rule:text Name the user pool as cognito-idp.REGION.amazonaws.com/POOL.
func (e *Engine) ruleCognitoIdentityProvider(b []byte) {
	for element := e.stepToFirstOf(b, textCognitoIdentityProviders); element != none; element = e.stepToNext(b) {
		if !isUserPoolProvider(b, e.findMember(b, element, textProviderName)) {
			e.breakRuleAt(b, ruleCognitoIdentityProvider, element, textProviderName)
		}
	}
}

// isUserPoolProvider tells whether the string at b[i], if there is one, is cognito-idp.REGION.amazonaws.com/POOL. In
// China's regions .cn follows .com.
func isUserPoolProvider(b []byte, i uint) bool {
	if i == none {
		return false
	}
	i = skipText(b, i+1, textIdpHost)
	region := i
	for i < uint(len(b)) {
		r, next := DecodeScalar(b, i)
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			break
		}
		i = next
	}
	if i == region {
		return false
	}
	i = skipText(b, i, textAmazonHost)
	if china := skipText(b, i, textChina); china != none {
		i = china
	}
	i = skipText(b, i, textSlash)
	return i < uint(len(b)) && b[i] != '"'
}

// ruleLoginProviderSecret: the keys api.twitter.com and www.digits.com take consumerKey;consumerSecret. The service's
// answer is not recorded, so it is a warning.
//
// Source: API reference of UpdateIdentityPool, the note at its example.
//
//rule:id login-provider-secret
//rule:on cognito-identity.CreateIdentityPool cognito-identity.UpdateIdentityPool
//rule:level warn
//rule:text Join the consumer key and the consumer secret by a semicolon.
func (e *Engine) ruleLoginProviderSecret(b []byte) {
	i := e.stepToMember(b, textSupportedLoginProviders)
	if i == none {
		return
	}
	e.enter(i)
	for provider := range uint(secretProviderCount) {
		if value := e.stepToEntry(b, item(setSecretProvider, provider)); value != none && !isKeyAndSecret(b, value) {
			e.breakRule(ruleLoginProviderSecret, value)
		}
	}
}

// isKeyAndSecret tells whether the string at b[i] has one semicolon with something on both sides.
func isKeyAndSecret(b []byte, i uint) bool {
	semicolons, last := 0, ';'
	for i++; i < uint(len(b)) && b[i] != '"'; {
		var r rune
		r, i = DecodeScalar(b, i)
		if r == ';' {
			semicolons++
		}
		if r < 0 || r == ';' && last == ';' {
			return false
		}
		last = r
	}
	return semicolons == 1 && last != ';'
}

// ruleRoleMappingProvider: a key of RoleMappings names a provider without a scheme.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id role-mapping-provider
//rule:on cognito-identity.SetIdentityPoolRoles
//rule:level error
//rule:exception InvalidParameterException
//rule:answer ({key}) is not a valid RoleMapping ProviderName or is not a configured provider.
//rule:text Name the provider without a scheme: leave out https://.
func (e *Engine) ruleRoleMappingProvider(b []byte) {
	for value := e.stepToFirstOf(b, textRoleMappings); value != none; value = e.stepToNext(b) {
		for j := uint(e.frames[e.depth].step); j < uint(len(b)) && b[j] != '"'; _, j = DecodeScalar(b, j) {
			if skipText(b, j, textScheme) != none {
				e.breakRule(ruleRoleMappingProvider, value)
				break
			}
		}
	}
}

// ruleRoleArn: the pool's own roles are ARNs. Of the roles in the rules of a mapping no answer is recorded.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id role-arn
//rule:on cognito-identity.SetIdentityPoolRoles
//rule:level error
//rule:exception NotAuthorizedException
//rule:answer Access to Role '{value}' is forbidden.
//rule:text Give the role as an ARN, as in arn:aws:iam::123456789012:role/example.
func (e *Engine) ruleRoleArn(b []byte) {
	for value := e.stepToFirstOf(b, textRoles); value != none; value = e.stepToNext(b) {
		if skipText(b, value+1, textARN) == none {
			e.breakRule(ruleRoleArn, value)
		}
	}
}

// ruleRoleMapping holds three rules. A mapping of type Token or Rules says what to do when it is ambiguous; a mapping
// of type Rules has rules; a mapping of type Token has none.
//
// Source: API reference of RoleMapping.
//
//rule:id role-mapping-ambiguous
//rule:on cognito-identity.SetIdentityPoolRoles
//rule:level error
//rule:exception InvalidParameterException
//rule:text Add AmbiguousRoleResolution: a mapping of type Token or Rules needs it.
//rule:id role-mapping-rules
//rule:on cognito-identity.SetIdentityPoolRoles
//rule:level error
//rule:exception InvalidParameterException
//rule:text Add RulesConfiguration: a mapping of type Rules needs it.
//rule:id role-mapping-token
//rule:on cognito-identity.SetIdentityPoolRoles
//rule:level error
//rule:exception InvalidParameterException
//rule:text Leave out RulesConfiguration: it is for mappings of type Rules.
func (e *Engine) ruleRoleMapping(b []byte, rule table.CodeID) {
	for value := e.stepToFirstOf(b, textRoleMappings); value != none; value = e.stepToNext(b) {
		// What decides alone in most mappings comes first: each look reads the mapping again.
		name, broken := textRulesConfiguration, false
		switch rule {
		case ruleRoleMappingAmbiguous:
			name = textAmbiguousRoleResolution
			broken = e.findMember(b, value, name) == none
		case ruleRoleMappingRules:
			broken = isString(b, e.findMember(b, value, textType), textRules) && e.findMember(b, value, name) == none
		default:
			broken = e.findMember(b, value, name) != none && !isString(b, e.findMember(b, value, textType), textRules)
		}
		if broken {
			e.breakRuleAt(b, rule, value, name)
		}
	}
}

// ruleRoleMappingRuleCount: a mapping has at most 25 rules. The model says 400, and the service answers in words of its
// own.
//
// Source: service-behaviour table.
//
//rule:id role-mapping-rule-count
//rule:on cognito-identity.SetIdentityPoolRoles
//rule:level error
//rule:exception InvalidParameterException
//rule:answer The number of rules in the request exceeded 25.
//rule:text Use at most 25 rules for a provider.
func (e *Engine) ruleRoleMappingRuleCount(b []byte) {
	for value := e.stepToFirstOf(b, textRoleMappings); value != none; value = e.stepToNext(b) {
		i := e.findMember(b, value, textRulesConfiguration)
		if e.countElements(b, e.findMember(b, i, textRules)) > 25 {
			e.breakRuleAt(b, ruleRoleMappingRuleCount, value, textRulesConfiguration)
		}
	}
}
