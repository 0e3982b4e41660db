package precheck

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"strconv"

	"github.com/cognitocheck/cognitocheck/host/precheck/wire"
	"github.com/cognitocheck/cognitocheck/validator"
)

// The service's headers, in its own letter case. net/http would write X-Amzn-Errortype.
const (
	headerType    = "x-amzn-ErrorType"
	headerMessage = "x-amzn-ErrorMessage"
	headerID      = "x-amzn-RequestId"
)

// mostHeader is how much of a message goes into a header, in bytes. Clients refuse answers with large headers.
const mostHeader = 1024

// answer writes an error to the client.
func (e *exchange) answer(status int, failure validator.ServiceError) {
	if !e.whole && e.request.ContentLength != 0 {
		// Otherwise net/http's server would wait for the rest of the body.
		e.hangUp()
	}
	writeError(e.writer, e.request, status, failure)
}

// writeError writes an error in the service's wire form, with a request id of its own.
func writeError(w http.ResponseWriter, r *http.Request, status int, failure validator.ServiceError) {
	body := appendError(nil, failure)
	header := w.Header()
	header.Set("Content-Type", "application/x-amz-json-1.1")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set("Cache-Control", "no-store")
	header[headerType] = []string{failure.Type + ":"}
	header[headerMessage] = []string{headerText(failure.Message)}
	header[headerID] = []string{newRequestID()}
	if r.Header.Get("Origin") != "" {
		// Without these, which the service sends as well, a page's script gets a network error instead of the exception.
		header.Set("Access-Control-Allow-Origin", "*")
		header.Set("Access-Control-Expose-Headers", headerID+","+headerType+","+headerMessage+","+WarningsHeader+",Date")
	}
	w.WriteHeader(status)
	// The client is gone when this fails, and then nobody wants to know.
	_, _ = w.Write(body)
}

// appendError appends the service's JSON form of an exception.
func appendError(dst []byte, failure validator.ServiceError) []byte {
	key := `,"message":`
	if failure.Type == "SerializationException" {
		key = `,"Message":`
	}
	dst = append(dst, `{"__type":`...)
	dst = wire.AppendString(dst, failure.Type)
	dst = append(dst, key...)
	dst = wire.AppendString(dst, failure.Message)
	return append(dst, '}')
}

// headerText is a message in a form that every client takes in a header: printable ASCII, cut to mostHeader bytes.
func headerText(message string) string {
	text := make([]byte, 0, min(len(message), mostHeader))
	for _, c := range message {
		if len(text) == mostHeader {
			break
		}
		if c < ' ' || c > '~' {
			c = '?'
		}
		text = append(text, byte(c))
	}
	return string(text)
}

// newRequestID returns a random UUID.
func newRequestID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
