package main

import (
	"fmt"
	"io"
	"strings"
)

// githubReporter writes annotations, as workflows of GitHub Actions read them from what a step prints: a line for each
// finding, and for each outcome that could not be decided. What is valid prints nothing.
//
// Source: GitHub's documentation of workflow commands. They are ::NAME key=value,…::TEXT, with %, line ends and, in
// values, : and , in percent-encoding.
type githubReporter struct{ out io.Writer }

func (r *githubReporter) report(o *outcome) error {
	var out strings.Builder
	if o.err != nil {
		annotate(&out, "error", o, finding{}, "could not decide: "+o.err.Error())
	}
	for _, f := range o.all() {
		annotate(&out, f.level(), o, f, f.sentence(o))
	}
	return writeTo(r.out, []byte(out.String()))
}

func (r *githubReporter) end() error { return nil }

func annotate(out *strings.Builder, level string, o *outcome, f finding, text string) {
	fmt.Fprintf(out, "::%s file=%s", level, githubValue.Replace(printable(o.source, pointerLength)))
	if line := max(f.place.line, int(o.line)); line > 0 {
		fmt.Fprintf(out, ",line=%d", line)
	}
	if f.place.column > 0 {
		fmt.Fprintf(out, ",col=%d", f.place.column)
	}
	title := o.operation
	if f.Code != "" {
		title = strings.TrimLeft(title+" ["+f.Code+"]", " ")
	}
	if title != "" {
		fmt.Fprintf(out, ",title=%s", githubValue.Replace(title))
	}
	fmt.Fprintf(out, "::%s\n", githubText.Replace(printable(text, messageLength)))
}

var (
	githubText  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubValue = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
