package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// reporter writes outcomes in one form. Its errors are those of writing.
type reporter interface {
	// report writes an outcome, or keeps it for the end.
	report(o *outcome) error
	// end writes what comes after the last outcome. Nothing may be reported after it.
	end() error
}

// reporters are the forms of reports, by what --format calls them.
var reporters = []struct {
	name string
	open func(out, problems io.Writer, p paint) reporter
}{
	{"text", func(out, problems io.Writer, p paint) reporter { return &textReporter{out, problems, p} }},
	{"json", func(out, _ io.Writer, _ paint) reporter { return &jsonReporter{out} }},
	{"sarif", func(out, _ io.Writer, _ paint) reporter { return &sarifReporter{out: out} }},
	{"junit", func(out, _ io.Writer, _ paint) reporter { return &junitReporter{out: out} }},
	{"github", func(out, _ io.Writer, _ paint) reporter { return &githubReporter{out} }},
}

func reporterNames() []string {
	var names []string
	for _, r := range reporters {
		names = append(names, r.name)
	}
	return names
}

// reportFlags are the flags of the commands that report: in which form, in which colours, and how much.
type reportFlags struct {
	format string
	quiet  bool
	color  colorFlag
}

// add adds the flags. The form is text unless another one is given.
func (f *reportFlags) add(cmd *cobra.Command, form string) {
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", form,
		"the report: "+strings.Replace(joinWords(reporterNames()), form, "`"+form+"`", 1))
	flags.BoolVar(&f.quiet, "quiet", false, "say nothing about what is valid, and give no warnings")
	f.color.add(cmd)
	complete(cmd, "format", reporterNames()...)
}

// open makes the reporter that the flags ask for. It writes to the command's output, and what belongs to no report to
// where the command's errors go.
func (f *reportFlags) open(cmd *cobra.Command) (reporter, error) {
	i := slices.Index(reporterNames(), f.format)
	if i < 0 {
		return nil, fmt.Errorf("--format is %s, not %q", joinWords(reporterNames()), f.format)
	}
	p, err := f.color.paint(cmd.OutOrStdout())
	if err != nil {
		return nil, err
	}
	made := reporters[i].open(cmd.OutOrStdout(), cmd.ErrOrStderr(), p)
	if f.quiet {
		made = quietReporter{made}
	}
	return made, nil
}

// quietReporter leaves out what is valid.
type quietReporter struct{ reporter }

func (q quietReporter) report(o *outcome) error {
	if o.exitCode() == exitValid {
		return nil
	}
	return q.reporter.report(o)
}

// joinWords lists words: a, b or c.
func joinWords(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// writeTo writes to where reports go.
func writeTo(out io.Writer, text []byte) error {
	if _, err := out.Write(text); err != nil {
		return writeError{err}
	}
	return nil
}
