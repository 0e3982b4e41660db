package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// walk is the way through a body: a frame for each container that is open, and the name that was read last.
//
// A frame knows its container's shape and the step from the container to the value that is being read: a member's
// index, an element's index, or where a key is. The frames' steps together are the pointer to that value; it is written
// only when something is wrong (see findings). The rules take the same steps again in a body that has been read (see
// view).
type walk struct {
	// depth is the current frame's index; frame 0 is the document.
	depth frameID
	// floor is the depth at which the walk began: 0, or that of a field's container.
	floor frameID
	// leaf is the node of the value that is being read, 0 as long as nothing is wrong with it.
	leaf nodeID

	// The name that was read last is nameLength scalar values long. It is the body from nameStart to nameEnd; or, when
	// nameEnd comes before nameStart, it had escapes or characters beyond ASCII, and is in decodedName.
	nameStart, nameEnd uint32
	nameLength         uint32
	decodedLength      uint32
	decodedName        [maxDecodedName]byte

	frames [frameCount]frame

	// guesses holds for each member the index of the member that followed it the last time; after these, for each
	// structure that of its first, and for each enum that of its last value; and then for each value that of the one that
	// followed it. A guess costs one comparison, where finding a name costs a hash. It never changes what is found.
	guesses [memberCount + shapeCount + valueCount]uint8
}

const (
	// maxDepth is how deep a body may nest.
	maxDepth = 128
	// frameCount is more than maxDepth, so that a depth of 8 bits needs no check.
	frameCount = 256
	// maxDecodedName is the length in bytes of the longest name in the tables.
	maxDecodedName = 64
)

// frameID is the index of a frame: a depth.
type frameID uint8

// frame is a container that is open.
type frame struct {
	// start is where the container starts, base how many names were open before it.
	start, base uint32
	// step leads from the container to the value that is being read; stepKind says how it is to be read.
	step step
	// count is the number of elements or entries so far.
	count uint32
	// next is where a rule goes on with the container's elements or entries.
	next uint32
	// seen has a bit for each member that was named, present for each that was named with a value other than null.
	seen, present uint64
	// facts are those of the container, see table.Member.
	facts uint64
	shape table.ShapeID
	node  nodeID
	// places is where the places of a structure's members are noted.
	places uint32
	// guess is the index in guesses of the guess which member comes next.
	guess uint16
	// fact is the FactBit of the member to which the step leads, or of the one that has the list.
	fact     uint8
	kind     table.Kind
	stepKind stepKind
	array    bool
	// secret tells that the container is sensitive or is in something that is.
	secret bool
}

// step is a step from a container to a value in it: a member's index, an element's index, or the index of the first
// byte of an entry's key.
type step uint32

// stepKind is what a step is.
type stepKind uint8

// The kinds of steps. Those to a member, an element and an entry have the numbers of the containers that they lead out
// of.
const (
	stepNone    = stepKind(table.Any)
	stepMember  = stepKind(table.Structure)
	stepElement = stepKind(table.List)
	stepEntry   = stepKind(table.Map)
	stepUnknown = stepKind(table.String)
)

const (
	// inPointer marks a step whose key is not in the body: it is in Engine.pointer or, from pointerRoom on, a text.
	inPointer   step = 1 << 31
	pointerRoom      = 1024
	// newElement is the step to the element after a list's last, "-" in a JSON Pointer.
	newElement step = 1 << 31
)

// shapeAtStep is the shape of the value to which a frame's step leads.
//
//go:noinline
func shapeAtStep(f *frame) table.ShapeID {
	s := &tables.shapes[f.shape]
	switch f.stepKind {
	case stepMember:
		return tables.members[step(s.Members())+f.step].Shape
	case stepEntry:
		return s.Value()
	}
	return s.Element()
}
