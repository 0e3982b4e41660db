package precheck

import (
	"cmp"
	"log/slog"
	"net/http"
	"time"
)

// Timeouts bound what a client may take its time for. A zero duration is the default.
type Timeouts struct {
	Header time.Duration // from the start of a request to the end of its headers; default 5 s
	Read   time.Duration // from the start of a request to the end of its body; default 30 s
	Write  time.Duration // from the end of the headers to the end of the answer, upstream's time included; default 60 s
	Idle   time.Duration // between requests of a connection; default 2 min
}

// NewServer returns a server for a Handler or a Proxy with the timeouts set. A client that is too slow with its headers
// is cut off, one that is too slow with its body is answered with 408. Its own messages go through NetLog to the
// logger, or with nil to slog's default one. The caller gives it an address or a listener.
func NewServer(handler http.Handler, timeouts Timeouts, logger *slog.Logger) *http.Server {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: cmp.Or(timeouts.Header, 5*time.Second),
		ReadTimeout:       cmp.Or(timeouts.Read, 30*time.Second),
		WriteTimeout:      cmp.Or(timeouts.Write, 60*time.Second),
		IdleTimeout:       cmp.Or(timeouts.Idle, 2*time.Minute),
	}
	if logger == nil {
		logger = slog.Default()
	}
	server.ErrorLog = NetLog(logger)
	return server
}
