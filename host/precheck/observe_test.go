package precheck_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/prometheus/client_golang/prometheus"
)

// TestObserve holds that all goes on that would be refused, byte for byte, and is told as that.
func TestObserve(t *testing.T) {
	big := strings.Repeat(" ", 5001)
	for name, test := range map[string]struct {
		target, body string
		header       []string
		verdict      string
		want         string // of the log
		options      []precheck.Option
	}{
		"invalid": {
			target: target, body: invalidBody, verdict: "invalid",
			want: `level=INFO msg="invalid request passed: it would be refused" operation=` + operation +
				` verdict=invalid outcome=observed status=418 .*violations="\[pattern IdentityPoolId\]"`,
		},
		"over the limit": {
			target: target, body: big, verdict: "undecided",
			want: `level=WARN msg="request passed unchecked: it would be refused" .*outcome=observed .*reason="the body is over`,
		},
		"does not decode": {
			target: target, body: validBody, header: []string{"Content-Encoding", "gzip"}, verdict: "undecided",
			want: `would be refused" .*reason="its content encoding does not decode"`,
		},
		"unknown operation": {
			target: "AWSCognitoIdentityService.MadeUp", body: "{}", verdict: "unknown_operation",
			want: `would be refused" operation="" verdict=unknown_operation outcome=observed`,
		},
		"ambiguous": {
			target: target, body: "{}", header: []string{"X-Http-Method-Override", "GET"}, verdict: "ambiguous",
			want: `would be refused" .*verdict=ambiguous outcome=observed .*reason="it can be read in two ways: `,
		},
		"another protocol": {
			target: target, body: "{}", header: []string{"Content-Type", "application/x-amz-cbor-1.1"},
			verdict: "other_protocol", want: `would be refused" .*verdict=other_protocol outcome=observed`,
		},
		"unrecognised": {
			target: "X.Y", body: "{}", verdict: "unrecognised",
			want:    `msg="unrecognised request passed: it would be refused"`,
			options: []precheck.Option{precheck.WithUnrecognised(precheck.Refuse)},
		},
		"no memory": {
			target: target, body: `{"IdentityPoolId":"us-east-1:0a"` + strings.Repeat(" ", 4900) + `}`, verdict: "busy",
			want:    `level=WARN msg="request passed unchecked: it would be refused" .*reason=".* too much memory`,
			options: []precheck.Option{precheck.WithBodyMemory(5001, 0)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			registry := prometheus.NewRegistry()
			upstream := &recorder{answer: func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(http.StatusTeapot)
				io.WriteString(w, "from upstream")
			}}
			s := serve(t, setup{upstream: upstream, options: append([]precheck.Option{
				precheck.WithMetrics(registry), precheck.WithBodyLimit(5000), precheck.WithObserve(),
			}, test.options...)})
			if test.verdict != "invalid" {
				awaitMetric(t, registry, fmt.Sprintf(`cognitocheck_passed_unread_total{outcome=%q} 0`, test.verdict))
			}
			if test.verdict == "busy" {
				holdMemory(t, s)
			}
			got := s.post(t, test.target, test.body, test.header...)
			if got.StatusCode != http.StatusTeapot || got.body != "from upstream" {
				t.Errorf("status %d: %s", got.StatusCode, got.body)
			}
			all := upstream.all()
			if len(all) == 0 || all[len(all)-1].body != test.body {
				t.Error("the body did not go on as it came")
			}
			s.awaitLog(t, test.want)
			if test.verdict != "invalid" {
				s.awaitLog(t, `msg="requests passed unread" `+test.verdict+`=1`)
			}
			named := operation
			if test.target != target || test.verdict == "ambiguous" {
				named = ""
			}
			if test.verdict != "busy" {
				awaitMetric(t, registry, fmt.Sprintf(`cognitocheck_requests_total{operation=%q,outcome="observed"} 1`, named))
				awaitMetric(t, registry, fmt.Sprintf(
					`cognitocheck_observed_total{operation=%q,result="4xx",verdict=%q} 1`, named, test.verdict))
			}
		})
	}
}

// holdMemory sends a body that does not end and has what memory there is, and then whole requests until one finds none.
// Where one of these has the memory when the first arrives, that goes on without any, and another one is sent.
func holdMemory(t *testing.T, s *served) {
	t.Helper()
	for n := range 500 {
		if n%50 == 0 {
			io.WriteString(s.dial(t), rawPost(target, "Content-Length: 4999\r\n", strings.Repeat(" ", 4998)))
		}
		s.post(t, target, strings.Repeat(" ", 4999))
		if strings.Contains(s.logs.String(), "too much memory") {
			return
		}
	}
	t.Fatal("the other body takes no memory")
}

// TestObserveBusy holds that requests beyond the places go on as well.
func TestObserveBusy(t *testing.T) {
	started, release := make(chan struct{}), make(chan struct{})
	s := serve(t, setup{
		options: []precheck.Option{precheck.WithConcurrency(1), precheck.WithObserve()},
		upstream: &recorder{answer: func(http.ResponseWriter, *http.Request) {
			started <- struct{}{}
			<-release
		}},
	})
	answered := make(chan answer, 2)
	for range 2 {
		go func() { answered <- s.post(t, target, validBody) }()
		<-started
	}
	close(release)
	for range 2 {
		if got := <-answered; got.StatusCode != 200 {
			t.Errorf("status %d: %s", got.StatusCode, got.body)
		}
	}
}

// TestMemoryWaits holds that a request which finds no memory for its body gets it once another has ended, and is
// answered with 503 and Retry-After when none becomes free in time.
func TestMemoryWaits(t *testing.T) {
	const size = 100_000
	body := `{"IdentityPoolId":"us-east-1:0a"` + strings.Repeat(" ", size-33) + `}`
	for name, test := range map[string]struct {
		wait time.Duration
		want int
	}{"waits": {time.Minute, 200}, "in vain": {10 * time.Millisecond, 503}} {
		t.Run(name, func(t *testing.T) {
			started, release := make(chan struct{}, 2), make(chan struct{})
			s := serve(t, setup{
				options: []precheck.Option{
					precheck.WithBodyLimit(size), precheck.WithBodyMemory(size+size/2, test.wait),
				},
				upstream: &recorder{answer: func(http.ResponseWriter, *http.Request) {
					started <- struct{}{}
					<-release
				}},
			})
			first, second := make(chan answer, 1), make(chan answer, 1)
			go func() { first <- s.post(t, target, body) }()
			<-started
			go func() { second <- s.post(t, target, body) }()
			if test.want == 503 {
				got := <-second
				got.want(t, 503, "ServiceUnavailable", "The bodies of other requests take too much memory.")
				if got.Header.Get("Retry-After") != "1" {
					t.Errorf("Retry-After %q", got.Header.Get("Retry-After"))
				}
				// A small one has a place beside the large one.
				go func() { second <- s.post(t, target, validBody) }()
				<-started
			}
			close(release)
			if got := <-first; got.StatusCode != 200 {
				t.Errorf("the first: status %d: %s", got.StatusCode, got.body)
			}
			if got := <-second; got.StatusCode != 200 {
				t.Errorf("the second: status %d: %s", got.StatusCode, got.body)
			}
		})
	}
}
