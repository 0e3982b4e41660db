package awscli

import (
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator"
)

// Complete returns what the next word of an aws command line may be, as far as it is known: the words that begin with
// begun among services, operations, options that were not given yet, and values of enums, in the model's order. words
// are those before it, without the word aws; a line that is wrong so far is read as well as it goes. It takes no longer
// than reading the line.
func Complete(words []string, begun string) []string {
	c := completion{parser: parser{options: global.options}, given: map[*option]bool{}}
	for _, word := range words {
		c.take(word)
	}
	return slices.DeleteFunc(c.next(strings.HasPrefix(begun, "-")), func(candidate string) bool {
		return !strings.HasPrefix(candidate, begun)
	})
}

// completion is what is known of the line so far.
type completion struct {
	parser  // of all options that may come
	service string
	input   *shape // of the operation; nil before there is one
	given   map[*option]bool
	open    *option // takes the next word; nil for none
}

func (c *completion) take(word string) {
	if m, is, err := c.lookup(word); is || err != nil {
		c.open = nil
		if m.option != nil {
			c.given[m.option] = true
			if m.explicit == nil && m.option.takes != takesNone {
				c.open = m.option
			}
		}
		return
	}
	switch {
	case c.open != nil:
		if c.open.takes != takesAny {
			c.open = nil
		}
	case c.service == "":
		c.service = word
	case c.input == nil:
		for _, op := range validator.Operations() {
			if op.Service() == c.service && commandName(bareName(op)) == word {
				c.input = describe(op)
				c.options = slices.Concat(c.options, operationParser(op, c.input).options)
			}
		}
	}
}

// next are the words that may come, or the options.
func (c *completion) next(asOption bool) []string {
	var names []string
	switch {
	case asOption:
		for _, o := range c.options {
			if !c.given[o] {
				names = append(names, o.names...)
			}
		}
	case c.open != nil:
		return c.values()
	case c.input != nil:
		return c.next(true)
	default:
		for _, op := range validator.Operations() {
			name := op.Service()
			if name == c.service {
				name = commandName(bareName(op))
			} else if c.service != "" || slices.Contains(names, name) {
				continue
			}
			names = append(names, name)
		}
	}
	return names
}

// values are those of the option that takes the next word, where it has an enum or choices.
func (c *completion) values() []string {
	if c.open.choices != nil || c.input == nil {
		return slices.Clone(c.open.choices)
	}
	for _, m := range c.input.Members {
		switch {
		case commandName(m.Name) != c.open.key:
		case m.Shape.Type == typeList:
			return m.Shape.Element.Enum
		default:
			return m.Shape.Enum
		}
	}
	return nil
}
