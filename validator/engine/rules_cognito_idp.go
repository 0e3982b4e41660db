package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// The members and values that the rules compare with.
//
//text:UseCognitoProvidedValues UseCognitoProvidedValues
//text:Settings Settings
//text:Schema Schema
//text:Name Name
//text:ValueName Value
//text:RequiredName Required
//text:AutoVerifiedAttributes AutoVerifiedAttributes
//text:UserAttributeUpdateSettings UserAttributeUpdateSettings
//text:AttributesRequireVerificationBeforeUpdate AttributesRequireVerificationBeforeUpdate
//text:AdminCreateUserConfig AdminCreateUserConfig
//text:UnusedAccountValidityDays UnusedAccountValidityDays
//text:Policies Policies
//text:PasswordPolicy PasswordPolicy
//text:TemporaryPasswordValidityDays TemporaryPasswordValidityDays
//text:AllowedOAuthFlows AllowedOAuthFlows
//text:AllowedOAuthScopes AllowedOAuthScopes
//text:CallbackURLs CallbackURLs
//text:FlowCode code
//text:FlowImplicit implicit
//text:FlowClientCredentials client_credentials
//text:OpenID openid
//text:TokenValidityUnits TokenValidityUnits
//text:MfaConfiguration MfaConfiguration
//text:SmsMfaConfiguration SmsMfaConfiguration
//text:EmailMfaConfiguration EmailMfaConfiguration
//text:SoftwareTokenMfaConfiguration SoftwareTokenMfaConfiguration
//text:Enabled Enabled
//text:MfaOff OFF
//text:AuthFlow AuthFlow
//text:AuthParameters AuthParameters
//text:UserPasswordAuth USER_PASSWORD_AUTH
//text:AdminUserPasswordAuth ADMIN_USER_PASSWORD_AUTH
//text:Username USERNAME
//text:UserAttributes UserAttributes
//text:Sub sub
//text:CustomDomainConfig CustomDomainConfig
//text:Domain Domain
//text:Email email
//text:PhoneNumber phone_number
//
// The standard attributes of a user pool.
//
//set:standard Address=address Birthdate=birthdate Email=email EmailVerified=email_verified FamilyName=family_name
//set:standard Gender=gender GivenName=given_name Locale=locale MiddleName=middle_name Name=name Nickname=nickname
//set:standard PhoneNumber=phone_number PhoneNumberVerified=phone_number_verified Picture=picture
//set:standard PreferredUsername=preferred_username Profile=profile Sub=sub UpdatedAt=updated_at Website=website
//set:standard Zoneinfo=zoneinfo
//
// The tokens whose validity is set, by the member that has the number, and by that of the unit in TokenValidityUnits;
// and the units.
//
//set:validity Access=AccessTokenValidity Id=IdTokenValidity Refresh=RefreshTokenValidity
//set:validityUnit by validity
//set:validityUnit Access=AccessToken Id=IdToken Refresh=RefreshToken
//set:timeUnit Seconds=seconds Minutes=minutes Hours=hours Days=days

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
	if isTrue(b, provided) == (settings != none) {
		e.breakRule(ruleBrandingSettings, settings)
	}
}

// ruleCustomAttributeRequired: a custom attribute cannot be required. An attribute is custom unless it has the name of
// a standard one.
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
	for element := e.stepToFirstOf(b, textSchema); element != none; element = e.stepToNext(b) {
		if isTrue(b, e.findMember(b, element, textRequiredName)) {
			if name := e.findMember(b, element, textName); name != none && !e.isStandardAttribute(b, name) {
				e.breakRuleAt(b, ruleCustomAttributeRequired, element, textRequiredName)
			}
		}
	}
}

// isStandardAttribute tells whether the string at b[i] names a standard attribute.
func (e *Engine) isStandardAttribute(b []byte, i uint) bool {
	return e.findItem(b, i+1, setStandard) != none
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
	if i == none {
		return
	}
	// The enum has these two; of others, which come this far where enum is turned down, nothing is known. Each list is
	// read a fixed number of times: both may be as long as the body.
	email, phone := contains(b, verified, textEmail), contains(b, verified, textPhoneNumber)
	e.enter(i)
	for element := e.stepToFirstOf(b,
		textAttributesRequireVerificationBeforeUpdate); element != none; element = e.stepToNext(b) {
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
	if e.findMember(b, policy, textTemporaryPasswordValidityDays) == none {
		return
	}
	i := e.stepToMember(b, textAdminCreateUserConfig)
	if e.findMember(b, i, textUnusedAccountValidityDays) != none {
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

// ruleClientCredentialsOpenid: a client's own credentials are no user's, so there is no id token.
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

// ruleTokenValidity: with its unit applied, an access or id token is valid from 5 minutes to 1 day, a refresh token
// from 60 minutes to 10 years; 0 means a refresh token's default of 30 days. The units are hours for access and id
// tokens and days for refresh tokens unless TokenValidityUnits says otherwise.
//
// Source: recorded answer, service-behaviour table; the ranges and defaults are those of the API reference of
// CreateUserPoolClient.
//
//rule:id token-validity
//rule:on cognito-idp.CreateUserPoolClient cognito-idp.UpdateUserPoolClient
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Invalid range for token validity.
//rule:text Access and id tokens are valid from 5 minutes to 1 day, refresh tokens from 60 minutes to 10 years;
//rule:text mind TokenValidityUnits.
func (e *Engine) ruleTokenValidity(b []byte) {
	units := e.stepToMember(b, textTokenValidityUnits)
	for token := uint(0); token < validityCount; token++ {
		i := e.stepToMember(b, item(setValidity, token))
		if i == none {
			continue
		}
		unit, low, high := int64(hour), int64(5*minute), int64(day)
		if token == validityRefresh {
			unit, low, high = day, hour, 3650*day
		}
		v := readInteger(b, i)
		seconds := v * e.readUnit(b, e.findMember(b, units, item(setValidityUnit, token)), unit)
		if (seconds < low || seconds > high) && (v != 0 || token != validityRefresh) {
			e.breakRule(ruleTokenValidity, i)
		}
	}
}

// The units of time, in seconds.
const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
)

// readUnit is the unit of time that the string at b[i] names, in seconds. It is the given one where there is no string.
func (e *Engine) readUnit(b []byte, i uint, otherwise int64) int64 {
	if i == none {
		return otherwise
	}
	switch e.findItem(b, i+1, setTimeUnit) {
	case timeUnitSeconds:
		return 1
	case timeUnitMinutes:
		return minute
	case timeUnitHours:
		return hour
	case timeUnitDays:
		return day
	}
	return otherwise
}

// ruleMfa holds two rules. No factor is configured while MFA is turned off; while it is not, there is a factor. Text
// messages and email are configured by being there, software tokens by being enabled.
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
func (e *Engine) ruleMfa(b []byte, rule table.CodeID) {
	configured := e.stepToMember(b, textSmsMfaConfiguration) != none ||
		e.stepToMember(b, textEmailMfaConfiguration) != none ||
		isTrue(b, e.findMember(b, e.stepToMember(b, textSoftwareTokenMfaConfiguration), textEnabled))
	i := e.stepToMember(b, textMfaConfiguration)
	off := isString(b, i, textMfaOff)
	if i != none && off == configured && off == (rule == ruleMfaOff) {
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
	if i := e.stepToMember(b, textAuthParameters); e.findMember(b, i, textUsername) == none {
		e.breakRule(ruleAuthUsername, i)
	}
}

// ruleUserAttributes holds two rules. The attribute sub never changes. A phone number is + and digits; an empty one
// takes the attribute away.
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
//rule:on cognito-idp.UpdateUserAttributes cognito-idp.AdminUpdateUserAttributes
//rule:on cognito-idp.SignUp cognito-idp.AdminCreateUser
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Invalid phone number format.
//rule:text Write the phone number as + and digits only.
func (e *Engine) ruleUserAttributes(b []byte, rule table.CodeID) {
	for element := e.stepToFirstOf(b, textUserAttributes); element != none; element = e.stepToNext(b) {
		name := e.findMember(b, element, textName)
		if rule == ruleAttributeSub {
			if isString(b, name, textSub) {
				e.breakRuleAt(b, rule, element, textName)
			}
		} else if isString(b, name, textPhoneNumber) {
			if i := e.findMember(b, element, textValueName); i != none && !isPhoneNumber(b, i) {
				e.breakRuleAt(b, rule, element, textValueName)
			}
		}
	}
}

// isPhoneNumber tells whether the string at b[i] is + and digits, or empty.
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

// ruleDomainPrefix: without a CustomDomainConfig the domain is a prefix of Cognito's own.
//
// Source: recorded answers cfg-rec-domain-prefix-format and pf-domain-prefix-format.
//
//rule:id domain-prefix
//rule:on cognito-idp.CreateUserPoolDomain
//rule:level error
//rule:exception InvalidParameterException
//rule:answer The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers,
//rule:answer and hyphens. Please enter a different name that follows this format:
//rule:answer ^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$
//rule:text Use lower-case letters, digits and hyphens, with no hyphen at either end; or add CustomDomainConfig for a
//rule:text domain of your own.
func (e *Engine) ruleDomainPrefix(b []byte) {
	if e.stepToMember(b, textCustomDomainConfig) != none {
		return
	}
	domain := e.stepToMember(b, textDomain)
	if domain == none {
		return
	}
	last := rune(0) // the character before, 0 for none
	for i := domain + 1; i < uint(len(b)) && b[i] != '"'; {
		var r rune
		r, i = DecodeScalar(b, i)
		isLetter := r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
		if !isLetter && (r != '-' || last == 0) {
			last = '-'
			break
		}
		last = r
	}
	if last == '-' {
		e.breakRule(ruleDomainPrefix, domain)
	}
}
