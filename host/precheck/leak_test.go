package precheck_test

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck"
)

// token is what must be in no log.
const token = "eyJhbGciOiT0KEN"

// leadStandardLog leads package log to the logger, as a program does.
func leadStandardLog(t *testing.T, kept *logs) {
	t.Helper()
	flags, output := log.Flags(), log.Writer()
	log.SetFlags(0)
	log.SetOutput(precheck.NetLog(kept.logger()).Writer())
	t.Cleanup(func() {
		log.SetFlags(flags)
		log.SetOutput(output)
	})
}

// TestUpstreamGarbage holds that no log has a byte of what the upstream answers, wherever it breaks HTTP/1.1.
func TestUpstreamGarbage(t *testing.T) {
	const (
		ok   = "HTTP/1.1 200 OK\r\n"
		rest = "Content-Length: 2\r\n\r\n{}"
	)
	chunked := ok + "Transfer-Encoding: chunked\r\n"
	for name, test := range map[string]struct{ answer, want string }{
		"no HTTP":              {token, "malformed HTTP response"},
		"no HTTP, with an end": {token + "\r\n\r\n", "malformed HTTP response"},
		"version":              {"HTTP/" + token + " 200 OK\r\n" + rest, "malformed HTTP version"},
		"status":               {"HTTP/1.1 " + token + " OK\r\n" + rest, "malformed HTTP status code"},
		"long status":          {"HTTP/1.1 20000 " + token + "\r\n" + rest, "malformed HTTP status code"},
		"reason":               {"HTTP/1.1 200 " + token + "\r\nA" + rest, "valid request"},
		"header line":          {ok + token + "\r\n" + rest, "malformed MIME header"},
		"header's name":        {ok + token + " : a\r\n" + rest, "valid request"},
		"first line folded":    {ok + " " + token + "\r\n" + rest, "malformed MIME header"},
		"length":               {ok + "Content-Length: " + token + "\r\n\r\n{}", "bad Content-Length"},
		"two lengths":          {ok + "Content-Length: 1" + token + "\r\n" + rest, "upstream failed"},
		"transfer encoding": {
			ok + "Transfer-Encoding: " + token + "\r\n\r\n",
			"unsupported transfer encoding",
		},
		"trailer that is none": {
			chunked + "Trailer: Content-Length, " + token + "\r\n\r\n0\r\n\r\n",
			"upstream failed",
		},
		"large header":         {ok + "A: " + strings.Repeat(token, 1<<20) + "\r\n" + rest, "headers exceeded"},
		"chunk's size":         {chunked + "\r\n" + token + "\r\n{}\r\n", "broke off"},
		"chunk's end":          {chunked + "\r\n2\r\n{}" + token + "\r\n", "broke off"},
		"trailer":              {chunked + "Trailer: A\r\n\r\n2\r\n{}\r\n0\r\n" + token + "\r\n\r\n", "broke off"},
		"trailer's name":       {chunked + "\r\n2\r\n{}\r\n0\r\n" + token + " : a\r\n\r\n", "valid request"},
		"cut off":              {ok + "Content-Length: 200\r\n\r\n" + token, "broke off"},
		"informational header": {"HTTP/1.1 103 Early\r\n" + token + "\r\n\r\n", "malformed MIME header"},
		"informational status": {"HTTP/1.1 103 " + token + "\r\n\r\n" + token, "malformed HTTP response"},
		"many informational": {
			strings.Repeat("HTTP/1.1 103 "+token+"\r\nA: "+token+"\r\n\r\n", 50000),
			"upstream failed",
		},
		"protocol": {
			"HTTP/1.1 101 S\r\nConnection: upgrade\r\nUpgrade: " + token + "\r\n\r\n",
			"switch protocol",
		},
		"protocol's characters": {
			"HTTP/1.1 101 S\r\nConnection: upgrade\r\nUpgrade: \x80" + token + "\r\n\r\n",
			"upstream failed",
		},
		"more than was asked": {ok + rest + token, "nobody asked for"},
		"a whole answer more": {ok + rest + ok + "A: " + token + "\r\n" + rest, "nobody asked for"},
		"HTTP/2":              {"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + token, "upstream failed"},
		"content that is no JSON, and a header": {
			ok + "A: " + token + "\r\nContent-Length: 15\r\n\r\n" + token,
			"valid request",
		},
	} {
		t.Run(name, func(t *testing.T) {
			noLeak(t)
			s := proxyTo(t, "http://"+newRawUpstream(t, test.answer).listener.Addr().String(),
				precheck.WithTransport(newTransport(t, nil)))
			leadStandardLog(t, s.logs)
			post(t, s)
			awaitLog(t, s.logs, test.want)
		})
	}
}

// newTransport is a transport whose idle connections end with the test.
func newTransport(t *testing.T, roots *x509.CertPool) *http.Transport {
	transport := &http.Transport{
		DisableCompression: true, ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{RootCAs: roots},
		MaxResponseHeaderBytes: 1 << 20,
	}
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

// post sends a valid request and reads what comes of it, whatever that is.
func post(t *testing.T, s *served) {
	t.Helper()
	r, err := http.NewRequest("POST", s.url, strings.NewReader(validBody))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Amz-Target", target)
	r.Close = true
	if response, err := http.DefaultClient.Do(r); err == nil {
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
	}
}

// awaitLog waits for the text in the log, and wants it to hold no token.
func awaitLog(t *testing.T, kept *logs, want string) {
	t.Helper()
	for range 400 {
		if strings.Contains(kept.String(), want) {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if text := kept.String(); !strings.Contains(text, want) || strings.Contains(text, token) {
		t.Errorf("log wants %q and no token:\n%.2000s", want, text)
	}
}

// frame is a frame of HTTP/2 (RFC 9113, section 4.1).
func frame(kind, flags byte, stream uint32, payload string) []byte {
	head := binary.BigEndian.AppendUint32(nil, uint32(len(payload))<<8|uint32(kind))
	head = append(head, flags)
	head = binary.BigEndian.AppendUint32(head, stream)
	return append(head, payload...)
}

// TestUpstreamGarbageHTTP2 holds the same for an upstream that breaks HTTP/2.
func TestUpstreamGarbageHTTP2(t *testing.T) {
	const (
		data, headers, settings, goAway, endHeaders, endStream = 0, 1, 4, 7, 4, 1
		status200                                              = "\x88"
	)
	literal := func(name, value string) string {
		return "\x00" + string([]byte{byte(len(name))}) + name + string([]byte{byte(len(value))}) + value
	}
	for name, answer := range map[string][]byte{
		"debug data":       frame(goAway, 0, 0, "\x00\x00\x00\x00\x00\x00\x00\x01"+token),
		"last stream":      frame(goAway, 0, 0, "\x00\x00\x00\x01\x00\x00\x00\x0b"+token),
		"no frame":         []byte(strings.Repeat(token, 1000)),
		"name":             frame(headers, endHeaders, 1, status200+literal(token, "a")),
		"value":            frame(headers, endHeaders, 1, status200+literal("a", token+"\n")),
		"status":           frame(headers, endHeaders, 1, literal(":status", token)),
		"no compression":   frame(headers, endHeaders, 1, "\xff\xff\xff\xff"+token),
		"pseudo header":    frame(headers, endHeaders, 1, status200+literal(":"+strings.ToLower(token), "a")),
		"data first":       frame(data, endStream, 1, token),
		"unasked":          frame(data, endStream, 7, token),
		"stream of a kind": frame(99, 255, 1, token),
		"trailer": slices.Concat(frame(headers, endHeaders, 1, status200), frame(data, 0, 1, "{}"),
			frame(headers, endHeaders|endStream, 1, literal(token, "a"))),
	} {
		t.Run(name, func(t *testing.T) {
			noLeak(t)
			certificates := httptest.NewUnstartedServer(nil)
			certificates.StartTLS()
			defer certificates.Close()
			config := certificates.TLS.Clone()
			config.NextProtos = []string{"h2"}
			listener, err := tls.Listen("tcp", "127.0.0.1:0", config)
			if err != nil {
				t.Fatal(err)
			}
			ended := make(chan struct{})
			go func() {
				defer close(ended)
				answerFrames(listener, slices.Concat(frame(settings, 0, 0, ""), frame(settings, 1, 0, ""), answer))
			}()
			defer func() {
				listener.Close()
				<-ended
			}()
			roots := x509.NewCertPool()
			roots.AddCert(certificates.Certificate())
			s := proxyTo(t, "https://"+listener.Addr().String(), precheck.WithTransport(newTransport(t, roots)))
			leadStandardLog(t, s.logs)
			post(t, s)
			awaitLog(t, s.logs, "failed")
		})
	}
}

// answerFrames gives each connection the frames once a request is there, until the listener is closed.
func answerFrames(listener net.Listener, frames []byte) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		func() {
			defer conn.Close()
			from := bufio.NewReader(conn)
			// The preface, and then frames up to the request's headers.
			if _, err := io.CopyN(io.Discard, from, 24); err != nil {
				return
			}
			for {
				var head [9]byte
				if _, err := io.ReadFull(from, head[:]); err != nil {
					return
				}
				if _, err := from.Discard(int(binary.BigEndian.Uint32(head[:]) >> 8)); err != nil {
					return
				}
				if head[3] == 1 {
					break
				}
			}
			_, _ = conn.Write(frames)
			_ = conn.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
			_, _ = io.Copy(io.Discard, from)
		}()
	}
}

// TestUnreachableUpstream holds what is said of an upstream that cannot be reached.
func TestUnreachableUpstream(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	plain := httptest.NewServer(nil)
	defer plain.Close()
	secure := httptest.NewTLSServer(nil)
	defer secure.Close()
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	for name, test := range map[string]struct{ upstream, want string }{
		"nobody listens":      {"http://" + closed.Addr().String(), "connection refused"},
		"no such name":        {"http://nowhere.invalid", "lookup nowhere.invalid"},
		"no TLS":              {"https" + strings.TrimPrefix(plain.URL, "http"), "it does not speak TLS"},
		"unknown certificate": {secure.URL, "signed by an authority that is not known here"},
	} {
		t.Run(name, func(t *testing.T) {
			s := proxyTo(t, test.upstream)
			post(t, s)
			awaitLog(t, s.logs, test.want)
		})
	}
}

// TestClientGarbage holds that no log has what a client sends in the place of a body.
func TestClientGarbage(t *testing.T) {
	for name, body := range map[string]string{
		"chunk's size": token + "\r\n{}\r\n",
		"chunk's end":  "2\r\n{}" + token + "\r\n",
		"trailer":      "2\r\n{}\r\n0\r\n" + token + "\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, setup{})
			leadStandardLog(t, s.logs)
			s.raw(t, rawPost(target, "Connection: close\r\nTransfer-Encoding: chunked\r\n", body))
			awaitLog(t, s.logs, "its body did not arrive")
		})
	}
}
