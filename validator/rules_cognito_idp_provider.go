package validator

// The rules on ProviderDetails, by the type of the identity provider. The type is given when a provider is created; when it is
// updated it is told by the fixed name of a social provider, else by keys that one type alone has.
//
// Source of all: the parameter ProviderDetails in the API reference of CreateIdentityProvider and UpdateIdentityProvider, with its
// examples of requests and responses for each type. The reference says that the keys are subject to change, so that a key it
// does not name is a warning.

// The types, as bits.
const (
	typeSaml = 1 << iota
	typeOidc
	typeGoogle
	typeFacebook
	typeAmazon
	typeApple
	typeSocial = typeGoogle | typeFacebook | typeAmazon | typeApple
	typeClient = typeOidc | typeGoogle | typeFacebook | typeAmazon
)

// detail tells for which types a key, by its text, is accepted in requests, required in them, and only in responses.
func detail(key uint16) (accepted, required, response uint8) {
	switch key {
	case textMetadataURL, textMetadataFile, textIDPInit, textIDPSignout, textEncryptedResponses, textRequestSigningAlgorithm:
		return typeSaml, 0, 0
	case textActiveEncryptionCertificate, textSLORedirectBindingURI, textSSORedirectBindingURI:
		return 0, 0, typeSaml
	case textClientID:
		return typeClient | typeApple, typeClient | typeApple, 0
	case textClientSecret:
		return typeClient, typeClient &^ typeOidc, 0
	case textAuthorizeScopes:
		return typeClient | typeApple, typeClient | typeApple, 0
	case textAttributesRequestMethod:
		return typeOidc, typeOidc, 0
	case textOidcIssuer:
		return typeOidc, 0, typeGoogle | typeApple
	case textAuthorizeURL, textTokenURL:
		return typeOidc, 0, typeSocial
	case textAttributesURL:
		return typeOidc, 0, typeSocial &^ typeApple
	case textJwksURI:
		return typeOidc, 0, 0
	case textAttributesURLAdd:
		return 0, 0, typeSocial | typeOidc
	case textTokenRequestMethod:
		return 0, 0, typeSocial
	case textAPIVersion:
		return typeFacebook, 0, 0
	case textTeamID, textKeyID, textPrivateKey:
		return typeApple, typeApple, 0
	}
	return 0, 0, 0
}

// providerType is the type of the provider that a request is about, with its details at b[i]; 0 where it cannot be told.
func (e *Engine) providerType(b []byte, i uint) uint8 {
	if given := e.member(b, textProviderType); given != stopped {
		return typeNamed(b, given, typeSaml|typeOidc|typeSocial)
	}
	if kind := typeNamed(b, e.member(b, textProviderName), typeSocial); kind != 0 {
		return kind
	}
	if i == stopped {
		return 0
	}
	kinds := uint8(0)
	for t := uint16(textMetadataURL); t <= textPrivateKey; t = following(t) {
		accepted, _, response := detail(t)
		only := accepted | response
		if t == textOidcIssuer {
			only = typeOidc
		}
		if (only == typeSaml || only == typeOidc) && lookup(b, i, t) != stopped {
			kinds |= only
		}
	}
	if kinds == typeSaml || kinds == typeOidc {
		return kinds
	}
	return 0
}

// typeNamed is the type that the string at b[i] names, if it is one of those in the mask.
func typeNamed(b []byte, i uint, mask uint8) uint8 {
	for n := uint16(0); n < 6; n++ {
		if mask>>n&1 != 0 && is(b, i, nth(textSaml, n)) {
			return 1 << n
		}
	}
	return 0
}

// details goes into ProviderDetails and returns the provider's type; 0, and the focus where it was, when there are no details or
// the type cannot be told.
func (e *Engine) details(b []byte) uint8 {
	i := e.member(b, textProviderDetails)
	if i == stopped {
		return 0
	}
	kind := e.providerType(b, i)
	if kind == 0 {
		return 0
	}
	e.member(b, textProviderDetails)
	e.into(i)
	return kind
}

// ruleSamlMetadata: a SAML provider is known by its metadata.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id saml-metadata
//rule:on cognito-idp.CreateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:answer At least one of the MetadataURL or MetadataFile should be provided.
//rule:text Add MetadataURL or MetadataFile.
func (e *Engine) ruleSamlMetadata(b []byte) {
	if e.details(b) != typeSaml {
		return
	}
	if e.entry(b, textMetadataURL) == stopped && e.entry(b, textMetadataFile) == stopped {
		e.broken(ruleSamlMetadata, stopped)
	}
}

// ruleProviderName: the social types fix the provider's name.
//
// Source: recorded answer, service-behaviour table.
//
//rule:id provider-name
//rule:on cognito-idp.CreateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:answer Provider {value} cannot be of type {other}.
//rule:text Name a social provider like its type: Google, Facebook, LoginWithAmazon or SignInWithApple.
func (e *Engine) ruleProviderName(b []byte) {
	kind := e.member(b, textProviderType)
	social := typeNamed(b, kind, typeSocial)
	if name := e.member(b, textProviderName); social != 0 && typeNamed(b, name, social) == 0 {
		e.brokenBy(ruleProviderName, name, kind)
	}
}

// ruleProviderDetailsRequired: each type has keys that it cannot do without.
//
//rule:id provider-details-required
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Add {missing}: this type of provider needs it.
func (e *Engine) ruleProviderDetailsRequired(b []byte) {
	kind := e.details(b)
	if kind == 0 {
		return
	}
	for t := uint16(textMetadataURL); t <= textPrivateKey; t = following(t) {
		if _, required, _ := detail(t); required&kind != 0 && e.entry(b, t) == stopped {
			e.missingEntry(t)
			e.broken(ruleProviderDetailsRequired, stopped)
		}
	}
}

// ruleProviderDetailsEndpoints: an OIDC provider is found by its issuer, or by all four endpoints.
//
//rule:id provider-details-endpoints
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Add oidc_issuer, or all of authorize_url, token_url, attributes_url and jwks_uri.
func (e *Engine) ruleProviderDetailsEndpoints(b []byte) {
	if e.details(b) != typeOidc || e.entry(b, textOidcIssuer) != stopped {
		return
	}
	for t := uint16(textAuthorizeURL); t <= textJwksURI; t = following(t) {
		if e.entry(b, t) == stopped {
			e.broken(ruleProviderDetailsEndpoints, stopped)
			return
		}
	}
}

// ruleProviderDetailsMetadata: metadata comes from one place.
//
//rule:id provider-details-metadata
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Give either MetadataURL or MetadataFile, not both.
func (e *Engine) ruleProviderDetailsMetadata(b []byte) {
	if e.details(b) != typeSaml || e.entry(b, textMetadataURL) == stopped {
		return
	}
	if i := e.entry(b, textMetadataFile); i != stopped {
		e.broken(ruleProviderDetailsMetadata, i)
	}
}

// ruleProviderDetailsScopes: a social provider knows the listed scopes only, separated by spaces or commas.
//
//rule:id provider-details-scopes
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Use only the scopes that this provider has. Google: email, profile, openid. Facebook: public_profile, email. LoginWithAmazon: profile, postal_code. SignInWithApple: email, name.
func (e *Engine) ruleProviderDetailsScopes(b []byte) {
	kind := e.details(b)
	if kind&typeSocial == 0 {
		return
	}
	i := e.entry(b, textAuthorizeScopes)
	if i == stopped {
		return
	}
	start := i
	i++
	for i < uint(len(b)) && b[i] != '"' {
		if r, next := scalar(b, i); r == ' ' || r == ',' {
			i = next
			continue
		}
		next, ok := scope(b, i, kind)
		if !ok {
			e.broken(ruleProviderDetailsScopes, start)
			return
		}
		i = next
	}
}

// scope tells whether one of a type's scopes stands at b[i] as a whole word, and where the word ends.
func scope(b []byte, i uint, kind uint8) (uint, bool) {
	for t := uint16(textScopeEmail); t <= textScopeName; t = following(t) {
		if end, ok := starts(b, i, t); ok && scopeOf(t)&kind != 0 && ends(b, end) {
			return end, true
		}
	}
	end, ok := starts(b, i, textOpenID)
	return end, ok && kind == typeGoogle && ends(b, end)
}

// ends tells whether a word of a list ends at b[i].
func ends(b []byte, i uint) bool {
	if i < uint(len(b)) && b[i] == '"' {
		return true
	}
	r, _ := scalar(b, i)
	return r == ' ' || r == ','
}

// scopeOf tells which types have a scope.
func scopeOf(t uint16) uint8 {
	switch t {
	case textScopeEmail:
		return typeGoogle | typeFacebook | typeApple
	case textScopeProfile:
		return typeGoogle | typeAmazon
	case textScopePostalCode:
		return typeAmazon
	case textScopePublicProfile:
		return typeFacebook
	}
	return typeApple
}

// ruleProviderDetailsBoolean: switches are "true" or "false".
//
//rule:id provider-details-boolean
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Use "true" or "false", in quotes.
func (e *Engine) ruleProviderDetailsBoolean(b []byte) {
	if e.details(b) == 0 {
		return
	}
	for t := uint16(textMetadataURL); t <= textPrivateKey; t = following(t) {
		if t != textIDPInit && t != textIDPSignout && t != textEncryptedResponses && t != textAttributesURLAdd {
			continue
		}
		if i := e.entry(b, t); i != stopped && !is(b, i, textTrue) && !is(b, i, textFalse) {
			e.broken(ruleProviderDetailsBoolean, i)
		}
	}
}

// ruleProviderDetailsMethod: attributes are asked for by GET or POST.
//
//rule:id provider-details-method
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Use GET or POST.
func (e *Engine) ruleProviderDetailsMethod(b []byte) {
	if e.details(b) != typeOidc {
		return
	}
	if i := e.entry(b, textAttributesRequestMethod); i != stopped && !is(b, i, textGet) && !is(b, i, textPost) {
		e.broken(ruleProviderDetailsMethod, i)
	}
}

// ruleProviderDetailsUrl: where a provider is found is an https URL.
//
//rule:id provider-details-url
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Use a URL that starts with https://.
func (e *Engine) ruleProviderDetailsUrl(b []byte) {
	kind := e.details(b)
	if kind == 0 {
		return
	}
	for t := uint16(textMetadataURL); t <= textJwksURI; t = following(t) {
		if accepted, _, _ := detail(t); accepted&kind == 0 || t != textMetadataURL && t < textOidcIssuer {
			continue
		}
		if i := e.entry(b, t); i != stopped {
			if _, ok := starts(b, i+1, textHTTPS); !ok {
				e.broken(ruleProviderDetailsUrl, i)
			}
		}
	}
}

// ruleProviderDetailsCertificate: the certificate is the service's own.
//
//rule:id provider-details-certificate
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Leave out ActiveEncryptionCertificate: only responses carry it.
func (e *Engine) ruleProviderDetailsCertificate(b []byte) {
	if e.details(b) != typeSaml {
		return
	}
	if i := e.entry(b, textActiveEncryptionCertificate); i != stopped {
		e.broken(ruleProviderDetailsCertificate, i)
	}
}

// ruleProviderDetailsResponse: the other keys that only responses carry. Whoever sends back what Describe gave has them; a refusal is
// not recorded, so it is a warning.
//
//rule:id provider-details-response
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level warn
//rule:text Leave this key out: only responses carry it.
func (e *Engine) ruleProviderDetailsResponse(b []byte) {
	kind := e.details(b)
	if kind == 0 {
		return
	}
	for t := uint16(textMetadataURL); t <= textPrivateKey; t = following(t) {
		if _, _, response := detail(t); response&kind == 0 || t == textActiveEncryptionCertificate {
			continue
		}
		if i := e.entry(b, t); i != stopped {
			e.broken(ruleProviderDetailsResponse, i)
		}
	}
}

// ruleProviderDetailsUnknown: keys that the reference does not name for this type.
//
//rule:id provider-details-unknown
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level warn
//rule:text The documentation names no such key for this type of provider.
func (e *Engine) ruleProviderDetailsUnknown(b []byte) {
	kind := e.details(b)
	if kind == 0 {
		return
	}
	for value := e.first(b); value != stopped; value = e.next(b) {
		known := false
		for t := uint16(textMetadataURL); t <= textPrivateKey; t = following(t) {
			if accepted, _, response := detail(t); (accepted|response)&kind != 0 && equal(b, uint(e.frames[e.depth].step), t) {
				known = true
				break
			}
		}
		if !known {
			e.broken(ruleProviderDetailsUnknown, value)
		}
	}
}
