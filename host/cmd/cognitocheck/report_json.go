package main

import (
	"io"

	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
)

// jsonReporter writes a line of JSON for each outcome.
type jsonReporter struct{ out io.Writer }

func (r *jsonReporter) report(o *outcome) error {
	line := o.json
	if o.err != nil {
		line = plainjson.Marshal(struct {
			File      string    `json:"file"`
			Resource  string    `json:"resource,omitempty"`
			Undecided undecided `json:"undecided"`
		}{o.source, o.label, newUndecided(o.err)})
	}
	return writeTo(r.out, append(line, '\n'))
}

func (r *jsonReporter) end() error { return nil }
