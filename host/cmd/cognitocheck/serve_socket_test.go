package main

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// dialer is a client that reaches serve at the address of its listener, by HTTP/1.1 or only by what protocols says.
func dialer(t *testing.T, network, address string, protocols *http.Protocols, roots *x509.CertPool) *http.Client {
	t.Helper()
	transport := &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, address)
		},
		Protocols:       protocols,
		TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "localhost"},
	}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// wantVerdicts wants the answers to a valid and to an invalid request, and returns the last.
func wantVerdicts(t *testing.T, client *http.Client, url string) *http.Response {
	t.Helper()
	var last *http.Response
	for body, want := range map[string]int{serveValid: 200, serveInvalid: 400} {
		r, err := http.NewRequest("POST", url, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Amz-Target", serveTarget)
		response, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("%s: status %d, want %d", body, response.StatusCode, want)
		}
		last = response
	}
	client.CloseIdleConnections()
	return last
}

// socketFolder is a folder whose path is short enough for a socket.
func socketFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "cc")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}

func TestServeUnix(t *testing.T) {
	folder := socketFolder(t)
	service, admin := filepath.Join(folder, "service"), filepath.Join(folder, "admin")
	// A process that was killed leaves its socket behind.
	left, err := net.Listen("unix", service)
	if err != nil {
		t.Fatal(err)
	}
	left.(*net.UnixListener).SetUnlinkOnClose(false)
	left.Close()

	s := startServeAt(t, echo, "unix:"+service, "unix:"+admin)
	wantVerdicts(t, dialer(t, "unix", service, nil, nil), "http://localhost")
	if code, out, stderr := run(t, "", "ready", "--admin", "unix:"+admin); code != exitValid ||
		!strings.HasPrefix(out, `{"status":"ok"`) || stderr != "" {
		t.Errorf("ready: exit code %d, %q, %q", code, out, stderr)
	}
	// A socket that somebody listens at is not replaced.
	if code, _, stderr := run(t, "", "serve", "--listen", "unix:"+service, "--upstream", "http://localhost:1",
		"--undecided", "pass"); code != exitUndecided || !strings.Contains(stderr, "address already in use") {
		t.Errorf("a second one: exit code %d, %s", code, stderr)
	}
	s.end(t, exitValid)
	for _, path := range []string{service, admin} {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is left behind", path)
		}
	}
}

func TestServeSystemd(t *testing.T) {
	behind := httptest.NewServer(http.HandlerFunc(echo))
	defer behind.Close()
	var files []*os.File
	var addresses []string
	for range 2 {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		file, err := listener.(*net.TCPListener).File()
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		files, addresses = append(files, file), append(addresses, listener.Addr().String())
	}
	for name, test := range map[string]struct {
		listen, admin    string
		atListen, atHand int
	}{
		"in order": {listen: "systemd", admin: "systemd:operator", atListen: 0, atHand: 1},
		"by name":  {listen: "systemd:operator", admin: "systemd:service", atListen: 1, atHand: 0},
	} {
		t.Run(name, func(t *testing.T) {
			command := process(t, "serve", "--listen", test.listen, "--admin", test.admin, "--upstream", behind.URL,
				"--undecided", "refuse")
			// systemd knows the process's id before the process runs.
			command.Args = slices.Concat([]string{"sh", "-c", `export LISTEN_PID=$$; exec "$@"`, "sh", command.Path},
				command.Args[1:])
			command.Path = "/bin/sh"
			command.Env = append(command.Env, "LISTEN_FDS=2", "LISTEN_FDNAMES=service:operator")
			command.ExtraFiles = files
			stderr, err := command.StderrPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			log := bufio.NewScanner(stderr)
			for last := ""; !strings.Contains(last, "msg=serving"); last = log.Text() {
				if !log.Scan() {
					t.Fatalf("the log ends with %s", last)
				}
			}
			wantVerdicts(t, dialer(t, "tcp", addresses[test.atListen], nil, nil), "http://localhost")
			if code, out, stderr := run(t, "", "ready", "--admin", addresses[test.atHand]); code != exitValid {
				t.Errorf("ready: exit code %d, %q, %q", code, out, stderr)
			}
			if err := command.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			for log.Scan() {
			}
			if err := command.Wait(); err != nil {
				t.Errorf("ended with %v", err)
			}
		})
	}
}

// writeCertificate writes a certificate of localhost with its key and returns it.
func writeCertificate(t *testing.T, certificate, key string) *x509.Certificate {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "localhost"},
		DNSNames: []string{"localhost"}, NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, secret.Public(), secret)
	if err != nil {
		t.Fatal(err)
	}
	secretText, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	for path, block := range map[string]*pem.Block{
		certificate: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secretText},
	} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestServeTLS(t *testing.T) {
	folder := t.TempDir()
	certificate, key := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	trust := func(c *x509.Certificate) *x509.CertPool {
		pool := x509.NewCertPool()
		pool.AddCert(c)
		return pool
	}
	first := trust(writeCertificate(t, certificate, key))
	s := startServe(t, echo, "--tls-cert", certificate, "--tls-key", key)
	address := strings.TrimPrefix(s.url, "http://")
	for name, set := range map[string]func(*http.Protocols){
		"HTTP/1.1": func(p *http.Protocols) { p.SetHTTP1(true) },
		"HTTP/2.0": func(p *http.Protocols) { p.SetHTTP2(true) },
	} {
		protocols := new(http.Protocols)
		set(protocols)
		if last := wantVerdicts(t, dialer(t, "tcp", address, protocols, first), "https://localhost"); last.Proto != name {
			t.Errorf("%s is spoken, want %s", last.Proto, name)
		}
	}

	second := trust(writeCertificate(t, certificate, key))
	signalSelf(t, syscall.SIGHUP)
	s.await(t, "certificate reloaded")
	wantVerdicts(t, dialer(t, "tcp", address, nil, second), "https://localhost")

	if err := os.WriteFile(key, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	signalSelf(t, syscall.SIGHUP)
	s.await(t, "level=ERROR msg=\"certificate not reloaded\"")
	wantVerdicts(t, dialer(t, "tcp", address, nil, second), "https://localhost")
	s.end(t, exitValid)
}

func TestServeClearHTTP2(t *testing.T) {
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	s := startServe(t, echo, "--h2c")
	if last := wantVerdicts(t, dialer(t, "tcp", strings.TrimPrefix(s.url, "http://"), protocols, nil),
		"http://localhost"); last.Proto != "HTTP/2.0" {
		t.Errorf("%s is spoken", last.Proto)
	}
	wantVerdicts(t, http.DefaultClient, s.url)
	s.end(t, exitValid)
}

func TestReady(t *testing.T) {
	s := startServe(t, echo, "--drain-delay", "1h")
	admin := strings.TrimPrefix(s.admin, "http://")
	if code, out, stderr := run(t, "", "ready", "--admin", admin); code != exitValid ||
		!strings.HasPrefix(out, `{"status":"ok","model":{`) || stderr != "" {
		t.Errorf("ready: exit code %d, %q, %q", code, out, stderr)
	}
	signalSelf(t, syscall.SIGTERM)
	s.await(t, "draining")
	if code, out, stderr := run(t, "", "ready", "--admin", admin); code != exitNotReady || out != "" ||
		!strings.Contains(stderr, `{"status":"draining"}`) {
		t.Errorf("draining: exit code %d, %q, %q", code, out, stderr)
	}
	signalSelf(t, syscall.SIGTERM)
	s.wantEnd(t, exitUndecided)
	if code, out, stderr := run(t, "", "ready", "--admin", admin, "--timeout", "5s"); code != exitNotReady ||
		out != "" || !strings.Contains(stderr, "connection refused") {
		t.Errorf("ended: exit code %d, %q, %q", code, out, stderr)
	}
}
