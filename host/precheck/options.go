package precheck

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/prometheus/client_golang/prometheus"
)

// Policy says what becomes of a request that has no verdict. The zero Policy is none.
type Policy int

const (
	// Pass lets the request go on as it came.
	Pass Policy = iota + 1
	// Refuse answers it with an error.
	Refuse
)

// String is "pass" or "refuse".
func (p Policy) String() string {
	switch p {
	case Pass:
		return "pass"
	case Refuse:
		return "refuse"
	}
	return fmt.Sprintf("Policy(%d)", int(p))
}

// ParsePolicy reads a Policy as String writes it.
func ParsePolicy(text string) (Policy, error) {
	for _, p := range []Policy{Pass, Refuse} {
		if text == p.String() {
			return p, nil
		}
	}
	return 0, fmt.Errorf("policy %q: must be pass or refuse", text)
}

type config struct {
	undecided, unrecognised, ambiguous Policy

	bodyLimit   int
	bodyRate    int
	bodyWindow  time.Duration
	bodyMemory  int
	bodyWait    time.Duration
	concurrency int
	upgrade     bool
	observe     bool
	logger      *slog.Logger
	registerer  prometheus.Registerer

	transport       http.RoundTripper
	upstreamTimeout time.Duration
	upstreamHost    bool
}

func newConfig(undecided Policy, options []Option) (config, error) {
	c := config{
		undecided:       undecided,
		unrecognised:    Pass,
		ambiguous:       Refuse,
		bodyLimit:       validator.DefaultLimit,
		bodyRate:        5 << 10,
		bodyWindow:      5 * time.Second,
		bodyMemory:      256 << 20,
		bodyWait:        5 * time.Second,
		concurrency:     512,
		logger:          slog.New(slog.DiscardHandler),
		upstreamTimeout: 30 * time.Second,
	}
	for _, option := range options {
		option(&c)
	}
	switch {
	case c.undecided != Pass && c.undecided != Refuse:
		return c, errors.New("precheck: say whether requests that cannot be decided pass or are refused: precheck.Pass or " +
			"precheck.Refuse")
	case c.unrecognised != Pass && c.unrecognised != Refuse:
		return c, errors.New("precheck: unrecognised requests: must be precheck.Pass or precheck.Refuse")
	case c.ambiguous != Pass && c.ambiguous != Refuse:
		return c, errors.New("precheck: ambiguous requests: must be precheck.Pass or precheck.Refuse")
	case c.bodyRate < 1 || c.bodyWindow <= 0:
		return c, fmt.Errorf("precheck: body rate of %d bytes in %v: both must be more than 0", c.bodyRate, c.bodyWindow)
	case c.bodyLimit < 1 || c.bodyLimit > validator.DefaultLimit:
		return c, fmt.Errorf("precheck: body limit of %d bytes: must be 1 to %d", c.bodyLimit, validator.DefaultLimit)
	case c.bodyMemory <= c.bodyLimit || c.bodyWait < 0:
		return c, fmt.Errorf("precheck: body memory of %d bytes, wait of %v: must be more than the body limit of %d bytes, "+
			"and no less than 0", c.bodyMemory, c.bodyWait, c.bodyLimit)
	case c.concurrency < 1:
		return c, fmt.Errorf("precheck: concurrency of %d: must be at least 1", c.concurrency)
	case c.upstreamTimeout <= 0:
		return c, fmt.Errorf("precheck: upstream timeout of %v: must be more than 0", c.upstreamTimeout)
	case c.logger == nil:
		return c, errors.New("precheck: the logger is nil")
	}
	return c, nil
}

// policies say what becomes of requests without a verdict, by their outcome. Where all is only observed, those that are
// refused go on as well.
func (c *config) policies() map[outcome]Policy {
	return map[outcome]Policy{
		outcomeUnrecognised: c.unrecognised, outcomeAmbiguous: c.ambiguous, outcomeUndecided: c.undecided,
		outcomeUnknownOperation: c.undecided, outcomeOtherProtocol: c.undecided, outcomeBusy: Refuse,
	}
}

// Option changes a setting of Handler and Proxy.
type Option func(*config)

// WithUnrecognised says what becomes of requests that are none of Cognito's: to other services and other paths.
// Default: Pass; their bodies are not read and have no limit, unless one at / may be a form that names the operation,
// by its Content-Type, multipart included, or for want of one. Refuse answers them with status 400,
// UnknownOperationException; a browser's CORS preflight goes on all the same.
func WithUnrecognised(policy Policy) Option { return func(c *config) { c.unrecognised = policy } }

// WithAmbiguous says what becomes of requests to Cognito that can be read in two ways, so that a verdict on one says
// nothing about what is behind: two targets, an Action beside a target, a Connection header that takes a header away
// that was read, a form that is multipart or without its Content-Type. The same goes for a signature that covers a
// header which proxies take away, such as TE. Default: Refuse answers them with 400 and the reason. Clients of the
// services send none.
func WithAmbiguous(policy Policy) Option { return func(c *config) { c.ambiguous = policy } }

// WithUpgrade lets requests go on that ask for another protocol with an Upgrade header. Default: the header is taken
// away, because nothing checks what is sent in that protocol.
func WithUpgrade() Option { return func(c *config) { c.upgrade = true } }

// WithBodyLimit sets the size of the largest body that is checked, in bytes, as it is sent and once it is decoded.
// Default: 4 MiB, which is also the largest that a host.Checker takes. A larger one cannot be decided: with Refuse it
// is answered with 413, at once when its Content-Length says so. So is a form, or a body that more members are added
// to, whose text as JSON is over 4 MiB.
func WithBodyLimit(bytes int) Option { return func(c *config) { c.bodyLimit = bytes } }

// WithBodyMemory bounds the memory that the bodies of all requests take together, in bytes. Default: 256 MiB, and a
// wait of 5 s. It is more than the body limit. A body takes it from its arrival to the end of the answer: up to 64 KiB
// as it arrives, then at once what its Content-Length says, or the limit without one. Where there is not so much left,
// the request waits, and is answered with 503 and Retry-After when the time is over. Bodies that go on while they
// arrive take none of it.
//
// What is decoded, of gzip or of a form, comes on top: for twice as many requests at a time as there are processors, up
// to five times the body limit each.
func WithBodyMemory(bytes int, wait time.Duration) Option {
	return func(c *config) { c.bodyMemory, c.bodyWait = bytes, wait }
}

// WithObserve lets every request go on, and only says what would have been refused: in the log, and in metrics under
// the outcome observed. It is how to begin in front of a service that works. Refused all the same is what cannot go on
// as it came: a body that does not arrive, and a request in a malformed form. Default: requests are refused.
func WithObserve() Option { return func(c *config) { c.observe = true } }

// WithConcurrency sets how many requests may be in work at the same time, from the end of their body to that of their
// answer, and apart from these, how many that go on while their body arrives. Default: 512. One more is answered with
// 503 and Retry-After at once.
func WithConcurrency(requests int) Option { return func(c *config) { c.concurrency = requests } }

// WithBodyRate sets how many bytes of a body must arrive within each time. A body that is slower is answered with 408.
// Default: 5 KiB in 5 s. A body that has ended is in time, however small it is.
func WithBodyRate(bytes int, within time.Duration) Option {
	return func(c *config) { c.bodyRate, c.bodyWindow = bytes, within }
}

// WithLogger sets where log records go. Default: nowhere. Each request is one record, at its end: operation, verdict,
// the outcome where it differs, status, duration, request id, the trace id of Traceparent or X-Amzn-Trace-Id, and for
// what is wrong the codes with the names of members. It is at level info; at warn where the request could not be
// decided or be taken, the upstream failed, or the answer was cut off. How many passed without a verdict is a record at
// info, once a minute at most. No record ever holds a value.
func WithLogger(logger *slog.Logger) Option { return func(c *config) { c.logger = logger } }

// WithMetrics registers Prometheus metrics. Default: none. Several handlers with one registerer count together.
//
//   - cognitocheck_requests_total, by operation and outcome: valid, invalid, undecided, unknown_operation (the model
//     does not have it; a name that only the client has is no label), ambiguous, other_protocol, unrecognised,
//     malformed (it could not be forwarded as it came), busy (over WithConcurrency or WithBodyMemory), unread (the body
//     did not arrive), observed (WithObserve let it go on); and of those that went on upstream_failed (502, 504, or an
//     answer that broke off), client_gone and cut (the answer was not sent within the write timeout);
//   - cognitocheck_upstream_duration_seconds, a histogram by the next handler's result: 2xx to 5xx, failed (no answer
//     or 502), timeout (504) or gone (the client left);
//   - cognitocheck_observed_total, by operation, verdict and that result: 4xx says that the verdict was right;
//   - cognitocheck_passed_unread_total, by outcome: those of them that went on without a verdict;
//   - cognitocheck_violations_total and cognitocheck_warnings_total, by code;
//   - cognitocheck_check_duration_seconds, a histogram of the time that the check of a body took;
//   - cognitocheck_request_duration_seconds, a histogram by outcome of the whole time, the next handler's included;
//   - cognitocheck_requests_in_flight.
func WithMetrics(registerer prometheus.Registerer) Option {
	return func(c *config) { c.registerer = registerer }
}

// WithTransport sets what Proxy sends requests with. Default: an http.Transport like the default one that leaves
// Accept-Encoding alone, keeps up to 256 idle connections, and waits for an answer's headers as WithUpstreamTimeout
// says. An http.Transport given here should have DisableCompression set, or bodies are not forwarded as they come.
func WithTransport(transport http.RoundTripper) Option {
	return func(c *config) { c.transport = transport }
}

// WithUpstreamTimeout sets how long Proxy waits for the headers of an answer once the request is sent. Default: 30 s.
// Then the client gets 504. It has no effect together with WithTransport.
func WithUpstreamTimeout(d time.Duration) Option { return func(c *config) { c.upstreamTimeout = d } }

// WithUpstreamHost makes Proxy send the upstream's own name in the Host header, which a virtual host or a TLS front
// needs. Default: the client's Host goes on, because a request's signature covers it.
func WithUpstreamHost() Option { return func(c *config) { c.upstreamHost = true } }
