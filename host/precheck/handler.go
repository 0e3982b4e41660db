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
	"golang.org/x/sync/semaphore"
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
		following:  next,
		recogniser: wire.New(),
		places:     make(chan struct{}, settings.concurrency),
		streams:    make(chan struct{}, settings.concurrency),
		memory:     semaphore.NewWeighted(int64(settings.bodyMemory)),
		decoding:   make(chan struct{}, 2*runtime.GOMAXPROCS(0)),
		unread:     newUnreadCount(settings.logger),
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
	following  http.Handler
	recogniser *wire.Recogniser
	// knows is the checker where it lists its operations, else nil.
	knows   lister
	metrics *metrics
	// places holds an element for each request in work whose body is there, streams for each whose body goes on while it
	// arrives: a body that does not end must not keep others out.
	places, streams chan struct{}
	// memory is what the bodies of all requests may take, in bytes.
	memory *semaphore.Weighted
	// decoding holds an element for each body that is being decoded and checked, with its copy as JSON.
	decoding chan struct{}
	// unread counts what passed unread.
	unread *unreadCount
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e := &exchange{handler: h, writer: &writer{ResponseWriter: w}, request: r, start: time.Now()}
	defer e.end()
	e.serve()
}

// exchange is one request and its answer.
type exchange struct {
	*handler
	writer  *writer
	request *http.Request
	start   time.Time

	operation string // empty until it is known that there is one of this name
	outcome   outcome

	whole    bool          // the body was read to its end
	place    chan struct{} // where a place was taken, or nil
	reserved int64         // how much of the memory is this one's

	told      told
	next      nextResult
	observing bool // it goes on although it would be refused

	isDecoding bool // it holds an element of decoding
}

// enter takes a place among those given, unless the exchange has one. Where none is free it answers, and returns false;
// one that only observes lets the request go on without a place.
func (e *exchange) enter(places chan struct{}) bool {
	if e.place != nil {
		return true
	}
	select {
	case places <- struct{}{}:
		e.place = places
		e.metrics.begin()
		return true
	default:
	}
	if e.observe {
		e.observing = true
		return true
	}
	e.refuseBusy("Too many requests are in work.")
	return false
}

func (e *exchange) serve() {
	if !isForwardable(e.request) {
		e.refuseMalformed("The request cannot be forwarded in the form that it came in.")
		return
	}
	recognised, err := e.recogniser.Recognise(e.request)
	if err != nil {
		e.unchecked(e.request, &recognised, err)
		return
	}
	if recognised.Known {
		e.operation = recognised.Operation
	}
	if !recognised.Known && !recognised.InBody && (recognised.Operation == "" ||
		e.knows != nil && !slices.Contains(e.knows.Operations(), recognised.Operation)) {
		e.unknown(e.request, &recognised, nil)
		return
	}
	body, err := e.receive()
	switch {
	case errors.Is(err, errBusy) && e.observe:
		e.outcome, e.observing = outcomeBusy, true
		e.tell(slog.LevelWarn, "request passed unchecked: bodies take too much memory; it would be refused")
		e.forwardUnread(body.onward(e.request))
		return
	case errors.Is(err, errBusy):
		e.keep(0)
		if e.discard() != nil {
			e.hangUp()
		}
		e.refuseBusy("The bodies of other requests take too much memory.")
		return
	case err != nil:
		e.refuseUnread(err)
		return
	case hasFramingTrailer(e.request.Trailer):
		e.refuseMalformed("The request has a trailer that must be a header.")
		return
	}
	onward := body.onward(e.request)
	body.encodings = contentEncodings(e.request.Header)
	encoded := len(body.encodings) > 0
	if encoded || recognised.InBody {
		if !e.beginDecoding() {
			e.refuseUnread(e.request.Context().Err())
			return
		}
	}
	text, trouble := body.decoded(e.bodyLimit)
	if trouble != nil {
		e.undecided(onward, trouble)
		return
	}
	if encoded && recognised.NamesOperation(body.read) {
		err = &wire.AmbiguousError{Reason: "its body is a form before its Content-Encoding is undone"}
	} else {
		recognised, text, err = recognised.Read(text, validator.DefaultLimit)
	}
	if err != nil {
		e.unchecked(onward, &recognised, err)
		return
	}
	if !e.enter(e.places) {
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

// unchecked is for a request that package wire does not make a text of, for the reason err.
func (e *exchange) unchecked(onward *http.Request, recognised *wire.Request, err error) {
	var (
		ambiguous *wire.AmbiguousError
		protocol  *wire.ProtocolError
	)
	switch {
	case errors.Is(err, wire.ErrUnrecognised):
		e.unrecognised(onward)
	case errors.As(err, &ambiguous):
		e.operation, e.outcome = "", outcomeAmbiguous
		e.followPolicy(e.config.ambiguous, onward, &trouble{
			status: http.StatusBadRequest, exception: typeMalformed, reason: "it can be read in two ways: " + ambiguous.Reason,
		}, slog.LevelInfo)
	case errors.As(err, &protocol):
		e.operation, e.outcome = protocol.Operation, outcomeOtherProtocol
		e.followPolicy(e.config.undecided, onward, &trouble{
			status: http.StatusUnsupportedMediaType, exception: typeMalformed,
			reason: "it is in " + string(protocol.Protocol) + ", a protocol that is not read here",
		}, slog.LevelInfo)
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
			e.tell(slog.LevelInfo, "valid request with warnings", "warnings", nameViolations(report.Warnings))
		} else {
			e.tell(slog.LevelInfo, "valid request")
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
	attributes := []any{
		"type", report.Error.Type, "violations", nameViolations(report.Violations),
		"warnings", nameViolations(report.Warnings),
	}
	if e.observe {
		e.observing = true
		e.tell(slog.LevelInfo, "invalid request passed: it would be refused", attributes...)
		e.forward(onward)
		return
	}
	e.answer(http.StatusBadRequest, *report.Error)
	e.tell(slog.LevelInfo, "invalid request", attributes...)
}

func (e *exchange) undecided(onward *http.Request, t *trouble) {
	e.outcome = outcomeUndecided
	e.followPolicy(e.config.undecided, onward, t, slog.LevelWarn)
}

// unknown is for a request of one of the services whose operation the checker does not have. err is the checker's, or
// nil where it was not asked.
func (e *exchange) unknown(onward *http.Request, recognised *wire.Request, err error) {
	e.outcome = outcomeUnknownOperation
	reason := recognised.Unknown(e.request.Context(), calm{e.checker}, err)
	e.followPolicy(e.config.undecided, onward, &trouble{
		status: http.StatusNotImplemented, exception: typeUnknownOperation, reason: reason.Error(), cause: err,
	}, slog.LevelInfo)
}

// followPolicy lets a request go on that has no verdict, or refuses it, and logs it at the level.
func (e *exchange) followPolicy(policy Policy, onward *http.Request, t *trouble, level slog.Level) {
	attributes := []any{"reason", t.reason}
	if t.cause != nil {
		attributes = append(attributes, "error", t.cause)
	}
	if policy == Pass {
		e.tell(level, "request passed unchecked", attributes...)
		e.forwardUnread(onward)
		return
	}
	if e.observe {
		e.observing = true
		e.tell(level, "request passed unchecked: it would be refused", attributes...)
		e.forwardUnread(onward)
		return
	}
	e.answer(t.status, validator.ServiceError{
		Type: t.exception, Message: "The request could not be checked: " + t.reason + ".",
	})
	e.tell(level, "request refused unchecked", attributes...)
}

func (e *exchange) unrecognised(onward *http.Request) {
	e.outcome = outcomeUnrecognised
	if e.config.unrecognised == Pass || isPreflight(onward) {
		e.tell(slog.LevelInfo, "unrecognised request passed")
		e.forwardUnread(onward)
		return
	}
	if e.observe {
		e.observing = true
		e.tell(slog.LevelInfo, "unrecognised request passed: it would be refused")
		e.forwardUnread(onward)
		return
	}
	e.answer(http.StatusBadRequest, validator.ServiceError{
		Type:    "UnknownOperationException",
		Message: "The request names no operation of Amazon Cognito.",
	})
	e.tell(slog.LevelInfo, "unrecognised request refused")
}

// isPreflight tells whether the request is a browser's question about another one, which has neither a body nor headers
// of that one.
func isPreflight(r *http.Request) bool {
	_, targeted := r.Header["X-Amz-Target"]
	return r.Method == http.MethodOptions && r.Header.Get("Origin") != "" &&
		r.Header.Get("Access-Control-Request-Method") != "" && r.ContentLength == 0 && !targeted
}

func (e *exchange) refuseBusy(reason string) {
	e.outcome = outcomeBusy
	e.writer.Header().Set("Retry-After", "1")
	e.answer(http.StatusServiceUnavailable, validator.ServiceError{Type: typeUnavailable, Message: reason})
	e.tell(slog.LevelWarn, "request refused: too many in work", "reason", reason)
}

// refuseUnread answers a request whose body did not arrive.
func (e *exchange) refuseUnread(err error) {
	e.outcome = outcomeUnread
	e.hangUp()
	status, answer := http.StatusBadRequest, validator.ServiceError{
		Type:    typeMalformed,
		Message: "The request's body did not arrive as its headers say.",
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		status, answer = http.StatusRequestTimeout, slowBody
	}
	e.answer(status, answer)
	e.tell(slog.LevelInfo, "request refused: its body did not arrive", "error", describeFailure(err))
}

// slowBody is the answer to a request whose body does not arrive in time.
var slowBody = validator.ServiceError{
	Type: "RequestTimeoutException", Message: "The request's body did not arrive in time.",
}

// refuseMalformed answers a request that can be forwarded in another form only.
func (e *exchange) refuseMalformed(message string) {
	e.outcome = outcomeMalformed
	e.hangUp()
	e.answer(http.StatusBadRequest, validator.ServiceError{Type: typeMalformed, Message: message})
	e.tell(slog.LevelInfo, "malformed request refused", "reason", message)
}

// patience is how long a client that is hung up on may go on sending. Cutting it off at once could cost it the answer.
const patience = time.Second

// hangUp ends the connection once the answer is given.
func (e *exchange) hangUp() {
	e.writer.Header().Set("Connection", "close")
	// Without a deadline there is nobody who waits for it.
	_ = http.NewResponseController(e.writer).SetReadDeadline(time.Now().Add(patience))
}

// forwardUnread forwards a request without a verdict.
func (e *exchange) forwardUnread(onward *http.Request) {
	places := e.places
	if onward.GetBody == nil && onward.Body != nil && onward.Body != http.NoBody {
		places = e.streams
		onward = onward.WithContext(onward.Context())
		onward.Body = e.pace(onward.Body)
	}
	if !e.enter(places) {
		return
	}
	e.metrics.passed(e.outcome)
	e.unread.add(e.request.Context(), e.outcome)
	e.forward(onward)
}

// forward gives the request to the next handler.
func (e *exchange) forward(onward *http.Request) {
	e.endDecoding()
	if !e.upgrade {
		onward = withoutUpgrade(onward)
	}
	began := time.Now()
	defer func() {
		panicked := recover()
		defer e.nextEnded(began, panicked != nil)
		if panicked == nil {
			return
		}
		if panicked == http.ErrAbortHandler {
			panic(panicked)
		}
		e.logger.ErrorContext(e.request.Context(), "next handler panicked", "operation", e.operation, "panic",
			describePanic(panicked), "stack", string(debug.Stack()))
		if e.writer.started {
			panic(http.ErrAbortHandler)
		}
		clear(e.writer.Header())
		e.answer(http.StatusInternalServerError, validator.ServiceError{
			Type:    "InternalFailure",
			Message: "The request was valid; answering it failed.",
		})
	}()
	e.following.ServeHTTP(e.writer, onward)
}

// describePanic says what a panic is about without what may be a part of the request.
func describePanic(panicked any) string {
	if err, ok := panicked.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("a value of type %T", panicked)
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
