package engine

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas/reference/function"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// quoted are a text as JSON strings, plain and with all its characters below U+10000 as escapes.
func quoted(t *testing.T, text string) [][]byte {
	t.Helper()
	plain, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	var escaped strings.Builder
	for _, r := range text {
		if r < 0x10000 {
			fmt.Fprintf(&escaped, `\u%04X`, r)
		} else {
			escaped.WriteRune(r)
		}
	}
	return [][]byte{plain, []byte(`"` + escaped.String() + `"`)}
}

// FuzzIsCIDR: the engine takes what Go's net/netip takes.
func FuzzIsCIDR(f *testing.F) {
	for _, text := range []string{
		"", "/", "/24", "192.0.2.0/24", "192.0.2.0/33", "192.0.2.0/024", "192.0.02.1/24", "192.0.2.256/24", "192.0.2.0",
		"0.0.0.0/0", "::/0", "::1/128", "::1/129", "1:2:3:4:5:6:7:8/64", "1:2:3:4:5:6:7/64", "1:2:3:4:5:6:7:8:9/64",
		"1::2::3/64", "12345::/64", "::ffff:192.0.2.0/120", "1:2:3:4:5:6:192.0.2.1/96", "1:2:3:4:5:6:7:192.0.2.1/96",
		"1:2:3:4:5:6:7::/1", "1:2:3:4:5:6::192.0.2.1/1", "1:2:3:4:5::192.0.2.1/1", ":::/1", "1:::2/1", ":1::/1",
		"1::2:/1", "::1.2.3.4:5/1", "fe80::1%eth0/64", "[::1]/128", "192.0.2.0/2４", "2001:DB8::/32", "1.2.3.4::/1",
		"::1.2.3/1", "0001::/1", "00001::/1", "abcg::/1",
	} {
		f.Add(text)
	}
	e := new(Engine)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // The walk has refused it.
		}
		for _, b := range quoted(t, text) {
			if have, want := isCIDR(e.decodeAddress(b, 0)), function.IsCIDR(text); have != want {
				t.Errorf("isCIDR(%s) = %v, want %v", b, have, want)
			}
		}
	})
}

// FuzzAtMost: the engine compares numerals as math/big does.
func FuzzAtMost(f *testing.F) {
	for _, text := range []string{
		"", "0", "-0", "+0", "1", "2", "9", "10", "-10", "-9", "+1", "0002", "-0002", "00", "-00",
		"99999999999999999999999", "99999999999999999999998", "2.5", "2e1", " 2", "2\n", "--2", "+-2", "+", "-", "２", "a",
		"-1", "1000", "0999",
	} {
		for _, other := range []string{"", "1", "-1", "0", "-0", "10", "00010", "99999999999999999999999", "-", "x"} {
			f.Add(text, other)
		}
	}
	e := new(Engine)
	f.Fuzz(func(t *testing.T, x, y string) {
		if !utf8.ValidString(x) || !utf8.ValidString(y) {
			return
		}
		for _, a := range quoted(t, x) {
			for _, b := range quoted(t, y) {
				if have, want := e.isAtMost(a, 1, b, 1), function.AtMost(x, y); have != want {
					t.Errorf("isAtMost(%s, %s) = %v, want %v", a, b, have, want)
				}
			}
		}
	})
}

// FuzzUnknownClass: the engine finds the selector that the reference does.
func FuzzUnknownClass(f *testing.F) {
	for _, css := range []string{
		"", "color: red", ".banner-customizable { color: red }", ".banner-customizable{}",
		".submitButton-customizable:hover {}", ".a-customizable:not(.b) > c {}", ".inputField-customizable::selection {}",
		".a-customizable {} .b-customizable {}", ".a-customizable, .b-customizable {}", "\t\r\n\f.a-customizable\n{}",
		".a-customizable,{}", "{}", ".other { color: red }", ".a-customizable {} .b {} .c {}", ".a-customizable, .b {}",
		".b, .a-customizable {}", "body {}", "body.a-customizable {}", ".-customizable {}", "--customizable{}",
		".--customizable{}", ".a-customizable b {}", ".a-customizables {}", ".é-customizable {}",
		".A_1-b-customizable {}", ".a-customizable-customizable{}", ".a-customizable-{}", ".a-customizable { b {}",
		"@media print { .a-customizable {} }", "/* a */ b {}", "b {} /* c */ d {}", "*/{}", "/*{} b{}", "a/*, b {} c {}",
		"/ * {}", "}}a{}", "a}b{}", "a,,b{}", "\u00a0.a-customizable{}", ".a-customizable\u2028{}", ".a-customizable: {}",
		".a-customizable :b{}", "\v.a-customizable{}", ".\"-customizable{}", `.a\-customizable{}`,
	} {
		f.Add(css)
	}
	e := new(Engine)
	f.Fuzz(func(t *testing.T, css string) {
		if !utf8.ValidString(css) {
			return
		}
		for _, b := range quoted(t, css) {
			have := ""
			for i, end := e.findUnknownClass(b, 1); i < end; {
				var r rune
				r, i = readCharacter(b, i)
				have += string(r)
			}
			if want := function.UnknownClass(css); have != want {
				t.Errorf("the unknown class of %s is %q, want %q", b, have, want)
			}
		}
	})
}

// TestInstructions: the text has as many characters for each instruction.
func TestInstructions(t *testing.T) {
	if have, want := len(textOf(textInstructions)), instructionLetters*int(table.OpCount); have != want {
		t.Errorf("Instructions has %d characters, want %d", have, want)
	}
}
