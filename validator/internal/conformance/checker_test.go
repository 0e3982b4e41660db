package conformance

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

var _ validator.RequestChecker = (*validator.Checker)(nil)

// TestChecker compares a Checker with the methods of the operations that it finds, for each form of their names.
func TestChecker(t *testing.T) {
	ctx := t.Context()
	o := validator.Options{Warnings: true, Levels: levels(t, "unknown=error"), Limit: 200}
	checker := validator.NewChecker(o)
	op := operation(t, "cognito-identity.GetId")
	bodies := []string{``, `{"IdentityPoolId":"a:0"}`, `{"IdentityPoolId":"a"}`, `{"IdentityPoolId":"a:0","More":1}`, `{`}
	for _, name := range []string{
		"cognito-identity.GetId", "GetId", "cognito-identity get-id", "AWSCognitoIdentityService.GetId",
	} {
		for _, body := range bodies {
			for side, check := range map[string]struct {
				want func([]byte, validator.Options) (validator.Report, error)
				got  func(context.Context, string, []byte) (validator.Report, error)
				text func(context.Context, []byte, string, []byte) ([]byte, bool, error)
			}{
				"request":  {op.Check, checker.Check, checker.AppendReport},
				"response": {op.CheckResponse, checker.CheckResponse, checker.AppendResponseReport},
			} {
				want, err := check.want([]byte(body), o)
				if err != nil {
					t.Fatal(err)
				}
				if got, err := check.got(ctx, name, []byte(body)); err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%s %s of %s: %s, %v, want %s", side, body, name, got.JSON(), err, want.JSON())
				}
				text, valid, err := check.text(ctx, []byte("before "), name, []byte(body))
				if err != nil || string(text) != "before "+string(want.JSON()) || valid != want.Valid {
					t.Errorf("%s %s of %s: %s, %v, %v", side, body, name, text, valid, err)
				}
			}
		}
		want, _ := op.CheckField("/IdentityPoolId", []byte(`"a"`), o)
		got, err := checker.CheckField(ctx, name, "/IdentityPoolId", []byte(`"a"`))
		if err != nil || !reflect.DeepEqual(got, want) || got.Valid {
			t.Errorf("field of %s: %s, %v", name, got.JSON(), err)
		}
		if text, err := checker.Describe(ctx, name); err != nil || string(text) != string(op.Describe()) {
			t.Errorf("%s: described as %s, %v", name, text, err)
		}
		if text, err := checker.DescribeResponse(ctx, name); err != nil || string(text) != string(op.DescribeResponse()) {
			t.Errorf("%s: response described as %s, %v", name, text, err)
		}
	}
	var names []string
	for _, op := range validator.Operations() {
		names = append(names, op.Name())
	}
	if !slices.Equal(checker.Operations(), names) {
		t.Errorf("operations %q", checker.Operations())
	}
	if err := checker.Close(ctx); err != nil {
		t.Error(err)
	}
}

// TestCheckerErrors: each way of not deciding is an error of every method, and dst stays as it was.
func TestCheckerErrors(t *testing.T) {
	checker := validator.NewChecker(validator.Options{Limit: 10})
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	var unknown *validator.UnknownOperationError
	var ambiguous *validator.AmbiguousOperationError
	for name, test := range map[string]struct {
		ctx       context.Context
		operation string
		body      string
		is        func(error) bool
	}{
		"unknown":   {t.Context(), "cognito-idp.SignUpp", "", func(err error) bool { return errors.As(err, &unknown) }},
		"ambiguous": {t.Context(), "TagResource", "", func(err error) bool { return errors.As(err, &ambiguous) }},
		"too large": {t.Context(), "cognito-idp.SignUp", strings.Repeat(" ", 11), func(err error) bool {
			return errors.Is(err, validator.ErrTooLarge)
		}},
		"ended": {ended, "cognito-idp.SignUp", "", func(err error) bool { return errors.Is(err, context.Canceled) }},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := checker.Check(test.ctx, test.operation, []byte(test.body)); !test.is(err) {
				t.Errorf("Check: %v", err)
			}
			if _, err := checker.CheckResponse(test.ctx, test.operation, []byte(test.body)); !test.is(err) {
				t.Errorf("CheckResponse: %v", err)
			}
			if _, err := checker.CheckField(test.ctx, test.operation, "", []byte(test.body)); !test.is(err) {
				t.Errorf("CheckField: %v", err)
			}
			session := checker.Session()
			defer session.Release()
			for _, appendReport := range []func(context.Context, []byte, string, []byte) ([]byte, bool, error){
				checker.AppendReport, checker.AppendResponseReport, session.AppendReport, session.AppendResponseReport,
			} {
				dst, valid, err := appendReport(test.ctx, []byte("dst"), test.operation, []byte(test.body))
				if !test.is(err) || valid || string(dst) != "dst" {
					t.Errorf("AppendReport: %s, %v, %v", dst, valid, err)
				}
			}
			if test.body == "" {
				if _, err := checker.Describe(test.ctx, test.operation); !test.is(err) {
					t.Errorf("Describe: %v", err)
				}
			}
		})
	}
}

// TestSession: a session may be used again after Release, and takes its checker's options.
func TestSession(t *testing.T) {
	session := validator.NewChecker(validator.Options{Levels: levels(t, "pattern=off")}).Session()
	for range 3 {
		report, valid, err := session.AppendReport(t.Context(), nil, "GetId", []byte(`{"IdentityPoolId":"a"}`))
		if err != nil || !valid {
			t.Errorf("%s, %v", report, err)
		}
		session.Release()
		session.Release()
	}
}
