package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/cognitocheck/cognitocheck/schemas"
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
	Keys     []string `yaml:"sensitive_keys"`
	Secret   bool     `yaml:"sensitive"`
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

// correctionsFile is where the list is, for messages.
const correctionsFile = "schemas/corrections.yaml"

// readCorrections reads the list. Every entry has one place, something that it changes, a source, a date and a reason,
// and is the only one of its place. An error says in which line the entry begins.
func readCorrections(text []byte) ([]*correction, error) {
	var all []*correction
	if err := yaml.UnmarshalWithOptions(text, &all, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %s", correctionsFile, strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", correctionsFile, err)
	}
	places := map[string]int{}
	for i, c := range all {
		line := file.Docs[0].Body.(*ast.SequenceNode).Values[i].GetToken().Position.Line
		failed := func(err error) error { return fmt.Errorf("%s:%d: %s: %w", correctionsFile, line, c, err) }
		if c == nil {
			return nil, fmt.Errorf("%s:%d: an empty entry", correctionsFile, line)
		}
		if err := c.check(); err != nil {
			return nil, failed(err)
		}
		if other := places[c.String()]; other != 0 {
			return nil, failed(fmt.Errorf("line %d has an entry of this place already; write one", other))
		}
		places[c.String()] = line
	}
	return all, nil
}

func (c *correction) check() error {
	ofShape := c.Pattern != "" || c.Min != "" || c.Max != "" || len(c.Enum) > 0 || len(c.Keys) > 0
	ofMember := c.Required != nil || c.Printed != ""
	switch {
	case c.Service == "":
		return errors.New("it names no service")
	case (c.Shape == "") == (c.Member == ""):
		return errors.New("name a shape or a member, one of them")
	case c.Shape != "" && (!ofShape && !c.Secret || ofMember):
		return errors.New("a shape is changed by pattern, min, max, enum, sensitive or sensitive_keys")
	case c.Member != "" && (!ofMember && !c.Secret || ofShape):
		return errors.New("a member is changed by required, printed or sensitive")
	case c.Member != "" && strings.Count(c.Member, ".") != 1:
		return errors.New("write a member as Structure.Member")
	case c.In != "" && c.In != requests && c.In != responses:
		return fmt.Errorf("in is requests or responses, not %q", c.In)
	case c.Source == "" || c.Date == "" || c.Why == "":
		return errors.New("say source, date and why")
	}
	if _, err := time.Parse(time.DateOnly, c.Date); err != nil {
		return fmt.Errorf("date %q: want YYYY-MM-DD", c.Date)
	}
	for _, bound := range []string{c.Min, c.Max} {
		if _, err := readBound(bound); bound != "" && err != nil {
			return err
		}
	}
	if c.Pattern != "" && c.Pattern != none {
		if _, err := portablePattern(c.Pattern); err != nil {
			return err
		}
	}
	return nil
}

// readBound returns the number that a bound is, or nil for none.
func readBound(text string) (*int64, error) {
	if text == none {
		return nil, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("the bound %q is neither a number nor none", text)
	}
	return &n, nil
}

// checkServices refuses corrections of services that are none of these, which would hit nothing in any model.
func checkServices(all []*correction, services []string) error {
	for _, c := range all {
		if !slices.Contains(services, c.Service) {
			return fmt.Errorf("%s: %s: no service has that name; take the entry out, or correct its name",
				correctionsFile, c)
		}
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
		reached := m.reachedIn(in)
		var changing []*correction
		for _, c := range all {
			if c.Service != m.service.Name || c.In != in {
				continue
			}
			trial := &schemas.Shape{}
			if s := m.shapes[c.structure()]; s != nil && reached[s] {
				*trial = *s
				trial.Members = slices.Clone(s.Members)
			} else {
				return nil, c.failed(c.missing())
			}
			changed, err := c.change(trial)
			switch {
			case err != nil:
				return nil, c.failed(err)
			case changed || c.settles(m.refused[c.structure()]):
				changing = append(changing, c)
			default:
				overtaken = append(overtaken, c)
			}
		}
		split, err := m.split(in, changing)
		if err != nil {
			return nil, err
		}
		for _, c := range changing {
			s := m.shapes[c.structure()]
			if own := split.copies[s]; own != nil {
				s = own
			}
			if _, err := c.change(s); err != nil {
				return nil, c.failed(err)
			}
			if c.settles(m.refused[s.Name]) {
				delete(m.refused, s.Name)
			}
			m.service.Corrections++
		}
	}
	return overtaken, nil
}

func (c *correction) failed(err error) error {
	return fmt.Errorf("%s: %s: %w", correctionsFile, c, err)
}

// missing is the error of a correction whose shape the model does not have, or not on that side.
func (c *correction) missing() error {
	of := "operation"
	switch c.In {
	case requests:
		of = "request"
	case responses:
		of = "response"
	}
	return fmt.Errorf("no %s of the model has shape %s; take the entry out, or correct its name", of, c.structure())
}

// settles reports whether the correction says what was not clear of its shape, which is refused for that reason.
func (c *correction) settles(refused error) bool {
	var unclear *unclearError
	return errors.As(refused, &unclear) &&
		(unclear.constraint == "pattern" && c.Pattern != "" || unclear.constraint == "enum" && len(c.Enum) > 0)
}

// roots are the shapes with which the requests begin, or the responses, or both.
func (m *model) roots(in side) []**schemas.Shape {
	var all []**schemas.Shape
	for _, op := range m.service.Operations {
		if in != responses {
			all = append(all, &op.Input)
		}
		if in != requests {
			all = append(all, &op.Output)
		}
	}
	return all
}

// reachedIn returns the shapes that requests have, or responses, or either.
func (m *model) reachedIn(in side) map[*schemas.Shape]bool {
	reached := map[*schemas.Shape]bool{}
	for _, root := range m.roots(in) {
		collectShapes(*root, reached)
	}
	return reached
}

// split gives one side shapes of its own where it is corrected and the other side uses the shape as well: copies of it
// and of all shapes on the way to it.
func (m *model) split(in side, changing []*correction) (*splitting, error) {
	split := &splitting{
		model: m, suffix: in.suffix(), leads: map[*schemas.Shape]bool{}, copies: map[*schemas.Shape]*schemas.Shape{},
	}
	if in == "" || len(changing) == 0 {
		return split, nil
	}
	for _, c := range changing {
		split.leads[m.shapes[c.structure()]] = true
	}
	other := requests
	if in == requests {
		other = responses
	}
	split.shared = m.reachedIn(other)
	split.close(m.reachedIn(in))
	for s := range split.leads {
		if split.shared[s] && m.shapes[s.Name+split.suffix] != nil {
			return nil, fmt.Errorf("%s: shape %s of %s is to be split, and the model has a shape %s already; "+
				"change the word in schemas/import/correction.go", correctionsFile, s.Name, m.service.Name, s.Name+split.suffix)
		}
	}
	for _, root := range m.roots(in) {
		*root = split.copy(*root)
	}
	return split, nil
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
		p.model.refuse(made.Name, p.model.refused[s.Name])
	}
	p.copies[s] = c
	for _, target := range targets(c) {
		*target = p.copy(*target)
	}
	return c
}

// change makes the correction on its shape, and reports whether anything was different.
func (c *correction) change(s *schemas.Shape) (changed bool, err error) {
	if c.Member != "" {
		_, name, _ := strings.Cut(c.Member, ".")
		member := s.Member(name)
		if member == nil {
			return false, errors.New("the structure has no such member; take the entry out, or correct its name")
		}
		return c.changeMember(member), nil
	}
	if c.Pattern != "" {
		pattern := c.Pattern
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
		want, err := readBound(bound.text)
		if err != nil {
			return false, err
		}
		have := *bound.of
		changed = changed || (have == nil) != (want == nil) || have != nil && want != nil && *have != *want
		*bound.of = want
	}
	for _, value := range c.Enum {
		// A shape without an enum takes the value as it is.
		if s.Enum != nil && !slices.Contains(s.Enum, value) {
			s.Enum = append(slices.Clone(s.Enum), value)
			changed = true
		}
	}
	if c.Secret {
		changed = changed || !s.Sensitive
		s.Sensitive = true
	}
	if len(c.Keys) > 0 {
		if s.Type != schemas.Map {
			return false, errors.New("only a map has sensitive keys")
		}
		changed = changed || !s.Sensitive && !s.Value.Sensitive && !slices.Equal(s.SensitiveKeys, c.Keys)
		s.SensitiveKeys = c.Keys
	}
	return changed, checkShape(s)
}

func (c *correction) changeMember(m *schemas.Member) (changed bool) {
	if c.Required != nil {
		changed = m.Required != *c.Required
		m.Required = *c.Required
	}
	if c.Secret {
		changed = changed || !m.Sensitive && !m.Shape.Sensitive
		m.Sensitive = true
	}
	if c.Printed != "" {
		changed = changed || m.Printed != c.Printed
		m.Printed = c.Printed
	}
	return changed
}
