// Package trial makes requests and expressions of rules by chance, for the tests that hold one engine to another. What
// is made is decided by a seed alone.
//
// It is for tests. Nothing that checks requests links it.
package trial
