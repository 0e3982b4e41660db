package automaton

import (
	"encoding/binary"
	"errors"
	"regexp/syntax"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"
)

const (
	surrogateMin = 0xD800
	surrogateEnd = 0xE000
)

// partition divides the scalar values into symbols: within one, no instruction of any program tells two apart.
type partition struct {
	starts  []rune // ascending first code points of intervals, each all ASCII or all beyond
	symbols []int  // the symbol of each interval; −1 for the surrogates
	members []rune // one code point of each symbol, its smallest
}

// split finds the symbols of the programs.
func split(progs []*syntax.Prog) partition {
	at := map[rune]bool{0: true, utf8.RuneSelf: true, surrogateMin: true, surrogateEnd: true}
	var runes []*syntax.Inst
	for _, prog := range progs {
		for i := range prog.Inst {
			if in := &prog.Inst[i]; matchesRune(in) {
				runes = append(runes, in)
				cutsOf(in, func(r rune) { at[r] = true })
			}
		}
	}
	delete(at, unicode.MaxRune+1)
	var p partition
	for r := range at {
		p.starts = append(p.starts, r)
	}
	slices.Sort(p.starts)
	seen := map[string]int{}
	signature := make([]byte, len(runes))
	for _, r := range p.starts {
		if r >= surrogateMin && r < surrogateEnd {
			p.symbols = append(p.symbols, -1)
			continue
		}
		for i, in := range runes {
			signature[i] = 0
			if in.MatchRune(r) {
				signature[i] = 1
			}
		}
		symbol, ok := seen[string(signature)]
		if !ok {
			symbol = len(p.members)
			seen[string(signature)] = symbol
			p.members = append(p.members, r)
		}
		p.symbols = append(p.symbols, symbol)
	}
	return p
}

func matchesRune(in *syntax.Inst) bool {
	switch in.Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		return true
	}
	return false
}

// setClasses joins the symbols that no automaton tells apart into classes, fills in the set's map, and returns one
// symbol of each class.
func (s *Set) setClasses(p partition, autos []*DFA) ([]int, error) {
	type class struct {
		symbol       int
		first        rune
		ascii, other bool
		number       int
	}
	var classes []*class
	bySymbol := make([]*class, len(p.members))
	seen := map[string]*class{}
	for symbol, first := range p.members {
		var column []byte
		for _, d := range autos {
			for _, next := range d.Next {
				column = binary.LittleEndian.AppendUint16(column, uint16(next[symbol]))
			}
		}
		c := seen[string(column)]
		if c == nil {
			c = &class{symbol: symbol, first: first}
			seen[string(column)] = c
			classes = append(classes, c)
		}
		bySymbol[symbol] = c
	}
	for i, symbol := range p.symbols {
		if symbol >= 0 {
			c := bySymbol[symbol]
			c.ascii = c.ascii || p.starts[i] < utf8.RuneSelf
			c.other = c.other || p.starts[i] >= utf8.RuneSelf
		}
	}
	if len(classes) > 255 {
		return nil, errors.New("more than 255 classes of characters")
	}
	group := func(c *class) int {
		switch {
		case !c.other:
			return 0
		case c.ascii:
			return 1
		}
		return 2
	}
	slices.SortFunc(classes, func(a, b *class) int {
		if d := group(a) - group(b); d != 0 {
			return d
		}
		return int(a.first - b.first)
	})
	var symbols []int
	for i, c := range classes {
		c.number = i
		symbols = append(symbols, c.symbol)
		if !c.other {
			s.NonASCII = i + 1
		}
	}
	s.Classes = len(classes)
	last := bySymbol[p.symbols[len(p.symbols)-1]]
	for i, symbol := range p.symbols {
		c := last
		if symbol >= 0 {
			c = bySymbol[symbol]
		}
		if n := len(s.classes); n > 0 && s.classes[n-1] == uint8(c.number) {
			continue
		}
		s.starts = append(s.starts, p.starts[i])
		s.classes = append(s.classes, uint8(c.number))
	}
	for r := range s.ASCII {
		s.ASCII[r] = s.Class(rune(r))
	}
	return symbols, nil
}

// Class is the class of a Unicode scalar value, by binary search over some hundreds of intervals. Surrogates are
// outside the domain: they are given the class of U+10FFFF.
func (s *Set) Class(r rune) uint8 {
	i := sort.Search(len(s.starts), func(i int) bool { return s.starts[i] > r })
	return s.classes[i-1]
}

// Lookup is Class as the engine computes it: one load for an ASCII character, three for any other.
func (s *Set) Lookup(r rune) uint8 {
	if r < utf8.RuneSelf {
		return s.ASCII[r]
	}
	return s.Trie.Lookup(r)
}
