package automaton

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	category   = regexp.MustCompile(`^\\[pP](?:\{[^}]*\}|.)`)
	classStart = regexp.MustCompile(`^\[\^?\]?`) // ] is an ordinary character at first
)

// spellCategories replaces the names of general categories, within […] and outside, by the ranges that they have in
// UnicodeVersion. The pattern is one that package syntax can parse.
func spellCategories(pattern string) (string, error) {
	var out strings.Builder
	within := false
	for rest := pattern; rest != ""; {
		if name := category.FindString(rest); name != "" {
			ranges, ok := categories[strings.TrimSuffix(strings.TrimPrefix(name, `\p{`), "}")]
			if !ok {
				return "", fmt.Errorf("category %s is not known; write ranges of characters, or add it to "+
					"schemas/tables/automaton/unicode", name)
			}
			spelled := spell(ranges)
			if !within {
				spelled = "[" + spelled + "]"
			}
			out.WriteString(spelled)
			rest = rest[len(name):]
			continue
		}
		size := 1
		switch {
		case strings.HasPrefix(rest, `\Q`):
			quoted, _, _ := strings.Cut(rest, `\E`)
			size = len(quoted)
		case rest[0] == '\\':
			size = 2
		case within && rest[0] == ']':
			within = false
		case within && strings.HasPrefix(rest, "[:"):
			if name, _, closed := strings.Cut(rest[2:], ":]"); closed {
				size = len("[:") + len(name) + len(":]")
			}
		case !within && rest[0] == '[':
			within = true
			size = len(classStart.FindString(rest))
		}
		out.WriteString(rest[:size])
		rest = rest[size:]
	}
	return out.String(), nil
}

// spell writes ranges as the inside of […].
func spell(ranges []rune) string {
	var out strings.Builder
	for i := 0; i < len(ranges); i += 2 {
		fmt.Fprintf(&out, `\x{%X}-\x{%X}`, ranges[i], ranges[i+1])
	}
	return out.String()
}
