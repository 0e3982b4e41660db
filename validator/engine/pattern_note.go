package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// patternNotes are what the walk leaves for the next string with the same pattern. Where that begins like the one
// before, as ARNs of one account do, its match goes on from where they part.
type patternNotes struct {
	matches [patternCount + 1]patternNote
}

// patternNote is how the last string with a pattern was matched, in the check of a generation.
type patternNote struct {
	// start is where the string starts, count the number of its noted runs.
	generation, start, count uint32
	runs                     [maxRuns]run
}

// run is a run of characters that left the pattern in its state: where it ends, in bytes from the string's start.
type run struct {
	end   uint32
	state uint32
}

// maxRuns is how many runs of a string are noted.
const maxRuns = 8

// resumeMatch is from where and in which state the match of a pattern with the string whose first byte is b[i] goes on.
func (e *Engine) resumeMatch(b []byte, i uint, pattern table.PatternID) (uint, uint) {
	n := &e.matches[pattern]
	if n.generation != e.generation {
		n.generation, n.count = e.generation, 0
	}
	same, start, end := uint(0), uint(n.start), uint(0)
	n.start = uint32(i)
	if n.count > 0 {
		end = uint(n.runs[(n.count-1)&(maxRuns-1)].end)
	}
	// No further than the last run: what comes after the strings may be alike for long.
	for same < end && i+same+8 <= uint(len(b)) && load64(b, i+same) == load64(b, start+same) {
		same += 8
	}
	for n.count > 0 && uint(n.runs[(n.count-1)&(maxRuns-1)].end) > same {
		n.count--
	}
	if n.count == 0 {
		return i, uint(tables.patterns[pattern-1].Start)
	}
	last := &n.runs[(n.count-1)&(maxRuns-1)]
	return i + uint(last.end), uint(last.state)
}

// noteRun notes a run of the string that is matched with a pattern, see run.
func (e *Engine) noteRun(pattern table.PatternID, end, state uint) {
	n := &e.matches[pattern]
	if n.count < maxRuns {
		n.runs[n.count&(maxRuns-1)] = run{uint32(end), uint32(state)}
		n.count++
	}
}
