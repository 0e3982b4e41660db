package rules

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// Code is code of the engine in its small form, see [table.Op]. Where it has the number of a name or a constant, the
// bytes hold a zero, and Names and Constants have what is meant: the tables and the packs of foreign rules number them
// on their own.
type Code struct {
	Bytes []byte
	// Streams are the streams that the tables have the bytes in (see [table.StreamOp]).
	Streams          []byte
	Names, Constants []Reference
	// Onces is how many expressions are evaluated once for all values of the look, Depth how deep instructions nest.
	Onces, Depth int
}

// Reference is where in some code the number of a text belongs.
type Reference struct {
	At   int
	Text string
}

// Numbers are the texts that the code of several looks refers to, in the order of their numbers.
type Numbers []string

// Number puts the numbers of texts into code, for new ones the next.
func (n *Numbers) Number(code []byte, references []Reference) error {
	for _, r := range references {
		i := slices.Index(*n, r.Text)
		code[r.At] = byte(i + 1) // 0 for a new one
		if i >= 0 {
			continue
		}
		if *n = append(*n, r.Text); len(*n) > math.MaxUint8 {
			return fmt.Errorf("%q is one name or constant more than the %d that rules may have", r.Text, math.MaxUint8)
		}
	}
	return nil
}

// StepNumbers gives the numbers of rules in the order in which code has them, each as what is added to the one before.
func StepNumbers(number map[*Rule]byte) func(*Rule) byte {
	last := byte(0)
	return func(r *Rule) byte {
		step := number[r] - last
		last = number[r]
		return step
	}
}

// add appends other code.
func (c *Code) add(others ...Code) {
	for _, other := range others {
		for _, r := range other.Names {
			c.Names = append(c.Names, Reference{len(c.Bytes) + r.At, r.Text})
		}
		for _, r := range other.Constants {
			c.Constants = append(c.Constants, Reference{len(c.Bytes) + r.At, r.Text})
		}
		c.Bytes = append(c.Bytes, other.Bytes...)
		c.Streams = append(c.Streams, other.Streams...)
		c.Onces += other.Onces
		c.Depth = max(c.Depth, other.Depth)
	}
}

// codeOf is the code of an instruction, and what follows it.
func codeOf(op table.Op, parts ...Code) Code {
	c := codeOfBytes(table.StreamOp, byte(op))
	c.add(parts...)
	c.Depth++
	return c
}

// codeOfBytes are bytes of a stream.
func codeOfBytes(stream byte, all ...byte) Code {
	return Code{Bytes: all, Streams: bytes.Repeat([]byte{stream}, len(all))}
}

// codeOfName is the reference to the name of a member or the key of an entry, codeOfConstant that to a string.
func codeOfName(name string) Code {
	c := codeOfBytes(table.StreamRuleName, 0)
	c.Names = []Reference{{0, escapeText(name)}}
	return c
}
func codeOfConstant(text string) Code {
	c := codeOfBytes(table.StreamRuleConstant, 0)
	c.Constants = []Reference{{0, escapeText(text)}}
	return c
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
