package engine

import (
	"math/bits"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// expansion is what expand has to remember while it reads the small form of the tables.
type expansion struct {
	// former is the name before, fact the Fact of the last member that has one.
	former        uint16
	fact          uint8
	texts, shapes numbering
	// The numbers of the members, values and slots so far.
	members, values, slots uint16
	// at is where each stream goes on.
	at [table.Streams]uint16
	// starts has the texts by their numbers. after has for each name, by its text's number, the name that came after it;
	// last has the shape of the last member of that name.
	starts [textCount + 1]table.Text
	after  [textCount + 1]uint16
	last   [textCount + 1]table.ShapeID
}

// numbering is the state from which references to texts, or to shapes, are decoded.
type numbering struct {
	next, count uint16
	kept        [table.MaxKept]uint16
}

// expand makes the tables out of their small form (see package table), and changes in place what compact has in a form
// that compresses better than the one in use. t holds zeros before. It takes some 60 microseconds.
func (t *tableSet) expand(x *expansion) {
	x.at = compact.at
	x.expandTexts()
	x.texts.next = serviceText
	for i := range uint(serviceCount) {
		s := &t.services[i]
		s.Exception, s.Name, s.Version, s.Date, s.Target = x.known(), x.text(), x.text(), x.text(), x.text()
	}
	t.expandPatterns(x)
	for i := range uint(codeCount) {
		code := &t.codes[i]
		what := x.next(table.StreamCode)
		code.Level = table.Level(what & (1<<table.CodeClass - 1))
		code.Class = table.Class(what >> table.CodeClass & (1<<(table.CodeBound-table.CodeClass) - 1))
		code.Bound = table.Bound(what >> table.CodeBound & 3)
		code.Counted = what&table.CountedBit != 0
		code.Exception, code.Name, code.Message = x.known(), x.text(), x.text()
		if what&table.AnswerBit != 0 {
			code.Answer = x.text()
		}
	}
	x.shapes.next = 1
	looks := uint16(0)
	for i := range uint(operationCount) {
		for n := x.next(table.StreamLooks); n > 0; n-- {
			t.looks[looks] = x.next(table.StreamLook)
			looks++
		}
		t.lookEnds[i] = looks
		o := &t.operations[i]
		o.Service = table.ServiceID(x.next(table.StreamService))
		o.Name = x.starts[x.name()]
		o.Input = x.shape()
		o.Output = x.shape()
	}
	for i := range uint(shapeCount) {
		t.expandShape(x, &t.shapes[i])
	}
}

// memberIndex is the index of a structure's member, none when it has none of that name.
//
//go:noinline
func (t *tableSet) memberIndex(s *table.Shape, name table.Text) uint {
	for m := uint(0); m < s.Count(); m++ {
		if t.members[uint(s.Members())+m].Name == name {
			return m
		}
	}
	return none
}

// expandTexts finds the texts and puts their lengths in front of them.
func (x *expansion) expandTexts() {
	n, last := uint(0), uint(0)
	for i := uint(0); i < textSize; i += 8 {
		w := load64(compact.text[:], i) ^ '\n'*ones
		for feeds := ^((w&sevens + sevens) | w) & highs; feeds != 0; feeds &= feeds - 1 {
			at := i + uint(bits.TrailingZeros64(feeds))>>3
			compact.text[last] = uint8(at - last - 1)
			x.starts[n] = table.Text(at)
			n, last = n+1, at
		}
	}
	compact.text[last] = 0
}

// expandPatterns expands the patterns and their states.
func (t *tableSet) expandPatterns(x *expansion) {
	state := uint16(1) // the first one is nobody's
	for i := range uint(patternCount) {
		p := &t.patterns[i]
		p.Text, p.Allowed, p.Start = x.text(), x.text(), state
		before := state - 1
		n := x.next(table.StreamStates)
		for p.Long = n >= table.LongPattern; n > 0; n-- {
			what := x.next(table.StreamState)
			s := &t.states[state]
			s.Accept = what / table.AcceptBit
			if what &= table.AcceptBit - 1; what > 0 {
				s.Group, s.Mask = (what-1)>>3, 1<<((what-1)&7)
			}
			// Eight successors at once, each a sum of bytes without carry; those that are 0 stay so.
			step := uint64(uint8(state-before-table.Step)) * ones
			for row := uint(state) << classBits; row < uint(state+1)<<classBits; row += 8 {
				w := load64(compact.next[:], row)
				by := ((w&sevens + sevens | w) & highs >> 7) * 0xFF & step
				w = (w&sevens + by&sevens) ^ (w^by)&highs
				store64(compact.next[:], row, w)
			}
			state++
		}
	}
}

// sevens has the seven low bits of each byte.
const sevens = 0x7F7F7F7F7F7F7F7F

// expandShape expands a shape, with its members or values.
func (t *tableSet) expandShape(x *expansion, s *table.Shape) {
	kind := x.next(table.StreamKind)
	s.Kind = table.Kind(kind & (1<<table.KindFlags - 1))
	s.Flags = table.ShapeFlags(kind &^ table.NamedBit >> table.KindFlags)
	if s.Flags&table.HasMin != 0 {
		s.Min = x.bound(table.StreamMin)
	}
	if s.Flags&table.HasMax != 0 {
		s.Max = x.bound(table.StreamMax)
	}
	x.former = 0
	switch s.Kind {
	case table.List, table.Map:
		s.First = uint16(x.shape())
		if s.Kind == table.Map {
			s.Second = uint16(x.shape())
		}
	case table.String:
		pattern := x.next(table.StreamPattern)
		if pattern != table.PatternValues {
			s.Pattern = table.PatternID(pattern)
			break
		}
		s.First, s.Second = x.values, uint16(x.next(table.StreamCount))
		for i := range s.Second {
			t.values[x.values] = x.starts[x.name()]
			t.expandSlot(x, s, i, t.values[x.values])
			x.values++
		}
	case table.Structure:
		s.First, s.Second = x.members, uint16(x.next(table.StreamCount))
		for i := range s.Second {
			m := &t.members[x.members]
			name := x.name()
			m.Name = x.starts[name]
			if shape := x.next(table.StreamMember); shape > 0 {
				x.last[name] = table.ShapeID(x.shapes.refer(x, shape-1))
			}
			m.Shape = x.last[name]
			flags := x.next(table.StreamFlags)
			m.Printed, m.Flags = m.Name, table.MemberFlags(flags&^(table.PrintedBit|table.FactBit))
			if flags&table.PrintedBit != 0 {
				m.Printed = x.starts[x.texts.refer(x, x.next(table.StreamName)-1)]
			}
			if flags&table.FactBit != 0 {
				x.fact -= x.next(table.StreamFact)
				m.Fact = x.fact
			}
			s.Min |= int64(m.Flags&table.Required) << i
			t.expandSlot(x, s, i, m.Name)
			x.members++
		}
	}
	if kind&table.NamedBit != 0 {
		s.Name = x.starts[x.name()]
	}
	if s.Slots != 0 {
		x.slots += table.Slots(s.Second)
	}
}

// expandSlot finds the slot for a shape's name of index i.
func (t *tableSet) expandSlot(x *expansion, s *table.Shape, i uint16, name table.Text) {
	s.Slots = table.SlotID(x.slots + 1)
	var hash uint64
	for n, at := uint(compact.text[name]), uint(name)+1; ; n, at = n-8, at+8 {
		w := load64(compact.text[:], at)
		if n < 8 {
			w &= 1<<(n<<3&63) - 1
		}
		hash = table.Hash(hash, w)
		if n <= 8 {
			break
		}
	}
	for mask := uint64(table.Slots(s.Second) - 1); ; hash++ {
		if slot := &t.slots[(uint64(x.slots)+hash&mask)&(slotCount-1)]; *slot == 0 {
			*slot = uint8(i + 1)
			return
		}
	}
}

// next is the next byte of a stream.
//
//go:noinline
func (x *expansion) next(stream uint32) uint8 {
	at := &x.at[stream]
	*at++
	return compact.streams[*at-1]
}

// bound is the next number of eight streams.
//
//go:noinline
func (x *expansion) bound(stream uint32) (v int64) {
	for i := range uint32(8) {
		v |= int64(x.next(stream+i)) << (i << 3)
	}
	return v
}

// known is the text whose number comes next.
//
//go:noinline
func (x *expansion) known() table.Text { return x.starts[x.next(table.StreamException)] }

// text is the next text that was not used before.
//
//go:noinline
func (x *expansion) text() table.Text {
	return x.starts[x.texts.refer(x, table.New)]
}

// shape is the shape that is referred to next.
//
//go:noinline
func (x *expansion) shape() table.ShapeID {
	return table.ShapeID(x.shapes.refer(x, x.next(table.StreamShape)))
}

// name is the number of the next name.
//
//go:noinline
func (x *expansion) name() uint16 {
	name := &x.after[x.former]
	if n := x.next(table.StreamName); n > 0 {
		*name = x.texts.refer(x, n-1)
	}
	x.former = *name
	return *name
}

// refer is the number that a reference means.
//
//go:noinline
func (n *numbering) refer(x *expansion, reference uint8) uint16 {
	if reference >= table.Kept {
		return n.kept[reference-table.Kept]
	}
	number := n.next
	if reference == table.Number {
		number = uint16(x.next(table.StreamNumber)) | uint16(x.next(table.StreamNumber+1))<<8
	} else {
		n.next++
	}
	if reference != table.New && n.count < table.MaxKept {
		n.kept[n.count] = number
		n.count++
	}
	return number
}
