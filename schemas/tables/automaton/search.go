package automaton

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"slices"
	"sort"
	"unicode"
)

// maxSearchStates bounds the states of a Search, so that a byte numbers them and leaves some numbers free.
const maxSearchStates = 250

// Search is the minimal deterministic automaton of the texts in which a pattern is found, over ranges of Unicode
// scalar values. State 0 is the start; the others are numbered breadth first by ascending scalar value, so that
// patterns found in the same texts have equal automata. It is immutable and safe for concurrent use.
type Search struct {
	States []SearchState
}

// SearchState is one state of a Search.
type SearchState struct {
	// Accept tells whether the pattern is found if the text ends here.
	Accept bool
	// Found tells that the pattern is found whatever follows: nothing more need be read. At most one state has it.
	Found bool
	// Edges are ascending by Last, and no two neighbours lead to the same state. What is above the last one is dead.
	Edges []Edge
}

// Edge leads from a state to the next one, for a range of scalar values.
type Edge struct {
	// Last is the greatest scalar value of the range; the range begins after the Last of the edge before, or at 0.
	Last rune
	// To is the next state, −1 if the pattern is not found whatever follows.
	To int
}

// BuildSearch builds the automaton of a pattern in RE2's syntax, as CEL's matches reads it: found anywhere in the text
// but for what ^, $, \A and \z say; with (?m), ^ and $ hold at the start and end of each line. Package regexp's
// MatchString tells the same.
//
// Errors are what package syntax refuses, \b and \B, a \p{…} that is not among the package's categories, and a pattern
// that needs more than 250 states, or more than 4096 before minimisation. Usual patterns take some milliseconds at
// most, the worst refusals some seconds. A state has few edges, but 1,300 or so where the pattern has \p{L}.
func BuildSearch(pattern string) (*Search, error) {
	s, err := buildSearch(pattern)
	if err != nil {
		return nil, fmt.Errorf("automaton: pattern %q: %w", pattern, err)
	}
	return s, nil
}

func buildSearch(pattern string) (*Search, error) {
	const advice = "; anchor it with ^, or repeat less"
	prog, err := compileSearch(pattern)
	if err != nil {
		return nil, err
	}
	line, err := syntax.Compile(&syntax.Regexp{Op: syntax.OpLiteral, Rune: []rune{'\n'}})
	if err != nil {
		return nil, err
	}
	parts := split([]*syntax.Prog{prog, line})
	d, err := determinise(prog, parts.members)
	if err != nil {
		return nil, fmt.Errorf("%w"+advice, err)
	}
	symbols := make([]int, len(parts.members))
	for symbol := range symbols {
		symbols[symbol] = symbol
	}
	d = minimise(d).renumber(symbols)
	if len(d.Next) > maxSearchStates {
		return nil, fmt.Errorf("needs more than %d states"+advice, maxSearchStates)
	}
	s := &Search{}
	for state, row := range d.Next {
		loops := !slices.ContainsFunc(row, func(next int16) bool { return int(next) != state })
		s.States = append(s.States, SearchState{d.Accept[state], d.Accept[state] && loops, parts.edges(row)})
	}
	return s, nil
}

// compileSearch compiles the pattern with anything before it and after it.
func compileSearch(pattern string) (*syntax.Prog, error) {
	re, err := parse(pattern)
	if err != nil {
		return nil, err
	}
	if contains(re, syntax.OpWordBoundary, syntax.OpNoWordBoundary) {
		return nil, errors.New(`\b and \B are not supported; write what is around the word instead, ` +
			`such as (^|[^0-9A-Za-z_])word([^0-9A-Za-z_]|$)`)
	}
	anything := &syntax.Regexp{Op: syntax.OpStar, Sub: []*syntax.Regexp{{Op: syntax.OpAnyChar}}}
	found := &syntax.Regexp{Op: syntax.OpConcat, Sub: []*syntax.Regexp{anything, re, anything}}
	return syntax.Compile(found.Simplify())
}

// edges joins the symbols' intervals that lead to the same state. Surrogates, which no text has, go with the interval
// after them.
func (p *partition) edges(row []int16) (edges []Edge) {
	for i, symbol := range p.symbols {
		if symbol < 0 {
			continue
		}
		edge := Edge{unicode.MaxRune, int(row[symbol])}
		if i+1 < len(p.starts) {
			edge.Last = p.starts[i+1] - 1
		}
		if n := len(edges); n > 0 && edges[n-1].To == edge.To {
			edges[n-1] = edge
		} else {
			edges = append(edges, edge)
		}
	}
	if last := len(edges) - 1; edges[last].To == dead {
		edges = edges[:last]
	}
	return edges
}

// Match tells whether the pattern is found in text, with a binary search over a state's edges for each character. A
// byte that is not UTF-8 counts as U+FFFD, as in package regexp.
func (s *Search) Match(text string) bool {
	state := &s.States[0]
	for _, r := range text {
		if state.Found {
			return true
		}
		next := state.next(r)
		if next == dead {
			return false
		}
		state = &s.States[next]
	}
	return state.Accept
}

func (s *SearchState) next(r rune) int {
	i := sort.Search(len(s.Edges), func(i int) bool { return r <= s.Edges[i].Last })
	if i == len(s.Edges) {
		return dead
	}
	return s.Edges[i].To
}
