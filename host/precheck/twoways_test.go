package precheck_test

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
)

const twoWays = "The request could not be checked: it can be read in two ways: "

// TestTwoWays holds that what can be read in two ways is refused unless the operator wants otherwise, counted and
// logged.
func TestTwoWays(t *testing.T) {
	type choice struct {
		policy precheck.Policy
		status string
	}
	for name, request := range map[string]string{
		"Connection": rawPost(target, "Connection: X-Amz-Target\r\n"+lengthOf(validBody), validBody),
		"Connection, encoding": rawPost(target, "Connection: Content-Encoding\r\nContent-Encoding: identity\r\n"+
			lengthOf(validBody), validBody),
		"Action beside the target": strings.Replace(rawPost(target, lengthOf(validBody), validBody), "/ ",
			"/?Action=SignUp ", 1),
		"two targets": rawPost(target, "X-Amz-Target: "+target+"\r\n"+lengthOf(validBody), validBody),
		"form without a type": "POST /?Action=ListUserPools HTTP/1.1\r\nHost: a\r\nContent-Length: 14\r\n\r\n" +
			"MaxResults=999",
		"form with two types": "POST /?Action=ListUserPools HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n" +
			"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 14\r\n\r\nMaxResults=999",
		"all in a multipart form": func() string {
			form := "--a\r\nContent-Disposition: form-data; name=\"Action\"\r\n\r\nSignUp\r\n--a--\r\n"
			return "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=a\r\n" + lengthOf(form) +
				"\r\n" + form
		}(),
		"signed with TE": rawPost(target, "TE: trailers\r\nAuthorization: AWS4-HMAC-SHA256 Credential=a, "+
			"SignedHeaders=host;te, Signature=0a\r\n"+lengthOf(validBody), validBody),
		"all in a form without a type": "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 13\r\n\r\nAction=SignUp",
		"OPTIONS": "OPTIONS / HTTP/1.1\r\nHost: a\r\nOrigin: https://a.test\r\nAccess-Control-Request-Method: POST\r\n" +
			"X-Amz-Target: " + target + "\r\nContent-Length: 2\r\n\r\n{}",
		"OPTIONS, Action": "OPTIONS /?Action=SignUp HTTP/1.1\r\nHost: a\r\nOrigin: https://a.test\r\n" +
			"Access-Control-Request-Method: POST\r\nContent-Length: 2\r\n\r\n{}",
		"never-ending body": rawPost(target, "X-Amz-Target: a\r\nContent-Length: 10000000\r\n", "{"),
	} {
		t.Run(name, func(t *testing.T) {
			for _, choice := range []choice{{0, "400"}, {precheck.Refuse, "400"}, {precheck.Pass, "200"}} {
				if name == "never-ending body" && choice.policy == precheck.Pass {
					continue
				}
				registry := prometheus.NewRegistry()
				options := []precheck.Option{precheck.WithMetrics(registry)}
				if choice.policy != 0 {
					options = append(options, precheck.WithAmbiguous(choice.policy))
				}
				s := serve(t, setup{undecided: precheck.Pass, options: options})
				conn := s.dial(t)
				io.WriteString(conn, request)
				got := readAnswer(t, bufio.NewReader(conn))
				if got.Status[:3] != choice.status {
					t.Fatalf("policy %v: status %s: %s", choice.policy, got.Status, got.body)
				}
				passed := 0
				if choice.policy == precheck.Pass {
					passed = 1
					s.logs.want(t, `level=INFO msg="requests passed unread" ambiguous=1`)
				} else if !strings.Contains(got.body, twoWays) {
					t.Errorf("%s", got.body)
				}
				s.upstream.want(t, passed)
				wantMetric(t, registry, fmt.Sprintf(`cognitocheck_passed_unread_total{outcome="ambiguous"} %d`, passed))
				wantMetric(t, registry, `cognitocheck_requests_total{operation="",outcome="ambiguous"} 1`)
			}
		})
	}
}

// TestOtherProtocol holds that a request in a protocol that is not read follows the policy for what cannot be decided.
func TestOtherProtocol(t *testing.T) {
	const request = "POST /service/AWSCognitoIdentityProviderService/operation/SignUp HTTP/1.1\r\nHost: a\r\n" +
		"Smithy-Protocol: rpc-v2-cbor\r\nContent-Type: application/cbor\r\nContent-Length: 1\r\n\r\n\xa0"
	for _, policy := range []precheck.Policy{precheck.Pass, precheck.Refuse} {
		registry := prometheus.NewRegistry()
		s := serve(t, setup{undecided: policy, options: []precheck.Option{precheck.WithMetrics(registry)}})
		conn := s.dial(t)
		io.WriteString(conn, request)
		got := readAnswer(t, bufio.NewReader(conn))
		wantMetric(t, registry, `cognitocheck_requests_total{operation="cognito-idp.SignUp",outcome="other_protocol"} 1`)
		if policy == precheck.Refuse {
			got.want(t, 415, "MalformedHttpRequestException",
				"The request could not be checked: it is in rpcv2Cbor, a protocol that is not read here.")
			s.upstream.want(t, 0)
			continue
		}
		if got.StatusCode != 200 {
			t.Errorf("status %d: %s", got.StatusCode, got.body)
		}
		s.upstream.want(t, 1)
		s.logs.want(t, `level=INFO msg="requests passed unread" other_protocol=1`)
		wantMetric(t, registry, `cognitocheck_passed_unread_total{outcome="other_protocol"} 1`)
	}
}

// TestForms holds that what cannot go on in the form that it came in does not go on in another.
func TestForms(t *testing.T) {
	const chunked = "Transfer-Encoding: chunked\r\n"
	body := fmt.Sprintf("%x\r\n%s\r\n0\r\n", len(validBody), validBody)
	for name, request := range map[string]string{
		"PRI *":                     "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		"PRI /":                     "PRI / HTTP/1.1\r\nHost: a\r\n\r\n",
		"POST *":                    strings.Replace(rawPost(target, lengthOf(validBody), validBody), "/ ", "* ", 1),
		"GET *":                     "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
		"CONNECT":                   "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n",
		"CONNECT /":                 "CONNECT / HTTP/1.1\r\nHost: a\r\n\r\n",
		"opaque":                    "GET mailto:a HTTP/1.1\r\nHost: a\r\n\r\n",
		"another host, unescaped":   "GET //b{ HTTP/1.1\r\nHost: a\r\n\r\n",
		"trailer Content-Length":    rawPost(target, chunked, body+"Content-Length: 5\r\n\r\n"),
		"trailer, announced":        rawPost(target, chunked+"Trailer: Content-Length\r\n", body+"Content-Length: 5\r\n\r\n"),
		"trailer Host":              rawPost(target, chunked, body+"Host: b\r\n\r\n"),
		"trailer X-Amz-Target":      rawPost(target, chunked+"Trailer: x-amz-target\r\n", body+"x-amz-target: a\r\n\r\n"),
		"trailer Content-Type":      rawPost(target, chunked, body+"content-type: a/b\r\n\r\n"),
		"trailer Transfer-Encoding": rawPost(target, chunked, body+"Transfer-Encoding: chunked\r\n\r\n"),
		"two lengths in one":        rawPost(target, "Content-Length: 2, 3\r\n", "{} "),
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, setup{undecided: precheck.Pass, options: []precheck.Option{precheck.WithAmbiguous(precheck.Pass)}})
			conn := s.dial(t)
			io.WriteString(conn, request)
			if got := readAnswer(t, bufio.NewReader(conn)); got.StatusCode != 400 {
				t.Errorf("status %d: %s", got.StatusCode, got.body)
			}
			s.upstream.want(t, 0)
		})
	}
}

// TestPreflight holds that a browser's question goes on although all else that is not recognised is refused.
func TestPreflight(t *testing.T) {
	const asks = "Origin: https://a.test\r\nAccess-Control-Request-Method: POST\r\n"
	for name, test := range map[string]struct {
		request string
		status  int
	}{
		"/":              {"OPTIONS / HTTP/1.1\r\nHost: a\r\n" + asks + "\r\n", 200},
		"query form":     {"OPTIONS /?Action=SignUp HTTP/1.1\r\nHost: a\r\n" + asks + "\r\n", 200},
		"sync":           {"OPTIONS /identitypools/a HTTP/1.1\r\nHost: a\r\n" + asks + "\r\n", 200},
		"no question":    {"OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
		"another target": {"OPTIONS / HTTP/1.1\r\nHost: a\r\nX-Amz-Target: A.B\r\n" + asks + "\r\n", 400},
		"body":           {"OPTIONS / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + asks + "\r\n{}", 400},
		"body, typed": {
			"OPTIONS / HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: 2\r\n" + asks + "\r\n{}", 400,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, setup{options: []precheck.Option{precheck.WithUnrecognised(precheck.Refuse)}})
			conn := s.dial(t)
			io.WriteString(conn, test.request)
			if got := readAnswer(t, bufio.NewReader(conn)); got.StatusCode != test.status {
				t.Errorf("status %d: %s", got.StatusCode, got.body)
			}
		})
	}
}

// TestPolicyOfForms holds what becomes of forms that only their body assigns to a service.
func TestPolicyOfForms(t *testing.T) {
	const form = "application/x-www-form-urlencoded"
	s := serve(t, setup{options: []precheck.Option{
		precheck.WithUnrecognised(precheck.Refuse), precheck.WithBodyLimit(1000),
	}})
	for body, want := range map[string]string{
		"Action=ListUserPools&MaxResults=1":                                   "",
		"Action=ListUserPools&MaxResults=999":                                 "InvalidParameterException",
		"Action=RunInstances":                                                 "UnknownOperationException",
		"a=" + strings.Repeat("x", 2000):                                      "RequestEntityTooLargeException",
		"Action=ListUserPools&Action=ListUserPools":                           "MalformedHttpRequestException",
		`{"a":"&%41ction=ListUserPools&MaxResults=1&b="}`:                     "",
		"x-amz-target=com.amazonaws.AWSCognitoIdentityService.ListIdentities": "MalformedHttpRequestException",
	} {
		conn := s.dial(t)
		fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\n%s\r\n%s", form, lengthOf(body), body)
		got := readAnswer(t, bufio.NewReader(conn))
		if exception, _, _ := strings.Cut(got.Header.Get("X-Amzn-Errortype"), ":"); exception != want {
			t.Errorf("%s: status %d: %s", body, got.StatusCode, got.body)
		}
	}
}

// TestMetricsLint holds the metrics to what Prometheus asks of their names and texts.
func TestMetricsLint(t *testing.T) {
	registry := prometheus.NewRegistry()
	s := serve(t, setup{checker: warning, options: []precheck.Option{precheck.WithMetrics(registry)}})
	s.post(t, target, validBody)
	s.post(t, target, `{"Colour":1}`)
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	if len(families) < 7 {
		t.Errorf("%d metrics", len(families))
	}
	problems, err := promlint.NewWithMetricFamilies(families).Lint()
	for _, problem := range problems {
		t.Errorf("%s: %s", problem.Metric, problem.Text)
	}
	if err != nil {
		t.Error(err)
	}
}

// wantMetric fails unless the registry has the line within a second: a request is counted after its answer.
func wantMetric(t *testing.T, registry *prometheus.Registry, line string) {
	t.Helper()
	var text string
	for range 100 {
		text = get(t, precheck.Admin(checker, registry, nil), "/metrics").Body.String()
		if strings.Contains(text, line+"\n") {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("no line %s in\n%s", line, text)
}
