package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// notes are what the walk leaves for the rules, so that they need not read the body again: where structures and long
// containers end, and where the values of a structure's members are.
type notes struct {
	generation uint32
	containers [maxNotes]containerNote
	// places has the places of the members of each noted structure, one structure after another; the last ones are those
	// of structures for which there is no more room. nextPlaces is where the next structure's begin.
	places     [maxPlaces]uint32
	nextPlaces uint32
}

// containerNote is what is noted of a container in the check of a generation.
type containerNote struct {
	start, end, generation uint32
	// count is how many elements or entries it has.
	count uint32
	// places is where the places of a structure's members are, noPlaces for none, present has a bit for each that is
	// there.
	places  uint32
	shape   table.ShapeID
	present uint64
	// facts are those of a structure.
	facts uint64
}

const (
	// maxNotes is how many containers are noted. Of two with one place the longer keeps it.
	maxNotes = 256
	// maxPlaces is how many members are noted.
	maxPlaces = 8192
	noPlaces  = maxPlaces - 64
	// maxNotedDepth is how deep structures are noted: rules look no deeper, and further in there may be many.
	maxNotedDepth = 4
	// longContainer is the length in bytes from which the end of a list or a map is noted.
	longContainer = 64
)

// noteAt is where the container that begins at start is noted.
func (e *Engine) noteAt(start uint32) *containerNote {
	return &e.containers[(start^start>>8)&(maxNotes-1)]
}

// isNoted tells whether a note is that of the container that begins at start.
func (e *Engine) isNoted(n *containerNote, start uint32) bool {
	return n.start == start && n.generation == e.generation
}

// noteContainer notes the container of a frame that ends before b[end], unless a longer one has its place.
func (e *Engine) noteContainer(f *frame, end uint32) {
	start := f.start
	n := e.noteAt(start)
	if n.generation != e.generation || n.end-n.start < end-start {
		n.start, n.end, n.generation, n.count = start, end, e.generation, f.count
		n.places, n.shape, n.present, n.facts = f.places, f.shape, f.present, f.facts
	}
}

// reservePlaces is where the places of the members of another structure go, noPlaces when there is no more room.
func (e *Engine) reservePlaces(s *table.Shape) uint32 {
	at := e.nextPlaces
	if at+uint32(s.Count()) > noPlaces {
		return noPlaces
	}
	e.nextPlaces = at + uint32(s.Count())
	return at
}

// skipNoted is the index after the value at b[i].
func (e *Engine) skipNoted(b []byte, i uint) uint {
	if n := e.noteAt(uint32(i)); e.isNoted(n, uint32(i)) {
		return uint(n.end)
	}
	return skipValue(b, i)
}

// countValues counts the elements of the list, or the entries of the map, at b[i].
func (e *Engine) countValues(b []byte, i uint) uint32 {
	if n := e.noteAt(uint32(i)); e.isNoted(n, uint32(i)) {
		return n.count
	}
	start, count := i, uint32(0)
	e.fuel += int64(i)
	for i = skipBracket(b, i); i < uint(len(b)) && b[i]|0x20 != '}'; i = skipSeparators(b, skipValue(b, i)) {
		if b[start] == '{' {
			i = skipName(b, i)
		}
		count++
	}
	e.fuel -= int64(i)
	return count
}

// memberAt is the place of a member of the structure, or an entry of the map, at a place. The number of its name is at
// a place in the rules' code.
func (e *Engine) memberAt(b []byte, of value, at uint) value {
	if of < 0 {
		return missing
	}
	n := e.noteAt(uint32(of))
	if !e.isNoted(n, uint32(of)) || n.places == noPlaces {
		_, i := e.findNamed(b, uint(of), at)
		return placeAt(i)
	}
	m := e.memberIndexAt(&tables.shapes[n.shape], at)
	if m == none {
		return missing
	}
	return placeAt(e.placeOf(n.places, n.present, m))
}

// placeOf is where the value of a noted structure's member of index m starts, none when it is not there.
func (e *Engine) placeOf(places uint32, present uint64, m uint) uint {
	if present>>(m&63)&1 == 0 {
		return none
	}
	return uint(e.places[(uint(places)+m)&(maxPlaces-1)])
}
