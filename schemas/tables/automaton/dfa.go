package automaton

import (
	"encoding/binary"
	"errors"
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// dead is the target of a transition from which no accepting state can be reached.
const dead = -1

// DFA is a minimal deterministic automaton over the classes of its Set. States are numbered breadth first by class, so
// that equal languages have equal automata; each can be reached and, but for the start of a pattern that matches
// nothing, can still accept.
type DFA struct {
	// Start is the first state, always 0.
	Start int
	// Accept tells of each state whether the string may end there.
	Accept []bool
	// Next is the successor by state and class, −1 when no continuation can match.
	Next [][]int16
}

// Match tells whether the whole of text matches, with one step for each character. A byte that is not UTF-8 counts
// as U+FFFD, as in package regexp. s must be the Set that d belongs to.
func (d *DFA) Match(s *Set, text string) bool {
	state := d.Start
	for _, r := range text {
		next := d.Next[state][s.Lookup(r)]
		if next == dead {
			return false
		}
		state = int(next)
	}
	return d.Accept[state]
}

// Loop is the set of the ASCII bytes that lead from the state back to itself: bit b&63 of word b>>6. Left out are the
// bytes that end or interrupt a run of plain characters in JSON text: quotation mark, backslash and those below 0x20.
func (d *DFA) Loop(s *Set, state int) (set [2]uint64) {
	for b := ' '; b < utf8.RuneSelf; b++ {
		if b != '"' && b != '\\' && int(d.Next[state][s.ASCII[b]]) == state {
			set[b>>6] |= 1 << (b & 63)
		}
	}
	return set
}

// Loops are the distinct sets that Loop gives over all states of all automata but for the empty one, in the order of
// automata and states.
func (s *Set) Loops() (sets [][2]uint64) {
	for _, d := range s.DFAs {
		for state := range d.Next {
			set := d.Loop(s, state)
			if set != [2]uint64{} && !slices.Contains(sets, set) {
				sets = append(sets, set)
			}
		}
	}
	return sets
}

// subset is a state of the subset construction.
type subset struct {
	pcs     []uint32 // the instructions that read or assert, ascending
	asserts bool
	before  rune // the character before, where an instruction asserts: textEdge, '\n', or 0 for any other
}

// textEdge is what is before the first character and after the last one.
const textEdge = -1

// determinise is the subset construction, over symbols given by one member each. Of assertions it knows those about
// the start and the end of the text and, if '\n' is a symbol by itself, of lines.
func determinise(prog *syntax.Prog, members []rune) (*DFA, error) {
	d := &DFA{}
	var states []subset
	index := map[string]int16{}
	add := func(todo []uint32, before rune) int16 {
		pcs, accept := closure(prog, todo, 0)
		asserts := slices.ContainsFunc(pcs, func(pc uint32) bool { return prog.Inst[pc].Op == syntax.InstEmptyWidth })
		if asserts && !accept {
			_, accept = closure(prog, pcs, syntax.EmptyOpContext(before, textEdge))
		}
		if !asserts || before != textEdge && before != '\n' {
			before = 0
		}
		if len(pcs) == 0 && !accept && len(states) > 0 {
			return dead
		}
		key := binary.LittleEndian.AppendUint32([]byte{0}, uint32(before))
		if accept {
			key[0] = 1
		}
		for _, pc := range pcs {
			key = binary.LittleEndian.AppendUint32(key, pc)
		}
		n, ok := index[string(key)]
		if !ok {
			n = int16(len(states))
			index[string(key)] = n
			states = append(states, subset{pcs, asserts, before})
			d.Accept = append(d.Accept, accept)
		}
		return n
	}
	add([]uint32{uint32(prog.Start)}, textEdge)
	for state := 0; state < len(states); state++ {
		from := states[state]
		row := make([]int16, len(members))
		for symbol, r := range members {
			pcs := from.pcs
			if from.asserts {
				pcs, _ = closure(prog, pcs, syntax.EmptyOpContext(from.before, r))
			}
			var to []uint32
			for _, pc := range pcs {
				if in := &prog.Inst[pc]; in.MatchRune(r) {
					to = append(to, in.Out)
				}
			}
			row[symbol] = dead
			if len(to) > 0 {
				row[symbol] = add(to, r)
			}
			if len(states) > maxStates {
				return nil, errors.New("needs more than 4096 states")
			}
		}
		d.Next = append(d.Next, row)
	}
	return d, nil
}

// closure follows the instructions that read nothing, and of the assertions those that hold. It gives the instructions
// that read and the assertions that do not hold, ascending, and whether one ends.
func closure(prog *syntax.Prog, todo []uint32, holds syntax.EmptyOp) (pcs []uint32, accept bool) {
	todo = slices.Clone(todo)
	seen := make([]bool, len(prog.Inst))
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch in := &prog.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			todo = append(todo, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			todo = append(todo, in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^holds == 0 {
				todo = append(todo, in.Out)
			} else {
				pcs = append(pcs, pc)
			}
		case syntax.InstMatch:
			accept = true
		case syntax.InstFail:
		default:
			pcs = append(pcs, pc)
		}
	}
	slices.Sort(pcs)
	return pcs, accept
}

// minimise is Moore's refinement: states stay together while they accept alike and lead to the same groups. The group
// of a dead transition is that of the states that cannot accept any more.
func minimise(d *DFA) *DFA {
	d.cutDead()
	group := make([]int16, len(d.Next))
	count := 0
	for {
		index := map[string]int16{}
		refined := make([]int16, len(d.Next))
		for state, row := range d.Next {
			key := binary.LittleEndian.AppendUint16(nil, uint16(group[state]))
			if d.Accept[state] {
				key = append(key, 1)
			}
			for _, next := range row {
				g := int16(dead)
				if next != dead {
					g = group[next]
				}
				key = binary.LittleEndian.AppendUint16(key, uint16(g))
			}
			n, ok := index[string(key)]
			if !ok {
				n = int16(len(index))
				index[string(key)] = n
			}
			refined[state] = n
		}
		group = refined
		if len(index) == count {
			break
		}
		count = len(index)
	}
	m := &DFA{Start: int(group[d.Start]), Accept: make([]bool, count), Next: make([][]int16, count)}
	for state, g := range group {
		m.Accept[g] = d.Accept[state]
		m.Next[g] = slices.Clone(d.Next[state])
		for symbol, next := range m.Next[g] {
			if next != dead {
				m.Next[g][symbol] = group[next]
			}
		}
	}
	return m
}

// cutDead replaces transitions to states that cannot accept any more.
func (d *DFA) cutDead() {
	live := slices.Clone(d.Accept)
	for changed := true; changed; {
		changed = false
		for state := len(d.Next) - 1; state >= 0; state-- {
			if !live[state] && slices.ContainsFunc(d.Next[state], func(n int16) bool { return n != dead && live[n] }) {
				live[state], changed = true, true
			}
		}
	}
	for _, row := range d.Next {
		for symbol, next := range row {
			if next != dead && !live[next] {
				row[symbol] = dead
			}
		}
	}
}

// renumber keeps one column for each class, given by a symbol of it, and the states that are reached, breadth first.
func (d *DFA) renumber(symbols []int) *DFA {
	number := map[int16]int16{int16(d.Start): 0}
	order := []int16{int16(d.Start)}
	m := &DFA{}
	for i := 0; i < len(order); i++ {
		old := order[i]
		row := make([]int16, len(symbols))
		for class, symbol := range symbols {
			next := d.Next[old][symbol]
			if next == dead {
				row[class] = dead
				continue
			}
			n, ok := number[next]
			if !ok {
				n = int16(len(order))
				number[next] = n
				order = append(order, next)
			}
			row[class] = n
		}
		m.Next = append(m.Next, row)
		m.Accept = append(m.Accept, d.Accept[old])
	}
	return m
}
