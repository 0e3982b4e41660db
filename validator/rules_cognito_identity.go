package validator

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
	i := e.member(b, textCognitoIdentityProviders)
	if i == stopped {
		return
	}
	e.into(i)
	for element := e.first(b); element != stopped; element = e.next(b) {
		e.into(element)
		if name := e.member(b, textProviderName); name == stopped || !userPoolProvider(b, name) {
			e.broken(ruleCognitoIdentityProvider, name)
		}
		e.out()
	}
	e.out()
}

// userPoolProvider tells whether the string at b[i] is cognito-idp.REGION.amazonaws.com/POOL; China's regions have .cn behind.
func userPoolProvider(b []byte, i uint) bool {
	i, ok := starts(b, i+1, textIdpHost)
	if !ok {
		return false
	}
	region := i
	for i < uint(len(b)) && (b[i]-'a' <= 'z'-'a' || b[i]-'0' <= 9 || b[i] == '-') {
		i++
	}
	if i == region {
		return false
	}
	if i, ok = starts(b, i, textAmazonHost); !ok {
		return false
	}
	if china, ok := starts(b, i, textChina); ok {
		i = china
	}
	i, ok = starts(b, i, textSlash)
	return ok && i < uint(len(b)) && b[i] != '"'
}

// ruleLoginProviderSecret: the keys api.twitter.com and www.digits.com take consumerKey;consumerSecret. The service's answer is
// not recorded, so it is a warning.
//
// Source: API reference of UpdateIdentityPool, the note at its example.
//
//rule:id login-provider-secret
//rule:on cognito-identity.CreateIdentityPool cognito-identity.UpdateIdentityPool
//rule:level warn
//rule:text Join the consumer key and the consumer secret by a semicolon.
func (e *Engine) ruleLoginProviderSecret(b []byte) {
	i := e.member(b, textSupportedLoginProviders)
	if i == stopped {
		return
	}
	e.into(i)
	for t := uint16(textTwitter); t <= textDigits; t = following(t) {
		if value := e.entry(b, t); value != stopped && !keyAndSecret(b, value) {
			e.broken(ruleLoginProviderSecret, value)
		}
	}
	e.out()
}

// keyAndSecret tells whether the string at b[i] has one semicolon with something on both sides.
func keyAndSecret(b []byte, i uint) bool {
	before, behind, semicolons := 0, 0, 0
	for i++; i < uint(len(b)) && b[i] != '"'; {
		var r rune
		r, i = scalar(b, i)
		switch {
		case r < 0:
			return false
		case r == ';':
			semicolons++
		case semicolons == 0:
			before++
		default:
			behind++
		}
	}
	return semicolons == 1 && before > 0 && behind > 0
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
	i := e.member(b, textRoleMappings)
	if i == stopped {
		return
	}
	e.into(i)
	for value := e.first(b); value != stopped; value = e.next(b) {
		for j := uint(e.frames[e.depth].step); j < uint(len(b)) && b[j] != '"'; {
			if _, ok := starts(b, j, textScheme); ok {
				e.broken(ruleRoleMappingProvider, value)
				break
			}
			_, j = scalar(b, j)
		}
	}
	e.out()
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
	i := e.member(b, textRoles)
	if i == stopped {
		return
	}
	e.into(i)
	for value := e.first(b); value != stopped; value = e.next(b) {
		if _, ok := starts(b, value+1, textARN); !ok {
			e.broken(ruleRoleArn, value)
		}
	}
	e.out()
}

// ruleRoleMappingAmbiguous: a mapping of type Token or Rules says what to do when it is ambiguous.
//
// Source: API reference of RoleMapping.
//
//rule:id role-mapping-ambiguous
//rule:on cognito-identity.SetIdentityPoolRoles
//rule:level error
//rule:exception InvalidParameterException
//rule:text Add AmbiguousRoleResolution: a mapping of type Token or Rules needs it.
func (e *Engine) ruleRoleMappingAmbiguous(b []byte) {
	e.eachMapping(b, ruleRoleMappingAmbiguous)
}

// ruleRoleMappingRules: a mapping of type Rules has rules.
//
// Source: API reference of RoleMapping.
//
//rule:id role-mapping-rules
//rule:on cognito-identity.SetIdentityPoolRoles
//rule:level error
//rule:exception InvalidParameterException
//rule:text Add RulesConfiguration: a mapping of type Rules needs it.
func (e *Engine) ruleRoleMappingRules(b []byte) {
	e.eachMapping(b, ruleRoleMappingRules)
}

// ruleRoleMappingToken: a mapping of type Token has no rules.
//
// Source: API reference of RoleMapping.
//
//rule:id role-mapping-token
//rule:on cognito-identity.SetIdentityPoolRoles
//rule:level error
//rule:exception InvalidParameterException
//rule:text Leave out RulesConfiguration: it is for mappings of type Rules.
func (e *Engine) ruleRoleMappingToken(b []byte) {
	e.eachMapping(b, ruleRoleMappingToken)
}

// eachMapping runs one of the three rules above on each role mapping.
func (e *Engine) eachMapping(b []byte, rule uint8) {
	i := e.member(b, textRoleMappings)
	if i == stopped {
		return
	}
	e.into(i)
	for value := e.first(b); value != stopped; value = e.next(b) {
		e.into(value)
		kind := e.member(b, textType)
		rules := is(b, kind, textRules)
		name, broken := uint16(textRulesConfiguration), false
		switch rule {
		case ruleRoleMappingAmbiguous:
			name = textAmbiguousRoleResolution
			broken = e.member(b, name) == stopped
		case ruleRoleMappingRules:
			broken = rules && e.member(b, name) == stopped
		default:
			broken = !rules && e.member(b, name) != stopped
		}
		if broken {
			e.broken(rule, e.member(b, name))
		}
		e.out()
	}
	e.out()
}
