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

// recogniseRoute recognises a REST request by its method and its path.
func (r *Recogniser) recogniseRoute(request *http.Request, path string) (Request, bool) {
	path = strings.TrimPrefix(path, "/")
	path = strings.TrimSuffix(path, "/")
	for i := range r.routes {
		candidate := &r.routes[i]
		if candidate.operation.method != request.Method {
			continue
		}
		if labels, ok := candidate.matchPath(path); ok {
			return Request{
				Service:   services[candidate.operation.service].name,
				Operation: candidate.operation.fullName(),
				Known:     true,
				body:      candidate.body,
				operation: candidate.operation,
				located:   candidate.readLocated(request, labels),
			}, true
		}
	}
	return r.recogniseRoot(request.Method, path)
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
func (r *route) readLocated(request *http.Request, labels []string) []byte {
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
			for name, value := range splitParameters([]byte(request.URL.RawQuery)) {
				if string(name) == m.as {
					add(m, string(value))
				}
			}
		case inHeader:
			if values := request.Header.Values(m.as); len(values) > 0 {
				add(m, strings.Join(values, ", "))
			}
		}
	}
	return built.text
}
