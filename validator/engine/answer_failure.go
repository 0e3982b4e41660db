package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// failure is a failed constraint as the service reports it.
type failure struct {
	node, shape uint16
	// code is that of the violation, or one of those below.
	code uint8
}

// The failures that stand for those of several elements or entries.
const (
	gatheredKeys = 200 + iota
	gatheredValues
	gatheredNulls
)

// collect puts the failed constraints into e.failures, in the service's order, and returns how many there are. It brings the
// nodes into that order for good: each leads to the one that is visited next.
func (e *Engine) collectFailures() uint32 {
	e.failureCount = 0
	for n := uint16(1); n != 0; n = e.nodes[n&(maxNodes-1)].next {
		p := &e.nodes[n&(maxNodes-1)]
		s := &tables.shapes[p.shape]
		list := s.Kind == table.List || s.Kind == table.Map
		scalars := list && !isCompound(contentOf(s))
		// The failures of this node, if they are not reported as one with those of its siblings: those of a scalar in a list or
		// a map are, and nulls. Then those of its children that are reported as one: of keys, and of values, or nulls among these.
		own := p.stepKind != stepElement && p.stepKind != stepEntry || isCompound(s)
		keys, values := false, uint8(0)
		for m := n; m != 0; {
			q := &e.nodes[m&(maxNodes-1)]
			for i := q.violation; i != 0; {
				v := &e.violations[i&(maxViolations-1)]
				i = v.next
				key := v.flags&flagKey != 0
				switch {
				case v.flags&flagWarn != 0 || v.code-codeNull > codeEnum-codeNull:
				case m == n:
					if own && !key && v.code != codeNull {
						e.addFailure(n, v.shape, v.code)
					}
				case key:
					keys = true
				case v.code == codeNull:
					values = gatheredNulls
				case scalars:
					values = max(values, gatheredValues)
				}
			}
			m = q.next
			if q == p {
				m = 0
				if list {
					m = p.child
				}
			}
		}
		if keys {
			e.addFailure(n, p.shape, gatheredKeys)
		}
		if values != 0 {
			e.addFailure(n, p.shape, values)
		}
		// Then those of what it contains.
		switch {
		case p.child == 0 || scalars:
		case list:
			e.nodes[p.last&(maxNodes-1)].next = p.next
			p.next = p.child
		case s.Kind == table.Structure:
			e.orderChildren(p, s)
		}
	}
	return e.failureCount
}

// enqueue puts the children of a structure between it and the node that follows, by the rank of their members.
func (e *Engine) orderChildren(p *node, s *table.Shape) {
	e.rankNames(s)
	for c := p.child; c != 0; {
		child := &e.nodes[c&(maxNodes-1)]
		if child.stepKind == stepMember {
			q := &e.queues[child.step&63]
			if q.first == 0 {
				q.first = c
			} else {
				e.nodes[q.last&(maxNodes-1)].next = c
			}
			q.last = c
		}
		c = child.next
	}
	for i := uint32(s.Second); i > 0; {
		i--
		q := &e.queues[e.ranks[i&255]&63]
		if q.first != 0 {
			e.nodes[q.last&(maxNodes-1)].next = p.next
			p.next = q.first
			q.first = 0
		}
	}
}

// queue is a run of nodes, each leading to the next; first is 0 for none, as between two uses.
type queue struct{ first, last uint16 }

//go:noinline
func (e *Engine) addFailure(node, shape uint16, code uint8) {
	e.failures[e.failureCount&(maxViolations-1)] = failure{node, shape, code}
	e.failureCount++
}

// within is the shape of a list's elements or a map's values.
func contentOf(s *table.Shape) *table.Shape {
	if s.Kind == table.List {
		return &tables.shapes[s.First]
	}
	return &tables.shapes[s.Second]
}

// compound tells whether failures inside values of this shape are reported one by one.
func isCompound(s *table.Shape) bool { return s.Kind-table.Structure <= table.Map-table.Structure }
