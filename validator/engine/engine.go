// Package engine is what becomes the module: it checks a body in one pass over its bytes, and writes the report on it.
//
// It imports nothing but math/bits, holds no pointer and allocates nothing, so that it needs nothing of Go's runtime.
// RATIONALE.md says why it is written as it is. Go programs use package validator, which is built on it.
package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

const (
	// MaxBody is the largest body that the module checks, and the default limit of package validator, in bytes: 4 MiB.
	MaxBody = 4 << 20
	// MaxInput is the most that the guest takes at once, in bytes: MaxBody, and 64 KiB for the pointer before a field's
	// value.
	MaxInput = MaxBody + 64<<10
)

// Options are the options of a check, as bits.
type Options uint32

// The options of Check, CheckField and Describe.
const (
	// OptionWarnings asks for warnings. Without it nothing is looked for that cannot change the verdict.
	OptionWarnings Options = 1 << iota
	// OptionResponse says that the body is a response.
	OptionResponse
	// OptionTextTimes takes timestamps as ISO 8601 text as well, as version 2 of the aws command line prints them.
	OptionTextTimes
)

// Status is the answer of Check and CheckField: 0 for a valid body without warnings, else the bits StatusInvalid and
// StatusWarned, or a negative number when it could not be decided.
type Status int32

// The statuses.
const (
	// StatusInvalid is the bit for at least one violation.
	StatusInvalid Status = 1 << 0
	// StatusWarned is the bit for at least one warning.
	StatusWarned Status = 1 << 1
	// StatusOperation: there is no operation with this id.
	StatusOperation Status = -1
	// StatusTooLarge: the input is longer than MaxBody or than what was reserved. The guest answers it.
	StatusTooLarge Status = -2
	// StatusTooManyNames: more than 32,768 names of maps and unknown members are open at once, too many to look for
	// duplicates.
	StatusTooManyNames Status = -3
	// StatusTooCostly: foreign rules would read more than the body is worth, see LoadRules.
	StatusTooCostly Status = -5
	// StatusPointer: the JSON Pointer leads nowhere in the operation.
	StatusPointer Status = -4
)

// Engine checks one body after another. All its memory is in the struct (about 1.3 MB, touched only as far as it is
// used), and its methods allocate nothing. Its zero value is ready, with the default severities. It is for one caller
// at a time.
type Engine struct {
	walk
	openNames
	findings
	view
	notes
	entries entryNotes
	patternNotes
	ruleState
	ruleCode
	codeReader
	foreignRules
	fieldPointer
	writer

	// operation, options and levels are what this check is about.
	operation table.OperationID
	options   Options
	levels    Levels
	// parsedLevels is where Levels are read before they are taken over.
	parsedLevels Levels
	// status is the reason why a check could not be made, 0 for none.
	status Status
	// pending tells what the report is about, as long as it is not written.
	pending pendingReport
}

// stopped is the index that a reader returns when the walk cannot go on: at malformed JSON, too deep a nesting, or with
// Engine.status set.
const stopped = ^uint(0)

// none is the index of what was not found.
const none = ^uint(0)

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
	e.verdict, e.status, e.truncated, e.illTyped, e.unreadable = 0, 0, false, false, false
	e.nodeCount, e.violationCount, e.nameCount = 0, 0, 0
	e.reportLength, e.pointerLength = 0, 0
	e.pending = pendingNothing
	e.seeded = false
	e.present, e.facts, e.nextPlaces = 0, 0, 0
	e.generation++
	if e.generation == 0 {
		e.containers = [maxNotes]containerNote{}
		e.matches = [patternCount + 1]patternNote{}
		e.generation = 1
	}
}

// Check reads body as a request of the operation, or as its response with OptionResponse. The cost is linear in the
// body's length.
func (e *Engine) Check(body []byte, operation table.OperationID, options Options) Status {
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

// begin forgets the last check and keeps what the next one is about. It reports false when there is no such operation.
func (e *Engine) begin(operation table.OperationID, options Options) bool {
	e.forget()
	if uint32(operation) >= operationCount {
		return false
	}
	e.pending = pendingBody
	e.operation = operation
	e.options = options
	return true
}

// bodyShape is the shape of what is checked or described: the operation's request, or its response.
func (e *Engine) bodyShape() table.ShapeID {
	o := &tables.operations[e.operation]
	if e.options&OptionResponse != 0 {
		return o.Output
	}
	return o.Input
}

// outcome is the status of the check that has been made.
func (e *Engine) outcome() Status {
	if e.status != 0 {
		e.pending = pendingNothing
		return e.status
	}
	return e.verdict
}

// checkEnd checks that nothing but white space follows the value that ends at i.
func (e *Engine) checkEnd(b []byte, i uint) {
	i = skipSpace(b, i)
	if i < uint(len(b)) {
		e.breakOff(i, reasonTrailing)
	}
}
