package precheck

import (
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/prometheus/client_golang/prometheus"
)

// outcome is what became of a request, as a label of the metrics.
type outcome string

const (
	outcomeValid        outcome = "valid"
	outcomeInvalid      outcome = "invalid"
	outcomeUndecided    outcome = "undecided"
	outcomeUnrecognised outcome = "unrecognised"
	// outcomeUnknownOperation: a request of one of the services, whose operation the model does not have.
	outcomeUnknownOperation outcome = "unknown_operation"
	// outcomeAmbiguous: a request of one of the services that can be read in two ways.
	outcomeAmbiguous outcome = "ambiguous"
	// outcomeOtherProtocol: a request of one of the services in a protocol that is not read.
	outcomeOtherProtocol outcome = "other_protocol"
	outcomeMalformed     outcome = "malformed"
	outcomeBusy          outcome = "busy"
	outcomeUnread        outcome = "unread"
	// outcomeObserved: it would have been refused, and went on.
	outcomeObserved outcome = "observed"
	// outcomeUpstreamFailed: it went on and was answered with 502 or 504, or what next does broke off.
	outcomeUpstreamFailed outcome = "upstream_failed"
	// outcomeGone: it went on, and the client left before the end of the answer.
	outcomeGone outcome = "client_gone"
	// outcomeCut: the answer was cut off at the write timeout.
	outcomeCut outcome = "cut"
)

// level is that of log records on requests of the outcome.
func (o outcome) level() slog.Level {
	switch o {
	case outcomeUndecided, outcomeBusy, outcomeUpstreamFailed, outcomeCut:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// metrics are the metrics of one registerer. A nil metrics counts nothing.
type metrics struct {
	requests   *prometheus.CounterVec
	violations *prometheus.CounterVec
	warnings   *prometheus.CounterVec
	checks     prometheus.Histogram
	durations  *prometheus.HistogramVec
	inFlight   prometheus.Gauge
	unread     *prometheus.CounterVec
	answers    *prometheus.HistogramVec
	observes   *prometheus.CounterVec
}

// newMetrics registers the metrics. unread are the outcomes of requests that may go on without a verdict.
func newMetrics(registerer prometheus.Registerer, unread iter.Seq[outcome]) (*metrics, error) {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "cognitocheck_requests_total",
			Help: "Requests by operation and outcome.",
		}, []string{"operation", "outcome"}),
		violations: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "cognitocheck_violations_total",
			Help: "Violations in requests, by code.",
		}, []string{"code"}),
		warnings: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "cognitocheck_warnings_total",
			Help: "Warnings about requests, by code.",
		}, []string{"code"}),
		checks: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "cognitocheck_check_duration_seconds",
			Help:    "Time that the check of a body took, the wait for a module's instance included.",
			Buckets: prometheus.ExponentialBuckets(2e-6, 4, 10),
		}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "cognitocheck_request_duration_seconds",
			Help:    "Time from a request's headers to the end of its answer.",
			Buckets: prometheus.ExponentialBuckets(1e-4, 4, 10),
		}, []string{"outcome"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "cognitocheck_requests_in_flight",
			Help: "Requests in work.",
		}),
		unread: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "cognitocheck_passed_unread_total",
			Help: "Requests that went on without a verdict, by outcome.",
		}, []string{"outcome"}),
		answers: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "cognitocheck_upstream_duration_seconds",
			Help:    "Time that the upstream took from getting a request to the end of its answer, by result.",
			Buckets: prometheus.ExponentialBuckets(1e-3, 4, 8),
		}, []string{"result"}),
		observes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "cognitocheck_observed_total",
			Help: "Requests that went on although they would be refused, by verdict and by the upstream's result.",
		}, []string{"operation", "verdict", "result"}),
	}
	for o := range unread {
		m.unread.WithLabelValues(string(o))
	}
	return m, errors.Join(register(registerer, &m.requests), register(registerer, &m.violations),
		register(registerer, &m.warnings),
		register(registerer, &m.checks), register(registerer, &m.durations), register(registerer, &m.inFlight),
		register(registerer, &m.unread), register(registerer, &m.answers), register(registerer, &m.observes))
}

// register registers a collector, or replaces it by the one that another handler registered.
func register[C prometheus.Collector](registerer prometheus.Registerer, collector *C) error {
	err := registerer.Register(*collector)
	var twice prometheus.AlreadyRegisteredError
	if errors.As(err, &twice) {
		if existing, ok := twice.ExistingCollector.(C); ok {
			*collector = existing
			return nil
		}
	}
	if err != nil {
		return fmt.Errorf("precheck: register metrics: %w", err)
	}
	return nil
}

func (m *metrics) begin() {
	if m != nil {
		m.inFlight.Inc()
	}
}

func (m *metrics) finish() {
	if m != nil {
		m.inFlight.Dec()
	}
}

func (m *metrics) ended(operation string, o outcome, took time.Duration) {
	if m != nil {
		m.requests.WithLabelValues(operation, string(o)).Inc()
		m.durations.WithLabelValues(string(o)).Observe(took.Seconds())
	}
}

func (m *metrics) passed(o outcome) {
	if m != nil {
		m.unread.WithLabelValues(string(o)).Inc()
	}
}

func (m *metrics) answered(result nextResult, took time.Duration) {
	if m != nil {
		m.answers.WithLabelValues(string(result)).Observe(took.Seconds())
	}
}

func (m *metrics) observed(operation string, verdict outcome, result nextResult) {
	if m != nil {
		m.observes.WithLabelValues(operation, string(verdict), string(result)).Inc()
	}
}

func (m *metrics) checked(took time.Duration) {
	if m != nil {
		m.checks.Observe(took.Seconds())
	}
}

func (m *metrics) violated(list []validator.Violation) {
	if m != nil {
		count(m.violations, list)
	}
}

func (m *metrics) warned(list []validator.Violation) {
	if m != nil {
		count(m.warnings, list)
	}
}

func count(counter *prometheus.CounterVec, list []validator.Violation) {
	for i := range list {
		counter.WithLabelValues(list[i].Code).Inc()
	}
}
