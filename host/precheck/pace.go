package precheck

import (
	"errors"
	"io"
	"net/http"
	"os"
	"sync/atomic"
	"time"
)

// pace returns the request's body, which fails as at the read timeout once it arrives more slowly than the rate.
func (e *exchange) pace(body io.ReadCloser) *paced {
	p := &paced{
		ReadCloser: body, controller: http.NewResponseController(e.writer), slow: &e.writer.slow,
		rate: e.bodyRate, window: e.bodyWindow,
		start: time.Now(),
	}
	if server, ok := e.request.Context().Value(http.ServerContextKey).(*http.Server); ok && server.ReadTimeout > 0 {
		p.end = e.start.Add(server.ReadTimeout)
	}
	return p
}

// paced is a body of which rate bytes must arrive within each window.
type paced struct {
	io.ReadCloser
	controller *http.ResponseController
	slow       *atomic.Bool
	rate       int
	window     time.Duration
	start      time.Time // of the window
	end        time.Time // when the server gives up; zero for never
	got        int       // bytes in the window
	bounded    bool      // the connection's deadline is the window's end
}

// resume begins a window anew, after a time in which nobody read.
func (p *paced) resume() { p.start, p.got, p.bounded = time.Now(), 0, false }

func (p *paced) Read(b []byte) (int, error) {
	if !p.bounded {
		deadline := p.start.Add(p.window)
		if !p.end.IsZero() && p.end.Before(deadline) {
			deadline = p.end
		}
		// Where there is no deadline to set, the body is none of a connection.
		_ = p.controller.SetReadDeadline(deadline)
		p.bounded = true
	}
	n, err := p.ReadCloser.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		p.slow.Store(true)
	}
	if p.got += n; p.got >= p.rate {
		p.resume()
	}
	if err == io.EOF {
		// net/http's server takes a read deadline that passes later, while the answer is made, for a client that hung
		// up.
		_ = p.controller.SetReadDeadline(time.Time{})
	}
	return n, err
}
