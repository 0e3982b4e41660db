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
	concurrency int
	upgrade     bool
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
	case c.concurrency < 1:
		return c, fmt.Errorf("precheck: concurrency of %d: must be at least 1", c.concurrency)
	case c.upstreamTimeout <= 0:
		return c, fmt.Errorf("precheck: upstream timeout of %v: must be more than 0", c.upstreamTimeout)
	case c.logger == nil:
		return c, errors.New("precheck: the logger is nil")
	}
	return c, nil
}

// Option changes a setting of Handler and Proxy.
type Option func(*config)

// WithUnrecognised says what becomes of requests that are none of Cognito's: to other services and other paths.
// Default: Pass; their bodies are not read and have no limit, unless one at / may be a form that names the operation,
// by its Content-Type or for want of one. Refuse answers them with status 400, UnknownOperationException; a browser's
// CORS preflight goes on all the same.
func WithUnrecognised(policy Policy) Option { return func(c *config) { c.unrecognised = policy } }

// WithAmbiguous says what becomes of requests to Cognito that can be read in two ways, so that a verdict on one says
// nothing about what is behind: two targets, an Action beside a target, a Connection header that takes a header away
// that was read, a form without its Content-Type. Default: Refuse answers them with 400 and the reason. Clients of the
// services send none.
func WithAmbiguous(policy Policy) Option { return func(c *config) { c.ambiguous = policy } }

// WithUpgrade lets requests go on that ask for another protocol with an Upgrade header. Default: the header is taken
// away, because nothing checks what is sent in that protocol.
func WithUpgrade() Option { return func(c *config) { c.upgrade = true } }

// WithBodyLimit sets the size of the largest body that is checked, in bytes, as it is sent and once it is decoded.
// Default: 4 MiB, which is also the largest that a host.Checker takes. A larger one cannot be decided: with Refuse it
// is answered with 413, at once when its Content-Length says so. So is a form, or a body that more members are added
// to, whose text as JSON is over 4 MiB.
//
// Until it is decided, a request in work takes up to about four times the limit in memory, and a form besides for its
// text as JSON, which is at most six times as long and never over 4 MiB. From then on it holds its body as it came.
func WithBodyLimit(bytes int) Option { return func(c *config) { c.bodyLimit = bytes } }

// WithConcurrency sets how many requests may be in work at the same time, from the end of their body to that of their
// answer, and apart from these, how many that go on while their body arrives. Default: 512. One more is answered with
// 503 and Retry-After at once. So is one whose body would make those of all requests take more memory than so many
// times the body limit.
func WithConcurrency(requests int) Option { return func(c *config) { c.concurrency = requests } }

// WithBodyRate sets how many bytes of a body must arrive within each time. A body that is slower is answered with 408.
// Default: 5 KiB in 5 s. A body that has ended is in time, however small it is.
func WithBodyRate(bytes int, within time.Duration) Option {
	return func(c *config) { c.bodyRate, c.bodyWindow = bytes, within }
}

// WithLogger sets where log records go. Default: nowhere. Invalid requests, warnings and unknown operations are at
// level info, requests that could not be decided otherwise at warn, panics at error, all others at debug. How many
// passed without a verdict is a record at info, once a minute at most. Records hold operations, codes, names of members
// and request ids, and never a value.
func WithLogger(logger *slog.Logger) Option { return func(c *config) { c.logger = logger } }

// WithMetrics registers Prometheus metrics. Default: none. Several handlers with one registerer count together.
//
//   - cognitocheck_requests_total, by operation and outcome: valid, invalid, undecided, unknown_operation (the model
//     does not have it; a name that only the client has is no label), ambiguous, other_protocol, unrecognised,
//     malformed (it could not be forwarded as it came), busy (over WithConcurrency), unread (the body did not arrive);
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
