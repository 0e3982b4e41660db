package main

import (
	"bytes"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
	"github.com/cognitocheck/cognitocheck/validator"
)

// sarifReporter writes a log in SARIF 2.1.0, which code scanning reads. It writes results as they come and what belongs
// to the run after them, so that it keeps nothing but the rules that were met.
//
// The structures are the few that are needed. The one library that is kept, go-sarif 3.3, holds all results until they
// are written, so that the memory of a batch would grow with it, and needs three modules of a JSON Schema validator
// that had its last release in 2019.
type sarifReporter struct {
	out     io.Writer
	rules   []sarifRule
	notes   []sarifNote
	started bool
}

type sarifRule struct {
	ID    string    `json:"id"`
	Short sarifText `json:"shortDescription"`
	Help  sarifText `json:"help"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID     string          `json:"ruleId"`
	RuleIndex  int             `json:"ruleIndex"`
	Level      string          `json:"level"`
	Message    sarifText       `json:"message"`
	Locations  []sarifLocation `json:"locations"`
	Properties sarifProperties `json:"properties"`
}

// sarifProperties is what SARIF has no place for.
type sarifProperties struct {
	Operation string `json:"operation,omitempty"`
	Pointer   string `json:"pointer"`
	Attribute string `json:"attribute,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"`
	Kind string `json:"kind"`
}

// sarifNote says why something could not be decided.
type sarifNote struct {
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
}

// sarifStart is what precedes the results. Columns are counted as in the text report.
const sarifStart = `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0",` +
	`"runs":[{"columnKind":"unicodeCodePoints","results":[`

func (r *sarifReporter) report(o *outcome) error {
	if o.err != nil {
		r.notes = append(r.notes, sarifNote{"error", sarifText{o.err.Error()}, []sarifLocation{o.locate(finding{})}})
	}
	for _, f := range o.all() {
		start := ","
		if !r.started {
			start, r.started = sarifStart, true
		}
		line := append([]byte(start+"\n"), plainjson.Marshal(sarifResult{
			RuleID: f.Code, RuleIndex: r.rule(f.Code), Level: f.level(), Message: sarifText{f.sentence(o)},
			Locations:  []sarifLocation{o.locate(f)},
			Properties: sarifProperties{Operation: o.operation, Pointer: f.Path, Attribute: f.attribute},
		})...)
		if err := writeTo(r.out, line); err != nil {
			return err
		}
	}
	return nil
}

func (r *sarifReporter) end() error {
	var out bytes.Buffer
	if !r.started {
		out.WriteString(sarifStart)
	}
	// Empty lists, not null.
	rules, notes := append([]sarifRule{}, r.rules...), append([]sarifNote{}, r.notes...)
	tail := plainjson.Marshal(map[string]any{
		"tool": map[string]any{"driver": map[string]any{
			"name": "cognitocheck", "version": version(), "rules": rules,
			"informationUri": "https://github.com/cognitocheck/cognitocheck",
		}},
		"invocations": []any{map[string]any{
			"executionSuccessful": len(notes) == 0, "toolExecutionNotifications": notes,
		}},
	})
	out.WriteString("\n]," + string(tail[1:]) + "]}\n")
	return writeTo(r.out, out.Bytes())
}

// rule returns the index of the code's rule, and adds it when it is new.
func (r *sarifReporter) rule(code string) int {
	if i := slices.IndexFunc(r.rules, func(rule sarifRule) bool { return rule.ID == code }); i >= 0 {
		return i
	}
	rule := sarifRule{code, sarifText{describeCodeOf(code)}, sarifText{
		"--level " + code + "=warn turns it down to a warning, --level " + code + "=off leaves it out."}}
	if id, isRule := strings.CutPrefix(code, validator.CodeRule); isRule {
		rule.Help.Text = "cognitocheck rules " + id + " says what it asks for and how that is known. " + rule.Help.Text
	}
	r.rules = append(r.rules, rule)
	return len(r.rules) - 1
}

// locate is the place of a finding, or of the outcome as a whole.
func (o *outcome) locate(f finding) sarifLocation {
	l := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{sarifURI(o.source)}}}
	if line := max(f.place.line, int(o.line)); line > 0 {
		l.Physical.Region = &sarifRegion{line, f.place.column}
	}
	if name := o.resource(); name != "" {
		if f.attribute != "" {
			name += "." + f.attribute
		}
		l.Logical = []sarifLogical{{name, "resource"}}
	}
	return l
}

// sarifURI is the name of a file as a reference of a URI: relative as it is, absolute with its scheme.
func sarifURI(name string) string {
	path := filepath.ToSlash(name)
	if filepath.IsAbs(name) {
		return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(path, "/")}).String()
	}
	return (&url.URL{Path: path}).String()
}
