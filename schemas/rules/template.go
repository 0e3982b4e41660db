package rules

import (
	"errors"
	"strings"
)

// template is a text with placeholders, each an expression in braces. A brace that is none is written twice: {{ or }}.
type template struct {
	texts        []string // before, between and after the placeholders
	placeholders []placeholder
}

// placeholder is an expression of a template and the index of its first scalar value in the text.
type placeholder struct {
	source string
	index  int
}

// parseTemplate reads a template. An error is at the scalar value with that index.
func parseTemplate(value string) (t template, index int, err error) {
	var literal strings.Builder
	characters := []rune(value)
	for i := 0; i < len(characters); i++ {
		switch c := characters[i]; {
		case c != '{' && c != '}':
			literal.WriteRune(c)
		case i+1 < len(characters) && characters[i+1] == c:
			literal.WriteRune(c)
			i++
		case c == '}':
			return t, i, errors.New("this } ends no placeholder; write }} for the brace itself")
		default:
			end := endOfPlaceholder(characters, i+1)
			if end < 0 {
				return t, i, errors.New("this { begins a placeholder that no } ends; write {{ for the brace itself")
			}
			t.texts = append(t.texts, literal.String())
			literal.Reset()
			t.placeholders = append(t.placeholders, placeholder{string(characters[i+1 : end]), i + 1})
			i = end
		}
	}
	t.texts = append(t.texts, literal.String())
	return t, 0, nil
}

// endOfPlaceholder is where the brace is that ends the expression beginning at i, or -1. A brace in quotes does not end
// it.
func endOfPlaceholder(characters []rune, i int) int {
	quote := rune(0)
	for ; i < len(characters); i++ {
		switch c := characters[i]; {
		case quote != 0 && c == '\\':
			i++
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && c == '}':
			return i
		}
	}
	return -1
}
