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
