package precheck

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
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
		policies:   settings.policies(),
		unread:     newUnreadCount(settings.logger),
	}
	h.knows, _ = checker.(lister)
	if settings.registerer != nil {
		metrics, err := newMetrics(settings.registerer, maps.Keys(h.policies))
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
	// policies say what becomes of requests without a verdict. Those that go on count as unread.
	policies map[outcome]Policy
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
	if e.goesOn(outcomeBusy) {
		return true
	}
	e.refuse(outcomeBusy, busy("Too many requests are in work."))
	return false
}

func (e *exchange) serve() {
	if !isForwardable(e.request) {
		e.refuseMalformed("The request cannot be forwarded in the form that it came in.")
		return
	}
	recognised, err := e.recogniser.Recognise(e.request)
	if err != nil {
		e.unreadable(e.request, &recognised, err)
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
	case errors.Is(err, errBusy):
		if !e.goesOn(outcomeBusy) {
			e.dropBody()
		}
		e.settle(outcomeBusy, body.onward(e.request), busy("The bodies of other requests take too much memory."))
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
	text, refused := body.decoded(e.bodyLimit)
	if refused != nil {
		e.settle(outcomeUndecided, onward, refused)
		return
	}
	if encoded && recognised.NamesOperation(body.read) {
		err = &wire.AmbiguousError{Reason: "its body is a form before its Content-Encoding is undone"}
	} else {
		recognised, text, err = recognised.Read(text, validator.DefaultLimit)
	}
	if err != nil {
		e.unreadable(onward, &recognised, err)
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
		e.settle(outcomeUndecided, onward, undecided(err))
	}
}

// unreadable is for a request that package wire does not make a text of, for the reason err.
func (e *exchange) unreadable(onward *http.Request, recognised *wire.Request, err error) {
	var (
		ambiguous *wire.AmbiguousError
		protocol  *wire.ProtocolError
	)
	switch {
	case errors.Is(err, wire.ErrUnrecognised):
		e.unrecognised(onward)
	case errors.As(err, &ambiguous):
		e.operation = ""
		e.settle(outcomeAmbiguous, onward, unchecked(http.StatusBadRequest, typeMalformed,
			"it can be read in two ways: "+ambiguous.Reason, nil))
	case errors.As(err, &protocol):
		e.operation = protocol.Operation
		e.settle(outcomeOtherProtocol, onward, unchecked(http.StatusUnsupportedMediaType, typeMalformed,
			"it is in "+string(protocol.Protocol)+", a protocol that is not read here", nil))
	default:
		e.settle(outcomeUndecided, onward, undecided(err))
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
			e.tell("valid request with warnings", "warnings", nameViolations(report.Warnings))
		} else {
			e.tell("valid request")
		}
		e.forward(onward)
		return
	}
	if report.Error == nil {
		e.settle(outcomeUndecided, onward, undecided(errors.New("the report on an invalid request has no error")))
		return
	}
	e.metrics.violated(report.Violations)
	e.settle(outcomeInvalid, onward, &refusal{
		status: http.StatusBadRequest, exception: report.Error.Type, message: report.Error.Message,
		refused: "invalid request", passed: "invalid request passed",
		attributes: []any{
			"type", report.Error.Type, "violations", nameViolations(report.Violations),
			"warnings", nameViolations(report.Warnings),
		},
	})
}

// unknown is for a request of one of the services whose operation the checker does not have. err is the checker's, or
// nil where it was not asked.
func (e *exchange) unknown(onward *http.Request, recognised *wire.Request, err error) {
	reason := recognised.Unknown(e.request.Context(), calm{e.checker}, err)
	e.settle(outcomeUnknownOperation, onward,
		unchecked(http.StatusNotImplemented, typeUnknownOperation, reason.Error(), err))
}

func (e *exchange) unrecognised(onward *http.Request) {
	r := &refusal{
		status: http.StatusBadRequest, exception: "UnknownOperationException",
		message: "The request names no operation of Amazon Cognito.",
		refused: "unrecognised request refused", passed: "unrecognised request passed",
	}
	if isPreflight(onward) {
		e.pass(outcomeUnrecognised, onward, r)
		return
	}
	e.settle(outcomeUnrecognised, onward, r)
}

// isPreflight tells whether the request is a browser's question about another one, which has neither a body nor headers
// of that one.
func isPreflight(r *http.Request) bool {
	_, targeted := r.Header["X-Amz-Target"]
	return r.Method == http.MethodOptions && r.Header.Get("Origin") != "" &&
		r.Header.Get("Access-Control-Request-Method") != "" && r.ContentLength == 0 && !targeted
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
