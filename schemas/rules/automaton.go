package rules

import (
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas/tables/automaton"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// encodeAutomaton writes an automaton as the engine reads it, see [table.EdgesRun].
func encodeAutomaton(s *automaton.Search) (code Code, err error) {
	states := joinRuns(s)
	if len(states) > math.MaxUint8-1 {
		return Code{}, fmt.Errorf("an automaton of %d states, more than %d", len(states), math.MaxUint8-1)
	}
	code.add(codeOfBytes(table.StreamEdges, byte(len(states))))
	for _, state := range states {
		if state.run != "" {
			code.add(codeOfBytes(table.StreamEdges, byte(len(state.run))|table.EdgesRun),
				codeOfBytes(table.StreamWay, byte(state.to)), codeOfBytes(table.StreamRun, []byte(state.run)...))
			continue
		}
		if len(state.Edges) > table.MaxEdges {
			return Code{}, fmt.Errorf("a pattern with %d ranges of characters at one place, more than %d; write fewer and "+
				"larger ones", len(state.Edges), table.MaxEdges)
		}
		if state.Found {
			code.add(codeOfBytes(table.StreamEdges, table.EdgesFound))
			continue
		}
		flags := byte(len(state.Edges))
		if state.Accept {
			flags |= table.EdgesAccept
		}
		code.add(codeOfBytes(table.StreamEdges, flags))
		for _, edge := range state.Edges {
			last := []byte{byte(edge.Last)}
			if edge.Last >= utf8.RuneSelf {
				last = []byte{0x80 | byte(edge.Last>>16), byte(edge.Last), byte(edge.Last >> 8)}
			}
			code.add(codeOfBytes(table.StreamWay, byte(edge.To+1)), codeOfBytes(table.StreamLast, last...))
		}
	}
	return code, nil
}

// runState is a state, or several after each other with one way on each: the characters of run, and where they lead.
type runState struct {
	automaton.SearchState
	run string
	to  int
}

// joinRuns makes one state of those that can only follow each other, and numbers the states anew.
func joinRuns(s *automaton.Search) []runState {
	from := make([]int, len(s.States)) // how many edges lead to a state
	from[0] = 1
	for _, state := range s.States {
		for _, edge := range state.Edges {
			if edge.To >= 0 {
				from[edge.To]++
			}
		}
	}
	joined := make([]bool, len(s.States))
	var states []runState
	number := make([]int, len(s.States))
	for i := range s.States {
		if joined[i] {
			continue
		}
		number[i] = len(states)
		state := runState{SearchState: s.States[i]}
		for at := i; len(state.run) < table.MaxEdges; {
			c, to := onlyWay(&s.States[at])
			if to < 0 {
				break
			}
			state.run += string(c)
			state.to = to
			if next, _ := onlyWay(&s.States[to]); next == 0 || from[to] > 1 || to < i {
				break
			}
			joined[to] = len(state.run) < table.MaxEdges
			at = to
		}
		states = append(states, state)
	}
	for i := range states {
		state := &states[i]
		state.to = number[state.to]
		edges := make([]automaton.Edge, len(state.Edges))
		for k, edge := range state.Edges {
			if edges[k] = edge; edge.To >= 0 {
				edges[k].To = number[edge.To]
			}
		}
		state.Edges = edges
	}
	return states
}

// onlyWay is the one character of ASCII that leads on from a state at which the text may not end, and where it leads; 0
// and -1 where it is otherwise.
func onlyWay(state *automaton.SearchState) (rune, int) {
	edges := state.Edges
	if state.Accept || state.Found || len(edges) == 0 || len(edges) > 2 {
		return 0, -1
	}
	last := edges[len(edges)-1]
	first := rune(0)
	if len(edges) == 2 {
		if edges[0].To >= 0 {
			return 0, -1
		}
		first = edges[0].Last + 1
	}
	if last.To < 0 || last.Last != first || first == 0 || first >= utf8.RuneSelf {
		return 0, -1
	}
	return first, last.To
}
