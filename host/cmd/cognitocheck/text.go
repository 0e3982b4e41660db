package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/validator"
)

// How many characters of a line's part are shown to a person. --format json has all.
const (
	pointerLength = 500
	messageLength = 2000
	answerLength  = 100_000
)

// textReport writes a report for a person: a line for each violation and warning, in the form that editors know
// (FILE:LINE:COLUMN: …), a line with the verdict, and what AWS would answer to a request; to a response it answers
// nothing. With explained a line below tells what the member is for, once for each.
func textReport(source string, body []byte, report validator.Report, p paint, explained, response bool) string {
	var out strings.Builder
	source = printable(source, pointerLength)
	told := map[string]bool{}
	lines := func(list []validator.Violation, warning string) {
		var reset []string
		offsets := make([]int, len(list))
		for i, v := range list {
			offsets[i] = v.Offset
		}
		places := locate(body, offsets)
		for i, v := range list {
			if v.Code == resetCode && !explained {
				reset = append(reset, v.Member)
				continue
			}
			path := v.Path
			if path == "" {
				path = "(body)"
			}
			if v.Key {
				path += " (key)"
			}
			fmt.Fprintf(&out, "%s:%d:%d: %s%s: %s %s\n", source, places[i].line, places[i].column, warning,
				p.cyan(printable(path, pointerLength)), printable(v.Message, messageLength), p.faint("["+v.Code+"]"))
			if !explained {
				continue
			}
			if words := explain(report.Operation, v.Path); words != "" && !told[words] {
				told[words] = true
				fmt.Fprintf(&out, "    %s\n", p.faint(v.Member+": "+words))
			}
		}
		// A request that replaces a resource may leave out twenty members: one line names them.
		if len(reset) > 0 {
			fmt.Fprintf(&out, "%s: %s%s left out: the service sets %s back to the default. %s\n", source, warning,
				strings.Join(reset, ", "), pronoun(len(reset)), p.faint("["+resetCode+"]"))
		}
	}
	lines(report.Violations, "")
	lines(report.Warnings, p.yellow("warning")+": ")

	verdict := p.green("valid")
	if !report.Valid {
		verdict = p.red("invalid")
	}
	var counts []string
	if n := len(report.Violations); n > 0 {
		counts = append(counts, formatCount(n, "violation"))
	}
	if n := len(report.Warnings); n > 0 {
		counts = append(counts, formatCount(n, "warning"))
	}
	if report.Truncated {
		counts = append(counts, "more than a report holds")
	}
	fmt.Fprintf(&out, "%s: %s is %s", source, report.Operation, verdict)
	if len(counts) > 0 {
		out.WriteString(": " + strings.Join(counts, ", "))
	}
	out.WriteString("\n")
	if report.Error != nil && !response {
		who, message := "AWS would answer", report.Error.Message
		if rest, ours := strings.CutPrefix(message, acceptedText); ours {
			who, message = "Refused here, AWS may accept it", rest
		}
		fmt.Fprintf(&out, "%s: %s: %s\n", who, p.red(report.Error.Type), printable(message, answerLength))
	}
	return out.String()
}

// acceptedText is how the answer to a request begins that breaks nothing but rules of the user's own, and what levels
// turn from warnings into errors.
const acceptedText = "The service may accept this; it is refused here. "

// resetCode is the code of the warning that an update leaves a member out.
const resetCode = "rule.reset-to-default"

func pronoun(n int) string {
	if n == 1 {
		return "it"
	}
	return "each"
}

// place is a line and a column, in characters, both from 1 on.
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
