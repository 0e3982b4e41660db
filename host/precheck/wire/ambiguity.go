package wire

import (
	"slices"
	"strings"
)

// findAmbiguity looks for what makes a server behind read another request than the one that was recognised. The error
// is an *AmbiguousError or nil.
func (h head) findAmbiguity() error {
	var reason string
	contentType, _ := h.value("Content-Type")
	encoding, _ := h.value("Content-Encoding")
	switch {
	case strings.Contains(h.path, "#") || strings.Contains(h.query, "#"):
		reason = "its path or query has a #"
	case h.losesHeader():
		reason = "Connection names a header that would be taken away on the way"
	case h.signsHopByHop():
		reason = "its signature covers a header that is taken away on the way"
	case h.overridesMethod():
		reason = "a header overrides its method"
	case strings.Contains(contentType, ","):
		reason = "it has more than one Content-Type"
	case strings.Contains(encoding, ","):
		reason = "it has more than one Content-Encoding"
	case h.hasAny(contentSpellings[:]):
		reason = "a header's name is Content-Type or Content-Encoding with an underscore"
	case !isUTF8(contentType):
		reason = "its charset is not UTF-8"
	default:
		return nil
	}
	return &AmbiguousError{Reason: reason}
}

var contentSpellings = [...]string{"Content_type", "Content_encoding"}

func (h head) hasAny(names []string) bool {
	for _, name := range names {
		if _, ok := h.header[name]; ok {
			return true
		}
	}
	return false
}

// hopByHop are the headers that are for one connection, and so are no part of the request: RFC 9110, section 7.6.1.
var hopByHop = []string{
	"close", "connection", "http2-settings", "keep-alive", "proxy-authenticate", "proxy-authorization",
	"proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
}

// losesHeader tells whether Connection names a header that is there and part of the request.
func (h head) losesHeader() bool {
	connection, ok := h.value("Connection")
	if !ok {
		return false
	}
	for name := range strings.SplitSeq(strings.ToLower(connection), ",") {
		name = strings.Trim(name, " \t")
		if name == "" || slices.Contains(hopByHop, name) {
			continue
		}
		for have := range h.header {
			if strings.EqualFold(have, name) {
				return true
			}
		}
		if name == "host" {
			return true
		}
	}
	return false
}

// signsHopByHop tells whether the request's signature covers a header that is for one connection. Without the header it
// is another signature.
func (h head) signsHopByHop() bool {
	authorization, _ := h.value("Authorization")
	_, signed, _ := strings.Cut(strings.ToLower(authorization), "signedheaders=")
	signed, _, _ = strings.Cut(signed, ",")
	for name, value := range splitParameters([]byte(h.query)) {
		if strings.EqualFold(string(name), "X-Amz-SignedHeaders") {
			signed += ";" + strings.ToLower(string(value))
		}
	}
	for name := range strings.SplitSeq(signed, ";") {
		if slices.Contains(hopByHop, strings.Trim(name, " \t")) {
			return true
		}
	}
	return false
}

var methodOverrides = [...]string{"X-Http-Method-Override", "X-Http-Method", "X-Method-Override"}

func (h head) overridesMethod() bool {
	return slices.ContainsFunc(methodOverrides[:], func(name string) bool {
		method, ok := h.value(name)
		return ok && !strings.EqualFold(strings.Trim(method, " \t"), h.method)
	})
}

// mayBeForm tells whether a server may read the body as a form.
func (h head) mayBeForm() bool { return h.mayBeEscaped() || h.isMultipart() }

// mayBeEscaped tells whether a server may read the body as a form whose parameters are like those of a query: it has no
// Content-Type, or that of such a form among others, or one that is taken away on the way.
func (h head) mayBeEscaped() bool {
	contentType, _ := h.value("Content-Type")
	connection, _ := h.value("Connection")
	return contentType == "" || strings.Contains(strings.ToLower(connection), "content-type") ||
		h.hasAny(contentSpellings[:1]) ||
		strings.Contains(strings.ToLower(contentType), "urlencoded")
}

// isMultipart tells whether the body has parts with names, as browsers send a form with files.
func (h head) isMultipart() bool {
	contentType, _ := h.value("Content-Type")
	return strings.Contains(strings.ToLower(contentType), "multipart")
}

// isForm tells whether the body is a form, for every server.
func (h head) isForm() bool {
	contentType, _ := h.value("Content-Type")
	media, _, _ := strings.Cut(contentType, ";")
	return strings.EqualFold(strings.Trim(media, " \t"), "application/x-www-form-urlencoded")
}

// isCBOR tells whether the body is CBOR, by its Content-Type.
func (h head) isCBOR() bool {
	contentType, _ := h.value("Content-Type")
	return strings.Contains(strings.ToLower(contentType), "cbor")
}

// isUTF8 tells whether a Content-Type has no charset but UTF-8 or a part of it.
func isUTF8(contentType string) bool {
	_, parameters, _ := strings.Cut(contentType, ";")
	for parameter := range strings.SplitSeq(strings.ToLower(parameters), ";") {
		name, value, _ := strings.Cut(parameter, "=")
		if strings.Trim(name, " \t") != "charset" {
			continue
		}
		switch strings.Trim(value, " \t\"'") {
		case "utf-8", "utf8", "us-ascii", "ascii":
		default:
			return false
		}
	}
	return true
}
