package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/goccy/go-yaml"
)

// correction is an entry of corrections.yaml, whose first lines say what each field is.
type correction struct {
	Service string `yaml:"service"`
	Shape   string `yaml:"shape"`
	Member  string `yaml:"member"`
	In      side   `yaml:"in"`

	Pattern  string   `yaml:"pattern"`
	Min      string   `yaml:"min"`
	Max      string   `yaml:"max"`
	Enum     []string `yaml:"enum"`
	Required *bool    `yaml:"required"`
	Printed  string   `yaml:"printed"`

	Source string `yaml:"source"`
	Date   string `yaml:"date"`
	Why    string `yaml:"why"`
}

// side is what a correction is for; empty for both.
type side string

const (
	requests  side = "requests"
	responses side = "responses"
)

// suffix ends the name of a shape that only one side has.
func (s side) suffix() string {
	if s == requests {
		return "InRequests"
	}
	return "InResponses"
}

// String names the correction in messages.
func (c *correction) String() string {
	name := c.Shape + c.Member
	if c.In != "" {
		name += " in " + string(c.In)
	}
	return c.Service + " " + name
}

// none is the word for a constraint that the service does not have.
const none = "none"

// readCorrections reads the list. Every entry has one place, something that it changes, a source, a date and a reason.
func readCorrections(text []byte) ([]*correction, error) {
	var all []*correction
	if err := yaml.UnmarshalWithOptions(text, &all, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("corrections: %w", err)
	}
	for i, c := range all {
		if err := c.check(); err != nil {
			return nil, fmt.Errorf("corrections: entry %d, %s: %w", i+1, c, err)
		}
	}
	return all, nil
}

func (c *correction) check() error {
	ofShape := c.Pattern != "" || c.Min != "" || c.Max != "" || len(c.Enum) > 0
	ofMember := c.Required != nil || c.Printed != ""
	switch {
	case c.Service == "":
		return fmt.Errorf("it names no service")
	case (c.Shape == "") == (c.Member == ""):
		return fmt.Errorf("name a shape or a member, one of them")
	case c.Shape != "" && (!ofShape || ofMember):
		return fmt.Errorf("a shape is changed by pattern, min, max or enum")
	case c.Member != "" && (!ofMember || ofShape):
		return fmt.Errorf("a member is changed by required or printed")
	case c.Member != "" && strings.Count(c.Member, ".") != 1:
		return fmt.Errorf("write a member as Structure.Member")
	case c.In != "" && c.In != requests && c.In != responses:
		return fmt.Errorf("in is requests or responses, not %q", c.In)
	case c.Source == "" || c.Date == "" || c.Why == "":
		return fmt.Errorf("say source, date and why")
	}
	return nil
}

// structure is the shape that the correction is about: the member's structure, or the shape itself.
func (c *correction) structure() string {
	name, _, _ := strings.Cut(c.Shape+c.Member, ".")
	return name
}

// correct lays those corrections over the model that are of its service, and counts those that changed something. It
// returns those that changed nothing, because the model says the same by now.
func (m *model) correct(all []*correction) (overtaken []*correction, err error) {
	m.service.Corrections = 0
	for _, in := range []side{"", requests, responses} {
		var of []*correction
		for _, c := range all {
			if c.Service == m.service.Name && c.In == in {
				of = append(of, c)
			}
		}
		find, err := m.prepare(in, of)
		if err != nil {
			return nil, err
		}
		for _, c := range of {
			changed, err := c.change(find(c.structure()))
			if err != nil {
				return nil, fmt.Errorf("correction of %s: %w", c, err)
			}
			if changed {
				m.service.Corrections++
			} else {
				overtaken = append(overtaken, c)
			}
		}
	}
	return overtaken, nil
}

// prepare returns how to find the shapes that corrections of one side change. A shape that the other side uses as well
// is split first, with all shapes on the way to it.
func (m *model) prepare(in side, of []*correction) (find func(name string) *schemas.Shape, err error) {
	if in == "" || len(of) == 0 {
		return func(name string) *schemas.Shape { return m.shapes[name] }, nil
	}
	root := func(op *schemas.Operation, s side) **schemas.Shape {
		if s == requests {
			return &op.Input
		}
		return &op.Output
	}
	other := requests
	if in == requests {
		other = responses
	}
	split := &splitting{
		model: m, suffix: in.suffix(),
		leads: map[*schemas.Shape]bool{}, shared: map[*schemas.Shape]bool{}, copies: map[*schemas.Shape]*schemas.Shape{},
	}
	for _, c := range of {
		if s := m.shapes[c.structure()]; s != nil {
			split.leads[s] = true
		}
	}
	mine := map[*schemas.Shape]bool{}
	for _, op := range m.service.Operations {
		collectShapes(*root(op, other), split.shared)
		collectShapes(*root(op, in), mine)
	}
	split.close(mine)
	for _, op := range m.service.Operations {
		s := root(op, in)
		*s = split.copy(*s)
	}
	return func(name string) *schemas.Shape {
		s := m.shapes[name]
		if c := split.copies[s]; c != nil {
			return c
		}
		if s != nil && !mine[s] {
			return nil
		}
		return s
	}, nil
}

// splitting makes copies of the shapes on the way to those that are corrected for one side.
type splitting struct {
	model  *model
	suffix string
	// leads are the shapes that are corrected, or lead to one.
	leads map[*schemas.Shape]bool
	// shared are the shapes that the other side uses.
	shared map[*schemas.Shape]bool
	copies map[*schemas.Shape]*schemas.Shape
}

// collectShapes adds a shape and all that it leads to.
func collectShapes(s *schemas.Shape, into map[*schemas.Shape]bool) {
	if s == nil || into[s] {
		return
	}
	into[s] = true
	for _, target := range targets(s) {
		collectShapes(*target, into)
	}
}

// targets are the places where a shape refers to others.
func targets(s *schemas.Shape) []**schemas.Shape {
	all := []**schemas.Shape{&s.Element, &s.Key, &s.Value}
	for i := range s.Members {
		all = append(all, &s.Members[i].Shape)
	}
	return all
}

// close adds to leads what leads to them, until nothing is new.
func (p *splitting) close(all map[*schemas.Shape]bool) {
	for grown := true; grown; {
		grown = false
		for s := range all {
			for _, target := range targets(s) {
				if *target != nil && p.leads[*target] && !p.leads[s] {
					p.leads[s], grown = true, true
				}
			}
		}
	}
}

// copy returns the shape that this side uses in the place of s: a copy where s is shared, else s itself, in both cases
// with what it refers to replaced alike.
func (p *splitting) copy(s *schemas.Shape) *schemas.Shape {
	if s == nil || !p.leads[s] {
		return s
	}
	if c := p.copies[s]; c != nil {
		return c
	}
	c := s
	if p.shared[s] {
		made := *s
		made.Name += p.suffix
		made.Members = slices.Clone(s.Members)
		c = &made
		p.model.shapes[made.Name] = c
	}
	p.copies[s] = c
	for _, target := range targets(c) {
		*target = p.copy(*target)
	}
	return c
}

// change makes the correction on its shape, and reports whether anything was different.
func (c *correction) change(s *schemas.Shape) (changed bool, err error) {
	if s == nil {
		return false, fmt.Errorf("the model has no such shape there; take the entry out, or correct its name")
	}
	if c.Member != "" {
		_, name, _ := strings.Cut(c.Member, ".")
		for i := range s.Members {
			if s.Members[i].Name == name {
				return c.changeMember(&s.Members[i]), nil
			}
		}
		return false, fmt.Errorf("the structure has no such member; take the entry out, or correct its name")
	}
	if c.Pattern != "" {
		pattern := strings.TrimSpace(c.Pattern)
		if pattern == none {
			pattern = ""
		}
		changed = s.ServicePattern != pattern
		s.ServicePattern = pattern
	}
	for _, bound := range []struct {
		text string
		of   **int64
	}{{c.Min, &s.Min}, {c.Max, &s.Max}} {
		if bound.text == "" {
			continue
		}
		var want *int64
		if bound.text != none {
			n, err := strconv.ParseInt(bound.text, 10, 64)
			if err != nil {
				return false, fmt.Errorf("%q is neither a number nor none", bound.text)
			}
			want = &n
		}
		have := *bound.of
		changed = changed || (have == nil) != (want == nil) || have != nil && want != nil && *have != *want
		*bound.of = want
	}
	for _, value := range c.Enum {
		if !slices.Contains(s.Enum, value) {
			s.Enum = append(slices.Clone(s.Enum), value)
			changed = true
		}
	}
	return changed, checkShape(s)
}

func (c *correction) changeMember(m *schemas.Member) (changed bool) {
	if c.Required != nil {
		changed = m.Required != *c.Required
		m.Required = *c.Required
	}
	if c.Printed != "" {
		changed = changed || m.Printed != c.Printed
		m.Printed = c.Printed
	}
	return changed
}
