package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/tables/automaton"
	"github.com/cognitocheck/cognitocheck/validator/table"
)

// packed is the content of the tables.
type packed struct {
	operations []table.Operation
	services   []table.Service
	shapes     []table.Shape
	members    []table.Member
	sets       []table.NameSet
	slots      []uint8
	// names are the texts of the values of enums.
	names    []uint16
	patterns []table.Pattern
	states   []table.State
	next     []uint8
	loops    [][256]uint8
	trie     automaton.Trie
	ascii    [128]uint8
	codes    []table.Code
	text     []byte
	// rules are the rules of all operations one after another; those of operation i end before ruleEnds[i].
	rules    []uint8
	ruleEnds []uint16

	classes   int
	anyGroup  uint8
	anyMask   uint8
	baseGroup uint8
	baseMask  uint8
	constants []constant

	textOf    map[string]uint16
	long      string // a text that is too long
	shapeOf   map[*schemas.Shape]uint16
	shown     map[*schemas.Shape]bool
	sharedOf  map[table.Shape]uint16
	setOf     map[string]uint16
	valuesOf  map[string]uint16
	membersOf map[string]uint16
	alikeOf   map[string]uint16
	keyOf     map[*schemas.Shape]string
	patternOf map[string]uint8
}

type constant struct {
	name  string
	value int
}

// exceptions are the types of the error for failed constraints: as recorded for cognito-identity and cognito-idp, as
// documented for cognito-sync, of which no answer is recorded.
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

func pack(services []*schemas.Service, texts *textFile, rules []*rule) (*packed, error) {
	p := &packed{
		textOf: map[string]uint16{}, shapeOf: map[*schemas.Shape]uint16{}, sharedOf: map[table.Shape]uint16{},
		setOf: map[string]uint16{}, valuesOf: map[string]uint16{}, membersOf: map[string]uint16{},
		alikeOf: map[string]uint16{}, keyOf: map[*schemas.Shape]string{}, patternOf: map[string]uint8{},
	}
	p.intern("")
	for _, t := range texts.texts {
		// Every named text has a place of its own, so that those that are found by kind stand side by side.
		p.constants = append(p.constants, constant{"text" + t.name, len(p.text)})
		p.append(t.words)
	}
	p.shapes = append(p.shapes, table.Shape{Kind: table.Any})
	p.sharedOf[p.shapes[0]] = 0
	if err := p.packPatterns(services); err != nil {
		return nil, err
	}
	for i, s := range services {
		if err := p.packService(uint8(i), s); err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	if err := p.packCodes(texts, rules); err != nil {
		return nil, err
	}
	if p.long != "" {
		return nil, fmt.Errorf("this text is longer than 255 bytes: %s", p.long)
	}
	// The engine reads names eight bytes at a time.
	p.text = append(p.text, make([]byte, 8)...)
	for _, n := range []struct {
		what  string
		count int
	}{
		{"bytes of text", len(p.text)}, {"shapes", len(p.shapes)}, {"members", len(p.members)}, {"values", len(p.names)},
		{"slots", len(p.slots)}, {"states", len(p.states)},
	} {
		if n.count > 1<<16-1 {
			return nil, fmt.Errorf("%d %s, more than 16 bits address", n.count, n.what)
		}
	}
	return p, nil
}

// intern gives the place of a text, adding it where it is new.
func (p *packed) intern(s string) uint16 {
	if i, ok := p.textOf[s]; ok {
		return i
	}
	return p.append(s)
}

func (p *packed) append(s string) uint16 {
	if len(s) > 255 && p.long == "" {
		p.long = s
	}
	i := uint16(len(p.text))
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
	p.ascii, p.trie, p.classes = set.ASCII, set.Trie, set.Classes
	if p.classes > 64 {
		return fmt.Errorf("%d classes of characters, more than the 64 that a row has room for", p.classes)
	}
	if len(written) > 255 {
		return fmt.Errorf("%d patterns, more than 255", len(written))
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
	p.anyGroup, p.anyMask = loop(plain)
	p.baseGroup, p.baseMask = loop(base64)
	// Successors are numbered from 1 within their automaton, 0 is the dead one: the first state of all stays unused.
	p.states = append(p.states, table.State{})
	p.next = append(p.next, make([]uint8, 64)...)
	starts := make([]uint16, len(set.DFAs))
	for i, d := range set.DFAs {
		first := len(p.states)
		if len(d.Accept) > 254 {
			return fmt.Errorf("an automaton of %d states, more than 254", len(d.Accept))
		}
		for s := range d.Accept {
			group, mask := loop(d.Loop(set, s))
			state := table.State{Group: group, Mask: mask, Base: uint16(first) - 1}
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
		starts[i] = uint16(first + d.Start)
	}
	for i, w := range written {
		p.patternOf[w] = uint8(i + 1)
		p.patterns = append(p.patterns, table.Pattern{
			Text: p.intern(w), Allowed: p.intern(words(w)), Start: starts[set.Patterns[i]],
		})
	}
	return nil
}

func (p *packed) packService(index uint8, s *schemas.Service) error {
	exception, ok := exceptions[s.Name]
	if !ok {
		return fmt.Errorf("no type of exception is known for this service")
	}
	p.services = append(p.services, table.Service{
		Name: p.intern(s.Name), Version: p.intern(s.APIVersion), Date: p.intern(s.ModelDate),
		Target: p.intern(s.TargetPrefix), Exception: p.intern(exception),
	})
	p.shown = shown(s)
	for _, o := range s.Operations {
		input, err := p.shape(o.Input)
		if err != nil {
			return err
		}
		output, err := p.shape(o.Output)
		if err != nil {
			return err
		}
		p.operations = append(p.operations, table.Operation{Name: p.intern(o.Name), Service: index, Input: input, Output: output})
	}
	return nil
}

// shape gives the index of a shape, adding it and all that it refers to.
func (p *packed) shape(s *schemas.Shape) (uint16, error) {
	if i, ok := p.shapeOf[s]; ok {
		return i, nil
	}
	kind, ok := kinds[s.Type]
	if !ok {
		return 0, fmt.Errorf("shape %s: unknown type %q", s.Name, s.Type)
	}
	t := table.Shape{Kind: kind}
	// The engine knows no map of which the keys alone are sensitive: the map is.
	if s.Sensitive || s.Key != nil && s.Key.Sensitive {
		t.Flags |= table.Sensitive
	}
	if kind == table.Structure {
		return p.structure(s, t)
	}
	if s.Min != nil {
		t.Min, t.Flags = *s.Min, t.Flags|table.HasMin
	}
	if s.Max != nil {
		t.Max, t.Flags = *s.Max, t.Flags|table.HasMax
	}
	var err error
	switch kind {
	case table.List:
		if t.First, err = p.shape(s.Element); err != nil {
			return 0, err
		}
	case table.Map:
		if t.First, err = p.shape(s.Key); err != nil {
			return 0, err
		}
		if t.Second, err = p.shape(s.Value); err != nil {
			return 0, err
		}
	case table.String:
		if s.Pattern != "" {
			t.Pattern = p.patternOf[s.ServicePattern]
		}
		if len(s.Enum) > 0 {
			if t.Pattern != 0 {
				return 0, fmt.Errorf("shape %s has both an enum and a pattern", s.Name)
			}
			if t.Names, err = p.set(s.Enum); err != nil {
				return 0, err
			}
			t.First, t.Second = p.values(s.Enum), uint16(len(s.Enum))
		}
	}
	i, ok := p.sharedOf[t]
	if !ok {
		i = uint16(len(p.shapes))
		p.shapes = append(p.shapes, t)
		p.sharedOf[t] = i
	}
	p.shapeOf[s] = i
	return i, nil
}

// locations are the flags of members that are not in the body.
var locations = map[string]uint8{"": 0, "uri": table.URI, "querystring": table.Query, "header": table.Header}

func (p *packed) structure(s *schemas.Shape, t table.Shape) (uint16, error) {
	if len(s.Members) > 64 {
		return 0, fmt.Errorf("structure %s has %d members, more than 64", s.Name, len(s.Members))
	}
	key := p.key(s)
	if i, ok := p.alikeOf[key]; ok {
		p.shapeOf[s] = i
		return i, nil
	}
	// The structure comes before its members' shapes, so that one that holds itself ends here.
	i := uint16(len(p.shapes))
	p.shapes = append(p.shapes, t)
	p.shapeOf[s] = i
	p.alikeOf[key] = i
	if p.shown[s] {
		t.Name = p.intern(s.Name)
	}
	members := make([]table.Member, len(s.Members))
	names := make([]string, len(s.Members))
	for m, member := range s.Members {
		shape := member.Shape
		if member.Sensitive && !shape.Sensitive {
			marked := *shape
			marked.Sensitive = true
			shape = &marked
		}
		to, err := p.shape(shape)
		if err != nil {
			return 0, err
		}
		location, ok := locations[member.Location]
		if !ok {
			return 0, fmt.Errorf("structure %s: member %s has the unknown location %q", s.Name, member.Name, member.Location)
		}
		names[m] = member.Name
		members[m] = table.Member{Name: p.intern(member.Name), Shape: to, Flags: location}
		if member.Required {
			members[m].Flags |= table.Required
			t.Min |= 1 << m
		}
		if member.Deprecated {
			members[m].Flags |= table.Deprecated
		}
	}
	run := fmt.Sprint(members)
	first, ok := p.membersOf[run]
	if !ok {
		first = uint16(len(p.members))
		p.members = append(p.members, members...)
		p.membersOf[run] = first
	}
	t.First, t.Second = first, uint16(len(members))
	if len(members) > 0 {
		var err error
		if t.Names, err = p.set(names); err != nil {
			return 0, err
		}
	}
	p.shapes[i] = t
	return i, nil
}

// key is the same for two shapes that need only one record: those that differ in nothing but names that are never printed.
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
	k := fmt.Sprintf("%s %q %v %v %v %q %q [%s %s %s]", s.Type, name, s.Sensitive, number(s.Min), number(s.Max),
		s.ServicePattern, s.Enum, p.key(s.Element), p.key(s.Key), p.key(s.Value))
	for _, m := range s.Members {
		k += fmt.Sprintf(" %s %v %v %v %s {%s}", m.Name, m.Required, m.Deprecated, m.Sensitive, m.Location, p.key(m.Shape))
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

// set gives the number, from 1, of a name set, adding it where it is new.
func (p *packed) set(names []string) (uint16, error) {
	if len(names) > 255 {
		return 0, fmt.Errorf("%d names, of which the first is %q: more than 255", len(names), names[0])
	}
	for _, name := range names {
		switch {
		case name == "":
			return 0, fmt.Errorf("a name of %q is empty", names)
		case len(name) > longestName:
			return 0, fmt.Errorf("name %q is longer than %d bytes", name, longestName)
		case strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }):
			return 0, fmt.Errorf("name %q is not ASCII", name)
		}
	}
	key := fmt.Sprintf("%q", names)
	if i, ok := p.setOf[key]; ok {
		return i, nil
	}
	s, slots, err := perfect(names)
	if err != nil {
		return 0, err
	}
	s.Slots = uint16(len(p.slots))
	p.slots = append(p.slots, slots...)
	p.sets = append(p.sets, s)
	p.setOf[key] = uint16(len(p.sets))
	return uint16(len(p.sets)), nil
}

// values gives the index of the first of an enum's values in the list of names, adding them where they are new.
func (p *packed) values(values []string) uint16 {
	key := fmt.Sprintf("%q", values)
	if i, ok := p.valuesOf[key]; ok {
		return i
	}
	i := uint16(len(p.names))
	for _, v := range values {
		p.names = append(p.names, p.intern(v))
	}
	p.valuesOf[key] = i
	return i
}

func (p *packed) packCodes(texts *textFile, rules []*rule) error {
	for _, c := range texts.codes {
		code := table.Code{Name: p.intern(c.name), Message: p.intern(c.message), Level: levels[c.level]}
		if c.level == "fixed" {
			code.Fixed = 1
		}
		p.codes = append(p.codes, code)
	}
	byOperation := map[string][]uint8{}
	for i, r := range rules {
		code := table.Code{
			Name: p.intern("rule." + r.id), Message: p.intern(r.text), Level: levels[r.level],
			Exception: p.intern(r.exception), Answer: p.intern(r.answer),
		}
		p.constants = append(p.constants, constant{r.constant(), len(p.codes)})
		for _, name := range r.on {
			byOperation[name] = append(byOperation[name], uint8(len(texts.codes)+i))
		}
		p.codes = append(p.codes, code)
	}
	if len(p.codes) > 255 {
		return fmt.Errorf("%d codes, more than 255", len(p.codes))
	}
	known := 0
	for _, o := range p.operations {
		name := p.string(p.services[o.Service].Name) + "." + p.string(o.Name)
		if r, ok := byOperation[name]; ok {
			known++
			p.rules = append(p.rules, r...)
		}
		p.ruleEnds = append(p.ruleEnds, uint16(len(p.rules)))
	}
	if known != len(byOperation) {
		for _, r := range rules {
			for _, name := range r.on {
				if !p.has(name) {
					return fmt.Errorf("%s: rule %s is on %s, which is no operation", r.line, r.id, name)
				}
			}
		}
	}
	return nil
}

func (p *packed) has(operation string) bool {
	for _, o := range p.operations {
		if p.string(p.services[o.Service].Name)+"."+p.string(o.Name) == operation {
			return true
		}
	}
	return false
}

func (p *packed) string(text uint16) string {
	return string(p.text[text+1:][:p.text[text]])
}
