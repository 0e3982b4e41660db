package main

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// compact is the small form of the tables, see package table. Package engine's expand undoes it.
type compact struct {
	streams [table.Streams][]byte
	text    []byte
	next    []byte

	numbers map[table.Text]int // the texts' numbers
	texts   numbering
	shapes  numbering
	former  table.Text                   // the name before
	fact    uint8                        // the Fact of the last member that has one
	after   map[table.Text]table.Text    // the name that came after a name
	last    map[table.Text]table.ShapeID // the shape that a name's member had
	err     error
}

// numbering tells of the numbers of texts, or of shapes, how to say them.
type numbering struct {
	next  int
	kept  []int
	again map[int]bool // the numbers that will be needed again, and are worth keeping
	asked map[int]bool // those that were
}

// compact makes the small form twice: the first time it learns what is needed again.
func (p *packed) compact() (*compact, error) {
	first, err := p.compactKeeping(nil, nil)
	if err != nil {
		return nil, err
	}
	return p.compactKeeping(first.texts.asked, first.shapes.asked)
}

func (p *packed) compactKeeping(texts, shapes map[int]bool) (*compact, error) {
	c := &compact{
		numbers: map[table.Text]int{}, after: map[table.Text]table.Text{}, last: map[table.Text]table.ShapeID{},
		texts:  numbering{again: texts, asked: map[int]bool{}},
		shapes: numbering{next: 1, again: shapes, asked: map[int]bool{}},
	}
	for i, at := range p.starts {
		c.numbers[at] = i
	}
	c.next = make([]byte, len(p.next))
	c.text = slices.Clone(p.text)
	for _, at := range p.starts {
		c.text[at] = '\n'
	}
	last := p.starts[len(p.starts)-1]
	c.text[int(last)+1+int(p.text[last])] = '\n'

	c.texts.next = c.numbers[p.services[0].Name]
	for _, s := range p.services {
		c.put(table.StreamException, c.numbers[s.Exception])
		c.following(s.Name, s.Version, s.Date, s.Target)
	}
	state := 1
	for i, pattern := range p.patterns {
		c.following(pattern.Text, pattern.Allowed)
		c.put(table.StreamStates, int(p.stateCounts[i]))
		for range p.stateCounts[i] {
			c.state(&p.states[state])
			c.row(p, state, state-int(pattern.Start)+1)
			state++
		}
	}
	for _, code := range p.codes {
		what := int(code.Level) | int(code.Class)<<table.CodeClass | int(code.Bound)<<table.CodeBound
		c.following(code.Name, code.Message)
		if code.Counted {
			what |= table.CountedBit
		}
		if code.Answer != 0 {
			what |= table.AnswerBit
			c.following(code.Answer)
		}
		c.put(table.StreamCode, what)
		c.put(table.StreamException, c.numbers[code.Exception])
	}
	look := uint16(0)
	for i, o := range p.operations {
		c.put(table.StreamLooks, int(p.lookEnds[i]-look))
		for ; look < p.lookEnds[i]; look++ {
			c.put(table.StreamLook, int(p.looks[look]))
		}
		c.put(table.StreamService, int(o.Service))
		c.name(o.Name)
		c.refer(table.StreamShape, 0, &c.shapes, int(o.Input))
		c.refer(table.StreamShape, 0, &c.shapes, int(o.Output))
	}
	for i := range p.shapes {
		c.record(p, &p.shapes[i])
	}
	for stream, code := range p.code {
		c.streams[stream] = append(c.streams[stream], code...)
	}
	if c.err == nil && (c.texts.next != len(p.starts) || c.shapes.next != len(p.order) || state != len(p.states)) {
		c.err = fmt.Errorf("%d texts of %d, %d shapes of %d, %d states of %d", c.texts.next, len(p.starts), c.shapes.next,
			len(p.order), state, len(p.states))
	}
	return c, c.err
}

// streamNames are the streams' names in package table. The first of those that belong together has it as it is.
var streamNames = [table.Streams]string{
	table.StreamException: "StreamException", table.StreamStates: "StreamStates", table.StreamState: "StreamState",
	table.StreamCode: "StreamCode", table.StreamLooks: "StreamLooks", table.StreamLook: "StreamLook",
	table.StreamService: "StreamService", table.StreamKind: "StreamKind", table.StreamPattern: "StreamPattern",
	table.StreamCount: "StreamCount", table.StreamFlags: "StreamFlags", table.StreamName: "StreamName",
	table.StreamShape: "StreamShape", table.StreamMember: "StreamMember",
	table.StreamNumber: "StreamNumber", table.StreamNumber + 1: "StreamNumber + 1",
	table.StreamMin: "StreamMin", table.StreamMin + 1: "StreamMin + 1", table.StreamMin + 2: "StreamMin + 2",
	table.StreamMin + 3: "StreamMin + 3", table.StreamMin + 4: "StreamMin + 4", table.StreamMin + 5: "StreamMin + 5",
	table.StreamMin + 6: "StreamMin + 6", table.StreamMin + 7: "StreamMin + 7",
	table.StreamMax: "StreamMax", table.StreamMax + 1: "StreamMax + 1", table.StreamMax + 2: "StreamMax + 2",
	table.StreamMax + 3: "StreamMax + 3", table.StreamMax + 4: "StreamMax + 4", table.StreamMax + 5: "StreamMax + 5",
	table.StreamMax + 6: "StreamMax + 6", table.StreamMax + 7: "StreamMax + 7",
	table.StreamFact: "StreamFact", table.StreamRule: "StreamRule", table.StreamStep: "StreamStep",
	table.StreamGuard: "StreamGuard", table.StreamOp: "StreamOp", table.StreamVariable: "StreamVariable",
	table.StreamRuleName: "StreamRuleName", table.StreamRuleConstant: "StreamRuleConstant",
	table.StreamDigit: "StreamDigit", table.StreamEdges: "StreamEdges", table.StreamWay: "StreamWay",
	table.StreamLast: "StreamLast", table.StreamRun: "StreamRun",
}

// put adds a byte to a stream.
func (c *compact) put(stream, value int) {
	if value != int(uint8(value)) && c.err == nil {
		c.err = fmt.Errorf("%d in %s, which has bytes", value, streamNames[stream])
	}
	c.streams[stream] = append(c.streams[stream], uint8(value))
}

// following asks that the texts be those that come next.
func (c *compact) following(texts ...table.Text) {
	for _, t := range texts {
		if c.numbers[t] != c.texts.next && c.err == nil {
			c.err = fmt.Errorf("text %d where %d comes next", c.numbers[t], c.texts.next)
		}
		c.texts.next++
	}
}

// refer tells a number of a text or a shape, in a byte to which plus is added.
func (c *compact) refer(stream, plus int, of *numbering, number int) {
	if kept := slices.Index(of.kept, number); kept >= 0 {
		c.put(stream, plus+table.Kept+kept)
		return
	}
	what := table.Number
	if number == of.next {
		of.next++
		what = table.New
		if of.again[number] {
			what = table.NewKept
		}
	} else {
		of.asked[number] = true
	}
	c.put(stream, plus+what)
	if what == table.Number {
		c.put(table.StreamNumber, number&0xFF)
		c.put(table.StreamNumber+1, number>>8)
	}
	if what != table.New && len(of.kept) < table.MaxKept {
		of.kept = append(of.kept, number)
	}
}

func (c *compact) name(t table.Text) {
	follows, ok := c.after[c.former]
	c.after[c.former] = t
	c.former = t
	if ok && follows == t {
		c.put(table.StreamName, 0)
	} else {
		c.refer(table.StreamName, 1, &c.texts, c.numbers[t])
	}
}

func (c *compact) state(s *table.State) {
	what := 0
	if s.Mask != 0 {
		for what = 1; 1<<((what-1)&7) != s.Mask; what++ {
		}
		what += int(s.Group) << 3
	}
	if what >= table.AcceptBit && c.err == nil {
		c.err = fmt.Errorf("%d sets of characters that lead back to a state, more than a byte has room for", what)
	}
	if s.Accept != 0 {
		what |= table.AcceptBit
	}
	c.put(table.StreamState, what)
}

// row makes the successors of a state relative to its own number, so that automata that count look alike all along.
func (c *compact) row(p *packed, state, own int) {
	for i, to := range p.next[state<<6:][:64] {
		if to == 0 {
			continue
		}
		relative := uint8(int(to) - own + table.Step)
		if relative == 0 && c.err == nil {
			c.err = fmt.Errorf("a state that comes %d after its successor", table.Step)
		}
		c.next[state<<6+i] = relative
	}
}

func (c *compact) record(p *packed, s *table.Shape) {
	kind := int(s.Kind) | int(s.Flags)<<table.KindFlags
	if s.Name != 0 {
		kind |= table.NamedBit
	}
	c.put(table.StreamKind, kind)
	if s.Flags&table.HasMin != 0 {
		c.bound(table.StreamMin, s.Min)
	}
	if s.Flags&table.HasMax != 0 {
		c.bound(table.StreamMax, s.Max)
	}
	c.former = 0
	switch s.Kind {
	case table.List:
		c.refer(table.StreamShape, 0, &c.shapes, int(s.Element()))
	case table.Map:
		c.refer(table.StreamShape, 0, &c.shapes, int(s.Key()))
		c.refer(table.StreamShape, 0, &c.shapes, int(s.Value()))
	case table.String:
		if !s.IsEnum() {
			c.put(table.StreamPattern, int(s.Pattern)) // below table.PatternValues, which packPatterns sees to
			break
		}
		c.put(table.StreamPattern, table.PatternValues)
		c.put(table.StreamCount, int(s.Count()))
		for _, value := range p.values[s.Values():][:s.Count()] {
			c.name(value)
		}
	case table.Structure:
		c.put(table.StreamCount, int(s.Count()))
		for _, m := range p.members[s.Members():][:s.Count()] {
			c.name(m.Name)
			if last, ok := c.last[m.Name]; ok && last == m.Shape {
				c.put(table.StreamMember, 0)
			} else {
				c.refer(table.StreamMember, 1, &c.shapes, int(m.Shape))
			}
			c.last[m.Name] = m.Shape
			flags := int(m.Flags)
			if m.Printed != m.Name {
				flags |= table.PrintedBit
				c.refer(table.StreamName, 1, &c.texts, c.numbers[m.Printed])
			}
			if m.Fact != 0 {
				flags |= table.FactBit
				c.put(table.StreamFact, int(uint8(c.fact-m.Fact)))
				c.fact = m.Fact
			}
			c.put(table.StreamFlags, flags)
		}
	}
	if s.Name != 0 {
		c.name(s.Name)
	}
}

func (c *compact) bound(stream int, value int64) {
	for i, b := range binary.LittleEndian.AppendUint64(nil, uint64(value)) {
		c.put(stream+i, int(b))
	}
}
