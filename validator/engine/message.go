package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

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
func (e *Engine) writeTemplate(b []byte, template uint16, v *violation) {
	s := &tables.shapes[v.shape]
	bound := v.bound()
	p := &e.nodes[v.node&(maxNodes-1)]
	words := bytesOf(template)
	for i := e.writePlain(words, 0); i < uint(len(words)); i = e.writePlain(words, i+1) {
		t := uint16(0)
		switch c := words[i]; c {
		case holdLimit:
			e.writeInteger(bound)
		case holdActual:
			e.writeInteger(v.actual)
		case holdS:
			if bound != 1 {
				t = textPluralS
			}
		case holdIes:
			t = textPluralIes
			if bound == 1 {
				t = textSingularY
			}
		case holdAllowed:
			if s.Pattern != 0 {
				e.writeQuotedText(tables.patterns[s.Pattern-1].Allowed)
			}
		case holdEnum:
			e.writeValues(s, textComma, false)
		case holdExpected:
			t = nthText(textKindAny, uint16(s.Kind))
		case holdFound:
			t = nthText(textFoundNull, uint16(v.actual))
		case holdReason:
			t = nthText(textReasonEnd, uint16(v.actual)-1)
		case holdMember:
			t = e.memberOf(v.node)
		case holdUnit:
			t = textCharacter
			if s.Kind == table.Blob {
				t = textByte
			}
		case holdValue:
			e.writeStringAt(b, uint(v.offset))
		case holdOther:
			e.writeStringAt(b, uint(v.actual))
		case holdKey, holdMissing:
			// What is missing is the documentation's name, not the body's: see missingEntry.
			if p.stepKind == stepEntry && (c == holdKey || p.step&inPointer != 0) {
				e.writeEntryName(b, p.step)
			}
		default:
			e.writeQuotedByte(c)
		}
		e.writeText(t)
	}
}

// decodedAt writes the string whose opening quote is at b[i], behind white space.
//
//go:noinline
func (e *Engine) writeStringAt(b []byte, i uint) {
	i = skipSeparators(b, i)
	if i < uint(len(b)) && b[i] == '"' {
		e.writeString(b, i+1)
	}
}

// entryName writes the name of an entry, given by where it lies.
//
//go:noinline
func (e *Engine) writeEntryName(b []byte, step uint32) {
	names, j := e.nameAt(b, step)
	e.writeString(names, j)
}

// values writes the names of a shape, with a text between each two: the values of an enum in the order of the model, or as
// the service lists them, when their ranks are there.
//
//go:noinline
func (e *Engine) writeValues(s *table.Shape, between uint16, ranked bool) {
	for i := uint(0); i < uint(s.Second); i++ {
		if i > 0 {
			e.writeText(between)
		}
		index := i
		if ranked {
			index = uint(e.ranks[i&255]) & 255
		}
		e.writeText(nameOf(s, index))
	}
}
