package precheck

import (
	"log"
	"log/slog"
	"strings"
)

// NetLog returns a log.Logger for what net/http has to say by itself, such as http.Server.ErrorLog. Its records are of
// level warn and say what happened, without the bytes of a request or an answer that net/http quotes.
//
// NewServer and Proxy use it. One thing is out of their reach: http.Transport writes of answers that nobody asked for
// to package log, which belongs to the program. A program leads that here as well, as cognitocheck serve does:
//
//	log.SetFlags(0)
//	log.SetOutput(precheck.NetLog(logger).Writer())
//
// The logger must not write to package log itself then, as slog's default one does unless a program sets another.
func NetLog(logger *slog.Logger) *log.Logger {
	return log.New(netLog{logger}, "", 0)
}

// netLog gets one message of net/http with each Write.
type netLog struct{ logger *slog.Logger }

func (n netLog) Write(message []byte) (int, error) {
	n.logger.Warn("net/http failed", "reason", describeNetMessage(string(message)))
	return len(message), nil
}

func describeNetMessage(message string) string {
	for _, begin := range quotingNothing {
		if strings.HasPrefix(message, begin) {
			return strings.TrimSpace(message)
		}
	}
	for begin, reason := range quoting {
		if strings.HasPrefix(message, begin) {
			return reason
		}
	}
	return "it says more, which may quote a request or an answer"
}

// quotingNothing are the beginnings of messages that hold nothing but places in programs and the system's errors.
var quotingNothing = []string{
	"http: Accept error: ",
	"http: superfluous response.WriteHeader call from ",
	"http: response.WriteHeader on hijacked connection from ",
	"http: response.Write on hijacked connection from ",
}

// quoting has what is said in the place of messages with such a beginning.
var quoting = map[string]string{
	"http: TLS handshake error from ":                         "a client's TLS handshake failed",
	"http: panic serving ":                                    "a handler panicked",
	"http: invalid Content-Length of ":                        "an answer's Content-Length is no number",
	"Unsolicited response received on idle HTTP channel":      "the upstream sent an answer that nobody asked for",
	"httputil: ReverseProxy read error during body copy: ":    "the upstream's answer broke off",
	"http2: Transport received unsolicited DATA frame":        "the upstream sent an answer that nobody asked for",
	"protocol error: received ":                               "the upstream broke HTTP/2",
	"Transport: unhandled response frame type ":               "the upstream broke HTTP/2",
	"Error enabling Transport HTTP/2 support: ":               "there is no HTTP/2 to the upstream",
	"http: WriteHeader called with both Transfer-Encoding of": "an answer has two lengths",
	"ignoring invalid trailer ":                               "an answer has a trailer that is none",
}
