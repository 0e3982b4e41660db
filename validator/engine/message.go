package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// writeTemplate writes a message with its placeholders filled in, inside a JSON string.
func (e *Engine) writeTemplate(b []byte, template table.Text, v *violation) {
	s := &tables.shapes[v.shape]
	bound := e.boundOf(v)
	p := &e.nodes[v.node]
	message := e.textOf(template)
	for i := e.writePlain(message, 0); i < uint(len(message)); i = e.writePlain(message, i+1) {
		t := table.Text(0)
		switch c := table.Placeholder(message[i]); c {
		case table.PlaceLimit:
			e.writeInteger(bound)
		case table.PlaceActual:
			e.writeInteger(v.actual)
		case table.PlaceS:
			if bound != 1 {
				t = textPluralS
			}
		case table.PlaceIes:
			t = textPluralIes
			if bound == 1 {
				t = textSingularY
			}
		case table.PlaceAllowed:
			if s.Pattern != 0 {
				e.writeQuotedText(tables.patterns[s.Pattern-1].Allowed)
			}
		case table.PlaceEnum:
			e.writeValues(s, textComma, false)
		case table.PlaceExpected:
			t = item(setExpected, uint(s.Kind))
		case table.PlaceFound:
			t = item(setFound, uint(v.actual))
		case table.PlaceReason:
			t = item(setReason, uint(v.actual))
		case table.PlaceMember:
			t = e.memberOf(v.node)
		case table.PlaceDate:
			t = serviceOf(e.operation).Date
		case table.PlaceNearest:
			e.writeNearest(b, p)
		case table.PlaceUnit:
			t = textCharacter
			if s.Kind == table.Blob {
				t = textByte
			}
		case table.PlaceFill, table.PlaceFill + 1, table.PlaceFill + 2:
			e.writeFill(b, v, uint(c-table.PlaceFill))
		case table.PlaceEntry:
			t = table.Text(v.actual >> 32)
		default:
			e.writeQuotedByte(byte(c))
		}
		e.writeText(t)
	}
}

// writeFill writes what the answer of a broken rule has for its placeholder of the given number: the value of an
// expression, evaluated where the rule was broken.
func (e *Engine) writeFill(b []byte, v *violation, number uint) {
	p := &e.nodes[v.node]
	self, parent := missing, missing
	if v.flags&flagNoSelf == 0 {
		self = value(v.offset)
	}
	if v.flags&flagNoParent == 0 {
		parent = value(e.nodes[p.parent].start)
	}
	e.setVars(b, self, parent, placeOfKey(table.Text(v.actual>>32), p.stepKind, p.step))
	e.fuel, e.namesStart = endlessFuel, 0
	pc := uint(uint32(v.actual))
	for ; number > 0; number-- {
		pc += 3 + e.wordAt(pc+1)
	}
	shown := table.Fill(e.codeAt(pc))
	of, _ := e.evaluate(b, pc+3)
	switch {
	case shown == table.FillInteger:
		e.writeInteger(int64(of))
	case of < missing:
		e.writeString(e.textOf(table.Text(-2-of)), 0)
	case of != missing && b[of] == '"':
		i := uint(of) + 1
		if shown != table.FillClass {
			e.writeString(b, i)
			break
		}
		for first, end := e.findUnknownClass(b, i); first < end; {
			var r rune
			r, first = readCharacter(b, first)
			e.writeScalar(r)
		}
	}
}

// writeEntryName writes the key of an entry, given by the step to it.
//
//go:noinline
func (e *Engine) writeEntryName(b []byte, step step) {
	names, j := e.nameAt(b, step)
	e.writeString(names, j)
}

// writeValues writes the values of an enum with a text between each two, in the order of the model or, with ranked, in
// that of their ranks.
//
//go:noinline
func (e *Engine) writeValues(s *table.Shape, between table.Text, ranked bool) {
	for i := uint(0); i < s.Count(); i++ {
		if i > 0 {
			e.writeText(between)
		}
		index := i
		if ranked {
			index = uint(e.ranks[i&255]) & 255
		}
		e.writeText(nameIn(s, index))
	}
}

// mostNearest is how many violations of a report name the nearest member: finding it costs some microseconds.
const mostNearest = 32

// writeNearest writes the question whether the member was meant whose name is nearest to that of the unknown member at
// a node. It writes nothing when no name is like it, and for what is in something sensitive.
func (e *Engine) writeNearest(b []byte, p *node) {
	if p.hidesStep() || p.stepKind != stepUnknown || e.nearestCount >= mostNearest {
		return
	}
	e.nearestCount++
	names, at := e.nameAt(b, p.step)
	e.readName(names, at)
	name := e.lastName(names)
	if len(name) == 0 {
		return // It is longer than every member's name, or empty.
	}
	s := &tables.shapes[p.container]
	// More than a third of the letters wrong is no likeness.
	best, nearest := uint32(len(name))/3+1, table.Text(0)
	for m := uint(0); m < s.Count() && best > 0; m++ {
		member := nameIn(s, m)
		if d := e.distance(name, textOf(member), best-1); d < best {
			best, nearest = d, member
		}
	}
	if nearest != 0 {
		e.writeText(textDidYouMean)
		e.writeText(nearest)
		e.writeByte('?')
	}
}
