package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// tableSet is what schemas/tables made of the documents, the texts and the rules, as far as it is not used where it
// lies in compact. It is generated in a small form, which compact has, and expanded once.
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
	// states are those of all patterns.
	states [stateCount]table.State
	codes  [codeCount]table.Code
	// looks are the numbers of the looks of all operations; those of an operation end before its number in lookEnds.
	looks    [lookCount]uint8
	lookEnds [operationCount]uint16
}

// compactSet is what is generated: the small form of the tables, see package table, and the tables of single bytes,
// which are used where they lie. A copy of those would be a quarter of the memory that an instance touches.
type compactSet struct {
	// at is where each stream starts.
	at      [table.Streams]uint16
	streams [streamSize]uint8
	// text has the texts, each with its length in front. It is generated with a line feed in front of each instead.
	text [textSize]uint8
	// next has a row of 64 successors for each state, one for each class of characters, as numbers within the pattern, 0
	// for none. They are generated relative to their state, see table.Step.
	next [stateCount << classBits]uint8
	// loops has a bit for each byte that leads a state back to itself, see table.State.
	loops [loopGroupCount][256]uint8
	// ascii has the class of each ASCII character, bytes that of each byte that may be in a string as it is, noClass for
	// the others; top, mid and leaf are a trie of the classes of what is not ASCII.
	ascii [128]uint8
	bytes [256]uint8
	top   [topCount]uint8
	mid   [midCount]uint8
	leaf  [leafCount]uint8
}

// shapeAny is the shape that accepts any value.
const shapeAny table.ShapeID = 0

// tables is in use. Nothing writes to it, nor to compact, once it is expanded.
var tables tableSet

// The module without Go's runtime runs no init: it has Expand as its start function.
func init() { tables.expand(new(expansion)) }

// textOf is what a text says.
//
//go:noinline
func textOf(t table.Text) []byte {
	start := uint(t) + 1
	return compact.text[start : start+uint(compact.text[t])]
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
