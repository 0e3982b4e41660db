package validator

import "github.com/cognitocheck/cognitocheck/validator/table"

// CheckField checks one value, given as JSON, against the member of the operation that a JSON Pointer names, as Check
// would in a body of which nothing else is known: no rules are run. A pointer names members by their names, elements by an
// index or "-" (the one behind the last), and entries by their keys, which are checked as well. The answers are those of
// Check, and StatusPointer for a pointer that leads nowhere or whose keys take more than about 1,000 bytes.
func (e *Engine) CheckField(pointer, value []byte, operation, options int32) int32 {
	if !e.begin(operation, options) {
		return StatusOperation
	}
	shape := e.body()
	secret := false
	for i := uint(0); i < uint(len(pointer)); {
		if pointer[i] != '/' || e.depth >= maxDepth {
			return e.nowhere()
		}
		end := i + 1
		for end < uint(len(pointer)) && pointer[end] != '/' {
			end++
		}
		s := &tables.shapes[shape]
		secret = secret || s.Flags&table.Sensitive != 0
		e.depth++
		f := &e.frames[e.depth]
		*f = frame{shape: shape, kind: uint8(s.Kind), secret: secret, array: s.Kind == table.List}
		var ok bool
		if shape, ok = e.token(f, pointer[i+1:end]); !ok {
			return e.nowhere()
		}
		i = end
	}
	e.floor = e.depth
	for d := uint8(1); d <= e.floor; d++ {
		e.depth, e.leaf = d, 0
		e.pointed()
		if d < e.floor {
			e.frames[d+1].node = e.leaf
		}
	}
	if e.depth == 0 {
		e.frames[0].secret = false
	}
	end := e.walkFrom(value, 0, shape)
	if end != stopped {
		e.trailing(value, end)
	}
	return e.outcome()
}

// pointed checks the key by which the pointer leaves the container in force, if that is a map.
func (e *Engine) pointed() {
	f := &e.frames[e.depth]
	if f.stepKind != stepEntry || f.kind != uint8(table.Map) {
		return
	}
	v := e.violationCount
	e.key(e.pointer[:], uint(f.step&^inPointer), tables.shapes[f.shape].First)
	if e.leaf == 0 {
		return
	}
	// The key is not in the value: its violations stand where the value does.
	for v++; v <= e.violationCount; v++ {
		e.violations[v&(maxViolations-1)].offset = 0
	}
	n := &e.nodes[e.leaf&(maxNodes-1)]
	n.start, n.shape = 0, stepShape(f)
}

func (e *Engine) nowhere() int32 {
	e.status = StatusPointer
	return e.outcome()
}

// token takes the step that one token of a pointer names, out of the container f, and returns the shape of what is there.
func (e *Engine) token(f *frame, token []byte) (uint16, bool) {
	s := &tables.shapes[f.shape]
	switch s.Kind {
	case table.Structure:
		for m := uint(0); m < uint(s.Second); m++ {
			member := &tables.members[uint(s.First)+m]
			if string(token) == string(text(member.Name)) {
				f.step, f.stepKind = uint32(m), stepMember
				return member.Shape, true
			}
		}
	case table.List:
		if len(token) == 0 || len(token) > 9 {
			return 0, false
		}
		if len(token) == 1 && token[0] == '-' {
			f.step, f.stepKind = newElement, stepElement
			return s.First, true
		}
		for _, c := range token {
			if c-'0' > 9 {
				return 0, false
			}
			f.step = f.step*10 + uint32(c-'0')
		}
		f.stepKind = stepElement
		return s.First, len(token) == 1 || token[0] != '0'
	case table.Map, table.Any:
		f.step, f.stepKind = e.pointerLength|inPointer, stepEntry
		return s.Second, e.keep(token)
	}
	return 0, false
}

// newElement is the step that the token "-" takes: to the element behind a list's last.
const newElement = 1 << 31

// keep puts a token of a pointer into e.pointer, as a JSON string without its first quote, and tells whether it is well-formed
// and there was room.
func (e *Engine) keep(token []byte) bool {
	n := e.pointerLength
	for i := 0; i < len(token); i++ {
		c := token[i]
		if c == '~' {
			i++
			if i >= len(token) || token[i] != '0' && token[i] != '1' {
				return false
			}
			c = '~'
			if token[i] == '1' {
				c = '/'
			}
		}
		if n+8 > uint32(len(e.pointer)) {
			return false
		}
		if c >= 0x80 {
			r, next := scalar(token, uint(i))
			if r < 0 {
				return false
			}
			for ; uint(i) < next; i++ {
				e.pointer[n&1023] = token[i]
				n++
			}
			i--
			continue
		}
		// \u00XX keeps quotes, backslashes and controls from ending the string.
		if c < 0x20 || c == '"' || c == '\\' {
			for j, x := range [6]byte{'\\', 'u', '0', '0', '0' + c>>4, hexDigit(c & 15)} {
				e.pointer[(n+uint32(j))&1023] = x
			}
			n += 6
			continue
		}
		e.pointer[n&1023] = c
		n++
	}
	if n >= uint32(len(e.pointer)) {
		return false
	}
	e.pointer[n&1023] = '"'
	e.pointerLength = n + 1
	return true
}

func hexDigit(c byte) byte {
	if c > 9 {
		return 'a' + c - 10
	}
	return '0' + c
}
