package precheck

import (
	"net/http"
	"time"
)

// nextResult is how the next handler, which in a Proxy is the upstream, dealt with a request.
type nextResult string

const (
	nextNone    nextResult = "" // it did not get the request
	nextFailed  nextResult = "failed"
	nextTimeout nextResult = "timeout"
	nextGone    nextResult = "gone" // the client left before the answer
)

// outcome is what became of a request of this outcome so far.
func (r nextResult) outcome(so outcome) outcome {
	switch r {
	case nextFailed, nextTimeout:
		return outcomeUpstreamFailed
	case nextGone:
		return outcomeGone
	}
	return so
}

// judgeNext says how the next handler dealt with the request, which it has returned from or, panicked, has not.
func (e *exchange) judgeNext(panicked bool) nextResult {
	w := e.writer
	switch {
	case w.result != nextNone:
		return w.result
	case w.failure != nil || e.request.Context().Err() != nil:
		return nextGone
	case panicked || w.status == http.StatusBadGateway:
		return nextFailed
	case w.status == http.StatusGatewayTimeout:
		return nextTimeout
	case w.status == 0:
		return "2xx" // net/http answers with 200 then
	}
	return nextResult(string(rune('0'+w.status/100)) + "xx")
}

// nextEnded counts how the next handler dealt with the request.
func (e *exchange) nextEnded(began time.Time, panicked bool) {
	e.next = e.judgeNext(panicked)
	e.metrics.answered(e.next, time.Since(began))
	if e.observing {
		e.metrics.observed(e.operation, e.outcome, e.next)
	}
}
