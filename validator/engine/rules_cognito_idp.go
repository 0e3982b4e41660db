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
	provided := e.member(b, textUseCognitoProvidedValues)
	settings := e.member(b, textSettings)
	if yes(b, provided) == (settings != stopped) {
		e.broken(ruleBrandingSettings, settings)
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
	for element := e.firstOf(b, textSchema); element != stopped; element = e.next(b) {
		if yes(b, e.lookup(b, element, textRequiredName)) {
			if name := e.lookup(b, element, textName); name != stopped && !standard(b, name) {
				e.brokenMember(b, ruleCustomAttributeRequired, element, textRequiredName)
			}
		}
	}
}

func standard(b []byte, i uint) bool {
	for t := uint16(textStandard0); t <= textStandard19; t = following(t) {
		if is(b, i, t) {
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
	verified := e.member(b, textAutoVerifiedAttributes)
	i := e.member(b, textUserAttributeUpdateSettings)
	if i == stopped {
		return
	}
	// The enum has these two; of others, which come this far where enum is turned down, nothing is known. Each list is read a fixed
	// number of times: both may be as long as the body.
	email, phone := holds(b, verified, textEmail), holds(b, verified, textPhoneNumber)
	e.into(i)
	for element := e.firstOf(b, textAttributesRequireVerificationBeforeUpdate); element != stopped; element = e.next(b) {
		if !email && is(b, element, textEmail) || !phone && is(b, element, textPhoneNumber) {
			e.broken(ruleVerificationBeforeUpdate, element)
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
	policy := e.lookup(b, e.member(b, textPolicies), textPasswordPolicy)
	if e.lookup(b, policy, textTemporaryPasswordValidityDays) == stopped {
		return
	}
	i := e.member(b, textAdminCreateUserConfig)
	if e.lookup(b, i, textUnusedAccountValidityDays) != stopped {
		e.brokenMember(b, ruleUnusedAccountValidity, i, textUnusedAccountValidityDays)
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
	flows := e.member(b, textAllowedOAuthFlows)
	if !holds(b, flows, textFlowCode) && !holds(b, flows, textFlowImplicit) {
		return
	}
	if urls := e.member(b, textCallbackURLs); empty(b, urls) {
		e.broken(ruleCallbackUrls, urls)
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
	if !holds(b, e.member(b, textAllowedOAuthFlows), textFlowClientCredentials) {
		return
	}
	if scopes := e.member(b, textAllowedOAuthScopes); holds(b, scopes, textOpenID) {
		e.broken(ruleClientCredentialsOpenid, scopes)
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
	units := e.member(b, textTokenValidityUnits)
	unit, low, high := int64(hour), int64(5*minute), int64(day)
	token := uint16(textAccessToken)
	for name := uint16(textAccessTokenValidity); name <= textRefreshTokenValidity; name = following(name) {
		if name == textRefreshTokenValidity {
			unit, low, high = day, hour, 3650*day
		}
		if i := e.member(b, name); i != stopped {
			v := whole(b, i)
			seconds := v * unitNamed(b, e.lookup(b, units, token), unit)
			if (seconds < low || seconds > high) && (v != 0 || name != textRefreshTokenValidity) {
				e.broken(ruleTokenValidity, i)
			}
		}
		token = following(token)
	}
}

// The units of time, in seconds.
const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
)

// unitNamed is the unit of time that the string at b[i] names, in seconds; where there is none, it is the given one.
func unitNamed(b []byte, i uint, otherwise int64) int64 {
	switch {
	case is(b, i, textSeconds):
		return 1
	case is(b, i, textMinutes):
		return minute
	case is(b, i, textHours):
		return hour
	case is(b, i, textDays):
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
	configured := e.member(b, textSmsMfaConfiguration) != stopped || e.member(b, textEmailMfaConfiguration) != stopped ||
		yes(b, e.lookup(b, e.member(b, textSoftwareTokenMfaConfiguration), textEnabled))
	i := e.member(b, textMfaConfiguration)
	off := is(b, i, textMfaOff)
	if i != stopped && off == configured && off == (rule == ruleMfaOff) {
		e.broken(rule, i)
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
	flow := e.member(b, textAuthFlow)
	if !is(b, flow, textUserPasswordAuth) && !is(b, flow, textAdminUserPasswordAuth) {
		return
	}
	if i := e.member(b, textAuthParameters); e.lookup(b, i, textUsername) == stopped {
		e.broken(ruleAuthUsername, i)
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
	for element := e.firstOf(b, textUserAttributes); element != stopped; element = e.next(b) {
		name := e.lookup(b, element, textName)
		if rule == ruleAttributeSub {
			if is(b, name, textSub) {
				e.brokenMember(b, rule, element, textName)
			}
		} else if is(b, name, textPhoneNumber) {
			if i := e.lookup(b, element, textValueName); i != stopped && !phone(b, i) {
				e.brokenMember(b, rule, element, textValueName)
			}
		}
	}
}

// phone tells whether the string at b[i] is + and digits, or empty.
func phone(b []byte, i uint) bool {
	digits := -1
	for i++; i < uint(len(b)) && b[i] != '"'; {
		var r rune
		r, i = scalar(b, i)
		if digits < 0 && r != '+' || digits >= 0 && (r < '0' || r > '9') {
			return false
		}
		digits++
	}
	return digits != 0
}
