package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// SortRules sorts rules so that each comes after those that it is after, and otherwise leaves them in the order that
// they have. The error is one *Error, or several joined: ids that two rules have, ids that none has, and circles. The
// rules are as they were then.
func SortRules(rules []*Rule) error {
	s := sorting{byID: map[string]*Rule{}, state: map[*Rule]sortState{}}
	for _, rule := range rules {
		if other := s.byID[rule.ID]; other != nil {
			s.failed(rule, "id", 0, "%s has a rule of this id already; write another id", other.Position)
			continue
		}
		s.byID[rule.ID] = rule
	}
	for _, rule := range rules {
		s.visit(rule)
	}
	if err := errors.Join(s.failures...); err != nil {
		return err
	}
	copy(rules, s.sorted)
	return nil
}

type sortState int

const (
	unseen sortState = iota
	open             // on the way
	sorted
)

type sorting struct {
	byID     map[string]*Rule
	state    map[*Rule]sortState
	way      []string // the ids that are open
	sorted   []*Rule
	failures []error
}

func (s *sorting) failed(rule *Rule, name string, number int, format string, a ...any) {
	s.failures = append(s.failures, &Error{rule.place(name, number, -1), rule.ID, fmt.Sprintf(format, a...)})
}

// visit puts a rule after those that it is after.
func (s *sorting) visit(rule *Rule) {
	if s.state[rule] != unseen {
		return
	}
	s.state[rule] = open
	s.way = append(s.way, rule.ID)
	for i, id := range rule.After {
		before := s.byID[id]
		switch {
		case before == nil:
			others := slices.DeleteFunc(s.ids(), func(other string) bool { return other == rule.ID })
			s.failed(rule, "after", i, "no rule of these files has the id %s%s", id, Meant(id, others))
		case s.state[before] == open:
			s.failed(rule, "after", i, "the rules are after each other in a circle: %s; take one of these out",
				strings.Join(append(s.wayFrom(id), id), ", "))
		default:
			s.visit(before)
		}
	}
	s.way = s.way[:len(s.way)-1]
	s.state[rule] = sorted
	s.sorted = append(s.sorted, rule)
}

// wayFrom are the open ids from that one on.
func (s *sorting) wayFrom(id string) []string {
	for i, open := range s.way {
		if open == id {
			return append([]string(nil), s.way[i:]...)
		}
	}
	return nil
}

func (s *sorting) ids() []string {
	var ids []string
	for id := range s.byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
