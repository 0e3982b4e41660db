package precheck_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck"
)

// rawUpstream is an upstream that keeps the bytes of each request and answers with fixed bytes.
type rawUpstream struct {
	listener net.Listener
	answer   string
	mu       sync.Mutex
	requests []string
	done     sync.WaitGroup
}

func newRawUpstream(t *testing.T, answer string) *rawUpstream {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	u := &rawUpstream{listener: listener, answer: answer}
	u.done.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			u.done.Go(func() { u.serve(conn) })
		}
	})
	t.Cleanup(func() {
		listener.Close()
		u.done.Wait()
	})
	return u
}

// serve reads one request from the connection and answers it.
func (u *rawUpstream) serve(conn net.Conn) {
	defer conn.Close()
	var text strings.Builder
	r, err := http.ReadRequest(bufio.NewReader(io.TeeReader(conn, &text)))
	if err != nil {
		return
	}
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		text.WriteString("<cut>")
	}
	u.mu.Lock()
	u.requests = append(u.requests, text.String())
	u.mu.Unlock()
	io.WriteString(conn, u.answer)
}

func (u *rawUpstream) all() []string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return slices.Clone(u.requests)
}

// proxyTo starts a proxy in front of an upstream's address or URL.
func proxyTo(t *testing.T, upstream string, options ...precheck.Option) *served {
	t.Helper()
	u, err := url.Parse(upstream)
	if err != nil {
		t.Fatal(err)
	}
	kept := &logs{}
	proxy, err := precheck.Proxy(checker, u, precheck.Refuse,
		append([]precheck.Option{precheck.WithLogger(kept.logger())}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewUnstartedServer(nil)
	front.Config = precheck.NewServer(proxy, precheck.Timeouts{}, kept.logger())
	front.Start()
	t.Cleanup(front.Close)
	return &served{url: front.URL, address: front.Listener.Addr().String(), logs: kept}
}

// lines splits the text of a request into its first line, its header lines, sorted, and its body.
func lines(text string) (first string, header []string, body string) {
	head, body, _ := strings.Cut(text, "\r\n\r\n")
	header = strings.Split(head, "\r\n")
	first, header = header[0], header[1:]
	slices.Sort(header)
	return first, header, body
}

// TestByteForByte holds that a request reaches the upstream as it was sent: the line, every header, the body and its
// framing.
func TestByteForByte(t *testing.T) {
	const answered = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
	headers := "X-Amz-Target: " + target +
		"\r\nX-Amz-Date: 20260807T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential=a/b, Signature=c\r\n" +
		"X-Forwarded-For: 192.0.2.1, 192.0.2.2\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: a.test\r\nForwarded: " +
		"for=192.0.2.1\r\n" +
		"Accept-Encoding: br, gzip\r\nUser-Agent: aws-cli/2\r\nAccept: */*\r\nCookie: a=b; c=d\r\nX-Empty: \r\nX-Many: " +
		"1\r\nX-Many: 2\r\nVia: 1.1 x\r\n"
	bare := "X-Amz-Target: " + target + "\r\n"
	length := lengthOf(validBody)
	for name, test := range map[string]struct{ line, header, body string }{
		"many headers":      {line: "POST / HTTP/1.1", header: headers + length, body: validBody},
		"few headers":       {line: "POST / HTTP/1.1", header: bare + length, body: validBody},
		"query on the side": {line: "POST /?a=b;c&d=%zz&&e=+ HTTP/1.1", header: bare + length, body: validBody},
		"chunked": {
			line:   "POST / HTTP/1.1",
			header: bare + "Transfer-Encoding: chunked\r\n",
			body:   fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(validBody), validBody),
		},
		"chunked with trailers": {
			line:   "POST / HTTP/1.1",
			header: bare + "Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n",
			body:   fmt.Sprintf("%x\r\n%s\r\n0\r\nX-Sum: 7\r\n\r\n", len(validBody), validBody),
		},
		"query form": {
			line: "GET /?Action=CreateUserPool&PoolName=a+b&AliasAttributes=[%22email%22]&EmailVerificationSubject=%C3%A9 " +
				"HTTP/1.1",
			header: "X-A: b\r\n",
		},
		"rest": {
			line: "GET /identitypools/us-east-1%3A0a/identities/us-east-1:0b/datasets/a%2eb/records?maxResults=1&x=%zz HTTP/1.1",
		},
		"rest, empty post": {
			line: "POST /identitypools/us-east-1%3A0a/bulkpublish HTTP/1.1", header: "Content-Length: 0\r\n",
		},
		"rest, body": {
			line:   "POST /identitypools/us-east-1%3A0a/events/ HTTP/1.1",
			header: "Content-Length: 15\r\n",
			body:   " { \"Events\":{}}",
		},
		"path that should be escaped": {line: "GET /a%2Fb{c|\"<>^`é?{ HTTP/1.1"},
		"path that could be shorter":  {line: "GET /./%7E%61/../b?%7E HTTP/1.1"},
		"empty query":                 {line: "GET /a? HTTP/1.1"},
		"length of nothing":           {line: "DELETE /a HTTP/1.1", header: "Content-Length: 0\r\n"},
		"unrecognised, trailers": {
			line:   "PUT /a HTTP/1.1",
			header: "Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n",
			body:   "3\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n",
		},
		"target with a package": {
			line:   "POST / HTTP/1.1",
			header: "X-Amz-Target: com.amazonaws.cognito.identity.model." + target + "\r\n" + length,
			body:   validBody,
		},
		"all in a form": {
			line:   "POST / HTTP/1.1",
			header: "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 33\r\n",
			body:   "Action=ListUserPools&MaxResults=1",
		},
		"unrecognised": {
			line: "DELETE /a//b/../c%20?x HTTP/1.1", header: "X-Amz-Target: X.Y\r\nContent-Length: 3\r\n", body: "abc",
		},
		"unrecognised, chunked": {
			line: "PUT /a?x HTTP/1.1", header: "Transfer-Encoding: chunked\r\n", body: "3\r\nabc\r\n0\r\n\r\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			upstream := newRawUpstream(t, answered)
			s := proxyTo(t, "http://"+upstream.listener.Addr().String())
			request := test.line + "\r\nHost: cognito-identity.us-east-1.amazonaws.com\r\n" + test.header + "\r\n" + test.body
			conn := s.dial(t)
			io.WriteString(conn, request)
			if got := readAnswer(t, bufio.NewReader(conn)); got.StatusCode != 200 || got.body != "{}" {
				t.Fatalf("status %d: %s", got.StatusCode, got.body)
			}
			reached := upstream.all()
			if len(reached) != 1 {
				t.Fatalf("%d requests reached the upstream", len(reached))
			}
			wantLine, wantHeader, wantBody := lines(request)
			line, header, body := lines(reached[0])
			if line != wantLine {
				t.Errorf("line %s\nwant %s", line, wantLine)
			}
			if !slices.Equal(header, wantHeader) {
				t.Errorf("header\n%s\nwant\n%s", strings.Join(header, "\n"), strings.Join(wantHeader, "\n"))
			}
			if body != wantBody {
				t.Errorf("body %q\nwant %q", body, wantBody)
			}
		})
	}
}

// TestAnswerByteForByte holds that an answer comes back as the upstream gave it.
func TestAnswerByteForByte(t *testing.T) {
	packed := gzipped(t, `{"IdentityPoolId":"x"}`)
	upstream := newRawUpstream(t,
		"HTTP/1.1 404 Not Found\r\nContent-Encoding: gzip\r\nx-amzn-ErrorType: ResourceNotFoundException:\r\n"+
			"X-Cognitocheck-Warnings: upstream\r\n"+lengthOf(packed)+"Connection: close\r\n\r\n"+packed)
	s := proxyTo(t, "http://"+upstream.listener.Addr().String())
	got := s.post(t, target, validBody)
	if got.StatusCode != 404 || got.body != packed || got.Header.Get("Content-Encoding") != "gzip" ||
		got.Header.Get("X-Amzn-Errortype") != "ResourceNotFoundException:" ||
		got.Header.Get(precheck.WarningsHeader) != "upstream" {
		t.Errorf("status %d, %v, %q", got.StatusCode, got.Header, got.body)
	}
}

func TestUpstreamURL(t *testing.T) {
	upstream := &recorder{}
	behind := httptest.NewServer(upstream)
	defer behind.Close()
	host := strings.TrimPrefix(behind.URL, "http://")

	s := proxyTo(t, behind.URL+"/prefix/")
	r, err := http.NewRequest("GET", s.url+"/identitypools/us-east-1%3A0a/events?x=1", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "sync.test"
	s.send(t, r)
	if got := upstream.all()[0]; got.RequestURI != "/prefix/identitypools/us-east-1%3A0a/events?x=1" ||
		got.Host != "sync.test" {
		t.Errorf("%s at %s", got.RequestURI, got.Host)
	}
	s = proxyTo(t, behind.URL, precheck.WithUpstreamHost())
	s.send(t, r.Clone(t.Context()))
	r.URL.Host = s.address
	s.send(t, r)
	if got := upstream.all()[2]; got.Host != host {
		t.Errorf("host %s, want %s", got.Host, host)
	}
}

func TestUpstreamFails(t *testing.T) {
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone.Close()
	for name, test := range map[string]struct {
		upstream string
		options  []precheck.Option
		status   int
		message  string
	}{
		"not there": {upstream: "http://" + gone.Addr().String(), status: 502, message: "The upstream did not answer."},
		"too slow": {
			upstream: "http://" + silent(t),
			options:  []precheck.Option{precheck.WithUpstreamTimeout(50 * time.Millisecond)},
			status:   504,
			message:  "The upstream took too long to answer.",
		},
		"hangs up": {
			upstream: "http://" + newRawUpstream(t, "").listener.Addr().String(),
			status:   502,
			message:  "The upstream did not answer.",
		},
		"answers rubbish": {
			upstream: "http://" + newRawUpstream(t, "SSH-2.0\r\n").listener.Addr().String(),
			status:   502,
			message:  "The upstream did not answer.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := proxyTo(t, test.upstream, test.options...)
			s.post(t, target, validBody).want(t, test.status, "ServiceUnavailable", test.message)
			s.logs.want(t, `level=WARN msg="upstream failed"`)
		})
	}
}

// silent is the address of an upstream that never answers.
func silent(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener.Addr().String()
}

func TestUpstreamCutsAnswer(t *testing.T) {
	upstream := newRawUpstream(t, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":")
	s := proxyTo(t, "http://"+upstream.listener.Addr().String())
	r, err := http.NewRequest("POST", s.url, strings.NewReader(validBody))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Amz-Target", target)
	response, err := client(t).Do(r)
	if err != nil {
		return // Cut before the client read any of it.
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); err == nil {
		t.Errorf("half an answer passed as a whole: %s", body)
	}
}

// TestKeptConnectionClosed holds that requests go on when the upstream closes the connections that are kept to it. The
// test waits until the transport has noticed: before that, a request that was written is not sent again, since the
// upstream may have acted on it.
func TestKeptConnectionClosed(t *testing.T) {
	behind := httptest.NewServer(&recorder{})
	defer behind.Close()
	closed := make(chan struct{}, 1)
	transport := newTransport(t, nil)
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		return closeNoting{conn, closed}, err
	}
	s := proxyTo(t, behind.URL, precheck.WithTransport(transport))
	for range 5 {
		if got := s.post(t, target, validBody); got.StatusCode != 200 {
			t.Fatalf("status %d: %s", got.StatusCode, got.body)
		}
		behind.CloseClientConnections()
		<-closed
	}
}

// closeNoting is a connection that tells when its user has closed it.
type closeNoting struct {
	net.Conn
	closed chan<- struct{}
}

func (c closeNoting) Close() error {
	err := c.Conn.Close()
	select {
	case c.closed <- struct{}{}:
	default:
	}
	return err
}

// TestPanickingUpstream holds that the answer is clear when the upstream panics, at once or within its answer.
func TestPanickingUpstream(t *testing.T) {
	s := serve(t, setup{upstream: &recorder{answer: func(http.ResponseWriter, *http.Request) { panic("upstream") }}})
	s.post(t, target, validBody).want(t, 502, "ServiceUnavailable", "The upstream did not answer.")
}

// TestUpgrade holds that a connection is handed over to another protocol only when the operator wants it.
func TestUpgrade(t *testing.T) {
	upstream := func() *recorder {
		return &recorder{answer: func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Upgrade") == "" {
				return
			}
			w.Header().Set("Connection", "Upgrade")
			w.Header().Set("Upgrade", "echo")
			w.WriteHeader(http.StatusSwitchingProtocols)
			conn, from, err := http.NewResponseController(w).Hijack()
			if err != nil {
				return
			}
			defer conn.Close()
			if line, err := from.ReadString('\n'); err == nil {
				io.WriteString(conn, line)
			}
		}}
	}
	const asks = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: echo\r\nHTTP2-Settings: AAMAAABk\r\n"
	for name, request := range map[string]string{
		"unrecognised": "GET /echo HTTP/1.1\r\nHost: a\r\n" + asks + "\r\n",
		"checked":      rawPost(target, asks+lengthOf(validBody), validBody),
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, setup{upstream: upstream()})
			conn := s.dial(t)
			io.WriteString(conn, request)
			if got := readAnswer(t, bufio.NewReader(conn)); got.StatusCode != 200 {
				t.Errorf("status %d: %s", got.StatusCode, got.body)
			}
			for _, header := range []string{"Upgrade", "Connection", "Http2-Settings"} {
				if value, ok := s.upstream.all()[0].Header[header]; ok {
					t.Errorf("%s: %s", header, value)
				}
			}
		})
	}
	s := serve(t, setup{upstream: upstream(), options: []precheck.Option{precheck.WithUpgrade()}})
	conn := s.dial(t)
	io.WriteString(conn, "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
	from := bufio.NewReader(conn)
	if response, err := http.ReadResponse(from, nil); err != nil || response.StatusCode != 101 {
		t.Fatalf("%+v, %v", response, err)
	}
	io.WriteString(conn, "hello\n")
	if line, err := from.ReadString('\n'); err != nil || line != "hello\n" {
		t.Errorf("%q, %v", line, err)
	}
}

func TestHandlerContext(t *testing.T) {
	type key struct{}
	handler, err := precheck.Handler(checker, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.Context().Value(key{}))
	}), precheck.Refuse)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/", strings.NewReader(validBody)).WithContext(
		context.WithValue(t.Context(), key{}, "kept"))
	r.Header.Set("X-Amz-Target", target)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Body.String() != "kept" {
		t.Errorf("context's value is %s", w.Body)
	}
}
