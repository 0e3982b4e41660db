package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// pendingReport is what a report is about that is not written yet.
type pendingReport uint8

// What a report can be about.
const (
	pendingNothing pendingReport = iota
	pendingBody
	pendingUnknown
	pendingAmbiguous
	pendingDescription
	pendingOperations
)

// How much of the report's memory each part may fill. What does not fit is cut at the end of a violation.
const (
	violationsRoom = reportSize * 3 / 8
	warningsRoom   = reportSize / 2
	errorRoom      = reportSize - 64
)

// Report is the report on what was done last, as JSON. It is written on the first call; body must be what Check was
// given, unchanged (for CheckField, the value; for FindOperation, the name). The bytes are the engine's own and are
// good until its next use.
func (e *Engine) Report(body []byte) []byte {
	if e.pending != pendingNothing {
		e.at, e.room = 0, errorRoom
		switch e.pending {
		case pendingBody:
			e.writeReport(body)
		case pendingUnknown:
			e.writeUnknown(body)
		case pendingDescription:
			e.writeDescription()
		default:
			e.writeOperations(body)
		}
		e.pending = pendingNothing
		e.reportLength = e.at
	}
	return e.report[:e.reportLength]
}

func (e *Engine) writeReport(b []byte) {
	e.room = violationsRoom
	e.nearestCount = 0
	valid := textJSONValid
	if e.verdict&StatusInvalid != 0 {
		valid = textJSONInvalid
	}
	e.writeText(valid)
	service := &tables.services[tables.operations[e.operation].Service]
	e.writeFullName(e.operation)
	e.writeText(textJSONModel)
	e.writeText(service.Version)
	e.writeText(textJSONDate)
	e.writeText(service.Date)
	e.writeText(textJSONViolations)
	e.writeViolations(b, StatusInvalid, 0)
	e.room = warningsRoom
	e.writeText(textJSONWarnings)
	e.writeViolations(b, StatusWarned, flagWarn)
	e.room = errorRoom
	e.writeByte(']')
	// Only a request has an answer of the service's.
	if e.verdict&StatusInvalid != 0 && e.options&OptionResponse == 0 {
		e.nearestCount = mostNearest // The question is not the service's.
		e.writeAnswer(b)
		e.room = reportSize
		e.writeText(textJSONErrorEnd)
	}
	e.room = reportSize
	if e.truncated {
		e.writeText(textJSONTruncated)
	}
	e.writeByte('}')
}

// writeViolations writes the violations, or the warnings, in document order, if the verdict has their bit.
//
//go:noinline
func (e *Engine) writeViolations(b []byte, bit Status, warn violationFlags) {
	if e.verdict&bit == 0 {
		return
	}
	for n := nodeID(1); n != 0; n = e.nextNode(n) {
		for i := e.nodes[n].violation; i != 0; {
			v := &e.violations[i]
			if v.flags&flagWarn == warn {
				mark := e.at
				e.writeComma()
				e.writeViolation(b, v)
				if e.at > e.room {
					e.truncated = true
					e.at = mark
					return
				}
			}
			i = v.next
		}
	}
}

// writeViolation writes one violation.
func (e *Engine) writeViolation(b []byte, v *violation) {
	s := &tables.shapes[v.shape]
	code := e.code(v.code)
	e.writeText(textJSONPath)
	e.writePointer(b, v.node)
	e.writeText(textJSONCode)
	e.writeQuotedText(code.Name)
	e.writeText(textJSONMessage)
	e.writeTemplate(b, code.Message, v)
	if name := e.memberOf(v.node); name != 0 {
		e.writeText(textJSONMember)
		e.writeText(name)
	}
	e.writeByte('"')
	if v.flags&flagKey != 0 {
		e.writeText(textJSONKey)
	}
	if code.Bound != table.NoBound {
		e.writeText(textJSONLimit)
		e.writeInteger(e.boundOf(v))
	}
	if code.Counted {
		e.writeText(textJSONActual)
		e.writeInteger(v.actual)
	}
	switch v.code {
	case codePattern:
		e.writePattern(s)
	case codeEnum:
		e.writeEnum(s)
	}
	e.writeText(textJSONOffset)
	e.writeInteger(int64(v.offset))
	e.writeByte('}')
}

// writePattern writes the pattern of a shape as members of a JSON object.
//
//go:noinline
func (e *Engine) writePattern(s *table.Shape) {
	p := &tables.patterns[s.Pattern-1]
	e.writeText(textJSONPattern)
	e.writeQuotedText(p.Text)
	e.writeText(textJSONAllowed)
	e.writeQuotedText(p.Allowed)
	e.writeByte('"')
}

// writeEnum writes the values of an enum as a member of a JSON object.
//
//go:noinline
func (e *Engine) writeEnum(s *table.Shape) {
	e.writeText(textJSONEnum)
	e.writeValues(s, textJSONBetween, false)
	e.writeText(textJSONEnumEnd)
}
