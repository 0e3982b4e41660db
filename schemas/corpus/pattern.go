package corpus

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// Width is how many bytes of UTF-8 a character takes; [Astral] ones take two units in
// UTF-16 as well.
type Width int

// The widths of characters that texts are made of.
const (
	ASCII Width = 1 + iota
	TwoByte
	ThreeByte
	Astral
)

func (w Width) String() string {
	return [...]string{"", "ascii", "two-byte", "three-byte", "astral"}[w]
}

// alphabet holds the characters that texts are made of, in each width some of every
// general category that the patterns name: letters, marks, symbols, numbers,
// punctuation.
var alphabet = map[Width][]rune{
	ASCII:     []rune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:/@+=#{} "),
	TwoByte:   []rune("\u00E9\u0416\u05D0\u0301\u0663\u00BD\u00AB\u00B1"),
	ThreeByte: []rune("\u6F22\uAC00\u0915\u3099\u20AC\u2162\u2014\u3000"),
	Astral:    []rune("\U0001D49C\U00020000\U0001F600\U0001D165\U0001D7D8\U00010100"),
}

// Pattern makes strings that match a portable pattern, and judges any.
type Pattern struct {
	tree    *syntax.Regexp
	match   *regexp.Regexp
	letters map[*syntax.Regexp]map[Width][]rune // of the alphabet, by class
}

// ParsePattern reads the portable text of a pattern, ^(?:…)$.
func ParsePattern(text string) (*Pattern, error) {
	tree, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("pattern: %w", err)
	}
	match, err := regexp.Compile(text)
	if err != nil {
		return nil, fmt.Errorf("pattern: %w", err)
	}
	p := &Pattern{tree, match, map[*syntax.Regexp]map[Width][]rune{}}
	p.index(tree)
	return p, nil
}

// index finds the alphabet's letters in every class of the pattern.
func (p *Pattern) index(re *syntax.Regexp) {
	for _, sub := range re.Sub {
		p.index(sub)
	}
	class := re.Rune
	switch re.Op {
	case syntax.OpCharClass:
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		class = []rune{' ', utf8.MaxRune}
	default:
		return
	}
	of := map[Width][]rune{}
	for w, letters := range alphabet {
		for _, r := range letters {
			if inClass(class, r) {
				of[w] = append(of[w], r)
			}
		}
	}
	if of[ASCII] == nil {
		of[ASCII] = class[:1] // whatever its width
	}
	p.letters[re] = of
}

// Matches reports whether the whole text matches.
func (p *Pattern) Matches(text string) bool {
	return p.match.MatchString(text)
}

// Text returns a matching string of exactly n characters, of the width where the
// pattern leaves a choice, or false if it finds none. It tries the pattern without
// its optional parts and with them, which is enough for patterns in which one part at
// least can repeat freely.
func (p *Pattern) Text(n int, w Width, r *rand.Rand) (string, bool) {
	for _, optional := range []bool{false, true} {
		for range 4 { // branches of an alternation differ in length
			b := builder{of: p, width: w, random: r, optional: optional}
			b.build(p.tree)
			if b.count > n {
				continue
			}
			b = builder{of: p, width: w, random: r, optional: optional, grow: n - b.count}
			b.build(p.tree)
			if text := b.out.String(); b.count == n && p.Matches(text) {
				return text, true
			}
		}
	}
	return "", false
}

// Shortest returns a matching string of at least n characters, and as few more as it
// finds.
func (p *Pattern) Shortest(n int, r *rand.Rand) (string, bool) {
	for length := n; length <= n+100; length++ {
		if text, ok := p.Text(length, ASCII, r); ok {
			return text, true
		}
	}
	return "", false
}

// Any returns a matching string at random: every repetition and alternation decided
// by r, with characters of all widths.
func (p *Pattern) Any(r *rand.Rand) string {
	b := builder{of: p, random: r, free: true}
	b.build(p.tree)
	return b.out.String()
}

// builder writes one string while it walks a pattern's tree. Where it is not free, it
// takes each repetition's least count, and spends grow on the first that can take it.
type builder struct {
	of       *Pattern
	out      strings.Builder
	count    int
	width    Width
	random   *rand.Rand
	optional bool
	free     bool
	grow     int
}

func (b *builder) rune(r rune) {
	b.out.WriteRune(r)
	b.count++
}

func (b *builder) build(re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			b.rune(r)
		}
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.rune(b.pick(re))
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			b.build(sub)
		}
	case syntax.OpAlternate:
		b.build(re.Sub[b.random.IntN(len(re.Sub))])
	case syntax.OpStar:
		b.repeat(re.Sub[0], 0, -1)
	case syntax.OpPlus:
		b.repeat(re.Sub[0], 1, -1)
	case syntax.OpQuest:
		b.repeat(re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		b.repeat(re.Sub[0], re.Min, re.Max)
	}
}

// repeat writes sub between low and high times; high is -1 without a bound.
func (b *builder) repeat(sub *syntax.Regexp, low, high int) {
	times := low
	switch {
	case b.free:
		most := low + 3
		if high >= 0 {
			most = min(most, high)
		}
		times += b.random.IntN(most - low + 1)
	case sub.Op == syntax.OpCharClass || sub.Op == syntax.OpAnyChar || sub.Op == syntax.OpAnyCharNotNL:
		extra := b.grow
		if high >= 0 {
			extra = min(extra, high-low)
		}
		b.grow -= extra
		times += extra
	case b.optional && high != 0:
		times = max(low, 1)
	}
	for range times {
		b.build(sub)
	}
}

// pick returns a character of the class: one of the alphabet's in the width, or else
// an ASCII one.
func (b *builder) pick(class *syntax.Regexp) rune {
	width := b.width
	if b.free {
		width = 1 + Width(b.random.IntN(int(Astral)))
	}
	letters := b.of.letters[class][width]
	if letters == nil {
		letters = b.of.letters[class][ASCII]
	}
	return letters[b.random.IntN(len(letters))]
}

func inClass(class []rune, r rune) bool {
	for i := 0; i < len(class); i += 2 {
		if class[i] <= r && r <= class[i+1] {
			return true
		}
	}
	return false
}
