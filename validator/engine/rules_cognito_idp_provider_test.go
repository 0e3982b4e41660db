package engine

import "testing"

// TestDetailNames: the constants are the names in the set.
func TestDetailNames(t *testing.T) {
	for key, want := range [detailCount]string{
		detailMetadataURL:                 "MetadataURL",
		detailMetadataFile:                "MetadataFile",
		detailIDPInit:                     "IDPInit",
		detailIDPSignout:                  "IDPSignout",
		detailEncryptedResponses:          "EncryptedResponses",
		detailRequestSigningAlgorithm:     "RequestSigningAlgorithm",
		detailActiveEncryptionCertificate: "ActiveEncryptionCertificate",
		detailSLORedirectBindingURI:       "SLORedirectBindingURI",
		detailSSORedirectBindingURI:       "SSORedirectBindingURI",
		detailClientID:                    "client_id",
		detailClientSecret:                "client_secret",
		detailAuthorizeScopes:             "authorize_scopes",
		detailAttributesRequestMethod:     "attributes_request_method",
		detailOidcIssuer:                  "oidc_issuer",
		detailAuthorizeURL:                "authorize_url",
		detailTokenURL:                    "token_url",
		detailAttributesURL:               "attributes_url",
		detailJwksURI:                     "jwks_uri",
		detailAttributesURLAdd:            "attributes_url_add_attributes",
		detailTokenRequestMethod:          "token_request_method",
		detailAPIVersion:                  "api_version",
		detailTeamID:                      "team_id",
		detailKeyID:                       "key_id",
		detailPrivateKey:                  "private_key",
	} {
		if got := string(bytesOf(nameOf(&tables.shapes[setDetails], uint(key)))); got != want {
			t.Errorf("key %d is %s, want %s", key, got, want)
		}
	}
	if n := tables.shapes[setDetails].Second; n != detailCount {
		t.Errorf("%d names in the set", n)
	}
}
