package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"sync"
	"time"

	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

// lineLimit is the length of the longest line, in bytes: a body at its limit, and 64 KiB for the rest of the line.
const lineLimit = validator.DefaultLimit + 64<<10

// batchCommand is cognitocheck batch.
type batchCommand struct {
	engine  engineFlags
	reports reportFlags
	jobs    int
}

func newBatch() *cobra.Command {
	var c batchCommand
	cmd := &cobra.Command{
		Use:   "batch [flags] [FILE]",
		Short: "Check many requests and responses, one on each line",
		Long: fmt.Sprintf(`Check the requests and responses in FILE, or on standard input, one on each line:

  {"id":1,"operation":"cognito-identity.GetId","request":{…}}
  {"id":"b","operation":"cognito-idp.SignUp","response":{…}}

For each, in the order of the input, a line with the id (any JSON value, null when there
is none) and the report: {"id":1,"valid":true,…}. For a line that is malformed, has an
unknown operation or is over the limit of %s bytes there is one with its number and
the reason, and the rest goes on:

  {"id":null,"line":3,"undecided":{"reason":"malformed","message":"…"}}

A response may have its timestamps as text, as version 2 of the aws command line prints
them; its report then has "timestamps":"text" after the id.

Other members of a line are ignored, and so are empty lines. FILE may be compressed by
gzip. With --quiet the lines of what is valid are left out. The other forms of reports
are those of cognitocheck check, with the line's number in FILE. The memory used does not
depend on the length of the input, except for --format junit, which keeps its cases.

Exit code: 0 all valid, 1 some are invalid, 2 some could not be decided or bad usage.`, formatNumber(lineLimit)),
		Example: `  cognitocheck batch requests.ndjson > reports.ndjson
  cognitocheck batch --rules team.rules requests.ndjson > reports.ndjson
  cognitocheck batch --quiet --level unknown=off < requests.ndjson > invalid.ndjson
  cognitocheck batch --format text --jobs 1 requests.ndjson.gz`,
		Args: atMostOne,
		RunE: c.run,
	}
	c.engine.add(cmd)
	c.reports.add(cmd, "json")
	cmd.Flags().IntVar(&c.jobs, "jobs", runtime.GOMAXPROCS(0),
		"check as many at the same time as this `NUMBER`; default: one for each core")
	return cmd
}

func (c *batchCommand) run(cmd *cobra.Command, args []string) error {
	if c.jobs < 1 || c.jobs > 1024 {
		return fmt.Errorf("--jobs is 1 to 1024, not %d", c.jobs)
	}
	in := input{name: "-"}
	if len(args) > 0 {
		in.name = args[0]
	}
	file, err := in.open(cmd.InOrStdin())
	if err != nil {
		return err
	}
	defer file.Close()
	reporter, err := c.reports.open(cmd)
	if err != nil {
		return err
	}
	checker, err := c.engine.openBoth(cmd.Context(), c.jobs)
	if err != nil {
		return err
	}
	defer closeChecker(checker)

	plain, err := decompress(file)
	if err != nil {
		return in.readError(err)
	}
	shown := newProgress(cmd.ErrOrStderr(), cmd.OutOrStdout())
	b := &batch{checker: checker, jobs: c.jobs, out: cmd.OutOrStdout(), progress: shown, quiet: c.reports.quiet,
		in: &chunkReader{in: plain, limit: lineLimit, next: 1}, source: in}
	if c.reports.format != "json" {
		b.reporter = reporter
	}
	err = b.run(cmd.Context())
	if err == nil && b.reporter != nil {
		shown.clear()
		err = reporter.end()
	}
	shown.end(b.total)
	switch {
	case err != nil:
		return err
	case b.total.undecided > 0:
		return exitError(exitUndecided)
	case b.total.invalid > 0:
		return exitError(exitInvalid)
	}
	return nil
}

// tally counts verdicts.
type tally struct{ valid, invalid, undecided int64 }

func (t *tally) add(other tally) {
	t.valid += other.valid
	t.invalid += other.invalid
	t.undecided += other.undecided
}

// batch is the work of cognitocheck batch.
type batch struct {
	checker *checkers
	jobs    int
	in      *chunkReader
	source  input // what in reads
	out     io.Writer
	// reporter writes reports in another form than lines of JSON; nil for those.
	reporter reporter
	// quiet leaves out what is valid.
	quiet    bool
	progress *progress
	total    tally
}

// run reads, checks and writes in b.jobs goroutines: each reads a chunk, checks it, and writes it when it is its turn.
// A chunk that is ready before that is written by whoever writes the one before it. So nothing waits for another
// goroutine to be scheduled, as long as there is something to check. A fixed number of chunks goes round, which bounds
// the memory, however far one goroutine falls behind: a chunk with many reports writes them in parts, when it is its
// turn.
func (b *batch) run(ctx context.Context) error {
	t := newTurns(3 * b.jobs)
	var (
		reading sync.Mutex
		count   int
		ended   error // what ended the reading
		workers sync.WaitGroup
	)
	read := func(c *chunk) bool {
		reading.Lock()
		defer reading.Unlock()
		if ended == nil {
			c.number, ended = count, b.in.fill(c)
			count++
		}
		return ended == nil
	}
	failed := make(chan error, 1)
	for range b.jobs {
		workers.Go(func() {
			w := newWorker(b.checker)
			w.quiet, w.placed = b.quiet, b.reporter != nil
			for c := t.take(); c != nil && read(c); c = t.take() {
				err := w.check(ctx, c, func() error { return t.part(c, b.write) })
				if err == nil {
					err = t.pass(c, b.write)
				}
				if err != nil {
					failed <- err
					return
				}
			}
		})
	}
	go func() {
		workers.Wait()
		close(failed)
	}()
	// On a failure to write the others are not waited for: they may be reading input that never comes.
	if err, ok := <-failed; ok {
		return err
	}
	if ended != nil && !errors.Is(ended, io.EOF) {
		return b.source.readError(ended)
	}
	return nil
}

// write writes the reports that a chunk holds.
func (b *batch) write(c *chunk) error {
	b.progress.clear()
	if err := b.writeReports(c); err != nil {
		return err
	}
	b.total.add(c.tally)
	b.progress.show(b.total)
	return nil
}

func (b *batch) writeReports(c *chunk) error {
	if b.reporter == nil {
		return writeTo(b.out, c.reports)
	}
	rest := c.reports
	for _, at := range c.places {
		line, next, _ := bytes.Cut(rest, []byte{'\n'})
		rest = next
		o := &outcome{source: b.source.source(), line: at.number, label: string(at.id), response: at.response, err: at.err}
		if o.err == nil {
			var report validator.Report
			if err := json.Unmarshal(line, &report); err != nil {
				return err // The report is JSON, with the id before its members.
			}
			o.add(report, body{text: at.text, start: at.start, firstLine: int(at.number)})
		} else {
			o.err = fmt.Errorf("%s: %w", o.name(), o.err)
		}
		if err := b.reporter.report(o); err != nil {
			return err
		}
	}
	return nil
}

// worker checks lines. One goroutine at a time may use it.
type worker struct {
	checkers *checkers
	session  session
	// texts is the session for responses with timestamps as text; nil before the first of them.
	texts session
	times *timeReader
	// names holds the names of operations as they are in the lines, and what they say.
	names map[string]string
	// quiet leaves out what is valid, placed keeps where reports belong.
	quiet, placed bool
}

// mostNames bounds worker.names.
const mostNames = 1024

func newWorker(c *checkers) *worker {
	return &worker{checkers: c, session: newSession(c.checker), times: newTimeReader(), names: map[string]string{}}
}

// release gives back what the sessions hold.
func (w *worker) release() {
	w.session.Release()
	if w.texts != nil {
		w.texts.Release()
	}
}

// openTexts returns the session for responses with timestamps as text.
func (w *worker) openTexts() (session, error) {
	if w.texts == nil {
		texts, err := w.checkers.texts()
		if err != nil {
			return nil, err
		}
		w.texts = newSession(texts)
	}
	return w.texts, nil
}

// check checks the lines of a chunk. When it holds partSize of reports and there are more lines, part must write them;
// its error ends the check.
func (w *worker) check(ctx context.Context, c *chunk, part func() error) error {
	c.placed = w.placed
	if c.tooLong {
		c.undecided(nil, c.first, fmt.Errorf("%w %s bytes", errLineTooLong, formatNumber(lineLimit)))
		return nil
	}
	// Not while reading or writing, which may take for ever.
	defer w.release()
	line := c.first
	for rest := c.lines; len(rest) > 0; line++ {
		if len(c.reports) >= partSize {
			w.release()
			if err := part(); err != nil {
				return err
			}
			c.written += len(c.reports)
			c.empty()
		}
		var text []byte
		if end := bytes.IndexByte(rest, '\n'); end >= 0 {
			text, rest = rest[:end], rest[end+1:]
		} else {
			text, rest = rest, nil
		}
		text = bytes.TrimSuffix(text, []byte{'\r'})
		if skipSpace(text, 0) == len(text) {
			continue
		}
		if len(text) > lineLimit {
			c.undecided(nil, line, fmt.Errorf("%w %s bytes", errLineTooLong, formatNumber(lineLimit)))
			continue
		}
		w.checkLine(ctx, c, line, text)
	}
	return nil
}

func (w *worker) checkLine(ctx context.Context, c *chunk, line int64, text []byte) {
	parts, err := parseEnvelope(text)
	if err != nil {
		c.undecided(parts.id, line, malformedError{err})
		return
	}
	name, ok := w.names[string(parts.operation)]
	if !ok {
		if name, err = parts.name(); err != nil {
			c.undecided(parts.id, line, malformedError{err})
			return
		}
		if len(w.names) < mostNames {
			w.names[string(parts.operation)] = name
		}
	}
	start := len(c.reports)
	c.reports = appendID(c.reports, parts.id)
	appendReport := w.session.AppendReport
	if parts.response {
		appendReport = w.session.AppendResponseReport
		if w.times.isText(name, parts.body) {
			texts, err := w.openTexts()
			if err != nil {
				c.reports = c.reports[:start]
				c.undecided(parts.id, line, err)
				return
			}
			appendReport = texts.AppendResponseReport
			c.reports = append(append(c.reports, ','), textTimesMember...)
		}
	}
	at := len(c.reports)
	reports, valid, err := appendReport(ctx, c.reports, name, parts.body)
	if err != nil {
		c.reports = c.reports[:start]
		c.undecided(parts.id, line, err)
		return
	}
	// The report's own opening bracket gives way to the comma after the id.
	reports[at] = ','
	c.reports = append(reports, '\n')
	if valid {
		c.tally.valid++
	} else {
		c.tally.invalid++
	}
	switch {
	case valid && w.quiet:
		c.reports = c.reports[:start]
	case c.placed:
		c.places = append(c.places, linePlace{number: line, id: parts.id, text: text, response: parts.response,
			// Both end where the line's memory does.
			start: cap(text) - cap(parts.body)})
	}
}

func appendID(out, id []byte) []byte {
	out = append(out, `{"id":`...)
	if id == nil {
		return append(out, "null"...)
	}
	return append(out, id...)
}

// errLineTooLong is the reason of a line over the limit.
var errLineTooLong = errors.New("the line is over the limit of")

// malformedError is the reason of a line that is not what batch reads.
type malformedError struct{ err error }

func (e malformedError) Error() string { return e.err.Error() }

// undecided adds the line for an input line that could not be decided.
func (c *chunk) undecided(id []byte, line int64, err error) {
	c.tally.undecided++
	reason := newUndecided(err)
	if errors.Is(err, validator.ErrTooLarge) {
		reason.Message = validator.ErrTooLarge.Error() + " of " + formatNumber(validator.DefaultLimit) + " bytes"
	}
	if c.placed {
		c.places = append(c.places, linePlace{number: line, id: id, err: errors.New(reason.Message)})
	}
	c.reports = appendID(c.reports, id)
	c.reports = append(c.reports, `,"line":`...)
	c.reports = strconv.AppendInt(c.reports, line, 10)
	c.reports = append(c.reports, `,"undecided":`...)
	c.reports = append(c.reports, plainjson.Marshal(reason)...)
	c.reports = append(c.reports, "}\n"...)
}

// progress is a line on a terminal that tells how far a batch is, and one at the end.
type progress struct {
	to io.Writer // nil when standard error is no terminal
	// shared tells that the reports go to a terminal too: the line must be gone before they are written.
	shared  bool
	started time.Time
	shown   time.Time
	// there tells that the line is on the terminal.
	there bool
}

func newProgress(stderr, stdout io.Writer) *progress {
	p := &progress{started: time.Now()}
	if isTerminal(stderr) {
		p.to, p.shared = stderr, isTerminal(stdout)
	}
	return p
}

// show shows how far the batch is, five times a second at most.
func (p *progress) show(t tally) {
	if p.to == nil || time.Since(p.shown) < 200*time.Millisecond {
		return
	}
	p.shown, p.there = time.Now(), true
	// A failure to show progress is nothing to stop for.
	_, _ = fmt.Fprintf(p.to, "\r%s\x1b[K", p.text(t))
}

// clear takes the line away where reports are about to be written in its place.
func (p *progress) clear() {
	if p.there && p.shared {
		p.there = false
		_, _ = io.WriteString(p.to, clearLine)
	}
}

// end replaces the line by the summary.
func (p *progress) end(t tally) {
	if p.to == nil {
		return
	}
	start := ""
	if p.there {
		start = clearLine
	}
	_, _ = fmt.Fprintf(p.to, "%s%s in %s\n", start, p.text(t), time.Since(p.started).Round(time.Millisecond))
}

// clearLine takes away what is on the terminal's line.
const clearLine = "\r\x1b[K"

func (p *progress) text(t tally) string {
	count := t.valid + t.invalid + t.undecided
	perSecond := float64(count) / max(time.Since(p.started).Seconds(), 0.001)
	return fmt.Sprintf("%s checked: %s valid, %s invalid, %s undecided, %s a second",
		formatNumber(count), formatNumber(t.valid), formatNumber(t.invalid), formatNumber(t.undecided),
		formatNumber(int64(perSecond)))
}
