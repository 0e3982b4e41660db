package validator

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
	i := e.member(b, textSchema)
	if i == stopped {
		return
	}
	e.into(i)
	for element := e.first(b); element != stopped; element = e.next(b) {
		e.into(element)
		if required := e.member(b, textRequiredName); yes(b, required) {
			if name := present(b, lookup(b, element, textName)); name != stopped && !standard(b, name) {
				e.broken(ruleCustomAttributeRequired, required)
			}
		}
		e.out()
	}
	e.out()
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
	e.into(i)
	if i := e.member(b, textAttributesRequireVerificationBeforeUpdate); i != stopped {
		e.into(i)
		for element := e.first(b); element != stopped; element = e.next(b) {
			found := false
			// The values are those of an enum, so that two are equal when their texts are.
			for j := inside(b, verified); j < uint(len(b)) && b[j] == '"'; j = separator(b, skip(b, j)) {
				found = found || same(b, element+1, j+1)
			}
			if !found {
				e.broken(ruleVerificationBeforeUpdate, element)
			}
		}
		e.out()
	}
	e.out()
}

// inside is where the first element or key of the container at b[i] starts, the body's end when there is none.
func inside(b []byte, i uint) uint {
	if i >= uint(len(b)) {
		return uint(len(b))
	}
	return space(b, i+1)
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
	i := e.member(b, textPolicies)
	if i == stopped {
		return
	}
	policy := present(b, lookup(b, i, textPasswordPolicy))
	if policy == stopped || present(b, lookup(b, policy, textTemporaryPasswordValidityDays)) == stopped {
		return
	}
	if i = e.member(b, textAdminCreateUserConfig); i == stopped {
		return
	}
	e.into(i)
	if days := e.member(b, textUnusedAccountValidityDays); days != stopped {
		e.broken(ruleUnusedAccountValidity, days)
	}
	e.out()
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
	e.tokenValidity(b, textAccessTokenValidity, units, textAccessToken, 3600, 300, 86400)
	e.tokenValidity(b, textIdTokenValidity, units, textIdToken, 3600, 300, 86400)
	e.tokenValidity(b, textRefreshTokenValidity, units, textRefreshToken, 86400, 3600, 315360000)
}

func (e *Engine) tokenValidity(b []byte, name uint16, units uint, token uint16, unit, low, high int64) {
	i := e.member(b, name)
	if i == stopped {
		return
	}
	if units != stopped {
		u := lookup(b, units, token)
		switch {
		case is(b, u, textSeconds):
			unit = 1
		case is(b, u, textMinutes):
			unit = 60
		case is(b, u, textHours):
			unit = 3600
		case is(b, u, textDays):
			unit = 86400
		}
	}
	v := whole(b, i)
	if v == 0 && name == textRefreshTokenValidity {
		return
	}
	if v*unit < low || v*unit > high {
		e.broken(ruleTokenValidity, i)
	}
}

// ruleMfaOff: no factor is configured while MFA is turned off.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id mfa-off
//rule:on cognito-idp.SetUserPoolMfaConfig
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Invalid MFA configuration given, can't turn off MFA and configure an MFA together.
//rule:text Leave out the MFA configurations, or set MfaConfiguration to ON or OPTIONAL.
func (e *Engine) ruleMfaOff(b []byte) {
	configured := e.factor(b)
	if i := e.member(b, textMfaConfiguration); i != stopped && is(b, i, textMfaOff) && configured {
		e.broken(ruleMfaOff, i)
	}
}

// ruleMfaNone: MFA needs a factor.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id mfa-none
//rule:on cognito-idp.SetUserPoolMfaConfig
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.
//rule:text Configure SMS, email or software token MFA, or set MfaConfiguration to OFF.
func (e *Engine) ruleMfaNone(b []byte) {
	configured := e.factor(b)
	if i := e.member(b, textMfaConfiguration); i != stopped && !is(b, i, textMfaOff) && !configured {
		e.broken(ruleMfaNone, i)
	}
}

// factor tells whether a request configures a factor: text messages or email by being there, software tokens by being enabled.
func (e *Engine) factor(b []byte) bool {
	if e.member(b, textSmsMfaConfiguration) != stopped || e.member(b, textEmailMfaConfiguration) != stopped {
		return true
	}
	token := e.member(b, textSoftwareTokenMfaConfiguration)
	return token != stopped && yes(b, lookup(b, token, textEnabled))
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
	i := e.member(b, textAuthParameters)
	if i == stopped || lookup(b, i, textUsername) == stopped {
		e.broken(ruleAuthUsername, i)
	}
}

// ruleAttributeSub: the attribute sub never changes.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id attribute-sub
//rule:on cognito-idp.UpdateUserAttributes cognito-idp.AdminUpdateUserAttributes
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Cannot modify the non-mutable attribute sub
//rule:text Leave out the attribute sub: it cannot be changed.
func (e *Engine) ruleAttributeSub(b []byte) {
	e.eachAttribute(b, ruleAttributeSub, textSub)
}

// rulePhoneNumber: a phone number is + and digits. An empty one takes the attribute away.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id phone-number
//rule:on cognito-idp.UpdateUserAttributes cognito-idp.AdminUpdateUserAttributes cognito-idp.SignUp cognito-idp.AdminCreateUser
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Invalid phone number format.
//rule:text Write the phone number as + and digits only.
func (e *Engine) rulePhoneNumber(b []byte) {
	e.eachAttribute(b, rulePhoneNumber, textPhoneNumber)
}

// eachAttribute runs one of the two rules above on each attribute with the given name.
func (e *Engine) eachAttribute(b []byte, rule uint8, name uint16) {
	i := e.member(b, textUserAttributes)
	if i == stopped {
		return
	}
	e.into(i)
	for element := e.first(b); element != stopped; element = e.next(b) {
		e.into(element)
		if is(b, e.member(b, textName), name) {
			if rule == ruleAttributeSub {
				e.broken(rule, e.member(b, textName))
			} else if value := e.member(b, textValueName); value != stopped && !blank(b, value) && !phone(b, value) {
				e.broken(rule, value)
			}
		}
		e.out()
	}
	e.out()
}

// phone tells whether the string at b[i] is + and digits.
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
	return digits > 0
}
