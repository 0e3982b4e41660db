package precheck

import (
	"bufio"
	"io"
	"net"
	"net/http"
)

// writer knows whether an answer was begun.
type writer struct {
	http.ResponseWriter
	started bool
}

func (w *writer) WriteHeader(status int) {
	// An informational answer is none yet; 101 hands the connection over.
	w.started = w.started || status >= 200 || status == http.StatusSwitchingProtocols
	w.ResponseWriter.WriteHeader(status)
}

func (w *writer) Write(data []byte) (int, error) {
	w.started = true
	return w.ResponseWriter.Write(data)
}

// ReadFrom keeps the way open for the kernel to copy.
func (w *writer) ReadFrom(source io.Reader) (int64, error) {
	w.started = true
	return io.Copy(w.ResponseWriter, source)
}

func (w *writer) Flush() {
	w.started = true
	// There is nobody to tell that the writer below cannot flush.
	_ = http.NewResponseController(w.ResponseWriter).Flush()
}

func (w *writer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	w.started = true
	return http.NewResponseController(w.ResponseWriter).Hijack()
}

// Unwrap is for http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }
