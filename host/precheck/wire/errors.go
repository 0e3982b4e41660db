package wire

import "errors"

// ErrUnrecognised says that a request is none of Cognito's.
var ErrUnrecognised = errors.New("the request names no operation of Amazon Cognito")

// AmbiguousError says that a request may be one of Cognito's, and that what is behind could read it in another way than
// what is in front: a verdict on one reading would say nothing about the other. No client of the services sends such a
// request.
type AmbiguousError struct {
	// Reason says what can be read in two ways. It holds no part of the request.
	Reason string
}

// Error has the reason.
func (e *AmbiguousError) Error() string { return "the request can be read in two ways: " + e.Reason }

// ProtocolError says that a request is one of Cognito's, in a protocol that is not read here.
type ProtocolError struct {
	Protocol Protocol
	// Service is the service's name, and empty where the request does not have it in a known form.
	Service string
	// Operation is the full name; empty unless it is a known one.
	Operation string
}

// Error names the protocol.
func (e *ProtocolError) Error() string {
	return "the request is in " + string(e.Protocol) + ", a protocol that is not read here, as awsJson, restJson and " +
		"awsQuery are"
}
