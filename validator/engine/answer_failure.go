package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// failure is a failed constraint as the service reports it.
type failure struct {
	node  nodeID
	shape table.ShapeID
	kind  failureKind
	// code is that of the violation, for failedOne.
	code table.CodeID
}

// failureKind tells whether a failure is that of one value, or of several in one list or map, which the service reports
// as one.
type failureKind uint8

// The kinds of failures. Of a container's values, nulls count more than others.
const (
	failedOne failureKind = iota
	failedKeys
	failedValues
	failedNulls
)

// collectFailures puts the failed constraints into Engine.failures, in the service's order, and returns how many there
// are. It rethreads the nodes in place: next leads to the node that is visited next, and the tree is unusable
// afterwards, except upwards.
func (e *Engine) collectFailures() uint32 {
	e.failureCount = 0
	for n := nodeID(1); n != 0; n = e.nodes[n].next {
		p := &e.nodes[n]
		s := &tables.shapes[p.shape]
		isList := s.Kind == table.List || s.Kind == table.Map
		scalars := isList && !contentOf(s).Kind.IsContainer()
		// First the failures of this node, unless they are reported as one with those of its siblings, as those of a scalar
		// in a list or a map are, and nulls. Then those of its children that are reported as one: of keys, and of values, or
		// of nulls among these.
		own := p.stepKind != stepElement && p.stepKind != stepEntry || s.Kind.IsContainer()
		keys, values := false, failedOne
		for m := n; m != 0; {
			q := &e.nodes[m]
			for i := q.violation; i != 0; {
				v := &e.violations[i]
				i = v.next
				key := v.flags&flagKey != 0
				switch {
				case v.flags&flagWarn != 0 || e.code(v.code).Class != table.Constraint:
				case m == n:
					if own && !key && v.code != codeNull {
						e.addFailure(n, v.shape, failedOne, v.code)
					}
				case key:
					keys = true
				case v.code == codeNull:
					values = failedNulls
				case scalars:
					values = max(values, failedValues)
				}
			}
			m = q.next
			if q == p {
				m = 0
				if isList {
					m = p.child
				}
			}
		}
		if keys {
			e.addFailure(n, p.shape, failedKeys, 0)
		}
		if values != failedOne {
			e.addFailure(n, p.shape, values, 0)
		}
		// Then those of what it contains.
		switch {
		case p.child == 0 || scalars:
		case isList:
			e.nodes[p.last].next = p.next
			p.next = p.child
		case s.Kind == table.Structure:
			e.orderChildren(p, s)
		}
	}
	return e.failureCount
}

// orderChildren puts the children of a structure between it and the node that follows it, by the rank of their members.
func (e *Engine) orderChildren(p *node, s *table.Shape) {
	e.rankNames(s)
	for c := p.child; c != 0; {
		child := &e.nodes[c]
		if child.stepKind == stepMember {
			q := &e.queues[child.step&63]
			if q.first == 0 {
				q.first = c
			} else {
				e.nodes[q.last].next = c
			}
			q.last = c
		}
		c = child.next
	}
	for i := uint32(s.Count()); i > 0; {
		i--
		q := &e.queues[e.ranks[i&255]&63]
		if q.first != 0 {
			e.nodes[q.last].next = p.next
			p.next = q.first
			q.first = 0
		}
	}
}

// queue is a run of nodes, each leading to the next. Between two uses first is 0: there is none.
type queue struct{ first, last nodeID }

// addFailure adds a failure to those that are reported.
//
//go:noinline
func (e *Engine) addFailure(node nodeID, shape table.ShapeID, kind failureKind, code table.CodeID) {
	e.failures[e.failureCount&(maxViolations-1)] = failure{node, shape, kind, code}
	e.failureCount++
}

// contentOf is the shape of a list's elements or a map's values.
func contentOf(s *table.Shape) *table.Shape {
	if s.Kind == table.List {
		return &tables.shapes[s.Element()]
	}
	return &tables.shapes[s.Value()]
}
