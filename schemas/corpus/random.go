package corpus

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
)

// Random yields n bodies of operations picked at random, each valid or broken in any
// number of places, of at most 20 kB. The seed decides them all.
func Random(seed uint64, n int) iter.Seq[Case] {
	operations := schemas.Load().Operations()
	return func(yield func(Case) bool) {
		r := rand.New(rand.NewPCG(seed, 1))
		for i := range n {
			op := operations[r.IntN(len(operations))]
			response := r.IntN(2) == 1
			root := op.Input
			if response {
				root = op.Output
			}
			m := newMaker(fmt.Sprint(seed, i), 20_000)
			// One body in four is made to be valid, the others ever more broken.
			w := wild{maker: m, odds: []int{0, 5, 20, 60}[m.random.IntN(4)]}
			it := w.value(root)
			if len(it.json) > m.limit {
				it = m.plain(root, false)
			}
			c := Case{
				ID: fmt.Sprintf("random %d %d", seed, i), Operation: op.FullName(), Response: response,
				Body: []byte(w.space() + it.json + w.space()), Want: Sort(it.want), Unknown: it.unknown,
			}
			if !yield(c) {
				return
			}
		}
	}
}

// wild makes values at random; about odds in a hundred are broken.
type wild struct {
	*maker
	odds int
}

func (w wild) chance(percent int) bool { return w.random.IntN(100) < percent }

func (w wild) space() string {
	return strings.Repeat([]string{" ", "\n", "\t", "\r\n"}[w.random.IntN(4)], w.random.IntN(2))
}

func (w wild) value(s *schemas.Shape) item {
	if w.chance(w.odds) && s.Type != schemas.String {
		return w.variant(s)
	}
	switch s.Type {
	case schemas.Structure:
		return w.structure(s)
	case schemas.List:
		var elements []item
		for range w.size(s) {
			elements = append(elements, w.inner(s.Element))
		}
		return list(elements)
	case schemas.Map:
		entries := w.entries(s, w.size(s), false)
		for i := range entries {
			entries[i].value = w.inner(s.Value)
			if key, want := w.text(s.Key); !named(entries, key) {
				entries[i].name, entries[i].raw, entries[i].want = key, w.quoted(key), want
			}
		}
		return object(entries)
	case schemas.String:
		if w.chance(w.odds / 3) {
			return broken([]string{"12", "true", "[]", `{"a":1}`}[w.random.IntN(4)], "type")
		}
		text, want := w.text(s)
		return item{json: w.quoted(text), want: want}
	}
	return w.plain(s, w.chance(50))
}

// variant returns one of the shape's first variants.
func (w wild) variant(s *schemas.Shape) item {
	var picked item
	left := w.random.IntN(40)
	w.variants(s, func(v variant) bool {
		picked = v.item
		left--
		return left >= 0
	})
	return picked
}

// inner returns an element of a list or a value of a map.
func (w wild) inner(s *schemas.Shape) item {
	if w.chance(w.odds / 2) {
		return null(step{})
	}
	return w.value(s)
}

func (w wild) structure(s *schemas.Shape) item {
	var entries []entry
	var missing []Violation
	var unknown []string
	for i := range s.Members {
		member := &s.Members[i]
		switch {
		case w.chance(w.odds) || !member.Required && w.chance(50):
			if w.chance(50) {
				entries = append(entries, entry{name: member.Name, value: null(step{member: member})})
			} else if member.Required {
				missing = append(missing, Violation{jsonpointer.Join(member.Name), "required", false})
			}
		default:
			entries = append(entries, entry{name: member.Name, raw: w.quoted(member.Name), value: w.value(member.Shape)})
		}
	}
	if w.chance(10) {
		entries = append(entries, entry{name: "x y", value: valid(`[{"z":null}]`)})
		unknown = append(unknown, "/x y")
	}
	w.random.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	it := object(entries)
	it.want = append(it.want, missing...)
	it.unknown = append(it.unknown, unknown...)
	return it
}

// size returns a valid number of elements or entries, of a few.
func (w wild) size(s *schemas.Shape) int {
	return within(s, w.random.IntN(4))
}

// text returns a string of the shape, and what is wrong with it.
func (w wild) text(s *schemas.Shape) (string, []Violation) {
	text := ""
	switch p := w.pattern(s); {
	case w.chance(w.odds):
		text = w.brokenText(s)
	case p != nil:
		text = p.Any(w.random)
	default:
		text = w.validText(s, w.random.IntN(40))
	}
	want := w.judge(s, text)
	if want != nil && w.odds == 0 {
		return w.validText(s, 0), nil
	}
	return text, want
}

// brokenText returns a string that is likely to be wrong.
func (w wild) brokenText(s *schemas.Shape) string {
	text := w.validText(s, w.random.IntN(20))
	letters := alphabet[1+Width(w.random.IntN(int(Astral)))]
	strange := string(letters[w.random.IntN(len(letters))])
	switch at := w.random.IntN(len(text) + 1); w.random.IntN(5) {
	case 0:
		return strings.Repeat(strange, min(least(s)+1, 300))
	case 1:
		return ""
	case 2:
		return text + strange
	case 3:
		if s.Max != nil && *s.Max < 3000 {
			return strings.Repeat(strange, int(*s.Max)+w.random.IntN(2))
		}
		return strange
	default:
		// Valid texts are ASCII, or values of an enum, which are too.
		return text[:at] + strange + text[at:]
	}
}

func (w wild) quoted(text string) string {
	if w.chance(20) {
		return quoteEscaped(text)
	}
	return quote(text)
}

func named(entries []entry, name string) bool {
	for _, e := range entries {
		if e.name == name {
			return true
		}
	}
	return false
}
