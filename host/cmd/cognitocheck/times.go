package main

import (
	"bytes"
	"encoding/json"
	"regexp"

	"github.com/cognitocheck/cognitocheck/validator"
)

// timeForm is how the timestamps of a response are written.
type timeForm int

const (
	noTimes     timeForm = iota // there are none
	numberTimes                 // as the services send them, and as version 1 of the aws command line prints them
	textTimes                   // as version 2 of the aws command line prints them
)

// String says for a person which form was read. It is empty where nothing tells one from the other.
func (f timeForm) String() string {
	switch f {
	case numberTimes:
		return "read as the service sends it and version 1 of the aws command line prints it: timestamps are numbers"
	case textTimes:
		return "read as version 2 of the aws command line prints it: timestamps are text"
	}
	return ""
}

// timeText matches the times that the engine takes as text.
var timeText = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[0-9.+:Z-]{1,16}$`)

// maySayTime tells whether a body may hold such a time. It is there to be fast, and only looks for "dddd-.
func maySayTime(body []byte) bool {
	for {
		quote := bytes.IndexByte(body, '"')
		if quote < 0 || len(body)-quote < len(`"2026-`) {
			return false
		}
		body = body[quote+1:]
		if isDigit(body[0]) && body[4] == '-' && isDigit(body[1]) && isDigit(body[2]) && isDigit(body[3]) {
			return true
		}
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// timeShape is a shape of a response, as far as it holds timestamps.
type timeShape struct {
	Type    string
	Members []struct {
		Name  string
		Shape *timeShape
	}
	Element, Value *timeShape
}

// timeReader finds out in which form responses have their timestamps. One goroutine at a time may use it.
type timeReader struct {
	shapes map[string]*timeShape // by the operation's name as it was given; nil where there are no timestamps
}

func newTimeReader() *timeReader { return &timeReader{shapes: map[string]*timeShape{}} }

// form tells the form of a response's timestamps: text as soon as one of them is, because then it was aws that printed
// it. What is neither a number nor a time counts as none, and so does what is in a body that is no JSON.
func (r *timeReader) form(operation string, body []byte) timeForm {
	shape := r.shape(operation)
	var v any
	if shape == nil || json.Unmarshal(body, &v) != nil {
		return noTimes
	}
	return shape.form(v)
}

// isText is form where only text matters: it spares the reading of most bodies.
func (r *timeReader) isText(operation string, body []byte) bool {
	return r.shape(operation) != nil && maySayTime(body) && r.form(operation, body) == textTimes
}

func (r *timeReader) shape(operation string) *timeShape {
	if shape, ok := r.shapes[operation]; ok {
		return shape
	}
	op, err := validator.Lookup(operation)
	if err != nil {
		return nil
	}
	var description struct{ Response *timeShape }
	if err := json.Unmarshal(op.DescribeResponse(), &description); err != nil {
		panic(err) // The validator writes JSON.
	}
	shape := description.Response
	if !shape.holdsTimes() {
		shape = nil
	}
	if len(r.shapes) < mostNames {
		r.shapes[operation] = shape
	}
	return shape
}

func (s *timeShape) holdsTimes() bool {
	if s == nil {
		return false
	}
	for _, m := range s.Members {
		if m.Shape.holdsTimes() {
			return true
		}
	}
	return s.Type == "timestamp" || s.Element.holdsTimes() || s.Value.holdsTimes()
}

func (s *timeShape) form(v any) timeForm {
	found := noTimes
	switch v := v.(type) {
	case string:
		if s.Type == "timestamp" && timeText.MatchString(v) {
			return textTimes
		}
	case float64:
		if s.Type == "timestamp" {
			return numberTimes
		}
	case []any:
		if s.Element == nil {
			break
		}
		for _, element := range v {
			found = max(found, s.Element.form(element))
		}
	case map[string]any:
		for _, m := range s.Members {
			found = max(found, m.Shape.form(v[m.Name]))
		}
		if s.Value == nil {
			break
		}
		for _, value := range v {
			found = max(found, s.Value.form(value))
		}
	}
	return found
}
