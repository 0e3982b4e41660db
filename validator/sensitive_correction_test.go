package validator_test

import (
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

// TestSecretsByCorrection holds that no report has what schemas/corrections.yaml makes sensitive, and that the keys of
// maps with such values are still there.
func TestSecretsByCorrection(t *testing.T) {
	const secret = "hunter2"
	long := secret + strings.Repeat("x", 200_000)
	for name, test := range map[string]struct{ operation, body, want string }{
		"a client's secret": {
			"cognito-idp.CreateIdentityProvider",
			`{"UserPoolId":"us-east-1_a","ProviderName":"G","ProviderType":"Google","ProviderDetails":{"client_id":7,` +
				`"client_secret":"` + secret + `"}}`, "/ProviderDetails/client_id",
		},
		"a provider without a scope": {
			"cognito-idp.CreateIdentityProvider",
			`{"UserPoolId":"us-east-1_a","ProviderName":"Google","ProviderType":"Google","ProviderDetails":{"client_id":"a",` +
				`"client_secret":"` + secret + `"}}`, "authorize_scopes",
		},
		"a consumer's secret": {
			"cognito-identity.CreateIdentityPool",
			`{"IdentityPoolName":"a","AllowUnauthenticatedIdentities":false,"SupportedLoginProviders":{"api.twitter.com":"a;!` +
				secret + `","graph.facebook.com":"!"}}`, "/SupportedLoginProviders/api.twitter.com",
		},
		"client metadata": {
			"cognito-idp.ForgotPassword",
			`{"ClientId":"a","Username":"u","ClientMetadata":{"` + secret + `":["` + secret + `"]}}`,
			"/ClientMetadata",
		},
		"a header": {
			"cognito-idp.AdminInitiateAuth", `{"UserPoolId":"us-east-1_a","ClientId":"a","AuthFlow":"X","ContextData":{` +
				`"HttpHeaders":[{"headerName":"Cookie","headerValue":"` + secret + `"},{"headerValue":7}]}}`, "headerValue",
		},
		"a record": {
			"cognito-sync.UpdateRecords", `{"SyncSessionToken":"` + secret + `","RecordPatches":[{"Key":"a","Op":"x",` +
				`"SyncCount":0,"Value":"` + long + strings.Repeat("y", 900_000) + `"}]}`, "RecordPatches",
		},
	} {
		t.Run(name, func(t *testing.T) {
			op, err := validator.Lookup(test.operation)
			if err != nil {
				t.Fatal(err)
			}
			report, err := op.Check([]byte(test.body), validator.Options{Warnings: true})
			if err != nil {
				t.Fatal(err)
			}
			text := string(report.JSON())
			if report.Valid || strings.Contains(text, secret) || !strings.Contains(text, test.want) {
				t.Errorf("report wants %s and no secret: %s", test.want, text)
			}
		})
	}
}
