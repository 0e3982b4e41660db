package main

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// junitReporter writes a test suite in the XML that CI systems know from JUnit: a case for each outcome, which fails
// where it is invalid and has an error where it could not be decided. The counts come first in that form, so it keeps
// the cases until the end.
type junitReporter struct {
	out   io.Writer
	suite junitSuite
}

type junitSuites struct {
	XMLName  xml.Name `xml:"testsuites"`
	Name     string   `xml:"name,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Errors   int      `xml:"errors,attr"`
	Suite    junitSuite
}

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr"`
	Line    int64         `xml:"line,attr,omitempty"`
	Failure *junitProblem `xml:"failure"`
	Error   *junitProblem `xml:"error"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitProblem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

func (r *junitReporter) report(o *outcome) error {
	c := junitCase{Name: o.operation, Class: o.source, File: o.source, Line: o.line}
	if o.label != "" {
		c.Name = strings.TrimRight(o.label+" "+o.operation, " ")
	}
	if c.Name == "" {
		c.Name = o.name()
	}
	switch o.exitCode() {
	case exitUndecided:
		r.suite.Errors++
		c.Error = &junitProblem{Message: printable(o.err.Error(), errorLength), Type: newUndecided(o.err).Reason}
	case exitInvalid:
		r.suite.Failures++
		c.Failure = &junitProblem{Message: o.verdict("valid", "invalid"), Type: "invalid", Text: o.lines()}
		if o.answer != nil && !o.response {
			c.Failure.Type = o.answer.Type
		}
	default:
		c.Output = o.lines()
	}
	r.suite.Cases = append(r.suite.Cases, c)
	return nil
}

func (r *junitReporter) end() error {
	r.suite.Name, r.suite.Tests = "cognitocheck", len(r.suite.Cases)
	var text bytes.Buffer
	text.WriteString(xml.Header)
	encoder := xml.NewEncoder(&text)
	encoder.Indent("", "  ")
	err := encoder.Encode(junitSuites{
		Name: r.suite.Name, Tests: r.suite.Tests, Failures: r.suite.Failures, Errors: r.suite.Errors, Suite: r.suite,
	})
	if err != nil {
		return err
	}
	return writeTo(r.out, append(text.Bytes(), '\n'))
}

// lines are the outcome as a person reads it, with what is cut off.
func (o *outcome) lines() string {
	if len(o.findings) == 0 && o.refusal == nil {
		return ""
	}
	return (&textReporter{}).text(o)
}
