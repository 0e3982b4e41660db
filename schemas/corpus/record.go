package corpus

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed testdata/documented.jsonl
var documentedLines []byte

//go:embed testdata/recorded.jsonl
var recordedLines []byte

//go:embed testdata/answers.jsonl
var answerLines []byte

// DocumentedCase is an example of the services' own documents.
type DocumentedCase struct {
	Case
	Source string // the page, and which of its examples
}

// RecordedCase is a request to which the live service's answer is known.
type RecordedCase struct {
	Case
	Error   string // the exception's name: ValidationException
	Message string // the answer's text, to the letter
	Source  string // where it was recorded
}

// record is a line of testdata.
type record struct {
	ID        string          `json:"id"`
	Operation string          `json:"operation"`
	Response  bool            `json:"response"`
	Body      json.RawMessage `json:"body"`
	Want      []Violation     `json:"want"`
	Error     string          `json:"error"`
	Message   string          `json:"message"`
	Source    string          `json:"source"`
}

// AnsweredCase is a request with what the live service made of it, as it was quoted.
type AnsweredCase struct {
	ID        string
	Operation string // the full name
	Body      []byte
	Accepted  bool
	Error     string // the exception's name; empty where the quote does not name it
	Message   string // a piece of the answer's text; empty where it was not quoted
	Source    string // where it was recorded
}

// Answers returns the requests of 2026-11 whose answers were gathered from public reports. Quotes may be fragments.
func Answers() []AnsweredCase {
	var cases []AnsweredCase
	for i, line := range bytes.Split(bytes.TrimSpace(answerLines), []byte("\n")) {
		var r struct {
			ID        string          `json:"id"`
			Operation string          `json:"operation"`
			Request   json.RawMessage `json:"request"`
			Error     *struct {
				Type    string `json:"type"`
				Message string `json:"message"`
			} `json:"error"`
			Source string `json:"source"`
		}
		if err := json.Unmarshal(line, &r); err != nil {
			panic(fmt.Sprintf("corpus: testdata/answers.jsonl: line %d: %v", i+1, err)) // compiled in
		}
		c := AnsweredCase{ID: r.ID, Operation: r.Operation, Body: r.Request, Accepted: r.Error == nil, Source: r.Source}
		if r.Error != nil {
			c.Error, c.Message = r.Error.Type, r.Error.Message
		}
		cases = append(cases, c)
	}
	return cases
}

// Documented returns every example of the documents that the project was made from:
// UpdateIdentityPool's sample request and response (which break the documented
// pattern of IdentityPoolId), the same with that id corrected, the command line's
// example and its output, and each ProviderDetails example, within a whole request to
// create and to update a provider or a response that describes one.
func Documented() []DocumentedCase {
	var cases []DocumentedCase
	for _, r := range records(documentedLines) {
		cases = append(cases, DocumentedCase{r.toCase(), r.Source})
	}
	return cases
}

// Recorded returns requests with the answers recorded from the live service.
func Recorded() []RecordedCase {
	var cases []RecordedCase
	for _, r := range records(recordedLines) {
		cases = append(cases, RecordedCase{r.toCase(), r.Error, r.Message, r.Source})
	}
	return cases
}

func (r record) toCase() Case {
	return Case{ID: r.ID, Operation: r.Operation, Response: r.Response, Body: r.Body, Want: Sort(r.Want)}
}

func records(lines []byte) []record {
	var all []record
	for i, line := range bytes.Split(bytes.TrimSpace(lines), []byte("\n")) {
		var r record
		if err := json.Unmarshal(line, &r); err != nil {
			panic(fmt.Sprintf("corpus: testdata: line %d: %v", i+1, err)) // compiled in
		}
		all = append(all, r)
	}
	return all
}
