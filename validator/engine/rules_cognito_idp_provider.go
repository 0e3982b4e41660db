package engine

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
	typeAll    = typeSaml | typeOidc | typeSocial
	typeClient = typeOidc | typeGoogle | typeFacebook | typeAmazon
)

// The keys of ProviderDetails that the reference names, in the order of texts.txt.
const (
	detailMetadataURL = iota
	detailMetadataFile
	detailIDPInit
	detailIDPSignout
	detailEncryptedResponses
	detailRequestSigningAlgorithm
	detailActiveEncryptionCertificate
	detailSLORedirectBindingURI
	detailSSORedirectBindingURI
	detailClientID
	detailClientSecret
	detailAuthorizeScopes
	detailAttributesRequestMethod
	detailOidcIssuer
	detailAuthorizeURL
	detailTokenURL
	detailAttributesURL
	detailJwksURI
	detailAttributesURLAdd
	detailTokenRequestMethod
	detailAPIVersion
	detailTeamID
	detailKeyID
	detailPrivateKey
	detailCount
)

// place is where a key of ProviderDetails and its value stand in the body, both 0 where it has no such key.
type detailPlace struct{ key, value uint32 }

// What a key of ProviderDetails is to the types whose bits stand from here on in what uses returns.
const (
	accepted = 8 * iota // in requests
	required            // in requests, and they are not whole without it
	response            // in responses only
)

// uses tells what a key is to each type.
//
//go:noinline
func usesOf(key uint) uint32 {
	switch {
	case key <= detailRequestSigningAlgorithm:
		return typeSaml << accepted
	case key <= detailSSORedirectBindingURI:
		return typeSaml << response
	case key == detailClientSecret:
		return typeClient<<accepted | (typeClient&^typeOidc)<<required
	case key <= detailAuthorizeScopes:
		return (typeClient|typeApple)<<accepted | (typeClient|typeApple)<<required
	case key == detailAttributesRequestMethod:
		return typeOidc<<accepted | typeOidc<<required
	case key == detailOidcIssuer:
		return typeOidc<<accepted | (typeGoogle|typeApple)<<response
	case key <= detailTokenURL:
		return typeOidc<<accepted | typeSocial<<response
	case key == detailAttributesURL:
		return typeOidc<<accepted | (typeSocial&^typeApple)<<response
	case key == detailJwksURI:
		return typeOidc << accepted
	case key == detailAttributesURLAdd:
		return (typeSocial | typeOidc) << response
	case key == detailTokenRequestMethod:
		return typeSocial << response
	case key == detailAPIVersion:
		return typeFacebook << accepted
	}
	return typeApple<<accepted | typeApple<<required
}

// readDetails notes where the keys of the details at b[i] stand, so that the rules need not read them one by one each, and what
// type of provider the request is about.
func (e *Engine) readDetails(b []byte, i uint) {
	e.detailsRead = true
	e.details = [len(e.details)]detailPlace{}
	e.enter(i)
	for value := e.stepToFirst(b); value != stopped; value = e.stepToNext(b) {
		key := e.frames[e.depth].step
		if d := &e.details[min(e.indexIn(b, uint(key), setDetails), detailCount)]; d.value == 0 {
			*d = detailPlace{key, uint32(value)}
		}
	}
	e.viewBody(b)
	e.provider = e.findProviderType(b)
}

// detail steps to the entry of ProviderDetails, which is in focus, with the given key and returns where its value starts; stopped,
// and no step, when there is none.
//
//go:noinline
func (e *Engine) stepToDetail(key uint) uint {
	e.clearStep()
	d := &e.details[key]
	if d.value == 0 {
		return stopped
	}
	f := &e.frames[e.depth]
	f.step, f.stepKind = d.key, stepEntry
	return uint(d.value)
}

// providerType is the type of the provider that a request is about, whose details have been read; 0 where it cannot be told.
func (e *Engine) findProviderType(b []byte) uint32 {
	if given := e.stepToMember(b, textProviderType); given != stopped {
		return readType(b, given, typeAll)
	}
	if kind := readType(b, e.stepToMember(b, textProviderName), typeSocial); kind != 0 {
		return kind
	}
	kinds := uint32(0)
	for key := uint(0); key < detailCount; key++ {
		only := usesOf(key)
		only = (only>>accepted | only>>response) & typeAll
		if key == detailOidcIssuer {
			only = typeOidc
		}
		if (only == typeSaml || only == typeOidc) && e.details[key].value != 0 {
			kinds |= only
		}
	}
	if kinds == typeSaml || kinds == typeOidc {
		return kinds
	}
	return 0
}

// typeNamed is the type that the string at b[i] names, if it is one of those in the mask.
func readType(b []byte, i uint, mask uint32) uint32 {
	t := uint16(textSaml)
	for kind := uint32(typeSaml); kind <= typeApple; kind <<= 1 {
		if mask&kind != 0 && isString(b, i, t) {
			return kind
		}
		t = nextText(t)
	}
	return 0
}

// providerDetails runs a rule on ProviderDetails, with the focus in there, if there are any and the provider's type can be told.
func (e *Engine) runDetailRule(b []byte, rule uint8) {
	i := e.stepToMember(b, textProviderDetails)
	if i == stopped {
		return
	}
	if !e.detailsRead {
		e.readDetails(b, i)
		e.stepToMember(b, textProviderDetails)
	}
	kind := e.provider
	if kind == 0 {
		return
	}
	e.enter(i)
	switch rule {
	case ruleSamlMetadata:
		e.ruleSamlMetadata(b, kind)
	case ruleProviderDetailsRequired:
		e.ruleProviderDetailsRequired(b, kind)
	case ruleProviderDetailsEndpoints:
		e.ruleProviderDetailsEndpoints(b, kind)
	case ruleProviderDetailsMetadata:
		e.ruleProviderDetailsMetadata(b, kind)
	case ruleProviderDetailsScopes:
		e.ruleProviderDetailsScopes(b, kind)
	case ruleProviderDetailsBoolean:
		e.ruleProviderDetailsBoolean(b)
	case ruleProviderDetailsMethod:
		e.ruleProviderDetailsMethod(b, kind)
	case ruleProviderDetailsUrl:
		e.ruleProviderDetailsUrl(b, kind)
	case ruleProviderDetailsCertificate:
		e.ruleProviderDetailsCertificate(b, kind)
	case ruleProviderDetailsResponse:
		e.ruleProviderDetailsResponse(b, kind)
	case ruleProviderDetailsUnknown:
		e.ruleProviderDetailsUnknown(b, kind)
	}
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
func (e *Engine) ruleSamlMetadata(b []byte, kind uint32) {
	if kind == typeSaml && e.stepToDetail(detailMetadataURL) == stopped && e.stepToDetail(detailMetadataFile) == stopped {
		e.breakRule(ruleSamlMetadata, stopped)
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
	kind := e.stepToMember(b, textProviderType)
	social := readType(b, kind, typeSocial)
	if name := e.stepToMember(b, textProviderName); social != 0 && readType(b, name, social) == 0 {
		e.breakRuleBy(ruleProviderName, name, kind)
	}
}

// ruleProviderDetailsRequired: each type has keys that it cannot do without.
//
//rule:id provider-details-required
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Add {missing}: this type of provider needs it.
func (e *Engine) ruleProviderDetailsRequired(b []byte, kind uint32) {
	for key := uint(detailMetadataURL); key <= detailPrivateKey; key++ {
		if usesOf(key)>>required&kind != 0 && e.stepToDetail(key) == stopped {
			e.stepToMissing(nameOf(&tables.shapes[setDetails], key))
			e.breakRule(ruleProviderDetailsRequired, stopped)
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
func (e *Engine) ruleProviderDetailsEndpoints(b []byte, kind uint32) {
	if kind != typeOidc || e.stepToDetail(detailOidcIssuer) != stopped {
		return
	}
	for key := uint(detailAuthorizeURL); key <= detailJwksURI; key++ {
		if e.stepToDetail(key) == stopped {
			e.breakRule(ruleProviderDetailsEndpoints, stopped)
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
func (e *Engine) ruleProviderDetailsMetadata(b []byte, kind uint32) {
	if kind != typeSaml || e.stepToDetail(detailMetadataURL) == stopped {
		return
	}
	if i := e.stepToDetail(detailMetadataFile); i != stopped {
		e.breakRule(ruleProviderDetailsMetadata, i)
	}
}

// ruleProviderDetailsScopes: a social provider knows the listed scopes only, separated by spaces or commas.
//
//rule:id provider-details-scopes
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Use only the scopes that this provider has. Google: email, profile, openid. Facebook: public_profile, email. LoginWithAmazon: profile, postal_code. SignInWithApple: email, name.
func (e *Engine) ruleProviderDetailsScopes(b []byte, kind uint32) {
	if kind&typeSocial == 0 {
		return
	}
	start := e.stepToDetail(detailAuthorizeScopes)
	if start == stopped {
		return
	}
	for i := start + 1; i < uint(len(b)) && b[i] != '"'; {
		if r, next := DecodeScalar(b, i); r == ' ' || r == ',' {
			i = next
		} else if i = skipScope(b, i, kind); i == stopped {
			e.breakRule(ruleProviderDetailsScopes, start)
		}
	}
}

// scope is the index behind the scope at b[i] when it is one that the type has, else stopped.
func skipScope(b []byte, i uint, kind uint32) uint {
	for t := uint16(textScopeEmail); t <= textScopeName; t = nextText(t) {
		if end := skipText(b, i, t); typesOfScope(t)&kind != 0 && endsWord(b, end) {
			return end
		}
	}
	if end := skipText(b, i, textOpenID); kind == typeGoogle && endsWord(b, end) {
		return end
	}
	return stopped
}

// ends tells whether a word of a list ends at b[i].
func endsWord(b []byte, i uint) bool {
	if i < uint(len(b)) && b[i] == '"' {
		return true
	}
	r, _ := DecodeScalar(b, i)
	return r == ' ' || r == ','
}

// scopeOf tells which types have a scope.
//
//go:noinline
func typesOfScope(t uint16) uint32 {
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
	for key := uint(detailIDPInit); key <= detailAttributesURLAdd; key++ {
		if key > detailEncryptedResponses && key < detailAttributesURLAdd {
			continue
		}
		if i := e.stepToDetail(key); i != stopped && !isString(b, i, textTrue) && !isString(b, i, textFalse) {
			e.breakRule(ruleProviderDetailsBoolean, i)
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
func (e *Engine) ruleProviderDetailsMethod(b []byte, kind uint32) {
	if kind != typeOidc {
		return
	}
	if i := e.stepToDetail(detailAttributesRequestMethod); i != stopped && !isString(b, i, textGet) && !isString(b, i, textPost) {
		e.breakRule(ruleProviderDetailsMethod, i)
	}
}

// ruleProviderDetailsUrl: where a provider is found is an https URL.
//
//rule:id provider-details-url
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level error
//rule:exception InvalidParameterException
//rule:text Use a URL that starts with https://.
func (e *Engine) ruleProviderDetailsUrl(b []byte, kind uint32) {
	for key := uint(detailMetadataURL); key <= detailJwksURI; key++ {
		if usesOf(key)>>accepted&kind == 0 || key != detailMetadataURL && key < detailOidcIssuer {
			continue
		}
		if i := e.stepToDetail(key); i != stopped && skipText(b, i+1, textHTTPS) == stopped {
			e.breakRule(ruleProviderDetailsUrl, i)
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
func (e *Engine) ruleProviderDetailsCertificate(b []byte, kind uint32) {
	if kind != typeSaml {
		return
	}
	if i := e.stepToDetail(detailActiveEncryptionCertificate); i != stopped {
		e.breakRule(ruleProviderDetailsCertificate, i)
	}
}

// ruleProviderDetailsResponse: the other keys that only responses carry. Whoever sends back what Describe gave has them; a refusal is
// not recorded, so it is a warning.
//
//rule:id provider-details-response
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level warn
//rule:text Leave this key out: only responses carry it.
func (e *Engine) ruleProviderDetailsResponse(b []byte, kind uint32) {
	for key := uint(detailMetadataURL); key <= detailPrivateKey; key++ {
		if usesOf(key)>>response&kind == 0 || key == detailActiveEncryptionCertificate {
			continue
		}
		if i := e.stepToDetail(key); i != stopped {
			e.breakRule(ruleProviderDetailsResponse, i)
		}
	}
}

// ruleProviderDetailsUnknown: keys that the reference does not name for this type.
//
//rule:id provider-details-unknown
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level warn
//rule:text The documentation names no such key for this type of provider.
func (e *Engine) ruleProviderDetailsUnknown(b []byte, kind uint32) {
	for value := e.stepToFirst(b); value != stopped; value = e.stepToNext(b) {
		key := e.indexIn(b, uint(e.frames[e.depth].step), setDetails)
		if key == stopped || (usesOf(key)>>accepted|usesOf(key)>>response)&kind == 0 {
			e.breakRule(ruleProviderDetailsUnknown, value)
		}
	}
}
