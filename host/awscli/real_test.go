package awscli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// recorded is the first request that a server got.
type recorded struct {
	method, path string
	query        url.Values
	header       http.Header
	body         []byte
}

// TestRealCommandLine runs Debian's aws against a recording server: what it sends is what Read says.
func TestRealCommandLine(t *testing.T) {
	d := newDebian(t)
	if len(commands) < 60 {
		t.Errorf("%d commands, want 60", len(commands))
	}
	// Two at a time: a process spends most of its time starting.
	slots := make(chan struct{}, 2)
	var group sync.WaitGroup
	for _, name := range slices.Sorted(maps.Keys(commands)) {
		c := commands[name]
		words := shellWords(t, c.line)
		request, err := d.reader().Read(words)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			got, err := d.send(c.newer, words)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				return
			}
			for _, difference := range compare(request, got) {
				t.Errorf("%s: %s", name, difference)
			}
		})
	}
	group.Wait()
}

// send runs the real command line against a server of its own.
func (d *debian) send(newer bool, words []string) (*recorded, error) {
	var first *recorded
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if first == nil && err == nil {
			first = &recorded{r.Method, r.URL.EscapedPath(), r.URL.Query(), r.Header, body}
		}
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		fmt.Fprint(w, "{}")
	}))
	defer server.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	out, err := d.command(ctx, newer, debianAWS,
		append([]string{"--endpoint-url", server.URL}, words...)...).CombinedOutput()
	if err != nil || first == nil {
		return nil, fmt.Errorf("aws sent nothing: %v: %s", err, out)
	}
	return first, nil
}

// compare tells in what a request differs from what was sent.
func compare(request *Request, got *recorded) []string {
	want, err := bind(request)
	if err != nil {
		return []string{err.Error()}
	}
	var differences []string
	differ := func(what string, want, got any) {
		if !reflect.DeepEqual(want, got) {
			differences = append(differences, fmt.Sprintf("%s is\n%v, the real aws sends\n%v", what, want, got))
		}
	}
	differ("method", want.method, got.method)
	differ("path", want.path, got.path)
	differ("query", want.query, got.query)
	for name := range want.header {
		differ("header "+name, want.header.Get(name), got.header.Get(name))
	}
	for name := range got.header {
		if strings.HasPrefix(name, "X-Amz-") && !slices.Contains([]string{"X-Amz-Date", "X-Amz-Content-Sha256"}, name) {
			differ("header "+name, want.header.Get(name), got.header.Get(name))
		}
	}
	wantBody, err := decode(want.body)
	if err != nil {
		return []string{err.Error()}
	}
	gotBody, err := decode(got.body)
	if err != nil {
		return []string{err.Error()}
	}
	differ("body", wantBody, gotBody)
	differ("text of the body", string(want.body), string(got.body))
	return differences
}

func decode(body []byte) (any, error) {
	if len(body) == 0 {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	err := d.Decode(&v)
	return v, err
}

// bind makes the HTTP request of a request by the schema's bindings.
func bind(request *Request) (*recorded, error) {
	op, err := schemas.Load().Operation(request.Operation.Name())
	if err != nil {
		return nil, err
	}
	out := &recorded{
		method: op.Method, path: op.RequestURI, query: url.Values{}, header: http.Header{}, body: request.Body,
	}
	if target := op.Target(); target != "" {
		out.header.Set("X-Amz-Target", target)
		out.header.Set("Content-Type", "application/x-amz-json-1.1")
		return out, nil
	}
	v, err := readJSON(string(request.Body))
	if err != nil {
		return nil, err
	}
	body := v.(*object)
	inBody := false
	for i := range op.Input.Members {
		m := &op.Input.Members[i]
		if m.Location == "" {
			inBody = true
			continue
		}
		value, ok := body.values[m.Name]
		if !ok {
			continue
		}
		body.remove(m.Name)
		text, err := plain(m.Shape, value)
		if err != nil {
			return nil, err
		}
		name := m.LocationName
		switch m.Location {
		case "uri":
			out.path = strings.ReplaceAll(out.path, "{"+name+"}", percent(text))
		case "querystring":
			out.query.Set(name, text)
		case "header":
			out.header.Set(name, text)
		default:
			return nil, fmt.Errorf("member %s travels in %s", m.Name, m.Location)
		}
	}
	out.body = nil
	if inBody {
		out.body = appendJSON(nil, body, "")
		out.header.Set("Content-Type", "application/json")
	}
	return out, nil
}

func plain(s *schemas.Shape, v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case number:
		return string(v), nil
	case bool:
		return strconv.FormatBool(v), nil
	}
	return "", fmt.Errorf("a %s travels outside of the body", s.Type)
}

// percent encodes what RFC 3986 does not call unreserved.
func percent(text string) string {
	var out strings.Builder
	for i := range len(text) {
		c := text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			out.WriteByte(c)
		} else {
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}
