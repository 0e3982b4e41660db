package main

import (
	"fmt"
	"io"
	"log"
	"log/slog"
	"strings"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/prometheus/client_golang/prometheus"
)

// logger returns the logger that the flags ask for. lost counts the records that could not be written.
func (c *serveCommand) logger(stderr io.Writer, lost prometheus.Counter) (*slog.Logger, error) {
	to := lossyWriter{stderr, lost}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.logLevel)); err != nil || strings.ContainsAny(c.logLevel, "+-") {
		return nil, fmt.Errorf("--log-level is debug, info, warn or error, not %q", c.logLevel)
	}
	options := &slog.HandlerOptions{Level: level}
	switch c.logFormat {
	case "text":
		return slog.New(slog.NewTextHandler(to, options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(to, options)), nil
	}
	return nil, fmt.Errorf("--log-format is text or json, not %q", c.logFormat)
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

// newLost returns the counter of log records that were lost.
func newLost() prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{
		Name: "cognitocheck_log_records_lost_total",
		Help: "Log records that could not be written to standard error.",
	})
}

// lossyWriter goes on when nobody reads the log any more, and counts what was lost: package slog drops the error.
type lossyWriter struct {
	io.Writer
	lost prometheus.Counter
}

func (w lossyWriter) Write(record []byte) (int, error) {
	n, err := w.Writer.Write(record)
	if err != nil {
		w.lost.Inc()
	}
	return n, err
}
