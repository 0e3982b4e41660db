package main

import "strings"

// constant is a constant of package engine.
type constant struct {
	name string
	// kind is its type, empty for none.
	kind  string
	value int
}

// goName joins a prefix and a name of the service's or our own to a name in Go: code and length.max give codeLengthMax.
func goName(prefix, name string) string {
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '.' || r == '-' }) {
		prefix += strings.ToUpper(part[:1]) + part[1:]
	}
	return prefix
}
