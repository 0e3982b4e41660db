package corpus

import (
	"iter"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
)

// step leads from a shape to one within it: a member, an element, an entry's value or
// its key.
type step struct {
	from   *schemas.Shape
	member *schemas.Member // of a structure
	key    bool            // of a map: to the key
}

// ForRequest yields the cases of one operation's request. The operation may be of any model. Bodies over limit bytes
// are left out.
//
// A shape that is in several places gets all its variants in the first, and in
// every other place one for each set of codes.
func ForRequest(op *schemas.Operation, limit int) iter.Seq[Case] {
	return makeCases(op, false, limit)
}

// ForResponse is ForRequest for the operation's response.
func ForResponse(op *schemas.Operation, limit int) iter.Seq[Case] {
	return makeCases(op, true, limit)
}

func makeCases(op *schemas.Operation, response bool, limit int) iter.Seq[Case] {
	root, side := op.Input, "request"
	if response {
		root, side = op.Output, "response"
	}
	return func(yield func(Case) bool) {
		m := newMaker(op.FullName()+side, limit)
		name := op.FullName() + " " + side + " "
		more := true
		give := func(id string, it item) bool {
			if more && len(it.json) <= limit {
				more = yield(Case{
					ID: name + id, Operation: op.FullName(), Response: response,
					Body: []byte(it.json), Want: Sort(it.want), Unknown: it.unknown,
				})
			}
			return more
		}

		give("minimal", m.plain(root, false))
		give("maximal", m.plain(root, true))
		give("null", broken("null", "type"))
		nothing := m.nothing(root)
		give("empty body", nothing)
		nothing.json = " \r\n\t"
		give("white space", nothing)

		type use struct {
			shape *schemas.Shape
			key   bool
		}
		few := map[use][]variant{} // of what has been met: one for each set of codes
		m.places(root, nil, func(s *schemas.Shape, path []step) bool {
			at := label(path)
			key := len(path) > 0 && path[len(path)-1].key
			around := m.frame(path)
			if len(path) > 0 && !key {
				give(at+" null", around.with(null(path[len(path)-1])))
			}
			put := func(v variant) bool {
				if key {
					return give(at+" "+v.name, m.withKey(path, v))
				}
				return give(at+" "+v.name, around.with(v.item))
			}
			known, met := few[use{s, key}]
			if met {
				for _, v := range known {
					if !put(v) {
						return false
					}
				}
				return true
			}
			seen := map[string]bool{}
			defer func() { few[use{s, key}] = known }()
			first := func(v variant) bool {
				if codes := codesOf(v.item); !seen[codes] {
					seen[codes] = true
					known = append(known, v)
				}
				return put(v)
			}
			if key {
				return m.texts(s, first)
			}
			return m.variants(s, first)
		})
	}
}

// nothing is the empty body, which is read as {}.
func (m *maker) nothing(s *schemas.Shape) item {
	var it item
	for _, member := range s.Members {
		if member.Required {
			it.want = append(it.want, Violation{jsonpointer.Join(member.Name), "required", false})
		}
	}
	return it
}

// null is a null at the end of the step.
func null(s step) item {
	switch {
	case s.member == nil:
		return broken("null", "null")
	case s.member.Required:
		return broken("null", "required")
	}
	return valid("null")
}

func codesOf(it item) string {
	var codes []string
	for _, v := range it.want {
		codes = append(codes, v.Code)
	}
	return strings.Join(codes, " ") + strings.Join(it.unknown, " ")
}

// places calls visit for the shape and every place within it.
func (m *maker) places(s *schemas.Shape, path []step, visit func(*schemas.Shape, []step) bool) bool {
	for _, before := range path {
		if before.from == s {
			return true // A shape within itself has been visited one level up.
		}
	}
	if !visit(s, path) {
		return false
	}
	deeper := func(to *schemas.Shape, next step) bool {
		return m.places(to, append(path[:len(path):len(path)], next), visit)
	}
	switch s.Type {
	case schemas.Structure:
		for i := range s.Members {
			if !deeper(s.Members[i].Shape, step{from: s, member: &s.Members[i]}) {
				return false
			}
		}
	case schemas.List:
		return deeper(s.Element, step{from: s})
	case schemas.Map:
		return deeper(s.Key, step{from: s, key: true}) && deeper(s.Value, step{from: s})
	}
	return true
}

func label(path []step) string {
	var out strings.Builder
	for _, s := range path {
		switch {
		case s.member != nil:
			out.WriteString("/" + s.member.Name)
		case s.key:
			out.WriteString("/{key}")
		case s.from.Type == schemas.Map:
			out.WriteString("/{value}")
		default:
			out.WriteString("/[]")
		}
	}
	if len(path) == 0 {
		return "/"
	}
	return out.String()
}

// frame is what surrounds a value, valid itself.
type frame struct{ before, after, pointer string }

func (f frame) with(it item) item {
	want, unknown := it.below(f.pointer)
	return item{f.before + it.json + f.after, want, unknown}
}

// frame builds the containers around the end of the path, from the innermost out, with
// as little else in them as is valid. An end at a map's key has its map around it.
func (m *maker) frame(path []step) frame {
	const hole = "\x00" // in no JSON text
	it := item{json: hole, want: []Violation{{}}}
	for i := len(path) - 1; i >= 0; i-- {
		s := path[i].from
		switch {
		case path[i].key:
			// The map is the key's to build.
		case s.Type == schemas.Structure:
			var entries []entry
			for _, member := range s.Members {
				switch {
				case member.Name == path[i].member.Name:
					entries = append(entries, entry{name: member.Name, value: it})
				case member.Required:
					entries = append(entries, entry{name: member.Name, value: m.plain(member.Shape, false)})
				}
			}
			it = object(entries)
		case s.Type == schemas.List:
			var elements []item
			for range least(s) - 1 {
				elements = append(elements, m.plain(s.Element, false))
			}
			it = list(append(elements, it))
		default:
			it = object(m.fill(s, []entry{{name: m.validText(s.Key, 3), value: it}}))
		}
	}
	before, after, _ := strings.Cut(it.json, hole)
	return frame{before, after, it.want[0].Pointer}
}

// withKey puts the variant, a string, in as the key at the end of the path.
func (m *maker) withKey(path []step, v variant) item {
	s := path[len(path)-1].from
	entries := []entry{{name: v.text, raw: v.item.json, value: m.plain(s.Value, false), want: v.item.want}}
	return m.frame(path).with(object(m.fill(s, entries)))
}

// fill adds entries up to the map's minimum, with other names.
func (m *maker) fill(s *schemas.Shape, entries []entry) []entry {
	for _, e := range m.entries(s, least(s)+1, false) {
		if len(entries) < least(s) && e.name != entries[0].name {
			entries = append(entries, e)
		}
	}
	return entries
}
