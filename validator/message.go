package validator

import "github.com/cognitocheck/cognitocheck/validator/table"

// The bytes that stand for placeholders in the messages, as schemas/tables writes them.
const (
	holdLimit    = 0x01
	holdActual   = 0x02
	holdS        = 0x03
	holdIes      = 0x04
	holdAllowed  = 0x05
	holdEnum     = 0x06
	holdExpected = 0x07
	holdFound    = 0x08
	holdReason   = 0x0E
	holdMember   = 0x0F
	holdUnit     = 0x10
	holdValue    = 0x11
	holdKey      = 0x12
	holdOther    = 0x13
	holdMissing  = 0x14
)

// filled writes a message with its placeholders filled in, inside a JSON string.
func (e *Engine) filled(w cursor, b []byte, template uint16, v *violation) cursor {
	s := &tables.shapes[v.shape]
	bound, _ := limit(v.code, s)
	t := text(template)
	for i := uint(0); i < uint(len(t)); {
		if end := plain(t, i); end > i {
			w, i = e.bytes(w, t[i:end]), end
			continue
		}
		c := t[i]
		i++
		switch c {
		case holdLimit:
			w = e.decimal(w, bound)
		case holdActual:
			w = e.decimal(w, v.actual)
		case holdS:
			if bound != 1 {
				w = e.put(w, 's')
			}
		case holdIes:
			if bound == 1 {
				w = e.put(w, 'y')
			} else {
				w = e.put(e.put(e.put(w, 'i'), 'e'), 's')
			}
		case holdAllowed:
			if s.Pattern != 0 {
				w = e.quoted(w, tables.patterns[s.Pattern-1].Allowed)
			}
		case holdEnum:
			w = e.values(w, s, ' ')
		case holdExpected:
			w = e.quoted(w, nth(textKindAny, uint16(s.Kind)))
		case holdFound:
			w = e.quoted(w, nth(textFoundNull, uint16(v.actual)))
		case holdReason:
			w = e.quoted(w, nth(textReasonEnd, uint16(v.actual)-1))
		case holdMember:
			w = e.quoted(w, e.memberOf(v.node))
		case holdUnit:
			unit := uint16(textCharacter)
			if s.Kind == table.Blob {
				unit = textByte
			}
			w = e.quoted(w, unit)
		case holdValue:
			w = e.decodedAt(w, b, uint(v.offset))
		case holdKey:
			p := &e.nodes[v.node&(maxNodes-1)]
			if p.stepKind == stepEntry {
				names, j := e.nameAt(b, p.step)
				w = e.decoded(w, names, j)
			}
		case holdMissing:
			// The name is the documentation's, not the body's: see missingEntry.
			if p := &e.nodes[v.node&(maxNodes-1)]; p.stepKind == stepEntry && p.step&inPointer != 0 {
				names, j := e.nameAt(b, p.step)
				w = e.decoded(w, names, j)
			}
		case holdOther:
			w = e.decodedAt(w, b, uint(v.actual))
		default:
			w = e.char(w, c)
		}
	}
	return w
}

// decodedAt writes the string whose opening quote is at b[i], behind white space.
func (e *Engine) decodedAt(w cursor, b []byte, i uint) cursor {
	i = space(b, i)
	if i < uint(len(b)) && b[i] == '"' {
		return e.decoded(w, b, i+1)
	}
	return w
}

// values writes the values of an enum in the order of the model: for a person, separated by a comma and a space, or as
// JSON strings.
func (e *Engine) values(w cursor, s *table.Shape, separator byte) cursor {
	if s.Names == 0 {
		return w
	}
	for i := uint(0); i < uint(s.Second); i++ {
		if i > 0 {
			w = e.put(w, ',')
			if separator == ' ' {
				w = e.put(w, ' ')
			}
		}
		if separator != ' ' {
			w = e.put(w, '"')
		}
		w = e.quoted(w, nameOf(s, i))
		if separator != ' ' {
			w = e.put(w, '"')
		}
	}
	return w
}
