package validator_test

import (
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

// TestShownBehindName: a value is shown as such whatever was found wrong with its name before.
func TestShownBehindName(t *testing.T) {
	report, err := operation(t, "DescribeUserPool").CheckResponse([]byte(`{"UserPool":{"Status":"Gone"}}`), validator.Options{Warnings: true})
	if err != nil {
		t.Fatal(err)
	}
	const want = "1 validation error detected: Value 'Gone' at 'userPool.status' failed to satisfy constraint: Member must satisfy enum value set: [Enabled, Disabled]"
	if message(report) != want {
		t.Errorf("deprecated: %s", message(report))
	}
	report = mustCheck(t, "cognito-identity.GetId", `{"IdentityPoolId":"a:0","IdentityPoolId":"b"}`, validator.Options{Levels: levels(t, "duplicate=warn"), Warnings: true})
	const twice = `1 validation error detected: Value 'b' at 'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`
	if message(report) != twice {
		t.Errorf("duplicate: %s", message(report))
	}
}
