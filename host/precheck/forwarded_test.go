package precheck_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/cognitocheck/cognitocheck/host/precheck/wire"
	"github.com/cognitocheck/cognitocheck/validator"
)

// judged is a request that was checked and found valid, or that reached the upstream.
type judged struct {
	operation, text string
	// named are the operations that a careless server could find in it, by their bare names.
	named []string
	err   error
}

// witness stands in front of a pre-check, beside it and behind it: it notes what was found valid, and reads what
// reaches the upstream.
type witness struct {
	mu              sync.Mutex
	count           int // of requests
	base            int // what count was when the judgement began
	valid, reached  map[int]judged
	address         string
	recogniser      *wire.Recogniser
	native          *validator.Checker
	knownOperations map[string]bool
}

// mark is the header that tells requests apart.
const mark = "Witness"

type markKey struct{}

// newWitness starts a proxy with a witness. All that has no verdict is refused, but for what is not recognised.
// patience is how long it waits for what does not come.
func newWitness(t testing.TB, patience time.Duration) *witness {
	t.Helper()
	w := &witness{
		recogniser: wire.New(), native: validator.NewChecker(validator.Options{}), knownOperations: map[string]bool{},
	}
	for _, op := range validator.Operations() {
		_, bare, _ := strings.Cut(op.Name(), ".")
		w.knownOperations[bare] = true
	}
	behind := httptest.NewServer(http.HandlerFunc(w.read))
	t.Cleanup(behind.Close)
	upstream, err := url.Parse(behind.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy, err := precheck.Proxy(checkerFunc(w.check), upstream, precheck.Refuse)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewUnstartedServer(nil)
	front.Config = precheck.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.count++
		id := w.count
		w.mu.Unlock()
		r.Header.Set(mark, strconv.Itoa(id))
		proxy.ServeHTTP(answer, r.WithContext(context.WithValue(r.Context(), markKey{}, id)))
	}), precheck.Timeouts{Header: patience, Read: patience}, slog.New(slog.DiscardHandler))
	front.Start()
	t.Cleanup(front.Close)
	w.address = front.Listener.Addr().String()
	return w
}

func (w *witness) check(ctx context.Context, operation string, body []byte) (validator.Report, error) {
	report, err := w.native.Check(ctx, operation, body)
	if err == nil && report.Valid {
		w.mu.Lock()
		defer w.mu.Unlock()
		if id := ctx.Value(markKey{}).(int); id > w.base {
			w.valid[id] = judged{operation: operation, text: string(body)}
		}
	}
	return report, err
}

// read is the upstream.
func (w *witness) read(_ http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	encoding := strings.ToLower(r.Header.Get("Content-Encoding"))
	if len(body) > 0 && strings.HasSuffix(encoding, "gzip") {
		if from, err := gzip.NewReader(bytes.NewReader(body)); err == nil {
			if body, err = io.ReadAll(from); err != nil {
				return
			}
		}
	}
	j := judged{named: w.findNamed(r, string(body))}
	recognised, err := w.recogniser.Recognise(r)
	var text []byte
	if err == nil {
		recognised, text, err = recognised.Read(body, math.MaxInt)
	}
	j.operation, j.text, j.err = recognised.Operation, string(text), err
	w.mu.Lock()
	defer w.mu.Unlock()
	// Of an earlier request, nobody waits for it any more.
	if id, err := strconv.Atoi(r.Header.Get(mark)); err == nil && id > w.base {
		w.reached[id] = j
	}
}

// findNamed is a second recogniser, of a server that takes what it finds: a target in any header, after its last dot
// and in any letter case, an Action in a query or in what could be a form, and a path that it tidies up.
func (w *witness) findNamed(r *http.Request, body string) []string {
	var named []string
	for name, values := range r.Header {
		if !strings.EqualFold(strings.ReplaceAll(name, "_", "-"), "X-Amz-Target") {
			continue
		}
		for _, target := range strings.Split(strings.Join(values, ","), ",") {
			if strings.Contains(strings.ToLower(target), "cognito") {
				named = append(named, target[strings.LastIndexByte(target, '.')+1:])
			}
		}
	}
	texts := []string{r.URL.RawQuery}
	if contentType := strings.ToLower(strings.Join(r.Header["Content-Type"], ",")); contentType == "" ||
		strings.Contains(contentType, "form-urlencoded") {
		texts = append(texts, body)
	}
	tidy := path.Clean("/" + r.URL.Path)
	var actions, versions []string
	for _, text := range texts {
		// Values that do not parse are left out.
		values, _ := url.ParseQuery(strings.ReplaceAll(text, ";", "&"))
		actions, versions = append(actions, values["Action"]...), append(versions, values["Version"]...)
	}
	ours := len(versions) == 0 || slices.Contains(versions, "2014-06-30") || slices.Contains(versions, "2016-04-18")
	for _, action := range actions {
		if w.knownOperations[action] && tidy == "/" && ours {
			named = append(named, action)
		}
	}
	if strings.HasPrefix(tidy, "/identitypools") && (len(tidy) == 14 || tidy[14] == '/') {
		named = append(named, "of a path")
	}
	return named
}

// judge sends a request and holds that what is forwarded is what was judged. It returns how many were found valid.
func (w *witness) judge(t *testing.T, request string) int {
	t.Helper()
	w.mu.Lock()
	w.base, w.valid, w.reached = w.count, map[int]judged{}, map[int]judged{}
	w.mu.Unlock()
	conn, err := net.Dial("tcp", w.address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	method, _, _ := strings.Cut(request, " ")
	// The server may close before all of it is sent.
	_, _ = io.WriteString(conn, request)
	from := bufio.NewReader(conn)
	if response, err := http.ReadResponse(from, &http.Request{Method: method}); err == nil {
		_, _ = io.Copy(io.Discard, response.Body)
	}
	// It is not told what becomes of more requests than one.
	conn.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	for id, reached := range w.reached {
		want, checked := w.valid[id]
		if !checked {
			if !errors.Is(reached.err, wire.ErrUnrecognised) {
				t.Errorf("went on unread and is %s, %v:\n%q", reached.operation, reached.err, request)
			}
			// A question names what it is about.
			if method != "OPTIONS" && len(reached.named) > 0 {
				t.Errorf("went on unread and could be %q:\n%q", reached.named, request)
			}
			continue
		}
		if reached.operation != want.operation || reached.text != want.text || reached.err != nil {
			t.Errorf("judged as %s %s, forwarded as %s %s, %v:\n%q", want.operation, want.text, reached.operation,
				reached.text, reached.err, request)
		}
		service, bare, _ := strings.Cut(want.operation, ".")
		for _, name := range reached.named {
			if name != bare && (name != "of a path" || service != "cognito-sync") {
				t.Errorf("judged as %s and could be %s:\n%q", want.operation, name, request)
			}
		}
	}
	return len(w.valid)
}

// conformanceRequests are the requests that the recognisers in Go and in JavaScript are held to, as they are sent.
func conformanceRequests(t testing.TB) []string {
	t.Helper()
	file, err := os.Open("../../web/conformance/requests.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []string
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line struct {
			Method, Path, Query string
			Headers             [][2]string
			Body                []byte
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		if line.Query != "" {
			line.Query = "?" + line.Query
		}
		var request strings.Builder
		fmt.Fprintf(&request, "%s %s%s HTTP/1.1\r\nHost: a\r\n", line.Method, line.Path, line.Query)
		for _, field := range line.Headers {
			if !strings.EqualFold(field[0], "Content-Length") {
				fmt.Fprintf(&request, "%s: %s\r\n", field[0], field[1])
			}
		}
		if len(line.Body) > 0 {
			request.WriteString(lengthOf(string(line.Body)))
		}
		fmt.Fprintf(&request, "\r\n%s", line.Body)
		all = append(all, request.String())
	}
	if err := lines.Err(); err != nil || len(all) < 1000 {
		t.Fatalf("%d requests, %v", len(all), err)
	}
	return all
}

// TestForwardedIsJudged holds that no request goes on as another than was judged, for the recogniser nor for a server
// that takes what it finds.
func TestForwardedIsJudged(t *testing.T) {
	w := newWitness(t, 10*time.Second)
	went := 0
	for _, request := range conformanceRequests(t) {
		went += w.judge(t, request)
	}
	if went < 100 {
		t.Errorf("%d requests were valid", went)
	}
}

func FuzzForwardedIsJudged(f *testing.F) {
	for i, request := range conformanceRequests(f) {
		if i%20 == 0 {
			f.Add(request)
		}
	}
	f.Add(rawPost(target, "Transfer-Encoding: chunked\r\nTrailer: X-Amz-Target\r\n",
		"2\r\n{}\r\n0\r\nX-Amz-Target: a\r\n\r\n"))
	f.Add(rawPost(target, "Content-Encoding: gzip\r\nContent-Length: 3\r\n", "\x1f\x8b\x08"))
	w := newWitness(f, 20*time.Millisecond)
	f.Fuzz(func(t *testing.T, request string) { w.judge(t, request) })
}
