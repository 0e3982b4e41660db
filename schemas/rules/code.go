package rules

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// Code is code of the engine, see [table.Op]. Where it has the number of a name or a constant, the bytes hold a zero,
// and Names and Constants have what is meant: the tables and the packs of foreign rules number them on their own.
type Code struct {
	Bytes            []byte
	Names, Constants []Reference
	// Onces are where the numbers of what is evaluated once belong, a byte each.
	Onces []int
	// Depth is how deep its instructions nest.
	Depth int
}

// Reference is where in some code the number of a text belongs.
type Reference struct {
	At   int
	Text string
}

// Numbers are the texts that the code of several looks refers to, in the order of their numbers.
type Numbers []string

// Number puts the numbers of texts into code, for new ones the next: at most so many.
func (n *Numbers) Number(code []byte, references []Reference, most int) error {
	for _, r := range references {
		i := slices.Index(*n, r.Text)
		if i < 0 {
			i = len(*n)
			*n = append(*n, r.Text)
		}
		if i >= most {
			return fmt.Errorf("%q is one name or constant more than the %d that rules may have", r.Text, most)
		}
		code[r.At] = byte(i)
	}
	return nil
}

// add appends other code.
func (c *Code) add(others ...Code) {
	for _, other := range others {
		for _, at := range other.Onces {
			c.Onces = append(c.Onces, len(c.Bytes)+at)
		}
		for _, r := range other.Names {
			c.Names = append(c.Names, Reference{len(c.Bytes) + r.At, r.Text})
		}
		for _, r := range other.Constants {
			c.Constants = append(c.Constants, Reference{len(c.Bytes) + r.At, r.Text})
		}
		c.Bytes = append(c.Bytes, other.Bytes...)
		c.Depth = max(c.Depth, other.Depth)
	}
}

// codeOf is the code of an instruction with its own bytes and its operands.
func codeOf(op table.Op, own Code, operands ...Code) Code {
	c := codeOfByte(byte(op) | byte(len(own.Bytes))<<table.OpHeader)
	c.add(own)
	c.add(operands...)
	c.Depth++
	return c
}

// codeOfByte is a byte of code, codeOfWord two.
func codeOfByte(b byte) Code { return Code{Bytes: []byte{b}} }
func codeOfWord(n int) Code  { return Code{Bytes: binary.LittleEndian.AppendUint16(nil, uint16(n))} }

// codeOfName is the reference to the name of a member or the key of an entry, codeOfConstant that to a string.
func codeOfName(name string) Code {
	return Code{Bytes: []byte{0}, Names: []Reference{{0, escapeText(name)}}}
}
func codeOfConstant(text string) Code {
	return Code{Bytes: []byte{0}, Constants: []Reference{{0, escapeText(text)}}}
}

// escapeText writes a string constant as the engine compares it with strings in JSON: what JSON escapes is escaped.
func escapeText(s string) string {
	var out strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r < 0x20:
			const digits = "0123456789abcdef"
			out.WriteString(`\u00`)
			out.WriteByte(digits[r>>4])
			out.WriteByte(digits[r&15])
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
