package validator

// How much of the report's memory each part may fill; what does not fit is cut at the end of a violation.
const (
	violationsRoom = reportSize * 3 / 8
	warningsRoom   = reportSize / 2
	errorRoom      = reportSize - 64
)

// Report is the report on what was done last, as JSON. It is written on the first call; body must be what Check was given,
// unchanged (for CheckField, the value). The bytes lie in e and are good until its next use.
func (e *Engine) Report(body []byte) []byte {
	w := cursor{0, errorRoom}
	switch e.pending {
	case pendingReport:
		w = e.writeReport(body)
	case pendingUnknown:
		w = e.writeUnknown(w, body)
	case pendingAmbiguous:
		w = e.writeAmbiguous(w, body)
	case pendingDescription:
		w = e.writeDescription(w)
	case pendingOperations:
		w = e.writeOperations(w)
	default:
		return e.report[:e.reportLength&(reportSize-1)]
	}
	e.pending = pendingNothing
	e.reportLength = w.at
	return e.report[:e.reportLength&(reportSize-1)]
}

func (e *Engine) writeReport(b []byte) cursor {
	w := cursor{0, violationsRoom}
	w = e.words(w, textJSONValid)
	valid := uint16(textTrue)
	if e.verdict&StatusInvalid != 0 {
		valid = textFalse
	}
	w = e.words(w, valid)
	o := &tables.operations[e.operation]
	service := &tables.services[o.Service]
	w = e.put(e.words(e.words(w, textJSONOperation), service.Name), '.')
	w = e.words(e.words(w, o.Name), textJSONModel)
	w = e.words(e.words(w, service.Version), textJSONDate)
	w = e.words(e.words(w, service.Date), textJSONViolations)
	w = e.list(w, b, 0)
	w.room = warningsRoom
	w = e.words(w, textJSONWarnings)
	if e.verdict&StatusWarned != 0 {
		w = e.list(w, b, flagWarn)
	}
	w.room = errorRoom
	w = e.words(w, textJSONEnd)
	if e.verdict&StatusInvalid != 0 {
		w = e.answer(w, b)
		w.room = reportSize
		w = e.words(w, textJSONErrorEnd)
	}
	w.room = reportSize
	if e.truncated {
		w = e.words(w, textJSONTruncated)
	}
	return e.put(w, '}')
}

// list writes the violations, or the warnings, in document order.
func (e *Engine) list(w cursor, b []byte, warn uint8) cursor {
	first := true
	if e.nodeCount == 0 {
		return w
	}
	for n := uint16(1); n != 0; n = e.after(n) {
		for v := e.nodes[n&(maxNodes-1)].violation; v != 0; v = e.violations[v&(maxViolations-1)].next {
			if e.violations[v&(maxViolations-1)].flags&flagWarn != warn {
				continue
			}
			mark := w
			if !first {
				w = e.put(w, ',')
			}
			w = e.one(w, b, &e.violations[v&(maxViolations-1)])
			if w.at > w.room {
				e.truncated = true
				return mark
			}
			first = false
		}
	}
	return w
}

func (e *Engine) one(w cursor, b []byte, v *violation) cursor {
	s := &tables.shapes[v.shape]
	code := &tables.codes[v.code]
	w = e.path(e.words(w, textJSONPath), b, v.node)
	w = e.quoted(e.words(w, textJSONCode), code.Name)
	w = e.filled(e.words(w, textJSONMessage), b, code.Message, v)
	if name := e.memberOf(v.node); name != 0 {
		w = e.quoted(e.words(w, textJSONMember), name)
	}
	if v.flags&flagKey != 0 {
		w = e.words(w, textJSONKey)
	} else {
		w = e.put(w, '"')
	}
	if bound, ok := limit(v.code, s); ok {
		w = e.decimal(e.words(w, textJSONLimit), bound)
	}
	if v.code >= codeLengthMin && v.code <= codeEntriesMax {
		w = e.decimal(e.words(w, textJSONActual), v.actual)
	}
	switch v.code {
	case codePattern:
		p := &tables.patterns[s.Pattern-1]
		w = e.quoted(e.words(w, textJSONPattern), p.Text)
		w = e.put(e.quoted(e.words(w, textJSONAllowed), p.Allowed), '"')
	case codeEnum:
		w = e.put(e.values(e.words(w, textJSONEnum), s, '"'), ']')
	}
	w = e.decimal(e.words(w, textJSONOffset), int64(v.offset))
	return e.put(w, '}')
}

func (e *Engine) writeUnknown(w cursor, name []byte) cursor {
	w = e.named(e.words(w, textJSONUnknown), name)
	w = e.words(w, textJSONNearest)
	// The nearest three: by distance, then in the order of the operations.
	cut := split(name)
	part := name
	if cut != stopped {
		part = name[cut+1:]
	}
	last, lastID := int32(-1), int32(-1)
	for k := 0; k < 3; k++ {
		best, bestID := int32(maxWord), int32(-1)
		for id := range tables.operations {
			d := int32(e.near(part, text(tables.operations[id].Name)))
			if d > last || d == last && int32(id) > lastID {
				if d < best {
					best, bestID = d, int32(id)
				}
			}
		}
		// Half of the letters wrong is no likeness.
		if bestID < 0 || best*2 > int32(len(part)) {
			break
		}
		if k > 0 {
			w = e.put(w, ',')
		}
		w = e.put(e.full(e.put(w, '"'), uint(bestID)), '"')
		last, lastID = best, bestID
	}
	return e.put(e.words(w, textJSONEnd), '}')
}

// named writes the name that the caller gave, of which as much as fits; bytes that are not UTF-8 become U+FFFD.
func (e *Engine) named(w cursor, name []byte) cursor {
	for i := uint(0); i < uint(len(name)) && i < 256; {
		if name[i] < 0x80 {
			w = e.char(w, name[i])
			i++
			continue
		}
		r, next := scalar(name, i)
		if r < 0 {
			r, next = 0xFFFD, i+1
		}
		w, i = e.scalar(w, r), next
	}
	return w
}

func (e *Engine) writeAmbiguous(w cursor, name []byte) cursor {
	w = e.named(e.words(w, textJSONAmbiguous), name)
	w = e.words(w, textJSONCandidates)
	first := true
	for id := range tables.operations {
		if named(&tables.operations[id], name, stopped) {
			if !first {
				w = e.put(w, ',')
			}
			w = e.put(e.full(e.put(w, '"'), uint(id)), '"')
			first = false
		}
	}
	return e.put(e.words(w, textJSONEnd), '}')
}

// full writes the full name of an operation.
//
//go:noinline
func (e *Engine) full(w cursor, id uint) cursor {
	o := &tables.operations[id]
	return e.words(e.put(e.words(w, tables.services[o.Service].Name), '.'), o.Name)
}

func (e *Engine) writeOperations(w cursor) cursor {
	w = e.put(w, '[')
	for id := range tables.operations {
		if id > 0 {
			w = e.put(w, ',')
		}
		w = e.put(e.full(e.put(w, '"'), uint(id)), '"')
	}
	return e.put(w, ']')
}
