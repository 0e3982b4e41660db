package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/cognitocheck/cognitocheck/wasm"
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

// TestServeBrokenLog holds that serve goes on when nobody reads its log any more.
func TestServeBrokenLog(t *testing.T) {
	behind := httptest.NewServer(http.HandlerFunc(echo))
	defer behind.Close()
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
	stderr.Close()
	for range 3 {
		if status, text := s.post(t, serveInvalid); status != 400 {
			t.Errorf("invalid: status %d, %s", status, text)
		}
	}
	_, text := s.get(t, s.admin+"/metrics")
	if found := regexp.MustCompile(`(?m)^cognitocheck_log_records_lost_total ([1-9])`).FindString(text); found == "" {
		t.Errorf("no lost records in the metrics:\n%s", text)
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Errorf("ended with %v", err)
	}
	_, _ = io.Copy(io.Discard, log)
}
