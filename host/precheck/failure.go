package precheck

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
)

// describeFailure says what went wrong on a connection, without a byte that came over it: the errors of net/http, of
// HTTP/2 and of TLS quote what they mind, and that may be a token. What is not known here is told by its kind only.
func describeFailure(err error) string {
	var (
		slow      net.Error
		lookup    *net.DNSError
		operation *net.OpError
		number    syscall.Errno
		alert     tls.AlertError
	)
	switch {
	case errors.As(err, &lookup):
		return lookup.Error() // the name comes from the operator's settings, not from an answer
	case errors.As(err, &operation) && errors.As(operation.Err, &number):
		return (&net.OpError{Op: operation.Op, Net: operation.Net, Addr: operation.Addr, Err: number}).Error()
	case errors.As(err, &slow) && slow.Timeout():
		return "it took too long"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed):
		return "the connection was closed"
	case errors.As(err, new(x509.UnknownAuthorityError)):
		return "its certificate is signed by an authority that is not known here"
	case errors.As(err, new(x509.HostnameError)):
		return "its certificate is for another name"
	case errors.As(err, new(*tls.CertificateVerificationError)):
		return "its certificate is not valid"
	case errors.As(err, new(tls.RecordHeaderError)):
		return "it does not speak TLS"
	case errors.As(err, &alert):
		return alert.Error()
	}
	text := err.Error()
	for _, phrase := range failures {
		if strings.Contains(text, phrase) {
			return phrase
		}
	}
	return "it broke the protocol"
}

// failures are pieces of the texts of net/http's errors that have no type. Only what stands here is ever said, so it
// does no harm when an upstream writes one of them itself.
var failures = []string{
	"malformed HTTP response", "malformed HTTP status code", "malformed HTTP version", "malformed MIME header",
	"malformed chunked encoding", "invalid byte in chunk length", "http chunk length too large",
	"chunked encoding contains too much non-data", "invalid Trailer key", "unsupported transfer encoding",
	"bad Content-Length", "server response headers exceeded", "too many 1xx informational responses",
	"server closed idle connection", "tried to switch protocol", "tried to switch to invalid protocol",
	"server sent GOAWAY", "stream error", "connection error", "proxyconnect", "invalid proxy address",
}
