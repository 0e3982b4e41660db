package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// The constraints of a shape that the service lists: the bits table.HasMin and table.HasMax, and these.
const (
	hasPattern = 4 << iota
	hasEnum
	hasNotNull
)

// failed writes one failure.
func (e *Engine) writeFailure(b []byte, f *failure) {
	p := &e.nodes[f.node&(maxNodes-1)]
	s := &tables.shapes[f.shape]
	e.writeText(textValue)
	switch {
	case s.Flags&table.Sensitive != 0 || p.secret:
	case f.code <= codeRequired:
		e.writeText(textNullValue)
	default:
		e.writeByte('\'')
		e.writeNodeValue(b, f.node, f.shape)
		e.writeText(textShown)
	}
	e.writeText(textAt)
	e.writeServicePath(b, f.node)
	e.writeText(textFailed)
	mask := uint32(1) << (f.code & 1) // the codes of the lower bounds are even
	switch f.code {
	case codeNull, codeRequired:
		mask = hasNotNull
	case codePattern:
		mask = hasPattern
	case codeEnum:
		mask = hasEnum
	case gatheredKeys, gatheredValues, gatheredNulls:
		set, inner := uint16(textKeySet), s.First
		if f.code != gatheredKeys {
			set = textMemberSet
			if s.Kind == table.Map {
				set, inner = textValueSet, s.Second
			}
		}
		e.writeText(set)
		s = &tables.shapes[inner]
		mask = 0
		if s.Kind != table.Structure {
			mask = uint32(s.Flags) & (table.HasMin | table.HasMax)
			if s.Pattern != 0 {
				mask |= hasPattern
			}
			if s.Kind == table.String && s.Names != 0 {
				mask |= hasEnum
			}
		}
		if f.code == gatheredNulls {
			mask |= hasNotNull
		}
	}
	e.writeConstraints(s, mask)
	if f.code >= gatheredKeys {
		e.writeByte(']')
	}
}

// constraints writes those constraints of a shape that the mask picks.
func (e *Engine) writeConstraints(s *table.Shape, mask uint32) {
	first := e.at
	for k := 0; k < 5; k++ {
		bit := uint32(1) << (k & 7)
		if k < 2 {
			bit ^= table.HasMin | table.HasMax // the upper bound first
		}
		if mask&bit == 0 {
			continue
		}
		if e.at != first {
			e.writeText(textComma)
		}
		switch bit {
		case table.HasMax, table.HasMin:
			t := uint16(textLength)
			if s.Kind == table.Integer || s.Kind == table.Long {
				t = textNumber
			}
			e.writeText(t)
			bound := s.Max
			t = textAtMost
			if bit == table.HasMin {
				bound, t = s.Min, textAtLeast
			}
			e.writeText(t)
			e.writeInteger(bound)
		case hasPattern:
			e.writeText(textPattern)
			e.writeQuotedText(tables.patterns[s.Pattern-1].Text)
		case hasEnum:
			e.writeText(textEnumSet)
			e.rankNames(s)
			e.writeValues(s, textComma, true)
			e.writeByte(']')
		default:
			e.writeText(textNotNull)
		}
	}
}
