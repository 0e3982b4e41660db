package wire

import (
	"bytes"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// parameters are those of a query or a form that say what a request is for.
type parameters struct {
	actions, versions, targets []string
	// divided tells that there is a semicolon, at which some servers divide parameters as well.
	divided bool
}

// readParameters finds the parameters that say what a request is for, divided at & and at semicolons: a server may go
// by any that it finds.
func (r *Recogniser) readParameters(text []byte) parameters {
	p := parameters{divided: bytes.IndexByte(text, ';') >= 0}
	var names, values []byte
	for name, value := range splitEscaped(text, "&;") {
		// Each byte may be escaped as three. A longer name is none of these.
		if len(name) <= 3*len("X-Amz-Target") {
			p.add(r, unescape(&names, name, ' '), func() []byte { return unescape(&values, value, ' ') })
		}
	}
	return p
}

// nameOfPart finds the name of a part of a multipart form in a line of its header, where it is one of these parameters.
var nameOfPart = regexp.MustCompile(
	`(?:^|[; \t])[Nn][Aa][Mm][Ee][ \t]*=[ \t]*"?(Action|Version|[Xx]-[Aa][Mm][Zz]-[Tt][Aa][Rr][Gg][Ee][Tt])(?:["; \t]|$)`)

// readParts finds the same parameters in a multipart form: a name, and behind the next empty line its value.
func (r *Recogniser) readParts(text []byte) parameters {
	var (
		p       parameters
		name    []byte
		inValue bool
	)
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		line = bytes.TrimSuffix(line, []byte("\r"))
		switch {
		case inValue:
			p.add(r, name, func() []byte { return line })
			name, inValue = nil, false
		case len(line) == 0:
			inValue = name != nil
		default:
			if found := nameOfPart.FindSubmatch(line); found != nil {
				name = found[1]
			}
		}
	}
	return p
}

// readBody finds the same parameters in a body that may be a form, of one kind or the other.
func (h head) readBody(body []byte) parameters {
	var p parameters
	if h.mayBeEscaped() {
		p = h.recogniser.readParameters(body)
	}
	if h.isMultipart() {
		p = p.and(h.recogniser.readParts(body))
	}
	return p
}

// and returns these parameters and others.
func (p parameters) and(others parameters) parameters {
	return parameters{
		actions:  slices.Concat(p.actions, others.actions),
		versions: slices.Concat(p.versions, others.versions),
		targets:  slices.Concat(p.targets, others.targets),
		divided:  p.divided || others.divided,
	}
}

// add adds a parameter, if it is one of these.
func (p *parameters) add(r *Recogniser, name []byte, read func() []byte) {
	switch {
	case string(name) == "Action":
		value := string(read())
		p.actions = appendFew(p.actions, value, len(r.actions[value]) > 0)
	case string(name) == "Version":
		value := string(read())
		p.versions = appendFew(p.versions, value, isVersion(value))
	case len(name) == len("X-Amz-Target") && strings.EqualFold(string(name), "X-Amz-Target"):
		value := string(read())
		p.targets = appendFew(p.targets, value, mentionsService(value))
	}
}

// appendFew appends a value, and leaves it out where it makes no difference any more: after two, all but the first few
// of the services' own. A body may have very many.
func appendFew(list []string, value string, ours bool) []string {
	if len(list) >= 2 && !(ours && len(list) < 8) {
		return list
	}
	return append(list, value)
}

func isVersion(text string) bool {
	return slices.ContainsFunc(services[:], func(s service) bool { return s.version == text })
}

// isAction tells whether a service has the operation that an Action names, unless a Version is that of another service
// than these.
func (r *Recogniser) isAction(action string, versions []string) bool {
	return len(r.actions[action]) > 0 && (len(versions) == 0 || slices.ContainsFunc(versions, isVersion))
}

// recogniseAction recognises the query form with the Action in the query.
func (h head) recogniseAction(c claims) (Request, error) {
	q := Request{head: h, body: bodyForbidden, parameters: c.parameters}
	switch h.method {
	case http.MethodOptions:
		return h.recogniseQuestion()
	case http.MethodGet:
	case http.MethodPost:
		if h.isForm() {
			q.body = bodyForm
		}
	default:
		return Request{}, &AmbiguousError{Reason: "its Action is for a GET or a POST"}
	}
	return q.nameAction(c.parameters)
}

// nameAction finds the operation that the parameters name.
func (q Request) nameAction(p parameters) (Request, error) {
	if err := q.head.findAmbiguity(); err != nil {
		return Request{}, err
	}
	switch {
	case q.head.path != "/":
		return Request{}, &AmbiguousError{Reason: "its path is / for some servers only"}
	case p.divided:
		return Request{}, &AmbiguousError{Reason: "some servers divide parameters at semicolons: write %3B"}
	case len(p.actions) != 1 || len(p.versions) > 1 || len(p.targets) > 0:
		return Request{}, &AmbiguousError{Reason: "it has more than one Action or Version"}
	}
	var found *operation
	for _, operation := range q.head.recogniser.actions[p.actions[0]] {
		if len(p.versions) == 1 && p.versions[0] != services[operation.service].version {
			continue
		}
		if found != nil {
			return Request{}, &AmbiguousError{Reason: "several services have the operation: give a Version"}
		}
		found = operation
	}
	if found == nil {
		return Request{}, &AmbiguousError{Reason: "the service of its Version does not have its Action"}
	}
	q.Service, q.Operation, q.Known = services[found.service].name, found.fullName(), true
	q.Protocol, q.operation = AWSQuery, found
	return q, nil
}

// readForm takes what a form says about the operation, together with what the query said.
func (q Request) readForm(form []byte) (Request, error) {
	inside := q.head.readBody(form)
	all := q.parameters.and(inside)
	if q.InBody {
		isOurs := func(action string) bool { return q.head.recogniser.isAction(action, all.versions) }
		switch {
		case !slices.ContainsFunc(inside.actions, isOurs) && !slices.ContainsFunc(inside.targets, mentionsService):
			return q, ErrUnrecognised
		case q.claimed:
			return q, &AmbiguousError{Reason: "its body is a form with an Action, and something else names an operation"}
		case !q.head.isForm() || q.head.method != http.MethodPost:
			return q, &AmbiguousError{Reason: "its body is a form, but it is no POST whose one Content-Type says so"}
		}
	}
	return q.nameAction(all)
}

// unsent are parameters of the query form that are no members: what names the operation, and what signs the request.
var unsent = map[string]bool{
	"Action": true, "Version": true, "AWSAccessKeyId": true, "Signature": true, "SignatureMethod": true,
	"SignatureVersion": true, "Timestamp": true, "SecurityToken": true, "Expires": true,
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
