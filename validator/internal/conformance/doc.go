// Package conformance holds the tests of what package validator answers: against the documents, the reference engines
// and the service's recorded answers.
//
// They are not in validator's own folder because go mod tidy reads the tests of every package that a program imports:
// there, each user's go.sum would list what the reference engines need, a dozen modules, and download them.
package conformance
