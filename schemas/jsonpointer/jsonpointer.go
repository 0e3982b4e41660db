// Package jsonpointer reads and writes JSON Pointers (RFC 6901), by which violations say where they are.
package jsonpointer

import "strings"

var (
	escapes   = strings.NewReplacer("~", "~0", "/", "~1")
	unescapes = strings.NewReplacer("~1", "/", "~0", "~")
	// escaped takes out what is an escape.
	escaped = strings.NewReplacer("~0", "", "~1", "")
)

// Join returns the pointer of the names and indexes on the way to a value; that of the whole text is empty.
func Join(way ...string) string {
	var out strings.Builder
	for _, name := range way {
		out.WriteByte('/')
		_, _ = escapes.WriteString(&out, name) // it writes to memory
	}
	return out.String()
}

// Split returns the names and indexes on the way to a pointer's value, none for the whole text. The pointer is one: it
// is empty or begins with a slash, and 0 or 1 follows each tilde.
func Split(pointer string) []string {
	if pointer == "" {
		return nil
	}
	way := strings.Split(pointer[1:], "/")
	for i, token := range way {
		way[i] = unescapes.Replace(token)
	}
	return way
}

// Unescape returns the name that a pointer has between two slashes; false where neither 0 nor 1 follows a tilde.
func Unescape(token string) (string, bool) {
	if strings.Contains(escaped.Replace(token), "~") {
		return "", false
	}
	return unescapes.Replace(token), true
}
