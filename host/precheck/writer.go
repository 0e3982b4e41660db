package precheck

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"sync/atomic"
)

// writer knows what became of an answer.
type writer struct {
	http.ResponseWriter
	started bool
	status  int // zero until the answer was begun
	// failure is the first error of sending the answer.
	failure error
	// result is what the proxy says about the upstream where it answers in its place.
	result nextResult
	// slow tells that the request's body did not arrive in time. Who reads it may be another goroutine.
	slow atomic.Bool
}

func (w *writer) WriteHeader(status int) {
	// An informational answer is none yet; 101 hands the connection over.
	if !w.started && (status >= 200 || status == http.StatusSwitchingProtocols) {
		w.begin(status)
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *writer) begin(status int) {
	if !w.started {
		w.started, w.status = true, status
	}
}

// note keeps the first error of sending the answer.
func (w *writer) note(err error) {
	if w.failure == nil && !errors.Is(err, http.ErrNotSupported) {
		w.failure = err
	}
}

func (w *writer) Write(data []byte) (int, error) {
	w.begin(http.StatusOK)
	n, err := w.ResponseWriter.Write(data)
	w.note(err)
	return n, err
}

// ReadFrom keeps the way open for the kernel to copy.
func (w *writer) ReadFrom(source io.Reader) (int64, error) {
	w.begin(http.StatusOK)
	n, err := io.Copy(w.ResponseWriter, source)
	// Other errors may be the source's.
	var sending *net.OpError
	if errors.As(err, &sending) && sending.Op == "write" {
		w.note(err)
	}
	return n, err
}

func (w *writer) Flush() {
	w.begin(http.StatusOK)
	w.note(http.NewResponseController(w.ResponseWriter).Flush())
}

func (w *writer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	w.started = true
	return http.NewResponseController(w.ResponseWriter).Hijack()
}

// Unwrap is for http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }
