package engine

// The steps from a container to a value in it.
const (
	stepNone = iota
	stepMember
	stepElement
	stepEntry
	stepUnknown
)

// frame is a container that stands open.
type frame struct {
	// start is where the container starts, base the count of open names before it.
	start, base uint32
	// step is the member's index, the element's index, or where the key starts (behind its quote).
	step  uint32
	count uint32
	// next is where a rule goes on with the container's elements or entries.
	next uint32
	// seen and present have a bit for each member: named, and named with a value that is not null.
	seen, present uint64
	shape         uint16
	node          uint16
	// guess is the index in guesses of the guess which member comes next.
	guess    uint16
	kind     uint8
	stepKind uint8
	array    bool
	// secret: the container is sensitive or stands in something that is.
	secret bool
}

// stepShape is the shape of that to which a frame's step leads.
//
//go:noinline
func shapeAtStep(f *frame) uint16 {
	s := &tables.shapes[f.shape]
	switch f.stepKind {
	case stepMember:
		return tables.members[uint32(s.First)+f.step].Shape
	case stepEntry:
		return s.Second
	}
	return s.First
}
