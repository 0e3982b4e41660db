package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// ListOperations makes the report the JSON list of the operations' full names, in the order of their ids, and returns
// how many there are.
func (e *Engine) ListOperations() int32 {
	e.forget()
	e.pending = pendingOperations
	return operationCount
}

// writeUnknown writes that there is no operation of the given name, and the nearest three.
func (e *Engine) writeUnknown(name []byte) {
	e.writeText(textJSONUnknown)
	e.writeGivenName(name)
	e.writeText(textJSONNearest)
	// By distance, then in the order of the operations: a distance and an id in one number.
	cut := splitName(name)
	part := name
	if cut != none {
		part = name[cut+1:]
	}
	last := uint32(0)
	for range 3 {
		// More than half of the letters wrong is no likeness.
		const noID = 0xFFFF
		best := uint32(min(len(part), maxDecodedName))/2<<16 | noID
		for id := range uint(operationCount) {
			d := e.distance(part, textOf(tables.operations[id].Name), best>>16)<<16 | uint32(id)
			if d >= last && d < best {
				best = d
			}
		}
		if best&noID == noID {
			break
		}
		e.writeListedName(table.OperationID(best & noID))
		last = best + 1
	}
	e.writeText(textJSONEnd)
}

// writeGivenName writes the caller's name, cut to 256 bytes. Bytes that are not UTF-8 become U+FFFD.
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
	for id := range uint(operationCount) {
		if all || isNamed(&tables.operations[id], NoService, name, none) {
			e.writeListedName(table.OperationID(id))
		}
	}
	e.writeByte(']')
	if !all {
		e.writeByte('}')
	}
}

// writeListedName writes the full name of an operation as a value of a JSON list.
//
//go:noinline
func (e *Engine) writeListedName(id table.OperationID) {
	e.writeComma()
	e.writeByte('"')
	e.writeFullName(id)
	e.writeByte('"')
}

// writeFullName writes the full name of an operation.
//
//go:noinline
func (e *Engine) writeFullName(id table.OperationID) {
	o := &tables.operations[id]
	e.writeText(tables.services[o.Service].Name)
	e.writeByte('.')
	e.writeText(o.Name)
}
