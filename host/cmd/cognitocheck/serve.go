package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/spf13/cobra"
)

// serveCommand is cognitocheck serve.
type serveCommand struct {
	engine engineFlags

	listen, admin, upstream string
	undecided, unrecognised string
	ambiguous               string
	module                  string
	moduleDigests           []string
	upstreamHost, upgrade   bool
	h2c, observe            bool
	tls                     tlsFiles

	bodyLimit, bodyMemory, concurrency, bodyRate int
	timeouts                                     precheck.Timeouts
	upstreamTimeout, drain, shutdown, bodyWait   time.Duration

	logFormat, logLevel string
}

func newServe() *cobra.Command {
	var c serveCommand
	cmd := &cobra.Command{
		Use:   "serve --upstream URL --undecided pass|refuse|--observe [flags]",
		Short: "Stand in front of Cognito, or of an emulator, and answer invalid requests",
		Long: `Stand in front of Amazon Cognito, or of what emulates it, as a reverse proxy. Invalid
requests are answered with status 400, the exception and the message that AWS would
answer; valid ones go on to the upstream byte for byte, their signatures included.

Recognised are awsJson requests (POST with X-Amz-Target), cognito-sync's REST
requests and the query form (/?Action=…, or all in a form). All else passes unread, or
is refused with --unrecognised refuse. --undecided says what becomes of requests that
cannot be checked: a body over the limit, an unknown content encoding, a checker that
fails, a protocol that is not read (rpc-v2-cbor), and an operation of Cognito's that
the model does not have, which a newer service may. Requests that can be read in two
ways, such as one with two targets, are refused unless --ambiguous pass. What passes
without a verdict is counted, and logged once a minute.

A body that comes more slowly than --body-rate is answered with 408. It takes none of
the places of --concurrency until it is there.

Begin with --observe: every request goes on, and the log and the metric
cognitocheck_observed_total say what would have been refused, and what the upstream
answered instead. Each request is one line of the log: operation, verdict, status,
duration, request id, trace id, and codes of what is wrong; never a value. Requests do
not wait for who reads the log: some 4,000 lines are kept for it. What is lost beyond
them is counted in cognitocheck_log_records_lost_total, and told once the log goes on.

The bodies of all requests take --body-memory at most, and the process two to three
times that. A request that finds no memory for its body waits, --body-wait at most, and
is then answered with 503.

At an address of their own, --admin, so that no path of the service is shadowed:
  /livez    200 as long as the process answers
  /readyz   200 when it checks requests, 503 when it cannot and from SIGTERM on
            (/healthz is the same)
  /metrics  for Prometheus

An address is HOST:PORT, unix:PATH, or the socket that systemd's activation hands over:
systemd, or systemd:NAME for the one with this FileDescriptorName. TLS is for --listen.

SIGINT and SIGTERM let requests in work end, for --shutdown-timeout at most; a second
one ends them at once. With --drain-delay new requests are still served for a while
after SIGTERM, with /readyz at 503, until those who send them have noticed. SIGHUP
reads the files of --module and --tls-cert again: a module that does not pass its
self-test changes nothing, and the log says why, and which module is live. The rules of
--rules stay.

A module of --module is not trusted to end: a check can be interrupted and ends after
five seconds, and takes some ten times as long for that (5 µs instead of 0.4 for a
small request). With --module-sha256 only modules with these digests are taken, and
run at full speed.

Exit code: 0 stopped by a signal, 2 bad usage or a failure.`,
		Example: `  cognitocheck serve --upstream https://cognito-idp.eu-west-1.amazonaws.com --undecided refuse
  cognitocheck serve --upstream http://localhost:9229 --observe
  cognitocheck serve --upstream http://localhost:9229 --undecided pass --warnings --log-format json
  cognitocheck serve --upstream http://localhost:9229 --undecided pass --rules team.rules
  cognitocheck serve --upstream http://localhost:9229 --undecided pass --module new.wasm \
    --module-sha256 $(sha256sum new.wasm | cut -c-64)
  cognitocheck serve --upstream http://localhost:9229 --undecided pass --listen unix:/run/cognitocheck.sock
  aws cognito-idp list-user-pools --max-results 10 --endpoint-url http://localhost:8080`,
		Args: refuseArguments,
		RunE: c.run,
	}
	flags := cmd.Flags()
	flags.StringVar(&c.listen, "listen", ":8080", "the `ADDRESS` for the service's clients")
	flags.StringVar(&c.admin, "admin", defaultAdmin, "the `ADDRESS` for /livez, /readyz and /metrics; empty for none")
	flags.StringVar(&c.tls.certificate, "tls-cert", "",
		"the `FILE` of the certificate chain in PEM, for TLS with HTTP/2 at --listen; read again at SIGHUP")
	flags.StringVar(&c.tls.key, "tls-key", "", "the `FILE` of the certificate's key in PEM")
	flags.BoolVar(&c.h2c, "h2c", false, "take HTTP/2 in clear too at --listen, from clients that begin with it")
	flags.StringVar(&c.upstream, "upstream", "",
		"the `URL` that requests go on to, such as https://cognito-idp.eu-west-1.amazonaws.com")
	flags.StringVar(&c.undecided, "undecided", "",
		"what becomes of requests that cannot be checked: `pass|refuse`; there is no default")
	flags.BoolVar(&c.observe, "observe", false,
		"let every request go on and only say, in log and metrics, what would be refused; without --undecided, refuse")
	flags.StringVar(&c.unrecognised, "unrecognised", "pass",
		"what becomes of requests to anything else than Cognito's operations: `pass|refuse`")
	flags.StringVar(&c.ambiguous, "ambiguous", "refuse",
		"what becomes of requests that can be read in two ways: `pass|refuse`")
	flags.BoolVar(&c.upgrade, "upgrade", false,
		"let requests go on that ask for another protocol; nothing is checked in that")
	flags.BoolVar(&c.upstreamHost, "upstream-host", false,
		"send the upstream's name in the Host header, not the client's, which signatures cover")
	flags.StringVar(&c.module, "module", "",
		"the `FILE` of the module, read again at SIGHUP; the module that is built in unless given")
	flags.StringArrayVar(&c.moduleDigests, "module-sha256", nil,
		"take no module but those with this `DIGEST`, 64 hexadecimal digits; may be repeated")
	flags.IntVar(&c.bodyLimit, "body-limit", validator.DefaultLimit,
		"the largest body that is checked, in `BYTES`; at most 4 MiB")
	flags.IntVar(&c.bodyMemory, "body-memory", 256<<20,
		"the `BYTES` of memory that the bodies of all requests may take together")
	flags.DurationVar(&c.bodyWait, "body-wait", 5*time.Second,
		"the `TIME` that a request waits for this memory before it is answered with 503")
	flags.IntVar(&c.concurrency, "concurrency", 512, "how many `REQUESTS` may be in work; more are answered with 503")
	flags.IntVar(&c.bodyRate, "body-rate", 1024,
		"the `BYTES` per second that a body must arrive with, on average of 5 seconds")
	flags.DurationVar(&c.timeouts.Header, "header-timeout", 5*time.Second, "the `TIME` for a request's headers to arrive")
	flags.DurationVar(&c.timeouts.Read, "read-timeout", 30*time.Second, "the `TIME` for a whole request to arrive")
	flags.DurationVar(&c.timeouts.Write, "write-timeout", 60*time.Second,
		"the `TIME` from a request's headers to the end of its answer; longer than --upstream-timeout")
	flags.DurationVar(&c.timeouts.Idle, "idle-timeout", 2*time.Minute,
		"the `TIME` that a connection is kept without a request")
	flags.DurationVar(&c.upstreamTimeout, "upstream-timeout", 30*time.Second,
		"the `TIME` for the upstream to begin its answer")
	flags.DurationVar(&c.drain, "drain-delay", 0,
		"the `TIME` to go on serving after SIGTERM before the listener closes, such as 5s in Kubernetes")
	flags.DurationVar(&c.shutdown, "shutdown-timeout", 30*time.Second,
		"the `TIME` for requests in work to end at a signal")
	flags.StringVar(&c.logFormat, "log-format", "text", "the log on standard error: `text|json`")
	flags.StringVar(&c.logLevel, "log-level", "info", "what is logged: `debug|info|warn|error`")
	c.engine.add(cmd)
	// A valid request then costs one pass and nothing else.
	c.engine.warnings = false
	flags.Lookup("warnings").DefValue = "false"
	complete(cmd, "undecided", "pass", "refuse")
	complete(cmd, "unrecognised", "pass", "refuse")
	complete(cmd, "ambiguous", "pass", "refuse")
	complete(cmd, "log-format", "text", "json")
	complete(cmd, "log-level", "debug", "info", "warn", "error")
	return cmd
}

func (c *serveCommand) run(cmd *cobra.Command, _ []string) (err error) {
	settings, err := c.settings()
	if err != nil {
		return err
	}
	if c.tls.given() {
		if err := c.tls.load(); err != nil {
			return err
		}
	}
	// Otherwise a log that nobody reads any more would end the process, as long as any of it is to be written.
	signal.Ignore(syscall.SIGPIPE)
	defer signal.Reset(syscall.SIGPIPE)
	queue, logger, err := c.openLog(cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	defer queue.end()
	defer leadStandardLog(logger)()
	// From here on signals are heard, so that none ends the process half-way.
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)

	ctx := cmd.Context()
	checker, code, err := c.open(ctx, settings.pinned)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, checker.Close(context.Background())) }()

	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		queue.lost)
	first, err := describeModule(ctx, c.engine.name, checker, code)
	if err != nil {
		return err
	}
	live := newLiveModule(registry, first)
	options := []precheck.Option{
		precheck.WithUnrecognised(settings.unrecognised),
		precheck.WithAmbiguous(settings.ambiguous),
		precheck.WithBodyRate(5*c.bodyRate, 5*time.Second),
		precheck.WithBodyLimit(c.bodyLimit),
		precheck.WithBodyMemory(c.bodyMemory, c.bodyWait),
		precheck.WithConcurrency(c.concurrency),
		precheck.WithUpstreamTimeout(c.upstreamTimeout),
		precheck.WithLogger(logger),
		precheck.WithMetrics(registry),
	}
	if c.observe {
		options = append(options, precheck.WithObserve())
	}
	if c.upstreamHost {
		options = append(options, precheck.WithUpstreamHost())
	}
	if c.upgrade {
		options = append(options, precheck.WithUpgrade())
	}
	proxy, err := precheck.Proxy(checker, settings.upstream, settings.undecided, options...)
	if err != nil {
		return err
	}
	draining := make(chan struct{})
	servers, err := c.start(endConnections(proxy, draining), precheck.Admin(checker, registry, draining), logger)
	if err != nil {
		return err
	}
	defer servers.close()
	reloads := newReloads(ctx, func(ctx context.Context) { c.reload(ctx, checker, live, logger) })
	defer reloads.end()
	logger.Info("serving", "upstream", settings.upstream.String(), "observe", c.observe,
		"undecided", settings.undecided.String(),
		"unrecognised", settings.unrecognised.String(), "ambiguous", settings.ambiguous.String(), first.attribute())

	for {
		select {
		case <-ctx.Done():
			return servers.shutdown(c.shutdown, signals, logger)
		case err := <-servers.failed:
			return err
		case received := <-signals:
			if received != syscall.SIGHUP {
				close(draining)
				if received == syscall.SIGTERM && c.drain > 0 {
					logger.Info("draining", "signal", received.String(), "time", c.drain.String())
					if err := drain(c.drain, signals); err != nil {
						return err
					}
				}
				logger.Info("shutting down", "signal", received.String())
				return servers.shutdown(c.shutdown, signals, logger)
			}
			reloads.begin()
		}
	}
}

// serveSettings are flags that were read.
type serveSettings struct {
	upstream                *url.URL
	undecided, unrecognised precheck.Policy
	ambiguous               precheck.Policy
	pinned                  [][sha256.Size]byte
}

func (c *serveCommand) settings() (serveSettings, error) {
	var s serveSettings
	var err error
	if c.upstream == "" {
		return s, errors.New("say where requests go on to, such as --upstream https://cognito-idp.eu-west-1.amazonaws.com")
	}
	s.upstream, err = url.Parse(c.upstream)
	if err != nil || !slices.Contains([]string{"http", "https"}, s.upstream.Scheme) {
		return s, errors.New("--upstream is a URL that begins with http:// or https://, such as " +
			"https://cognito-idp.eu-west-1.amazonaws.com")
	}
	if c.undecided == "" && c.observe {
		c.undecided = precheck.Refuse.String()
	}
	if c.undecided == "" {
		return s, errors.New("say what becomes of requests that cannot be checked: --undecided pass or --undecided refuse")
	}
	for _, policy := range []struct {
		flag, text string
		is         *precheck.Policy
	}{
		{"undecided", c.undecided, &s.undecided}, {"unrecognised", c.unrecognised, &s.unrecognised},
		{"ambiguous", c.ambiguous, &s.ambiguous},
	} {
		if *policy.is, err = precheck.ParsePolicy(policy.text); err != nil {
			return s, fmt.Errorf("--%s is pass or refuse, not %q", policy.flag, policy.text)
		}
	}
	for _, limit := range []struct {
		flag string
		time time.Duration
	}{
		{"header", c.timeouts.Header}, {"read", c.timeouts.Read}, {"write", c.timeouts.Write}, {"idle", c.timeouts.Idle},
		{"upstream", c.upstreamTimeout}, {"shutdown", c.shutdown},
	} {
		if limit.time <= 0 {
			return s, fmt.Errorf("--%s-timeout is a time above 0, such as 30s, not %v", limit.flag, limit.time)
		}
	}
	if c.drain < 0 {
		return s, fmt.Errorf("--drain-delay is a time, such as 5s, or 0 for none, not %v", c.drain)
	}
	if c.timeouts.Write <= c.upstreamTimeout {
		return s, fmt.Errorf("--write-timeout %v must be longer than --upstream-timeout %v: the answer that says that the "+
			"upstream took too long would be cut off", c.timeouts.Write, c.upstreamTimeout)
	}
	if c.bodyLimit < 1 || c.bodyLimit > validator.DefaultLimit {
		return s, fmt.Errorf("--body-limit is 1 to %d bytes (4 MiB), not %d", validator.DefaultLimit, c.bodyLimit)
	}
	if c.bodyRate < 1 || c.bodyRate > validator.DefaultLimit {
		return s, fmt.Errorf("--body-rate is 1 to %d bytes per second, not %d", validator.DefaultLimit, c.bodyRate)
	}
	if c.bodyMemory <= c.bodyLimit {
		return s, fmt.Errorf("--body-memory is more than --body-limit, %d bytes, not %d", c.bodyLimit, c.bodyMemory)
	}
	if c.bodyWait < 0 {
		return s, fmt.Errorf("--body-wait is a time, such as 5s, or 0 for none, not %v", c.bodyWait)
	}
	if c.concurrency < 1 {
		return s, fmt.Errorf("--concurrency is at least 1, not %d", c.concurrency)
	}
	if err := c.tls.verify(); err != nil {
		return s, err
	}
	if c.h2c && c.tls.given() {
		return s, errors.New("--h2c is for clients without TLS; with --tls-cert they have HTTP/2 anyway")
	}
	if c.module != "" && c.engine.name != "wasm" {
		return s, errors.New("--module is for --engine wasm")
	}
	s.pinned, err = c.readDigests()
	return s, err
}
