package precheck

import (
	"net/http"
	"strings"

	"github.com/cognitocheck/cognitocheck/host/precheck/wire"
)

// isForwardable tells whether a request can be sent on as it came: it is for a path, and its path has a form that a
// request can be sent with.
func isForwardable(r *http.Request) bool {
	path := wire.Path(r.URL)
	return r.Method != http.MethodConnect && r.Method != "PRI" && r.URL.Opaque == "" && strings.HasPrefix(path, "/") &&
		r.RequestURI != "*" &&
		// Such a path would be taken for a host, unless net/url escapes it as it came.
		(!strings.HasPrefix(path, "//") || r.URL.EscapedPath() == path)
}

// framing are headers by which a request is framed, routed or read, and so may be no trailers: RFC 9110, section 6.5.1.
// The names are in Go's canonical form.
var framing = []string{
	"Authorization", "Connection", "Content-Encoding", "Content-Length", "Content-Range", "Content-Type", "Expect", "Host",
	"Smithy-Protocol", "Te", "Trailer", "Transfer-Encoding", "Upgrade", "X-Amz-Target",
}

// hasFramingTrailer tells whether there is such a trailer. Some servers add trailers to the headers.
func hasFramingTrailer(trailer http.Header) bool {
	for _, name := range framing {
		if _, ok := trailer[name]; ok {
			return true
		}
	}
	return false
}

// withoutUpgrade returns the request without what asks for another protocol, in which nobody would read what is sent.
func withoutUpgrade(r *http.Request) *http.Request {
	if _, ok := r.Header["Upgrade"]; !ok {
		return r
	}
	next := r.WithContext(r.Context())
	next.Header = r.Header.Clone()
	next.Header.Del("Upgrade")
	next.Header.Del("Http2-Settings")
	return next
}
