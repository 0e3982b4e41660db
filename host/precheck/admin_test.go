package precheck_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/prometheus/client_golang/prometheus"
)

func get(t *testing.T, handler http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w
}

func TestHealth(t *testing.T) {
	drained := make(chan struct{})
	close(drained)
	const (
		ok     = "{\"status\":\"ok\"}\n"
		ready  = `{"status":"ok","model":{"version":"2014-06-30",`
		failed = "{\"status\":\"failed\"}\n"
		drains = "{\"status\":\"draining\"}\n"
	)
	panicking := checkerFunc(func(context.Context, string, []byte) (validator.Report, error) { panic("secret") })
	for name, test := range map[string]struct {
		checker  validator.RequestChecker
		draining chan struct{}
		path     string
		status   int
		want     string
	}{
		"live":             {checker: checker, path: "/livez", status: 200, want: ok},
		"live and failing": {checker: failing(errors.New("secret")), path: "/livez", status: 200, want: ok},
		"live to the end":  {checker: checker, draining: drained, path: "/livez", status: 200, want: ok},
		"ready":            {checker: checker, path: "/readyz", status: 200, want: ready},
		"ready elsewhere":  {checker: checker, path: "/healthz", status: 200, want: ready},
		"not ready":        {checker: failing(errors.New("secret")), path: "/readyz", status: 503, want: failed},
		"panics":           {checker: panicking, path: "/readyz", status: 503, want: failed},
		"drains":           {checker: checker, draining: drained, path: "/readyz", status: 503, want: drains},
		"no registry":      {checker: checker, path: "/metrics", status: 404, want: "404"},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(t, precheck.Admin(test.checker, nil, test.draining), test.path)
			if w.Code != test.status || !strings.HasPrefix(w.Body.String(), test.want) {
				t.Errorf("status %d: %s", w.Code, w.Body)
			}
		})
	}
}

func TestMetrics(t *testing.T) {
	registry := prometheus.NewRegistry()
	s := serve(t, setup{
		checker: warning, options: []precheck.Option{precheck.WithMetrics(registry), precheck.WithBodyLimit(5000)},
	})
	s.post(t, target, validBody)
	s.post(t, target, validBody)
	s.post(t, target, `{"Colour":1}`)
	s.post(t, target, invalidBody)
	s.post(t, target, strings.Repeat(" ", 5001))
	s.post(t, "AWSCognitoIdentityService.Made1Up", strings.Repeat(" ", 5001))
	s.post(t, "AWSCognitoIdentityService.Made2Up", "{}")
	s.post(t, "X.Y", "{}")
	s.raw(t, rawPost(target, "Transfer-Encoding: chunked\r\n", "zz\r\n"))

	// A second handler counts in the same metrics.
	if _, err := precheck.Handler(checker, http.NotFoundHandler(), precheck.Refuse,
		precheck.WithMetrics(registry)); err != nil {
		t.Fatal(err)
	}
	w := get(t, precheck.Admin(checker, registry, nil), "/metrics")
	for _, want := range []string{
		`cognitocheck_requests_total{operation="` + operation + `",outcome="valid"} 2`,
		`cognitocheck_requests_total{operation="` + operation + `",outcome="invalid"} 2`,
		`cognitocheck_requests_total{operation="` + operation + `",outcome="undecided"} 1`,
		`cognitocheck_requests_total{operation="` + operation + `",outcome="unread"} 1`,
		`cognitocheck_requests_total{operation="",outcome="unknown_operation"} 2`,
		`cognitocheck_requests_total{operation="",outcome="unrecognised"} 1`,
		`cognitocheck_violations_total{code="required"} 1`,
		`cognitocheck_violations_total{code="pattern"} 1`,
		`cognitocheck_warnings_total{code="unknown"} 1`,
		`cognitocheck_check_duration_seconds_count 4`,
		`cognitocheck_request_duration_seconds_count{outcome="valid"} 2`,
		`cognitocheck_requests_in_flight 0`,
	} {
		if !strings.Contains(w.Body.String(), want+"\n") {
			t.Errorf("no line %s", want)
		}
	}
	if strings.Contains(w.Body.String(), "Made") {
		t.Error("a name that a client made up is a label")
	}
	if t.Failed() {
		t.Log(w.Body)
	}
}
