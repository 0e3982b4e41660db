package automaton

import (
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// searches are patterns of CEL rules and of awkward kinds, with the size of their automata.
var searches = []struct {
	name, pattern string
	states, edges int
	yes, no       []string
}{
	{
		"phone number", `^\+[0-9]+$`, 3, 6,
		[]string{"+1", "+4930123456"}, []string{"", "+", "1", "+1 ", "+1\n", "a+1", "+١"},
	},
	{
		"host on the way to a port", `^http://(localhost|127\.0\.0\.1|\[::1\])([:/?#]|$)`, 30, 69,
		[]string{"http://localhost", "http://127.0.0.1:80", "http://[::1]/é\n", "http://localhost#"},
		[]string{"", "http://localhosts", "https://localhost", " http://localhost", "http://127a0.0.1", "http://localhost\n"},
	},
	{
		"host of user pools", `^cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/.`, 33, 76,
		[]string{"cognito-idp.eu-west-1.amazonaws.com/x", "cognito-idp.cn-north-1.amazonaws.com.cn/é"},
		[]string{"cognito-idp.eu-west-1.amazonaws.com/", "cognito-idp.a.amazonaws.com/\n", "cognito-idp..amazonaws.com/x"},
	},
	{
		"domain prefix", `^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$`, 125, 738,
		[]string{"a", "a-b", strings.Repeat("a", 63)}, []string{"", "a-", "-a", "A", strings.Repeat("a", 64), "a\n"},
	},
	{
		"word between hyphens", `(^|-)aws(-|$)`, 6, 22,
		[]string{"aws", "a-aws", "aws-", "-aws-\x00", "aws.aws-aws"}, []string{"", "awsaws", "aws.", ".aws", "é-aws\n"},
	},
	{
		"either of two words", `(^|-)(aws|amazon)(-|$)`, 10, 44,
		[]string{"amazon", "x-aws-y", "awsamazon-amazon"}, []string{"awsamazon", "amaz-on", "xamazon"},
	},
	{"up to a character", `(?s)^.*@`, 2, 4, []string{"@", "a\n@b", "@@"}, []string{"", "a\n"}},
	{"up to a character in a line", `^.*@`, 2, 6, []string{"@", "a@\n"}, []string{"", "a\n@"}},
	{"empty", ``, 1, 1, []string{"", "a", "\n\U0010FFFF"}, nil},
	{"end only", `$`, 1, 1, []string{"", "a\n"}, nil},
	{"whole and empty", `^$`, 1, 0, []string{""}, []string{"a", "\n"}},
	{"end before start", `$^`, 1, 0, []string{""}, []string{"a", "\n"}},
	{"after the end", `$a`, 1, 0, nil, []string{"", "a", "aa"}},
	{"before the start", `a^`, 1, 0, nil, []string{"", "a", "aa"}},
	{"nothing", `[^\x00-\x{10FFFF}]`, 1, 0, nil, []string{"", "a", "é"}},
	{"repeated start", `(?:^)*a`, 2, 4, []string{"a", "ba"}, []string{"", "b"}},
	{"start and end of text", `\Aa|b\z`, 4, 11, []string{"a", "ab", "xb", "b"}, []string{"", "xa", "bx"}},
	{"lines", `(?m)^a$`, 4, 12, []string{"a", "\na", "b\na\n"}, []string{"", "ab\n", "ba", "a\r\n"}},
	{"empty line", `(?m)^$`, 3, 7, []string{"", "\n", "a\n", "\na", "a\n\na"}, []string{"a", "a\nb", "é"}},
	{"line's end before its start", `(?m)a$^`, 1, 0, nil, []string{"", "a", "a\n", "a\na"}},
	{"end of line and start", `(?m:a$)\n^b`, 1, 0, nil, []string{"a\nb", "b"}},
	{"line break between lines", `(?m)a$\n^b`, 4, 13, []string{"a\nb", "xa\nbx"}, []string{"ab", "a\n\nb", "a\n"}},
	{"folded", `(?i)k`, 2, 8, []string{"k", "K", "\u212A"}, []string{"", "l"}},
	{"category", `^\p{Z}$`, 2, 16, []string{" ", "\u3000"}, []string{"", "a", "  "}},
	{"not a class", `^[^a-z]`, 2, 4, []string{"A", "\n", "é"}, []string{"", "a"}},
	{"beyond the surrogates", `^[\x{D800}-\x{E000}]$`, 2, 2, []string{"\uE000"}, []string{"\uD7FF", "\uE001", "\uFFFD"}},
	{"lazy and counted", `ab{2,3}?c`, 6, 22, []string{"abbc", "abbbc"}, []string{"abc", "abbbbc"}},
	{"most states", `a{249}`, 250, 748, []string{strings.Repeat("a", 249)}, []string{strings.Repeat("a", 248)}},
}

func search(t testing.TB, pattern string) *Search {
	t.Helper()
	s, err := BuildSearch(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSearch(t *testing.T) {
	for _, test := range searches {
		t.Run(test.name, func(t *testing.T) {
			s := search(t, test.pattern)
			edges := 0
			for _, state := range s.States {
				edges += len(state.Edges)
			}
			if len(s.States) != test.states || edges != test.edges {
				t.Errorf("%d states, %d edges, want %d, %d", len(s.States), edges, test.states, test.edges)
			}
			for _, text := range test.yes {
				if !s.Match(text) {
					t.Errorf("%q does not match", text)
				}
			}
			for _, text := range test.no {
				if s.Match(text) {
					t.Errorf("%q matches", text)
				}
			}
		})
	}
}

func TestSearchStates(t *testing.T) {
	oneOf := func(edges ...Edge) []SearchState {
		return []SearchState{{Edges: edges}, {Accept: true, Edges: []Edge{}}}
	}
	tests := map[string]struct {
		pattern string
		want    []SearchState
	}{
		"anchored": {`^\+[0-9]+$`, []SearchState{
			{Edges: []Edge{{'*', dead}, {'+', 1}}},
			{Edges: []Edge{{'/', dead}, {'9', 2}}},
			{Accept: true, Edges: []Edge{{'/', dead}, {'9', 2}}},
		}},
		"found": {`@`, []SearchState{
			{Edges: []Edge{{'?', 0}, {'@', 1}, {unicode.MaxRune, 0}}},
			{Accept: true, Found: true, Edges: []Edge{{unicode.MaxRune, 1}}},
		}},
		"at the end": {`é$`, []SearchState{
			{Edges: []Edge{{'è', 0}, {'é', 1}, {unicode.MaxRune, 0}}},
			{Accept: true, Edges: []Edge{{'è', 0}, {'é', 1}, {unicode.MaxRune, 0}}},
		}},
		"up to the surrogates": {`^[a-\x{D7FF}]$`, oneOf(Edge{'`', dead}, Edge{0xD7FF, 1})},
		"into them":            {`^[a-\x{D900}]$`, oneOf(Edge{'`', dead}, Edge{0xD7FF, 1})},
		"across them":          {`^[a-\x{E000}]$`, oneOf(Edge{'`', dead}, Edge{0xE000, 1})},
		"out of them":          {`^[\x{D900}-\x{E000}]$`, oneOf(Edge{0xD7FF, dead}, Edge{0xE000, 1})},
		"around them":          {`^[^\x{D800}-\x{DFFF}]`, search(t, `^(?s:.)`).States},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if s := search(t, test.pattern); !reflect.DeepEqual(s.States, test.want) {
				t.Errorf("%+v, want %+v", s.States, test.want)
			}
		})
	}
}

// searchPattern is a random pattern of up to so many levels.
func searchPattern(random *rand.Rand, depth int) string {
	leaves := []string{
		"a", "b", "é", "ab", `\n`, ".", "(?s:.)", "[^a]", "[a-é]", "(?i:B)", "^", "$", "(?m:^)", "(?m:$)", `\A`, `\z`, "",
	}
	if depth == 0 || random.IntN(4) == 0 {
		return leaves[random.IntN(len(leaves))]
	}
	sub := func() string { return searchPattern(random, depth-1) }
	switch random.IntN(4) {
	case 0:
		return "(?:" + sub() + "|" + sub() + ")"
	case 1:
		repeats := []string{"*", "+?", "?", "{0,2}", "{2}", "{1,}"}
		return "(" + sub() + ")" + repeats[random.IntN(len(repeats))]
	}
	return sub() + sub()
}

// TestSearchAgreesWithRegexp tries random patterns on all short texts.
func TestSearchAgreesWithRegexp(t *testing.T) {
	texts := []string{""}
	for from, length := 0, 0; length < 5; length++ {
		end := len(texts)
		for _, text := range texts[from:end] {
			for _, r := range "ab\né" {
				texts = append(texts, text+string(r))
			}
		}
		from = end
	}
	random := rand.New(rand.NewPCG(1, 1))
	some, all := 0, 0
	for range 500 {
		pattern := searchPattern(random, 4)
		re := regexp.MustCompile(pattern)
		s := search(t, pattern)
		checkSearch(t, pattern, s)
		found := 0
		for _, text := range texts {
			want := re.MatchString(text)
			if got := s.Match(text); got != want {
				t.Errorf("%q %q: %v, regexp %v", pattern, text, got, want)
			}
			if want {
				found++
			}
		}
		if found == len(texts) {
			all++
		} else if found > 0 {
			some++
		}
	}
	if some < 150 || all < 50 {
		t.Errorf("%d patterns are found in some texts, %d in all: too few to tell", some, all)
	}
}

// texts are walks over an automaton, along edges that are not dead as long as there are any, and mutations of them.
func (s *Search) texts(random *rand.Rand, count int) (texts []string) {
	for range count {
		var text []rune
		state := 0
		for range random.IntN(70) {
			var live []rune // the ends of each range, so that narrow ones are taken as often as wide ones
			first := rune(0)
			for _, edge := range s.States[state].Edges {
				if !utf8.ValidRune(first) {
					first = surrogateEnd
				}
				if edge.To != dead {
					live = append(live, first, edge.Last)
				}
				first = edge.Last + 1
			}
			if len(live) == 0 {
				break
			}
			r := live[random.IntN(len(live))]
			text = append(text, r)
			state = s.States[state].next(r)
		}
		texts = append(texts, string(text))
		at := random.IntN(len(text) + 1)
		end := min(at+random.IntN(3), len(text))
		insert := []rune("a@\n-.é\u3000\U0010FFFF")
		from := random.IntN(len(insert))
		texts = append(texts, string(slices.Replace(text, at, end, insert[from:from+random.IntN(2)]...)))
	}
	return texts
}

// TestSearchOnTextsOfItsOwn tries each pattern on texts that lead through its automaton and beside it.
func TestSearchOnTextsOfItsOwn(t *testing.T) {
	for i, test := range searches {
		t.Run(test.name, func(t *testing.T) {
			s := search(t, test.pattern)
			checkSearch(t, test.pattern, s)
			re := regexp.MustCompile(mustSpell(test.pattern))
			texts := s.texts(rand.New(rand.NewPCG(2, uint64(i))), 500)
			for _, text := range slices.Concat(texts, test.yes, test.no, awkward) {
				if got, want := s.Match(text), re.MatchString(text); got != want {
					t.Errorf("%q: %v, regexp %v", text, got, want)
				}
			}
		})
	}
}

// checkSearch checks what every automaton has: it is minimal, its states are numbered breadth first, its edges are
// ascending and joined, and Found says what it should.
func checkSearch(t *testing.T, pattern string, s *Search) {
	t.Helper()
	var accept []bool
	starts := []rune{0}
	reached := 0
	for n, state := range s.States {
		accept = append(accept, state.Accept)
		if n > reached {
			t.Fatalf("%q: state %d is not reached from those before it", pattern, n)
		}
		last, to := rune(-1), -2
		for _, edge := range state.Edges {
			if edge.Last <= last || edge.To == to || !utf8.ValidRune(edge.Last) {
				t.Errorf("%q: state %d: %v is out of order or not joined", pattern, n, state.Edges)
			}
			if edge.To > reached+1 || edge.To >= len(s.States) {
				t.Fatalf("%q: state %d leads to %d before %d is reached", pattern, n, edge.To, reached+1)
			}
			last, to = edge.Last, edge.To
			reached = max(reached, to)
			if last < unicode.MaxRune {
				starts = append(starts, last+1)
			}
		}
		if to == dead {
			t.Errorf("%q: state %d: the last edge is dead", pattern, n)
		}
		everything := state.Accept && slices.Equal(state.Edges, []Edge{{unicode.MaxRune, n}})
		if state.Found != everything {
			t.Errorf("%q: state %d is found: %v, want %v", pattern, n, state.Found, everything)
		}
	}
	if len(s.States) == 1 && !s.States[0].Accept && len(s.States[0].Edges) == 0 {
		return // the start is dead: the pattern is found nowhere
	}
	slices.Sort(starts)
	starts = slices.Compact(starts)
	next := func(state, symbol int) int { return s.States[state].next(starts[symbol]) }
	for _, pair := range alike(accept, len(starts), next) {
		t.Errorf("%q: states %d accept the same texts", pattern, pair)
	}
}

// TestSearchOfEqualPatterns: patterns found in the same texts have the same automaton.
func TestSearchOfEqualPatterns(t *testing.T) {
	for _, pair := range [][2]string{
		{`@`, `(?s)^.*@`}, {``, `$`}, {``, `(?:a|^)`}, {`a+`, `a`}, {`\d`, `[0-9]`}, {`(?i)k`, "[kK\u212A]"},
		{`(?m)^`, `(?m)$`}, {`a^`, `[^\x00-\x{10FFFF}]`}, {`^a|^b`, `\A[ab]`}, {`(?m:^)a`, `(^|\n)a`},
	} {
		if a, b := search(t, pair[0]), search(t, pair[1]); !reflect.DeepEqual(a, b) {
			t.Errorf("%q: %+v, %q: %+v", pair[0], a, pair[1], b)
		}
	}
}

func TestSearchErrors(t *testing.T) {
	tests := map[string]struct{ pattern, want string }{
		"word boundary":        {`\baws`, "write what is around the word instead, such as (^|[^0-9A-Za-z_])word("},
		"no word boundary":     {`(a|(aws\B)*)`, `\b and \B are not supported`},
		"too many states":      {`^a{250}$`, "needs more than 250 states; anchor it with ^, or repeat less"},
		"far too many states":  {`a.{14}b`, "needs more than 4096 states; anchor it with ^, or repeat less"},
		"category not listed":  {`\p{Greek}`, `category \p{Greek} is not known; write ranges`},
		"lookahead":            {`a(?=b)`, "invalid or unsupported Perl syntax"},
		"not closed":           {`(a`, "missing closing )"},
		"repeated too much":    {`a{2000}`, "invalid repeat count"},
		"not UTF-8":            {"a\xff", "invalid UTF-8"},
		"the pattern is named": {`(a`, "automaton: pattern \"(a\": "},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := BuildSearch(test.pattern)
			if err == nil {
				t.Fatalf("no error but %d states", len(s.States))
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q in it", err, test.want)
			}
		})
	}
}

// FuzzSearch holds automata of arbitrary patterns against package regexp.
func FuzzSearch(f *testing.F) {
	for _, test := range searches {
		for _, text := range slices.Concat(test.yes, test.no) {
			f.Add(test.pattern, text)
		}
	}
	for _, p := range portable {
		f.Add(p.pattern, "arn:aws:x")
	}
	f.Add(`(?im)(^|\pL$)\n\Q[\E|[[:^word:]]`, "a\n[")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 60 {
			return
		}
		re, invalid := regexp.Compile(pattern)
		s, err := BuildSearch(pattern)
		if err != nil {
			refused := regexp.MustCompile(`not supported|is not known|needs more than`).MatchString(err.Error())
			if invalid == nil && !refused {
				t.Errorf("%q: %v, but regexp has it", pattern, err)
			}
			return
		}
		if invalid != nil {
			t.Fatalf("%q: built, but regexp says %v", pattern, invalid)
		}
		if got, want := s.Match(text), re.MatchString(text); got != want {
			t.Errorf("%q %q: %v, regexp %v", pattern, text, got, want)
		}
		if len(s.States) <= 20 {
			checkSearch(t, pattern, s)
		}
	})
}
