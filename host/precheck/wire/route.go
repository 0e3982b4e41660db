package wire

import (
	"math"
	"net/http"
	"net/url"
	"strings"
)

// route is the place of a REST operation: a method and the segments of its path.
type route struct {
	operation *operation
	segments  []segment
	body      bodyUse
}

// segment is one piece of a URI template: a literal, or the label of a member.
type segment struct {
	literal string
	member  *member
}

func newRoute(operation *operation) route {
	r := route{operation: operation, body: bodyMembers}
	if operation.noBody {
		r.body = bodyNone
	}
	for _, text := range strings.Split(strings.TrimPrefix(operation.path, "/"), "/") {
		piece := segment{literal: text}
		if strings.HasPrefix(text, "{") {
			piece.member = operation.findLabelled(strings.Trim(text, "{}"))
		}
		r.segments = append(r.segments, piece)
	}
	return r
}

// findLabelled returns the member whose text is in the path where the URI template has the label. The generator refuses
// a label without a member.
func (o *operation) findLabelled(label string) *member {
	for i := range o.members {
		if m := &o.members[i]; m.location == inPath && m.as == label {
			return m
		}
	}
	return nil
}

// tidyPath returns the segments of a path as a server reads them that decodes it first, and then resolves dots, drops
// empty segments and parameters after semicolons, and takes a backslash for a slash. None are left of the root.
func tidyPath(path string) []string {
	if path == "/" {
		return nil
	}
	var buffer []byte
	path = strings.ReplaceAll(string(unescape(&buffer, []byte(path), '+')), `\`, "/")
	var segments []string
	for segment := range strings.SplitSeq(path, "/") {
		switch segment, _, _ = strings.Cut(segment, ";"); segment {
		case "", ".":
		case "..":
			segments = segments[:max(len(segments)-1, 0)]
		default:
			segments = append(segments, segment)
		}
	}
	return segments
}

// recognisePath recognises a REST request by its method and its path.
func (h head) recognisePath(c claims) (Request, error) {
	if h.method == http.MethodOptions {
		return h.recogniseQuestion()
	}
	if err := h.findAmbiguity(); err != nil {
		return Request{}, err
	}
	path := strings.TrimSuffix(strings.TrimPrefix(h.path, "/"), "/")
	if first, _, _ := strings.Cut(path, "/"); first != c.segments[0] || hasDots(path) {
		return Request{}, &AmbiguousError{Reason: "its path is another one once it is tidied up"}
	}
	if c.parameters.divided {
		return Request{}, &AmbiguousError{Reason: "some servers divide parameters at semicolons: write %3B"}
	}
	for i := range h.recogniser.routes {
		candidate := &h.recogniser.routes[i]
		if candidate.operation.method != h.method {
			continue
		}
		if labels, ok := candidate.matchPath(path); ok {
			return Request{
				Service:   services[candidate.operation.service].name,
				Operation: candidate.operation.fullName(),
				Known:     true,
				Protocol:  RESTJSON,
				head:      h,
				body:      candidate.body,
				operation: candidate.operation,
				located:   candidate.readLocated(h, labels),
			}, nil
		}
	}
	// The service may be newer.
	return Request{Service: h.recogniser.roots[c.segments[0]], Protocol: RESTJSON, head: h}, nil
}

// hasDots tells whether a segment of the path is one or two dots, or holds a backslash.
func hasDots(path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		switch text := strings.ReplaceAll(strings.ToLower(segment), "%2e", "."); {
		case text == ".", text == "..", strings.Contains(text, `\`), strings.Contains(text, "%5c"):
			return true
		}
	}
	return false
}

// matchPath returns the texts that the path has for the template's labels, in order.
func (r *route) matchPath(path string) ([]string, bool) {
	if strings.Count(path, "/") != len(r.segments)-1 {
		return nil, false
	}
	var labels []string
	for _, want := range r.segments {
		var have string
		have, path, _ = strings.Cut(path, "/")
		if want.member == nil {
			if have != want.literal {
				return nil, false
			}
			continue
		}
		text, err := url.PathUnescape(have)
		if err != nil || text == "" {
			return nil, false
		}
		labels = append(labels, text)
	}
	return labels, true
}

// readLocated returns the members of a request that are in its path, its query and its headers.
func (r *route) readLocated(h head, labels []string) []byte {
	built := builder{limit: math.MaxInt}
	add := func(m *member, text string) { built.appendMember([]byte(m.name), m.to, []byte(text)) }
	for _, piece := range r.segments {
		if piece.member != nil {
			add(piece.member, labels[0])
			labels = labels[1:]
		}
	}
	for i := range r.operation.members {
		switch m := &r.operation.members[i]; m.location {
		case inQuery:
			for name, value := range splitParameters([]byte(h.query)) {
				if string(name) == m.as {
					add(m, string(value))
				}
			}
		case inHeader:
			if value, ok := h.value(http.CanonicalHeaderKey(m.as)); ok {
				add(m, value)
			}
		}
	}
	return built.text
}
