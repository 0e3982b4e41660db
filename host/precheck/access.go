package precheck

import (
	"errors"
	"net/http"
	"os"
	"regexp"
	"time"
)

// told is what the log says about an exchange besides what it says about all of them.
type told struct {
	message    string
	attributes []any
}

// tell sets what the log says about the exchange once it has ended.
func (e *exchange) tell(message string, attributes ...any) {
	e.told = told{message, attributes}
}

// end gives back what was taken, counts the exchange and logs it. It also runs when the connection is to be cut.
func (e *exchange) end() {
	e.endDecoding()
	e.keep(0)
	if e.place != nil {
		<-e.place
		e.metrics.finish()
	}
	took := time.Since(e.start)
	outcome := e.outcome
	if e.observing {
		outcome = outcomeObserved
	}
	outcome = e.next.outcome(outcome)
	if e.isCut() {
		outcome = outcomeCut
	}
	e.metrics.ended(e.operation, outcome, took)
	e.write(outcome, took)
}

// write writes the exchange's one record of the log.
func (e *exchange) write(final outcome, took time.Duration) {
	ctx, level := e.request.Context(), max(e.outcome.level(), final.level())
	if !e.logger.Enabled(ctx, level) {
		return
	}
	attributes := []any{"operation", e.operation, "verdict", string(e.outcome)}
	if final != e.outcome {
		attributes = append(attributes, "outcome", string(final))
	}
	attributes = append(attributes, "status", e.writer.status, "duration", took)
	if id := e.requestID(); id != "" {
		attributes = append(attributes, "request_id", id)
	}
	if id := traceID(e.request.Header); id != "" {
		attributes = append(attributes, "trace_id", id)
	}
	e.logger.Log(ctx, level, e.told.message, append(attributes, e.told.attributes...)...)
}

// uuid is what the services' request ids are. Nothing else of an answer's reaches the log.
var uuid = regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)

// requestID is the id that the answer has, the upstream's or one's own.
func (e *exchange) requestID() string {
	for _, name := range []string{headerID, http.CanonicalHeaderKey(headerID)} {
		if values := e.writer.Header()[name]; len(values) > 0 && uuid.MatchString(values[0]) {
			return values[0]
		}
	}
	return ""
}

// The trace ids of W3C Trace Context and of X-Ray, of which nothing but the digits is a client's.
var (
	traceParent = regexp.MustCompile(`^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-|$)`)
	traceRoot   = regexp.MustCompile(`(?:^|;)\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})\s*(?:;|$)`)
)

// traceID is the id of the trace that a request belongs to, or empty.
func traceID(header http.Header) string {
	if found := traceParent.FindStringSubmatch(header.Get("Traceparent")); found != nil {
		return found[1]
	}
	if found := traceRoot.FindStringSubmatch(header.Get("X-Amzn-Trace-Id")); found != nil {
		return found[1]
	}
	return ""
}

// isCut tells whether the answer could not be sent to its end within the server's write timeout.
func (e *exchange) isCut() bool {
	if errors.Is(e.writer.failure, os.ErrDeadlineExceeded) {
		return true
	}
	// What is left of a short answer is sent once the handler has returned, when it is too late to notice.
	server, ok := e.request.Context().Value(http.ServerContextKey).(*http.Server)
	return ok && server.WriteTimeout > 0 && e.writer.status != 0 && e.writer.status != http.StatusSwitchingProtocols &&
		time.Since(e.start) >= server.WriteTimeout
}
