package corpus

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
)

// variant is one value of a shape, and what was done to it.
type variant struct {
	name string
	item
	text string // the string itself, of a string: what a map's key needs
}

// variants calls yield with every variant of the shape itself, not of what is within
// it. It stops when yield returns false, and then returns false.
func (m *maker) variants(s *schemas.Shape, yield func(variant) bool) bool {
	switch s.Type {
	case schemas.Structure:
		if !m.structures(s, yield) {
			return false
		}
	case schemas.List:
		if !m.sizes(s, "items", yield, func(n int) item {
			var elements []item
			for range n {
				elements = append(elements, m.plain(s.Element, false))
			}
			return list(elements)
		}) {
			return false
		}
	case schemas.Map:
		if !m.sizes(s, "entries", yield, func(n int) item { return object(m.entries(s, n, false)) }) {
			return false
		}
	case schemas.String:
		if !m.texts(s, yield) {
			return false
		}
	case schemas.Blob:
		if !m.blobs(s, yield) {
			return false
		}
	case schemas.Integer, schemas.Long:
		if !m.integers(s, yield) {
			return false
		}
	case schemas.Timestamp:
		for _, text := range []string{"0", "-1.5", "1.7e9", "253402300799", "1E-3"} {
			if !yield(variant{name: "timestamp " + text, item: valid(text)}) {
				return false
			}
		}
	case schemas.Boolean:
		for _, text := range []string{"true", "false"} {
			if !yield(variant{name: text, item: valid(text)}) {
				return false
			}
		}
	}
	return wrongTypes(s, yield)
}

// wrongTypes yields a value of each JSON type but null. Whether null is wrong depends
// on its place.
func wrongTypes(s *schemas.Shape, yield func(variant) bool) bool {
	for _, v := range []struct{ name, json string }{
		{name: "string", json: `"text"`}, {name: "empty string", json: `""`}, {name: "number", json: "12"},
		{name: "fraction", json: "0.5"}, {name: "true", json: "true"}, {name: "false", json: "false"},
		{name: "empty list", json: "[]"}, {name: "list", json: `[{"a":[null]},1]`}, {name: "empty object", json: "{}"},
		{name: "object", json: `{"a":{"b":[1,"x"]},"c":null}`},
	} {
		kind := strings.TrimPrefix(v.name, "empty ")
		fits := false
		switch s.Type {
		case schemas.Structure, schemas.Map:
			fits = kind == "object"
		case schemas.List:
			fits = kind == "list"
		case schemas.String:
			fits = kind == "string"
		case schemas.Blob:
			fits = kind == "string"
		case schemas.Integer, schemas.Long:
			fits = kind == "number" || kind == "fraction"
		case schemas.Timestamp:
			fits = kind == "number" || kind == "fraction"
		case schemas.Boolean:
			fits = kind == "true" || kind == "false"
		}
		switch {
		case s.Type == schemas.AnyValue:
			if !yield(variant{name: "any " + v.name, item: valid(v.json)}) {
				return false
			}
		case !fits:
			if !yield(variant{name: "type " + v.name, item: broken(v.json, "type")}) {
				return false
			}
		}
	}
	return true
}

// around returns the numbers at the bounds and next to them, each once, none below
// low.
func around(low int64, bounds ...*int64) []int64 {
	var numbers []int64
	for _, bound := range bounds {
		if bound == nil {
			continue
		}
		for d := int64(-1); d <= 1; d++ {
			if n := *bound + d; n >= low {
				numbers = append(numbers, n)
			}
		}
	}
	return distinct(numbers)
}

func distinct(numbers []int64) []int64 {
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// sizeCodes returns the codes of n against the shape's bounds.
func sizeCodes(s *schemas.Shape, n int64, what string) []string {
	var codes []string
	if s.Max != nil && n > *s.Max {
		codes = append(codes, what+".max")
	}
	if s.Min != nil && n < *s.Min {
		codes = append(codes, what+".min")
	}
	return codes
}

func (m *maker) sizes(s *schemas.Shape, what string, yield func(variant) bool, make func(n int) item) bool {
	numbers := around(0, s.Min, s.Max)
	if len(numbers) == 0 {
		numbers = []int64{0, 1, 2}
	}
	one := len(make(1).json)
	for _, n := range numbers {
		if n*int64(one) > int64(m.limit) {
			continue
		}
		it := make(int(n))
		for _, code := range sizeCodes(s, n, what) {
			it.want = append(it.want, Violation{Code: code})
		}
		if !yield(variant{name: fmt.Sprintf("%s %d", what, n), item: it}) {
			return false
		}
	}
	return true
}

func (m *maker) structures(s *schemas.Shape, yield func(variant) bool) bool {
	var all, required []entry
	for _, member := range s.Members {
		e := entry{name: member.Name, value: m.plain(member.Shape, false)}
		all = append(all, e)
		if member.Required {
			required = append(required, e)
		}
	}
	without := func(name string) []entry {
		var rest []entry
		for _, e := range required {
			if e.name != name {
				rest = append(rest, e)
			}
		}
		return rest
	}
	null := func(name string) entry { return entry{name: name, value: valid("null")} }
	ok := true
	give := func(name string, it item) { ok = ok && yield(variant{name: name, item: it}) }

	var none item
	for _, e := range required {
		none.want = append(none.want, Violation{jsonpointer.Join(e.name), "required", false})
	}
	none.json = " {\t}\n"
	give("empty", none)
	for _, e := range required {
		missing := []Violation{{jsonpointer.Join(e.name), "required", false}}
		it := object(without(e.name))
		it.want = missing
		give("missing "+e.name, it)
		it = object(append(without(e.name), null(e.name)))
		it.want = missing
		give("null "+e.name, it)
	}
	var nulls, reversed []entry
	nulls = append(nulls, required...)
	for i := len(all) - 1; i >= 0; i-- {
		reversed = append(reversed, all[i])
		if !s.Members[i].Required {
			nulls = append(nulls, null(all[i].name))
		}
	}
	give("optional members null", object(nulls))
	give("members reversed", object(reversed))
	for _, v := range [][2]string{{"scalar", `"x"`}, {"null", "null"}, {"nested", `{"a":[{"a":1}]}`}} {
		name, json := v[0], v[1]
		for _, unknown := range []string{"noSuchMember", "a/b~c \u00E9\"%41"} {
			it := object(append([]entry{{name: unknown, value: valid(json)}}, required...))
			it.unknown = []string{jsonpointer.Join(unknown)}
			give("unknown "+name+" "+unknown, it)
		}
	}
	if len(all) > 0 {
		// Names are compared exactly.
		name := strings.ToUpper(all[0].name) + "X"
		it := object(append([]entry{{name: name, value: all[0].value}}, required...))
		it.unknown = []string{jsonpointer.Join(name)}
		give("unknown "+name, it)
		escaped := all[0]
		escaped.raw = quoteEscaped(escaped.name)
		give("escaped name", object(append(without(escaped.name), escaped)))
	}
	return ok
}

func (m *maker) texts(s *schemas.Shape, yield func(variant) bool) bool {
	give := func(name, text string) bool {
		it := item{json: quote(text), want: m.judge(s, text)}
		return yield(variant{name: name, item: it, text: text})
	}
	escaped := func(name, text string) bool {
		it := item{json: quoteEscaped(text), want: m.judge(s, text)}
		return yield(variant{name: name + " escaped", item: it, text: text})
	}
	for i, value := range s.Enum {
		if i > 0 && i < len(s.Enum)-1 {
			continue
		}
		if !give("enum "+value, value) || !escaped("enum "+value, value) {
			return false
		}
		for _, v := range [][2]string{
			{"other case", swapCase(value)}, {"space after", value + " "}, {"NUL after", value + "\x00"},
			{"first letters", value[:len(value)-1]}, {"twice", value + value},
		} {
			if !give("enum "+value+" "+v[0], v[1]) {
				return false
			}
		}
	}

	numbers := around(0, s.Min, s.Max)
	if len(numbers) == 0 {
		numbers = []int64{0, 1, 40}
	}
	for _, n := range numbers {
		for w := ASCII; w <= Astral; w++ {
			name := fmt.Sprintf("length %d %s", n, w)
			if n*int64(w) > int64(m.limit) {
				continue
			}
			text := m.text(s, int(n), w)
			if !give(name, text) {
				return false
			}
			units := int64(1)
			if w == Astral {
				units = 2
			}
			if n*6*units <= int64(m.limit) && !escaped(name, text) {
				return false
			}
		}
	}

	// Characters that patterns treat in their own ways, alone and around a valid text.
	for _, r := range []rune{
		'\x00', '\t', '\n', '\v', '\r', '\x1B', ' ', '!', '"', '$', '*', '.', '/', '\\', ']', '^', '_', '{', '~', 0x7F,
		0x85, 0xA0, 0x212A, 0x2028, 0x2029, 0x3000, 0xE000, 0xFEFF, 0xFFFD, 0x1F600, 0x10FFFF,
	} {
		if !give(fmt.Sprintf("U+%04X alone", r), string(r)) {
			return false
		}
	}
	if s.Enum != nil {
		return true
	}
	base := m.validText(s, 20)
	if !give("valid", base) || !escaped("valid", base) {
		return false
	}
	if p := m.pattern(s); p != nil {
		for i := range 4 {
			if !give(fmt.Sprintf("match %d", i), p.Any(m.random)) {
				return false
			}
		}
	}
	for _, r := range []rune{'\x00', '\n', ' ', '.', 0x85, 0x2028, 0x1F600} {
		if !give(fmt.Sprintf("U+%04X after", r), base+string(r)) || !give(fmt.Sprintf("U+%04X before", r), string(r)+base) {
			return false
		}
	}
	return true
}

func swapCase(text string) string {
	if upper := strings.ToUpper(text); upper != text {
		return upper
	}
	return strings.ToLower(text)
}

func (m *maker) blobs(s *schemas.Shape, yield func(variant) bool) bool {
	numbers := append(around(0, s.Min, s.Max), 0, 2, 3, 4, 5)
	if s.Max != nil {
		numbers = append(numbers, *s.Max+3) // one more group of four characters
	}
	for _, n := range distinct(numbers) {
		if n*4/3+4 > int64(m.limit) {
			continue
		}
		if !yield(variant{
			name: fmt.Sprintf("bytes %d", n), item: broken(quote(blob(int(n))), sizeCodes(s, n, "length")...),
		}) {
			return false
		}
	}
	for _, v := range [][2]string{
		{"no padding", `"AAA"`}, {"half a padding", `"AA="`}, {"one character", `"A"`}, {"too much padding", `"A==="`},
		{"padding alone", `"===="`},
		{"padding within", `"AA==AAAA"`}, {"URL alphabet", `"-_-_"`}, {"line break", `"AAAA\n"`},
		{"line breaks within", `"AA\r\nAA"`}, {"space", `"AA AA"`},
		{"wrong", `"!!!!"`}, {"two-byte", `"\u00e9\u00e9\u00e9\u00e9"`}, {"astral", "\"\U0001F600AAA\""},
		{"NUL", `"AAA\u0000"`},
	} {
		if !yield(variant{name: "base64 " + v[0], item: broken(v[1], "type")}) {
			return false
		}
	}
	escaped := quote(blob(3))
	escaped = quoteEscaped(strings.Trim(escaped, `"`))
	return yield(variant{name: "base64 escaped", item: broken(escaped, sizeCodes(s, 3, "length")...)}) &&
		yield(variant{name: "base64 escaped slash", item: broken(`"\/\/\/\/"`, sizeCodes(s, 3, "length")...)})
}

func (m *maker) integers(s *schemas.Shape, yield func(variant) bool) bool {
	low, high := int64(math.MinInt32), int64(math.MaxInt32)
	over := []string{"2147483648", "-2147483649", "2147483648.0", "4294967296"}
	if s.Type == schemas.Long {
		low, high = math.MinInt64, math.MaxInt64
		over = []string{"9223372036854775808", "-9223372036854775809", "9223372036854775808.0", "18446744073709551616"}
	}
	numbers := append(around(math.MinInt64, s.Min, s.Max), 0, 1, low, low+1, high-1, high)
	if s.Type == schemas.Long {
		numbers = append(numbers, 1<<53+1)
	}
	for _, n := range distinct(numbers) {
		codes := sizeCodes(s, n, "range")
		if n < low || n > high {
			codes = []string{"type"}
		}
		text := fmt.Sprint(n)
		tenfold := text + "0e-1"
		if n == 0 {
			tenfold = "0e-1"
		}
		for _, v := range [][2]string{
			{"", text}, {" with a fraction", text + ".00"}, {" with an exponent", tenfold}, {" with a factor", text + "E+0"},
		} {
			if !yield(variant{name: "number " + text + v[0], item: broken(v[1], codes...)}) {
				return false
			}
		}
	}
	if !yield(variant{name: "number 1e1", item: broken("1e1", sizeCodes(s, 10, "range")...)}) ||
		!yield(variant{name: "number -0", item: broken("-0", sizeCodes(s, 0, "range")...)}) {
		return false
	}
	for _, json := range append(over, "1.5", "1e-1", "1e19", "-1e400", "1e99999999999999999999",
		"1e-99999999999999999999", "1"+strings.Repeat("0", 400), "0."+strings.Repeat("0", 400)+"1") {
		name := json
		if len(name) > 30 {
			name = name[:30] + "…"
		}
		if !yield(variant{name: "number " + name, item: broken(json, "type")}) {
			return false
		}
	}
	return true
}
