package precheck_test

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck"
)

const unread = "The request's body did not arrive as its headers say."

// wantClosed fails unless the server closes the connection soon and sends nothing more. What the client had still sent
// makes some systems reset it.
func wantClosed(t *testing.T, from *bufio.Reader) {
	t.Helper()
	start := time.Now()
	if b, err := from.ReadByte(); err == nil {
		t.Errorf("one more byte, %q", b)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("closed after %v", took)
	}
}

func TestSlowHeader(t *testing.T) {
	s := serve(t, setup{timeouts: precheck.Timeouts{Header: 100 * time.Millisecond}})
	conn := s.dial(t)
	start := time.Now()
	for _, piece := range []string{"POST / HT", "TP/1.1\r\nHo", "st: a\r\nX-A"} {
		io.WriteString(conn, piece)
		time.Sleep(20 * time.Millisecond)
	}
	if _, err := io.ReadAll(conn); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("cut off after %v", took)
	}
	s.upstream.want(t, 0)
}

func TestSlowBody(t *testing.T) {
	for name, framing := range map[string]string{
		"length": lengthOf(validBody), "chunked": "Transfer-Encoding: chunked\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, setup{timeouts: precheck.Timeouts{Read: 200 * time.Millisecond}})
			conn := s.dial(t)
			io.WriteString(conn, rawPost(target, framing, "5\r\n{"))
			from := bufio.NewReader(conn)
			readAnswer(t, from).want(t, 408, "RequestTimeoutException", "The request's body did not arrive in time.")
			wantClosed(t, from)
			s.upstream.want(t, 0)
			s.logs.want(t, "its body did not arrive")
		})
	}
}

// TestManySlowBodies holds that bodies that do not end keep no others out, checked or not, that they are dropped, and
// that what they took comes back.
func TestManySlowBodies(t *testing.T) {
	for name, head := range map[string]string{
		"checked":      rawPost(target, "Content-Length: 100000\r\n", "{"),
		"chunked":      rawPost(target, "Transfer-Encoding: chunked\r\n", "1\r\n{\r\n"),
		"unrecognised": rawPost("A.B", "Content-Type: a/b\r\nContent-Length: 100000\r\n", "{"),
		"ambiguous":    rawPost(target, "X-Amz-Target: a\r\nContent-Length: 100000\r\n", "{"),
		"a form":       "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\na",
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, setup{options: []precheck.Option{
				precheck.WithConcurrency(4), precheck.WithBodyRate(1000, time.Second),
			}})
			var slow sync.WaitGroup
			answers := map[string]int{}
			var noted sync.Mutex
			for range 20 {
				conn := s.dial(t)
				io.WriteString(conn, head)
				slow.Go(func() {
					answer, _ := io.ReadAll(conn)
					noted.Lock()
					defer noted.Unlock()
					answers[string(answer[:min(len(answer), len("HTTP/1.1 408"))])]++
				})
			}
			for range 10 {
				if got := s.post(t, target, validBody); got.StatusCode != 200 {
					t.Errorf("status %d: %s", got.StatusCode, got.body)
				}
			}
			slow.Wait()
			for answer, count := range answers {
				if !slices.Contains([]string{"HTTP/1.1 400", "HTTP/1.1 408", "HTTP/1.1 503"}, answer) {
					t.Errorf("%d times the answer is %q", count, answer)
				}
			}
			if got := s.post(t, "A.B", "{}"); got.StatusCode != 200 {
				t.Errorf("afterwards: status %d: %s", got.StatusCode, got.body)
			}
		})
	}
}

// TestBodyRate holds that a body is dropped for how slowly it comes and not for how long it takes.
func TestBodyRate(t *testing.T) {
	s := serve(t, setup{options: []precheck.Option{precheck.WithBodyRate(5, 400*time.Millisecond)}})
	t.Run("steady", func(t *testing.T) {
		conn := s.dial(t)
		io.WriteString(conn, rawPost(target, lengthOf(validBody), ""))
		for i := 0; i < len(validBody); i += 5 {
			io.WriteString(conn, validBody[i:min(i+5, len(validBody))])
			time.Sleep(60 * time.Millisecond)
		}
		if got := readAnswer(t, bufio.NewReader(conn)); got.StatusCode != 200 {
			t.Errorf("status %d: %s", got.StatusCode, got.body)
		}
	})
	t.Run("dripping", func(t *testing.T) {
		conn := s.dial(t)
		io.WriteString(conn, rawPost(target, lengthOf(validBody), ""))
		stop := make(chan struct{})
		var dripping sync.WaitGroup
		dripping.Go(func() {
			for {
				select {
				case <-stop:
					return
				case <-time.After(150 * time.Millisecond):
					io.WriteString(conn, "{")
				}
			}
		})
		readAnswer(t, bufio.NewReader(conn)).want(t, 408, "RequestTimeoutException",
			"The request's body did not arrive in time.")
		close(stop)
		dripping.Wait()
	})
}

// TestBodyMemory holds that bodies in receipt together take no more memory than all may.
func TestBodyMemory(t *testing.T) {
	s := serve(t, setup{
		timeouts: precheck.Timeouts{Read: time.Second},
		options:  []precheck.Option{precheck.WithBodyMemory(20_002, 0), precheck.WithBodyLimit(10_000)},
	})
	var slow sync.WaitGroup
	var refused atomic.Int32
	for range 10 {
		conn := s.dial(t)
		io.WriteString(conn, rawPost(target, "Content-Length: 10000\r\n", strings.Repeat("x", 9000)))
		slow.Go(func() {
			if answer, _ := io.ReadAll(conn); strings.HasPrefix(string(answer), "HTTP/1.1 503 ") {
				refused.Add(1)
			}
		})
	}
	slow.Wait()
	if refused.Load() < 8 {
		t.Errorf("%d of 10 bodies of 10,000 bytes were refused", refused.Load())
	}
	if got := s.post(t, target, validBody); got.StatusCode != 200 {
		t.Errorf("afterwards: status %d: %s", got.StatusCode, got.body)
	}
}

// TestMemoryComesBack holds that bodies which stall leave nothing in memory once they are dropped.
func TestMemoryComesBack(t *testing.T) {
	s := serve(t, setup{options: []precheck.Option{precheck.WithBodyRate(1<<20, 300*time.Millisecond)}})
	s.post(t, target, validBody)
	before := countHeap()
	const length = 500_000
	body := strings.Repeat("x", length-1)
	var all sync.WaitGroup
	for range 60 {
		conn := s.dial(t)
		all.Go(func() {
			io.WriteString(conn, rawPost(target, fmt.Sprintf("Content-Length: %d\r\n", length), body))
			io.ReadAll(conn)
			conn.Close()
		})
	}
	all.Wait()
	var kept int64
	for range 100 {
		if kept = int64(countHeap()) - int64(before); kept < 8<<20 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("%d bytes of memory are in use that were not before", kept)
}

// countHeap is the memory in use, in bytes.
func countHeap() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.GC() // What a pool has survives one.
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// TestBusy holds that requests beyond the places are answered at once.
func TestBusy(t *testing.T) {
	started, release := make(chan struct{}), make(chan struct{})
	s := serve(t, setup{
		options: []precheck.Option{precheck.WithConcurrency(1)},
		upstream: &recorder{answer: func(http.ResponseWriter, *http.Request) {
			started <- struct{}{}
			<-release
		}},
	})
	var first sync.WaitGroup
	first.Go(func() { s.post(t, target, validBody) })
	<-started
	got := s.post(t, target, validBody)
	got.want(t, 503, "ServiceUnavailable", "Too many requests are in work.")
	if got.Header.Get("Retry-After") != "1" {
		t.Errorf("Retry-After %q", got.Header.Get("Retry-After"))
	}
	close(release)
	first.Wait()
}

func TestBrokenBody(t *testing.T) {
	const chunked = "Transfer-Encoding: chunked\r\n"
	for name, test := range map[string]struct{ header, body string }{
		"no hexadecimal length":  {chunked, "zz\r\n{}\r\n0\r\n\r\n"},
		"no line end":            {chunked, "2\r\n{}0\r\n\r\n"},
		"enormous chunk":         {chunked, "fffffffffffffffff\r\n{}"},
		"long chunk extension":   {chunked, "1;" + strings.Repeat("x", 10_000) + "\r\n"},
		"chunks end early":       {chunked, "5\r\n{\"a"},
		"shorter than announced": {lengthOf(validBody), validBody[:10]},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, setup{undecided: precheck.Pass})
			conn := s.dial(t)
			io.WriteString(conn, rawPost(target, test.header, test.body))
			if half, ok := conn.(interface{ CloseWrite() error }); ok {
				half.CloseWrite()
			}
			from := bufio.NewReader(conn)
			readAnswer(t, from).want(t, 400, "MalformedHttpRequestException", unread)
			wantClosed(t, from)
			s.upstream.want(t, 0)
		})
	}
}

// TestTwoLengths holds that what two servers could frame differently is not passed on as it is.
func TestTwoLengths(t *testing.T) {
	s := serve(t, setup{})
	if got := s.raw(t, rawPost(target, "Content-Length: 5\r\nContent-Length: 6\r\n", "{}    ")); !strings.HasPrefix(got,
		"HTTP/1.1 400 ") {
		t.Errorf("two lengths: %s", got)
	}
	if got := s.raw(t, rawPost(target, "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n")); !strings.HasPrefix(got,
		"HTTP/1.1 501 ") {
		t.Errorf("unknown transfer encoding: %s", got)
	}
	s.upstream.want(t, 0)
	smuggled := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(validBody), validBody)
	got := s.raw(t, rawPost(target, "Content-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n", smuggled))
	if reached := s.upstream.all(); strings.HasPrefix(got, "HTTP/1.1 200 ") &&
		(len(reached) != 1 || reached[0].body != validBody || reached[0].Header.Get("Content-Length") != "") {
		t.Errorf("length and chunks: %+v", reached)
	}
}

func TestOversized(t *testing.T) {
	const tooLarge = "The request could not be checked: the body is over the size limit."
	for name, test := range map[string]struct{ header, body string }{
		"by its length, not sent":    {header: "Content-Length: 99999999999\r\n"},
		"by its length, asks before": {header: "Content-Length: 2000\r\nExpect: 100-continue\r\n"},
		"by its length, sent":        {header: "Content-Length: 2000\r\n", body: strings.Repeat("x", 2000)},
		"chunked, does not end": {
			header: "Transfer-Encoding: chunked\r\n", body: "7d0\r\n" + strings.Repeat("x", 2000) + "\r\n",
		},
		"chunked, one byte over": {
			header: "Transfer-Encoding: chunked\r\n", body: "3e9\r\n" + strings.Repeat("x", 1001) + "\r\n0\r\n\r\n",
		},
		"by its length, one byte over": {header: "Content-Length: 1001\r\n", body: strings.Repeat("x", 1001)},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, setup{options: []precheck.Option{precheck.WithBodyLimit(1000)}})
			conn := s.dial(t)
			io.WriteString(conn, rawPost(target, test.header, test.body))
			from := bufio.NewReader(conn)
			readAnswer(t, from).want(t, 413, "RequestEntityTooLargeException", tooLarge)
			wantClosed(t, from)
			s.upstream.want(t, 0)
		})
	}
	t.Run("exactly the limit", func(t *testing.T) {
		s := serve(t, setup{options: []precheck.Option{precheck.WithBodyLimit(len(validBody))}})
		if got := s.post(t, target, validBody); got.StatusCode != 200 {
			t.Errorf("status %d: %s", got.StatusCode, got.body)
		}
	})
}

func TestExpectContinue(t *testing.T) {
	s := serve(t, setup{})
	conn := s.dial(t)
	from := bufio.NewReader(conn)
	io.WriteString(conn, rawPost(target, lengthOf(validBody)+"Expect: 100-continue\r\n", ""))
	if line, err := from.ReadString('\n'); err != nil || line != "HTTP/1.1 100 Continue\r\n" {
		t.Fatalf("%q, %v", line, err)
	}
	if _, err := from.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	io.WriteString(conn, validBody)
	got := readAnswer(t, from)
	for got.StatusCode == 100 { // The upstream was asked as well.
		got = readAnswer(t, from)
	}
	if got.StatusCode != 200 {
		t.Errorf("status %d: %s", got.StatusCode, got.body)
	}
}

// TestPipelined holds that requests sent at once are answered one by one and in order.
func TestPipelined(t *testing.T) {
	s := serve(t, setup{})
	conn := s.dial(t)
	chunked := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(validBody), validBody)
	io.WriteString(conn, rawPost(target, lengthOf(validBody), validBody)+
		rawPost(target, lengthOf(invalidBody), invalidBody)+
		"GET /?Action=DescribeUserPool&UserPoolId=us-east-1_abc HTTP/1.1\r\nHost: a\r\n\r\n"+
		rawPost(target, "Transfer-Encoding: chunked\r\n", chunked)+
		"GET /identitypools/x HTTP/1.1\r\nHost: a\r\n\r\n")
	from := bufio.NewReader(conn)
	for i, status := range []int{200, 400, 200, 200, 400} {
		got := readAnswer(t, from)
		if got.StatusCode != status {
			t.Errorf("answer %d: status %d, want %d: %s", i, got.StatusCode, status, got.body)
		}
	}
	s.upstream.want(t, 3)
}

func TestClientHangsUp(t *testing.T) {
	t.Run("within its body", func(t *testing.T) {
		s := serve(t, setup{undecided: precheck.Pass})
		for range 10 {
			conn := s.dial(t)
			io.WriteString(conn, rawPost(target, lengthOf(validBody), validBody[:20]))
			conn.Close()
		}
		s.logs.want(t, "its body did not arrive")
		s.upstream.want(t, 0)
	})
	t.Run("while the upstream works", func(t *testing.T) {
		ended := make(chan error, 1)
		started := make(chan struct{})
		s := serve(t, setup{upstream: &recorder{answer: func(_ http.ResponseWriter, r *http.Request) {
			close(started)
			<-r.Context().Done()
			ended <- r.Context().Err()
		}}})
		conn := s.dial(t)
		io.WriteString(conn, rawPost(target, lengthOf(validBody), validBody))
		<-started
		conn.Close()
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			t.Error("the upstream still works for a client that is gone")
		}
	})
	t.Run("within the answer", func(t *testing.T) {
		s := serve(t, setup{upstream: &recorder{answer: func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
		}}})
		conn := s.dial(t)
		io.WriteString(conn, rawPost(target, lengthOf(validBody), validBody))
		io.ReadFull(conn, make([]byte, 100_000))
		conn.Close()
	})
}

// TestClientDoesNotRead holds that a client cannot keep the upstream at work by not taking its answer.
func TestClientDoesNotRead(t *testing.T) {
	ended := make(chan struct{})
	s := serve(t, setup{
		timeouts: precheck.Timeouts{Write: 300 * time.Millisecond},
		upstream: &recorder{answer: func(w http.ResponseWriter, r *http.Request) {
			defer close(ended)
			for {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
		}},
	})
	io.WriteString(s.dial(t), rawPost(target, lengthOf(validBody), validBody))
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Error("the upstream still works for a client that does not read")
	}
}

// TestSlowUpstream holds that the time which the upstream takes does not count as the client's time to send.
func TestSlowUpstream(t *testing.T) {
	s := serve(t, setup{
		timeouts: precheck.Timeouts{Read: 100 * time.Millisecond, Header: 100 * time.Millisecond},
		upstream: &recorder{answer: func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(400 * time.Millisecond)
			if err := r.Context().Err(); err != nil {
				w.WriteHeader(599)
			}
		}},
	})
	if got := s.post(t, target, validBody); got.StatusCode != 200 {
		t.Errorf("status %d: %s", got.StatusCode, got.body)
	}
}

// TestHammer sends requests of all kinds at the same time, and some clients hang up.
func TestHammer(t *testing.T) {
	s := serve(t, setup{checker: warning})
	var clients sync.WaitGroup
	for i := range 8 {
		clients.Go(func() {
			for n := range 30 {
				switch (i + n) % 5 {
				case 0:
					if got := s.post(t, target, validBody); got.StatusCode != 200 {
						t.Errorf("valid: status %d", got.StatusCode)
					}
				case 1:
					s.post(t, target, invalidBody).want(t, 400, "ValidationException", message)
				case 2:
					conn := s.dial(t)
					io.WriteString(conn, rawPost(target, lengthOf(validBody), validBody[:n]))
					conn.Close()
				case 3:
					if got := s.post(t, "X.Y", "{"); got.StatusCode != 200 {
						t.Errorf("unrecognised: status %d", got.StatusCode)
					}
				case 4:
					if got := s.post(t, target, gzipped(t, validBody), "Content-Encoding", "gzip"); got.StatusCode != 200 {
						t.Errorf("gzip: status %d", got.StatusCode)
					}
				}
			}
		})
	}
	clients.Wait()
	for _, request := range s.upstream.all() {
		if request.readErr != nil {
			t.Errorf("half a request reached the upstream: %v", request.readErr)
		}
	}
}
