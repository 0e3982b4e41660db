package precheck

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck/wire"
	"github.com/cognitocheck/cognitocheck/validator"
)

// Handler returns a handler that checks requests and gives those to next that may go on. undecided says what becomes of
// those that could not be checked. An error is a setting that makes no sense.
//
// It may serve any number of requests at the same time. A valid request costs the copy of its body in memory and the
// check. A panic of next is logged and, when nothing was answered yet, answered with 500; otherwise the connection is
// cut.
func Handler(checker validator.RequestChecker, next http.Handler, undecided Policy, options ...Option) (
	http.Handler, error,
) {
	settings, err := newConfig(undecided, options)
	if err != nil {
		return nil, err
	}
	return newHandler(checker, next, settings)
}

func newHandler(checker validator.RequestChecker, next http.Handler, settings config) (http.Handler, error) {
	if checker == nil || next == nil {
		return nil, errors.New("precheck: the checker or the next handler is nil")
	}
	h := &handler{
		config:     settings,
		checker:    checker,
		next:       next,
		recogniser: wire.New(),
		places:     make(chan struct{}, settings.concurrency),
	}
	h.knows, _ = checker.(lister)
	if settings.registerer != nil {
		metrics, err := newMetrics(settings.registerer)
		if err != nil {
			return nil, err
		}
		h.metrics = metrics
	}
	return h, nil
}

// lister is a checker that lists the full names of the operations that it knows. The list may change at any time. A
// request to an operation that neither package wire nor the list has is not decided, without its body being read.
type lister interface{ Operations() []string }

type handler struct {
	config
	checker    validator.RequestChecker
	next       http.Handler
	recogniser *wire.Recogniser
	// knows is the checker where it lists its operations, else nil.
	knows   lister
	metrics *metrics
	// places holds an element for each request in work.
	places chan struct{}
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e := &exchange{handler: h, writer: &writer{ResponseWriter: w}, request: r, start: time.Now()}
	select {
	case h.places <- struct{}{}:
		h.metrics.begin()
		defer func() {
			h.metrics.finish()
			<-h.places
		}()
		defer e.end()
		e.serve()
	default:
		e.refuseBusy()
		e.end()
	}
}

// exchange is one request and its answer.
type exchange struct {
	*handler
	writer  *writer
	request *http.Request
	start   time.Time

	operation string // empty until it is known that there is one of this name
	outcome   outcome
}

// end counts the exchange. It also runs when the connection is to be cut.
func (e *exchange) end() {
	e.metrics.ended(e.operation, e.outcome, time.Since(e.start))
}

func (e *exchange) serve() {
	recognised, ok := e.recogniser.Recognise(e.request)
	if !ok {
		e.unrecognised(e.request)
		return
	}
	if recognised.Known {
		e.operation = recognised.Operation
	}
	if !recognised.Known && (recognised.Operation == "" ||
		e.knows != nil && !slices.Contains(e.knows.Operations(), recognised.Operation)) {
		e.unknown(e.request, &recognised, nil)
		return
	}
	body, err := e.receive()
	if err != nil {
		e.refuseUnread(err)
		return
	}
	onward := body.onward(e.request)
	text, trouble := body.decoded(e.request.Header, e.bodyLimit)
	if trouble != nil {
		e.undecided(onward, trouble)
		return
	}
	text, ok = recognised.JSONWithin(text, validator.DefaultLimit)
	if !ok {
		e.undecided(onward, checkTrouble(validator.ErrTooLarge))
		return
	}
	report, err := e.check(recognised.Operation, text)
	switch {
	case err == nil:
		e.operation = recognised.Operation
		e.decided(onward, report)
	case errors.As(err, new(*validator.UnknownOperationError)):
		e.unknown(onward, &recognised, err)
	case e.request.Context().Err() != nil:
		e.refuseUnread(e.request.Context().Err())
	default:
		e.undecided(onward, checkTrouble(err))
	}
}

// check asks the checker about the request.
func (e *exchange) check(operation string, text []byte) (validator.Report, error) {
	begin := time.Now()
	defer func() { e.metrics.checked(time.Since(begin)) }()
	return calm{e.checker}.Check(e.request.Context(), operation, text)
}

// calm is a checker whose panic is one more reason not to know.
type calm struct{ checker validator.RequestChecker }

func (c calm) Check(ctx context.Context, operation string, text []byte) (report validator.Report, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = errors.New("the checker panicked: " + describePanic(panicked))
		}
	}()
	return c.checker.Check(ctx, operation, text)
}

func (e *exchange) decided(onward *http.Request, report validator.Report) {
	if len(report.Warnings) > 0 {
		e.writer.Header().Set(WarningsHeader, formatWarnings(report.Warnings))
		e.metrics.warned(report.Warnings)
	}
	if report.Valid {
		e.outcome = outcomeValid
		if len(report.Warnings) > 0 {
			e.log(slog.LevelInfo, "valid request with warnings", "warnings", nameViolations(report.Warnings))
		} else {
			e.log(slog.LevelDebug, "valid request")
		}
		e.forward(onward)
		return
	}
	if report.Error == nil {
		e.undecided(onward, checkTrouble(errors.New("the report on an invalid request has no error")))
		return
	}
	e.outcome = outcomeInvalid
	e.metrics.violated(report.Violations)
	id := e.answer(http.StatusBadRequest, *report.Error)
	e.log(slog.LevelInfo, "invalid request", "request_id", id, "type", report.Error.Type,
		"violations", nameViolations(report.Violations), "warnings", nameViolations(report.Warnings))
}

func (e *exchange) undecided(onward *http.Request, t *trouble) {
	e.outcome = outcomeUndecided
	e.followPolicy(onward, t, slog.LevelWarn)
}

// unknown is for a request of one of the services whose operation the checker does not have. err is the checker's, or
// nil where it was not asked.
func (e *exchange) unknown(onward *http.Request, recognised *wire.Request, err error) {
	e.outcome = outcomeUnknownOperation
	reason := recognised.Unknown(e.request.Context(), calm{e.checker}, err)
	e.followPolicy(onward, &trouble{
		status: http.StatusNotImplemented, exception: typeUnknownOperation, reason: reason.Error(), cause: err,
	}, slog.LevelInfo)
}

// followPolicy lets a request go on that has no verdict, or refuses it, and logs it at the level.
func (e *exchange) followPolicy(onward *http.Request, t *trouble, level slog.Level) {
	attributes := []any{"reason", t.reason}
	if t.cause != nil {
		attributes = append(attributes, "error", t.cause)
	}
	if e.config.undecided == Pass {
		e.log(level, "request passed unchecked", attributes...)
		e.forward(onward)
		return
	}
	if t.unread {
		e.hangUp()
	}
	id := e.answer(t.status, validator.ServiceError{
		Type: t.exception, Message: "The request could not be checked: " + t.reason + ".",
	})
	e.log(level, "request refused unchecked", append(attributes, "request_id", id)...)
}

func (e *exchange) unrecognised(onward *http.Request) {
	e.outcome = outcomeUnrecognised
	if e.config.unrecognised == Pass || isPreflight(onward) {
		e.log(slog.LevelDebug, "unrecognised request passed")
		e.forward(onward)
		return
	}
	id := e.answer(http.StatusBadRequest, validator.ServiceError{
		Type:    "UnknownOperationException",
		Message: "The request names no operation of Amazon Cognito.",
	})
	e.log(slog.LevelInfo, "unrecognised request refused", "request_id", id)
}

// isPreflight tells whether the request is a browser's question about another one.
func isPreflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Origin") != "" &&
		r.Header.Get("Access-Control-Request-Method") != ""
}

func (e *exchange) refuseBusy() {
	e.outcome = outcomeBusy
	e.writer.Header().Set("Retry-After", "1")
	id := e.answer(http.StatusServiceUnavailable, validator.ServiceError{
		Type:    "ServiceUnavailable",
		Message: "Too many requests are in work.",
	})
	e.log(slog.LevelWarn, "request refused: too many in work", "request_id", id)
}

// refuseUnread answers a request whose body did not arrive.
func (e *exchange) refuseUnread(err error) {
	e.outcome = outcomeUnread
	e.hangUp()
	status, answer := http.StatusBadRequest, validator.ServiceError{
		Type:    "MalformedHttpRequestException",
		Message: "The request's body did not arrive as its headers say.",
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		status, answer = http.StatusRequestTimeout, validator.ServiceError{
			Type:    "RequestTimeoutException",
			Message: "The request's body did not arrive in time.",
		}
	}
	id := e.answer(status, answer)
	e.log(slog.LevelInfo, "request refused: its body did not arrive", "request_id", id, "error", describeFailure(err))
}

// patience is how long a client that is hung up on may go on sending. Cutting it off at once could cost it the answer.
const patience = time.Second

// hangUp ends the connection once the answer is given.
func (e *exchange) hangUp() {
	e.writer.Header().Set("Connection", "close")
	// Without a deadline there is nobody who waits for it.
	_ = http.NewResponseController(e.writer).SetReadDeadline(time.Now().Add(patience))
}

// forward gives the request to the next handler.
func (e *exchange) forward(onward *http.Request) {
	defer func() {
		panicked := recover()
		if panicked == nil {
			return
		}
		if panicked == http.ErrAbortHandler {
			panic(panicked)
		}
		e.log(slog.LevelError, "next handler panicked", "panic", describePanic(panicked), "stack", string(debug.Stack()))
		if e.writer.started {
			panic(http.ErrAbortHandler)
		}
		clear(e.writer.Header())
		e.answer(http.StatusInternalServerError, validator.ServiceError{
			Type:    "InternalFailure",
			Message: "The request was valid; answering it failed.",
		})
	}()
	e.next.ServeHTTP(e.writer, onward)
}

// describePanic says what a panic is about without what may be a part of the request.
func describePanic(panicked any) string {
	if err, ok := panicked.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("a value of type %T", panicked)
}

// log writes a record about the exchange.
func (e *exchange) log(level slog.Level, message string, attributes ...any) {
	ctx := e.request.Context()
	if !e.logger.Enabled(ctx, level) {
		return
	}
	e.logger.With("operation", e.operation).Log(ctx, level, message, attributes...)
}

// mostNamed is how many violations a log record names.
const mostNamed = 16

// nameViolations lists codes and members for a log record.
func nameViolations(violations []validator.Violation) []string {
	list := make([]string, 0, min(len(violations), mostNamed))
	for _, v := range violations[:min(len(violations), mostNamed)] {
		list = append(list, strings.TrimSpace(v.Code+" "+v.Member))
	}
	return list
}
