// Package conformance holds the tests of package host that need the language of rules: what the module makes of rules
// of one's own is what package validator makes of them, natively.
//
// They are not in host's own folder because go mod tidy reads the tests of every package that a program imports: there,
// each user's go.sum would list what the language's reference needs.
package conformance
