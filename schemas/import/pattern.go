package main

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// portablePattern translates a service's pattern (Java's dialect, matched against
// the whole string) into text on which RE2, ECMA-262 with flag u and Java agree for
// every string of Unicode scalar values:
//
//   - \w \d \s \S are spelled out as the ASCII classes that they are in Java;
//   - . is spelled out as the class without Java's line terminators
//     (\n \r U+0085 U+2028 U+2029), or as a class of everything under (?s);
//   - \p{…} stays for general categories, which the three write alike;
//   - characters that any of the three treats specially are escaped;
//   - the service's own outer ^ and $ are dropped, and ^(?:…)$ is put around the rest.
//
// One use of lookbehind has an equal without it: C*(?<!D) as a whole pattern, with
// D within one character, is (?:C*[C without D])?.
//
// Everything else is an error: back references, boundaries, lookaround, flags,
// possessive and lazy quantifiers, class intersection, anchors within.
func portablePattern(text string) (string, error) {
	p := patternParser{text: text}
	body, err := p.alternatives(true)
	if err == nil && p.at < len(p.text) {
		err = p.unknown(p.text[p.at:])
	}
	if err != nil {
		return "", err
	}
	portable := "^(?:" + body + ")$"
	if _, err := syntax.Parse(portable, syntax.Perl); err != nil {
		return "", fmt.Errorf("pattern %q: portable text %q: %w", text, portable, err)
	}
	return portable, nil
}

// patternParser writes portable text while it reads.
type patternParser struct {
	text   string
	at     int
	dotAll bool
}

func (p *patternParser) unknown(what string) error {
	return fmt.Errorf("pattern %q: no portable form for %q at byte %d", p.text, what, p.at)
}

func (p *patternParser) rest(prefix string) bool {
	return strings.HasPrefix(p.text[p.at:], prefix)
}

// alternatives reads branches up to the end or a closing parenthesis. Only top
// branches may have a leading ^ and a trailing $: a match is of the whole string, so
// that they say nothing there.
func (p *patternParser) alternatives(top bool) (string, error) {
	var out strings.Builder
	for {
		branch, err := p.branch(top)
		if err != nil {
			return "", err
		}
		out.WriteString(branch)
		if !p.rest("|") {
			return out.String(), nil
		}
		p.at++
		out.WriteByte('|')
	}
}

func (p *patternParser) branch(top bool) (string, error) {
	if top && p.rest("^") {
		p.at++
	}
	var out strings.Builder
	var before []repeated // what the branch has so far, one by one
	for p.at < len(p.text) && !p.rest("|") && !p.rest(")") {
		if top && p.rest("(?s)") {
			// In the top branches, from here on to the end of the pattern.
			p.dotAll = true
			p.at += len("(?s)")
			continue
		}
		if top && p.rest("$") && (p.at+1 == len(p.text) || p.text[p.at+1] == '|') {
			p.at++
			break
		}
		if p.rest("(?<!") {
			if !top || p.dotAll {
				return "", p.unknown("(?<!")
			}
			return p.lookbehind(before)
		}
		item, set, err := p.atom()
		if err != nil {
			return "", err
		}
		quantifier, err := p.quantifier()
		if err != nil {
			return "", err
		}
		out.WriteString(item + quantifier)
		before = append(before, repeated{set, quantifier})
	}
	return out.String(), nil
}

// repeated is a quantified item; set is nil where the item is not one class.
type repeated struct {
	set        *class
	quantifier string
}

// lookbehind rewrites C*(?<!D), with or without $, where it is the whole pattern: either
// nothing, or any number of C and then a C that is not D.
func (p *patternParser) lookbehind(before []repeated) (string, error) {
	const open = "(?<!"
	start := p.at
	p.at += len(open)
	if p.at == len(p.text) {
		return "", p.unknown("(?<!")
	}
	_, not, err := p.atom()
	if err != nil {
		return "", err
	}
	end := p.text[p.at:]
	whole := (end == ")" || end == ")$") && !strings.Contains(p.text[:start], "|")
	if !whole || not == nil || len(before) != 1 || before[0].set == nil || before[0].quantifier != "*" {
		p.at = start
		return "", p.unknown(open)
	}
	p.at = len(p.text)
	last, ok := before[0].set.subtract(not)
	if !ok {
		return "", p.unknown(p.text[start:])
	}
	return "(?:" + before[0].set.String() + "*" + last.String() + ")?", nil
}

// atom reads one item and returns its portable text, and the class that it is, if it
// is one.
func (p *patternParser) atom() (string, *class, error) {
	switch c := p.text[p.at]; c {
	case '(':
		if p.rest("(?:") {
			p.at += len("(?:")
		} else if p.rest("(?") {
			return "", nil, p.unknown(p.text[p.at:min(len(p.text), p.at+4)])
		} else {
			p.at++
		}
		body, err := p.alternatives(false)
		if err != nil {
			return "", nil, err
		}
		if !p.rest(")") {
			return "", nil, p.unknown("(")
		}
		p.at++
		return "(?:" + body + ")", nil, nil
	case '[':
		set, err := p.class()
		if err != nil {
			return "", nil, err
		}
		return set.String(), set, nil
	case '.':
		p.at++
		if p.dotAll {
			return `[\s\S]`, nil, nil
		}
		return "[^\\n\\r\u0085\u2028\u2029]", nil, nil
	case '\\':
		set, err := p.escape()
		if err != nil {
			return "", nil, err
		}
		if set.isSingle() {
			return quoteLiteral(set.ranges[0].low), set, nil
		}
		return set.String(), set, nil
	case '*', '+', '?', '{', '}', ']', '^', '$':
		return "", nil, p.unknown(string(c))
	}
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	if r == utf8.RuneError && size <= 1 {
		return "", nil, p.unknown("invalid UTF-8")
	}
	p.at += size
	return quoteLiteral(r), &class{ranges: []runes{{r, r}}}, nil
}

// quantifier reads a greedy quantifier, if there is one.
func (p *patternParser) quantifier() (string, error) {
	start := p.at
	switch {
	case p.rest("*"), p.rest("+"), p.rest("?"):
		p.at++
	case p.rest("{"):
		end := strings.IndexByte(p.text[p.at:], '}')
		if end < 0 {
			return "", p.unknown("{")
		}
		least, most, two := strings.Cut(p.text[p.at+1:p.at+end], ",")
		low, err := strconv.ParseUint(least, 10, 31)
		if err != nil {
			return "", p.unknown("{")
		}
		if two && most != "" {
			if high, err := strconv.ParseUint(most, 10, 31); err != nil || high < low {
				return "", p.unknown("{")
			}
		}
		p.at += end + 1
	default:
		return "", nil
	}
	if p.rest("?") || p.rest("+") || p.rest("*") || p.rest("{") {
		return "", p.unknown(p.text[start : p.at+1])
	}
	return p.text[start:p.at], nil
}

// class reads […].
func (p *patternParser) class() (*class, error) {
	start := p.at
	p.at++
	negated := p.rest("^")
	if negated {
		p.at++
	}
	var items []*class
	for {
		if p.at >= len(p.text) {
			p.at = start
			return nil, p.unknown("[")
		}
		if p.rest("]") && len(items) > 0 {
			p.at++
			return union(items, negated), nil
		}
		if p.rest("[") || p.rest("]") || p.rest("&&") {
			return nil, p.unknown(p.text[p.at : p.at+1])
		}
		low, err := p.classItem()
		if err != nil {
			return nil, err
		}
		// A hyphen makes a range only between two single characters.
		if !low.isSingle() || !p.rest("-") || p.rest("-]") {
			items = append(items, low)
			continue
		}
		p.at++
		if p.rest("[") {
			return nil, p.unknown("-[")
		}
		high, err := p.classItem()
		if err != nil {
			return nil, err
		}
		if !high.isSingle() || high.ranges[0].low < low.ranges[0].low {
			return nil, p.unknown("-")
		}
		items = append(items, &class{ranges: []runes{{low.ranges[0].low, high.ranges[0].low}}})
	}
}

func (p *patternParser) classItem() (*class, error) {
	if p.at >= len(p.text) {
		return nil, p.unknown("[")
	}
	if p.rest(`\`) {
		return p.escape()
	}
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	if r == utf8.RuneError && size <= 1 {
		return nil, p.unknown("invalid UTF-8")
	}
	p.at += size
	return &class{ranges: []runes{{r, r}}}, nil
}

var (
	word     = []runes{{'A', 'Z'}, {'a', 'z'}, {'0', '9'}, {'_', '_'}}
	digits   = []runes{{'0', '9'}}
	spaces   = []runes{{' ', ' '}, {'\t', '\t'}, {'\n', '\n'}, {'\v', '\v'}, {'\f', '\f'}, {'\r', '\r'}}
	controls = map[byte]rune{'t': '\t', 'n': '\n', 'r': '\r', 'f': '\f', 'a': '\a', 'e': 0x1B}
)

// categories are the general categories of Unicode, which RE2, ECMA-262 and Java
// all write \p{…}.
var categories = strings.Fields("L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl " +
	"Zp Cc Cf Co")

// escape reads a backslash and what follows, as the characters that they mean.
func (p *patternParser) escape() (*class, error) {
	if p.at+1 >= len(p.text) {
		return nil, p.unknown(`\`)
	}
	c := p.text[p.at+1]
	p.at += 2
	switch c {
	case 'w':
		return &class{ranges: word}, nil
	case 'd':
		return &class{ranges: digits}, nil
	case 's':
		return &class{ranges: spaces}, nil
	case 'W':
		return &class{ranges: word, negated: true}, nil
	case 'D':
		return &class{ranges: digits, negated: true}, nil
	case 'S':
		return &class{ranges: spaces, negated: true}, nil
	case 'x', 'u':
		size := 2
		if c == 'u' {
			size = 4
		}
		if p.at+size > len(p.text) {
			return nil, p.unknown(`\` + string(c))
		}
		n, err := strconv.ParseUint(p.text[p.at:p.at+size], 16, 32)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return nil, p.unknown(`\` + string(c))
		}
		p.at += size
		return &class{ranges: []runes{{rune(n), rune(n)}}}, nil
	case 'p':
		if name, _, ok := strings.Cut(p.text[p.at:], "}"); ok && strings.HasPrefix(name, "{") &&
			slices.Contains(categories, name[1:]) {
			p.at += len(name) + 1
			return &class{categories: []string{name[1:]}}, nil
		}
		return nil, p.unknown(`\p`)
	}
	if r, ok := controls[c]; ok {
		return &class{ranges: []runes{{r, r}}}, nil
	}
	if c < utf8.RuneSelf && !isLetterOrDigit(c) {
		return &class{ranges: []runes{{rune(c), rune(c)}}}, nil
	}
	p.at -= 2
	return nil, p.unknown(p.text[p.at : p.at+2])
}

func isLetterOrDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}
