package rules

import (
	"strconv"
	"strings"
	"unicode"
)

// text is a string of a file, with the place of each of its Unicode scalar values.
type text struct {
	value  string
	start  Position
	places []Position // one for each scalar value, and one for the end; nil where they are not known
}

// at returns the place of the scalar value with that index, or of the text itself.
func (t text) at(index int) Position {
	if index < 0 || index >= len(t.places) {
		return t.start
	}
	return t.places[index]
}

// align finds the places of the value's scalar values in the lines of its file, beginning at start, which is where the
// scalar node begins: its first character, its quote, or its | or >. YAML folds and strips white space only, so that
// the other characters follow each other in the file as they do in the value. White space is put after the character
// before it.
func align(value string, start Position, lines [][]rune) text {
	t := text{value: value, start: start}
	s := source{lines: lines, line: start.Line - 1, column: start.Column - 1}
	switch s.peek() {
	case '|', '>':
		s.line, s.column = s.line+1, 0
	case '"', '\'':
		s.quote = s.peek()
		s.column++
	}
	after := s
	for _, want := range value {
		if unicode.IsSpace(want) {
			t.places = append(t.places, after.position(start.File))
			after.column++
			continue
		}
		place, have := s.next()
		if have != want {
			t.places = nil
			return t
		}
		t.places = append(t.places, place.position(start.File))
		after = s
	}
	t.places = append(t.places, after.position(start.File))
	return t
}

// source reads the characters of a scalar node that are not white space.
type source struct {
	lines        [][]rune
	line, column int
	quote        rune
}

func (s *source) position(file string) Position {
	return Position{file, s.line + 1, s.column + 1}
}

// peek is the character here, a line break at the end of a line, or 0 at the end of the file.
func (s *source) peek() rune {
	switch {
	case s.line >= len(s.lines):
		return 0
	case s.column >= len(s.lines[s.line]):
		return '\n'
	}
	return s.lines[s.line][s.column]
}

func (s *source) advance() {
	if s.column++; s.line < len(s.lines) && s.column > len(s.lines[s.line]) {
		s.line, s.column = s.line+1, 0
	}
}

// next reads a character that is not white space, and returns where it is. It returns 0 at the end of the file.
func (s *source) next() (place source, character rune) {
	for {
		place, character = *s, s.peek()
		switch {
		case character == 0:
			return place, 0
		case s.quote == '"' && character == '\\':
			character = s.unescape()
		case s.quote == '\'' && character == '\'':
			s.advance()
			s.advance()
		default:
			s.advance()
		}
		if !unicode.IsSpace(character) {
			return place, character
		}
	}
}

// escapes are what the letters after a backslash mean in double quotes.
var escapes = map[rune]rune{
	'0': 0, 'a': '\a', 'b': '\b', 't': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r', 'e': 0x1b,
	'N': 0x85, '_': 0xa0, 'L': 0x2028, 'P': 0x2029,
}

// unescape reads an escape of double quotes.
func (s *source) unescape() rune {
	s.advance()
	letter := s.peek()
	s.advance()
	if digits := map[rune]int{'x': 2, 'u': 4, 'U': 8}[letter]; digits > 0 {
		var hex strings.Builder
		for range digits {
			hex.WriteRune(s.peek())
			s.advance()
		}
		n, _ := strconv.ParseUint(hex.String(), 16, 32) // The YAML parser has read it.
		return rune(n)
	}
	if character, ok := escapes[letter]; ok {
		return character
	}
	return letter
}
