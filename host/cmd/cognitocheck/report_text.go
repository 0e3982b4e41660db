package main

import (
	"fmt"
	"io"
	"strings"
)

// How many characters of a line's part are shown to a person. --format json has all.
const (
	pointerLength = 500
	messageLength = 2000
	answerLength  = 100_000
)

// textReporter writes for a person: a line for each finding, in the form that editors know (FILE:LINE:COLUMN: …), a
// line with the verdict, and what AWS would answer to a request; to a response it answers nothing.
type textReporter struct {
	out, problems io.Writer
	paint         paint
}

func (r *textReporter) report(o *outcome) error {
	if o.err != nil {
		// Nothing can be done about an error of writing errors.
		_, _ = fmt.Fprintln(r.problems, "cognitocheck:", printable(o.err.Error(), errorLength))
		return nil
	}
	return writeTo(r.out, []byte(r.text(o)))
}

func (r *textReporter) end() error { return nil }

func (r *textReporter) text(o *outcome) string {
	var out strings.Builder
	out.WriteString(refusalText(o.refusal, r.paint))
	if o.refusal != nil {
		out.WriteString("If it were sent all the same:\n")
	}
	source := printable(o.source, pointerLength)
	name := printable(o.name(), pointerLength)
	if o.form != "" {
		fmt.Fprintf(&out, "%s: %s\n", name, o.form)
	}
	for i := range o.findings {
		f := &o.findings[i]
		place, warning, subject, pointer := name, "", "", ""
		switch {
		case f.attribute != "" || o.resource() != "":
			place = printable(o.label, pointerLength)
		case f.place.line > 0:
			place = fmt.Sprintf("%s:%d:%d", source, f.place.line, f.place.column)
		}
		if f.warning {
			warning = r.paint.yellow("warning") + ": "
		}
		if s := f.subject(); s != "" {
			subject = r.paint.cyan(printable(s, pointerLength)) + ": "
		}
		if f.attribute != "" && f.Path != "" {
			pointer = r.paint.faint("(" + o.operation + " " + printable(f.Path, pointerLength) + ") ")
		}
		fmt.Fprintf(&out, "%s: %s%s%s %s%s\n", place, warning, subject, printable(f.Message, messageLength), pointer,
			r.paint.faint("["+f.Code+"]"))
		if f.explanation != "" {
			fmt.Fprintf(&out, "    %s\n", r.paint.faint(f.Member+": "+f.explanation))
		}
	}
	if resource := o.resource(); resource != "" {
		name = printable(resource, pointerLength)
	}
	fmt.Fprintf(&out, "%s: %s\n", name, o.verdict(r.paint.green("valid"), r.paint.red("invalid")))
	if o.answer != nil && !o.response {
		who, message := o.said()
		fmt.Fprintf(&out, "%s: %s: %s\n", who, r.paint.red(o.answer.Type), printable(message, answerLength))
	}
	return out.String()
}
