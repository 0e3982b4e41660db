package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/cognitocheck/cognitocheck/validator"
)

// endsInside is the message on a line that ends too early.
const endsInside = `"the line ends inside of the object; write each object in one line"`

func TestBatch(t *testing.T) {
	request := func(id string) string {
		return `{"id":` + id + `,"operation":"GetId","request":` + validRequest + "}"
	}
	const valid = `"valid":true,"operation":"cognito-identity.GetId",MODEL,"violations":[],"warnings":[]}` + "\n"
	undecided := func(id string, line int, reason, message string) string {
		return fmt.Sprintf(`{"id":%s,"line":%d,"undecided":{"reason":%q,"message":%s`, id, line, reason, message)
	}
	malformed := func(id string, line int, message string) string {
		return undecided(id, line, "malformed", message) + "}}\n"
	}
	for name, test := range map[string]struct {
		stdin  string
		code   int
		stdout string
	}{
		"nothing":     {},
		"empty lines": {stdin: "\n \t\n\r\n"},
		"valid":       {stdin: request("1") + "\n", stdout: `{"id":1,` + valid},
		"no newline":  {stdin: request("1"), stdout: `{"id":1,` + valid},
		"carriage returns": {
			stdin: request("1") + "\r\n" + request("2") + "\r\n", stdout: `{"id":1,` + valid + `{"id":2,` + valid,
		},
		"space around": {stdin: " \t" + request("1") + " \n", stdout: `{"id":1,` + valid},
		"ids of all kinds": {
			stdin:  request(`"a\"ä"`) + "\n" + request("null") + "\n" + request(`{"n":[1,2.5e3]}`) + "\n" + request("-0.5"),
			stdout: `{"id":"a\"ä",` + valid + `{"id":null,` + valid + `{"id":{"n":[1,2.5e3]},` + valid + `{"id":-0.5,` + valid,
		},
		"no id": {stdin: `{"operation":"GetId","request":` + validRequest + "}", stdout: `{"id":null,` + valid},
		"other members": {
			stdin:  `{"at":"2026","operation":"GetId","x":{"y":[]},"request":` + validRequest + `,"z":"\u0041"}`,
			stdout: `{"id":null,` + valid,
		},
		"escaped names": {
			stdin: `{"\u0069d":7,"operation":"Get\u0049d","req\u0075est":` + validRequest + "}", stdout: `{"id":7,` + valid,
		},
		"body with brackets": {
			stdin: `{"id":1,"operation":"GetId","request":` + strings.Replace(validRequest, "123456789012", `}]\\\"{[`, 1) +
				"}",
			code:   1,
			stdout: `{"id":1,"valid":false,…`,
		},
		"response": {
			stdin:  `{"id":1,"operation":"GetId","response":{"IdentityId":7}}`,
			code:   1,
			stdout: `{"id":1,"valid":false,…"path":"/IdentityId","code":"type"…`,
		},
		"body of no kind": {
			stdin: `{"id":1,"operation":"GetId","request":tru}`, code: 1, stdout: `{"id":1,"valid":false,…"code":"syntax"…`,
		},
		"body that is a list": {
			stdin: `{"id":1,"operation":"GetId","request":[]}`, code: 1, stdout: `{"id":1,"valid":false,…"code":"type"…`,
		},
		"order kept, rest goes on": {
			stdin: request("1") + "\n{\n" + request("3") + "\n\n" + `{"id":5,"operation":"GetIdd","request":{}}` + "\n" +
				request("6"),
			code: 2,
			stdout: `{"id":1,` + valid + malformed("null", 2, endsInside) + `{"id":3,` + valid +
				undecided("5", 5, "unknown operation",
					`"unknown operation \"GetIdd\"; did you mean …","nearest":["cognito-identity.GetId"…]}}`) + "\n" + `{"id":6,` +
				valid,
		},
		"ambiguous": {
			stdin: `{"id":"x","operation":"TagResource","request":{}}`,
			code:  2,
			stdout: undecided(`"x"`, 1, "ambiguous operation",
				`"…","candidates":["cognito-identity.TagResource","cognito-idp.TagResource"]}}`) + "\n",
		},
		"body over the limit": {
			stdin: `{"id":1,"operation":"GetId","request":"` + strings.Repeat("x", 4<<20) + `"}` + "\n" + request("2"),
			code:  2,
			stdout: undecided("1", 1, "too large", `"body is over the size limit of 4,194,304 bytes"}}`) + "\n" + `{"id":2,` +
				valid,
		},
		"line over the limit": {
			stdin: `{"id":1,"operation":"GetId","request":"` + strings.Repeat("x", 9<<20) + `"}` + "\n" + request("2"),
			code:  2,
			stdout: undecided("null", 1, "too large", `"the line is over the limit of 4,259,840 bytes"}}`) + "\n" +
				`{"id":2,` + valid,
		},
		"last line over the limit": {
			stdin: request("1") + "\n" + strings.Repeat("x", 9<<20),
			code:  2,
			stdout: `{"id":1,` + valid +
				undecided("null", 2, "too large", `"the line is over the limit of 4,259,840 bytes"}}`) + "\n",
		},
		"text": {
			stdin: "hello",
			code:  2,
			stdout: malformed("null", 1,
				`"the line is not a JSON object such as {\"id\":1,\"operation\":\"service.Operation\",\"request\":{}}"`),
		},
		"list": {stdin: "[1]", code: 2, stdout: malformed("null", 1, `"the line is not a JSON object…"`)},
		"mark behind a space": {
			stdin: " \ufeff" + request("1"),
			code:  2,
			stdout: malformed("null", 1,
				`"the line begins with a byte order mark, which no editor shows: save the file as UTF-8 without one"`),
		},
		"byte order mark": {
			stdin: "\ufeff" + request("1"),
			code:  2,
			stdout: malformed("null", 1,
				`"the line begins with a byte order mark, which no editor shows: save the file as UTF-8 without one"`),
		},
		"NUL bytes": {
			stdin: "\x00\x00", code: 2, stdout: malformed("null", 1, `"the line is not a JSON object…"`),
		},
		"empty object": {stdin: "{}", code: 2, stdout: malformed("null", 1, `"\"operation\" is missing"`)},
		"no operation": {
			stdin: `{"id":9,"request":{}}`, code: 2, stdout: malformed("9", 1, `"\"operation\" is missing"`),
		},
		"operation of no kind": {
			stdin: `{"id":9,"operation":7,"request":{}}`, code: 2, stdout: malformed("9", 1, `"\"operation\" is not a string"`),
		},
		"operation too long": {
			stdin:  `{"id":9,"operation":"` + strings.Repeat("x", 2000) + `","request":{}}`,
			code:   2,
			stdout: malformed("9", 1, `"\"operation\" is 2002 bytes long; no operation has such a name"`),
		},
		"operation malformed": {
			stdin: `{"id":9,"operation":"\x","request":{}}`, code: 2, stdout: malformed("9", 1, `"\"operation\" is malformed"`),
		},
		"no request": {
			stdin:  `{"id":9,"operation":"GetId","requst":{}}`,
			code:   2,
			stdout: malformed("9", 1, `"\"request\" is missing, or \"response\""`),
		},
		"request and response": {
			stdin:  `{"id":9,"operation":"GetId","request":{},"response":{}}`,
			code:   2,
			stdout: malformed("9", 1, `"both \"request\" and \"response\" are there; give one"`),
		},
		"twice": {
			stdin:  `{"id":9,"operation":"GetId","request":{},"operation":"GetId"}`,
			code:   2,
			stdout: malformed("9", 1, `"\"operation\" is there twice"`),
		},
		"id malformed": {
			stdin:  `{"id":nul,"operation":"GetId","request":{}}`,
			code:   2,
			stdout: malformed("null", 1, `"\"id\" is not a JSON value"`),
		},
		"id of invalid UTF-8": {
			stdin:  "{\"id\":\"\xff\",\"operation\":\"GetId\",\"request\":{}}",
			code:   2,
			stdout: malformed("null", 1, `"\"id\" is not a JSON value"`),
		},
		"id with leading zeros": {
			stdin:  `{"id":007,"operation":"GetId","request":{}}`,
			code:   2,
			stdout: malformed("null", 1, `"\"id\" is not a JSON value"`),
		},
		"other malformed": {
			stdin:  `{"id":9,"x":[1,],"operation":"GetId","request":{}}`,
			code:   2,
			stdout: malformed("9", 1, `"the value at column 13 is malformed"`),
		},
		"name malformed": {
			stdin: `{"id":9,"\x":1}`, code: 2, stdout: malformed("9", 1, `"the member's name before column 14 is malformed"`),
		},
		"no name": {
			stdin: `{"id":9,}`, code: 2, stdout: malformed("9", 1, `"a member's name is expected at column 9"`),
		},
		"no colon": {
			stdin: `{"id" 9}`, code: 2, stdout: malformed("null", 1, `"a colon is expected at column 7"`),
		},
		"no value": {
			stdin: `{"id":}`, code: 2, stdout: malformed("null", 1, `"a value is expected at column 7"`),
		},
		"no comma": {
			stdin: `{"id":1 "operation":"GetId"}`, code: 2, stdout: malformed("1", 1, `"a comma is expected at column 9"`),
		},
		"two objects": {
			stdin:  request("1") + request("2"),
			code:   2,
			stdout: malformed("1", 1, `"there is more after the object; put each object on a line of its own"`),
		},
		"ends in a string": {
			stdin: `{"id":"a`, code: 2, stdout: malformed("null", 1, endsInside),
		},
		"ends in an escape": {
			stdin: `{"id":"a\`, code: 2, stdout: malformed("null", 1, endsInside),
		},
		"ends in a body": {
			stdin:  `{"id":1,"operation":"GetId","request":{"a":"b}`,
			code:   2,
			stdout: malformed("1", 1, endsInside),
		},
		"ends behind a value": {
			stdin: `{"id":1`, code: 2, stdout: malformed("null", 1, endsInside),
		},
		"ends behind a comma": {
			stdin: `{"id":1, `, code: 2, stdout: malformed("1", 1, endsInside),
		},
		"ends behind a colon": {
			stdin: `{"id": `, code: 2, stdout: malformed("null", 1, endsInside),
		},
		"ends behind a name": {
			stdin: `{"id"`, code: 2, stdout: malformed("null", 1, endsInside),
		},
		"many brackets": {
			stdin: strings.Repeat("[", 100_000) + "\n" + `{"request":` + strings.Repeat("[", 100_000),
			code:  2,
			stdout: malformed("null", 1, `"the line is not a JSON object…"`) +
				malformed("null", 2, endsInside),
		},
		"deep body": {
			stdin:  `{"operation":"GetId","request":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "}",
			code:   1,
			stdout: `{"id":null,"valid":false,…`,
		},
		"many escapes": {
			stdin:  `{"id":"` + strings.Repeat(`\\`, 1<<20),
			code:   2,
			stdout: malformed("null", 1, endsInside),
		},
	} {
		t.Run(name, func(t *testing.T) {
			var first string
			for _, args := range [][]string{
				{"--engine=native", "--jobs=1"}, {"--engine=native", "--jobs=3"}, {"--engine=wasm", "--jobs=2"},
			} {
				code, stdout, stderr := run(t, test.stdin, append([]string{"batch"}, args...)...)
				if code != test.code || stderr != "" {
					t.Errorf("%q: exit code %d, want %d; stderr %q", args, code, test.code, stderr)
				}
				if first == "" {
					first = stdout
					wantText(t, "stdout", stdout, test.stdout)
				} else if stdout != first {
					t.Errorf("%q: stdout is\n%.1000s\nwith one job\n%.1000s", args, stdout, first)
				}
				for _, line := range strings.SplitAfter(stdout, "\n") {
					if line != "" && !json.Valid([]byte(line)) {
						t.Errorf("%q: not JSON: %.300s", args, line)
					}
				}
			}
		})
	}
}

// However the stream comes in pieces, and however many work on it, the lines are the same.
func TestBatchInPieces(t *testing.T) {
	var in bytes.Buffer
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 3000 {
		switch random.IntN(12) {
		case 0:
			in.WriteString("{malformed\n")
		case 1:
			in.WriteString("\n")
		case 2:
			fmt.Fprintf(&in, `{"id":%d,"operation":"GetId","request":{"IdentityPoolId":%q}}`+"\n", n,
				strings.Repeat("x", random.IntN(2000)))
		default:
			fmt.Fprintf(&in, `{"id":%d,"operation":"GetId","request":%s}`+"\r\n", n, validRequest)
		}
	}
	text := in.String()
	read := func(in io.Reader, jobs int, limit int) (string, tally) {
		t.Helper()
		var out bytes.Buffer
		b := &batch{checker: &checkers{checker: validator.NewChecker(validator.Options{})}, jobs: jobs, out: &out,
			progress: &progress{}, in: &chunkReader{in: in, limit: limit, next: 1}}
		if err := b.run(context.Background()); err != nil {
			t.Fatal(err)
		}
		return out.String(), b.total
	}
	want, counts := read(strings.NewReader(text), 1, lineLimit)
	if counts.valid < 1000 || counts.invalid < 100 || counts.undecided < 100 {
		t.Fatalf("counts %+v", counts)
	}
	if lines := int64(strings.Count(want, "\n")); lines != counts.valid+counts.invalid+counts.undecided {
		t.Errorf("%d lines, counts %+v", lines, counts)
	}
	for name, in := range map[string]io.Reader{
		"a byte each time":    iotest.OneByteReader(strings.NewReader(text)),
		"half of what's free": iotest.HalfReader(strings.NewReader(text)),
		"the end with data":   iotest.DataErrReader(strings.NewReader(text)),
		"as it is":            strings.NewReader(text),
	} {
		for _, jobs := range []int{1, 4} {
			if name == "as it is" && jobs == 1 {
				continue
			}
			got, total := read(in, jobs, lineLimit)
			if name != "as it is" {
				in = strings.NewReader(text)
			}
			if got != want || total != counts {
				t.Errorf("%s, %d jobs: %d bytes, want %d; counts %+v", name, jobs, len(got), len(want), total)
			}
		}
	}
}

// A line at the limit passes, one over it does not, and the line numbers stay right.
func TestChunkReader(t *testing.T) {
	const limit = 100
	line := func(length int) string { return strings.Repeat("x", length) }
	in := strings.Join([]string{
		line(limit), line(limit) + "\r", line(limit + 2), line(3), line(limit + 1000), "", line(limit),
	}, "\n")
	for name, reader := range map[string]func(io.Reader) io.Reader{
		"whole": func(in io.Reader) io.Reader { return in },
		"bytes": iotest.OneByteReader,
	} {
		t.Run(name, func(t *testing.T) {
			r := &chunkReader{in: reader(strings.NewReader(in)), limit: limit, next: 1}
			c := new(chunk)
			lines, tooLong := int64(0), 0
			for {
				err := r.fill(c)
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				if c.first != lines+1 {
					t.Errorf("a chunk starts at line %d, want %d", c.first, lines+1)
				}
				if c.tooLong {
					tooLong++
					lines++
					continue
				}
				text := string(c.lines)
				lines += int64(strings.Count(text, "\n"))
				if !strings.HasSuffix(text, "\n") {
					lines++
				}
			}
			if lines != 7 {
				t.Errorf("%d lines, want 7", lines)
			}
			// In one piece, what is over the limit but ends in the same chunk is for the worker to see.
			if name == "bytes" && tooLong != 2 {
				t.Errorf("%d lines over the limit, want 2", tooLong)
			}
		})
	}
}

// However large a chunk's buffer is, it is not filled with lines, and lines with large reports are handed out a few at
// a time.
func TestChunkSize(t *testing.T) {
	const count = 5000
	line := strings.Repeat("x", 999) + "\n"
	r := &chunkReader{in: strings.NewReader(strings.Repeat(line, count)), limit: lineLimit, next: 1}
	c := &chunk{lines: make([]byte, 0, keptSize), reports: make([]byte, 0, keptSize)}
	lines, fills := 0, 0
	for ; ; fills++ {
		err := r.fill(c)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if c.first != int64(lines+1) || len(c.lines) == 0 || len(c.lines)%len(line) != 0 {
			t.Fatalf("%d bytes from line %d on, want %d", len(c.lines), c.first, lines+1)
		}
		if len(c.lines) > 2*chunkSize || cap(r.rest) > 4*chunkSize {
			t.Fatalf("a chunk of %d bytes, %d kept", len(c.lines), cap(r.rest))
		}
		got := len(c.lines) / len(line)
		// The reports on lines 1001 to 2000 are large, there are none on 2001 to 3000, the others are as long as the lines.
		switch {
		case lines > 1100 && lines < 1900:
			if got > 5 {
				t.Errorf("%d lines from %d on, want 5", got, lines+1)
			}
		case lines > 2100 && lines < 4900:
			if got < 50 {
				t.Errorf("%d lines from %d on, want a full chunk", got, lines+1)
			}
		}
		switch lines += got; {
		case lines > 1000 && lines <= 2000:
			c.written = got * 100_000
		case lines > 2000 && lines <= 3000:
		default:
			c.reports = c.reports[:len(c.lines)]
		}
	}
	if lines != count || fills > 500 {
		t.Errorf("%d lines in %d chunks", lines, fills)
	}
}

// heavyLine is a short line with a long report: every violation's path has the long key.
var heavyLine = `{"id":1,"operation":"cognito-identity.SetIdentityPoolRoles",` +
	`"request":{"IdentityPoolId":"us-east-1:1","Roles":{},"RoleMappings":{"` +
	strings.Repeat("k", 700) + `":{"Type":"Rules","RulesConfiguration":{"Rules":[{}` + strings.Repeat(",{}", 200) +
	"]}}}}}\n"

// Reports that are written in parts are the same, in the order of the lines.
func TestBatchInParts(t *testing.T) {
	var in, want bytes.Buffer
	var counts tally
	read := func(in string, jobs int) (string, tally) {
		t.Helper()
		var out bytes.Buffer
		b := &batch{checker: &checkers{checker: validator.NewChecker(validator.Options{})}, jobs: jobs, out: &out,
			progress: &progress{}, in: &chunkReader{in: strings.NewReader(in), limit: lineLimit, next: 1}}
		if err := b.run(context.Background()); err != nil {
			t.Fatal(err)
		}
		return out.String(), b.total
	}
	for n := range 150 {
		line := strings.Replace(heavyLine, `"id":1`, fmt.Sprintf(`"id":%d`, n), 1)
		// Heavy lines all at once first, then some between others.
		if n >= 30 && n%10 > 0 {
			line = fmt.Sprintf(`{"id":%d,"operation":"GetId","request":%s}`+"\n", n, validRequest)
		}
		report, counted := read(line, 1)
		in.WriteString(line)
		want.WriteString(report)
		counts.add(counted)
	}
	if want.Len() < 10*partSize {
		t.Fatalf("the reports are %d bytes only", want.Len())
	}
	for _, jobs := range []int{1, 2, 5} {
		if got, total := read(in.String(), jobs); got != want.String() || total != counts {
			t.Errorf("%d jobs: %d bytes, want %d; counts %+v, want %+v", jobs, len(got), want.Len(), total, counts)
		}
	}
}

// A producer that waits for the report on one line before it writes the next gets it.
func TestBatchAnswersAtOnce(t *testing.T) {
	for _, jobs := range []string{"1", "3"} {
		in, feed := io.Pipe()
		answers, out := io.Pipe()
		ended := make(chan int)
		go func() {
			code := doMain([]string{"batch", "--engine=native", "--jobs", jobs}, in, out, io.Discard)
			out.Close()
			ended <- code
		}()
		buffer := make([]byte, 4096)
		for n := range 20 {
			fmt.Fprintf(feed, `{"id":%d,"operation":"GetId","request":%s}`+"\n", n, validRequest)
			length, err := answers.Read(buffer)
			if err != nil || !strings.HasPrefix(string(buffer[:length]), fmt.Sprintf(`{"id":%d,"valid":true`, n)) {
				t.Fatalf("%s, %v", buffer[:length], err)
			}
		}
		feed.Close()
		if _, err := answers.Read(buffer); err != io.EOF {
			t.Errorf("after the end: %v", err)
		}
		if code := <-ended; code != 0 {
			t.Errorf("exit code %d", code)
		}
	}
}

// endless gives the same lines until so many bytes are read.
type endless struct {
	lines []byte
	at    int
	left  int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, e.lines[e.at:])
	e.at = (e.at + n) % len(e.lines)
	e.left -= int64(n)
	return n, nil
}

// The memory in use does not grow with the input, not even when lines are as long as they may be.
func TestBatchMemory(t *testing.T) {
	// The module, not package validator: under the race detector a sync.Pool loses what is put into it.
	flags := engineFlags{name: "wasm"}
	checker, err := flags.openBoth(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	defer closeChecker(checker)
	long := `{"id":1,"operation":"GetId","request":{"IdentityPoolId":"` + strings.Repeat("x", 4<<20-100) + `"}}` + "\n"
	// Buffers that grew for a long line, then lines with reports that are hundreds of times as long.
	heavy := strings.Repeat(strings.Replace(long, strings.Repeat("x", 2<<20), "", 1), 9) + strings.Repeat(heavyLine, 1000)
	for name, test := range map[string]struct {
		lines string
		total int64
		// most is how much more may be in use at the peak.
		most int64
	}{
		// Six chunks of the longest line, some of them more than once until the collector comes.
		"short lines":          {string(batchLines(1000)), 256 << 20, 200 << 20},
		"the longest lines":    {long, 256 << 20, 200 << 20},
		"lines over the limit": {strings.Repeat("x", 16<<20) + "\n", 512 << 20, 200 << 20},
		"long reports":         {heavy, int64(len(heavy)), 120 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after, peak runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			out := &sampler{peak: &peak}
			b := &batch{checker: checker, jobs: 2, out: out, progress: &progress{},
				in: &chunkReader{in: &endless{lines: []byte(test.lines), left: test.total}, limit: lineLimit, next: 1}}
			if err := b.run(context.Background()); err != nil {
				t.Fatal(err)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			if grown := int64(peak.HeapInuse) - int64(before.HeapInuse); grown > test.most {
				t.Errorf("%d bytes more in use at the peak", grown)
			}
			if grown := int64(after.HeapInuse) - int64(before.HeapInuse); grown > 40<<20 {
				t.Errorf("%d bytes more in use at the end", grown)
			}
		})
	}
}

// sampler takes note of the memory in use while reports are written.
type sampler struct {
	peak    *runtime.MemStats
	sampled time.Time
}

func (s *sampler) Write(p []byte) (int, error) {
	if time.Since(s.sampled) > 10*time.Millisecond {
		s.sampled = time.Now()
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		if now.HeapInuse > s.peak.HeapInuse {
			*s.peak = now
		}
	}
	return len(p), nil
}

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := &progress{to: &out, started: time.Now().Add(-2 * time.Second)}
	p.show(tally{valid: 1_234_000, invalid: 500, undecided: 0})
	p.show(tally{valid: 1_235_000}) // too soon after the one before
	p.end(tally{valid: 1_236_000, invalid: 500, undecided: 7})
	lines := strings.Split(out.String(), "\r")
	if len(lines) != 3 ||
		!strings.HasPrefix(lines[1], "1,234,500 checked: 1,234,000 valid, 500 invalid, 0 undecided, 61") ||
		!strings.HasPrefix(lines[2], "\x1b[K1,236,507 checked: 1,236,000 valid, 500 invalid, 7 undecided, 61") ||
		!strings.HasSuffix(lines[2], "s\n") {
		t.Errorf("%q", lines)
	}
	newProgress(io.Discard, io.Discard).end(tally{})
}

// parseEnvelope finds in every line that it accepts what encoding/json finds there.
func FuzzEnvelope(f *testing.F) {
	for _, line := range []string{
		`{"id":1,"operation":"GetId","request":{"a":[1,"}"]}}`, ` { "operation" : "x" , "response" : null } `,
		`{"\u0069d":"\"","operation":"\u0041","request":1e5,"x":[{}]}`, `{"id":{"a":{}},"operation":"","request":"\\"}`,
		`{}`, `[`, `{"id":`,
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		e, err := parseEnvelope(line)
		if err != nil {
			return
		}
		name, err := e.name()
		if err != nil || !json.Valid(e.body) || !json.Valid(line) {
			return
		}
		var decoded map[string]json.RawMessage
		if err := json.Unmarshal(line, &decoded); err != nil {
			t.Fatalf("accepted, but %v: %q", err, line)
		}
		body := decoded["request"]
		if e.response {
			body = decoded["response"]
		}
		var operation string
		if err := json.Unmarshal(decoded["operation"], &operation); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(body, e.body) || !bytes.Equal(decoded["id"], e.id) || operation != name {
			t.Errorf("%q: body %q, id %q, operation %q", line, e.body, e.id, name)
		}
	})
}

// TestBatchReasons: what could not be decided says so with a reason that programs can tell apart.
func TestBatchReasons(t *testing.T) {
	for _, test := range []struct {
		err    error
		reason string
	}{
		{validator.ErrTooLarge, "too large"},
		{validator.ErrTooManyNames, "too many names"},
		{validator.ErrTooCostly, "too costly"},
		{errors.New("a trap"), "module"},
	} {
		var c chunk
		c.undecided([]byte("1"), 2, test.err)
		want := `{"id":1,"line":2,"undecided":{"reason":"` + test.reason + `",`
		if !strings.HasPrefix(string(c.reports), want) || c.tally.undecided != 1 {
			t.Errorf("%v: %s", test.err, c.reports)
		}
	}
}
