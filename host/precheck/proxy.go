package precheck

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck/wire"
	"github.com/cognitocheck/cognitocheck/validator"
)

// Proxy returns a reverse proxy that checks requests as Handler does and sends those to the upstream that may go on.
//
// The upstream is the URL of a server, http or https, with or without a path that goes before the requests' own. All of
// a request but its hop-by-hop headers (RFC 9110, section 7.6.1) is sent as it came, Host and forwarding headers
// included; answers come back the same way. When the upstream does not answer, the client gets 502, or 504 for one that
// takes too long. No log record holds a byte of what the upstream sent; see NetLog for those of package log.
func Proxy(checker validator.RequestChecker, upstream *url.URL, undecided Policy, options ...Option) (
	http.Handler, error,
) {
	settings, err := newConfig(undecided, options)
	if err != nil {
		return nil, err
	}
	if err := verifyUpstream(upstream); err != nil {
		return nil, err
	}
	if settings.transport == nil {
		settings.transport = newTransport(settings.upstreamTimeout)
	}
	return newHandler(checker, newReverseProxy(upstream, settings), settings)
}

func verifyUpstream(upstream *url.URL) error {
	switch {
	case upstream == nil:
		return errors.New("precheck: the upstream is nil")
	case upstream.Scheme != "http" && upstream.Scheme != "https" || upstream.Host == "":
		return fmt.Errorf("precheck: upstream %q: must be http://HOST or https://HOST", upstream.Redacted())
	case upstream.User != nil || upstream.RawQuery != "" || upstream.Fragment != "":
		return fmt.Errorf("precheck: upstream %q: must have no user, query or fragment", upstream.Redacted())
	}
	return nil
}

func newTransport(timeout time.Duration) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          256,
		MaxIdleConnsPerHost:   256,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: time.Second,
		ResponseHeaderTimeout: timeout,
		// Otherwise it would ask for gzip in the client's name and decode the answer.
		DisableCompression: true,
	}
}

// forwarding are the headers that a ReverseProxy takes away unless they are put back.
var forwarding = []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"}

func newReverseProxy(upstream *url.URL, settings config) http.Handler {
	return &httputil.ReverseProxy{
		Transport: settings.transport,
		ErrorLog:  NetLog(settings.logger),
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(upstream)
			p.Out.URL.RawQuery = p.In.URL.RawQuery
			// net/url would escape what should have been, and a signature covers the path as it came.
			if path := strings.TrimSuffix(upstream.EscapedPath(), "/") + wire.Path(p.In.URL); path != p.Out.URL.EscapedPath() {
				p.Out.URL.Opaque = path
			}
			// Trailers of a body that goes on while it arrives are yet to come.
			p.Out.Trailer = p.In.Trailer
			if p.In.Header.Get("Content-Length") == "0" {
				// Otherwise the transport leaves it out of all but some methods.
				p.Out.TransferEncoding, p.Out.Body = []string{"identity"}, http.NoBody
			}
			if !settings.upstreamHost {
				p.Out.Host = p.In.Host
			}
			for _, name := range forwarding {
				if values, ok := p.In.Header[name]; ok {
					p.Out.Header[name] = values
				}
			}
		},
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			status, message, result := http.StatusBadGateway, "The upstream did not answer.", nextFailed
			var slow net.Error
			if errors.As(err, &slow) && slow.Timeout() {
				status, message, result = http.StatusGatewayTimeout, "The upstream took too long to answer.", nextTimeout
			}
			answered, ok := w.(*writer)
			// What the transport says of it depends on which end it hears of first.
			isSlow := ok && answered.slow.Load()
			if isSlow || r.Context().Err() != nil {
				result = nextGone
			} else {
				settings.logger.WarnContext(r.Context(), "upstream failed", "error", describeFailure(err))
			}
			if ok {
				answered.result = result
			}
			if isSlow {
				w.Header().Set("Connection", "close")
				writeError(w, r, http.StatusRequestTimeout, slowBody)
				return
			}
			writeError(w, r, status, validator.ServiceError{Type: typeUnavailable, Message: message})
		},
	}
}
