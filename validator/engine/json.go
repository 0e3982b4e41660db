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
	e.words(valid)
	service := &tables.services[tables.operations[e.operation].Service]
	e.full(uint(e.operation))
	e.words(textJSONModel)
	e.words(service.Version)
	e.words(textJSONDate)
	e.words(service.Date)
	e.words(textJSONViolations)
	e.list(b, StatusInvalid, 0)
	e.room = warningsRoom
	e.words(textJSONWarnings)
	e.list(b, StatusWarned, flagWarn)
	e.room = errorRoom
	e.put(']')
	if e.verdict&StatusInvalid != 0 {
		e.answer(b)
		e.room = reportSize
		e.words(textJSONErrorEnd)
	}
	e.room = reportSize
	if e.truncated {
		e.words(textJSONTruncated)
	}
	e.put('}')
}

// list writes the violations, or the warnings, in document order, where the verdict has the bit that says that there are any.
//
//go:noinline
func (e *Engine) list(b []byte, bit, warn uint8) {
	if e.verdict&bit == 0 {
		return
	}
	for n := uint16(1); n != 0; n = e.after(n) {
		for i := e.nodes[n&(maxNodes-1)].violation; i != 0; {
			v := &e.violations[i&(maxViolations-1)]
			if v.flags&flagWarn == warn {
				mark := e.at
				e.comma()
				e.one(b, v)
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

func (e *Engine) one(b []byte, v *violation) {
	s := &tables.shapes[v.shape]
	code := &tables.codes[v.code]
	e.words(textJSONPath)
	e.path(b, v.node)
	e.words(textJSONCode)
	e.words(code.Name)
	e.words(textJSONMessage)
	e.filled(b, code.Message, v)
	if name := e.memberOf(v.node); name != 0 {
		e.words(textJSONMember)
		e.words(name)
	}
	e.put('"')
	if v.flags&flagKey != 0 {
		e.words(textJSONKey)
	}
	if v.code-codeLengthMin <= codeRangeMax-codeLengthMin || v.code == codeDepth {
		e.words(textJSONLimit)
		e.decimal(v.limit())
	}
	if v.code-codeLengthMin <= codeEntriesMax-codeLengthMin {
		e.words(textJSONActual)
		e.decimal(v.actual)
	}
	switch v.code {
	case codePattern:
		e.pattern(s)
	case codeEnum:
		e.enumeration(s)
	}
	e.words(textJSONOffset)
	e.decimal(int64(v.offset))
	e.put('}')
}

// pattern writes the pattern of a shape as members of a JSON object.
//
//go:noinline
func (e *Engine) pattern(s *table.Shape) {
	p := &tables.patterns[s.Pattern-1]
	e.words(textJSONPattern)
	e.quoted(p.Text)
	e.words(textJSONAllowed)
	e.quoted(p.Allowed)
	e.put('"')
}

// enumeration writes the values of an enum as a member of a JSON object.
//
//go:noinline
func (e *Engine) enumeration(s *table.Shape) {
	e.words(textJSONEnum)
	e.values(s, textJSONBetween, false)
	e.words(textJSONEnumEnd)
}

func (e *Engine) writeUnknown(name []byte) {
	e.words(textJSONUnknown)
	e.given(name)
	e.words(textJSONNearest)
	// The nearest three: by distance, then in the order of the operations.
	cut := split(name)
	part := name
	if cut != stopped {
		part = name[cut+1:]
	}
	last := uint32(0)
	for range 3 {
		// Half of the letters wrong is no likeness.
		const none = 0xFFFF
		best := uint32(min(len(part), maxWord))/2<<16 | none
		for id := range tables.operations {
			d := e.near(part, text(tables.operations[id].Name), best>>16)<<16 | uint32(id)
			if d >= last && d < best {
				best = d
			}
		}
		if best&none == none {
			break
		}
		e.listed(uint(best & none))
		last = best + 1
	}
	e.words(textJSONEnd)
}

// given writes the name that the caller gave, of which as much as fits; bytes that are not UTF-8 become U+FFFD.
//
//go:noinline
func (e *Engine) given(name []byte) {
	for i := uint(0); i < uint(len(name)) && i < 256; {
		if name[i] < 0x80 {
			e.char(name[i])
			i++
			continue
		}
		r, next := scalar(name, i)
		if r < 0 {
			r, next = 0xFFFD, i+1
		}
		i = next
		e.scalar(r)
	}
}

// writeOperations writes the full names of the operations: of those with the name that the caller gave, or of all.
func (e *Engine) writeOperations(name []byte) {
	all := e.pending == pendingOperations
	if !all {
		e.words(textJSONAmbiguous)
		e.given(name)
		e.words(textJSONCandidates)
	} else {
		e.put('[')
	}
	for id := range tables.operations {
		if all || named(&tables.operations[id], name, stopped) {
			e.listed(uint(id))
		}
	}
	e.put(']')
	if !all {
		e.put('}')
	}
}

// listed writes the full name of an operation as a value of a JSON list.
//
//go:noinline
func (e *Engine) listed(id uint) {
	e.comma()
	e.put('"')
	e.full(id)
	e.put('"')
}

// full writes the full name of an operation.
//
//go:noinline
func (e *Engine) full(id uint) {
	o := &tables.operations[id]
	e.words(tables.services[o.Service].Name)
	e.put('.')
	e.words(o.Name)
}
