// Package precheck checks the requests that are on their way to Amazon Cognito, or to what emulates it, and answers
// invalid ones as the service itself would.
//
// [Handler] is middleware for any http.Handler, [Proxy] a reverse proxy on it:
//
//	checker, err := host.New(ctx)
//	…
//	proxy, err := precheck.Proxy(checker, upstream, precheck.Refuse)
//	…
//	server := precheck.NewServer(proxy, precheck.Timeouts{}, nil)
//	server.Addr = ":8080"
//	err = server.ListenAndServe()
//
// Rules of one's own are the checker's: host.New(ctx, host.WithRules(pack)), or validator.Options.Rules. A request that
// breaks one is answered like any other invalid one, with the rule's exception and its message.
//
// What becomes of a request:
//
//   - invalid: status 400 in the service's wire form, with its exception and its message. Nothing goes on.
//   - valid: it goes on with its method, path, query, headers and body as they came, byte for byte. The body is read as
//     a whole before any of it goes on, so a client that hangs up or stalls leaves nothing half-forwarded.
//   - could not be decided: what the Policy says that Handler and Proxy demand. That is a body over the limit
//     ([WithBodyLimit]), a Content-Encoding other than gzip or one that does not decode, a protocol that is not read,
//     rules of one's own that would read too much of it, and a checker that fails;
//   - an operation of a Cognito service that the checker's model does not have: the same Policy, because the service
//     may be newer. The reason names the operation and the model's day, the status is 501 when it is refused, and
//     metrics count it as unknown_operation;
//   - ambiguous: what is behind could read another request in it than was checked, by a second target, an Action beside
//     a target, a header that Connection takes away. It is refused, unless [WithAmbiguous] says otherwise;
//   - not recognised (package wire says what is): it goes on, or is refused ([WithUnrecognised]);
//   - one that cannot go on in the form that it came in, such as CONNECT, POST * or one with a trailer Content-Length:
//     status 400.
//
// What goes on without a verdict is counted in the metrics, and its number is logged once a minute. An Upgrade does not
// go on, unless [WithUpgrade] says so. A request takes its place ([WithConcurrency]) once its body is there, and a body
// that comes too slowly ([WithBodyRate]) is answered with 408.
//
// A body that goes on over the limit, unrecognised or to an unknown operation is passed on while it arrives; one that
// stops half-way ends the upstream's request in the same way.
//
// Warnings, when the checker was told to look for them, travel back in the header [WarningsHeader] and go to the log.
// Neither logs nor metrics hold values of a request.
//
// [Admin] serves /livez, /readyz and /metrics. It is a handler of its own, for a listener of its own, so that no path
// of the service is shadowed and nothing of the operator's is shown to the service's clients.
package precheck
