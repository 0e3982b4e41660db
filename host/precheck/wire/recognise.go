package wire

import (
	"net/http"
	"net/url"

	"github.com/cognitocheck/cognitocheck/validator"
)

// Recogniser recognises requests. It is read-only once made and may be shared by goroutines.
type Recogniser struct {
	// operations are all operations by their full names, actions those of each bare name.
	operations map[string]*operation
	actions    map[string][]*operation
	routes     []route
	// roots maps the first segment of the routes' paths to its service's name.
	roots map[string]string
}

// New returns a Recogniser of all operations of the three services.
func New() *Recogniser {
	r := &Recogniser{
		operations: map[string]*operation{}, actions: map[string][]*operation{}, roots: map[string]string{},
	}
	for i := range operations {
		o := &operations[i]
		r.operations[o.fullName()] = o
		r.actions[o.name] = append(r.actions[o.name], o)
		if services[o.service].target == "" {
			route := newRoute(o)
			r.routes = append(r.routes, route)
			r.roots[route.segments[0].literal] = services[o.service].name
		}
	}
	return r
}

// Protocol is how a request is written, by Smithy's name for it.
type Protocol string

const (
	AWSJSON   Protocol = "awsJson"   // X-Amz-Target and a JSON body, 1.0 or 1.1
	RESTJSON  Protocol = "restJson"  // cognito-sync's method, path, query, headers and JSON body
	AWSQuery  Protocol = "awsQuery"  // Action and the members as parameters
	RPCv2CBOR Protocol = "rpcv2Cbor" // /service/…/operation/…, not read
	RPCv2JSON Protocol = "rpcv2Json" // the same with JSON, not read
	AWSCBOR   Protocol = "awsCbor"   // X-Amz-Target and a CBOR body, not read
	Other     Protocol = "another"   // not read
)

// Request is a request that was recognised.
type Request struct {
	// Service is the service's name, such as "cognito-identity".
	Service string
	// Operation is the full name, such as "cognito-identity.GetId". It comes from the client when it is not Known, and is
	// empty for a REST request that is none of the known ones.
	Operation string
	// Known tells that this package knows the operation.
	Known bool
	// InBody tells that it takes the body to say whether the request is one of the services', and which: Read does. All
	// fields above are then empty.
	InBody   bool
	Protocol Protocol

	head head
	body bodyUse
	// parameters are those of the query that matter to a form.
	parameters parameters
	// operation is nil where the body is all that there is to check.
	operation *operation
	// located holds the other members from outside the body, each as `"name":value,`.
	located []byte
	// claimed tells that something outside of the body names an operation of another service.
	claimed bool
}

// bodyUse says what a request's body is.
type bodyUse int

const (
	bodyWhole     bodyUse = iota // the text to check
	bodyMembers                  // an object with the members that are nowhere else
	bodyForm                     // more parameters, which may name the operation
	bodyNone                     // nothing that the service reads
	bodyForbidden                // must be empty, or the request is ambiguous
	bodyQuestion                 // empty in a browser's question about another request
)

// Recognise tells whether the request is one to a known service, and to which operation. It does not read the body,
// which may have more to say: Read has the last word. The errors are ErrUnrecognised, an *AmbiguousError and a
// *ProtocolError.
//
// A target of a known service with an operation that this package does not know is recognised, because the checker's
// model may be a newer one; and so is a path below one of the known ones, because the service may be.
func (r *Recogniser) Recognise(request *http.Request) (Request, error) {
	h := head{
		method: request.Method, path: Path(request.URL), query: request.URL.RawQuery, header: request.Header,
		recogniser: r,
	}
	claims, count := h.collectClaims()
	switch {
	case claims.ours == nil:
		if h.mayBeForm() && len(claims.segments) == 0 {
			return Request{
				InBody: true, head: h, body: bodyForm, parameters: claims.parameters, claimed: count > 0,
			}, nil
		}
		return Request{}, ErrUnrecognised
	case count > 1:
		return Request{}, &AmbiguousError{Reason: "more than one place names an operation, of the X-Amz-Target header, " +
			"Action and X-Amz-Target in the query, and the path"}
	}
	return claims.ours(claims)
}

// Path returns the path of a request as it came, with its escapes; "/" for none.
func Path(u *url.URL) string {
	switch {
	case u.RawPath != "":
		return u.RawPath
	case u.Path == "":
		return "/"
	}
	return u.EscapedPath()
}

// recogniseTarget recognises an awsJson request. Services and emulators take it at any path.
func (h head) recogniseTarget(claims) (Request, error) {
	target, _ := h.value("X-Amz-Target")
	service, bare, ok := validator.ReadTarget(target)
	if !ok {
		return Request{}, &AmbiguousError{Reason: "its X-Amz-Target names a service, but not as the service's clients do, " +
			"or more than once"}
	}
	if h.method != http.MethodPost {
		return Request{}, &AmbiguousError{Reason: "its X-Amz-Target is for a POST"}
	}
	name := service + "." + bare
	_, known := h.recogniser.operations[name]
	if h.isCBOR() {
		return Request{}, h.otherProtocol(AWSCBOR, service, name, known)
	}
	return Request{Service: service, Operation: name, Known: known, Protocol: AWSJSON, head: h}, h.findAmbiguity()
}

// NamesOperation tells whether a server may read a body as a form with a parameter that names an operation, of any
// service. It is for the body before its Content-Encoding is undone, which some servers do not undo.
func (q Request) NamesOperation(body []byte) bool {
	p := q.head.readBody(body) // none where it may be no form
	return len(p.actions) > 0 || len(p.targets) > 0
}

// Read returns the text to check, given the request's body, decoded: at most limit bytes. The text may be the body
// itself. Of a request with InBody it finds the operation; any other comes back as it is. The errors are those of
// Recognise, and validator.ErrTooLarge for a text that is longer. No more than the limit is built of it, whatever the
// body: a form's text can be six times as long as the form.
func (q Request) Read(body []byte, limit int) (Request, []byte, error) {
	var form, rest []byte
	switch q.body {
	case bodyWhole:
		if q.NamesOperation(body) {
			return q, nil, &AmbiguousError{Reason: "its body is a form as well, with an Action"}
		}
		return q, body, fits(body, limit)
	case bodyQuestion:
		if len(body) == 0 {
			return q, nil, ErrUnrecognised
		}
		return q, nil, &AmbiguousError{Reason: "a question with OPTIONS has no body"}
	case bodyForbidden:
		if len(body) > 0 {
			return q, nil, &AmbiguousError{Reason: "parameters are in the query, and its body may have more: it must be a " +
				"POST whose one Content-Type is application/x-www-form-urlencoded"}
		}
	case bodyForm:
		form = body
		var err error
		if q, err = q.readForm(body); err != nil {
			return q, nil, err
		}
	case bodyMembers:
		switch text := trimSpace(body); {
		case len(text) == 0:
		case text[0] != '{':
			return q, body, fits(body, limit)
		default:
			rest = text[1:]
		}
	}
	b := builder{limit: limit}
	query := ""
	if q.Protocol == AWSQuery {
		query = q.head.query
	}
	b.text = make([]byte, 0, min(limit, len("{}")+len(q.located)+len(query)+len(form)+len(rest)))
	appendTo(&b, "{")
	appendTo(&b, q.located)
	b.appendParameters(q.operation, []byte(query))
	b.appendParameters(q.operation, form)
	b.close(rest)
	if b.over {
		return q, nil, validator.ErrTooLarge
	}
	return q, b.text, nil
}

func fits(body []byte, limit int) error {
	if len(body) > limit {
		return validator.ErrTooLarge
	}
	return nil
}
