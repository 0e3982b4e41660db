package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// fieldPointer holds keys of maps that are not in the body, as JSON strings without their first quote: those that
// CheckField's pointer names. A step marked inPointer leads to one.
type fieldPointer struct {
	pointerLength uint32
	pointer       [pointerRoom]byte
}

// CheckField checks one value, given as JSON, against the member of the operation that a JSON Pointer names, as Check
// would if nothing else of the body were known: no rules are run. A pointer names members by their names, elements by
// an index or "-" (the one after the last), and entries by their keys, which are checked as well. The answers are those
// of Check, and StatusPointer for a pointer that leads nowhere or whose keys take more than about 1,000 bytes.
func (e *Engine) CheckField(pointer, value []byte, operation table.OperationID, options Options) Status {
	if status := e.Point(pointer, operation, options); status != 0 {
		return status
	}
	return e.CheckPointed(value)
}

// Point is the first half of CheckField: it goes to where the pointer leads. It keeps nothing of the pointer's memory.
// The status is 0, StatusOperation or StatusPointer.
func (e *Engine) Point(pointer []byte, operation table.OperationID, options Options) Status {
	if !e.begin(operation, options) {
		return StatusOperation
	}
	shape := e.bodyShape()
	for i := uint(0); i < uint(len(pointer)); {
		if pointer[i] != '/' || e.depth >= maxDepth {
			return e.refusePointer()
		}
		i++
		end := i
		for end < uint(len(pointer)) && pointer[end] != '/' {
			end++
		}
		e.pushFrame(0, shape)
		if !e.stepToToken(pointer, i, end) {
			return e.refusePointer()
		}
		shape = shapeAtStep(&e.frames[e.depth])
		i = end
	}
	e.floor = e.depth
	return 0
}

// CheckPointed is the second half of CheckField, after Point with status 0: it checks the value there.
func (e *Engine) CheckPointed(value []byte) Status {
	// The keys are checked once all of the pointer is known to lead somewhere, from the outermost in.
	for e.depth = 0; e.depth < e.floor; {
		e.depth++
		e.frames[e.depth].node = e.leaf
		e.leaf = 0
		e.checkPointedKey()
	}
	shape := e.bodyShape()
	if e.depth > 0 {
		shape = shapeAtStep(&e.frames[e.depth])
	}
	end := e.readValue(value, 0, shape)
	if end != stopped {
		e.checkEnd(value, end)
	}
	return e.outcome()
}

// checkPointedKey checks the key by which the pointer leaves the current frame's container, if that is a map.
func (e *Engine) checkPointedKey() {
	f := &e.frames[e.depth]
	if f.stepKind != stepEntry || f.kind != table.Map {
		return
	}
	e.checkKey(e.pointer[:], uint(f.step&^inPointer), tables.shapes[f.shape].Key())
	if e.leaf == 0 {
		return
	}
	// No key is in the value: the violations are where the value is.
	for v := uint32(1); v <= e.violationCount; v++ {
		e.violations[v].offset = 0
	}
	n := &e.nodes[e.leaf]
	n.start, n.shape = 0, shapeAtStep(f)
}

// refusePointer ends the check of a field that is nowhere.
func (e *Engine) refusePointer() Status {
	e.status = StatusPointer
	return e.outcome()
}

// stepToToken takes the step that the token of a pointer from i to end names, out of the current frame's container. It
// reports false when there is no such step.
func (e *Engine) stepToToken(pointer []byte, i, end uint) bool {
	f := &e.frames[e.depth]
	s := &tables.shapes[f.shape]
	switch s.Kind {
	case table.Structure:
		f.stepKind = stepMember
		for f.step = 0; uint(f.step) < s.Count(); f.step++ {
			if isText(pointer, i, end, tables.members[step(s.Members())+f.step].Name) {
				return true
			}
		}
	case table.List:
		f.stepKind = stepElement
		digits := end - i
		if digits == 0 || digits > 9 {
			return false
		}
		if digits == 1 && pointer[i] == '-' {
			f.step = newElement
			return true
		}
		if digits > 1 && pointer[i] == '0' {
			return false
		}
		for ; i < end; i++ {
			if pointer[i]-'0' > 9 {
				return false
			}
			f.step = f.step*10 + step(pointer[i]-'0')
		}
		return true
	case table.Map, table.Any:
		f.step, f.stepKind = step(e.pointerLength)|inPointer, stepEntry
		return e.keepToken(pointer[i:end:end])
	}
	return false
}

// keepToken adds a token of a pointer to Engine.pointer. It reports false when it is not well-formed or there is no
// room.
func (e *Engine) keepToken(token []byte) bool {
	n := e.pointerLength
	for i := uint(0); i < uint(len(token)); {
		if n+8 > uint32(len(e.pointer)) {
			return false
		}
		c := token[i]
		i++
		// The bytes to be kept, the first one lowest.
		bytes := uint64(c)
		switch {
		case c == '~':
			if i >= uint(len(token)) || token[i]-'0' > 1 {
				return false
			}
			if token[i] == '1' {
				bytes = '/'
			}
			i++
		case c >= 0x80:
			r, next := DecodeScalar(token, i-1)
			if r < 0 {
				return false
			}
			bytes, i = encodeUTF8(r), next
		case c < 0x20 || c == '"' || c == '\\':
			// \u00XX keeps quotes, backslashes and controls from ending the string.
			bytes = '\\' | 'u'<<8 | '0'<<16 | '0'<<24 | uint64('0'+c>>4)<<32 | uint64(hexDigit(c&15))<<40
		}
		for ; bytes > 0; bytes >>= 8 {
			e.pointer[n&(pointerRoom-1)] = byte(bytes)
			n++
		}
	}
	if n >= uint32(len(e.pointer)) {
		return false
	}
	e.pointer[n&(pointerRoom-1)] = '"'
	e.pointerLength = n + 1
	return true
}
