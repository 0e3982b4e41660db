// Package validator tells, before a request is sent, what Amazon Cognito will say to it.
//
// It knows all operations of the services cognito-identity, cognito-idp and cognito-sync and checks every documented
// constraint of their requests and responses: required members, types, lengths, patterns, list and map sizes, keys and
// values, ranges and enums. It reports every failure at once, each with a JSON Pointer, together with the error that
// the service itself would have answered.
//
// Three outcomes are never blended: a valid body (Report.Valid), an invalid one (Report.Violations and Report.Error),
// and a check that could not be made (a Go error).
//
// An Operation, found once by Lookup, checks bodies; a Checker takes the operation's name with each call, and is what
// middleware takes (RequestChecker). Levels change the severity of codes, Options what is looked for.
//
// A body is read once, without building a tree. A valid body costs no allocation. The JSON accepted is RFC 8259 with
// the refusals of RFC 7493: invalid UTF-8, lone surrogates and duplicate names are violations.
//
// The same code is compiled to WebAssembly (package wasm), so that browsers, edge functions and other languages give
// the same verdicts and the same reports, byte for byte.
package validator
