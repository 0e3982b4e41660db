package rules

import (
	"slices"

	"cel.dev/cel-go/common/ast"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// A check takes time linear in the body. Two things take time that grows with it: a loop, of the path or of the
// expression, and what reads all of a string, a list or a map. One of them inside of a loop is refused if neither has a
// bound, unless it goes over what lies in the loop's element, since all elements together are read once then; or unless
// it depends on no loop around it, since it is computed once then: see [Look.Once].

// maxBound is the largest bound that counts as one. What is larger costs as much as what has none.
const maxBound = 2048

// loopID is the index of a loop among those around.
type loopID int

const noLoop loopID = -1

// maxLoops is how many loops can be inside of each other, those of the path included. A loopSet has a bit for each.
const maxLoops = 16

// loopSet has a bit for each of the loops around.
type loopSet uint64

func (l loopID) set() loopSet {
	return 1 << l
}

// loopCost is a loop around the node.
type loopCost struct {
	unbounded bool
	// from is the innermost loop whose element has what the loop goes over.
	from loopID
}

// cost is a node that reads all of something without a bound, which does not lie in the element of the innermost loop
// without a bound.
type cost struct {
	node ast.Expr
	loop loopID
}

// enterLoop begins a loop over a value, and returns it.
func (a *analysis) enterLoop(over value) loopID {
	a.loops = append(a.loops, loopCost{isUnbounded(over.shape), over.element})
	return loopID(len(a.loops) - 1)
}

func (a *analysis) leaveLoop() {
	a.loops = a.loops[:len(a.loops)-1]
}

// isUnbounded tells whether a string, a list or a map of that shape can be as long as the body. Literals have no shape.
func isUnbounded(shape *schemas.Shape) bool {
	if shape == nil || len(shape.Enum) > 0 {
		return false
	}
	switch shape.Type {
	case schemas.String, schemas.Blob, schemas.List, schemas.Map:
		return shape.Max == nil || *shape.Max > maxBound
	}
	return false
}

// readAll notes that a node reads all of one of its operands.
func (a *analysis) readAll(e, operand ast.Expr) {
	if loop := a.costly(operand); loop != noLoop {
		a.costs = append(a.costs, cost{e, loop})
	}
}

// readBoth notes that a node reads two operands as far as the shorter one goes.
func (a *analysis) readBoth(e, left, right ast.Expr) {
	if a.costly(right) != noLoop {
		a.readAll(e, left)
	}
}

// costly is the innermost loop without a bound, if reading all of an operand in it takes more than linear time. It is
// none otherwise.
func (a *analysis) costly(operand ast.Expr) loopID {
	inner := noLoop
	for i, l := range a.loops {
		if l.unbounded {
			inner = loopID(i)
		}
	}
	for _, leaf := range leaves(operand) {
		v := a.values[leaf.ID()]
		if inner == noLoop || v.kind == boolKind || !isUnbounded(v.shape) {
			continue
		}
		element := v.element
		for element != noLoop && element != inner {
			element = a.loops[element].from
		}
		if element == noLoop {
			return inner
		}
	}
	return noLoop
}

// settleCosts drops the costs of a node that depends on no loop and is computed once, before the loops that are around
// it now. An answer is filled for each violation, and not prepared.
func (a *analysis) settleCosts(first int, v value) {
	if v.loops != 0 || a.inAnswer {
		return
	}
	kept := a.costs[:first]
	for _, c := range a.costs[first:] {
		if int(c.loop) >= len(a.loops) {
			kept = append(kept, c)
			continue
		}
		at := a.values[c.node.ID()]
		at.once = true
		a.values[c.node.ID()] = at
	}
	a.costs = kept
}

// refuseCosts refuses the costs that are left.
func (a *analysis) refuseCosts() {
	for _, c := range a.costs {
		a.fail(c.node, "this reads all of a value without a bound again and again, for each step of a loop without one; "+
			"look at what is inside of the loop's element, or at what is the same for all of its elements: "+
			`"a" in list for each value "a" that matters`)
	}
}

// collectOnce are the largest nodes that depend on no loop and have costs that are paid once.
func collectOnce(root ast.Expr, values map[int64]value) []int64 {
	var all []int64
	hasCosts := func(e ast.Expr) bool {
		found := false
		ast.PreOrderVisit(e, ast.NewExprVisitor(func(e ast.Expr) { found = found || values[e.ID()].once }))
		return found
	}
	var collect func(e ast.Expr)
	collect = func(e ast.Expr) {
		v, known := values[e.ID()]
		switch {
		case known && v.loops == 0 && isScalar(v.kind):
			if hasCosts(e) {
				all = append(all, e.ID())
			}
			return
		}
		for _, operand := range operands(e) {
			collect(operand)
		}
	}
	collect(root)
	slices.Sort(all)
	return all
}

// operands are the nodes of which a node is made.
func operands(e ast.Expr) []ast.Expr {
	if l, ok := LoopOf(e); ok {
		return []ast.Expr{l.Range, l.Predicate}
	}
	switch e.Kind() {
	case ast.SelectKind:
		return []ast.Expr{e.AsSelect().Operand()}
	case ast.CallKind:
		if e.AsCall().IsMemberFunction() {
			return append([]ast.Expr{e.AsCall().Target()}, e.AsCall().Args()...)
		}
		return e.AsCall().Args()
	case ast.ListKind:
		return e.AsList().Elements()
	}
	return nil
}
