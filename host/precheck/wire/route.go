package wire

import (
	"math"
	"net/http"
	"net/url"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// route is the place of a REST operation: a method and the segments of its path.
type route struct {
	operation *schemas.Operation
	method    string
	segments  []segment
	body      bodyUse
}

// segment is one piece of a URI template: a literal, or the label of a member.
type segment struct {
	literal string
	member  *schemas.Member
}

func newRoute(operation *schemas.Operation) route {
	r := route{operation: operation, method: operation.Method, body: bodyNone}
	for _, text := range strings.Split(strings.TrimPrefix(operation.RequestURI, "/"), "/") {
		piece := segment{literal: text}
		if strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}") {
			piece.member = labelled(operation.Input, text[1:len(text)-1])
		}
		r.segments = append(r.segments, piece)
	}
	for _, member := range operation.Input.Members {
		if member.Location == "" {
			r.body = bodyMembers
		}
	}
	return r
}

// labelled returns the member that a label of a URI template stands for, or nil. A label without one stays a literal, and
// fits no path.
func labelled(input *schemas.Shape, label string) *schemas.Member {
	for i := range input.Members {
		if member := &input.Members[i]; member.Location == "uri" && member.LocationName == label {
			return member
		}
	}
	return nil
}

// route recognises a REST request by its method and its path.
func (r *Recogniser) route(request *http.Request, path string) (Request, bool) {
	path = strings.TrimPrefix(path, "/")
	path = strings.TrimSuffix(path, "/")
	for i := range r.routes {
		candidate := &r.routes[i]
		if candidate.method != request.Method {
			continue
		}
		if labels, ok := candidate.labels(path); ok {
			return Request{
				Operation: candidate.operation.FullName(),
				Known:     true,
				body:      candidate.body,
				operation: candidate.operation,
				located:   candidate.located(request, labels),
			}, true
		}
	}
	return Request{}, false
}

// labels returns the texts that stand in the path for the template's labels, in order.
func (r *route) labels(path string) ([]string, bool) {
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

// located returns the members of a request that stand in its path, its query and its headers.
func (r *route) located(request *http.Request, labels []string) []byte {
	members := builder{limit: math.MaxInt}
	for _, piece := range r.segments {
		if piece.member != nil {
			members.member([]byte(piece.member.Name), piece.member, []byte(labels[0]))
			labels = labels[1:]
		}
	}
	input := r.operation.Input
	for i := range input.Members {
		switch member := &input.Members[i]; member.Location {
		case "querystring":
			for name, value := range parameters([]byte(request.URL.RawQuery)) {
				if string(name) == member.LocationName {
					members.member([]byte(member.Name), member, value)
				}
			}
		case "header":
			if values := request.Header.Values(member.LocationName); len(values) > 0 {
				members.member([]byte(member.Name), member, []byte(strings.Join(values, ", ")))
			}
		}
	}
	return members.text
}
