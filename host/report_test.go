package host

import (
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
)

// TestDecodeReport reads what modules of other versions may write: a report with members that this package does not
// know, and none at all.
func TestDecodeReport(t *testing.T) {
	operation, err := validator.Lookup("cognito-identity.GetId")
	if err != nil {
		t.Fatal(err)
	}
	native, err := operation.Check([]byte(`{"IdentityPoolId":"a:\u00e9\n"}`), validator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := string(native.JSON())
	for _, written := range []string{
		text, strings.Replace(text, `{"valid":`, `{"newer":[{}], "valid":`, 1),
		strings.Replace(text, `{"path":`, `{"newer":1,"path":`, 1),
	} {
		report, err := decodeReport([]byte(written), wasm.StatusInvalid)
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Violations) != 1 || report.Violations[0].Code != "pattern" ||
			report.Error.Message != native.Error.Message || string(report.JSON()) != written {
			t.Errorf("%s: read %+v", written, report)
		}
	}
	for _, written := range []string{``, text[:len(text)-1], text + "x"} {
		if report, err := decodeReport([]byte(written), wasm.StatusInvalid); err == nil {
			t.Errorf("%s: read %+v", written, report)
		}
	}
	if _, err := decodeReport([]byte(text), 0); err == nil {
		t.Error("an invalid report for a valid status was read")
	}
}
