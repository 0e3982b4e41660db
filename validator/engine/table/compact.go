package table

// The tables are generated, and carried by the module, in a small form: a third of the size, and the larger part of
// that is texts. Package engine expands it once. It says only what does not follow from the rest. Texts, shapes and
// members are numbered in the order in which they are needed first, so that nearly all of their numbers are "the next
// one"; where records begin is counted; slots are filled anew.
//
// The small form is a number of streams of bytes, one after another, each with one kind of content, for a compressor
// to find. Where two or eight streams belong together, the first has the lowest bytes. What they tell, in this order:
//
//	each service:   StreamException, its texts one after another
//	each pattern:   its two texts, StreamStates; then each of its states: StreamState
//	each code:      StreamCode, StreamException, its texts
//	each operation: StreamLooks, StreamLook for each, StreamService, StreamName, StreamShape twice
//	each shape:     StreamKind, the bounds; then
//	                a list or a map: StreamShape
//	                a string: StreamPattern
//	                an enum: StreamPattern, StreamCount, StreamName for each value
//	                a structure: StreamCount, then for each member StreamName, StreamMember, StreamFlags and StreamFact
//	                a shape with a name: StreamName
//
// Texts have a line feed in front instead of their length.
const (
	// StreamException has the number of a text.
	StreamException = 0
	// StreamStates has the number of a pattern's states.
	StreamStates = 1
	// StreamState has 1 + the number of the loop table's bit, 0 for none; and AcceptBit.
	StreamState = 2
	// StreamCode has the level, and from the bits CodeClass and CodeBound on the class and the bound, CountedBit and
	// AnswerBit.
	StreamCode = 3
	// StreamLooks has the number of looks, StreamLook their numbers, in the order of their code.
	StreamLooks = 4
	StreamLook  = 5
	// StreamService has the number of the service.
	StreamService = 6
	// StreamKind has the kind, from the bit KindFlags on the flags, and NamedBit.
	StreamKind = 7
	// StreamPattern has the pattern, or PatternValues for an enum.
	StreamPattern = 8
	// StreamCount has the number of members or values, StreamFlags has the members' flags, PrintedBit for a member that
	// is printed under another name: StreamName then has 1 + a reference to it; and FactBit for one with facts: StreamFact
	// then has where they are.
	StreamCount = 9
	StreamFlags = 10
	// StreamName has 0 for the name that came after the former one when that was last read, or 1 + a reference to a text.
	// The first name of a structure or an enum comes after the empty text.
	StreamName = 11
	// StreamShape has a reference to a shape.
	StreamShape = 12
	// StreamMember has 0 for the shape that the last member of this name had, or 1 + a reference to a shape.
	StreamMember = 13
	// StreamNumber has the numbers for references, in two streams.
	StreamNumber = 14
	// StreamMin and StreamMax have the bounds that the flags announce, in eight streams each.
	StreamMin  = 16
	StreamMax  = 24
	StreamFact = 32
	// The rules' code has these (see Op): StreamRule has the rules' numbers and fills, StreamStep the steps of paths,
	// StreamOp and StreamVariable the instructions and variables, StreamRuleName and StreamRuleConstant the references to
	// texts, StreamDigit the other bytes of instructions; and StreamEdges, StreamWay, StreamLast and StreamRun have the
	// automata.
	StreamRule         = 33
	StreamStep         = 34
	StreamGuard        = 35
	StreamOp           = 36
	StreamVariable     = 37
	StreamRuleName     = 38
	StreamRuleConstant = 39
	StreamDigit        = 40
	StreamEdges        = 41
	StreamWay          = 42
	StreamLast         = 43
	StreamRun          = 44
	// Streams is the number of streams.
	Streams = 45
)

// What the streams' bytes mean.
const (
	AcceptBit     = 1 << 7
	CodeClass     = 2
	CodeBound     = 4
	CountedBit    = 1 << 6
	AnswerBit     = 1 << 7
	KindFlags     = 4
	NamedBit      = 1 << 7
	PrintedBit    = 1 << 7
	FactBit       = 1 << 6
	PatternValues = 255
)

// A reference to a text or a shape, in one byte.
const (
	// New is the next one that was not referred to before, NewKept as well; but that one is kept, if there is room.
	New = iota
	NewKept
	// Number is the one whose number StreamNumber has; it is kept, if there is room.
	Number
	// Kept and those above are the ones that were kept.
	Kept
	// MaxKept is how many are kept.
	MaxKept = 1<<8 - Kept - 1
)

// Step is what is added to the distance between a state and its successor: the small form has the sum modulo 256, 0
// where there is no successor.
const Step = 128
