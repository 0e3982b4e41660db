package precheck_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/prometheus/client_golang/prometheus"
)

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// The headers that differ each time.
var (
	requestID = regexp.MustCompile(`(?m)^x-amzn-RequestId: ` +
		`[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\r$`)
	date = regexp.MustCompile(`(?m)^Date: .*GMT\r$`)
)

// TestWireForm holds every byte of the answer to an invalid request.
func TestWireForm(t *testing.T) {
	s := serve(t, setup{})
	for name, test := range map[string]struct{ target, body, header, want string }{
		"constraint": {
			target: target,
			body:   invalidBody,
			want: "HTTP/1.1 400 Bad Request\r\n" +
				"Cache-Control: no-store\r\n" +
				"Content-Length: 216\r\n" +
				"Content-Type: application/x-amz-json-1.1\r\n" +
				"x-amzn-ErrorMessage: " + message + "\r\n" +
				"x-amzn-ErrorType: ValidationException:\r\n" +
				"x-amzn-RequestId: ID\r\n" +
				"Date: DATE\r\n" +
				"Connection: close\r\n\r\n" +
				`{"__type":"ValidationException","message":"` + strings.ReplaceAll(message, `\`, `\\`) + `"}`,
		},
		"wrong type": {
			target: "AWSCognitoIdentityProviderService.SignUp",
			body:   `{"ClientId":7}`,
			header: "Origin: https://app.test\r\n",
			want: "HTTP/1.1 400 Bad Request\r\n" +
				"Access-Control-Allow-Origin: *\r\n" +
				"Access-Control-Expose-Headers: x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,X-Cognitocheck-Warnings," +
				"Date\r\n" +
				"Cache-Control: no-store\r\n" +
				"Content-Length: 90\r\n" +
				"Content-Type: application/x-amz-json-1.1\r\n" +
				"x-amzn-ErrorMessage: NUMBER_VALUE cannot be converted to String\r\n" +
				"x-amzn-ErrorType: SerializationException:\r\n" +
				"x-amzn-RequestId: ID\r\n" +
				"Date: DATE\r\n" +
				"Connection: close\r\n\r\n" +
				`{"__type":"SerializationException","Message":"NUMBER_VALUE cannot be converted to String"}`,
		},
		"header takes ASCII only": {
			target: target,
			body:   `{"IdentityPoolId":"é\n\"😀\u0007"}`,
			want: "HTTP/1.1 400 Bad Request\r\n" +
				"Cache-Control: no-store\r\n" +
				"Content-Length: 215\r\n" +
				"Content-Type: application/x-amz-json-1.1\r\n" +
				"x-amzn-ErrorMessage: 1 validation error detected: Value '??\"??' at 'identityPoolId' failed to satisfy " +
				"constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+\r\n" +
				"x-amzn-ErrorType: ValidationException:\r\n" +
				"x-amzn-RequestId: ID\r\n" +
				"Date: DATE\r\n" +
				"Connection: close\r\n\r\n" +
				`{"__type":"ValidationException","message":"1 validation error detected: Value 'é\n\"😀\u0007' at ` +
				`'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: ` +
				`[\\w-]+:[0-9a-f-]+"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := s.raw(t, rawPost(test.target, test.header+"Connection: close\r\n"+lengthOf(test.body), test.body))
			got = requestID.ReplaceAllString(got, "x-amzn-RequestId: ID\r")
			got = date.ReplaceAllString(got, "Date: DATE\r")
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
	s.upstream.want(t, 0)
}

func TestLongMessage(t *testing.T) {
	s := serve(t, setup{})
	got := s.post(t, target, `{"IdentityPoolId":"`+strings.Repeat("x", 100_000)+`"}`)
	if header := got.Header.Get("X-Amzn-Errormessage"); len(header) != 1024 {
		t.Errorf("header of %d bytes", len(header))
	}
	if len(got.body) < 100_000 || got.StatusCode != 400 {
		t.Errorf("status %d, %d bytes", got.StatusCode, len(got.body))
	}
}

func TestRecognised(t *testing.T) {
	s := serve(t, setup{})
	for name, test := range map[string]struct {
		method, url string
		header      http.Header
		body        string
		exception   string // empty: goes on
	}{
		"json, valid": {
			method: "POST", url: "/", header: http.Header{"X-Amz-Target": {target}}, body: validBody,
		},
		"json, lower-case header": {
			method:    "POST",
			url:       "/",
			header:    http.Header{"x-amz-target": {target}},
			body:      invalidBody,
			exception: "ValidationException",
		},
		"json, no content type": {
			method:    "POST",
			url:       "/",
			header:    http.Header{"X-Amz-Target": {target}, "Content-Type": nil},
			body:      invalidBody,
			exception: "ValidationException",
		},
		"json, charset": {
			method:    "POST",
			url:       "/",
			header:    http.Header{"X-Amz-Target": {target}, "Content-Type": {"application/x-amz-json-1.1; charset=UTF-8"}},
			body:      invalidBody,
			exception: "ValidationException",
		},
		"json, wrong content type": {
			method:    "POST",
			url:       "/",
			header:    http.Header{"X-Amz-Target": {target}, "Content-Type": {"text/html"}},
			body:      invalidBody,
			exception: "ValidationException",
		},
		"json, broken content type": {
			method:    "POST",
			url:       "/",
			header:    http.Header{"X-Amz-Target": {target}, "Content-Type": {";;="}},
			body:      invalidBody,
			exception: "ValidationException",
		},
		"json, empty body": {
			method: "POST", url: "/", header: http.Header{"X-Amz-Target": {target}}, exception: "ValidationException",
		},
		"json, broken body": {
			method:    "POST",
			url:       "/",
			header:    http.Header{"X-Amz-Target": {target}},
			body:      `{"IdentityPoolId"`,
			exception: "SerializationException",
		},
		"json, binary body": {
			method:    "POST",
			url:       "/",
			header:    http.Header{"X-Amz-Target": {target}},
			body:      "\x00\xff\xfe",
			exception: "SerializationException",
		},
		"json, other service": {
			method: "POST", url: "/", header: http.Header{"X-Amz-Target": {"DynamoDB_20120810.GetItem"}}, body: "{",
		},
		"query, valid": {method: "GET", url: "/?Action=DescribeUserPool&UserPoolId=us-east-1_abc"},
		"query, invalid": {
			method: "GET", url: "/?Action=DescribeUserPool&UserPoolId=abc", exception: "InvalidParameterException",
		},
		"form, invalid": {
			method:    "POST",
			url:       "/?Action=DescribeUserPool",
			header:    http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
			body:      "UserPoolId=abc",
			exception: "InvalidParameterException",
		},
		"form, valid": {
			method: "POST",
			url:    "/?Action=DescribeUserPool",
			header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
			body:   "UserPoolId=us-east-1_abc",
		},
		"rest, valid": {method: "GET", url: "/identitypools?maxResults=5"},
		"rest, invalid": {
			method: "GET", url: "/identitypools/x/events", exception: "InvalidParameterException",
		},
		"rest, number that is none": {
			method: "GET", url: "/identitypools?maxResults=a", exception: "SerializationException",
		},
		"rest, label with a percent": {method: "GET", url: "/identitypools/us-east-1%3A0a/events"},
		"another path":               {method: "GET", url: "/.well-known/jwks.json"},
		"preflight": {
			method: "OPTIONS",
			url:    "/",
			header: http.Header{"Origin": {"https://a.test"}, "Access-Control-Request-Method": {"POST"}},
		},
		"preflight of a path": {
			method: "OPTIONS",
			url:    "/identitypools/us-east-1:0a/events",
			header: http.Header{"Origin": {"https://a.test"}, "Access-Control-Request-Method": {"POST"}},
		},
		"another path with a big body": {method: "PUT", url: "/upload", body: strings.Repeat("x", 5<<20)},
	} {
		t.Run(name, func(t *testing.T) {
			before := len(s.upstream.all())
			r, err := http.NewRequestWithContext(t.Context(), test.method, s.url+test.url, strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			for name, values := range test.header {
				r.Header[name] = values
			}
			got := s.send(t, r)
			if test.exception != "" {
				if got.StatusCode != 400 || got.Header.Get("X-Amzn-Errortype") != test.exception+":" {
					t.Errorf("status %d, %s", got.StatusCode, got.body)
				}
				s.upstream.want(t, before)
				return
			}
			if got.StatusCode != 200 || got.body != "{}" {
				t.Errorf("status %d, %s", got.StatusCode, got.body)
			}
			s.upstream.want(t, before+1)
			if last := s.upstream.all()[before]; last.body != test.body || last.readErr != nil {
				t.Errorf("upstream got %d bytes of %d, %v", len(last.body), len(test.body), last.readErr)
			}
		})
	}
}

func TestUndecided(t *testing.T) {
	trouble := errors.New("broken")
	big := `{"IdentityPoolId":"` + strings.Repeat("x", 2000) + `"}`
	for name, test := range map[string]struct {
		checker   validator.RequestChecker
		body      string
		encoding  string
		chunked   bool
		status    int
		exception string
		reason    string
	}{
		"checker fails": {
			checker:   failing(trouble),
			body:      validBody,
			status:    503,
			exception: "ServiceUnavailable",
			reason:    "the checker failed",
		},
		"too many names": {
			checker:   failing(validator.ErrTooManyNames),
			body:      validBody,
			status:    413,
			exception: "RequestEntityTooLargeException",
			reason:    "too many names are open at once",
		},
		"too costly rules": {
			checker:   failing(validator.ErrTooCostly),
			body:      validBody,
			status:    413,
			exception: "RequestEntityTooLargeException",
			reason:    "rules of the operator's own would read too much of it",
		},
		"over checker's limit": {
			checker:   failing(validator.ErrTooLarge),
			body:      validBody,
			status:    413,
			exception: "RequestEntityTooLargeException",
			reason:    "the body is over the size limit",
		},
		"over the limit": {
			body: big, status: 413, exception: "RequestEntityTooLargeException", reason: "the body is over the size limit",
		},
		"chunked, over": {
			body:      big,
			chunked:   true,
			status:    413,
			exception: "RequestEntityTooLargeException",
			reason:    "the body is over the size limit",
		},
		"gzip bomb": {
			body:      gzipped(t, big),
			encoding:  "gzip",
			status:    413,
			exception: "RequestEntityTooLargeException",
			reason:    "the body is over the size limit",
		},
		"gzip broken": {
			body:      gzipped(t, validBody)[:20],
			encoding:  "gzip",
			status:    400,
			exception: "MalformedHttpRequestException",
			reason:    "its content encoding does not decode",
		},
		"gzip, but it is not": {
			body:      validBody,
			encoding:  "gzip",
			status:    400,
			exception: "MalformedHttpRequestException",
			reason:    "its content encoding does not decode",
		},
		"brotli": {
			body:      validBody,
			encoding:  "br",
			status:    415,
			exception: "MalformedHttpRequestException",
			reason:    "its content encoding is not known",
		},
		"zeros after gzip": {
			body:      gzipped(t, validBody) + "\x00\x00\x00\x00",
			encoding:  "gzip",
			status:    400,
			exception: "MalformedHttpRequestException",
			reason:    "its content encoding does not decode",
		},
		"gzip after gzip": {
			body:      gzipped(t, validBody) + gzipped(t, " "),
			encoding:  "gzip",
			status:    400,
			exception: "MalformedHttpRequestException",
			reason:    "its content encoding does not decode",
		},
		"gzip after nothing": {
			body:      gzipped(t, "") + gzipped(t, validBody),
			encoding:  "gzip",
			status:    400,
			exception: "MalformedHttpRequestException",
			reason:    "its content encoding does not decode",
		},
		"zeros after nothing": {
			body:      gzipped(t, "") + "\x00\x00\x00\x00\x00\x00\x00\x00",
			encoding:  "gzip",
			status:    400,
			exception: "MalformedHttpRequestException",
			reason:    "its content encoding does not decode",
		},
		"checker panics": {
			checker:   checkerFunc(func(context.Context, string, []byte) (validator.Report, error) { panic("secret") }),
			body:      validBody,
			status:    503,
			exception: "ServiceUnavailable",
			reason:    "the checker failed",
		},
		"report without error": {
			checker: checkerFunc(func(context.Context, string, []byte) (validator.Report, error) {
				return validator.Report{}, nil
			}),
			body:      validBody,
			status:    503,
			exception: "ServiceUnavailable",
			reason:    "the checker failed",
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, policy := range []precheck.Policy{precheck.Pass, precheck.Refuse} {
				t.Run(policy.String(), func(t *testing.T) {
					s := serve(t, setup{
						checker: test.checker, undecided: policy, options: []precheck.Option{precheck.WithBodyLimit(1000)},
					})
					r, err := http.NewRequestWithContext(t.Context(), "POST", s.url, strings.NewReader(test.body))
					if err != nil {
						t.Fatal(err)
					}
					r.Header.Set("X-Amz-Target", target)
					if test.encoding != "" {
						r.Header.Set("Content-Encoding", test.encoding)
					}
					if test.chunked {
						r.ContentLength = -1
					}
					got := s.send(t, r)
					if policy == precheck.Refuse {
						got.want(t, test.status, test.exception, "The request could not be checked: "+test.reason+".")
						s.upstream.want(t, 0)
						s.logs.want(t, `level=WARN msg="request refused unchecked"`)
						return
					}
					if got.StatusCode != 200 {
						t.Errorf("status %d: %s", got.StatusCode, got.body)
					}
					s.upstream.want(t, 1)
					if reached := s.upstream.all()[0]; reached.body != test.body ||
						reached.Header.Get("Content-Encoding") != test.encoding {
						t.Errorf("upstream got %q", reached.body)
					}
					s.logs.want(t, `level=WARN msg="request passed unchecked"`)
				})
			}
		})
	}
}

func TestGzip(t *testing.T) {
	s := serve(t, setup{})
	for _, encoding := range []string{"gzip", "GZIP", "x-gzip"} {
		s.post(t, target, gzipped(t, invalidBody), "Content-Encoding", encoding).want(t, 400, "ValidationException", message)
	}
	s.upstream.want(t, 0)
	body := gzipped(t, validBody)
	if got := s.post(t, target, body, "Content-Encoding", "gzip"); got.StatusCode != 200 {
		t.Errorf("status %d: %s", got.StatusCode, got.body)
	}
	if reached := s.upstream.all()[0]; reached.body != body || reached.Header.Get("Content-Encoding") != "gzip" ||
		reached.ContentLength != int64(len(body)) {
		t.Errorf("upstream got %q, %v", reached.body, reached.Header)
	}
}

// TestGzipOfNothing holds that a body which is longer than what is in it is not decoded to its end, and that others
// are, whatever is in them.
func TestGzipOfNothing(t *testing.T) {
	const much = 200_000
	// Blocks with codes of their own: one for the end of the block, and one for a distance, which is not used.
	var dynamic []byte
	bits := 0
	put := func(value uint64, count int) {
		for i := range count {
			if bits%8 == 0 {
				dynamic = append(dynamic, 0)
			}
			dynamic[bits/8] |= byte(value >> i & 1 << (bits % 8))
			bits++
		}
	}
	for range much * 8 / 90 {
		put(2<<1, 3)        // a dynamic block, not the last
		put(0, 5+5)         // 257 and 1 codes
		put(14, 4)          // 18 lengths of the codes of lengths
		put(1<<6|1<<51, 54) // 1 for those of many zeros and of 1
		put(1|127<<1, 8)    // 138 zeros
		put(1|107<<1, 8)    // 118 zeros
		put(0, 1+1)         // 1 and 1
		put(0, 1)           // the end of the block
	}
	deflated := func(blocks string) string {
		return "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + blocks
	}
	members := strings.Repeat(gzipped(t, ""), much/len(gzipped(t, "")))
	const long, more = "gzip body is longer than what is in it", "gzip body has more after its end"
	for name, test := range map[string]struct{ body, reason string }{
		"stored blocks":  {deflated(strings.Repeat("\x00\x00\x00\xff\xff", much/5)), long},
		"fixed blocks":   {deflated(strings.Repeat("\x02\x08\x20\x80\x00", much/5)), long},
		"dynamic blocks": {deflated(string(dynamic)), long},
		"members":        {members, more},
		"after the text": {gzipped(t, validBody) + members, more},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, setup{})
			s.post(t, target, test.body, "Content-Encoding", "gzip").want(t, 400, "MalformedHttpRequestException",
				"The request could not be checked: its content encoding does not decode.")
			s.logs.want(t, test.reason)
		})
	}

	noise := make([]byte, 4<<20)
	rand.NewChaCha8([32]byte{}).Read(noise)
	for name, level := range map[string]int{
		"stored":  gzip.NoCompression,
		"fastest": gzip.BestSpeed,
		"default": gzip.DefaultCompression,
		"Huffman": gzip.HuffmanOnly,
	} {
		t.Run(name, func(t *testing.T) {
			for _, size := range []int{0, 1, 100_000, 3_500_000, 4<<20 - 2000} {
				var out bytes.Buffer
				w, err := gzip.NewWriterLevel(&out, level)
				if err != nil {
					t.Fatal(err)
				}
				w.Write(noise[:size])
				if err := w.Close(); err != nil {
					t.Fatal(err)
				}
				var got []byte
				handler, err := precheck.Handler(
					checkerFunc(func(_ context.Context, _ string, body []byte) (validator.Report, error) {
						got = bytes.Clone(body)
						return validator.Report{Valid: true}, nil
					}), &recorder{}, precheck.Refuse)
				if err != nil {
					t.Fatal(err)
				}
				r := httptest.NewRequest("POST", "/", &out)
				r.Header.Set("X-Amz-Target", target)
				r.Header.Set("Content-Encoding", "gzip")
				answered := httptest.NewRecorder()
				handler.ServeHTTP(answered, r)
				if answered.Code != 200 || !bytes.Equal(got, noise[:size]) {
					t.Errorf("%d bytes: status %d %s, %d bytes decoded", size, answered.Code, answered.Body, len(got))
				}
			}
		})
	}
}

// TestUnknownOperation holds that a request to an operation that nobody has is not read and not checked but follows the
// policy, and that one is checked which only the checker has.
func TestUnknownOperation(t *testing.T) {
	newer := &listing{names: []string{"cognito-identity.GetNew"}}
	upstream := &recorder{}
	handler, err := precheck.Handler(newer, upstream, precheck.Pass)
	if err != nil {
		t.Fatal(err)
	}
	post := func(target, body string) {
		r := httptest.NewRequest("POST", "/", strings.NewReader(body))
		r.Header.Set("X-Amz-Target", target)
		w := httptest.NewRecorder()
		if handler.ServeHTTP(w, r); w.Code != 200 {
			t.Errorf("%s: status %d, %s", target, w.Code, w.Body)
		}
	}
	for _, target := range []string{"AWSCognitoIdentityService.GetNewer", "AWSCognitoIdentityProviderService.GetNew"} {
		post(target, strings.Repeat("x", 5<<20)) // Over the limit, and nobody notices.
	}
	// Only the model's day was asked for.
	days := []string{firstOperation("cognito-identity"), firstOperation("cognito-idp")}
	if !slices.Equal(newer.checked, days) {
		t.Errorf("checked %v, want %v", newer.checked, days)
	}
	newer.checked = nil
	post("AWSCognitoIdentityService.GetNew", "{}")
	newer.names = []string{"cognito-identity.GetNewer"}
	post("AWSCognitoIdentityService.GetNewer", "{}")
	post("AWSCognitoIdentityService.GetId", "{}")
	upstream.want(t, 5)
	if want := []string{
		"cognito-identity.GetNew", "cognito-identity.GetNewer", "cognito-identity.GetId",
	}; !slices.Equal(newer.checked, want) {
		t.Errorf("checked %v, want %v", newer.checked, want)
	}
}

// firstOperation is the full name of the first operation of a service.
func firstOperation(service string) string {
	for _, op := range validator.Operations() {
		if op.Service() == service {
			return op.Name()
		}
	}
	return ""
}

// modelDate is the day of a service's model.
func modelDate(t *testing.T, service string) string {
	t.Helper()
	op, err := validator.Lookup(firstOperation(service))
	if err != nil {
		t.Fatal(err)
	}
	return op.Model().Date
}

// TestNewerService holds that an operation which the model does not have is not said not to exist: the request follows
// the policy for undecided ones, whatever the one for unrecognised ones is, and the reason says what is not known.
func TestNewerService(t *testing.T) {
	older := checkerFunc(func(ctx context.Context, operation string, body []byte) (validator.Report, error) {
		if operation == "cognito-idp.SignUp" || operation == "cognito-sync.ListDatasets" {
			return validator.Report{}, &validator.UnknownOperationError{Name: operation}
		}
		return checker.Check(ctx, operation, body)
	})
	dateless := checkerFunc(func(_ context.Context, operation string, _ []byte) (validator.Report, error) {
		if operation != "cognito-idp.AdminDoNew" {
			panic("secret")
		}
		return validator.Report{}, &validator.UnknownOperationError{Name: operation}
	})
	const idp, identities = "AWSCognitoIdentityProviderService.", "/identitypools/us-east-1:0a/identities/us-east-1:0a"
	for name, test := range map[string]struct {
		checker              validator.RequestChecker
		method, path, target string
		reason               string // with %s for the model's day
		service              string
	}{
		"by target": {
			checker: checker, method: "POST", path: "/", target: idp + "AdminDoNew", service: "cognito-idp",
			reason: "the model of %s has no operation cognito-idp.AdminDoNew; a newer service may have it",
		},
		"by target, no list": {
			checker: older, method: "POST", path: "/", target: idp + "AdminDoNew", service: "cognito-idp",
			reason: "the model of %s has no operation cognito-idp.AdminDoNew; a newer service may have it",
		},
		"one that the checker's model alone does not have": {
			checker: older, method: "POST", path: "/", target: idp + "SignUp", service: "cognito-idp",
			reason: "the model of %s has no operation cognito-idp.SignUp; a newer service may have it",
		},
		"by path, one that the checker's model alone does not have": {
			checker: older, method: "GET", path: identities + "/datasets", service: "cognito-sync",
			reason: "the model of %s has no operation cognito-sync.ListDatasets; a newer service may have it",
		},
		"by path": {
			checker: checker, method: "GET", path: identities + "/devices", service: "cognito-sync",
			reason: "the model of %s has no operation of cognito-sync with this method and path; a newer service may have it",
		},
		"by method": {
			checker: older, method: "PATCH", path: identities, service: "cognito-sync",
			reason: "the model of %s has no operation of cognito-sync with this method and path; a newer service may have it",
		},
		"a checker that does not tell the day": {
			checker: dateless, method: "POST", path: "/", target: idp + "AdminDoNew",
			reason: "the model has no operation cognito-idp.AdminDoNew; a newer service may have it",
		},
	} {
		t.Run(name, func(t *testing.T) {
			reason := test.reason
			if test.service != "" {
				reason = fmt.Sprintf(reason, modelDate(t, test.service))
			}
			for _, policy := range []precheck.Policy{precheck.Pass, precheck.Refuse} {
				registry := prometheus.NewRegistry()
				// The other policy for what is unrecognised has no say.
				s := serve(t, setup{checker: test.checker, undecided: policy, options: []precheck.Option{
					precheck.WithMetrics(registry), precheck.WithUnrecognised(precheck.Pass + precheck.Refuse - policy),
				}})
				r, err := http.NewRequestWithContext(t.Context(), test.method, s.url+test.path, nil)
				if err != nil {
					t.Fatal(err)
				}
				if test.target != "" {
					r.Header.Set("X-Amz-Target", test.target)
				}
				got := s.send(t, r)
				if policy == precheck.Pass {
					if got.StatusCode != 200 {
						t.Errorf("status %d, %s", got.StatusCode, got.body)
					}
					s.upstream.want(t, 1)
					s.logs.want(t, `level=INFO msg="request passed unchecked" operation=`)
				} else {
					got.want(t, 501, "NotImplemented", "The request could not be checked: "+reason+".")
					s.upstream.want(t, 0)
					s.logs.want(t, `level=INFO msg="request refused unchecked" operation=`)
				}
				s.logs.want(t, ` reason="`+reason+`"`)
				metrics := get(t, precheck.Admin(checker, registry, nil), "/metrics").Body.String()
				if !strings.Contains(metrics, `,outcome="unknown_operation"} 1`+"\n") || strings.Contains(metrics, "DoNew") {
					t.Errorf("metrics\n%s", metrics)
				}
			}
		})
	}
}

// listing is a Checker that knows the operations that it lists. It finds everything valid.
type listing struct{ names, checked []string }

func (l *listing) Operations() []string { return l.names }

func (l *listing) Check(_ context.Context, operation string, _ []byte) (validator.Report, error) {
	l.checked = append(l.checked, operation)
	return validator.Report{Valid: true}, nil
}

// TestFormOverLimit holds that a form whose JSON is too large is not checked, as a body that is too large is not.
func TestFormOverLimit(t *testing.T) {
	s := serve(t, setup{checker: checkerFunc(func(context.Context, string, []byte) (validator.Report, error) {
		return validator.Report{Valid: true}, nil
	})})
	post := func(body string) answer {
		r, err := http.NewRequestWithContext(t.Context(), "POST", s.url+"/?Action=SignUp", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return s.send(t, r)
	}
	post(strings.Repeat("a&", 1<<20)).want(t, 413, "RequestEntityTooLargeException",
		"The request could not be checked: the body is over the size limit.")
	if got := post("a=" + strings.Repeat("x", 4<<20-8)); got.StatusCode != 200 {
		t.Errorf("a text of the limit: status %d, %s", got.StatusCode, got.body)
	}
	post("a="+strings.Repeat("x", 4<<20-7)).want(t, 413, "RequestEntityTooLargeException",
		"The request could not be checked: the body is over the size limit.")
}

func TestUnrecognisedRefused(t *testing.T) {
	s := serve(t, setup{options: []precheck.Option{precheck.WithUnrecognised(precheck.Refuse)}})
	for _, target := range []string{"DynamoDB_20120810.GetItem", "SignUp"} {
		s.post(t, target, "{}").want(t, 400, "UnknownOperationException", "The request names no operation of Amazon Cognito.")
	}
	s.upstream.want(t, 0)
	r, err := http.NewRequestWithContext(t.Context(), "OPTIONS", s.url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", "https://app.test")
	r.Header.Set("Access-Control-Request-Method", "POST")
	if got := s.send(t, r); got.StatusCode != 200 {
		t.Errorf("preflight: status %d", got.StatusCode)
	}
	s.upstream.want(t, 1)
}

func TestWarnings(t *testing.T) {
	s := serve(t, setup{checker: warning})
	got := s.post(t, target, `{"Col\"our é":1,"IdentityPoolId":"us-east-1:0a","Shade":{}}`)
	if got.StatusCode != 200 {
		t.Fatalf("status %d: %s", got.StatusCode, got.body)
	}
	if header := got.Header.Get(precheck.WarningsHeader); header != `unknown;path="/Col%22our%20%C3%A9", `+
		`unknown;path="/Shade"` {
		t.Errorf("header %s", header)
	}
	s.awaitLog(t, `level=INFO msg="valid request with warnings" operation=`+operation+` .* warnings="\[unknown unknown\]"`)

	got = s.post(t, target, `{"Colour":1}`)
	if got.StatusCode != 400 || got.Header.Get(precheck.WarningsHeader) != `unknown;path="/Colour"` {
		t.Errorf("status %d, header %q", got.StatusCode, got.Header.Get(precheck.WarningsHeader))
	}

	var many strings.Builder
	for i := range 20 {
		fmt.Fprintf(&many, `"m%d":1,`, i)
	}
	got = s.post(t, target, "{"+many.String()+validBody[1:])
	header := got.Header.Get(precheck.WarningsHeader)
	if !strings.HasSuffix(header, `unknown;path="/m15", more;count=4`) || strings.Count(header, "unknown") != 16 {
		t.Errorf("header %s", header)
	}
	got = s.post(t, target, `{"`+strings.Repeat("é", 1000)+`":1,`+validBody[1:])
	if header := got.Header.Get(precheck.WarningsHeader); header != "more;count=1" {
		t.Errorf("header %s", header)
	}
	if plain := serve(t, setup{}).post(t, target,
		`{"Colour":1,`+validBody[1:]); plain.Header.Get(precheck.WarningsHeader) != "" {
		t.Error("a warning that nobody asked for")
	}
}

// TestLogs holds that no value reaches the log, whatever the outcome.
func TestLogs(t *testing.T) {
	const secret = "Hunter2-Secret"
	s := serve(t, setup{checker: warning})
	s.post(t, "AWSCognitoIdentityProviderService.SignUp",
		`{"ClientId":"`+secret+` ","Username":"","Password":"`+secret+` ","`+secret+`":"`+secret+`","ClientMetadata":{"`+
			secret+`":null}}`)
	s.post(t, "AWSCognitoIdentityProviderService."+secret, `{"a":"`+secret+`"}`)
	s.post(t, "X."+secret, `{"a":"`+secret+`"}`)
	s.post(t, target, secret, "Content-Encoding", secret)
	s.post(t, target, secret, "Content-Encoding", "gzip")
	s.awaitLog(t, `level=INFO msg="invalid request" operation=cognito-idp.SignUp verdict=invalid status=400 duration=\S+ `+
		`request_id=`)
	s.logs.want(t, `type=InvalidParameterException violations="[pattern ClientId`)
	s.logs.want(t, `msg="unrecognised request passed"`)
	if text := s.logs.String(); strings.Contains(text, "Hunter2") {
		t.Errorf("a value in the log:\n%s", text)
	}
}

func TestPanic(t *testing.T) {
	for name, test := range map[string]struct {
		next   http.HandlerFunc
		status int // 0: the connection is cut
	}{
		"at once": {next: func(http.ResponseWriter, *http.Request) { panic("secret") }, status: 500},
		"after a header": {
			next:   func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "7"); panic("secret") },
			status: 500,
		},
		"runtime error": {next: func(http.ResponseWriter, *http.Request) { var p *int; *p = 1 }, status: 500},
		"in the answer": {
			next: func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "half"); panic("secret") },
		},
		"after a flush": {
			next: func(w http.ResponseWriter, _ *http.Request) { w.(http.Flusher).Flush(); panic("secret") },
		},
		"abort": {next: func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
		"after early hint": {
			next: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(103); panic("secret") }, status: 500,
		},
	} {
		t.Run(name, func(t *testing.T) {
			noLeak(t)
			kept := &logs{}
			handler, err := precheck.Handler(checker, test.next, precheck.Refuse, precheck.WithLogger(kept.logger()))
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(handler)
			defer server.Close()
			r, err := http.NewRequestWithContext(t.Context(), "POST", server.URL, strings.NewReader(validBody))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("X-Amz-Target", target)
			response, err := client(t).Do(r)
			var body []byte
			if err == nil {
				body, err = io.ReadAll(response.Body)
				response.Body.Close()
			}
			if test.status == 0 {
				if err == nil {
					t.Errorf("answered with %d %s", response.StatusCode, body)
				}
			} else if err != nil {
				t.Error(err)
			} else {
				answer{response, string(body)}.want(t, 500, "InternalFailure", "The request was valid; answering it failed.")
			}
			if strings.Contains(kept.String(), "secret") {
				t.Errorf("the panic's value is in the log:\n%s", kept)
			}
			if name != "abort" {
				kept.want(t, `level=ERROR msg="next handler panicked"`)
			}
		})
	}
}

func TestSettings(t *testing.T) {
	next := http.NotFoundHandler()
	upstream := func(text string) *url.URL {
		u, err := url.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	for name, test := range map[string]struct {
		make func() error
		want string
	}{
		"no policy":  {make: func() error { _, err := precheck.Handler(checker, next, 0); return err }, want: "say whether"},
		"no checker": {make: func() error { _, err := precheck.Handler(nil, next, precheck.Pass); return err }, want: "nil"},
		"no next": {
			make: func() error { _, err := precheck.Handler(checker, nil, precheck.Pass); return err }, want: "nil",
		},
		"body limit": {
			make: func() error {
				_, err := precheck.Handler(checker, next, precheck.Pass, precheck.WithBodyLimit(0))
				return err
			},
			want: "body limit of 0",
		},
		"concurrency": {
			make: func() error {
				_, err := precheck.Handler(checker, next, precheck.Pass, precheck.WithConcurrency(-1))
				return err
			},
			want: "concurrency of -1",
		},
		"unrecognised": {
			make: func() error {
				_, err := precheck.Handler(checker, next, precheck.Pass, precheck.WithUnrecognised(7))
				return err
			},
			want: "unrecognised",
		},
		"ambiguous": {
			make: func() error {
				_, err := precheck.Handler(checker, next, precheck.Pass, precheck.WithAmbiguous(7))
				return err
			},
			want: "ambiguous",
		},
		"body rate": {
			make: func() error {
				_, err := precheck.Handler(checker, next, precheck.Pass, precheck.WithBodyRate(1, 0))
				return err
			},
			want: "body rate of 1 bytes in 0s",
		},
		"logger": {
			make: func() error {
				_, err := precheck.Handler(checker, next, precheck.Pass, precheck.WithLogger(nil))
				return err
			},
			want: "logger",
		},
		"upstream timeout": {
			make: func() error {
				_, err := precheck.Proxy(checker, upstream("http://a"), precheck.Pass, precheck.WithUpstreamTimeout(0))
				return err
			},
			want: "upstream timeout",
		},
		"upstream nil": {
			make: func() error { _, err := precheck.Proxy(checker, nil, precheck.Pass); return err }, want: "upstream is nil",
		},
		"upstream scheme": {
			make: func() error { _, err := precheck.Proxy(checker, upstream("ftp://a"), precheck.Pass); return err },
			want: "must be http",
		},
		"upstream host": {
			make: func() error { _, err := precheck.Proxy(checker, upstream("http:///a"), precheck.Pass); return err },
			want: "must be http",
		},
		"upstream query": {
			make: func() error { _, err := precheck.Proxy(checker, upstream("http://a?b"), precheck.Pass); return err },
			want: "no user, query",
		},
		"upstream credential": {
			make: func() error { _, err := precheck.Proxy(checker, upstream("http://u:pw@a"), precheck.Pass); return err },
			want: "u:xxxxx@a",
		},
		"name taken": {
			make: func() error {
				registry := prometheus.NewRegistry()
				registry.MustRegister(prometheus.NewGauge(prometheus.GaugeOpts{Name: "cognitocheck_requests_total"}))
				_, err := precheck.Handler(checker, next, precheck.Pass, precheck.WithMetrics(registry))
				return err
			},
			want: "register metrics",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if err := test.make(); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestParsePolicy(t *testing.T) {
	for _, want := range []precheck.Policy{precheck.Pass, precheck.Refuse} {
		if got, err := precheck.ParsePolicy(want.String()); got != want || err != nil {
			t.Errorf("%v, %v", got, err)
		}
	}
	for _, text := range []string{"", "Pass", "allow"} {
		if got, err := precheck.ParsePolicy(text); err == nil {
			t.Errorf("%q gave %v", text, got)
		}
	}
}

// TestRecordedWriter holds that the middleware works without a connection, as in other people's tests.
func TestRecordedWriter(t *testing.T) {
	handler, err := precheck.Handler(checker, &recorder{}, precheck.Refuse)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/", strings.NewReader(validBody))
	r.Header.Set("X-Amz-Target", target)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Code != 200 {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}
