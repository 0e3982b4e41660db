package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
)

const (
	serveTarget  = "AWSCognitoIdentityService.DescribeIdentityPool"
	serveValid   = `{"IdentityPoolId":"us-east-1:0a"}`
	serveInvalid = `{"IdentityPoolId":"us-east-1:EXAMPLE"}`
)

// serving is a cognitocheck serve that runs in the test's process.
type serving struct {
	url, admin string
	log        *lockedText
	ended      chan int
}

// lockedText is text that is written and read at the same time.
type lockedText struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lockedText) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lockedText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// await returns what the first group of a regular expression finds in the log, as soon as it is there.
func (s *serving) await(t *testing.T, expression string) string {
	t.Helper()
	for range 1000 {
		if found := regexp.MustCompile(expression).FindStringSubmatch(s.log.String()); found != nil {
			return found[len(found)-1]
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("log without %s:\n%s", expression, s.log)
	return ""
}

// startServe runs cognitocheck serve in front of the upstream until it is signalled.
func startServe(t *testing.T, upstream http.HandlerFunc, args ...string) *serving {
	t.Helper()
	return startServeAt(t, upstream, "127.0.0.1:0", "127.0.0.1:0", args...)
}

// startServeAt is startServe that listens at the addresses.
func startServeAt(t *testing.T, upstream http.HandlerFunc, listen, admin string, args ...string) *serving {
	t.Helper()
	// The first listener for signals starts goroutines that stay. It listens until the test ends, because a SIGHUP that
	// arrives once serve has ended would end the test's process.
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, syscall.SIGHUP)
	t.Cleanup(func() { signal.Stop(heard) })
	before := runtime.NumGoroutine()
	behind := httptest.NewServer(upstream)
	s := &serving{log: &lockedText{}, ended: make(chan int, 1)}
	args = append([]string{
		"serve", "--listen", listen, "--admin", admin, "--upstream", behind.URL, "--undecided", "refuse",
	}, args...)
	go func() { s.ended <- doMain(args, strings.NewReader(""), io.Discard, s.log) }()
	t.Cleanup(func() {
		behind.Close()
		http.DefaultClient.CloseIdleConnections()
		after := runtime.NumGoroutine()
		for range 200 {
			if after <= before {
				return
			}
			time.Sleep(10 * time.Millisecond)
			after = runtime.NumGoroutine()
		}
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines before, %d after:\n%s", before, after, stacks[:runtime.Stack(stacks, true)])
	})
	s.await(t, "msg\"?[=:]\"?serving")
	s.url = "http://" + s.await(t, `listening"?[ ,]"?address"?[=:]"?([^\s"]+)`)
	s.admin = "http://" + s.await(t, `operator"?[ ,]"?address"?[=:]"?([^\s"]+)`)
	return s
}

func signalSelf(t *testing.T, signal syscall.Signal) {
	t.Helper()
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(signal); err != nil {
		t.Fatal(err)
	}
}

// end sends SIGTERM and wants the exit code.
func (s *serving) end(t *testing.T, code int) {
	t.Helper()
	signalSelf(t, syscall.SIGTERM)
	s.wantEnd(t, code)
}

func (s *serving) wantEnd(t *testing.T, code int) {
	t.Helper()
	select {
	case got := <-s.ended:
		if got != code {
			t.Errorf("exit code %d, want %d:\n%s", got, code, s.log)
		}
	case <-time.After(20 * time.Second):
		t.Fatalf("does not end:\n%s", s.log)
	}
}

func (s *serving) post(t *testing.T, body string) (status int, text string) {
	t.Helper()
	r, err := http.NewRequest("POST", s.url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Amz-Target", serveTarget)
	return fetch(t, r)
}

func (s *serving) get(t *testing.T, url string) (status int, text string) {
	t.Helper()
	r, err := http.NewRequest("GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return fetch(t, r)
}

func fetch(t *testing.T, r *http.Request) (status int, text string) {
	t.Helper()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// echo is an upstream that answers with the body it got.
func echo(w http.ResponseWriter, r *http.Request) {
	io.Copy(w, r.Body)
}

func TestServe(t *testing.T) {
	for name, args := range map[string][]string{
		"wasm":   nil,
		"native": {"--engine", "native", "--warnings"},
		"json":   {"--log-format", "json", "--log-level", "debug", "--upstream-host"},
	} {
		t.Run(name, func(t *testing.T) {
			s := startServe(t, echo, args...)
			if status, text := s.post(t, serveValid); status != 200 || text != serveValid {
				t.Errorf("valid: status %d, %s", status, text)
			}
			if status, text := s.post(t, serveInvalid); status != 400 ||
				!strings.HasPrefix(text, `{"__type":"ValidationException","message":"1 validation error detected: `) {
				t.Errorf("invalid: status %d, %s", status, text)
			}
			if status, text := s.get(t, s.admin+"/readyz"); status != 200 || !strings.Contains(text, `"ok"`) {
				t.Errorf("health: status %d, %s", status, text)
			}
			if status, text := s.get(t, s.admin+"/metrics"); status != 200 ||
				!strings.Contains(text, `cognitocheck_violations_total{code="pattern"} 1`) ||
				!strings.Contains(text, "go_goroutines") {
				t.Errorf("metrics: status %d, %s", status, text)
			}
			for _, path := range []string{"/livez", "/readyz", "/healthz", "/metrics"} {
				if status, text := s.get(t, s.url+path); status != 200 || text != "" {
					t.Errorf("%s is no path of the upstream's any more: status %d, %s", path, status, text)
				}
			}
			s.end(t, exitValid)
			s.await(t, "stopped")
		})
	}
}

func TestServeLevels(t *testing.T) {
	s := startServe(t, echo, "--level", "pattern=off")
	if status, text := s.post(t, serveInvalid); status != 200 {
		t.Errorf("status %d: %s", status, text)
	}
	s.end(t, exitValid)
}

// TestServeObserves holds that one who only observes need not say what becomes of undecided requests, and that an
// invalid one goes on.
func TestServeObserves(t *testing.T) {
	s := startServe(t, echo, "--observe", "--undecided", "")
	if status, text := s.post(t, serveInvalid); status != 200 || text != serveInvalid {
		t.Errorf("invalid: status %d, %s", status, text)
	}
	s.await(t, `msg="invalid request passed: it would be refused" .*outcome=observed status=200 `)
	s.wantMetric(t,
		`cognitocheck_observed_total{operation="cognito-identity.DescribeIdentityPool",result="2xx",verdict="invalid"} 1`)
	s.end(t, exitValid)
}

// TestServeEnds holds that a request in work ends before serve does, and that no new one is taken meanwhile.
func TestServeEnds(t *testing.T) {
	started, release := make(chan struct{}), make(chan struct{})
	s := startServe(t, func(w http.ResponseWriter, r *http.Request) {
		close(started)
		<-release
		echo(w, r)
	})
	answered := make(chan string, 1)
	go func() {
		_, text := s.post(t, serveValid)
		answered <- text
	}()
	<-started
	signalSelf(t, syscall.SIGINT)
	s.await(t, "shutting down")
	for range 500 {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			break
		}
		conn.Close()
		time.Sleep(10 * time.Millisecond)
	}
	close(release)
	if text := <-answered; text != serveValid {
		t.Errorf("the request in work got %q", text)
	}
	s.wantEnd(t, exitValid)
}

// TestServeEndsAtOnce holds that a second signal, and the end of the time, do not wait for requests in work.
func TestServeEndsAtOnce(t *testing.T) {
	for name, args := range map[string][]string{"second signal": nil, "time is over": {"--shutdown-timeout", "50ms"}} {
		t.Run(name, func(t *testing.T) {
			started := make(chan struct{})
			s := startServe(t, func(_ http.ResponseWriter, r *http.Request) {
				io.Copy(io.Discard, r.Body)
				close(started)
				<-r.Context().Done()
			}, args...)
			cut := make(chan error, 1)
			go func() {
				r, err := http.NewRequest("POST", s.url, strings.NewReader(serveValid))
				if err == nil {
					r.Header.Set("X-Amz-Target", serveTarget)
					var response *http.Response
					if response, err = http.DefaultClient.Do(r); err == nil {
						response.Body.Close()
					}
				}
				cut <- err
			}()
			<-started
			signalSelf(t, syscall.SIGTERM)
			s.await(t, "shutting down")
			if name == "second signal" {
				signalSelf(t, syscall.SIGHUP) // Does not count.
				signalSelf(t, syscall.SIGTERM)
			}
			s.wantEnd(t, exitUndecided)
			if err := <-cut; err == nil {
				t.Error("the request that was cut off has an answer")
			}
		})
	}
}

func TestServeReload(t *testing.T) {
	file := filepath.Join(t.TempDir(), "module.wasm")
	write := func(code []byte) {
		t.Helper()
		if err := os.WriteFile(file, code, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(wasm.Module())
	s := startServe(t, echo, "--module", file)
	works := func() {
		t.Helper()
		if status, text := s.post(t, serveInvalid); status != 400 {
			t.Errorf("invalid: status %d, %s", status, text)
		}
		if status, text := s.post(t, serveValid); status != 200 {
			t.Errorf("valid: status %d, %s", status, text)
		}
	}
	works()

	// With one more section of its own it is another module with the same verdicts.
	newer := append(append([]byte(nil), wasm.Module()...), 0, 6, 4, 'n', 'e', 'x', 't', 0)
	write(newer)
	signalSelf(t, syscall.SIGHUP)
	s.await(t, fmt.Sprintf(`msg="module reloaded" file=\S+ bytes=%d operations=%d`, len(newer),
		len(validator.Operations())))
	works()

	write(append([]byte("\x00asm\x01\x00\x00\x00\x04\x0e\x02"), "\x70\x00\xff\xff\xff\x3f\x70\x00\xff\xff\xff\x3f\x00"...))
	signalSelf(t, syscall.SIGHUP)
	s.await(t, `level=ERROR msg="module not reloaded" .*error="swap: .*section 4: 2 tables, where 1 may be`)
	works()

	write(wasm.Module()[:1000])
	signalSelf(t, syscall.SIGHUP)
	s.await(t, `level=ERROR msg="module not reloaded" .*error="swap: the module in use stays: module failed in compile: `)
	works()

	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	signalSelf(t, syscall.SIGHUP)
	s.await(t, `level=ERROR msg="module not reloaded" .*error="read the module .*no such file`)
	works()
	s.end(t, exitValid)
}

func TestServePinnedModule(t *testing.T) {
	file := filepath.Join(t.TempDir(), "module.wasm")
	pinned := append(wasm.Module(), 0, 6, 4, 'n', 'e', 'x', 't', 0)
	if err := os.WriteFile(file, pinned, 0o600); err != nil {
		t.Fatal(err)
	}
	digest := fmt.Sprintf("%x", sha256.Sum256(pinned))
	s := startServe(t, echo, "--module", file, "--module-sha256", strings.Repeat("0", 64), "--module-sha256", digest)
	if status, text := s.post(t, serveInvalid); status != 400 {
		t.Errorf("invalid: status %d, %s", status, text)
	}
	if err := os.WriteFile(file, append(pinned, 0, 1, 0), 0o600); err != nil {
		t.Fatal(err)
	}
	signalSelf(t, syscall.SIGHUP)
	s.await(t, `level=ERROR msg="module not reloaded" .*its SHA-256 is [0-9a-f]{64}, which is not pinned`)
	if status, text := s.post(t, serveInvalid); status != 400 {
		t.Errorf("invalid: status %d, %s", status, text)
	}
	s.end(t, exitValid)
}

func TestServeNothingToReload(t *testing.T) {
	s := startServe(t, echo)
	signalSelf(t, syscall.SIGHUP)
	s.await(t, "nothing to reload")
	s.end(t, exitValid)
}

// TestServeUpstreamGarbage holds that all that serve prints is in the format that was chosen, and that no byte of what
// the upstream answers is in it.
func TestServeUpstreamGarbage(t *testing.T) {
	const token = "eyJhbGciOiT0KEN"
	for name, answer := range map[string]string{
		"no HTTP":             token + "\r\n\r\n",
		"more than was asked": "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}" + token,
		"trailer":             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + token + "\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := startServe(t, func(w http.ResponseWriter, _ *http.Request) {
				conn, _, err := http.NewResponseController(w).Hijack()
				if err != nil {
					t.Error(err)
					return
				}
				defer conn.Close()
				io.WriteString(conn, answer)
			}, "--log-format", "json", "--log-level", "debug")
			if r, err := http.NewRequest("POST", s.url, strings.NewReader(serveValid)); err == nil {
				r.Header.Set("X-Amz-Target", serveTarget)
				if response, err := http.DefaultClient.Do(r); err == nil {
					_, _ = io.Copy(io.Discard, response.Body)
					response.Body.Close()
				}
			}
			s.await(t, `"(upstream|net/http) failed"`)
			s.end(t, exitValid)
			for line := range strings.Lines(s.log.String()) {
				if !json.Valid([]byte(line)) || strings.Contains(line, token) {
					t.Errorf("log has %s", line)
				}
			}
		})
	}
}

func TestServeUsage(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	bad := filepath.Join(t.TempDir(), "bad.wasm")
	if err := os.WriteFile(bad, []byte("no module"), 0o600); err != nil {
		t.Fatal(err)
	}
	good := []string{"--upstream", "http://localhost:1", "--undecided", "pass", "--listen", "127.0.0.1:0", "--admin", ""}
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"no upstream": {args: []string{"--undecided", "pass"}, want: "--upstream https://"},
		"no policy":   {args: []string{"--upstream", "http://a"}, want: "--undecided pass or --undecided refuse"},
		"policy": {
			args: []string{"--upstream", "http://a", "--undecided", "maybe"}, want: `--undecided is pass or refuse, not "maybe"`,
		},
		"unrecognised": {args: append(good, "--unrecognised", "no"), want: `--unrecognised is pass or refuse, not "no"`},
		"ambiguous":    {args: append(good, "--ambiguous", "no"), want: `--ambiguous is pass or refuse, not "no"`},
		"body rate":    {args: append(good, "--body-rate", "0"), want: "--body-rate is 1 to 4194304 bytes per second, not 0"},
		"upstream": {
			args: []string{"--upstream", "ftp://a", "--undecided", "pass"}, want: "begins with http:// or https://",
		},
		"upstream without a scheme": {
			args: []string{"--upstream", "localhost:9229", "--observe"}, want: "begins with http:// or https://",
		},
		"port alone": {
			args: append(good, "--listen", "8080"), want: "missing port in address; write HOST:PORT, such as :8080",
		},
		"wrong port": {args: append(good, "--admin", "localhost:80x"), want: "unknown port; write HOST:PORT, such as :8080"},
		"upstream secret": {
			args: []string{"--upstream", "http://u:hunter2@a:b:c", "--undecided", "pass"}, want: "--upstream is a URL",
		},
		"timeout": {args: append(good, "--read-timeout", "0s"), want: "--read-timeout is a time above 0"},
		"drain":   {args: append(good, "--drain-delay", "-1s"), want: "--drain-delay is a time, such as 5s, or 0"},
		"write before upstream": {
			args: append(good, "--write-timeout", "10s"),
			want: "--write-timeout 10s must be longer than --upstream-timeout 30s",
		},
		"upstream after write": {
			args: append(good, "--upstream-timeout", "2m"),
			want: "--write-timeout 1m0s must be longer than --upstream-timeout 2m0s",
		},
		"write with upstream": {
			args: append(good, "--write-timeout", "5s", "--upstream-timeout", "5s"),
			want: "--write-timeout 5s must be longer than --upstream-timeout 5s",
		},
		"body limit": {
			args: append(good, "--body-limit", "0"), want: "--body-limit is 1 to 4194304 bytes (4 MiB), not 0",
		},
		"large limit": {
			args: append(good, "--body-limit", "4194305"), want: "--body-limit is 1 to 4194304 bytes (4 MiB), not 4194305",
		},
		"no concurrency": {args: append(good, "--concurrency", "0"), want: "--concurrency is at least 1, not 0"},
		"log level":      {args: append(good, "--log-level", "loud"), want: "--log-level is"},
		"log format":     {args: append(good, "--log-format", "xml"), want: "--log-format is"},
		"engine":         {args: append(good, "--engine", "v8"), want: "--engine is wasm or native"},
		"native module":  {args: append(good, "--engine", "native", "--module", bad), want: "--module is for --engine wasm"},
		"no module to pin": {
			args: append(good, "--module-sha256", strings.Repeat("0", 64)), want: "--module-sha256 is for --module",
		},
		"digest": {args: append(good, "--module", bad, "--module-sha256", "0g"), want: "64 hexadecimal digits"},
		"long digest": {
			args: append(good, "--module", bad, "--module-sha256", strings.Repeat("0", 66)), want: "64 hexadecimal digits",
		},
		"another digest": {
			args: append(good, "--module", bad, "--module-sha256", strings.Repeat("0", 64)), want: "which is not pinned",
		},
		"endless module": {args: append(good, "--module", "/dev/zero"), want: "it is no file"},
		"module missing": {args: append(good, "--module", bad+".gone"), want: "no such file"},
		"module's level": {
			args: append(good, "--module", filepath.Join("..", "..", "..", "wasm", "cognitocheck.wasm"), "--level",
				"patern=off"),
			want: "--level \"patern=off\": ",
		},
		"module bad":     {args: append(good, "--module", bad), want: "--module " + bad + ": module failed in compile"},
		"level":          {args: append(good, "--level", "colour=off"), want: "there is no such code"},
		"argument":       {args: append(good, "x"), want: `takes no arguments, and "x" is one`},
		"no key":         {args: append(good, "--tls-cert", bad), want: "--tls-cert and --tls-key are given together"},
		"no certificate": {args: append(good, "--tls-key", bad), want: "--tls-cert and --tls-key are given together"},
		"certificate": {
			args: append(good, "--tls-cert", bad, "--tls-key", bad), want: "read the certificate and its key: ",
		},
		"certificate missing": {
			args: append(good, "--tls-cert", bad+".gone", "--tls-key", bad), want: "bad.wasm.gone: no such file",
		},
		"clear and TLS": {
			args: append(good, "--tls-cert", bad, "--tls-key", bad, "--h2c"), want: "--h2c is for clients without TLS",
		},
		"no systemd": {args: append(good, "--listen", "systemd"), want: "listen at systemd: systemd handed over no socket"},
		"systemd's admin": {
			args: append(good, "--admin", "systemd:admin"), want: "listen at systemd:admin: systemd handed over no socket",
		},
		"no folder":     {args: append(good, "--listen", "unix:"+bad+".gone/s"), want: "no such file or directory"},
		"no socket":     {args: append(good, "--listen", "unix:"+bad), want: "address already in use"},
		"address taken": {args: append(good, "--listen", taken.Addr().String()), want: "address already in use"},
		"admin taken":   {args: append(good, "--admin", taken.Addr().String()), want: "address already in use"},
	} {
		t.Run(name, func(t *testing.T) {
			code, stdout, stderr := run(t, "", append([]string{"serve"}, test.args...)...)
			if code != exitUndecided || !strings.Contains(stderr, test.want) || stdout != "" ||
				strings.Contains(stderr, "hunter2") {
				t.Errorf("exit code %d, %q, %q", code, stdout, stderr)
			}
		})
	}
}
