package engine

// containerEnd is where a container starts and ends, noted in the check of a generation. The last field makes an index
// a shift.
type containerEnd struct {
	start, end, generation, _ uint32
}

// longContainer is the length in bytes from which the end of a container is noted.
const longContainer = 64

// skipNoted is the index after the value at b[i]. The walk has noted where long containers end: without that each rule
// would read the whole body again.
func (e *Engine) skipNoted(b []byte, i uint) uint {
	start := uint32(i)
	if n := &e.ends[(start^start>>6)&63]; n.start == start && n.generation == e.generation {
		return uint(n.end)
	}
	return skipValue(b, i)
}

// noteEnd notes the end of a container, unless a longer one has its place.
func (e *Engine) noteEnd(start, end uint32) {
	n := &e.ends[(start^start>>6)&63]
	if n.generation != e.generation || n.end-n.start < end-start {
		n.start, n.end, n.generation = start, end, e.generation
	}
}
