package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// Whether a pattern is for the whole string or for a part of it is not the same in the two forms, and neither says so.
//
// The service matches the whole string. Its answers print a pattern as botocore's form has it, and botocore's pattern
// of a role, arn:aws:iam::\d+:role/.*, makes sense in no other way. In Smithy's form a pattern matches anywhere in the
// string, so that AWS writes each of the service's patterns anew for it. Of 42 patterns of the three services compared
// in both public forms (TestPublicForms and TestAnchoredAsPublished have them) all are as anchored says:
//
//	service, botocore          Smithy
//	[\w-]+:[0-9a-f-]+          ^[\w-]+:[0-9a-f-]+$       the pair is added
//	^[a-zA-Z0-9_-]+$           ^[a-zA-Z0-9_-]+$          the service's own pair is not doubled
//	arn:aws:iam::\d+:role/.*   ^arn:aws:iam::\d+:role/   .* at an end is left out, and so is that end's anchor
//	.*\{####\}.*               \{####\}                  at both ends
//	(?s).*                     ^(?s)
//
// So the pair of a Smithy pattern says nothing of the service's own text, and an anchor that is not there says that .*
// is. Read as a match of the whole string, ^arn:aws:iam::\d+:role/ would refuse every role, and ^(?s) every message.
//
// What is restored from an anchor that is not there is .*, and not a match of every character: in Smithy's form, {####}
// may have a line break before it, in the service's own text it may not. The two public forms differ there, and the
// service's own text is taken.

// anchored writes a pattern of the service as AWS writes it for Smithy's form.
func anchored(pattern string) string {
	text := pattern
	if rest, ok := strings.CutPrefix(text, ".*"); ok && !strings.HasPrefix(rest, "?") && !strings.HasPrefix(rest, "+") {
		text = rest
	} else if !strings.HasPrefix(text, "^") {
		text = "^" + text
	}
	if rest, ok := strings.CutSuffix(text, ".*"); ok && !endsEscaped(rest) {
		return rest
	}
	if !endsAnchored(text) {
		text += "$"
	}
	return text
}

// unanchored is the way back. A pair is taken off, whether it was added or not, because it changes nothing.
func unanchored(text string) string {
	pattern, start := strings.CutPrefix(text, "^")
	end := endsAnchored(pattern)
	if end {
		pattern = strings.TrimSuffix(pattern, "$")
	}
	if !start {
		pattern = ".*" + pattern
	}
	if !end {
		pattern += ".*"
	}
	return pattern
}

// endsAnchored reports whether the pattern ends with an anchor, and not with an escaped dollar.
func endsAnchored(pattern string) bool {
	bare, ok := strings.CutSuffix(pattern, "$")
	return ok && !endsEscaped(bare)
}

// endsEscaped reports whether what follows the text is escaped.
func endsEscaped(text string) bool {
	return (len(text)-len(strings.TrimRight(text, `\`)))%2 == 1
}

// branches splits a pattern at the alternations that are in no group.
func branches(pattern string) []string {
	var all []string
	depth, class, start := 0, false, 0
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
			// A bracket right at the beginning is one of the characters.
			if rest := strings.TrimPrefix(pattern[i+1:], "^"); strings.HasPrefix(rest, "]") {
				i += len(pattern[i+1:]) - len(rest) + 1
			}
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '|' && depth == 0:
			all = append(all, pattern[start:i])
			start = i + 1
		}
	}
	return append(all, pattern[start:])
}

// decision is what a pattern is read as, where its text alone does not say it.
type decision struct {
	shape      string
	text, read string
	known      bool // the document at hand has it so
}

// unclearError says that a constraint of a shape can be read in more than one way, or in none. A correction of that
// constraint settles it.
type unclearError struct {
	constraint string // as corrections.yaml names it: pattern or enum
	reason     string
}

func (e *unclearError) Error() string {
	return fmt.Sprintf("%s; say in schemas/corrections.yaml what the service does (shape, %s: …)", e.reason, e.constraint)
}

// refuse says why a shape cannot be read. It is an error only if an operation leads to the shape.
func (m *model) refuse(name string, err error) {
	if err != nil && m.refused[name] == nil {
		m.refused[name] = err
	}
}

// patterned returns the shapes with a pattern, by name.
func (m *model) patterned() []*schemas.Shape {
	var all []*schemas.Shape
	for _, name := range slices.Sorted(maps.Keys(m.shapes)) {
		if s := m.shapes[name]; s.ServicePattern != "" {
			all = append(all, s)
		}
	}
	return all
}

// decideAnchors gives the patterns of Smithy's form the service's own texts: that of the document at hand where it
// would be written so in Smithy's form, else what unanchored says.
func (m *model) decideAnchors(known *schemas.Service) {
	for _, s := range m.patterned() {
		d := decision{shape: s.Name, text: s.ServicePattern}
		if text := knownPattern(known, s.Name); text != "" && anchored(text) == s.ServicePattern {
			d.read, d.known = text, true
		} else if parts := branches(s.ServicePattern); len(parts) == 1 {
			d.read = unanchored(s.ServicePattern)
		} else if slices.ContainsFunc(parts, func(p string) bool { return !strings.HasPrefix(p, "^") || !endsAnchored(p) }) {
			m.refuse(s.Name, &unclearError{"pattern", fmt.Sprintf("pattern %q: not every alternative has both anchors, "+
				"and whether the others are for the whole string is not said", s.ServicePattern)})
			continue
		} else {
			d.read = s.ServicePattern
		}
		s.ServicePattern = d.read
		m.decided = append(m.decided, d)
	}
}

// checkAnchors refuses patterns of botocore's form with one anchor, which are for the whole string in some services and
// for a part of it in others. None of Cognito's is of that kind. One that the document at hand has as it is stays.
func (m *model) checkAnchors(known *schemas.Service) {
	for _, s := range m.patterned() {
		if knownPattern(known, s.Name) == s.ServicePattern {
			continue
		}
		for _, part := range branches(s.ServicePattern) {
			if strings.HasPrefix(part, "^") != endsAnchored(part) {
				m.refuse(s.Name, &unclearError{"pattern", fmt.Sprintf("pattern %q: one anchor only, "+
					"and whether it is for the whole string is not said", s.ServicePattern)})
			}
		}
	}
}

// dropZeroMinimums leaves out minimums of 0 that Smithy's form writes and botocore's leaves out. They are kept where
// the document at hand has them, so that both forms yield one document.
func (m *model) dropZeroMinimums(known *schemas.Service) {
	for name, s := range m.shapes {
		if s.Min == nil || *s.Min != 0 || s.Type == schemas.Integer || s.Type == schemas.Long {
			continue
		}
		if have := knownShape(known, name); have == nil || have.Min == nil {
			s.Min = nil
		}
	}
}

// knownShape returns a shape of the document at hand, or nil.
func knownShape(known *schemas.Service, name string) *schemas.Shape {
	if known == nil {
		return nil
	}
	return known.Shape(name)
}

func knownPattern(known *schemas.Service, name string) string {
	if s := knownShape(known, name); s != nil {
		return s.ServicePattern
	}
	return ""
}

// listed is how many patterns of one kind are named one by one.
const listed = 8

// describeDecisions says what patterns were read as: one by one where an anchor is missing, because the verdict depends
// on it, and in one line where many have the pair.
func describeDecisions(all []decision) []string {
	var lines, pairs []string
	kept := 0
	for _, d := range all {
		if d.text == d.read && !d.known {
			continue // both anchors, in every alternative
		}
		why := "the document at hand has it so"
		if !d.known {
			why = "no document at hand has it; Smithy's form leaves out .* with its anchor"
		}
		switch {
		case !strings.HasPrefix(d.text, "^") || !endsAnchored(d.text):
			lines = append(lines, fmt.Sprintf("pattern of %s: %s is read as %s (%s)", d.shape, d.text, d.read, why))
		case d.known:
			kept++
		default:
			pairs = append(pairs, d.shape)
		}
	}
	if kept > 0 {
		lines = append(lines, fmt.Sprintf("%s in the document at hand; Smithy's form adds ^ and $",
			countOf(kept, "pattern is as", "patterns are as")))
	}
	if len(pairs) > 0 {
		names := strings.Join(pairs[:min(len(pairs), listed)], ", ")
		if len(pairs) > listed {
			names += fmt.Sprintf(" and %d more", len(pairs)-listed)
		}
		lines = append(lines, fmt.Sprintf("%s ^ and $, which Smithy's form adds and no document at hand has: %s",
			countOf(len(pairs), "pattern lost its", "patterns lost their"), names))
	}
	return lines
}

// countOf writes a number with the word for one or for more.
func countOf(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
