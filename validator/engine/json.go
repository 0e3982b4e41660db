package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// How much of the report's memory each part may fill; what does not fit is cut at the end of a violation.
const (
	violationsRoom = reportSize * 3 / 8
	warningsRoom   = reportSize / 2
	errorRoom      = reportSize - 64
)

// Report is the report on what was done last, as JSON. It is written on the first call; body must be what Check was given,
// unchanged (for CheckField, the value). The bytes lie in e and are good until its next use.
func (e *Engine) Report(body []byte) []byte {
	if e.pending != pendingNothing {
		e.at, e.room = 0, errorRoom
		switch e.pending {
		case pendingReport:
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
	return e.report[:e.reportLength&(reportSize-1)]
}

func (e *Engine) writeReport(b []byte) {
	e.room = violationsRoom
	valid := uint16(textJSONValid)
	if e.verdict&StatusInvalid != 0 {
		valid = textJSONInvalid
	}
	e.writeText(valid)
	service := &tables.services[tables.operations[e.operation].Service]
	e.writeFullName(uint(e.operation))
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
	if e.verdict&StatusInvalid != 0 {
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

// list writes the violations, or the warnings, in document order, where the verdict has the bit that says that there are any.
//
//go:noinline
func (e *Engine) writeViolations(b []byte, bit, warn uint8) {
	if e.verdict&bit == 0 {
		return
	}
	for n := uint16(1); n != 0; n = e.nextNode(n) {
		for i := e.nodes[n&(maxNodes-1)].violation; i != 0; {
			v := &e.violations[i&(maxViolations-1)]
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

func (e *Engine) writeViolation(b []byte, v *violation) {
	s := &tables.shapes[v.shape]
	code := &tables.codes[v.code]
	e.writeText(textJSONPath)
	e.writePointer(b, v.node)
	e.writeText(textJSONCode)
	e.writeText(code.Name)
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
	if v.code-codeLengthMin <= codeRangeMax-codeLengthMin || v.code == codeDepth {
		e.writeText(textJSONLimit)
		e.writeInteger(v.bound())
	}
	if v.code-codeLengthMin <= codeEntriesMax-codeLengthMin {
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

// pattern writes the pattern of a shape as members of a JSON object.
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

// enumeration writes the values of an enum as a member of a JSON object.
//
//go:noinline
func (e *Engine) writeEnum(s *table.Shape) {
	e.writeText(textJSONEnum)
	e.writeValues(s, textJSONBetween, false)
	e.writeText(textJSONEnumEnd)
}

func (e *Engine) writeUnknown(name []byte) {
	e.writeText(textJSONUnknown)
	e.writeGivenName(name)
	e.writeText(textJSONNearest)
	// The nearest three: by distance, then in the order of the operations.
	cut := splitName(name)
	part := name
	if cut != stopped {
		part = name[cut+1:]
	}
	last := uint32(0)
	for range 3 {
		// Half of the letters wrong is no likeness.
		const none = 0xFFFF
		best := uint32(min(len(part), maxDecodedName))/2<<16 | none
		for id := range tables.operations {
			d := e.distance(part, bytesOf(tables.operations[id].Name), best>>16)<<16 | uint32(id)
			if d >= last && d < best {
				best = d
			}
		}
		if best&none == none {
			break
		}
		e.writeListedName(uint(best & none))
		last = best + 1
	}
	e.writeText(textJSONEnd)
}

// given writes the name that the caller gave, of which as much as fits; bytes that are not UTF-8 become U+FFFD.
//
//go:noinline
func (e *Engine) writeGivenName(name []byte) {
	for i := uint(0); i < uint(len(name)) && i < 256; {
		if name[i] < 0x80 {
			e.writeQuotedByte(name[i])
			i++
			continue
		}
		r, next := DecodeScalar(name, i)
		if r < 0 {
			r, next = 0xFFFD, i+1
		}
		i = next
		e.writeScalar(r)
	}
}

// writeOperations writes the full names of the operations: of those with the name that the caller gave, or of all.
func (e *Engine) writeOperations(name []byte) {
	all := e.pending == pendingOperations
	if !all {
		e.writeText(textJSONAmbiguous)
		e.writeGivenName(name)
		e.writeText(textJSONCandidates)
	} else {
		e.writeByte('[')
	}
	for id := range tables.operations {
		if all || isNamed(&tables.operations[id], name, stopped) {
			e.writeListedName(uint(id))
		}
	}
	e.writeByte(']')
	if !all {
		e.writeByte('}')
	}
}

// listed writes the full name of an operation as a value of a JSON list.
//
//go:noinline
func (e *Engine) writeListedName(id uint) {
	e.writeComma()
	e.writeByte('"')
	e.writeFullName(id)
	e.writeByte('"')
}

// full writes the full name of an operation.
//
//go:noinline
func (e *Engine) writeFullName(id uint) {
	o := &tables.operations[id]
	e.writeText(tables.services[o.Service].Name)
	e.writeByte('.')
	e.writeText(o.Name)
}
