package engine

// ending is where a container starts and ends.
type containerEnd struct {
	start, end, generation, _ uint32
}

// longContainer is the length in bytes from which the end of a container is remembered.
const longContainer = 64

// skip is the index behind the value at b[i]. Where a long container ends, the walk has left a note of: without it each rule
// would read the whole body again.
func (e *Engine) skipNoted(b []byte, i uint) uint {
	start := uint32(i)
	if n := &e.ends[(start^start>>6)&63]; n.start == start && n.generation == e.generation {
		return uint(n.end)
	}
	return skipValue(b, i)
}

// ended remembers the end of a container, unless a longer one stands in its place.
func (e *Engine) noteEnd(start, end uint32) {
	n := &e.ends[(start^start>>6)&63]
	if n.generation != e.generation || n.end-n.start < end-start {
		n.start, n.end, n.generation = start, end, e.generation
	}
}
