package validator

import "github.com/cognitocheck/cognitocheck/validator/table"

// after is the node that follows n in document order; 0 behind the last.
func (e *Engine) after(n uint16) uint16 {
	if c := e.nodes[n&(maxNodes-1)].child; c != 0 {
		return c
	}
	for n != 0 {
		p := &e.nodes[n&(maxNodes-1)]
		if p.next != 0 {
			return p.next
		}
		n = p.parent
	}
	return 0
}

// chainTo puts the nodes from the body down to n into e.chain and returns their number.
//
//go:noinline
func (e *Engine) chainTo(n uint16) uint {
	count := uint(0)
	for m := n; m != 0; m = e.nodes[m&(maxNodes-1)].parent {
		count++
	}
	for i := count; i > 0; i-- {
		e.chain[(i-1)&255] = n
		n = e.nodes[n&(maxNodes-1)].parent
	}
	return count
}

// memberOf is the text of the name of the member that a node is, or the nearest around it; 0 for the body itself.
//
//go:noinline
func (e *Engine) memberOf(n uint16) uint16 {
	for n != 0 {
		p := &e.nodes[n&(maxNodes-1)]
		if p.stepKind == stepMember {
			return tables.members[uint32(tables.shapes[p.container].First)+p.step].Name
		}
		n = p.parent
	}
	return 0
}

// hidden tells whether a step may not be printed: it is the name of an entry in something sensitive.
func (n *node) hidden() bool {
	return n.secret && (n.stepKind == stepEntry || n.stepKind == stepUnknown)
}

// path writes the JSON Pointer of a node inside a JSON string. It ends at a sensitive map or structure, whose entries may
// be named after what they hold.
func (e *Engine) path(b []byte, n uint16) {
	count := e.chainTo(n)
	for i := uint(0); i < count; i++ {
		p := &e.nodes[e.chain[i&255]&(maxNodes-1)]
		if p.hidden() {
			break
		}
		switch p.stepKind {
		case stepMember:
			e.put('/')
			e.words(tables.members[uint32(tables.shapes[p.container].First)+p.step].Name)
		case stepElement:
			e.put('/')
			if p.step == newElement {
				e.put('-')
			} else {
				e.decimal(int64(p.step))
			}
		case stepEntry, stepUnknown:
			e.put('/')
			b, j := e.nameAt(b, p.step)
			for j < uint(len(b)) && b[j] != '"' {
				r, next := scalar(b, j)
				if r < 0 {
					break
				}
				j = next
				switch r {
				case '~':
					e.put('~')
					r = '0'
				case '/':
					e.put('~')
					r = '1'
				}
				e.scalar(r)
			}
		}
	}
}

// inPointer marks a step whose name lies in e.pointer, not in the body.
const inPointer = 1 << 31

// nameAt is where the name of an entry lies: in the body, or in what CheckField was given as the pointer.
//
//go:noinline
func (e *Engine) nameAt(b []byte, step uint32) ([]byte, uint) {
	if step&inPointer != 0 {
		return e.pointer[:], uint(step &^ inPointer)
	}
	return b, uint(step)
}

// limit is the bound that a violation of a code tells, and whether it tells one.
func limit(code uint8, s *table.Shape) (int64, bool) {
	switch code {
	case codeLengthMin, codeItemsMin, codeEntriesMin, codeRangeMin:
		return s.Min, true
	case codeLengthMax, codeItemsMax, codeEntriesMax, codeRangeMax:
		return s.Max, true
	case codeDepth:
		return maxDepth, true
	}
	return 0, false
}
