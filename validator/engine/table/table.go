// Package table is the layout of the generated tables: what one record of each kind holds. The engine (package
// validator) reads the records, the generator (schemas/tables) writes them.
//
// A text (a name, a pattern, a message) is given by where it stands in the run of bytes that all share: a byte with its length,
// then its bytes.
package table

import "math/bits"

// Kind is what a shape accepts.
type Kind uint8

// The kinds of shapes. Any accepts every JSON value: documents, unknown members, and whatever stands where another type
// was expected.
const (
	Any Kind = iota
	Structure
	List
	Map
	String
	Blob
	Integer
	Long
	Boolean
	Timestamp
)

// The flags of a shape.
const (
	HasMin = 1 << iota
	HasMax
	Sensitive
)

// Shape is one shape with its constraints. Shapes that differ in nothing but their name share a record, structures
// excepted.
type Shape struct {
	// Min and Max are the documented bounds, inclusive, where Flags says that there are any: Unicode scalar values of a
	// string, decoded bytes of a blob, elements of a list, entries of a map, or the value of a number. A structure has in
	// Min a bit for each required member.
	Min, Max int64
	Kind     Kind
	Flags    uint8
	// Pattern is 1 + the index of the pattern of a string, 0 for none.
	Pattern uint8
	// Names is 1 + where the slots of its names start: the members of a structure, the values of an enum; 0 for none.
	Names uint16
	// First is the shape of a list's elements or a map's keys; the index of a structure's first member, or of an enum's
	// first value in the list of names.
	First uint16
	// Second is the shape of a map's values; the number of a structure's members, or of an enum's values.
	Second uint16
	// Name is the name of a structure.
	Name uint16
}

// The flags of a member.
const (
	Required = 1 << iota
	Deprecated
	// URI, Query and Header say where a member travels that is not in the body.
	URI
	Query
	Header
)

// Member is one member of a structure. Members stand in the declared order.
type Member struct {
	Name  uint16
	Shape uint16
	Flags uint8
}

// Pattern is one pattern.
type Pattern struct {
	// Text is the service's own text, Allowed says in words what it allows.
	Text, Allowed uint16
	// Start is the state in which a match starts.
	Start uint16
}

// State is one state of a pattern's automaton.
type State struct {
	// Group and Mask name the set of ASCII bytes that lead back to this state: bit Mask in the loop table Group. Mask is
	// 0 when there are none.
	Group, Mask uint8
	// Accept is 1 when the string may end here.
	Accept uint8
}

// Operation is one operation of a service.
type Operation struct {
	Name    uint16
	Service uint8
	// Input and Output are the shapes of the request and of the response.
	Input, Output uint16
}

// Service is one service.
type Service struct {
	// Name, Version and Date are texts: "cognito-idp", the API's version, the day of the model.
	Name, Version, Date uint16
	// Target is the prefix of X-Amz-Target, empty for a service that has REST paths.
	Target uint16
	// Exception is the type of the error for failed constraints.
	Exception uint16
}

// Code is one code of violations.
type Code struct {
	Name uint16
	// Message is the sentence for a person, see the comment in texts.txt for its placeholders.
	Message uint16
	// Level is the default severity, Fixed when it cannot be changed.
	Level, Fixed uint8
	// Exception and Answer are the type and the text of the service's error for a broken rule; Answer is the Message
	// where no answer is recorded.
	Exception, Answer uint16
}

// The severities.
const (
	Error = iota
	Warn
	Off
)

// Hash mixes eight more bytes of a name, the first byte lowest, zeros behind the last, into hash. The hash of a name is
// that of its bytes in groups of eight, starting from 0.
func Hash(hash, word uint64) uint64 {
	hash = (hash ^ word) * 0x9E3779B97F4A7C15
	return hash ^ hash>>32
}

// Slots is the number of slots for n names, n > 0: a power of two, and at least four times as many as names, so that most names that
// are not among them meet a free slot at once. A name's slot is the
// first that was free, at its hash modulo that number or behind it; it holds 1 + the name's index. Free ones hold 0.
func Slots(n uint16) uint16 {
	return 4 << bits.Len16(n-1)
}
