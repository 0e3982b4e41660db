// Package table is the layout of the generated tables: what one record of each kind holds. The engine reads the
// records, the generator (schemas/tables) makes them.
package table

import "math/bits"

// Kind is what a shape accepts.
type Kind uint8

// The kinds of shapes. Any accepts every JSON value: documents, unknown members, and what was sent where another
// type was expected. Structure, List and Map are neighbours, which Kind.IsContainer relies on.
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
	// Kinds is how many there are.
	Kinds
)

// IsContainer tells whether values of this kind contain others.
func (k Kind) IsContainer() bool { return k-Structure <= Map-Structure }

// IsWhole tells whether values of this kind are whole numbers.
func (k Kind) IsWhole() bool { return k-Integer <= Long-Integer }

// ShapeFlags are the flags of a shape.
type ShapeFlags uint8

// The flags of a shape.
const (
	HasMin ShapeFlags = 1 << iota
	HasMax
	Sensitive
)

// Shape is one shape with its constraints. Shapes that differ in nothing but their name share a record, structures
// excepted.
type Shape struct {
	// Min and Max are the documented bounds, inclusive, where Flags says that there are any: Unicode scalar values of a
	// string, decoded bytes of a blob, elements of a list, entries of a map, or the value of a number. A structure keeps
	// in Min what Required gives.
	Min, Max int64
	Kind     Kind
	Flags    ShapeFlags
	Pattern  PatternID
	// Slots is where a name is looked up: one of a structure's members, or one of an enum's values. See Slots.
	Slots SlotID
	// First and Second hold what the methods below give; which of these, depends on Kind.
	First, Second uint16
	// Name is the name of a structure, where the service prints it.
	Name Text
}

// Element is the shape of a list's elements.
func (s *Shape) Element() ShapeID { return ShapeID(s.First) }

// Key is the shape of a map's keys.
func (s *Shape) Key() ShapeID { return ShapeID(s.First) }

// Value is the shape of a map's values.
func (s *Shape) Value() ShapeID { return ShapeID(s.Second) }

// Members is a structure's first member. The others follow it, as declared.
func (s *Shape) Members() MemberID { return MemberID(s.First) }

// Values is an enum's first value. The others follow it, as declared.
func (s *Shape) Values() ValueID { return ValueID(s.First) }

// Count is the number of a structure's members, or of an enum's values.
func (s *Shape) Count() uint { return uint(s.Second) }

// Required has a bit for each required member of a structure, the lowest for the first.
func (s *Shape) Required() uint64 { return uint64(s.Min) }

// IsEnum tells whether a string has to be one of an enum's values.
func (s *Shape) IsEnum() bool { return s.Kind == String && s.Slots != 0 }

// MemberFlags are the flags of a member.
type MemberFlags uint8

// The flags of a member.
const (
	Required MemberFlags = 1 << iota
	Deprecated
	// URI, Query and Header say where a member travels that is not in the body.
	URI
	Query
	Header
)

// Member is one member of a structure.
type Member struct {
	Name Text
	// Printed is the name that the service prints: Name, but for few.
	Printed Text
	Shape   ShapeID
	Flags   MemberFlags
	// Fact tells which facts are noted of the member, 0 for none: its FactBit counted from Facts down.
	Fact uint8
}

// Facts is how many facts the walk may note of a body, for the guards of rules: a bit of a word for each. They are that
// a member is there and not null, that it is true, and that it has a value of an enum, or that its list has. Members
// that no request has both may share bits. A structure has the facts of its members, and of what is below them.
const Facts = 64

// WarningFact is the fact that warnings are asked for.
const WarningFact = 0

// FactBit is the number of the fact that the member is there. After it comes the one that it is true, or that it has
// the first value of its enum; and so on. Without facts it is Facts.
func (m *Member) FactBit() uint8 { return Facts - m.Fact }

// Pattern is one pattern.
type Pattern struct {
	// Text is the service's own text, Allowed says in words what it allows.
	Text, Allowed Text
	// Start is the state in which a match starts.
	Start uint16
	// Long tells that it has LongPattern states or more.
	Long bool
}

// LongPattern is from how many states on it may pay to remember how a pattern was matched.
const LongPattern = 9

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
	Name    Text
	Service ServiceID
	// Input and Output are the shapes of the request and of the response.
	Input, Output ShapeID
}

// Service is one service.
type Service struct {
	// Name is as in "cognito-idp"; Version is the API's, Date the day of the model.
	Name, Version, Date Text
	// Target is the prefix of X-Amz-Target, empty for a service that has REST paths.
	Target Text
	// Exception is the type of the error for failed constraints.
	Exception Text
}

// Code is one code of violations.
type Code struct {
	Name Text
	// Message is the sentence for a person, see the comment in texts.txt for its placeholders.
	Message Text
	// Level is the default severity.
	Level Level
	Class Class
	// Bound is the bound that a violation tells.
	Bound Bound
	// Counted tells that a violation says how many there were: characters, bytes, elements or entries.
	Counted bool
	// Exception and Answer are the type and the text of the service's error for a broken rule; Answer is the Message
	// where no answer is recorded.
	Exception, Answer Text
}

// Level is a severity.
type Level uint8

// The severities. Fixed is an error that cannot be changed.
const (
	Error Level = iota
	Warn
	Off
	Fixed
)

// Class is what a violation means to the service, in the order in which the service looks.
type Class uint8

// The classes of codes.
const (
	// Unreadable: the service cannot read the body, and looks no further.
	Unreadable Class = iota
	// Constraint: a documented constraint of a shape fails.
	Constraint
	// Accepted: the service says nothing.
	Accepted
	// Rule: a check beyond the shapes fails.
	Rule
)

// Bound is the bound that a violation tells.
type Bound uint8

// The bounds.
const (
	NoBound Bound = iota
	// Lower and Upper are the shape's Min and Max.
	Lower
	Upper
	// Depth is that of the nesting.
	Depth
)

// Hash mixes eight more bytes of a name, the first byte lowest, zeros after the last, into hash. The hash of a name is
// that of its bytes in groups of eight, starting from 0.
func Hash(hash, word uint64) uint64 {
	hash = (hash ^ word) * 0x9E3779B97F4A7C15
	return hash ^ hash>>32
}

// Slots is the number of slots for n names, n > 0: a power of two, and at least four times as many as names, so that
// most names that are not among them meet a free slot at once. A name's slot is the first that was free from its hash
// modulo that number on; it holds 1 + the name's index. Free ones hold 0.
func Slots(n uint16) uint16 {
	return 4 << bits.Len16(n-1)
}
