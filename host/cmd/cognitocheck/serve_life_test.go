package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/prometheus/client_golang/prometheus"
)

// wantMetric wants a line in the metrics.
func (s *serving) wantMetric(t *testing.T, lines ...string) {
	t.Helper()
	_, text := s.get(t, s.admin+"/metrics")
	for _, line := range lines {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("metrics without %s", line)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
}

// TestServeDrains holds that requests are still served after SIGTERM, while readiness says that no more should come,
// and that a second signal does not wait for the end of the delay.
func TestServeDrains(t *testing.T) {
	for name, test := range map[string]struct {
		delay  string
		signal syscall.Signal // a second one
		code   int
	}{
		"to the end":    {delay: "1s", code: exitValid},
		"reload":        {delay: "1s", signal: syscall.SIGHUP, code: exitValid},
		"second signal": {delay: "1h", signal: syscall.SIGTERM, code: exitUndecided},
		"interrupted":   {delay: "1h", signal: syscall.SIGINT, code: exitUndecided},
	} {
		t.Run(name, func(t *testing.T) {
			s := startServe(t, echo, "--drain-delay", test.delay)
			if status, text := s.get(t, s.admin+"/readyz"); status != 200 {
				t.Errorf("before: status %d, %s", status, text)
			}
			signalSelf(t, syscall.SIGTERM)
			s.await(t, "draining")
			if status, text := s.get(t, s.admin+"/readyz"); status != 503 || text != "{\"status\":\"draining\"}\n" {
				t.Errorf("readiness: status %d, %s", status, text)
			}
			if status, _ := s.get(t, s.admin+"/livez"); status != 200 {
				t.Errorf("liveness: status %d", status)
			}
			if status, text := s.post(t, serveValid); status != 200 || text != serveValid {
				t.Errorf("valid: status %d, %s", status, text)
			}
			response, err := http.Get(s.url)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if !response.Close {
				t.Error("the connection is kept")
			}
			if test.signal != 0 {
				signalSelf(t, test.signal)
			}
			s.wantEnd(t, test.code)
		})
	}
}

// TestServeInterrupted holds that a person who presses Ctrl-C does not wait for the delay.
func TestServeInterrupted(t *testing.T) {
	s := startServe(t, echo, "--drain-delay", "1h")
	signalSelf(t, syscall.SIGINT)
	s.wantEnd(t, exitValid)
}

// TestServeTellsModule holds that log and metrics say which module is live, after a reload and after one that failed.
func TestServeTellsModule(t *testing.T) {
	digest := func(code []byte) string {
		sum := sha256.Sum256(code)
		return hex.EncodeToString(sum[:])
	}
	file := filepath.Join(t.TempDir(), "module.wasm")
	older := wasm.Module()
	newer := append(append([]byte(nil), older...), 0, 6, 4, 'n', 'e', 'x', 't', 0)
	write := func(code []byte) {
		t.Helper()
		if err := os.WriteFile(file, code, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(older)
	s := startServe(t, echo, "--module", file)
	s.await(t, `msg=serving .*live.engine=wasm live.sha256=`+digest(older)+
		` live.cognito-identity=20\d\d-\d\d-\d\d live.cognito-idp=20\d\d-\d\d-\d\d live.cognito-sync=20`)
	s.wantMetric(t, `cognitocheck_module_info{engine="wasm",sha256="`+digest(older)+`"} 1`,
		`cognitocheck_module_reloads_total{result="done"} 0`, `cognitocheck_module_reloads_total{result="failed"} 0`)

	write(newer)
	signalSelf(t, syscall.SIGHUP)
	s.await(t, `msg="module reloaded" .*live.sha256=`+digest(newer)+` live.cognito-identity=20`)
	s.wantMetric(t, `cognitocheck_module_info{engine="wasm",sha256="`+digest(newer)+`"} 1`,
		`cognitocheck_module_reloads_total{result="done"} 1`)

	write(older[:1000])
	signalSelf(t, syscall.SIGHUP)
	s.await(t, `msg="module not reloaded" .*live.sha256=`+digest(newer))
	s.wantMetric(t, `cognitocheck_module_info{engine="wasm",sha256="`+digest(newer)+`"} 1`,
		`cognitocheck_module_reloads_total{result="failed"} 1`)
	if _, text := s.get(t, s.admin+"/metrics"); strings.Count(text, "\ncognitocheck_module_info{") != 1 ||
		strings.Count(text, "\ncognitocheck_model_info{") != 3 {
		t.Errorf("not one module with three models:\n%s", text)
	}
	s.end(t, exitValid)
}

func TestServeTellsEngine(t *testing.T) {
	s := startServe(t, echo, "--engine", "native")
	s.wantMetric(t, `cognitocheck_module_info{engine="native",sha256=""} 1`)
	s.end(t, exitValid)
}

// startProcess runs cognitocheck serve as a process of its own, and returns its log from where it listens on.
func startProcess(t *testing.T) (*serving, *exec.Cmd, *bufio.Reader, io.Closer) {
	t.Helper()
	behind := httptest.NewServer(http.HandlerFunc(echo))
	t.Cleanup(behind.Close)
	command := process(t, "serve", "--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0", "--upstream", behind.URL,
		"--undecided", "refuse", "--log-level", "debug")
	stderr, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	s := &serving{}
	log := bufio.NewReader(stderr)
	for s.url == "" || s.admin == "" {
		line, err := log.ReadString('\n')
		if err != nil {
			t.Fatalf("the log ends: %v", err)
		}
		if found := regexp.MustCompile(`msg=listening address=(\S+)`).FindStringSubmatch(line); found != nil {
			s.url = "http://" + found[1]
		}
		if found := regexp.MustCompile(`operator" address=(\S+)`).FindStringSubmatch(line); found != nil {
			s.admin = "http://" + found[1]
		}
	}
	return s, command, log, stderr
}

// TestServeBrokenLog holds that serve goes on when nobody can read its log any more.
func TestServeBrokenLog(t *testing.T) {
	s, command, _, stderr := startProcess(t)
	stderr.Close()
	for range 3 {
		if status, text := s.post(t, serveInvalid); status != 400 {
			t.Errorf("invalid: status %d, %s", status, text)
		}
	}
	awaitLost := regexp.MustCompile(`(?m)^cognitocheck_log_records_lost_total [1-9]`)
	for range 500 {
		if _, text := s.get(t, s.admin+"/metrics"); awaitLost.MatchString(text) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if _, text := s.get(t, s.admin+"/metrics"); !awaitLost.MatchString(text) {
		t.Errorf("no lost records in the metrics:\n%s", text)
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Errorf("ended with %v", err)
	}
}

// TestServeStuckLog holds that requests go on while nobody reads a log that is full, and that the log has all of them
// in the end.
func TestServeStuckLog(t *testing.T) {
	s, command, log, _ := startProcess(t)
	const requests = 1000 // A pipe of Linux holds some 300 records.
	for range requests {
		if status, text := s.post(t, serveInvalid); status != 400 {
			t.Fatalf("invalid: status %d, %s", status, text)
		}
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(log)
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Errorf("ended with %v", err)
	}
	if n := strings.Count(string(text), `msg="invalid request"`); n != requests {
		t.Errorf("%d of %d requests are in the log", n, requests)
	}
	if !strings.Contains(string(text), "msg=stopped") || strings.Contains(string(text), "lost") {
		t.Error("the log has no end, or lost something")
	}
}

// TestServeEndsUnread holds that serve ends although its log is full, and nobody reads it or nobody can any more.
func TestServeEndsUnread(t *testing.T) {
	for _, closed := range []bool{false, true} {
		s, command, _, stderr := startProcess(t)
		for range 1000 {
			s.post(t, serveInvalid)
		}
		if err := command.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if closed {
			time.Sleep(500 * time.Millisecond) // Most often it waits for a reader of the rest by then.
			stderr.Close()
		}
		if state, err := command.Process.Wait(); err != nil || !state.Success() {
			t.Errorf("closed %t: ended with %v, %v", closed, state, err)
		}
	}
}

// blockedWriter waits with each record until it may go on.
type blockedWriter struct {
	begun, next chan struct{}
	text        lockedText
}

func (w *blockedWriter) Write(record []byte) (int, error) {
	w.begun <- struct{}{}
	<-w.next
	return w.text.Write(record)
}

// TestLogQueue holds that what there is no room for is counted, and told once the rest is written.
func TestLogQueue(t *testing.T) {
	to := &blockedWriter{begun: make(chan struct{}, 10), next: make(chan struct{})}
	q := newLogQueue(to, 2, slog.New(slog.NewJSONHandler(&to.text, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	})))
	go q.run()
	write := func(record string) {
		if n, err := io.WriteString(q, record); n != len(record) || err != nil {
			t.Errorf("%d bytes, %v", n, err)
		}
	}
	write("1\n")
	<-to.begun
	for _, record := range []string{"2\n", "3\n", "4\n", "5\n"} {
		write(record)
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(q.lost)
	if families, err := registry.Gather(); err != nil || families[0].Metric[0].Counter.GetValue() != 2 {
		t.Errorf("counts %v, %v, not 2", families, err)
	}
	close(to.next)
	q.end()
	const want = "1\n2\n3\n" + `{"level":"ERROR","msg":"log records were lost","count":2}` + "\n"
	if got := to.text.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
