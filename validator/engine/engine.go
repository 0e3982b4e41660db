package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// MaxBody is the largest body that the module checks, and the default limit of package validator, in bytes.
const MaxBody = 4 << 20

// The sizes of the engine's memory. None grows with the body.
const (
	maxDepth       = 128
	maxNames       = 32768
	maxNodes       = 4096
	maxViolations  = 4096
	maxDecodedName = 64
	reportSize     = 512 << 10
)

// The options of Engine.Check, as bits.
const (
	// OptionWarnings asks for warnings.
	OptionWarnings = 1
	// OptionResponse says that the body is a response.
	OptionResponse = 2
)

// The answers of Engine.Check. Bits above 0, statuses below.
const (
	// StatusInvalid is the bit for an invalid body, StatusWarned the one for warnings.
	StatusInvalid = 1
	StatusWarned  = 2
	// StatusOperation: there is no operation with this id.
	StatusOperation = -1
	// StatusSize: the body is longer than the limit.
	StatusSize = -2
	// StatusNames: more than 32,768 names of maps and unknown members stand open at once.
	StatusNames = -3
	// StatusPointer: the pointer leads nowhere.
	StatusPointer = -4
)

// Engine checks one body after another. It is what the module exports and what the functions of this package run on: all
// its memory is in the struct (about 1.3 MB, touched only as far as it is used), it holds no pointers, and its methods
// allocate nothing. Its zero value is ready, with the default severities. An Engine is used by one caller at a time.
type Engine struct {
	frames [256]frame
	// depth is the frame in force; frame 0 stands outside the body.
	depth uint8
	// floor is the depth at which the walk began: 0, or that of a field's container.
	floor uint8
	// leaf is the node of the value that is read, 0 as long as nothing is wrong with it.
	leaf uint16

	// The name that was read last: in word where it needed decoding, else in the body.
	nameStart, nameEnd uint32
	nameLength         uint32 // in scalar values
	decodedLength      uint32
	decodedName        [maxDecodedName]byte

	operation uint16
	options   uint8
	verdict   uint8
	truncated bool
	// illTyped tells that a value has the wrong type, or is null in a list or map, whatever the severity of that.
	illTyped bool
	// status is the reason why a check could not be made.
	status int32
	// pending tells that the report is not written yet, and of what.
	pending uint8

	seedLow, seedHigh uint64
	seeded            bool

	levels, parsedLevels Levels

	// top holds where the value of each member of the body starts, 0 for none.
	top [64]uint32
	// present has a bit for each member of the body that is there and not null.
	present uint64

	// ends remembers where long containers of the body end, so that the rules need not read them again. What was written
	// in an earlier check bears another generation.
	ends       [64]containerEnd
	generation uint32

	// details holds where the keys of ProviderDetails that the rules know stand, the last one for all others, and provider the
	// type that they tell, once the first of those rules has read them.
	details     [detailCount + 1]detailPlace
	provider    uint32
	detailsRead bool

	// guesses holds for each member the index of the member that came next the last time, and behind them for each structure
	// that of the one which came first, for each enum that of the last value: a guess that costs one comparison, where finding
	// a name costs a hash. It never changes what is found.
	guesses [len(tables.members) + len(tables.shapes)]uint8

	nodeCount, violationCount uint32
	nameCount                 uint32
	reportLength              uint32
	pointerLength             uint32

	// at is where the writer stands in report, room where it must stop.
	at, room uint32
	// offsets is what the report's writing needs, by depth.
	offsets [maxDepth + 1][64]uint32
	// ranks and queues are where names and nodes are put into the service's order, failures what it reports: no more than one
	// for each violation.
	ranks        [256]uint16
	queues       [64]queue
	failures     [maxViolations]failure
	failureCount uint32
	// pointer holds the keys of maps that CheckField's pointer names, as JSON strings.
	pointer [1024]byte

	nodes      [maxNodes]node
	violations [maxViolations]violation
	names      [maxNames]openName
	slots      [2 * maxNames]uint16
	report     [reportSize]byte
}

// stopped is the index that stands for a walk that could not go on.
const stopped = ^uint(0)

// Reset puts all severities back to their defaults and forgets the last check.
func (e *Engine) Reset() {
	e.levels = Levels{}
	e.forget()
}

// forget forgets the last check, and what there was to report.
//
//go:noinline
func (e *Engine) forget() {
	e.depth, e.floor, e.leaf = 0, 0, 0
	e.verdict, e.status, e.truncated, e.illTyped = 0, 0, false, false
	e.nodeCount, e.violationCount, e.nameCount = 0, 0, 0
	e.reportLength, e.pointerLength = 0, 0
	e.pending = pendingNothing
	e.seeded = false
	e.present = 0
	e.generation++
	if e.generation == 0 {
		e.ends = [64]containerEnd{}
		e.generation = 1
	}
}

// Check reads body as a request of the operation, or as its response with OptionResponse. It answers 0 for a valid body
// without warnings, the bits StatusInvalid and StatusWarned where there is something to report, and a negative status
// where the check could not be made. The cost is linear in the body's length.
func (e *Engine) Check(body []byte, operation, options int32) int32 {
	if !e.begin(operation, options) {
		return StatusOperation
	}
	end := e.readBody(body, e.bodyShape())
	if end != stopped {
		e.checkEnd(body, end)
	}
	if options&OptionResponse == 0 && e.status == 0 && end != stopped {
		if e.verdict&StatusInvalid == 0 && !e.illTyped {
			e.runRules(body)
		}
		e.addResets(body)
	}
	return e.outcome()
}

// begin forgets the last check and takes what the next one is about; false when there is no such operation.
func (e *Engine) begin(operation, options int32) bool {
	e.forget()
	if uint32(operation) >= uint32(len(tables.operations)) {
		return false
	}
	e.pending = pendingReport
	e.operation = uint16(operation)
	e.options = uint8(options)
	return true
}

// body is the shape of what is checked or described: the operation's request, or its response.
func (e *Engine) bodyShape() uint16 {
	o := &tables.operations[e.operation]
	if e.options&OptionResponse != 0 {
		return o.Output
	}
	return o.Input
}

func (e *Engine) outcome() int32 {
	if e.status != 0 {
		e.pending = pendingNothing
		return e.status
	}
	return int32(e.verdict)
}

// trailing sees that nothing but white space follows the value that ends at i.
func (e *Engine) checkEnd(b []byte, i uint) {
	i = skipSpace(b, i)
	if i < uint(len(b)) {
		e.breakOff(i, reasonTrailing)
	}
}

// levelOf is the severity of a code in this check; warnings that nobody asked for are off.
func (e *Engine) levelOf(code uint8) uint8 {
	level := e.levels.of[code] - 1
	if level > table.Off {
		level = tables.codes[code].Level
	}
	if level == table.Warn && e.options&OptionWarnings == 0 {
		return table.Off
	}
	return level
}
