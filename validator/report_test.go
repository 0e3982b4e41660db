package validator_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

// mustCheck is the report on a request that can be checked.
func mustCheck(t testing.TB, operation, body string, o validator.Options) validator.Report {
	t.Helper()
	op, err := validator.Lookup(operation)
	if err != nil {
		t.Fatal(err)
	}
	report, err := op.Check([]byte(body), o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// TestReportAsJSON: a report that goes through encoding/json comes back as it was, however it is laid out.
func TestReportAsJSON(t *testing.T) {
	for _, test := range reports {
		report := mustCheck(t, test.operation, test.body, test.options)
		text, err := report.MarshalJSON()
		if err != nil || !bytes.Equal(text, report.JSON()) {
			t.Errorf("marshalled as %.200s, %v", text, err)
		}
		var indented bytes.Buffer
		if err := json.Indent(&indented, text, "", "  "); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string][]byte{"as written": text, "indented": indented.Bytes()} {
			var got validator.Report
			if err := json.Unmarshal(text, &got); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if !bytes.Equal(got.JSON(), text) {
				t.Errorf("%s: JSON is %.200s", name, got.JSON())
			}
			if !reflect.DeepEqual(got.WithText(nil), report.WithText(nil)) {
				t.Errorf("%s: %+v, want %+v", name, got, report)
			}
		}
	}
}

// TestReportOfNewerModule: what this version does not know is passed over, and kept in JSON.
func TestReportOfNewerModule(t *testing.T) {
	text := `{"valid":true,"news":[1],"operation":"o","model":{"version":"v","date":"d"},"violations":[],"warnings":[]}`
	var report validator.Report
	if err := json.Unmarshal([]byte(text), &report); err != nil || !report.Valid || report.Operation != "o" ||
		string(report.JSON()) != text {
		t.Errorf("%+v, %v", report, err)
	}
	kept := report
	if err := json.Unmarshal([]byte("null"), &report); err != nil || !reflect.DeepEqual(report, kept) {
		t.Errorf("after null: %+v, %v", report, err)
	}
	if err := json.Unmarshal([]byte(`{"valid":5}`), &report); err == nil || !reflect.DeepEqual(report, kept) {
		t.Errorf("%+v, %v", report, err)
	}
}

// TestReportByHand: a report that comes from no check is marshalled by its members.
func TestReportByHand(t *testing.T) {
	text, err := json.Marshal(validator.Report{Operation: "o", Violations: []validator.Violation{{Path: "/A", Code: "c"}}})
	want := `{"valid":false,"operation":"o","model":{"version":"","date":""},` +
		`"violations":[{"path":"/A","code":"c","message":"","offset":0}],"warnings":null}`
	if err != nil || string(text) != want {
		t.Errorf("%s, %v, want %s", text, err, want)
	}
}
