// Package plainjson writes JSON with <, > and & as they are, where encoding/json's Marshal would escape them for HTML.
package plainjson

import (
	"bytes"
	"encoding/json"
)

// Marshal returns the JSON of a value, in one line without an end. It panics where encoding/json has none for it, which
// is a mistake in the program: a function, a channel, a cycle, a number that is not finite, a json.RawMessage that is
// not JSON. It may be called by several goroutines.
func Marshal(v any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(text.Bytes(), []byte{'\n'})
}
