package wire

import (
	"net/http"
	"strings"
)

// head is what precedes a request's body.
type head struct {
	method     string
	path       string // as it came, with its escapes
	query      string // as it came
	header     http.Header
	recogniser *Recogniser
}

// value returns the value of a header, several joined as RFC 9110, section 5.3 says, and whether there is one. The name
// is in Go's canonical form.
func (h head) value(name string) (string, bool) {
	values, ok := h.header[name]
	if len(values) == 1 {
		return values[0], true
	}
	return strings.Join(values, ", "), ok
}

// claims is what a request has that says where it goes. Any part of it could be what a server behind goes by.
type claims struct {
	// ours makes the request of the claim that names Cognito; nil when none does. Of several it is any.
	ours func(claims) (Request, error)
	// segments are the path's, as a server may read them that decodes and tidies it up.
	segments []string
	// parameters are those of the query that matter here.
	parameters parameters
}

// collectClaims collects what names an operation, of Cognito or of another service, and counts it.
func (h head) collectClaims() (claims, int) {
	c, count := claims{segments: tidyPath(h.path), parameters: h.recogniser.readParameters([]byte(h.query))}, 0
	claim := func(ours bool, recognise func(claims) (Request, error)) {
		count++
		if ours {
			c.ours = recognise
		}
	}
	if target, ok := h.value("X-Amz-Target"); ok {
		claim(mentionsService(target), h.recogniseTarget)
	}
	for _, name := range targetSpellings {
		if target, ok := h.value(name); ok {
			claim(mentionsService(target), refuseReading("a header's name is X-Amz-Target with an underscore"))
		}
	}
	for _, target := range c.parameters.targets {
		claim(mentionsService(target), refuseReading("its X-Amz-Target is in the query"))
	}
	for _, action := range c.parameters.actions {
		claim(len(c.segments) == 0 && h.recogniser.isAction(action, c.parameters.versions), h.recogniseAction)
	}
	service, isRPC := readRPCPath(c.segments)
	if _, named := h.value("Smithy-Protocol"); named || isRPC {
		claim(mentionsService(service), h.recogniseProtocol)
	}
	if len(c.segments) > 0 && h.recogniser.roots[c.segments[0]] != "" {
		claim(true, h.recognisePath)
	}
	return c, count
}

// targetSpellings are names that a server takes for X-Amz-Target that makes no difference between - and _, as CGI asks
// for.
var targetSpellings = [...]string{"X_amz_target", "X-Amz_target", "X_amz-Target"}

// mentionsService tells whether a text that names a service means one of Cognito's, however it is written.
func mentionsService(text string) bool {
	const common = "cognito" // TestServiceNames holds that it is in all.
	for i := 0; i+len(common) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(common)], common) {
			return true
		}
	}
	return false
}

func refuseReading(reason string) func(claims) (Request, error) {
	return func(claims) (Request, error) { return Request{}, &AmbiguousError{Reason: reason} }
}

// readRPCPath returns the service's name in a path of Smithy's RPC v2 protocols.
func readRPCPath(segments []string) (service string, ok bool) {
	n := len(segments)
	if n < 4 || segments[n-4] != "service" || segments[n-2] != "operation" {
		return "", false
	}
	return segments[n-3], true
}

// recogniseProtocol recognises a request of one of Smithy's RPC v2 protocols.
func (h head) recogniseProtocol(c claims) (Request, error) {
	if h.method == http.MethodOptions {
		return h.recogniseQuestion()
	}
	protocol, service, name := Other, "", ""
	switch text, _ := h.value("Smithy-Protocol"); text {
	case "rpc-v2-cbor":
		protocol = RPCv2CBOR
	case "rpc-v2-json":
		protocol = RPCv2JSON
	}
	bare := c.segments[len(c.segments)-1]
	for _, s := range services {
		if s.target != "" && s.target == c.segments[len(c.segments)-3] {
			service, name = s.name, s.name+"."+bare
		}
	}
	_, known := h.recogniser.operations[name]
	return Request{}, h.otherProtocol(protocol, service, name, known)
}

// recogniseQuestion recognises a browser's question about another request, which is none of the services'.
func (h head) recogniseQuestion() (Request, error) {
	return Request{InBody: true, head: h, body: bodyQuestion}, h.findAmbiguity()
}

func (h head) otherProtocol(protocol Protocol, service, name string, known bool) error {
	if !known {
		name = ""
	}
	return &ProtocolError{Protocol: protocol, Service: service, Operation: name}
}
