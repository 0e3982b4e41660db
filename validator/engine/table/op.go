package table

// The code of rules. A rule is a tree of instructions, written in front of their operands: "self in
// request.CallbackURLs" is OpIn OpValue (self) OpValue (request, CallbackURLs). So it runs forward only, and ends.
//
// A look is a place in a request and the rules of the values there. Words have two bytes, the lower one first. A name
// is a byte, its number among the names of the rules, of members and keys; a text is one, its number among their
// constants.
//
//	look    a guard on the facts of the body
//	        the path: steps, StepEnd
//	        rules until the look's end, which Look tells
//	guard   the bytes that follow: the facts that are needed for a rule to be broken, none where it may always be. They
//	        are alternatives of one or more facts. A fact is the number of its bit and GuardHas, or else it must not be;
//	        and GuardLast in the last one of an alternative.
//	rule    code of its violations
//	        word: the bytes that follow
//	        an expression of type bool, false where the rule is broken
//	        fills until the rule's end, for the first placeholder of its answer, the second and the third
//	fill    a Fill, word: the bytes that follow; an expression
//
// In the small form, which the tables and packs have, no size is told: places after StepFork, the rules after StepEnd,
// and fills after a rule's expression are counted instead, in a byte. No bytes are told that follow from the rest: the
// two high bits of an instruction, the numbers of loops' variables and of what is evaluated once, and where the states
// of an automaton are. The number of a rule is what is added to the one before, modulo 256. The number of a name or a
// constant is 0 for the next one that was not referred to before, or else 1 + the number. What it becomes is at most
// twice as long.

// PathStep is a step of a look's path. StepMember has a name, StepEntry a number and so many names, each for a place of
// its own. With StepOptional added, a step that leads
// nowhere is one to a missing value; then the steps after it are skipped.
type PathStep uint8

// The steps.
const (
	// StepEnd: the value is reached.
	StepEnd PathStep = iota
	// StepMember leads to a member of a structure, StepEntry to the entry of a map with that key.
	StepMember
	StepEntry
	// StepEach leads to each element or each entry's value, StepKeys to each entry's key.
	StepEach
	StepKeys
	// StepFork leads to several places below one that the path has led to. Until the look's end come for each a word, the
	// bytes that follow, and the rest of a look: its path, and its rules.
	StepFork
	// StepWhen has a guard on the facts of the structure that the path has led into. It is a path's first step, or follows
	// one through a list or a map.
	StepWhen
	// StepOptional is added to StepMember or StepEntry.
	StepOptional PathStep = 8
)

// Fill is what is shown of the value of an expression in an answer.
type Fill uint8

// The fills.
const (
	// FillText: a string.
	FillText Fill = iota
	// FillInteger: a number.
	FillInteger
	// FillClass: of a style sheet the first selector that is no class of Cognito's.
	FillClass
)

// Op is an instruction, in the six low bits of a byte. The two high bits say how many bytes of its own follow: a
// number, or a word with the size in bytes of its second operand, which it may skip. Its operands are a bool, an int
// (64 bits), or a value: one of the body that may be missing, or a text.
type Op uint8

// OpBits are the bits of an instruction in its byte, OpHeader is where the number of its own bytes begins.
const (
	OpHeader = 6
	OpBits   = 1<<OpHeader - 1
)

// The instructions, each with its own bytes, its operands, and its result.
const (
	// OpValue has a byte, a Variable and from the bit VariableBits on a number, and so many names, which the high bits do
	// not count: value. It is the variable; its member of the first name, or its entry; a member of that; and so on.
	OpValue  Op = iota
	OpText      // constant: value
	OpDigit     // byte: int
	OpNumber    // eight bytes, which the high bits do not count: int

	// OpOnce has a byte, its number in the look, in their order, and a word, the size of its operand. It is evaluated once
	// for all values of the look, and has its operand's type.
	OpOnce

	OpHas          // value: bool
	OpIsTrue       // value: bool
	OpIsCIDR       // value: bool
	OpIsStandard   // value: bool
	OpKnowsClasses // value: bool
	OpNot          // bool: bool
	OpInteger      // value: int
	OpSize         // value: int
	OpIs           // constant; value: bool
	OpOneOf        // value: bool; a byte and so many constants follow
	OpMatches      // word: the size of the automaton; value: bool; the automaton follows
	// The variable is each element of the list, or each key of the map.
	OpAll       // variable, word; value, bool: bool
	OpExists    // variable, word; value, bool: bool
	OpExistsOne // variable, word; value, bool: bool
	// OpDistinct tells that no two elements have the same: a value, or a number or a bool. It says that they do where
	// there are too many to be compared.
	OpDistinct // variable, word; value, any: bool

	OpAnd // word; bool, bool: bool
	OpOr  // word; bool, bool: bool
	// OpChoose has a bool, a word with the size of its third operand, and two operands of one type, which is its own.
	OpChoose // word

	OpSame     // value, value: bool
	OpStarts   // value, value: bool
	OpEnds     // value, value: bool
	OpContains // value, a constant: bool
	OpIn       // value, value: bool
	OpAtMost   // value, value: bool
	OpEqual    // int, int: bool
	OpLess     // int, int: bool
	OpSeconds  // the unit where the value names none, an item of the set timeUnit; int, value: int

	// OpCount is the number of instructions.
	OpCount
)

// Variable is a variable of an expression: one of these, or VarLoop and the number of a loop's.
type Variable uint8

// The variables.
const (
	VarSelf Variable = iota
	VarParent
	VarKey
	VarRequest
	VarLoop
	// VariableBits is how many bits a variable has.
	VariableBits = 3
)

// An automaton is the number of its states, a word for each with where it is, counted from the automaton's start, and
// the states. A state is the number of its edges and EdgesAccept or EdgesFound; then its edges, ascending: where it
// leads, 1 + the state or 0 for nowhere, and the last scalar value that leads there: a byte below 0x80, or 0x80 + the
// highest of three bytes, and a word. Scalar values after the last edge lead nowhere. With EdgesRun it is a number of
// characters instead, of ASCII; the state that they lead to, one after the other; and they themselves.
const (
	// EdgesAccept: the text may end here. EdgesFound: whatever follows, the pattern has matched.
	EdgesAccept = 1 << 6
	EdgesFound  = 1 << 7
	EdgesRun    = 1 << 5
	// MaxEdges is how many edges a state may have, or how many characters a run.
	MaxEdges = EdgesRun - 1
)

// MaxNames is from how many names on rules have too many, and constants.
const MaxNames = 256

// MaxVars is how many loops may be open at once, MaxOnces how many expressions of a look are evaluated once, MaxNested
// how deep instructions nest in their operands.
const (
	MaxVars   = 4
	MaxOnces  = 8
	MaxNested = 32
)

// The bits of a fact in a guard.
const (
	GuardHas  = 1 << 6
	GuardLast = 1 << 7
)

// Look is a look of an operation.
type Look struct {
	// At is where its guard begins, End where its rules end.
	At, End uint16
}

// Packed rules, for other engines than the one that they were compiled with. A string is a byte with its length, and
// its bytes.
//
//	PackSignature, of two words
//	the number of names, and their strings; the number of constants, and their strings
//	the number of rules, and for each: the strings of its code, its message and its exception, which may be empty, and a
//	byte: its level
//	the number of looks, and for each: the number of operations, the strings of their full names; a look in the small
//	form, with no guard and rules without fills, whose codes are numbers from 0 on
const (
	// PackSignature is how a pack begins; its last byte is the form's version.
	PackSignature = 'c' | 'c'<<8 | 'r'<<16 | 3<<24
	// MaxPack is the size of the largest pack, in bytes: 16 KiB.
	MaxPack = 16 << 10
	// MaxPackRules is how many rules it may have, MaxPackLooks how many looks, each counted for each of its operations.
	MaxPackRules = 64
	MaxPackLooks = 256
)
