package engine

// Operations is the number of operations; the report is then the JSON list of their full names, in the order of their ids.
func (e *Engine) ListOperations() int32 {
	e.forget()
	e.pending = pendingOperations
	return int32(len(tables.operations))
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
