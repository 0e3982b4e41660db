package precheck

import (
	"errors"
	"net/http"
	"os"
	"time"

	"github.com/cognitocheck/cognitocheck/validator"
)

// refusal is the answer to a request that does not go on, and what the log says of it.
type refusal struct {
	status             int
	exception, message string
	// refused and passed are what the log says: of a request that is refused, and of one that goes on all the same.
	refused, passed string
	attributes      []any
}

// goesOn tells whether a request of the outcome goes on: by the policy for it, or because the handler only observes,
// which it notes.
func (e *exchange) goesOn(o outcome) bool {
	if e.policies[o] == Pass {
		return true
	}
	e.observing = e.observing || e.observe
	return e.observe
}

// settle refuses a request, or lets it go on with the message that it was passed.
func (e *exchange) settle(o outcome, onward *http.Request, r *refusal) {
	switch {
	case !e.goesOn(o):
		e.refuse(o, r)
		return
	case e.policies[o] != Pass:
		r.passed += ": it would be refused"
	}
	e.pass(o, onward, r)
}

// pass lets a request go on that is not valid. One without a verdict counts as unread, and needs a place.
func (e *exchange) pass(o outcome, onward *http.Request, r *refusal) {
	e.outcome = o
	e.tell(r.passed, r.attributes...)
	if _, unread := e.policies[o]; unread {
		places := e.places
		if onward.GetBody == nil && onward.Body != nil && onward.Body != http.NoBody {
			places = e.streams
			onward = onward.WithContext(onward.Context())
			onward.Body = e.pace(onward.Body)
		}
		if !e.enter(places) {
			return
		}
		e.metrics.passed(o)
		e.unread.add(e.request.Context(), o)
	}
	e.forward(onward)
}

// refuse answers a request in the place of the next handler.
func (e *exchange) refuse(o outcome, r *refusal) {
	e.outcome = o
	if o == outcomeBusy {
		e.writer.Header().Set("Retry-After", "1")
	}
	e.answer(r.status, validator.ServiceError{Type: r.exception, Message: r.message})
	e.tell(r.refused, r.attributes...)
}

// unchecked refuses a request that could not be checked. cause may be nil.
func unchecked(status int, exception, reason string, cause error) *refusal {
	r := &refusal{
		status: status, exception: exception, message: "The request could not be checked: " + reason + ".",
		refused: "request refused unchecked", passed: "request passed unchecked", attributes: []any{"reason", reason},
	}
	if cause != nil {
		r.attributes = append(r.attributes, "error", cause)
	}
	return r
}

// busy refuses a request for which there is no room.
func busy(reason string) *refusal {
	return &refusal{
		status: http.StatusServiceUnavailable, exception: typeUnavailable, message: reason,
		refused: "request refused: too many in work", passed: "request passed unchecked", attributes: []any{"reason", reason},
	}
}

// refuseUnread answers a request whose body did not arrive.
func (e *exchange) refuseUnread(err error) {
	e.hangUp()
	r := &refusal{
		status: http.StatusBadRequest, exception: typeMalformed,
		message: "The request's body did not arrive as its headers say.",
		refused: "request refused: its body did not arrive", attributes: []any{"error", describeFailure(err)},
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		r.status, r.exception, r.message = http.StatusRequestTimeout, slowBody.Type, slowBody.Message
	}
	e.refuse(outcomeUnread, r)
}

// slowBody is the answer to a request whose body does not arrive in time.
var slowBody = validator.ServiceError{
	Type: "RequestTimeoutException", Message: "The request's body did not arrive in time.",
}

// refuseMalformed answers a request that can be forwarded in another form only.
func (e *exchange) refuseMalformed(message string) {
	e.hangUp()
	e.refuse(outcomeMalformed, &refusal{
		status: http.StatusBadRequest, exception: typeMalformed, message: message,
		refused: "malformed request refused", attributes: []any{"reason", message},
	})
}

// patience is how long a client that is hung up on may go on sending. Cutting it off at once could cost it the answer.
const patience = time.Second

// hangUp ends the connection once the answer is given.
func (e *exchange) hangUp() {
	e.writer.Header().Set("Connection", "close")
	// Without a deadline there is nobody who waits for it.
	_ = http.NewResponseController(e.writer).SetReadDeadline(time.Now().Add(patience))
}
