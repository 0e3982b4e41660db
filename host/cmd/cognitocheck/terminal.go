package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
)

// isTerminal tells whether a stream is a terminal.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && (isatty.IsTerminal(file.Fd()) || isatty.IsCygwinTerminal(file.Fd()))
}

// colorFlag is --color.
type colorFlag string

func (f *colorFlag) add(cmd *cobra.Command) {
	cmd.Flags().StringVar((*string)(f), "color", "auto",
		"colours: `auto` (on a terminal, unless NO_COLOR is set), always or never")
	complete(cmd, "color", "auto", "always", "never")
}

// paint tells how to write to a stream.
func (f colorFlag) paint(stream io.Writer) (paint, error) {
	switch f {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return paint(isTerminal(stream) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"), nil
	}
	return false, fmt.Errorf("--color is auto, always or never, not %q", string(f))
}

// paint adds colours, when it is on.
type paint bool

func (p paint) in(color, text string) string {
	if !p || text == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

func (p paint) red(text string) string    { return p.in("1;31", text) }
func (p paint) green(text string) string  { return p.in("32", text) }
func (p paint) yellow(text string) string { return p.in("33", text) }
func (p paint) cyan(text string) string   { return p.in("36", text) }
func (p paint) faint(text string) string  { return p.in("2", text) }

// printable makes text that came from outside fit for a terminal: what would move the cursor, change colours or reorder
// the line is spelled out, and what is over most characters is cut.
func printable(text string, most int) string {
	var out strings.Builder
	count := 0
	for i, c := range text {
		if count == most {
			out.WriteString("… (" + formatCount(utf8.RuneCountInString(text[i:]), "character") + " more)")
			break
		}
		count++
		switch {
		case c == unicode.ReplacementChar:
			out.WriteRune(c)
		case unicode.IsControl(c), unicode.Is(unicode.Cf, c), unicode.Is(unicode.Zl, c), unicode.Is(unicode.Zp, c):
			quoted := strconv.QuoteRuneToASCII(c)
			out.WriteString(quoted[1 : len(quoted)-1])
		default:
			out.WriteRune(c)
		}
	}
	return out.String()
}

// formatNumber writes a count with separators: 1,234,567.
func formatNumber(n int64) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// formatCount writes a count and its noun: "1 violation", "2 violations".
func formatCount(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return formatNumber(int64(n)) + " " + noun + "s"
}

// wrapWords joins words by commas, in lines of at most so many characters.
func wrapWords(words []string, most int) []string {
	lines := []string{""}
	for i, word := range words {
		if i < len(words)-1 {
			word += ","
		}
		last := len(lines) - 1
		switch {
		case lines[last] == "":
			lines[last] = word
		case len(lines[last])+1+len(word) > most:
			lines = append(lines, word)
		default:
			lines[last] += " " + word
		}
	}
	return lines
}
