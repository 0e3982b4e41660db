package host_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
)

// These tests run the module that is embedded.

func newChecker(t testing.TB, options ...host.Option) *host.Checker {
	t.Helper()
	checker, err := host.New(context.Background(), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := checker.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return checker
}

const updateIdentityPool = "cognito-identity.UpdateIdentityPool"

var bodies = map[string][]byte{
	"empty": nil,
	"valid": []byte(`{"IdentityPoolId":"us-east-1:1a234b56-7890-1cd2-3e45-f6a7b8c9d0e1",` +
		`"IdentityPoolName":"MyIdentityPool","AllowUnauthenticatedIdentities":false}`),
	"sample": []byte(`{"IdentityPoolId":"us-east-1:1a234b56-7890-1cd2-3e45-f6g7EXAMPLE",` +
		`"IdentityPoolName":"MyIdentityPool","AllowUnauthenticatedIdentities":false}`),
	"unknown member":    []byte(`{"Extra":{"a":1}}`),
	"truncated":         []byte(`{"IdentityPoolId":"us-eas`),
	"wrong types":       []byte(`{"IdentityPoolId":1,"IdentityPoolName":[],"AllowUnauthenticatedIdentities":"no"}`),
	"duplicate":         []byte(`{"IdentityPoolId":"a","IdentityPoolId":"b"}`),
	"invalid UTF-8":     []byte("{\"IdentityPoolName\":\"\xff\"}"),
	"100,000 brackets":  bytes.Repeat([]byte("["), 100_000),
	"4 MiB of brackets": bytes.Repeat([]byte("["), 4<<20),
	"4 MiB of a string": []byte(`{"IdentityPoolId":"` + strings.Repeat("x", 4<<20-21) + `"}`),
	"4 MiB of names":    manyNames(4 << 20),
	"4 MiB of spaces":   bytes.Repeat([]byte(" "), 4<<20),
	"huge number":       []byte(`{"IdentityPoolName":` + strings.Repeat("9", 1<<20) + `}`),
	"NUL bytes":         make([]byte, 100),
	"many violations":   []byte(`{"CognitoIdentityProviders":[` + strings.Repeat(`{"ClientId":""},`, 50_000) + `{}]}`),
}

func manyNames(size int) []byte {
	var out bytes.Buffer
	out.WriteString("{")
	for n := 0; out.Len() < size-20; n++ {
		fmt.Fprintf(&out, `"n%d":0,`, n)
	}
	out.WriteString(`"n":0}`)
	return out.Bytes()
}

// The module and package validator give the same reports and the same errors.
func TestModuleAgreesWithValidator(t *testing.T) {
	operation, err := validator.Lookup(updateIdentityPool)
	if err != nil {
		t.Fatal(err)
	}
	levels, err := validator.ParseLevels("unknown=error,pattern=off")
	if err != nil {
		t.Fatal(err)
	}
	for setting, test := range map[string]struct {
		checker *host.Checker
		options validator.Options
	}{
		"plain":    {newChecker(t), validator.Options{}},
		"warnings": {newChecker(t, host.WithWarnings()), validator.Options{Warnings: true}},
		"levels": {newChecker(t, host.WithWarnings(), host.WithLevels("unknown=error,pattern=off")),
			validator.Options{Warnings: true, Levels: levels}},
	} {
		for name, body := range bodies {
			t.Run(setting+"/"+name, func(t *testing.T) {
				want, wantErr := operation.Check(body, test.options)
				got, err := test.checker.Check(t.Context(), updateIdentityPool, body)
				agree(t, got, err, want, wantErr)
				text, valid, err := test.checker.AppendReport(t.Context(), nil, updateIdentityPool, body)
				if err == nil && (valid != want.Valid || string(text) != string(want.JSON())) || !errors.Is(err, wantErr) {
					t.Errorf("appended %.300s, %v", text, err)
				}
				want, wantErr = operation.CheckResponse(body, test.options)
				got, err = test.checker.CheckResponse(t.Context(), updateIdentityPool, body)
				agree(t, got, err, want, wantErr)
			})
		}
	}
}

func agree(t *testing.T, got host.Report, err error, want validator.Report, wantErr error) {
	t.Helper()
	if fmt.Sprint(err) != fmt.Sprint(wantErr) {
		t.Fatalf("error %v, want %v", err, wantErr)
	}
	if !bytes.Equal(got.JSON(), want.JSON()) {
		t.Errorf("report %.1000s\nwant %.1000s", got.JSON(), want.JSON())
	}
	// The fields too, not only the text that they came with.
	if !reflect.DeepEqual(got, want) {
		t.Errorf("fields %+v\nwant %+v", got, want)
	}
}

func TestModuleFields(t *testing.T) {
	checker := newChecker(t)
	operation, err := validator.Lookup(updateIdentityPool)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ pointer, value string }{
		"valid":         {"/IdentityPoolName", `"a"`},
		"invalid":       {"/IdentityPoolName", `"!"`},
		"in a list":     {"/CognitoIdentityProviders/0/ClientId", `""`},
		"in a map":      {"/IdentityPoolTags/a~1b", `"x"`},
		"malformed":     {"/IdentityPoolName", `"a`},
		"no value":      {"/IdentityPoolName", ``},
		"nowhere":       {"/Nothing", `1`},
		"no pointer":    {"IdentityPoolName", `1`},
		"long pointer":  {"/IdentityPoolTags/" + strings.Repeat("x", 60_000), `"x"`},
		"large value":   {"/IdentityPoolName", `"` + strings.Repeat("x", 4<<20-2) + `"`},
		"both at most":  {"/" + strings.Repeat("x", 64<<10-1), `"` + strings.Repeat("x", 4<<20-2) + `"`},
		"value too big": {"/IdentityPoolName", `"` + strings.Repeat("x", 4<<20) + `"`},
	} {
		t.Run(name, func(t *testing.T) {
			want, wantErr := operation.CheckField(test.pointer, []byte(test.value), validator.Options{})
			got, err := checker.CheckField(t.Context(), updateIdentityPool, test.pointer, []byte(test.value))
			agree(t, got, err, want, wantErr)
		})
	}
}

func TestModuleOperations(t *testing.T) {
	checker := newChecker(t)
	var want []string
	for _, operation := range validator.Operations() {
		want = append(want, operation.Name())
		text, err := checker.Describe(t.Context(), operation.Name())
		if err != nil || !bytes.Equal(text, operation.Describe()) {
			t.Errorf("%s: %.300s, %v", operation.Name(), text, err)
		}
		text, err = checker.DescribeResponse(t.Context(), operation.Name())
		if err != nil || !bytes.Equal(text, operation.DescribeResponse()) {
			t.Errorf("response of %s: %.300s, %v", operation.Name(), text, err)
		}
	}
	if got := checker.Operations(); !slices.Equal(got, want) {
		t.Errorf("%d operations: %q", len(got), got)
	}
	for _, name := range []string{
		"Nothing", "UpdateIdentityPol", "TagResource", "", "\x00", "a.b.c", strings.Repeat("x", 1000), "cognito-idp sign-upp",
	} {
		_, want := validator.Lookup(name)
		_, err := checker.Check(t.Context(), name, nil)
		if err == nil || want == nil || err.Error() != want.Error() {
			t.Errorf("%q: %v, want %v", name, err, want)
		}
	}
	for _, name := range []string{
		"AWSCognitoIdentityService.UpdateIdentityPool", "cognito-identity update-identity-pool", "UpdateIdentityPool",
	} {
		if report, err := checker.Check(t.Context(), name, bodies["valid"]); err != nil || !report.Valid ||
			report.Operation != updateIdentityPool {
			t.Errorf("%q: %+v, %v", name, report, err)
		}
	}
}

func TestModuleSwap(t *testing.T) {
	checker := newChecker(t, host.WithLevels("pattern=off"))
	for range 3 {
		if err := checker.Swap(t.Context(), wasm.Module()); err != nil {
			t.Fatal(err)
		}
		if report, err := checker.Check(t.Context(), updateIdentityPool, bodies["sample"]); err != nil || !report.Valid {
			t.Errorf("%s, %v", report.JSON(), err)
		}
	}
}

func TestLevelsRefused(t *testing.T) {
	_, err := host.New(t.Context(), host.WithLevels("unknown=off,patern=off"))
	var wrong *validator.LevelError
	if !errors.As(err, &wrong) || wrong.Text != "patern=off" {
		t.Errorf("error %v", err)
	}
}

func ExampleNew() {
	ctx := context.Background()
	checker, err := host.New(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer checker.Close(ctx)

	body := []byte(`{"IdentityPoolId": "us-east-1:1a234b56-7890-1cd2-3e45-f6g7EXAMPLE"}`)
	report, err := checker.Check(ctx, "cognito-identity.GetId", body)
	if err != nil {
		fmt.Println("could not decide:", err)
		return
	}
	fmt.Println("valid:", report.Valid)
	for _, violation := range report.Violations {
		fmt.Println(violation.Path, violation.Code)
	}
	fmt.Println(report.Error.Type)
	// Output:
	// valid: false
	// /IdentityPoolId pattern
	// ValidationException
}

func ExampleChecker_CheckField() {
	ctx := context.Background()
	checker, err := host.New(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer checker.Close(ctx)

	report, err := checker.CheckField(ctx, "SignUp", "/UserAttributes/0/Name", []byte(`"`+strings.Repeat("x", 40)+`"`))
	if err != nil {
		fmt.Println("could not decide:", err)
		return
	}
	for _, violation := range report.Violations {
		fmt.Println(violation.Path, violation.Code, *violation.Limit, *violation.Actual)
	}
	// Output:
	// /UserAttributes/0/Name length.max 32 40
}

func ExampleInvalidError() {
	ctx := context.Background()
	checker, err := host.New(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer checker.Close(ctx)

	send := func(body []byte) error {
		report, err := checker.Check(ctx, "cognito-identity.GetId", body)
		if err != nil {
			return err
		}
		if !report.Valid {
			return &host.InvalidError{Report: report}
		}
		return nil
	}
	err = send([]byte(`{"IdentityPoolId": 7}`))
	var invalid *host.InvalidError
	if errors.As(err, &invalid) {
		fmt.Println(invalid.Report.Error.Type)
	}
	fmt.Println(err)
	// Output:
	// SerializationException
	// invalid cognito-identity.GetId: /IdentityPoolId: Use a string here, not this number.
}

func BenchmarkCheck(b *testing.B) {
	const getID = "cognito-identity.GetId"
	long := []byte(`{"IdentityPoolId":"us-east-1:1a234b56-7890-1cd2-3e45-f6a7b8c9d0e1","Logins":{"a":"` +
		strings.Repeat("x", 50_000) + `"}}`)
	// Another custom section makes it a module that nobody vouches for.
	confined := []host.Option{host.WithModule(append(wasm.Module(), 0, 5, 4, 'm', 'o', 'r', 'e'))}
	for _, test := range []struct {
		name      string
		operation string
		body      []byte
		options   []host.Option
	}{
		{"valid", updateIdentityPool, bodies["valid"], nil},
		{"valid with interruption", updateIdentityPool, bodies["valid"], []host.Option{host.WithInterruption()}},
		{"valid, confined", updateIdentityPool, bodies["valid"], confined},
		{"valid, 50 kB", getID, long, nil},
		{"valid, 50 kB, confined", getID, long, confined},
		{"valid, 50 kB with interruption", getID, long, []host.Option{host.WithInterruption()}},
		{"invalid", updateIdentityPool, bodies["sample"], nil},
		{"invalid, confined", updateIdentityPool, bodies["sample"], confined},
	} {
		b.Run(test.name, func(b *testing.B) {
			checker := newChecker(b, test.options...)
			ctx, cancel := context.WithCancel(b.Context())
			defer cancel()
			b.SetBytes(int64(len(test.body)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := checker.Check(ctx, test.operation, test.body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for name, options := range map[string][]host.Option{"plain": nil, "cached": {host.WithCompilationCache(b.TempDir())}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				checker, err := host.New(context.Background(), options...)
				if err != nil {
					b.Fatal(err)
				}
				if err := checker.Close(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
