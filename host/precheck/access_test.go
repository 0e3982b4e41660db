package precheck_test

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/prometheus/client_golang/prometheus"
)

const (
	someID    = "8a1b2c3d-0000-4000-8000-00000000beef"
	someTrace = "0af7651916cd43dd8448eb211c80319c"
)

// awaitLog waits for a record that matches: it is written once the answer is.
func (s *served) awaitLog(t *testing.T, expression string) {
	t.Helper()
	for range 500 {
		if regexp.MustCompile(expression).MatchString(s.logs.String()) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("log without %s:\n%s", expression, s.logs)
}

// awaitMetric waits for a line of the metrics.
func awaitMetric(t *testing.T, registry *prometheus.Registry, line string) {
	t.Helper()
	text := ""
	for range 500 {
		text = get(t, precheck.Admin(checker, registry, nil), "/metrics").Body.String()
		if strings.Contains(text, line+"\n") {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("metrics without %s:\n%s", line, text)
}

// TestAccessLog holds that each request is one record, with all that there is to say about it.
func TestAccessLog(t *testing.T) {
	answer := func(status int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(status)
			io.WriteString(w, "{}")
		}
	}
	abort := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	breakOff := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100000")
		io.WriteString(w, strings.Repeat("x", 50_000))
		panic(http.ErrAbortHandler)
	}
	for name, test := range map[string]struct {
		upstream http.HandlerFunc
		target   string
		body     string
		header   []string
		level    string
		want     string // of the record, after its message
		outcome  string // of the metrics
		result   string // the upstream's; empty where nothing reached it
	}{
		"valid": {
			upstream: answer(200, "x-amzn-RequestId", someID), level: "INFO", outcome: "valid", result: "2xx",
			want: `"valid request" operation=` + operation + ` verdict=valid status=200 duration=\S+ request_id=` +
				someID + `\n`,
		},
		"refused by the service": {
			upstream: answer(400), level: "INFO", outcome: "valid", result: "4xx",
			want: `"valid request" operation=\S+ verdict=valid status=400 duration=\S+\n`,
		},
		"service fails": {
			upstream: answer(500), level: "INFO", outcome: "valid", result: "5xx", want: `"valid request" .*status=500 `,
		},
		"invalid": {
			body: invalidBody, level: "INFO", outcome: "invalid",
			want: `"invalid request" operation=` + operation + ` verdict=invalid status=400 duration=\S+ ` +
				`request_id=[0-9a-f-]{36} type=ValidationException violations="\[pattern IdentityPoolId\]" warnings=\[\]\n`,
		},
		"bad gateway": {
			upstream: answer(502), level: "WARN", outcome: "upstream_failed", result: "failed",
			want: `"valid request" operation=\S+ verdict=valid outcome=upstream_failed status=502 `,
		},
		"gateway timeout": {
			upstream: answer(504), level: "WARN", outcome: "upstream_failed", result: "timeout",
			want: `verdict=valid outcome=upstream_failed status=504 `,
		},
		"no answer": {
			upstream: abort, level: "WARN", outcome: "upstream_failed", result: "failed",
			want: `verdict=valid outcome=upstream_failed status=502 duration=\S+ request_id=[0-9a-f-]{36}\n`,
		},
		"answer breaks off": {
			upstream: breakOff, level: "WARN", outcome: "upstream_failed", result: "failed",
			want: `verdict=valid outcome=upstream_failed status=200 `,
		},
		"undecided and no answer": {
			upstream: abort, body: strings.Repeat(" ", 5001), level: "WARN", outcome: "upstream_failed", result: "failed",
			want: `"request passed unchecked" operation=\S+ verdict=undecided outcome=upstream_failed status=502 `,
		},
		"unrecognised": {
			target: "X.Y", level: "INFO", outcome: "unrecognised", result: "2xx",
			want: `"unrecognised request passed" operation="" verdict=unrecognised status=200 `,
		},
		"trace": {
			header: []string{"Traceparent", "00-" + someTrace + "-b7ad6b7169203331-01"}, level: "INFO", outcome: "valid",
			result: "2xx", want: `status=200 duration=\S+ trace_id=` + someTrace + `\n`,
		},
		"trace of X-Ray": {
			header: []string{"X-Amzn-Trace-Id", "Self=1-a; Root=1-67891233-abcdef012345678912345678;Sampled=1"}, level: "INFO",
			outcome: "valid", result: "2xx", want: ` trace_id=1-67891233-abcdef012345678912345678\n`,
		},
		"no trace": {
			upstream: answer(200, "x-amzn-RequestId", "Hunter2"), level: "INFO", outcome: "valid", result: "2xx",
			header: []string{"Traceparent", "00-Hunter2-b7ad6b7169203331-01", "X-Amzn-Trace-Id", "Root=Hunter2"},
			want:   ` status=200 duration=\S+\n`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			if test.target == "" {
				test.target = target
			}
			if test.body == "" {
				test.body = validBody
			}
			registry := prometheus.NewRegistry()
			s := serve(t, setup{
				undecided: precheck.Pass, upstream: &recorder{answer: test.upstream},
				options: []precheck.Option{precheck.WithMetrics(registry), precheck.WithBodyLimit(5000)},
			})
			r, err := http.NewRequest("POST", s.url, strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("X-Amz-Target", test.target)
			for i := 0; i < len(test.header); i += 2 {
				r.Header.Set(test.header[i], test.header[i+1])
			}
			if response, err := client(t).Do(r); err == nil {
				_, _ = io.Copy(io.Discard, response.Body)
				response.Body.Close()
			}
			s.awaitLog(t, `level=`+test.level+` msg=.*`+test.want)
			if count := strings.Count(s.logs.String(), " verdict="); count != 1 {
				t.Errorf("%d records of one request:\n%s", count, s.logs)
			}
			if strings.Contains(s.logs.String(), "Hunter2") {
				t.Errorf("a value in the log:\n%s", s.logs)
			}
			named := operation
			if test.target != target {
				named = ""
			}
			awaitMetric(t, registry,
				fmt.Sprintf(`cognitocheck_requests_total{operation=%q,outcome=%q} 1`, named, test.outcome))
			if test.result != "" {
				awaitMetric(t, registry, fmt.Sprintf(`cognitocheck_upstream_duration_seconds_count{result=%q} 1`, test.result))
			} else if text := get(t, precheck.Admin(checker, registry, nil), "/metrics").Body.String(); strings.Contains(text,
				"upstream_duration") {
				t.Errorf("the upstream is said to have got the request:\n%s", text)
			}
		})
	}
}

// TestCutAnswer holds that an answer which the write timeout cuts off is logged and counted as that, a short one that
// was not begun as well as a long one that nobody reads.
func TestCutAnswer(t *testing.T) {
	for name, upstream := range map[string]http.HandlerFunc{
		"too late": func(http.ResponseWriter, *http.Request) { time.Sleep(400 * time.Millisecond) },
		"not read": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 1<<20)); err != nil {
					return
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			registry := prometheus.NewRegistry()
			s := serve(t, setup{
				timeouts: precheck.Timeouts{Write: 200 * time.Millisecond}, upstream: &recorder{answer: upstream},
				options: []precheck.Option{precheck.WithMetrics(registry)},
			})
			conn := s.dial(t)
			io.WriteString(conn, rawPost(target, lengthOf(validBody), validBody))
			s.awaitLog(t, `level=WARN msg="valid request" operation=\S+ verdict=valid outcome=cut status=200 `)
			awaitMetric(t, registry, `cognitocheck_requests_total{operation="`+operation+`",outcome="cut"} 1`)
			conn.Close()
		})
	}
}

// TestClientGone holds that a request whose client leaves before the answer does not count as valid.
func TestClientGone(t *testing.T) {
	registry := prometheus.NewRegistry()
	started := make(chan struct{})
	s := serve(t, setup{
		upstream: &recorder{answer: func(_ http.ResponseWriter, r *http.Request) {
			close(started)
			<-r.Context().Done()
		}},
		options: []precheck.Option{precheck.WithMetrics(registry)},
	})
	conn := s.dial(t)
	io.WriteString(conn, rawPost(target, lengthOf(validBody), validBody))
	<-started
	conn.Close()
	awaitMetric(t, registry, `cognitocheck_requests_total{operation="`+operation+`",outcome="client_gone"} 1`)
	s.awaitLog(t, ` verdict=valid outcome=client_gone `)
}
