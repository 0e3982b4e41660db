// Package automaton turns portable patterns into the tables that one table-driven engine reads: a code point → class
// map shared by all patterns, and one minimal deterministic automaton over the classes for each pattern. [BuildSearch]
// does so for a pattern of CEL's matches, which may be found anywhere in the text; its automaton needs no class map.
//
// It runs when tables are generated, never when a request is checked. Building all patterns of the three services takes
// about 50 ms; the result depends on the patterns and on [UnicodeVersion], on nothing else: names such as \p{L} have
// the characters of that version, whatever Go release runs it.
package automaton

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// maxStates bounds the subset construction of one pattern.
const maxStates = 1 << 12

// Set is what Build makes of a list of patterns. It is immutable and safe for concurrent use.
type Set struct {
	// Classes is the number of classes, numbered from 0. Classes of ASCII characters only come first, then those of
	// both, then those without an ASCII character, each group by its smallest code point.
	Classes int
	// NonASCII is the first class that holds a character beyond ASCII; all classes from here on hold one.
	NonASCII int
	// ASCII is the class of every ASCII character.
	ASCII [128]uint8
	// Trie is the class of every character beyond ASCII.
	Trie Trie
	// DFAs are the distinct automata, in the order of the first pattern that each belongs to.
	DFAs []*DFA
	// Patterns[i] is the index in DFAs of the automaton of the i-th pattern. Patterns of one language share one.
	Patterns []int

	starts  []rune // ascending first code points of the intervals
	classes []uint8
}

// Build parses the patterns, each the portable text ^(?:…)$ in RE2's syntax, and builds their tables. The class map is
// the coarsest partition of all Unicode scalar values over which every automaton is deterministic.
//
// Whatever is not regular or looks at its surroundings is an error: assertions other than the outer two, lookarounds,
// back-references; so is a pattern that needs more than 4096 states before minimisation. The time grows with the
// square of a pattern's states: x{0,61} costs nothing to speak of, x{0,1000} a fraction of a second.
func Build(patterns []string) (*Set, error) {
	progs := make([]*syntax.Prog, len(patterns))
	for i, p := range patterns {
		prog, err := compile(p)
		if err != nil {
			return nil, fmt.Errorf("automaton: pattern %d %q: %w", i, p, err)
		}
		progs[i] = prog
	}
	raw := split(progs)
	autos := make([]*DFA, len(progs))
	for i, prog := range progs {
		d, err := determinise(prog, raw.members)
		if err != nil {
			return nil, fmt.Errorf("automaton: pattern %d %q: %w", i, patterns[i], err)
		}
		autos[i] = minimise(d)
	}
	s := &Set{}
	symbols, err := s.setClasses(raw, autos)
	if err != nil {
		return nil, fmt.Errorf("automaton: %w", err)
	}
	if s.Trie, err = buildTrie(s.Class); err != nil {
		return nil, fmt.Errorf("automaton: %w", err)
	}
	index := map[string]int{}
	for _, d := range autos {
		d = d.renumber(symbols)
		key := fmt.Sprint(*d)
		n, ok := index[key]
		if !ok {
			n = len(s.DFAs)
			index[key] = n
			s.DFAs = append(s.DFAs, d)
		}
		s.Patterns = append(s.Patterns, n)
	}
	return s, nil
}

// compile compiles what is between ^(?: and )$ to a program.
func compile(pattern string) (*syntax.Prog, error) {
	if !strings.HasPrefix(pattern, "^(?:") || !strings.HasSuffix(pattern, ")$") {
		return nil, errors.New("not of the form ^(?:…)$")
	}
	re, err := parse(pattern)
	if err != nil {
		return nil, err
	}
	last := len(re.Sub) - 1
	if re.Op != syntax.OpConcat || re.Sub[0].Op != syntax.OpBeginText || re.Sub[last].Op != syntax.OpEndText {
		return nil, errors.New("^ and $ do not hold for the whole pattern")
	}
	body := &syntax.Regexp{Op: syntax.OpConcat, Flags: re.Flags, Sub: re.Sub[1:last]}
	if contains(body, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary) {
		return nil, errors.New("assertion inside the pattern")
	}
	return syntax.Compile(body.Simplify())
}

// parse parses a pattern of RE2's syntax; names such as \p{L} have the characters of UnicodeVersion.
func parse(pattern string) (*syntax.Regexp, error) {
	// An error quotes the pattern: better as it is than with the hundreds of ranges of a category.
	if _, err := syntax.Parse(pattern, syntax.Perl); err != nil {
		return nil, err
	}
	spelled, err := spellCategories(pattern)
	if err != nil {
		return nil, err
	}
	return syntax.Parse(spelled, syntax.Perl)
}

func contains(re *syntax.Regexp, ops ...syntax.Op) bool {
	return slices.Contains(ops, re.Op) ||
		slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return contains(sub, ops...) })
}

// cutsOf calls cut with every code point at which what the instruction matches may change.
func cutsOf(in *syntax.Inst, cut func(rune)) {
	if len(in.Rune) == 1 {
		r := in.Rune[0]
		cut(r)
		cut(r + 1)
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			cut(f)
			cut(f + 1)
		}
		return
	}
	for i := 0; i+1 < len(in.Rune); i += 2 {
		cut(in.Rune[i])
		cut(in.Rune[i+1] + 1)
	}
}
