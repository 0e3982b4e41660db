package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/prometheus/client_golang/prometheus"
)

// openLog returns the logger that the flags ask for, and its queue, which must be ended.
func (c *serveCommand) openLog(stderr io.Writer) (*logQueue, *slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.logLevel)); err != nil || strings.ContainsAny(c.logLevel, "+-") {
		return nil, nil, fmt.Errorf("--log-level is debug, info, warn or error, not %q", c.logLevel)
	}
	options := &slog.HandlerOptions{Level: level}
	format := func(to io.Writer) slog.Handler { return slog.NewTextHandler(to, options) }
	switch c.logFormat {
	case "text":
	case "json":
		format = func(to io.Writer) slog.Handler { return slog.NewJSONHandler(to, options) }
	default:
		return nil, nil, fmt.Errorf("--log-format is text or json, not %q", c.logFormat)
	}
	q := newLogQueue(stderr, mostQueued, slog.New(format(stderr)))
	go q.run()
	return q, slog.New(format(q)), nil
}

// leadStandardLog leads what net/http writes to package log to the logger, until restore is called.
func leadStandardLog(logger *slog.Logger) (restore func()) {
	flags, output := log.Flags(), log.Writer()
	log.SetFlags(0)
	log.SetOutput(precheck.NetLog(logger).Writer())
	return func() {
		log.SetFlags(flags)
		log.SetOutput(output)
	}
}

const (
	// mostQueued is how many log records wait for whoever reads the log. Most have some 300 bytes.
	mostQueued = 4096
	// logPatience is how long serve waits at its end for somebody to read one more record.
	logPatience = 2 * time.Second
)

// logQueue writes log records one by one, and lets nobody wait for it: the reader of a pipe may have stopped reading.
// What there is no room for and what cannot be written is lost; that is counted, and told in the log once what was
// before it is written.
type logQueue struct {
	to      io.Writer
	past    *slog.Logger // writes past the queue
	records chan []byte
	lost    prometheus.Counter
	untold  atomic.Int64 // the lost of which the log says nothing yet
	written atomic.Int64

	stop, ended chan struct{}
}

func newLogQueue(to io.Writer, room int, past *slog.Logger) *logQueue {
	return &logQueue{
		to: to, past: past, records: make(chan []byte, room), stop: make(chan struct{}), ended: make(chan struct{}),
		lost: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "cognitocheck_log_records_lost_total",
			Help: "Log records that could not be written to standard error.",
		}),
	}
}

// Write takes a record, or loses it.
func (q *logQueue) Write(record []byte) (int, error) {
	select {
	case q.records <- bytes.Clone(record):
	default:
		q.lose()
	}
	return len(record), nil
}

func (q *logQueue) lose() {
	q.lost.Inc()
	q.untold.Add(1)
}

// run writes what is taken, until end is called and all is written.
func (q *logQueue) run() {
	defer close(q.ended)
	for {
		select {
		case record := <-q.records:
			q.write(record)
		case <-q.stop:
			for len(q.records) > 0 {
				q.write(<-q.records)
			}
			return
		}
	}
}

func (q *logQueue) write(record []byte) {
	if _, err := q.to.Write(record); err != nil {
		q.lose()
		return
	}
	q.written.Add(1)
	if len(q.records) == 0 && q.untold.Load() > 0 {
		q.past.Error("log records were lost", "count", q.untold.Swap(0))
	}
}

// end waits until all is written, as long as somebody reads it.
func (q *logQueue) end() {
	close(q.stop)
	for before := int64(-1); before != q.written.Load(); {
		before = q.written.Load()
		select {
		case <-q.ended:
			return
		case <-time.After(logPatience):
		}
	}
}
