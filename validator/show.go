package validator

import "github.com/cognitocheck/cognitocheck/validator/table"

// shown writes the value of a node as Java prints it.
func (e *Engine) shown(w cursor, b []byte, n, shape uint16) cursor {
	p := &e.nodes[n&(maxNodes-1)]
	d := uint8(1)
	for m := p.parent; m != 0; m = e.nodes[m&(maxNodes-1)].parent {
		d++
	}
	if d <= e.floor {
		return e.showAround(w, b, d)
	}
	return e.show(w, b, uint(p.start), shape, 0)
}

// showAround writes the container at a depth around the field that CheckField was given: the field is all that is known of it.
// It calls itself for the containers between the two.
func (e *Engine) showAround(w cursor, b []byte, d uint8) cursor {
	f := &e.frames[d]
	switch f.stepKind {
	case stepElement:
		return e.put(e.showWithin(e.put(w, '['), b, d), ']')
	case stepEntry:
		names, j := e.nameAt(b, f.step)
		w = e.put(e.decoded(e.put(w, '{'), names, j), '=')
		return e.put(e.showWithin(w, b, d), '}')
	}
	s := &tables.shapes[f.shape]
	w = e.put(e.quoted(w, s.Name), '(')
	for m := uint(0); m < uint(s.Second); m++ {
		w = e.showMember(w, s, m)
		if m == uint(f.step) {
			w = e.showWithin(w, b, d)
		} else {
			w = e.showMissing(w, s, m)
		}
	}
	return e.put(w, ')')
}

// showWithin writes what stands in the container around the field at a depth.
func (e *Engine) showWithin(w cursor, b []byte, d uint8) cursor {
	shape := stepShape(&e.frames[d])
	switch {
	case tables.shapes[shape].Flags&table.Sensitive != 0:
		return w
	case d < e.floor:
		return e.showAround(w, b, d+1)
	}
	return e.show(w, b, 0, shape, 1)
}

// show writes the value at b[i] as Java prints it, inside a JSON string. Sensitive values inside of it are printed as
// nothing. It calls itself for what a value contains, no deeper than the body nests. The cost is linear in the value's
// size, times the depth to which structures nest.
func (e *Engine) show(w cursor, b []byte, i uint, shape uint16, depth uint8) cursor {
	i = space(b, i)
	if i >= uint(len(b)) || w.at > w.room {
		return w
	}
	s := &tables.shapes[shape]
	if depth > 0 && s.Flags&table.Sensitive != 0 {
		return w
	}
	switch c := b[i]; {
	case c == '"' && s.Kind == table.Blob:
		size := blobSize(b, i+1)
		w = e.decimal(e.words(w, textBuffer), size)
		w = e.decimal(e.words(w, textCapacity), size)
		return e.put(w, ']')
	case c == '"' && !compound(s):
		return e.decoded(w, b, i+1)
	case c == '[' && s.Kind == table.List && depth < maxDepth:
		w = e.put(w, '[')
		separate := false
		for i = space(b, i+1); i < uint(len(b)) && b[i] != ']'; i = separator(b, skip(b, i)) {
			if separate {
				w = e.put(e.put(w, ','), ' ')
			}
			w = e.show(w, b, i, s.First, depth+1)
			separate = true
		}
		return e.put(w, ']')
	case c == '{' && s.Kind == table.Map && depth < maxDepth:
		w = e.put(w, '{')
		separate := false
		for i = space(b, i+1); i < uint(len(b)) && b[i] == '"'; {
			if separate {
				w = e.put(e.put(w, ','), ' ')
			}
			if tables.shapes[s.First].Flags&table.Sensitive == 0 {
				w = e.decoded(w, b, i+1)
			}
			i = behindColon(b, i)
			w = e.show(e.put(w, '='), b, i, s.Second, depth+1)
			i = separator(b, skip(b, i))
			separate = true
		}
		return e.put(w, '}')
	case c == '{' && s.Kind == table.Structure && depth < maxDepth:
		return e.showStructure(w, b, i, s, depth)
	case (s.Kind == table.Integer || s.Kind == table.Long) && (c == '-' || c-'0' <= 9):
		return e.showInteger(w, b, i)
	case c == 'n' || s.Kind == table.Any || !compound(s) && c != '{' && c != '[':
		return e.raw(w, b, i, skip(b, i))
	}
	// Of another type than the model has: nothing is known of what is in it.
	return w
}

// showInteger writes a number as Java has read it: 1e1 is 10. One that is no integer is written as it stands.
func (e *Engine) showInteger(w cursor, b []byte, i uint) cursor {
	end := skip(b, i)
	digits := i
	if b[i] == '-' {
		digits++
	}
	value, ok := integer(b[digits:end])
	if !ok || value > 1<<63 || value == 1<<63 && digits == i {
		return e.raw(w, b, i, end)
	}
	if digits > i {
		value = -value
	}
	return e.decimal(w, int64(value))
}

func (e *Engine) showStructure(w cursor, b []byte, i uint, s *table.Shape, depth uint8) cursor {
	offsets := &e.offsets[depth]
	for m := range offsets {
		offsets[m] = 0
	}
	for i = space(b, i+1); i < uint(len(b)) && b[i] == '"'; {
		_, hash := e.name(b, i+1)
		member := e.find(b, s, hash)
		i = behindColon(b, i)
		if member < 64 {
			offsets[member&63] = uint32(i)
		}
		i = separator(b, skip(b, i))
	}
	w = e.put(e.quoted(w, s.Name), '(')
	for m := uint(0); m < uint(s.Second); m++ {
		w = e.showMember(w, s, m)
		if offsets[m&63] == 0 {
			w = e.showMissing(w, s, m)
			continue
		}
		w = e.show(w, b, uint(offsets[m&63]), tables.members[uint(s.First)+m].Shape, depth+1)
	}
	return e.put(w, ')')
}

// showMember writes what stands before the value of a member.
func (e *Engine) showMember(w cursor, s *table.Shape, m uint) cursor {
	if m > 0 {
		w = e.put(e.put(w, ','), ' ')
	}
	return e.put(e.camel(w, nameOf(s, m)), '=')
}

// showMissing writes the value of a member that is not there.
func (e *Engine) showMissing(w cursor, s *table.Shape, m uint) cursor {
	if tables.shapes[tables.members[uint(s.First)+m].Shape].Flags&table.Sensitive != 0 {
		return w
	}
	return e.words(w, textNull)
}

// raw writes the bytes of the body from i to end inside a JSON string.
func (e *Engine) raw(w cursor, b []byte, i, end uint) cursor {
	if i > end || end > uint(len(b)) {
		return w
	}
	return e.escaped(w, b[i:end])
}

// skip is the index behind the value at b[i], which has been read before.
//
//go:noinline
func skip(b []byte, i uint) uint {
	depth := 0
	for i < uint(len(b)) {
		switch c := b[i]; c {
		case '"':
			i = behind(b, i)
		case '{', '[':
			depth++
			i++
		case '}', ']':
			if depth == 0 {
				return i
			}
			depth--
			i++
		case ',', ' ', '\n', '\r', '\t':
			if depth == 0 {
				return i
			}
			i++
			continue
		case ':':
			i++
			continue
		default:
			i++
			if depth > 0 {
				continue
			}
			for i < uint(len(b)) && b[i] > ' ' && b[i] != ',' && b[i] != '}' && b[i] != ']' {
				i++
			}
		}
		if depth == 0 {
			return i
		}
	}
	return i
}

// behind is the index behind the string whose opening quote is b[i].
//
//go:noinline
func behind(b []byte, i uint) uint {
	for i = plain(b, i+1); i < uint(len(b)) && b[i] != '"'; i = plain(b, i) {
		if b[i] == '\\' {
			i++
		}
		i++
	}
	return i + 1
}

// behindColon is the index of the value of the entry whose name starts at b[i], a quote.
//
//go:noinline
func behindColon(b []byte, i uint) uint {
	i = space(b, behind(b, i))
	return space(b, i+1)
}

// separator is the index of the next element or name behind a value that ends at i, or of the closing bracket.
//
//go:noinline
func separator(b []byte, i uint) uint {
	i = space(b, i)
	if i < uint(len(b)) && b[i] == ',' {
		i = space(b, i+1)
	}
	return i
}

// blobSize counts the bytes that the base64 text at b[i] stands for.
func blobSize(b []byte, i uint) int64 {
	count, pads := int64(0), int64(0)
	for i < uint(len(b)) && b[i] != '"' {
		var r rune
		r, i = scalar(b, i)
		if r < 0 {
			break
		}
		count++
		if r == '=' {
			pads++
		}
	}
	return count>>2*3 - pads
}
