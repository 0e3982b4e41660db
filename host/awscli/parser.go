package awscli

import (
	"regexp"
	"slices"
	"strings"
)

// arity is how many words an option takes.
type arity int

const (
	takesNone arity = iota
	takesOne
	takesAtMostOne
	takesAny
)

// option is one option of a parser.
type option struct {
	names    []string // with their dashes
	key      string   // where its value goes; two options may share it
	takes    arity
	integer  bool     // the word is a whole number
	choices  []string // nil: any word
	constant string   // the word where there is none, with takesAtMostOne
	negative bool     // --no-…, with takesNone
	required bool
}

// given is what a command line has for a key.
type given struct {
	words []string
	flag  bool // with takesNone: true, or false for the negative option
}

// parser tells options from words as Python's argparse does (3.11, parse_known_args), which each stage of the aws
// command line uses: unique prefixes of options, --option=word, words that begin with a dash only where they are
// negative numbers or have a space in them, and everything that is not known handed on in its order.
type parser struct {
	options []*option
	// positional is the name of the one positional argument, or empty; it may be left out where it is optional.
	positional         string
	positionalOptional bool
}

// parsed is what a parser found.
type parsed struct {
	given      map[string]given
	seen       map[*option]bool
	positional *string
	rest       []string
}

// match is a word that is an option, with what follows its equals sign.
type match struct {
	option   *option // nil: of another stage, or unknown
	explicit *string
}

var negativeNumber = regexp.MustCompile(`^-\d+$|^-\d*\.\d+$`)

func (p *parser) parse(words []string) (*parsed, error) {
	out := &parsed{given: map[string]given{}, seen: map[*option]bool{}}
	kinds, matches, err := p.classify(words)
	if err != nil {
		return nil, err
	}
	awaits := p.positional != ""
	// positional consumes the positional argument at an index, if it is there, and returns where it ends.
	positional := func(at int) int {
		if !awaits {
			return at
		}
		n := countPositional(kinds[at:], p.positionalOptional)
		if n < 0 {
			return at
		}
		awaits = false
		taken := slices.Clone(words[at : at+n])
		if dashes := slices.Index(taken, "--"); dashes >= 0 {
			taken = slices.Delete(taken, dashes, dashes+1)
		}
		if len(taken) > 0 {
			out.positional = &taken[0]
		}
		return at + n
	}
	last := strings.LastIndexByte(kinds, 'O')
	at := 0
	for at <= last {
		next := at + strings.IndexByte(kinds[at:], 'O')
		if at != next {
			if end := positional(at); end > at {
				at = end
				continue
			}
		}
		out.rest = append(out.rest, words[at:next]...)
		if at, err = out.take(matches[next], words, kinds, next); err != nil {
			return nil, err
		}
	}
	at = positional(at)
	out.rest = append(out.rest, words[at:]...)
	return out, nil
}

// classify marks each word: O an option, A an argument, - the two dashes after which all are arguments.
func (p *parser) classify(words []string) (string, map[int]match, error) {
	var kinds strings.Builder
	matches := map[int]match{}
	for i, word := range words {
		if word == "--" {
			kinds.WriteByte('-')
			kinds.WriteString(strings.Repeat("A", len(words)-i-1))
			break
		}
		m, is, err := p.lookup(word)
		if err != nil {
			return "", nil, err
		}
		if !is {
			kinds.WriteByte('A')
			continue
		}
		matches[i] = m
		kinds.WriteByte('O')
	}
	return kinds.String(), matches, nil
}

// lookup tells whether a word is an option, and which.
func (p *parser) lookup(word string) (match, bool, error) {
	if len(word) < 2 || word[0] != '-' {
		return match{}, false, nil
	}
	if o := p.find(word); o != nil {
		return match{option: o}, true, nil
	}
	name, value, assigned := strings.Cut(word, "=")
	var explicit *string
	if assigned {
		explicit = &value
		if o := p.find(name); o != nil {
			return match{option: o, explicit: explicit}, true, nil
		}
	}
	var found []match
	var names []string
	for _, o := range p.options {
		for _, full := range o.names {
			switch {
			case word[1] == '-' && strings.HasPrefix(full, name):
				found, names = append(found, match{option: o, explicit: explicit}), append(names, full)
			case word[1] != '-' && full == word[:2]:
				rest := word[2:]
				found, names = append(found, match{option: o, explicit: &rest}), append(names, full)
			}
		}
	}
	switch {
	case len(found) > 1:
		return match{}, false, parserError("write more of the option's name", "ambiguous option: %s could match %s", name,
			strings.Join(names, ", "))
	case len(found) == 1:
		return found[0], true, nil
	}
	if negativeNumber.MatchString(word) || strings.Contains(word, " ") {
		return match{}, false, nil
	}
	return match{}, true, nil
}

func (p *parser) find(name string) *option {
	for _, o := range p.options {
		if slices.Contains(o.names, name) {
			return o
		}
	}
	return nil
}

// countPositional is how many words go to a positional argument, or -1 if it is not there.
func countPositional(kinds string, optional bool) int {
	n := 0
	for n < len(kinds) && kinds[n] == '-' {
		n++
	}
	if n < len(kinds) && kinds[n] == 'A' {
		n++
	} else if !optional {
		return -1
	}
	for n < len(kinds) && kinds[n] == '-' {
		n++
	}
	return n
}

// take takes the option at an index with its words and returns where they end.
func (out *parsed) take(m match, words []string, kinds string, at int) (int, error) {
	o, end := m.option, at+1
	if o == nil {
		out.rest = append(out.rest, words[at])
		return end, nil
	}
	name := strings.Join(o.names, "/")
	var taken []string
	if m.explicit != nil {
		if o.takes == takesNone {
			return 0, parserError(noValue(o), "argument %s: ignored explicit argument", name)
		}
		taken = []string{*m.explicit}
	} else {
		follow := kinds[end:]
		n := len(follow) - len(strings.TrimLeft(follow, "A"))
		switch o.takes {
		case takesNone:
			n = 0
		case takesOne:
			if n == 0 {
				return 0, parserError("give it a value; one that begins with a dash is written "+o.names[0]+"=VALUE",
					"argument %s: expected one argument", name)
			}
			n = 1
		case takesAtMostOne:
			n = min(n, 1)
		}
		taken = slices.Clone(words[end : end+n])
		end += n
	}
	for _, word := range taken {
		if _, ok := parseInteger(word); o.integer && !ok {
			return 0, parserError(wholeNext, "argument %s: invalid int value", name)
		}
		if o.choices != nil && !slices.Contains(o.choices, word) {
			return 0, parserError("write one of these", "argument %s: Invalid choice, valid choices are: %s", name,
				strings.Join(o.choices, ", "))
		}
	}
	if o.takes == takesAtMostOne && len(taken) == 0 {
		taken = []string{o.constant}
	}
	out.given[o.key] = given{words: taken, flag: o.takes == takesNone && !o.negative}
	out.seen[o] = true
	return end, nil
}

// noValue tells how an option without a value is written.
func noValue(o *option) string {
	if o.names[0][1] != '-' {
		return "a value that begins with a dash is written --OPTION=VALUE"
	}
	name := strings.TrimPrefix(strings.TrimPrefix(o.names[0], "--"), "no-")
	if o.key == name {
		return "it takes no value: write --" + name + " or --no-" + name
	}
	return "it takes no value: write " + o.names[0]
}

var pythonInteger = regexp.MustCompile(`^[+-]?\d+(?:_\d+)*$`)

// parseInteger reads a number as Python's int does, and returns its digits as Python writes them.
func parseInteger(text string) (number, bool) {
	text = trimSpace(text)
	if !pythonInteger.MatchString(text) {
		return "", false
	}
	digits, negative := strings.CutPrefix(strings.TrimPrefix(text, "+"), "-")
	digits = strings.TrimLeft(strings.ReplaceAll(digits, "_", ""), "0")
	switch {
	case digits == "":
		return "0", true
	case negative:
		return number("-" + digits), true
	}
	return number(digits), true
}
