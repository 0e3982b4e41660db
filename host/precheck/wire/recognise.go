package wire

import (
	"math"
	"net/http"
	"strings"
)

// Recogniser recognises requests. It is read-only once made and may be shared by goroutines.
type Recogniser struct {
	// prefixes maps a target's prefix to its service's name.
	prefixes map[string]string
	// targets maps the targets of all known operations to their full names.
	targets map[string]string
	actions map[string][]*operation
	routes  []route
	// roots maps the first segment of the routes' paths to its service's name.
	roots map[string]string
}

// New returns a Recogniser of all operations of the three services.
func New() *Recogniser {
	r := &Recogniser{
		prefixes: map[string]string{}, targets: map[string]string{}, actions: map[string][]*operation{},
		roots: map[string]string{},
	}
	for _, s := range services {
		if s.target != "" {
			r.prefixes[s.target] = s.name
		}
	}
	for i := range operations {
		o := &operations[i]
		r.actions[o.name] = append(r.actions[o.name], o)
		if target := services[o.service].target; target != "" {
			r.targets[target+"."+o.name] = o.fullName()
		} else {
			route := newRoute(o)
			r.routes = append(r.routes, route)
			r.roots[route.segments[0].literal] = services[o.service].name
		}
	}
	return r
}

// Request is a request that was recognised.
type Request struct {
	// Service is the service's name, such as "cognito-identity".
	Service string
	// Operation is the full name, such as "cognito-identity.GetId". It comes from the client when it is not Known, and is
	// empty for a REST request that is none of the known ones.
	Operation string
	// Known tells that this package knows the operation.
	Known bool

	body bodyUse
	// operation is nil where the body is all that there is to check.
	operation *operation
	// query holds parameters, escaped.
	query string
	// located holds the other members from outside the body, each as `"name":value,`.
	located []byte
}

// bodyUse says what a request's body is.
type bodyUse int

const (
	bodyWhole   bodyUse = iota // the text to check
	bodyMembers                // an object with the members that are nowhere else
	bodyForm                   // more parameters
	bodyNone                   // nothing that the service reads
)

// Recognise tells whether the request is one to a known service, and to which operation. It does not read the body.
//
// A target of a known service with an operation that this package does not know is recognised, because the checker's
// model may be a newer one; and so is a path below one of the known ones, because the service may be.
func (r *Recogniser) Recognise(request *http.Request) (Request, bool) {
	path := request.URL.EscapedPath()
	if path != "/" && path != "" {
		return r.recogniseRoute(request, path)
	}
	if request.Method == http.MethodPost {
		if targets := request.Header["X-Amz-Target"]; len(targets) > 0 {
			return r.Target(targets)
		}
	}
	if request.Method == http.MethodPost || request.Method == http.MethodGet {
		return r.recogniseAction(request)
	}
	return Request{}, false
}

// Target recognises an awsJson request by the values of its X-Amz-Target header alone. Several of them count as one,
// joined by commas, and so name nothing.
func (r *Recogniser) Target(targets []string) (Request, bool) {
	if len(targets) > 1 {
		return Request{}, false
	}
	if name, ok := r.targets[targets[0]]; ok {
		service, _, _ := strings.Cut(name, ".")
		return Request{Service: service, Operation: name, Known: true}, true
	}
	prefix, operation, _ := strings.Cut(targets[0], ".")
	service, ok := r.prefixes[prefix]
	if !ok || !isName(operation) {
		return Request{}, false
	}
	return Request{Service: service, Operation: service + "." + operation}, true
}

// isName tells whether the text could be the name of an operation.
func isName(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; !('A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9') {
			return false
		}
	}
	return text != "" && len(text) <= 128
}

// unsent are parameters of the query form that are no members: what names the operation, and what signs the request.
var unsent = map[string]bool{
	"Action": true, "Version": true, "AWSAccessKeyId": true, "Signature": true, "SignatureMethod": true,
	"SignatureVersion": true, "Timestamp": true, "SecurityToken": true, "Expires": true,
}

// recogniseAction recognises the query form.
func (r *Recogniser) recogniseAction(request *http.Request) (Request, bool) {
	if !strings.Contains(request.URL.RawQuery, "Action=") {
		return Request{}, false
	}
	var actions, versions []string
	for name, value := range splitParameters([]byte(request.URL.RawQuery)) {
		switch string(name) {
		case "Action":
			actions = append(actions, string(value))
		case "Version":
			versions = append(versions, string(value))
		}
	}
	if len(actions) != 1 || len(versions) > 1 {
		return Request{}, false
	}
	var found *operation
	for _, operation := range r.actions[actions[0]] {
		if len(versions) == 1 && versions[0] != services[operation.service].version {
			continue
		}
		if found != nil {
			return Request{}, false
		}
		found = operation
	}
	if found == nil {
		return Request{}, false
	}
	recognised := Request{
		Service:   services[found.service].name,
		Operation: found.fullName(),
		Known:     true,
		body:      bodyNone,
		operation: found,
		query:     request.URL.RawQuery,
	}
	if request.Method == http.MethodPost && isForm(request.Header.Get("Content-Type")) {
		recognised.body = bodyForm
	}
	return recognised, true
}

func isForm(contentType string) bool {
	media, _, _ := strings.Cut(contentType, ";")
	return strings.EqualFold(strings.TrimSpace(media), "application/x-www-form-urlencoded")
}

// appendParameters appends the members that parameters of the query form give.
func (b *builder) appendParameters(operation *operation, text []byte) {
	for name, value := range splitParameters(text) {
		if unsent[string(name)] || len(name) >= 6 && strings.EqualFold(string(name[:6]), "X-Amz-") {
			continue
		}
		if b.appendMember(name, operation.findConversion(string(name)), value); b.over {
			return
		}
	}
}

// JSON returns the text to check, given the request's body, decoded. It may be the body itself.
func (q *Request) JSON(body []byte) []byte {
	text, _ := q.JSONWithin(body, math.MaxInt)
	return text
}

// JSONWithin is JSON for a text of at most limit bytes; false says that it is longer. No more than the limit is built
// of it, whatever the body: a form's text can be six times as long as the form.
func (q *Request) JSONWithin(body []byte, limit int) ([]byte, bool) {
	var form, rest []byte
	switch q.body {
	case bodyWhole:
		return body, len(body) <= limit
	case bodyForm:
		form = body
	case bodyMembers:
		switch text := trimSpace(body); {
		case len(text) == 0:
		case text[0] != '{':
			return body, len(body) <= limit
		default:
			rest = text[1:]
		}
	}
	b := builder{limit: limit}
	b.text = make([]byte, 0, min(limit, len("{}")+len(q.located)+len(q.query)+len(form)+len(rest)))
	appendTo(&b, "{")
	appendTo(&b, q.located)
	b.appendParameters(q.operation, []byte(q.query))
	b.appendParameters(q.operation, form)
	b.close(rest)
	if b.over {
		return nil, false
	}
	return b.text, true
}
