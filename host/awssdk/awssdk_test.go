package awssdk_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentity"
	identitytypes "github.com/aws/aws-sdk-go-v2/service/cognitoidentity/types"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/document"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/cognitocheck/cognitocheck/host/awssdk"
	"github.com/cognitocheck/cognitocheck/host/precheck/wire"
	"github.com/cognitocheck/cognitocheck/validator"
)

var checker = validator.NewChecker(validator.Options{})

// wireClient is an HTTP client that keeps what is sent and answers with {}.
type wireClient struct {
	mu   sync.Mutex
	sent []sent
}

type sent struct {
	*http.Request
	body string
}

func (c *wireClient) Do(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent = append(c.sent, sent{r, string(body)})
	return &http.Response{
		StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}")), Request: r,
	}, nil
}

// config is a configuration with the check and an HTTP client that sends nothing.
func config(checker validator.RequestChecker, options ...awssdk.Option) (aws.Config, *wireClient) {
	client := &wireClient{}
	return aws.Config{
		Region:     "eu-west-1",
		HTTPClient: client,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, nil
		}),
		APIOptions: []func(*middleware.Stack) error{awssdk.Check(checker, options...)},
	}, client
}

func TestInvalid(t *testing.T) {
	cfg, sent := config(checker)
	_, err := cognitoidentity.NewFromConfig(cfg).GetId(t.Context(), &cognitoidentity.GetIdInput{
		IdentityPoolId: aws.String("eu-west-1:EXAMPLE"),
	})
	var invalid *validator.InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("error %v", err)
	}
	if v := invalid.Report.Violations; len(v) != 1 || v[0].Path != "/IdentityPoolId" || v[0].Code != "pattern" ||
		invalid.Report.Operation != "cognito-identity.GetId" {
		t.Errorf("report %s", invalid.Report.JSON())
	}
	var answer smithy.APIError
	if !errors.As(err, &answer) {
		t.Fatalf("no APIError in %v", err)
	}
	const message = `1 validation error detected: Value 'eu-west-1:EXAMPLE' at 'identityPoolId' failed to satisfy ` +
		`constraint: Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`
	if answer.ErrorCode() != "ValidationException" || answer.ErrorMessage() != message ||
		answer.ErrorFault() != smithy.FaultClient {
		t.Errorf("%s: %s, %s", answer.ErrorCode(), answer.ErrorMessage(), answer.ErrorFault())
	}
	if text := err.Error(); !strings.HasPrefix(text,
		"operation error Cognito Identity: GetId, not sent: invalid cognito-identity.GetId: /IdentityPoolId: ") ||
		strings.Contains(text, "EXAMPLE") {
		t.Errorf("error %s", text)
	}
	if len(sent.sent) != 0 {
		t.Errorf("%d requests were sent", len(sent.sent))
	}
}

// TestExceptions holds that errors.As finds what it finds in the service's answer, whichever client it is.
func TestExceptions(t *testing.T) {
	const broken = "1 validation error detected: Value 'x' failed."
	for name, test := range map[string]struct {
		answer validator.ServiceError
		// find looks into the error of one client, identity that of the other.
		find, findIdentity func(error) smithy.APIError
	}{
		"of both": {
			answer:       validator.ServiceError{Type: "InvalidParameterException", Message: broken},
			find:         find[*types.InvalidParameterException],
			findIdentity: find[*identitytypes.InvalidParameterException],
		},
		"of one": {
			answer:       validator.ServiceError{Type: "InvalidPasswordException", Message: "Password is too short."},
			find:         find[*types.InvalidPasswordException],
			findIdentity: find[*smithy.GenericAPIError],
		},
		"of the other": {
			answer:       validator.ServiceError{Type: "InvalidIdentityPoolConfigurationException", Message: "é\n\"\u2028"},
			find:         find[*smithy.GenericAPIError],
			findIdentity: find[*identitytypes.InvalidIdentityPoolConfigurationException],
		},
		"of none": {
			answer:       validator.ServiceError{Type: "ValidationException", Message: broken},
			find:         find[*smithy.GenericAPIError],
			findIdentity: find[*smithy.GenericAPIError],
		},
	} {
		t.Run(name, func(t *testing.T) {
			cfg, sent := config(checkerFunc(func(_ context.Context, operation string, _ []byte) (validator.Report, error) {
				return validator.Report{Operation: operation, Error: &test.answer}, nil
			}))
			cfg.Credentials = nil
			// Both operations have the exceptions: a client knows those of the operation that it calls.
			_, err := cognitoidentityprovider.NewFromConfig(cfg).SignUp(t.Context(), &cognitoidentityprovider.SignUpInput{
				ClientId: aws.String("x"), Username: aws.String("x"), Password: aws.String("x"),
			})
			_, identityErr := cognitoidentity.NewFromConfig(cfg).GetCredentialsForIdentity(t.Context(),
				&cognitoidentity.GetCredentialsForIdentityInput{IdentityId: aws.String("x")})
			for client, found := range map[string]smithy.APIError{
				"cognito-idp": test.find(err), "cognito-identity": test.findIdentity(identityErr),
			} {
				if found == nil || found.ErrorCode() != test.answer.Type || found.ErrorMessage() != test.answer.Message {
					t.Errorf("%s: found %#v in %v", client, found, err)
				}
			}
			if !errors.As(err, new(*validator.InvalidError)) || len(sent.sent) != 0 {
				t.Errorf("%d sent, %v", len(sent.sent), err)
			}
		})
	}
}

// find is the error of type E in err, nil where there is none.
func find[E smithy.APIError](err error) smithy.APIError {
	var found E
	if !errors.As(err, &found) {
		return nil
	}
	return found
}

// TestNil holds that a check without a checker is an error of each call, before anything is done.
func TestNil(t *testing.T) {
	for name, nothing := range map[string]validator.RequestChecker{
		"nil": nil, "nil of a type": (*validator.Checker)(nil),
	} {
		cfg, sent := config(nothing)
		_, err := cognitoidentity.NewFromConfig(cfg).GetId(t.Context(), &cognitoidentity.GetIdInput{
			IdentityPoolId: aws.String("eu-west-1:0a"),
		})
		if err == nil || !strings.Contains(err.Error(), "the checker is nil") || len(sent.sent) != 0 {
			t.Errorf("%s: %v, %d sent", name, err, len(sent.sent))
		}
	}
}

// TestWarnings holds that warnings reach who asks for them, whether the request goes on or not.
func TestWarnings(t *testing.T) {
	warning := checkerFunc(func(ctx context.Context, operation string, body []byte) (validator.Report, error) {
		return validator.NewChecker(validator.Options{Warnings: true}).Check(ctx, operation, body)
	})
	update := func(name string, checker validator.RequestChecker, options ...awssdk.Option) error {
		cfg, _ := config(checker, options...)
		_, err := cognitoidentity.NewFromConfig(cfg).UpdateIdentityPool(t.Context(), &cognitoidentity.UpdateIdentityPoolInput{
			IdentityPoolId: aws.String("eu-west-1:8a4f0000-0000-0000-0000-00000000000f"), IdentityPoolName: aws.String(name),
		})
		return err
	}
	for name, test := range map[string]struct {
		pool    string
		checker validator.RequestChecker
		want    int
	}{
		"valid":                {"pool", warning, 1},
		"invalid":              {"no#hash", warning, 1},
		"checker without them": {"pool", checker, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var told []validator.Report
			err := update(test.pool, test.checker, awssdk.OnWarnings(func(_ context.Context, report validator.Report) {
				told = append(told, report)
			}))
			if len(told) != test.want || test.want > 0 && (len(told[0].Warnings) == 0 ||
				told[0].Operation != "cognito-identity.UpdateIdentityPool" || told[0].Valid != (err == nil)) {
				t.Errorf("told %+v, error %v", told, err)
			}
		})
	}
	if err := update("pool", warning, awssdk.OnWarnings(nil)); err != nil {
		t.Errorf("nobody is told: %v", err)
	}
}

func TestSensitive(t *testing.T) {
	cfg, sent := config(checker)
	_, err := cognitoidentityprovider.NewFromConfig(cfg).SignUp(t.Context(), &cognitoidentityprovider.SignUpInput{
		ClientId: aws.String("abc"), Username: aws.String("u"), Password: aws.String("hunter2 hunter2"),
		UserAttributes: []types.AttributeType{{Name: aws.String(strings.Repeat("n", 40))}},
	})
	var answer smithy.APIError
	if !errors.As(err, &answer) || answer.ErrorCode() != "InvalidParameterException" {
		t.Fatalf("error %v", err)
	}
	if text := err.Error() + answer.ErrorMessage(); strings.Contains(text, "hunter2") {
		t.Errorf("a password in %s", text)
	}
	if len(sent.sent) != 0 {
		t.Errorf("%d requests were sent", len(sent.sent))
	}
}

// TestValid holds that a valid request is sent as it would be without the check.
func TestValid(t *testing.T) {
	input := &cognitoidentityprovider.SignUpInput{
		ClientId:       aws.String("abc"),
		Username:       aws.String("ü"),
		Password:       aws.String("Hunter2!"),
		ClientMetadata: map[string]string{"a": "b"},
	}
	cfg, with := config(checker)
	if _, err := cognitoidentityprovider.NewFromConfig(cfg).SignUp(t.Context(), input); err != nil {
		t.Fatal(err)
	}
	cfg, without := config(checker)
	cfg.APIOptions = nil
	if _, err := cognitoidentityprovider.NewFromConfig(cfg).SignUp(t.Context(), input); err != nil {
		t.Fatal(err)
	}
	if len(with.sent) != 1 || len(without.sent) != 1 {
		t.Fatalf("%d and %d requests sent", len(with.sent), len(without.sent))
	}
	a, b := with.sent[0], without.sent[0]
	if a.body != b.body || a.body == "" || a.ContentLength != int64(len(a.body)) || a.URL.String() != b.URL.String() ||
		a.Header.Get("X-Amz-Target") != b.Header.Get("X-Amz-Target") || a.Header.Get("X-Amz-Target") == "" {
		t.Errorf("%s %v\nwithout: %s %v", a.body, a.Header, b.body, b.Header)
	}
}

// TestOnce holds that a request is checked once, however often it is sent.
func TestOnce(t *testing.T) {
	checks := 0
	cfg, _ := config(checkerFunc(func(ctx context.Context, operation string, body []byte) (validator.Report, error) {
		checks++
		return checker.Check(ctx, operation, body)
	}))
	tries := 0
	cfg.HTTPClient = doFunc(func(r *http.Request) (*http.Response, error) {
		tries++
		if body, err := io.ReadAll(r.Body); err != nil || string(body) != `{"IdentityPoolId":"eu-west-1:0a"}` {
			t.Errorf("try %d: body %s, %v", tries, body, err)
		}
		return &http.Response{
			StatusCode: 500, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}")), Request: r,
		}, nil
	})
	client := cognitoidentity.NewFromConfig(cfg, func(o *cognitoidentity.Options) { o.RetryMaxAttempts = 2 })
	if _, err := client.GetId(t.Context(), &cognitoidentity.GetIdInput{
		IdentityPoolId: aws.String("eu-west-1:0a"),
	}); err == nil {
		t.Error("no error")
	}
	if checks != 1 || tries != 2 {
		t.Errorf("%d checks, %d tries", checks, tries)
	}
}

func TestUndecided(t *testing.T) {
	trouble := errors.New("broken")
	failing := checkerFunc(func(context.Context, string, []byte) (validator.Report, error) {
		return validator.Report{}, trouble
	})
	unknown := checkerFunc(func(context.Context, string, []byte) (validator.Report, error) {
		return validator.Report{}, &validator.UnknownOperationError{Name: "cognito-identity.GetId"}
	})
	call := func(checker validator.RequestChecker, options ...awssdk.Option) (int, error) {
		cfg, client := config(checker, options...)
		_, err := cognitoidentity.NewFromConfig(cfg).GetId(t.Context(), &cognitoidentity.GetIdInput{
			IdentityPoolId: aws.String("eu-west-1:0a"),
		})
		return len(client.sent), err
	}
	var answer smithy.APIError
	if count, err := call(failing); count != 0 || !errors.Is(err, trouble) || errors.As(err, &answer) ||
		errors.As(err, new(*validator.InvalidError)) {
		t.Errorf("%d sent, %v", count, err)
	}
	var told error
	if count, err := call(failing, awssdk.PassUndecided(func(_ context.Context, operation string, err error) {
		if operation != "cognito-identity.GetId" {
			t.Errorf("operation %s", operation)
		}
		told = err
	})); count != 1 || err != nil || !errors.Is(told, trouble) {
		t.Errorf("%d sent, %v; told %v", count, err, told)
	}
	if count, err := call(failing, awssdk.PassUndecided(nil)); count != 1 || err != nil {
		t.Errorf("%d sent, %v", count, err)
	}
	if count, err := call(unknown); count != 1 || err != nil {
		t.Errorf("newer operation: %d sent, %v", count, err)
	}
	if count, err := call(unknown, awssdk.PassUndecided(func(_ context.Context, operation string, err error) {
		told = fmt.Errorf("%s: %w", operation, err)
	})); count != 1 || err != nil {
		t.Errorf("newer operation: %d sent, %v", count, err)
	}
	const want = "cognito-identity.GetId: the model has no operation cognito-identity.GetId; a newer service may have it"
	if told.Error() != want || !errors.As(told, new(*validator.UnknownOperationError)) ||
		!errors.As(told, new(*wire.UnknownError)) {
		t.Errorf("newer operation: told %v, want %s", told, want)
	}
}

// TestObserve holds that what would be refused is sent and told of, and that nothing else is told.
func TestObserve(t *testing.T) {
	trouble := errors.New("no memory")
	failing := checkerFunc(func(context.Context, string, []byte) (validator.Report, error) {
		return validator.Report{}, trouble
	})
	for name, test := range map[string]struct {
		checker validator.RequestChecker
		pool    string
		want    func(error) bool // of what is told; nil where nothing is
	}{
		"valid": {checker: checker, pool: "eu-west-1:0a"},
		"invalid": {checker: checker, pool: "eu-west-1:EXAMPLE", want: func(err error) bool {
			var invalid *validator.InvalidError
			return errors.As(err, new(*awssdk.Error)) && errors.As(err, &invalid) &&
				invalid.Report.Violations[0].Path == "/IdentityPoolId" && !strings.Contains(err.Error(), "EXAMPLE")
		}},
		"undecided": {checker: failing, pool: "eu-west-1:0a", want: func(err error) bool {
			return errors.Is(err, trouble) && strings.HasPrefix(err.Error(), "cognitocheck: could not check the request: ")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			var told []error
			cfg, sent := config(test.checker, awssdk.Observe(func(_ context.Context, operation string, refused error) {
				if operation != "cognito-identity.GetId" {
					t.Errorf("operation %s", operation)
				}
				told = append(told, refused)
			}))
			if _, err := cognitoidentity.NewFromConfig(cfg).GetId(t.Context(), &cognitoidentity.GetIdInput{
				IdentityPoolId: aws.String(test.pool),
			}); err != nil {
				t.Error(err)
			}
			if len(sent.sent) != 1 || !strings.Contains(sent.sent[0].body, test.pool) {
				t.Errorf("%d requests were sent", len(sent.sent))
			}
			if test.want == nil && len(told) > 0 || test.want != nil && (len(told) != 1 || !test.want(told[0])) {
				t.Errorf("told %v", told)
			}
		})
	}
}

// TestEveryOperation calls every operation of both clients and holds that each request reaches the checker under its
// name and none is sent.
func TestEveryOperation(t *testing.T) {
	called, operations := map[string]bool{}, 0
	cfg, sent := config(checkerFunc(func(ctx context.Context, operation string, body []byte) (validator.Report, error) {
		called[operation] = true
		if _, err := checker.Check(ctx, operation, body); err != nil {
			t.Errorf("%s: %v", operation, err)
		}
		return validator.Report{Operation: operation, Error: &validator.ServiceError{Type: "T", Message: "m"}}, nil
	}))
	for service, client := range map[string]any{
		"cognito-identity": cognitoidentity.NewFromConfig(cfg),
		"cognito-idp":      cognitoidentityprovider.NewFromConfig(cfg),
	} {
		for i := range reflect.TypeOf(client).NumMethod() {
			method, name := reflect.ValueOf(client).Method(i), reflect.TypeOf(client).Method(i).Name
			if method.Type().NumIn() != 3 {
				continue // Options
			}
			operations++
			input := reflect.New(method.Type().In(1).Elem())
			fill(input.Elem(), 6)
			results := method.Call([]reflect.Value{reflect.ValueOf(t.Context()), input})
			err, _ := results[1].Interface().(error)
			var refused *awssdk.Error
			if !errors.As(err, &refused) || refused.ErrorMessage() != "m" || refused.Exception == nil {
				t.Errorf("%s.%s: %v", service, name, err)
			}
			if !called[service+"."+name] {
				t.Errorf("%s.%s was not checked under its name", service, name)
			}
		}
	}
	if operations < 23+126 || len(called) != operations || len(sent.sent) != 0 {
		t.Errorf("%d operations, %d called, %d requests sent", operations, len(called), len(sent.sent))
	}
}

// fill puts something into every member, so that the SDK's own check for nil passes.
func fill(v reflect.Value, depth int) {
	if depth == 0 {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth)
	case reflect.Interface:
		v.Set(reflect.ValueOf(document.NewLazyDocument(map[string]any{"a": 1})))
	case reflect.String:
		v.SetString("x")
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), depth)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		value := reflect.New(v.Type().Elem()).Elem()
		fill(value, depth-1)
		v.SetMapIndex(reflect.ValueOf("k").Convert(v.Type().Key()), value)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && v.Type().Field(i).Name != "ResultMetadata" {
				fill(v.Field(i), depth-1)
			}
		}
	}
}

// TestOtherRequests runs the middleware in a bare stack: other services, cognito-sync's REST, and streams of other
// kinds.
func TestOtherRequests(t *testing.T) {
	for name, test := range map[string]struct {
		request any
		invalid bool
		body    string
	}{
		"no HTTP":       {request: "x"},
		"other service": {request: request(t, "POST", "/", "X.Y", strings.NewReader("{")), body: "{"},
		"no body":       {request: request(t, "POST", "/", "AWSCognitoIdentityService.GetId", nil), invalid: true},
		"behind a path": {
			request: request(t, "POST", "/prefix/", "AWSCognitoIdentityService.GetId", strings.NewReader("{}")), invalid: true,
		},
		"sync, valid":   {request: request(t, "GET", "/identitypools/us-east-1%3A0a/events", "", nil)},
		"sync, invalid": {request: request(t, "GET", "/identitypools/x/events", "", nil), invalid: true},
		"sync, body": {
			request: request(t, "POST", "/identitypools/us-east-1%3A0a/events", "", strings.NewReader(`{"Events":7}`)),
			invalid: true,
		},
		"no seeking": {
			request: request(t, "POST", "/", "AWSCognitoIdentityService.GetId",
				io.MultiReader(strings.NewReader(`{"IdentityPoolId":"a:0"}`))),
			body: `{"IdentityPoolId":"a:0"}`,
		},
		"from the middle": {
			request: request(t, "POST", "/", "AWSCognitoIdentityService.GetId", middle()), body: `{"IdentityPoolId":"a:0"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			stack := middleware.NewStack("test", func() any { return test.request })
			if err := awssdk.Check(checker)(stack); err != nil {
				t.Fatal(err)
			}
			reached := false
			_, _, err := middleware.DecorateHandler(handlerFunc(func(_ context.Context, input any) {
				reached = true
				if r, ok := input.(*smithyhttp.Request); ok && r.GetStream() != nil {
					if body, err := io.ReadAll(r.GetStream()); err != nil || string(body) != test.body {
						t.Errorf("body %q, %v", body, err)
					}
				}
			}), stack).Handle(t.Context(), nil)
			if invalid := errors.As(err, new(*awssdk.Error)); invalid != test.invalid || reached == invalid ||
				(err != nil) != invalid {
				t.Errorf("error %v, reached %t", err, reached)
			}
		})
	}
}

func middle() io.Reader {
	r := bytes.NewReader([]byte(`skipped{"IdentityPoolId":"a:0"}`))
	r.Seek(7, io.SeekStart)
	return r
}

func request(t *testing.T, method, path, target string, body io.Reader) *smithyhttp.Request {
	t.Helper()
	r := smithyhttp.NewStackRequest().(*smithyhttp.Request)
	u, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	r.Method, r.URL = method, u
	if target != "" {
		r.Header.Set("X-Amz-Target", target)
	}
	if body != nil {
		if r, err = r.SetStream(body); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

type checkerFunc func(ctx context.Context, operation string, body []byte) (validator.Report, error)

func (f checkerFunc) Check(ctx context.Context, operation string, body []byte) (validator.Report, error) {
	return f(ctx, operation, body)
}

type doFunc func(*http.Request) (*http.Response, error)

func (f doFunc) Do(r *http.Request) (*http.Response, error) { return f(r) }

type handlerFunc func(ctx context.Context, input any)

func (f handlerFunc) Handle(ctx context.Context, input any) (any, middleware.Metadata, error) {
	f(ctx, input)
	return nil, middleware.Metadata{}, nil
}
