package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/validator"
)

// outcome is what became of one thing that was checked: a file, a line of a batch, a command line, or a request that
// Terraform would send. A reporter writes it.
type outcome struct {
	// source is what it was read from, as people name it: the name of a file, stdin, or request.
	source string
	// line is the number of the line in it, where each line is one; 0 otherwise.
	line int64
	// label tells it from others of the source: the address of a resource, the id of a line; empty where it is the only.
	label     string
	operation string // the full name; empty where it is not known
	response  bool
	valid     bool
	findings  []finding
	// violations and warnings are how many there are: more than findings where one names several.
	violations, warnings int
	truncated            bool
	answer               *validator.ServiceError // nil where AWS would answer nothing, or what it would is not known
	// form says how the body was read, where that may be a surprise.
	form string
	// refusal is what the aws command line says instead of sending the request.
	refusal []string
	// json is the outcome as a line of the JSON report, without its end.
	json []byte
	// err is why it could not be decided; nothing but source, line and label is known then.
	err error
}

// exitCode is what the command ends with when this is its worst outcome.
func (o *outcome) exitCode() int {
	switch {
	case o.err != nil:
		return exitUndecided
	case !o.valid || o.refusal != nil:
		return exitInvalid
	}
	return exitValid
}

// finding is a violation or a warning, with its place.
type finding struct {
	validator.Violation
	warning bool
	place   place
	// attribute is where Terraform has the value: schema[2].name; empty where the request was not made by Terraform.
	attribute string
	// several tells that the message names members, and the pointer none.
	several bool
	// explanation is what the member is for; empty where nobody asked.
	explanation string
}

// subject is what the finding is about, for a person.
func (f *finding) subject() string {
	switch {
	case f.several:
		return ""
	case f.attribute != "":
		return f.attribute
	case f.Path == "":
		return "(body)"
	case f.Key:
		return f.Path + " (key)"
	}
	return f.Path
}

// level is what reports call its severity.
func (f *finding) level() string {
	if f.warning {
		return "warning"
	}
	return "error"
}

// sentence is the finding in words that stand alone, without its place in the source.
func (f *finding) sentence(o *outcome) string {
	text := f.Message
	if subject := f.subject(); subject != "" {
		text = subject + ": " + text
	}
	if resource := o.resource(); resource != "" {
		text = resource + ": " + text
	}
	if f.attribute != "" && f.Path != "" {
		text += " (" + o.operation + " " + f.Path + ")"
	}
	return text
}

// all are the findings, and what the aws command line refuses.
func (o *outcome) all() []finding {
	var all []finding
	for _, line := range o.refusal {
		all = append(all, finding{several: true, Violation: validator.Violation{
			Code: refusedCode, Message: "The aws command line would not send this: " + line,
		}})
	}
	return append(all, o.findings...)
}

// refusedCode is the code of what aws refuses, in the forms that have nothing but findings.
const refusedCode = "refused"

// describeCodeOf says in a few words what a code is about.
func describeCodeOf(code string) string {
	if words, ok := codeWords[code]; ok {
		return words
	}
	return strings.ReplaceAll(strings.TrimPrefix(code, validator.CodeRule), "-", " ")
}

var codeWords = map[string]string{
	"syntax": "malformed JSON", "duplicate": "a name that is there twice", "depth": "nested too deeply",
	"type": "a value of another type", "null": "null where a value must be", "required": "a required member is missing",
	"length.min": "too short", "length.max": "too long", "items.min": "too few elements", "items.max": "too many elements",
	"entries.min": "too few entries", "entries.max": "too many entries", "range.min": "too small",
	"range.max": "too large",
	"pattern":   "text of another form", "enum": "none of the allowed values", "unknown": "a member that the model lacks",
	refusedCode: "refused by the aws command line itself",
}

// name tells a person what the outcome is about.
func (o *outcome) name() string {
	if o.line > 0 {
		return o.source + ":" + strconv.FormatInt(o.line, 10)
	}
	return o.source
}

// resource is the address of the resource that the outcome is about; empty where it is about none: a line's label is
// its id.
func (o *outcome) resource() string {
	if o.line > 0 {
		return ""
	}
	return o.label
}

// body is what an outcome is about.
type body struct {
	text []byte
	// start is where the body begins in the text, and firstLine the number of the text's first line.
	start, firstLine int
	// explained asks to say what members are for.
	explained bool
}

// add takes a report on the body over.
func (o *outcome) add(report validator.Report, b body) {
	o.operation, o.valid, o.truncated, o.answer = report.Operation, report.Valid, report.Truncated, report.Error
	o.violations, o.warnings = len(report.Violations), len(report.Warnings)
	told := map[string]bool{}
	for i, list := range [][]validator.Violation{report.Violations, report.Warnings} {
		offsets := make([]int, len(list))
		for j, v := range list {
			offsets[j] = b.start + v.Offset
		}
		var reset []string
		for j, at := range locate(b.text, offsets) {
			v := list[j]
			if v.Code == validator.CodeResetToDefault && !b.explained {
				reset = append(reset, v.Member)
				continue
			}
			f := finding{Violation: v, warning: i == 1, place: place{at.line + b.firstLine - 1, at.column}}
			if b.explained {
				if words := explain(report.Operation, v.Path); words != "" && !told[words] {
					told[words] = true
					f.explanation = words
				}
			}
			o.findings = append(o.findings, f)
		}
		o.addReset(reset, i == 1)
	}
}

// addReset adds one finding for all members that a request leaves out and that are reset. There may be twenty.
func (o *outcome) addReset(members []string, warning bool) {
	if len(members) == 0 {
		return
	}
	o.findings = append(o.findings, finding{several: true, warning: warning, Violation: validator.Violation{
		Code: validator.CodeResetToDefault,
		Message: fmt.Sprintf("%s left out: the service sets %s back to the default.", strings.Join(members, ", "),
			pronoun(len(members))),
	}})
}

func pronoun(n int) string {
	if n == 1 {
		return "it"
	}
	return "each"
}

// verdict is the outcome in a sentence without its name.
func (o *outcome) verdict(valid, invalid string) string {
	var out strings.Builder
	is := valid
	if !o.valid {
		is = invalid
	}
	fmt.Fprintf(&out, "%s is %s", o.operation, is)
	var counts []string
	if o.violations > 0 {
		counts = append(counts, formatCount(o.violations, "violation"))
	}
	if o.warnings > 0 {
		counts = append(counts, formatCount(o.warnings, "warning"))
	}
	if o.truncated {
		counts = append(counts, "more than a report holds")
	}
	if len(counts) > 0 {
		out.WriteString(": " + strings.Join(counts, ", "))
	}
	return out.String()
}

// said is what AWS would answer, or what is refused here alone, and which of the two it is.
func (o *outcome) said() (who string, message string) {
	if rest, ours := strings.CutPrefix(o.answer.Message, acceptedText); ours {
		return "Refused here, AWS may accept it", rest
	}
	return "AWS would answer", o.answer.Message
}

// acceptedText is how the answer to a request begins that breaks nothing but rules of the user's own, and what levels
// turn from warnings into errors.
const acceptedText = "The service may accept this; it is refused here. "

// place is a line and a column, in characters, both from 1 on. The zero place is none.
type place struct{ line, column int }

// locate returns the places of offsets in bytes, which may come in any order, in one pass over the body.
func locate(body []byte, offsets []int) []place {
	order := make([]int, len(offsets))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(offsets[a], offsets[b]) })
	places := make([]place, len(offsets))
	at, line, column := 0, 1, 1
	for _, i := range order {
		offset := min(offsets[i], len(body))
		for at < offset {
			size := 1
			switch c := body[at]; {
			case c >= utf8.RuneSelf:
				_, size = utf8.DecodeRune(body[at:])
			case c == '\n':
				line, column = line+1, 0
			}
			if at+size > offset {
				break
			}
			at, column = at+size, column+1
		}
		// An offset inside of a character counts the bytes before it there, and the next one goes on before the character.
		places[i] = place{line, column + max(offset-at, 0)}
	}
	return places
}

// undecided is why something could not be decided, as the JSON reports have it.
type undecided struct {
	Reason     string   `json:"reason"`
	Message    string   `json:"message"`
	Nearest    []string `json:"nearest,omitempty"`
	Candidates []string `json:"candidates,omitempty"`
}

// newUndecided finds the reason in an error.
func newUndecided(err error) undecided {
	u := undecided{Reason: "module", Message: err.Error()}
	var unknown *validator.UnknownOperationError
	var ambiguous *validator.AmbiguousOperationError
	switch {
	case errors.As(err, &unknown):
		u.Reason, u.Nearest = "unknown operation", unknown.Nearest
	case errors.As(err, &ambiguous):
		u.Reason, u.Candidates = "ambiguous operation", ambiguous.Candidates
	case errors.As(err, new(malformedError)):
		u.Reason = "malformed"
	case errors.Is(err, errNoOperation):
		u.Reason = "unknown operation"
	case errors.Is(err, validator.ErrTooLarge), errors.Is(err, errLineTooLong):
		u.Reason = "too large"
	case errors.Is(err, validator.ErrTooManyNames):
		u.Reason = "too many names"
	case errors.Is(err, validator.ErrTooCostly):
		u.Reason = "too costly"
	case errors.As(err, new(unreadableError)), errors.As(err, new(*fs.PathError)):
		u.Reason = "unreadable"
	}
	return u
}

// unreadableError is the reason of a file that could not be read.
type unreadableError struct{ err error }

func (e unreadableError) Error() string { return e.err.Error() }
func (e unreadableError) Unwrap() error { return e.err }
