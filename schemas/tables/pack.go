package main

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/schemas/tables/automaton"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// packed is the content of the tables.
type packed struct {
	operations []table.Operation
	services   []table.Service
	shapes     []table.Shape
	members    []table.Member
	slots      []uint8
	// values are the texts of the values of enums.
	values   []table.Text
	patterns []table.Pattern
	states   []table.State
	next     []uint8
	loops    [][256]uint8
	trie     automaton.Trie
	ascii    [128]uint8
	bytes    [256]uint8
	codes    []table.Code
	text     []byte
	// looks are the numbers of the looks of all operations one after another; those of operation i end before lookEnds[i].
	looks    []uint8
	lookEnds []uint16
	// code is that of the rules, in its streams.
	code [table.Streams][]byte

	// constants are what package engine calls by name: groups of one kind each.
	sizes, bytesConstants, textConstants, codeConstants, setConstants []constant

	starts    []table.Text // where the texts start, in their order
	textOf    map[string]table.Text
	unfit     error            // why the tables cannot have one of the texts
	order     []*schemas.Shape // by their numbers
	shapeOf   map[string]table.ShapeID
	shown     map[*schemas.Shape]bool
	keyOf     map[*schemas.Shape]string
	patternOf map[string]table.PatternID
	// lookCodes is how many looks the code has.
	lookCodes int
	// stateCounts is the number of states of each pattern's automaton.
	stateCounts []uint8
}

// noClass is the class of a byte that a string cannot contain as it is, or not alone: no state has a successor for it.
const noClass = 63

// exceptions are the types of the error for failed constraints: as recorded for cognito-identity and cognito-idp, as
// documented for cognito-sync, where no answer is recorded.
var exceptions = map[string]string{
	"cognito-identity": "ValidationException",
	"cognito-idp":      "InvalidParameterException",
	"cognito-sync":     "InvalidParameterException",
}

var kinds = map[schemas.Type]table.Kind{
	schemas.AnyValue: table.Any, schemas.Structure: table.Structure, schemas.List: table.List, schemas.Map: table.Map,
	schemas.String: table.String, schemas.Blob: table.Blob, schemas.Integer: table.Integer, schemas.Long: table.Long,
	schemas.Boolean: table.Boolean, schemas.Timestamp: table.Timestamp,
}

// sources are what the tables are made of.
type sources struct {
	services []*schemas.Service
	texts    *textFile
	rules    []*rules.Rule
}

// readSources reads the documents, the texts and the service's rules in their folders.
func readSources(from folders) (s sources, err error) {
	if s.services, err = readDocuments(from.schemas); err != nil {
		return s, err
	}
	if s.texts, err = readTexts(filepath.Join(from.engine, "texts.txt"), declared{}); err != nil {
		return s, err
	}
	if err = s.texts.checkOrders(); err != nil {
		return s, err
	}
	s.rules, err = readRules(filepath.Join(from.schemas, "rules"), s.services)
	return s, err
}

// pack makes the tables. Texts and shapes are numbered in the order in which their small form has them first
// (packed.compact).
func pack(services []*schemas.Service, texts *textFile, all []*rules.Rule) (*packed, error) {
	p := &packed{
		textOf: map[string]table.Text{}, shapeOf: map[string]table.ShapeID{}, shown: map[*schemas.Shape]bool{},
		keyOf: map[*schemas.Shape]string{}, patternOf: map[string]table.PatternID{},
	}
	codes := texts.codes
	for _, r := range all {
		code, err := codeOfRule(r)
		if err != nil {
			return nil, err
		}
		codes = append(codes, code)
	}
	p.intern("")
	for _, s := range services {
		p.intern(exceptions[s.Name])
	}
	for _, c := range codes {
		p.intern(c.exception)
	}
	for _, t := range texts.texts {
		p.textConstants = append(p.textConstants, constant{"text" + t.name, "table.Text", int(p.intern(t.words))})
	}
	if err := p.packServices(services); err != nil {
		return nil, err
	}
	if err := p.packPatterns(services); err != nil {
		return nil, err
	}
	if err := p.packCodes(codes); err != nil {
		return nil, err
	}
	if err := p.packOperations(services); err != nil {
		return nil, err
	}
	if err := p.packShapes(); err != nil {
		return nil, err
	}
	if err := p.packSets(texts.sets); err != nil {
		return nil, err
	}
	if err := p.packRules(services, all); err != nil {
		return nil, err
	}
	if p.unfit != nil {
		return nil, p.unfit
	}
	p.keepSizes()
	// The engine reads names eight bytes at a time, and expand the whole.
	p.text = append(p.text, make([]byte, 8+-len(p.text)&7)...)
	for _, n := range []struct {
		what       string
		count, max int
	}{
		{"bytes of text", len(p.text), math.MaxUint16}, {"shapes", len(p.shapes), math.MaxUint16},
		{"members", len(p.members), math.MaxUint16}, {"values", len(p.values), math.MaxUint16},
		{"slots", len(p.slots), math.MaxUint16}, {"states", len(p.states), math.MaxUint16},
		{"looks of all operations", len(p.looks), math.MaxUint16}, {"services", len(p.services), math.MaxUint8},
	} {
		if n.count > n.max {
			return nil, fmt.Errorf("%d %s, more than %d", n.count, n.what, n.max)
		}
	}
	return p, nil
}

// intern gives the place of a text, adding it where it is new.
func (p *packed) intern(s string) table.Text {
	if i, ok := p.textOf[s]; ok {
		return i
	}
	return p.append(s)
}

func (p *packed) append(s string) table.Text {
	if p.unfit == nil {
		p.unfit = checkTexts(s)
	}
	i := table.Text(len(p.text))
	p.starts = append(p.starts, i)
	p.text = append(append(p.text, uint8(len(s))), s...)
	if _, ok := p.textOf[s]; !ok {
		p.textOf[s] = i
	}
	return i
}

func (p *packed) packPatterns(services []*schemas.Service) error {
	var portable, written []string
	index := map[string]int{}
	for _, service := range services {
		for _, s := range service.Shapes {
			if s.Pattern == "" {
				continue
			}
			if _, ok := index[s.ServicePattern]; !ok {
				index[s.ServicePattern] = len(written)
				portable = append(portable, s.Pattern)
				written = append(written, s.ServicePattern)
			}
		}
	}
	set, err := automaton.Build(portable)
	if err != nil {
		return err
	}
	p.ascii, p.trie = set.ASCII, set.Trie
	if set.Classes > noClass {
		return fmt.Errorf("%d classes of characters, more than the %d that a row has room for", set.Classes, noClass)
	}
	if len(written) >= table.PatternValues {
		return fmt.Errorf("%d patterns, more than %d", len(written), table.PatternValues-1)
	}
	var plain, base64 [2]uint64
	for c := 0x20; c < 0x80; c++ {
		if c != '"' && c != '\\' {
			plain[c>>6] |= 1 << (c & 63)
		}
	}
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" {
		base64[c>>6] |= 1 << (c & 63)
	}
	loopOf := map[[2]uint64]int{}
	loop := func(bits [2]uint64) (group, mask uint8) {
		if bits == ([2]uint64{}) {
			return 0, 0
		}
		n, ok := loopOf[bits]
		if !ok {
			n = len(loopOf)
			loopOf[bits] = n
			if n&7 == 0 {
				p.loops = append(p.loops, [256]uint8{})
			}
			for c := range 128 {
				if bits[c>>6]>>(c&63)&1 != 0 {
					p.loops[n>>3][c] |= 1 << (n & 7)
				}
			}
		}
		return uint8(n >> 3), 1 << (n & 7)
	}
	for c := range p.bytes {
		p.bytes[c] = noClass
		if c < 0x80 && plain[c>>6]>>(c&63)&1 != 0 {
			p.bytes[c] = p.ascii[c]
		}
	}
	for _, set := range []struct {
		name string
		bits [2]uint64
	}{{"any", plain}, {"base64", base64}} {
		group, mask := loop(set.bits)
		p.bytesConstants = append(p.bytesConstants,
			constant{set.name + "Group", "", int(group)}, constant{set.name + "Mask", "", int(mask)})
	}
	// Successors are numbered from 1 within their automaton, 0 is the dead one: the first state of all stays unused.
	p.states = append(p.states, table.State{})
	p.next = append(p.next, make([]uint8, 64)...)
	for i, w := range written {
		d := set.DFAs[set.Patterns[i]]
		first := len(p.states)
		if len(d.Accept) > 254 {
			return fmt.Errorf("an automaton of %d states, more than 254", len(d.Accept))
		}
		for s := range d.Accept {
			group, mask := loop(d.Loop(set, s))
			state := table.State{Group: group, Mask: mask}
			if d.Accept[s] {
				state.Accept = 1
			}
			p.states = append(p.states, state)
			row := make([]uint8, 64)
			for c, to := range d.Next[s] {
				row[c] = uint8(int(to) + 1)
			}
			p.next = append(p.next, row...)
		}
		p.stateCounts = append(p.stateCounts, uint8(len(d.Accept)))
		p.patternOf[w] = table.PatternID(i + 1)
		p.patterns = append(p.patterns, table.Pattern{
			Text: p.append(w), Allowed: p.append(words(w)), Start: uint16(first), Long: len(d.Accept) >= table.LongPattern,
		})
	}
	return nil
}

func (p *packed) packServices(services []*schemas.Service) error {
	for _, s := range services {
		exception, ok := exceptions[s.Name]
		if !ok {
			return fmt.Errorf("%s: no type of exception is known for this service", s.Name)
		}
		p.services = append(p.services, table.Service{
			Name:      p.append(s.Name),
			Version:   p.append(s.APIVersion),
			Date:      p.append(s.ModelDate),
			Target:    p.append(s.TargetPrefix),
			Exception: p.intern(exception),
		})
	}
	return nil
}

// packOperations numbers the operations' shapes, from 1 on: 0 is any value.
func (p *packed) packOperations(services []*schemas.Service) error {
	p.order = append(p.order, &schemas.Shape{Type: schemas.AnyValue})
	p.shapeOf[p.key(p.order[0])] = shapeAny
	for _, s := range services {
		for shape := range shown(s) {
			p.shown[shape] = true
		}
	}
	for i, s := range services {
		for _, o := range s.Operations {
			p.operations = append(p.operations, table.Operation{
				Name: p.intern(o.Name), Service: table.ServiceID(i), Input: p.number(o.Input), Output: p.number(o.Output),
			})
		}
	}
	return nil
}

// shapeAny is the number of the shape that takes any value.
const shapeAny = 0

// number is the number of a shape, the next one for a new shape.
func (p *packed) number(s *schemas.Shape) table.ShapeID {
	key := p.key(s)
	i, ok := p.shapeOf[key]
	if !ok {
		i = table.ShapeID(len(p.order))
		p.order = append(p.order, s)
		p.shapeOf[key] = i
	}
	return i
}

// packShapes makes the records of the shapes in the order of their numbers; it grows as they refer to others.
func (p *packed) packShapes() error {
	for i := 0; i < len(p.order); i++ {
		t, err := p.record(p.order[i])
		if err != nil {
			return fmt.Errorf("shape %s: %w", p.order[i].Name, err)
		}
		p.shapes = append(p.shapes, t)
	}
	return nil
}

// packSets makes an enum, after all other shapes, of each set of texts.
func (p *packed) packSets(sets []textSet) error {
	for _, set := range sets {
		for i, item := range set.items {
			p.setConstants = append(p.setConstants, constant{set.name + item.name, "", i})
		}
		if err := p.packSet(set); err != nil {
			return err
		}
	}
	return nil
}

// packSet makes an enum of a set of texts.
func (p *packed) packSet(set textSet) error {
	s := table.Shape{Kind: table.String, First: uint16(len(p.values)), Second: uint16(len(set.items))}
	var words []string
	for _, item := range set.items {
		words = append(words, item.words)
		p.values = append(p.values, p.intern(item.words))
	}
	p.setConstants = append(p.setConstants,
		constant{set.name + "Count", "", len(set.items)},
		constant{goName("set", set.name), "table.ShapeID", len(p.shapes)})
	slots, err := p.place(words)
	if err == nil && set.by == "" {
		err = checkNames(words)
	} // else it is only read by place, and two items may say the same
	if err != nil {
		return fmt.Errorf("%s: set %s: %w", set.where, set.name, err)
	}
	s.Slots = slots
	p.shapes = append(p.shapes, s)
	return nil
}

// keepSizes keeps the sizes of the tables as constants.
func (p *packed) keepSizes() {
	for _, size := range []struct {
		name  string
		count int
	}{
		{"operation", len(p.operations)}, {"service", len(p.services)}, {"shape", len(p.shapes)},
		{"member", len(p.members)}, {"slot", powerOfTwo(len(p.slots))}, {"value", len(p.values)},
		{"pattern", len(p.patterns)}, {"state", len(p.states)}, {"loopGroup", powerOfTwo(len(p.loops))},
		{"top", len(p.trie.Top)}, {"mid", len(p.trie.Mid)}, {"leaf", len(p.trie.Leaf)},
		{"code", len(p.codes)}, {"look", len(p.looks)}, {"text", len(p.starts)},
	} {
		p.sizes = append(p.sizes, constant{size.name + "Count", "", size.count})
	}
}

func (p *packed) record(s *schemas.Shape) (t table.Shape, err error) {
	kind, ok := kinds[s.Type]
	if !ok {
		return t, fmt.Errorf("unknown type %q", s.Type)
	}
	t.Kind = kind
	// In the engine no map has sensitive keys alone: the whole map is sensitive.
	if s.Sensitive || s.Key != nil && s.Key.Sensitive {
		t.Flags |= table.Sensitive
	}
	if kind == table.Structure {
		return t, p.structure(s, &t)
	}
	if s.Min != nil {
		t.Min, t.Flags = *s.Min, t.Flags|table.HasMin
	}
	if s.Max != nil {
		t.Max, t.Flags = *s.Max, t.Flags|table.HasMax
	}
	switch kind {
	case table.List:
		t.First = uint16(p.number(s.Element))
	case table.Map:
		t.First, t.Second = uint16(p.number(s.Key)), uint16(p.number(markValue(s)))
	case table.String:
		if s.Pattern != "" {
			t.Pattern = p.patternOf[s.ServicePattern]
		}
		if len(s.Enum) == 0 {
			break
		}
		if t.Pattern != 0 {
			return t, fmt.Errorf("both an enum and a pattern")
		}
		t.First, t.Second = uint16(len(p.values)), uint16(len(s.Enum))
		for _, v := range s.Enum {
			p.values = append(p.values, p.intern(v))
		}
		if t.Slots, err = p.place(s.Enum); err == nil {
			err = checkNames(s.Enum)
		}
	}
	return t, err
}

// locations are the flags of members that are not in the body.
var locations = map[string]table.MemberFlags{
	"":            0,
	"uri":         table.URI,
	"querystring": table.Query,
	"header":      table.Header,
}

// markValue returns the shape of a map's values, marked sensitive where any of them is.
func markValue(s *schemas.Shape) *schemas.Shape {
	if !s.HidesEntries() || s.Value.Sensitive {
		return s.Value
	}
	marked := *s.Value
	marked.Sensitive = true
	return &marked
}

func (p *packed) structure(s *schemas.Shape, t *table.Shape) (err error) {
	if len(s.Members) > 64 {
		return fmt.Errorf("%d members, more than 64", len(s.Members))
	}
	t.First, t.Second = uint16(len(p.members)), uint16(len(s.Members))
	names := make([]string, len(s.Members))
	for m, member := range s.Members {
		shape := member.Shape
		if member.Sensitive && !shape.Sensitive {
			marked := *shape
			marked.Sensitive = true
			shape = &marked
		}
		location, ok := locations[member.Location]
		if !ok {
			return fmt.Errorf("member %s has the unknown location %q", member.Name, member.Location)
		}
		names[m] = member.Name
		record := table.Member{Name: p.intern(member.Name), Shape: p.number(shape), Flags: location}
		record.Printed = record.Name
		if member.Printed != "" {
			record.Printed = p.intern(member.Printed)
		}
		if member.Required {
			record.Flags |= table.Required
			t.Min |= 1 << m
		}
		if member.Deprecated {
			record.Flags |= table.Deprecated
		}
		p.members = append(p.members, record)
	}
	if len(names) > 0 {
		if t.Slots, err = p.place(names); err == nil {
			err = checkNames(names)
		}
	}
	if p.shown[s] {
		t.Name = p.intern(s.Name)
	}
	return err
}

// key is the same for two shapes that need only one record: those that differ in nothing but names that are never
// printed.
func (p *packed) key(s *schemas.Shape) string {
	if s == nil {
		return ""
	}
	if k, ok := p.keyOf[s]; ok {
		return k
	}
	p.keyOf[s] = "itself " + s.Name // for one that holds itself
	name := ""
	if p.shown[s] {
		name = s.Name
	}
	k := fmt.Sprintf("%s %q %v %q %v %v %q %q [%s %s %s]", s.Type, name, s.Sensitive, s.SensitiveKeys, number(s.Min),
		number(s.Max), s.ServicePattern, s.Enum, p.key(s.Element), p.key(s.Key), p.key(s.Value))
	for _, m := range s.Members {
		k += fmt.Sprintf(" %s %s %v %v %v %s {%s}",
			m.Name, m.Printed, m.Required, m.Deprecated, m.Sensitive, m.Location, p.key(m.Shape))
	}
	p.keyOf[s] = k
	return k
}

func number(n *int64) any {
	if n == nil {
		return nil
	}
	return *n
}

// longestName is the length in bytes of the longest name that the engine finds when it is written with escapes.
const longestName = 64

// checkNames checks that the engine can find names: they are short, ASCII, and none is there twice.
func checkNames(names []string) error {
	for i, name := range names {
		switch {
		case name == "":
			return fmt.Errorf("a name of %q is empty", names)
		case len(name) > longestName:
			return fmt.Errorf("name %q is longer than %d bytes", name, longestName)
		case strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }):
			return fmt.Errorf("name %q is not ASCII", name)
		case slices.Contains(names[:i], name):
			return fmt.Errorf("name %q is there twice", name)
		}
	}
	return nil
}

// place gives names slots of their own, which have room for the numbers of 255 names.
func (p *packed) place(names []string) (table.SlotID, error) {
	if len(names) > math.MaxUint8 {
		return 0, fmt.Errorf("%d names, more than %d; the first is %q", len(names), math.MaxUint8, names[0])
	}
	first := len(p.slots)
	p.slots = append(p.slots, placed(names)...)
	return table.SlotID(first + 1), nil
}

func (p *packed) packCodes(codes []codeText) error {
	for i, c := range codes {
		code := table.Code{
			Name: p.append(c.name), Message: p.append(c.message),
			Level: c.level, Class: c.class, Bound: c.bound, Counted: c.counted, Exception: p.intern(c.exception),
		}
		if c.answer != "" {
			code.Answer = p.append(c.answer)
		}
		if c.class != table.Rule {
			p.codeConstants = append(p.codeConstants, constant{goName("code", c.name), "table.CodeID", i})
		}
		p.codes = append(p.codes, code)
	}
	if len(p.codes) > 255 {
		return fmt.Errorf("%d codes, more than 255", len(p.codes))
	}
	return nil
}

// string is what a text says.
func (p *packed) string(text table.Text) string {
	return string(p.text[text+1:][:p.text[text]])
}
