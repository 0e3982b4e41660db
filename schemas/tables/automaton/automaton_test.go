package automaton

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"
)

var built = sync.OnceValues(func() (*Set, error) { return Build(patterns()) })

func patterns() (texts []string) {
	for _, p := range portable {
		texts = append(texts, p.pattern)
	}
	return texts
}

func build(t testing.TB) *Set {
	t.Helper()
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// borders are, for each class, the first and last code point of each of its intervals.
func borders(s *Set) [][]rune {
	runes := make([][]rune, s.Classes)
	add := func(r rune) {
		if utf8.ValidRune(r) {
			runes[s.Class(r)] = append(runes[s.Class(r)], r)
		}
	}
	for _, first := range s.starts {
		add(first - 1)
		add(first)
	}
	for _, r := range []rune{0x7F, 0x80, 0x7FF, 0x800, surrogateMin - 1, surrogateEnd, 0xFFFF, 0x10000, unicode.MaxRune} {
		add(r)
	}
	return runes
}

// words gives strings around the language of an automaton: accepted ones, then mutations of them, which may be either.
func words(s *Set, d *DFA, runes [][]rune, random *rand.Rand, count int) (accepted, mutated []string) {
	toAccept := distances(d)
	pick := func(class int) rune { return runes[class][random.IntN(len(runes[class]))] }
	for range count {
		var text []rune
		state := d.Start
		for steps := random.IntN(40); ; steps-- {
			if steps <= 0 && d.Accept[state] {
				break
			}
			var classes []int
			for class, next := range d.Next[state] {
				if next != dead && len(runes[class]) > 0 && (steps > 0 || toAccept[next] < toAccept[state]) {
					classes = append(classes, class)
				}
			}
			if len(classes) == 0 {
				break
			}
			class := classes[random.IntN(len(classes))]
			text = append(text, pick(class))
			state = int(d.Next[state][class])
		}
		accepted = append(accepted, string(text))

		other := slices.Clone(text)
		for range 1 + random.IntN(2) {
			at := random.IntN(len(other) + 1)
			end := min(at+random.IntN(3), len(other))
			insert := []rune{pick(random.IntN(s.Classes))}
			other = slices.Replace(other, at, end, insert[:random.IntN(2)]...)
		}
		mutated = append(mutated, string(other))
	}
	return accepted, mutated
}

// distances counts the characters that each state is from acceptance.
func distances(d *DFA) []int {
	far := len(d.Next) + 1
	distance := make([]int, len(d.Next))
	for state := range distance {
		distance[state] = far
		if d.Accept[state] {
			distance[state] = 0
		}
	}
	for range d.Next {
		for state, row := range d.Next {
			for _, next := range row {
				if next != dead {
					distance[state] = min(distance[state], distance[next]+1)
				}
			}
		}
	}
	return distance
}

func TestMatchAgreesWithRegexp(t *testing.T) {
	s := build(t)
	runes := borders(s)
	for i, p := range portable {
		t.Run(p.shape, func(t *testing.T) {
			re := regexp.MustCompile(mustSpell(p.pattern))
			d := s.DFAs[s.Patterns[i]]
			random := rand.New(rand.NewPCG(1, uint64(i)))
			accepted, mutated := words(s, d, runes, random, 400)
			check := func(text string) {
				t.Helper()
				if got, want := d.Match(s, text), re.MatchString(text); got != want {
					t.Errorf("%q: %v, regexp %v", text, got, want)
				}
			}
			for _, text := range accepted {
				if !re.MatchString(text) {
					t.Errorf("%q is a word of the automaton, not of the pattern", text)
				}
			}
			for _, text := range mutated {
				check(text)
			}
			check("")
			for _, text := range []string{
				"\xff", "a\x80", "\xed\xa0\x80", strings.Repeat("a", 1<<16), strings.Repeat("é-", 1<<15),
			} {
				check(text)
			}
			middle := []rune(accepted[len(accepted)-1])
			for _, class := range runes {
				for _, r := range class {
					check(string(r))
					check(string(slices.Insert(slices.Clone(middle), len(middle)/2, r)))
				}
			}
			long := accepted[0]
			for d.Match(s, long+long) && long != "" && len(long) < 1<<17 {
				long += long
			}
			check(long)
			check(long + "\x00")
			check("\u2028" + long)
		})
	}
}

// TestSchemas: the published patterns have the very automata of the translations made by hand.
func TestSchemas(t *testing.T) {
	files, err := filepath.Glob("../../*.schema.json")
	if err != nil || len(files) != 3 {
		t.Fatalf("schema documents: %d, %v, want 3", len(files), err)
	}
	byShape := map[string]int{}
	texts := patterns()
	for i, p := range portable {
		byShape[p.shape] = i
	}
	byService := map[string]int{} // the service's own text → index of a translation of it
	type published struct{ shape, service, pattern string }
	var all []published
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var document struct {
			Defs map[string]struct {
				Pattern string `json:"pattern"`
				Service string `json:"x-pattern"`
			} `json:"$defs"`
		}
		if err := json.Unmarshal(text, &document); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, shape := range slices.Sorted(maps.Keys(document.Defs)) {
			if def := document.Defs[shape]; def.Pattern != "" {
				all = append(all, published{shape, def.Service, def.Pattern})
				if i, ok := byShape[shape]; ok {
					byService[def.Service] = i
				}
			}
		}
	}
	for _, p := range all {
		texts = append(texts, p.pattern)
	}
	s, err := Build(texts)
	if err != nil {
		t.Fatal(err)
	}
	for n, p := range all {
		i, ok := byService[p.service]
		if !ok {
			t.Errorf("%s: no translation of %s by hand: add one", p.shape, p.service)
			continue
		}
		if s.Patterns[len(portable)+n] != s.Patterns[i] {
			t.Errorf("%s: %s and %s differ", p.shape, p.pattern, portable[i].pattern)
		}
	}
	if len(byService) != len(portable) {
		t.Errorf("%d patterns published, %d translated by hand", len(byService), len(portable))
	}
}

func TestLookupIsClass(t *testing.T) {
	s := build(t)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if s.Lookup(r) != s.Class(r) {
			t.Fatalf("U+%04X: Lookup %d, Class %d", r, s.Lookup(r), s.Class(r))
		}
	}
}

func TestClassesBeyondASCII(t *testing.T) {
	s := build(t)
	kind := func(r rune) string {
		switch {
		case r == 0x85, r == 0x2028, r == 0x2029:
			return fmt.Sprintf("line end, Z %v", isIn("Z", r))
		case isIn("Z", r):
			return "Z"
		case isIn("L", r) || isIn("M", r) || isIn("S", r) || isIn("N", r) || isIn("P", r):
			return "LMSNP"
		}
		return "other"
	}
	kinds := map[uint8]string{}
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if r >= surrogateMin && r < surrogateEnd {
			continue
		}
		class := s.Class(r)
		if _, ok := kinds[class]; !ok {
			kinds[class] = kind(r)
		}
		if kinds[class] != kind(r) {
			t.Fatalf("U+%04X is %s, but its class %d is %s", r, kind(r), class, kinds[class])
		}
		if int(class) < s.NonASCII {
			t.Fatalf("U+%04X is of class %d, below %d", r, class, s.NonASCII)
		}
	}
	if len(kinds) != 5 || s.Classes-s.NonASCII != 5 {
		t.Errorf("%d classes beyond ASCII, numbered %d up to %d, want 5", len(kinds), s.NonASCII, s.Classes)
	}
}

// TestClassesAreCoarsest: for each two classes some automaton has a state that tells them apart.
func TestClassesAreCoarsest(t *testing.T) {
	s := build(t)
	columns := map[string]int{}
	for class := range s.Classes {
		var column []int16
		for _, d := range s.DFAs {
			for _, row := range d.Next {
				column = append(column, row[class])
			}
		}
		if other, ok := columns[fmt.Sprint(column)]; ok {
			t.Errorf("classes %d and %d are one", other, class)
		}
		columns[fmt.Sprint(column)] = class
	}
	seen := make([]bool, s.Classes)
	for r := range rune(unicode.MaxRune) {
		seen[s.Class(r)] = true
	}
	if slices.Contains(seen, false) {
		t.Error("a class has no member")
	}
}

// TestMinimal: the three services' automata have no two states that accept the same strings.
func TestMinimal(t *testing.T) {
	s := build(t)
	for n, d := range s.DFAs {
		next := func(state, class int) int { return int(d.Next[state][class]) }
		for _, pair := range alike(d.Accept, s.Classes, next) {
			t.Errorf("automaton %d: states %d accept the same strings", n, pair)
		}
	}
}

// alike gives the pairs of states that accept the same strings; a dead one is numbered last. It marks the pairs that
// some string tells apart, which is not how they were minimised.
func alike(accept []bool, symbols int, next func(state, symbol int) int) (pairs [][2]int) {
	count := len(accept) + 1
	to := make([][]int, count)
	for state := range to {
		to[state] = slices.Repeat([]int{count - 1}, symbols)
		for symbol := range symbols {
			if state < count-1 && next(state, symbol) != dead {
				to[state][symbol] = next(state, symbol)
			}
		}
	}
	accept = append(slices.Clone(accept), false)
	apart := make([][]bool, count)
	for a := range apart {
		apart[a] = make([]bool, count)
		for b := range apart[a] {
			apart[a][b] = accept[a] != accept[b]
		}
	}
	for changed := true; changed; {
		changed = false
		for a := range apart {
			for b := range apart {
				for symbol := 0; !apart[a][b] && symbol < symbols; symbol++ {
					if apart[to[a][symbol]][to[b][symbol]] {
						apart[a][b], changed = true, true
					}
				}
			}
		}
	}
	for a := range apart {
		for b := range a {
			if !apart[a][b] {
				pairs = append(pairs, [2]int{b, a})
			}
		}
	}
	return pairs
}

func TestStatesAreNumberedAsReached(t *testing.T) {
	for n, d := range build(t).DFAs {
		reached := int16(0)
		for state, row := range d.Next {
			if int(reached) < state {
				t.Fatalf("automaton %d: state %d is not reached from those before it", n, state)
			}
			for _, next := range row {
				if next > reached+1 {
					t.Fatalf("automaton %d: state %d is numbered before %d is reached", n, next, reached+1)
				}
				reached = max(reached, next)
			}
		}
		if d.Start != 0 || len(d.Accept) != len(d.Next) || int(reached)+1 != len(d.Next) {
			t.Errorf("automaton %d: start %d, %d acceptances, %d rows, %d reached", n, d.Start, len(d.Accept), len(d.Next),
				reached+1)
		}
	}
}

func TestDeterministic(t *testing.T) {
	s := build(t)
	again, err := Build(patterns())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(s, again) {
		t.Error("two builds of the same patterns differ")
	}
	reversed := patterns()
	slices.Reverse(reversed)
	other, err := Build(reversed)
	if err != nil {
		t.Fatal(err)
	}
	if s.ASCII != other.ASCII || !reflect.DeepEqual(s.Trie, other.Trie) {
		t.Error("the class map depends on the order of the patterns")
	}
	for i := range portable {
		if !reflect.DeepEqual(s.DFAs[s.Patterns[i]], other.DFAs[other.Patterns[len(portable)-1-i]]) {
			t.Errorf("%s: the automaton depends on the order of the patterns", portable[i].shape)
		}
	}
}

// TestSize holds what the engine's tables are laid out for. A new pattern may change the numbers; look at the tables
// then.
func TestSize(t *testing.T) {
	s := build(t)
	states, most := 0, 0
	for _, d := range s.DFAs {
		states += len(d.Next)
		most = max(most, len(d.Next))
	}
	trie := len(s.Trie.Top) + len(s.Trie.Mid) + len(s.Trie.Leaf)
	for _, size := range []struct {
		name        string
		have, limit int
	}{
		{"states", states, 1000}, {"states of one pattern", most, 254}, {"classes", s.Classes, 63},
		{"loops", len(s.Loops()), 128}, {"bytes of the trie", trie, 12_000},
	} {
		if size.have > size.limit || size.have == 0 {
			t.Errorf("%d %s, want at most %d", size.have, size.name, size.limit)
		}
	}
}

func TestSharing(t *testing.T) {
	s, err := Build([]string{`^(?:[0-9]+)$`, `^(?:a?)$`, `^(?:[0-9][0-9]*)$`, `^(?:|a)$`})
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{0, 1, 0, 1}; !slices.Equal(s.Patterns, want) || len(s.DFAs) != 2 {
		t.Errorf("%v, want %v", s.Patterns, want)
	}
}

func TestSmallSets(t *testing.T) {
	tests := map[string]struct {
		pattern string
		classes int
		states  int
		yes, no []string
	}{
		"empty string":      {`^(?:)$`, 1, 1, []string{""}, []string{"a", "é"}},
		"nothing":           {`^(?:[^\x00-\x{10FFFF}])$`, 1, 1, nil, []string{"", "a", "é"}},
		"dead branch":       {`^(?:a|b[^\x00-\x{10FFFF}])$`, 2, 2, []string{"a"}, []string{"b", "ba"}},
		"everything":        {`^(?:[\s\S]*)$`, 1, 1, []string{"", "\x00\u2028\U0010FFFF"}, nil},
		"counted":           {`^(?:a{2,4})$`, 2, 5, []string{"aa", "aaaa"}, []string{"a", "aaaaa"}},
		"one class of two":  {`^(?:ab|ba|aa|bb)$`, 2, 3, []string{"ab", "bb"}, []string{"a", "abc"}},
		"folded":            {`^(?:(?i:k))$`, 2, 2, []string{"k", "K", "\u212A"}, []string{"l"}},
		"surrogates around": {`^(?:[\x{D700}-\x{DFFF}])$`, 2, 2, []string{"\uD700", "\uD7FF"}, []string{"\uE000", "\uFFFD"}},
		"named group":       {`^(?:(?P<n>a)b)$`, 3, 3, []string{"ab"}, []string{"a"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := Build([]string{test.pattern})
			if err != nil {
				t.Fatal(err)
			}
			d := s.DFAs[0]
			if s.Classes != test.classes || len(d.Next) != test.states {
				t.Errorf("%d classes, %d states, want %d, %d", s.Classes, len(d.Next), test.classes, test.states)
			}
			for _, text := range test.yes {
				if !d.Match(s, text) {
					t.Errorf("%q does not match", text)
				}
			}
			for _, text := range test.no {
				if d.Match(s, text) {
					t.Errorf("%q matches", text)
				}
			}
		})
	}
	s, err := Build(nil)
	if err != nil || s.Classes != 1 || s.Lookup('é') != 0 || len(s.DFAs) != 0 {
		t.Errorf("no patterns: %+v, %v", s, err)
	}
}

func TestLoop(t *testing.T) {
	s, err := Build([]string{`^(?:[\s\S]*)$`, `^(?:[0-9]+:x)$`})
	if err != nil {
		t.Fatal(err)
	}
	all := [2]uint64{0xFFFFFFFF00000000 &^ (1 << '"'), ^uint64(1 << ('\\' - 64))}
	digits := [2]uint64{0x3FF << '0', 0}
	if got := s.DFAs[0].Loop(s, 0); got != all {
		t.Errorf("everything: %x, want %x", got, all)
	}
	for state, want := range [][2]uint64{{}, digits, {}, {}} {
		if got := s.DFAs[1].Loop(s, state); got != want {
			t.Errorf("state %d: %x, want %x", state, got, want)
		}
	}
	if got, want := s.Loops(), [][2]uint64{all, digits}; !slices.Equal(got, want) {
		t.Errorf("loops %x, want %x", got, want)
	}
}

func TestBuildErrors(t *testing.T) {
	var wide strings.Builder
	for r := rune(0x100); r < 0x300; r++ {
		wide.WriteRune(r)
	}
	tests := map[string]struct{ pattern, want string }{
		"no anchors":        {`a`, "not of the form"},
		"other anchors":     {`\A(?:a)\z`, "not of the form"},
		"not grouped":       {`^a|b$`, "not of the form"},
		"two groups":        {`^(?:a)|(?:b)$`, "whole pattern"},
		"two anchored":      {`^(?:a)$|^(?:b)$`, "whole pattern"},
		"start inside":      {`^(?:a|^b)$`, "assertion"},
		"end inside":        {`^(?:a$|b)$`, "assertion"},
		"repeated inside":   {`^(?:a(?:^)*)$`, "assertion"},
		"end of line":       {`^(?:a(?m:$))$`, "assertion"},
		"word boundary":     {`^(?:a\b)$`, "assertion"},
		"no word boundary":  {`^(?:a\B)$`, "assertion"},
		"lookbehind":        {`^(?:a(?<!b))$`, "invalid"},
		"lookahead":         {`^(?:(?=b)a)$`, "invalid"},
		"back-reference":    {`^(?:(a)\1)$`, "invalid escape"},
		"not closed":        {`^(?:[)$`, "missing"},
		"too many states":   {`^(?:[ab]*a[ab]{14})$`, "4096 states"},
		"too many classes":  {"^(?:" + wide.String() + ")$", "255 classes"},
		"repeated too much": {`^(?:a{2000})$`, "invalid repeat count"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := Build([]string{`^(?:a)$`, test.pattern})
			if err == nil {
				t.Fatalf("no error but %d classes", s.Classes)
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q in it", err, test.want)
			}
		})
	}
}

// awkward are texts that one pattern or another makes easy to decide wrongly. All are tried on all patterns.
var awkward = []string{
	"", "bucket.", "a-", "arn:aws:x::1:y:z:z:z", "arn:aws:iam::1:role/\u2028", "cognito:chinese-simplifie",
	"us-east-1:1a2b3c4d-1234-5678-9abc-EXAMPLE", "{##{##a##}##}", "\u0085{####}",
	"a" + strings.Repeat("b", 61) + "c", "a" + strings.Repeat("b", 62) + "c",
	"a\v\f\u00a0", "a\u00a0\u3000b", "\u00e9_\U0001f600", "\u0378", "\U000e0100\U0001f600", "\U0010ffff",
	"\xed\xa0\x80\xff",
}

func FuzzMatch(f *testing.F) {
	s := build(f)
	var res []*regexp.Regexp
	for i, p := range portable {
		res = append(res, regexp.MustCompile(mustSpell(p.pattern)))
		accepted, mutated := words(s, s.DFAs[s.Patterns[i]], borders(s), rand.New(rand.NewPCG(2, uint64(i))), 3)
		for _, text := range slices.Concat(awkward, accepted, mutated) {
			f.Add(i, text)
		}
	}
	f.Fuzz(func(t *testing.T, pattern int, text string) {
		i := int(uint(pattern) % uint(len(portable)))
		if got, want := s.DFAs[s.Patterns[i]].Match(s, text), res[i].MatchString(text); got != want {
			t.Errorf("%s %q: %v, regexp %v", portable[i].shape, text, got, want)
		}
	})
}

// FuzzBuild holds automata of arbitrary patterns against package regexp.
func FuzzBuild(f *testing.F) {
	for _, p := range portable {
		f.Add(p.pattern[len("^(?:"):len(p.pattern)-len(")$")], "arn:aws:x")
	}
	f.Add(`(?i:k+|\p{Lu})|[\x{D7FF}-\x{E000}]{0,3}?`, "\u212AK")
	f.Fuzz(func(t *testing.T, body, text string) {
		if len(body) > 60 {
			return
		}
		pattern := "^(?:" + body + ")$"
		s, err := Build([]string{pattern})
		if err != nil {
			return
		}
		re, err := regexp.Compile(pattern)
		if err != nil {
			t.Fatalf("%q: built, but regexp says %v", pattern, err)
		}
		if got, want := s.DFAs[0].Match(s, text), re.MatchString(text); got != want {
			t.Errorf("%q %q: %v, regexp %v", pattern, text, got, want)
		}
	})
}
