package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// here are the folders of the repository.
var here = folders{"..", "../../validator/engine", "../../host/precheck/wire", "../../web/src"}

// packAll packs the documents, texts and rules of the repository.
func packAll(t testing.TB) (*packed, []*schemas.Service) {
	t.Helper()
	s, err := readSources(here)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pack(s.services, s.texts, s.rules)
	if err != nil {
		t.Fatal(err)
	}
	return p, s.services
}

// TestFresh: the generated files in the repository are what its schemas, texts and rules give.
func TestFresh(t *testing.T) {
	files, err := generate(here)
	if err != nil {
		t.Fatal(err)
	}
	again, err := generate(here)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		if err := compareFile(f.path, f.content); err != nil {
			t.Error(err)
		}
		if !bytes.Equal(again[i].content, f.content) {
			t.Errorf("%s: a second run gives something else", f.path)
		}
		line, _, _ := bytes.Cut(f.content, []byte("\n"))
		if !bytes.Contains(line, []byte("Code generated ")) || !bytes.HasSuffix(line, []byte(" DO NOT EDIT.")) {
			t.Errorf("%s starts with %s", f.path, line)
		}
	}
}

func TestDocumentErrors(t *testing.T) {
	dir := t.TempDir()
	if _, err := readDocuments(dir); err == nil || !strings.Contains(err.Error(), "no *.schema.json") {
		t.Errorf("an empty folder: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.schema.json"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := generate(folders{dir, here.engine, here.wire, here.web}); err == nil ||
		!strings.Contains(err.Error(), "a.schema.json") {
		t.Errorf("a broken document: %v", err)
	}
	if _, err := generate(folders{here.schemas, dir, here.wire, here.web}); err == nil {
		t.Error("no texts: no error")
	}
}

// TestShapes compares each record with what its service says of the shape.
func TestShapes(t *testing.T) {
	p, services := packAll(t)
	name := func(text table.Text) string { return p.string(text) }
	index := func(s *schemas.Shape) table.ShapeID {
		i, ok := p.shapeOf[p.key(s)]
		if !ok {
			t.Fatalf("shape %s is not packed", s.Name)
		}
		return i
	}
	seen := map[*schemas.Shape]bool{}
	var visit func(s *schemas.Shape)
	visit = func(s *schemas.Shape) {
		if seen[s] {
			return
		}
		seen[s] = true
		r := p.shapes[index(s)]
		if r.Kind != kinds[s.Type] || (r.Flags&table.Sensitive != 0) != (s.Sensitive || s.Key != nil && s.Key.Sensitive) {
			t.Errorf("%s: %+v", s.Name, r)
		}
		switch s.Type {
		case schemas.Structure:
			if r.Count() != uint(len(s.Members)) {
				t.Fatalf("%s: %d members", s.Name, r.Count())
			}
			for i, m := range s.Members {
				shape := m.Shape
				if m.Sensitive && !shape.Sensitive {
					marked := *shape
					marked.Sensitive = true
					shape = &marked
				}
				have := p.members[int(r.Members())+i]
				if name(have.Name) != m.Name || (have.Flags&table.Required != 0) != m.Required ||
					(have.Flags&table.Deprecated != 0) != m.Deprecated || have.Shape != index(shape) ||
					r.Required()>>i&1 != uint64(have.Flags&table.Required) {
					t.Errorf("%s.%s: %+v", s.Name, m.Name, have)
				}
				if p.find(&r, m.Name) != i {
					t.Errorf("%s.%s is not found", s.Name, m.Name)
				}
				visit(shape)
			}
			return
		case schemas.List:
			if r.Element() != index(s.Element) {
				t.Errorf("%s: element", s.Name)
			}
			visit(s.Element)
		case schemas.Map:
			if r.Key() != index(s.Key) || r.Value() != index(markValue(s)) {
				t.Errorf("%s: key or value", s.Name)
			}
			visit(s.Key)
			visit(markValue(s))
		}
		if (r.Flags&table.HasMin != 0) != (s.Min != nil) || s.Min != nil && r.Min != *s.Min ||
			(r.Flags&table.HasMax != 0) != (s.Max != nil) || s.Max != nil && r.Max != *s.Max {
			t.Errorf("%s: %+v", s.Name, r)
		}
		if (r.Pattern != 0) != (s.Pattern != "") || r.Pattern != 0 && name(p.patterns[r.Pattern-1].Text) != s.ServicePattern {
			t.Errorf("%s: pattern %d", s.Name, r.Pattern)
		}
		for i, v := range s.Enum {
			if name(p.values[int(r.Values())+i]) != v || r.Count() != uint(len(s.Enum)) || p.find(&r, v) != i {
				t.Errorf("%s: value %s is not found", s.Name, v)
			}
		}
	}
	n := 0
	for i, s := range services {
		have := p.services[i]
		if name(have.Name) != s.Name || name(have.Version) != s.APIVersion || name(have.Date) != s.ModelDate ||
			name(have.Target) != s.TargetPrefix || name(have.Exception) == "" {
			t.Errorf("%s: %+v", s.Name, have)
		}
		for _, o := range s.Operations {
			have := p.operations[n]
			if name(have.Name) != o.Name || int(have.Service) != i || have.Input != index(o.Input) ||
				have.Output != index(o.Output) {
				t.Errorf("%s: %+v", o.Name, have)
			}
			visit(o.Input)
			visit(o.Output)
			n++
		}
	}
	if n != len(p.operations) || len(p.lookEnds) != n || int(p.lookEnds[n-1]) != len(p.looks) {
		t.Errorf("%d operations, %d packed, looks end at %v", n, len(p.operations), p.lookEnds)
	}
}

// TestNoWordIsForgotten: every pattern of the models is put into words.
func TestNoWordIsForgotten(t *testing.T) {
	p, _ := packAll(t)
	used := map[string]bool{}
	for _, pattern := range p.patterns {
		used[p.string(pattern.Text)] = true
		if p.string(pattern.Allowed) == fallbackWords {
			t.Errorf("no words for %s", p.string(pattern.Text))
		}
	}
	for _, pattern := range slices.Sorted(maps.Keys(allowedWords)) {
		if !used[pattern] {
			t.Errorf("words for %s, which no shape has", pattern)
		}
	}
	if words("brand new") != fallbackWords {
		t.Error("a new pattern has no words")
	}
}

// matches runs a pattern's automaton as the engine does, byte loops and all.
func (p *packed) matches(pattern int, text string) bool {
	state := int(p.patterns[pattern].Start)
	for _, r := range text {
		s := p.states[state]
		if r < 0x80 && p.loops[s.Group][r]&s.Mask != 0 {
			continue
		}
		class := p.trie.Lookup(r)
		if r < 0x80 {
			class = p.ascii[r]
		}
		to := p.next[state<<6|int(class)]
		if to == 0 {
			return false
		}
		state = int(p.patterns[pattern].Start) - 1 + int(to)
	}
	return p.states[state].Accept == 1
}

// TestPackedPatterns holds the packed automata against package regexp on the published patterns, with words that match
// and such that all but match.
func TestPackedPatterns(t *testing.T) {
	p, services := packAll(t)
	random := rand.New(rand.NewPCG(1, 2))
	strange := []rune("\x00\t\n\v\f\r " +
		"\x1F\x7F\u0085\u00A0é\u0301\u2028\u2029\u3000日\uFFFD\U0001F600\U0010FFFFaZ09_-.:/\\\"#*@")
	done := map[string]bool{}
	for _, service := range services {
		for _, s := range service.Shapes {
			if s.Pattern == "" || done[s.ServicePattern] {
				continue
			}
			done[s.ServicePattern] = true
			i := int(p.patternOf[s.ServicePattern]) - 1
			re := regexp.MustCompile(s.Pattern)
			generator, err := corpus.ParsePattern(s.Pattern)
			if err != nil {
				t.Fatal(err)
			}
			accepted := 0
			for n := range 600 {
				text := []rune(generator.Any(random))
				if n%3 != 0 {
					at := random.IntN(len(text) + 1)
					text = slices.Insert(text, at, strange[random.IntN(len(strange))])
				}
				if n%5 == 0 && len(text) > 0 {
					text = slices.Delete(text, random.IntN(len(text)), len(text))
				}
				want := re.MatchString(string(text))
				if p.matches(i, string(text)) != want {
					t.Errorf("%s on %q: want %v", s.ServicePattern, string(text), want)
				}
				if want {
					accepted++
				}
			}
			for _, r := range strange {
				if p.matches(i, string(r)) != re.MatchString(string(r)) {
					t.Errorf("%s on %q", s.ServicePattern, string(r))
				}
			}
			if p.matches(i, "") != re.MatchString("") || accepted < 20 {
				t.Errorf("%s: the empty string, or only %d words accepted", s.ServicePattern, accepted)
			}
		}
	}
	if len(done) != len(p.patterns) {
		t.Errorf("%d patterns, %d packed", len(done), len(p.patterns))
	}
}

// find is the index of a name among those of a shape, −1 when it is not there.
func (p *packed) find(s *table.Shape, name string) int {
	size := uint64(table.Slots(uint16(s.Count())))
	for at := hash(name); ; at++ {
		slot := p.slots[uint64(s.Slots)-1+at%size]
		if slot == 0 {
			return -1
		}
		var known table.Text
		if i := int(s.First) + int(slot) - 1; s.Kind == table.Structure {
			known = p.members[i].Name
		} else {
			known = p.values[i]
		}
		if p.string(known) == name {
			return int(slot) - 1
		}
	}
}

func TestPlaced(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	word := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('a' + random.IntN(26))
		}
		return string(b)
	}
	for count := 1; count <= 64; count++ {
		var names []string
		for len(names) < count {
			if w := word(1 + random.IntN(30)); !slices.Contains(names, w) {
				names = append(names, w)
			}
		}
		slots := placed(names)
		if n := len(slots); n < 4*count || n >= 8*count && count > 1 || n&(n-1) != 0 {
			t.Errorf("%d names, %d slots", count, n)
		}
		for i, name := range names {
			at := hash(name) % uint64(len(slots))
			for slots[at] != uint8(i+1) {
				if slots[at] == 0 {
					t.Fatalf("%d names: %s is not found", count, name)
				}
				at = (at + 1) % uint64(len(slots))
			}
		}
	}
	if hash("") != 0 || hash("abcdefgh") == hash("abcdefghi") || hash("abcdefgh") != table.Hash(0, 0x6867666564636261) {
		t.Error("hash")
	}
}

// TestFewTries: no name, known or not, is compared with more than a few of the models' names.
func TestFewTries(t *testing.T) {
	p, _ := packAll(t)
	for i := range p.shapes {
		s := &p.shapes[i]
		if s.Slots == 0 {
			continue
		}
		size := int(table.Slots(uint16(s.Count())))
		slots := p.slots[s.Slots-1:][:size]
		run := 0
		for at := range 2 * size {
			if slots[at%size] == 0 {
				run = 0
			} else if run++; run > 12 {
				t.Errorf("shape %d: %d names in slots side by side", i, run)
			}
		}
	}
}

// TestNoTwoNames: a name that is there twice in one structure or enum is refused.
func TestNoTwoNames(t *testing.T) {
	if err := checkNames([]string{"a", "b", "a"}); err == nil || !strings.Contains(err.Error(), "is there twice") {
		t.Errorf("error %v", err)
	}
}

func TestTextErrors(t *testing.T) {
	for name, test := range map[string]struct{ text, err string }{
		"other word":          {"text A b\nword B c\n", `texts.txt:2: a line starts with code, text or set, not "word"`},
		"unknown level":       {"\n# comment\ncode a loud accepted Message.\n", `texts.txt:3: unknown level "loud"`},
		"unknown class":       {"code a warn odd Message.\n", `texts.txt:1: unknown class "odd"`},
		"unknown bound":       {"code a warn accepted,left Message.\n", `comes lower, upper, depth or counted, not "left"`},
		"bad quotes":          {"text A \"b\n", "texts.txt:1: "},
		"bad quotes in a set": {"set a\n  A \"b\n", "texts.txt:2: "},
		"unknown placeholder": {"code a error accepted Use {limits}.\n", `texts.txt:1: unknown placeholder {limits}`},
		"no message":          {"code a error accepted\n", "texts.txt:1: code a has no message"},
		"item of no set":      {"text A b\n  B c\n", "texts.txt:2: an indented line is an item of a set"},
		"item after a text":   {"set a\n  A b\ntext B c\n  C d\n", "texts.txt:4: an indented line is an item of a set"},
		"set like":            {"set a like b\n", `texts.txt:1: after a set's name comes nothing, or by and another's name`},
		"set twice":           {"set a\nset a\n", "texts.txt:2: set a is declared already, at "},
		"text twice":          {"text A b\ntext A c\n", "texts.txt:2: text A is declared already, at "},
		"code twice": {
			"code a error accepted A.\ncode a warn accepted B.\n", "texts.txt:2: code a is declared already, at ",
		},
		"long text": {
			"\ntext A " + strings.Repeat("x", 256), `texts.txt:2: the text "xxx`,
		},
		"long item": {
			"set a\n  A " + strings.Repeat("x", 256), "has 256 bytes, more than the 255 that its length has room for",
		},
		"long message": {
			"code a error accepted " + strings.Repeat("x", 255) + ".", "texts.txt:1: the text ",
		},
		"long name":     {"code " + strings.Repeat("x", 256) + " error accepted A.", "has 256 bytes"},
		"line of 70 kB": {"text A " + strings.Repeat("x", 70_000), "has 70000 bytes, more than the 255"},
		"several lines": {`text A "b\nc"`, `texts.txt:1: the text "b\nc" has a line feed: write it in one line`},
	} {
		t.Run(name, func(t *testing.T) {
			texts, err := readTexts(writeTexts(t, test.text), declared{})
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("got %+v, %v, want %s", texts, err, test.err)
			}
		})
	}
	path := writeTexts(t, "# a comment\n\ncode  a.b   fixed  constraint,upper,counted  Use {limit} {unit}{s}.\n"+
		"text A \" b\\t\" \ntext  B  c d \ntext C\nset e by Level\n  One  two three\n\n  Four \"5 \"\n")
	texts, err := readTexts(path, declared{})
	if err != nil {
		t.Fatal(err)
	}
	want := textFile{
		codes: []codeText{{
			name:    "a.b",
			message: "Use \x01 \x10\x03.",
			told:    "Use {limit} {unit}{s}.",
			level:   table.Fixed,
			class:   table.Constraint,
			bound:   table.Upper,
			counted: true,
		}},
		texts: []namedText{{"A", " b\t"}, {"B", "c d"}, {"C", ""}},
		sets: []textSet{
			{name: "e", by: "Level", items: []namedText{{"One", "two three"}, {"Four", "5 "}}, where: path + ":7"},
		},
	}
	if !reflect.DeepEqual(*texts, want) {
		t.Errorf("got %+v\nwant %+v", *texts, want)
	}
}

func writeTexts(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "texts.txt")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestStreamNames: each stream has a name of its own, and what does not fit into one is reported by it.
func TestStreamNames(t *testing.T) {
	for i, name := range streamNames {
		if !strings.HasPrefix(name, "Stream") || slices.Contains(streamNames[:i], name) {
			t.Errorf("stream %d has the name %q", i, name)
		}
	}
	c := new(compact)
	c.put(table.StreamShape, 256)
	if c.err == nil || c.err.Error() != "256 in StreamShape, which has bytes" {
		t.Errorf("error %v", c.err)
	}
}

// TestSetOrders: a set that follows something has its items, in its order.
func TestSetOrders(t *testing.T) {
	for name, test := range map[string]struct{ text, err string }{
		"same":       {"set a\n  A x\n  B y\nset b by a\n  A z\n  B z\n", ""},
		"of a type":  {"set a by Level\n  Error x\n  Warn y\n  Off z\n", ""},
		"other item": {"set a\n  A x\nset b by a\n  B x\n", `set b has the items ["B"], and a has ["A"]`},
		"one less":   {"set a by Level\n  Error x\n  Warn y\n", `and Level has ["Error" "Warn" "Off"]`},
		"of nothing": {"set a by b\n", "set a is by b, which is neither a set nor a type of package table"},
	} {
		t.Run(name, func(t *testing.T) {
			texts, err := readTexts(writeTexts(t, test.text), declared{})
			if err != nil {
				t.Fatal(err)
			}
			err = texts.checkOrders()
			if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Errorf("%v, want %s", err, test.err)
			}
		})
	}
	if len(orders["Kind"]) != int(table.Kinds) {
		t.Errorf("%d kinds, and package table has %d", len(orders["Kind"]), table.Kinds)
	}
}

// service is one with a request that has the given shapes as its members.
func service(members ...schemas.Member) *schemas.Service {
	s := &schemas.Service{Name: "cognito-sync", APIVersion: "1", ModelDate: "2"}
	input := &schemas.Shape{Name: "Input", Type: schemas.Structure, Members: members}
	s.Operations = []*schemas.Operation{
		{Service: s, Name: "Do", Input: input, Output: &schemas.Shape{Type: schemas.Structure}},
	}
	seen := map[*schemas.Shape]bool{}
	var visit func(*schemas.Shape)
	visit = func(shape *schemas.Shape) {
		if shape == nil || seen[shape] {
			return
		}
		seen[shape] = true
		s.Shapes = append(s.Shapes, shape)
		visit(shape.Element)
		visit(shape.Key)
		visit(shape.Value)
		for _, m := range shape.Members {
			visit(m.Shape)
		}
	}
	visit(input)
	return s
}

// wide makes n structures of 64 members.
func wide(n int, member func(s, m int) schemas.Member) (all []schemas.Member) {
	for s := range n {
		shape := &schemas.Shape{Name: fmt.Sprint("S", s), Type: schemas.Structure}
		for m := range 64 {
			shape.Members = append(shape.Members, member(s, m))
		}
		all = append(all, schemas.Member{Name: shape.Name, Shape: shape})
	}
	return all
}

func TestPackErrors(t *testing.T) {
	text := &schemas.Shape{Name: "Text", Type: schemas.String}
	many := func(n int) (names []string) {
		for i := range n {
			names = append(names, fmt.Sprint("N", i))
		}
		return names
	}
	members := func(names ...string) (all []schemas.Member) {
		for _, name := range names {
			all = append(all, schemas.Member{Name: name, Shape: text})
		}
		return all
	}
	enum := func(values ...string) schemas.Member {
		return schemas.Member{Name: "E", Shape: &schemas.Shape{Name: "Enum", Type: schemas.String, Enum: values}}
	}
	patterns := func(n int) *schemas.Service {
		all := make([]schemas.Member, 1+(n-1)/64)
		for i := range all {
			all[i] = schemas.Member{
				Name:  fmt.Sprint("S", i),
				Shape: &schemas.Shape{Name: fmt.Sprint("S", i), Type: schemas.Structure},
			}
		}
		for i := range n {
			pattern := fmt.Sprintf("%02x", i)
			all[i/64].Shape.Members = append(all[i/64].Shape.Members, schemas.Member{Name: "P" + pattern, Shape: &schemas.Shape{
				Name: pattern, Type: schemas.String, Pattern: "^(?:" + pattern + ")$", ServicePattern: pattern,
			}})
		}
		return service(all...)
	}
	declare := func(n int) (all []*rules.Rule) {
		for i := range n {
			d := &rules.Declaration{ID: fmt.Sprint("r", i), Level: "error"}
			all = append(all, &rules.Rule{Declaration: d, MessageTexts: []string{"Do."}})
		}
		return all
	}
	long := strings.Repeat("n", 65)
	for name, test := range map[string]struct {
		service *schemas.Service
		rules   []*rules.Rule
		err     string
	}{
		"65 members":        {service(members(many(65)...)...), nil, "shape Input: 65 members, more than 64"},
		"member twice":      {service(members("A", "B", "A")...), nil, "is there twice"},
		"long name":         {service(members(long)...), nil, "is longer than 64 bytes"},
		"name beyond ASCII": {service(members("Né")...), nil, "is not ASCII"},
		"empty name":        {service(members("")...), nil, "is empty"},
		"256 values":        {service(enum(many(256)...)), nil, "256 names"},
		"long value":        {service(enum("a", long)), nil, "is longer than 64 bytes"},
		"value twice":       {service(enum("a", "a")), nil, "is there twice"},
		"enum and pattern": {
			service: service(schemas.Member{
				Name: "E",
				Shape: &schemas.Shape{
					Name:           "Both",
					Type:           schemas.String,
					Enum:           []string{"a"},
					Pattern:        "^(?:a)$",
					ServicePattern: "a",
				},
			}),
			err: "shape Both: both an enum and a pattern",
		},
		"unknown type": {
			service: service(schemas.Member{Name: "E", Shape: &schemas.Shape{Name: "Odd", Type: "float"}}),
			err:     `shape Odd: unknown type "float"`,
		},
		"unknown location": {
			service: service(schemas.Member{Name: "E", Shape: text, Location: "cookie"}),
			err:     `unknown location "cookie"`,
		},
		"bad pattern": {
			service: service(schemas.Member{
				Name:  "E",
				Shape: &schemas.Shape{Name: "P", Type: schemas.String, Pattern: "^(?:(?=a))$", ServicePattern: "x"},
			}),
			err: "automaton",
		},
		"255 patterns": {patterns(255), nil, "255 patterns, more than 254"},
		"a pattern of 256 bytes": {
			service: service(schemas.Member{Name: "E", Shape: &schemas.Shape{
				Name: "P", Type: schemas.String, Pattern: "^(?:a)$", ServicePattern: strings.Repeat("a", 256),
			}}),
			err: "has 256 bytes, more than the 255",
		},
		"9000 values": {service(enum(many(9000)...)), nil, "9000 names, more than 255"},
		"too many bytes of text": {
			service: service(wide(64, func(s, m int) schemas.Member {
				return schemas.Member{Name: fmt.Sprintf("%030d", s*64+m), Shape: text}
			})...),
			err: "bytes of text, more than 65535",
		},
		"too many rules": {service(members("A")...), declare(300), "300 codes, more than 255"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := pack([]*schemas.Service{test.service}, &textFile{}, test.rules)
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("got %v, %v, want %s", p != nil, err, test.err)
			}
		})
	}
	strange := service(members("A")...)
	strange.Name = "cognito-new"
	if _, err := pack([]*schemas.Service{strange}, &textFile{}, nil); err == nil ||
		!strings.Contains(err.Error(), "no type of exception is known") {
		t.Errorf("a new service: %v", err)
	}
	same := slices.Repeat([]*schemas.Service{service(members("A")...)}, 256)
	if _, err := pack(same, &textFile{}, nil); err == nil || err.Error() != "256 services, more than 255" {
		t.Errorf("256 services: %v", err)
	}
	// Each of these lists has 18 bytes in the streams.
	bounded := service(wide(64, func(s, m int) schemas.Member {
		size := int64(s*64 + m)
		return schemas.Member{
			Name:  fmt.Sprint("M", m),
			Shape: &schemas.Shape{Type: schemas.List, Element: text, Min: &size, Max: &size},
		}
	})...)
	p, err := pack([]*schemas.Service{bounded}, &textFile{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.tablesSource(); err == nil || !strings.HasSuffix(err.Error(), "bytes in the streams, more than 65535") {
		t.Errorf("many lists: %v", err)
	}
	manyItems := textSet{name: "s", by: "s", where: "here"}
	for _, name := range many(9000) {
		manyItems.items = append(manyItems.items, namedText{name, name})
	}
	_, err = pack([]*schemas.Service{service(members("A")...)}, &textFile{sets: []textSet{manyItems}}, nil)
	if want := "here: set s: 9000 names, more than 255"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
	twice := textSet{name: "s", where: "here", items: []namedText{{"A", "one"}, {"B", "one"}}}
	_, err = pack([]*schemas.Service{service(members("A")...)}, &textFile{sets: []textSet{twice}}, nil)
	if want := `here: set s: name "one" is there twice`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	for name, ok := range map[string]*schemas.Service{
		"64 members": service(members(many(64)...)...), "255 values": service(enum(many(255)...)),
		"64 bytes":     service(members(long[1:])...),
		"254 patterns": patterns(254),
	} {
		p, err := pack([]*schemas.Service{ok}, &textFile{}, nil)
		if err == nil {
			_, err = p.compact()
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPackSensitive: what a newer model may mark where today's do not: a member, the keys of a map.
func TestPackSensitive(t *testing.T) {
	text := &schemas.Shape{Name: "Text", Type: schemas.String}
	secret := &schemas.Shape{Name: "Secret", Type: schemas.String, Sensitive: true}
	structure := &schemas.Shape{
		Name:    "Inner",
		Type:    schemas.Structure,
		Members: []schemas.Member{{Name: "A", Shape: text}},
	}
	p, err := pack([]*schemas.Service{service(
		schemas.Member{Name: "Plain", Shape: text},
		schemas.Member{Name: "Marked", Shape: text, Sensitive: true},
		schemas.Member{Name: "PlainInner", Shape: structure},
		schemas.Member{Name: "MarkedInner", Shape: structure, Sensitive: true},
		schemas.Member{Name: "Keys", Shape: &schemas.Shape{Name: "Keys", Type: schemas.Map, Key: secret, Value: text}},
		schemas.Member{Name: "Values", Shape: &schemas.Shape{Name: "Values", Type: schemas.Map, Key: text, Value: secret}},
	)}, &textFile{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	input := p.shapes[p.operations[0].Input]
	for i, want := range []bool{false, true, false, true, true, false} {
		m := p.members[int(input.Members())+i]
		if got := p.shapes[m.Shape].Flags&table.Sensitive != 0; got != want {
			t.Errorf("%s: sensitive is %v", p.string(m.Name), got)
		}
	}
}

// TestAlike: two structures share a record only when nothing that is ever seen tells them apart.
func TestAlike(t *testing.T) {
	text, number := &schemas.Shape{Name: "Text", Type: schemas.String},
		&schemas.Shape{Name: "Number", Type: schemas.Integer}
	structure := func(name string, inner *schemas.Shape, required bool) *schemas.Shape {
		return &schemas.Shape{
			Name:    name,
			Type:    schemas.Structure,
			Members: []schemas.Member{{Name: "A", Shape: inner, Required: required}},
		}
	}
	self := func(name string, leaf *schemas.Shape) *schemas.Shape {
		s := &schemas.Shape{Name: name, Type: schemas.Structure}
		s.Members = []schemas.Member{{Name: "A", Shape: leaf}, {Name: "Again", Shape: s}}
		return s
	}
	one, other, required, typed := structure("One", text, false), structure("Other", text, false),
		structure("Required", text, true), structure("Typed", number, false)
	list := &schemas.Shape{Name: "List", Type: schemas.List, Element: structure("Shown", text, false)}
	selfText, selfNumber := self("SelfText", text), self("SelfNumber", number)
	p, err := pack([]*schemas.Service{service(
		schemas.Member{Name: "One", Shape: one}, schemas.Member{Name: "Other", Shape: other},
		schemas.Member{Name: "Required", Shape: required}, schemas.Member{Name: "Typed", Shape: typed},
		schemas.Member{Name: "List", Shape: list}, schemas.Member{Name: "SelfText", Shape: selfText},
		schemas.Member{Name: "SelfNumber", Shape: selfNumber},
	)}, &textFile{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if p.number(one) != p.number(other) {
		t.Error("two that are alike have records of their own")
	}
	records := map[table.ShapeID]string{}
	for _, s := range []*schemas.Shape{one, required, typed, list.Element, selfText, selfNumber} {
		i := p.number(s)
		if records[i] != "" {
			t.Errorf("%s and %s share a record", s.Name, records[i])
		}
		records[i] = s.Name
	}
	if p.string(p.shapes[p.number(list.Element)].Name) != "Shown" {
		t.Error("a structure that may be shown has no name")
	}
}

// TestTexts: everything that is written is in one piece, and messages are sentences.
func TestTexts(t *testing.T) {
	p, _ := packAll(t)
	if p.string(0) != "" {
		t.Errorf("text 0 is %q", p.string(0))
	}
	for _, c := range p.codes {
		name, message, answer := p.string(c.Name), p.string(c.Message), p.string(c.Answer)
		isSentence := strings.HasSuffix(strings.TrimSuffix(message, "\x16"), ".") // a question may follow
		if name == "" || !isSentence || unfilled.MatchString(message+answer) {
			t.Errorf("%s: %q %q", name, message, answer)
		}
		if strings.ContainsFunc(name, unicode.IsSpace) || c.Level == table.Off {
			t.Errorf("%s: level %d", name, c.Level)
		}
		// What fills the answer may be a value; what comes after that is the constant key of the message.
		key := rune(table.PlaceFill)
		for strings.ContainsRune(answer, key) {
			key++
		}
		if strings.ContainsAny(strings.ReplaceAll(message, string(key), ""), "\x11\x12\x13") {
			t.Errorf("%s: the message for a person shows a value", name)
		}
	}
}
