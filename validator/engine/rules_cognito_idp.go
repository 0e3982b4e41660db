package engine

// ruleBrandingSettings: a style has the values that Cognito provides, or settings of its own.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id branding-settings
//rule:on cognito-idp.CreateManagedLoginBranding
//rule:level error
//rule:exception InvalidParameterException
//rule:answer useCognitoProvidedValues or settings should be specified (but not both)
//rule:text Give Settings, or set UseCognitoProvidedValues to true, and not both.
func (e *Engine) ruleBrandingSettings(b []byte) {
	provided := e.stepToMember(b, textUseCognitoProvidedValues)
	settings := e.stepToMember(b, textSettings)
	if isTrue(b, provided) == (settings != stopped) {
		e.breakRule(ruleBrandingSettings, settings)
	}
}

// ruleCustomAttributeRequired: a custom attribute cannot be required. An attribute is custom unless it has the name of a standard
// one.
//
// Source: recorded answer, service-behaviour table; the standard attributes are those of the developer guide.
//
//rule:id custom-attribute-required
//rule:on cognito-idp.CreateUserPool
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Required custom attributes are not supported currently.
//rule:text Set Required to false: a custom attribute cannot be required.
func (e *Engine) ruleCustomAttributeRequired(b []byte) {
	for element := e.stepToFirstOf(b, textSchema); element != stopped; element = e.stepToNext(b) {
		if isTrue(b, e.findMember(b, element, textRequiredName)) {
			if name := e.findMember(b, element, textName); name != stopped && !isStandardAttribute(b, name) {
				e.breakRuleAt(b, ruleCustomAttributeRequired, element, textRequiredName)
			}
		}
	}
}

func isStandardAttribute(b []byte, i uint) bool {
	for t := uint16(textStandard0); t <= textStandard19; t = nextText(t) {
		if isString(b, i, t) {
			return true
		}
	}
	return false
}

// ruleVerificationBeforeUpdate: what must be verified before it changes must be verified automatically.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id verification-before-update
//rule:on cognito-idp.UpdateUserPool
//rule:level error
//rule:exception InvalidParameterException
//rule:answer All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes
//rule:text Add this attribute to AutoVerifiedAttributes as well.
func (e *Engine) ruleVerificationBeforeUpdate(b []byte) {
	verified := e.stepToMember(b, textAutoVerifiedAttributes)
	i := e.stepToMember(b, textUserAttributeUpdateSettings)
	if i == stopped {
		return
	}
	// The enum has these two; of others, which come this far where enum is turned down, nothing is known. Each list is read a fixed
	// number of times: both may be as long as the body.
	email, phone := contains(b, verified, textEmail), contains(b, verified, textPhoneNumber)
	e.enter(i)
	for element := e.stepToFirstOf(b, textAttributesRequireVerificationBeforeUpdate); element != stopped; element = e.stepToNext(b) {
		if !email && isString(b, element, textEmail) || !phone && isString(b, element, textPhoneNumber) {
			e.breakRule(ruleVerificationBeforeUpdate, element)
		}
	}
}

// ruleUnusedAccountValidity: the validity of a temporary password is set in one place.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id unused-account-validity
//rule:on cognito-idp.CreateUserPool cognito-idp.UpdateUserPool
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays
//rule:text Leave out UnusedAccountValidityDays: TemporaryPasswordValidityDays in PasswordPolicy says the same.
func (e *Engine) ruleUnusedAccountValidity(b []byte) {
	policy := e.findMember(b, e.stepToMember(b, textPolicies), textPasswordPolicy)
	if e.findMember(b, policy, textTemporaryPasswordValidityDays) == stopped {
		return
	}
	i := e.stepToMember(b, textAdminCreateUserConfig)
	if e.findMember(b, i, textUnusedAccountValidityDays) != stopped {
		e.breakRuleAt(b, ruleUnusedAccountValidity, i, textUnusedAccountValidityDays)
	}
}

// ruleCallbackUrls: the flows that come back to the application need to know where to.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id callback-urls
//rule:on cognito-idp.CreateUserPoolClient cognito-idp.UpdateUserPoolClient
//rule:level error
//rule:exception InvalidOAuthFlowException
//rule:answer CallbackUrls can not be empty when code flow or implicit flow is selected
//rule:text Add a callback URL: the flows code and implicit need one.
func (e *Engine) ruleCallbackUrls(b []byte) {
	flows := e.stepToMember(b, textAllowedOAuthFlows)
	if !contains(b, flows, textFlowCode) && !contains(b, flows, textFlowImplicit) {
		return
	}
	if urls := e.stepToMember(b, textCallbackURLs); isEmpty(b, urls) {
		e.breakRule(ruleCallbackUrls, urls)
	}
}

// ruleClientCredentialsOpenid: a client's own credentials stand for no user, so there is no id token.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id client-credentials-openid
//rule:on cognito-idp.CreateUserPoolClient cognito-idp.UpdateUserPoolClient
//rule:level error
//rule:exception InvalidOAuthFlowException
//rule:answer openid is not supported with client_credentials flow
//rule:text Leave out the scope openid: the flow client_credentials has no user.
func (e *Engine) ruleClientCredentialsOpenid(b []byte) {
	if !contains(b, e.stepToMember(b, textAllowedOAuthFlows), textFlowClientCredentials) {
		return
	}
	if scopes := e.stepToMember(b, textAllowedOAuthScopes); contains(b, scopes, textOpenID) {
		e.breakRule(ruleClientCredentialsOpenid, scopes)
	}
}

// ruleTokenValidity: with its unit applied, an access or id token is valid from 5 minutes to 1 day, a refresh token from 60 minutes
// to 10 years; 0 stands for a refresh token's default of 30 days. The units are hours for access and id tokens and days for
// refresh tokens unless TokenValidityUnits says otherwise.
//
// Source: recorded answer, service-behaviour table; the ranges and defaults are those of the API reference of CreateUserPoolClient.
//
//rule:id token-validity
//rule:on cognito-idp.CreateUserPoolClient cognito-idp.UpdateUserPoolClient
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Invalid range for token validity.
//rule:text Access and id tokens are valid from 5 minutes to 1 day, refresh tokens from 60 minutes to 10 years; mind TokenValidityUnits.
func (e *Engine) ruleTokenValidity(b []byte) {
	units := e.stepToMember(b, textTokenValidityUnits)
	unit, low, high := int64(hour), int64(5*minute), int64(day)
	token := uint16(textAccessToken)
	for name := uint16(textAccessTokenValidity); name <= textRefreshTokenValidity; name = nextText(name) {
		if name == textRefreshTokenValidity {
			unit, low, high = day, hour, 3650*day
		}
		if i := e.stepToMember(b, name); i != stopped {
			v := readInteger(b, i)
			seconds := v * readUnit(b, e.findMember(b, units, token), unit)
			if (seconds < low || seconds > high) && (v != 0 || name != textRefreshTokenValidity) {
				e.breakRule(ruleTokenValidity, i)
			}
		}
		token = nextText(token)
	}
}

// The units of time, in seconds.
const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
)

// unitNamed is the unit of time that the string at b[i] names, in seconds; where there is none, it is the given one.
func readUnit(b []byte, i uint, otherwise int64) int64 {
	switch {
	case isString(b, i, textSeconds):
		return 1
	case isString(b, i, textMinutes):
		return minute
	case isString(b, i, textHours):
		return hour
	case isString(b, i, textDays):
		return day
	}
	return otherwise
}

// ruleMfa holds two rules. No factor is configured while MFA is turned off; while it is not, there is a factor. Text messages and
// email are configured by being there, software tokens by being enabled.
//
// Source: recorded answers, service-behaviour table.
//
//rule:id mfa-off
//rule:on cognito-idp.SetUserPoolMfaConfig
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Invalid MFA configuration given, can't turn off MFA and configure an MFA together.
//rule:text Leave out the MFA configurations, or set MfaConfiguration to ON or OPTIONAL.
//rule:id mfa-none
//rule:on cognito-idp.SetUserPoolMfaConfig
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.
//rule:text Configure SMS, email or software token MFA, or set MfaConfiguration to OFF.
func (e *Engine) ruleMfa(b []byte, rule uint8) {
	configured := e.stepToMember(b, textSmsMfaConfiguration) != stopped || e.stepToMember(b, textEmailMfaConfiguration) != stopped ||
		isTrue(b, e.findMember(b, e.stepToMember(b, textSoftwareTokenMfaConfiguration), textEnabled))
	i := e.stepToMember(b, textMfaConfiguration)
	off := isString(b, i, textMfaOff)
	if i != stopped && off == configured && off == (rule == ruleMfaOff) {
		e.breakRule(rule, i)
	}
}

// ruleAuthUsername: who signs in with a password says who that is.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id auth-username
//rule:on cognito-idp.InitiateAuth cognito-idp.AdminInitiateAuth
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Missing required parameter USERNAME
//rule:text Add USERNAME to AuthParameters: this flow needs it.
func (e *Engine) ruleAuthUsername(b []byte) {
	flow := e.stepToMember(b, textAuthFlow)
	if !isString(b, flow, textUserPasswordAuth) && !isString(b, flow, textAdminUserPasswordAuth) {
		return
	}
	if i := e.stepToMember(b, textAuthParameters); e.findMember(b, i, textUsername) == stopped {
		e.breakRule(ruleAuthUsername, i)
	}
}

// ruleUserAttributes holds two rules. The attribute sub never changes. A phone number is + and digits; an empty one takes the
// attribute away.
//
// Source: recorded answers, service-behaviour table.
//
//rule:id attribute-sub
//rule:on cognito-idp.UpdateUserAttributes cognito-idp.AdminUpdateUserAttributes
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Cannot modify the non-mutable attribute sub
//rule:text Leave out the attribute sub: it cannot be changed.
//rule:id phone-number
//rule:on cognito-idp.UpdateUserAttributes cognito-idp.AdminUpdateUserAttributes cognito-idp.SignUp cognito-idp.AdminCreateUser
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Invalid phone number format.
//rule:text Write the phone number as + and digits only.
func (e *Engine) ruleUserAttributes(b []byte, rule uint8) {
	for element := e.stepToFirstOf(b, textUserAttributes); element != stopped; element = e.stepToNext(b) {
		name := e.findMember(b, element, textName)
		if rule == ruleAttributeSub {
			if isString(b, name, textSub) {
				e.breakRuleAt(b, rule, element, textName)
			}
		} else if isString(b, name, textPhoneNumber) {
			if i := e.findMember(b, element, textValueName); i != stopped && !isPhoneNumber(b, i) {
				e.breakRuleAt(b, rule, element, textValueName)
			}
		}
	}
}

// phone tells whether the string at b[i] is + and digits, or empty.
func isPhoneNumber(b []byte, i uint) bool {
	digits := -1
	for i++; i < uint(len(b)) && b[i] != '"'; {
		var r rune
		r, i = DecodeScalar(b, i)
		if digits < 0 && r != '+' || digits >= 0 && (r < '0' || r > '9') {
			return false
		}
		digits++
	}
	return digits != 0
}
