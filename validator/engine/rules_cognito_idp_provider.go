package engine

// The rules on ProviderDetails, by the type of the identity provider. The type is given when a provider is created.
// When it is updated, it is told by the fixed name of a social provider, else by keys that one type alone has.
//
// Source of all: the parameter ProviderDetails in the API reference of CreateIdentityProvider and
// UpdateIdentityProvider, with its examples of requests and responses for each type. The reference says that the keys
// are subject to change, so a key that it does not name is a warning.
//
// The members and values that the rules compare with.
//
//text:ProviderType ProviderType
//text:ProviderDetails ProviderDetails
//text:HTTPS https://
//text:Post POST
//text:Get GET
//
// The types of identity providers, the keys of ProviderDetails, and the values of authorize_scopes of the social types.
//
//set:provider SAML=SAML OIDC=OIDC Google=Google Facebook=Facebook Amazon=LoginWithAmazon Apple=SignInWithApple
//set:detail MetadataURL=MetadataURL MetadataFile=MetadataFile IDPInit=IDPInit IDPSignout=IDPSignout
//set:detail EncryptedResponses=EncryptedResponses RequestSigningAlgorithm=RequestSigningAlgorithm
//set:detail ActiveEncryptionCertificate=ActiveEncryptionCertificate SLORedirectBindingURI=SLORedirectBindingURI
//set:detail SSORedirectBindingURI=SSORedirectBindingURI ClientID=client_id ClientSecret=client_secret
//set:detail AuthorizeScopes=authorize_scopes AttributesRequestMethod=attributes_request_method OidcIssuer=oidc_issuer
//set:detail AuthorizeURL=authorize_url TokenURL=token_url AttributesURL=attributes_url JwksURI=jwks_uri
//set:detail AttributesURLAdd=attributes_url_add_attributes TokenRequestMethod=token_request_method
//set:detail APIVersion=api_version TeamID=team_id KeyID=key_id PrivateKey=private_key
//set:scope Email=email Profile=profile PostalCode=postal_code PublicProfile=public_profile Name=name OpenID=openid

// providerTypes is a set of types of identity providers.
type providerTypes uint32

// The types, by their items.
const (
	typeSaml     providerTypes = 1 << providerSAML
	typeOidc     providerTypes = 1 << providerOIDC
	typeGoogle   providerTypes = 1 << providerGoogle
	typeFacebook providerTypes = 1 << providerFacebook
	typeAmazon   providerTypes = 1 << providerAmazon
	typeApple    providerTypes = 1 << providerApple
	typeSocial                 = typeGoogle | typeFacebook | typeAmazon | typeApple
	typeAll                    = typeSaml | typeOidc | typeSocial
	typeClient                 = typeOidc | typeGoogle | typeFacebook | typeAmazon
)

// detailPlace is where a key of ProviderDetails and its value are in the body; both are 0 where the key is missing.
type detailPlace struct {
	key   step
	value uint32
}

// What a key of ProviderDetails is to the types whose bits start here in what usesOf returns.
const (
	accepted = 8 * iota // in requests
	required            // in requests, and they are not whole without it
	response            // in responses only
)

// usesOf tells what a key is to each type.
//
//go:noinline
func usesOf(key uint) providerTypes {
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

// readDetails notes where the keys of the details at b[i] are, so that not every rule has to read them one by one, and
// what type of provider the request is about.
func (e *Engine) readDetails(b []byte, i uint) {
	e.detailsRead = true
	e.details = [len(e.details)]detailPlace{}
	e.enter(i)
	for value := e.stepToFirst(b); value != none; value = e.stepToNext(b) {
		key := e.frames[e.depth].step
		if d := &e.details[min(e.findItem(b, uint(key), setDetail), detailCount)]; d.value == 0 {
			*d = detailPlace{key, uint32(value)}
		}
	}
	e.viewBody(b)
	e.provider = e.findProviderType(b)
}

// stepToDetail steps to the entry with the given key of ProviderDetails, which is in view, and returns where its value
// starts. It is none, and no step is taken, when there is no such entry.
//
//go:noinline
func (e *Engine) stepToDetail(key uint) uint {
	e.clearStep()
	d := &e.details[key]
	if d.value == 0 {
		return none
	}
	f := &e.frames[e.depth]
	f.step, f.stepKind = d.key, stepEntry
	return uint(d.value)
}

// findProviderType is the type of the provider that a request is about, whose details have been read; 0 where it cannot
// be told.
func (e *Engine) findProviderType(b []byte) providerTypes {
	if given := e.stepToMember(b, textProviderType); given != none {
		return e.readType(b, given, typeAll)
	}
	if kind := e.readType(b, e.stepToMember(b, textProviderName), typeSocial); kind != 0 {
		return kind
	}
	kinds := providerTypes(0)
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

// readType is the type that the string at b[i] names, if it is one of those in the mask, else 0. i may be none.
func (e *Engine) readType(b []byte, i uint, mask providerTypes) providerTypes {
	if i == none {
		return 0
	}
	named := e.findItem(b, i+1, setProvider)
	if named == none {
		return 0
	}
	return mask & (1 << named)
}

// viewDetails brings ProviderDetails into view and returns the provider's type. It is 0 when there are no details or
// the type cannot be told.
func (e *Engine) viewDetails(b []byte) providerTypes {
	i := e.stepToMember(b, textProviderDetails)
	if i == none {
		return 0
	}
	if !e.detailsRead {
		e.readDetails(b, i)
		e.stepToMember(b, textProviderDetails)
	}
	if e.provider != 0 {
		e.enter(i)
	}
	return e.provider
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
	kind := e.viewDetails(b)
	if kind == typeSaml && e.stepToDetail(detailMetadataURL) == none && e.stepToDetail(detailMetadataFile) == none {
		e.breakRule(ruleSamlMetadata, none)
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
	social := e.readType(b, kind, typeSocial)
	if name := e.stepToMember(b, textProviderName); social != 0 && e.readType(b, name, social) == 0 {
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
func (e *Engine) ruleProviderDetailsRequired(b []byte) {
	kind := e.viewDetails(b)
	for key := uint(detailMetadataURL); key <= detailPrivateKey; key++ {
		if usesOf(key)>>required&kind != 0 && e.stepToDetail(key) == none {
			e.stepToMissing(item(setDetail, key))
			e.breakRule(ruleProviderDetailsRequired, none)
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
	kind := e.viewDetails(b)
	if kind != typeOidc || e.stepToDetail(detailOidcIssuer) != none {
		return
	}
	for key := uint(detailAuthorizeURL); key <= detailJwksURI; key++ {
		if e.stepToDetail(key) == none {
			e.breakRule(ruleProviderDetailsEndpoints, none)
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
	kind := e.viewDetails(b)
	if kind != typeSaml || e.stepToDetail(detailMetadataURL) == none {
		return
	}
	if i := e.stepToDetail(detailMetadataFile); i != none {
		e.breakRule(ruleProviderDetailsMetadata, i)
	}
}

// ruleProviderDetailsScopes: the reference lists scopes for the social providers, separated by spaces or commas. The
// service does not hold them to it: Google calendar scopes, profile:user_id and others were accepted.
//
//rule:id provider-details-scopes
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level warn
//rule:text The reference names other scopes for this provider. Cognito takes more; whether the provider does, it does
//rule:text not check.
func (e *Engine) ruleProviderDetailsScopes(b []byte) {
	kind := e.viewDetails(b)
	if kind&typeSocial == 0 {
		return
	}
	start := e.stepToDetail(detailAuthorizeScopes)
	if start == none {
		return
	}
	for i := start + 1; i < uint(len(b)) && b[i] != '"'; {
		if r, next := DecodeScalar(b, i); r == ' ' || r == ',' {
			i = next
		} else if i = skipScope(b, i, kind); i == none {
			e.breakRule(ruleProviderDetailsScopes, start)
		}
	}
}

// skipScope is the index after the scope at b[i] when it is one that the type has, else none.
func skipScope(b []byte, i uint, kind providerTypes) uint {
	for scope := uint(0); scope < scopeCount; scope++ {
		if end := skipText(b, i, item(setScope, scope)); typesOfScope(scope)&kind != 0 && endsWord(b, end) {
			return end
		}
	}
	return none
}

// endsWord tells whether a word of a list ends at b[i].
func endsWord(b []byte, i uint) bool {
	if i < uint(len(b)) && b[i] == '"' {
		return true
	}
	r, _ := DecodeScalar(b, i)
	return r == ' ' || r == ','
}

// typesOfScope tells which types have a scope.
//
//go:noinline
func typesOfScope(scope uint) providerTypes {
	switch scope {
	case scopeEmail:
		return typeGoogle | typeFacebook | typeApple
	case scopeProfile:
		return typeGoogle | typeAmazon
	case scopePostalCode:
		return typeAmazon
	case scopePublicProfile:
		return typeFacebook
	case scopeOpenID:
		return typeGoogle
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
	if e.viewDetails(b) == 0 {
		return
	}
	for key := uint(detailIDPInit); key <= detailAttributesURLAdd; key++ {
		if key > detailEncryptedResponses && key < detailAttributesURLAdd {
			continue
		}
		if i := e.stepToDetail(key); i != none && !isString(b, i, textTrue) && !isString(b, i, textFalse) {
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
func (e *Engine) ruleProviderDetailsMethod(b []byte) {
	kind := e.viewDetails(b)
	if kind != typeOidc {
		return
	}
	if i := e.stepToDetail(detailAttributesRequestMethod); i != none && !isString(b, i, textGet) &&
		!isString(b, i, textPost) {
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
func (e *Engine) ruleProviderDetailsUrl(b []byte) {
	kind := e.viewDetails(b)
	for key := uint(detailMetadataURL); key <= detailJwksURI; key++ {
		if usesOf(key)>>accepted&kind == 0 || key != detailMetadataURL && key < detailOidcIssuer {
			continue
		}
		if i := e.stepToDetail(key); i != none && skipText(b, i+1, textHTTPS) == none {
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
func (e *Engine) ruleProviderDetailsCertificate(b []byte) {
	kind := e.viewDetails(b)
	if kind != typeSaml {
		return
	}
	if i := e.stepToDetail(detailActiveEncryptionCertificate); i != none {
		e.breakRule(ruleProviderDetailsCertificate, i)
	}
}

// ruleProviderDetailsResponse: the other keys that only responses carry. They are in a request
// that sends back what Describe gave. No refusal is recorded, so it is a warning.
//
//rule:id provider-details-response
//rule:on cognito-idp.CreateIdentityProvider cognito-idp.UpdateIdentityProvider
//rule:level warn
//rule:text Leave this key out: only responses carry it.
func (e *Engine) ruleProviderDetailsResponse(b []byte) {
	kind := e.viewDetails(b)
	for key := uint(detailMetadataURL); key <= detailPrivateKey; key++ {
		if usesOf(key)>>response&kind == 0 || key == detailActiveEncryptionCertificate {
			continue
		}
		if i := e.stepToDetail(key); i != none {
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
func (e *Engine) ruleProviderDetailsUnknown(b []byte) {
	kind := e.viewDetails(b)
	if kind == 0 {
		return
	}
	for value := e.stepToFirst(b); value != none; value = e.stepToNext(b) {
		key := e.findItem(b, uint(e.frames[e.depth].step), setDetail)
		if key == none || (usesOf(key)>>accepted|usesOf(key)>>response)&kind == 0 {
			e.breakRule(ruleProviderDetailsUnknown, value)
		}
	}
}
