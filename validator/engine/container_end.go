package engine

// containerEnd is where a container starts and ends, and how many elements or entries it has, as noted in the check of
// a generation.
type containerEnd struct {
	start, end, generation, count uint32
}

// longContainer is the length in bytes from which the end of a container is noted.
const longContainer = 64

// maxEnds is how many ends are noted. Of two containers with one place the longer keeps it.
const maxEnds = 256

// endAt is where the end of the container that begins at start is noted.
func (e *Engine) endAt(start uint32) *containerEnd { return &e.ends[(start^start>>8)&(maxEnds-1)] }

// skipNoted is the index after the value at b[i]. The walk has noted where long containers end: without that each rule
// would read the whole body again.
func (e *Engine) skipNoted(b []byte, i uint) uint {
	start := uint32(i)
	if n := e.endAt(start); n.start == start && n.generation == e.generation {
		return uint(n.end)
	}
	return skipValue(b, i)
}

// noteEnd notes the end of a container, unless a longer one has its place.
func (e *Engine) noteEnd(f *frame, end uint32) {
	start := f.start
	n := e.endAt(start)
	if n.generation != e.generation || n.end-n.start < end-start {
		n.start, n.end, n.generation, n.count = start, end, e.generation, f.count
	}
}

// countValues counts the elements of the list, or the entries of the map, at b[i]: by the walk's note where it has left
// one.
func (e *Engine) countValues(b []byte, i uint) uint32 {
	start := uint32(i)
	if n := e.endAt(start); n.start == start && n.generation == e.generation {
		return n.count
	}
	count := uint32(0)
	for i = skipBracket(b, i); i < uint(len(b)) && b[i]|0x20 != '}'; i = skipSeparators(b, skipValue(b, i)) {
		if b[start] == '{' {
			i = skipName(b, i)
		}
		count++
	}
	return count
}
