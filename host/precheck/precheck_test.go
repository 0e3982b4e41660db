package precheck_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/cognitocheck/cognitocheck/validator"
)

const (
	validBody   = `{"IdentityPoolId":"us-east-1:0a1b2c3d-0000-4000-8000-00000000000e"}`
	invalidBody = `{"IdentityPoolId":"us-east-1:EXAMPLE"}`
	target      = "AWSCognitoIdentityService.DescribeIdentityPool"
	operation   = "cognito-identity.DescribeIdentityPool"
	message     = `1 validation error detected: Value 'us-east-1:EXAMPLE' at 'identityPoolId' failed to satisfy ` +
		`constraint: ` +
		`Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`
)

// checker is the module, shared by all tests; warning looks for warnings too.
var checker, warning *host.Checker

func TestMain(m *testing.M) {
	ctx := context.Background()
	var err error
	if checker, err = host.New(ctx); err == nil {
		warning, err = host.New(ctx, host.WithWarnings())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// checkerFunc is a Checker for a test to bend.
type checkerFunc func(ctx context.Context, operation string, body []byte) (validator.Report, error)

func (f checkerFunc) Check(ctx context.Context, operation string, body []byte) (validator.Report, error) {
	return f(ctx, operation, body)
}

// failing is a Checker that fails with the error.
func failing(err error) validator.RequestChecker {
	return checkerFunc(func(context.Context, string, []byte) (validator.Report, error) { return validator.Report{}, err })
}

// recorder is an upstream that keeps what reaches it.
type recorder struct {
	mu       sync.Mutex
	requests []recorded
	// answer is what it does once it has read the body; nil answers with 200 and {}.
	answer http.HandlerFunc
}

type recorded struct {
	*http.Request
	body    string
	readErr error
}

func (u *recorder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	u.mu.Lock()
	u.requests = append(u.requests, recorded{r, string(body), err})
	u.mu.Unlock()
	if u.answer != nil {
		u.answer(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	io.WriteString(w, "{}")
}

func (u *recorder) all() []recorded {
	u.mu.Lock()
	defer u.mu.Unlock()
	return append([]recorded(nil), u.requests...)
}

// want fails unless so many requests reached the upstream.
func (u *recorder) want(t *testing.T, count int) {
	t.Helper()
	if got := len(u.all()); got != count {
		t.Errorf("%d requests reached the upstream, want %d", got, count)
	}
}

// noLeak fails the test when it leaves goroutines running. It is called before anything is started.
func noLeak(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		var after int
		for range 200 {
			if after = runtime.NumGoroutine(); after <= before {
				return
			}
			time.Sleep(25 * time.Millisecond)
		}
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines before, %d after:\n%s", before, after, stacks[:runtime.Stack(stacks, true)])
	})
}

// served is a running pre-check in front of a running upstream.
type served struct {
	upstream *recorder
	url      string
	address  string
	logs     *logs
}

type setup struct {
	checker   validator.RequestChecker
	undecided precheck.Policy
	timeouts  precheck.Timeouts
	options   []precheck.Option
	upstream  *recorder
}

// serve starts a proxy in front of an upstream. Both end with the test.
func serve(t *testing.T, s setup) *served {
	t.Helper()
	noLeak(t)
	if s.checker == nil {
		s.checker = checker
	}
	if s.undecided == 0 {
		s.undecided = precheck.Refuse
	}
	if s.upstream == nil {
		s.upstream = &recorder{}
	}
	behind := httptest.NewServer(s.upstream)
	t.Cleanup(behind.Close)
	behindURL, err := url.Parse(behind.URL)
	if err != nil {
		t.Fatal(err)
	}
	behind.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	transport := &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 16}
	t.Cleanup(transport.CloseIdleConnections)
	kept := &logs{}
	options := append([]precheck.Option{precheck.WithTransport(transport), precheck.WithLogger(kept.logger())},
		s.options...)
	handler, err := precheck.Proxy(s.checker, behindURL, s.undecided, options...)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewUnstartedServer(nil)
	front.Config = precheck.NewServer(handler, s.timeouts, kept.logger())
	front.Start()
	t.Cleanup(front.Close)
	return &served{s.upstream, front.URL, front.Listener.Addr().String(), kept}
}

// client sends a request as it is written here and keeps no connection.
func client(t *testing.T) *http.Client {
	transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: 20 * time.Second}
}

type answer struct {
	*http.Response
	body string
}

// post sends a request to an operation; header pairs follow.
func (s *served) post(t *testing.T, target, body string, header ...string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.url+"/", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Amz-Target", target)
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return s.send(t, r)
}

func (s *served) send(t *testing.T, r *http.Request) answer {
	t.Helper()
	response, err := client(t).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	return whole(t, response)
}

// whole reads the body of a response.
func whole(t *testing.T, response *http.Response) answer {
	t.Helper()
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response, string(body)}
}

// want fails unless the answer is this error in the service's form.
func (a answer) want(t *testing.T, status int, exception, message string) {
	t.Helper()
	if a.StatusCode != status {
		t.Errorf("status %d, want %d: %s", a.StatusCode, status, a.body)
	}
	if want := fmt.Sprintf(`{"__type":"%s","message":"%s"}`, exception,
		strings.ReplaceAll(message, `\`, `\\`)); a.body != want {
		t.Errorf("body %s\nwant %s", a.body, want)
	}
	for name, want := range map[string]string{
		"Content-Type":        "application/x-amz-json-1.1",
		"X-Amzn-Errortype":    exception + ":",
		"X-Amzn-Errormessage": message,
	} {
		if got := a.Header.Get(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if id := a.Header.Get("X-Amzn-Requestid"); len(id) != 36 || strings.Count(id, "-") != 4 || id[14] != '4' {
		t.Errorf("request id %q", id)
	}
}

// dial opens a raw connection that ends with the test.
func (s *served) dial(t *testing.T) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return conn
}

// raw sends bytes and returns what comes back until the server closes the connection.
func (s *served) raw(t *testing.T, request string) string {
	t.Helper()
	conn := s.dial(t)
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(conn)
	if err != nil {
		t.Fatalf("after %q: %v", text, err)
	}
	return string(text)
}

// rawPost is the text of a request to an operation, with more header lines.
func rawPost(target, header, body string) string {
	return fmt.Sprintf("POST / HTTP/1.1\r\nHost: cognito.test\r\nX-Amz-Target: %s\r\n%s\r\n%s", target, header, body)
}

func lengthOf(body string) string { return fmt.Sprintf("Content-Length: %d\r\n", len(body)) }

// readAnswer reads one answer of a raw connection.
func readAnswer(t *testing.T, from *bufio.Reader) answer {
	t.Helper()
	response, err := http.ReadResponse(from, nil)
	if err != nil {
		t.Fatal(err)
	}
	return whole(t, response)
}

// logs keeps log records as text.
type logs struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logs) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (l *logs) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// want fails unless the log holds the text within a second; records may be written after the answer.
func (l *logs) want(t *testing.T, text string) {
	t.Helper()
	for range 100 {
		if strings.Contains(l.String(), text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("log without %q:\n%s", text, l)
}
