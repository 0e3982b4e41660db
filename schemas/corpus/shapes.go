package corpus

import (
	"encoding/base64"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// maker makes values of shapes. One maker serves one operation's request or response.
type maker struct {
	random   *rand.Rand
	limit    int // bytes of JSON for one value
	patterns map[string]*Pattern
}

func newMaker(seed string, limit int) *maker {
	h := fnv.New64a()
	h.Write([]byte(seed))
	return &maker{rand.New(rand.NewPCG(h.Sum64(), 2)), limit, map[string]*Pattern{}}
}

// pattern returns the shape's pattern, or nil. Documents hold no pattern that does not
// parse; tests of the importer see to that.
func (m *maker) pattern(s *schemas.Shape) *Pattern {
	if s.Pattern == "" {
		return nil
	}
	if m.patterns[s.Pattern] == nil {
		p, err := ParsePattern(s.Pattern)
		if err != nil {
			panic(fmt.Sprintf("shape %s: %v", s.Name, err))
		}
		m.patterns[s.Pattern] = p
	}
	return m.patterns[s.Pattern]
}

// judge returns the codes of what is wrong with a string of the shape.
func (m *maker) judge(s *schemas.Shape, text string) []Violation {
	var want []Violation
	add := func(code string) { want = append(want, Violation{Code: code}) }
	n := int64(utf8.RuneCountInString(text))
	if s.Max != nil && n > *s.Max {
		add("length.max")
	}
	if s.Min != nil && n < *s.Min {
		add("length.min")
	}
	if p := m.pattern(s); p != nil && !p.Matches(text) {
		add("pattern")
	}
	if s.Enum != nil && !slices.Contains(s.Enum, text) {
		add("enum")
	}
	return want
}

// text returns a string of n characters that satisfies the shape's pattern if one is
// found, and breaks it otherwise.
func (m *maker) text(s *schemas.Shape, n int, w Width) string {
	if p := m.pattern(s); p != nil {
		if text, ok := p.Text(n, w, m.random); ok {
			return text
		}
	}
	letters := alphabet[w]
	var out strings.Builder
	for range n {
		out.WriteRune(letters[m.random.IntN(len(letters))])
	}
	return out.String()
}

func least(s *schemas.Shape) int {
	if s.Min == nil {
		return 0
	}
	return int(*s.Min)
}

// within returns n, or the shape's maximum where that is less.
func within(s *schemas.Shape, n int) int {
	n = max(n, least(s))
	if s.Max != nil {
		n = min(n, int(*s.Max))
	}
	return n
}

// validText returns a valid string of the shape, of about n characters.
func (m *maker) validText(s *schemas.Shape, n int) string {
	if s.Enum != nil {
		return s.Enum[m.random.IntN(len(s.Enum))]
	}
	n = within(s, n)
	p := m.pattern(s)
	if p == nil {
		return m.text(s, n, ASCII)
	}
	for _, from := range []int{n, least(s)} {
		if text, ok := p.Shortest(from, m.random); ok && len(m.judge(s, text)) == 0 {
			return text
		}
	}
	for range 1000 { // a pattern of fixed lengths
		if text := p.Any(m.random); len(m.judge(s, text)) == 0 {
			return text
		}
	}
	panic("no valid text for shape " + s.Name)
}

func blob(size int) string {
	data := make([]byte, size)
	for i := range data {
		data[i] = byte(i * 7)
	}
	return base64.StdEncoding.EncodeToString(data)
}

// plain returns a valid value: the least that is valid, or with full set, one with
// every member and more than one of everything that may repeat.
func (m *maker) plain(s *schemas.Shape, full bool) item {
	size := func(most int) int {
		if full {
			return within(s, most)
		}
		return least(s)
	}
	switch s.Type {
	case schemas.Structure:
		var entries []entry
		for _, member := range s.Members {
			if member.Required || full {
				entries = append(entries, entry{name: member.Name, value: m.plain(member.Shape, full)})
			}
		}
		return object(entries)
	case schemas.List:
		var elements []item
		for range size(3) {
			elements = append(elements, m.plain(s.Element, full))
		}
		return list(elements)
	case schemas.Map:
		return object(m.entries(s, size(3), full))
	case schemas.String:
		return valid(quote(m.validText(s, size(64))))
	case schemas.Blob:
		return valid(quote(blob(size(100))))
	case schemas.Integer, schemas.Long:
		n := int64(0)
		if s.Min != nil {
			n = *s.Min
		}
		if s.Max != nil && full {
			n = *s.Max
		}
		return valid(fmt.Sprint(n))
	case schemas.Boolean:
		return valid("true")
	case schemas.Timestamp:
		return valid("1754524800.5")
	}
	return valid(`{"a":[1,null,{"b":"c"}]}`)
}

// entries returns n entries of a map with names all different. Where the key's shape
// has no more valid keys to give, the names left are invalid, and say so.
func (m *maker) entries(s *schemas.Shape, n int, full bool) []entry {
	var entries []entry
	used := map[string]bool{}
	for i := 0; len(entries) < n; i++ {
		var key string
		switch {
		case i < 30*n+20:
			key = m.validText(s.Key, i/8)
		default:
			key = fmt.Sprintf("key %d", i)
		}
		if used[key] {
			continue
		}
		used[key] = true
		entries = append(entries, entry{name: key, value: m.plain(s.Value, full), want: m.judge(s.Key, key)})
	}
	return entries
}
