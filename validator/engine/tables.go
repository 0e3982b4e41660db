package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// tableSet is all constant data of the engine: what schemas/tables made of the documents, the texts and the rules. It
// is generated in a small form, compact, and expanded once.
type tableSet struct {
	operations [operationCount]table.Operation
	services   [serviceCount]table.Service
	shapes     [shapeCount]table.Shape
	// members are those of all structures, slots where names of members and values are looked up (see table.Slots).
	members [memberCount]table.Member
	slots   [slotCount]uint8
	// values are those of all enums and sets of texts.
	values   [valueCount]table.Text
	patterns [patternCount]table.Pattern
	// states are those of all patterns; next has a row of 64 successors for each state, one for each class of characters,
	// as numbers within the pattern, 0 for none.
	states [stateCount]table.State
	next   [stateCount << classBits]uint8
	// loops has a bit for each byte that leads a state back to itself, see table.State.
	loops [loopGroupCount][256]uint8
	// ascii has the class of each ASCII character, bytes that of each byte that may be in a string as it is.
	ascii [128]uint8
	bytes [256]uint8
	// top, mid and leaf are a trie of the classes of the other characters.
	top   [topCount]uint8
	mid   [midCount]uint8
	leaf  [leafCount]uint8
	codes [codeCount]table.Code
	// looks are those of all operations; those of an operation end before its number in lookEnds. code is that of the
	// rules (see table.Op).
	looks    [lookCount]table.Look
	lookEnds [operationCount]uint16
	code     [codeSize]uint8
	// constants are the strings that the rules' code refers to. The names of members and keys that it has are the set
	// ruleName.
	constants [table.MaxNames]table.Text
	text      [textSize]uint8
}

// compactSet is the small form of the tables, see package table.
type compactSet struct {
	// at is where each stream starts.
	at      [table.Streams]uint16
	streams [streamSize]uint8
	text    [textSize]uint8
	next    [stateCount << classBits]uint8
	loops   [loopGroupCount][256]uint8
	ascii   [128]uint8
	top     [topCount]uint8
	mid     [midCount]uint8
	leaf    [leafCount]uint8
	code    [codeSize]uint8
	// constants are the numbers of texts.
	constants [constantCount]uint16
}

// shapeAny is the shape that accepts any value.
const shapeAny table.ShapeID = 0

// tables is in use. Nothing writes to it once it is expanded.
var tables tableSet

// The module without Go's runtime runs no init: it has Expand as its start function.
func init() { tables.expand(new(expansion)) }

// textOf is what a text says.
func textOf(t table.Text) []byte {
	start := uint(t) + 1
	return tables.text[start : start+uint(tables.text[t])]
}

// isText tells whether b from i to end says t.
//
//go:noinline
func isText(b []byte, i, end uint, t table.Text) bool {
	return string(b[i:end:end]) == string(textOf(t))
}

// item is an item of a set of texts.
//
//go:noinline
func item(set table.ShapeID, i uint) table.Text {
	return tables.values[uint(tables.shapes[set].Values())+i]
}

// nameIn is the name of a structure's member, or an enum's value.
func nameIn(s *table.Shape, i uint) table.Text {
	if s.Kind == table.Structure {
		return tables.members[uint(s.Members())+i].Name
	}
	return tables.values[uint(s.Values())+i]
}
