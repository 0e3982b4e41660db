package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// constraints is a set of constraints of a shape, as the service lists them.
type constraints uint8

// The constraints, in the service's order.
const (
	constraintMax constraints = 1 << iota
	constraintMin
	constraintPattern
	constraintEnum
	constraintNotNull
)

// constraintsOf are all constraints of a shape that is no structure, other than that it is not null.
func constraintsOf(s *table.Shape) constraints {
	all := constraints(0)
	if s.Flags&table.HasMax != 0 {
		all = constraintMax
	}
	if s.Flags&table.HasMin != 0 {
		all |= constraintMin
	}
	if s.Pattern != 0 {
		all |= constraintPattern
	}
	if s.IsEnum() {
		all |= constraintEnum
	}
	return all
}

// constraintOf is the constraint whose violations have the code.
func constraintOf(code table.CodeID) constraints {
	switch tables.codes[code].Bound {
	case table.Upper:
		return constraintMax
	case table.Lower:
		return constraintMin
	}
	switch code {
	case codePattern:
		return constraintPattern
	case codeEnum:
		return constraintEnum
	}
	return constraintNotNull
}

// writeFailure writes one failure as the service does.
func (e *Engine) writeFailure(b []byte, f *failure) {
	p := &e.nodes[f.node]
	s := &tables.shapes[f.shape]
	failed := constraintOf(f.code)
	e.writeText(textValue)
	switch {
	case s.Flags&table.Sensitive != 0 || p.secret:
	case f.kind == failedOne && failed == constraintNotNull:
		e.writeText(textNullValue)
	default:
		e.writeByte('\'')
		e.writeNodeValue(b, f.node, f.shape)
		e.writeText(textShown)
	}
	e.writeText(textAt)
	e.writeServicePath(b, f.node)
	e.writeText(textFailed)
	if f.kind == failedOne {
		e.writeConstraints(s, failed)
		return
	}
	// Of keys and values all constraints are listed, not only the failed ones.
	set, inner := textKeySet, s.Key()
	if f.kind != failedKeys {
		set = textMemberSet
		if s.Kind == table.Map {
			set, inner = textValueSet, s.Value()
		}
	}
	e.writeText(set)
	s = &tables.shapes[inner]
	failed = 0
	if s.Kind != table.Structure {
		failed = constraintsOf(s)
	}
	if f.kind == failedNulls {
		failed |= constraintNotNull
	}
	e.writeConstraints(s, failed)
	e.writeByte(']')
}

// writeConstraints writes those constraints of a shape that are in the set.
func (e *Engine) writeConstraints(s *table.Shape, set constraints) {
	first := e.at
	for one := constraintMax; one <= constraintNotNull; one <<= 1 {
		if set&one == 0 {
			continue
		}
		if e.at != first {
			e.writeText(textComma)
		}
		switch one {
		case constraintMax, constraintMin:
			t := textLength
			if s.Kind.IsWhole() {
				t = textNumber
			}
			e.writeText(t)
			bound := s.Max
			t = textAtMost
			if one == constraintMin {
				bound, t = s.Min, textAtLeast
			}
			e.writeText(t)
			e.writeInteger(bound)
		case constraintPattern:
			e.writeText(textPattern)
			e.writeQuotedText(tables.patterns[s.Pattern-1].Text)
		case constraintEnum:
			e.writeText(textEnumSet)
			e.rankNames(s)
			e.writeValues(s, textComma, true)
			e.writeByte(']')
		default:
			e.writeText(textNotNull)
		}
	}
}
