package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// class is a set of characters: the union of its ranges and categories, or the
// complement of that.
type class struct {
	ranges     []runes
	categories []string
	negated    bool
}

// runes is an inclusive range.
type runes struct{ low, high rune }

// union returns the class of the items within […], or within [^…].
func union(items []*class, negated bool) *class {
	if len(items) == 1 && items[0].negated {
		only := *items[0]
		only.negated = !negated
		return &only
	}
	set := &class{negated: negated}
	for _, item := range items {
		ranges := item.ranges
		if item.negated {
			ranges = complement(ranges)
		}
		for _, r := range ranges {
			if !slices.ContainsFunc(set.ranges, func(have runes) bool { return have.low <= r.low && r.high <= have.high }) {
				set.ranges = append(set.ranges, r)
			}
		}
		set.categories = append(set.categories, item.categories...)
	}
	return set
}

func complement(ranges []runes) []runes {
	sorted := slices.Clone(ranges)
	slices.SortFunc(sorted, func(a, b runes) int { return int(a.low - b.low) })
	var out []runes
	next := rune(0)
	for _, r := range sorted {
		if next < r.low {
			out = append(out, runes{next, r.low - 1})
		}
		next = max(next, r.high+1)
	}
	if next <= utf8.MaxRune {
		out = append(out, runes{next, utf8.MaxRune})
	}
	return out
}

// isSingle reports whether the class is one character.
func (c *class) isSingle() bool {
	return !c.negated && len(c.categories) == 0 && len(c.ranges) == 1 && c.ranges[0].low == c.ranges[0].high
}

// subtract returns the characters of c that are not in other. It knows ranges only;
// ok is false for complements and categories.
func (c *class) subtract(other *class) (difference *class, ok bool) {
	if c.negated || other.negated || len(c.categories)+len(other.categories) > 0 {
		return nil, false
	}
	outside := complement(other.ranges)
	difference = &class{}
	for _, r := range c.ranges {
		for _, o := range outside {
			if low, high := max(r.low, o.low), min(r.high, o.high); low <= high {
				difference.ranges = append(difference.ranges, runes{low, high})
			}
		}
	}
	return difference, len(difference.ranges) > 0
}

// String returns the class as portable text, its parts in the order they were given.
func (c *class) String() string {
	var out strings.Builder
	out.WriteByte('[')
	if c.negated {
		out.WriteByte('^')
	}
	for _, r := range c.ranges {
		out.WriteString(quoteInClass(r.low))
		if r.low == r.high {
			continue
		}
		if r.high > r.low+1 {
			out.WriteByte('-')
		}
		out.WriteString(quoteInClass(r.high))
	}
	for _, name := range c.categories {
		out.WriteString(`\p{` + name + `}`)
	}
	out.WriteByte(']')
	return out.String()
}

// quoteInClass writes a character within […]. A backslash before one of these is what
// RE2, Java and ECMA-262 with flag u all allow.
func quoteInClass(r rune) string {
	if strings.ContainsRune(`\]^-[`, r) {
		return `\` + string(r)
	}
	return quoteControl(r)
}

// quoteLiteral writes a character outside […].
func quoteLiteral(r rune) string {
	if strings.ContainsRune(`^$\.*+?()[]{}|`, r) {
		return `\` + string(r)
	}
	return quoteControl(r)
}

func quoteControl(r rune) string {
	switch r {
	case '\t':
		return `\t`
	case '\n':
		return `\n`
	case '\f':
		return `\f`
	case '\r':
		return `\r`
	}
	if r < ' ' || r == 0x7F {
		return fmt.Sprintf(`\x%02X`, r)
	}
	return string(r)
}
