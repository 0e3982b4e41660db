package validator

import "strconv"

// ErrTooLarge is the error for a body over Options.Limit. The body is not read.
var ErrTooLarge error = undecided("body is over the size limit")

// ErrTooManyNames is the error for a body in which more than 32,768 names of maps and unknown members are open at once:
// the engine has no room to tell whether one of them comes twice.
var ErrTooManyNames error = undecided("body has too many names open at once to look for duplicates")

// ErrPointer is the error of CheckField for a JSON Pointer that leads to no member of the operation, that is no JSON
// Pointer in UTF-8, or whose keys of maps take more than about 1,000 bytes.
var ErrPointer error = undecided("pointer leads to no member of the operation")

// ErrTooCostly is the error for a body on which rules of one's own would read too much (see Options.Rules).
var ErrTooCostly error = undecided("the rules of your own read too much of this body; simplify them, or bound the body")

// ErrRules is the error of LoadRules for bytes that are no rules for this version.
var ErrRules error = undecided("the rules are damaged, or not for this version; compile them again")

// ErrOperation is the error for the zero Operation.
var ErrOperation error = undecided("the operation is none; find one by Lookup")

type undecided string

func (e undecided) Error() string { return string(e) }

// UnknownOperationError is the error for a name that no operation has.
type UnknownOperationError struct {
	Name string
	// Nearest holds up to three full names that look most like Name.
	Nearest []string
}

func (e *UnknownOperationError) Error() string {
	text := "unknown operation \"" + printable(e.Name) + "\""
	for i, name := range e.Nearest {
		switch {
		case i == 0:
			text += "; did you mean "
		case i == len(e.Nearest)-1:
			text += " or "
		default:
			text += ", "
		}
		text += name
	}
	if len(e.Nearest) > 0 {
		text += "?"
	}
	return text
}

// AmbiguousOperationError is the error for a bare name that operations of several services have.
type AmbiguousOperationError struct {
	Name string
	// Candidates holds the full names.
	Candidates []string
}

func (e *AmbiguousOperationError) Error() string {
	text := "operation \"" + printable(e.Name) + "\" exists in several services; name one of "
	for i, name := range e.Candidates {
		if i > 0 {
			text += ", "
		}
		text += name
	}
	return text
}

// LevelError is the error for a text that ParseLevels does not understand.
type LevelError struct {
	// Text is the setting as it was given.
	Text string
	// Reason says what is wrong with it and what is accepted.
	Reason string
}

func (e *LevelError) Error() string { return "level \"" + printable(e.Text) + "\": " + e.Reason }

// printable is what an error shows of a text that a caller gave: its start, with U+FFFD for what is no character to
// print.
func printable(text string) string {
	var shown []rune
	for _, r := range text {
		if len(shown) == 64 {
			return string(shown) + "…"
		}
		if r < ' ' || r >= 0x7F && r < 0xA0 {
			r = '\uFFFD'
		}
		shown = append(shown, r)
	}
	return string(shown)
}

// InvalidError is the error form of an invalid report, for callers that have only an error to return. Check methods
// never return it.
type InvalidError struct {
	Report Report
}

// mostShown is how many violations the text of an InvalidError spells out.
const mostShown = 5

// Error names the operation and the first violations: their pointers and messages. It holds no value of the body.
func (e *InvalidError) Error() string {
	text := "invalid " + e.Report.Operation
	for i, violation := range e.Report.Violations {
		switch {
		case i == 0:
			text += ": "
		case i == mostShown:
			return text + "; and " + strconv.Itoa(len(e.Report.Violations)-mostShown) + " more"
		default:
			text += "; "
		}
		if violation.Path != "" {
			text += violation.Path + ": "
		}
		text += violation.Message
	}
	return text
}
