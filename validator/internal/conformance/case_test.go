package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/validator"
)

// operation is the operation with a name that must be there.
func operation(t testing.TB, name string) validator.Operation {
	t.Helper()
	op, err := validator.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

// levels are severities that must be well written.
func levels(t testing.TB, settings string) *validator.Levels {
	t.Helper()
	l, err := validator.ParseLevels(settings)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// brief is a violation in one line: code, path, then what else it has, as "length.max /a 128<130 @17" or "pattern /a
// key @3".
func brief(v validator.Violation) string {
	text := v.Code + " " + v.Path
	if v.Key {
		text += " key"
	}
	if v.Limit != nil {
		text += fmt.Sprint(" ", *v.Limit)
	}
	if v.Actual != nil {
		text += fmt.Sprint(":", *v.Actual)
	}
	return text + fmt.Sprint(" @", v.Offset)
}

func briefs(list []validator.Violation) []string {
	var all []string
	for _, v := range list {
		all = append(all, brief(v))
	}
	return all
}

// codes are the codes of violations, in their order.
func codes(list []validator.Violation) string {
	var all []string
	for _, v := range list {
		all = append(all, v.Code)
	}
	return strings.Join(all, " ")
}

// expect compares the violations of a report with those wanted, one in a line as brief writes them.
func expect(t testing.TB, report validator.Report, want ...string) {
	t.Helper()
	if got := briefs(report.Violations); !slices.Equal(got, want) {
		t.Errorf("violations\n got %q\nwant %q", got, want)
	}
	if report.Valid != (len(want) == 0) || report.Valid && report.Error != nil {
		t.Errorf("valid is %v, error %+v", report.Valid, report.Error)
	}
}

// mustCheck is the report on a request that can be checked.
func mustCheck(t testing.TB, op, body string, o validator.Options) validator.Report {
	t.Helper()
	report, err := operation(t, op).Check([]byte(body), o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// mustCheckField is the report on a field that can be checked.
func mustCheckField(t testing.TB, op, pointer, value string, o validator.Options) validator.Report {
	t.Helper()
	report, err := operation(t, op).CheckField(pointer, []byte(value), o)
	if err != nil {
		t.Fatalf("%s: %v", pointer, err)
	}
	return report
}

// message is what the service answers, nothing for a valid body.
func message(report validator.Report) string {
	if report.Error == nil {
		return ""
	}
	return report.Error.Message
}

// sound checks what holds for every report: the verdict, the violations and the error agree, and the JSON says what the
// Go values say.
func sound(t testing.TB, report validator.Report) {
	t.Helper()
	if report.Valid && report.Error != nil || !report.Truncated && report.Valid != (len(report.Violations) == 0) {
		t.Errorf("valid %v, error %v, %d violations", report.Valid, report.Error, len(report.Violations))
	}
	text := report.JSON()
	if !utf8.Valid(text) {
		t.Fatalf("the report is not UTF-8: %q", text)
	}
	var decoded validator.Report
	if err := json.Unmarshal(text, &decoded); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	again, err := json.Marshal(decoded)
	if err != nil {
		t.Fatal(err)
	}
	direct, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again, direct) {
		t.Errorf("the JSON and the Go values differ:\n%s\n%s", again, direct)
	}
}

// topMembers are the names of the members of a request.
func topMembers(t testing.TB, op validator.Operation) []string {
	t.Helper()
	o, err := loadMarked().Operation(op.Name())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range o.Input.Members {
		names = append(names, m.Name)
	}
	return names
}
